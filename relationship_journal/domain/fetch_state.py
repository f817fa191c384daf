"""From an answer to what is remembered of a feed: its state, and when to ask again."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from relationship_journal.domain import polling
from relationship_journal.domain.fetched import Fetched, Outcome, Reason

NEW, OK, FAILING = "new", "ok", "failing"
GONE, MISSING, REFUSED, UNREADABLE = "gone", "missing", "refused", "unreadable"

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
KEEPS_VALIDATORS = timedelta(days=8)
ADOPTED_AFTER, ADOPTED_SIGHTINGS = timedelta(hours=48), 3
MISSING_AFTER, MISSING_TRIES = timedelta(days=14), 5
UNREADABLE_AFTER = 3
# how long nobody asks again, even by the user's own word
FLOOR = timedelta(minutes=10)


class Reading(StrEnum):
    """What came of reading a body."""

    NONE = "none"  # there was no body to read
    FEED = "feed"
    SAME = "same"  # the very bytes of last time
    NOTHING = "nothing"  # a page, a picture, an empty answer
    OTHER = "other"  # a feed, but somebody else's
    TOO_HEAVY = "too_heavy"  # its reader had to be stopped


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a feed; the names are those it is kept by.

    `url` is where it moved for good, "" where it has not.
    """

    state: str = NEW
    reason: str = ""
    errors: int = 0
    failing_since_at: datetime | None = None
    next_at: datetime | None = None
    looked_at: datetime | None = None
    last_ok_at: datetime | None = None
    url: str = ""
    etag: str = ""
    last_modified: str = ""
    validators_at: datetime | None = None
    body_hash: str = ""
    hints: str = ""
    moved_to: str = ""
    moved_seen: int = 0
    moved_first_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What else decides when to ask again; `least_wait` is that of all feeds together."""

    feed_id: int
    circle_place: int = 2
    gap_seconds: tuple[float, ...] = ()
    newest_at: datetime | None = None
    least_wait: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Pause:
    """How long a whole host is left alone, and how many times it has asked for that in a row."""

    until: datetime | None = None
    strikes: int = 0


@dataclass(frozen=True, slots=True)
class After:
    """What follows from an answer: what to remember, and a pause for the host or None."""

    known: Known
    pause: Pause | None = None
    looks_for_new_home: bool = field(default=False)


def validators(known: Known, now: datetime) -> tuple[str, str]:
    """Return (etag, last_modified) to send.

    They are dropped every eight days, for some servers say "nothing new" for ever.
    """
    hints = polling.hints_from(known.hints)
    age = now - known.validators_at if known.validators_at else None
    is_fresh = age is not None and timedelta(0) <= age < KEEPS_VALIDATORS
    if not is_fresh or hints.reader != polling.READER:
        return "", ""
    return known.etag, known.last_modified


def hash_of(body: bytes) -> str:
    """Return what tells whether a body is the same as last time."""
    return hashlib.sha256(body).hexdigest()


def is_same_body(known: Known, body: bytes) -> bool:
    """Say whether these bytes were read before, by the reader of today."""
    hints = polling.hints_from(known.hints)
    return hints.reader == polling.READER and known.body_hash == hash_of(body)


def may_look(known: Known, now: datetime) -> bool:
    """Say whether the user's own word is enough to ask now."""
    if known.state == GONE:
        return False
    not_before = polling.hints_from(known.hints).not_before
    if not_before and now < datetime.fromisoformat(not_before):
        return False
    if known.reason == Reason.PRIVATE.value:  # nobody was asked
        return True
    return known.looked_at is None or not timedelta(0) <= now - known.looked_at < FLOOR


