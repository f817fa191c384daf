"""Our repeats as other calendars read them: RRULE, with the ends of months told in full.

RFC 5545 leaves a month out that is too short for the day; here it has its last day instead.
So from the 29th on a rule names the days there may be and takes the last of them:
`BYMONTHDAY=28,29,30,31;BYSETPOS=-1`.
"""

from dataclasses import replace
from datetime import date

from relationship_journal.domain.birthday import Birthday
from relationship_journal.domain.repeat import Every, Repeat, Unit
from relationship_journal.domain.rrule import Rule, occurrences

_FREQUENCIES = {
    Unit.DAY: "DAILY",
    Unit.WEEK: "WEEKLY",
    Unit.MONTH: "MONTHLY",
    Unit.YEAR: "YEARLY",
}
_SHORTEST_MONTH = 28


def calendar_rule(repeat: Repeat, anchor: date, day: date) -> str | None:
    """Return the RRULE of a repeat for an item that begins on one of its days.

    Args:
        repeat: the repeat, counted from its date.
        anchor: the day its month ends are remembered by.
        day: the day the item begins with.

    Returns: None when this day is the last one.
    """
    if isinstance(repeat, Every):
        rule = Rule(_FREQUENCIES[repeat.unit], repeat.count)
    else:
        rule = repeat
        if rule.count is not None:
            past = sum(1 for _one in _until(rule, anchor, day))
            rule = replace(rule, count=max(0, rule.count - past))
        if next(occurrences(repeat, anchor, date.fromordinal(day.toordinal() + 1)), None) is None:
            return None
    return str(_with_month_ends(rule, anchor))


def birthday_rule(birthday: Birthday) -> str:
    """Return the RRULE of a birthday; 29 February is 28 February in other years."""
    if (birthday.month, birthday.day) == (2, 29):
        return str(Rule("YEARLY", by_month=(2,), by_month_day=(28, 29), by_set_pos=(-1,)))
    return str(Rule("YEARLY"))


def _until(rule: Rule, anchor: date, day: date) -> list[date]:
    """Return the days of a counted rule before a day."""
    past = []
    for one in occurrences(rule, anchor, anchor):
        if one >= day:
            break
        past.append(one)
    return past


def _with_month_ends(rule: Rule, anchor: date) -> Rule:
    if anchor.day <= _SHORTEST_MONTH or rule.freq not in {"MONTHLY", "YEARLY"}:
        return rule
    if rule.by_day or rule.by_month_day or rule.by_year_day or rule.by_set_pos:
        return rule  # it names its days itself
    months = rule.by_month
    if rule.freq == "YEARLY":
        if not months and anchor.month != 2:
            return rule  # the month is long enough every year
        if len(months) > 1:
            if rule.interval > 1:
                return rule  # no rule takes the last of some days in each of some months
            rule = replace(rule, freq="MONTHLY")
        else:
            months = months or (anchor.month,)
    days = tuple(range(_SHORTEST_MONTH, anchor.day + 1))
    return replace(rule, by_month=months, by_month_day=days, by_set_pos=(-1,))
