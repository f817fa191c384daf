"""Looking for posts: who is asked now, by the clock or by the user's word, and how it went."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from relationship_journal.domain import fetch_state, fetch_words, polling
from relationship_journal.domain.fetch_state import Pause
from relationship_journal.domain.fetched import Fetched, Outcome, Request
from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.errors import FeedTooHeavy, NotAFeed, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import new_home
from relationship_journal.services.fetch_round import (
    Answer,
    IsCancelled,
    Means,
    Progress,
    Round,
    keep_known,
    keep_pause,
    known_of,
)
from relationship_journal.services.following_rows import FetchResultRow, PollRow
from relationship_journal.services.watches import WatchRow
from relationship_journal.store.instants import instant_or_none, stamp

# one feed of these a round: they ask for more rest than a round lasts
ONE_A_ROUND = frozenset({"reddit.com", "openrss.org"})
_ITS_TURN = timedelta(minutes=1)
_ANYTHING_DUE = """
SELECT 1 FROM feed LEFT JOIN feed_state ON feed_id = feed.id
LEFT JOIN contact ON contact.id = feed.contact_id
WHERE (feed.contact_id IS NULL OR (deleted_at IS NULL AND put_away_at IS NULL))
  AND (state IS NULL OR state <> 'gone')
  AND (next_at IS NULL OR next_at <= :now OR next_at > :farthest)
