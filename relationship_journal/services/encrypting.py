"""The journal as a whole encrypted, decrypted and sealed under a new key, while it is closed.

Each way has one moment that decides: the new file takes the journal's name. Stopped before it, the
next opening finds the old form and removes what was begun; after it, the new one.
"""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from relationship_journal import paths
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import (
    Busy,
    Cancelled,
    Conflict,
    DiskFull,
    JournalError,
    JournalFileError,
)
from relationship_journal.i18n import gettext as _
from relationship_journal.services.backups import Backups
from relationship_journal.services.key_changes import (
    IsCancelled,
    KeyChanges,
    Progress,
    needs_passphrase_itself,
    never,
    unwritable,
)
from relationship_journal.store import files, opening
from relationship_journal.store.journal import Journal
from relationship_journal.store.vault import (
    journal_keys,
    kept,
    key_names,
    making,
    recovery_code,
    rewriting,
    slots,
    stretching,
)
from relationship_journal.store.vault.header import JOURNAL, RENEWING, SIGN_INS, Header
from relationship_journal.store.vault.journal_keys import Locked
from relationship_journal.store.vault.key_file import KeyFile
from relationship_journal.store.vault.slots import Key, Mark, Opened, Passphrase, Recipient
from relationship_journal.system import clock as clocks

Clock = Callable[[], datetime]
Form = files.Form

__all__ = ["Form", "Opened", "begin", "decrypt", "encrypt", "renew", "renew_all", "unlock"]


def place_of(path: Path | None, *, begin: bool) -> Path:
    """Return where a journal is or begins; None is the user's own.

    Raises: JournalFileError.
    """
    if path is not None:
        return path
    own = paths.default_journal()
    if begin:
        files.prepare_own_folder(own.parent)
    return own


def look(path: Path) -> Form:
    """Say what stands at a path: nothing, a plain or an encrypted journal.

    Raises: JournalFileError when something else does.
    """
    return files.look_at(path)


def has_sign_ins(path: Path, clock: Clock | None) -> bool:
    """Say whether a plain journal has a vault, whose passphrase then opens the journal too.

    Raises: JournalFileError, Busy, TooNew.
    """
    tells = clock or clocks.now
    with contextlib.closing(Journal(path, tells)) as journal:
        return KeyChanges(journal, tells).header() is not None


def locked(path: Path | None) -> Locked:
    """Return what an encrypted journal asks for: its id, and the keyring's slots.

    Raises: KeysDamaged, NewerFormat, KeyFileMissing.
    """
    return journal_keys.look(place_of(path, begin=False))


def unlock(path: Path | None, key: Key) -> Opened | None:
    """Return what opens an encrypted journal, for `open_core`; takes its time, and no thread's.

    Returns: None where the journal is not encrypted.
    Raises: WrongPassphrase, KeysDamaged, NewerFormat, KeyFileMissing, JournalFileError.
    """
    return journal_keys.unlock(place_of(path, begin=False), key)


def is_encrypted(path: Path) -> bool:
    """Say whether an encrypted journal stands at a path.

    Raises: JournalFileError when something else does.
    """
    return journal_keys.is_encrypted(path)


def begin(
    path: Path, clock: Clock | None, passphrase: Secret, code: Secret | None = None
) -> Secret:
    """Begin an encrypted journal where there is none; returns its recovery code.

    Raises: InvalidInput, Conflict, Busy, DiskFull, JournalFileError.
    """
    files.make_folder(path.parent)
    shown = code or recovery_code.as_text(recovery_code.new_code())
    clock = clock or clocks.now
    now = int(clock().timestamp())
    opened, park = _new_keys(passphrase, shown, now)
    key_file = KeyFile(path)
    with _working_on(path):
        if files.look_at(path) is not files.Form.NOTHING:
            raise Conflict(_("There is a journal at {path} already.").format(path=path))
        try:
            key_file.put_aside()
            is_first = opening.begin_file(
                path,
                journal_keys.file_key(opened),
                amend=lambda connection: _keep_parks(connection, (park,)),
                before_naming=lambda: _keep(key_file, opened),
            )
        except OSError as error:
            raise unwritable(error) from error
        if not is_first:
            key_file.remove()
            raise Conflict(_("There is a journal at {path} already.").format(path=path))
    return shown


