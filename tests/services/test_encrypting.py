import contextlib
import os
import re

import apsw
import pytest

from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import (
    Busy,
    Cancelled,
    Conflict,
    JournalFileError,
    KeyFileMissing,
    KeysDamaged,
    NeedsPassphrase,
    WrongPassphrase,
)
from relationship_journal.services import encrypting
from relationship_journal.services.vault import Code, Passphrase, VaultState
from relationship_journal.store.vault import journal_keys, key_file

PASSPHRASE, OTHER = Secret("a long passphrase"), Secret("another one")
NOTE = "purple elephants of Wednesday"
PLAIN = b"SQLite format 3\x00"

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "journal.db"


def names(path) -> set[str]:
    return {one.name for one in path.parent.iterdir()} - {
        "journal.db-lock", "vault.rjk-lock", "backups",
    }  # fmt: skip


def safe_copies(path) -> list[str]:
    return sorted(one.name.split("-2")[0] for one in (path.parent / "backups").iterdir())


def opened(path, key=PASSPHRASE, **settings):
    key = Code(key) if key.reveal().count("-") == 8 else Passphrase(key)
    return contextlib.closing(open_core(path, key=key, keeps_house=False, **settings))


def fill(path) -> None:
    with contextlib.closing(open_core(path, begin=True)) as core:
        ana = core.contacts.add("Ana Lind", emails=["ana@example.org"], tags=["garden"])
        core.notes.add(ana, NOTE)
        core.entries.write_down([ana], "We spoke of beech hedges.")


def see_all(path, key=PASSPHRASE) -> None:
    """See that everything is there and right."""
    with opened(path, key) as core:
        assert [row.name for row in core.people.rows([1])] == ["Ana Lind"]
        assert [row.kind for row in core.search.find("elephants")] == ["note"]
        assert [row.kind for row in core.search.find("hedges")] == ["entry"]
        assert core.checking.problems() == []


@pytest.fixture
def encrypted(path, clock):
    """Return the path of an encrypted journal, and its recovery code."""
    fill(path)
    code = encrypting.encrypt(path, clock, PASSPHRASE)
    return path, code


def refused(path, key=OTHER, error=WrongPassphrase) -> None:
    with pytest.raises(error), opened(path, key):
        pass


def test_an_encrypted_journal_opens_by_its_passphrase_and_its_code_and_by_nothing_else(encrypted):
    path, code = encrypted
    assert encrypting.is_encrypted(path)
    see_all(path)
    see_all(path, code)
    refused(path)
    with pytest.raises(NeedsPassphrase, match="locked"), contextlib.closing(open_core(path)):
        pass


def test_the_code_may_be_typed_in_the_place_of_the_passphrase(encrypted):
    path, code = encrypted
    with contextlib.closing(open_core(path, key=Passphrase(code))) as core:
        assert core.vault.is_journal_encrypted


def test_nothing_of_it_is_readable_without_the_key(encrypted):
    path, _code = encrypted
    assert names(path) == {"journal.db", "vault.rjk", "vault.rjk.2"}
    with opened(path) as core:
        core.notes.add(1, "a wet umbrella")
        found = [one for one in path.parent.rglob("*") if one.is_file()]
        everything = b"".join(one.read_bytes() for one in found)
    for word in (
        "elephants",
        "Ana Lind",
        "umbrella",
        "example.org",
        "CREATE TABLE",
        PASSPHRASE.reveal(),
    ):
        for encoding in ("utf-8", "utf-16-le"):
            assert word.encode(encoding) not in everything
    assert not path.read_bytes().startswith(PLAIN)


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX systems")
def test_all_its_files_are_private_whatever_the_umask(path, clock):
    old = os.umask(0)
    try:
        encrypting.begin(path, clock, PASSPHRASE)
        with opened(path) as core:
            core.contacts.add("Ana Lind")
            modes = {one.name: one.stat().st_mode & 0o777 for one in path.parent.iterdir()}
    finally:
        os.umask(old)
    assert set(modes.values()) == {0o600}
    assert len(modes) >= 5
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_an_independent_reader_opens_it_with_the_derived_key(encrypted):
    path, _code = encrypted
    key = journal_keys.file_key(journal_keys.unlock(path, Passphrase(PASSPHRASE)))
    assert re.fullmatch(r"x'[0-9a-f]{96}'", key)
    with contextlib.closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)) as reader:
        for pragma in ("cipher='sqlcipher'", "legacy=4", f'key="{key}"'):
            reader.execute(f"PRAGMA {pragma}")
        assert list(reader.execute("SELECT name FROM contact")) == [("Ana Lind",)]
        found = reader.execute("SELECT rowid FROM note_words('elephants')")
        assert list(found) == [(1,)]


def test_the_known_keys_of_the_file_are_derived(clock):
    from relationship_journal.store.vault.header import JOURNAL, Header
    from relationship_journal.store.vault.slots import Opened

    known = Opened(Header(JOURNAL, bytes(range(16)), 1, 1, ()), {1: bytes(range(0x20, 0x40))})
    assert journal_keys.file_key(known) == (
        "x'fffd44cfeb0ae4ba4bfce98945dd02a76fed35e7b9cc7c1a4441c3e439e524f9"
        "ce5dd9e25e853d94b13c5f3f0733a789'"
    )


def test_a_destroyed_beginning_of_the_file_is_survived(encrypted):
    path, _code = encrypted
    with path.open("r+b") as file:
        file.write(PLAIN)  # as if it were none of ours
    see_all(path)
    assert "vault.rjk" in names(path)


def test_a_new_journal_begins_encrypted(path, clock):
    code = encrypting.begin(path, clock, PASSPHRASE)
    with opened(path, code) as core:
        core.contacts.add("Ana Lind")
    with opened(path) as core:
        assert core.checking.problems() == []
        assert core.vault.state is VaultState.NONE
    with pytest.raises(Conflict, match="already"):
        encrypting.begin(path, clock, OTHER)


def test_the_sign_ins_of_an_encrypted_journal_take_its_passphrase_and_its_code(encrypted):
    path, code = encrypted
    with opened(path) as core:
        with pytest.raises(WrongPassphrase):
            core.vault.make(OTHER)
        assert not core.vault.needs_code
        assert core.vault.make(PASSPHRASE) is None
    for key in (PASSPHRASE, code):
        with opened(path, key, opens_sign_ins=True) as core:
            assert core.vault.is_open
    with opened(path) as core:  # for a list of people nobody needs them
        assert core.vault.state is VaultState.LOCKED


def test_one_passphrase_is_changed_for_both(encrypted):
    path, code = encrypted
    with opened(path) as core:
        core.vault.make(PASSPHRASE)
        core.vault.change_passphrase(PASSPHRASE, OTHER)
        assert core.vault.is_open
    refused(path, PASSPHRASE)
    for key in (OTHER, code):
        with opened(path, key, opens_sign_ins=True) as core:
            assert core.vault.is_open


def test_who_forgot_the_passphrase_chooses_a_new_one_by_the_code(encrypted):
    path, code = encrypted
    with opened(path, code) as core:
        core.vault.change_passphrase(code, OTHER)
        with pytest.raises(WrongPassphrase, match="passphrase itself"):
            core.vault.make(code)
    see_all(path, OTHER)
    refused(path, PASSPHRASE)


@pytest.mark.parametrize("has_sign_ins", [True, False])
def test_one_code_is_replaced_for_both(encrypted, has_sign_ins):
    path, code = encrypted
    with opened(path) as core:
        if has_sign_ins:
            core.vault.make(PASSPHRASE)
        new = core.vault.new_code(PASSPHRASE)
        if not has_sign_ins:  # what was parked of the old code is of no use any more
            core.vault.make(PASSPHRASE)
    refused(path, code)
    with opened(path, new, opens_sign_ins=True) as core:
        assert core.vault.is_open


