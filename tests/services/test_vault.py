import hashlib
import threading

import pytest

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import (
    Cancelled,
    Conflict,
    InvalidInput,
    KeysDamaged,
    NewerFormat,
    NotFound,
    VaultLocked,
    WrongPassphrase,
)
from relationship_journal.services.vault import VaultState
from relationship_journal.store.vault import header, kept, making
from relationship_journal.store.vault.records import DRAFT
from relationship_journal.store.vault.slots import Passphrase

PASSPHRASE, OTHER = Secret("a long passphrase"), Secret("another one")

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def vault(core):
    return core.vault


@pytest.fixture
def code(vault) -> Secret:
    return vault.make(PASSPHRASE)


def add_sign_in(core, record_id: bytes, password: bytes = b"hunter2") -> None:
    keys = core.vault.keys()
    journal = core._journal
    with journal.change("Add sign-in", is_undoable=False):
        journal.execute(
            "INSERT INTO cred (record_id, version, origin, label, sealed, created_at,"
            " password_changed_at) VALUES (?, 1, 'https://example.org', '', ?, '', '')",
            (record_id, keys.seal(record_id, 1, "https://example.org", password)),
        )
        kept.seal_all(journal.raw, keys)


def passwords(core) -> list[bytes]:
    keys = core.vault.keys()
    rows = core._journal.execute("SELECT record_id, version, origin, sealed FROM cred").fetchall()
    return [
        keys.open(bytes(one), version, site, bytes(sealed)) for one, version, site, sealed in rows
    ]


def opens(vault, key: Secret) -> bool:
    vault.lock()
    unlock = vault.unlock_with_code if key.reveal().count("-") == 8 else vault.unlock
    try:
        unlock(key)
    except WrongPassphrase:
        return False
    return vault.is_open


def test_a_journal_begins_without_a_vault(vault):
    assert vault.state is VaultState.NONE
    assert not vault.is_journal_encrypted
    with pytest.raises(NotFound, match="no sign-ins"):
        vault.unlock(PASSPHRASE)
    with pytest.raises(VaultLocked):
        vault.keys()
    with pytest.raises(NotFound, match="no passphrase"):
        vault.change_passphrase(PASSPHRASE, OTHER)


def test_passphrase_and_code_open_it_and_nothing_else_does(core, vault, code):
    add_sign_in(core, b"1" * 16)
    assert vault.state is VaultState.OPEN
    assert vault.is_whole()
    for key in (PASSPHRASE, code, Secret(code.reveal().lower().replace("-", " "))):
        vault.lock()
        assert vault.state is VaultState.LOCKED
        if key == PASSPHRASE:
            vault.unlock(key)
        else:
            vault.unlock_with_code(key)
        assert passwords(core) == [b"hunter2"]
    assert not opens(vault, OTHER)
    assert not opens(vault, vault.propose_code())


def test_a_new_opening_of_the_journal_finds_it_locked(code, open_journal):
    again = open_journal()
    assert again.vault.state is VaultState.LOCKED
    again.vault.unlock(PASSPHRASE)
    assert again.vault.is_open


def test_a_proposed_code_is_the_one_that_counts(vault):
    proposed = vault.propose_code()
    assert vault.make(PASSPHRASE, proposed) == proposed
    assert opens(vault, proposed)


def test_groups_are_compared_as_they_may_be_typed(vault):
    code = Secret("CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-8BZ1")
    assert vault.is_group_of(code, 0, " chjp")
    assert vault.is_group_of(code, 5, "owbj")
    assert vault.is_group_of(code, 8, "8bzl")
    assert not vault.is_group_of(code, 1, "CHJP")
    assert not vault.is_group_of(code, 1, "")


def test_there_is_only_one(code, vault):
    with pytest.raises(Conflict, match="already"):
        vault.make(OTHER)
    assert opens(vault, PASSPHRASE)


def test_an_empty_passphrase_makes_nothing(vault):
    with pytest.raises(InvalidInput):
        vault.make(Secret(""))
    assert vault.state is VaultState.NONE


def test_after_a_change_only_the_new_passphrase_opens_it(core, vault, code):
    add_sign_in(core, b"1" * 16)
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase(OTHER, PASSPHRASE)
    vault.change_passphrase(PASSPHRASE, OTHER)
    assert passwords(core) == [b"hunter2"]  # it stays open
    assert not opens(vault, PASSPHRASE)
    assert opens(vault, code)
    assert opens(vault, OTHER)
    vault.lock()
    vault.change_passphrase(OTHER, PASSPHRASE)
    assert vault.state is VaultState.LOCKED  # and locked where it was
    assert opens(vault, PASSPHRASE)


def test_after_a_new_code_only_the_new_one_opens_it(core, vault, code):
    new = vault.new_code(PASSPHRASE)
    assert new != code
    assert not opens(vault, code)
    assert opens(vault, new)
    assert opens(vault, PASSPHRASE)


