"""A backup is looked into before it counts, and takes the journal's place wholly or not at all."""

import contextlib
import os
import shutil
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlcipher3 import dbapi2 as driver

from relationship_journal.core import open_core
from relationship_journal.errors import BackupRefused, Busy, DiskFull, JournalError, TooNew
from relationship_journal.services import restoring
from relationship_journal.services.restoring import looked_into
from relationship_journal.store import restoring as swapping

ZONE = ZoneInfo("Europe/Vienna")
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def journal_of(path, *names):
    with contextlib.closing(open_core(path, begin=True, clock=lambda: NOW, zone=ZONE)) as core:
        for name in names:
            core.contacts.add(name)
    return path


def people(path):
    with contextlib.closing(open_core(path, clock=lambda: NOW, zone=ZONE)) as core:
        assert core.checking.problems() == []
        return sorted(row.name for row in core.people.rows(core.people.find().ids))


@pytest.fixture
def backup(tmp_path):
    """Return a backup with Ana and Bea in it."""
    path = journal_of(tmp_path / "first" / "journal.db", "Ana", "Bea")
    with contextlib.closing(open_core(path, clock=lambda: NOW, zone=ZONE)) as core:
        return core.backups.write(tmp_path / "one.rjbackup").path


@pytest.fixture
def target(tmp_path):
    return tmp_path / "second" / "journal.db"


def restored(path, target):
    with looked_into(path, target) as found:
        return found.put_in_place(NOW, ZONE)


def test_on_a_fresh_computer_it_becomes_the_journal(backup, target):
    row = restored(backup, target)
    assert (row.journal, row.kept, row.inside.people) == (target, None, 2)
    assert people(target) == ["Ana", "Bea"]
    assert [one.name for one in target.parent.iterdir()] == ["journal.db"]
    assert target.stat().st_mode & 0o777 == 0o600


def test_looking_alone_changes_nothing(backup, target):
    with looked_into(backup, target) as found:
        assert found.inside.people == 2
        assert not found.replaces
    assert list(target.parent.iterdir()) == []


def test_what_was_there_is_kept_and_can_be_put_back(backup, target):
    journal_of(target, "Chidi")
    row = restored(backup, target)
    assert people(target) == ["Ana", "Bea"]
    assert row.kept == target.parent / "backups/journal-before-restoring-20261123-113000.rjbackup"
    restored(row.kept, target)
    assert people(target) == ["Chidi"]


def test_a_journal_of_an_older_version_is_kept_as_it_is(backup, target):
    from relationship_journal.store import files, migrations, opening

    files.make_folder(target.parent)
    opening.make_ready(target, begin=True, now=NOW, steps=migrations.STEPS[:2])
    row = restored(backup, target)
    assert people(target) == ["Ana", "Bea"]
    with looked_into(row.kept, target) as found:
        assert (found.inside.people, found.inside.made_at) == (0, None)


def test_a_damaged_journal_is_kept_as_it_stands_and_replaced(backup, target):
    journal_of(target, "Chidi")
    shattered = target.read_bytes()[:100] + b"\xff" * 5000
    target.write_bytes(shattered)
    row = restored(backup, target)
    assert people(target) == ["Ana", "Bea"]
    assert row.kept.read_bytes() == shattered
    assert row.kept.name == "journal.db"


def test_what_another_program_has_open_is_left_alone(backup, target):
    journal_of(target, "Chidi")
    with contextlib.closing(driver.connect(target)) as other:
        other.execute("PRAGMA journal_mode = WAL").fetchall()
        other.execute("SELECT count(*) FROM contact").fetchone()
        with pytest.raises(Busy, match="has the journal open"):
            restored(backup, target)
        other.execute("UPDATE contact SET name = 'Dana'")
        other.commit()
    with contextlib.closing(driver.connect(target)) as again:
        assert again.execute("SELECT name FROM contact").fetchall() == [("Dana",)]


def test_a_plain_journal_that_was_copied_aside_is_restored_too(tmp_path, target):
    old = journal_of(tmp_path / "old.db", "Ana")
    with contextlib.closing(open_core(old, clock=lambda: NOW, zone=ZONE)) as core:
        core.contacts.add("Late")  # still in the log of writes, not in the file itself
        shutil.copy(old, tmp_path / "aside.db")
        shutil.copy(f"{old}-wal", tmp_path / "aside.db-wal")
    restored(tmp_path / "aside.db", target)
    assert people(target) == ["Ana", "Late"]
    assert sorted(one.name for one in tmp_path.glob("aside*")) == ["aside.db", "aside.db-wal"]


@pytest.mark.parametrize("content", [b"", b"no journal", b"SQLite format 3\x00" + bytes(500)])
def test_what_is_no_backup_is_refused_and_leaves_nothing(tmp_path, target, content):
    path = tmp_path / "one.rjbackup"
    path.write_bytes(content)
    target.parent.mkdir()
    with pytest.raises(JournalError):
        restored(path, target)
    assert list(target.parent.iterdir()) == []


def test_one_of_a_newer_version_is_refused(tmp_path, backup, target):
    with looked_into(backup, tmp_path / "x" / "journal.db") as found:
        prepared = found._prepared
        with contextlib.closing(driver.connect(prepared)) as connection:
            connection.execute("PRAGMA user_version = 99")
        shutil.copy(prepared, tmp_path / "new.db")
    with pytest.raises(TooNew):
        restored(tmp_path / "new.db", target)


