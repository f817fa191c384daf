"""Files of the person's own: read whole, replaced whole or not at all."""

import contextlib
import glob
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from relationship_journal.errors import DiskFull, JournalError
from relationship_journal.i18n import gettext as _

# Larger than any address book; a film chosen by mistake is not read into memory.
LARGEST_IMPORT = 512 * 1024 * 1024

_PART = ".part"
# Seconds after which an unfinished file that nobody wrote to is nobody's.
_LEFT_AFTER = 3600


def read_whole(path: Path) -> bytes:
    """Return what is in the file.

    Raises: JournalError when it cannot be read or is larger than 512 MiB.
    """
    try:
        if path.is_char_device() or path.is_block_device():
            raise JournalError(_("{path} is not a file to import.").format(path=path))
        with path.open("rb") as file:
            data = file.read(LARGEST_IMPORT + 1)
    except (OSError, ValueError) as error:
        raise _unusable(path, error) from error
    if len(data) > LARGEST_IMPORT:
        raise JournalError(_("{path} is too large to import.").format(path=path))
    return data


@contextlib.contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """Yield a file to write; it takes the name `path` when all went well, and is gone otherwise.

    It can be read again while inside. Only the owner can read it. A link is followed, so that what
    it points to is replaced.

    Raises: JournalError, DiskFull.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            raise JournalError(_("{path} is not an ordinary file.").format(path=path))
        stem = f".{target.name[:100]}."
        _remove_leftovers(target.parent, stem)
        temporary = target.with_name(f"{stem}{secrets.token_hex(6)}{_PART}")
        descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except (OSError, ValueError) as error:
        raise _unusable(path, error) from error
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise _unusable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _remove_leftovers(folder: Path, stem: str) -> None:
    """Remove what a process that was killed left of such a file: people's data, out of sight."""
    long_ago = time.time() - _LEFT_AFTER
    for one in folder.glob(f"{glob.escape(stem)}{'?' * 12}{_PART}"):
        with contextlib.suppress(OSError):  # gone meanwhile
            if one.stat().st_mtime < long_ago:
                one.unlink()


def _unusable(path: Path, error: Exception) -> JournalError:
    if DiskFull.is_meant_by(error):
        return DiskFull(_("The disk is full."), _("Nothing was changed."))
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return JournalError(_("{path} cannot be used: {reason}.").format(path=path, reason=reason))
