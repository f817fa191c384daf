"""Five weeks as a grid: days to choose, things to drag from one day to another."""

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import AheadRow
from relationship_journal.ui import fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.models import upcoming_words as words
from relationship_journal.ui.models.timeline_words import first_name
from relationship_journal.ui.models.upcoming_models import WEEKS, Index, MonthModel
from relationship_journal.ui.views.line_delegate import mirrored, paint_words
from relationship_journal.ui.views.upcoming_list import days_of
from relationship_journal.ui.widgets import painting
from relationship_journal.ui.widgets.press_selection import go_where_pressed

_CELL = 92
_SIDE, _TOP, _ICON_GAP = 8, 6, 4
_LINES = 2
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def _line_height() -> int:
    return max(19, QFontMetrics(fonts.font_of(fonts.Type.SMALL)).height() + 3)


def cell_height() -> int:
    """Return how high a day is: its date, two lines, and how many more."""
    return max(_CELL, _TOP + (_LINES + 2) * _line_height() + 4)


class MonthDelegate(QStyledItemDelegate):
    """Draws a day. `target` is the day something is dragged over."""

    def __init__(self, model: MonthModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._days = model
        self.target = QModelIndex()

    def row_at(self, index: Index, at: QPoint, box: QRect) -> AheadRow | None:
        """Return the thing whose line is at a place in a cell, or None."""
        line = (at.y() - box.y() - _TOP) // _line_height() - 1
        rows = self._days.rows_on(self._days.day_at(index))[:_LINES]
        return rows[line] if 0 <= line < len(rows) else None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the date and what lies on the day."""
        theme, box = themes.current(), option.rect
        painter.save()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = QApplication.focusWidget() is self.parent()
        is_target = self.target.isValid() and self.target == index
        painter.fillRect(box, theme.select if is_selected or is_target else theme.surface)
        painter.setPen(theme.line)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        for x in (box.right(), *((box.x(),) if index.column() == 0 else ())):
            edge = mirrored(box, QRect(x, box.y(), 1, box.height()))
            painter.drawLine(edge.topLeft(), edge.bottomLeft())
        if (is_selected and has_focus) or is_target:
            painter.setPen(QPen(theme.accent, 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        self._paint_day(painter, box, index)
        painter.restore()

    def _paint_day(self, painter: QPainter, box: QRect, index: Index) -> None:
        theme, height = themes.current(), _line_height()
        inner = box.adjusted(_SIDE, _TOP, -_SIDE // 2, 0)
        first = QRect(inner.x(), inner.y(), inner.width(), height)
        self._paint_date(painter, mirrored(box, first), index)
        rows = self._days.rows_on(self._days.day_at(index))
        font = fonts.font_of(fonts.Type.SMALL)
        for place, row in enumerate(rows[:_LINES]):
            line = first.translated(0, (place + 1) * height)
            picture = QRect(line.x(), line.y(), icons.CHIP, height)
            rest = line.adjusted(icons.CHIP + _ICON_GAP, 0, 0, 0)
            icon, color = words.ahead_icon(row.kind)
            painting.paint_icon(painter, mirrored(box, picture), icon, color, icons.CHIP)
            paint_words(painter, mirrored(box, rest), first_name(row.name), theme.text, font)
        if len(rows) > _LINES:
            line = first.translated(0, (_LINES + 1) * height)
            more = words.more_in_cell(len(rows) - _LINES)
            paint_words(painter, mirrored(box, line), more, theme.muted, font)

    def _paint_date(self, painter: QPainter, box: QRect, index: Index) -> None:
        theme, text = themes.current(), str(index.data())
        if not self._days.is_today(index):
            ink = theme.muted if self._days.is_past(index) else theme.text
            paint_words(painter, box, text, ink, fonts.font_of(fonts.Type.SMALL))
            return
        font = fonts.font_of(fonts.Type.HEAD)
        metrics = QFontMetrics(font)
        if metrics.horizontalAdvance(text) + 12 > box.width():
            text = str(self._days.day_at(index).day)
        width = min(box.width(), metrics.horizontalAdvance(text) + 12)
        back = mirrored(box, QRect(box.x(), box.y(), width, box.height() - 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        painter.drawRoundedRect(QRectF(back), 4, 4)
        paint_words(painter, back.adjusted(6, 0, -5, 0), text, theme.on_accent, font)


class MonthGrid(QTableView):
    """The days; Enter goes to what lies on a day, Alt with an arrow moves its first thing.

    Signals:
        day_chosen: a day the cursor came to by key or mouse.
        row_chosen: a thing that was clicked on.
        entered: Enter on a day.
        opened: the id of a person whose line was double clicked.
        move_wanted: a row, and by how many days.
        turned: the weeks before (-1) or after (1) are wanted.
    """

    day_chosen = Signal(object)
    row_chosen = Signal(object)
    entered = Signal(object)
    opened = Signal(int)
    move_wanted = Signal(object, int)
    turned = Signal(int)

    def __init__(self, model: MonthModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = model
        self._drawn = MonthDelegate(model, self)
        self._is_quiet = False
        self.setModel(model)
        go_where_pressed(self)
        self.setItemDelegate(self._drawn)
        self.setAccessibleName(_("Five weeks"))
        self._set_up()
        self._set_height()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(
            "QTableView, QHeaderView, QHeaderView::section { background: transparent; }"
        )
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        fonts.set_type(head, fonts.Type.SMALL)

    def show_day(self, day: date) -> None:
        """Put the cursor on a day without telling; nowhere when it is not shown."""
        self._is_quiet = True
        index = self._days.index_of(day)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.selectionModel().clear()
        self._is_quiet = False

    def current_day(self) -> date | None:
        """Return the day the cursor is on, or None."""
        index = self.currentIndex()
        return self._days.day_at(index) if index.isValid() else None

    def movable_row(self) -> AheadRow | None:
        """Return the first thing on the current day that can be moved, or None."""
        day = self.current_day()
        rows = self._days.rows_on(day) if day is not None else []
        return next((row for row in rows if words.is_movable(row)), None)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the day the cursor came to."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._is_quiet:
            self.day_chosen.emit(self._days.day_at(current))

    # --- keys and mouse --------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep Alt with an arrow for moving, while there is something to move."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if (
            is_override
            and isinstance(event, QKeyEvent)
            and days_of(event)
            and self.movable_row() is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a day's things with Enter, move with Alt, turn the weeks with the page keys."""
        row, days, key = self.movable_row(), days_of(event), event.key()
        if row is not None and days:
            self.move_wanted.emit(row, days)
        elif key in _ENTER and self.current_day() is not None:
            self.entered.emit(self.current_day())
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def row_under(self, at: QPoint) -> AheadRow | None:
        """Return the thing whose line is under the mouse, or None."""
        index = self.indexAt(at)
        return self._drawn.row_at(index, at, self.visualRect(index)) if index.isValid() else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a thing, so that a drag carries it."""
        row = self.row_under(event.position().toPoint())
        self._days.dragged = row if row is not None and words.is_movable(row) else None
        super().mousePressEvent(event)
        if row is not None:
            self.row_chosen.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open whose line it is."""
        row = self.row_under(event.position().toPoint())
        if row is not None:
            self.opened.emit(row.contact_id)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag only what can be moved."""
        if self._days.dragged is not None:
            super().startDrag(actions)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take things that lie ahead."""
        super().dragEnterEvent(event)
        self._show_target(event.position().toPoint())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Light the day below."""
        super().dragMoveEvent(event)
        self._show_target(event.position().toPoint())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Put the light out."""
        super().dragLeaveEvent(event)
        self._show_target(QPoint(-1, -1))

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the light out; the model tells what was dropped where."""
        super().dropEvent(event)
        self._show_target(QPoint(-1, -1))

    def _show_target(self, at: QPoint) -> None:
        index = self.indexAt(at)
        is_free = index.isValid() and not self._days.is_past(index)
        self._drawn.target = index if is_free else QModelIndex()
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the cursor is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._days.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the chosen day without its ring."""
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Grow and shrink with the font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._set_height()

    @Slot()
    def _set_height(self) -> None:
        height = cell_height()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(height)
        whole = WEEKS * height + self.horizontalHeader().sizeHint().height()
        self.setMaximumHeight(whole)
