"""The table of everyone: columns to choose, typing to find; what stands in it is the model's."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.settings import Settings
from relationship_journal.ui.models.contact_table import ContactTable
from relationship_journal.ui.models.people_columns import Column
from relationship_journal.ui.views.column_layout import ColumnLayout
from relationship_journal.ui.views.line_table import LineTable
from relationship_journal.ui.views.people_delegate import PeopleDelegate

_MANY = 8  # ids that are looked for one by one


class PeopleTable(LineTable):
    """The lines of people; `menu_wanted` carries where to show the menu of the selected.

    Args:
        model: who is shown.
        settings: remembers the columns.
        find_name: returns the place of the first person from a place on whose name begins with
            the typed text, -1 for none.
    """

    menu_wanted = Signal(object)
    left_upwards = Signal()

    def __init__(
        self,
        model: ContactTable,
        settings: Settings,
        find_name: Callable[[str, int], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, _("People"), PeopleDelegate(), parent, has_fixed_heads=False)
        self._people = model
        self._find_name = find_name
        self._typed = ""
        self._since_typed = QElapsedTimer()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.columns = ColumnLayout(self._head, settings)
        self.columns.changed.connect(self._tell_leading)

    def sort_by(self, column: Column, *, is_downwards: bool) -> None:
        """Ask the model for this order, and show it over the column."""
        order = Qt.SortOrder.DescendingOrder if is_downwards else Qt.SortOrder.AscendingOrder
        self._head.setSortIndicator(column, order)
        if not self.isSortingEnabled():
            self.setSortingEnabled(True)  # sorts at once, by what was just set

    def selected_ids(self) -> list[int]:
        """Return who is selected, in the order of the table."""
        ids = self._people.ids
        return [one for top, end in self.selected_spans() for one in ids[top : end + 1]]

    def current_id(self) -> int:
        """Return the selected person, of several the one the cursor is on; 0 for none."""
        return self._people.id_at(self.current_place())

    def select_ids(self, current: int, others: list[int]) -> None:
        """Select these people as far as they are in the table, the first with the cursor."""
        wanted = [one for one in (current, *others) if one]
        if len(wanted) > _MANY:
            places = {one: place for place, one in enumerate(self._people.ids)}
            found = [places[one] for one in wanted if one in places]
        else:
            found = [self._people.place_of(one) for one in wanted]
        found = [place for place in found if place >= 0]
        if found:
            self.select_place(found[0], is_scrolled_to=False)
            self.select_too(found[1:])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up to the search from the first line; the rest is as in every table."""
        is_up = event.key() == Qt.Key.Key_Up and not (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        )
        if is_up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next person whose name begins with what is typed without a pause."""
        interval = QApplication.keyboardInputInterval()
        is_new = not self._since_typed.isValid() or self._since_typed.elapsed() > interval
        self._since_typed.start()
        self._typed = search if is_new else self._typed + search
        is_again = len(set(self._typed)) == 1 and len(self._typed) > 1  # the same letter: the next
        here = self.current_place()
        text = self._typed[0] if is_again else self._typed
        place = self._find_name(text, here + 1 if is_new or is_again else max(0, here))
        if place >= 0:
            self.select_place(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the mouse, or at the selected line when a key asks."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            box = self.visualRect(self.currentIndex())
            self.menu_wanted.emit(self.viewport().mapToGlobal(box.bottomLeft()))
        elif self.indexAt(self.viewport().mapFromGlobal(event.globalPos())).isValid():
            self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns, as they were chosen."""
        super().resizeEvent(event)
        self.columns.fit(self.viewport().width())

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember the columns before the window goes."""
        super().hideEvent(event)
        self.columns.save_now()

    @Slot()
    def _tell_leading(self) -> None:
        self._delegate.leading = self._head.first_shown()
        self.viewport().update()
