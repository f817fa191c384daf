"""A rhythm at a glance: a bar a week, drawn sharp on a line of one pixel."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QStyle

from relationship_journal.ui import theme as themes

WEEKS = 26
BAR, GAP, HEIGHT = 2, 1, 20
WIDTH = WEEKS * (BAR + GAP)
_HEIGHTS = (0.45, 0.72, 0.95)  # for one, two, and three posts or more


def paint_sparkline(
    painter: QPainter, box: QRect, weeks: Sequence[int], *, is_selected: bool = False
) -> None:
    """Draw the weeks at the leading edge of a box, the oldest first in reading direction."""
    theme = themes.current()
    spot = QRect(box.x(), box.y() + (box.height() - HEIGHT) // 2, WIDTH, HEIGHT)
    direction = QApplication.layoutDirection()
    spot = QStyle.visualRect(direction, box, spot)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(Qt.PenStyle.NoPen)
    base = QRect(spot.x(), spot.bottom(), spot.width(), 1)
    painter.fillRect(base, theme.edge if is_selected else theme.line)
    plain = theme.muted if is_selected else theme.spark
    for place, count in enumerate(weeks[-WEEKS:]):
        if not count:
            continue
        ink: QColor = theme.accent if place == len(weeks[-WEEKS:]) - 1 else plain
        height = round(HEIGHT * _HEIGHTS[min(count, len(_HEIGHTS)) - 1])
        bar = QRect(spot.x() + place * (BAR + GAP), base.y() - height, BAR, height)
        painter.fillRect(QStyle.visualRect(direction, spot, bar), ink)
    painter.restore()
