"""The numbers of a picture as a table, for who does not see it and who wants to know exactly."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from relationship_journal.ui.plots.plot import Numbers

Index = QModelIndex | QPersistentModelIndex
_MOST_ROWS = 12
_SIDE = 6


class NumbersModel(QAbstractTableModel):
    """Rows of numbers under their heads."""

    def __init__(self, numbers: Numbers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers = numbers

    def show_numbers(self, numbers: Numbers) -> None:
        """Show others."""
        self.beginResetModel()
        self._numbers = numbers
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._numbers.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many heads there are."""
        return 0 if parent is not None and parent.isValid() else len(self._numbers.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, and numbers at the far side."""
        if not index.isValid():
            return None
        cell = self._numbers.rows[index.row()][index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return str(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole and isinstance(cell, int):
            return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a head; those of numbers stand over them."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._numbers.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            rows = self._numbers.rows
            is_number = bool(rows) and isinstance(rows[0][section], int)
            side = Qt.AlignmentFlag.AlignTrailing if is_number else Qt.AlignmentFlag.AlignLeading
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class _CellDelegate(QStyledItemDelegate):
    """Puts cells under their heads, which have room at both sides."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground over the whole cell, the words with room at both sides."""
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        option.rect = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        super().paint(painter, option, index)


class NumbersTable(QTableView):
    """A small table to read; it takes the room of its rows, at most twelve of them.

    Args:
        name: what it holds, for screen readers.
        numbers: its heads and rows.
    """

    def __init__(self, name: str, numbers: Numbers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows = NumbersModel(numbers, self)
        self.setModel(self._rows)
        self.setItemDelegate(_CellDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._row_height())
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, 0))

    def show_numbers(self, numbers: Numbers) -> None:
        """Show others."""
        self._rows.show_numbers(numbers)
        if numbers.rows:
            self.setCurrentIndex(self._rows.index(0, 0))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room of the rows."""
        rows = min(_MOST_ROWS, max(1, self._rows.rowCount()))
        head = self.horizontalHeader().sizeHint().height()
        return QSize(280, head + rows * self._row_height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the rows."""
        return self.sizeHint()

    def _row_height(self) -> int:
        return max(28, self.fontMetrics().height() + 10)
