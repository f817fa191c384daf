from datetime import date

import pytest

from relationship_journal.domain import approach as rules
from relationship_journal.domain.approach import Plan, Said
from relationship_journal.domain.codes import Channel

DM, EMAIL, FORUM, COMMENT = Channel.DM, Channel.EMAIL, Channel.FORUM, Channel.COMMENT
EARLY, LATE = date(2026, 12, 1), date(2027, 1, 10)


@pytest.mark.parametrize("field", rules.DESCRIBING)
@pytest.mark.parametrize(
    ("own", "circle", "held"),
    [
        ("", "", ()),
        ("mine", "", (Said("mine", False),)),
        ("", "theirs", (Said("theirs", True),)),
        ("mine", "theirs", (Said("mine", False),)),
        ("  ", "theirs", (Said("theirs", True),)),
    ],
)
def test_words_that_describe_are_replaced_by_the_persons_own(field, own, circle, held):
    assert rules.said(field, Plan(**{field: own}), Plan(**{field: circle})) == held


@pytest.mark.parametrize("field", rules.LIMITING)
@pytest.mark.parametrize(
    ("own", "circle", "held"),
    [
        ("mine", "", (Said("mine", False),)),
        ("", "theirs", (Said("theirs", True),)),
        ("mine", "theirs", (Said("mine", False), Said("theirs", True))),
        ("same", "same", (Said("same", False),)),
    ],
)
def test_words_that_limit_add_up(field, own, circle, held):
    assert rules.said(field, Plan(**{field: own}), Plan(**{field: circle})) == held


@pytest.mark.parametrize(
    ("own", "circle", "at_most"),
    [(None, None, None), (2, None, 2), (None, 3, 3), (2, 3, 2), (3, 2, 2), (0, 5, 0), (5, 0, 0)],
)
def test_of_two_numbers_the_smaller_holds(own, circle, at_most):
    assert rules.limits(Plan(at_most=own), Plan(at_most=circle)).at_most == at_most


@pytest.mark.parametrize(
    ("own", "circle", "until"),
    [(None, None, None), (EARLY, None, EARLY), (None, EARLY, EARLY), (EARLY, LATE, LATE),
     (LATE, EARLY, LATE)],
)  # fmt: skip
def test_of_two_days_the_later_holds(own, circle, until):
    assert rules.limits(Plan(quiet_until=own), Plan(quiet_until=circle)).quiet_until == until


@pytest.mark.parametrize(("own", "circle"), [(False, False), (True, False), (False, True)])
def test_either_of_the_two_keeps_a_name_out_of_public(own, circle):
    held = rules.limits(Plan(is_not_named=own), Plan(is_not_named=circle))
    assert held.is_not_named == (own or circle)


@pytest.mark.parametrize(
    ("own", "circle", "out", "is_fine"),
    [
        (Plan(), Plan(), set(), set()),
        (Plan(channels_out=frozenset({DM})), Plan(), {DM}, set()),
        (Plan(), Plan(channels_out=frozenset({DM})), {DM}, set()),
        (Plan(channels_out=frozenset({DM})), Plan(channels_out=frozenset({FORUM})), {DM, FORUM},
         set()),
        (Plan(channels_fine=frozenset({EMAIL, DM})), Plan(channels_fine=frozenset({EMAIL})),
         set(rules.WAYS) - {EMAIL}, {EMAIL}),
        (Plan(channels_fine=frozenset({DM})), Plan(channels_out=frozenset({DM})),
         set(rules.WAYS), set()),
        (Plan(channels_fine=frozenset({DM})), Plan(channels_fine=frozenset({EMAIL})),
         set(rules.WAYS), set()),
    ],
)  # fmt: skip
def test_a_channel_is_fine_only_where_both_call_it_so(own, circle, out, is_fine):
    assert rules.limits(own, circle).ruled_out == out
    assert rules.fine(own, circle) == is_fine


def test_a_list_of_fine_channels_says_nothing_of_links_and_mentions():
    held = rules.limits(Plan(channels_fine=frozenset({EMAIL})), Plan())
    assert not held.ruled_out & {Channel.LINK, Channel.MENTION, Channel.OTHER, EMAIL}


@pytest.mark.parametrize(
    ("field", "own", "circle", "is_from_circle"),
    [
        ("how", Plan(how="a"), Plan(how="b"), False),
        ("how", Plan(), Plan(how="b"), True),
        ("avoid", Plan(avoid="a"), Plan(avoid="b"), True),
        ("at_most", Plan(at_most=2), Plan(at_most=3), False),
        ("at_most", Plan(at_most=3), Plan(at_most=2), True),
        ("quiet_until", Plan(quiet_until=LATE), Plan(quiet_until=EARLY), False),
        ("is_not_named", Plan(), Plan(is_not_named=True), True),
        ("is_not_named", Plan(is_not_named=True), Plan(is_not_named=True), False),
        ("channels_out", Plan(channels_out=frozenset({DM})), Plan(), False),
        ("channels_out", Plan(), Plan(channels_fine=frozenset({DM})), True),
    ],
)
def test_it_is_told_what_comes_from_the_circle(field, own, circle, is_from_circle):
    assert rules.is_from_circle(field, own, circle) == is_from_circle


@pytest.mark.parametrize(
    ("own", "circle", "lines"),
    [
        (Plan(), Plan(), ("", "")),
        (Plan(how="Slow and exact.\nMore."), Plan(how="By name"), ("Slow and exact.", "")),
        (Plan(), Plan(receptive="corrections"), ("Receptive to: corrections", "")),
        (Plan(avoid="Mondays"), Plan(), ("", "Not receptive to: Mondays.")),
        (
            Plan(how="Slow", channels_out=frozenset({DM}), at_most=2, boundaries="No favours"),
            Plan(avoid="Go"),
            (
                "Slow",
                "No direct messages. At most twice a month. Not receptive to: Go. No favours.",
            ),
        ),
        (Plan(avoid="Mondays"), Plan(avoid="praise"), ("", "Not receptive to: Mondays. praise.")),
    ],
)  # fmt: skip
def test_two_lines_stand_for_a_plan(own, circle, lines):
    assert rules.lines(own, circle) == lines


def test_a_plan_with_nothing_in_it_is_empty():
    assert Plan().is_empty
    assert not Plan(at_most=0).is_empty
    assert not Plan(is_not_named=True).is_empty
