"""Where the window was and how big, from one start to the next."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from relationship_journal.settings import Settings

SMALLEST = QSize(960, 600)
FIRST = QSize(1440, 900)
_SIZE, _PLACE, _IS_MAXIMIZED = "window/size", "window/place", "window/is_maximized"
_IN_SIGHT = QSize(160, 48)  # of a window's upper edge, so that it can be taken hold of


def restore(window: QWidget, settings: Settings) -> None:
    """Give a window its last size and place; the first time what the screen has room for."""
    screen = window.screen().availableGeometry()
    window.setMinimumSize(SMALLEST.boundedTo(screen.size()))
    size = _pair(settings, _SIZE)
    wanted = QSize(*size) if size else FIRST.boundedTo(screen.size() * 0.95)
    window.resize(wanted.boundedTo(screen.size()).expandedTo(window.minimumSize()))
    place = _pair(settings, _PLACE)
    if place and _is_in_sight(QPoint(*place), window.width()):
        window.move(*place)
    if settings.get(_IS_MAXIMIZED, default=False):
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def save(window: QWidget, settings: Settings) -> None:
    """Keep a window's size and place; those before it was maximised."""
    box = window.normalGeometry() if window.isMaximized() else window.geometry()
    settings.set(_IS_MAXIMIZED, window.isMaximized())
    if box.isValid():
        settings.set(_SIZE, [box.width(), box.height()])
        settings.set(_PLACE, [window.pos().x(), window.pos().y()])


def _pair(settings: Settings, key: str) -> tuple[int, int] | None:
    found = settings.get(key, [])
    if len(found) == 2 and all(type(one) is int and abs(one) < 100_000 for one in found):
        return found[0], found[1]
    return None


def _is_in_sight(place: QPoint, width: int) -> bool:
    """Say whether enough of the upper edge lies on a screen that is there now."""
    edge = QRect(place, QSize(width, _IN_SIGHT.height()))
    return any(
        (seen := screen.availableGeometry() & edge).width() >= _IN_SIGHT.width()
        and seen.height() >= _IN_SIGHT.height() // 2
        for screen in QGuiApplication.screens()
    )
