"""Undo, redo, and word of what changed."""

from collections.abc import Callable

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

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call `listener` after every commit, on the committing thread; returns how to stop."""
        return self._journal.subscribe(listener)

    def has_foreign_changes(self) -> bool:
        """Say whether another process has written since this was last asked (main thread)."""
        return self._journal.has_foreign_changes()
