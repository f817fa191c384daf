"""One round of looking for posts: ask, read, keep, and remember how it went."""

import functools
import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from relationship_journal.domain import fetch_state, web
from relationship_journal.domain.fetch_state import After, Known, Pause, Reading, Rhythm
from relationship_journal.domain.fetched import Fetched, Fetches, Outcome, Reason, Request
from relationship_journal.domain.page_facts import PageFacts
from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.errors import Cancelled, FeedTooHeavy, NotAFeed, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services.feed_posts import FeedPosts
from relationship_journal.services.following_rows import PollRow
from relationship_journal.store.instants import stamp
from relationship_journal.store.journal import Journal

if TYPE_CHECKING:
    from relationship_journal.services.watches import Watches

# so many are written at once, and what is there after so many seconds anyway
STEP = 100
SOON = 2.0
# where nothing of so many hosts can be reached, it is this computer that is not connected
HOSTS_THAT_TELL = 3
_NOT_REACHED = frozenset({Reason.NAME, Reason.CONNECTION})
_COLUMNS = tuple(one.name for one in fields(Known))
_PAUSE = """
INSERT INTO host (domain, paused_until_at, last_at, strikes) VALUES (?, ?, ?, ?)
ON CONFLICT (domain) DO UPDATE SET
    paused_until_at = excluded.paused_until_at, last_at = excluded.last_at,
    strikes = excluded.strikes
"""

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]
GroupOf = Callable[[str], str]


class Reads(Protocol):
    """Whoever makes a feed of a document, such as `system.feeds.child.FeedReader`."""

    def read(self, body: bytes, url: str = "", content_type: str = "") -> ParsedFeed:
        """Return the feed in a document. Raises: NotAFeed, FeedTooHeavy."""
        ...

    def read_page(
        self, body: bytes, url: str, content_type: str = "", link_headers: tuple[str, ...] = ()
    ) -> PageFacts:
        """Return what a page says of its feeds. Raises: FeedTooHeavy."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for a feed: what was known, what is now, and how many posts are new."""

    poll: PollRow
    fetched: Fetched
    before: Known
    after: After
    new_posts: int = 0
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Means:
    """What a round works with: where to keep, what time it is, who keeps, asks and reads.

    `group_of` says what is one host as far as politeness goes; `watches` keeps the answers to
    comments.
    """

    journal: Journal
    clock: Callable[[], datetime]
    posts: FeedPosts
    fetcher: Fetches
    reader: Reads
    group_of: GroupOf
    watches: "Watches | None" = None


