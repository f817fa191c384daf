"""This computer's key to an encrypted journal, in the system's keyring: a convenience, no more.

That to the sign-ins, for who wants one, is kept in the same manner by `sign_ins_keyring`.

What asks the keyring may block, for some seconds or as long as a prompt is open: it is done away
from the window's thread, by `in_background`, and touches no journal there. Nothing here is needed
to open a journal; the passphrase always does.
"""

import base64
import binascii
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from relationship_journal.errors import KeyringTrouble
from relationship_journal.i18n import gettext as _
from relationship_journal.services.vault import Vault
from relationship_journal.store.vault import derivation
from relationship_journal.store.vault.journal_keys import Locked
from relationship_journal.store.vault.slots import KeyringKeys
from relationship_journal.system.keychain import Item, Keychain, Standing, system_keychain

T = TypeVar("T")
_PREFIX = "rj1."
_LENGTH = 48
JOURNAL_PART, SIGN_INS_PART = 0, 1
"""Whose generation is meant, of the two in the mark."""
_MARK = re.compile(r"J(\d{1,20})\.C(\d{1,20})")


class Situation(StrEnum):
    """What the keyring can do for a locked journal."""

    NOT_USED = "not used"
    """The journal has no key in any keyring."""
    OPENS = "opens"
    LOCKED = "locked"
    """It would ask the user: only when they want that."""
    MISSING = "missing"
    DAMAGED = "damaged"
    UNPROTECTED = "unprotected"
    NONE = "none"
    SILENT = "silent"
    """It did not answer, or its prompt was left alone or closed."""
    OLDER = "older"
    """This computer has seen newer keys of this journal: it is not opened without a question."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What came of asking; `keys` opens the journal where the situation is `OPENS`."""

    situation: Situation
    keys: KeyringKeys | None = field(default=None, repr=False)

    @property
    def sentence(self) -> str:
        """Why the passphrase is asked for; "" where there is nothing to say."""
        return _sentences().get(self.situation, "")


@dataclass(frozen=True, slots=True)
class SeenRow:
    """The keys of an open journal, and how often the journal's and the sign-ins' were written."""

    locked: Locked
    generations: tuple[int, int]


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that is to be kept in the keyring and then wrapped in a slot."""

    vault_id: bytes
    slot_id: bytes
    key: bytes = field(repr=False)


# --- a locked journal -----------------------------------------------------------------------------


def look(locked: Locked, chain: Keychain | None = None, part: int = JOURNAL_PART) -> AnswerRow:
    """Return what the keyring has for a locked journal, or its sign-ins, without any prompt."""
    if not locked.keyring_slots:
        return AnswerRow(Situation.NOT_USED)
    chain = chain or system_keychain()
    situation = _SITUATIONS.get(chain.standing())
    return AnswerRow(situation) if situation else _found(locked, chain, part, may_prompt=False)


def ask(locked: Locked, chain: Keychain | None = None, part: int = JOURNAL_PART) -> AnswerRow:
    """Return what the keyring has for what is locked; it may ask the user, who wanted that."""
    chain = chain or system_keychain()
    situation = _SITUATIONS.get(chain.standing())
    if situation in {Situation.NONE, Situation.UNPROTECTED}:
        return AnswerRow(situation)
    return _found(locked, chain, part, may_prompt=True)


def is_usable(chain: Keychain | None = None) -> bool:
    """Say whether a key could be kept here: there is a keyring, and it is protected; may block."""
    return (chain or system_keychain()).standing() in {Standing.READY, Standing.LOCKED}


def by_keyring(locked: Locked) -> KeyringKeys | None:
    """Return what opens a locked journal without a question, or None."""
    return look(locked).keys


def in_background(work: Callable[[], T], then: Callable[[T], None]) -> None:
    """Do something on a thread that the program's end does not wait for.

    Args:
        work: raises nothing that is not told in what it returns.
        then: gets what it returned, on that thread.
    """
    threading.Thread(target=lambda: then(work()), name="keyring", daemon=True).start()


# --- an open journal ------------------------------------------------------------------------------


class KeyringSlot:
    """This computer's slot of an open, encrypted journal.

    `part` says what it opens: the journal, or in a subclass the sign-ins.

    Args:
        path: of the journal.
        vault: of the journal.
        chain: the keyring; the system's own when None, which is then looked for at each call.
    """

    part = JOURNAL_PART

    def __init__(self, path: Path, vault: Vault, chain: Keychain | None = None) -> None:
        self._path, self._vault, self._given = path, vault, chain

    def new_key(self) -> NewKey | None:
        """Return a key to keep; None where the journal is not encrypted."""
        vault_id = self._vault.vault_id
        if vault_id is None or not self._vault.is_journal_encrypted:
            return None
        return NewKey(vault_id, derivation.random_bytes(8), derivation.random_bytes(32))

    def keep(self, new: NewKey) -> str:
        """Keep a key in the keyring, which may ask the user; returns why not, or "".

        May block; the slot is added by `add` afterwards.
        """
        text = _PREFIX + base64.urlsafe_b64encode(new.key).decode("ascii")
        try:
            self._chain.keep(_item(new.vault_id, new.slot_id), text)
        except KeyringTrouble as error:
            return str(error)
        return ""

    def add(self, new: NewKey) -> None:
        """Let a key that is kept open the journal from now on.

        Raises: Conflict, Busy, DiskFull, JournalError; the key is of no use then: `forget` it.
        """
        self._vault.add_keyring_slot(new.slot_id, new.key)

    def forget(self, vault_id: bytes, slot_ids: tuple[bytes, ...]) -> None:
        """Remove keys from the keyring as far as it lets itself be asked; may block."""
        chain = self._chain
        for slot_id in slot_ids:
            try:
                chain.remove(_item(vault_id, slot_id))
            except KeyringTrouble:
                return  # without its slot a key opens nothing

    def withdraw(self) -> tuple[bytes, ...]:
        """Let no keyring open the journal any more; returns the slots there were, to `forget`.

        Raises: Conflict, Busy, DiskFull, JournalError.
        """
        gone = self._vault.keyring_slots
        self._vault.remove_keyring_slots()
        return gone

    def seen(self) -> SeenRow | None:
        """Return the journal's keys as they are now; None where no keyring has one of them."""
        vault = self._vault
        vault_id = vault.vault_id
        if vault_id is None or not (vault.keyring_slots or vault.sign_in_keyring_slots):
            return None
        generations = vault.generations
        locked = Locked(self._path, vault_id, generations[self.part], self.slot_ids)
        return SeenRow(locked, generations)

    @property
    def slot_ids(self) -> tuple[bytes, ...]:
        """The names of the slots there are."""
        return self._vault.keyring_slots

    def answer(self, seen: SeenRow | None) -> AnswerRow:
        """Return what the keyring would do at the next start; may block, opens no prompt."""
        if seen is None:
            return AnswerRow(Situation.NOT_USED)
        return look(seen.locked, self._chain, self.part)

    # --- the high-water mark ---------------------------------------------------------------------

    def is_older_copy(self, seen: SeenRow | None) -> bool:
        """Say whether this computer has seen newer keys of this journal; may block."""
        mark = None if seen is None else _mark_in(self._chain, seen.locked.vault_id)
        return (
            seen is not None
            and mark is not None
            and any(one > there for one, there in zip(mark, seen.generations, strict=True))
        )

    def note(self, seen: SeenRow | None) -> None:
        """Let the keyring remember how new the keys are; may block, and no harm where it cannot."""
        if seen is None:
            return
        item, chain = _mark_item(seen.locked.vault_id), self._chain
        value = "J{}.C{}".format(*seen.generations)
        try:
            if chain.read(item) != value:
                chain.replace(item, value)
        except KeyringTrouble:
            return

    @property
    def _chain(self) -> Keychain:
        return self._given or system_keychain()


