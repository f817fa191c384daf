"""The sign-ins as a table that is quick at 10,000 of them: all ids, and rows on demand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.calendar_names import month_short
from relationship_journal.domain.site_address import sub_sites_words
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import pgettext
from relationship_journal.services.sign_in_rows import SignInRow
from relationship_journal.services.sign_ins import SignIns
from relationship_journal.ui.models.blocks import Blocks
from relationship_journal.ui.models.contact_table import ROW_ROLE, Index, Role, nothing_in
from relationship_journal.ui.widgets.labels import as_plain_tip

_MOST_NAMES = 20  # a cell shows no more, and a site may have thousands


class SignInColumn(IntEnum):
    """The columns by their number; their names are what the service sorts by."""

    SITE = 0
    AS = 1
    PEOPLE = 2
    USED = 3
    CHANGED = 4

    @property
    def title(self) -> str:
        """What stands over it."""
        return {
            SignInColumn.SITE: _("Site"),
            SignInColumn.AS: _("As"),
            SignInColumn.PEOPLE: _("People there"),
            SignInColumn.USED: _("Used"),
            SignInColumn.CHANGED: _("Changed"),
        }[self]

    @property
    def is_sortable(self) -> bool:
        """Whether the journal can sort by it."""
        return self is not SignInColumn.PEOPLE


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One line: the sign-in, who one is there, and who else is."""

    id: int
    row: SignInRow
    user_name: str
    people: tuple[str, ...]


class SignInTable(QAbstractTableModel):
    """The lines of the sign-ins; `sort_wanted` carries a column and whether downwards.

    Args:
        sign_ins: where they are kept.
        clock: tells the present instant, by which "5 days ago" is said.
        zone: the user's zone.
    """

    sort_wanted = Signal(object, bool)

    def __init__(
        self,
        sign_ins: SignIns,
        clock: Callable[[], datetime],
        zone: tzinfo,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sign_ins, self._clock, self._zone = sign_ins, clock, zone
        self._blocks: Blocks[SignInLine] = Blocks(self._fetch)
        self._sorted = (SignInColumn.SITE, Qt.SortOrder.AscendingOrder)

    def show_ids(self, ids: Sequence[int]) -> bool:
        """Show these and return True; the same ones are only drawn anew."""
        if ids == self._blocks.ids:
            self.redraw()
            return False
        self.beginResetModel()
        self._blocks.set_ids(ids)
        self.endResetModel()
        return True

    def redraw(self) -> None:
        """Fetch every line anew when it is drawn."""
        self._blocks.forget_rows()
        if self._blocks.ids:
            last = self.index(len(self._blocks.ids) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the ids in another order: the journal sorts, not the table."""
        wanted = SignInColumn(max(0, column))
        if wanted.is_sortable:
            self._sorted = (wanted, order)
            self.sort_wanted.emit(wanted, order == Qt.SortOrder.DescendingOrder)

    def line(self, place: int) -> SignInLine | None:
        """Return a line, None when it is gone meanwhile."""
        return self._blocks.row(place) if 0 <= place < len(self._blocks.ids) else None

    def id_at(self, place: int) -> int:
        """Return which sign-in's line it is, 0 when there is none."""
        return self._blocks.ids[place] if 0 <= place < len(self._blocks.ids) else 0

    def place_of(self, sign_in_id: int) -> int:
        """Return where a sign-in stands, -1 when it is not in the table."""
        return self._blocks.place_of(sign_in_id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._blocks.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(SignInColumn)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows or says."""
        if role not in {Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole, ROW_ROLE}:
            return None
        line = self.line(index.row())
        if line is None or role == ROW_ROLE:
            return line
        column = SignInColumn(index.column())
        if role == Role.ToolTipRole:
            return as_plain_tip(self._hint(line, column))
        text = self._text(line, column)
        return text or nothing_in(column.title) if role == Role.AccessibleTextRole else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return what stands over a column, and for screen readers how it is sorted."""
        if orientation != Qt.Orientation.Horizontal or section not in range(len(SignInColumn)):
            return None
        column = SignInColumn(section)
        if role == Role.InitialSortOrderRole:
            is_moment = column in {SignInColumn.USED, SignInColumn.CHANGED}
            return Qt.SortOrder.DescendingOrder if is_moment else Qt.SortOrder.AscendingOrder
        if role == Role.AccessibleTextRole and column is self._sorted[0]:
            if self._sorted[1] == Qt.SortOrder.AscendingOrder:
                return _("{column}, sorted upwards").format(column=column.title)
            return _("{column}, sorted downwards").format(column=column.title)
        if role in {Role.DisplayRole, Role.AccessibleTextRole}:
            return column.title
        return None

    def _fetch(self, ids: Sequence[int]) -> list[SignInLine]:
        users, people = self._sign_ins.user_names(ids), self._sign_ins.names_there(ids)
        return [
            SignInLine(row.id, row, users.get(row.id, ""), people.get(row.id, ()))
            for row in self._sign_ins.rows_of(ids)
        ]

    def _text(self, line: SignInLine, column: SignInColumn) -> str:
        row = line.row
        if column is SignInColumn.SITE:
            return row.title
        if column is SignInColumn.AS:
            return line.user_name or (row.label if row.site else "")
        if column is SignInColumn.PEOPLE:
            return ", ".join(line.people[:_MOST_NAMES])
        if column is SignInColumn.USED:
            return self._ago(row.used_at)
        return month_words(whens.local_day(row.password_changed_at, self._zone))

    def _hint(self, line: SignInLine, column: SignInColumn) -> str:
        row = line.row
        moment = {
            SignInColumn.USED: row.used_at,
            SignInColumn.CHANGED: row.password_changed_at,
        }.get(column)
        if moment is not None:
            return friendly.full_instant(moment, self._zone)
        if column is SignInColumn.SITE:
            where = sub_sites_words(row.origin, with_sub_sites=row.with_sub_sites)
            return "\n".join(part for part in (row.label, where) if part)
        return "" if column is SignInColumn.USED else self._text(line, column)

    def _ago(self, moment: datetime | None) -> str:
        day = None if moment is None else whens.local_day(moment, self._zone)
        return friendly.ago(day, self._today())

    def _today(self) -> date:
        return whens.local_day(self._clock(), self._zone)


def month_words(day: date) -> str:
    """Return a month as it is shown where the day does not matter: "Mar 2026"."""
    month = month_short(day.month)
    return pgettext("date", "{month} {year}").format(month=month, year=day.year)
