"""Undo and redo as the window has them, and what the status bar says of every change."""

from PySide6.QtCore import QObject, Slot

from relationship_journal.core import Core
from relationship_journal.services.rows import Changes
from relationship_journal.ui import what_was_done
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.models.opening_words import is_told_by_opening
from relationship_journal.ui.notices import Notices


class Undoing(QObject):
    """Connects Undo and Redo, names them, and tells what was done.

    Args:
        core: the open journal.
        notices: word of what changed.
        window: has the actions and the status bar; looked at again when it comes to the front.
    """

    def __init__(self, core: Core, notices: Notices, window: MainWindow) -> None:
        super().__init__(window)
        self._core, self._notices, self._window = core, notices, window
        self._replayed = ""
        window.commands.action("undo").triggered.connect(self.undo)
        window.commands.action("redo").triggered.connect(self.redo)
        window.activated.connect(self.look_for_foreign_changes)
        notices.changed.connect(self.tell)
        self._name_undo()

    @Slot()
    def undo(self) -> None:
        """Take the newest change back."""
        label = self._core.history.undo_label
        self._core.history.undo()
        self._replayed = what_was_done.undone(label or "")

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        label = self._core.history.redo_label
        self._core.history.redo()
        self._replayed = what_was_done.redone(label or "")

    @Slot(object)
    def tell(self, changes: Changes) -> None:
        """Say what was done, and what Undo would do now."""
        self._name_undo()
        is_quiet = changes.is_foreign or what_was_done.is_noted_only(changes)
        is_quiet |= is_told_by_opening(changes) and not self._replayed
        if not is_quiet and what_was_done.is_told(changes):
            said = self._replayed or what_was_done.done(self._core, changes)
            self._window.status.say(said, offers_undo=what_was_done.is_step(changes))
        self._replayed = ""

    @Slot()
    def look_for_foreign_changes(self) -> None:
        """Show what another process wrote meanwhile."""
        if self._core.history.has_foreign_changes():
            self._notices.changed.emit(Changes("", {}, is_foreign=True))

    def _name_undo(self) -> None:
        history, action = self._core.history, self._window.commands.action
        action("undo").setText(what_was_done.undo_text(history.undo_label))
        action("undo").setEnabled(history.undo_label is not None)
        action("redo").setText(what_was_done.redo_text(history.redo_label))
        action("redo").setEnabled(history.redo_label is not None)
