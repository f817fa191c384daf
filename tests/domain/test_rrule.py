"""RRULE in whole days, held against dateutil."""

import time
from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from relationship_journal.domain.rrule import occurrences, parse_rule
from relationship_journal.errors import InvalidInput


def days(text, anchor, count=6, start=None):
    rule = parse_rule(text)
    return [d.isoformat() for d in islice(occurrences(rule, anchor, start or anchor), count)]


def theirs(text, anchor, count):
    begin = datetime.combine(anchor, datetime.min.time())
    return [when.date().isoformat() for when in islice(rrulestr(text, dtstart=begin), count)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,WE", "2026-11-23 2026-11-25 2026-11-30 2026-12-02"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27 2026-12-25 2027-01-29 2027-02-26"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
            "2026-11-30 2026-12-31 2027-01-31 2027-02-28",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-12-31 2027-01-31 2027-03-31 2027-05-31"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29 2032-02-29 2036-02-29 2040-02-29"),
        ("FREQ=DAILY;INTERVAL=10;COUNT=2", "2026-11-23 2026-12-03"),
        ("FREQ=DAILY;UNTIL=20261124T225959Z", "2026-11-23 2026-11-24"),
        ("FREQ=YEARLY;BYYEARDAY=-1", "2026-12-31 2027-12-31 2028-12-31 2029-12-31"),
    ],
)
def test_rules_give_their_days(rule, expected):
    assert days(rule, date(2026, 11, 23), 4) == expected.split()


def test_a_rule_that_names_no_day_keeps_the_end_of_the_month():
    assert days("FREQ=MONTHLY;COUNT=4", date(2026, 1, 31)) == [
        "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30",
    ]  # fmt: skip
    assert days("FREQ=YEARLY;BYMONTH=2,4", date(2026, 1, 31), 3) == [
        "2026-02-28", "2026-04-30", "2027-02-28",
    ]  # fmt: skip


def test_29_february_is_found_across_2100():
    assert days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2096, 1, 1), 2) == [
        "2096-02-29", "2104-02-29",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=20",
        "FREQ=HOURLY",
        "FREQ=SECONDLY;BYSECOND=1",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=367",
        "FREQ=DAILY;INTERVAL=99999999999999999999",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=3;UNTIL=20270101",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=DAILY;UNTIL=20271332",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYYEARDAY=3",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=-1",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=MONTHLY;BYSETPOS=1",
        "FREQ=WEEKLY;WKST=XX",
        "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9",
        "INTERVAL=2",
        "FREQ=",
        "FREQ",
        "",
        ";;;",
    ],
)
def test_what_is_not_followed_is_refused_quickly(rule):
    began = time.perf_counter()
    with pytest.raises(InvalidInput) as caught:
        parse_rule(rule)
    assert caught.value.field == "repeat"
    assert time.perf_counter() - began < 1


def test_rules_that_stay_empty_end_quickly():
    began = time.perf_counter()
    rule = parse_rule("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29")
    assert next(occurrences(rule, date(2027, 1, 1), date(2027, 1, 1)), None) is None
    daily = parse_rule("FREQ=DAILY;BYMONTH=1;BYMONTHDAY=1;COUNT=9999")
    assert len(list(occurrences(daily, date(1995, 1, 1), date(1995, 1, 1)))) < 9999
    assert time.perf_counter() - began < 2


weekdays = st.lists(
    st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=4
)
nth_weekdays = st.lists(
    st.tuples(st.sampled_from([-2, -1, 1, 2, 3, 4]), st.sampled_from(["MO", "WE", "SA"])).map(
        lambda pair: f"{pair[0]}{pair[1]}"
    ),
    min_size=1,
    max_size=2,
)
month_days = st.lists(st.integers(-31, 31).filter(bool), min_size=1, max_size=3)
months = st.lists(st.integers(1, 12), min_size=1, max_size=3)


@st.composite
def rules(draw):
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={freq}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 5))}")
    by_day = draw(weekdays if freq in {"DAILY", "WEEKLY"} else weekdays | nth_weekdays)
    named = draw(st.sampled_from(["day", "month day", "both"]))
    if named != "month day" or freq == "WEEKLY":
        parts.append(f"BYDAY={','.join(by_day)}")
    if named != "day" and freq != "WEEKLY":
        parts.append(f"BYMONTHDAY={','.join(map(str, draw(month_days)))}")
    if draw(st.booleans()):
        parts.append(f"BYMONTH={','.join(map(str, draw(months)))}")
    # Of the anchor's own week dateutil counts places from the anchor, RFC 5545 from its start.
    if draw(st.booleans()) and freq in {"MONTHLY", "YEARLY"}:
        parts.append(f"BYSETPOS={draw(st.sampled_from([1, 2, -1]))}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(['SU', 'MO', 'WE']))}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 7))}")
    return ";".join(parts)


@given(rules(), st.dates(date(1995, 1, 1), date(2100, 1, 1)))
def test_our_days_are_dateutils_days(text, anchor):
    try:
        ours = days(text, anchor, 5)
    except InvalidInput:
        assume(False)
    if len(ours) == 5 or "COUNT" in text:
        found = theirs(f"{text};COUNT={max(len(ours), 1)}" if "COUNT" not in text else text,
                       anchor, len(ours))  # fmt: skip
        assert ours == found


@given(rules(), st.dates(date(1995, 1, 1), date(2100, 1, 1)), st.integers(0, 2000))
def test_looking_from_a_later_day_finds_the_same_days(text, anchor, later):
    try:
        rule = parse_rule(text)
    except InvalidInput:
        assume(False)
    start = anchor + timedelta(days=later)
    from_start = list(islice(occurrences(rule, anchor, start), 3))
    walked = list(islice((day for day in occurrences(rule, anchor, anchor) if day >= start), 3))
    # Looking from later on sees further; it never sees anything else.
    assert from_start[: len(walked)] == walked


@given(rules())
def test_a_rules_text_means_the_rule(text):
    try:
        rule = parse_rule(text)
    except InvalidInput:
        assume(False)
    assert parse_rule(str(rule)) == rule
    assert parse_rule(f"rrule:{str(rule).lower()}") == rule