def after(
    known: Known,
    fetched: Fetched,
    reading: Reading,
    now: datetime,
    rhythm: Rhythm,
    *,
    feed: object = None,
    shares_something: bool = True,
    pause: Pause | None = None,
) -> After:
    """Return what follows from an answer.

    Args:
        known: what is remembered so far.
        fetched: the answer.
        reading: what came of reading its body.
        now: the present.
        rhythm: how often they write, and how close they are.
        feed: the `ParsedFeed`, where one was read.
        shares_something: whether the feed that was read is the one known so far.
        pause: how the host was treated so far.
    """
    if fetched.outcome in {Outcome.OFFLINE, Outcome.CANCELLED}:
        return After(known)
    looked = replace(known, looked_at=now)
    if fetched.outcome is Outcome.UNCHANGED or reading in {Reading.FEED, Reading.SAME}:
        well = _went_well(looked, fetched, now, feed)
        well = _with_validators(well, fetched, reading, now)
        well = _with_move(well, fetched, now, shares_something=shares_something)
        is_forgiven = pause is not None and (pause.strikes > 0 or pause.until is not None)
        return After(_planned(well, fetched, now, rhythm), Pause() if is_forgiven else None)
    if fetched.outcome is Outcome.BUSY:
        return _host_is_busy(looked, fetched, now, pause or Pause(), rhythm)
    if fetched.outcome is Outcome.MISSING:
        return _is_missing(looked, fetched, now, rhythm)
    if fetched.outcome is Outcome.READ:
        return _could_not_be_read(looked, reading, now, rhythm)
    return After(_ended(looked, fetched, now, rhythm))


def _ended(known: Known, fetched: Fetched, now: datetime, rhythm: Rhythm) -> Known:
    reason = _reason(fetched)
    if fetched.outcome is Outcome.GONE:
        return replace(_failed(known, GONE, reason, now), next_at=None)
    if fetched.outcome is Outcome.REFUSED:
        later = _jittered(DAY if known.errors == 0 else WEEK, rhythm, now)
        return replace(_failed(known, REFUSED, reason, now), next_at=now + later)
    if fetched.outcome is Outcome.UNREADABLE:
        return replace(_failed(known, UNREADABLE, reason, now), next_at=now + WEEK)
    return _may_work_later(known, fetched, now, rhythm)


def _went_well(known: Known, fetched: Fetched, now: datetime, feed: object) -> Known:
    before = polling.hints_from(known.hints)
    hints = polling.with_answer(before, dict(reversed(fetched.headers)), now)
    if feed is not None:
        hints = polling.with_feed(hints, feed)
    return replace(
        known,
        state=OK,
        reason="",
        errors=0,
        failing_since_at=None,
        last_ok_at=now,
        hints=known.hints if hints == before else hints.text(),
    )


def _planned(known: Known, fetched: Fetched, now: datetime, rhythm: Rhythm) -> Known:
    # validators are not sent along to another host
    is_there = urlsplit(fetched.final_url or fetched.url).hostname == urlsplit(fetched.url).hostname
    has_validators = is_there and bool(known.etag or known.last_modified)
    can_say_nothing_new = has_validators or fetched.outcome is Outcome.UNCHANGED
    hints = polling.hints_from(known.hints)
    wait = polling.planned_wait(
        now,
        gap_seconds=rhythm.gap_seconds,
        newest_at=rhythm.newest_at,
        circle_place=rhythm.circle_place,
        hints=hints,
        has_validators=can_say_nothing_new,
    )
    next_at = polling.next_look(
        now,
        wait,
        feed_id=rhythm.feed_id,
        hints=hints,
        least=rhythm.least_wait,
        has_validators=can_say_nothing_new,
    )
    planned = polling.with_wait(hints, wait)
    text = known.hints if planned == hints else planned.text()
    return replace(known, next_at=next_at, hints=text)


def _with_validators(known: Known, fetched: Fetched, reading: Reading, now: datetime) -> Known:
    etag, date = fetched.header("etag"), fetched.header("last-modified")
    if fetched.outcome is Outcome.UNCHANGED:
        # the eight days go on: they count from the last whole document
        return replace(known, etag=etag or known.etag, last_modified=date or known.last_modified)
    keeps = fetched.is_whole and fetched.header("expires").strip() != "0"
    kept = replace(known, etag="", last_modified="", validators_at=None)
    if keeps and (etag or date):
        kept = replace(known, etag=etag, last_modified=date, validators_at=now)
    if reading is Reading.FEED:
        kept = replace(kept, body_hash=hash_of(fetched.body) if fetched.is_whole else "")
    return kept


def _with_move(known: Known, fetched: Fetched, now: datetime, *, shares_something: bool) -> Known:
    """Note a move, and believe it at the third sighting over two days."""
    target = fetched.permanent_url
    if not target or not shares_something:
        return replace(known, moved_to="", moved_seen=0, moved_first_at=None)
    if target != known.moved_to or known.moved_first_at is None:
        return replace(known, moved_to=target, moved_seen=1, moved_first_at=now)
    seen = known.moved_seen + 1
    if seen >= ADOPTED_SIGHTINGS and now - known.moved_first_at >= ADOPTED_AFTER:
        return replace(known, url=target, moved_to="", moved_seen=0, moved_first_at=None)
    return replace(known, moved_seen=seen)


