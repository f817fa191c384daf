"""Undo, redo, and word of what changed."""

import contextlib
from collections.abc import Callable, Iterator

from relationship_journal.domain.changes import Changes
from relationship_journal.services import door


class History(door.Service):
    """What was done, so that it can be taken back and shown."""

    @property
    def undo_label(self) -> str | None:
        """What Undo would take back, or None."""
        return self._journal.undo_label

    @property
    def redo_label(self) -> str | None:
        """What Redo would do again, or None."""
        return self._journal.redo_label

    def undo(self) -> Changes:
        """Take back the newest step.

        Raises: NotFound when there is none; JournalError when it was changed elsewhere since.
        """
        return self._journal.undo()

    def redo(self) -> Changes:
        """Do again what was last taken back.

        Raises: NotFound when there is none; JournalError when it was changed elsewhere since.
        """
        return self._journal.redo()

    @contextlib.contextmanager
    def as_one(self, label: str) -> Iterator[None]:
        """Keep all that is changed inside as one step, or nothing of it.

        Raises: Busy, DiskFull.
        """
        with self._journal.change(label):
            yield

    @contextlib.contextmanager
    def one_step(self, label: str, *, is_undoable: bool = True) -> Iterator[None]:
        """Do several things inside as one; all of them are kept, or none.

        Args:
            label: what is done, as Undo names it.
            is_undoable: False for what cannot be taken back.

        Raises: Busy, DiskFull.
        """
        with self._journal.change(label, is_undoable=is_undoable):
            yield

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call `listener` after every commit, on the committing thread; returns how to stop."""
        return self._journal.subscribe(listener)

    def has_foreign_changes(self) -> bool:
        """Say whether another process has written since this was last asked (main thread)."""
        return self._journal.has_foreign_changes()
