"""A backup looked into, and put in the journal's place: by itself, for no journal need be open."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from relationship_journal import paths
from relationship_journal.domain import backup_plan
from relationship_journal.errors import (
    BackupRefused,
    Busy,
    DiskFull,
    JournalError,
    JournalFileError,
)
from relationship_journal.i18n import gettext as _
from relationship_journal.services.backups import write_backup
from relationship_journal.store import backup, backup_file, files, restoring
from relationship_journal.store.backup_file import IsCancelled, Progress
from relationship_journal.store.database import connect
from relationship_journal.store.opening import BACKUPS
from relationship_journal.system import single_instance

WHY = "before-restoring"


@dataclass(frozen=True, slots=True)
class InsideRow:
    """What a backup holds; `made_at` is None where nobody wrote it down."""

    people: int
    entries: int
    notes: int
    made_at: datetime | None
    is_encrypted: bool


@dataclass(frozen=True, slots=True)
class RestoredRow:
    """What was restored; `kept` is what was there before, None when there was nothing."""

    journal: Path
    inside: InsideRow
    kept: Path | None


class Found:
    """A backup that was looked into and can be put in place; get it from `looked_into`."""

    def __init__(
        self, journal: Path, prepared: Path, inside: InsideRow, keys: bytes | None
    ) -> None:
        self._journal, self._prepared, self._keys = journal, prepared, keys
        self.inside = inside

    @property
    def replaces(self) -> bool:
        """Whether there is a journal, or something else, where this one is to be."""
        try:
            return self._journal.stat().st_size > 0 or not self._journal.is_file()
        except FileNotFoundError:
            return self._journal.is_symlink()
        except OSError:
            return True

    def put_in_place(self, now: datetime, zone: tzinfo) -> RestoredRow:
        """Let it be the journal; what was there is kept, as a backup or as it stood.

        The journal must be closed in this process.

        Raises: Busy when another program has it open; DiskFull, JournalError.
        """
        try:
            kept = self._keep_old(now, zone) if self.replaces else None
            restoring.put_in_place(self._prepared, self._keys, self._journal)
        except OSError as error:
            raise _told(self._journal, error) from error
        return RestoredRow(self._journal, self.inside, kept)

    def _keep_old(self, now: datetime, zone: tzinfo) -> Path:
        if not self._journal.is_file():
            raise JournalError(
                _("{path} is not an ordinary file.").format(path=self._journal),
                _("Nothing was restored."),
            )
        local = now.astimezone(zone)
        name = backup_plan.name_of(self._journal.stem, local, WHY)
        kept = self._journal.parent / BACKUPS / name
        try:
            files.look_at(self._journal)
            files.make_folder(kept.parent)
            with contextlib.closing(connect(self._journal)) as old:
                write_backup(old, self._journal, kept, local)
            restoring.see_that_nobody_has_it_open(self._journal)
        except (JournalFileError, BackupRefused):  # damaged, or closed to us: as it stands
            return restoring.keep_aside(self._journal, kept.with_suffix(""))
        return kept


@contextlib.contextmanager
def without_a_window(journal: Path | None) -> Iterator[None]:
    """Let no window open this journal while inside.

    Raises: Busy when one has it open.
    """
    place = paths.default_journal() if journal is None else journal
    try:
        lock = single_instance.become_first(single_instance.meeting_of(place))
    except OSError:  # no place to meet: the journal itself is asked later
        yield
        return
    if lock is None:
        raise Busy(
            _("The journal is open in a window."),
            _("Close it first, or restore there: Settings, Backups."),
        )
    with contextlib.closing(lock):
        yield


@contextlib.contextmanager
def looked_into(
    path: Path,
    journal: Path | None,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Iterator[Found]:
    """Take a backup out beside the journal, check it and give it; it is gone afterwards.

    Args:
        path: a backup, or the file of a plain journal that was copied aside.
        journal: where it may be put; None is the user's own place.

    Raises: BackupRefused, TooNew, DiskFull, Cancelled, JournalError.
    """
    with contextlib.ExitStack() as stack:
        is_plain = _is_plain_journal(path)
        found = None if is_plain else stack.enter_context(backup_file.opened(path))
        if journal is None:
            journal = paths.default_journal()
            files.prepare_own_folder(journal.parent)
        prepared = stack.enter_context(backup.place_for_copy(journal))
        try:
            if found is None:
                _copy_beside(path, prepared)
            else:
                _take_out(found, prepared, progress, cancelled)
        except OSError as error:
            raise _told(path, error) from error
        with contextlib.closing(connect(prepared)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            inside = backup.look_into(connection, path)
        row = InsideRow(
            inside.people, inside.entries, inside.notes, inside.made_at, is_encrypted=False
        )
        yield Found(journal, prepared, row, None)


def _is_plain_journal(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(files.SQLITE_MAGIC)) == files.SQLITE_MAGIC
    except (OSError, ValueError):
        return False  # said when it is taken for a backup


def _copy_beside(path: Path, prepared: Path) -> None:
    for ending in ("", "-wal"):  # what was not yet written into the file itself
        source = path.with_name(path.name + ending)
        if source.is_file():
            target = prepared.with_name(prepared.name + ending)
            files.make_private_file(target)
            with source.open("rb") as file, target.open("rb+") as copy:
                shutil.copyfileobj(file, copy)


def _take_out(
    found: backup_file.BackupFile,
    prepared: Path,
    progress: Progress | None,
    cancelled: IsCancelled | None,
) -> None:
    if shutil.disk_usage(prepared.parent).free < found.size:
        raise _full()
    files.make_private_file(prepared)
    with prepared.open("rb+") as file:
        found.take_out(file, None, progress, cancelled)


def _told(path: Path, error: OSError) -> JournalError:
    if error.errno in {27, 28, 122}:  # EFBIG, ENOSPC, EDQUOT
        return _full()
    reason = error.strerror or str(error)
    return JournalError(_("{path} cannot be used: {reason}.").format(path=path, reason=reason))


def _full() -> DiskFull:
    return DiskFull(_("The disk is full."), _("Nothing was changed."))
