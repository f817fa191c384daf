from datetime import date

import pytest

from relationship_journal.domain.approach import Plan
from relationship_journal.domain.codes import Channel
from relationship_journal.errors import InvalidInput, NotFound


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana", circle="Inner")


@pytest.fixture
def inner(core):
    return core.circles.by_name("Inner").id


def test_a_plan_holds_what_was_written_and_is_taken_back_by_name(core, inner):
    core.approach.set_for_circle(inner, how="By name", at_most=2)
    row = core.approach.of_circle(inner)
    assert (row.circle, row.plan) == ("Inner", Plan(how="By name", at_most=2))
    assert core.history.undo_label == "Change approach"
    core.history.undo()
    assert core.approach.of_circle(inner).plan.is_empty


def test_a_person_without_words_of_their_own_has_their_circles(core, ana, inner):
    core.approach.set_for_circle(inner, how="By name", channels_out=[Channel.DM])
    row = core.approach.of_person(ana)
    assert (row.own, row.of_circle.how, row.lines) == (
        Plan(), "By name", ("By name", "No direct messages."),
    )  # fmt: skip
    core.contacts.set_circle(ana, core.circles.by_name("Regular").id)
    assert core.approach.of_person(ana).lines == ("", "")


def test_the_last_word_taken_away_leaves_no_plan_of_their_own(core, ana, inner):
    core.approach.set_for_person(ana, how="Slow")
    assert [one.name for one in core.approach.with_their_own(inner)] == ["Ana"]
    core.approach.set_for_person(ana, how=" ")
    assert core.approach.with_their_own(inner) == []
    core.history.undo()
    assert core.approach.of_person(ana).own == Plan(how="Slow")


def test_what_changes_nothing_is_no_step(core, ana):
    core.approach.set_for_person(ana, how="", at_most=None)
    core.approach.set_for_person(ana, avoid="Mondays")
    label = core.history.undo_label
    core.approach.set_for_person(ana, avoid="Mondays ")
    assert (label, core.history.undo_label) == ("Change approach", "Change approach")
    core.history.undo()
    assert core.history.undo_label != "Change approach"


def test_a_plan_tells_when_it_was_last_looked_over(core, clock, inner, ana):
    core.approach.set_for_circle(inner, how="By name")
    clock.wind(days=90)
    assert core.approach.of_circle(inner).reviewed_at != clock()
    core.approach.review_circle(inner)
    assert core.approach.of_circle(inner).reviewed_at == clock()
    assert core.approach.of_person(ana).reviewed_at == clock()


def test_opening_a_ruled_out_channel_says_what_was_decided(core, ana):
    core.approach.set_for_person(ana, channels_out=[Channel.DM])
    assert core.approach.refusal(ana, Channel.DM) == "You decided: no direct messages to Ana"
    assert core.approach.refusal(ana, Channel.EMAIL) == ""


def test_who_is_not_to_be_named_is_known_by_person_and_by_circle(core, ana, inner):
    tom, mara = core.contacts.add("Tom", circle="Regular"), core.contacts.add("Mara")
    core.approach.set_for_person(tom, is_not_named=True)
    assert core.approach.not_to_be_named([ana, tom, mara]) == {tom}
    core.approach.set_for_circle(inner, is_not_named=True)
    assert core.approach.not_to_be_named([ana, tom, mara]) == {ana, tom}
    assert core.approach.not_to_be_named([]) == frozenset()


def test_a_plan_goes_with_its_person_and_comes_back_with_undo(core, ana, inner):
    core.approach.set_for_person(ana, how="Slow", quiet_until=date(2027, 1, 1))
    core.contacts.delete_for_good(ana)
    assert core.approach.with_their_own(inner) == []
    core.history.undo()
    assert core.approach.of_person(ana).own == Plan(how="Slow", quiet_until=date(2027, 1, 1))


@pytest.mark.parametrize("fields", [{"at_most": -1}, {"at_most": 1001}])
def test_what_is_no_number_a_month_is_refused(core, ana, fields):
    with pytest.raises(InvalidInput):
        core.approach.set_for_person(ana, **fields)


def test_nobody_who_is_gone_has_a_plan(core, ana):
    core.contacts.delete(ana)
    with pytest.raises(NotFound):
        core.approach.set_for_person(ana, how="Slow")
    with pytest.raises(NotFound):
        core.approach.of_circle(99)


def test_a_beginners_plan_fills_circles_that_have_none(core, inner):
    core.approach.set_for_circle(inner, how="My own")
    plans = [("Inner", Plan(how="Given")), ("Regular", Plan(how="Given")), ("Gone", Plan())]
    assert core.approach.begin_with(plans) == 1
    assert core.approach.of_circle(inner).plan.how == "My own"
    regular = core.circles.by_name("Regular").id
    assert core.approach.of_circle(regular).plan.how == "Given"
    core.history.undo()
    assert core.approach.of_circle(regular).plan.is_empty


def test_upcoming_leaves_them_in_peace_as_long_as_the_boundaries_say(core, clock, ana):
    def ahead():
        today = clock().date()
        rows = core.upcoming.between(today, today.replace(year=2027))
        return [(row.kind, row.day) for row in rows if row.contact_id == ana]

    assert ahead() == [("keep_in_touch", date(2026, 12, 7))]
    core.approach.set_for_person(ana, quiet_until=date(2027, 1, 10))
    assert ahead() == [("keep_in_touch", date(2027, 1, 10))]
    core.approach.set_for_person(ana, quiet_until=None, at_most=0)
    assert ahead() == []
