from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from relationship_journal.domain.codes import Channel, Direction, Intent, Outcome, Prompted
from relationship_journal.errors import InvalidInput, NotFound


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana")


@pytest.fixture
def mara(core):
    return core.contacts.add("Mara")


def last(core, one):
    return core.contacts.whole(one).last_spoke_at


def test_an_exchange_with_nothing_said_is_now_and_from_me(core, clock, ana):
    entry = core.entries.get(core.entries.write_down([ana]))
    assert (entry.contact_ids, entry.text, entry.at) == ((ana,), "", clock())
    assert (entry.direction, entry.channel, entry.intent) == (
        Direction.OUTGOING, Channel.OTHER, None,
    )  # fmt: skip


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("direction", Direction)
def test_every_channel_and_direction_is_kept(core, ana, channel, direction):
    one = core.entries.write_down([ana], "x", direction=direction, channel=channel)
    assert (core.entries.get(one).direction, core.entries.get(one).channel) == (direction, channel)


@pytest.mark.parametrize("intent", Intent)
def test_every_reason_is_kept(core, ana, intent):
    one = core.entries.write_down([ana], "x", intent=intent)
    assert core.entries.get(one).intent is intent


def test_an_exchange_keeps_its_moment_and_its_post(core, ana):
    at = datetime(2026, 11, 20, 19, 5, tzinfo=ZoneInfo("Europe/Vienna"))
    one = core.entries.write_down([ana], "Thanks", url=" quietgardens.example/on ", at=at)
    entry = core.entries.get(one)
    assert entry.url == "https://quietgardens.example/on"
    assert entry.at == datetime(2026, 11, 20, 18, 5, tzinfo=UTC)
    with pytest.raises(InvalidInput):
        core.entries.write_down([ana], url="javascript:alert(1)")


def test_nothing_is_written_down_before_it_happened(core, clock, facts, ana):
    before = facts()
    with pytest.raises(InvalidInput, match="after it happened") as refused:
        core.entries.write_down([ana], at=clock() + timedelta(seconds=1))
    assert refused.value.field == "at"
    assert facts() == before
    core.entries.write_down([ana], at=clock())


def test_only_a_newer_entry_moves_last_spoke(core, clock, ana):
    core.entries.write_down([ana], at=clock() - timedelta(days=2))
    newest = clock() - timedelta(days=1)
    one = core.entries.write_down([ana], direction=Direction.INCOMING, at=newest)
    core.entries.write_down([ana], at=clock() - timedelta(days=30))
    assert last(core, ana) == newest
    core.entries.edit(one, at=clock() - timedelta(days=3))
    assert last(core, ana) == clock() - timedelta(days=2)
    core.history.undo()
    core.entries.delete(one)
    assert last(core, ana) == clock() - timedelta(days=2)
    assert core.checking.problems() == []


def test_one_exchange_can_be_with_several(core, clock, ana, mara):
    one = core.entries.write_down([mara, ana, mara], "Market")
    assert core.entries.get(one).contact_ids == (mara, ana)
    assert last(core, ana) == last(core, mara) == clock()
    core.entries.edit(one, contact_ids=[ana])
    assert (last(core, ana), last(core, mara)) == (clock(), None)
    core.history.undo()
    assert core.entries.get(one).contact_ids == (mara, ana)


def test_somebody_can_be_added_to_an_exchange(core, clock, ana, mara):
    one = core.entries.write_down([ana], "Market")
    core.entries.edit(one, contact_ids=[mara, ana])
    assert set(core.entries.get(one).contact_ids) == {ana, mara}
    assert last(core, mara) == clock()
    core.history.undo()
    assert last(core, mara) is None


@pytest.mark.parametrize("people", [[], [999], "bin"])
def test_an_exchange_needs_somebody_who_is_there(core, facts, ana, mara, people):
    core.contacts.delete(mara)
    one = core.entries.write_down([ana], "Hello")
    before = facts()
    people = [ana, mara] if people == "bin" else people
    for call in (
        lambda: core.entries.write_down(people, "x"),
        lambda: core.entries.edit(one, text="x", contact_ids=people),
    ):
        with pytest.raises((InvalidInput, NotFound)):
            call()
    assert facts() == before


EDITS = {
    "text": "Thanked her",
    "direction": Direction.INCOMING,
    "channel": Channel.FORUM,
    "intent": Intent.SORRY,
    "url": "https://moss.example/1",
    "at": datetime(2026, 11, 1, 12, 0, tzinfo=UTC),
}


