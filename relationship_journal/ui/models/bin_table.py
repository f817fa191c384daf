"""Who is in the bin, as a table."""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import BinRow
from relationship_journal.ui.models.contact_table import ROW_ROLE, Index, Role
from relationship_journal.ui.widgets.labels import as_plain_tip


class BinColumn(IntEnum):
    """The columns of the bin."""

    NAME = 0
    DELETED = 1
    GOES = 2


class BinTable(QAbstractTableModel):
    """The deleted, the newest first, and the day on which each goes for good."""

    def __init__(
        self, clock: Callable[[], datetime], zone: tzinfo, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self._rows: Sequence[BinRow] = ()

    def show_rows(self, rows: Sequence[BinRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def line(self, place: int) -> BinRow | None:
        """Return a line, or None where there is none."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, contact_id: int) -> int:
        """Return where a person stands, -1 when they are not in the bin."""
        places = (place for place, row in enumerate(self._rows) if row.id == contact_id)
        return next(places, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return how many are in the bin."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(BinColumn)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows or says."""
        row = self.line(index.row())
        if row is None or role == ROW_ROLE:
            return row
        column = BinColumn(index.column())
        if role == Role.DisplayRole:
            return self._text(row, column)
        if role == Role.ToolTipRole:
            moment = {BinColumn.DELETED: row.deleted_at, BinColumn.GOES: row.goes_at}.get(column)
            whole = row.name if moment is None else friendly.full_instant(moment, self._zone)
            return as_plain_tip(whole)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return what stands over a column."""
        if orientation != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        return (_("Name"), _("Deleted"), _("Goes for good"))[section]

    def _text(self, row: BinRow, column: BinColumn) -> str:
        today = whens.local_day(self._clock(), self._zone)
        if column is BinColumn.NAME:
            return row.name
        if column is BinColumn.DELETED:
            return friendly.ago(whens.local_day(row.deleted_at, self._zone), today)
        return friendly.day_label(whens.local_day(row.goes_at, self._zone), today)
