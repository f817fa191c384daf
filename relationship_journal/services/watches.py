"""Looking for answers: after a comment of mine, six looks in a fortnight at where it stands."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from relationship_journal.domain import answers_match, comment_sources, comments, web
from relationship_journal.domain.answers_match import Thread
from relationship_journal.domain.codes import Outcome
from relationship_journal.domain.comment_sources import CommentedPost, CommentSource
from relationship_journal.domain.comments import Comment
from relationship_journal.domain.fetched import Fetched
from relationship_journal.domain.fetched import Outcome as Came
from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.domain.post_keys import link_key
from relationship_journal.errors import JournalError, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.entries import Entries
from relationship_journal.services.own_self import OwnSelf
from relationship_journal.services.sightings import Sightings
from relationship_journal.store import rows
from relationship_journal.store.instants import instant, stamp
from relationship_journal.store.models import Interaction, InteractionContact
from relationship_journal.store.models_following import (
    Feed,
    FeedState,
    Post,
    Sighting,
    Watch,
    WatchState,
)

Parse = Callable[[Fetched], ParsedFeed | None]

_DUE = """
SELECT watch.id, watch.url, source, is_own_network, coalesce(etag, ''), coalesce(last_modified, '')
FROM watch LEFT JOIN watch_state ON watch_id = watch.id
JOIN contact ON contact.id = contact_id
WHERE deleted_at IS NULL AND ended_at IS NULL AND since_at > :oldest AND {which}
ORDER BY watch.id LIMIT :limit
"""


_IS_DUE = "coalesce(next_at, strftime('%Y-%m-%dT%H:%M:%SZ', since_at, '+6 hours')) <= :now"
# even by the user's own word nobody is asked again sooner
NOT_SOONER = timedelta(minutes=10)
MISSED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class WatchRow:
    """Something to look at now; `accept` is the kind of document that is hoped for."""

    id: int
    url: str
    source: str
    is_own_network: bool
    etag: str
    last_modified: str

    @property
    def accept(self) -> str:
        """Return what to ask for: feed or json."""
        return "feed" if self.source == comment_sources.FEED else "json"


class Watches(door.Service):
    """What can be done about answers that may come."""

    def begin(self, entry_id: int, contact_id: int, post_id: int | None = None) -> int:
        """Look for answers to an entry of mine; returns at how many places, 0 where none tells.

        Called inside the change that writes the entry down, so that Undo ends it.
        """
        entry = Interaction.get_by_id(entry_id)
        post = self._post(contact_id, entry.url, post_id)
        commented, own_url = _commented(post, entry.url)
        found = comment_sources.sources_of(commented) if commented.url else []
        if not found:
            return 0
        with self._journal.change(_("Look for an answer")):
            # the others are for when the best one tells nothing
            self._watch(entry, contact_id, post, found[0], own_url)
        return 1

    def due(self, limit: int = 60) -> list[WatchRow]:
        """Return where to look now."""
        return self._rows(_IS_DUE, {"now": stamp(self._clock()), "limit": limit})

    def open_of(self, contact_ids: Collection[int] | None = None) -> list[WatchRow]:
        """Return where these people's answers are looked for, due or not; everyone's without."""
        values: dict[str, Any] = {"before": stamp(self._clock() - NOT_SOONER), "limit": -1}
        which = "coalesce(looked_at, '') <= :before"
        if contact_ids is not None:
            people = {f"c{place}": one for place, one in enumerate(contact_ids)}
            which += f" AND contact_id IN ({', '.join(f':{name}' for name in people)})"
            values |= people
        return self._rows(which, values)

    def _rows(self, which: str, values: dict[str, Any]) -> list[WatchRow]:
        # what was missed for so long is not made up for
        oldest = stamp(self._clock() - MISSED)
        found = self._journal.execute(
            _DUE.format(which=which), {**values, "oldest": oldest}
        ).fetchall()
        return [
            WatchRow(one, url, source, bool(own), etag, modified)
            for one, url, source, own, etag, modified in found
        ]

    def is_watched(self, entry_id: int) -> bool:
        """Say whether an answer to this entry is looked for."""
        return Watch.select().where(Watch.interaction_id == entry_id).exists()

    def set_watched(self, entry_id: int, *, is_watched: bool) -> None:
        """Look for answers to an entry of mine, or no longer.

        Raises: NotFound; JournalError where its site tells nobody of answers.
        """
        entry = Interaction.get_or_none(Interaction.id == entry_id)
        if entry is None:
            raise NotFound(_("There is no entry {id}.").format(id=entry_id))
        if not is_watched:
            with self._journal.change(_("Look for no answer")):
                Watch.delete().where(Watch.interaction_id == entry_id).execute()
            return
        people = InteractionContact.select().where(InteractionContact.interaction_id == entry_id)
        if not [one for one in people if self.begin(entry_id, one.contact_id)]:
            raise JournalError(_("This site tells nobody of answers."))

    def take(self, watch_id: int, fetched: Fetched, parse: Parse) -> int:
        """Keep what a look brought; returns how many new comments. Nothing is read twice.

        Args:
            watch_id: where it was looked.
            fetched: what came.
            parse: reads a feed, None where it is none.
        """
        watch = Watch.get_or_none(Watch.id == watch_id)
        if watch is None or fetched.outcome in {Came.OFFLINE, Came.CANCELLED}:
            return 0
        found = _read(watch.source, fetched, parse)
        if found is None:
            self._note(watch, fetched)
            if fetched.outcome in {Came.REFUSED, Came.MISSING, Came.GONE} or (
                fetched.outcome is Came.READ
            ):
                self._try_another(watch)
            return 0
        new = self._keep(watch, found)
        self._note(watch, fetched, was_read=True)
        return new

    # --- inside ----------------------------------------------------------------------------------

    def _post(self, contact_id: int, url: str, post_id: int | None) -> Post | None:
        if post_id is not None:
            return Post.get_or_none(Post.id == post_id)
        key = link_key(url)
        if not key:
            return None
        return Post.get_or_none(Post.contact_id == contact_id, Post.link_key == key)

    def _watch(
        self,
        entry: Interaction,
        contact_id: int,
        post: Post | None,
        source: CommentSource,
        own_url: str,
    ) -> None:
        if rows.has_any(Watch, interaction_id=entry.id, url=source.url):
            return
        Watch.create(
            contact_id=contact_id,
            interaction_id=entry.id,
            post_id=post.id if post else None,
            source=source.kind,
            url=source.url,
            post_url=post.url if post else entry.url,
            # the user's word is for the feed's own host, not for where it points to
            is_own_network=bool(own_url) and web.is_same_place(source.url, own_url),
            since_at=entry.at,
        )

    def _keep(self, watch: Watch, found: list[Comment]) -> int:
        me = OwnSelf(self._journal, self._clock, self._zone).me()
        since = instant(watch.since_at)
        state = WatchState.get_or_none(WatchState.watch_id == watch.id)
        entry = Interaction.get_by_id(watch.interaction_id)
        own = (
            (state.own_comment if state else "")
            or comment_sources.comment_named_in(entry.url)
            or answers_match.own_comment(found, me, since)
        )
        thread = Thread(watch.contact_id, self._author(watch), since, own)
        others = [
            one
            for one in found
            if not answers_match.is_mine(one, me)
            and one.guid != own
            and answers_match.is_after(one, since)
        ]
        before = self._sure(watch)
        new = Sightings(self._journal, self._clock, self._zone).keep(
            others, watch_id=watch.id, thread=thread
        )
        if own and (state is None or state.own_comment != own):
            self._keep_state(watch.id, own_comment=own)
        if self._sure(watch) > before:
            Entries(self._journal, self._clock, self._zone).set_outcome(
                watch.interaction_id, Outcome.ANSWERED, by_watch=True
            )
        return new

    @staticmethod
    def _sure(watch: Watch) -> int:
        """Count the answers of the person themselves."""
        return int(
            Sighting.select()
            .where(
                Sighting.watch_id == watch.id,
                Sighting.contact_id == watch.contact_id,
                Sighting.strength != answers_match.Strength.NAME.value,
            )
            .count()
        )

    @staticmethod
    def _author(watch: Watch) -> str:
        post = Post.get_or_none(Post.id == watch.post_id) if watch.post_id else None
        return str(post.author) if post is not None else ""

    def _note(self, watch: Watch, fetched: Fetched, *, was_read: bool = False) -> None:
        """Remember that it was looked, and when to look again."""
        now, since = self._clock(), instant(watch.since_at)
        next_at = comment_sources.next_look(since, comment_sources.step_at(since, now))
        state = WatchState.get_or_none(WatchState.watch_id == watch.id)
        read = (state.times_read if state else 0) + was_read
        values: dict[str, Any] = {
            "looked_at": stamp(now),
            "step": comment_sources.step_at(since, now),
            "next_at": stamp(next_at) if next_at else None,
            "ended_at": None if next_at else stamp(now),
            "times_read": read,
        }
        if was_read and fetched.outcome is Came.READ and fetched.is_whole:
            values["etag"] = fetched.header("etag")
            values["last_modified"] = fetched.header("last-modified")
        self._keep_state(watch.id, **values)
        if next_at is None and read and not self._sure(watch):
            Entries(self._journal, self._clock, self._zone).set_outcome(
                watch.interaction_id, Outcome.NO_ANSWER, by_watch=True
            )

    def _try_another(self, watch: Watch) -> None:
        """Look at the next best place from now on; the end where there is none."""
        post = Post.get_or_none(Post.id == watch.post_id) if watch.post_id else None
        commented, _own = _commented(post, watch.post_url)
        urls = [one.url for one in comment_sources.sources_of(commented)]
        place = urls.index(watch.url) + 1 if watch.url in urls else len(urls)
        left = comment_sources.sources_of(commented)[place : place + 1]
        entry = Interaction.get_by_id(watch.interaction_id)
        with self._journal.change(_("Look for an answer"), is_undoable=False):
            own_url = watch.url if watch.is_own_network else ""
            for source in left:
                self._watch(entry, watch.contact_id, post, source, own_url)
            if left:
                self._keep_state(watch.id, ended_at=stamp(self._clock()), next_at=None)

    def _keep_state(self, watch_id: int, **values: Any) -> None:
        state = WatchState.get_or_none(WatchState.watch_id == watch_id)
        with self._journal.change(_("Look for an answer"), is_undoable=False):
            if state is None:
                rows.insert(WatchState, watch_id=watch_id, **values)
                return
            for name, value in values.items():
                if getattr(state, name) != value:
                    setattr(state, name, value)
            state.save()


def _commented(post: Post | None, url: str) -> tuple[CommentedPost, str]:
    """Return the post, and its feed's address where the user allowed it to be a private one."""
    if post is None:
        return CommentedPost(url), ""
    feed = Feed.get_by_id(post.feed_id)
    state = FeedState.get_or_none(FeedState.feed_id == feed.id)
    feed_url = state.url if state is not None and state.url else feed.url
    return (
        CommentedPost(post.url, post.guid, post.comment_feed, post.comments_url, feed_url),
        feed.url if feed.is_own_network else "",
    )


def _read(source: str, fetched: Fetched, parse: Parse) -> list[Comment] | None:
    """Return the comments; none where nothing changed, None where it cannot be read."""
    if fetched.outcome is Came.UNCHANGED:
        return []
    if fetched.outcome is not Came.READ:
        return None
    if source != comment_sources.FEED:
        return comments.from_json(source, fetched.body)
    feed = parse(fetched)
    return None if feed is None else comments.from_feed(feed)
