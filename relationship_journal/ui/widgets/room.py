"""How big a dialog opens: as big as is good for it, and never bigger than the screen."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

_USUAL_LINE = 17  # pixels of a line at 10 points
_FRAME = QSize(16, 48)  # what a window manager puts around a window, about


def opening_size(window: QWidget, width: int, height: int) -> QSize:
    """Return the size a window opens with.

    Args:
        window: which one; its font makes it bigger, its screen bounds it.
        width: in pixels, at 10 points.
        height: in pixels, at 10 points.
    """
    scale = max(1.0, QFontMetrics(window.font()).height() / _USUAL_LINE)
    wanted = QSize(round(width * scale), round(height * scale))
    return wanted.boundedTo(window.screen().availableSize() - _FRAME)
