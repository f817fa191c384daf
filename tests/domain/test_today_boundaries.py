"""What the boundaries of a plan, and putting something right, hold back of a person's card."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain.person_facts import (
    NewPost,
    OpenFollowUp,
    OpenPromise,
    OwedReply,
    PersonFacts,
    Reason,
)
from relationship_journal.domain.today import card_of

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
TODAY = NOW.date()
LONG_AGO = NOW - timedelta(days=400)


def person(**facts):
    given_facts = {
        "contact_id": 1,
        "name": "Ana",
        "name_key": "ana",
        "circle_place": 0,
        "cadence_days": 14,
        "cooldown_days": 3,
        "created_at": LONG_AGO,
        "counts_from": LONG_AGO,
    }
    return PersonFacts(**(given_facts | facts))


POST = NewPost(5, "On quiet gardens", "https://a.example/", NOW - timedelta(hours=2))
OWED = OwedReply(7, NOW - timedelta(days=1), "Did you read it?")
PROMISE = OpenPromise(8, "the link", TODAY, NOW - timedelta(days=4))
STEP = OpenFollowUp(9, "call", TODAY)
WROTE = tuple(NOW - timedelta(days=days) for days in (5, 12, 40))


def reason(**facts):
    card = card_of(person(**facts), NOW, UTC)
    return None if card is None else (card.reason, card.more)


def test_a_post_and_the_silence_wait_while_the_number_is_reached():
    facts = {"posts": (POST,), "own_moments": WROTE}
    assert reason(**facts) == (Reason.POST, 1)
    assert reason(**facts, at_most=3) == (Reason.POST, 1)
    assert reason(**facts, at_most=2) is None


def test_an_answer_a_promise_and_a_step_come_whatever_the_boundaries():
    facts = {"at_most": 0, "quiet_until": date(2027, 6, 1), "posts": (POST,)}
    assert reason(**facts) is None
    assert reason(**facts, owed=OWED) == (Reason.REPLY, 0)
    assert reason(**facts, promises=(PROMISE,)) == (Reason.PROMISE, 0)
    assert reason(**facts, follow_ups=(STEP,)) == (Reason.FOLLOW_UP, 0)


def test_until_it_is_put_right_only_the_check_their_words_and_promises_come():
    check = OpenFollowUp(10, "Look in again", TODAY)
    facts = {"making_up_until": TODAY + timedelta(days=1), "check_id": 10, "posts": (POST,)}
    assert reason(**facts, follow_ups=(STEP,)) is None
    assert reason(**facts, follow_ups=(STEP, check)) == (Reason.FOLLOW_UP, 0)
    assert reason(**facts, owed=OWED, promises=(PROMISE,)) == (Reason.REPLY, 1)
    over = facts | {"making_up_until": TODAY}
    assert reason(**over, follow_ups=(STEP,)) == (Reason.FOLLOW_UP, 2)


@given(
    at_most=st.none() | st.integers(0, 4),
    quiet_days=st.none() | st.integers(-30, 90),
    wrote=st.lists(st.integers(0, 60), max_size=6),
    making_up=st.none() | st.integers(-3, 7),
)
def test_no_boundary_ever_blocks_answering(at_most, quiet_days, wrote, making_up):
    card = card_of(
        person(
            owed=OWED,
            at_most=at_most,
            quiet_until=None if quiet_days is None else TODAY + timedelta(days=quiet_days),
            own_moments=tuple(OWED.at - timedelta(days=days) for days in wrote),
            making_up_until=None if making_up is None else TODAY + timedelta(days=making_up),
        ),
        NOW,
        UTC,
    )
    assert card is not None
    assert (card.reason, card.id) == (Reason.REPLY, 7)


@pytest.mark.parametrize("at_most", [None, 0, 1, 5])
def test_without_anything_due_no_boundary_makes_a_card(at_most):
    assert reason(at_most=at_most, last_spoke_at=NOW, own_moments=(NOW,)) is None
