"""Everyone as a table that is quick at 100,000 rows: all ids, and rows on demand."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import ContactListRow
from relationship_journal.ui.models import next_words
from relationship_journal.ui.models.blocks import Blocks
from relationship_journal.ui.models.people_columns import Column
from relationship_journal.ui.models.rhythm_words import rhythm
from relationship_journal.ui.widgets.labels import as_plain_tip

ROW_ROLE = Qt.ItemDataRole.UserRole
ID_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class ContactTable(QAbstractTableModel):
    """The lines of the People table; `sort_wanted` carries a column and whether downwards.

    Args:
        fetch: returns the lines of some ids (`core.people.rows_with_next`).
        clock: tells the present instant, by which "16 days ago" is said.
        zone: the user's zone.
    """

    sort_wanted = Signal(object, bool)

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], list[ContactListRow]],
        clock: Callable[[], datetime],
        zone: tzinfo,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._blocks = Blocks(fetch)
        self._clock = clock
        self._zone = zone
        self._sorted: tuple[Column, Qt.SortOrder] = (Column.NAME, Qt.SortOrder.AscendingOrder)

    @property
    def ids(self) -> Sequence[int]:
        """Everyone in the table, in order."""
        return self._blocks.ids

    def show_ids(self, ids: Sequence[int]) -> bool:
        """Show these people and return True; the same ones are only drawn anew."""
        if len(ids) == len(self._blocks.ids) and ids == self._blocks.ids:
            self._blocks.forget_rows()
            if ids:
                last = self.index(len(ids) - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self._blocks.set_ids(ids)
        self.endResetModel()
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the ids in another order: the journal sorts, not the table."""
        self._sorted = (Column(column), order)
        self.sort_wanted.emit(Column(column), order == Qt.SortOrder.DescendingOrder)

    def line(self, place: int) -> ContactListRow | None:
        """Return a line, None when the person is gone meanwhile."""
        return self._blocks.row(place) if 0 <= place < len(self._blocks.ids) else None

    def id_at(self, place: int) -> int:
        """Return whose line it is, 0 when there is none."""
        return self._blocks.ids[place] if 0 <= place < len(self._blocks.ids) else 0

    def place_of(self, contact_id: int) -> int:
        """Return where a person stands, -1 when they are not in the table."""
        return self._blocks.place_of(contact_id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return how many people there are."""
        return 0 if parent.isValid() else len(self._blocks.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return how many columns there are, the hidden ones too."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows or says."""
        if role == ID_ROLE:
            return self.id_at(index.row())
        if role not in {Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole, ROW_ROLE}:
            return None
        row = self.line(index.row())
        if row is None or role == ROW_ROLE:
            return row
        column = Column(index.column())
        if role == Role.ToolTipRole:
            return as_plain_tip(self._hint(row, column))
        text = self._text(row, column)
        return self._said(row, column, text) if role == Role.AccessibleTextRole else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return what stands over a column, and for screen readers how it is sorted."""
        if orientation != Qt.Orientation.Horizontal or section not in range(len(Column)):
            return None
        column = Column(section)
        if role == Role.InitialSortOrderRole:
            order = Qt.SortOrder
            return order.DescendingOrder if column.is_newest_first else order.AscendingOrder
        if role == Role.AccessibleTextRole and column is self._sorted[0]:
            if self._sorted[1] == Qt.SortOrder.AscendingOrder:
                return _("{column}, sorted upwards").format(column=column.title)
            return _("{column}, sorted downwards").format(column=column.title)
        if role in {Role.DisplayRole, Role.AccessibleTextRole}:
            return column.title
        return None

    def _said(self, row: ContactListRow, column: Column, text: str) -> str:
        if column is Column.NAME and row.is_put_away:
            return _("{name}, put away").format(name=text)
        if column is Column.NEXT:
            return next_words.next_spoken(row, self._today())
        return text or nothing_in(column.title)

    def _text(self, row: ContactListRow, column: Column) -> str:
        if column is Column.NAME:
            return row.name
        if column is Column.CIRCLE:
            return row.circle
        if column is Column.NEXT:
            return next_words.next_text(row, self._today())
        if column is Column.FOLLOWS:
            return _("not followed") if row.weeks is None else rhythm(row.weeks)
        if column is Column.TAGS:
            return ", ".join(row.tags)
        if column is Column.ORGANIZATION:
            return row.organization
        return self._ago(row.last_spoke_at if column is Column.LAST_SPOKE else row.created_at)

    def _hint(self, row: ContactListRow, column: Column) -> str:
        if column is Column.NEXT:
            return next_words.next_hint(row, self._today())
        moment = {Column.LAST_SPOKE: row.last_spoke_at, Column.ADDED: row.created_at}.get(column)
        if moment is not None:
            return friendly.full_instant(moment, self._zone)
        return "" if column is Column.LAST_SPOKE else self._text(row, column)

    def _ago(self, moment: datetime | None) -> str:
        day = None if moment is None else whens.local_day(moment, self._zone)
        return friendly.ago(day, self._today())

    def _today(self) -> date:
        return whens.local_day(self._clock(), self._zone)


def nothing_in(title: str) -> str:
    """Return what a screen reader says in an empty cell of a column: silence tells nothing."""
    return _("{column}: none").format(column=title)
