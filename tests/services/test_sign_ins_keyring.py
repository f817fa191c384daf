"""The keyring opens the sign-ins only where the person asked for it, and when they unlock."""

import contextlib
import re
from datetime import UTC, datetime

import pytest

from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import JournalError, KeyringTrouble, VaultLocked, WrongPassphrase
from relationship_journal.services import encrypting, keyring_slot
from relationship_journal.services.keyring_slot import KeyringSlot, Situation
from relationship_journal.services.restoring import looked_into
from relationship_journal.services.sign_in_rows import SignInFields
from relationship_journal.services.sign_ins_keyring import SignInsKeyring
from relationship_journal.services.vault import Code, Passphrase, VaultState
from relationship_journal.store.vault import header, journal_keys, kept, sign_in_header
from relationship_journal.store.vault.header import SIGN_INS, Kind
from relationship_journal.system.keychain import Item, Standing
from tests.services.test_keyring_slot import FakeChain

PASSPHRASE, OTHER = Secret("a long passphrase"), Secret("another one")
FORUM = SignInFields(site="boards.example", user_name=Secret("ana"), password=Secret("hunter2"))

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def chain():
    return FakeChain()


def now():
    return datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


@pytest.fixture(params=["plain", "encrypted"])
def path(request, tmp_path):
    """A journal with one sign-in, which only the passphrase and the code open."""
    made = tmp_path / "data" / "journal.db"
    if request.param == "encrypted":
        encrypting.begin(made, now, PASSPHRASE)
    with opened(made, begin=request.param == "plain") as core:
        core.vault.make(PASSPHRASE)
        core.sign_ins.add(FORUM)
    return made


def opened(path, *, begin=False, passphrase=PASSPHRASE):
    is_encrypted = path.exists() and encrypting.is_encrypted(path)
    key = Passphrase(passphrase) if is_encrypted else None
    return contextlib.closing(
        open_core(path, key=key, begin=begin, clock=now, zone=UTC, keeps_house=False)
    )


def slot_of(core, chain):
    return SignInsKeyring(core.path, core.vault, chain)


def enrol(core, chain):
    slot = slot_of(core, chain)
    new = slot.new_key()
    assert slot.keep(new) == ""
    slot.add(new)
    return new


def enrolled(path, chain):
    with opened(path) as core:
        core.vault.unlock(PASSPHRASE)
        return enrol(core, chain)


def unlock(core, chain):
    slot = slot_of(core, chain)
    answer = slot.ask(slot.seen())
    slot.unlock(answer)
    return answer


def password(core):
    row = next(one for one in core.sign_ins.rows() if one.site == "boards.example")
    return core.sign_ins.secrets(row.id).password.reveal()


def why_not(core, chain):
    with pytest.raises(KeyringTrouble) as caught:
        unlock(core, chain)
    assert not core.vault.is_open
    return caught.value.text


def kek(chain):
    return next(item for item in chain.entries if item.user == "kek")


def header_of(core):
    return header.parse(kept.read(core.vault._journal.raw, kept.HEADER), SIGN_INS)


# --- off unless asked for -------------------------------------------------------------------------


def test_without_the_persons_wish_no_keyring_opens_the_sign_ins(path, chain):
    with opened(path) as core:
        if core.vault.is_journal_encrypted:
            journal = KeyringSlot(path, core.vault, chain)
            new = journal.new_key()
            assert journal.keep(new) == ""
            journal.add(new)
        assert core.vault.sign_in_keyring_slots == ()
        assert slot_of(core, chain).ask(slot_of(core, chain).seen()).situation is Situation.NOT_USED
        assert "does not open the sign-ins" in why_not(core, chain)
    assert chain.prompts == 0


def test_while_they_are_locked_there_is_nothing_to_keep(path, chain):
    with opened(path) as core:
        core.vault.lock()
        assert slot_of(core, chain).new_key() is None
        with pytest.raises(VaultLocked):
            core.vault.add_sign_in_keyring_slot(b"slot id!", b"k" * 32)
        assert core.vault.sign_in_keyring_slots == ()


# --- asked for ------------------------------------------------------------------------------------


def test_once_it_is_kept_the_keyring_unlocks_and_locking_locks_as_before(path, chain):
    new = enrolled(path, chain)
    item = Item(f"relationship-journal/{new.vault_id.hex()}/{new.slot_id.hex()}", "kek")
    assert re.fullmatch(r"rj1\.[A-Za-z0-9_-]{43}=", chain.entries[item])
    with opened(path) as core:
        assert core.vault.state is VaultState.LOCKED  # opening the journal unlocks nothing
        assert unlock(core, chain).situation is Situation.OPENS
        assert password(core) == "hunter2"
        core.vault.lock()
        with pytest.raises(VaultLocked):
            password(core)


