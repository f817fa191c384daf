"""The journal's files: private from the moment they are made, replaced instead of overwritten."""

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path

from relationship_journal.errors import DiskFull, JournalFileError
from relationship_journal.i18n import gettext as _
from relationship_journal.store import schema
from relationship_journal.store.vault import key_names

SQLITE_MAGIC = b"SQLite format 3\x00"
# where the header of an SQLite file tells whose it is
_OWNER = slice(68, 72)
_ROOM = bytes(64 * 1024)
_PAGE = 4096
# of 256; a page of chance lacks one of them in some ten thousand
_MANY_BYTES = 240


def prepare_own_folder(folder: Path) -> None:
    """Make the user's own data folder, 0700; refuse a link and another user's folder.

    Raises: JournalFileError.
    """
    if folder.is_symlink():
        raise JournalFileError(
            _("The data folder {folder} is a link.").format(folder=folder),
            _("Put a real folder in its place, or name a journal with --journal."),
        )
    make_folder(folder)
    facts = folder.stat()
    if hasattr(os, "getuid") and facts.st_uid != os.getuid():
        raise JournalFileError(
            _("The data folder {folder} belongs to another user.").format(folder=folder)
        )
    if os.name == "posix" and stat.S_IMODE(facts.st_mode) & 0o077:
        folder.chmod(0o700)


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents, each 0700; existing ones keep their mode.

    Raises: JournalFileError, DiskFull.
    """
    try:
        if folder.is_dir():
            return
        missing = [folder, *folder.parents]
        there = (n for n, one in enumerate(missing) if one.exists())
        missing = missing[: next(there, len(missing))]
        for one in reversed(missing):
            one.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_dir():
            raise NotADirectoryError(20, "not a folder", str(folder))
    except OSError as error:
        raise _unusable(folder, error) from error


class Form(Enum):
    """What stands where a journal may be."""

    NOTHING = auto()
    PLAIN = auto()
    ENCRYPTED = auto()


def look_at(path: Path) -> Form:
    """Say what there is to open at this path; an empty file is nothing.

    Raises: JournalFileError when it is there and is not a journal file we may open.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise JournalFileError(_("{path} is a folder, not a journal.").format(path=path))
        if not stat.S_ISREG(kind):  # a pipe would be waited for, a device be replaced
            raise not_a_journal(path)
        with path.open("rb") as file:
            head = file.read(_PAGE)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        return Form.NOTHING
    except (OSError, ValueError) as error:
        raise _unusable(path, error) from error
    if not head:
        return Form.NOTHING
    owner = head[_OWNER]
    # the database of another program is not even opened: that alone may write to it
    is_foreign = len(owner) == 4 and int.from_bytes(owner, "big") != schema.APPLICATION_ID
    if head.startswith(SQLITE_MAGIC) and not is_foreign:
        return Form.PLAIN
    # pages of an encrypted journal look like chance, even with their beginning destroyed
    looks_sealed = size % _PAGE == 0 and len(set(head)) > _MANY_BYTES
    if looks_sealed or key_names.is_there(path):
        return Form.ENCRYPTED
    raise not_a_journal(path)


def not_a_journal(path: Path) -> JournalFileError:
    """Return the error for a file that is something else."""
    return JournalFileError(
        _("{path} is not a journal.").format(path=path), _("It was left as it is.")
    )


def belongs_to_journal(path: Path, journal: Path) -> bool:
    """Say whether a path leads to one of the files of an open journal, or of its keys."""
    endings = ("", "-wal", "-shm", "-lock", ".rekey", ".plain")
    own = [journal.with_name(journal.name + ending) for ending in endings]
    for one in (*own, *key_names.copies(journal), key_names.lock_of(journal)):
        # a path that cannot be followed leads nowhere
        with contextlib.suppress(OSError, ValueError):
            if path.samefile(one):
                return True
    return False


def make_private_file(path: Path) -> None:
    """Make an empty file that only its owner can read, 0600 from the first moment.

    Raises: JournalFileError, DiskFull, FileExistsError.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise
    except (OSError, ValueError) as error:
        raise _unusable(path, error) from error


def move_into_place(temporary: Path, final: Path) -> bool:
    """Give a finished new file its name, unless another process was first.

    Returns: False when `final` holds something already; the temporary file is gone either way.
    """
    try:
        if final.exists() and final.stat().st_size == 0:
            temporary.replace(final)
        else:
            try:
                os.link(temporary, final)
            except FileExistsError:
                return False
            except OSError:  # a file system without links
                if final.exists():
                    return False
                temporary.replace(final)
        sync_folder(final.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return True


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name != "posix":
        return
    # some network file systems cannot and need not, and a folder may be closed to reading
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def lock_of(path: Path) -> Path:
    """Return the file whose lock is held while the journal as a whole is worked on."""
    return path.with_name(path.name + "-lock")


class Lock:
    """A held lock file, which can also keep room on the disk."""

    def __init__(self, descriptor: int, path: Path) -> None:
        self._descriptor = descriptor
        self._path = path

    def keep_room(self, size: int) -> None:
        """Take this many bytes of the disk until they are given back.

        Raises: DiskFull.
        """
        try:
            for start in range(0, size, len(_ROOM)):
                os.pwrite(self._descriptor, _ROOM, start)
            os.fsync(self._descriptor)
        except AttributeError:  # a system without pwrite has no such promise
            return
        except OSError as error:
            self.give_room_back()
            raise _unusable(self._path, error) from error

    def give_room_back(self) -> None:
        """Make the room free again."""
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)


@contextlib.contextmanager
def exclusive(path: Path) -> Iterator[Lock | None]:
    """Hold the lock of this file while inside; yields None when another process holds it.

    The system lets go of it when the process ends, however it ends.
    """
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise _unusable(path, error) from error
    try:
        yield Lock(descriptor, path) if _try_lock(descriptor) else None
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  one system only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415  one system only

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unusable(path: Path, error: Exception) -> JournalFileError | DiskFull:
    if DiskFull.is_meant_by(error):
        return DiskFull(_("The disk is full."), _("Nothing was changed."))
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return JournalFileError(_("{path} cannot be used: {reason}.").format(path=path, reason=reason))
