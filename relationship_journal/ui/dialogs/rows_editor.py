"""Rows that grow: any number of e-mails, phones, addresses; an empty row waits at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from relationship_journal.domain.text import is_blank
from relationship_journal.i18n import gettext as _
from relationship_journal.ui.dialogs.form import ErrorText, set_field_error
from relationship_journal.ui.widgets.buttons import IconButton
from relationship_journal.ui.widgets.fields import EditableLine


@dataclass(frozen=True, slots=True)
class Column:
    """One part of a row; `choices` (value, word) make it a choice, `starts_line` begins a line."""

    name: str
    placeholder: str = ""
    stretch: int = 1
    choices: tuple[tuple[str, str], ...] = ()
    starts_line: bool = False


Values = tuple[str, ...]


class RowEditor(QWidget):
    """One row: its parts, and a button that removes it."""

    committed = Signal()
    removed = Signal()

    def __init__(self, word: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts: list[EditableLine | QComboBox] = []
        lines = QVBoxLayout()
        lines.setSpacing(4)
        line = QHBoxLayout()
        for column in columns:
            if column.starts_line:
                lines.addLayout(line)
                line = QHBoxLayout()
            line.setSpacing(8)
            part = self._part(word, column)
            self.parts.append(part)
            line.addWidget(part, column.stretch)
        lines.addLayout(line)
        self.remove_button = IconButton("x", _("Remove {what}").format(what=word))
        self.remove_button.clicked.connect(self.removed)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        across.addLayout(lines, 1)
        across.addWidget(self.remove_button)

    def values(self) -> Values:
        """Return what stands in the row."""
        return tuple(
            str(part.currentData()) if isinstance(part, QComboBox) else part.text()
            for part in self.parts
        )

    def is_empty(self) -> bool:
        """Say whether nothing is typed in the row."""
        return all(is_blank(part.text()) for part in self.parts if isinstance(part, EditableLine))

    def show_values(self, values: Values) -> None:
        """Show what is stored; it commits nothing."""
        for part, value in zip(self.parts, values, strict=True):
            if isinstance(part, EditableLine):
                part.set_value(value)
                continue
            part.blockSignals(True)
            part.setCurrentIndex(max(0, part.findData(value)))
            part.blockSignals(False)

    def set_error(self, sentence: str) -> None:
        """Mark the first part as wrong."""
        set_field_error(self.parts[0], sentence)

    def _part(self, word: str, column: Column) -> "EditableLine | QComboBox":
        name = _("{what}: {part}").format(what=word, part=column.name)
        if column.choices:
            choice = QComboBox()
            choice.setAccessibleName(name)
            for value, said in column.choices:
                choice.addItem(said, value)
            choice.activated.connect(self._commit)
            return choice
        line = EditableLine(name, column.placeholder, is_inline=False)
        line.committed.connect(self._commit)
        return line

    @Slot()
    def _commit(self) -> None:
        self.committed.emit()


class RowsEditor(QWidget):
    """A list of rows; `committed` carries the rows that are not empty whenever one was left.

    Args:
        word: what one row is, like "E-mail".
        columns: its parts.
    """

    committed = Signal(object)

    def __init__(self, word: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._columns = word, tuple(columns)
        self._stored: tuple[Values, ...] | None = None
        self.editors: list[RowEditor] = []
        self._error = ErrorText()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(self._error)

    def show_rows(self, rows: Sequence[Values]) -> None:
        """Show what is stored, and an empty row; what is being typed stays."""
        stored = tuple(rows)
        if stored == self._stored:
            return
        self._stored = stored
        wanted = [*stored, tuple("" for _part in self._columns)]
        while len(self.editors) > len(wanted):
            self._drop(self.editors[-1])
        while len(self.editors) < len(wanted):
            self._append()
        for editor, values in zip(self.editors, wanted, strict=True):
            editor.show_values(values)
        self._tell_buttons()

    def rows(self) -> list[Values]:
        """Return the rows that are not empty."""
        return [editor.values() for editor in self.editors if not editor.is_empty()]

    def set_error(self, sentence: str) -> None:
        """Say below the rows what is wrong, and mark the row that was left last."""
        self._error.say(sentence)
        for editor in self.editors:
            editor.set_error(sentence if sentence and editor is self._left_last else "")

    def _append(self) -> None:
        editor = RowEditor(self._word, self._columns)
        editor.committed.connect(self._commit)
        editor.removed.connect(self._remove)
        self.editors.append(editor)
        self._rows.addWidget(editor)

    def _drop(self, editor: RowEditor) -> None:
        self.editors.remove(editor)
        self._rows.removeWidget(editor)
        editor.hide()
        editor.deleteLater()

    def _tell_buttons(self) -> None:
        for editor in self.editors:
            is_waiting = editor is self.editors[-1] and editor.is_empty()
            editor.remove_button.setEnabled(not is_waiting)

    _left_last: RowEditor | None = None

    @Slot()
    def _commit(self) -> None:
        sender = self.sender()
        self._left_last = sender if isinstance(sender, RowEditor) else None
        self._offer()

    @Slot()
    def _remove(self) -> None:
        editor = self.sender()
        if isinstance(editor, RowEditor) and len(self.editors) > 1:
            self._drop(editor)
            self._offer()

    def _offer(self) -> None:
        rows = self.rows()
        if tuple(rows) != self._stored:
            self.committed.emit(rows)
        self._tell_buttons()
