"""A person's timeline as a list model: a page of rows at a time, the newest first."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from relationship_journal.core import Core
from relationship_journal.domain import friendly, when
from relationship_journal.domain.codes import Channel
from relationship_journal.domain.text import excerpt
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import TimelineRow
from relationship_journal.ui.models import timeline_words as words

PAGE = 40
_SPOKEN_LENGTH = 300

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a delegate asks for beyond Qt's own roles."""

    LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One row as it is shown; `month` is the heading above it, or ""."""

    row: TimelineRow
    title: str
    text: str
    day: str
    icon: str
    color: str
    month: str
    is_expanded: bool = False


class TimelineModel(QAbstractListModel):
    """Holds the rows that were asked for; `read_older` appends a page."""

    def __init__(self, core: Core, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._contact_id: int | None = None
        self._called = ""
        self._rows: list[TimelineRow] = []
        self._months: list[date] = []
        self._expanded: set[tuple[str, int]] = set()
        self._has_more = False
        self._day = date.min

    def show(self, contact_id: int | None, called: str = "", *, at_least: int = 0) -> None:
        """Show the newest page of a person; nothing for None.

        Args:
            contact_id: whose timeline.
            called: their first name, for "From Ana".
            at_least: how many rows to read if there are so many, so that a place far down stays.
        """
        is_other = contact_id != self._contact_id
        wanted = PAGE if is_other else max(PAGE, at_least)
        self.beginResetModel()
        self._day = self._today()
        self._contact_id, self._called = contact_id, called
        if is_other:
            self._expanded.clear()
        self._rows, self._has_more = self._read(wanted, after=None)
        self._months = [self._month(row) for row in self._rows]
        self.endResetModel()

    def line(self, place: int) -> TimelineLine:
        """Return one row as it is shown."""
        row = self._rows[place]
        icon, color = words.timeline_icon(row)
        return TimelineLine(
            row=row,
            title=words.timeline_title(row, self._called),
            text=words.timeline_text(row),
            day=friendly.day_label(when.local_day(row.at, self._core.zone), self._day),
            icon=icon,
            color=color,
            month=self._heading(place),
            is_expanded=(row.kind, row.id) in self._expanded,
        )

    def key_of(self, place: int) -> Hashable:
        """Return what is equal for rows that look the same, so that a layout can be kept."""
        row = self._rows[place]
        is_expanded = (row.kind, row.id) in self._expanded
        # the first of all has no room above its heading
        return (row, self._heading(place), place == 0, is_expanded, self._called, self._day)

    def row_at(self, place: int) -> TimelineRow:
        """Return the fact behind a row."""
        return self._rows[place]

    def place_of(self, kind: str, row_id: int) -> int | None:
        """Return where a note or entry is among the rows read so far, or None."""
        for place, row in enumerate(self._rows):
            if (row.kind, row.id) == (kind, row_id):
                return place
        return None

    @property
    def has_more(self) -> bool:
        """Say whether there are older rows than those read."""
        return self._has_more

    def read_older(self) -> None:
        """Append the next older page.

        It is not Qt's `fetchMore`: a view as tall as its rows would ask for all of them at once.
        """
        if not self._has_more:
            return
        older, self._has_more = self._read(PAGE, after=self._rows[-1])
        if not older:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(older) - 1)
        self._rows += older
        self._months += [self._month(row) for row in older]
        self.endInsertRows()

    def newest_channel(self) -> Channel | None:
        """Return where the newest exchange on the page happened, or None."""
        return next((row.channel for row in self._rows if row.kind == "entry"), None)

    def toggle_expanded(self, place: int) -> None:
        """Show a long text whole, or short again."""
        row = self._rows[place]
        self._expanded ^= {(row.kind, row.id)}
        index = self.index(place)
        self.dataChanged.emit(index, index, [Role.LINE, Qt.ItemDataRole.SizeHintRole])

    # --- what Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return how many rows have been read."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a role says of a row."""
        if not index.isValid():
            return None
        if role == Role.LINE:
            return self.line(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._spoken(index.row())
        return None

    # --- inside ----------------------------------------------------------------------------------

    def _read(self, wanted: int, after: TimelineRow | None) -> tuple[list[TimelineRow], bool]:
        """Return a page and whether there is more.

        `before` leaves out everything of its own instant, and an import writes many rows at one:
        a page therefore ends between two instants, even if it grows for it.
        """
        if self._contact_id is None:
            return [], False
        before = after.at if after else None
        while True:
            rows = self._core.timeline.of(self._contact_id, limit=wanted + 1, before=before)
            if len(rows) <= wanted:
                return rows, False
            whole = [row for row in rows if row.at != rows[-1].at]
            if whole:
                return whole, True
            wanted *= 4

    def _heading(self, place: int) -> str:
        month = self._months[place]
        if place and self._months[place - 1] == month:
            return ""
        return friendly.month_heading(month, self._day)

    def _month(self, row: TimelineRow) -> date:
        return when.local_day(row.at, self._core.zone).replace(day=1)

    def _today(self) -> date:
        return when.local_day(self._core.clock(), self._core.zone)

    def _spoken(self, place: int) -> str:
        line = self.line(place)
        said = f"{line.title}, {line.day}"
        if line.text:
            text = excerpt(line.text, _SPOKEN_LENGTH)
            said = _("{title}: {text}").format(title=said, text=text)
        return f"{line.month}. {said}" if line.month else said
