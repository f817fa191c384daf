"""Keys made and changed so that, whenever it stops, one passphrase and one code open everything.

In a plain journal each change is one transaction. Where the journal is encrypted there are two
headers: the sign-ins' header learns the new slot, the key file is replaced (from here on the new
passphrase is the true one), and the sign-ins' header forgets the old slot; what a stop in between
leaves there is dropped at the next unlock.
"""

import contextlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import (
    Altered,
    Cancelled,
    Conflict,
    DiskFull,
    InvalidInput,
    JournalError,
    NotFound,
    VaultLocked,
    WrongPassphrase,
)
from relationship_journal.i18n import gettext as _
from relationship_journal.store.journal import Journal
from relationship_journal.store.vault import (
    header,
    kept,
    making,
    recovery_code,
    sign_in_header,
    slots,
    stretching,
)
from relationship_journal.store.vault.header import JOURNAL, SIGN_INS, Header, Kind, Slot
from relationship_journal.store.vault.key_file import KeyFile, conflict
from relationship_journal.store.vault.records import DRAFT, RecordKeys
from relationship_journal.store.vault.slots import Key, Mark, Opened, Passphrase, Recipient

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]
Held = tuple[bytes, Opened]
_TRIES = 5


def never() -> bool:
    """Say that nobody wants it stopped."""
    return False


