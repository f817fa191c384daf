"""When somebody is due: last spoke + cadence, in calendar days. Dates in, dates out.

Nothing here is stored. What stays due, stays due until a newer entry moves it.
"""

from datetime import date, datetime, timedelta, tzinfo

from relationship_journal.domain.when import LAST_DAY, local_day

AFTER_IMPORT = timedelta(days=7)


def cadence_of(person_days: int | None, circle_days: int | None) -> int | None:
    """Return the days between exchanges that are wished for, or None for no plan.

    Args:
        person_days: the person's own cadence; None is as the circle says, 0 is no plan.
        circle_days: the circle's cadence; None (or 0) is no plan.
    """
    days = circle_days if person_days is None else person_days
    return days or None


def due_day(
    last_spoke_at: datetime | None,
    counts_from: datetime,
    cadence_days: int | None,
    zone: tzinfo,
) -> date | None:
    """Return the day a person is due, or None without a plan (and past the calendar).

    Args:
        last_spoke_at: the newest exchange in either direction, or None before the first.
        counts_from: the instant they came into a circle with a cadence (see `counts_from`);
            it counts before the first exchange.
        cadence_days: calendar days, or None; 30 days from 1 October 20:00 are 31 October,
            whatever the clocks do between.
        zone: the person's zone.
    """
    if not cadence_days:
        return None
    spoke_on = local_day(counts_from if last_spoke_at is None else last_spoke_at, zone)
    try:
        due = spoke_on + timedelta(days=cadence_days)
    except OverflowError:
        return None
    return due if due <= LAST_DAY else None


def counts_from(came_at: datetime, *, is_imported: bool) -> datetime:
    """Return from when a person without an exchange counts: 7 days later after an import."""
    return came_at + AFTER_IMPORT if is_imported else came_at


def is_going_quiet(due: date | None, today: date) -> bool:
    """Say whether the wished distance has been reached."""
    return due is not None and due <= today


def is_paused(paused_until: date | None, today: date) -> bool:
    """Say whether a person rests today; on the day of the pause's end they are back."""
    return paused_until is not None and today < paused_until


def asks_for_attention(
    *, is_muted: bool, paused_until: date | None, is_put_away: bool, today: date
) -> bool:
    """Say whether anything at all may remind of a person today."""
    return not is_muted and not is_put_away and not is_paused(paused_until, today)
