"""The backup of an encrypted journal opens anywhere by the secrets of its day, and by no others."""

import contextlib
import random
import shutil
import zipfile
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import (
    BackupRefused,
    Busy,
    JournalError,
    NeedsPassphrase,
    WrongPassphrase,
)
from relationship_journal.services import encrypting
from relationship_journal.services.restoring import looked_into
from relationship_journal.services.vault import Code, Passphrase
from relationship_journal.store import backup_file
from relationship_journal.store.database import connect
from relationship_journal.store.vault import header, journal_keys
from relationship_journal.store.vault.header import Kind

PASSPHRASE, OTHER = Secret("a long passphrase"), Secret("another one")
NOTE = "purple elephants of Wednesday"
ZONE, NOW = ZoneInfo("Europe/Vienna"), datetime(2026, 11, 23, 10, 30, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("quick_keys")


def now():
    return NOW


def opened(path, passphrase=PASSPHRASE, **more):
    return contextlib.closing(
        open_core(path, key=Passphrase(passphrase), clock=now, zone=ZONE, **more)
    )


@pytest.fixture
def code(tmp_path):
    """Begin the encrypted journal; return its recovery code."""
    shown = encrypting.begin(tmp_path / "first" / "journal.db", now, PASSPHRASE)
    with opened(tmp_path / "first" / "journal.db") as core:
        core.notes.add(core.contacts.add("Ana"), NOTE)
        core.vault.add_keyring_slot(b"slot id!", b"k" * 32)
    return shown


@pytest.fixture
def path(tmp_path, code):
    return tmp_path / "first" / "journal.db"


@pytest.fixture
def backup(tmp_path, path):
    with opened(path) as core:
        return core.backups.write(tmp_path / "one.rjbackup").path


@pytest.fixture
def target(tmp_path):
    return tmp_path / "second" / "journal.db"


def restored(backup, target, key):
    with looked_into(backup, target, key=key) as found:
        return found.put_in_place(NOW, ZONE)


def people(path, passphrase=PASSPHRASE):
    with opened(path, passphrase) as core:
        assert core.checking.problems() == []
        return [row.name for row in core.people.rows(core.people.find().ids)]


@pytest.mark.parametrize("by", ["passphrase", "code", "code typed as passphrase"])
def test_on_a_fresh_computer_it_opens_by_passphrase_or_code(backup, target, code, by):
    key = {"passphrase": Passphrase(PASSPHRASE), "code": Code(code)}.get(by, Passphrase(code))
    row = restored(backup, target, key)
    assert (row.kept, row.inside.people, row.inside.is_encrypted) == (None, 1, True)
    assert people(target) == ["Ana"]
    names = {one.name for one in target.parent.iterdir()}
    assert {"journal.db", "vault.rjk", "vault.rjk.2"} <= names
    assert {one.stat().st_mode & 0o777 for one in target.parent.iterdir()} == {0o600}


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        (None, NeedsPassphrase),
        (Passphrase(OTHER), WrongPassphrase),
        (Code(Secret("CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-8BZS")), WrongPassphrase),
    ],
)
def test_by_nothing_or_a_wrong_secret_it_is_refused_and_the_folder_stays_empty(
    backup, target, key, fault
):
    target.parent.mkdir()
    with pytest.raises(fault):
        restored(backup, target, key)
    assert list(target.parent.iterdir()) == []


def test_nothing_can_be_read_in_it_and_no_key_of_this_computer_is_in_it(backup):
    content = backup.read_bytes()
    for words in (NOTE, "Ana", "SQLite format"):
        assert words.encode() not in content
    with backup_file.opened(backup) as found:
        assert content.startswith(b"PK\x03\x04")
        head = header.parse(found.keys, header.JOURNAL)
        assert {slot.kind for slot in head.slots} == {Kind.PASSPHRASE, Kind.CODE}


def test_after_a_changed_passphrase_it_opens_by_the_old_one(backup, path, target):
    with opened(path) as core:
        core.vault.change_passphrase(PASSPHRASE, OTHER)
    with pytest.raises(WrongPassphrase, match="of the day it was made"):
        restored(backup, target, Passphrase(OTHER))
    restored(backup, target, Passphrase(PASSPHRASE))
    assert people(target) == ["Ana"]


def test_the_passphrase_that_another_window_has_changed_meanwhile_counts(tmp_path, path, target):
    with opened(path) as core:
        key_file = path.with_name("vault.rjk")
        before = key_file.read_bytes()
        core.vault.change_passphrase(PASSPHRASE, OTHER)
        after = key_file.read_bytes()
    for name in ("vault.rjk", "vault.rjk.2"):
        path.with_name(name).write_bytes(before)
    with opened(path) as core:
        for name in ("vault.rjk", "vault.rjk.2"):
            path.with_name(name).write_bytes(after)
        made = core.backups.write(tmp_path / "late.rjbackup").path
    restored(made, target, Passphrase(OTHER))
    assert people(target, OTHER) == ["Ana"]


