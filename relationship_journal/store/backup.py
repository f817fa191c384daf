"""Copies of a journal that is in use, each of one moment and checked before it counts."""

import contextlib
import glob
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from relationship_journal.errors import BackupRefused, Cancelled, JournalFileError, TooNew
from relationship_journal.i18n import gettext as _
from relationship_journal.store import files, migrations, schema
from relationship_journal.store.backup_file import IsCancelled, Progress
from relationship_journal.store.database import connect, tell
from relationship_journal.store.instants import instant, stamp
from relationship_journal.store.vault import kept, sign_in_header

_MADE_AT = "backup.made_at"
_COPY = ".copy"
_PAGES = 256
# Seconds after which a copy that nobody wrote to is nobody's.
_LEFT_AFTER = 3600
_ENDINGS = ("", "-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Inside:
    """What a journal holds, for a person to know it by; `made_at` None: nobody wrote it down."""

    people: int
    entries: int
    notes: int
    made_at: datetime | None


def copy(
    source: Any,
    target: Path,
    made_at: datetime,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Inside:
    """Copy an open journal to a new private file, as it is at this moment, and check the copy.

    Others may write meanwhile. The file is gone again when this raises.

    Args:
        source: a connection that is in no transaction.
        target: the file; the copy of an encrypted journal has its key.
        made_at: what the copy is to say of itself.

    Raises: FileExistsError, JournalFileError, DiskFull, Cancelled.
    """
    files.make_private_file(target)
    try:
        with contextlib.closing(connect(target, file_key=source.file_key)) as made:
            _copy_pages(source, made, progress, cancelled)
            # one file and nothing beside it
            made.execute("PRAGMA journal_mode = DELETE").fetchall()
            if _has_place_for_words(made):
                made.execute("BEGIN")
                kept.write(made, _MADE_AT, stamp(made_at).encode())
                sign_in_header.drop_keyring(made)  # a backup opens by what its owner knows
                made.execute("COMMIT")
            return look_into(made, target)
    except driver.Error as error:
        remove(target)
        tell(error, target)
    except BaseException:
        remove(target)
        raise


def look_into(connection: Any, path: Path) -> Inside:
    """Check a journal that is not in use, page by page, and say what is in it.

    Raises: BackupRefused, TooNew.
    """
    try:
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON"):
            connection.execute(f"PRAGMA {pragma}")
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if application != schema.APPLICATION_ID:
            raise BackupRefused(_("There is no journal in {path}.").format(path=path))
        if version > len(migrations.STEPS):
            raise TooNew(
                _("This was written by a newer version of this program."),
                _("Update the program to restore it; nothing was changed."),
            )
        _refuse_foreign_code(connection, version)
        checks = ("PRAGMA integrity_check(1)", "PRAGMA cipher_integrity_check")
        problems = {row[0] for sql in checks for row in connection.execute(sql).fetchall()}
        if problems != {"ok"}:
            raise _unsound()
        return Inside(*counts(connection), _made_at(connection))
    except (driver.Error, JournalFileError) as error:
        if isinstance(error, TooNew):
            raise
        raise _unsound() from error


@contextlib.contextmanager
def place_for_copy(journal: Path) -> Iterator[Path]:
    """Give the path for a copy beside a journal, on whose disk all works; it is gone afterwards.

    Raises: JournalFileError.
    """
    files.make_folder(journal.parent)
    long_ago = time.time() - _LEFT_AFTER
    for leftover in journal.parent.glob(f".{glob.escape(journal.name)}.{'?' * 12}{_COPY}*"):
        with contextlib.suppress(OSError):  # gone meanwhile
            if leftover.stat().st_mtime < long_ago:  # what a killed program left
                leftover.unlink()
    path = journal.with_name(f".{journal.name}.{secrets.token_hex(6)}{_COPY}")
    try:
        yield path
    finally:
        remove(path)


def remove(path: Path) -> None:
    """Remove a copy with all that SQLite may have put beside it."""
    for ending in _ENDINGS:
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _copy_pages(
    source: Any, target: Any, progress: Progress | None, cancelled: IsCancelled | None
) -> None:
    def tell_step(_status: int, remaining: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled(_("Stopped; nothing was changed."))
        if progress is not None:
            progress(total - remaining, total)

    # read inside one transaction: a journal that is written to would be begun again and again
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        source.backup(target, pages=_PAGES, progress=tell_step, sleep=0)
    finally:
        source.execute("ROLLBACK")


def _refuse_foreign_code(connection: Any, version: int) -> None:
    """Refuse a file with triggers or views of its own: they would run when it is written to.

    The seal of a plain backup keeps nobody from putting some in.
    """
    sql = "SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')"
    with contextlib.closing(driver.connect(":memory:", isolation_level=None)) as ours:
        migrations.migrate(ours, migrations.STEPS[:version])
        known = set(ours.execute(sql).fetchall())
    if not set(connection.execute(sql).fetchall()) <= known:
        raise BackupRefused(
            _("The journal inside holds what this program did not write."),
            _("Nothing was restored."),
        )


def counts(connection: Any) -> tuple[int, int, int]:
    """Return how many people, entries and notes a journal holds; the bin does not count."""
    return tuple(  # type: ignore[return-value]  # three of them
        int(connection.execute(sql).fetchone()[0])
        for sql in (
            "SELECT count(*) FROM contact WHERE deleted_at IS NULL",
            "SELECT count(*) FROM interaction",
            "SELECT count(*) FROM note",
        )
    )


def _made_at(connection: Any) -> datetime | None:
    """Return when the copy was made; older versions have no place to write that."""
    if not _has_place_for_words(connection):
        return None
    written = kept.read(connection, _MADE_AT)
    try:
        return instant(written.decode("ascii")) if written is not None else None
    except ValueError:
        return None


def _has_place_for_words(connection: Any) -> bool:
    sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'meta'"
    return bool(connection.execute(sql).fetchone()[0])


def _unsound() -> BackupRefused:
    return BackupRefused(_("The journal inside is damaged."), _("Nothing was changed."))
