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
    last: int | None = None
    while True:
        rows = connection.execute(
            "SELECT id, sql FROM batch_log WHERE batch_id = ? AND (? IS NULL OR id < ?)"
            " ORDER BY id DESC LIMIT 500",
            (batch_id, last, last),
        ).fetchall()
        if not rows:
            return
        yield from (sql for _id, sql in rows)
        last = rows[-1][0]


def left_open(connection: Any) -> list[tuple[int, str]]:
    """Return the batches that were begun and not finished, newest first: (id, label)."""
    rows = connection.execute(
        "SELECT id, label FROM batch WHERE state = ? ORDER BY id DESC", (OPEN,)
    ).fetchall()
    return [(int(batch_id), str(label)) for batch_id, label in rows]


def forget_done(connection: Any) -> None:
    """Drop what finished batches kept; a step can be undone only while the program runs."""
    connection.execute("DELETE FROM batch WHERE state = ?", (DONE,))
