from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain import boundaries
from relationship_journal.domain.approach import Limits
from relationship_journal.domain.codes import Channel
from relationship_journal.domain.person_facts import Reason

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("reason", Reason)
def test_a_number_that_is_reached_holds_back_posts_and_silence_alone(reason):
    held = boundaries.holds_back(reason, at_most=2, own_this_month=2, quiet_until=None, today=TODAY)
    assert held == (reason in {Reason.POST, Reason.QUIET})


@pytest.mark.parametrize("reason", Reason)
def test_quiet_until_a_day_never_holds_back_their_words_or_what_was_said(reason):
    facts = {"at_most": None, "own_this_month": 9, "quiet_until": TODAY + timedelta(days=1)}
    held = boundaries.holds_back(reason, **facts, today=TODAY)
    assert held == (reason in {Reason.POST, Reason.QUIET, Reason.DATE})
    assert not boundaries.holds_back(reason, **facts, today=TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("at_most", "own", "is_held"),
    [(1, 0, False), (1, 1, True), (0, 0, True), (None, 99, False), (3, 2, False)],
)
def test_the_number_is_the_most_there_may_be(at_most, own, is_held):
    held = boundaries.holds_back(
        Reason.QUIET, at_most=at_most, own_this_month=own, quiet_until=None, today=TODAY
    )
    assert held == is_held


@pytest.mark.parametrize(
    ("wrote", "again"),
    [
        (date(2026, 10, 23), date(2026, 11, 23)),
        (date(2026, 1, 31), date(2026, 3, 1)),
        (date(2026, 3, 31), date(2026, 5, 1)),
        (date(2026, 2, 28), date(2026, 3, 28)),
    ],
)
def test_a_month_ends_on_the_same_day_of_the_next(wrote, again):
    moments = (datetime(wrote.year, wrote.month, wrote.day, 12, tzinfo=UTC),)
    assert boundaries.may_again_on(moments, 1, UTC) == again
    assert boundaries.own_this_month(moments, again - timedelta(days=1), UTC) == 1
    assert boundaries.own_this_month(moments, again, UTC) == 0


@given(st.lists(st.integers(0, 200), max_size=12), st.integers(1, 4))
def test_the_first_day_with_room_is_just_that(days, at_most):
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    moments = tuple(start + timedelta(days=one) for one in days)
    day = boundaries.may_again_on(moments, at_most, UTC)
    if day is None:
        assert len(days) < at_most
        return
    assert boundaries.own_this_month(moments, day, UTC) < at_most
    newest = max(moments).date()
    for ahead in range((day - newest).days):
        between = newest + timedelta(days=ahead)
        assert boundaries.own_this_month(moments, between, UTC) >= at_most


def test_what_is_still_to_come_was_not_said_yet():
    later = datetime(2026, 11, 25, tzinfo=UTC)
    assert boundaries.own_this_month((later,), TODAY, UTC) == 0


@pytest.mark.parametrize(
    ("channel", "sentence"),
    [
        (Channel.DM, "You decided: no direct messages to Mara"),
        (Channel.EMAIL, "You decided: no e-mail to Mara"),
        (Channel.CALL, "You decided: no calls with Mara"),
        (Channel.FORUM, ""),
    ],
)
def test_a_channel_that_was_ruled_out_says_so(channel, sentence):
    held = Limits(ruled_out=frozenset({Channel.DM, Channel.EMAIL, Channel.CALL}))
    assert boundaries.refusal(channel, held, "Mara") == sentence


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_can_be_ruled_out_in_words(channel):
    words = boundaries.refusal(channel, Limits(ruled_out=frozenset({channel})), "Mara")
    assert words.startswith("You decided: no ")


@pytest.mark.parametrize(("count", "is_slow"), [(0, False), (2, False), (3, True), (4, True)])
def test_after_three_first_contacts_a_week_it_is_the_slow_lane(count, is_slow):
    assert boundaries.is_slow_lane(count) == is_slow