def encrypt(
    path: Path,
    clock: Clock | None,
    passphrase: Secret,
    *,
    code: Secret | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled = never,
) -> Secret | None:
    """Encrypt a plain journal that is closed; returns the recovery code if it is a new one.

    Args:
        path: the journal.
        clock: tells the present instant; the computer's when None.
        passphrase: opens it from now on; where there are sign-ins, it must be theirs.
        code: a proposed recovery code, where there is none yet.
        progress: is told how much is written, of how much.
        cancelled: is asked whether to stop.

    Raises: InvalidInput, WrongPassphrase, Cancelled, Busy, DiskFull, JournalFileError.
    """
    clock = clock or clocks.now
    now = int(clock().timestamp())
    shown: Secret | None = None
    with contextlib.closing(Journal(path, clock)) as journal:
        if KeyChanges(journal, clock).header() is None:
            shown = code or recovery_code.as_text(recovery_code.new_code())
            opened, park = _new_keys(passphrase, shown, now)
            parks: tuple[bytes, ...] = (park,)
        else:
            opened, parks = _keys_beside(journal, clock, passphrase, now), ()
        safe_copy = _back_up(journal, clock, "before-encrypting")
    with (
        _beside(safe_copy, is_kept=False),  # anyone could read it
        _working_on(path),
        rewriting.alone(path, "", key_names.ENCRYPTED_ENDING, journal_keys.file_key(opened)) as new,
    ):
        new.write(lambda copy: _keep_parks(copy, parks), progress, cancelled)
        key_file = KeyFile(path)
        _switch(new, before=lambda: _keep(key_file, opened), back=key_file.remove)
    return shown


def decrypt(
    path: Path,
    clock: Clock | None,
    passphrase: Secret,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled = never,
) -> None:
    """Make a closed encrypted journal a plain one; sign-ins stay sealed under the passphrase.

    Raises: WrongPassphrase, Cancelled, Busy, DiskFull, JournalFileError.
    """
    clock = clock or clocks.now
    opened = _unlocked(path, Passphrase(passphrase))
    parks: tuple[bytes, ...] = ()
    with contextlib.closing(Journal(path, clock, opened=opened)) as journal:
        changes = KeyChanges(journal, clock)
        if changes.header() is not None:
            _raw, own = changes.open_sign_ins(Passphrase(passphrase))
            slot = making.code_slot(opened)
            vault_id = opened.header.vault_id
            recipient = slots.recipient_in(slot, opened.data_key, vault_id)
            parks = (
                making.parked(
                    slot.slot_id, recipient.authenticator, own.data_key, vault_id, JOURNAL
                ),
            )
        safe_copy = _back_up(journal, clock, "before-decrypting")
    old_key = journal_keys.file_key(opened)
    with (
        _beside(safe_copy),
        _working_on(path),
        rewriting.alone(path, old_key, key_names.PLAIN_ENDING, "") as new,
    ):
        new.write(lambda copy: _keep_parks(copy, parks), progress, cancelled)
        _switch(new)
        # left there by a stop here, they go at the next opening
        with contextlib.suppress(OSError, JournalError):
            KeyFile(path).remove()


def renew(
    path: Path,
    clock: Clock | None,
    passphrase: Secret,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled = never,
) -> None:
    """Write a closed encrypted journal anew under a new key; passphrase and code stay.

    What the system's keyring holds opens it no more.

    Raises: WrongPassphrase, Cancelled, Conflict, Busy, DiskFull, JournalFileError.
    """
    clock = clock or clocks.now
    opened = _unlocked(path, Passphrase(passphrase))
    needs_passphrase_itself(opened)
    cost = making.passphrase_slot(opened).cost
    new = making.renewed(opened, (passphrase, cost), int(clock().timestamp()))
    with contextlib.closing(Journal(path, clock, opened=opened)) as journal:
        parks = _parked_anew(journal, opened, new)
        safe_copy = _back_up(journal, clock, "before-renewing")
    key_file = KeyFile(path)
    old_slots = opened.header.slots
    with (
        _beside(safe_copy),
        _working_on(path),
        rewriting.alone(
            path,
            journal_keys.file_key(opened),
            key_names.ENCRYPTED_ENDING,
            journal_keys.file_key(new),
        ) as copy,
    ):
        both = opened.header.changed(slots=(*old_slots, *new.header.slots), flags=RENEWING)
        pending = _save(key_file, opened.header, both, opened.data_key)

        def undo() -> None:
            alone = pending.changed(slots=old_slots, flags=0)
            key_file.save(pending, alone, opened.data_key)

        try:
            copy.write(lambda file: _keep_parks(file, parks), progress, cancelled)
        except BaseException:
            with contextlib.suppress(OSError, JournalError):
                undo()
            raise
        _switch(copy, back=undo)
        last = pending.changed(slots=new.header.slots, epoch=new.header.epoch, flags=0)
        # a stop here is made good at the next opening
        with contextlib.suppress(OSError, JournalError):
            key_file.save(pending, last, new.data_key, opened.data_key)