def test_of_flipped_bits_none_gives_another_journal(tmp_path, backup, target):
    whole, dice = backup.read_bytes(), random.Random(3)
    altered_file, refused = tmp_path / "altered.rjbackup", 0
    for _ in range(60):
        place = dice.randrange(len(whole) * 8)
        altered = bytearray(whole)
        altered[place // 8] ^= 1 << place % 8
        altered_file.write_bytes(altered)
        try:
            with looked_into(altered_file, target, key=Passphrase(PASSPHRASE)) as found:
                assert found.inside.people == 1
        except JournalError:
            refused += 1
        assert list(target.parent.glob("*.copy*")) == []
    assert refused > 55


def test_a_journal_swapped_for_another_of_the_same_person_is_refused(tmp_path, backup, target):
    """The seal binds it to its keys: another one under the same passphrase does not fit."""
    other = tmp_path / "other" / "journal.db"
    encrypting.begin(other, now, PASSPHRASE)
    with opened(other) as core:
        second = core.backups.write(tmp_path / "two.rjbackup").path
    mixed = tmp_path / "mixed.rjbackup"
    with (
        zipfile.ZipFile(backup) as one,
        zipfile.ZipFile(second) as two,
        zipfile.ZipFile(mixed, "w") as archive,
    ):
        for name in one.namelist():
            archive.writestr(name, (two if name == "journal.db" else one).read(name))
    with pytest.raises(BackupRefused):
        restored(mixed, target, Passphrase(PASSPHRASE))


def test_over_a_journal_of_the_same_passphrase_the_old_one_is_kept_as_a_backup(
    tmp_path, backup, path
):
    with opened(path) as core:
        core.contacts.add("Bea")
    row = restored(backup, path, Passphrase(PASSPHRASE))
    assert people(path) == ["Ana"]
    assert row.kept.suffix == ".rjbackup"
    restored(row.kept, path, Passphrase(PASSPHRASE))
    assert people(path) == ["Ana", "Bea"]


def test_over_a_journal_that_does_not_open_its_files_are_kept_as_they_stand(backup, target):
    encrypting.begin(target, now, OTHER)
    with opened(target, OTHER) as core:
        core.contacts.add("Chidi")
    row = restored(backup, target, Passphrase(PASSPHRASE))
    assert people(target) == ["Ana"]
    assert people(row.kept, OTHER) == ["Chidi"]


def test_an_encrypted_one_replaces_a_plain_one_and_the_other_way_round(tmp_path, backup, target):
    with contextlib.closing(open_core(target, begin=True, clock=now, zone=ZONE)) as core:
        core.contacts.add("Dana")
        plain = core.backups.write(tmp_path / "plain.rjbackup").path
    restored(backup, target, Passphrase(PASSPHRASE))
    assert people(target) == ["Ana"]
    restored(plain, target, Passphrase(PASSPHRASE))
    with contextlib.closing(open_core(target, clock=now, zone=ZONE)) as core:
        assert core.people.count() == 1
        assert not core.vault.is_journal_encrypted
    assert not target.with_name("vault.rjk").exists()


def test_a_journal_that_is_open_elsewhere_is_not_replaced(backup, path):
    with opened(path) as core:
        key = journal_keys.file_key(core._journal.opened)
    with contextlib.closing(connect(path, file_key=key)) as other:
        other.execute("PRAGMA journal_mode = WAL").fetchall()
        other.execute("SELECT count(*) FROM contact").fetchone()
        with pytest.raises(Busy):
            restored(backup, path, Passphrase(PASSPHRASE))
    assert people(path) == ["Ana"]


def test_a_folder_that_was_copied_aside_is_restored_with_its_key_file(tmp_path, path, target):
    shutil.copytree(path.parent, tmp_path / "aside")
    restored(tmp_path / "aside" / "journal.db", target, Passphrase(PASSPHRASE))
    assert people(target) == ["Ana"]
    (tmp_path / "aside" / "vault.rjk").unlink()
    (tmp_path / "aside" / "vault.rjk.2").unlink()
    with pytest.raises(JournalError, match="key file"):
        restored(tmp_path / "aside" / "journal.db", target, Passphrase(PASSPHRASE))


def test_who_is_asked_for_the_passphrase_is_told_which_vault_it_is(backup, target):
    asked = []

    def ask(locked):
        asked.append(locked)
        return Passphrase(PASSPHRASE)

    with looked_into(backup, target, key=ask) as found:
        assert found.inside.people == 1
    assert [(one.path, len(one.vault_id), one.keyring_slots) for one in asked] == [(backup, 16, ())]


def test_what_was_copied_before_the_encryption_is_named_and_deleted(tmp_path):
    path = tmp_path / "plain" / "journal.db"
    with contextlib.closing(open_core(path, begin=True, clock=now, zone=ZONE)) as core:
        plain = core.backups.write_now().path
        assert core.backups.readable() == []
    old = plain.with_name("journal-before-version-3-20260101-000000.db")
    shutil.copy(path, old)
    (plain.parent / "notes.txt").write_text("mine")
    encrypting.encrypt(path, now, PASSPHRASE)
    with opened(path) as core:
        sealed = core.backups.write_before("test").path
        assert set(core.backups.readable()) >= {plain, old}
        assert core.backups.delete_readable() >= 2
        assert core.backups.readable() == []
        assert [row.is_encrypted for row in core.backups.listed()] == [True]
    assert not plain.exists()
    assert sealed.exists()
    assert (plain.parent / "notes.txt").exists()


def test_automatic_ones_are_encrypted_too(path):
    with opened(path) as core:
        made = core.backups.make_daily()
    with backup_file.opened(made.path) as found:
        assert found.keys is not None
