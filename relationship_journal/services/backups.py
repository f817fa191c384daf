"""Backups: made while the journal is in use, read back at once, and thinned out with time."""

import contextlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from relationship_journal.domain import backup_plan
from relationship_journal.domain.backup_plan import SUFFIX
from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.store import backup, backup_file
from relationship_journal.store.backup_file import IsCancelled, Progress
from relationship_journal.store.files import (
    Form,
    belongs_to_journal,
    look_at,
    make_folder,
    sync_folder,
)
from relationship_journal.store.opening import BACKUPS
from relationship_journal.store.vault import journal_keys, key_file
from relationship_journal.store.vault.header import Kind
from relationship_journal.store.vault.slots import Opened
from relationship_journal.system import files

__all__ = ["SUFFIX", "BackupRow", "Backups", "InsideRow", "write_backup"]


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup that is there; `people` is known of one that was just made."""

    path: Path
    made_at: datetime
    size: int
    is_automatic: bool
    is_encrypted: bool
    people: int = 0


@dataclass(frozen=True, slots=True)
class InsideRow:
    """What a journal or a backup holds; `made_at` is None where nobody wrote it down."""

    people: int
    entries: int
    notes: int
    made_at: datetime | None
    is_encrypted: bool


class Backups(door.Service):
    """Restorable copies of the journal."""

    @property
    def folder(self) -> Path:
        """Where the automatic ones are; it need not exist."""
        return self._journal.path.parent / BACKUPS

    def write(
        self, path: Path, progress: Progress | None = None, cancelled: IsCancelled | None = None
    ) -> BackupRow:
        """Write a backup to a file and read it back; one that is there is replaced by a whole one.

        Raises: Cancelled, DiskFull, JournalError.
        """
        if belongs_to_journal(path, self._journal.path):
            raise JournalError(_("{path} is the journal itself.").format(path=path))
        return self._write(path, self._clock(), progress, cancelled, is_automatic=False)

    def write_now(
        self, progress: Progress | None = None, cancelled: IsCancelled | None = None
    ) -> BackupRow:
        """Write a backup into the folder; it makes room for newer ones like those of each day.

        Raises: Cancelled, DiskFull, JournalError.
        """
        now = self._clock()
        make_folder(self.folder)
        name = backup_plan.name_of(self._stem, now.astimezone(self._zone))
        return self._write(self.folder / name, now, progress, cancelled, is_automatic=True)

    def write_before(self, why: str) -> BackupRow:
        """Write a backup into the folder, before something that cannot be taken back otherwise.

        Args:
            why: a word for its name, such as "before-restoring".

        Raises: DiskFull, JournalError.
        """
        now = self._clock()
        name = backup_plan.name_of(self._stem, now.astimezone(self._zone), why)
        make_folder(self.folder)
        return self._write(self.folder / name, now, None, None, is_automatic=False)

    def inside(self) -> InsideRow:
        """Return what the journal itself holds now."""
        people, entries, notes = backup.counts(self._journal.raw)
        is_encrypted = self._journal.opened is not None
        return InsideRow(people, entries, notes, None, is_encrypted)

    def is_due(self) -> bool:
        """Say whether the journal changed since the last automatic backup, on a day before."""
        now = self._clock().astimezone(self._zone)
        newest = next((one for one in self.listed() if one.is_automatic), None)
        if newest is None:
            return True
        at = newest.made_at.astimezone(self._zone).replace(tzinfo=None)
        return backup_plan.is_due(at, now.replace(tzinfo=None)) and self._is_newer_than(newest.path)

    def make_daily(
        self, progress: Progress | None = None, cancelled: IsCancelled | None = None
    ) -> BackupRow | None:
        """Make the automatic backup if one is due, and let go of those that have had their time.

        Raises: Cancelled, DiskFull, JournalError.
        """
        if not self.is_due():
            return None
        made = self.write_now(progress, cancelled)
        names = [one.name for one in self.folder.iterdir()]
        for one in backup_plan.to_remove(names, self._stem):
            with contextlib.suppress(OSError):  # gone, or of no account: the next time
                (self.folder / one).unlink()
        return made

    def listed(self) -> list[BackupRow]:
        """Return the backups of the folder, the newest first."""
        rows = []
        try:
            found = [one for one in self.folder.iterdir() if one.suffix == SUFFIX]
        except OSError:
            return []
        for path in found:
            with contextlib.suppress(OSError):  # gone meanwhile
                facts = path.stat()
                local = backup_plan.made_at(path.name, self._stem)
                made_at = (
                    datetime.fromtimestamp(facts.st_mtime, self._zone)
                    if local is None
                    else local.replace(tzinfo=self._zone)
                )
                is_encrypted = not backup_file.is_plain(path)
                rows.append(
                    BackupRow(path, made_at, facts.st_size, local is not None, is_encrypted)
                )
        return sorted(rows, key=lambda row: (row.made_at, row.path.name), reverse=True)

    def readable(self) -> list[Path]:
        """Return what anyone can read in the folder of an encrypted journal: older plain copies."""
        if self._journal.opened is None:
            return []
        try:
            return [one for one in sorted(self.folder.iterdir()) if _is_readable(one)]
        except OSError:
            return []

    def delete_readable(self) -> int:
        """Delete them, which cannot be undone; returns how many are gone.

        Raises: JournalError when one cannot be deleted.
        """
        gone = 0
        for path in self.readable():
            try:
                path.unlink()
            except OSError as error:
                raise JournalError(
                    _("{path} cannot be deleted: {reason}.").format(
                        path=path, reason=error.strerror or type(error).__name__
                    )
                ) from error
            gone += 1
        return gone

    # --- inside ----------------------------------------------------------------------------------

    @property
    def _stem(self) -> str:
        return self._journal.path.stem

    def _is_newer_than(self, path: Path) -> bool:
        """Say whether the journal was written to after a file."""
        journal = self._journal.path
        times = []
        for one in (journal, journal.with_name(journal.name + "-wal")):
            with contextlib.suppress(OSError):
                times.append(one.stat().st_mtime)
        try:
            return max(times, default=0) > path.stat().st_mtime
        except OSError:
            return True

    def _write(
        self,
        path: Path,
        now: datetime,
        progress: Progress | None,
        cancelled: IsCancelled | None,
        *,
        is_automatic: bool,
    ) -> BackupRow:
        return write_backup(
            self._journal.raw,
            self._journal.path,
            path,
            now.astimezone(self._zone),
            opened=self._journal.opened,
            is_automatic=is_automatic,
            progress=progress,
            cancelled=cancelled,
        )


def write_backup(
    connection: Any,
    journal: Path,
    path: Path,
    now: datetime,
    *,
    opened: Opened | None = None,
    is_automatic: bool = False,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> BackupRow:
    """Write a backup of the journal behind a connection, and read it back.

    That of an encrypted journal has its keys without those of this computer's keyring: it opens
    with the passphrase and the recovery code of this day.

    Args:
        connection: to the journal, in no transaction.
        journal: its file.
        path: where to; one that is there is replaced by a whole one.
        now: in the user's zone.
        opened: what opened an encrypted journal.
        is_automatic: whether it makes room for others by itself.
        progress: is told (done, total) now and then.
        cancelled: is asked now and then.

    Raises: Cancelled, DiskFull, JournalError.
    """
    keys = mac_key = None
    if opened is not None:
        keys, mac_key = _keys_for(journal, opened), journal_keys.backup_key(opened)
    with backup.place_for_copy(journal) as copy:
        inside = backup.copy(connection, copy, now, progress=progress, cancelled=cancelled)
        with files.replaced(path) as file:
            backup_file.write(file, copy, keys, mac_key, now, cancelled=cancelled)
            backup_file.see_that_it_is_whole(file, mac_key)
            size = file.tell()
    sync_folder(path.parent)
    return BackupRow(path, now, size, is_automatic, keys is not None, inside.people)


def _is_readable(path: Path) -> bool:
    """Say whether a file is a plain backup, or a plain journal from before a new version."""
    if path.suffix == SUFFIX:
        return backup_file.is_plain(path)
    try:
        return path.is_file() and look_at(path) is Form.PLAIN
    except JournalError:
        return False


def _keys_for(journal: Path, opened: Opened) -> bytes:
    """Return the journal's keys as they are now, without this computer's."""
    now = key_file.KeyFile(journal).newest_by(opened.data_key) or opened.header
    slots = tuple(one for one in now.slots if one.kind != Kind.KEYRING)
    return replace(now, slots=slots, mac=b"").sealed(opened.data_key)
