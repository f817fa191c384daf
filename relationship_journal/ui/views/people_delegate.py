"""How a line of the People table is drawn: one delegate, no widget, no size asked per row."""

import unicodedata

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from relationship_journal.services.rows import ContactListRow
from relationship_journal.ui import avatars, fonts
from relationship_journal.ui import theme as themes
from relationship_journal.ui.models.contact_table import ROW_ROLE
from relationship_journal.ui.models.people_columns import Column
from relationship_journal.ui.widgets import painting

AVATAR = 24
SIDE = 8  # on both sides of a cell
PAGE_SIDE = 20  # before the first column, so that names start where the page's title does
_BAR = 3
_AVATAR_GAP = 12
_TAG_GAP = 6

Index = QModelIndex | QPersistentModelIndex


def row_height(font: QFont) -> int:
    """Return how high a line is: 36, and more when the font is big."""
    return max(36, QFontMetrics(font).height() + 12)


class PeopleDelegate(QStyledItemDelegate):
    """Draws avatar and name, quiet words, and outlined tags.

    `hovered` is the row under the mouse, -1 for none; `leading` the column drawn first.
    """

    hovered = -1
    leading: int = Column.NAME

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  Qt's
        """Return the same size for every cell."""
        return QSize(80, row_height(QApplication.font()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        state = option.state
        box: QRect = option.rect
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, box, index, state, is_selected=is_selected)
        row = index.data(ROW_ROLE)
        if row is not None:
            inner = self._inner(box, index.column())
            self._paint_words(painter, inner, row, index, is_selected=is_selected)
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        box: QRect,
        index: Index,
        state: QStyle.StateFlag,
        *,
        is_selected: bool,
    ) -> None:
        theme = themes.current()
        if is_selected:
            painter.fillRect(box, theme.select)
        elif index.row() == self.hovered:
            painter.fillRect(box, theme.hover)
        has_bar = is_selected and bool(state & QStyle.StateFlag.State_Active)
        if has_bar and index.column() == self.leading and self._has_focus():
            bar = QRect(box.x(), box.y(), _BAR, box.height())
            painter.fillRect(_mirrored(box, bar), theme.accent)
        elif not is_selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.accent)
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _has_focus(self) -> bool:
        view = self.parent()
        return view is not None and QApplication.focusWidget() is view

    def _inner(self, box: QRect, column: int) -> QRect:
        before = PAGE_SIDE if column == self.leading else SIDE
        return _mirrored(box, box.adjusted(before, 0, -SIDE, 0))

    def _paint_words(
        self,
        painter: QPainter,
        box: QRect,
        row: ContactListRow,
        index: Index,
        *,
        is_selected: bool,
    ) -> None:
        theme = themes.current()
        column = Column(index.column())
        if column is Column.NAME:
            self._paint_name(painter, box, row)
        elif column is Column.TAGS:
            _paint_tags(painter, box, row.tags, is_selected=is_selected)
        else:
            is_spoken = column is Column.LAST_SPOKE and row.last_spoke_at is not None
            ink = theme.text if is_spoken else theme.muted
            _paint_text(painter, box, index.data(), ink, QApplication.font())

    def _paint_name(self, painter: QPainter, box: QRect, row: ContactListRow) -> None:
        picture = avatars.avatar_of(row.id, row.name, AVATAR)
        disc = QRect(box.x(), box.y() + (box.height() - AVATAR) // 2, AVATAR, AVATAR)
        painter.drawPixmap(_mirrored(box, disc).topLeft(), picture)
        rest = _mirrored(box, box.adjusted(AVATAR + _AVATAR_GAP, 0, 0, 0))
        ink = themes.current().muted if row.is_put_away else themes.current().text
        _paint_text(painter, rest, row.name, ink, fonts.font_of(fonts.Type.PERSON))


def _paint_tags(painter: QPainter, box: QRect, tags: tuple[str, ...], *, is_selected: bool) -> None:
    """Draw the tags that fit, and how many more there are."""
    left = box
    for number, tag in enumerate(tags):
        rest = len(tags) - number - 1
        more = f"+{rest}"
        needed = painting.tag_size(more).width() + _TAG_GAP if rest else 0
        if number and painting.tag_size(tag).width() + needed > left.width():
            painting.paint_tag(painter, left, f"+{rest + 1}", is_selected=is_selected)
            return
        place = _mirrored(left, left.adjusted(0, 0, -needed, 0))
        drawn = painting.paint_tag(painter, place, tag, is_selected=is_selected)
        left = _mirrored(left, left.adjusted(drawn.width() + _TAG_GAP, 0, 0, 0))


def _paint_text(painter: QPainter, box: QRect, text: str, ink: QColor, font: QFont) -> None:
    """Draw words at the leading edge, elided at the end; their own direction is kept."""
    painter.setFont(font)
    painter.setPen(ink)
    painter.setLayoutDirection(direction_of(text))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, _leading_side() | Qt.AlignmentFlag.AlignVCenter, shown)


def direction_of(text: str) -> Qt.LayoutDirection:
    """Return in which direction words run, by their first letter."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    first = next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L")
    directions = Qt.LayoutDirection
    return directions.LeftToRight if first == "L" else directions.RightToLeft


def _leading_side() -> Qt.AlignmentFlag:
    is_mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    # absolute: alignment goes by the window, not by the words
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def _mirrored(whole: QRect, part: QRect) -> QRect:
    return QStyle.visualRect(QApplication.layoutDirection(), whole, part)
