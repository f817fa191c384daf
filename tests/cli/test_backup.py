"""Backup and restore from the command line: what is printed, refused and kept."""

import os
from pathlib import Path

import pytest

from relationship_journal.cli import keys

PASSPHRASE = "a long passphrase"


@pytest.fixture
def backup(rj, ana, tmp_path):
    rj("note", "Ana", "Likes moss")
    made = rj("backup", str(tmp_path / "one.rjbackup"), "--json").json
    assert made == {"file": str(tmp_path / "one.rjbackup"), "contacts": 1}
    return tmp_path / "one.rjbackup"


def names(rj):
    return [one["name"] for one in rj("list", "--json").json]


def restore(bare, backup, journal, *words):
    return bare(
        "--journal", str(journal), "--at", "2026-11-24T09:00:00Z", "restore", str(backup), *words
    )


def test_a_backup_is_restored_where_there_is_nothing(bare, backup, tmp_path):
    journal = tmp_path / "fresh" / "journal.db"
    done = restore(bare, backup, journal, "--json").json
    assert done == {
        "file": str(backup), "contacts": 1, "journal": str(journal), "kept": None
    }  # fmt: skip
    assert bare("--journal", str(journal), "show", "Ana", "--json").json["name"] == "Ana Lind"


def test_looking_says_what_is_inside_and_changes_nothing(bare, backup, tmp_path):
    journal = tmp_path / "fresh" / "journal.db"
    (line,) = restore(bare, backup, journal, "--look").lines
    assert line == "Inside: 1 person, 0 entries, 1 note, made yesterday at 11:30."
    assert list(journal.parent.iterdir()) == []


def test_over_a_journal_it_is_refused_with_what_is_inside(bare, rj, backup, path):
    rj("add", "Bea")
    sentence = restore(bare, backup, path).refused(1)
    assert "There is a journal already" in sentence
    assert "1 person, 0 entries, 1 note" in sentence
    assert names(rj) == ["Ana Lind", "Bea"]


def test_by_explicit_wish_it_replaces_and_restoring_what_was_kept_takes_it_back(
    bare, rj, backup, path
):
    rj("add", "Bea")
    kept = restore(bare, backup, path, "--replace", "--json").json["kept"]
    assert names(rj) == ["Ana Lind"]
    lines = restore(bare, kept, path, "--replace").lines
    assert names(rj) == ["Ana Lind", "Bea"]
    assert lines[0].startswith("Restored: 2 people, 0 entries, 1 note, made today")
    assert lines[1].startswith("What was there before is kept: ")


def test_a_backup_that_was_altered_is_refused_and_nothing_is_left(bare, backup, tmp_path):
    content = bytearray(backup.read_bytes())
    content[2000] ^= 1
    backup.write_bytes(content)
    journal = tmp_path / "fresh" / "journal.db"
    assert "damaged or was altered" in restore(bare, backup, journal).refused(1)
    assert list(journal.parent.iterdir()) == []


def test_what_is_no_backup_is_named(bare, tmp_path):
    other = tmp_path / "photo.png"
    other.write_bytes(b"\x89PNG")
    assert "is not a backup" in restore(bare, other, tmp_path / "x" / "journal.db").refused(1)
    gone = restore(bare, tmp_path / "gone", tmp_path / "x" / "journal.db").refused(1)
    assert "No such file" in gone
    assert not (tmp_path / "x").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_and_not_waited_for(bare, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    sentence = restore(bare, tmp_path / "pipe", tmp_path / "x" / "journal.db").refused(1)
    assert "not an ordinary file" in sentence


def test_while_a_window_has_the_journal_open_it_is_refused(bare, backup, path):
    from relationship_journal.system import single_instance

    first = single_instance.become_first(single_instance.meeting_of(path))
    try:
        sentence = restore(bare, backup, path, "--replace").refused(1)
    finally:
        first.close()
    assert "open in a window" in sentence


def test_without_a_name_it_restores_the_user_s_own_journal(bare, backup):
    done = bare("restore", str(backup), "--json").json
    journal = Path(done["journal"])
    assert journal.parts[-2:] == ("relationship-journal", "journal.db")
    assert journal.parent.stat().st_mode & 0o777 == 0o700


def test_a_backup_into_a_folder_that_is_not_there_is_refused(rj, ana, tmp_path):
    assert "No such file" in rj("backup", str(tmp_path / "no" / "one.rjbackup")).refused(1)


# --- encrypted ------------------------------------------------------------------------------------


@pytest.fixture
def typed(quick_keys, monkeypatch):
    """Return a function that runs a command with these lines on an open file."""
    monkeypatch.setattr(keys, "terminal_is_there", lambda: False)

    def run(command, *texts):
        reading, writing = os.pipe()
        try:
            os.write(writing, "".join(f"{text}\n" for text in texts).encode())
            os.close(writing)
            return command("--passphrase-fd", str(reading))
        finally:
            os.close(reading)

    return run


@pytest.fixture
def sealed(rj, typed, ana, tmp_path):
    """Return a backup of the encrypted journal, and its recovery code."""
    with (tmp_path / "code").open("w+") as code:
        fd = ("--recovery-code-fd", str(code.fileno()))
        done = typed(lambda *words: rj("--encrypt", *fd, *words, "check"), PASSPHRASE, PASSPHRASE)
        assert done.code == 0, done
        code.seek(0)
        text = code.read().strip()
    path = tmp_path / "sealed.rjbackup"
    made = typed(lambda *words: rj("backup", str(path), "--json", *words), PASSPHRASE).json
    assert made == {"file": str(path), "contacts": 1}
    return path, text


def test_an_encrypted_one_is_restored_by_passphrase_or_code(bare, typed, sealed, tmp_path):
    path, code = sealed
    for number, secret in enumerate((PASSPHRASE, code)):
        journal = tmp_path / str(number) / "journal.db"
        done = typed(lambda *words: restore(bare, path, journal, *words), secret)  # noqa: B023
        assert "opens with the passphrase" in done.lines[1]
        listed = typed(
            lambda *words: bare("--journal", str(journal), *words, "list", "--json"),  # noqa: B023
            PASSPHRASE,
        )
        assert [one["name"] for one in listed.json] == ["Ana Lind"]


def test_by_a_wrong_passphrase_or_none_it_is_refused(bare, typed, sealed, tmp_path):
    journal = tmp_path / "fresh" / "journal.db"
    wrong = typed(lambda *words: restore(bare, sealed[0], journal, *words), "wrong")
    assert "of the day it was made" in wrong.refused(1)
    assert "encrypted" in restore(bare, sealed[0], journal).refused(3)
    assert not journal.parent.exists()
