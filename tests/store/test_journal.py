import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import peewee
import pytest
from sqlcipher3 import dbapi2 as driver

from relationship_journal.errors import Busy, DiskFull, JournalError, NotFound
from relationship_journal.store import database
from relationship_journal.store.journal import Journal
from relationship_journal.store.models import (
    Circle,
    Contact,
    ContactTag,
    Interaction,
    InteractionContact,
    Note,
    Shown,
    Tag,
)

NOW = "2026-11-23T10:30:00Z"


def dump(journal):
    """Everything in the tables, as text."""
    tables = [
        row[0]
        for row in journal.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'batch%' ORDER BY name"
        )
    ]
    return {
        table: journal.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables
    }


def write_note(contact, text):
    return Note.create(contact_id=contact.id, text=text, created_at=NOW, updated_at=NOW)


def write_elsewhere(journal, sql):
    """Write as another process does."""
    other = driver.connect(str(journal.path), isolation_level=None)
    other.execute(sql)
    other.close()


def note_hits(journal, word):
    found = journal.execute("SELECT rowid FROM note_words WHERE note_words MATCH ?", (word,))
    return [row[0] for row in found.fetchall()]


def test_a_save_outside_a_change_is_refused_by_sqlite_itself(journal, make_contact):
    with journal.change("Add contact"):
        ana = make_contact("Ana")
    ana.name = "Anna"
    with pytest.raises(peewee.OperationalError, match="readonly"):
        ana.save()
    with pytest.raises(peewee.OperationalError, match="readonly"):
        Contact.delete().execute()
    assert Contact.get().name == "Ana"


def test_the_door_closes_again_after_a_change_that_failed(journal, make_contact):
    with pytest.raises(RuntimeError), journal.change("Add contact"):
        make_contact("Ana")
        raise RuntimeError
    assert Contact.select().count() == 0
    with pytest.raises(peewee.OperationalError, match="readonly"):
        make_contact("Ben")
    assert journal.undo_label is None


