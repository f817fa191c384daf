"""What an import would do, a line each; quick at 100,000 records."""

import bisect
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from relationship_journal.i18n import gettext as _
from relationship_journal.services.importing import Planned, Preview
from relationship_journal.ui.models.contact_table import ROW_ROLE, Index, Role, nothing_in
from relationship_journal.ui.widgets.labels import as_plain_tip

_KEPT = 512  # lines whose words are remembered: some screens


class Fate(Enum):
    """What becomes of a line of a file."""

    NEW = "new"
    COMPLETED = "completed"
    KNOWN = "known"
    LEFT_OUT = "left out"
    DOUBTFUL = "doubtful"
    FAILED = "failed"


class Show(Enum):
    """Which lines are shown."""

    EVERYTHING = "everything"
    NEW = "new"
    KNOWN = "known"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: whom or what it is about, what becomes of it, and its place in the file."""

    name: str
    what: str
    where: str
    fate: Fate


_FATES = {"added": Fate.NEW, "updated": Fate.COMPLETED, "unchanged": Fate.KNOWN}
_SHOWN = {
    Show.NEW: {Fate.NEW},
    Show.KNOWN: {Fate.COMPLETED, Fate.KNOWN},
    Show.LEFT_OUT: {Fate.LEFT_OUT, Fate.DOUBTFUL, Fate.FAILED},
}


class ImportLines(QAbstractTableModel):
    """The preview of an import: what could not be read first, then people as the files have them.

    Args:
        explain: says in words what becomes of a person who is known; asked only for lines that
            are looked at.
    """

    def __init__(self, explain: Callable[[Planned], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._explain = explain
        self._problems: list[Line] = []
        self._planned: Sequence[Planned] = ()
        self._starts: list[int] = []
        self._names: list[str] = []
        self._places: Sequence[int] = ()  # a problem is -1 - its number, a person their number
        self._words: OrderedDict[int, Line] = OrderedDict()

    def show_preview(self, preview: Preview | None, names: Sequence[str]) -> None:
        """Show what was read from files of these names; None shows nothing."""
        self.beginResetModel()
        self._words.clear()
        self._names = list(names)
        self._problems = list(_problems(preview, names)) if preview else []
        self._planned = preview.planned if preview else ()
        counts = [len(file.records) for file in preview.files] if preview else []
        self._starts = list(accumulate(counts[:-1], initial=0))
        self._places = self._chosen(Show.EVERYTHING)
        self.endResetModel()

    def choose(self, show: Show) -> None:
        """Show only lines of this kind."""
        self.beginResetModel()
        self._places = self._chosen(show)
        self.endResetModel()

    def line(self, place: int) -> Line:
        """Return a line."""
        number = self._places[place]
        if number < 0:
            return self._problems[-1 - number]
        found = self._words.get(number)
        if found is None:
            found = self._words[number] = self._person(number)
            if len(self._words) > _KEPT:
                self._words.popitem(last=False)
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows or says."""
        if role not in {Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole, ROW_ROLE}:
            return None
        line = self.line(index.row())
        if role == ROW_ROLE:
            return line
        text = (line.name, line.what, line.where)[index.column()]
        if role == Role.AccessibleTextRole:
            return text or nothing_in(_heads()[index.column()])
        return as_plain_tip(text) if role == Role.ToolTipRole else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return what stands over a column."""
        if orientation != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        return _heads()[section]

    def _chosen(self, show: Show) -> Sequence[int]:
        fates = _SHOWN.get(show, set(Fate))
        chosen = array("q", (-1 - n for n, one in enumerate(self._problems) if one.fate in fates))
        chosen.extend(n for n, one in enumerate(self._planned) if _FATES[one.outcome] in fates)
        return chosen

    def _person(self, number: int) -> Line:
        planned = self._planned[number]
        what = {"added": _("new")}.get(planned.outcome) or self._explain(planned)
        file = bisect.bisect_right(self._starts, number) - 1
        where = _place(self._names[file], planned.record.where, len(self._names))
        return Line(planned.record.name, what, where, _FATES[planned.outcome])


def _heads() -> tuple[str, str, str]:
    return _("Name"), _("What happens"), _("Place")


def _problems(preview: Preview, names: Sequence[str]) -> Iterable[Line]:
    for name, file in zip(names, preview.files, strict=True):
        for error in file.errors:
            yield Line(name, error, "", Fate.FAILED)
    for name, file in zip(names, preview.files, strict=True):
        for skipped in file.skipped:
            where = _place(name, skipped.where, len(names))
            yield Line(_("Left out"), skipped.why, where, Fate.LEFT_OUT)
    for name, file in zip(names, preview.files, strict=True):
        for warning in file.warnings:
            yield Line(name, warning, "", Fate.DOUBTFUL)


def _place(name: str, where: str, files: int) -> str:
    if files < 2:
        return where
    return _("{file}, {place}").format(file=name, place=where) if where else name
