"""What lies ahead as a list grouped by week, and as a grid of five weeks."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from relationship_journal.domain import friendly
from relationship_journal.domain.calendar_names import weekday_name, weekday_short
from relationship_journal.services.rows import AheadRow
from relationship_journal.ui.models import upcoming_words as words

WEEKS, DAYS = 5, 7
MIME = "application/x-relationship-journal-ahead"

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_NOWHERE = QModelIndex()


class Role(IntEnum):
    """What the delegates ask for beyond Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1
    DAY = Qt.ItemDataRole.UserRole + 2
    ROWS = Qt.ItemDataRole.UserRole + 3


class UpcomingModel(QAbstractListModel):
    """Lines by day, with a heading before each group; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[str | AheadRow] = []
        self._today = date.min

    def show_rows(self, rows: Sequence[AheadRow], today: date, week_starts: int) -> None:
        """Show these, in their order."""
        self.beginResetModel()
        self._today = today
        self._lines = []
        group = ""
        for row in rows:
            heading = words.group_of(row.day, today, week_starts)
            if heading != group:
                group = heading
                self._lines.append(heading)
            self._lines.append(row)
        self.endResetModel()

    def row_at(self, place: int) -> AheadRow | None:
        """Return what stands on a line; None for a heading and past the end."""
        line = self._lines[place] if 0 <= place < len(self._lines) else None
        return line if isinstance(line, AheadRow) else None

    def place_of(self, wanted: AheadRow) -> int:
        """Return where a thing stands now, on whatever day; -1 when it does not."""
        same = (wanted.kind, wanted.id, wanted.contact_id)
        for place, line in enumerate(self._lines):
            if isinstance(line, AheadRow) and (line.kind, line.id, line.contact_id) == same:
                return place
        return -1

    def place_of_day(self, day: date) -> tuple[int, bool]:
        """Return the first line of a day or of the next one with any, and whether it is of it."""
        for place, line in enumerate(self._lines):
            if isinstance(line, AheadRow) and line.day >= day:
                return place, line.day == day
        return -1, False

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines and headings there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what a role says of a line."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Role.ROW:
            return line if isinstance(line, AheadRow) else None
        if isinstance(line, str):
            is_text = role in {_DISPLAY, Qt.ItemDataRole.AccessibleTextRole}
            return line if is_text else None
        if role == _DISPLAY:
            return f"{line.name} {words.ahead_text(line)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.spoken(line, self._today)
        if role == Qt.ItemDataRole.ToolTipRole:
            return friendly.full_date(line.day)
        if role == Role.DAY:
            return words.day_in_list(line.day, self._today)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let lines be chosen, and dragged where that has a meaning."""
        row = self.row_at(index.row())
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsDragEnabled if words.is_movable(row) else plain

    def mimeTypes(self) -> list[str]:
        """Return what is dragged from here."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the thing on a line, to be dropped on a day."""
        rows = (self.row_at(index.row()) for index in indexes)
        return as_mime(next((row for row in rows if row is not None), None))


class MonthModel(QAbstractTableModel):
    """Five weeks of days; `dropped` carries the text of `as_mime` and the day."""

    dropped = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._first = date.min
        self._today = date.min
        self._week_starts = 0
        self._days: dict[date, list[AheadRow]] = {}
        self.dragged: AheadRow | None = None

    def show_rows(self, rows: Sequence[AheadRow], first: date, today: date, starts: int) -> None:
        """Show these in the five weeks that begin on `first`."""
        self.beginResetModel()
        self._first, self._today, self._week_starts = first, today, starts
        self._days = {}
        for row in rows:
            self._days.setdefault(row.day, []).append(row)
        self.endResetModel()

    def day_at(self, index: Index) -> date:
        """Return the day of a cell."""
        return self._first + timedelta(days=index.row() * DAYS + index.column())

    def index_of(self, day: date) -> QModelIndex:
        """Return the cell of a day; invalid for days that are not shown."""
        place = (day - self._first).days
        if not 0 <= place < WEEKS * DAYS:
            return QModelIndex()
        return self.index(place // DAYS, place % DAYS)

    def rows_on(self, day: date) -> list[AheadRow]:
        """Return what lies on a day."""
        return self._days.get(day, [])

    def is_today(self, index: Index) -> bool:
        """Say whether a cell is today's."""
        return self.day_at(index) == self._today

    def is_past(self, index: Index) -> bool:
        """Say whether a cell's day is over."""
        return self.day_at(index) < self._today

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many weeks there are."""
        return 0 if parent.isValid() else WEEKS

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many days a week has."""
        return 0 if parent.isValid() else DAYS

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what a role says of a day."""
        if not index.isValid():
            return None
        day = self.day_at(index)
        if role == _DISPLAY:
            is_first = index.row() == 0 and index.column() == 0
            return words.day_in_grid(day, self._today, is_first=is_first)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.cell_spoken(day, self._today, self.rows_on(day))
        if role == Qt.ItemDataRole.ToolTipRole:
            return friendly.full_date(day)
        if role == Role.ROWS:
            return self.rows_on(day)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the weekday over a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        weekday = (self._week_starts + section) % DAYS
        if role == _DISPLAY:
            return weekday_short(weekday)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return weekday_name(weekday)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every day be chosen; things are dropped on days that are not over."""
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        found |= Qt.ItemFlag.ItemIsDragEnabled
        return found if self.is_past(index) else found | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Say that things are moved here."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Return what can be dropped here."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: ARG002  Qt's signature
        """Return the line of a cell that the mouse took."""
        return as_mime(self.dragged)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell what was dropped on which day; the view moves nothing by itself."""
        if action == Qt.DropAction.IgnoreAction or not data.hasFormat(MIME):
            return False
        index = parent if parent.isValid() else self.index(row, column)
        if not index.isValid() or self.is_past(index):
            return False
        self.dropped.emit(_text_of(data), self.day_at(index))
        return False


def as_mime(row: AheadRow | None) -> QMimeData:
    """Return something ahead as it is carried by the mouse; empty for None."""
    data = QMimeData()
    if row is not None:
        data.setData(MIME, QByteArray(key_of(row).encode()))
    return data


def key_of(row: AheadRow) -> str:
    """Return what names a thing that can be moved."""
    return f"{row.kind}:{row.id}"


def _text_of(data: QMimeData) -> str:
    return bytes(data.data(MIME).data()).decode("utf-8", "replace")
