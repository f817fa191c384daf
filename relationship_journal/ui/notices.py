"""Word of what changed in the journal, told on the window's thread."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from relationship_journal.services.rows import Changes

Subscribe = Callable[[Callable[[Changes], None]], Callable[[], None]]


class Notices(QObject):
    """Re-emits committed changes; those of one turn of the event loop come as one.

    `changed` carries a `Changes` whose label is that of the newest change. Views connect to it
    and reload what they show; hidden ones mark themselves stale.
    """

    changed = Signal(object)
    _arrived = Signal()

    def __init__(self, subscribe: Subscribe, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._pending: list[Changes] = []
        # queued also on the window's own thread: a view is never told in the midst of a slot
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe: Callable[[], None] | None = subscribe(self._take)

    def close(self) -> None:
        """Stop listening; what has not been told is dropped. A second call does nothing."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        with self._lock:
            self._pending.clear()

    def _take(self, change: Changes) -> None:
        """Keep a change for the window's next turn; called on the committing thread."""
        with self._lock:
            self._pending.append(change)
            is_first = len(self._pending) == 1
        if is_first:
            self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            arrived, self._pending = self._pending, []
        if arrived:
            self.changed.emit(merged(arrived))


def merged(changes: list[Changes]) -> Changes:
    """Return one notice that says what all of these say, under the newest label."""
    if len(changes) == 1:
        return changes[0]
    ids: dict[str, frozenset[int]] = {}
    for change in changes:
        for table, touched in change.ids.items():
            ids[table] = ids.get(table, frozenset()) | touched
    return Changes(changes[-1].label, ids, is_foreign=any(change.is_foreign for change in changes))