class KeyChanges:
    """What changes the headers of a journal's keys.

    Args:
        journal: the open journal.
        clock: tells the present instant.
    """

    def __init__(self, journal: Journal, clock: Callable[[], datetime]) -> None:
        self._journal = journal
        self._clock = clock
        self._key_file = KeyFile(journal.path)

    def header(self) -> bytes | None:
        """Return the header of the sign-ins' keys as it is kept, or None."""
        return kept.read(self._journal.raw, kept.HEADER)

    # --- open --------------------------------------------------------------------------------

    def open_journal(self, key: Key) -> Opened | None:
        """Open the key file anew, if the journal is encrypted.

        Raises: WrongPassphrase, KeysDamaged, NewerFormat, InvalidInput.
        """
        if self._journal.opened is None:
            return None
        opened = self._journal.opened = self._key_file.open(key)
        return opened

    def open_sign_ins(self, key: Key) -> Held:
        """Open the sign-ins' keys, and drop what a change that was stopped left in them.

        Raises: WrongPassphrase, KeysDamaged, NewerFormat, InvalidInput, NotFound.
        """
        raw = self.header()
        if raw is None:
            raise NotFound(_("There are no sign-ins yet."))
        stale = self._stale(header.parse(raw, SIGN_INS))
        only = None
        if stale:
            every = frozenset(one.slot_id for one in header.parse(raw, SIGN_INS).slots)
            only = every - stale
        opened = slots.open_best([raw], SIGN_INS, key, only)
        if stale:
            stays = tuple(one for one in opened.header.slots if one.slot_id not in stale)
            # another window may be in the midst of such a change: then it is the next unlock's
            with contextlib.suppress(JournalError):
                return self._save(raw, opened.header.changed(slots=stays), opened)
        return raw, opened

    def _stale(self, own: Header) -> frozenset[bytes]:
        """Return the passphrases and codes the journal's own header does not have (any more)."""
        if self._journal.opened is None:
            return frozenset()
        known = {one.slot_id for one in self._key_file.newest(self._journal.opened).slots}
        stale: set[bytes] = set()
        for kind in (Kind.PASSPHRASE, Kind.CODE):
            found = {one.slot_id for one in own.of_kind(kind)}
            if found & known:
                stale |= found - known
        return frozenset(stale)

    # --- make --------------------------------------------------------------------------------

    def make(self, passphrase: Secret, code: Secret | None) -> tuple[bytes, Opened, Secret | None]:
        """Make the sign-ins' keys; returns the recovery code if it is a new one.

        Raises: InvalidInput, WrongPassphrase, Conflict, Busy, DiskFull.
        """
        if self.header() is not None:
            raise _there_already()
        now = self._now()
        main = self.open_journal(Passphrase(passphrase))
        if main is not None:
            own = self._begin_beside(main, passphrase, code)
            raw, opened = self._begin(own, parks=())
            return raw, opened, None
        shown = code or recovery_code.as_text(recovery_code.new_code())
        digits = recovery_code.from_text(shown)
        vault_id, mark = making.new_vault_id(), Mark.new(now)
        own = making.begin(
            SIGN_INS,
            vault_id,
            (passphrase, Mark.new(now), stretching.calibrated()),
            (slots.recipient_of(digits, vault_id, SIGN_INS), mark),
        )
        other = slots.recipient_of(digits, vault_id, JOURNAL).authenticator
        park = making.parked(mark.slot_id, other, own.data_key, vault_id, JOURNAL)
        raw, opened = self._begin(own, parks=(park,))
        return raw, opened, shown

    def _begin_beside(self, main: Opened, passphrase: Secret, code: Secret | None) -> Opened:
        needs_passphrase_itself(main)
        by_passphrase, by_code = making.passphrase_slot(main), making.code_slot(main)
        vault_id = main.header.vault_id
        authenticator = self.unparked(by_code.slot_id, main, SIGN_INS)
        recipient = Recipient(by_code.recipient, authenticator or b"")
        if authenticator is None:
            if code is None:
                raise InvalidInput("code", _("The recovery code of the journal is needed for it."))
            recipient = slots.recipient_of(recovery_code.from_text(code), vault_id, SIGN_INS)
            if recipient.public != by_code.recipient:
                raise WrongPassphrase(_("That is not the recovery code of this journal."))
        return making.begin(
            SIGN_INS,
            vault_id,
            (passphrase, Mark(by_passphrase.slot_id, self._now()), by_passphrase.cost),
            (recipient, Mark(by_code.slot_id, self._now())),
        )

    def _begin(self, own: Opened, parks: tuple[bytes, ...]) -> Held:
        connection = self._journal.raw
        with self._journal.change(_("Make the vault"), is_undoable=False):
            if self.header() is not None:
                raise _there_already()
            raw = sign_in_header.write(connection, own.header, own.data_key)
            self._keep_parks(parks)
            kept.seal_all(connection, _record_keys(own))
            self._journal.touch("meta", 0)
        return raw, _read_back(raw, own)

    # --- change ------------------------------------------------------------------------------

    def change_passphrase(self, old: Secret, new: Secret) -> Held | None:
        """Replace the passphrase; returns the sign-ins' new keys if there are sign-ins.

        Raises: WrongPassphrase, InvalidInput, Conflict, KeysDamaged, Busy, DiskFull, NotFound.
        """
        stretching.prepared(new)
        mark, cost = Mark.new(self._now()), stretching.calibrated()

        def slot_for(opened: Opened) -> Slot:
            return slots.with_passphrase(new, opened.data_key, opened.header, mark, cost)

        return self._replace(Passphrase(old), slot_for, Passphrase(new), "Change passphrase")

    def new_code(self, passphrase: Secret, code: Secret) -> tuple[Secret, Held | None]:
        """Replace the recovery code; returns it, and the sign-ins' new keys.

        Raises: WrongPassphrase, Conflict, KeysDamaged, Busy, DiskFull, NotFound.
        """
        digits = recovery_code.from_text(code)
        mark = Mark.new(self._now())

        def slot_for(opened: Opened) -> Slot:
            domain, vault_id = opened.header.domain, opened.header.vault_id
            recipient = slots.recipient_of(digits, vault_id, domain)
            return slots.with_recipient(recipient, opened.data_key, opened.header, mark)

        def park_for(opened: Opened) -> bytes:
            vault_id = opened.header.vault_id
            of = SIGN_INS if opened.header.domain == JOURNAL else JOURNAL
            other = slots.recipient_of(digits, vault_id, of).authenticator
            return making.parked(mark.slot_id, other, opened.data_key, vault_id, of)

        held = self._replace(
            Passphrase(passphrase), slot_for, slots.Code(code), "New recovery code", park_for
        )
        return code, held

    def _replace(
        self,
        key: Passphrase,
        slot_for: Callable[[Opened], Slot],
        new_key: Key,
        label: str,
        park_for: Callable[[Opened], bytes] | None = None,
    ) -> Held | None:
        main = self.open_journal(key)
        held = None if self.header() is None else self.open_sign_ins(key)
        if main is None:
            if held is None:
                raise NotFound(_("There is no passphrase: nothing is encrypted yet."))
            raw, own = held
            parks = () if park_for is None else (park_for(own),)
            changed = making.with_other(own, slot_for(own))
            return self._save(raw, changed, own, label=label, parks=parks)
        slot = slot_for(main)
        before = held
        own_slot = None if held is None else slot_for(held[1])
        if held is not None and own_slot is not None:
            both = making.with_other(held[1], own_slot, keeps_old=True)
            held = self._save(*_first(held, both), label=label)
        elif park_for is not None:
            self._park_beside(park_for(main), label)
        try:
            self._switch(main, making.with_other(main, slot), new_key)
        except JournalError:
            self._take_back(before, held)
            raise
        # from here on it is done; what is left over is dropped at the next unlock
        with contextlib.suppress(JournalError):
            if held is not None and own_slot is not None:
                held = self._settle(held, own_slot, label)
            elif park_for is not None:
                self._keep_only(park_for(main), label)
        return held

    def _settle(self, held: Held, slot: Slot, label: str) -> Held:
        """Let the sign-ins' header have this slot alone of its kind, as the key file has already.

        Another window that unlocked in between may have dropped it as one the key file lacked.
        """
        for _try in range(_TRIES):
            raw = self.header()
            now = None if raw is None else header.parse(raw, SIGN_INS)
            if raw is None or now is None or not now.is_by(held[1].data_key):
                return held  # renewed elsewhere: by who knew a passphrase that was true then
            opened = Opened(now, held[1].keys, held[1].by)
            with contextlib.suppress(Conflict):
                return self._save(raw, making.with_other(opened, slot), opened, label=label)
        return held

    def _switch(self, main: Opened, changed: Header, new_key: Key) -> None:
        """Replace the key file: the moment from which the new passphrase is the true one."""
        try:
            saved = self._key_file.save(main.header, changed, main.data_key)
        except OSError as error:
            # it may have come after that moment: the file itself knows which is true
            try:
                self._journal.opened = self._key_file.open(new_key)
            except JournalError:
                raise unwritable(error) from error
        else:
            self._journal.opened = Opened(saved, main.keys, main.by)

    def _take_back(self, before: Held | None, held: Held | None) -> None:
        if before is None or held is None:
            return
        with contextlib.suppress(JournalError):
            opened = held[1]
            again = opened.header.changed(slots=before[1].header.slots)
            self._save(held[0], again, opened)

    # --- the system's keyring ----------------------------------------------------------------

    def add_keyring_slot(self, held: Held, slot_id: bytes, key: bytes) -> Held:
        """Let a key of the system's keyring open the sign-ins from now on.

        Raises: Conflict, Busy, DiskFull, JournalError where there is no room for another.
        """
        raw, opened = held
        slot = slots.with_keyring(key, opened.data_key, opened.header, Mark(slot_id, self._now()))
        changed = making.with_other(opened, slot, keeps_old=True)
        if len(changed.slots) > header.MOST_SLOTS:
            raise JournalError(
                _("The keyrings of too many computers open the sign-ins."),
                _("Withdraw them in the settings first."),
            )
        return self._save(raw, changed, opened, label="Add the keyring")

    def remove_keyring_slots(self, held: Held | None) -> Held | None:
        """Let no keyring open the sign-ins any more; while they are open, returns their keys.

        Raises: VaultLocked where it takes their key, Conflict, Busy, DiskFull.
        """
        if held is not None:
            raw, opened = held
            changed = making.without(opened, kind=Kind.KEYRING, keep=frozenset())
            return self._save(raw, changed, opened, label="Withdraw the keyring")
        with self._journal.change("Withdraw the keyring", is_undoable=False):
            if sign_in_header.drop_keyring(self._journal.raw) is None:
                raise VaultLocked(_("The sign-ins are locked."), _("Unlock them first."))
            self._journal.touch("meta", 0)
        return None

    # --- renew -------------------------------------------------------------------------------

    def renew_sign_ins(
        self, passphrase: Secret, progress: Progress | None, cancelled: IsCancelled
    ) -> Held:
        """Seal every sign-in under a new key, in one transaction.

        Raises: WrongPassphrase, Cancelled, Conflict, KeysDamaged, NotFound, Busy, DiskFull.
        """
        self.open_journal(Passphrase(passphrase))
        raw, old = self.open_sign_ins(Passphrase(passphrase))
        cost = making.passphrase_slot(old).cost
        needs_passphrase_itself(old)
        new = making.renewed(old, (passphrase, cost), self._now())
        park = self._parked_anew(old, new)
        before, after = _record_keys(old), _record_keys(new)
        connection = self._journal.raw
        with self._journal.change(_("Renew the keys"), is_undoable=False):
            if self.header() != raw:
                raise conflict()
            was_whole = kept.is_whole(connection, before)
            _seal_anew(connection, before, after, progress, cancelled)
            sealed = sign_in_header.write(connection, new.header, new.data_key)
            if park is not None:
                self._keep_parks((park,))
            if was_whole:
                kept.seal_all(connection, after)
            self._journal.touch("meta", 0)
        return sealed, _read_back(sealed, new)

    def _parked_anew(self, old: Opened, new: Opened) -> bytes | None:
        if self._journal.opened is not None:
            return None  # nothing is parked where both domains are in use
        slot_id = making.code_slot(old).slot_id
        authenticator = self.unparked(slot_id, old, JOURNAL)
        if authenticator is None:
            return None
        vault_id = old.header.vault_id
        return making.parked(slot_id, authenticator, new.data_key, vault_id, JOURNAL)

    # --- what is kept ------------------------------------------------------------------------

    def _save(
        self,
        raw: bytes,
        changed: Header,
        opened: Opened,
        *,
        label: str = "Tidy the keys",
        parks: tuple[bytes, ...] | None = None,
    ) -> Held:
        """Keep the sign-ins' header, unless another window changed it since."""
        with self._journal.change(label, is_undoable=False):
            if self.header() != raw:
                raise conflict()
            sealed = sign_in_header.write(self._journal.raw, changed, opened.data_key)
            if parks:
                self._keep_parks(parks)
            self._journal.touch("meta", 0)
        return sealed, _read_back(sealed, opened)

    def unparked(self, slot_id: bytes, opened: Opened, of: bytes) -> bytes | None:
        """Return the authenticator of a domain not in use, parked with this recovery code."""
        vault_id, data_key = opened.header.vault_id, opened.data_key
        for key in kept.PARKS:
            value = kept.read(self._journal.raw, key)
            found = making.unparked(value, slot_id, data_key, vault_id, of)
            if found is not None:
                return found
        return None

    def _keep_parks(self, parks: tuple[bytes, ...]) -> None:
        for key in kept.PARKS:
            kept.forget(self._journal.raw, key)
        for key, park in zip(kept.PARKS, parks, strict=False):
            kept.write(self._journal.raw, key, park)

    def _park_beside(self, park: bytes, label: str) -> None:
        with self._journal.change(label, is_undoable=False):
            kept.write(self._journal.raw, kept.PARKS[1], park)

    def _keep_only(self, park: bytes, label: str) -> None:
        with self._journal.change(label, is_undoable=False):
            self._keep_parks((park,))

    def _now(self) -> int:
        return int(self._clock().timestamp())


