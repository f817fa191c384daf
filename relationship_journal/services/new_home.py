"""Looking for where a feed went: once, on its site's own page."""

from relationship_journal.domain import feed_choice, fetch_state, web
from relationship_journal.domain.fetched import Outcome
from relationship_journal.domain.page_facts import PageFacts
from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.errors import FeedTooHeavy, NotAFeed, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services.fetch_round import Means
from relationship_journal.services.following_rows import PollRow
from relationship_journal.store.instants import stamp

_TRIES = 3
_ADOPT = """
UPDATE feed_state SET url = :url, state = 'ok', reason = '', errors = 0, failing_since_at = NULL,
    etag = '', last_modified = '', validators_at = NULL, body_hash = '', moved_to = '',
    moved_seen = 0, moved_first_at = NULL, next_at = :now, rediscovered_at = :now
WHERE feed_id = :feed
"""
_NOTE = "UPDATE feed_state SET rediscovered_at = :now WHERE feed_id = :feed"


def look(means: Means, poll: PollRow) -> str:
    """Return the feed's new address, which is used from now on, or "" where none was found.

    Only a feed that holds something of what is known is theirs.

    Raises: Busy, DiskFull, JournalFileError.
    """
    found = _found(means, poll)
    values = {"url": found, "now": stamp(means.clock()), "feed": poll.feed_id}
    with means.journal.change(_("Look for posts"), is_undoable=False):
        means.journal.execute(_ADOPT if found else _NOTE, values)
    return found


def _found(means: Means, poll: PollRow) -> str:
    page = _page(means, poll)
    announced = feed_choice.ranked(list(page.feeds), poll.site_url)
    for link in announced[:_TRIES]:
        is_tried = link.url == poll.url or feed_choice.is_about_comments(link.url, link.title)
        feed = None if is_tried else _feed(means, link.url, is_own=_is_own(poll, link.url))
        try:
            if feed is not None and means.posts.shares_something(poll.feed_id, feed):
                return link.url
        except NotFound:  # nobody follows it any more
            return ""
    return ""


def _page(means: Means, poll: PollRow) -> PageFacts:
    fetched = means.fetcher.get(
        poll.site_url, is_own_network=_is_own(poll, poll.site_url), accept="page"
    )
    if fetched.outcome is not Outcome.READ:
        return PageFacts()
    kind, links = fetched.header("content-type"), fetched.headers_of("link")
    try:
        return means.reader.read_page(fetched.body, fetched.final_url, kind, links)
    except FeedTooHeavy:
        return PageFacts()


def _feed(means: Means, url: str, *, is_own: bool) -> ParsedFeed | None:
    fetched = means.fetcher.get(url, is_own_network=is_own)
    if fetched.outcome is not Outcome.READ:
        return None
    try:
        return means.reader.read(fetched.body, fetched.final_url, fetched.header("content-type"))
    except (NotAFeed, FeedTooHeavy):
        return None


def _is_own(poll: PollRow, url: str) -> bool:
    """Say whether the user's word about a private address holds for this one, too."""
    return poll.is_own_network and web.is_same_place(url, poll.given_url)


def is_worth_it(poll: PollRow, after: fetch_state.After) -> bool:
    """Say whether to look now: once, and where a site is known."""
    return after.looks_for_new_home and poll.rediscovered_at is None and bool(poll.site_url)
