"""Open or begin a journal file: what is there is looked at before anything touches it."""

import contextlib
import os
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from relationship_journal.errors import Busy, JournalFileError, TooNew
from relationship_journal.i18n import gettext as _
from relationship_journal.store import files, migrations, restoring, schema
from relationship_journal.store.database import connect, tell
from relationship_journal.store.vault import key_names

BACKUPS = "backups"


def make_ready(
    path: Path,
    *,
    begin: bool,
    now: datetime,
    file_key: str = "",
    steps: Sequence[migrations.type_of_step] = migrations.STEPS,
) -> None:
    """Leave a journal of the newest version at `path`, or raise and leave what is there.

    Args:
        path: the file.
        begin: make a new journal where there is none, with its folder.
        now: for the name of the copy that is made before a migration.
        file_key: of an encrypted journal.
        steps: the migrations, one a version.

    Raises: JournalFileError, TooNew, Busy, DiskFull.
    """
    restoring.finish(path)
    form = files.look_at(path)
    if form is files.Form.NOTHING:
        if not begin:
            raise JournalFileError(
                _("There is no journal at {path}.").format(path=path),
                _("Add a contact or import a file to begin one."),
            )
        files.make_folder(path.parent)
        _put_keys_aside(path)
        begin_file(path, file_key, steps)
    if form is files.Form.ENCRYPTED and not file_key:
        from relationship_journal.store.vault import journal_keys  # noqa: PLC0415  start-up time

        raise journal_keys.needs_passphrase(path)
    restrict(path)
    with contextlib.closing(connect(path, file_key=file_key)) as connection:
        version = _version(connection, path, len(steps))
        if version < len(steps):
            _copy_before(connection, path, version, now)
            try:
                migrations.migrate(connection, steps)
            except driver.Error as error:
                tell(error, path)
    if form is files.Form.PLAIN and key_names.has_left_overs(path):
        from relationship_journal.store.vault import journal_keys  # noqa: PLC0415  start-up time

        journal_keys.tidy_plain(path)


def copy_to(connection: Any, target: Path) -> None:
    """Copy an open journal to a new private file by the online backup API.

    Raises: FileExistsError, JournalFileError, DiskFull.
    """
    files.make_private_file(target)
    try:
        with contextlib.closing(connect(target, file_key=connection.file_key)) as copy:
            connection.backup(copy)
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, driver.Error):
            tell(error, target)
        raise


def begin_file(
    path: Path,
    file_key: str = "",
    steps: Sequence[migrations.type_of_step] = migrations.STEPS,
    *,
    amend: Callable[[Any], None] = lambda _connection: None,
    before_naming: Callable[[], None] = lambda: None,
) -> bool:
    """Make a new journal's file, whole before it has its name.

    Args:
        path: of the journal.
        file_key: of an encrypted journal.
        steps: the migrations, one a version.
        amend: writes more into it, on a connection to it.
        before_naming: keeps the keys of the finished file.

    Returns: False when another process was first.
    Raises: JournalFileError, DiskFull.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.new")
    files.make_private_file(temporary)
    try:
        with contextlib.closing(connect(temporary, file_key=file_key)) as connection:
            try:
                migrations.migrate(connection, steps)
                amend(connection)
            except driver.Error as error:
                tell(error, path)
        before_naming()
        return files.move_into_place(temporary, path)
    finally:
        for leftover in (temporary, temporary.with_name(temporary.name + "-journal")):
            leftover.unlink(missing_ok=True)


def _put_keys_aside(path: Path) -> None:
    """Keep a key file whose journal is gone under another name, unless one is just being made."""
    if key_names.is_there(path):
        from relationship_journal.store.vault.key_file import KeyFile  # noqa: PLC0415  start-up time

        with files.exclusive(files.lock_of(path)) as lock:
            if lock is None:
                raise Busy(_("Another program is beginning this journal."))
            KeyFile(path).put_aside()


def _version(connection: Any, path: Path, newest: int) -> int:
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except driver.Error as error:
        tell(error, path)
    if application != schema.APPLICATION_ID:
        raise files.not_a_journal(path)
    if version > newest:
        raise TooNew(
            _("The journal {path} was written by a newer version of this program.").format(
                path=path
            ),
            _("Update the program to open it; it was left as it is."),
        )
    return int(version)


def _copy_before(connection: Any, path: Path, version: int, now: datetime) -> None:
    folder = path.parent / BACKUPS
    files.make_folder(folder)
    name = f"{path.stem}-before-version-{version + 1}-{now:%Y%m%d-%H%M%S}{path.suffix}"
    with contextlib.suppress(FileExistsError):
        copy_to(connection, folder / name)
        if connection.file_key:
            from relationship_journal.store.vault.key_file import KeyFile  # noqa: PLC0415  start-up

            KeyFile(path).copy_beside(folder / name)


def restrict(path: Path, on_posix: Callable[[], bool] = lambda: os.name == "posix") -> None:
    """Take a journal's files from everyone but the owner: a copied file may have come open."""
    if not on_posix():
        return
    for one in (path, Path(f"{path}-wal"), Path(f"{path}-shm"), *key_names.copies(path)):
        with contextlib.suppress(OSError):
            if one.stat().st_mode & 0o077:
                one.chmod(0o600)