def test_it_goes_on_being_open_with_the_keys_that_sealed_the_slot(path, chain):
    with opened(path) as core:
        core.vault.unlock(PASSPHRASE)
        enrol(core, chain)
        assert password(core) == "hunter2"
        core.sign_ins.add(SignInFields(site="moss.example", password=Secret("x")))
        assert core.checking.problems() == []


def test_the_key_to_the_sign_ins_opens_no_journal(path, chain):
    enrolled(path, chain)
    if encrypting.is_encrypted(path):
        locked = journal_keys.look(path)
        assert keyring_slot.look(locked, chain).situation is Situation.NOT_USED


@pytest.mark.parametrize(
    ("standing", "words"),
    [(Standing.NONE, "no system keyring"), (Standing.UNPROTECTED, "not protected")],
)
def test_a_keyring_that_is_not_good_is_told_and_the_passphrase_unlocks(
    path, chain, standing, words
):
    enrolled(path, chain)
    chain.stands = standing
    with opened(path) as core:
        assert words in why_not(core, chain)
        core.vault.unlock(PASSPHRASE)
        assert password(core) == "hunter2"


def test_a_locked_one_asks_the_person_who_wants_to_unlock_and_never_by_itself(path, chain):
    enrolled(path, chain)
    chain.stands = Standing.LOCKED
    with opened(path) as core:
        slot = slot_of(core, chain)
        assert slot.answer(slot.seen()).situation is Situation.LOCKED
        assert chain.prompts == 0
        unlock(core, chain)
        assert (core.vault.is_open, chain.prompts) == (True, 1)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "key is gone"),
        ("garbage", "is damaged"),
        ("rj1." + "!" * 44, "is damaged"),
        ("rj1." + "A" * 43 + "=", "is damaged"),
    ],
)
def test_a_key_that_is_gone_or_another_is_told_and_a_new_one_can_be_kept(path, chain, value, words):
    enrolled(path, chain)
    if value is None:
        chain.entries.clear()
    else:
        chain.entries[kek(chain)] = value
    with opened(path) as core:
        assert words in why_not(core, chain)
        core.vault.unlock(PASSPHRASE)
        enrol(core, chain)
        core.vault.lock()
        unlock(core, chain)
        assert password(core) == "hunter2"


def test_an_older_copy_of_the_journal_is_not_unlocked_by_the_keyring(path, chain):
    new = enrolled(path, chain)
    mark = Item(f"relationship-journal/{new.vault_id.hex()}/hwm", "gen")
    chain.entries[mark] = "J0.C99"
    with opened(path) as core:
        assert "older copy" in why_not(core, chain)


# --- withdrawn ------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_open", [True, False])
def test_withdrawn_an_old_copy_of_the_keyring_unlocks_nothing(path, chain, is_open):
    new = enrolled(path, chain)
    entries = dict(chain.entries)
    with opened(path) as core:
        if is_open:
            core.vault.unlock(PASSPHRASE)
        before = header_of(core).generation
        slot = slot_of(core, chain)
        gone = slot.withdraw()
        assert gone == (new.slot_id,)
        assert chain.entries == entries  # the slot first, the entry last
        slot.forget(new.vault_id, gone)
        assert chain.entries == {}
        assert header_of(core).generation == before + 1
        assert core.vault.is_open is is_open
        core.vault.lock()
        chain.entries = entries
        assert "does not open" in why_not(core, chain)
        core.vault.unlock(PASSPHRASE)
        assert password(core) == "hunter2"


def test_where_the_other_form_is_gone_withdrawing_takes_the_passphrase(path, chain):
    enrolled(path, chain)
    with opened(path) as core:
        journal = core.vault._journal
        with journal.change("Lose it", is_undoable=False):
            kept.forget(journal.raw, sign_in_header._WITHOUT)
            journal.touch("meta", 0)
        with pytest.raises(VaultLocked):
            slot_of(core, chain).withdraw()
        core.vault.unlock(PASSPHRASE)
        slot_of(core, chain).withdraw()
        assert core.vault.sign_in_keyring_slots == ()


# --- with other keys ------------------------------------------------------------------------------


