"""Our repeats as RRULE: another calendar comes to the same days."""

from datetime import date, datetime, time

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from relationship_journal.domain.birthday import Birthday, last_birthday
from relationship_journal.domain.calendar_rule import birthday_rule, calendar_rule
from relationship_journal.domain.repeat import next_day, parse_repeat
from relationship_journal.domain.rrule import Rule, occurrences
from relationship_journal.domain.when import LAST_DAY


def theirs(rule, day, count):
    """Return the first days as dateutil, that is RFC 5545, has them."""
    found = rrulestr(rule, dtstart=datetime.combine(day, time()))
    days = (one.date() for one, _n in zip(found, range(count), strict=False))
    return [day for day in days if day <= LAST_DAY]


def ours(repeat, anchor, day, count):
    days = [day]
    while len(days) < count and (following := next_day(repeat, anchor, days[-1])) is not None:
        days.append(following)
    return days


@pytest.mark.parametrize(
    ("typed", "anchor", "rule"),
    [
        ("daily", date(2026, 1, 31), "FREQ=DAILY"),
        ("every 3 weeks", date(2026, 1, 31), "FREQ=WEEKLY;INTERVAL=3"),
        ("monthly", date(2026, 1, 28), "FREQ=MONTHLY"),
        ("monthly", date(2026, 1, 31), "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
        ("every 3 months", date(2026, 1, 29),
         "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29;BYSETPOS=-1"),
        ("yearly", date(2026, 5, 31), "FREQ=YEARLY"),
        ("yearly", date(2028, 2, 29), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"),
        ("FREQ=MONTHLY;BYDAY=-1FR", date(2026, 1, 30), "FREQ=MONTHLY;BYDAY=-1FR"),
    ],
)  # fmt: skip
def test_the_end_of_a_month_is_told_in_full(typed, anchor, rule):
    assert calendar_rule(parse_repeat(typed), anchor, anchor) == rule


@given(
    st.one_of(
        st.builds(
            lambda n, unit: f"every {n} {unit}s",
            st.integers(1, 40),
            st.sampled_from(["day", "week", "month", "year"]),
        ),
        st.sampled_from(
            [
                "FREQ=MONTHLY;COUNT=7", "FREQ=YEARLY;COUNT=4", "FREQ=YEARLY;BYMONTH=1,2,6",
                "FREQ=MONTHLY;BYMONTH=2,4;INTERVAL=1", "FREQ=WEEKLY;BYDAY=MO,TH;INTERVAL=2",
                "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;UNTIL=20301231", "FREQ=DAILY;BYMONTH=2",
            ]
        ),
    ),
    st.dates(date(2000, 1, 1), date(2030, 12, 31)),
    st.integers(0, 9),
)  # fmt: skip
def test_another_calendar_comes_to_the_same_days(typed, anchor, rounds):
    repeat = parse_repeat(typed)
    day = anchor
    if isinstance(repeat, Rule):  # what it counts from may be none of its days
        day = next(occurrences(repeat, anchor, anchor), anchor)
        assume(day == anchor)
    for _round in range(rounds):
        day = next_day(repeat, anchor, day) or day
    expected = ours(repeat, anchor, day, 9)
    rule = calendar_rule(repeat, anchor, day)
    assert ([day] if rule is None else theirs(rule, day, 9)) == expected


def test_the_last_day_of_a_rule_has_none():
    repeat = parse_repeat("FREQ=WEEKLY;COUNT=2")
    assert calendar_rule(repeat, date(2026, 1, 5), date(2026, 1, 5)) == "FREQ=WEEKLY;COUNT=2"
    assert calendar_rule(repeat, date(2026, 1, 5), date(2026, 1, 12)) is None


@given(st.dates(date(1904, 1, 1), date(2020, 12, 31)))
def test_a_birthday_is_kept_on_the_same_days_elsewhere(born):
    birthday = Birthday(born.year, born.month, born.day)
    for day in theirs(birthday_rule(birthday), born, 9)[1:]:
        assert last_birthday(birthday, day) == day