def test_foreign_triggers_are_refused(tmp_path, backup, target):
    with looked_into(backup, tmp_path / "x" / "journal.db") as found:
        shutil.copy(found._prepared, tmp_path / "odd.db")
    with contextlib.closing(driver.connect(tmp_path / "odd.db")) as connection:
        connection.execute("CREATE TRIGGER odd AFTER INSERT ON note BEGIN DELETE FROM contact; END")
        connection.commit()
    with pytest.raises(BackupRefused, match="did not write"):
        restored(tmp_path / "odd.db", target)


def test_without_room_for_it_nothing_is_begun(backup, target, monkeypatch):
    usage = shutil.disk_usage(backup.parent)._replace(free=10)
    monkeypatch.setattr(restoring.shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(DiskFull):
        restored(backup, target)
    assert list(target.parent.iterdir()) == []


def test_the_log_of_the_old_journal_is_not_taken_for_the_new_one_s(backup, target):
    journal_of(target, "Chidi")
    # as a program that was killed leaves it, on a journal that does not open any more
    target.write_bytes(b"\0" * 4096)
    target.with_name("journal.db-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(4000))
    row = restored(backup, target)
    assert people(target) == ["Ana", "Bea"]
    assert row.kept.with_name("journal.db-wal").exists()


# --- killed ---------------------------------------------------------------------------------------


def die_at(number, monkeypatch):
    """End this process, as a power cut does, before its n-th durable step."""
    steps = iter(range(1, 1000))

    def counted(call):
        def step(*given, **more):
            if next(steps) == number:
                os._exit(9)
            return call(*given, **more)

        return step

    for owner, name in (
        (os, "fsync"), (os, "open"), (os, "link"), (Path, "replace"), (Path, "unlink"),
        (Path, "mkdir"), (swapping.files, "make_private_file"),
    ):  # fmt: skip
        monkeypatch.setattr(owner, name, counted(getattr(owner, name)))


def run_and_die(work, number, monkeypatch):
    """Do the work in a child that dies at a step; say whether it got through."""
    child = os.fork()
    if child == 0:
        try:
            die_at(number, monkeypatch)
            work()
        finally:
            os._exit(0)
    _process, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="one process of another needs fork")
@pytest.mark.parametrize("keys", [None, b"the new keys"], ids=["plain", "with keys"])
@pytest.mark.parametrize("before", [None, b"the old keys"], ids=["over plain", "over keys"])
def test_killed_at_any_step_the_one_or_the_other_is_there_with_its_own_keys(
    tmp_path, monkeypatch, keys, before
):
    number, outcomes = 0, set()
    while True:
        number += 1
        folder = tmp_path / str(number)
        folder.mkdir()
        journal, prepared = folder / "journal.db", folder / "prepared"
        journal.write_bytes(b"old journal")
        prepared.write_bytes(b"new journal")
        copies = swapping.key_files(journal)
        for copy in copies if before else ():
            copy.write_bytes(before)
        done = run_and_die(
            partial(swapping.put_in_place, prepared, keys, journal), number, monkeypatch
        )
        is_committed = swapping.is_waiting(journal) or journal.read_bytes() == b"new journal"
        for _ in range(2):  # whoever comes next, and the one after that
            swapping.finish(journal)
            is_new = journal.read_bytes() == b"new journal"
            assert is_new is is_committed
            expected = keys if is_new else before
            assert [one.read_bytes() if one.exists() else None for one in copies] == [expected] * 2
            assert not swapping.is_waiting(journal)
        outcomes.add(is_new)
        left = {one.name for one in folder.iterdir()} - {"journal.db", "prepared"}
        assert {name for name in left if name.endswith(".restored")} == set()
        if done:
            break
    assert number > 6
    assert outcomes == {False, True}


def test_a_link_in_the_place_of_what_was_restored_costs_nobody_their_journal(tmp_path):
    journal, canary = tmp_path / "journal.db", tmp_path / "canary"
    journal.write_bytes(b"old journal")
    canary.write_bytes(b"canary")
    copies = swapping.key_files(journal)
    for copy in copies:
        copy.write_bytes(b"the old keys")
    for name in ("journal.db.restored", "vault.rjk.restored"):
        (tmp_path / name).symlink_to(canary)
    swapping.finish(journal)
    assert [one.read_bytes() for one in (journal, canary)] == [b"old journal", b"canary"]
    assert {one.read_bytes() for one in copies} == {b"the old keys"}
    assert not list(tmp_path.glob("*.restored"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="one process of another needs fork")
def test_killed_while_restoring_over_a_journal_nobody_is_lost(
    backup, target, monkeypatch, tmp_path
):
    journal_of(target, "Chidi")
    shutil.copytree(target.parent, tmp_path / "before")
    number, outcomes = 0, set()
    while True:
        number += 3
        shutil.rmtree(target.parent)
        shutil.copytree(tmp_path / "before", target.parent)
        done = run_and_die(lambda: restored(backup, target), number, monkeypatch)
        found = people(target)
        outcomes.add(tuple(found))
        if found == ["Ana", "Bea"]:
            (kept,) = (target.parent / "backups").glob("*.rjbackup")
            restored(kept, tmp_path / "undone" / "journal.db")
            assert people(tmp_path / "undone" / "journal.db") == ["Chidi"]
            shutil.rmtree(tmp_path / "undone")
        if done:
            break
    assert outcomes == {("Chidi",), ("Ana", "Bea")}