def renew_all(
    path: Path,
    clock: Clock | None,
    passphrase: Secret,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled = never,
) -> None:
    """Seal the sign-ins of a closed encrypted journal, and then the whole, under new keys.

    Raises: WrongPassphrase, Cancelled, Conflict, Busy, DiskFull, JournalFileError.
    """
    clock = clock or clocks.now
    opened = _unlocked(path, Passphrase(passphrase))
    with contextlib.closing(Journal(path, clock, opened=opened)) as journal:
        changes = KeyChanges(journal, clock)
        if changes.header() is not None:
            changes.renew_sign_ins(passphrase, None, cancelled)
    renew(path, clock, passphrase, progress=progress, cancelled=cancelled)


# --- inside ---------------------------------------------------------------------------------------


def _back_up(journal: Journal, clock: Clock, why: str) -> Path:
    """Write a backup of an open journal before it is written anew; returns where it is.

    Raises: DiskFull, JournalError.
    """
    return Backups(journal, clock, clocks.local_zone()).write_before(why).path


@contextlib.contextmanager
def _beside(safe_copy: Path, *, is_kept: bool = True) -> Iterator[None]:
    """Have a backup at hand while inside; it goes when nothing was changed, or is not kept."""
    try:
        yield
    except (Cancelled, Busy, DiskFull):
        is_kept = False
        raise
    finally:
        if not is_kept:
            with contextlib.suppress(OSError):
                safe_copy.unlink()


def _unlocked(path: Path, key: Key) -> Opened:
    opened = journal_keys.unlock(path, key)
    if opened is None:
        raise JournalFileError(_("The journal {path} is not encrypted.").format(path=path))
    return opened


@contextlib.contextmanager
def _working_on(path: Path) -> Iterator[None]:
    with files.exclusive(files.lock_of(path)) as lock:
        if lock is None:
            raise Busy(_("Another program is working on the journal."))
        yield


def _new_keys(passphrase: Secret, code: Secret, now: int) -> tuple[Opened, bytes]:
    """Return new keys of the journal, and what to park of the sign-ins' to come."""
    digits = recovery_code.from_text(code)
    vault_id, mark = making.new_vault_id(), Mark.new(now)
    opened = making.begin(
        JOURNAL,
        vault_id,
        (passphrase, Mark.new(now), stretching.calibrated()),
        (slots.recipient_of(digits, vault_id, JOURNAL), mark),
    )
    other = slots.recipient_of(digits, vault_id, SIGN_INS).authenticator
    return opened, making.parked(mark.slot_id, other, opened.data_key, vault_id, SIGN_INS)


def _keys_beside(journal: Journal, clock: Clock, passphrase: Secret, now: int) -> Opened:
    """Return keys of the journal for the passphrase and the code that its sign-ins have."""
    changes = KeyChanges(journal, clock)
    _raw, own = changes.open_sign_ins(Passphrase(passphrase))
    needs_passphrase_itself(own)
    by_passphrase, by_code = making.passphrase_slot(own), making.code_slot(own)
    authenticator = changes.unparked(by_code.slot_id, own, JOURNAL)
    if authenticator is None:
        raise JournalFileError(
            _("What the recovery code needs is missing in the journal."),
            _("Make a new recovery code first."),
        )
    return making.begin(
        JOURNAL,
        own.header.vault_id,
        (passphrase, Mark(by_passphrase.slot_id, now), by_passphrase.cost),
        (Recipient(by_code.recipient, authenticator), Mark(by_code.slot_id, now)),
    )


def _parked_anew(journal: Journal, old: Opened, new: Opened) -> tuple[bytes, ...]:
    slot_id, vault_id = making.code_slot(old).slot_id, old.header.vault_id
    for key in kept.PARKS:
        value = kept.read(journal.raw, key)
        found = making.unparked(value, slot_id, old.data_key, vault_id, SIGN_INS)
        if found is not None:
            return (making.parked(slot_id, found, new.data_key, vault_id, SIGN_INS),)
    return ()


def _keep(key_file: KeyFile, opened: Opened) -> None:
    _save(key_file, None, opened.header, opened.data_key)


def _save(key_file: KeyFile, base: Header | None, new: Header, data_key: bytes) -> Header:
    try:
        return key_file.save(base, new, data_key)
    except OSError as error:
        raise unwritable(error) from error


def _keep_parks(copy: Any, parks: tuple[bytes, ...]) -> None:
    for key in kept.PARKS:
        kept.forget(copy, key)
    for key, park in zip(kept.PARKS, parks, strict=False):
        kept.write(copy, key, park)


def _nothing() -> None:
    """Do nothing."""


def _switch(
    new: rewriting.Rewriting,
    *,
    before: Callable[[], None] = _nothing,
    back: Callable[[], None] = _nothing,
) -> None:
    """Put the new form in its place, and undo what was done for it when that cannot be."""
    try:
        before()
        new.put_in_place()
    except BaseException as error:
        if not new.is_in_place:  # or the keys of what is now the journal would go
            with contextlib.suppress(OSError, JournalError):
                back()
        if isinstance(error, OSError):
            raise unwritable(error) from error
        raise
