"""What opens an encrypted journal file, and which of its keys is the true one."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from relationship_journal.errors import (
    JournalError,
    JournalFileError,
    NeedsPassphrase,
    WrongPassphrase,
)
from relationship_journal.i18n import gettext as _
from relationship_journal.store import files, restoring
from relationship_journal.store.database import connect
from relationship_journal.store.vault import derivation, header
from relationship_journal.store.vault.header import JOURNAL, Header, Kind
from relationship_journal.store.vault.key_file import KeyFile
from relationship_journal.store.vault.key_names import ENCRYPTED_ENDING, PLAIN_ENDING
from relationship_journal.store.vault.slots import Key, Opened


@dataclass(frozen=True, slots=True)
class Locked:
    """An encrypted journal that asks for a key."""

    path: Path
    vault_id: bytes
    generation: int
    keyring_slots: tuple[bytes, ...]


Ask = Callable[[Locked], Key | None]
"""Is asked for what opens a journal, once it is known to be encrypted; None: nothing does."""


def file_key(opened: Opened, epoch: int | None = None) -> str:
    """Return the raw key of the file with its salt, as the driver takes it."""
    data_key, vault_id = opened.keys[epoch or opened.header.epoch], opened.header.vault_id
    key = derivation.hkdf(data_key, vault_id, b"RJ/db/sqlcipher/v1")
    salt = derivation.hkdf(data_key, vault_id, b"RJ/db/salt/v1", 16)
    return f"x'{(key + salt).hex()}'"


def backup_key(opened: Opened) -> bytes:
    """Return what seals a backup of the journal."""
    return derivation.hkdf(opened.data_key, opened.header.vault_id, b"RJ/backup/v1")


def is_encrypted(path: Path) -> bool:
    """Say whether an encrypted journal stands at a path.

    Raises: JournalFileError when something else does.
    """
    return files.look_at(path) is files.Form.ENCRYPTED


def look(path: Path) -> Locked:
    """Return what asks for a key; anyone may have written it.

    Raises: KeysDamaged, NewerFormat, KeyFileMissing.
    """
    found: list[Header] = []
    fault: JournalFileError = header.damaged()
    for raw in KeyFile(path).read():
        try:
            found.append(header.parse(raw, JOURNAL))
        except JournalFileError as error:
            fault = error
    if not found:
        raise fault
    newest = max(found, key=lambda one: one.generation)
    ids = tuple(slot.slot_id for one in found for slot in one.of_kind(Kind.KEYRING))
    return Locked(path, newest.vault_id, newest.generation, tuple(dict.fromkeys(ids)))


def unlock(path: Path, key: Key | Ask | None) -> Opened | None:
    """Return what opens the journal at a path; None where it is not encrypted, or not there.

    Raises: NeedsPassphrase, WrongPassphrase, KeysDamaged, NewerFormat, KeyFileMissing,
        JournalFileError.
    """
    restoring.finish(path)
    if not is_encrypted(path):
        return None
    locked = look(path)
    given = key(locked) if callable(key) else key
    if given is None:
        raise needs_passphrase(path)
    opened = settled(path, KeyFile(path).open(given))
    _remove_left_overs(path)
    return opened


def needs_passphrase(path: Path) -> JournalFileError:
    """Return the error for a journal that stays closed without a key.

    Raises: KeyFileMissing when there is nothing a passphrase could open.
    """
    KeyFile(path).read()
    return NeedsPassphrase(
        _("The journal {path} is encrypted and locked.").format(path=path),
        _("Its passphrase or recovery code opens it."),
    )


def settled(path: Path, opened: Opened) -> Opened:
    """Let the file decide which key is true, where a renewal was stopped; finish or undo it.

    Raises: WrongPassphrase, JournalFileError.
    """
    epochs = {slot.epoch for slot in opened.header.slots}
    if not opened.header.is_renewing and len(epochs) == 1:
        return opened
    true = next((one for one in sorted(opened.keys) if _opens(path, opened, one)), None)
    if true is None:
        if len(epochs) > len(opened.keys):  # the key of the other is not in hand
            raise WrongPassphrase(
                _("The renewal of the keys was interrupted."),
                _("The passphrase or the recovery code finishes it."),
            )
        return opened  # damaged: said when it is opened
    slots = tuple(one for one in opened.header.slots if one.epoch == true)
    new = opened.header.changed(slots=slots, epoch=true, flags=0)
    with contextlib.suppress(OSError, JournalError):  # then at the next opening
        new = KeyFile(path).save(opened.header, new, opened.keys[true], opened.data_key)
    return Opened(new, {true: opened.keys[true]}, opened.by)


def _opens(path: Path, opened: Opened, epoch: int) -> bool:
    try:
        with contextlib.closing(connect(path, file_key=file_key(opened, epoch))) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except (driver.Error, JournalFileError):
        return False
    return True


def tidy_plain(path: Path) -> None:
    """Remove what an encryption that was stopped left beside a plain journal that opens."""
    key_file = KeyFile(path)
    if key_file.is_begun():
        with files.exclusive(files.lock_of(path)) as lock:
            if lock is not None:
                key_file.remove()
    _remove_left_overs(path)


def _remove_left_overs(path: Path) -> None:
    for ending in (ENCRYPTED_ENDING, PLAIN_ENDING):
        if path.with_name(path.name + ending).exists():
            with files.exclusive(files.lock_of(path)) as lock:
                if lock is not None:  # or it is being written
                    remove_left_over(path, ending)


def remove_left_over(path: Path, ending: str) -> None:
    """Remove a file of this ending beside the journal, with what SQLite put beside it."""
    for tail in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending + tail).unlink(missing_ok=True)
