"""RFC 5545 repeat rules in whole days, white-listed and bounded.

It is our own reading and not dateutil's because that one searches an impossible rule to the
year 9999 (4.3 s for 30 February); the tests hold it against dateutil's results.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from relationship_journal.domain.when import LAST_DAY, add_months, days_in_month
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _

MOST_BY_VALUES = 8
MOST_STEPS = 10_000
HORIZON = timedelta(days=5 * 366)

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KEYS = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
    | {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYMONTH", "BYSETPOS"}
)
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,4}", re.ASCII)
_UNTIL = re.compile(r"(\d{8})(T\d{6}Z?)?", re.ASCII)
# 29 February stays away for eight years around 2100.
_EMPTY_ROUNDS = 9
# The first leap year in it makes 29 February a day that comes.
_TRIED_FROM = date(2023, 1, 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A repeat rule as RFC 5545 writes it, in days; its text is `str(rule)`.

    `by_day` holds (n, weekday): the nth such weekday of the month or year, 0 for every one.
    """

    freq: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    by_day: tuple[tuple[int, int], ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    week_start: int = 0

    def __str__(self) -> str:
        parts = [f"FREQ={self.freq}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        for key, numbers in (
            ("BYMONTH", self.by_month),
            ("BYYEARDAY", self.by_year_day),
            ("BYMONTHDAY", self.by_month_day),
        ):
            if numbers:
                parts.append(f"{key}={','.join(map(str, numbers))}")
        if self.by_day:
            days = (f"{nth or ''}{_WEEKDAYS[weekday]}" for nth, weekday in self.by_day)
            parts.append(f"BYDAY={','.join(days)}")
        if self.by_set_pos:
            parts.append(f"BYSETPOS={','.join(map(str, self.by_set_pos))}")
        if self.week_start:
            parts.append(f"WKST={_WEEKDAYS[self.week_start]}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        return ";".join(parts)

    @property
    def is_plain(self) -> bool:
        """Say whether it only says how often, without naming days."""
        return not (
            self.by_day or self.by_month_day or self.by_year_day or self.by_month or self.by_set_pos
        )


def parse_rule(text: str) -> Rule:
    """Return the rule a text stands for, with or without `RRULE:` before it.

    Accepted are FREQ from DAILY to YEARLY, INTERVAL 1 to 366, COUNT or UNTIL (its time of day
    is left aside), WKST, and at most eight values in all of BYDAY, BYMONTHDAY, BYYEARDAY,
    BYMONTH and BYSETPOS.

    Raises:
        InvalidInput: with the field `repeat`, for anything else and for a rule that never
            comes about, such as 30 February.
    """
    parts = _parts(text)
    rule = Rule(
        freq=parts["FREQ"],
        interval=_one(parts, "INTERVAL", 1, 366) or 1,
        count=_one(parts, "COUNT", 1, 9999),
        until=_until(parts.get("UNTIL")),
        by_day=_by_day(parts.get("BYDAY"), parts["FREQ"]),
        by_month_day=_numbers(parts, "BYMONTHDAY", 31, signed=True),
        by_year_day=_numbers(parts, "BYYEARDAY", 366, signed=True),
        by_month=_numbers(parts, "BYMONTH", 12, signed=False),
        by_set_pos=_numbers(parts, "BYSETPOS", 366, signed=True),
        week_start=_week_start(parts.get("WKST")),
    )
    _check(rule)
    return rule


def _parts(text: str) -> dict[str, str]:
    typed = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    parts: dict[str, str] = {}
    for part in typed.split(";"):
        key, equals, value = part.strip().partition("=")
        if not equals or not value:
            raise _refused(_("“{part}” is not a part of a repeat rule.").format(part=part[:40]))
        if key not in _KEYS:
            raise _refused(
                _("{part} is a part of repeat rules that this program does not follow.").format(
                    part=key[:40]
                )
            )
        if key in parts:
            raise _refused(_("{part} stands twice in the rule.").format(part=key))
        parts[key] = value.strip()
    if parts.get("FREQ") not in _FREQUENCIES:
        raise _refused(_("FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY."))
    return parts


def _check(rule: Rule) -> None:
    if rule.count is not None and rule.until is not None:
        raise _refused(_("A rule ends by COUNT or by UNTIL, not by both."))
    values = (rule.by_day, rule.by_month_day, rule.by_year_day, rule.by_month, rule.by_set_pos)
    if sum(map(len, values)) > MOST_BY_VALUES:
        raise _refused(
            _("A rule may name at most {n} days, months and places.").format(n=MOST_BY_VALUES)
        )
    if rule.by_year_day and rule.freq != "YEARLY":
        raise _refused(_("BYYEARDAY goes with FREQ=YEARLY only."))
    if rule.by_month_day and rule.freq == "WEEKLY":
        raise _refused(_("BYMONTHDAY does not go with FREQ=WEEKLY."))
    if rule.by_set_pos and not (rule.by_day or rule.by_month_day or rule.by_year_day):
        raise _refused(_("BYSETPOS needs days to choose from."))
    # Whether a day of this kind exists at all does not hang on the interval or the end.
    tried = Rule(
        rule.freq, 1, None, None,
        rule.by_day, rule.by_month_day, rule.by_year_day, rule.by_month, rule.by_set_pos,
        rule.week_start,
    )  # fmt: skip
    if next(occurrences(tried, _TRIED_FROM, _TRIED_FROM), None) is None:
        raise _refused(_("This rule would not come round once in five years."))


def occurrences(rule: Rule, anchor: date, start: date) -> Iterator[date]:
    """Yield the days of the rule from `start` on, in order, counted from its anchor.

    It gives up after 10,000 rounds, and when five years and nine rounds bring nothing.
    """
    left = rule.count
    # What is counted has to be counted from the beginning.
    skipped = 0 if left is not None else _rounds_before(rule, anchor, start)
    latest, empty_rounds = max(anchor, start), 0
    for number in range(skipped, skipped + MOST_STEPS):
        days = _round(rule, anchor, number)
        if days is None:
            return
        first, chosen = days
        empty_rounds += 1
        if first > latest + HORIZON and empty_rounds > _EMPTY_ROUNDS:
            return
        for day in chosen:
            if day < anchor:
                continue
            if (rule.until is not None and day > rule.until) or left == 0:
                return
            if left is not None:
                left -= 1
            if day >= start:
                latest, empty_rounds = day, 0
                yield day


def _rounds_before(rule: Rule, anchor: date, start: date) -> int:
    if start <= anchor:
        return 0
    if rule.freq in {"DAILY", "WEEKLY"}:
        days = (start - anchor).days
        return max(0, days // ((7 if rule.freq == "WEEKLY" else 1) * rule.interval) - 1)
    months = (start.year - anchor.year) * 12 + start.month - anchor.month
    return max(0, months // ((12 if rule.freq == "YEARLY" else 1) * rule.interval) - 1)


def _round(rule: Rule, anchor: date, number: int) -> tuple[date, list[date]] | None:
    """Return the first day of the nth round and the days chosen in it; None past the calendar."""
    step = number * rule.interval
    try:
        if rule.is_plain:
            return _plain_round(rule, anchor, step)
        if rule.freq == "DAILY":
            first, length = anchor + timedelta(days=step), 1
        elif rule.freq == "WEEKLY":
            into_week = (anchor.weekday() - rule.week_start) % 7
            first, length = anchor + timedelta(days=7 * step - into_week), 7
        elif rule.freq == "MONTHLY":
            first = add_months(anchor.replace(day=1), step)
            length = days_in_month(first.year, first.month)
        else:
            first = date(anchor.year + step, 1, 1)
            length = 337 + days_in_month(first.year, 2)
        if first > LAST_DAY:
            return None
        span = [first + timedelta(days=place) for place in range(length)]
    except (ValueError, OverflowError):
        return None
    chosen = [day for day in span if _fits(rule, day, anchor)]
    return first, _at_places(chosen, rule.by_set_pos)


def _plain_round(rule: Rule, anchor: date, step: int) -> tuple[date, list[date]] | None:
    # A month too short for the anchor's day has its last day instead.
    if rule.freq in {"DAILY", "WEEKLY"}:
        day = anchor + timedelta(days=step * (7 if rule.freq == "WEEKLY" else 1))
    else:
        day = add_months(anchor, step * (12 if rule.freq == "YEARLY" else 1))
    return (day, [day]) if day <= LAST_DAY else None


def _fits(rule: Rule, day: date, anchor: date) -> bool:
    if rule.by_month and day.month not in rule.by_month:
        return False
    names_days = bool(rule.by_day or rule.by_month_day or rule.by_year_day)
    if not names_days:
        return rule.freq == "DAILY" or _is_anchors_day(rule, day, anchor)
    if rule.by_year_day:
        number, length = day.timetuple().tm_yday, 337 + days_in_month(day.year, 2)
        if number not in rule.by_year_day and number - length - 1 not in rule.by_year_day:
            return False
    if rule.by_month_day:
        length = days_in_month(day.year, day.month)
        if day.day not in rule.by_month_day and day.day - length - 1 not in rule.by_month_day:
            return False
    return not rule.by_day or any(_is_nth(rule, day, *named) for named in rule.by_day)


def _is_anchors_day(rule: Rule, day: date, anchor: date) -> bool:
    """Say whether a rule that names months only means this day of them."""
    if rule.freq == "WEEKLY":
        return day.weekday() == anchor.weekday()
    return day.day == min(anchor.day, days_in_month(day.year, day.month))


def _is_nth(rule: Rule, day: date, nth: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    if nth == 0:
        return True
    if rule.freq == "MONTHLY" or rule.by_month:
        place, length = day.day, days_in_month(day.year, day.month)
    else:
        place, length = day.timetuple().tm_yday, 337 + days_in_month(day.year, 2)
    return nth in {(place - 1) // 7 + 1, -((length - place) // 7 + 1)}


def _at_places(days: list[date], places: tuple[int, ...]) -> list[date]:
    if not places:
        return days
    count = len(days)
    indexes = {place - 1 if place > 0 else count + place for place in places}
    return [day for index, day in enumerate(days) if index in indexes]


def _one(parts: dict[str, str], key: str, least: int, most: int) -> int | None:
    value = parts.get(key)
    if value is None:
        return None
    if not _NUMBER.fullmatch(value) or not least <= int(value) <= most:
        raise _refused(
            _("{part} must be a number from {least} to {most}.").format(
                part=key, least=least, most=most
            )
        )
    return int(value)


def _numbers(parts: dict[str, str], key: str, most: int, *, signed: bool) -> tuple[int, ...]:
    value = parts.get(key)
    if value is None:
        return ()
    numbers: set[int] = set()
    for text in value.split(","):
        good = _NUMBER.fullmatch(text.strip())
        number = int(text) if good else 0
        if not 1 <= abs(number) <= most or (number < 0 and not signed):
            raise _refused(
                _("“{text}” is not a number that {part} can have.").format(text=text[:20], part=key)
            )
        numbers.add(number)
    return tuple(sorted(numbers))


def _by_day(value: str | None, freq: str) -> tuple[tuple[int, int], ...]:
    if value is None:
        return ()
    most = {"MONTHLY": 5, "YEARLY": 53}.get(freq, 0)
    days: set[tuple[int, int]] = set()
    for text in value.split(","):
        match = _BY_DAY.fullmatch(text.strip())
        nth = int(match[1] or 0) if match else 0
        if match is None or abs(nth) > most or (match[1] is not None and nth == 0):
            raise _refused(
                _("“{text}” is not a weekday that BYDAY can have here.").format(text=text[:20])
            )
        days.add((nth, _WEEKDAYS.index(match[2])))
    return tuple(sorted(days))


def _week_start(value: str | None) -> int:
    if value is None:
        return 0
    if value not in _WEEKDAYS:
        raise _refused(_("WKST must be one of {days}.").format(days=", ".join(_WEEKDAYS)))
    return _WEEKDAYS.index(value)


def _until(value: str | None) -> date | None:
    if value is None:
        return None
    match = _UNTIL.fullmatch(value)
    try:
        return date.fromisoformat(match[1] if match else value)
    except ValueError as error:
        raise _refused(_("UNTIL must be a day like 20271231.")) from error


def _refused(text: str) -> InvalidInput:
    return InvalidInput("repeat", text, _("Write daily, weekly, monthly, yearly, every 3 weeks."))
