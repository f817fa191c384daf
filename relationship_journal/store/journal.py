"""The journal: one file, one write door, and what takes every change back."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import peewee
from sqlcipher3 import dbapi2 as driver

from relationship_journal.domain.changes import Changes
from relationship_journal.errors import Busy, JournalError, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.store import (
    batches,
    files,
    last_words,
    opening,
    row_log,
    search_index,
)
from relationship_journal.store.database import JournalDatabase, tell
from relationship_journal.store.instants import stamp
from relationship_journal.store.models import MODELS

if TYPE_CHECKING:
    from relationship_journal.store.vault.slots import Opened

Clock = Callable[[], datetime]

MOST_STEPS = 200
# What the undo steps of one session may take in memory, in characters of SQL.
MOST_TEXT = 64_000_000
# for a window that may still be open elsewhere
KEPT_BATCHES = timedelta(days=7)
ROOM_TO_TAKE_BACK = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the undo list: its statements in the order they run, or a batch with them."""

    label: str
    statements: tuple[str, ...]
    rows: frozenset[tuple[str, int]]
    batch_id: int | None = None


@dataclass(slots=True)
class Batch:
    """Work of many steps that is taken back as one."""

    id: int
    label: str
    ids: dict[str, set[int]] = field(default_factory=dict)


