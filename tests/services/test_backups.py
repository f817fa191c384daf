"""A backup is of one moment, whole, read back at once; and old ones make room in good order."""

import contextlib
import os
import threading
import zipfile
from datetime import timedelta

import pytest

from relationship_journal.errors import Cancelled, DiskFull, JournalError
from relationship_journal.services import restoring


@pytest.fixture
def core(open_journal):
    return open_journal()


def people_in(path, tmp_path):
    with restoring.looked_into(path, tmp_path / "elsewhere" / "journal.db") as found:
        return found.inside.people


def names(folder):
    return sorted(one.name for one in folder.iterdir())


def test_a_backup_holds_the_people_and_says_when_it_was_made(core, clock, tmp_path):
    ana = core.contacts.add("Ana")
    core.notes.add(ana, "Likes moss")
    core.contacts.delete(core.contacts.add("Bea"))
    made = core.backups.write(tmp_path / "one.rjbackup")
    assert (made.people, made.is_automatic, made.made_at) == (1, False, clock.at)
    assert made.size == (tmp_path / "one.rjbackup").stat().st_size
    with restoring.looked_into(made.path, tmp_path / "elsewhere" / "journal.db") as found:
        inside = found.inside
    assert (inside.people, inside.entries, inside.notes) == (1, 0, 1)
    assert (inside.made_at, inside.is_encrypted) == (clock.at, False)


def test_only_its_owner_can_read_it_and_nothing_is_left_beside_it(core, tmp_path):
    before = names(tmp_path)
    path = core.backups.write(tmp_path / "one.rjbackup").path
    assert path.stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == sorted([*before, "one.rjbackup"])
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["format", "journal.db", "mac"]


def test_the_journal_is_not_touched_by_it(core, tmp_path):
    core.contacts.add("Ana")
    core.backups.write(tmp_path / "one.rjbackup")
    assert core.history.undo_label == "Add contact"
    assert core.checking.problems() == []
    core.contacts.add("Bea")
    assert core.people.count() == 2


def test_what_is_written_meanwhile_is_wholly_in_it_or_not_at_all(core, tmp_path):
    """Each step of the other writer adds two; an odd number would be half of one."""
    stop, written = threading.Event(), []

    def write_on():
        with core.at_work():
            while not stop.is_set():
                with core.history.as_one("Add two"):
                    for _ in range(2):
                        core.contacts.add(f"Person {len(written)}")
                written.append(2)

    other = threading.Thread(target=write_on)
    other.start()
    try:
        counts = [
            people_in(core.backups.write(tmp_path / "one.rjbackup").path, tmp_path)
            for _ in range(4)
        ]
    finally:
        stop.set()
        other.join()
    assert counts == sorted(counts)
    assert all(count % 2 == 0 for count in counts)
    assert sum(written) > 0


def test_the_journal_s_own_file_is_no_place_for_a_backup(core):
    with pytest.raises(JournalError, match="is the journal itself"):
        core.backups.write(core.path)
    assert core.people.count() == 0


def test_stopped_or_failed_the_backup_of_before_is_still_there(core, tmp_path):
    core.contacts.add("Ana")
    path = core.backups.write(tmp_path / "one.rjbackup").path
    whole, before = path.read_bytes(), names(tmp_path)
    core.contacts.add("Bea")
    with pytest.raises(Cancelled):
        core.backups.write(path, cancelled=lambda: True)
    assert path.read_bytes() == whole
    assert names(tmp_path) == before


def test_a_full_disk_is_told_and_leaves_nothing(core, tmp_path, monkeypatch):
    from relationship_journal.store import backup_file

    def full(*_given, **_more):
        raise OSError(28, "No space left on device")

    before = names(tmp_path)
    monkeypatch.setattr(backup_file, "write", full)
    with pytest.raises(DiskFull):
        core.backups.write(tmp_path / "one.rjbackup")
    assert names(tmp_path) == before


