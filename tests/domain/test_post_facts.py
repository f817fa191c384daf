"""When a post counts from, and whether it is a return."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain.post_facts import (
    counts_from,
    expires_at,
    is_back_after_silence,
)

SEEN = datetime(2026, 11, 23, 12, tzinfo=UTC)
INSTANTS = st.integers(-80_000, 80_000).map(lambda hours: SEEN + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (None, SEEN),
        (datetime(1994, 12, 31, tzinfo=UTC), SEEN),
        (datetime(1995, 1, 1, tzinfo=UTC), datetime(1995, 1, 1, tzinfo=UTC)),
        (SEEN - timedelta(days=3), SEEN - timedelta(days=3)),
        (SEEN + timedelta(minutes=15), SEEN + timedelta(minutes=15)),
        (SEEN + timedelta(days=7), SEEN + timedelta(days=7)),
        (SEEN + timedelta(days=7, seconds=1), SEEN),
        (datetime(2099, 1, 1, tzinfo=UTC), SEEN),
    ],
)
def test_a_post_counts_from_its_date_where_that_can_be_believed(published, expected):
    assert counts_from(published, SEEN) == expected


@given(published=st.none() | INSTANTS, seen=INSTANTS)
def test_no_post_counts_from_more_than_a_week_after_it_was_seen(published, seen):
    assert counts_from(published, seen) <= seen + timedelta(days=7)


def test_a_short_post_expires_sooner():
    assert expires_at(SEEN, is_micro=True) < expires_at(SEEN, is_micro=False)


@pytest.mark.parametrize(
    ("days", "is_back"),
    [
        ([0, 60, 67, 74, 81], True),
        ([0, 20, 27, 34, 41], False),
        ([0, 21, 28, 35, 42], True),
        ([0, 5, 5.1, 5.2, 5.3], False),  # somebody who writes every hour, and slept
        ([0, 60, 67], False),
        ([], False),
    ],
)
def test_a_return_is_three_times_the_usual_gap_and_a_week(days, is_back):
    assert is_back_after_silence([SEEN - timedelta(days=day) for day in days]) == is_back
