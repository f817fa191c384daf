"""Ctrl+Z undoes typing while there is some to undo, and the last change of the journal else."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from relationship_journal.ui.widgets.fields import EditableLine, EditableText


class UndoKeys(QObject):
    """Lets the journal's Undo and Redo through where a field has nothing of its own to undo.

    Qt's fields take these keys even when they are empty, and after every entry that was written
    down the cursor stands in an empty field. What a field has saved is a step of the journal and
    no longer the field's to undo. `close()` it at the end.
    """

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._watched: QWidget | None = None
        # only the widget with the focus is watched: a filter on the program sees every event
        app.focusChanged.connect(self._watch)

    def close(self) -> None:
        """Leave the keys to Qt again."""
        self._app.focusChanged.disconnect(self._watch)

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

    @Slot(QWidget, QWidget)
    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and old is self._watched:
            old.removeEventFilter(self)
            if isinstance(old, EditableLine | EditableText):
                old.committed.disconnect(self._forget_typing)
        self._watched = new
        if isinstance(new, QLineEdit | QPlainTextEdit):
            new.installEventFilter(self)
            if isinstance(new, EditableLine | EditableText):
                # after the page's own slot, which was connected before
                new.committed.connect(self._forget_typing)

    @Slot()
    def _forget_typing(self) -> None:
        field = self._app.focusWidget()
        if field is None or field.property("error"):
            return
        if isinstance(field, EditableLine):
            place = field.cursorPosition()
            field.setText(field.text())  # Qt's only way to empty its list of steps
            field.setCursorPosition(place)
        elif isinstance(field, EditableText):
            field.document().clearUndoRedoStacks()


def _has_own(widget: QWidget, *, is_undo: bool) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable() if is_undo else widget.isRedoAvailable()
    if isinstance(widget, QPlainTextEdit):
        document = widget.document()
        return document.isUndoAvailable() if is_undo else document.isRedoAvailable()
    return False
