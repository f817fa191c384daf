"""peewee's view of the tables of `schema_following`."""

import peewee


class _Row(peewee.Model):
    id = peewee.AutoField()

    class Meta:
        legacy_table_names = False
        only_save_dirty = True


class Feed(_Row):
    """What is polled for what somebody publishes."""

    contact_id = peewee.IntegerField(null=True)
    url = peewee.TextField()
    kind = peewee.TextField(default="blog")
    title = peewee.TextField(default="")
    author_filter = peewee.TextField(default="")
    is_own_network = peewee.BooleanField(default=False)
    created_at = peewee.TextField()


class FeedState(_Row):
    """What came of asking for a feed."""

    feed_id = peewee.IntegerField()
    url = peewee.TextField(default="")
    state = peewee.TextField(default="new")
    reason = peewee.TextField(default="")
    feed_key = peewee.TextField(default="")
    title = peewee.TextField(default="")
    site_url = peewee.TextField(default="")
    identity = peewee.TextField(default="guid")
    etag = peewee.TextField(default="")
    last_modified = peewee.TextField(default="")
    validators_at = peewee.TextField(null=True)
    body_hash = peewee.TextField(default="")
    hints = peewee.TextField(default="")
    next_at = peewee.TextField(null=True)
    looked_at = peewee.TextField(null=True)
    last_ok_at = peewee.TextField(null=True)
    first_read_at = peewee.TextField(null=True)
    errors = peewee.IntegerField(default=0)
    failing_since_at = peewee.TextField(null=True)
    moved_to = peewee.TextField(default="")
    moved_seen = peewee.IntegerField(default=0)
    moved_first_at = peewee.TextField(null=True)
    rediscovered_at = peewee.TextField(null=True)


class Host(_Row):
    """How a site wants to be treated."""

    domain = peewee.TextField()
    paused_until_at = peewee.TextField(null=True)
    last_at = peewee.TextField(null=True)
    strikes = peewee.IntegerField(default=0)


class Post(_Row):
    """What somebody published."""

    feed_id = peewee.IntegerField()
    contact_id = peewee.IntegerField()
    guid = peewee.TextField()
    link_key = peewee.TextField(default="")
    title_key = peewee.TextField(default="")
    url = peewee.TextField(default="")
    title = peewee.TextField(default="")
    excerpt = peewee.TextField(default="")
    author = peewee.TextField(default="")
    published_at = peewee.TextField(null=True)
    raw_date = peewee.TextField(default="")
    first_seen_at = peewee.TextField()
    counts_at = peewee.TextField()
    edited_at = peewee.TextField(null=True)
    is_micro = peewee.BooleanField(default=False)
    is_backfill = peewee.BooleanField(default=False)
    is_double = peewee.BooleanField(default=False)
    comment_feed = peewee.TextField(default="")
    comments_url = peewee.TextField(default="")
    comment_count = peewee.IntegerField(null=True)
    count_then = peewee.IntegerField(null=True)
    count_then_at = peewee.TextField(null=True)


class PostKey(_Row):
    """A further name of a post, or a name of one no longer kept."""

    feed_id = peewee.IntegerField()
    post_id = peewee.IntegerField(null=True)
    guid_hash = peewee.BlobField()
    link_hash = peewee.BlobField(null=True)
    title_hash = peewee.BlobField(null=True)
    published_at = peewee.TextField(null=True)


class BasketItem(_Row):
    """A post to be mentioned."""

    contact_id = peewee.IntegerField()
    post_id = peewee.IntegerField(null=True)
    url = peewee.TextField()
    title = peewee.TextField()
    added_at = peewee.TextField()


class Own(_Row):
    """What I go by: a name, an address, a blog, my message."""

    kind = peewee.TextField()
    value = peewee.TextField()
    key = peewee.TextField()
    feed_id = peewee.IntegerField(null=True)
    place = peewee.IntegerField()


class Alias(_Row):
    """Whose name a comment bears."""

    contact_id = peewee.IntegerField()
    name_key = peewee.TextField()
    is_theirs = peewee.BooleanField()


class IgnoredName(_Row):
    """A visitor who is not to be shown."""

    name = peewee.TextField()
    key = peewee.TextField()
    ignored_at = peewee.TextField()


class Watch(_Row):
    """A look-out for an answer to an entry of mine."""

    contact_id = peewee.IntegerField()
    interaction_id = peewee.IntegerField()
    post_id = peewee.IntegerField(null=True)
    source = peewee.TextField()
    url = peewee.TextField()
    post_url = peewee.TextField(default="")
    is_own_network = peewee.BooleanField(default=False)
    since_at = peewee.TextField()


class WatchState(_Row):
    """How far a look-out has come."""

    watch_id = peewee.IntegerField()
    step = peewee.IntegerField(default=0)
    looked_at = peewee.TextField(null=True)
    next_at = peewee.TextField(null=True)
    ended_at = peewee.TextField(null=True)
    etag = peewee.TextField(default="")
    last_modified = peewee.TextField(default="")
    body_hash = peewee.TextField(default="")
    own_comment = peewee.TextField(default="")
    times_read = peewee.IntegerField(default=0)


class Sighting(_Row):
    """A comment by somebody else, on my blog or after one of mine."""

    feed_id = peewee.IntegerField(null=True)
    watch_id = peewee.IntegerField(null=True)
    contact_id = peewee.IntegerField(null=True)
    interaction_id = peewee.IntegerField(null=True)
    guid = peewee.TextField()
    name = peewee.TextField()
    name_key = peewee.TextField()
    author_url = peewee.TextField(default="")
    author_key = peewee.TextField(default="")
    url = peewee.TextField(default="")
    title = peewee.TextField(default="")
    excerpt = peewee.TextField(default="")
    text_hash = peewee.TextField(default="")
    strength = peewee.TextField(default="")
    is_backfill = peewee.BooleanField(default=False)
    commented_at = peewee.TextField()
    first_seen_at = peewee.TextField()
    settled_at = peewee.TextField(null=True)


class Opened(_Row):
    """What was opened in a browser, until it is said what came of it."""

    contact_id = peewee.IntegerField()
    post_id = peewee.IntegerField(null=True)
    profile_id = peewee.IntegerField(null=True)
    url = peewee.TextField()
    title = peewee.TextField(default="")
    opened_at = peewee.TextField()
    answer = peewee.TextField(default="")
    answered_at = peewee.TextField(null=True)


MODELS: tuple[type[peewee.Model], ...] = (
    Feed, FeedState, Host, Post, PostKey, BasketItem, Own, Alias, IgnoredName,
    Watch, WatchState, Sighting, Opened,
)  # fmt: skip