class Journal:
    """An open journal; usable from any thread, each with a connection of its own.

    Args:
        path: the file.
        clock: tells the present instant, aware.
        begin: make a new journal where there is none.
        opened: what opened the keys of an encrypted journal (`journal_keys.unlock`).

    Raises: JournalFileError, NeedsPassphrase, TooNew, Busy, DiskFull.
    """

    def __init__(
        self, path: Path, clock: Clock, *, begin: bool = False, opened: "Opened | None" = None
    ) -> None:
        self.path = path
        self.clock = clock
        self.opened = opened
        file_key = "" if opened is None else _file_key(opened)
        opening.make_ready(path, begin=begin, now=clock(), file_key=file_key)
        self._database = JournalDatabase(path, lambda: file_key)
        self._database.bind(MODELS, bind_refs=False, bind_backrefs=False)
        self._local = threading.local()
        self._lock = threading.Lock()
        self._listeners: list[Callable[[Changes], None]] = []
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self.connect()
        try:
            self._take_back_unfinished()
            self._data_version = self._ask_data_version()
        except BaseException:
            self.close()
            raise

    # --- connections -------------------------------------------------------------------------

    def connect(self) -> None:
        """Open this thread's connection; the opening thread has one already."""
        try:
            self._database.connect()
        except peewee.DatabaseError as error:
            tell(error, self.path)

    def disconnect(self) -> None:
        """Close this thread's connection."""
        if not self._database.is_closed():
            self._database.close()

    def close(self) -> None:
        """Close the journal; a second call does nothing."""
        with self._lock:
            self._listeners.clear()
            steps = (*self._undo, *self._redo)
            self._undo.clear()
            self._redo.clear()
        own = [step.batch_id for step in steps if step.batch_id is not None]
        if own and not self._database.is_closed():
            with contextlib.suppress(JournalError), self._writing():
                for batch_id in own:
                    batches.forget(self.raw, batch_id)
        self.disconnect()

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Run one statement on this thread's connection and return its cursor."""
        return self._database.execute_sql(sql, values)

    def executemany(self, sql: str, rows: Any) -> None:
        """Run one statement for many rows, inside a change."""
        try:
            self.raw.executemany(sql, rows)
        except driver.Error as error:
            tell(error, self.path)

    @property
    def raw(self) -> Any:
        """This thread's bare connection."""
        return self._database.connection()  # type: ignore[no-untyped-call]  # peewee's stubs

    # --- the write door ------------------------------------------------------------------------

    @contextlib.contextmanager
    def change(
        self, label: str, *, is_undoable: bool = True, batch: Batch | None = None
    ) -> Iterator[None]:
        """Write inside; everything or nothing is kept. Nested changes join the outer one.

        Args:
            label: what is done, as Undo names it ("Delete contact").
            is_undoable: False for what cannot be taken back, such as a feed's refresh.
            batch: the work of many steps that this is one step of.

        Raises: Busy, DiskFull, JournalFileError.
        """
        if self._depth:
            with self._joined():
                yield
            return
        committed = logged = None
        with self._writing():
            yield
            if self._local.is_doomed:
                raise JournalError(_("The change was not finished; nothing was kept."))
            self._refresh_derived()
            logged = self._take_log()
            committed = Changes(label, _ids(logged, self._local.touched))
            if batch is not None:
                batches.keep(self.raw, batch.id, (row.sql for row in logged))
        if batch is not None:
            for table, ids in committed.ids.items():
                batch.ids.setdefault(table, set()).update(ids)
        elif logged and is_undoable:
            self._push(_step(label, logged))
        elif logged:
            self._forget_steps_on(logged)
        if committed.ids:
            self._tell(committed)

    def touch(self, table: str, *ids: int) -> None:
        """Tell views, once the change is kept, of rows that are not logged: those of the vault."""
        self._local.touched.setdefault(table, set()).update(ids)

    @property
    def _depth(self) -> int:
        return int(getattr(self._database.writing, "depth", 0))

    @contextlib.contextmanager
    def _joined(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            # the outer change may catch this: what is half done must not be kept
            self._local.is_doomed = True
            raise

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        execute = self.execute
        self._local.is_doomed, self._local.touched = False, {}
        self._database.writing.depth = 1
        try:
            execute("PRAGMA query_only = OFF")
            self._database.log_rows()
            execute("BEGIN IMMEDIATE")
            self.raw.is_writing = True
            try:
                yield
                execute("COMMIT")
            except BaseException:
                # a full disk has rolled back by itself
                with contextlib.suppress(driver.Error, JournalError):
                    self.raw.execute("ROLLBACK")
                raise
        finally:
            self._database.writing.depth = 0
            self.raw.is_writing = False
            execute("PRAGMA query_only = ON")

    @contextlib.contextmanager
    def looking(self) -> Iterator[None]:
        """Let statements through that SQLite counts as writes, and keep nothing of them."""
        with contextlib.suppress(_NothingKept), self._writing():
            yield
            raise _NothingKept

    def _refresh_derived(self) -> None:
        """Recompute what is derived of every contact the change touched."""
        rows = self.execute(
            "SELECT contact_id FROM temp.row_log WHERE contact_id IS NOT NULL"
            " UNION SELECT other_contact_id FROM temp.row_log WHERE other_contact_id IS NOT NULL"
            " UNION SELECT contact_id FROM interaction_contact WHERE interaction_id IN"
            " (SELECT row_id FROM temp.row_log WHERE tbl = 'interaction')"
            " UNION SELECT contact_id FROM contact_tag WHERE tag_id IN"
            " (SELECT row_id FROM temp.row_log WHERE tbl = 'tag')"
        ).fetchall()
        for (contact_id,) in rows:
            self.execute(search_index.REFRESH_CONTACT_TEXT, {"id": contact_id})
            self.execute(last_words.REFRESH, {"id": contact_id})

    def _take_log(self) -> list[row_log.LoggedRow]:
        try:
            return row_log.take(self.raw)
        except driver.Error as error:
            tell(error, self.path)

    # --- undo ----------------------------------------------------------------------------------

    @property
    def undo_label(self) -> str | None:
        """What Undo would take back, or None."""
        return self._undo[-1].label if self._undo else None

    @property
    def redo_label(self) -> str | None:
        """What Redo would do again, or None."""
        return self._redo[-1].label if self._redo else None

    def undo(self) -> Changes:
        """Take back the newest step.

        Raises: NotFound when there is none; JournalError when its rows were changed elsewhere.
        """
        return self._replay(self._undo, self._redo, _("There is nothing to undo."))

    def redo(self) -> Changes:
        """Do again what was last taken back.

        Raises: NotFound when there is none; JournalError when its rows were changed elsewhere.
        """
        return self._replay(self._redo, self._undo, _("There is nothing to redo."))

    def _replay(self, source: list[Step], target: list[Step], nothing: str) -> Changes:
        with self._lock:
            if not source:
                raise NotFound(nothing)
            step = source.pop()
        try:
            back, committed = self._run_back(step)
        except _ChangedElsewhereError:
            raise
        except (peewee.IntegrityError, driver.IntegrityError) as error:
            raise _ChangedElsewhereError from error
        except BaseException:  # a busy journal, a full disk: it can be tried again
            with self._lock:
                source.append(step)
            raise
        with self._lock:
            target.append(back)
        self._tell(committed)
        return committed

    def _run_back(self, step: Step) -> tuple[Step, Changes]:
        """Take a step back; returns what does it again, and the news."""
        batch_id = None
        with self._writing():
            if step.batch_id is not None and not batches.is_there(self.raw, step.batch_id):
                raise _ChangedElsewhereError
            self.execute("PRAGMA defer_foreign_keys = ON")
            for sql in self._statements_of(step):
                self._run_inverse(sql)
            self._refresh_derived()
            logged = self._take_log()
            if _goes_beyond(logged, step.rows):
                raise _ChangedElsewhereError
            if step.batch_id is not None:
                batches.forget(self.raw, step.batch_id)
                batch_id = batches.begin(self.raw, step.label, stamp(self.clock()))
                batches.keep(self.raw, batch_id, (row.sql for row in logged))
                batches.finish(self.raw, batch_id)
        return _step(step.label, logged, batch_id), Changes(step.label, _ids(logged))

    def _statements_of(self, step: Step) -> Iterator[str] | Sequence[str]:
        if step.batch_id is None:
            return step.statements
        return batches.newest_first(self.raw, step.batch_id)

    def _run_inverse(self, sql: str) -> None:
        try:
            found = self.raw.execute(sql).rowcount
        except driver.Error as error:
            tell(error, self.path)
        if found != 1:
            raise _ChangedElsewhereError

    def _push(self, step: Step) -> None:
        with self._lock:
            self._undo.append(step)
            self._redo.clear()
            while len(self._undo) > 1 and (
                len(self._undo) > MOST_STEPS
                or sum(len(sql) for one in self._undo for sql in one.statements) > MOST_TEXT
            ):
                del self._undo[0]

    def _forget_steps_on(self, logged: Sequence[row_log.LoggedRow]) -> None:
        touched = {(row.table, row.row_id) for row in logged}
        with self._lock:
            if any(step.rows & touched for step in (*self._undo, *self._redo)):
                self._undo.clear()
                self._redo.clear()

    # --- work of many steps --------------------------------------------------------------------

    @contextlib.contextmanager
    def batch(self, label: str) -> Iterator[Batch]:
        """Do work of many steps inside: `with journal.change(label, batch=batch)` for each.

        Leaving by an error takes every step back. Done, it is one undo step.

        Raises: Busy when another process is in the middle of such work.
        """
        with files.exclusive(self._batch_lock) as lock:
            if lock is None:
                raise Busy(_("Another program is importing into the journal."))
            # so that there is room to take everything back when the disk fills up meanwhile
            lock.keep_room(ROOM_TO_TAKE_BACK)
            try:
                with self._writing():
                    batch = Batch(batches.begin(self.raw, label, stamp(self.clock())), label)
                try:
                    yield batch
                    with self._writing():
                        batches.finish(self.raw, batch.id)
                except BaseException:
                    lock.give_room_back()
                    self._take_back(batch.id)
                    self._tell(Changes(label, _frozen(batch.ids)))
                    raise
            finally:
                lock.give_room_back()
        if not batch.ids:
            return
        rows = frozenset((table, one) for table, ids in batch.ids.items() for one in ids)
        self._push(Step(label, (), rows, batch.id))
        self._tell(Changes(label, _frozen(batch.ids)))

    @property
    def _batch_lock(self) -> Path:
        return files.lock_of(self.path)

    def _take_back(self, batch_id: int) -> None:
        """Take a batch back, newest first, in steps small enough for a disk that is full."""
        while True:
            with self._writing():
                rows = batches.newest(self.raw, batch_id)
                if not rows:
                    batches.forget(self.raw, batch_id)
                    return
                self.execute("PRAGMA defer_foreign_keys = ON")
                for _id, sql in rows:
                    self.execute(sql)
                self._refresh_derived()
                self._take_log()
                batches.forget_from(self.raw, batch_id, rows[-1][0])
            with contextlib.suppress(JournalError):
                self.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _take_back_unfinished(self) -> None:
        count = self.execute("SELECT count(*) FROM batch").fetchone()[0]
        if not count:
            return
        with files.exclusive(self._batch_lock) as lock:
            if lock is None:  # another process is at work on it
                return
            lock.give_room_back()
            for batch_id, _label in batches.left_open(self.raw):
                self._take_back(batch_id)
            with self._writing():
                batches.forget_done(self.raw, stamp(self.clock() - KEPT_BATCHES))

    # --- listening -----------------------------------------------------------------------------

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call `listener` after every commit, on the committing thread; returns how to stop."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock, contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    def _tell(self, committed: Changes) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(committed)

    def _ask_data_version(self) -> int:
        return int(self.execute("PRAGMA data_version").fetchone()[0])

    def has_foreign_changes(self) -> bool:
        """Say whether another connection has written since this was last asked, on this thread."""
        version = self._ask_data_version()
        changed, self._data_version = version != self._data_version, version
        return changed


class _NothingKept(Exception):  # noqa: N818  not an error: the way out of a transaction
    pass


class _ChangedElsewhereError(JournalError):
    def __init__(self) -> None:
        super().__init__(
            _("This cannot be taken back: it was changed again since, elsewhere."),
            _("What is there now was kept."),
        )


def _file_key(opened: "Opened") -> str:
    from relationship_journal.store.vault import journal_keys  # noqa: PLC0415  start-up time

    return journal_keys.file_key(opened)


def _goes_beyond(logged: Sequence[row_log.LoggedRow], rows: frozenset[tuple[str, int]]) -> bool:
    """Say whether taking a step back took rows along that are none of its own.

    Another process wrote them since: a note on a person who was new.
    """
    return any(
        (row.table, row.row_id) not in rows and row.table not in row_log.BOOKKEEPING_TABLES
        for row in logged
    )


def _step(label: str, logged: Sequence[row_log.LoggedRow], batch_id: int | None = None) -> Step:
    statements = () if batch_id is not None else tuple(row.sql for row in reversed(logged))
    return Step(label, statements, frozenset((row.table, row.row_id) for row in logged), batch_id)


def _ids(
    logged: Sequence[row_log.LoggedRow], touched: Mapping[str, set[int]] | None = None
) -> dict[str, frozenset[int]]:
    ids = {table: set(found) for table, found in (touched or {}).items()}
    for row in logged:
        ids.setdefault(row.table, set()).add(row.row_id)
        for contact_id in row.contact_ids:
            ids.setdefault("contact", set()).add(contact_id)
    return _frozen(ids)


def _frozen(ids: dict[str, set[int]]) -> dict[str, frozenset[int]]:
    return {table: frozenset(found) for table, found in ids.items()}
