"""When a feed is looked at next: often where they write often, and never more than it wants."""

import functools
import json
import re
import statistics
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LONGEST = timedelta(days=7)
LONGEST_HINT = DAY
FEWEST_GAPS = 3
GAPS = 10
USUAL_GAP = timedelta(hours=48)
# the longest wait by how close somebody is: Inner, Regular, everyone else
LONGEST_BY_CIRCLE = (6 * HOUR, 12 * HOUR, 24 * HOUR)
# A server that cannot say "nothing new" sends everything; that is asked of it once a day.
WITHOUT_VALIDATORS = DAY
# What all feeds together may be asked on average, a feed and day; it counts from so many on.
MOST_A_DAY = 2.4
MANY = 50
_MINUTES_A_DAY = 1440
_ROUNDED_TO = 15
# When the reader of feeds learns more, documents it has read before are worth reading again.
READER = 1

_SECONDS = re.compile(r"\d{1,12}")
_MAX_AGE = re.compile(r'(?:^|[\s,])max-age\s*=\s*"?(\d{1,12})', re.IGNORECASE)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Hints:
    """What a feed and its server said of how often to ask.

    `feed_minutes` is the feed's own ttl or period, `server_minutes` what the answer's headers
    said; `skip_hours` and `skip_days` are in GMT, days in English. `reader` is which version of
    our reader read it last. `not_before` is until when the server asked to be left alone. `wait`
    is how many minutes it would wait if it were the only one.
    """

    feed_minutes: int = 0
    server_minutes: int = 0
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[str, ...] = ()
    reader: int = 0
    not_before: str = ""
    wait: int = 0

    def text(self) -> str:
        """Return it as it is kept."""
        said = {name: value for name, value in asdict(self).items() if value}
        return json.dumps(said, sort_keys=True) if said else ""


@functools.lru_cache(maxsize=1024)
def hints_from(text: str) -> Hints:
    """Return what was kept; nothing for what cannot be read."""
    try:
        kept = json.loads(text or "{}")
    except ValueError:
        return Hints()
    if not isinstance(kept, Mapping):
        return Hints()
    numbers = {
        name: value
        for name in ("feed_minutes", "server_minutes", "reader", "wait")
        if isinstance(value := kept.get(name), int)
    }
    not_before = kept.get("not_before", "")
    return Hints(
        **numbers,
        skip_hours=tuple(one for one in kept.get("skip_hours", ()) if isinstance(one, int)),
        skip_days=tuple(one for one in kept.get("skip_days", ()) if isinstance(one, str)),
        not_before=not_before if isinstance(not_before, str) else "",
    )


def with_answer(hints: Hints, headers: Mapping[str, str], now: datetime) -> Hints:
    """Return the hints with what an answer's headers say."""
    return replace(hints, server_minutes=_server_minutes(headers, now), not_before="")


def with_feed(hints: Hints, feed: Any) -> Hints:
    """Return the hints with what a feed that was read says (a `ParsedFeed`)."""
    return replace(
        hints,
        feed_minutes=max(feed.ttl_minutes or 0, feed.update_period_minutes or 0),
        skip_hours=tuple(feed.skip_hours),
        skip_days=tuple(feed.skip_days),
        reader=READER,
    )


def planned_wait(
    now: datetime,
    *,
    gap_seconds: Sequence[float] = (),
    newest_at: datetime | None = None,
    circle_place: int = 2,
    hints: Hints | None = None,
    has_validators: bool = True,
) -> timedelta:
    """Return how long a feed that was just answered would wait if it were the only one.

    Args:
        now: the present.
        gap_seconds: the last gaps between posts.
        newest_at: the newest post.
        circle_place: how close the person is, 0 for the innermost.
        hints: what the feed and its server said.
        has_validators: whether the server can be asked if there is anything new at all.
    """
    wait = max(base_wait(now, gap_seconds, newest_at, circle_place), _hinted(hints or Hints()))
    if not has_validators:
        wait = max(wait, WITHOUT_VALIDATORS)
    return min(wait, LONGEST)


