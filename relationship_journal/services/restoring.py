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
    NeedsPassphrase,
    TooNew,
    WrongPassphrase,
)
from relationship_journal.i18n import gettext as _
from relationship_journal.services.backups import InsideRow, write_backup
from relationship_journal.store import backup, backup_file, files, restoring
from relationship_journal.store.backup_file import IsCancelled, Progress
from relationship_journal.store.database import connect
from relationship_journal.store.opening import BACKUPS
from relationship_journal.store.vault import header, journal_keys, slots
from relationship_journal.store.vault.journal_keys import Ask
from relationship_journal.store.vault.key_file import KeyFile
from relationship_journal.store.vault.slots import Key, Opened
from relationship_journal.system import single_instance

WHY = "before-restoring"
_ARCHIVE = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class RestoredRow:
    """What was restored; `kept` is what was there before, None when there was nothing."""

    journal: Path
    inside: InsideRow
    kept: Path | None


class Found:
    """A backup that was looked into and can be put in place; get it from `looked_into`.

    `opened` opens the journal afterwards, where it is encrypted.
    """

    def __init__(
        self,
        journal: Path,
        prepared: Path,
        inside: InsideRow,
        keys: bytes | None,
        opens: tuple[Key | None, Opened | None],
    ) -> None:
        self._journal, self._prepared, self._keys = journal, prepared, keys
        self._key, self.opened = opens
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

    def put_in_place(self, now: datetime, zone: tzinfo, kept: Path | None = None) -> RestoredRow:
        """Let it be the journal; what was there is kept, as a backup or as it stood.

        The journal must be closed in this process.

        Args:
            now: the present.
            zone: the user's.
            kept: a backup of what is there, if one was made already.

        Raises: Busy when another program has it open; DiskFull, JournalError.
        """
        try:
            if kept is None and self.replaces:
                kept = self._keep_old(now.astimezone(zone))
            restoring.put_in_place(self._prepared, self._keys, self._journal)
        except OSError as error:
            raise _told(self._journal, error) from error
        return RestoredRow(self._journal, self.inside, kept)

    def _keep_old(self, local: datetime) -> Path:
        if not self._journal.is_file():
            raise JournalError(
                _("{path} is not an ordinary file.").format(path=self._journal),
                _("Nothing was restored."),
            )
        name = backup_plan.name_of(self._journal.stem, local, WHY)
        kept = self._journal.parent / BACKUPS / name
        try:
            # the passphrase of the backup may be that of the journal too
            opened = journal_keys.unlock(self._journal, self._key)
            file_key = "" if opened is None else journal_keys.file_key(opened)
            files.make_folder(kept.parent)
            with contextlib.closing(connect(self._journal, file_key=file_key)) as old:
                write_backup(old, self._journal, kept, local, opened=opened)
            restoring.see_that_nobody_has_it_open(self._journal, file_key)
        except (JournalFileError, BackupRefused, WrongPassphrase):
            # damaged, or closed to us: as it stands
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
    key: Key | Ask | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Iterator[Found]:
    """Take a backup out beside the journal, check it and give it; it is gone afterwards.

    Args:
        path: a backup, or a journal that was copied aside, with its key file if it is encrypted.
        journal: where it may be put; None is the user's own place.
        key: what opens an encrypted one, or who is asked for it once it proves encrypted.
        progress: is told (done, total) now and then.
        cancelled: is asked now and then.

    Raises: BackupRefused, NeedsPassphrase, WrongPassphrase, KeysDamaged, TooNew, DiskFull,
        Cancelled, JournalError.
    """
    with contextlib.ExitStack() as stack:
        form = _form(path)
        found = None if form else stack.enter_context(backup_file.opened(path))
        keys = _keys_of(path, form) if found is None else found.keys
        given, opened = _unlocked(path, keys, key)
        if journal is None:
            journal = paths.default_journal()
            files.prepare_own_folder(journal.parent)
        prepared = stack.enter_context(backup.place_for_copy(journal))
        try:
            if found is None:
                _copy_beside(path, prepared)
            else:
                mac_key = None if opened is None else journal_keys.backup_key(opened)
                _take_out(found, prepared, mac_key, progress, cancelled)
        except OSError as error:
            raise _told(path, error) from error
        file_key = "" if opened is None else journal_keys.file_key(opened)
        try:
            with contextlib.closing(connect(prepared, file_key=file_key)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE").fetchall()
                inside = backup.look_into(connection, path)
        except JournalFileError as error:
            if isinstance(error, TooNew):
                raise
            raise backup_file.damaged() from error
        row = InsideRow(
            inside.people, inside.entries, inside.notes, inside.made_at, opened is not None
        )
        yield Found(journal, prepared, row, keys, (given, opened))


def _form(path: Path) -> files.Form | None:
    """Return what kind of journal stands there; None for what may be a backup."""
    try:
        if not path.is_file():  # a pipe would be waited for
            return None
        with path.open("rb") as file:
            if file.read(len(_ARCHIVE)) == _ARCHIVE:
                return None
        form = files.look_at(path)
    except (OSError, ValueError, JournalFileError):
        return None  # said when it is taken for a backup
    return None if form is files.Form.NOTHING else form


def _keys_of(path: Path, form: files.Form | None) -> bytes | None:
    """Return the keys beside an encrypted journal that was copied aside.

    Raises: KeyFileMissing.
    """
    if form is not files.Form.ENCRYPTED:
        return None
    return max(KeyFile(path).read(), key=lambda raw: raw[32:40])  # the newer generation


def _unlocked(
    path: Path, keys: bytes | None, key: Key | Ask | None
) -> tuple[Key | None, Opened | None]:
    """Return what was given for a key, and what it opens."""
    if keys is None:
        return (None if callable(key) else key), None
    head = header.parse(keys, header.JOURNAL)
    locked = journal_keys.Locked(path, head.vault_id, head.generation, ())
    given = key(locked) if callable(key) else key
    if given is None:
        raise NeedsPassphrase(
            _("This backup is encrypted."),
            _("Its passphrase or recovery code opens it, of the day it was made."),
        )
    try:
        return given, slots.open_best([keys], header.JOURNAL, given)
    except WrongPassphrase as error:
        raise WrongPassphrase(
            error.text,
            _("A backup opens with the passphrase or recovery code of the day it was made."),
        ) from error


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
    mac_key: bytes | None,
    progress: Progress | None,
    cancelled: IsCancelled | None,
) -> None:
    if shutil.disk_usage(prepared.parent).free < found.size:
        raise _full()
    files.make_private_file(prepared)
    with prepared.open("rb+") as file:
        found.take_out(file, mac_key, progress, cancelled)


def _told(path: Path, error: OSError) -> JournalError:
    if DiskFull.is_meant_by(error):
        return _full()
    reason = error.strerror or str(error)
    return JournalError(_("{path} cannot be used: {reason}.").format(path=path, reason=reason))


def _full() -> DiskFull:
    return DiskFull(_("The disk is full."), _("Nothing was changed."))
