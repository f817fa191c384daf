"""What a screen reader's press does to a list or a table: it goes to the line, as a click does."""

from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView

_Select = QItemSelectionModel.SelectionFlag
_ADDS = _Select.Select
_TAKES_AWAY = _Select.Deselect
_GOES_THERE = _Select.ClearAndSelect


class PressSelection(QItemSelectionModel):
    """A selection in which a pressed line becomes the current one; `pressed` carries it.

    Qt lets a press through accessibility add the line to what is selected, with the cursor left
    where it was, and take the line away that is selected already: a person who pressed "Mara"
    would go on writing to Ana. Several lines at once are chosen with Shift and Ctrl.

    Qt's own mouse and keys never ask for one index to be added, nor for one to be taken away:
    they clear first, or toggle. What the program itself adds it adds as a `QItemSelection`.
    """

    pressed = Signal(QModelIndex)

    def select(
        self, what: QModelIndex | QPersistentModelIndex | QItemSelection, command: Any
    ) -> None:
        """Select as Qt does, except for a press."""
        of_rows = command & _Select.Rows
        plain = command & ~_Select.Rows
        if plain == _ADDS and isinstance(what, QModelIndex):
            column = self.currentIndex().column() if of_rows else what.column()
            there = what.siblingAtColumn(max(0, column))
            self.setCurrentIndex(there, _GOES_THERE | of_rows)
            self.pressed.emit(there)
        elif plain == _TAKES_AWAY and not self._would_leave_some(what):
            self.pressed.emit(self.currentIndex())
        else:
            super().select(what, command)

    def _would_leave_some(self, what: Any) -> bool:
        indexes = what.indexes() if isinstance(what, QItemSelection) else [what]
        gone = {index.row() for index in indexes}
        spans = self.selection()
        return any(
            row not in gone
            for number in range(spans.count())
            for row in range(spans.at(number).top(), spans.at(number).bottom() + 1)
        )


def go_where_pressed(view: QAbstractItemView) -> PressSelection:
    """Give a view with a model such a selection and return it; before anything listens to it."""
    before = view.selectionModel()
    made = PressSelection(view.model(), view)
    view.setSelectionModel(made)
    before.deleteLater()
    return made
