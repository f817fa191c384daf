"""When a popup may come, and which cards it carries. Instants in, instants out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum

from relationship_journal.domain.person_facts import Reason
from relationship_journal.domain.today import Card
from relationship_journal.domain.when import local_day, start_of_day, to_instant

EVERY_DAY = frozenset(range(7))
CLOCK_JUMP = timedelta(minutes=5)

_ONE_DAY = timedelta(days=1)
# Each step leaves a night or a day that is not chosen; a week holds seven of either.
_MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours and weekdays on which no popup comes.

    From `begins` to `ends` on the wall clock, across midnight if it ends earlier than it
    begins; the same time twice is no quiet hours. `weekdays` are the journal's days on which
    popups may come, 0 for Monday.
    """

    begins: time = time(21)
    ends: time = time(8)
    weekdays: frozenset[int] = EVERY_DAY


@dataclass(frozen=True, slots=True)
class Shown:
    """What the person has already been shown.

    `keys` of cards that a popup carried, ever; `seen_today` the contacts whose card was in
    sight on Today this day; `quiet_today` whether a popup with nothing but `quiet` came this
    day.
    """

    keys: frozenset[str] = frozenset()
    seen_today: frozenset[int] = frozenset()
    quiet_today: bool = False


class ClockJump(StrEnum):
    """What a wall clock did that the steady clock did not."""

    NONE = "none"
    FORWARD = "forward"
    BACK = "back"


def is_quiet(now: datetime, hours: QuietHours, zone: tzinfo) -> bool:
    """Say whether no popup may come at this instant."""
    return _quiet_until(now, hours, zone) is not None


def next_allowed(now: datetime, hours: QuietHours, zone: tzinfo) -> datetime | None:
    """Return the first instant from now on at which a popup may come; None without a weekday."""
    if not hours.weekdays:
        return None
    instant = now.astimezone(UTC)
    for _step in range(_MOST_STEPS):
        until = _quiet_until(instant, hours, zone)
        if until is None:
            return instant
        instant = until
    return None


def may_show(
    now: datetime, hours: QuietHours, zone: tzinfo, *, is_presenting: bool, is_paused: bool
) -> bool:
    """Say whether a popup may come now.

    Args:
        now: the instant.
        hours: the user's quiet hours and weekdays.
        zone: the system's zone; quiet hours travel with it.
        is_presenting: whether the desktop tells of a presentation, a full-screen window or
            do-not-disturb.
        is_paused: whether the user paused popups for now.
    """
    return not (is_presenting or is_paused or is_quiet(now, hours, zone))


def bundle(waiting: Sequence[Card], shown: Shown) -> tuple[Card, ...]:
    """Return the cards of the one popup that is to come now, in Today's order; () for none.

    Nothing comes twice for the same thing; nobody whose card was seen today comes for `quiet`;
    and `quiet` alone makes a popup at most once a day.
    """
    fresh = [card for card in waiting if card.key not in shown.keys and not _is_seen(card, shown)]
    if shown.quiet_today and all(card.reason is Reason.QUIET for card in fresh):
        return ()
    return tuple(fresh)


def next_look(
    moments: Iterable[datetime],
    now: datetime,
    hours: QuietHours,
    zone: tzinfo,
    paused_until: datetime | None = None,
) -> datetime | None:
    """Return the next instant at which a popup may be due; None when none may ever come.

    It is the next beginning of a day or the next of the moments, whichever is first, put off to
    where popups may come. What fell due before and was held back waits for that too.

    Args:
        moments: instants at which something falls due (`today.moments`).
        now: the instant.
        hours: the user's quiet hours and weekdays.
        zone: the system's zone.
        paused_until: the end of a pause of popups, or None.
    """
    held_until = next_allowed(now, hours, zone)
    if held_until is None:
        return None
    tomorrow = start_of_day(local_day(now, zone) + _ONE_DAY, zone)
    coming = [tomorrow, *(moment for moment in moments if moment > now)]
    if held_until > now:
        coming.append(held_until)
    if paused_until is not None and paused_until > now:
        coming = [max(moment, paused_until) for moment in [*coming, paused_until]]
    return next_allowed(min(coming), hours, zone)


def clock_jump(wall: timedelta, steady: timedelta) -> ClockJump:
    """Return what happened between two looks at the clocks.

    Forward is a sleep (the steady clock rests with the computer) or a clock set forward, back
    is a clock set back. Either way all is worked out anew, once. Changes of the zone and of
    summer time do not move these clocks.

    Args:
        wall: how far the wall clock (UTC) went.
        steady: how far the steady clock went.
    """
    difference = wall - steady
    if difference > CLOCK_JUMP:
        return ClockJump.FORWARD
    return ClockJump.BACK if difference < -CLOCK_JUMP else ClockJump.NONE


def _quiet_until(now: datetime, hours: QuietHours, zone: tzinfo) -> datetime | None:
    """Return the end of the quiet that holds now, or None."""
    day = local_day(now, zone)
    if day.weekday() not in hours.weekdays:
        return start_of_day(day + _ONE_DAY, zone)
    if hours.begins == hours.ends:
        return None
    date = now.astimezone(zone).date()
    over = _ONE_DAY if hours.ends < hours.begins else timedelta(0)
    for first in (date - _ONE_DAY, date):
        begins = to_instant(first, hours.begins, zone)
        ends = to_instant(first + over, hours.ends, zone)
        if begins <= now < ends:
            return ends
    return None


def _is_seen(card: Card, shown: Shown) -> bool:
    return card.reason is Reason.QUIET and card.contact_id in shown.seen_today
