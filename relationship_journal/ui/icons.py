"""Line icons in the colours of the theme, sharp at every device ratio."""

import functools
import re

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap, QPixmapCache, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from relationship_journal import paths
from relationship_journal.ui import theme as themes

CHIP, BUTTON, RAIL, EMPTY = 14, 16, 18, 28
ROOM_BUTTON, ROOM_RAIL = 20, 26
"""Widths of the pixmaps for Qt's own buttons: Fusion puts only 4 px between icon and text."""

_STROKE = "1.75"
_ALONG_THE_READING_DIRECTION = frozenset(
    {
        "arrow-up-right",
        "arrow-down-left",
        "book-open",
        "chevron-left",
        "chevron-right",
        "external-link",
        "log-out",
        "panel-right",
        "reply",
        "skip-forward",
        "undo-2",
    }
)


def icon(
    name: str,
    color: str | QColor = "text",
    size: int = BUTTON,
    *,
    on: str | QColor | None = None,
    room: int = 0,
) -> QIcon:
    """Return an icon for Qt's own widgets and actions, faint when disabled.

    It keeps its colours: ask again after the theme changed.

    Args:
        name: a Lucide name like `user-plus`.
        color: a token of the theme, or a colour.
        size: side in logical pixels.
        on: the colour while checked; `color` when None.
        room: width of the pixmap, the icon at its leading edge; 0 is `size`.
    """
    made = QIcon()
    for ink, mode, state in (
        (color, QIcon.Mode.Normal, QIcon.State.Off),
        ("faint", QIcon.Mode.Disabled, QIcon.State.Off),
        (on or color, QIcon.Mode.Normal, QIcon.State.On),
    ):
        made.addPixmap(pixmap(name, ink, size, room=room), mode, state)
    return made


def pixmap(
    name: str,
    color: str | QColor = "text",
    size: int = BUTTON,
    *,
    ratio: float = 0.0,
    room: int = 0,
    is_mirrored: bool | None = None,
) -> QPixmap:
    """Return an icon as a pixmap, from Qt's cache when it was drawn before.

    Args:
        name: a Lucide name like `user-plus`.
        color: a token of the theme, or a colour.
        size: side in logical pixels.
        ratio: device pixels per logical pixel; 0 is that of the sharpest screen.
        room: width of the pixmap, the icon at its leading edge; 0 is `size`.
        is_mirrored: None mirrors what points along the reading direction when it runs from
            right to left.

    Raises: FileNotFoundError when no icon goes by that name.
    """
    right_to_left = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    if is_mirrored is None:
        is_mirrored = right_to_left and name in _ALONG_THE_READING_DIRECTION
    ink = themes.current().color(color) if isinstance(color, str) else color
    ratio = ratio or sharpest_ratio()
    width = max(room, size)
    at_the_right = right_to_left and width > size
    key = f"icon {name} {ink.rgba():x} {size} {width} {ratio} {is_mirrored} {at_the_right}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    # before there is a painter: one that is left open by an error takes the program down
    drawing = QSvgRenderer(_svg(name, ink.name()))
    left = width - size if at_the_right else 0
    image = QImage(
        round(width * ratio), round(size * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(ratio, ratio)
    if is_mirrored:
        painter.setTransform(QTransform(-1, 0, 0, 1, 2 * left + size, 0), combine=True)
    drawing.render(painter, QRectF(left, 0, size, size))
    painter.end()
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


def sharpest_ratio() -> float:
    """Return the highest device ratio of all screens; a duller screen scales down."""
    return max((screen.devicePixelRatio() for screen in QApplication.screens()), default=1.0)


def _svg(name: str, ink: str) -> QByteArray:
    return QByteArray(_source(name).replace("currentColor", ink).encode())


@functools.cache
def _source(name: str) -> str:
    text = paths.resource(f"icons/{name}.svg").read_text("utf-8")
    return re.sub(r'stroke-width="[^"]*"', f'stroke-width="{_STROKE}"', text, count=1)
