"""How a person on the Following page is drawn: all rows alike, no widget in any."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from relationship_journal.i18n import gettext as _
from relationship_journal.services.following_rows import FollowingRow
from relationship_journal.ui import avatars, fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.models import following_words as words
from relationship_journal.ui.models.following_model import Index, Role
from relationship_journal.ui.views.line_delegate import mirrored, paint_words
from relationship_journal.ui.widgets import painting, sparkline

SIDE = 12
AVATAR, NAME, AGE, SPARK = 32, 116, 84, 80
GAP, AFTER_POST = 12, 12
_BAR, _RADIUS = 3, 6
_BASKET = icons.BUTTON
_NARROW = 560


def row_height() -> int:
    """Return how high a row is: 56, and more when the font is big."""
    two = QFontMetrics(QApplication.font()).height() + small_height() + 16
    return max(56, two)


def small_height() -> int:
    """Return the height of the quieter line."""
    return QFontMetrics(fonts.font_of(fonts.Type.SMALL)).height()


def age_width() -> int:
    """Return the room of the ages, whatever the font."""
    font = fonts.font_of(fonts.Type.SMALL)
    return max(AGE, QFontMetrics(font).horizontalAdvance("88 months ago"))


def spark_width() -> int:
    """Return the room of the rhythms, and of the words above them."""
    font = fonts.font_of(fonts.Type.SMALL)
    return max(SPARK, QFontMetrics(font).horizontalAdvance(_("Half a year")) + 2)


class Places:
    """Where the parts of a row stand; the head above the list asks too."""

    def __init__(self, box: QRect) -> None:
        inner = box.adjusted(SIDE, 0, -SIDE, 0)
        self.whole = box
        left = inner.x()
        self.avatar = self._part(inner, left, AVATAR)
        left += AVATAR + GAP
        name = NAME if inner.width() > _NARROW else NAME * 3 // 4
        self.name = self._part(inner, left, name)
        left += name + GAP
        right = inner.right() + 1
        self.spark = self._part(inner, right - spark_width(), spark_width())
        right -= spark_width() + AFTER_POST
        self.age = self._part(inner, right - age_width(), age_width())
        right -= age_width() + AFTER_POST
        self.basket = self._part(inner, right - _BASKET, _BASKET)
        right -= _BASKET + AFTER_POST
        self.post = self._part(inner, left, max(40, right - left))

    def _part(self, inner: QRect, left: int, width: int) -> QRect:
        found = QRect(left, inner.y(), width, inner.height())
        return mirrored(self.whole, found)


class FollowingDelegate(QStyledItemDelegate):
    """Draws avatar, name, post with the quieter line, basket, age and rhythm."""

    hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  Qt's
        """Return the same size for every row."""
        return QSize(400, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(Role.ROW)
        if not isinstance(row, FollowingRow):
            return
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, option, index, is_selected=is_selected)
        places, theme = Places(option.rect), themes.current()
        picture = avatars.avatar_of(row.contact_id, row.name, AVATAR)
        top = places.avatar.y() + (places.avatar.height() - AVATAR) // 2
        painter.drawPixmap(places.avatar.x(), top, picture)
        person = fonts.font_of(fonts.Type.PERSON)
        paint_words(painter, places.name, row.name, theme.text, person)
        self._paint_post(
            painter, places.post, row, str(index.data(Role.BELOW)), is_selected=is_selected
        )
        if row.newest is not None and row.newest.is_in_basket:
            painting.paint_icon(painter, places.basket, "shopping-basket", "accent", _BASKET)
        small = fonts.font_of(fonts.Type.SMALL)
        age = str(index.data(Role.AGE))
        paint_words(painter, places.age, age, theme.muted, small, is_at_end=True)
        sparkline.paint_sparkline(painter, places.spark, row.weeks, is_selected=is_selected)
        painter.restore()

    def _paint_post(
        self,
        painter: QPainter,
        box: QRect,
        row: FollowingRow,
        below: str,
        *,
        is_selected: bool,
    ) -> None:
        theme = themes.current()
        line = QFontMetrics(QApplication.font()).height()
        used = line + (small_height() + 2 if below else 0)
        top = box.y() + (box.height() - used) // 2
        upper = QRect(box.x(), top, box.width(), line)
        title = words.title(row.newest)
        ink = theme.text if row.newest is not None else theme.muted
        if row.is_back:
            upper = self._paint_back(painter, upper, title, is_selected=is_selected)
        paint_words(painter, upper, title, ink)
        if below:
            lower = QRect(box.x(), top + line + 2, box.width(), small_height())
            paint_words(painter, lower, below, theme.muted, fonts.font_of(fonts.Type.SMALL))

    def _paint_back(self, painter: QPainter, box: QRect, title: str, *, is_selected: bool) -> QRect:
        """Draw the chip behind the title; returns the room the title has."""
        state = painting.State.BACK_AFTER_SILENCE
        size = painting.chip_size(state.word)
        wanted = QFontMetrics(QApplication.font()).horizontalAdvance(title) + 2
        room = max(0, min(wanted, box.width() - size.width() - 8))
        place = QRect(
            box.x() + room + 8, box.y() + (box.height() - size.height()) // 2, *size.toTuple()
        )
        place = mirrored(box, place)
        painting.paint_chip(
            painter, place, state.word, state.icon, state.color, is_selected=is_selected
        )
        return mirrored(box, QRect(box.x(), box.y(), room, box.height()))

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, *, is_selected: bool
    ) -> None:
        theme = themes.current()
        if not is_selected and index.row() != self.hovered:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.select if is_selected else theme.hover)
        painter.drawRoundedRect(QRectF(option.rect), _RADIUS, _RADIUS)
        if is_selected and QApplication.focusWidget() is self.parent():
            bar = QRect(option.rect.x(), option.rect.y(), _BAR, option.rect.height())
            painter.fillRect(mirrored(option.rect, bar), theme.accent)