@pytest.mark.parametrize("has_sign_ins", [True, False])
def test_renewed_it_opens_as_before_and_the_old_key_opens_nothing(encrypted, clock, has_sign_ins):
    path, code = encrypted
    if has_sign_ins:
        with opened(path) as core:
            core.vault.make(PASSPHRASE)
    old = journal_keys.unlock(path, Passphrase(PASSPHRASE))
    encrypting.renew(path, clock, PASSPHRASE)
    see_all(path)
    see_all(path, code)
    with pytest.raises(JournalFileError):
        from relationship_journal.store.journal import Journal

        Journal(path, clock, opened=old)
    with opened(path) as core:
        if not has_sign_ins:
            core.vault.make(PASSPHRASE)
    with opened(path, code, opens_sign_ins=True) as core:
        assert core.vault.is_open
    assert names(path) == {"journal.db", "vault.rjk", "vault.rjk.2"}


def test_decrypted_it_is_a_plain_journal_and_the_sign_ins_stay_sealed(encrypted, clock):
    path, code = encrypted
    with opened(path) as core:
        core.vault.make(PASSPHRASE)
    encrypting.decrypt(path, clock, PASSPHRASE)
    assert path.read_bytes().startswith(PLAIN)
    assert names(path) == {"journal.db"}
    with contextlib.closing(open_core(path)) as core:
        assert core.vault.state is VaultState.LOCKED
        core.vault.unlock_with_code(code)
        core.vault.unlock(PASSPHRASE)
    # and back again, by the passphrase and the code there are
    with pytest.raises(WrongPassphrase):
        encrypting.encrypt(path, clock, OTHER)
    assert encrypting.encrypt(path, clock, PASSPHRASE) is None
    see_all(path, code)
    with opened(path, code, opens_sign_ins=True) as core:
        assert core.vault.is_open


def test_a_journal_with_sign_ins_is_encrypted_by_their_passphrase_and_code(path, clock):
    fill(path)
    with contextlib.closing(open_core(path)) as core:
        code = core.vault.make(PASSPHRASE)
    assert encrypting.encrypt(path, clock, PASSPHRASE) is None
    with opened(path, code, opens_sign_ins=True) as core:
        assert core.vault.is_open
    see_all(path, code)


@pytest.mark.parametrize("work", [encrypting.encrypt, encrypting.decrypt, encrypting.renew])
def test_what_is_stopped_leaves_everything_as_it_was(path, clock, work):
    fill(path)
    if work is not encrypting.encrypt:
        encrypting.encrypt(path, clock, PASSPHRASE)
    with contextlib.closing(open_core(path, key=Passphrase(PASSPHRASE))) as core:
        for number in range(300):
            core.notes.add(1, f"note {number} " + "of many words " * 50)
    before = names(path)
    with pytest.raises(Cancelled, match="as it was"):
        work(path, clock, PASSPHRASE, cancelled=lambda: True)
    assert names(path) == before
    told = []
    work(path, clock, PASSPHRASE, progress=lambda *steps: told.append(steps))
    assert told
    assert all(done <= total for done, total in told)


def test_a_backup_is_made_before_and_none_that_can_be_read_stays(path, clock):
    fill(path)
    encrypting.encrypt(path, clock, PASSPHRASE)
    assert safe_copies(path) == []
    encrypting.renew(path, clock, PASSPHRASE)
    with pytest.raises(Cancelled):
        encrypting.decrypt(path, clock, PASSPHRASE, cancelled=lambda: True)
    assert safe_copies(path) == ["journal-before-renewing"]
    encrypting.decrypt(path, clock, PASSPHRASE)
    assert safe_copies(path) == ["journal-before-decrypting", "journal-before-renewing"]
    with contextlib.closing(open_core(path)) as core:
        assert {row.is_encrypted for row in core.backups.listed()} == {True}


