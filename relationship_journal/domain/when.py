"""WHEN as it is typed, and the journal's day of an instant.

Instants are aware UTC, days are the journal's: they begin at 04:00 on the wall clock of the
person's zone, so that what is written at two in the morning belongs to the evening before.
A zone is any `tzinfo` that follows PEP 495 (`zoneinfo` does).
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from relationship_journal.domain.calendar_names import month_named, weekday_named
from relationship_journal.domain.text import excerpt, fold, one_line
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _

DAY_STARTS = time(4)
NOON = time(12)
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2200, 12, 31)

_ONE_DAY = timedelta(days=1)
_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2}|\d{8})"
    r"(?:[t ] ?(?P<time>\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?)"
    r" ?(?P<zone>z|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_DISTANCE = re.compile(r"(\d{1,6}) ?([dwmy])", re.ASCII)
_DAY_AND_MONTH = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?(?P<month>[^\W\d]+)\.?"
    r"|(?P<month2>[^\W\d]+)\.? (?P<day2>\d{1,2})(?:st|nd|rd|th)?\.?)"
    r"(?:,? (?P<year>\d{4}))?"
)


@dataclass(frozen=True, slots=True)
class When:
    """A moment as it was typed.

    Without a time of day, `at` is None, `day` the journal's day and `instant` its noon; what
    begins with the day (a follow-up, a snooze) takes `starts`. With a time of day, `day` and
    `at` are what a calendar and a clock on the wall show then, and `starts` is `instant`.
    """

    day: date
    at: time | None
    instant: datetime
    starts: datetime


def local_day(instant: datetime, zone: tzinfo) -> date:
    """Return the journal's day of an instant.

    It is the local date, or the day before while the wall clock shows less than 04:00. Hours
    are never subtracted: that is wrong on the nights when clocks change.
    """
    local = instant.astimezone(zone)
    return local.date() - _ONE_DAY if local.time() < DAY_STARTS else local.date()


def to_instant(day: date, at: time, zone: tzinfo) -> datetime:
    """Return the instant at which a calendar and a wall clock show this.

    A time that clocks leap over moves forward by the leap (02:30 becomes 03:30); of a time
    that comes twice the first is meant.
    """
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=zone)
    return wall.astimezone(UTC)


def start_of_day(day: date, zone: tzinfo) -> datetime:
    """Return the instant at which a day of the journal begins: 04:00 local.

    Where the clocks leap over 04:00 it is the moment of the leap, the first that belongs to
    the day; where 04:00 comes twice it is the first.
    """
    begins = to_instant(day, DAY_STARTS, zone)
    if begins.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, DAY_STARTS):
        return begins
    wall = datetime.combine(day, DAY_STARTS, tzinfo=zone)
    before_leap, after_leap = wall.replace(fold=1).astimezone(UTC), begins
    old_offset = before_leap.astimezone(zone).utcoffset()
    while after_leap - before_leap > timedelta(seconds=1):
        middle = (before_leap + (after_leap - before_leap) // 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == old_offset:
            before_leap = middle
        else:
            after_leap = middle
    return after_leap


def starts_at(day: date, at: time | None, zone: tzinfo) -> datetime:
    """Return the instant from which something set for a day, or a day and a time, is due."""
    return start_of_day(day, zone) if at is None else to_instant(day, at, zone)


def parse_when(text: str, now: datetime, zone: tzinfo, *, past: bool = False) -> When:
    """Return the moment that a typed WHEN means.

    Args:
        text: an ISO date or date-time, `HH:MM`, `today`, `yesterday`, `tomorrow`, a weekday
            (the next one after today), `3d`, `2w`, `6m`, `1y` (forward).
        now: the instant it is typed at.
        zone: the person's zone; date-times without one are local.
        past: weekdays and distances go backward, as for something that has happened, and
            today's noon is not waited for: before noon, `today` means now.

    `HH:MM` lies in the journal's day of `now`: at 20:00, `01:30` is the coming night; at
    01:00, `23:30` is the evening before. With `past`, a time of night still to come is the
    night that was.

    Raises:
        InvalidInput: with the field `when`, for anything else, and outside 1900 to 2200.
    """
    typed = fold(text) if len(text) < 80 else ""
    today = local_day(now, zone)
    try:
        found = _iso(typed, zone) or _clock(typed, today, now, zone, past=past)
        if found is not None:
            return _within(found)
        day = _day_meant(typed, today, past=past)
        if day is None:
            raise _not_understood(text)
        when = _within(_whole_day(day, zone))
    except (ValueError, OverflowError) as error:
        raise _not_understood(text) from error
    if past and day == today and when.instant > now:
        return When(day, None, now.astimezone(UTC), when.starts)
    return when


def parse_day(text: str, now: datetime, zone: tzinfo) -> date | None:
    """Return the day a few words mean (`Fri`, `3 Dec`, `tomorrow`, a WHEN), or None.

    A day and month without a year is the next one, today included.
    """
    typed = fold(text).strip(" .")
    try:
        return parse_when(typed, now, zone).day
    except InvalidInput:
        return _day_and_month(typed, local_day(now, zone))


def _iso(typed: str, zone: tzinfo) -> When | None:
    match = _ISO.fullmatch(typed)
    if match is None:
        return None
    day = date.fromisoformat(match["day"])
    if match["time"] is None:
        return _whole_day(day, zone)
    at = time.fromisoformat(match["time"].replace(",", ".")).replace(microsecond=0)
    if match["zone"] is None:
        return _timed(day, at, zone)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(day)
    offset = datetime.fromisoformat(f"2000-01-01T00:00{match['zone'].upper()}").tzinfo
    instant = datetime.combine(day, at, tzinfo=offset).astimezone(UTC)
    local = instant.astimezone(zone)
    return When(local.date(), local.time(), instant, instant)


def _clock(typed: str, today: date, now: datetime, zone: tzinfo, *, past: bool) -> When | None:
    match = _CLOCK.fullmatch(typed)
    if match is None:
        return None
    at = time(int(match[1]), int(match[2]))
    if at >= DAY_STARTS:
        return _timed(today, at, zone)
    coming = _timed(today + _ONE_DAY, at, zone)
    return _timed(today, at, zone) if past and coming.instant > now else coming


def _day_meant(typed: str, today: date, *, past: bool) -> date | None:
    named = {"today": 0, "yesterday": -1, "tomorrow": 1}
    named |= {fold(_("today")): 0, fold(_("yesterday")): -1, fold(_("tomorrow")): 1}
    if typed in named:
        return today + named[typed] * _ONE_DAY
    weekday = weekday_named(typed)
    if weekday is not None:
        if past:
            return today - (1 + (today.weekday() - weekday - 1) % 7) * _ONE_DAY
        return today + (1 + (weekday - today.weekday() - 1) % 7) * _ONE_DAY
    match = _DISTANCE.fullmatch(typed)
    if match is None:
        return None
    count = -int(match[1]) if past else int(match[1])
    if match[2] in "dw":
        return today + timedelta(days=count * (7 if match[2] == "w" else 1))
    return add_months(today, count * (12 if match[2] == "y" else 1))


def add_months(day: date, months: int) -> date:
    """Return the same day some months on, or that month's last where it is too short.

    Raises:
        ValueError: when it leaves the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _day_and_month(typed: str, today: date) -> date | None:
    match = _DAY_AND_MONTH.fullmatch(typed)
    if match is None:
        return None
    month = month_named(match["month"] or match["month2"])
    if month is None:
        return None
    number = int(match["day"] or match["day2"])
    if match["year"]:
        years = range(int(match["year"]), int(match["year"]) + 1)
    else:
        years = range(today.year, today.year + 9)  # 29 February may be eight years away
    for year in years:
        if not (FIRST_DAY.year <= year <= LAST_DAY.year):
            continue
        if 1 <= number <= days_in_month(year, month):
            day = date(year, month, number)
            if match["year"] or day >= today:
                return day
    return None


def _whole_day(day: date, zone: tzinfo) -> When:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(day)
    return When(day, None, to_instant(day, NOON, zone), start_of_day(day, zone))


def _timed(day: date, at: time, zone: tzinfo) -> When:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(day)
    instant = to_instant(day, at, zone)
    local = instant.astimezone(zone)  # a time that clocks leap over has moved
    return When(local.date(), local.time().replace(fold=0), instant, instant)


def _within(when: When) -> When:
    if not FIRST_DAY <= when.day <= LAST_DAY:
        raise ValueError(when.day)
    return when


def _not_understood(text: str) -> InvalidInput:
    shown = excerpt(one_line(text), 40)
    return InvalidInput(
        "when",
        _("“{text}” is not a day or a time that I know.").format(text=shown),
        _(
            "Write a date like 2026-11-27, a date and time like 2026-11-27 18:30, a time like "
            "18:30, today, yesterday, tomorrow, a weekday like fri, or a distance like 3d, 2w, "
            "6m or 1y (days, weeks, months, years)."
        ),
    )