# --- inside ---------------------------------------------------------------------------------------

_SITUATIONS = {
    Standing.NONE: Situation.NONE,
    Standing.UNPROTECTED: Situation.UNPROTECTED,
    Standing.LOCKED: Situation.LOCKED,
}


def _found(locked: Locked, chain: Keychain, part: int, *, may_prompt: bool) -> AnswerRow:
    keys: dict[bytes, bytes] = {}
    is_damaged = False
    for slot_id in locked.keyring_slots:
        try:
            text = chain.read(_item(locked.vault_id, slot_id), may_prompt=may_prompt)
        except KeyringTrouble:
            return AnswerRow(Situation.SILENT)
        key = None if text is None else _key_of(text)
        if key is not None:
            keys[slot_id] = key
        is_damaged = is_damaged or (text is not None and key is None)
    if keys:
        mark = _mark_in(chain, locked.vault_id)
        if mark is not None and mark[part] > locked.generation:
            return AnswerRow(Situation.OLDER)
        return AnswerRow(Situation.OPENS, KeyringKeys(keys))
    return AnswerRow(Situation.DAMAGED if is_damaged else Situation.MISSING)


def _key_of(text: str) -> bytes | None:
    if len(text) != _LENGTH or not text.startswith(_PREFIX):
        return None
    try:
        key = base64.b64decode(text[len(_PREFIX) :], altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == derivation.KEY else None


def _mark_in(chain: Keychain, vault_id: bytes) -> tuple[int, int] | None:
    try:
        found = _MARK.fullmatch(chain.read(_mark_item(vault_id)) or "")
    except KeyringTrouble:
        return None
    return None if found is None else (int(found[1]), int(found[2]))


def _item(vault_id: bytes, slot_id: bytes) -> Item:
    return Item(f"relationship-journal/{vault_id.hex()}/{slot_id.hex()}", "kek")


def _mark_item(vault_id: bytes) -> Item:
    return Item(f"relationship-journal/{vault_id.hex()}/hwm", "gen")


def _sentences() -> dict[Situation, str]:
    return {
        Situation.LOCKED: _("The system keyring is locked."),
        Situation.MISSING: _(
            "This computer’s key is gone: the keyring was reset, or another desktop’s keyring"
            " answers now."
        ),
        Situation.DAMAGED: _("This computer’s key in the system keyring is damaged."),
        Situation.UNPROTECTED: _(
            "Your system keyring is not protected, for it has no password. It is not used."
        ),
        Situation.NONE: _("There is no system keyring here."),
        Situation.SILENT: _("The system keyring did not answer."),
        Situation.OLDER: _(
            "This is an older copy of the journal than this computer has seen. If you put it back"
            " yourself, the passphrase of that time opens it."
        ),
    }