def test_after_another_passphrase_and_another_code_the_keyring_unlocks_still(path, chain):
    enrolled(path, chain)
    with opened(path) as core:
        core.vault.change_passphrase(PASSPHRASE, OTHER)
        code = core.vault.new_code(OTHER)
        unlock(core, chain)
        assert password(core) == "hunter2"
        core.vault.lock()
        with pytest.raises(WrongPassphrase):
            core.vault.unlock(PASSPHRASE)
        core.vault.unlock_with(Code(code))
        assert password(core) == "hunter2"


def test_after_a_renewal_only_passphrase_and_code_unlock(path, chain):
    enrolled(path, chain)
    with opened(path) as core:
        core.vault.renew(PASSPHRASE)
        assert core.vault.sign_in_keyring_slots == ()
        assert kept.read(core.vault._journal.raw, sign_in_header._WITHOUT) is None
        assert "does not open" in why_not(core, chain)
        core.vault.unlock(PASSPHRASE)
        assert password(core) == "hunter2"


@pytest.mark.parametrize("path", ["encrypted"], indirect=True)
def test_what_a_stopped_change_left_is_dropped_by_the_keyrings_unlock_and_its_slot_stays(
    path, chain
):
    new = enrolled(path, chain)
    with opened(path) as core:
        changes = core.vault._changes
        raw, own = changes.open_sign_ins(Passphrase(PASSPHRASE))
        left = own.header.of_kind(Kind.PASSPHRASE)[0].with_part(8, b"left one")
        changes._save(raw, own.header.changed(slots=(*own.header.slots, left)), own)
        unlock(core, chain)
        ids = [one.slot_id for one in header_of(core).slots]
        assert b"left one" not in ids
        assert new.slot_id in ids
        assert password(core) == "hunter2"


def test_the_keyrings_of_several_computers_unlock_as_long_as_there_is_room(path, chain):
    enrolled(path, chain)
    other = FakeChain()
    with opened(path) as core:
        core.vault.unlock(PASSPHRASE)
        enrol(core, other)
        core.vault.lock()
        for one in (chain, other):
            unlock(core, one)
            assert password(core) == "hunter2"
            core.vault.lock()
        core.vault.unlock(PASSPHRASE)
        for number in range(header.MOST_SLOTS - 4):
            core.vault.add_sign_in_keyring_slot(bytes([number]) * 8, b"k" * 32)
        with pytest.raises(JournalError, match="too many computers"):
            core.vault.add_sign_in_keyring_slot(b"one more", b"k" * 32)
        core.vault.lock()
        core.vault.unlock(PASSPHRASE)
        assert password(core) == "hunter2"


def test_encrypting_and_decrypting_the_journal_leave_it(path, chain):
    enrolled(path, chain)
    if encrypting.is_encrypted(path):
        encrypting.decrypt(path, now, PASSPHRASE)
    else:
        encrypting.encrypt(path, now, PASSPHRASE)
    with opened(path) as core:
        unlock(core, chain)
        assert password(core) == "hunter2"


def test_renewing_the_whole_journal_withdraws_it(tmp_path, chain):
    path = tmp_path / "sealed" / "journal.db"
    encrypting.begin(path, now, PASSPHRASE)
    with opened(path) as core:
        core.vault.make(PASSPHRASE)
        enrol(core, chain)
    encrypting.renew_all(path, now, PASSPHRASE)
    with opened(path) as core:
        assert "does not open" in why_not(core, chain)


# --- backups --------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_open", [True, False])
def test_a_backup_has_no_keyrings_slot_and_opens_by_the_passphrase(path, chain, tmp_path, is_open):
    enrolled(path, chain)
    backup, target = tmp_path / "made.rjbackup", tmp_path / "new" / "journal.db"
    with opened(path) as core:
        if is_open:
            core.vault.unlock(PASSPHRASE)
        is_encrypted = core.vault.is_journal_encrypted
        core.backups.write(backup)
        assert len(core.vault.sign_in_keyring_slots) == 1  # the journal keeps its own
    target.parent.mkdir()
    with looked_into(backup, target, key=Passphrase(PASSPHRASE) if is_encrypted else None) as found:
        found.put_in_place(now(), UTC)
    with opened(target) as core:
        assert core.vault.sign_in_keyring_slots == ()
        assert core.vault.state is VaultState.LOCKED
        assert "does not open" in why_not(core, chain)
        core.vault.unlock(PASSPHRASE)
        assert password(core) == "hunter2"
        assert core.checking.problems() == []
