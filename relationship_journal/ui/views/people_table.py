"""The table of everyone: keys, mouse and selection; what stands in it is the model's."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.settings import Settings
from relationship_journal.ui.models.contact_table import ContactTable
from relationship_journal.ui.models.people_columns import Column
from relationship_journal.ui.views.column_layout import ColumnLayout
from relationship_journal.ui.views.people_delegate import PeopleDelegate, row_height
from relationship_journal.ui.views.people_header import PeopleHeader

Select = QItemSelectionModel.SelectionFlag
_WHOLE_ROW = Select.ClearAndSelect | Select.Rows


class PeopleTable(QTableView):
    """The lines of people; `opened` on Enter and double click, `menu_wanted` at a place to show it.

    Args:
        model: who is shown.
        settings: remembers the columns.
        find_name: returns the place of the first person from a place on whose name begins with
            the typed text, -1 for none.
    """

    opened = Signal()
    menu_wanted = Signal(object)
    left_upwards = Signal()

    def __init__(
        self,
        model: ContactTable,
        settings: Settings,
        find_name: Callable[[str, int], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._people = model
        self._find_name = find_name
        self._typed = ""
        self._since_typed = QElapsedTimer()
        self._delegate = PeopleDelegate(self)
        self._head = PeopleHeader(self)
        self._set_up(model)
        self.columns = ColumnLayout(self._head, settings)
        self.columns.changed.connect(self._tell_leading)
        self.doubleClicked.connect(self._open)

    def sort_by(self, column: Column, *, is_downwards: bool) -> None:
        """Ask the model for this order, and show it over the column."""
        order = Qt.SortOrder.DescendingOrder if is_downwards else Qt.SortOrder.AscendingOrder
        self._head.setSortIndicator(column, order)
        if not self.isSortingEnabled():
            self.setSortingEnabled(True)  # sorts at once, by what was just set

    def _set_up(self, model: ContactTable) -> None:
        self.setHorizontalHeader(self._head)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("People"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self._set_row_height()

    # --- selection -------------------------------------------------------------------------------

    def selected_ids(self) -> list[int]:
        """Return who is selected, in the order of the table."""
        ids, selection = self._people.ids, self.selectionModel().selection()
        ranges = (selection.at(number) for number in range(selection.count()))
        spans = sorted((span.top(), span.bottom()) for span in ranges)
        return list(dict.fromkeys(one for top, end in spans for one in ids[top : end + 1]))

    def current_id(self) -> int:
        """Return the selected person, of several the one the cursor is on; 0 for none."""
        index, model = self.currentIndex(), self.selectionModel()
        if index.isValid() and model.isSelected(index):
            return self._people.id_at(index.row())
        first = model.selection().first() if model.hasSelection() else None
        return self._people.id_at(first.top()) if first is not None else 0

    def select_place(self, place: int, *, is_scrolled_to: bool = True) -> None:
        """Select one line and put the cursor there; -1 selects nothing."""
        if place < 0:
            self.selectionModel().clear()
            return
        index = self._people.index(place, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(index, _WHOLE_ROW)
        if is_scrolled_to:
            self.scrollTo(index)

    def select_ids(self, ids: list[int]) -> None:
        """Select these people as far as they are in the table, the first one with the cursor."""
        places = {one: place for place, one in enumerate(self._people.ids)} if len(ids) > 8 else {}
        found = [places.get(one, -1) if places else self._people.place_of(one) for one in ids]
        found = [place for place in found if place >= 0]
        if not found:
            return
        self.select_place(found[0], is_scrolled_to=False)
        for place in found[1:]:
            self.selectionModel().select(self._people.index(place, 0), Select.Select | Select.Rows)

    def top_place(self) -> int:
        """Return the place of the line that is the first in sight."""
        return max(0, self.rowAt(0))

    def show_at_top(self, place: int) -> None:
        """Scroll so that this line is the first in sight, as far as there are lines below."""
        hint = QAbstractItemView.ScrollHint.PositionAtTop
        self.scrollTo(self._people.index(place, max(0, self._head.first_shown())), hint)

    # --- keys and mouse --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter, Home and End as one expects them of a list; the rest is Qt's."""
        key, is_plain = event.key(), event.modifiers() in _PLAIN
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and is_plain:
            self._open()
        elif key == Qt.Key.Key_Home and is_plain:
            self.select_place(0 if self._people.ids else -1)
        elif key == Qt.Key.Key_End and is_plain:
            self.select_place(len(self._people.ids) - 1)
        elif key == Qt.Key.Key_Up and is_plain and self.currentIndex().row() <= 0:
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
        here = max(0, self.currentIndex().row())
        text = self._typed[0] if is_again else self._typed
        place = self._find_name(text, here + 1 if is_new or is_again else here)
        if place >= 0:
            self.select_place(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the cursor is when one comes by Tab."""
        super().focusInEvent(event)
        is_by_key = event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        }
        if is_by_key and not self.selectionModel().hasSelection() and self._people.ids:
            self.select_place(max(0, self.currentIndex().row()))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the accent bar away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the mouse, or at the selected line when a key asks."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            box = self.visualRect(self.currentIndex())
            self.menu_wanted.emit(self.viewport().mapToGlobal(box.bottomLeft()))
        elif self.indexAt(self.viewport().mapFromGlobal(event.globalPos())).isValid():
            self.menu_wanted.emit(event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the whole line under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Put the light out when the mouse leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns."""
        super().resizeEvent(event)
        self.columns.fit(self.viewport().width())

    def changeEvent(self, event: QEvent) -> None:
        """Grow and shrink with the font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._set_row_height()

    def _set_row_height(self) -> None:
        # no size is asked per row
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(row_height(QApplication.font()))

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    @Slot()
    def _open(self) -> None:
        if self.current_id():
            self.opened.emit()

    @Slot()
    def _tell_leading(self) -> None:
        self._delegate.leading = self._head.first_shown()
        self.viewport().update()


_PLAIN = frozenset({Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier})
