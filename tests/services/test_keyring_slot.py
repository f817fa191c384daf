"""The system's keyring opens the journal where it can; where it cannot, nothing is lost."""

import contextlib
import re
import threading
from datetime import UTC, datetime

import pytest

from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import KeyringTrouble, NeedsPassphrase, WrongPassphrase
from relationship_journal.services import encrypting, keyring_slot
from relationship_journal.services.keyring_slot import KeyringSlot, Situation
from relationship_journal.services.vault import Passphrase
from relationship_journal.store.vault import journal_keys
from relationship_journal.system.keychain import Item, Standing

PASSPHRASE, OTHER = Secret("a long passphrase"), Secret("another one")

pytestmark = pytest.mark.usefixtures("quick_keys")


class FakeChain:
    """A keyring in a dictionary, which stands as it is told."""

    def __init__(self):
        self.entries, self.stands, self.prompts, self.writes = {}, Standing.READY, 0, []
        self.is_silent = self.forgets = False

    def standing(self):
        return self.stands

    def read(self, item, *, may_prompt=False):
        if self.stands is Standing.LOCKED:
            if not may_prompt:
                raise KeyringTrouble("locked")
            self.prompts += 1
            self.stands = Standing.READY
        if self.is_silent or self.stands is not Standing.READY:
            raise KeyringTrouble("no answer")
        return self.entries.get(item)

    def keep(self, item, value):
        if self.stands is not Standing.READY or self.forgets:
            raise KeyringTrouble("The system keyring did not keep what was given to it.")
        assert item not in self.entries
        self.entries[item] = value
        self.writes.append(item)

    def replace(self, item, value):
        self.entries[item] = value
        self.writes.append(item)

    def remove(self, item):
        if self.stands is not Standing.READY:
            raise KeyringTrouble("locked")
        self.entries.pop(item, None)


@pytest.fixture
def chain():
    return FakeChain()


@pytest.fixture
def path(tmp_path):
    journal = tmp_path / "data" / "journal.db"
    encrypting.begin(journal, now, PASSPHRASE)
    return journal


def now():
    return datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def opened(path, key=PASSPHRASE):
    key = Passphrase(key) if isinstance(key, Secret) else key
    return contextlib.closing(open_core(path, key=key, clock=now, keeps_house=False))


def enrol(path, chain, core=None):
    """Keep a key of this computer, as the window does it."""
    with contextlib.ExitStack() as stack:
        core = core or stack.enter_context(opened(path))
        slot = KeyringSlot(path, core.vault, chain)
        new = slot.new_key()
        assert slot.keep(new) == ""
        slot.add(new)
        return new


def look(path, chain):
    return keyring_slot.look(journal_keys.look(path), chain)


def kek(chain):
    return next(item for item in chain.entries if item.user == "kek")


def test_once_it_is_kept_the_journal_opens_without_a_question(path, chain):
    enrol(path, chain)
    answer = look(path, chain)
    assert (answer.situation, answer.sentence) == (Situation.OPENS, "")
    with opened(path, answer.keys) as core:
        assert core.people.count() == 0
        assert not core.vault.is_open
    assert chain.prompts == 0


def test_the_entry_has_the_name_and_the_form_that_were_agreed(path, chain):
    new = enrol(path, chain)
    ((item, value),) = chain.entries.items()
    assert item == Item(f"relationship-journal/{new.vault_id.hex()}/{new.slot_id.hex()}", "kek")
    assert re.fullmatch(r"rj1\.[A-Za-z0-9_-]{43}=", value)
    assert len(value) == 48
    assert value not in repr(new)


def test_a_journal_without_a_slot_asks_no_keyring_at_all(path):
    assert look(path, None).situation is Situation.NOT_USED


@pytest.mark.parametrize(
    ("standing", "situation"),
    [
        (Standing.NONE, Situation.NONE),
        (Standing.UNPROTECTED, Situation.UNPROTECTED),
        (Standing.LOCKED, Situation.LOCKED),
    ],
)
def test_a_keyring_that_cannot_be_asked_is_told_and_the_passphrase_opens(
    path, chain, standing, situation
):
    enrol(path, chain)
    chain.stands = standing
    answer = look(path, chain)
    assert (answer.situation, answer.keys) == (situation, None)
    assert answer.sentence
    assert chain.prompts == 0
    with pytest.raises(NeedsPassphrase), opened(path, answer.keys):
        pass
    with opened(path) as core:
        assert core.people.count() == 0


def test_a_locked_one_is_asked_only_when_the_user_wants_it(path, chain):
    enrol(path, chain)
    chain.stands = Standing.LOCKED
    answer = keyring_slot.ask(journal_keys.look(path), chain)
    assert (answer.situation, chain.prompts) == (Situation.OPENS, 1)


def test_a_prompt_that_is_left_alone_is_told(path, chain):
    enrol(path, chain)
    chain.is_silent = True
    answer = keyring_slot.ask(journal_keys.look(path), chain)
    assert answer.situation is Situation.SILENT


def test_a_missing_entry_is_told_and_a_new_one_can_be_kept(path, chain):
    first = enrol(path, chain)
    chain.entries.clear()
    assert look(path, chain).situation is Situation.MISSING
    second = enrol(path, chain)
    assert second.slot_id != first.slot_id
    assert look(path, chain).situation is Situation.OPENS


