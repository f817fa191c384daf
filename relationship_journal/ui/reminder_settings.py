"""What the user chose about reminders, read from the settings by name."""

from datetime import datetime, time, timedelta
from enum import StrEnum

from relationship_journal.domain.quiet_hours import EVERY_DAY, QuietHours
from relationship_journal.domain.today import CAP
from relationship_journal.settings import Settings

QUIET_FROM, QUIET_TO = "reminders.quiet_from", "reminders.quiet_to"
"""HH:MM on the wall clock."""
WEEKDAYS = "reminders.weekdays"
"""Numbers, 0 for Monday."""
STYLE = "reminders.style"
PAUSED_UNTIL = "reminders.paused_until"
"""An ISO instant."""
TODAY_CAP = "today.cap"
LEAST_CAP, MOST_CAP = 1, 10
LONGEST_PAUSE = timedelta(hours=26)


class Style(StrEnum):
    """Where a reminder comes: the desktop's notification, or the program's own window."""

    NOTIFICATION = "notification"
    WINDOW = "window"


def quiet_hours(settings: Settings) -> QuietHours:
    """Return the quiet hours and weekdays; what cannot be read is as if never chosen."""
    usual = QuietHours()
    chosen = settings.get(WEEKDAYS, sorted(EVERY_DAY))
    days = frozenset(day for day in chosen if type(day) is int and day in EVERY_DAY)
    return QuietHours(
        _time(settings.get(QUIET_FROM, ""), usual.begins),
        _time(settings.get(QUIET_TO, ""), usual.ends),
        days,
    )


def set_quiet_hours(settings: Settings, hours: QuietHours) -> None:
    """Keep other quiet hours and weekdays."""
    settings.set(QUIET_FROM, hours.begins.strftime("%H:%M"))
    settings.set(QUIET_TO, hours.ends.strftime("%H:%M"))
    settings.set(WEEKDAYS, sorted(hours.weekdays))


def style(settings: Settings) -> Style:
    """Return where reminders come."""
    kept = settings.get(STYLE, Style.NOTIFICATION.value)
    return Style(kept) if kept in set(Style) else Style.NOTIFICATION


def set_style(settings: Settings, chosen: Style) -> None:
    """Have reminders come elsewhere from now on."""
    settings.set(STYLE, chosen.value)


def cap(settings: Settings) -> int:
    """Return how many people a day holds, 1 to 10."""
    kept: int = settings.get(TODAY_CAP, CAP)
    return min(MOST_CAP, max(LEAST_CAP, kept))


def set_cap(settings: Settings, people: int) -> None:
    """Let a day hold another number of people; what is out of bounds is read as the bound."""
    settings.set(TODAY_CAP, people)


def paused_until(settings: Settings, now: datetime) -> datetime | None:
    """Return the end of the pause that holds now, or None.

    A pause is at most a day long; one that seems longer was set under another clock.
    """
    try:
        until = datetime.fromisoformat(settings.get(PAUSED_UNTIL, ""))
    except ValueError:
        return None
    if until.tzinfo is None or not now < until <= now + LONGEST_PAUSE:
        return None
    return until


def set_paused_until(settings: Settings, until: datetime | None) -> None:
    """Keep the end of a pause, or end it."""
    settings.set(PAUSED_UNTIL, None if until is None else until.isoformat())


def _time(text: str, usual: time) -> time:
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return usual
