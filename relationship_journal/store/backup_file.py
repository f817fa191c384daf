"""The file `.rjbackup`: a journal, the keys it needs, and a seal over both.

Nothing is ever taken out of it but the journal and its keys, and neither counts before the seal
over them was found right.
"""

import contextlib
import hashlib
import os
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from relationship_journal.errors import BackupRefused, Cancelled, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.store import stored_zip
from relationship_journal.store.stored_zip import Member, NoSuchArchive
from relationship_journal.store.vault import derivation

SUFFIX = ".rjbackup"
SEALED, PLAIN = b"RJB1\n", b"RJB1 plain\n"

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]

_FORMAT, _KEYS, _DATABASE, _MAC = "format", "vault.rjk", "journal.db", "mac"
_SHAPES = ((_FORMAT, _KEYS, _DATABASE, _MAC), (_FORMAT, _DATABASE, _MAC))
_LARGEST = {_FORMAT: 16, _KEYS: 64 + 256 * 16 + 64, _MAC: 32}
_SEAL = b"RJB1"
_CHUNK = 1024 * 1024
_BEGINNING = 64


def write(
    file: BinaryIO,
    database: Path,
    keys: bytes | None,
    mac_key: bytes | None,
    made_at: datetime,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> None:
    """Write a backup into an empty file that one can move about in.

    Args:
        file: where to.
        database: a finished copy of the journal.
        keys: the key file of an encrypted journal; None for a plain one.
        mac_key: what seals the backup; None for a plain one, whose seal finds damage only.
        made_at: the local time it is made at.

    Raises: Cancelled; JournalError when it is too large; OSError.
    """
    total = database.stat().st_size
    if total > stored_zip.LARGEST:
        raise JournalError(_("A journal of more than 4 GiB does not fit into a backup file."))
    stamp = stored_zip.stamp_of(made_at)
    steps = _Steps(total, progress, cancelled)
    form = PLAIN if keys is None else SEALED
    members = [stored_zip.put(file, _FORMAT, form, stamp)]
    digests = [hashlib.sha256(form).digest()]
    if keys is not None:
        members.append(stored_zip.put(file, _KEYS, keys, stamp))
        digests.append(hashlib.sha256(keys).digest())
    member, digest = Member(_DATABASE, stamp=stamp), hashlib.sha256()
    stored_zip.write_head(file, member)
    with database.open("rb") as source:
        while chunk := source.read(_CHUNK):
            file.write(chunk)
            digest.update(chunk)
            member.crc = zlib.crc32(chunk, member.crc)
            member.size += len(chunk)
            steps.take(len(chunk))
    stored_zip.write_head_again(file, member)
    members.append(member)
    digests.append(digest.digest())
    members.append(stored_zip.put(file, _MAC, _mac(digests, mac_key), stamp))
    stored_zip.finish(file, members)


class Target(Protocol):
    """Where a journal is taken out to."""

    def write(self, data: bytes, /) -> Any:
        """Take some bytes."""
        ...


class BackupFile:
    """An open backup; get it from `opened`.

    `keys` is the key file of an encrypted journal, None of a plain one.
    """

    def __init__(self, file: BinaryIO, members: dict[str, Member]) -> None:
        self._file, self._members = file, members
        self._form = self._read(_FORMAT)
        self.keys = self._read(_KEYS) if _KEYS in members else None
        if self._form != (PLAIN if self.keys is None else SEALED):
            raise damaged()

    @property
    def size(self) -> int:
        """Bytes of the journal inside."""
        return self._members[_DATABASE].size

    def take_out(
        self,
        target: Target,
        mac_key: bytes | None,
        progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> None:
        """Write the journal that is inside; what was written is worth nothing when this raises.

        Raises: BackupRefused when it is not what was sealed; Cancelled; OSError.
        """
        digests = [hashlib.sha256(self._form).digest()]
        if self.keys is not None:
            digests.append(hashlib.sha256(self.keys).digest())
        member = self._members[_DATABASE]
        steps = _Steps(member.size, progress, cancelled)
        digest, crc, left = hashlib.sha256(), 0, member.size
        self._file.seek(member.start)
        while left:
            chunk = self._file.read(min(left, _CHUNK))
            if not chunk:
                raise damaged()
            digest.update(chunk)
            crc = zlib.crc32(chunk, crc)
            target.write(chunk)
            left -= len(chunk)
            steps.take(len(chunk))
        digests.append(digest.digest())
        if crc != member.crc or not derivation.is_same(self._read(_MAC), _mac(digests, mac_key)):
            raise damaged()

    def _read(self, name: str) -> bytes:
        member = self._members[name]
        self._file.seek(member.start)
        content = self._file.read(member.size)
        if len(content) != member.size or zlib.crc32(content) != member.crc:
            raise damaged()
        return content


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BackupFile]:
    """Give a backup to read while inside.

    Raises: BackupRefused when it is none, or damaged; JournalError when it cannot be read.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise _unreadable(path, _("it is not an ordinary file"))
        file = path.open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise _unreadable(path, reason or os.strerror(2)) from error
    with file:
        try:
            members = stored_zip.read(file, _SHAPES, _LARGEST)
        except NoSuchArchive as what:
            if what.is_begun:
                raise damaged() from None
            raise BackupRefused(
                _("{path} is not a backup of this program.").format(path=path)
            ) from None
        yield BackupFile(file, members)


def is_plain(path: Path) -> bool:
    """Say whether a backup begins as one that anyone can read; nothing else of it is looked at."""
    try:
        with path.open("rb") as file:
            return PLAIN in file.read(_BEGINNING)
    except OSError:
        return False


def see_that_it_is_whole(file: BinaryIO, mac_key: bytes | None) -> None:
    """Read a backup that was just written, to its end; the file stands there afterwards.

    Raises: JournalError when the disk does not give back what it was given.
    """
    try:
        BackupFile(file, stored_zip.read(file, _SHAPES, _LARGEST)).take_out(_Nowhere(), mac_key)
    except (NoSuchArchive, BackupRefused) as error:
        raise JournalError(
            _("The backup could not be read back as it was written."),
            _("Choose another disk; this one may be failing."),
        ) from error
    file.seek(0, os.SEEK_END)


def damaged() -> BackupRefused:
    """Return what is said of a file that is not as it was written."""
    return BackupRefused(
        _("This backup is damaged or was altered."), _("Nothing was restored. Try another one.")
    )


class _Nowhere:
    """Takes what is written to it and keeps nothing."""

    def write(self, data: bytes, /) -> int:
        return len(data)


class _Steps:
    """Tells of progress, and stops when it is no longer wanted."""

    def __init__(
        self, total: int, progress: Progress | None, cancelled: IsCancelled | None
    ) -> None:
        self._total, self._progress, self._cancelled = total, progress, cancelled
        self._done = 0

    def take(self, size: int) -> None:
        self._done += size
        if self._cancelled is not None and self._cancelled():
            raise Cancelled(_("Stopped; nothing was changed."))
        if self._progress is not None:
            self._progress(self._done, self._total)


def _mac(digests: list[bytes], mac_key: bytes | None) -> bytes:
    sealed = _SEAL + b"".join(digests)
    if mac_key is None:
        return hashlib.sha256(sealed).digest()
    return derivation.hmac_sha256(mac_key, sealed)


def _unreadable(path: Path, reason: str) -> JournalError:
    return JournalError(_("{path} cannot be read: {reason}.").format(path=path, reason=reason))
