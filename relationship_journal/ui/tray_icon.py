"""The tray's picture: a sprout; with a dot when somebody waits; with two bars while paused."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from relationship_journal.ui import icons
from relationship_journal.ui import theme as themes

_SIZES = (16, 22, 24, 32, 48, 64)


class TrayState(Enum):
    """What the tray's icon shows."""

    PLAIN = "plain"
    WAITING = "waiting"
    PAUSED = "paused"


def tray_icon(state: TrayState) -> QIcon:
    """Return the icon in the sizes trays ask for, in the colours of the theme."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_picture(state, size))
    return made


def _picture(state: TrayState, size: int) -> QPixmap:
    theme = themes.current()
    ink = theme.muted if state is TrayState.PAUSED else theme.accent
    # a copy: the pixmap with the sprout alone stays in the cache
    picture = QPixmap(icons.pixmap("sprout", ink, size, ratio=1.0))
    if state is TrayState.PLAIN:
        return picture
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = max(3.0, size * 0.2)
    middle = QPointF(size - radius, size - radius)
    _clear(painter, middle, radius + max(1.0, size / 22))
    painter.setPen(Qt.PenStyle.NoPen)
    if state is TrayState.WAITING:
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(middle, radius, radius)
    else:
        painter.setBrush(QColor(theme.muted))
        bar = radius * 0.6
        for left in (middle.x() - radius, middle.x() + radius - bar):
            painter.drawRect(QRectF(left, middle.y() - radius, bar, 2 * radius))
    painter.end()
    return picture


def _clear(painter: QPainter, middle: QPointF, radius: float) -> None:
    """Make room, so that the mark is told from the sprout by its shape."""
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawEllipse(middle, radius, radius)
    painter.restore()
