"""What was read from feeds, kept: what to ask for next, and which posts are new."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from relationship_journal.domain import post_facts, post_merge
from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.domain.post_keys import GUID, digest, link_key, title_key
from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door, thread_counts
from relationship_journal.services.feed_polls import due_feeds, feeds_for
from relationship_journal.services.following_rows import PollRow, StoredRow
from relationship_journal.services.sightings import Sightings
from relationship_journal.store import rows
from relationship_journal.store.instants import instant, instant_or_none, stamp
from relationship_journal.store.models_following import Feed, FeedState, Post, PostKey

# a step of a long writing, so that the window's own writes get between
STEP = 50
KEPT_DAYS = 400
KEPT_NEWEST = 200

_KNOWN = """
SELECT id, guid, url, title, excerpt, published_at, first_seen_at FROM post WHERE feed_id = ?
"""
_KEYS = """
SELECT post_id, guid_hash, link_hash, title_hash, published_at FROM post_key WHERE feed_id = ?
"""
_ELSEWHERE = """
SELECT id, is_micro FROM post
WHERE contact_id = :contact AND feed_id <> :feed AND NOT is_double AND (
    (link_key = :link AND link_key <> '') OR (title_key = :title AND length(title_key) > 12
     AND counts_at BETWEEN :first AND :last))
ORDER BY id LIMIT 1
"""
_TOO_OLD = """
SELECT id FROM (
    SELECT id, counts_at, row_number() OVER (ORDER BY counts_at DESC, id DESC) AS place
    FROM post WHERE feed_id = :feed)
WHERE place > :newest AND counts_at < :before
  AND id NOT IN (SELECT post_id FROM basket_item WHERE post_id IS NOT NULL)
