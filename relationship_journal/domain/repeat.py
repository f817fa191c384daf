"""How often something comes again: a rule as it is typed, and its next day."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relationship_journal.domain.rrule import Rule, occurrences, parse_rule
from relationship_journal.domain.text import excerpt, fold, one_line
from relationship_journal.domain.when import LAST_DAY, add_months
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext

MOST_UNITS = 999

_EVERY = re.compile(r"every (?:(\d{1,6}) )?(day|week|month|year)s?", re.ASCII)


class Unit(StrEnum):
    """What a plain repeat counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_SINGLE_WORDS = {
    "daily": Unit.DAY,
    "weekly": Unit.WEEK,
    "monthly": Unit.MONTH,
    "yearly": Unit.YEAR,
}
_FREQUENCIES = {
    "DAILY": Unit.DAY,
    "WEEKLY": Unit.WEEK,
    "MONTHLY": Unit.MONTH,
    "YEARLY": Unit.YEAR,
}


@dataclass(frozen=True, slots=True)
class Every:
    """A repeat after so many days, weeks, months or years; its text is `str(repeat)`."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        if self.count == 1:
            return next(word for word, unit in _SINGLE_WORDS.items() if unit is self.unit)
        return f"every {self.count} {self.unit}s"

    def after(self, day: date, times: int = 1) -> date:
        """Return the day so many rounds on, its month's last where the month is too short.

        Raises:
            ValueError: when it leaves the calendar.
            OverflowError: the same.
        """
        steps = self.count * times
        if self.unit is Unit.DAY:
            return day + timedelta(days=steps)
        if self.unit is Unit.WEEK:
            return day + timedelta(weeks=steps)
        return add_months(day, steps * (12 if self.unit is Unit.YEAR else 1))


Repeat = Every | Rule


def parse_repeat(text: str, *, from_completion: bool = False) -> Repeat:
    """Return the repeat that a typed rule means.

    Args:
        text: `daily`, `weekly`, `monthly`, `yearly`, `every N days` (weeks, months, years),
            `every week`, or an RRULE; capitals and space do not matter. An RRULE that only
            says how often (`FREQ=WEEKLY;INTERVAL=2`) is the same as the words for it.
        from_completion: whether it repeats from the day it was done. An RRULE with COUNT
            cannot, because each time begins anew.

    Raises:
        InvalidInput: with the field `repeat`, when nothing is meant or it can never be.
    """
    typed = fold(text) if len(text) <= 500 else ""
    if typed in _SINGLE_WORDS:
        return Every(1, _SINGLE_WORDS[typed])
    match = _EVERY.fullmatch(typed)
    if match is not None:
        count = int(match[1] or 1)
        if not 1 <= count <= MOST_UNITS:
            raise InvalidInput(
                "repeat",
                _("A repeat can be every 1 to {most} days, weeks, months or years.").format(
                    most=MOST_UNITS
                ),
            )
        return Every(count, Unit(match[2]))
    if not typed.startswith(("freq=", "rrule:")) and ";freq=" not in typed:
        raise InvalidInput(
            "repeat",
            _("“{text}” is not a repeat that I know.").format(text=excerpt(one_line(text), 40)),
            _("Write daily, weekly, monthly, yearly, every 3 weeks, or an RRULE."),
        )
    rule = parse_rule(typed)
    if rule.is_plain and rule.count is None and rule.until is None:
        return Every(rule.interval, _FREQUENCIES[rule.freq])
    if from_completion and rule.count is not None:
        raise InvalidInput(
            "repeat",
            _("A rule with COUNT repeats from the date; it cannot repeat from completion."),
        )
    return rule


def next_day(repeat: Repeat, anchor: date, after: date) -> date | None:
    """Return the first day of the repeat after `after`, or None when it has ended.

    The anchor is the day it was first set for, and itself the first day of the repeat. It
    remembers the end of a month: from 31 January monthly come 28 February and 31 March.
    """
    if after < anchor:
        return anchor
    if isinstance(repeat, Rule):
        return next(occurrences(repeat, anchor, after + timedelta(days=1)), None)
    times = max(0, _rounds(repeat, anchor, after) - 1)
    try:
        while (day := repeat.after(anchor, times)) <= after:
            times += 1
    except (ValueError, OverflowError):
        return None
    return day if day <= LAST_DAY else None


def next_after_completion(repeat: Repeat, done_on: date) -> date | None:
    """Return the next day of something that repeats from the day it was done, or None."""
    return next_day(repeat, done_on, done_on)


def next_after_done(
    repeat: Repeat, anchor: date, day: date, done_on: date, *, from_completion: bool
) -> date | None:
    """Return the day that follows once the repeat's own day was done or skipped, or None.

    From the date, it is the first one after both that day and the day it was done: what was
    missed in between does not pile up, and what is done early does not come again at once.
    """
    if from_completion:
        return next_after_completion(repeat, done_on)
    return next_day(repeat, anchor, max(day, done_on))


def _rounds(repeat: Every, anchor: date, after: date) -> int:
    if repeat.unit in {Unit.DAY, Unit.WEEK}:
        length = repeat.count * (7 if repeat.unit is Unit.WEEK else 1)
        return (after - anchor).days // length
    months = (after.year - anchor.year) * 12 + after.month - anchor.month
    return months // (repeat.count * (12 if repeat.unit is Unit.YEAR else 1))


def repeat_label(repeat: Repeat) -> str:
    """Return the words for a repeat as the window shows them."""
    if isinstance(repeat, Rule):
        return _("by the rule {rule}").format(rule=repeat)
    forms = {
        Unit.DAY: ngettext("every day", "every {n} days", repeat.count),
        Unit.WEEK: ngettext("every week", "every {n} weeks", repeat.count),
        Unit.MONTH: ngettext("every month", "every {n} months", repeat.count),
        Unit.YEAR: ngettext("every year", "every {n} years", repeat.count),
    }
    return forms[repeat.unit].format(n=repeat.count)
