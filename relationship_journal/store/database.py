"""peewee's database over the driver sqlcipher3, with every fault told as a sentence."""

import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import peewee
from sqlcipher3 import dbapi2 as driver

from relationship_journal.errors import Busy, DiskFull, JournalError, JournalFileError
from relationship_journal.i18n import gettext as _
from relationship_journal.store import row_log

WAIT_SECONDS = 10
_RAW_KEY = re.compile(r"x'[0-9a-f]{96}'")
_LEAST_ROOM = 64 * 1024
# How SQLite and the driver say it; the last two when what should be a text is none.
_DAMAGE = (
    "not a database", "malformed", "file is encrypted", "corruption", "vtable constructor failed",
    "could not decode", "codec can't",
)  # fmt: skip

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8000",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA trusted_schema = OFF",
)


class _Cursor(driver.Cursor):  # type: ignore[misc]  # the driver has no types
    """Tells of damage wherever SQLite comes upon it, which may be as late as at the last row.

    A refused write comes out as it is: only the caller knows whether one was due.
    """

    def execute(self, *given: Any) -> Any:
        """Run one statement.

        Raises: JournalFileError, Busy, DiskFull.
        """
        try:
            return super().execute(*given)
        except (driver.Error, UnicodeDecodeError) as error:
            tell(error, self.connection.path, in_change=self.connection.is_writing)

    def fetchone(self) -> Any:
        """Return the next row, or None.

        Raises: JournalFileError.
        """
        try:
            return super().fetchone()
        except (driver.Error, UnicodeDecodeError) as error:
            tell(error, self.connection.path, in_change=False)

    def fetchall(self) -> Any:
        """Return the rows that are left.

        Raises: JournalFileError.
        """
        try:
            return super().fetchall()
        except (driver.Error, UnicodeDecodeError) as error:
            tell(error, self.connection.path, in_change=False)

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except (driver.Error, UnicodeDecodeError) as error:
            tell(error, self.connection.path, in_change=False)


class _Connection(driver.Connection):  # type: ignore[misc]  # the driver has no types
    """A connection that knows its file, what it was opened with, and whether it logs rows."""

    path: Path
    file_key: str = ""
    has_row_log: bool = False
    is_writing: bool = False

    def cursor(self, *_factory: Any) -> Any:
        """Return a cursor that tells of damage."""
        return super().cursor(_Cursor)


def connect(path: Path, *, wait_seconds: float = WAIT_SECONDS, file_key: str = "") -> Any:
    """Open a bare connection in autocommit; the file must exist.

    Args:
        path: the file.
        wait_seconds: how long for another that writes.
        file_key: of an encrypted file, as `file_key` returns it; "" for a plain one.

    Raises: JournalFileError, Busy.
    """
    try:
        connection = driver.connect(
            path.absolute().as_uri() + "?mode=rw",
            timeout=wait_seconds,
            isolation_level=None,
            uri=True,
            factory=_Connection,
        )
    except driver.Error as error:
        tell(error, path)
    connection.path = path
    if file_key:
        use_key(connection, file_key)
    return connection


def use_key(connection: Any, file_key: str) -> None:
    """Open an encrypted file with its raw key; no statement and no log ever holds it."""
    if not _RAW_KEY.fullmatch(file_key):
        # SQLCipher would silently take it for a passphrase and stretch it
        raise ValueError("not a raw key with its salt")
    # or every wrong key is complained of on standard error
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
    connection.set_key(file_key)
    connection.file_key = file_key


class JournalDatabase(peewee.SqliteDatabase):
    """One journal file; a connection for each thread, each read-only outside a change."""

    # peewee decides features by the standard library's SQLite; this is the one that runs
    server_version = driver.sqlite_version_info

    def __init__(self, path: Path, file_key: Callable[[], str] = str) -> None:
        super().__init__(str(path), timeout=WAIT_SECONDS, autoconnect=False)
        self.path = path
        self._file_key = file_key
        self.writing = threading.local()

    def _connect(self) -> Any:
        connection = connect(self.path, file_key=self._file_key())
        try:
            for pragma in (*_PRAGMAS, *_more_pragmas(is_encrypted=bool(connection.file_key))):
                connection.execute(pragma)
            # A WAL journal in a folder that cannot be written to does not open: said here, once.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            self._add_conn_hooks(connection)  # type: ignore[attr-defined]  # peewee's stubs
            connection.execute("PRAGMA query_only = ON")
        except driver.Error as error:
            connection.close()
            tell(error, self.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def log_rows(self) -> None:
        """Log the rows this connection touches from now on.

        Its triggers take 15 ms, which a connection that only reads need not spend.
        """
        connection = self.connection()  # type: ignore[no-untyped-call]  # peewee's stubs
        if connection.has_row_log:
            return
        try:
            row_log.install(connection)
        except driver.Error as error:
            tell(error, self.path)
        connection.has_row_log = True

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run one statement; expected faults come out as a JournalError."""
        try:
            return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]  # its stubs
        except peewee.DatabaseError as error:
            tell(error, self.path, in_change=getattr(self.writing, "depth", 0) > 0)


def _more_pragmas(*, is_encrypted: bool) -> Iterator[str]:
    if is_encrypted:
        # what is read a second time need not be decrypted again
        yield "PRAGMA cache_size = -24000"
    if sys.platform == "darwin":
        # or the disk's own cache is not written through there
        yield "PRAGMA fullfsync = ON"


def tell(error: Exception, path: Path, *, in_change: bool = True) -> NoReturn:
    """Raise the sentence for a fault of the file, the disk or the lock; other faults as they are.

    Outside a change a refused write is a fault of the program's own, and stays one.
    """
    words = str(error).lower()
    known = None if "readonly" in words and not in_change else _sentence(words, path)
    try:
        if known is None:
            raise error
        raise known from error
    finally:
        # the frame must not hold the error that holds the frame: its statement would stay open
        del known, error


def _has_no_room(path: Path) -> bool:
    """Say whether a vague fault was for want of room: SQLite's shared memory says no more."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _sentence(words: str, path: Path) -> JournalError | None:
    if "locked" in words or "busy" in words:
        return Busy(_("Another program is writing to the journal."), _("Try again in a moment."))
    if "disk is full" in words or ("disk i/o" in words and _has_no_room(path)):
        return DiskFull(_("The disk is full."), _("Nothing was changed."))
    # so SQLCipher calls a damaged page that a write comes upon, where nothing keeps it from writing
    is_bent = "readonly" in words and _may_write(path)
    if is_bent or any(part in words for part in _DAMAGE):
        return JournalFileError(
            _("The journal {path} is damaged.").format(path=path),
            _("A copy from before may be in the folder “backups” beside it."),
        )
    if any(part in words for part in ("unable to open", "disk i/o", "permission", "readonly")):
        return JournalFileError(
            _("The journal {path} cannot be opened and written to here.").format(path=path),
            _("Is the folder readable and writable?"),
        )
    return None