"""


class FeedPosts(door.Service):
    """What can be done with a reading of a feed."""

    def due(self, limit: int = 60) -> list[PollRow]:
        """Return the feeds that may be asked for now, the most important people's first."""
        return due_feeds(self._journal, self._clock(), limit)

    def feeds_for(self, contact_ids: Collection[int] | None = None) -> list[PollRow]:
        """Return the feeds of these people, due or not; of everyone without a list."""
        return feeds_for(self._journal, contact_ids)

    def store(self, feed_id: int, feed: ParsedFeed) -> StoredRow:
        """Keep what is new in a reading; the first one makes no reminder.

        Raises: NotFound when the feed is no longer followed.
        """
        row = Feed.get_or_none(Feed.id == feed_id)
        if row is None:
            raise NotFound(_("There is no feed {id}.").format(id=feed_id))
        state = FeedState.get_or_none(FeedState.feed_id == feed_id)
        if row.contact_id is None:
            return self._store_comments(row, state, feed)
        known = self._known(row, state)
        merged = post_merge.merge(known, feed)
        now = self._clock()
        for piece in _pieces(merged.found):
            with self._journal.change(_("Look for posts"), is_undoable=False):
                _check_followed(feed_id)
                for found in piece:
                    self._insert(row, found, now)
        edits = [one for one in merged.seen if self._differs(one)]
        for piece in _pieces(edits):
            with self._journal.change(_("Look for posts"), is_undoable=False):
                for seen in piece:
                    self._update(seen, now)
        for piece in _pieces(merged.aliases):
            with self._journal.change(_("Look for posts"), is_undoable=False):
                _check_followed(feed_id)
                for post_id, guid in piece:
                    _remember(feed_id, digest(guid), post_id=post_id)
        self.keep_state(
            feed_id,
            identity=merged.by,
            feed_key=feed.id,
            title=feed.title,
            site_url=feed.site_url,
            first_read_at=state.first_read_at if state and state.first_read_at else stamp(now),
        )
        self._prune(feed_id, now)
        new = sum(not one.is_backfill for one in merged.found)
        is_first = known.is_first_read
        return StoredRow(new, merged.shares_something or is_first, is_first=is_first)

    def shares_something(self, feed_id: int, feed: ParsedFeed) -> bool:
        """Say whether a reading from another address is of the feed that is known.

        Raises: NotFound.
        """
        row = Feed.get_or_none(Feed.id == feed_id)
        if row is None:
            raise NotFound(_("There is no feed {id}.").format(id=feed_id))
        state = FeedState.get_or_none(FeedState.feed_id == feed_id)
        if state is not None and state.feed_key and state.feed_key == feed.id:
            return True
        known = self._known(row, state)
        return known.is_first_read or post_merge.merge(known, feed).shares_something

    def keep_state(self, feed_id: int, **values: Any) -> None:
        """Remember what came of asking; an instant is given as one, or as it is kept.

        Nothing is written where nothing differs.
        """
        kept = {
            name: stamp(value) if isinstance(value, datetime) else value
            for name, value in values.items()
        }
        state = FeedState.get_or_none(FeedState.feed_id == feed_id)
        if state is not None and all(getattr(state, name) == kept[name] for name in kept):
            return
        with self._journal.change(_("Look for posts"), is_undoable=False):
            if state is None:  # as it stands now that nobody else writes
                _check_followed(feed_id)
                state = FeedState.get_or_none(FeedState.feed_id == feed_id)
            if state is None:
                rows.insert(FeedState, feed_id=feed_id, **kept)
                return
            for name, value in kept.items():
                if getattr(state, name) != value:
                    setattr(state, name, value)
            state.save()

    # --- inside ----------------------------------------------------------------------------------

    def _store_comments(self, row: Feed, state: FeedState | None, feed: ParsedFeed) -> StoredRow:
        sightings = Sightings(self._journal, self._clock, self._zone)
        new = sightings.store_own(row.id, feed)
        was_read = state is not None and state.first_read_at is not None
        first = state.first_read_at if state and was_read else stamp(self._clock())
        self.keep_state(row.id, title=feed.title, site_url=feed.site_url, first_read_at=first)
        return StoredRow(new, shares_something=True)

    def _known(self, feed: Feed, state: FeedState | None) -> post_merge.Known:
        posts = [
            post_merge.KnownPost(
                one, guid, url, title, excerpt, instant_or_none(published), instant(seen)
            )
            for one, guid, url, title, excerpt, published, seen in self._journal.execute(
                _KNOWN, (feed.id,)
            ).fetchall()
        ]
        aliases, gone = {}, []
        for post_id, guid, link, title, published in self._journal.execute(
            _KEYS, (feed.id,)
        ).fetchall():
            if post_id is not None:
                aliases[bytes(guid)] = post_id
            else:
                gone.append(
                    post_merge.GonePost(
                        bytes(guid),
                        bytes(link) if link else None,
                        bytes(title) if title else None,
                        instant_or_none(published),
                    )
                )
        return post_merge.Known(
            posts=posts,
            aliases=aliases,
            gone=gone,
            by=state.identity if state else GUID,
            # a first reading that was cut short is still the first
            is_first_read=state is None or state.first_read_at is None,
            only_author=feed.author_filter,
        )

    def _insert(self, feed: Feed, found: post_merge.FoundPost, now: datetime) -> None:
        if rows.has_any(Post, feed_id=feed.id, guid=found.guid):  # another look was quicker
            return
        entry, counts_at = found.entry, post_facts.counts_from(found.published, now)
        values = {
            "feed_id": feed.id,
            "contact_id": feed.contact_id,
            "guid": found.guid,
            "link_key": link_key(entry.link),
            "title_key": title_key(entry.title),
            "author": entry.author,
            "raw_date": entry.raw_date,
            "first_seen_at": stamp(now),
            "counts_at": stamp(counts_at),
            "is_micro": entry.is_micro,
            "is_backfill": found.is_backfill,
            **_what_may_change(entry, found.published),
        }
        values["is_double"] = self._is_double(values, counts_at)
        rows.insert(Post, **values)

    def _is_double(self, values: Mapping[str, Any], counts_at: datetime) -> bool:
        """Say whether another feed of the person has it; of the two the longer one counts."""
        other = self._journal.execute(
            _ELSEWHERE,
            {
                "contact": values["contact_id"],
                "feed": values["feed_id"],
                "link": values["link_key"],
                "title": values["title_key"],
                "first": stamp(counts_at - post_merge.SAME_TITLE_WITHIN),
                "last": stamp(counts_at + post_merge.SAME_TITLE_WITHIN),
            },
        ).fetchone()
        if other is None:
            return False
        if other[1] and not values["is_micro"]:
            Post.update(is_double=True).where(Post.id == other[0]).execute()
            return False
        return True

    def _differs(self, seen: post_merge.SeenAgain) -> bool:
        post = Post.get_or_none(Post.id == seen.post_id)
        if post is None:  # unfollowed meanwhile
            return False
        wanted = _what_may_change(seen.entry, seen.published)
        return any(getattr(post, name) != value for name, value in wanted.items())

    def _update(self, seen: post_merge.SeenAgain, now: datetime) -> None:
        """Bring a post up to date in place; that never makes a reminder."""
        post = Post.get_or_none(Post.id == seen.post_id)
        if post is None:  # unfollowed meanwhile
            return
        if seen.entry.comment_count != post.comment_count:
            thread_counts.note(self._journal, post)
        for name, value in _what_may_change(seen.entry, seen.published).items():
            if getattr(post, name) != value:
                setattr(post, name, value)
        post.link_key, post.title_key = link_key(post.url), title_key(post.title)
        if seen.is_edited:
            post.edited_at = stamp(now)
        if post.counts_at > stamp(now):  # announced, and moved since
            post.counts_at = stamp(post_facts.counts_from(seen.published, now))
        post.save()

    def _prune(self, feed_id: int, now: datetime) -> None:
        """Let old posts go; their keys stay, so that they never come back as new."""
        values = {
            "feed": feed_id,
            "newest": KEPT_NEWEST,
            "before": stamp(now - timedelta(days=KEPT_DAYS)),
        }
        old = [one for (one,) in self._journal.execute(_TOO_OLD, values).fetchall()]
        for piece in _pieces(old):
            with self._journal.change(_("Let old posts go"), is_undoable=False):
                for post in list(Post.select().where(Post.id.in_(piece))):
                    _remember(
                        feed_id,
                        digest(post.guid),
                        link_hash=digest(post.link_key) if post.link_key else None,
                        title_hash=digest(post.title_key) if post.title_key else None,
                        published_at=post.published_at,
                    )
                    post.delete_instance()


def _check_followed(feed_id: int) -> None:
    """Raise NotFound for a feed that is followed no longer; inside a change it stays so."""
    if not rows.has_any(Feed, id=feed_id):
        raise NotFound(_("There is no feed {id}.").format(id=feed_id))


def _what_may_change(entry: Any, published: datetime | None) -> dict[str, Any]:
    return {
        "url": entry.link,
        "title": entry.title,
        "excerpt": entry.excerpt,
        "published_at": stamp(published) if published else None,
        "comment_feed": entry.comment_feed,
        "comments_url": entry.comments_url,
        "comment_count": entry.comment_count,
    }


def _remember(feed_id: int, guid: bytes, **values: Any) -> None:
    if not rows.has_any(PostKey, feed_id=feed_id, guid_hash=guid):
        rows.insert(PostKey, feed_id=feed_id, guid_hash=guid, **values)


def _pieces(found: Iterable[Any]) -> Iterator[Sequence[Any]]:
    listed = list(found)
    for start in range(0, len(listed), STEP):
        yield listed[start : start + STEP]