@pytest.mark.parametrize(
    "value",
    ["", "garbage", "rj1." + "!" * 44, "rj1." + "A" * 43, "rj2." + "A" * 43 + "=", "\0" * 48],
)
def test_a_damaged_entry_is_told(path, chain, value):
    enrol(path, chain)
    chain.entries[kek(chain)] = value
    assert look(path, chain).situation is Situation.DAMAGED


def test_an_entry_with_another_key_opens_nothing_and_the_passphrase_does(path, chain):
    enrol(path, chain)
    chain.entries[kek(chain)] = "rj1." + "A" * 43 + "="
    answer = look(path, chain)
    assert answer.situation is Situation.OPENS
    with pytest.raises(WrongPassphrase), opened(path, answer.keys):
        pass
    with opened(path) as core:
        assert core.people.count() == 0


def test_what_was_not_kept_gets_no_slot(path, chain):
    chain.forgets = True
    with opened(path) as core:
        slot = KeyringSlot(path, core.vault, chain)
        assert "did not keep" in slot.keep(slot.new_key())
        assert core.vault.keyring_slots == ()
    assert chain.entries == {}


def test_withdrawn_it_opens_no_more_and_the_entry_is_gone(path, chain):
    new = enrol(path, chain)
    entries = dict(chain.entries)
    with opened(path) as core:
        slot = KeyringSlot(path, core.vault, chain)
        gone = slot.withdraw()
        assert gone == (new.slot_id,)
        slot.forget(new.vault_id, gone)
    assert chain.entries == {}
    chain.entries = entries  # an old copy of the keyring
    assert look(path, chain).situation is Situation.NOT_USED


def test_after_a_renewal_of_the_keys_the_keyring_opens_no_more(path, chain):
    enrol(path, chain)
    encrypting.renew(path, now, PASSPHRASE)
    assert look(path, chain).situation is Situation.NOT_USED


def test_after_a_changed_passphrase_the_keyring_opens_still(path, chain):
    enrol(path, chain)
    with opened(path) as core:
        core.vault.change_passphrase(PASSPHRASE, OTHER)
    with opened(path, look(path, chain).keys) as core:
        assert core.people.count() == 0


def test_a_plain_journal_has_nothing_to_keep(tmp_path, chain):
    plain = tmp_path / "plain.db"
    with contextlib.closing(open_core(plain, begin=True, clock=now)) as core:
        slot = KeyringSlot(plain, core.vault, chain)
        assert slot.new_key() is None
        assert slot.seen() is None
        assert slot.answer(None).situation is Situation.NOT_USED
        slot.note(None)
    assert chain.writes == []


def test_no_entry_opens_the_sign_ins(path, chain):
    enrol(path, chain)
    with opened(path) as core:
        core.vault.make(PASSPHRASE)
    with opened(path, look(path, chain).keys) as core:
        with pytest.raises(WrongPassphrase):
            core.vault.unlock_with(look(path, chain).keys)
        assert not core.vault.is_open


# --- the high-water mark --------------------------------------------------------------------------


def test_a_folder_put_back_to_older_keys_is_noticed(path, chain):
    enrol(path, chain)
    before = [one.read_bytes() for one in sorted(path.parent.glob("vault.rjk*"))]
    with opened(path) as core:
        core.vault.change_passphrase(PASSPHRASE, OTHER)
        slot = KeyringSlot(path, core.vault, chain)
        assert not slot.is_older_copy(slot.seen())
        slot.note(slot.seen())
        assert re.fullmatch(r"J\d+\.C0", chain.entries[mark(chain)])
    for one, content in zip(sorted(path.parent.glob("vault.rjk*")), before, strict=True):
        one.write_bytes(content)
    with opened(path, PASSPHRASE) as core:
        slot = KeyringSlot(path, core.vault, chain)
        assert slot.is_older_copy(slot.seen())
        slot.note(slot.seen())  # the person was warned and goes on
        assert not slot.is_older_copy(slot.seen())


def mark(chain):
    return next(item for item in chain.entries if item.user == "gen")


@pytest.mark.parametrize("value", ["", "J1", "J1.C1 ", "nonsense", "J99999999999999999999999.C0"])
def test_a_lost_or_damaged_mark_is_harmless(path, chain, value):
    enrol(path, chain)
    with opened(path) as core:
        slot = KeyringSlot(path, core.vault, chain)
        slot.note(slot.seen())
        chain.entries[mark(chain)] = value
        assert not slot.is_older_copy(slot.seen())


def test_the_mark_is_written_only_when_it_differs(path, chain):
    enrol(path, chain)
    chain.writes.clear()
    with opened(path) as core:
        slot = KeyringSlot(path, core.vault, chain)
        for _ in range(3):
            slot.note(slot.seen())
    assert len(chain.writes) == 1


def test_what_is_done_in_the_background_is_told_from_there():
    told, came = [], threading.Event()

    def then(answer):
        told.append((answer, threading.current_thread().daemon))
        came.set()

    keyring_slot.in_background(lambda: 7, then)
    assert came.wait(5)
    assert told == [(7, True)]