def pause_after(fetched: Fetched, now: datetime, pause: Pause) -> Pause:
    """Return how long a host is left alone that says it is busy: as it says, else ever longer."""
    strikes = pause.strikes + 1
    asked = _retry_after(fetched, now)
    wait = asked if asked is not None else min(HOUR * 2 ** min(strikes - 1, 10), DAY)
    return Pause(now + wait, strikes)


def _host_is_busy(
    known: Known, fetched: Fetched, now: datetime, pause: Pause, rhythm: Rhythm
) -> After:
    rest = pause_after(fetched, now, pause)
    until = rest.until or now
    # not all of a host's feeds at the same second
    spread = timedelta(minutes=10) * polling.chance(rhythm.feed_id, now, "busy")
    state = known.state if known.state != NEW else FAILING
    hints = replace(polling.hints_from(known.hints), not_before=until.isoformat())
    busy = replace(known, state=state, reason="busy", next_at=until + spread, hints=hints.text())
    return After(busy, rest)


def _retry_after(fetched: Fetched, now: datetime) -> timedelta | None:
    return polling.retry_after(fetched.header("retry-after"), now, fetched.header("date"))


def _is_missing(known: Known, fetched: Fetched, now: datetime, rhythm: Rhythm) -> After:
    failed = _failed(known, FAILING, _reason(fetched), now)
    since = failed.failing_since_at or now
    is_missing = failed.errors >= MISSING_TRIES and now - since >= MISSING_AFTER
    if is_missing or known.state == MISSING:
        looks = known.state != MISSING
        missing = replace(failed, state=MISSING, next_at=now + _jittered(WEEK, rhythm, now))
        return After(missing, looks_for_new_home=looks)
    return After(replace(failed, next_at=now + _jittered(DAY, rhythm, now)))


def _could_not_be_read(known: Known, reading: Reading, now: datetime, rhythm: Rhythm) -> After:
    """Keep everything; only after three times it is said that it cannot be read."""
    failed = _failed(known, FAILING, reading.value, now)
    if failed.errors < UNREADABLE_AFTER and known.state != UNREADABLE:
        wait = polling.base_wait(now, rhythm.gap_seconds, rhythm.newest_at, rhythm.circle_place)
        if reading is Reading.TOO_HEAVY:
            wait = DAY
        return After(replace(failed, next_at=now + _jittered(wait, rhythm, now)))
    wait = WEEK if reading is Reading.TOO_HEAVY else DAY
    unreadable = replace(failed, state=UNREADABLE, next_at=now + _jittered(wait, rhythm, now))
    looks = known.state != UNREADABLE and reading is Reading.NOTHING
    return After(unreadable, looks_for_new_home=looks)


def _may_work_later(known: Known, fetched: Fetched, now: datetime, rhythm: Rhythm) -> Known:
    failed = _failed(known, FAILING, _reason(fetched), now)
    longest = min(HOUR * 2 ** min(known.errors, 10), DAY)
    chance = polling.chance(rhythm.feed_id, now, f"failed {known.errors}")
    wait = longest * (0.5 + 0.5 * chance)
    asked = _retry_after(fetched, now) if fetched.status == 503 else None
    if asked is None or asked <= wait:
        return replace(failed, next_at=now + wait)
    until = now + asked
    hints = replace(polling.hints_from(known.hints), not_before=until.isoformat())
    return replace(failed, next_at=until, hints=hints.text())


def _failed(known: Known, state: str, reason: str, now: datetime) -> Known:
    # the words of a state that says more are kept: missing stays missing when it times out
    kept = known.state if known.state in {MISSING, UNREADABLE, REFUSED} else state
    return replace(
        known,
        state=state if state != FAILING else kept,
        reason=reason,
        errors=known.errors + 1,
        failing_since_at=known.failing_since_at or now,
    )


def _reason(fetched: Fetched) -> str:
    is_status = fetched.reason is Reason.STATUS
    return f"status_{fetched.status}" if is_status else fetched.reason.value


def _jittered(wait: timedelta, rhythm: Rhythm, now: datetime) -> timedelta:
    """Return a wait that is up to a tenth shorter: a week stays a week for the clock's watch."""
    return wait * (0.9 + 0.1 * polling.chance(rhythm.feed_id, now, "later"))