def needs_passphrase_itself(opened: Opened) -> None:
    """Refuse a recovery code where the passphrase goes into a new slot.

    Raises: WrongPassphrase.
    """
    if opened.by is not Kind.PASSPHRASE:
        raise WrongPassphrase(
            _("This needs the passphrase itself."),
            _("With the recovery code you can choose a new passphrase first."),
        )


def _first(held: Held, changed: Header) -> tuple[bytes, Header, Opened]:
    return held[0], changed, held[1]


def _read_back(raw: bytes, opened: Opened) -> Opened:
    return Opened(header.parse(raw, opened.header.domain), opened.keys, opened.by)


def _record_keys(opened: Opened) -> RecordKeys:
    return RecordKeys(opened.data_key, opened.header.vault_id, opened.header.epoch)


def _seal_anew(
    connection: Any,
    before: RecordKeys,
    after: RecordKeys,
    progress: Progress | None,
    cancelled: IsCancelled,
) -> None:
    """Seal every sign-in and draft under other keys; one that was altered stays as it is."""
    rows = connection.execute("SELECT id, record_id, version, origin, sealed FROM cred").fetchall()
    for done, (row_id, record_id, version, origin, sealed) in enumerate(rows, 1):
        if cancelled():
            raise Cancelled(_("The keys were not renewed."))
        with contextlib.suppress(Altered):
            payload = before.open(bytes(record_id), version, origin, bytes(sealed))
            anew = after.seal(bytes(record_id), version, origin, payload)
            connection.execute("UPDATE cred SET sealed = ? WHERE id = ?", (anew, row_id))
        if progress is not None:
            progress(done, len(rows))
    drafts = connection.execute("SELECT id, record_id, sealed FROM cred_draft").fetchall()
    for row_id, record_id, sealed in drafts:
        with contextlib.suppress(Altered):
            payload = before.open(bytes(record_id), *DRAFT, bytes(sealed))
            anew = after.seal(bytes(record_id), *DRAFT, payload)
            connection.execute("UPDATE cred_draft SET sealed = ? WHERE id = ?", (anew, row_id))


def _there_already() -> Conflict:
    return Conflict(_("There is a vault already."), _("Unlock it with its passphrase."))


def unwritable(error: OSError) -> JournalError:
    """Return the sentence for a key file, or a journal, that cannot be written."""
    if DiskFull.is_meant_by(error):
        return DiskFull(_("The disk is full."), _("Nothing was changed."))
    reason = error.strerror or type(error).__name__
    return JournalError(_("The key file cannot be written: {reason}.").format(reason=reason))
