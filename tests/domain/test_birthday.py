"""Birthdays and the days on which they are kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain.birthday import (
    Birthday,
    last_birthday,
    next_birthday,
    parse_birthday,
)
from relationship_journal.errors import InvalidInput


@pytest.mark.parametrize("typed", ["1984-02-29", "--02-29", "2001-12-31"])
def test_a_birthday_is_written_as_it_is_read(typed):
    assert str(parse_birthday(f" {typed} ")) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1985-02-29",
        "--02-30",
        "--13-01",
        "--00-10",
        "0000-01-01",
        "2026",
        "1984/02/29",
        "Feb 29",
    ],
)
def test_what_is_no_birthday_is_refused(typed):
    with pytest.raises(InvalidInput) as caught:
        parse_birthday(typed)
    assert caught.value.field == "birthday"


@pytest.mark.parametrize(
    ("birthday", "after", "expected"),
    [
        ("--02-29", "2026-11-23", "2027-02-28"),
        ("--02-29", "2027-02-28", "2028-02-29"),
        ("1984-02-29", "2026-02-27", "2026-02-28"),
        ("1984-11-23", "2026-11-23", "2027-11-23"),
        ("2030-05-01", "2026-11-23", "2031-05-01"),
        ("--06-01", "2200-11-23", None),
    ],
)
def test_the_next_birthday_comes_after(birthday, after, expected):
    got = next_birthday(parse_birthday(birthday), date.fromisoformat(after))
    assert got == (expected and date.fromisoformat(expected))


@pytest.mark.parametrize(
    ("birthday", "until", "expected"),
    [
        ("--02-29", "2027-02-28", "2027-02-28"),
        ("--02-29", "2028-02-28", "2027-02-28"),
        ("1984-11-23", "2026-11-22", "2025-11-23"),
        ("2026-03-01", "2026-11-23", None),
        ("--12-31", "1900-01-01", None),
    ],
)
def test_the_last_birthday_was_kept_before_or_today(birthday, until, expected):
    got = last_birthday(parse_birthday(birthday), date.fromisoformat(until))
    assert got == (expected and date.fromisoformat(expected))


def test_an_age_needs_a_year():
    assert Birthday(1984, 2, 29).age_on(date(2026, 2, 28)) == 42
    assert Birthday(None, 2, 29).age_on(date(2026, 2, 28)) is None


@given(st.dates(date(2000, 1, 1), date(2000, 12, 31)), st.dates(date(1995, 1, 1), date(2100, 1, 1)))
def test_there_is_a_birthday_every_year(born, today):
    birthday = Birthday(None, born.month, born.day)
    last, following = last_birthday(birthday, today), next_birthday(birthday, today)
    assert last <= today < following
    assert timedelta(364) <= following - last <= timedelta(367)
    assert following.year - last.year == 1
