from datetime import date

import pytest

from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.services.sorry import Step


@pytest.fixture
def mara(core):
    return core.contacts.add("Mara", circle="Inner")


@pytest.fixture
def apology(core, mara):
    return core.entries.write_down(
        [mara], "for the wrong link", channel=Channel.FORUM, intent=Intent.SORRY,
        url="https://boards.example/t/1",
    )  # fmt: skip


def reasons(core):
    return [(row.reason, row.id) for row in core.today.look().shown]


def test_a_list_begins_with_what_was_said_and_plans_to_look_in_again(core, clock, mara, apology):
    (one,) = core.sorry.begin_with_entry(apology)
    row = core.sorry.get(one)
    assert (row.what, row.url, row.said_at) == (
        "for the wrong link", "https://boards.example/t/1", clock(),
    )  # fmt: skip
    assert (row.put_right_at, row.told_at, row.check_on) == (None, None, date(2026, 11, 30))
    (step,) = core.follow_ups.open_of(mara)
    assert (step.id, step.due) == (row.follow_up_id, date(2026, 11, 30))
    core.history.undo()
    assert (core.sorry.open_of(mara), core.follow_ups.open_of(mara)) == ([], [])


def test_the_promise_of_the_entry_puts_it_right(core, clock, mara, apology):
    promise = core.promises.make(mara, "fix the link", date(2026, 11, 27), entry_id=apology)
    (one,) = core.sorry.begin_with_entry(apology)
    assert core.sorry.get(one).promise_text == "fix the link"
    core.promises.keep(promise)
    assert core.sorry.get(one).put_right_at == clock()
    core.promises.tell(promise)
    assert core.sorry.get(one).told_at == clock()


def test_ticking_put_right_keeps_the_promise_and_unticking_owes_it_again(core, mara, apology):
    core.promises.make(mara, "fix the link", entry_id=apology)
    (one,) = core.sorry.begin_with_entry(apology)
    core.sorry.tick(one, Step.PUT_RIGHT)
    core.sorry.tick(one, Step.TOLD)
    assert core.promises.open_of(mara) == []
    assert core.promises.untold(mara) == []
    core.sorry.tick(one, Step.PUT_RIGHT, is_done=False)
    core.sorry.tick(one, Step.TOLD, is_done=False)
    assert len(core.promises.open_of(mara)) == 1
    row = core.sorry.get(one)
    assert (row.put_right_at, row.told_at) == (None, None)


@pytest.mark.parametrize("step", Step)
def test_every_step_is_ticked_and_taken_back_by_undo(core, clock, mara, step):
    one = core.sorry.begin(mara, "the wrong link")
    core.sorry.tick(one, step)
    assert core.sorry.get(one).at(step) == clock()
    core.history.undo()
    assert core.sorry.get(one).at(step) is None


def test_other_reminders_rest_until_it_is_time_to_look_in_again(core, clock, mara):
    core.follow_ups.add(mara, date(2026, 11, 24), "Ask about the ledgers")
    core.contacts.edit(mara, birthday="--11-25")
    clock.wind(days=40)  # quiet, a birthday and a step are due
    assert [reason for reason, _id in reasons(core)] == ["follow_up"]
    one = core.sorry.begin(mara, "the wrong link")
    assert reasons(core) == []
    promise = core.promises.make(mara, "mend it", core.sorry.get(one).check_on)
    core.entries.write_down([mara], "It hurt.", direction=Direction.INCOMING)
    assert [reason for reason, _id in reasons(core)] == ["reply"]
    core.entries.write_down([mara], "I see.")
    clock.wind(days=6)
    assert reasons(core) == []
    clock.wind(days=1)
    assert reasons(core) == [("promise", promise)]
    core.promises.keep(promise)
    check = core.sorry.get(one).follow_up_id
    assert [row.more for row in core.today.look().shown] == [1]
    core.follow_ups.complete(check)
    assert not core.sorry.get(one).is_open
    assert core.sorry.open_of(mara) == []


def test_ending_the_list_early_ends_the_pause(core, clock, mara):
    core.follow_ups.add(mara, date(2026, 11, 24), "Ask about the ledgers")
    one = core.sorry.begin(mara)
    clock.wind(days=2)
    assert reasons(core) == []
    core.sorry.end(one)
    assert [reason for reason, _id in reasons(core)] == ["follow_up"]
    assert len(core.follow_ups.open_of(mara)) == 1
    core.history.undo()
    assert core.sorry.get(one).is_open


def test_an_apology_is_offered_a_list_for_two_weeks(core, clock, mara, apology):
    assert core.sorry.offered(mara) == apology
    (one,) = core.sorry.begin_with_entry(apology)
    assert core.sorry.offered(mara) is None
    core.history.undo()
    clock.wind(days=15)
    assert core.sorry.offered(mara) is None
    with pytest.raises(NotFound):
        core.sorry.get(one)


def test_a_list_begins_only_with_an_apology_of_mine_to_them(core, mara, apology):
    other = core.contacts.add("Tom")
    thanks = core.entries.write_down([mara], intent=Intent.THANKS)
    theirs = core.entries.write_down([mara], intent=Intent.SORRY, direction=Direction.INCOMING)
    with pytest.raises(NotFound):
        core.sorry.begin(other, entry_id=apology)
    for entry in (thanks, theirs):
        with pytest.raises(InvalidInput):
            core.sorry.begin(mara, entry_id=entry)
    core.contacts.delete(other)
    with pytest.raises(NotFound):
        core.sorry.begin(other)


def test_what_happened_is_written_when_it_can_be(core, mara):
    one = core.sorry.begin(mara)
    core.sorry.say_what(one, "I sent people to a parked page.")
    assert core.sorry.get(one).what == "I sent people to a parked page."
    core.history.undo()
    assert core.sorry.get(one).what == ""


def test_deleting_the_entry_or_the_step_leaves_the_list(core, mara, apology):
    (one,) = core.sorry.begin_with_entry(apology)
    core.entries.delete(apology)
    core.follow_ups.delete(core.sorry.get(one).follow_up_id)
    row = core.sorry.get(one)
    assert (row.url, row.follow_up_id, row.is_open) == ("", None, True)
