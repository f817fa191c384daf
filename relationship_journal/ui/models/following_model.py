"""Everyone who is followed as a list; the quieter lines are looked up a block at a time."""

from datetime import date, tzinfo
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from relationship_journal.services.following_details import DetailRow, FollowingDetails
from relationship_journal.services.following_rows import FollowingRow
from relationship_journal.ui.models import following_words as words

Index = QModelIndex | QPersistentModelIndex
_BLOCK = 64


class Role(IntEnum):
    """What the delegate asks for beyond Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1
    BELOW = Qt.ItemDataRole.UserRole + 2
    AGE = Qt.ItemDataRole.UserRole + 3


class FollowingModel(QAbstractListModel):
    """A row a person.

    Args:
        details: looks up the quieter lines.
        zone: the user's.
    """

    def __init__(
        self, details: FollowingDetails, zone: tzinfo, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service, self._zone = details, zone
        self._rows: list[FollowingRow] = []
        self._details: dict[int, DetailRow] = {}
        self._today = date.min

    def show_rows(self, rows: list[FollowingRow], today: date) -> None:
        """Show these people, in their order.

        Where the same people stay in the same places only their lines change, so that the cursor
        and the place in the list stay.
        """
        same = [one.contact_id for one in rows] == [one.contact_id for one in self._rows]
        if not same:
            self.beginResetModel()
        self._rows, self._today, self._details = rows, today, {}
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def row_at(self, place: int) -> FollowingRow | None:
        """Return the person on a line, or None past the end."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, contact_id: int) -> int:
        """Return the line of a person, -1 when they have none."""
        places = (place for place, one in enumerate(self._rows) if one.contact_id == contact_id)
        return next(places, -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of people."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name, what a screen reader says, the row itself, or its words."""
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Role.ROW:
            return row
        if role == Role.AGE:
            return words.age(row, self._today)
        if role == Role.BELOW:
            return words.below(row, self._detail(index.row()), self._today, self._zone)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return words.spoken(row, self._detail(index.row()), self._today, self._zone)
        return None

    def _detail(self, place: int) -> DetailRow:
        row = self._rows[place]
        if row.contact_id not in self._details:
            start = place // _BLOCK * _BLOCK
            block = [one.contact_id for one in self._rows[start : start + _BLOCK]]
            self._details.update(self._service.of(block))
        return self._details[row.contact_id]