def test_a_disk_that_gives_back_something_else_is_found_out(core, tmp_path, monkeypatch):
    from relationship_journal.store import backup_file, stored_zip

    finish = stored_zip.finish

    def finish_badly(file, members):
        finish(file, members)
        file.seek(500)
        file.write(b"bad")

    monkeypatch.setattr(backup_file.stored_zip, "finish", finish_badly)
    with pytest.raises(JournalError, match="could not be read back"):
        core.backups.write(tmp_path / "one.rjbackup")
    assert not (tmp_path / "one.rjbackup").exists()


def test_it_tells_how_far_it_is(core, tmp_path):
    told = []
    core.backups.write(tmp_path / "one.rjbackup", lambda *step: told.append(step))
    assert told[-1][0] == told[-1][1] > 0


# --- by itself ------------------------------------------------------------------------------------


def wind_to_next_day(core, clock, *, writes=True):
    clock.wind(days=1)
    if writes:
        core.contacts.add(f"Person {clock.at:%d}")
    newest = max((one.stat().st_mtime for one in core.backups.folder.glob("*")), default=0)
    for one in core.path.parent.glob(core.path.name + "*"):
        os.utime(one, (newest + (5 if writes else -5),) * 2)


def test_the_first_one_is_made_at_once_and_the_next_on_another_day(core, clock):
    made = core.backups.make_daily()
    assert made.path.name == "journal-20261123-113000.rjbackup"
    assert made.is_automatic
    clock.wind(hours=3)
    core.contacts.add("Ana")
    assert not core.backups.is_due()
    assert core.backups.make_daily() is None
    wind_to_next_day(core, clock)
    assert core.backups.make_daily().path.name == "journal-20261124-143000.rjbackup"
    assert [one.path.name for one in core.backups.listed()] == [
        "journal-20261124-143000.rjbackup",
        "journal-20261123-113000.rjbackup",
    ]


def test_a_journal_nobody_wrote_to_is_not_backed_up_again(core, clock):
    core.backups.make_daily()
    wind_to_next_day(core, clock, writes=False)
    assert not core.backups.is_due()


def test_after_a_month_fourteen_days_and_the_weeks_before_are_kept(core, clock):
    for _ in range(30):
        assert core.backups.make_daily() is not None
        wind_to_next_day(core, clock)
    days = [one.made_at.date().isoformat() for one in core.backups.listed()]
    assert days[:14] == [
        *(f"2026-12-{day:02}" for day in range(22, 8, -1)),
    ]
    assert days[14:] == ["2026-12-06", "2026-11-29"]


def test_one_made_by_hand_in_the_same_folder_stays(core, clock):
    core.backups.make_daily()
    own = core.backups.write(core.backups.folder / "mine.rjbackup").path
    before = core.backups.write_before("before-restoring").path
    for _ in range(20):
        wind_to_next_day(core, clock)
        core.backups.make_daily()
    assert own.exists()
    assert before.name == "journal-before-restoring-20261123-113000.rjbackup"
    assert before.exists()
    automatic = [one for one in core.backups.listed() if one.is_automatic]
    assert len(automatic) == 14 + 1


def test_two_journals_in_one_folder_keep_their_own(open_journal, clock):
    first, second = open_journal(), open_journal("other.db")
    for core in (first, second):
        core.backups.make_daily()
    assert [one.path.name for one in first.backups.listed() if one.is_automatic] == [
        "journal-20261123-113000.rjbackup"
    ]
    assert not second.backups.is_due()


def test_what_a_killed_backup_left_is_removed_with_the_next(core, tmp_path):
    left = tmp_path / ".journal.db.0123456789ab.copy"
    left.write_bytes(b"someone")
    core.backups.write(tmp_path / "one.rjbackup")
    assert left.exists()  # it could be one that is being made
    with contextlib.suppress(OSError):
        os.utime(left, (0, 0))
    core.backups.write(tmp_path / "one.rjbackup")
    assert not left.exists()


def test_the_folder_of_backups_is_the_user_s_alone(core):
    core.backups.make_daily()
    assert core.backups.folder.stat().st_mode & 0o777 == 0o700
    assert timedelta(0) <= core.clock() - core.backups.listed()[0].made_at < timedelta(seconds=1)
