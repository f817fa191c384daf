"""The whole journal written into a new file under another key, compared, and put in its place."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from relationship_journal.errors import Busy, Cancelled, JournalError, JournalFileError
from relationship_journal.i18n import gettext as _
from relationship_journal.store import files
from relationship_journal.store.database import connect, tell
from relationship_journal.store.vault import journal_keys
from relationship_journal.store.vault.key_file import sync

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]

_WAIT_SECONDS = 1
_LOOK_EVERY = 2_000  # steps of SQLite's machine, some hundred rows
_VERSIONS = ("application_id", "user_version")


class Rewriting:
    """One journal that nobody else has open, while its new form is made.

    Args:
        path: the journal.
        connection: the only one to it.
        target: the new file; it takes the journal's place by `put_in_place`.
        new_key: of the new file, "" for a plain one.
    """

    def __init__(self, path: Path, connection: Any, target: Path, new_key: str) -> None:
        self._path, self._connection = path, connection
        self._target, self._new_key = target, new_key
        self.is_in_place = False

    def write(
        self,
        amend: Callable[[Any], None],
        progress: Progress | None = None,
        cancelled: IsCancelled = lambda: False,
    ) -> None:
        """Write the new file, make it durable and compare it with the old one.

        Args:
            amend: changes what the new file keeps of keys, on a connection to it.
            progress: is told how much is written, of about how much.
            cancelled: is asked whether to stop.

        Raises: Cancelled, DiskFull, JournalFileError.
        """
        files.make_private_file(self._target)
        with self._watched(progress, cancelled):
            self._export()
        with contextlib.closing(connect(self._target, file_key=self._new_key)) as copy:
            try:
                self._compare(copy)
                copy.execute("BEGIN IMMEDIATE")
                amend(copy)
                copy.execute("COMMIT")
            except driver.Error as error:
                tell(error, self._target)
        _make_durable(self._target)

    def put_in_place(self) -> None:
        """Give the new file the journal's name: from here on it is the journal.

        Raises: OSError.
        """
        if os.name == "nt":  # a file that is open cannot be replaced there
            self._connection.close()
        self._target.replace(self._path)
        self.is_in_place = True
        files.sync_folder(self._path.parent)

    def _export(self) -> None:
        execute = self._connection.execute
        try:
            execute("ATTACH DATABASE ? AS new KEY ?", (str(self._target.absolute()), self._new_key))
            try:
                # it is made durable as a whole, or removed
                execute("PRAGMA new.journal_mode = OFF")
                execute("PRAGMA new.synchronous = OFF")
                execute("BEGIN")
                execute("SELECT sqlcipher_export('new')").fetchall()
                execute("COMMIT")
                for name in _VERSIONS:
                    (number,) = execute(f"PRAGMA main.{name}").fetchone()
                    execute(f"PRAGMA new.{name} = {number}")
            except BaseException:
                with contextlib.suppress(driver.Error, JournalError):
                    execute("ROLLBACK")
                raise
            finally:
                execute("DETACH DATABASE new")
        except driver.Error as error:
            tell(error, self._target)

    @contextlib.contextmanager
    def _watched(self, progress: Progress | None, cancelled: IsCancelled) -> Iterator[None]:
        total = max(self._path.stat().st_size, 1)
        is_stopped = False

        def look() -> bool:
            nonlocal is_stopped
            if progress is not None:
                with contextlib.suppress(OSError):
                    progress(min(self._target.stat().st_size, total), total)
            is_stopped = cancelled()
            return is_stopped

        def stop_if_asked() -> None:
            if look():
                raise Cancelled(_("It was stopped; the journal is as it was."))

        stop_if_asked()
        self._connection.set_progress_handler(look, _LOOK_EVERY)
        try:
            yield
            stop_if_asked()
        except Cancelled:
            raise
        except (JournalError, driver.Error) as error:
            if is_stopped:
                raise Cancelled(_("It was stopped; the journal is as it was.")) from error
            raise
        finally:
            self._connection.set_progress_handler(None, 0)

    def _compare(self, copy: Any) -> None:
        problems = [row[0] for row in copy.execute("PRAGMA quick_check(5)") if row[0] != "ok"]
        if self._new_key:
            problems += [row[0] for row in copy.execute("PRAGMA cipher_integrity_check")]
        for table in _tables(self._connection):
            count = f'SELECT count(*) FROM "{table}"'  # noqa: S608  of the file's own schema
            (old,) = self._connection.execute(count).fetchone()
            (new,) = copy.execute(count).fetchone()
            if old != new:
                problems.append(table)
        if problems or _schema(self._connection) != _schema(copy):
            raise JournalFileError(
                _("The new copy of the journal is not like the old one."),
                _("The journal is as it was. Is the disk in order?"),
            )


@contextlib.contextmanager
def alone(path: Path, file_key: str, ending: str, new_key: str) -> Iterator[Rewriting]:
    """Hold a journal for oneself while inside; what was not put in place is removed.

    The write-ahead log is folded in before: the file by itself is the whole journal then.

    Raises: Busy when another window or program has it open, JournalFileError, DiskFull.
    """
    target = path.with_name(path.name + ending)
    journal_keys.remove_left_over(path, ending)
    with contextlib.closing(
        connect(path, wait_seconds=_WAIT_SECONDS, file_key=file_key)
    ) as connection:
        try:
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
        except Busy as error:
            raise _open_elsewhere() from error
        except driver.Error as error:
            tell(error, path)
        if mode != "delete":
            raise _open_elsewhere()
        try:
            yield Rewriting(path, connection, target, new_key)
        finally:
            journal_keys.remove_left_over(path, ending)


def _open_elsewhere() -> Busy:
    return Busy(
        _("The journal is open in another window or program."), _("Close it there, and try again.")
    )


def _tables(connection: Any) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
    )
    return [name for (name,) in rows.fetchall() if name != "sqlite_schema"]


def _schema(connection: Any) -> list[tuple[str, ...]]:
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2")
    return [tuple(row) for row in rows.fetchall()]


def _make_durable(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)
