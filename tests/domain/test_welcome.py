from datetime import date

import pytest

from relationship_journal.domain import welcome as rules
from relationship_journal.domain.codes import Channel, Outcome
from relationship_journal.domain.welcome import Tally, Tried

YES, NO, OPEN = Outcome.ANSWERED, Outcome.NO_ANSWER, Outcome.UNKNOWN


def tried(channel, length, *outcomes):
    return [Tried(channel, length, one) for one in outcomes]


def test_answers_are_counted_by_kind_and_what_is_not_known_is_left_out():
    entries = [
        *tried(Channel.COMMENT, 400, YES, YES, YES, YES, YES, YES, YES, NO, NO, OPEN),
        *tried(Channel.COMMENT, 20, NO, NO),
        *tried(Channel.LINK, 900, YES, NO, NO, NO, NO),
    ]
    assert [rules.sentence(one) for one in rules.tallies(entries)] == [
        "Long comments: answered 7 of 9",
        "Links to their posts: answered 1 of 5",
        "Short comments: too early to say",
    ]


@pytest.mark.parametrize(("known", "is_enough"), [(1, False), (4, False), (5, True)])
def test_fewer_than_five_say_nothing(known, is_enough):
    tally = Tally(Channel.EMAIL, False, known, known)
    assert tally.is_enough == is_enough
    assert ("too early to say" in rules.sentence(tally)) != is_enough


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("length", [0, 279, 280, 5000])
def test_every_kind_has_its_words_and_no_rate(channel, length):
    (tally,) = rules.tallies(tried(channel, length, *[YES] * 6))
    words = rules.sentence(tally)
    assert words.endswith("answered 6 of 6")
    assert "%" not in words


def test_nothing_tried_is_nothing_to_say():
    assert rules.tallies(tried(Channel.COMMENT, 10, OPEN, OPEN)) == []


@pytest.mark.parametrize(
    ("day", "is_old"), [(date(2026, 11, 23), False), (date(2025, 11, 23), False),
                        (date(2025, 11, 22), True)]
)  # fmt: skip
def test_what_was_seen_more_than_a_year_ago_is_old(day, is_old):
    assert rules.is_old(day, date(2026, 11, 23)) == is_old