@pytest.mark.parametrize("work", [encrypting.encrypt, encrypting.decrypt, encrypting.renew])
def test_a_journal_somebody_else_has_open_is_left_alone(path, clock, work):
    fill(path)
    if work is not encrypting.encrypt:
        encrypting.encrypt(path, clock, PASSPHRASE)
    before = names(path)
    with opened(path), pytest.raises(Busy, match="open in another"):
        work(path, clock, PASSPHRASE)
    assert names(path) == before
    see_all(path)


def test_without_its_key_file_it_says_so_and_makes_no_new_one(encrypted):
    path, _code = encrypted
    for copy in key_file.KeyFile(path).copies:
        copy.unlink()
    for begin in (True, False):
        with pytest.raises(KeyFileMissing, match="missing"):
            open_core(path, begin=begin, key=Passphrase(PASSPHRASE))
        with pytest.raises(KeyFileMissing):
            open_core(path, begin=begin)
    assert "vault.rjk" not in names(path)


@pytest.mark.parametrize("size", [4096 * 3 + 100, 50, 4096])
def test_a_journal_that_was_cut_off_is_damaged(encrypted, size):
    path, _code = encrypted
    os.truncate(path, size)
    with pytest.raises(JournalFileError, match="is damaged"), opened(path):
        pass
    assert path.stat().st_size == size


def test_a_damaged_page_that_a_write_comes_upon_is_damage_and_no_fault_of_the_program(encrypted):
    """SQLCipher says "readonly" then, which a write outside of a change is told by too."""
    path, _code = encrypted
    with opened(path) as core:
        raw = core._journal.raw
        (page,) = raw.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'note_words_config'"
        ).fetchone()
        with core._journal.change("Import", is_undoable=False):
            raw.execute("INSERT INTO batch (label, state, started_at) VALUES ('', 'done', '')")
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 50] ^= 1
    path.write_bytes(content)
    with pytest.raises(JournalFileError, match="is damaged"), opened(path):
        pass


def test_damaged_keys_are_told_from_a_damaged_journal(encrypted):
    path, _code = encrypted
    with path.open("r+b") as file:
        file.seek(500)
        file.write(b"damage")
    refused(path, PASSPHRASE, JournalFileError)
    for copy in key_file.KeyFile(path).copies:
        copy.write_bytes(b"damage" + copy.read_bytes()[6:])
    refused(path, PASSPHRASE, KeysDamaged)


def test_a_key_file_without_a_journal_is_put_aside_when_one_begins(encrypted, clock):
    path, _code = encrypted
    path.unlink()
    with contextlib.closing(open_core(path, begin=True)):
        pass
    assert {"vault.rjk.left", "vault.rjk.2.left"} <= names(path)
    assert path.read_bytes().startswith(PLAIN)


def test_the_keyring_opens_the_journal_and_not_the_sign_ins(encrypted):
    from relationship_journal.services.vault import KeyringKeys

    path, _code = encrypted
    with opened(path) as core:
        core.vault.make(PASSPHRASE)
        core.vault.add_keyring_slot(b"slot-one", b"k" * 32)
        assert core.vault.keyring_slots == (b"slot-one",)
    asked = []

    def ask(locked):
        asked.append(locked.keyring_slots)
        return KeyringKeys({b"slot-one": b"k" * 32})

    with contextlib.closing(open_core(path, key=ask, opens_sign_ins=True)) as core:
        assert core.vault.state is VaultState.LOCKED
        core.vault.unlock(PASSPHRASE)
        core.vault.remove_keyring_slots()
    assert asked == [(b"slot-one",)]
    with pytest.raises(WrongPassphrase):
        open_core(path, key=ask)


def test_of_a_deleted_note_no_word_is_left_in_the_file(path, clock):
    fill(path)
    with contextlib.closing(open_core(path)) as core:
        note = core.notes.add(1, "xylophones")
        core.notes.delete(note)
        core._journal.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert b"xylophones" not in path.read_bytes()