def test_the_door_closes_again_after_a_begin_that_failed(journal, make_contact, monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 0)
    journal.execute("PRAGMA busy_timeout = 1")
    other = driver.connect(str(journal.path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy), journal.change("Add contact"):
        make_contact("Ana")
    other.execute("ROLLBACK")
    other.close()
    with pytest.raises(peewee.OperationalError, match="readonly"):
        make_contact("Ben")
    with journal.change("Add contact"):
        make_contact("Ana")
    assert Contact.select().count() == 1


def test_nested_changes_are_one_step(journal, make_contact):
    with journal.change("Add contact"):
        ana = make_contact("Ana")
        with journal.change("Add note"):
            write_note(ana, "likes gardens")
    assert journal.undo_label == "Add contact"
    journal.undo()
    assert Contact.select().count() == Note.select().count() == 0


def test_half_of_a_nested_change_is_never_kept(journal, make_contact):
    def outer():
        with journal.change("Add contact"):
            make_contact("Ana")
            try:
                with journal.change("Add another"):
                    make_contact("Ben")
                    raise RuntimeError
            except RuntimeError:
                pass

    with pytest.raises(JournalError):
        outer()
    assert Contact.select().count() == 0


def test_undo_and_redo_give_back_every_byte(journal, make_contact):
    states = [dump(journal)]

    def step(label, work):
        with journal.change(label):
            work()
        states.append(dump(journal))

    step("Add contact", lambda: make_contact('Ana O\'Neill "x" 山田 🌱'))
    ana = Contact.get()
    step("Add note", lambda: write_note(ana, "a ' quote\nand a line; -- not a comment"))

    def talk():
        entry = Interaction.create(
            direction="incoming", channel="forum", text="hello", at=NOW, created_at=NOW,
            updated_at=NOW,
        )  # fmt: skip
        InteractionContact.create(interaction_id=entry.id, contact_id=ana.id)
        tag = Tag.create(name="gardens", key="gardens")
        ContactTag.create(contact_id=ana.id, tag_id=tag.id)

    step("Write down", talk)
    step("Edit", lambda: Contact.update(title="Gardener", cadence_days=3).execute())
    step("Delete", lambda: Contact.delete().execute())
    assert journal.execute("SELECT count(*) FROM note").fetchone() == (0,)
    for state in reversed(states[:-1]):
        journal.undo()
        assert dump(journal) == state
    for state in states[1:]:
        journal.redo()
        assert dump(journal) == state
    with pytest.raises(NotFound):
        journal.redo()


def test_undo_keeps_the_search_index_right(journal, make_contact):
    with journal.change("Add"):
        note = write_note(make_contact("Ana"), "the moss garden")
    with journal.change("Edit note"):
        note.text = "the harbour"
        note.save()
    assert (note_hits(journal, "moss"), note_hits(journal, "harbour")) == ([], [note.id])
    journal.undo()
    assert (note_hits(journal, "moss"), note_hits(journal, "harbour")) == ([note.id], [])


def test_a_change_forgets_what_could_be_done_again(journal, make_contact):
    with journal.change("Add contact"):
        make_contact("Ana")
    journal.undo()
    assert journal.redo_label == "Add contact"
    with journal.change("Add contact"):
        make_contact("Ben")
    assert journal.redo_label is None


def test_a_change_that_touches_nothing_is_no_step_and_no_news(journal, make_contact):
    with journal.change("Add contact"):
        make_contact("Ana")
    news = []
    stop = journal.subscribe(news.append)
    with journal.change("Edit"):
        Contact.update(name="Ana").execute()
    stop()
    assert news == []
    assert journal.undo_label == "Add contact"


def test_news_names_the_change_and_the_rows_with_their_people(journal, make_contact):
    with journal.change("Add contact"):
        ana = make_contact("Ana")
    news = []
    journal.subscribe(news.append)
    with journal.change("Add note"):
        note = write_note(ana, "x")
    assert [one.label for one in news] == ["Add note"]
    assert news[0].ids == {"note": frozenset({note.id}), "contact": frozenset({ana.id})}
    assert news[0].touches("note")
    assert not news[0].touches("follow_up")


def test_undo_does_not_overwrite_what_another_process_wrote(journal, make_contact):
    with journal.change("Add contact"):
        ana = make_contact("Ana")
    with journal.change("Edit contact"):
        ana.title = "Gardener"
        ana.save()
    write_elsewhere(journal, "UPDATE contact SET title = 'Baker'")
    assert journal.has_foreign_changes()
    assert not journal.has_foreign_changes()
    with pytest.raises(JournalError, match="changed again since"):
        journal.undo()
    assert Contact.get().title == "Baker"


def test_undo_takes_nothing_along_that_another_process_wrote(journal, make_contact):
    with journal.change("Add contact"):
        ana = make_contact("Ana")
    write_elsewhere(
        journal,
        "INSERT INTO note (contact_id, text, created_at, updated_at)"
        f" VALUES ({ana.id}, 'theirs', '', '')",
    )
    with pytest.raises(JournalError, match="changed again since"):
        journal.undo()
    assert [note.text for note in Note.select()] == ["theirs"]


def test_undo_says_so_where_another_process_builds_on_what_was_new(journal, make_contact):
    with journal.change("Add circle"):
        new = Circle.create(name="New", cooldown_days=7, place=9)
    write_elsewhere(
        journal,
        "INSERT INTO contact (uid, name, name_key, sort_key, circle_id, counts_from, created_at,"
        f" updated_at) VALUES ('u', 'Ana', 'ana', 'ana', {new.id}, '', '', '')",
    )
    with pytest.raises(JournalError, match="changed again since"):
        journal.undo()
    assert Contact.get().circle_id == new.id
    assert journal.undo_label is None


def test_what_was_seen_of_a_person_goes_with_them_when_they_are_undone(journal, make_contact):
    with journal.change("Add contact"):
        ana = make_contact("Ana")
    with journal.change("Shown", is_undoable=False):
        Shown.create(contact_id=ana.id, key="k", place="popup", at="2026-11-23T10:30:00Z")
    journal.undo()
    assert Contact.select().count() == 0


def test_an_undo_for_which_there_is_no_room_can_be_tried_again(journal, make_contact, monkeypatch):
    with journal.change("Add contact"):
        make_contact("Ana")

    def find_no_room():
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as full:
        full.setattr(journal, "_refresh_derived", find_no_room)
        with pytest.raises(DiskFull):
            journal.undo()
    assert journal.undo_label == "Add contact"
    journal.undo()
    assert Contact.select().count() == 0


def test_what_cannot_be_undone_forgets_only_the_steps_on_its_own_rows(journal, make_contact):
    with journal.change("Add Ana"):
        ana = make_contact("Ana")
    with journal.change("Feed", is_undoable=False):
        make_contact("Somebody else")
    assert journal.undo_label == "Add Ana"
    with journal.change("Feed", is_undoable=False):
        Contact.update(title="x").where(Contact.id == ana.id).execute()
    assert journal.undo_label is None


def test_the_steps_kept_are_bounded(journal, make_contact):
    for number in range(210):
        with journal.change(f"Step {number}"):
            make_contact(f"Person {number}")
    undone = 0
    while journal.undo_label is not None:
        journal.undo()
        undone += 1
    assert undone == 200


def test_last_spoke_is_the_newest_entry_whatever_is_done_to_entries(journal, make_contact):
    def last_spoke():
        return Contact.get().last_spoke_at

    def talk(at):
        with journal.change("Write down"):
            entry = Interaction.create(
                direction="outgoing", channel="other", at=at, created_at=NOW, updated_at=NOW
            )
            InteractionContact.create(interaction_id=entry.id, contact_id=1)
        return entry

    with journal.change("Add contact"):
        make_contact("Ana")
    assert last_spoke() is None
    newer = talk("2026-11-20T00:00:00Z")
    talk("2026-11-10T00:00:00Z")
    assert last_spoke() == "2026-11-20T00:00:00Z"
    with journal.change("Edit entry"):
        Interaction.update(at="2026-11-01T00:00:00Z").where(Interaction.id == newer.id).execute()
    assert last_spoke() == "2026-11-10T00:00:00Z"
    journal.undo()
    assert last_spoke() == "2026-11-20T00:00:00Z"
    with journal.change("Delete entry"):
        Interaction.delete().where(Interaction.id == newer.id).execute()
    assert last_spoke() == "2026-11-10T00:00:00Z"


def test_the_text_a_search_finds_follows_every_fact(journal, make_contact):
    def finds(word):
        found = journal.execute(
            "SELECT count(*) FROM contact_text_words WHERE contact_text_words MATCH ?", (word,)
        )
        return found.fetchone()[0] == 1

    with journal.change("Add contact"):
        ana = make_contact("Ana")
        tag = Tag.create(name="gardens", key="gardens")
        ContactTag.create(contact_id=ana.id, tag_id=tag.id)
    assert finds("ana")
    assert finds("gardens")
    with journal.change("Rename tag"):
        tag.name = "harbours"
        tag.save()
    assert finds("harbours")
    assert not finds("gardens")
    with journal.change("Delete"):
        Contact.delete().execute()
    assert not finds("ana")


def test_a_batch_is_one_step_there_and_back(journal, make_contact):
    with journal.batch("Import") as batch:
        for name in ("Ana", "Ben", "Chi"):
            with journal.change("Import", batch=batch):
                make_contact(name)
    before = dump(journal)
    assert journal.undo_label == "Import"
    journal.undo()
    assert Contact.select().count() == 0
    journal.redo()
    assert dump(journal) == before
    journal.undo()
    assert Contact.select().count() == 0


def test_a_batch_that_fails_leaves_nothing(journal, make_contact):
    with journal.change("Add contact"):
        ana = make_contact("Ana")
    before = dump(journal)

    def work():
        with journal.batch("Import") as batch:
            with journal.change("Import", batch=batch):
                make_contact("Ben")
            with journal.change("Import", batch=batch):
                ana.title = "changed"
                ana.save()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        work()
    assert dump(journal) == before
    assert journal.execute("SELECT count(*) FROM batch").fetchone() == (0,)
    assert journal.undo_label == "Add contact"


KILLED_IN_A_BATCH = """
    import os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from relationship_journal.store.journal import Journal
    from relationship_journal.store.models import Contact

    journal = Journal(Path(sys.argv[1]), lambda: datetime(2026, 11, 23, tzinfo=UTC), begin=True)
    with journal.batch("Import") as batch:
        for number in range(3):
            with journal.change("Import", batch=batch):
                Contact.create(uid=str(number), name="x", name_key="x", sort_key="x", circle_id=1,
                               counts_from="x", created_at="x", updated_at="x")
        print("ready", flush=True)
        sys.stdin.readline()
        os._exit(9)
"""


def test_a_batch_of_a_process_that_died_is_taken_back_and_one_of_a_live_process_is_not(
    path: Path, clock
):
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED_IN_A_BATCH), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout.readline() == "ready\n"
        beside = Journal(path, clock)
        assert Contact.select().count() == 3
        with pytest.raises(Busy), beside.batch("Import"):
            pass
        beside.close()
        child.stdin.write("die\n")
        child.stdin.flush()
        assert child.wait() == 9
    after = Journal(path, clock)
    assert Contact.select().count() == 0
    assert after.execute("SELECT count(*) FROM batch").fetchone() == (0,)
    after.close()


def test_every_thread_has_a_connection_of_its_own(journal, make_contact):
    names = []

    def work():
        journal.connect()
        try:
            with journal.change("Add contact"):
                make_contact("Ana")
            names.extend(contact.name for contact in Contact.select())
        finally:
            journal.disconnect()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert names == ["Ana"]
    assert journal.undo_label == "Add contact"
    journal.undo()
    assert Contact.select().count() == 0


def test_a_note_of_four_mebibytes_can_be_undone_and_done_again(journal, make_contact):
    with journal.change("Add contact"):
        ana = make_contact("Ana")
    with journal.change("Add note"):
        write_note(ana, "ä" * (2 * 1024 * 1024))
    journal.undo()
    journal.redo()
    assert len(Note.get().text) == 2 * 1024 * 1024
