import contextlib

import pytest
from sqlcipher3 import dbapi2 as driver

from relationship_journal.errors import NotFound


def test_there_is_nothing_to_undo_in_a_journal_just_opened(core):
    assert (core.history.undo_label, core.history.redo_label) == (None, None)
    with pytest.raises(NotFound, match="nothing to undo"):
        core.history.undo()
    with pytest.raises(NotFound, match="nothing to redo"):
        core.history.redo()


def test_undo_and_redo_are_named(core):
    core.contacts.add("Ana")
    assert core.history.undo_label == "Add contact"
    core.history.undo()
    assert (core.history.undo_label, core.history.redo_label) == (None, "Add contact")
    core.history.redo()
    assert core.people.count() == 1


@pytest.mark.parametrize("verb", ["one_step", "as_one"])
def test_several_things_are_one_step(core, facts, verb):
    before = facts()
    with getattr(core.history, verb)("Meet Ana"):
        core.notes.add(core.contacts.add("Ana"), "By the sea")
    assert core.history.undo_label == "Meet Ana"
    core.history.undo()
    assert facts() == before


def test_one_step_that_fails_leaves_nothing(core, facts):
    before = facts()
    with pytest.raises(NotFound), core.history.one_step("Meet Ana"):
        core.contacts.add("Ana")
        core.notes.add(77, "By the sea")
    assert facts() == before
    assert core.history.undo_label is None


def test_a_step_that_can_not_be_taken_back_is_not_offered(core):
    with core.history.one_step("Meet Ana", is_undoable=False):
        core.contacts.add("Ana")
    assert core.history.undo_label is None


def test_listeners_hear_of_every_commit_until_they_stop(core):
    news = []
    stop = core.history.subscribe(news.append)
    ana = core.contacts.add("Ana")
    core.notes.add(ana, "By the sea")
    core.history.undo()
    stop()
    core.history.redo()
    assert [changes.label for changes in news] == ["Add contact", "Add note", "Add note"]
    assert all(ana in changes.ids["contact"] for changes in news)
    assert news[1].touches("note")
    assert not news[0].touches("note")


def test_what_another_program_writes_is_noticed_once(core):
    assert not core.history.has_foreign_changes()
    core.contacts.add("Ana")
    assert not core.history.has_foreign_changes()
    with contextlib.closing(driver.connect(core.path, isolation_level=None)) as other:
        other.execute("UPDATE contact SET title = 'Gardener'")
    assert core.history.has_foreign_changes()
    assert not core.history.has_foreign_changes()
