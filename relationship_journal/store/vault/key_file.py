"""The key file of an encrypted journal: two copies, each replaced whole, either good enough."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from relationship_journal.errors import Busy, Conflict, JournalFileError, KeyFileMissing
from relationship_journal.i18n import gettext as _
from relationship_journal.store import files
from relationship_journal.store.vault import header, key_names, slots
from relationship_journal.store.vault.header import Header
from relationship_journal.store.vault.slots import Key, Opened

_LARGEST = 64 + 256 * header.MOST_SLOTS + 64
_WAIT_SECONDS, _LOOK_EVERY = 10.0, 0.02


class KeyFile:
    """The key file beside a journal.

    Args:
        journal: the journal's file.
    """

    def __init__(self, journal: Path) -> None:
        self.path = key_names.key_file(journal)
        self.copies = key_names.copies(journal)

    def is_there(self) -> bool:
        """Say whether there is a file, or a link, of either name."""
        return any(os.path.lexists(one) for one in self.copies)

    def is_begun(self) -> bool:
        """Say whether anything of it is there, be it half written."""
        return self.is_there() or any(os.path.lexists(_temporary(one)) for one in self.copies)

    def read(self) -> list[bytes]:
        """Return what stands in the copies that can be read.

        Raises: KeyFileMissing when neither is there.
        """
        found = [raw for raw in map(_content, self.copies) if raw is not None]
        if not found and not self.is_there():
            raise KeyFileMissing(
                _("The key file {path} is missing; without it the journal stays closed.").format(
                    path=self.path
                ),
                _("Put it back, or restore a backup."),
            )
        return found

    def open(self, key: Key) -> Opened:
        """Open it, and make the other copy like the one that opened.

        Raises: WrongPassphrase, KeysDamaged, NewerFormat, KeyFileMissing, InvalidInput.
        """
        opened = slots.open_best(self.read(), header.JOURNAL, key)
        newest = self._newest_by(opened.data_key, opened.header) or opened.header
        # a folder that cannot be written to now is no reason to keep the person out
        with contextlib.suppress(OSError, JournalFileError, Busy):
            self._heal(newest, opened.data_key)
        if newest != opened.header:  # a change that was stopped left one copy behind
            raise slots.wrong(key)
        return opened

    def newest(self, opened: Opened) -> Header:
        """Return the newest header that the holder of the key wrote, also in another window."""
        try:
            return self._newest_by(opened.data_key, opened.header) or opened.header
        except KeyFileMissing:
            return opened.header

    def save(
        self, base: Header | None, new: Header, data_key: bytes, base_key: bytes = b""
    ) -> Header:
        """Replace both copies, unless another process changed them since; returns what is there.

        Args:
            base: the header the new one was made from; None where there was no file.
            new: the header to write.
            data_key: the key of its epoch.
            base_key: the key of the base's epoch, where it is another.

        Raises: Conflict, Busy, OSError.
        """
        with self._locked():
            if base is None:
                if self.is_there():
                    raise conflict()
            elif self._newest_by(base_key or data_key, base) != base:
                raise conflict()
            raw = new.sealed(data_key)
            for copy in self.copies:
                _replace(copy, raw)
        return header.parse(raw, header.JOURNAL)

    def newest_by(self, data_key: bytes) -> Header | None:
        """Return the newest header that the holder of this key wrote; None where there is none."""
        found = []
        for raw in map(_content, self.copies):
            with contextlib.suppress(JournalFileError):
                one = header.parse(raw or b"", header.JOURNAL)
                if one.is_by(data_key):
                    found.append(one)
        return max(found, key=lambda one: one.generation, default=None)

    def copy_beside(self, journal: Path) -> None:
        """Put a copy beside a copy of the journal, so that the two open together.

        Raises: KeyFileMissing, OSError.
        """
        for raw in self.read()[:1]:
            _replace(key_names.key_file(journal), raw)

    def put_aside(self) -> None:
        """Give a key file without a journal another name: nobody knows what it still opens."""
        for copy in self.copies:
            if os.path.lexists(copy):
                copy.replace(copy.with_name(copy.name + ".left"))

    def remove(self) -> None:
        """Remove both copies, the spare one first.

        Raises: Busy, OSError.
        """
        with self._locked():
            for copy in reversed(self.copies):
                copy.unlink(missing_ok=True)
            self.clean()
            files.sync_folder(self.path.parent)
        self._lock.unlink(missing_ok=True)

    def clean(self) -> None:
        """Remove what a process that was killed left half written."""
        for copy in self.copies:
            with contextlib.suppress(OSError):
                _temporary(copy).unlink(missing_ok=True)

    @property
    def _lock(self) -> Path:
        return self.path.with_name(self.path.name + "-lock")

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        until = time.monotonic() + _WAIT_SECONDS
        while True:
            with files.exclusive(self._lock) as lock:
                if lock is not None:
                    yield
                    return
            if time.monotonic() > until:
                raise Busy(_("Another program is changing the keys of the journal."))
            time.sleep(_LOOK_EVERY)

    def _newest_by(self, data_key: bytes, base: Header) -> Header | None:
        """Return the newest header that the holder of the key wrote."""
        found = []
        for raw in self.read():
            with contextlib.suppress(JournalFileError):
                one = header.parse(raw, header.JOURNAL)
                if one == base or one.is_by(data_key):
                    found.append(one)
        return max(found, key=lambda one: one.generation, default=None)

    def _heal(self, newest: Header, data_key: bytes) -> None:
        self.clean()
        raw = newest.sealed(data_key)
        if all(_content(copy) == raw for copy in self.copies):
            return
        with self._locked():
            if self._newest_by(data_key, newest) == newest:
                for copy in self.copies:
                    if _content(copy) != raw or copy.is_symlink():
                        _replace(copy, raw)


def conflict() -> Conflict:
    """Return the error of who came second."""
    return Conflict(
        _("The keys were changed by another window meanwhile."), _("Nothing was changed here.")
    )


def _content(path: Path) -> bytes | None:
    """Return what stands in a copy; None when it is not there, is a link or cannot be read."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        return os.read(descriptor, _LARGEST + 1)
    except OSError:  # a folder
        return None
    finally:
        os.close(descriptor)


def _temporary(path: Path) -> Path:
    return path.with_name(path.name + key_names.HALF)


def _replace(path: Path, raw: bytes) -> None:
    """Put new bytes in a file's place: written, made durable, then named."""
    temporary = _temporary(path)
    temporary.unlink(missing_ok=True)
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(temporary, flags | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            sync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    files.sync_folder(path.parent)


def sync(descriptor: int) -> None:
    """Make a file durable, as far down as the system goes."""
    try:
        import fcntl  # noqa: PLC0415  one system has no such module

        full = getattr(fcntl, "F_FULLFSYNC", None)
        if full is not None:
            fcntl.fcntl(descriptor, full)
            return
    except (ImportError, OSError):
        pass
    os.fsync(descriptor)