def next_look(
    now: datetime,
    wait: timedelta,
    *,
    feed_id: int,
    hints: Hints | None = None,
    least: timedelta = timedelta(0),
    has_validators: bool = True,
) -> datetime:
    """Return when to ask for a feed again.

    Args:
        now: the present.
        wait: what `planned_wait` said.
        feed_id: whose chance is drawn, anew every day but the same all day.
        hints: what the feed and its server said.
        least: what `least_wait` said of all feeds together.
        has_validators: whether the server can be asked if there is anything new at all.
    """
    drawn = max(wait, least) * (0.9 + 0.2 * chance(feed_id, now))
    if not has_validators:
        drawn = max(drawn, WITHOUT_VALIDATORS)
    return _allowed(now + min(drawn, LONGEST), hints or Hints())


def least_wait(waits: Iterable[int]) -> timedelta:
    """Return the wait below which nobody may be, so that all together are not asked too often.

    The busiest are asked less often, the others as they would be.

    Args:
        waits: the minutes each feed would wait if it were the only one.
    """
    rates = sorted(_MINUTES_A_DAY / wait for wait in waits if wait > 0)
    if len(rates) < MANY:
        return timedelta(0)
    left = MOST_A_DAY * len(rates)
    for place, rate in enumerate(rates):
        share = left / (len(rates) - place)
        if rate > share:
            return timedelta(minutes=_MINUTES_A_DAY / share)
        left -= rate
    return timedelta(0)


def with_wait(hints: Hints, wait: timedelta) -> Hints:
    """Return the hints with a planned wait, rounded so that it seldom differs."""
    minutes = wait // timedelta(minutes=1)
    return replace(hints, wait=max(_ROUNDED_TO, minutes // _ROUNDED_TO * _ROUNDED_TO))


def base_wait(
    now: datetime,
    gap_seconds: Sequence[float],
    newest_at: datetime | None,
    circle_place: int,
) -> timedelta:
    """Return an eighth of the usual gap, within what the circle wants."""
    gaps = [max(0.0, one) for one in gap_seconds[:GAPS]]
    gap = timedelta(seconds=statistics.median(gaps)) if len(gaps) >= FEWEST_GAPS else USUAL_GAP
    if newest_at is not None:  # quiet blogs stretch
        gap = max(gap, (now - newest_at) / 2)
    longest = LONGEST_BY_CIRCLE[min(max(circle_place, 0), len(LONGEST_BY_CIRCLE) - 1)]
    return max(HOUR, min(gap / 8, longest))


def chance(feed_id: int, now: datetime, salt: str = "") -> float:
    """Return a number from 0 to 1 that is a feed's own on a day."""
    seed = f"{feed_id} {now.toordinal()} {salt}".encode()
    return zlib.crc32(seed) / 0xFFFFFFFF


def retry_after(text: str, now: datetime, date: str = "") -> timedelta | None:
    """Return how long a server asks to be left alone, at most a week; None when it does not say.

    Args:
        text: what the server says.
        now: the present.
        date: the answer's date by the server's own clock, which may be days off.
    """
    value = text.strip()
    if _SECONDS.fullmatch(value):
        return min(timedelta(seconds=int(value[:9])) if len(value) < 10 else LONGEST, LONGEST)
    moment = _moment(value)
    if moment is None:
        return None
    return min(max(moment - (_moment(date) or now), timedelta(0)), LONGEST)


def _server_minutes(headers: Mapping[str, str], now: datetime) -> int:
    found = _MAX_AGE.search(headers.get("cache-control", ""))
    if found:
        return min(int(found[1]) // 60, LONGEST_HINT // timedelta(minutes=1))
    expires = _moment(headers.get("expires", ""))
    if expires is None:
        return 0
    # by the server's own clock, which may be days off
    asked = _moment(headers.get("date", "")) or now
    minutes = (expires - asked) // timedelta(minutes=1)
    return max(0, min(minutes, LONGEST_HINT // timedelta(minutes=1)))


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else None


def _hinted(hints: Hints) -> timedelta:
    minutes = max(hints.feed_minutes, hints.server_minutes)
    return min(timedelta(minutes=min(minutes, 100_000)), LONGEST_HINT)


def _allowed(moment: datetime, hints: Hints) -> datetime:
    """Return the first moment from this one on that the feed does not ask to be skipped."""
    if not hints.skip_hours and not hints.skip_days:
        return moment
    later = moment
    for _hour in range(7 * 24):
        day = _DAYS[later.weekday()]
        if later.hour not in hints.skip_hours and day not in hints.skip_days:
            return later
        later = later.replace(minute=0, second=0, microsecond=0) + HOUR
    return moment  # it skips every hour of the week: that was not meant
