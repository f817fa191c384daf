"""Names of people offered while a name is typed."""

from PySide6.QtCore import QModelIndex, QObject, QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit

from relationship_journal.core import Core
from relationship_journal.domain.text import fold, is_blank
from relationship_journal.services.people import PeopleFilter

_MOST = 8


class PeopleCompleter(QObject):
    """Offers people in a line, and knows who is meant by what stands there.

    Args:
        core: where the people are.
        line: the line that is typed into.
        without: ids of people not to offer.
    """

    chosen = Signal(int)

    def __init__(self, core: Core, line: QLineEdit, without: tuple[int, ...] = ()) -> None:
        super().__init__(line)
        self._core = core
        self._line = line
        self._without = frozenset(without)
        self._ids: list[int] = []
        self._names = QStringListModel(self)
        self._picked: tuple[int, str] | None = None
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_MOST)
        completer.activated[QModelIndex].connect(self._pick)  # type: ignore[index]  # Qt's overloads
        line.setCompleter(completer)
        line.textEdited.connect(self._look_up)

    def set_without(self, ids: tuple[int, ...]) -> None:
        """Offer everyone but these."""
        self._without = frozenset(ids)

    def value(self) -> int | str:
        """Return the id of who is named, or the name of somebody not in the journal."""
        typed = self._line.text()
        if self._picked is not None and self._picked[1] == typed:
            return self._picked[0]
        if is_blank(typed):
            return ""
        self._look_up(typed)
        same = [
            one
            for one, name in zip(self._ids, self._names.stringList(), strict=True)
            if fold(name) == fold(typed)
        ]
        return same[0] if len(same) == 1 else typed

    @Slot(str)
    def _look_up(self, typed: str) -> None:
        if is_blank(typed):
            ids: list[int] = []
        else:
            found = self._core.people.find(PeopleFilter(text=typed))
            ids = [one for one in list(found.ids[: _MOST * 2]) if one not in self._without][:_MOST]
        rows = self._core.people.rows(ids)
        self._ids = [row.id for row in rows]
        self._names.setStringList([row.name for row in rows])

    @Slot(QModelIndex)
    def _pick(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._ids):
            self._picked = (self._ids[index.row()], str(index.data()))
            self.chosen.emit(self._picked[0])
