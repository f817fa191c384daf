"""The vault of sign-ins: made once, unlocked by a passphrase or a code, and locked again."""

import contextlib
import threading
from collections.abc import Callable
from datetime import datetime, tzinfo
from enum import StrEnum

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import NotFound, VaultLocked
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.journal_slots import JournalSlots
from relationship_journal.services.key_changes import IsCancelled, KeyChanges, Progress, never
from relationship_journal.store.journal import Journal
from relationship_journal.store.vault import kept, recovery_code
from relationship_journal.store.vault.header import Kind
from relationship_journal.store.vault.records import RecordKeys
from relationship_journal.store.vault.slots import (
    Code,
    Key,
    KeyringKeys,
    Opened,
    Passphrase,
)

__all__ = ["Code", "Key", "KeyringKeys", "Opened", "Passphrase", "Vault", "VaultState"]

GROUPS = recovery_code.GROUPS

Listener = Callable[[], None]


def propose_code() -> Secret:
    """Return a new recovery code, to be shown and typed back before it counts."""
    return recovery_code.as_text(recovery_code.new_code())


def is_group_of(code: Secret, number: int, typed: str) -> bool:
    """Say whether this was typed for one of a code's groups, counted from 0."""
    return recovery_code.group(typed) == code.reveal().split("-")[number]


class VaultState(StrEnum):
    """How it stands with the sign-ins."""

    NONE = "none"
    LOCKED = "locked"
    OPEN = "open"