class Round:
    """Asks for some feeds, once, and keeps what came.

    Args:
        means: what to work with.
        pauses: the hosts that wanted to be left alone.
        least_wait: how soon anybody may be asked again, for all together not to be too often.
    """

    def __init__(self, means: Means, pauses: dict[str, Pause], least_wait: timedelta) -> None:
        self._journal, self._clock, self._posts = means.journal, means.clock, means.posts
        self._fetcher, self._reader = means.fetcher, means.reader
        self._group_of, self._pauses = means.group_of, pauses
        self._least_wait = least_wait
        self._to_write: list[Answer] = []
        self._in_doubt: list[Answer] = []
        self._is_connected = False
        self._written_at = time.monotonic()

    def run(
        self, polls: Sequence[PollRow], is_cancelled: IsCancelled, progress: Progress
    ) -> list[Answer]:
        """Ask for these feeds, the most important first, and return what came of each.

        What was written stays, however it ends.

        Raises: Busy, DiskFull, JournalFileError; Cancelled when its reader was stopped.
        """
        answers: list[Answer] = []
        try:
            self._ask(polls, is_cancelled, progress, answers)
        except (Cancelled, KeyboardInterrupt):  # in the midst of reading or asking
            self._write()
            raise
        dropped = self._settle_doubts()
        self._write()
        return [dropped.get(one.poll.feed_id, one) for one in answers]

    def _ask(
        self,
        polls: Sequence[PollRow],
        is_cancelled: IsCancelled,
        progress: Progress,
        answers: list[Answer],
    ) -> None:
        wanted = _requests(polls, self._clock())
        for request, fetched in self._fetcher.get_many(wanted, is_cancelled):
            for poll in wanted[request]:
                answer = self._answer(poll, fetched)
                answers.append(answer)
                self._keep(answer)
            progress(len(answers), len(polls))

    # --- one answer ------------------------------------------------------------------------------

    def _answer(self, poll: PollRow, fetched: Fetched) -> Answer:
        before, feed, new_posts, shares = known_of(poll), None, 0, True
        is_first = False
        reading = Reading.NONE
        if fetched.outcome is Outcome.READ:
            reading, feed = self._read(before, fetched)
        try:
            if feed is not None and not self._is_theirs(poll, fetched, feed):
                reading, feed = Reading.OTHER, None
            if feed is not None:
                stored = self._posts.store(poll.feed_id, feed)
                new_posts, shares = stored.new_posts, stored.shares_something
                is_first = stored.is_first
        except NotFound:  # nobody follows it any more
            return Answer(poll, _without_body(fetched), before, After(before))
        now = self._clock()
        after = fetch_state.after(
            before,
            fetched,
            reading,
            now,
            replace(rhythm_of(poll, feed, now), least_wait=self._least_wait),
            feed=feed,
            shares_something=shares,
            pause=self._pauses.get(self._group(fetched.final_url or poll.url)),
        )
        return Answer(poll, _without_body(fetched), before, after, new_posts, is_first)

    def _read(self, known: Known, fetched: Fetched) -> tuple[Reading, ParsedFeed | None]:
        if fetch_state.is_same_body(known, fetched.body):
            return Reading.SAME, None
        kind = fetched.header("content-type")
        try:
            return Reading.FEED, self._reader.read(fetched.body, fetched.final_url, kind)
        except NotAFeed:
            return Reading.NOTHING, None
        except FeedTooHeavy:
            return Reading.TOO_HEAVY, None

    def _is_theirs(self, poll: PollRow, fetched: Fetched, feed: ParsedFeed) -> bool:
        """Say whether a feed one was led to on another host is the one that is known.

        A domain that was sold must not bring its new owner's posts.
        """
        if self._group(fetched.final_url) == self._group(poll.url):
            return True
        return self._posts.shares_something(poll.feed_id, feed)

    def _group(self, url: str) -> str:
        return self._group_of(urlsplit(url).hostname or "")

    # --- keeping ---------------------------------------------------------------------------------

    def _keep(self, answer: Answer) -> None:
        if answer.fetched.reason in _NOT_REACHED and not self._is_connected:
            self._in_doubt.append(answer)
            return
        if answer.fetched.outcome not in {Outcome.OFFLINE, Outcome.CANCELLED}:
            self._is_connected = True
        self._to_write.append(answer)
        if len(self._to_write) >= STEP or time.monotonic() - self._written_at > SOON:
            self._write()

    def _settle_doubts(self) -> dict[int, Answer]:
        """Count what could not be reached, unless nothing could be; returns what is not counted."""
        in_doubt, self._in_doubt = self._in_doubt, []
        hosts = {self._group(one.poll.url) for one in in_doubt}
        if self._is_connected or len(hosts) < HOSTS_THAT_TELL:
            self._to_write += in_doubt
            return {}
        return {
            one.poll.feed_id: replace(
                one,
                after=After(one.before),
                fetched=replace(one.fetched, outcome=Outcome.OFFLINE),
            )
            for one in in_doubt
        }

    def _write(self) -> None:
        answers, self._to_write = self._to_write, []
        self._written_at = time.monotonic()
        for start in range(0, len(answers), STEP):
            with self._journal.change(_("Look for posts"), is_undoable=False):
                for answer in answers[start : start + STEP]:
                    self._write_pause(answer)
                    keep_known(
                        self._journal, answer.poll.feed_id, answer.before, answer.after.known
                    )

    def _write_pause(self, answer: Answer) -> None:
        pause, url = answer.after.pause, answer.fetched.final_url or answer.poll.url
        domain = self._group(url)
        if pause is None or self._pauses.get(domain) == pause:
            return
        self._pauses[domain] = pause
        keep_pause(self._journal, domain, pause, self._clock())


