from datetime import date

import pytest

from relationship_journal.errors import InvalidInput, JournalError, NotFound


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana")


def test_a_promise_is_what_i_owe_and_perhaps_by_when(core, clock, ana):
    entry = core.entries.write_down([ana], "Sorry")
    row = core.promises.get(core.promises.make(ana, " Fix the link ", entry_id=entry))
    assert (row.contact_id, row.text, row.by, row.made_at) == (ana, "Fix the link", None, clock())
    assert row.is_open


def test_the_dated_ones_come_first(core, ana):
    undated = core.promises.make(ana, "c")
    later = core.promises.make(ana, "b", date(2026, 12, 2))
    soon = core.promises.make(ana, "a", date(2026, 12, 1))
    core.promises.keep(core.promises.make(ana, "d", date(2026, 11, 1)))
    assert [row.id for row in core.promises.open_of(ana)] == [soon, later, undated]


@pytest.mark.parametrize(
    ("verb", "given", "label"),
    [
        ("keep", (), "Promise kept: Fix the link"),
        ("release", ("The page is gone.",), "Promise released: Fix the link"),
        ("delete", (), "Delete promise"),
    ],
)
def test_a_promise_ends_and_comes_back_by_undo(core, facts, ana, verb, given, label):
    one = core.promises.make(ana, "Fix the link")
    before = facts()
    getattr(core.promises, verb)(one, *given)
    assert core.promises.open_of(ana) == []
    assert core.history.undo().label == label
    assert facts() == before


def test_what_has_ended_does_not_end_again(core, ana):
    kept, released = core.promises.make(ana, "a"), core.promises.make(ana, "b")
    core.promises.keep(kept)
    core.promises.release(released)
    for one, words in ((kept, "kept already"), (released, "released already")):
        for verb in (core.promises.keep, core.promises.release):
            with pytest.raises(JournalError, match=words):
                verb(one)


def test_a_promise_is_changed(core, facts, ana):
    one = core.promises.make(ana, "Fix", date(2026, 12, 1))
    before = facts()
    core.promises.edit(one, text="Fix the link", by=None)
    assert (core.promises.get(one).text, core.promises.get(one).by) == ("Fix the link", None)
    core.history.undo()
    assert facts() == before
    core.promises.edit(one, by=date(2026, 12, 5))
    assert core.promises.get(one).by == date(2026, 12, 5)
    with pytest.raises(InvalidInput, match="promise is empty"):
        core.promises.edit(one, text=" ")


def test_nothing_is_promised_to_nobody(core, ana):
    core.contacts.delete(ana)
    for one in (ana, 999):
        with pytest.raises(NotFound):
            core.promises.make(one, "Fix the link")
    for call in (core.promises.keep, core.promises.delete, core.promises.get):
        with pytest.raises(NotFound, match="There is no promise"):
            call(77)