class Vault(door.Service):
    """The keys to the sign-ins; everything that takes a passphrase takes its time.

    Listeners are called on the thread that opened or locked it.
    """

    def __init__(self, journal: Journal, clock: Callable[[], datetime], zone: tzinfo) -> None:
        super().__init__(journal, clock, zone)
        self._changes = KeyChanges(journal, clock)
        self._slots = JournalSlots(journal, clock)
        self._lock = threading.RLock()
        self._opened: tuple[bytes, Opened, RecordKeys] | None = None
        self._listeners: list[Listener] = []
        self._before_lock: list[Listener] = []
        self._locks = 0

    # --- how it stands -----------------------------------------------------------------------

    @property
    def state(self) -> VaultState:
        """Whether there is a vault, and whether it is open."""
        if self.is_open:
            return VaultState.OPEN
        return VaultState.NONE if self._changes.header() is None else VaultState.LOCKED

    @property
    def is_open(self) -> bool:
        """Whether what is sealed can be read now."""
        return self._opened is not None

    @property
    def is_journal_encrypted(self) -> bool:
        """Whether the journal as a whole is encrypted."""
        return self._journal.opened is not None

    @property
    def is_opened_by_keyring(self) -> bool:
        """Whether the system's keyring opened the journal, and no passphrase was asked for."""
        main = self._journal.opened
        return main is not None and main.by is Kind.KEYRING

    def count(self) -> int:
        """Return how many sign-ins there are, those in the bin left out."""
        sql = "SELECT count(*) FROM cred WHERE deleted_at IS NULL"
        return int(self._journal.execute(sql).fetchone()[0])

    def check(self, passphrase: Secret) -> None:
        """See that a passphrase, or the code in its place, is right, and change nothing.

        Raises: WrongPassphrase, KeysDamaged, NewerFormat, InvalidInput, NotFound.
        """
        key = Passphrase(passphrase)
        if self._changes.open_journal(key) is None:
            self._changes.open_sign_ins(key)

    def is_whole(self) -> bool:
        """Say whether the sign-ins are those that were last sealed: none gone, added or put back.

        Raises: VaultLocked.
        """
        return kept.is_whole(self._journal.raw, self.keys())

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after it was opened and after it was locked; returns how to stop."""
        return self._add(self._listeners, listener)

    def subscribe_before_lock(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` just before it locks, while drafts can still be sealed."""
        return self._add(self._before_lock, listener)

    # --- open and shut -----------------------------------------------------------------------

    @staticmethod
    def propose_code() -> Secret:
        """Return a new recovery code, to be shown and typed back before it counts."""
        return propose_code()

    @staticmethod
    def is_group_of(code: Secret, number: int, typed: str) -> bool:
        """Say whether this was typed for one of a code's nine groups, counted from 0."""
        return is_group_of(code, number, typed)

    @property
    def needs_code(self) -> bool:
        """Whether making the vault makes a new recovery code: an encrypted journal has one."""
        return not self.is_journal_encrypted

    def make(self, passphrase: Secret, code: Secret | None = None) -> Secret | None:
        """Make the vault and leave it open; returns the recovery code to be shown once.

        Args:
            passphrase: opens it from now on; in an encrypted journal it must be the journal's.
            code: a proposed recovery code; a new one when None.

        Returns: None where the journal's own recovery code opens it.
        Raises: InvalidInput, WrongPassphrase, Conflict when there is one, Busy, DiskFull.
        """
        raw, opened, made = self._changes.make(passphrase, code)
        self._take(raw, opened)
        return made

    def unlock(self, passphrase: Secret) -> None:
        """Open it with the passphrase.

        Raises: WrongPassphrase, KeysDamaged, NewerFormat, InvalidInput, NotFound.
        """
        self.unlock_with(Passphrase(passphrase))

    def unlock_with_code(self, code: Secret) -> None:
        """Open it with the recovery code.

        Raises: WrongPassphrase, KeysDamaged, NewerFormat, NotFound.
        """
        self.unlock_with(Code(code))

    def unlock_with(self, key: Key) -> None:
        """Open it with a passphrase, a code or what the system's keyring holds.

        Raises: WrongPassphrase, KeysDamaged, NewerFormat, InvalidInput, NotFound.
        """
        if self._changes.header() is None:
            raise NotFound(_("There are no sign-ins yet."), _("The first one makes the vault."))
        self._take(*self._changes.open_sign_ins(key))

    @property
    def locks(self) -> int:
        """How often it was to be locked: who began to unlock before that shall not go on."""
        return self._locks

    def lock(self) -> None:
        """Let go of the keys; drafts are sealed before. A second call does nothing."""
        self._locks += 1
        if not self.is_open:
            return
        for listener in tuple(self._before_lock):
            listener()
        self._drop()

    def keys(self) -> RecordKeys:
        """Return what seals and opens sign-ins; ask inside the change that writes with them.

        Raises: VaultLocked, also when another window changed the keys meanwhile.
        """
        held = self._opened
        if held is None:
            raise VaultLocked(_("The sign-ins are locked."), _("Unlock them with the passphrase."))
        raw, _opened, keys = held
        if self._changes.header() != raw:
            self._drop()
            raise VaultLocked(
                _("The keys were changed by another window."), _("Unlock the sign-ins again.")
            )
        return keys

    # --- other keys --------------------------------------------------------------------------

    def change_passphrase(self, old: Secret, new: Secret) -> None:
        """Open everything with another passphrase from now on, whatever happens meanwhile.

        Raises: WrongPassphrase, InvalidInput, Conflict, KeysDamaged, Busy, DiskFull.
        """
        self._take_if_open(self._changes.change_passphrase(old, new))

    def new_code(self, passphrase: Secret, code: Secret | None = None) -> Secret:
        """Replace the recovery code; returns the new one. The old one opens nothing any more.

        Args:
            passphrase: the one that opens the vault.
            code: a proposed code; a new one when None.

        Raises: WrongPassphrase, Conflict, KeysDamaged, Busy, DiskFull.
        """
        made, opened = self._changes.new_code(passphrase, code or self.propose_code())
        self._take_if_open(opened)
        return made

    def renew(
        self,
        passphrase: Secret,
        progress: Progress | None = None,
        cancelled: IsCancelled = never,
    ) -> None:
        """Seal every sign-in under a new key; passphrase and code stay, the keyring's key goes.

        Raises: WrongPassphrase, Cancelled, Conflict, KeysDamaged, NotFound, Busy, DiskFull.
        """
        self._take_if_open(self._changes.renew_sign_ins(passphrase, progress, cancelled))

    # --- the system's keyring ----------------------------------------------------------------

    @property
    def vault_id(self) -> bytes | None:
        """Which vault this is; None where nothing is encrypted yet."""
        return self._slots.vault_id()

    @property
    def generations(self) -> tuple[int, int]:
        """How often the journal's and the sign-ins' headers were written; 0 where there is none."""
        return self._slots.generations()

    @property
    def keyring_slots(self) -> tuple[bytes, ...]:
        """The ids of the slots that the system's keyring opens the journal by."""
        return self._slots.keyring_slots()

    def add_keyring_slot(self, slot_id: bytes, key: bytes) -> None:
        """Let a key of the system's keyring open the encrypted journal from now on.

        Args:
            slot_id: 8 random bytes, the name of the keyring's item.
            key: 32 random bytes, kept in the keyring already and read back.

        Raises: NotFound where the journal is not encrypted, Conflict, Busy, DiskFull.
        """
        self._slots.add_keyring_slot(slot_id, key)

    def remove_keyring_slots(self, keep: frozenset[bytes] = frozenset()) -> None:
        """Let the system's keyring open the journal no more, but for these slots.

        Raises: Conflict, Busy, DiskFull.
        """
        self._slots.remove_keyring_slots(keep)

    @property
    def sign_in_keyring_slots(self) -> tuple[bytes, ...]:
        """The ids of the slots that the system's keyring opens the sign-ins by."""
        return self._slots.sign_in_keyring_slots()

    def add_sign_in_keyring_slot(self, slot_id: bytes, key: bytes) -> None:
        """Let a key of the system's keyring open the sign-ins from now on, as the person wants it.

        Args:
            slot_id: 8 random bytes, the name of the keyring's item.
            key: 32 random bytes, kept in the keyring already and read back.

        Raises: VaultLocked, Conflict, Busy, DiskFull.
        """
        self.keys()
        held = self._held()
        if held is not None:
            self._hold(*self._changes.add_keyring_slot(held, slot_id, key))

    def remove_sign_in_keyring_slots(self) -> None:
        """Let the system's keyring open the sign-ins no more; they may be locked.

        Raises: VaultLocked when that takes their key, Conflict, Busy, DiskFull.
        """
        if not self.sign_in_keyring_slots:
            return
        held = self._changes.remove_keyring_slots(self._held())
        if held is not None:
            self._hold(*held)

    # --- inside ------------------------------------------------------------------------------

    def _held(self) -> tuple[bytes, Opened] | None:
        held = self._opened
        return None if held is None else held[:2]

    def _hold(self, raw: bytes, opened: Opened) -> None:
        keys = RecordKeys(opened.data_key, opened.header.vault_id, opened.header.epoch)
        with self._lock:
            self._opened = (raw, opened, keys)

    def _take(self, raw: bytes, opened: Opened) -> None:
        self._hold(raw, opened)
        self._tell()

    def _take_if_open(self, changed: tuple[bytes, Opened] | None) -> None:
        """Go on with the changed keys when it is open; what is locked stays so."""
        if changed is not None and self.is_open:
            self._take(*changed)

    def _drop(self) -> None:
        with self._lock:
            self._opened = None
        self._tell()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()

    def _add(self, to: list[Listener], listener: Listener) -> Callable[[], None]:
        with self._lock:
            to.append(listener)

        def stop() -> None:
            with self._lock, contextlib.suppress(ValueError):
                to.remove(listener)

        return stop
