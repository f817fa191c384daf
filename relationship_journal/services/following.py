"""Following people: what is polled for whom, and what they published."""

from datetime import datetime, timedelta
from typing import Any

from relationship_journal.domain import post_facts, web
from relationship_journal.domain import when as whens
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.following_rows import FeedRow, FollowingRow, PostRow
from relationship_journal.store.instants import instant, instant_or_none, stamp
from relationship_journal.store.models import Contact
from relationship_journal.store.models_following import Feed, Post

WEEKS = 26
_BLOCK = 5_000
# calm: three failures over three days before anything is said
FAILURES, FAILING_FOR = 3, timedelta(days=3)
_ENDED = ("gone", "missing")

_FEEDS = """
SELECT feed.id, contact_id, feed.url, coalesce(nullif(feed_state.url, ''), feed.url), kind,
       coalesce(nullif(feed.title, ''), feed_state.title, ''), author_filter, is_own_network,
       coalesce(site_url, ''), coalesce(state, 'new'), coalesce(reason, ''), coalesce(errors, 0),
       next_at, looked_at, last_ok_at, failing_since_at
FROM feed LEFT JOIN feed_state ON feed_id = feed.id
"""
_POSTS = """
SELECT post.id, post.contact_id, contact.name, post.feed_id, post.title, post.url, excerpt,
       published_at, first_seen_at, counts_at, is_micro, is_backfill, basket_item.id IS NOT NULL
FROM post JOIN contact ON contact.id = post.contact_id
LEFT JOIN basket_item ON basket_item.post_id = post.id
WHERE deleted_at IS NULL AND NOT is_double {which}
ORDER BY counts_at DESC, post.id DESC LIMIT :limit
"""
_PEOPLE = """
SELECT contact.id, contact.name, circle.name, circle.place, sort_key
FROM contact JOIN circle ON circle.id = circle_id
WHERE deleted_at IS NULL AND put_away_at IS NULL
  AND contact.id IN (SELECT contact_id FROM feed WHERE contact_id IS NOT NULL)
"""
_RHYTHM = """
SELECT contact_id, cast((julianday(:end) - julianday(counts_at)) / 7 AS INTEGER) AS ago, count(*)
FROM post WHERE counts_at >= :since AND counts_at <= :now AND NOT is_double
GROUP BY contact_id, ago
"""
_RECENT = """
SELECT contact_id, count(*) FROM post
WHERE counts_at >= :since AND counts_at <= :now AND NOT is_double GROUP BY contact_id
"""
# a look into the index for each person, not through all posts there are
_NEWEST = """
SELECT (SELECT id FROM post WHERE post.contact_id = person.contact_id AND counts_at <= :now
        AND NOT is_double ORDER BY counts_at DESC, id DESC LIMIT 1)
FROM (SELECT DISTINCT contact_id FROM feed WHERE contact_id IS NOT NULL) AS person
"""
_LAST_MOMENTS = """
SELECT counts_at FROM post WHERE contact_id = ? AND counts_at <= ? AND NOT is_double
ORDER BY counts_at DESC LIMIT 12
"""