def test_renewed_keys_open_everything_and_the_old_key_nothing(core, vault, code):
    for number in range(5):
        add_sign_in(core, bytes([number]) * 16, b"hunter%d" % number)
    old = vault.keys()
    sealed = core._journal.execute("SELECT sealed FROM cred").fetchall()
    told = []
    vault.renew(PASSPHRASE, progress=lambda *steps: told.append(steps))
    assert told == [(number, 5) for number in range(1, 6)]
    assert passwords(core) == [b"hunter%d" % number for number in range(5)]
    assert vault.is_whole()
    assert vault.keys().epoch == old.epoch + 1
    assert not set(sealed) & set(core._journal.execute("SELECT sealed FROM cred").fetchall())
    for key in (PASSPHRASE, code):
        assert opens(vault, key)


def test_drafts_are_renewed_too(core, vault, code):
    journal = core._journal
    with journal.change("Keep draft", is_undoable=False):
        journal.execute(
            "INSERT INTO cred_draft (record_id, sealed, at) VALUES (?, ?, '')",
            (b"1" * 16, vault.keys().seal(b"1" * 16, *DRAFT, b"draft")),
        )
    vault.renew(PASSPHRASE)
    (sealed,) = journal.execute("SELECT sealed FROM cred_draft").fetchone()
    assert vault.keys().open(b"1" * 16, *DRAFT, sealed) == b"draft"


def test_a_renewal_that_is_stopped_changes_nothing(core, vault, code):
    for number in range(3):
        add_sign_in(core, bytes([number]) * 16)
    before = core._journal.execute("SELECT sealed FROM cred").fetchall()
    with pytest.raises(Cancelled):
        vault.renew(PASSPHRASE, cancelled=lambda: True)
    assert core._journal.execute("SELECT sealed FROM cred").fetchall() == before
    assert len(passwords(core)) == 3


def test_a_renewal_does_not_hide_that_a_sign_in_was_taken_away(core, vault, code):
    add_sign_in(core, b"1" * 16)
    add_sign_in(core, b"2" * 16)
    with core._journal.change("Tamper", is_undoable=False):
        core._journal.execute("DELETE FROM cred WHERE record_id = ?", (b"1" * 16,))
    vault.renew(PASSPHRASE)
    assert not vault.is_whole()
    core.sign_ins.accept()
    assert vault.is_whole()


def test_who_holds_the_old_keys_in_another_window_is_locked_out_of_writing(
    core, vault, code, open_journal
):
    elsewhere = open_journal()
    elsewhere.vault.unlock(PASSPHRASE)
    vault.renew(PASSPHRASE)
    heard = []
    elsewhere.vault.subscribe(lambda: heard.append(elsewhere.vault.state))
    with pytest.raises(VaultLocked, match="another window"):
        elsewhere.vault.keys()
    assert heard == [VaultState.LOCKED]
    elsewhere.vault.unlock(PASSPHRASE)
    assert elsewhere.vault.keys().epoch == 2


def test_listeners_hear_of_opening_and_locking_and_first_of_the_lock_to_come(vault, code):
    heard = []
    stop = vault.subscribe(lambda: heard.append(vault.state.value))
    vault.subscribe_before_lock(lambda: heard.append(f"before: {vault.state.value}"))
    vault.lock()
    vault.lock()
    vault.unlock(PASSPHRASE)
    assert heard == ["before: open", "locked", "open"]
    stop()
    stop()
    vault.lock()
    assert heard[3:] == ["before: open"]


def test_it_is_unlocked_on_another_thread_for_all(core, vault, code):
    vault.lock()

    def unlock() -> None:
        with core.at_work():
            vault.unlock(PASSPHRASE)

    thread = threading.Thread(target=unlock)
    thread.start()
    thread.join()
    assert vault.is_open


def write_header(core, raw: bytes) -> None:
    with core._journal.change("Tamper", is_undoable=False):
        kept.write(core._journal.raw, kept.HEADER, raw)


def test_wrong_damaged_and_newer_are_three_different_sentences(core, vault, code):
    raw = kept.read(core._journal.raw, kept.HEADER)
    vault.lock()
    sentences = set()
    with pytest.raises(WrongPassphrase) as wrong:
        vault.unlock(OTHER)
    sentences.add(str(wrong.value))
    write_header(core, raw[:99] + b"!" + raw[100:])
    with pytest.raises(KeysDamaged) as damaged:
        vault.unlock(PASSPHRASE)
    sentences.add(str(damaged.value))
    newer = bytearray(raw)
    newer[9] = 2
    newer[-32:] = hashlib.sha256(newer[:-32]).digest()
    write_header(core, bytes(newer))
    with pytest.raises(NewerFormat) as too_new:
        vault.unlock(PASSPHRASE)
    sentences.add(str(too_new.value))
    assert len(sentences) == 3
    assert kept.read(core._journal.raw, kept.HEADER) == bytes(newer)


def test_a_code_for_the_journal_to_come_is_parked_and_follows_every_change(core, vault, code):
    def parked() -> bytes | None:
        _raw, own = vault._changes.open_sign_ins(Passphrase(PASSPHRASE))
        slot_id = making.code_slot(own).slot_id
        return vault._changes.unparked(slot_id, own, header.JOURNAL)

    first = parked()
    assert first
    vault.renew(PASSPHRASE)
    assert parked() == first
    vault.new_code(PASSPHRASE)
    assert parked() not in {None, first}


def test_nothing_of_it_can_be_undone(core, vault, code):
    vault.change_passphrase(PASSPHRASE, OTHER)
    assert core.history.undo_label is None
