"""Times of a day as they are typed."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.ui.models.clock_words import clock_text, parse_clock


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("21:00", time(21)),
        (" 8:05 ", time(8, 5)),
        ("21", time(21)),
        ("9.30", time(9, 30)),
        ("9h30", time(9, 30)),
        ("21h", time(21)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("9 pm", time(21)),
        ("9:15 P.M.", time(21, 15)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("0", time(0)),
        ("24:00", time(0)),
        ("٢١:٠٠", time(21)),
    ],
)
def test_a_time_is_understood_as_people_write_it(typed: str, meant: time) -> None:
    assert parse_clock(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", " ", "late", "25", "24:01", "9:60", "9:5", "13 pm", "0 am", "-1", "21:00:30", "²"]
)
def test_what_is_no_time_is_not_guessed(typed: str) -> None:
    assert parse_clock(typed) is None


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_what_is_shown_is_understood_again(at: time) -> None:
    assert parse_clock(clock_text(at)) == at
