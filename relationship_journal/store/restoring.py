"""Put another journal, with its keys, in the place of one: wholly, whenever the power fails.

A finished journal waits under the name `NAME.restored`, its keys beside it. From the moment it
has that name it is the journal; whoever comes next to the folder does what is left to do.
"""

import contextlib
import os
import shutil
from pathlib import Path

from relationship_journal.errors import Busy
from relationship_journal.i18n import gettext as _
from relationship_journal.store import files
from relationship_journal.store.database import connect
from relationship_journal.store.vault import key_names

_RESTORED = ".restored"
_BESIDE = ("-wal", "-shm", "-journal")


def put_in_place(prepared: Path, keys: bytes | None, journal: Path) -> None:
    """Let a finished journal, which nobody has open, take the place of what is there.

    Args:
        prepared: the journal, on the same disk.
        keys: its key file, when it is encrypted.
        journal: where it is to be.

    Raises: OSError, after which what was there is there still, or `finish` ends it.
    """
    waiting = _restored(key_files(journal)[0])
    if os.path.lexists(waiting):
        waiting.unlink()
    if keys is not None:
        _write(waiting, keys)
    with prepared.open("rb+") as file:
        os.fsync(file.fileno())
    prepared.replace(_restored(journal))
    files.sync_folder(journal.parent)
    finish(journal)


def is_waiting(journal: Path) -> bool:
    """Say whether a restored journal waits to take this one's place."""
    return _is_file(_restored(journal))


def finish(journal: Path) -> None:
    """Do what was left of a restoration; nothing when there was none.

    Raises: OSError.
    """
    restored, copies = _restored(journal), key_files(journal)
    keys = _restored(copies[0])
    is_encrypted = _is_file(keys)
    for one in (restored, keys):
        if one.is_symlink():  # not of our making: where it leads to must not become the journal
            one.unlink()
    if is_waiting(journal):
        for copy in reversed(copies):
            if is_encrypted:
                _write(copy, keys.read_bytes())
            elif os.path.lexists(copy):
                copy.unlink()
        # what belongs to the old file must not be taken for the new one's
        for ending in _BESIDE:
            journal.with_name(journal.name + ending).unlink(missing_ok=True)
        files.sync_folder(journal.parent)
        restored.replace(journal)
        files.sync_folder(journal.parent)
    if is_encrypted:
        keys.unlink(missing_ok=True)


def see_that_nobody_has_it_open(journal: Path, file_key: str = "") -> None:
    """Bring a journal into its one file, which only works while no one else has it open.

    Raises: Busy; JournalFileError when it is damaged, or the key is not its own.
    """
    with contextlib.closing(connect(journal, wait_seconds=1, file_key=file_key)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except Busy:
            mode = "wal"
        if mode != "delete":
            raise Busy(_("Another program has the journal open."), _("Close it and try again."))


def keep_aside(journal: Path, folder: Path) -> Path:
    """Copy a journal that cannot be opened, as it stands and with its keys, into a new folder.

    Returns: the journal in there, which opens by `--journal` as it did before.
    Raises: OSError, JournalFileError.
    """
    files.make_folder(folder)
    beside = [journal.with_name(journal.name + ending) for ending in ("-wal", "-journal")]
    for one in (*key_files(journal), *beside, journal):
        if one.is_file() and not one.is_symlink():
            target = folder / one.name
            files.make_private_file(target)
            with one.open("rb") as source, target.open("rb+") as copy:
                shutil.copyfileobj(source, copy)
                copy.flush()
                os.fsync(copy.fileno())
    files.sync_folder(folder)
    return folder / journal.name


def key_files(journal: Path) -> tuple[Path, Path]:
    """Return where the keys of an encrypted journal stand, and their copy."""
    return key_names.copies(journal)


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _write(path: Path, content: bytes) -> None:
    """Put a file in a name's place, durably."""
    temporary = path.with_name(path.name + ".tmp")
    temporary.unlink(missing_ok=True)
    files.make_private_file(temporary)
    with temporary.open("rb+") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    files.sync_folder(path.parent)


def _restored(path: Path) -> Path:
    return path.with_name(path.name + _RESTORED)
