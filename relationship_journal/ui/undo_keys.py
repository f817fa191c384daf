"""Ctrl+Z undoes typing while there is some to undo, and the last change of the journal else."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


class UndoKeys(QObject):
    """Lets the journal's Undo and Redo through where a field has nothing of its own to undo.

    Qt's fields take these keys even when they are empty, and after every entry that was written
    down the cursor stands in an empty field. `close()` it with the window.
    """

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        # only the widget with the focus is watched: a filter on the program sees every event
        app.focusChanged.connect(self._watch)

    def close(self) -> None:
        """Leave the keys to Qt again."""
        self._app.focusChanged.disconnect(self._watch)

    @Slot(QWidget, QWidget)
    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QPlainTextEdit):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer for a field that would take a key it has no use for."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        keys = QKeySequence.StandardKey
        is_undo, is_redo = event.matches(keys.Undo), event.matches(keys.Redo)
        if not (is_undo or is_redo) or not isinstance(watched, QWidget):
            return False
        if _has_own(watched, is_undo=is_undo):
            return False
        event.ignore()
        return True


def _has_own(widget: QWidget, *, is_undo: bool) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable() if is_undo else widget.isRedoAvailable()
    if isinstance(widget, QPlainTextEdit):
        document = widget.document()
        return document.isUndoAvailable() if is_undo else document.isRedoAvailable()
    return False
