"""The heads over a table: small, quiet, the sorted one in ink with its arrow."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTransform
from PySide6.QtWidgets import QApplication, QHeaderView, QStyle, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.views.line_delegate import PAGE_SIDE, SIDE

_ARROW_GAP = 4


class LineHeader(QHeaderView):
    """Column heads.

    Args:
        is_fixed: they only say what is below; otherwise a click sorts, and they can be pulled
            wider and moved.
    """

    def __init__(self, parent: QWidget | None = None, *, is_fixed: bool = False) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(not is_fixed)
        self.setSectionsMovable(not is_fixed)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(not is_fixed)
        self.setMinimumSectionSize(48)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if is_fixed:
            self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        else:
            self.setToolTip(_("Click to sort, drag to move"))
        fonts.set_type(self, fonts.Type.SMALL)

    def sizeHint(self) -> QSize:
        """Return the height of a head, more when the font is big."""
        height = max(36, QFontMetrics(fonts.font_of(fonts.Type.SMALL)).height() + 14)
        return QSize(super().sizeHint().width(), height)

    def first_shown(self) -> int:
        """Return the column that is drawn first, -1 when none is shown."""
        return next((one for one in self.shown() if one >= 0), -1)

    def shown(self) -> list[int]:
        """Return the columns that are shown, as they are drawn."""
        order = (self.logicalIndex(place) for place in range(self.count()))
        return [one for one in order if not self.isSectionHidden(one)]

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw one head."""
        theme = themes.current()
        painter.save()
        painter.fillRect(rect, theme.surface)
        painter.setPen(theme.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        kind = fonts.Type.SMALL_PERSON if is_sorted else fonts.Type.SMALL
        font = fonts.font_of(kind)
        painter.setFont(font)
        painter.setPen(theme.text if is_sorted else theme.muted)
        before = PAGE_SIDE if logicalIndex == self.first_shown() else SIDE
        box = rect.adjusted(before, 0, -SIDE, 0)
        words = box.adjusted(0, 0, -(icons.CHIP + _ARROW_GAP) if is_sorted else 0, 0)
        text = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        direction = QApplication.layoutDirection()
        flags = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading)
        place = QStyle.visualRect(direction, rect, words)
        painter.drawText(place, flags | Qt.AlignmentFlag.AlignVCenter, shown)
        if is_sorted:
            at = words.x() + metrics.horizontalAdvance(shown) + _ARROW_GAP
            arrow = QRect(at, rect.center().y() - icons.CHIP // 2, icons.CHIP, icons.CHIP)
            self._paint_arrow(painter, QStyle.visualRect(direction, rect, arrow))
        painter.restore()

    def _paint_arrow(self, painter: QPainter, place: QRect) -> None:
        picture = icons.pixmap("chevron-down", "text", icons.CHIP)
        if self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder:
            ratio = picture.devicePixelRatio()
            picture = picture.transformed(QTransform().scale(1, -1))
            picture.setDevicePixelRatio(ratio)
        painter.drawPixmap(place.topLeft(), picture)
