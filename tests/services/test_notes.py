import pytest

from relationship_journal.errors import InvalidInput, NotFound


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana")


def test_a_note_is_kept_as_it_was_written(core, clock, ana):
    text = "# Garden\r\n\n- **beans** \u202eשלום\n- 👩‍🌾\n"
    note = core.notes.get(core.notes.add(ana, text))
    assert (note.contact_id, note.text) == (ana, text.replace("\r\n", "\n"))
    assert note.created_at == note.updated_at == clock()


def test_editing_a_note_keeps_when_it_was_written(core, facts, clock, ana):
    one = core.notes.add(ana, "Beans")
    before = facts()
    clock.wind(hours=2)
    core.notes.edit(one, "Beans")
    assert facts() == before
    core.notes.edit(one, "Beans and peas")
    note = core.notes.get(one)
    assert (note.text, note.updated_at) == ("Beans and peas", clock())
    assert note.created_at != note.updated_at
    core.history.undo()
    assert facts() == before


def test_a_deleted_note_comes_back_by_undo(core, facts, ana):
    one = core.notes.add(ana, "Beans")
    before = facts()
    core.notes.delete(one)
    with pytest.raises(NotFound, match="There is no note"):
        core.notes.get(one)
    assert core.history.undo().label == "Delete note"
    assert facts() == before


def test_a_note_is_for_somebody_who_is_there(core, ana):
    core.contacts.delete(ana)
    for one in (ana, 999):
        with pytest.raises(NotFound):
            core.notes.add(one, "Beans")
    for call in (lambda: core.notes.edit(77, "x"), lambda: core.notes.delete(77)):
        with pytest.raises(NotFound):
            call()


@pytest.mark.parametrize("text", ["", " \n ", "\x00"])
def test_a_blank_note_is_none(core, ana, text):
    with pytest.raises(InvalidInput, match="note is empty"):
        core.notes.add(ana, text)
    one = core.notes.add(ana, "Beans")
    with pytest.raises(InvalidInput):
        core.notes.edit(one, text)
    assert core.notes.get(one).text == "Beans"
