from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from relationship_journal.domain.birthday import parse_birthday
from relationship_journal.domain.next_up import NextKind, NextUp, next_up
from relationship_journal.domain.person_facts import (
    Answer,
    How,
    OpenFollowUp,
    OpenPromise,
    PersonFacts,
    Reason,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
ANA = PersonFacts(
    contact_id=1,
    name="Ana",
    name_key="ana",
    circle_place=0,
    cadence_days=None,
    cooldown_days=3,
    created_at=NOW - timedelta(days=100),
    counts_from=NOW - timedelta(days=100),
)


def test_without_a_plan_nothing_lies_next():
    assert next_up(ANA, NOW, UTC) is None


@pytest.mark.parametrize(("days", "is_told"), [(1, True), (14, True), (15, False), (0, False)])
def test_a_birthday_is_told_two_weeks_before(days, is_told):
    day = TODAY + timedelta(days=days)
    ana = replace(ANA, birthday=parse_birthday(f"--{day:%m-%d}"))
    assert next_up(ana, NOW, UTC) == (NextUp(NextKind.BIRTHDAY, day) if is_told else None)


def test_on_one_day_a_follow_up_goes_before_a_promise():
    day = date(2026, 11, 27)
    ana = replace(
        ANA,
        promises=(OpenPromise(1, "Book", day, NOW), OpenPromise(2, "Undated", None, NOW)),
        follow_ups=(OpenFollowUp(1, "Ring", day),),
    )
    assert next_up(ana, NOW, UTC) == NextUp(NextKind.FOLLOW_UP, day, "Ring")


def test_who_was_written_to_a_moment_ago_comes_when_the_silence_ends():
    """A cadence shorter than the rest after one's own entry."""
    spoke = NOW - timedelta(days=2)
    ana = replace(ANA, cadence_days=1, last_spoke_at=spoke, last_own_at=spoke)
    assert next_up(ana, NOW, UTC) == NextUp(NextKind.KEEP_IN_TOUCH, TODAY + timedelta(days=1))
    ana = replace(ana, unanswered=3)
    assert next_up(ana, NOW, UTC) == NextUp(NextKind.KEEP_IN_TOUCH, TODAY + timedelta(days=4))


def test_a_promise_put_off_comes_on_the_day_that_was_named():
    later = Answer(How.SNOOZE, NOW, Reason.PROMISE, 1, NOW + timedelta(days=5))
    ana = replace(ANA, promises=(OpenPromise(1, "Book", TODAY, NOW),), answers=(later,))
    assert next_up(ana, NOW, UTC) == NextUp(NextKind.PROMISE, TODAY + timedelta(days=5), "Book")
