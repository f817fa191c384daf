"""A table of lines: whole rows are chosen, Tab leaves it, every line is equally high."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from relationship_journal.ui.views.line_delegate import LineDelegate, row_height
from relationship_journal.ui.views.line_header import LineHeader
from relationship_journal.ui.widgets.press_selection import go_where_pressed

Select = QItemSelectionModel.SelectionFlag
_WHOLE_ROW = Select.ClearAndSelect | Select.Rows
_PLAIN = frozenset({Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier})
_BY_KEY = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})


class LineTable(QTableView):
    """Lines drawn by one delegate; `opened` comes on Enter and with a double click.

    Args:
        model: what is shown.
        name: what it is, for screen readers.
        delegate: draws the lines; it becomes the table's.
        has_fixed_heads: heads that cannot be clicked or moved; the first column then takes what
            the others leave.
    """

    opened = Signal()

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        delegate: LineDelegate,
        parent: QWidget | None = None,
        *,
        has_fixed_heads: bool = True,
    ) -> None:
        super().__init__(parent)
        self._delegate = delegate
        delegate.setParent(self)
        self._head = LineHeader(self, is_fixed=has_fixed_heads)
        self._shares: tuple[int, ...] = ()
        self.setHorizontalHeader(self._head)
        self.setModel(model)
        go_where_pressed(self)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self._set_up()
        self.doubleClicked.connect(self.open_current)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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

    def share_room(self, *shares: int) -> None:
        """Give each column this share of the room."""
        self._shares = shares
        self._share()

    def current_place(self) -> int:
        """Return the selected line, of several the one the cursor is on; -1 for none."""
        index, model = self.currentIndex(), self.selectionModel()
        if index.isValid() and model.isSelected(index):
            return index.row()
        return model.selection().first().top() if model.hasSelection() else -1

    def selected_spans(self) -> list[tuple[int, int]]:
        """Return the first and last line of each stretch that is selected, from the top."""
        selection = self.selectionModel().selection()
        ranges = (selection.at(number) for number in range(selection.count()))
        return sorted({(span.top(), span.bottom()) for span in ranges})

    def select_place(self, place: int, *, is_scrolled_to: bool = True) -> None:
        """Select one line and put the cursor there; -1 selects nothing."""
        if place < 0:
            self.selectionModel().clear()
            return
        column = self.currentIndex().column()
        if column < 0 or self.isColumnHidden(column):
            column = max(0, self._head.first_shown())
        index = self.model().index(place, column)
        self.selectionModel().setCurrentIndex(index, _WHOLE_ROW)
        if is_scrolled_to:
            self.scrollTo(index)

    def select_too(self, places: Iterable[int]) -> None:
        """Select further lines; stretches are told to Qt as one, not line by line."""
        more, model = QItemSelection(), self.model()
        start = end = -1
        for place in [*sorted(places), -1]:
            if place == end + 1 and start >= 0:
                end = place
                continue
            if start >= 0:
                more.select(model.index(start, 0), model.index(end, 0))
            start = end = place
        self.selectionModel().select(more, Select.Select | Select.Rows)

    def top_place(self) -> int:
        """Return the place of the line that is the first in sight."""
        return max(0, self.rowAt(0))

    def show_at_top(self, place: int) -> None:
        """Scroll so that this line is the first in sight, as far as there are lines below."""
        hint = QAbstractItemView.ScrollHint.PositionAtTop
        self.scrollTo(self.model().index(place, max(0, self._head.first_shown())), hint)

    # --- keys and mouse --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the selected line with Enter; the rest is Qt's."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() in _PLAIN:
            self.open_current()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first or last line with Home and End; Qt would go to the first or last cell."""
        last, column = self.model().rowCount() - 1, max(0, self.currentIndex().column())
        if action == QAbstractItemView.CursorAction.MoveHome:
            return self.model().index(0, column)
        if action == QAbstractItemView.CursorAction.MoveEnd:
            return self.model().index(last, column)
        return super().moveCursor(action, modifiers)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the cursor is when one comes by Tab."""
        super().focusInEvent(event)
        has_lines = self.model().rowCount() > 0
        if event.reason() in _BY_KEY and has_lines and not self.selectionModel().hasSelection():
            self.select_place(max(0, self.currentIndex().row()))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the accent bar away."""
        super().focusOutEvent(event)
        self.viewport().update()

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
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Grow and shrink with the font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._set_row_height()

    @Slot()
    def open_current(self) -> None:
        """Open the selected line."""
        if self.current_place() >= 0:
            self.opened.emit()

    def _share(self) -> None:
        room, whole = self.viewport().width(), sum(self._shares)
        for column, share in enumerate(self._shares[:-1]):
            self._head.resizeSection(column, room * share // whole)
        if self._shares:
            used = sum(room * share // whole for share in self._shares[:-1])
            self._head.resizeSection(len(self._shares) - 1, room - used)

    def _set_row_height(self) -> None:
        # no size is asked per row
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(row_height(QApplication.font()))

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()
