"""What lies ahead, in words: which week, which day, what and with whom."""

from datetime import date, timedelta

from relationship_journal.domain import friendly
from relationship_journal.domain.calendar_names import month_alone, month_short
from relationship_journal.domain.text import apart, excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext, pgettext
from relationship_journal.services.rows import AheadRow
from relationship_journal.services.upcoming import BIRTHDAY, FOLLOW_UP, PROMISE
from relationship_journal.ui.models.number_words import number_word

_LONGEST = 300


def ahead_icon(kind: str) -> tuple[str, str]:
    """Return the icon of something ahead, and the token of its colour."""
    if kind == PROMISE:
        return "handshake", "promise"
    return ("cake" if kind == BIRTHDAY else "bell"), "muted"


def ahead_text(row: AheadRow) -> str:
    """Return what is to be done, as it stands beside the name."""
    text = excerpt(one_line(row.text), _LONGEST)
    if row.at is None:
        return text
    clock = pgettext("time", "{hour}:{minute:02}").format(hour=row.at.hour, minute=row.at.minute)
    return _("{text}, {time}").format(text=apart(text), time=clock)


def is_movable(row: AheadRow) -> bool:
    """Say whether it can be put on another day: a birthday and a distance follow from facts."""
    return row.id is not None and row.kind in {FOLLOW_UP, PROMISE}


def spoken(row: AheadRow, today: date) -> str:
    """Return a line as it is read aloud."""
    what = ahead_text(row)
    if row.kind == PROMISE:
        what = _("Promise: {text}").format(text=what)
    return _("{day}: {name}, {what}").format(
        day=friendly.heading(row.day, today), name=apart(one_line(row.name)), what=what
    )


def day_in_list(day: date, today: date) -> str:
    """Return the day beside a line: "Today", "Tue 24"."""
    return _("Today") if day == today else friendly.weekday_and_day(day)


def day_in_grid(day: date, today: date, *, is_first: bool) -> str:
    """Return the day in its cell: "24"; with its month where that begins, and today."""
    if day == today or day.day == 1 or is_first:
        return pgettext("date", "{day} {month}").format(day=day.day, month=month_short(day.month))
    return str(day.day)


def group_of(day: date, today: date, week_starts: int) -> str:
    """Return the heading a day stands below: "This week", "Next week", "Later in December".

    Args:
        day: not before today.
        today: the journal's day.
        week_starts: the weekday a week begins with, 0 for Monday.
    """
    next_week = week_of(today, week_starts) + timedelta(days=7)
    after = next_week + timedelta(days=7)
    if day < next_week:
        return _("This week")
    if day < after:
        return _("Next week")
    before = after - timedelta(days=1)
    if (day.year, day.month) == (before.year, before.month):
        return _("Later in {month}").format(month=month_alone(day.month))
    return friendly.month_heading(day, today)


def week_of(day: date, week_starts: int) -> date:
    """Return the first day of the week a day lies in."""
    return day - timedelta(days=(day.weekday() - week_starts) % 7)


def more_in_cell(n: int) -> str:
    """Return how many more there are than a cell has room for: "two more"."""
    return ngettext("{number} more", "{number} more", n).format(number=number_word(n))


def grid_title(first: date, today: date, week_starts: int) -> str:
    """Return what the grid shows: "Five weeks from today", "Five weeks from 28 December"."""
    if first == week_of(today, week_starts):
        return _("Five weeks from today")
    day = pgettext("date", "{day} {month}").format(day=first.day, month=month_short(first.month))
    if first.year != today.year:
        day = f"{day} {first.year}"
    return _("Five weeks from {day}").format(day=day)


def cell_spoken(day: date, today: date, rows: list[AheadRow]) -> str:
    """Return a cell as it is read aloud: the day, and everything on it."""
    said = friendly.heading(day, today)
    if day == today:
        said = _("Today, {day}").format(day=said)
    if not rows:
        return _("{day}: nothing").format(day=said)
    what = "; ".join(
        _("{name}, {what}").format(name=apart(one_line(row.name)), what=ahead_text(row))
        for row in rows
    )
    return _("{day}: {what}").format(day=said, what=what)