def _without_body(fetched: Fetched) -> Fetched:
    """Return an answer that can be kept to the end of a round of thousands."""
    return replace(fetched, body=b"")


def keep_pause(journal: Journal, domain: str, pause: Pause, now: datetime) -> None:
    """Write how long a host is left alone, inside a change."""
    journal.execute(_PAUSE, (domain, _kept(pause.until), stamp(now), pause.strikes))


def keep_known(journal: Journal, feed_id: int, before: Known, after: Known) -> None:
    """Write what differs of a feed's state, inside a change; nothing for a feed that is gone."""
    names = tuple(name for name in _COLUMNS if getattr(after, name) != getattr(before, name))
    if names:
        values = [_kept(getattr(after, name)) for name in names]
        journal.execute(_upsert(names), (feed_id, *values, feed_id))


def known_of(poll: PollRow) -> Known:
    """Return what is remembered of a feed, as its rules want it."""
    return Known(
        state=poll.state,
        reason=poll.reason,
        errors=poll.errors,
        failing_since_at=poll.failing_since,
        next_at=poll.next_at,
        looked_at=poll.looked_at,
        last_ok_at=poll.last_ok_at,
        etag=poll.etag,
        last_modified=poll.last_modified,
        validators_at=poll.validators_at,
        body_hash=poll.body_hash,
        hints=poll.hints,
        moved_to=poll.moved_to,
        moved_seen=poll.moved_seen,
        moved_first_at=poll.moved_first_at,
    )


def rhythm_of(poll: PollRow, feed: ParsedFeed | None, now: datetime) -> Rhythm:
    """Return how often they write: by the feed just read, else by the posts that are kept."""
    moments = sorted(
        (one.published for one in feed.entries if one.published and one.published <= now)
        if feed is not None
        else (),
        reverse=True,
    )
    if len(moments) < 2:
        return Rhythm(poll.feed_id, poll.circle_place, poll.gap_seconds, poll.newest_at)
    pairs = itertools.islice(itertools.pairwise(moments), 10)
    gaps = tuple((later - sooner).total_seconds() for later, sooner in pairs)
    return Rhythm(poll.feed_id, poll.circle_place, gaps, moments[0])


def _requests(polls: Sequence[PollRow], now: datetime) -> dict[Request, list[PollRow]]:
    """Return what to ask for; an address that is followed for several people is asked once."""
    by_place: dict[tuple[str, bool], list[PollRow]] = {}
    for poll in polls:
        # the user's word is for the host they named, not for where it moved to
        is_own = poll.is_own_network and web.is_same_place(poll.url, poll.given_url)
        by_place.setdefault((poll.url, is_own), []).append(poll)
    wanted = {}
    for (url, is_own), some in by_place.items():
        tags = {fetch_state.validators(known_of(one), now) for one in some}
        etag, date = tags.pop() if len(tags) == 1 else ("", "")
        wanted[Request(url, etag, date, is_own)] = some
    return wanted


@functools.lru_cache(maxsize=256)
def _upsert(names: tuple[str, ...]) -> str:
    columns = ", ".join(names)
    marks = ", ".join("?" for _name in names)
    changes = ", ".join(f"{name} = excluded.{name}" for name in names)
    return (
        f"INSERT INTO feed_state (feed_id, {columns}) SELECT ?, {marks}"  # noqa: S608  our own names
        " WHERE EXISTS (SELECT 1 FROM feed WHERE id = ?)"
        f" ON CONFLICT (feed_id) DO UPDATE SET {changes}"
    )


def _kept(value: Any) -> Any:
    return stamp(value) if isinstance(value, datetime) else value
