"""A time of day that is typed, saved when it is left or on Enter."""

from datetime import time

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.ui.models.clock_words import clock_text, parse_clock
from relationship_journal.ui.widgets.fields import EditableLine

_LETTERS_LESS = 8  # than a line of Qt's own width has room for


class TimeField(EditableLine):
    """A time on the wall clock; `time_committed` carries it.

    `error_changed` carries the sentence that says what is wrong with what was typed, or "".

    Args:
        name: what it is, for screen readers.
    """

    time_committed = Signal(object)
    error_changed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent, is_inline=False)
        self._kept = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.committed.connect(self._read)

    def set_time(self, at: time) -> None:
        """Show what is kept."""
        self._kept = clock_text(at)
        self.set_value(self._kept)

    def sizeHint(self) -> QSize:
        """Return the room for a time."""
        less = _LETTERS_LESS * self.fontMetrics().horizontalAdvance("x")
        return super().sizeHint() - QSize(less, 0)

    def set_error(self, sentence: str) -> None:
        """Mark what was typed as wrong and say why; "" takes the mark away."""
        super().set_error(sentence)
        self.error_changed.emit(sentence)

    @Slot()
    def commit(self) -> None:
        """Offer what was typed; what is kept already, typed again, is right again."""
        super().commit()
        self._forgive()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the typing back with Escape, and what was wrong with it."""
        super().keyPressEvent(event)
        self._forgive()

    def _forgive(self) -> None:
        if self.text() == self._kept:
            self.set_error("")

    @Slot(str)
    def _read(self, text: str) -> None:
        at = parse_clock(text)
        if at is None:
            self.set_error(_("Type a time like 21:00."))
            return
        self.set_error("")
        self.time_committed.emit(at)
