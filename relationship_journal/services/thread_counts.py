"""Whether a thread moved on since I wrote there: all that a post's count of comments can tell."""

from relationship_journal.domain.post_keys import link_key
from relationship_journal.store.journal import Journal
from relationship_journal.store.models_following import Post

# looked through for the ones below one post, the newest first
_MINE = """
SELECT at, url FROM interaction_contact JOIN interaction ON interaction.id = interaction_id
WHERE contact_id = ? AND direction = 'outgoing' AND url <> ''
ORDER BY at DESC, interaction.id DESC LIMIT 500
"""

# Two more comments, for one of them is mine. An entry that was taken back, or a newer one there,
# ends it.
OUTCOME = """
CASE WHEN comment_count - count_then >= 2 AND count_then_at = (
    SELECT max(at) FROM interaction_contact JOIN interaction ON interaction.id = interaction_id
    WHERE interaction_contact.contact_id = post.contact_id AND direction = 'outgoing'
      AND (interaction.url = post.url OR at = count_then_at))
THEN 'moved_on' ELSE '' END
"""


def note(journal: Journal, post: Post) -> None:
    """Keep how many comments were known when I last wrote below a post, before that changes."""
    mine = journal.execute(_MINE, (post.contact_id,)).fetchall()
    at = next((at for at, url in mine if link_key(url) == (post.link_key or None)), None)
    if at is not None and at != post.count_then_at:
        post.count_then, post.count_then_at = post.comment_count, at