class Following(door.Service):
    """What can be done with what people publish."""

    # --- follow ----------------------------------------------------------------------------------

    def follow(
        self,
        contact_id: int,
        url: str,
        *,
        title: str = "",
        kind: str = "blog",
        author_filter: str = "",
        is_own_network: bool = False,
    ) -> int:
        """Follow a person at a feed's address and return the feed's id.

        Following the same again changes nothing but what was not said before. The first
        reading makes no reminder.

        Args:
            contact_id: whom.
            url: the feed's own address.
            title: what the feed is called; its own title when "".
            kind: what is published there, such as blog, micro or video.
            author_filter: only posts by this name, in a blog of several people.
            is_own_network: the address may be a private one; only by the user's own word.

        Raises: NotFound, InvalidInput.
        """
        person = _contact(contact_id)
        kept = _feed_address(url)
        found = Feed.get_or_none(Feed.contact_id == contact_id, Feed.url == kept)
        values = {
            "title": door.line("title", title),
            "kind": kind,
            "author_filter": door.line("name", author_filter),
            "is_own_network": is_own_network,
        }
        with self._journal.change(_("Follow {name}").format(name=person.name)):
            if found is None:
                found = Feed.create(
                    contact_id=contact_id, url=kept, created_at=stamp(self._clock()), **values
                )
            else:
                for name, value in values.items():
                    if value and getattr(found, name) != value:
                        setattr(found, name, value)
                found.save()
        return int(found.id)

    def unfollow(self, feed_id: int) -> None:
        """Follow a feed no longer; its posts go with it, and come back with Undo.

        Raises: NotFound.
        """
        feed = _feed(feed_id)
        with self._journal.change(_("Stop following")):
            feed.delete_instance()

    def edit(self, feed_id: int, **fields: Any) -> None:
        """Change title, author_filter, kind or is_own_network.

        Raises: NotFound, InvalidInput.
        """
        feed = _feed(feed_id)
        with self._journal.change(_("Edit what is followed")):
            for name in ("title", "author_filter", "kind"):
                if name in fields:
                    value = door.line(name, fields[name])
                    if getattr(feed, name) != value:
                        setattr(feed, name, value)
            if "is_own_network" in fields and feed.is_own_network != fields["is_own_network"]:
                feed.is_own_network = fields["is_own_network"]
            feed.save()

    def feed(self, feed_id: int) -> FeedRow:
        """Return one feed.

        Raises: NotFound.
        """
        _feed(feed_id)
        return self._feeds("WHERE feed.id = ?", feed_id)[0]

    def feeds_of(self, contact_id: int) -> list[FeedRow]:
        """Return what is polled for a person."""
        return self._feeds("WHERE contact_id = ? ORDER BY feed.id", contact_id)

    def is_followed(self, contact_id: int) -> bool:
        """Say whether anything is polled for a person."""
        return Feed.select().where(Feed.contact_id == contact_id).exists()

    def need_a_look(self) -> list[FeedRow]:
        """Return the feeds that have not worked for days, or never will again."""
        before = stamp(self._clock() - FAILING_FOR)
        marks = ", ".join("?" for _state in _ENDED)
        return self._feeds(
            "JOIN contact ON contact.id = contact_id"
            " WHERE deleted_at IS NULL AND put_away_at IS NULL"
            f" AND (state IN ({marks}) OR (errors >= ? AND failing_since_at <= ?))"
            " ORDER BY sort_key, feed.id",
            *_ENDED,
            FAILURES,
            before,
        )

    # --- posts -----------------------------------------------------------------------------------

    def posts(self, contact_id: int | None = None, *, limit: int = 200) -> list[PostRow]:
        """Return what a person published, or everyone, the newest first."""
        which = "" if contact_id is None else "AND post.contact_id = :contact"
        return self._posts(which, {"contact": contact_id, "limit": limit})

    def post(self, post_id: int) -> PostRow:
        """Return one post.

        Raises: NotFound.
        """
        found = self._journal.execute(
            _POSTS.replace("AND NOT is_double", "").format(which="AND post.id = :post"),
            {"post": post_id, "limit": 1},
        ).fetchone()
        if found is None:
            raise NotFound(_("There is no post {id}.").format(id=post_id))
        return _post(found)

    def can_remind_of(self, post_id: int) -> bool:
        """Say whether a post from before they were followed is young enough to be answered.

        Raises: NotFound.
        """
        post = self.post(post_id)
        ends = post_facts.expires_at(post.at, is_micro=post.is_micro)
        return post.is_backfill and post.at <= self._clock() < ends

    def offered_of(self, contact_id: int) -> PostRow | None:
        """Return somebody's newest post, if it could be a reason and I did not write since."""
        now = self._clock()
        newest = self._posts(
            "AND post.contact_id = :contact AND counts_at <= :now AND put_away_at IS NULL"
            " AND NOT is_muted AND counts_at > coalesce(last_own_at, '')",
            {"contact": contact_id, "now": stamp(now), "limit": 1},
        )
        return newest[0] if newest and self.can_remind_of(newest[0].id) else None

    def remind_of(self, post_id: int) -> None:
        """Let a post from before they were followed be a reason after all.

        Raises: NotFound.
        """
        self.post(post_id)
        with self._journal.change(_("Remind of a post")):
            Post.update(is_backfill=False).where(Post.id == post_id).execute()

    # --- the page --------------------------------------------------------------------------------

    def rows(self) -> list[FollowingRow]:
        """Return everyone who is followed: back after a silence first, then circle, then newest."""
        now = self._clock()
        weeks = self._weeks(now)
        newest = self._newest(now)
        found = []
        for contact_id, name, circle, place, sort_key in self._journal.execute(_PEOPLE).fetchall():
            post, more = newest.get(contact_id, (None, 0))
            at = post.at if post else None
            row = FollowingRow(
                contact_id=contact_id,
                name=name,
                circle=circle,
                circle_place=place,
                is_back=self._is_back(contact_id, at, now),
                newest=post,
                more=more,
                weeks=weeks.get(contact_id, (0,) * WEEKS),
                silent_for=(now - at).days if at else None,
                last_day=whens.local_day(at, self._zone) if at else None,
            )
            found.append((row, sort_key))
        found.sort(
            key=lambda pair: (
                not pair[0].is_back,
                pair[0].circle_place,
                -pair[0].newest.at.timestamp() if pair[0].newest else 1,
                pair[1],
                pair[0].contact_id,
            )
        )
        return [row for row, _key in found]

    # --- inside ----------------------------------------------------------------------------------

    def _feeds(self, which: str, *values: Any) -> list[FeedRow]:
        return [_feed_row(row) for row in self._journal.execute(_FEEDS + which, values).fetchall()]

    def _posts(self, which: str, values: dict[str, Any]) -> list[PostRow]:
        found = self._journal.execute(_POSTS.format(which=which), values).fetchall()
        return [_post(row) for row in found]

    def _newest(self, now: datetime) -> dict[int, tuple[PostRow, int]]:
        """Return each person's newest post, and how many more came within the last ten days."""
        values = {"now": stamp(now), "since": stamp(now - post_facts.ANSWERABLE)}
        recent = dict(self._journal.execute(_RECENT, values).fetchall())
        newest = self._journal.execute(_NEWEST, values).fetchall()
        ids = [post_id for (post_id,) in newest if post_id is not None]
        found: dict[int, tuple[PostRow, int]] = {}
        for start in range(0, len(ids), _BLOCK):
            marks = ", ".join(str(int(one)) for one in ids[start : start + _BLOCK])
            for post in self._posts(f"AND post.id IN ({marks})", {"limit": -1}):
                more = max(0, recent.get(post.contact_id, 0) - 1)
                found[post.contact_id] = (post, more)
        return found

    def _weeks(self, now: datetime) -> dict[int, tuple[int, ...]]:
        # the sparkline's weeks end with this day; a day begins where the user's does
        day = whens.local_day(now, self._zone)
        end = whens.start_of_day(day + timedelta(days=1), self._zone)
        values = {
            "end": stamp(end),
            "since": stamp(end - timedelta(days=7 * WEEKS)),
            "now": stamp(now),
        }
        counts: dict[int, list[int]] = {}
        for contact_id, ago, count in self._journal.execute(_RHYTHM, values).fetchall():
            week = WEEKS - 1 - min(WEEKS - 1, max(0, ago))
            counts.setdefault(contact_id, [0] * WEEKS)[week] += count
        return {one: tuple(found) for one, found in counts.items()}

    def _is_back(self, contact_id: int, newest: datetime | None, now: datetime) -> bool:
        if newest is None or newest < now - post_facts.ANSWERABLE:
            return False
        rows = self._journal.execute(_LAST_MOMENTS, (contact_id, stamp(now))).fetchall()
        return post_facts.is_back_after_silence([instant(at) for (at,) in rows])


