"""Repeats as typed, and the day that comes next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain.repeat import (
    Every,
    Unit,
    next_after_completion,
    next_after_done,
    next_day,
    parse_repeat,
    repeat_label,
)
from relationship_journal.domain.rrule import Rule
from relationship_journal.errors import InvalidInput

DAYS = st.dates(date(1995, 1, 1), date(2100, 12, 31))
PLAIN = st.builds(Every, st.integers(1, 999), st.sampled_from(Unit))


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("daily", "daily"),
        ("Weekly", "weekly"),
        (" monthly ", "monthly"),
        ("YEARLY", "yearly"),
        ("every day", "daily"),
        ("every week", "weekly"),
        ("every 1 month", "monthly"),
        ("every  3   weeks", "every 3 weeks"),
        ("every 2 week", "every 2 weeks"),
        ("every 10 years", "every 10 years"),
        ("every 100 days", "every 100 days"),
        ("FREQ=WEEKLY;INTERVAL=2", "every 2 weeks"),
        ("RRULE:FREQ=MONTHLY", "monthly"),
        ("INTERVAL=3;FREQ=YEARLY;", "every 3 years"),
        ("rrule:freq=weekly;byday=we,mo", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=3"),
    ],
)
def test_a_repeat_is_read_and_written_as_typed(typed, canonical):
    assert str(parse_repeat(typed)) == canonical
    assert str(parse_repeat(canonical)) == canonical


@pytest.mark.parametrize(
    "typed",
    ["", "often", "every", "every 0 days", "every -1 days", "every 1000 weeks", "every fortnight",
     "every 999999999 days", "hourly", "FREQ=HOURLY", "x;freq=", "daily daily", "3 weeks",
     "\ud800", "d" * 9000],
)  # fmt: skip
def test_what_is_no_repeat_is_refused(typed):
    with pytest.raises(InvalidInput) as caught:
        parse_repeat(typed)
    assert caught.value.field == "repeat"


@pytest.mark.parametrize(
    ("typed", "anchor", "expected"),
    [
        ("monthly", "2026-01-31", "2026-02-28 2026-03-31 2026-04-30 2026-05-31"),
        ("monthly", "2028-01-31", "2028-02-29 2028-03-31"),
        ("every 2 months", "2026-12-31", "2027-02-28 2027-04-30 2027-06-30 2027-08-31"),
        ("yearly", "2024-02-29", "2025-02-28 2026-02-28 2027-02-28 2028-02-29"),
        ("every 3 weeks", "2026-10-05", "2026-10-26 2026-11-16"),
        ("daily", "2026-12-31", "2027-01-01 2027-01-02"),
        ("FREQ=WEEKLY;BYDAY=FR", "2026-11-24", "2026-11-27 2026-12-04"),
    ],
)
def test_the_next_days_remember_the_anchor(typed, anchor, expected):
    repeat, found = parse_repeat(typed), [day(anchor)]
    for _ in expected.split():
        found.append(next_day(repeat, day(anchor), found[-1]))
    assert [str(one) for one in found[1:]] == expected.split()


def test_missed_days_do_not_pile_up():
    weekly = parse_repeat("weekly")
    got = next_after_done(
        weekly, day("2026-01-05"), day("2026-01-12"), day("2026-09-10"), from_completion=False
    )
    assert got == day("2026-09-14")


def test_what_is_done_early_does_not_come_again_at_once():
    monthly = parse_repeat("monthly")
    got = next_after_done(
        monthly, day("2026-01-31"), day("2026-03-31"), day("2026-03-29"), from_completion=False
    )
    assert got == day("2026-04-30")


def test_from_completion_it_counts_from_the_day_it_was_done():
    got = next_after_done(
        parse_repeat("every 3 weeks"),
        day("2026-01-05"),
        day("2026-01-26"),
        day("2026-02-03"),
        from_completion=True,
    )
    assert got == day("2026-02-24")
    assert next_after_completion(parse_repeat("monthly"), day("2026-01-31")) == day("2026-02-28")


def test_a_counted_rule_ends_and_cannot_repeat_from_completion():
    rule = parse_repeat("FREQ=DAILY;COUNT=2")
    assert next_day(rule, day("2026-11-23"), day("2026-11-23")) == day("2026-11-24")
    assert next_day(rule, day("2026-11-23"), day("2026-11-24")) is None
    with pytest.raises(InvalidInput):
        parse_repeat("FREQ=DAILY;COUNT=2", from_completion=True)


def test_before_its_anchor_the_anchor_comes_next():
    assert next_day(parse_repeat("daily"), day("2026-11-23"), day("2026-01-01")) == day(
        "2026-11-23"
    )


def test_past_the_calendar_there_is_no_next_day():
    assert next_day(Every(999, Unit.YEAR), day("2026-11-23"), day("2026-11-23")) is None
    assert next_day(Every(999, Unit.MONTH), day("2190-11-23"), day("2190-11-23")) is None
    far = Every(999, Unit.YEAR)
    assert next_day(far, day("2026-11-23"), day("2200-01-01")) is None


def test_repeats_are_said_in_words():
    assert repeat_label(parse_repeat("weekly")) == "every week"
    assert repeat_label(parse_repeat("every 3 months")) == "every 3 months"
    assert "BYDAY=MO" in repeat_label(parse_repeat("FREQ=WEEKLY;BYDAY=MO"))


@given(PLAIN, DAYS, st.integers(0, 40_000))
def test_the_next_day_is_the_first_of_the_anchors_days(repeat, anchor, later):
    after = anchor + timedelta(days=later)
    got = next_day(repeat, anchor, after)
    walked, times = anchor, 0
    while walked <= after:
        times += 1
        try:
            walked = repeat.after(anchor, times)
        except (ValueError, OverflowError):
            assert got is None
            return
    assert got == (walked if walked <= date(2200, 12, 31) else None)


WORDS = st.from_regex(r"every [0-9]{1,4} (day|week|month|year)s?", fullmatch=True)
RRULES = st.from_regex(
    r"(RRULE:)?FREQ=(DAILY|MONTHLY)(;[A-Z]{4,10}=[-0-9A-Z,]{1,8}){0,3}", fullmatch=True
)


@given(st.text(max_size=30) | WORDS | RRULES)
def test_whatever_is_typed_is_a_repeat_or_refused(typed):
    try:
        repeat = parse_repeat(typed)
    except InvalidInput:
        return
    assert isinstance(repeat, Every | Rule)
    assert parse_repeat(str(repeat)) == repeat
    following = next_day(repeat, day("2026-11-23"), day("2026-11-23"))
    assert following is None or following > day("2026-11-23")
