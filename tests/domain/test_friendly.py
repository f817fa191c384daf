"""Dates as a person says them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain import friendly

VIENNA = ZoneInfo("Europe/Vienna")
MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(1995, 1, 1), date(2100, 12, 31))


def before(**spans):
    return MONDAY - timedelta(**spans)


def after(**spans):
    return MONDAY + timedelta(**spans)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (MONDAY, "today"),
        (before(days=1), "yesterday"),
        (before(days=2), "2 days ago"),
        (before(days=16), "16 days ago"),
        (before(days=20), "20 days ago"),
        (before(weeks=3), "3 weeks ago"),
        (before(weeks=9), "9 weeks ago"),
        (before(days=69), "9 weeks ago"),
        (before(days=70), "2 months ago"),
        (date(2026, 6, 23), "5 months ago"),
        (date(2025, 12, 24), "10 months ago"),
        (date(2025, 11, 24), "11 months ago"),
        (date(2025, 11, 23), "last year"),
        (date(2025, 1, 1), "last year"),
        (date(2024, 12, 31), "2 years ago"),
        (date(2023, 1, 1), "3 years ago"),
        (None, "never"),
        (after(days=1), "tomorrow"),
    ],
)
def test_how_long_ago(day, words):
    assert friendly.ago(day, MONDAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (MONDAY, "today"),
        (after(days=1), "tomorrow"),
        (after(days=2), "Wed 25"),
        (after(days=4), "Fri 27"),
        (after(days=6), "Sun 29"),
        (after(days=7), "next week"),
        (after(days=13), "next week"),
        (after(days=14), "in 2 weeks"),
        (after(weeks=6), "in 6 weeks"),
        (after(days=69), "in 9 weeks"),
        (after(days=70), "in 2 months"),
        (date(2027, 11, 22), "in 11 months"),
        (date(2027, 11, 23), "next year"),
        (date(2029, 1, 1), "in 3 years"),
        (before(days=3), "3 days ago"),
    ],
)
def test_how_far_ahead(day, words):
    assert friendly.ahead(day, MONDAY) == words


def test_on_a_sunday_next_week_is_the_calendars():
    sunday = date(2026, 11, 29)
    assert friendly.ahead(date(2026, 12, 6), sunday) == "next week"
    assert friendly.ahead(date(2026, 12, 7), sunday) == "in 2 weeks"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (MONDAY, "today"),
        (before(days=1), "yesterday"),
        (after(days=1), "tomorrow"),
        (before(days=5), "Wed 18 Nov"),
        (after(days=4), "Fri 27 Nov"),
        (date(2026, 11, 7), "7 Nov"),
        (date(2024, 9, 13), "13 Sep 2024"),
    ],
)
def test_a_day_beside_a_line(day, words):
    assert friendly.day_label(day, MONDAY) == words


def test_dates_in_full_and_in_headings():
    now = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    evening = datetime(2026, 11, 22, 17, 5, tzinfo=UTC)
    night = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
    assert friendly.full_date(MONDAY) == "Monday, 23 November 2026"
    assert friendly.full_instant(now, VIENNA) == "Monday, 23 November 2026, 10:30"
    assert friendly.heading(MONDAY, MONDAY) == "Monday, 23 November"
    assert friendly.heading(date(2027, 5, 1), MONDAY) == "Saturday, 1 May 2027"
    assert friendly.month_heading(MONDAY, MONDAY) == "November"
    assert friendly.month_heading(date(2024, 11, 2), MONDAY) == "November 2024"
    assert friendly.about(date(2026, 12, 5), MONDAY) == "about 5 December"
    assert friendly.about(date(2027, 1, 5), MONDAY) == "about 5 January 2027"
    assert friendly.moment_label(evening, now, VIENNA) == "yesterday at 18:05"
    assert friendly.moment_label(night, now, VIENNA) == "today at 1:30"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "No plan"),
        (0, "No plan"),
        (1, "every day"),
        (5, "about every 5 days"),
        (7, "about every week"),
        (10, "about every 10 days"),
        (14, "about every 2 weeks"),
        (28, "about every 4 weeks"),
        (30, "about every month"),
        (45, "about every 6 weeks"),
        (61, "about every 2 months"),
        (63, "about every 9 weeks"),
        (90, "about every 3 months"),
        (120, "about every 4 months"),
        (365, "about every year"),
        (730, "about every 2 years"),
    ],
)
def test_the_wished_distance(days, words):
    assert friendly.cadence_label(days) == words


@given(DAYS, DAYS)
def test_every_day_has_friendly_words(day, today):
    labels = [
        friendly.ago(day, today), friendly.ahead(day, today), friendly.day_label(day, today),
        friendly.heading(day, today), friendly.month_heading(day, today), friendly.full_date(day),
    ]  # fmt: skip
    for label in labels:
        assert label
        assert "!" not in label
        assert "{" not in label
        assert not label.startswith(("0 ", "in 0 ", "-"))


@given(st.integers(1, 4000))
def test_every_distance_has_words(days):
    label = friendly.cadence_label(days)
    assert "every" in label
    assert " 0 " not in label
    assert " 1 " not in label