LIMIT 1
"""
_WAITS = """
SELECT json_extract(hints, '$.wait') FROM feed_state WHERE hints <> '' AND next_at IS NOT NULL
"""


def _nobody_cancels() -> bool:
    return False


def _nobody_looks(_done: int, _total: int) -> None:
    pass


class Fetching:
    """What can be done to learn what people published.

    Args:
        means: what to work with.
    """

    def __init__(self, means: Means) -> None:
        self._means = means
        self._journal, self._clock, self._posts = means.journal, means.clock, means.posts
        self._group_of = means.group_of

    def is_anything_due(self) -> bool:
        """Say whether there is anything to ask for now."""
        now = self._clock()
        values = {"now": stamp(now), "farthest": stamp(now + fetch_state.WEEK)}
        if self._journal.execute(_ANYTHING_DUE, values).fetchone() is not None:
            return True
        return self._means.watches is not None and bool(self._means.watches.due(1))

    def fetch_due(
        self,
        limit: int = -1,
        *,
        only_inner: bool = False,
        is_cancelled: IsCancelled = _nobody_cancels,
        progress: Progress = _nobody_looks,
    ) -> list[FetchResultRow]:
        """Ask for what is due, the most important people's first.

        Args:
            limit: how many feeds; -1 is all.
            only_inner: only the innermost circle's, where the connection costs money.
            is_cancelled: ends the round early; what came stays.
            progress: is told how many of how many.

        Raises: Busy, DiskFull, JournalFileError.
        """
        due = self._posts.due(limit)
        if only_inner:
            (nearest,) = self._journal.execute("SELECT min(place) FROM circle").fetchone()
            due = [one for one in due if one.circle_place == nearest]
        found = self._look(due, is_cancelled, progress)
        self.look_for_answers(limit, is_cancelled=is_cancelled)
        return found

    def fetch(
        self,
        contact_ids: Collection[int] | None = None,
        *,
        is_cancelled: IsCancelled = _nobody_cancels,
        progress: Progress = _nobody_looks,
    ) -> list[FetchResultRow]:
        """Ask for the feeds of these people, due or not; of everyone without a list.

        Even by the user's word nobody is asked again within ten minutes, and a site that wants
        to be left alone is.

        Raises: Busy, DiskFull, JournalFileError.
        """
        polls = self._posts.feeds_for(contact_ids)
        found = self._look(polls, is_cancelled, progress, by_word=True)
        if self._means.watches is not None:
            self._ask_watches(self._means.watches.open_of(contact_ids), is_cancelled)
        return found

    def look_for_answers(
        self, limit: int = -1, *, is_cancelled: IsCancelled = _nobody_cancels
    ) -> int:
        """Look whether somebody answered a comment of mine; returns how many comments are new.

        Raises: Busy, DiskFull, JournalFileError.
        """
        watches = self._means.watches
        return self._ask_watches(watches.due(limit) if watches is not None else [], is_cancelled)

    def look_for_new_home(self, feed_id: int) -> str:
        """Look on a feed's site for where it went, and return its new address, "" for none.

        Raises: NotFound, Busy, DiskFull, JournalFileError.
        """
        for poll in self._posts.feeds_for():
            if poll.feed_id == feed_id:
                home = poll.site_url or urlsplit(poll.url)._replace(path="/", query="").geturl()
                return new_home.look(self._means, replace(poll, site_url=home))
        raise NotFound(_("There is no feed {id}.").format(id=feed_id))

    # --- inside ----------------------------------------------------------------------------------

    def _ask_watches(self, some: list[WatchRow], is_cancelled: IsCancelled) -> int:
        watches = self._means.watches
        if watches is None:
            return 0
        pauses, now = self._paused_hosts(), self._clock()
        wanted: dict[Request, list[int]] = {}
        for row in some:
            if not self._is_paused(row.url, pauses, now):
                request = Request(
                    row.url, row.etag, row.last_modified, row.is_own_network, row.accept
                )
                wanted.setdefault(request, []).append(row.id)
        new = 0
        for request, fetched in self._means.fetcher.get_many(wanted, is_cancelled):
            self._note_busy(fetched, pauses)
            for watch_id in wanted[request]:
                new += watches.take(watch_id, fetched, self._parsed)
        return new

    def _look(
        self,
        polls: list[PollRow],
        is_cancelled: IsCancelled,
        progress: Progress,
        *,
        by_word: bool = False,
    ) -> list[FetchResultRow]:
        pauses = self._paused_hosts()
        wanted, waiting = self._sorted_out(polls, pauses, by_word=by_word)
        self._put_off(waiting)
        round_ = Round(self._means, pauses, self._least_wait())
        answers = round_.run(wanted, is_cancelled, progress) if wanted else []
        for one in answers:
            if new_home.is_worth_it(one.poll, one.after) and not is_cancelled():
                new_home.look(self._means, one.poll)
        asked = {one.poll.feed_id: _result(one) for one in answers}
        return [asked.get(poll.feed_id) or _as_it_stands(poll) for poll in polls]

    def _is_paused(self, url: str, pauses: dict[str, Pause], now: datetime) -> bool:
        until = pauses.get(self._group(url), Pause()).until
        return until is not None and now < until

    def _note_busy(self, fetched: Fetched, pauses: dict[str, Pause]) -> None:
        if fetched.outcome is not Outcome.BUSY:
            return
        domain, now = self._group(fetched.final_url or fetched.url), self._clock()
        pause = fetch_state.pause_after(fetched, now, pauses.get(domain, Pause()))
        with self._journal.change(_("Look for posts"), is_undoable=False):
            keep_pause(self._journal, domain, pause, now)

    def _group(self, url: str) -> str:
        return self._group_of(urlsplit(url).hostname or "")

    def _parsed(self, fetched: Fetched) -> ParsedFeed | None:
        kind = fetched.header("content-type")
        try:
            return self._means.reader.read(fetched.body, fetched.final_url, kind)
        except (NotAFeed, FeedTooHeavy):
            return None

    def _sorted_out(
        self, polls: Iterable[PollRow], pauses: dict[str, Pause], *, by_word: bool
    ) -> tuple[list[PollRow], list[tuple[PollRow, datetime]]]:
        """Return whom to ask, and who is put off and until when."""
        now = self._clock()
        wanted, waiting = [], []
        had_its_turn: set[str] = set()
        for poll in polls:
            group = self._group(poll.url)
            until = pauses[group].until if group in pauses else None
            if until is not None and now < until:
                waiting.append((poll, until))
            elif by_word and not fetch_state.may_look(known_of(poll), now):
                continue
            elif group in had_its_turn:
                waiting.append((poll, now + _ITS_TURN))
            else:
                wanted.append(poll)
                if group in ONE_A_ROUND:
                    had_its_turn.add(group)
        return wanted, waiting

    def _put_off(self, waiting: list[tuple[PollRow, datetime]]) -> None:
        """Let those who are due and must wait make room for the others."""
        now = self._clock()
        due = [(one, at) for one, at in waiting if one.next_at is None or one.next_at <= now]
        if not due:
            return
        with self._journal.change(_("Look for posts"), is_undoable=False):
            for poll, until in due:
                known = known_of(poll)
                keep_known(self._journal, poll.feed_id, known, replace(known, next_at=until))

    def _least_wait(self) -> timedelta:
        rows = self._journal.execute(_WAITS).fetchall()
        return polling.least_wait(int(wait) for (wait,) in rows if wait)

    def _paused_hosts(self) -> dict[str, Pause]:
        rows = self._journal.execute("SELECT domain, paused_until_at, strikes FROM host").fetchall()
        return {domain: Pause(instant_or_none(until), strikes) for domain, until, strikes in rows}


def _result(answer: Answer) -> FetchResultRow:
    known, poll = answer.after.known, answer.poll
    reason = known.reason
    if answer.fetched.outcome in {Outcome.OFFLINE, Outcome.CANCELLED}:
        reason = answer.fetched.outcome.value
    return FetchResultRow(
        feed_id=poll.feed_id,
        contact_id=poll.contact_id,
        url=known.url or poll.url,
        state=known.state,
        new_posts=answer.new_posts,
        next_at=known.next_at,
        error=fetch_words.sentence(reason) or None,
        is_first=answer.is_first,
    )


def _as_it_stands(poll: PollRow) -> FetchResultRow:
    return FetchResultRow(
        feed_id=poll.feed_id,
        contact_id=poll.contact_id,
        url=poll.url,
        state=poll.state,
        new_posts=0,
        next_at=poll.next_at,
        error=fetch_words.sentence(poll.reason) or None,
        was_asked=False,
    )
