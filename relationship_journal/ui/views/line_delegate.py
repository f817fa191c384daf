"""How a line of a table is drawn: its ground, an avatar with a name, words; no widget per row."""

import unicodedata

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from relationship_journal.ui import avatars, fonts
from relationship_journal.ui import theme as themes

AVATAR = 24
AVATAR_GAP = 12
SIDE = 8  # on both sides of a cell
PAGE_SIDE = 20  # before the first column, so that names start where the page's title does
_BAR = 3
_RING = 2

Index = QModelIndex | QPersistentModelIndex


def row_height(font: QFont) -> int:
    """Return how high a line is: 36, and more when the font is big."""
    return max(36, QFontMetrics(font).height() + 12)


class LineDelegate(QStyledItemDelegate):
    """Draws the ground of a line; what stands on it is drawn by `paint_cell`.

    `hovered` is the row under the mouse, -1 for none; `leading` the column drawn first.
    """

    hovered = -1
    leading = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  Qt's
        """Return the same size for every cell."""
        return QSize(80, row_height(QApplication.font()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        box: QRect = option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, option, index, is_selected=is_selected)
        before = PAGE_SIDE if index.column() == self.leading else SIDE
        inner = mirrored(box, box.adjusted(before, 0, -SIDE, 0))
        self.paint_cell(painter, inner, index, is_selected=is_selected)
        painter.restore()

    def paint_cell(
        self,
        painter: QPainter,
        box: QRect,
        index: Index,
        *,
        is_selected: bool,  # noqa: ARG002  for those that draw more than words
    ) -> None:
        """Draw what stands in a cell: its words."""
        paint_words(painter, box, str(index.data() or ""), themes.current().text)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, *, is_selected: bool
    ) -> None:
        theme, box = themes.current(), option.rect
        if is_selected:
            painter.fillRect(box, theme.select)
        elif index.row() == self.hovered:
            painter.fillRect(box, theme.hover)
        if is_selected and index.column() == self.leading and self._has_focus():
            bar = QRect(box.x(), box.y(), _BAR, box.height())
            painter.fillRect(mirrored(box, bar), theme.accent)
        elif not is_selected and self._is_current(index):
            for edge in (
                QRect(box.x(), box.y(), box.width(), _RING),
                QRect(box.x(), box.y() + box.height() - _RING, box.width(), _RING),
            ):
                painter.fillRect(edge, theme.accent)
            if index.column() == self.leading:
                start = QRect(box.x(), box.y(), _RING, box.height())
                painter.fillRect(mirrored(box, start), theme.accent)

    def _is_current(self, index: Index) -> bool:
        view = self.parent()
        if not isinstance(view, QAbstractItemView) or not self._has_focus():
            return False
        return view.currentIndex().row() == index.row()

    def _has_focus(self) -> bool:
        view = self.parent()
        return view is not None and QApplication.focusWidget() is view


def paint_person(painter: QPainter, box: QRect, person_id: int, name: str, ink: QColor) -> None:
    """Draw avatar and name."""
    picture = avatars.avatar_of(person_id, name, AVATAR)
    disc = QRect(box.x(), box.y() + (box.height() - AVATAR) // 2, AVATAR, AVATAR)
    painter.drawPixmap(mirrored(box, disc).topLeft(), picture)
    rest = mirrored(box, box.adjusted(AVATAR + AVATAR_GAP, 0, 0, 0))
    paint_words(painter, rest, name, ink, fonts.font_of(fonts.Type.PERSON))


def paint_words(
    painter: QPainter,
    box: QRect,
    text: str,
    ink: QColor,
    font: QFont | None = None,
    *,
    is_at_end: bool = False,
) -> None:
    """Draw words at the leading edge, elided at the end; their own direction is kept.

    Args:
        is_at_end: they stand at the trailing edge, as ages and days do.
    """
    painter.setFont(font or QApplication.font())
    painter.setPen(ink)
    painter.setLayoutDirection(direction_of(text))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, _side(is_at_end=is_at_end) | Qt.AlignmentFlag.AlignVCenter, shown)


def direction_of(text: str) -> Qt.LayoutDirection:
    """Return in which direction words run: by their first letter that is not set apart."""
    directions, depth = Qt.LayoutDirection, 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in {"L", "R", "AL"}:
            return directions.LeftToRight if kind == "L" else directions.RightToLeft
    return directions.LeftToRight


def mirrored(whole: QRect, part: QRect) -> QRect:
    """Return where a part stands when the window runs from right to left."""
    return QStyle.visualRect(QApplication.layoutDirection(), whole, part)


def _side(*, is_at_end: bool) -> Qt.AlignmentFlag:
    is_mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    is_right = is_mirrored != is_at_end
    # absolute: alignment goes by the window, not by the words
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute
