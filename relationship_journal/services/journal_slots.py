"""The journal's own header of keys: what it says, and the slots that the system's keyring opens."""

from collections.abc import Callable
from datetime import datetime

from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services.key_changes import unwritable
from relationship_journal.store.journal import Journal
from relationship_journal.store.vault import header, kept, making, sign_in_header, slots
from relationship_journal.store.vault.header import SIGN_INS, Header, Kind
from relationship_journal.store.vault.key_file import KeyFile
from relationship_journal.store.vault.slots import Mark, Opened


class JournalSlots:
    """The slots of an open journal that need no passphrase to be added or removed.

    Args:
        journal: the open journal.
        clock: tells the present instant.
    """

    def __init__(self, journal: Journal, clock: Callable[[], datetime]) -> None:
        self._journal = journal
        self._clock = clock
        self._key_file = KeyFile(journal.path)

    def vault_id(self) -> bytes | None:
        """Return which vault this is, or None."""
        if self._journal.opened is not None:
            return self._journal.opened.header.vault_id
        raw = kept.read(self._journal.raw, kept.HEADER)
        return None if raw is None else header.parse(raw, SIGN_INS).vault_id

    def generations(self) -> tuple[int, int]:
        """Return how often the journal's and the sign-ins' headers were written."""
        main, raw = self._journal.opened, kept.read(self._journal.raw, kept.HEADER)
        own = 0 if raw is None else header.parse(raw, SIGN_INS).generation
        return (0 if main is None else main.header.generation), own

    def keyring_slots(self) -> tuple[bytes, ...]:
        """Return the names of the journal's slots that the keyring opens."""
        main = self._journal.opened
        slots_there = () if main is None else main.header.of_kind(Kind.KEYRING)
        return tuple(one.slot_id for one in slots_there)

    def sign_in_keyring_slots(self) -> tuple[bytes, ...]:
        """Return the names of the sign-ins' slots that the keyring opens."""
        return sign_in_header.keyring_slots(self._journal.raw)

    def add_keyring_slot(self, slot_id: bytes, key: bytes) -> None:
        """Add a slot that the keyring opens to the journal's header."""
        main = self._fresh()
        if main is None:
            raise NotFound(_("The journal is not encrypted."))
        slot = slots.with_keyring(
            key, main.data_key, main.header, Mark(slot_id, int(self._clock().timestamp()))
        )
        self._keep_main(main, making.with_other(main, slot, keeps_old=True))

    def remove_keyring_slots(self, keep: frozenset[bytes]) -> None:
        """Remove the slots that the keyring opens, but for these."""
        main = self._fresh()
        if main is not None and set(self.keyring_slots()) - keep:
            self._keep_main(main, making.without(main, kind=Kind.KEYRING, keep=keep))

    def _fresh(self) -> Opened | None:
        """Return the journal's keys as another window may have changed them since."""
        main = self._journal.opened
        if main is None:
            return None
        now = self._journal.opened = Opened(self._key_file.newest(main), main.keys, main.by)
        return now

    def _keep_main(self, main: Opened, changed: Header) -> None:
        try:
            saved = self._key_file.save(main.header, changed, main.data_key)
        except OSError as error:
            raise unwritable(error) from error
        self._journal.opened = Opened(saved, main.keys, main.by)
