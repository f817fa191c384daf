"""Work of many steps: what takes it back is kept in the file itself until the work is done.

A `batch` is open while its work goes on. Its process holds a lock that the system releases however
the process ends, so that the next opening knows a batch nobody is working on, and takes it back.
"""

from collections.abc import Iterable, Iterator
from typing import Any

OPEN, DONE = "open", "done"


def begin(connection: Any, label: str, started_at: str) -> int:
    """Write down that work of this name begins; returns the batch's id."""
    cursor = connection.execute(
        "INSERT INTO batch (label, state, started_at) VALUES (?, ?, ?)", (label, OPEN, started_at)
    )
    return int(cursor.lastrowid)


def keep(connection: Any, batch_id: int, statements: Iterable[str]) -> None:
    """Keep the SQL that takes one step back, in the step's own transaction."""
    connection.executemany(
        "INSERT INTO batch_log (batch_id, sql) VALUES (?, ?)",
        ((batch_id, sql) for sql in statements),
    )


def finish(connection: Any, batch_id: int) -> None:
    """Write down that the work is done."""
    connection.execute("UPDATE batch SET state = ? WHERE id = ?", (DONE, batch_id))


def forget(connection: Any, batch_id: int) -> None:
    """Drop a batch with what it kept."""
    connection.execute("DELETE FROM batch WHERE id = ?", (batch_id,))


def newest_first(connection: Any, batch_id: int) -> Iterator[str]:
    """Yield the SQL that takes the batch back, in the order it must run."""
    before: int | None = None
    while rows := newest(connection, batch_id, before):
        yield from (sql for _id, sql in rows)
        before = rows[-1][0]


def newest(
    connection: Any, batch_id: int, before: int | None = None, most: int = 500
) -> list[tuple[int, str]]:
    """Return the newest rows a batch kept (before an id), in the order they must run: (id, SQL)."""
    rows: list[tuple[int, str]] = connection.execute(
        "SELECT id, sql FROM batch_log WHERE batch_id = ? AND (? IS NULL OR id < ?)"
        " ORDER BY id DESC LIMIT ?",
        (batch_id, before, before, most),
    ).fetchall()
    return rows


def forget_from(connection: Any, batch_id: int, row_id: int) -> None:
    """Drop what was taken back already: the rows from this id on."""
    connection.execute("DELETE FROM batch_log WHERE batch_id = ? AND id >= ?", (batch_id, row_id))


def left_open(connection: Any) -> list[tuple[int, str]]:
    """Return the batches that were begun and not finished, newest first: (id, label)."""
    rows = connection.execute(
        "SELECT id, label FROM batch WHERE state = ? ORDER BY id DESC", (OPEN,)
    ).fetchall()
    return [(int(batch_id), str(label)) for batch_id, label in rows]


def is_there(connection: Any, batch_id: int) -> bool:
    """Say whether what takes a batch back is still kept."""
    row = connection.execute("SELECT 1 FROM batch WHERE id = ?", (batch_id,)).fetchone()
    return row is not None


def forget_done(connection: Any, before: str) -> None:
    """Drop what finished batches from before an instant kept.

    A process forgets its own when it closes; these are left of one that died.
    """
    connection.execute("DELETE FROM batch WHERE state = ? AND started_at < ?", (DONE, before))
