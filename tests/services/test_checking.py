import pytest


@pytest.fixture
def journal(core):
    ana, mara = core.contacts.add("Ana"), core.contacts.add("Mara")
    core.notes.add(ana, "Beans")
    core.entries.write_down([ana, mara], "Market")
    core.entries.write_down([ana], "Hello")
    return core._journal


def test_a_journal_that_was_written_by_the_program_is_well(core, journal):
    assert core.checking.problems() == []
    core.contacts.delete_for_good(1)
    assert core.checking.problems() == []


WRONG = {
    "UPDATE contact SET last_spoke_at = NULL WHERE id = 1":
        "The last exchange of 1 contact is wrong.",
    "UPDATE contact SET last_own_at = '2020-01-01T00:00:00Z'":
        "The last exchange of 2 contacts is wrong.",
    "UPDATE contact_text SET body = 'x' WHERE contact_id = 1":
        "What a search finds of 1 contact is out of date.",
    "DELETE FROM contact_text":
        "What a search finds of 2 contacts is out of date.",
    "DELETE FROM interaction_contact WHERE interaction_id = 2":
        "1 entry is with nobody.",
    "DELETE FROM interaction_contact":
        "2 entries are with nobody.",
    "UPDATE note SET contact_id = 77":
        "1 row belongs to nothing.",
    "UPDATE interaction_contact SET contact_id = 70 + id":
        "3 rows belong to nothing.",
    "INSERT INTO batch (label, state, started_at) VALUES ('Import', 'open', '')":
        "1 import was left in the middle.",
    "UPDATE note SET created_at = '2026-11-23T1&:00:00Z'":
        "1 moment is damaged.",
    "INSERT INTO note_words (note_words) VALUES ('delete-all')":
        "The search index “note_words” does not match its texts.",
}  # fmt: skip


@pytest.mark.parametrize(("sql", "sentence"), WRONG.items())
def test_what_is_wrong_is_told_in_a_sentence(core, journal, sql, sentence):
    raw = journal.raw
    for statement in (
        "PRAGMA query_only = OFF",
        "PRAGMA foreign_keys = OFF",
        sql,
        "PRAGMA foreign_keys = ON",
        "PRAGMA query_only = ON",
    ):
        raw.execute(statement)
    assert sentence in core.checking.problems()


def test_looking_writes_nothing(core, journal, facts):
    before = facts()
    core.checking.problems()
    assert facts() == before
    assert core.history.undo_label == "Write down"


def test_a_damaged_page_is_a_fault_of_the_file_itself(core, journal, open_journal):
    for number in range(200):
        core.notes.add(1, f"note {number} " + "x" * 500)
    core.close()
    data = bytearray(core.path.read_bytes())
    page = 4096
    for place in range(len(data) // page - 30, len(data) // page):
        data[place * page : place * page + 40] = b"\xff" * 40
    core.path.write_bytes(data)
    problems = open_journal().checking.problems()
    assert problems
    assert all(sentence.startswith("The file itself: ") for sentence in problems)
