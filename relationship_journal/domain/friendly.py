"""Dates as a person says them; the full date is for the tool tip."""

from datetime import date, datetime, tzinfo

from relationship_journal.domain.calendar_names import (
    month_alone,
    month_name,
    month_short,
    weekday_name,
    weekday_short,
)
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext, pgettext

# 20 days are still days, 9 weeks still weeks, 11 months still months.
_DAYS_UNTIL = 21
_WEEKS_UNTIL = 70
_DAYS_A_MONTH = 30.44


def ago(day: date | None, today: date) -> str:
    """Return how long ago a day was: "today", "16 days ago", "5 months ago", "never".

    A day still to come is said as `ahead` says it.
    """
    if day is None:
        return _("never")
    days = (today - day).days
    if days < 0:
        return ahead(day, today)
    if days <= 1:
        return _("yesterday") if days else _("today")
    if days < _DAYS_UNTIL:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    if days < _WEEKS_UNTIL:
        weeks = days // 7
        return ngettext("{n} week ago", "{n} weeks ago", weeks).format(n=weeks)
    months = _whole_months(day, today)
    if months < 12:
        return ngettext("{n} month ago", "{n} months ago", months).format(n=months)
    years = today.year - day.year
    if years == 1:
        return _("last year")
    return ngettext("{n} year ago", "{n} years ago", years).format(n=years)


def ahead(day: date, today: date) -> str:
    """Return how far off a day is: "tomorrow", "Fri 27", "next week", "in 6 weeks".

    A day that has passed is said as `ago` says it.
    """
    days = (day - today).days
    if days < 0:
        return ago(day, today)
    if days <= 1:
        return _("tomorrow") if days else _("today")
    if days < 7:
        return weekday_and_day(day)
    if days < _WEEKS_UNTIL:
        # Next week is what the calendar calls so; on a Sunday nine days are already two.
        weeks = max(1, (days + today.weekday() - day.weekday()) // 7) if days < 14 else days // 7
        if weeks == 1:
            return _("next week")
        return ngettext("in {n} week", "in {n} weeks", weeks).format(n=weeks)
    months = _whole_months(today, day)
    if months < 12:
        return ngettext("in {n} month", "in {n} months", months).format(n=months)
    years = day.year - today.year
    if years == 1:
        return _("next year")
    return ngettext("in {n} year", "in {n} years", years).format(n=years)


def weekday_and_day(day: date) -> str:
    """Return a day of this or the next week: "Fri 27"."""
    return pgettext("date", "{weekday} {day}").format(
        weekday=weekday_short(day.weekday()), day=day.day
    )


def about(day: date, today: date) -> str:
    """Return a day that is meant roughly: "about 5 December"."""
    return _("about {date}").format(date=_day_month(day, today))


def day_label(day: date, today: date) -> str:
    """Return a day beside a line: "yesterday", "Wed 18 Nov", "7 Nov", "13 Sep 2024"."""
    days = (day - today).days
    if days in {-1, 0, 1}:
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[days]
    month = month_short(day.month)
    if abs(days) < 7:
        return pgettext("date", "{weekday} {day} {month}").format(
            weekday=weekday_short(day.weekday()), day=day.day, month=month
        )
    if day.year == today.year:
        return pgettext("date", "{day} {month}").format(day=day.day, month=month)
    return pgettext("date", "{day} {month} {year}").format(day=day.day, month=month, year=day.year)


def moment_label(instant: datetime, now: datetime, zone: tzinfo) -> str:
    """Return a moment in a line: "yesterday at 18:05", "7 Nov at 9:30"."""
    # Beside a clock's time stands the calendar's day, not the journal's that begins at 04:00.
    day = day_label(instant.astimezone(zone).date(), now.astimezone(zone).date())
    return _("{day} at {time}").format(day=day, time=clock(instant, zone))


def clock(instant: datetime, zone: tzinfo) -> str:
    """Return what a clock on the wall shows: "9:48"."""
    local = instant.astimezone(zone)
    return pgettext("time", "{hour}:{minute:02}").format(hour=local.hour, minute=local.minute)


def heading(day: date, today: date) -> str:
    """Return a day over a page: "Monday, 23 November", with the year if it is another."""
    return pgettext("date", "{weekday}, {date}").format(
        weekday=weekday_name(day.weekday()), date=_day_month(day, today)
    )


def full_date(day: date) -> str:
    """Return a day in full for a tool tip: "Monday, 23 November 2026"."""
    return pgettext("date", "{weekday}, {day} {month} {year}").format(
        weekday=weekday_name(day.weekday()),
        day=day.day,
        month=month_name(day.month),
        year=day.year,
    )


def full_instant(instant: datetime, zone: tzinfo) -> str:
    """Return a moment in full for a tool tip, by calendar and wall clock."""
    return _("{date}, {time}").format(
        date=full_date(instant.astimezone(zone).date()), time=clock(instant, zone)
    )


def month_heading(day: date, today: date) -> str:
    """Return the month over a stretch of a timeline: "November", "November 2024"."""
    if day.year == today.year:
        return month_alone(day.month)
    return pgettext("date", "{month} {year}").format(month=month_alone(day.month), year=day.year)


def cadence_label(days: int | None) -> str:
    """Return the wished distance in words: "about every 4 weeks", or "No plan"."""
    if not days:
        return _("No plan")
    if days == 1:
        return _("every day")
    if days < 14 and days % 7:
        return ngettext("about every {n} day", "about every {n} days", days).format(n=days)
    weeks, months, years = round(days / 7), round(days / _DAYS_A_MONTH), round(days / 365.25)
    if years and abs(days - years * 365) <= years + 1:
        return ngettext("about every year", "about every {n} years", years).format(n=years)
    is_whole_months = abs(days - months * _DAYS_A_MONTH) < 1 and days % 7
    if days >= _WEEKS_UNTIL or is_whole_months:
        return ngettext("about every month", "about every {n} months", months).format(n=months)
    return ngettext("about every week", "about every {n} weeks", weeks).format(n=weeks)


def _day_month(day: date, today: date) -> str:
    if day.year == today.year:
        return pgettext("date", "{day} {month}").format(day=day.day, month=month_name(day.month))
    return pgettext("date", "{day} {month} {year}").format(
        day=day.day, month=month_name(day.month), year=day.year
    )


def _whole_months(early: date, late: date) -> int:
    months = (late.year - early.year) * 12 + late.month - early.month
    return months - 1 if late.day < early.day else months
