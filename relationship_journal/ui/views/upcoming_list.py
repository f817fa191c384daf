"""The list of what lies ahead: by week, a line each, moved to other days by key or mouse."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from relationship_journal.domain.text import one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import AheadRow
from relationship_journal.ui import avatars, fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.models import upcoming_words as words
from relationship_journal.ui.models.upcoming_models import Index, Role, UpcomingModel
from relationship_journal.ui.views.line_delegate import mirrored, paint_words, row_height
from relationship_journal.ui.widgets import painting
from relationship_journal.ui.widgets.press_selection import go_where_pressed

SIDE = 12
_DATE, _AVATAR, _BAR, _RADIUS = 52, 24, 3, 6
_AFTER_DATE, _AFTER_ICON, _AFTER_AVATAR, _AFTER_NAME = 8, 10, 10, 10
_ROOM_ABOVE_HEAD = 16
_SAMPLE = date(2026, 11, 22)  # a week of days with two digits
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class UpcomingDelegate(QStyledItemDelegate):
    """Draws a heading, or a line: day, icon, avatar, name, words. `hovered` is under the mouse."""

    hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  Qt's
        """Return the height of a line, or of a heading with the room above it."""
        height = row_height(QApplication.font())
        if index.data(Role.ROW) is None:
            line = QFontMetrics(fonts.font_of(fonts.Type.HEAD)).height() + 8
            height = line + (_ROOM_ABOVE_HEAD if index.row() else 0)
        return QSize(100, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        painter.save()
        row = index.data(Role.ROW)
        box: QRect = option.rect
        if row is None:
            inner = box.adjusted(SIDE, _ROOM_ABOVE_HEAD if index.row() else 0, -SIDE, 0)
            font = fonts.font_of(fonts.Type.HEAD)
            paint_words(painter, inner, str(index.data()), themes.current().muted, font)
        else:
            self._paint_ground(painter, option, index)
            self._paint_line(
                painter, box.adjusted(SIDE, 0, -SIDE, 0), row, str(index.data(Role.DAY))
            )
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = themes.current(), QRectF(option.rect)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if not is_selected and index.row() != self.hovered:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.select if is_selected else theme.hover)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if is_selected and QApplication.focusWidget() is self.parent():
            bar = QRect(option.rect.x(), option.rect.y(), _BAR, option.rect.height())
            painter.fillRect(mirrored(option.rect, bar), theme.accent)

    def _paint_line(self, painter: QPainter, box: QRect, row: AheadRow, day: str) -> None:
        theme, left = themes.current(), box.x()

        def part(width: int, gap: int) -> QRect:
            nonlocal left
            found = QRect(left, box.y(), max(0, min(width, box.right() - left + 1)), box.height())
            left += width + gap
            return mirrored(box, found)

        is_today = day == _("Today")
        strong = fonts.font_of(fonts.Type.STRONG) if is_today else QApplication.font()
        ink = theme.text if is_today else theme.muted
        paint_words(painter, part(date_width(), _AFTER_DATE), day, ink, strong)
        icon, color = words.ahead_icon(row.kind)
        painting.paint_icon(painter, part(icons.BUTTON, _AFTER_ICON), icon, color, icons.BUTTON)
        face = part(_AVATAR, _AFTER_AVATAR)
        picture = avatars.avatar_of(row.contact_id, row.name, _AVATAR)
        painter.drawPixmap(face.x(), face.y() + (face.height() - _AVATAR) // 2, picture)
        name, font = one_line(row.name), fonts.font_of(fonts.Type.PERSON)
        # a long name leaves the words a third of the room
        most = (box.right() - left) * 2 // 3
        width = min(QFontMetrics(font).horizontalAdvance(name) + 2, most)
        paint_words(painter, part(width, _AFTER_NAME), name, theme.text, font)
        paint_words(painter, part(box.right() - left, 0), words.ahead_text(row), theme.muted)


class UpcomingList(QListView):
    """The lines; Enter opens the person, Alt with an arrow puts a thing on another day.

    Signals:
        chosen: the row the cursor is on, or None.
        opened: the id of a person.
        move_wanted: a row, and by how many days.
        day_wanted: a row that is to be put on a day to be named.
    """

    chosen = Signal(object)
    opened = Signal(int)
    move_wanted = Signal(object, int)
    day_wanted = Signal(object)

    def __init__(self, model: UpcomingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._drawn = UpcomingDelegate(self)
        self.setModel(model)
        go_where_pressed(self)
        self.setItemDelegate(self._drawn)
        self.setAccessibleName(_("Upcoming"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.doubleClicked.connect(self._open)

    def row(self) -> AheadRow | None:
        """Return what the cursor is on, or None."""
        index = self.currentIndex()
        return self._rows.row_at(index.row()) if index.isValid() else None

    def select_place(self, place: int) -> None:
        """Put the cursor on a line; -1 takes it away."""
        if place < 0:
            self.selectionModel().clear()
            return
        self.setCurrentIndex(self._rows.index(place))
        self.scrollTo(self._rows.index(place))

    def show_day(self, day: date) -> None:
        """Show a day: its first line becomes the current one, or else it is scrolled there."""
        place, is_of_the_day = self._rows.place_of_day(day)
        if is_of_the_day:
            self.select_place(place)
            return
        self.selectionModel().clear()
        if place >= 0:
            self.scrollTo(self._rows.index(place))

    # --- keys and mouse --------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep Alt with an arrow for moving, while there is something to move."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if (
            is_override
            and isinstance(event, QKeyEvent)
            and days_of(event)
            and self.row() is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, move with Alt and an arrow."""
        row, days = self.row(), days_of(event)
        if row is not None and days:
            self.move_wanted.emit(row, days)
        elif row is not None and event.key() in _ENTER:
            self.opened.emit(row.contact_id)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what the cursor is on."""
        super().currentChanged(current, previous)
        self.chosen.emit(self._rows.row_at(current.row()) if current.isValid() else None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a line."""
        row = self.row()
        if row is not None:
            self.menu_of(row).popup(event.globalPos())

    def menu_of(self, row: AheadRow) -> QMenu:
        """Return the menu of a line; it goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open {name}").format(name=row.name.replace("&", "&&"))).triggered.connect(
            self._open
        )
        if words.is_movable(row):
            menu.addAction(_("Put on another day…")).triggered.connect(self._ask_for_day)
        return menu

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the line under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def viewportEvent(self, event: QEvent) -> bool:
        """Put the light out when the mouse leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first line."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            self.select_place(self._rows.place_of_day(date.min)[0])
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the selected line without its bar."""
        super().focusOutEvent(event)
        self.viewport().update()

    @Slot()
    def _open(self) -> None:
        row = self.row()
        if row is not None:
            self.opened.emit(row.contact_id)

    @Slot()
    def _ask_for_day(self) -> None:
        row = self.row()
        if row is not None:
            self.day_wanted.emit(row)

    def _hover(self, place: int) -> None:
        if place != self._drawn.hovered:
            self._drawn.hovered = place
            self.viewport().update()


def date_width() -> int:
    """Return the room of the days beside the lines, whatever the font."""
    plain = QFontMetrics(QApplication.font())
    strong = QFontMetrics(fonts.font_of(fonts.Type.STRONG))
    days = (words.day_in_list(_SAMPLE + timedelta(days=n), date.min) for n in range(7))
    widest = max(plain.horizontalAdvance(day) for day in days)
    return max(_DATE, widest + 1, strong.horizontalAdvance(_("Today")) + 1)


def days_of(event: QKeyEvent) -> int:
    """Return by how many days Alt with an arrow moves: a day sideways, a week up and down."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers != Qt.KeyboardModifier.AltModifier:
        return 0
    is_mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    forward = -1 if is_mirrored else 1
    keys = {
        Qt.Key.Key_Right: forward, Qt.Key.Key_Left: -forward, Qt.Key.Key_Down: 7, Qt.Key.Key_Up: -7,
    }  # fmt: skip
    return keys.get(Qt.Key(event.key()), 0)