def _contact(contact_id: int) -> Contact:
    found = Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null())
    if found is None:
        raise NotFound(_("There is no contact {id}.").format(id=contact_id))
    return found


def _feed(feed_id: int) -> Feed:
    found = Feed.get_or_none(Feed.id == feed_id)
    if found is None:
        raise NotFound(_("There is no feed {id}.").format(id=feed_id))
    return found


def _feed_address(url: str) -> str:
    kept = door.line("url", url, is_needed=True)
    if len(kept) > door.LONGEST_LINE:
        raise InvalidInput("url", _("This is too long for a web address."))
    return web.understand(kept).url


def _feed_row(row: tuple[Any, ...]) -> FeedRow:
    return FeedRow(
        id=row[0],
        contact_id=row[1],
        url=row[2],
        url_now=row[3],
        kind=row[4],
        title=row[5],
        author_filter=row[6],
        is_own_network=bool(row[7]),
        site_url=row[8],
        state=row[9],
        reason=row[10],
        errors=row[11],
        next_at=instant_or_none(row[12]),
        looked_at=instant_or_none(row[13]),
        last_ok_at=instant_or_none(row[14]),
        failing_since=instant_or_none(row[15]),
    )


def _post(row: tuple[Any, ...]) -> PostRow:
    return PostRow(
        id=row[0],
        contact_id=row[1],
        name=row[2],
        feed_id=row[3],
        title=row[4],
        url=row[5],
        excerpt=row[6],
        site=_site(row[5]),
        published=instant_or_none(row[7]),
        first_seen=instant(row[8]),
        at=instant(row[9]),
        is_micro=bool(row[10]),
        is_backfill=bool(row[11]),
        is_in_basket=bool(row[12]),
    )


def _site(url: str) -> str:
    """Return the site of a kept address, in its own script; thousands are shown at once."""
    host = url.partition("//")[2].partition("/")[0]
    if host.isascii() and "xn--" not in host and "@" not in host:
        return host.lower().removeprefix("www.")
    return web.profile_from(url)[0]