@pytest.mark.parametrize(("field", "value"), EDITS.items())
def test_a_fact_of_an_entry_is_changed_and_changed_back(core, facts, clock, ana, field, value):
    one = core.entries.write_down([ana], "Hello", intent=Intent.TALK)
    before = facts()
    clock.wind(hours=1)
    core.entries.edit(one, **{field: value})
    assert getattr(core.entries.get(one), field) == value
    assert core.history.undo().label == "Edit entry"
    assert facts() == before
    core.entries.edit(one, **{field: getattr(core.entries.get(one), field)}, contact_ids=[ana])
    assert facts() == before


def test_a_reason_can_be_taken_away(core, ana):
    one = core.entries.write_down([ana], "Hello", intent=Intent.TALK)
    core.entries.edit(one, intent=None)
    assert core.entries.get(one).intent is None


def test_an_entry_that_is_gone_can_not_be_changed(core, facts, ana):
    one = core.entries.write_down([ana], "Hello")
    before = facts()
    core.entries.delete(one)
    for call in (core.entries.get, core.entries.delete, lambda e: core.entries.edit(e, text="x")):
        with pytest.raises(NotFound, match="There is no entry"):
            call(one)
    core.history.undo()
    assert facts() == before


def test_what_came_of_an_entry_is_said_by_hand_and_taken_back(core, ana):
    one = core.entries.write_down([ana])
    assert core.entries.get(one).outcome is Outcome.UNKNOWN
    core.entries.set_outcome(one, Outcome.NO_ANSWER)
    assert core.entries.get(one).outcome is Outcome.NO_ANSWER
    core.history.undo()
    assert core.entries.get(one).outcome is Outcome.UNKNOWN


def test_what_is_said_by_hand_holds_whatever_a_watch_finds(core, ana):
    one, other = core.entries.write_down([ana]), core.entries.write_down([ana])
    core.entries.set_outcome(one, Outcome.NO_ANSWER)
    for entry in (one, other):
        core.entries.set_outcome(entry, Outcome.ANSWERED, by_watch=True)
    assert core.entries.get(one).outcome is Outcome.NO_ANSWER
    assert core.entries.get(other).outcome is Outcome.ANSWERED
    core.entries.set_outcome(other, Outcome.UNKNOWN)
    assert core.entries.get(other).outcome is Outcome.UNKNOWN
    core.history.undo()
    assert core.entries.get(other).outcome is Outcome.ANSWERED
    core.history.undo()  # of what was said first: what the watch found shows through
    assert core.entries.get(one).outcome is Outcome.ANSWERED


def test_what_a_watch_finds_leaves_every_step_of_undo_as_it_is(core, ana, facts):
    before = facts()
    one = core.entries.write_down([ana], "hello")
    told = []
    core.history.subscribe(told.append)
    core.entries.set_outcome(one, Outcome.ANSWERED, by_watch=True)
    assert told[-1].touches("interaction")
    assert core.history.undo_label == "Write down"
    core.history.undo()
    assert facts() == before
    core.history.redo()
    assert core.entries.get(one).text == "hello"


def test_a_deleted_entry_comes_back_with_what_came_of_it(core, ana):
    one = core.entries.write_down([ana])
    core.entries.set_outcome(one, Outcome.ANSWERED, by_watch=True)
    core.entries.set_outcome(one, Outcome.NO_ANSWER)
    core.entries.delete(one)
    core.history.undo()
    assert core.entries.get(one).outcome is Outcome.NO_ANSWER
    core.history.undo()
    assert core.entries.get(one).outcome is Outcome.ANSWERED


def test_their_own_words_have_no_outcome(core, ana):
    theirs = core.entries.write_down([ana], direction=Direction.INCOMING)
    with pytest.raises(InvalidInput):
        core.entries.set_outcome(theirs, Outcome.ANSWERED)
    mine = core.entries.write_down([ana])
    core.entries.set_outcome(mine, Outcome.ANSWERED)
    core.entries.edit(mine, direction=Direction.INCOMING)
    assert core.entries.get(mine).outcome is Outcome.UNKNOWN


def test_whether_a_mention_was_asked_for_is_kept(core, ana):
    one = core.entries.write_down([ana], direction=Direction.INCOMING, channel=Channel.MENTION)
    core.entries.set_prompted(one, Prompted.UNPROMPTED)
    assert core.entries.get(one).prompted is Prompted.UNPROMPTED
    core.history.undo()
    assert core.entries.get(one).prompted is Prompted.UNKNOWN
