"""The round picture beside a name: initials on one of eight colours, or a photo."""

import zlib

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtWidgets import QApplication

from relationship_journal.domain import text
from relationship_journal.ui import icons
from relationship_journal.ui import theme as themes

HUES = 8
_LETTERS = 0.36  # of the diameter
_ROOM = 0.74


def hue_of(contact_id: int) -> int:
    """Return the number of the colour pair; a new name keeps it."""
    return zlib.crc32(str(contact_id).encode()) % HUES


def avatar_of(contact_id: int, name: str, size: int, ratio: float = 0.0) -> QPixmap:
    """Return a person's avatar, `size` logical pixels across."""
    return avatar(text.initials(name), hue_of(contact_id), size, ratio)


def avatar(initials: str, hue: int, size: int, ratio: float = 0.0) -> QPixmap:
    """Return a disc with initials, from Qt's cache when it was drawn before.

    Args:
        initials: one or two characters; "" leaves the disc empty.
        hue: 0 to 7, an index into the theme's pairs.
        size: diameter in logical pixels.
        ratio: device pixels per logical pixel; 0 is that of the sharpest screen.
    """
    ratio = ratio or icons.sharpest_ratio()
    theme = themes.current()
    family = QApplication.font().family()
    key = f"avatar {initials} {hue} {size} {ratio} {theme.is_dark} {family}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    colors = theme.avatars[hue]
    image = _blank(size, ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.back)
    disc = QRectF(0, 0, size, size)
    painter.drawEllipse(disc)
    painter.setPen(colors.ink)
    painter.setFont(_fitting_font(initials, size))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initials)
    painter.end()
    made = _as_pixmap(image, ratio)
    QPixmapCache.insert(key, made)
    return made


def round_photo(photo: QImage, size: int, ratio: float = 0.0) -> QPixmap:
    """Return the middle of a photo as a disc of `size` logical pixels; it is not cached."""
    ratio = ratio or icons.sharpest_ratio()
    side = min(photo.width(), photo.height())
    middle = photo.copy((photo.width() - side) // 2, (photo.height() - side) // 2, side, side)
    scaled = middle.scaledToWidth(round(size * ratio), Qt.TransformationMode.SmoothTransformation)
    image = _blank(size, ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    disc = QPainterPath()
    disc.addEllipse(QRectF(0, 0, size, size))
    painter.setClipPath(disc)
    scaled.setDevicePixelRatio(ratio)
    painter.drawImage(0, 0, scaled)
    painter.end()
    return _as_pixmap(image, ratio)


def _blank(size: int, ratio: float) -> QImage:
    side = round(size * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _as_pixmap(image: QImage, ratio: float) -> QPixmap:
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    return made


def _fitting_font(initials: str, size: int) -> QFont:
    font = QFont(QApplication.font())
    font.setWeight(QFont.Weight.DemiBold)
    pixels = max(8, round(size * _LETTERS))
    font.setPixelSize(pixels)
    width = QFontMetricsF(font).horizontalAdvance(initials)
    if width > size * _ROOM:  # W and M beside each other, an emoji
        font.setPixelSize(max(6, int(pixels * size * _ROOM / width)))
    return font
