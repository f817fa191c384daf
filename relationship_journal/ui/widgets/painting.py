"""How chips, tags and key caps are drawn, the same in widgets and in lists."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle

from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts, icons
from relationship_journal.ui import theme as themes

_CHIP_HEIGHT, _CHIP_SIDE, _CHIP_GAP = 22, 8, 5
_TAG_HEIGHT, _TAG_SIDE, _TAG_RADIUS = 20, 6, 4
_CAP_HEIGHT, _CAP_SIDE = 18, 6
_LINE_ROOM = 6  # what a chip or tag is higher than its line of text, with a big font


@dataclass(frozen=True, slots=True)
class _Look:
    icon: str
    color: str


class State(Enum):
    """Why a person stands on Today, as icon and colour; `word` says it."""

    WROTE_TO_YOU = _Look("reply", "answer")
    PROMISE_DUE = _Look("handshake", "promise")
    PUBLISHED = _Look("newspaper", "accent")
    BACK_AFTER_SILENCE = _Look("bird", "accent")
    GOING_QUIET = _Look("leaf", "quiet")

    @property
    def icon(self) -> str:
        """The icon's name."""
        return self.value.icon

    @property
    def color(self) -> str:
        """The token of its colour; `tint_` before it is its background's."""
        return self.value.color

    @property
    def word(self) -> str:
        """What is written beside the icon."""
        return {
            State.WROTE_TO_YOU: _("Wrote to you"),
            State.PROMISE_DUE: _("Promise due"),
            State.PUBLISHED: _("Published"),
            State.BACK_AFTER_SILENCE: _("Back after silence"),
            State.GOING_QUIET: _("Going quiet"),
        }[self]


def chip_font() -> QFont:
    """Return the font of words on chips."""
    return fonts.font_of(fonts.Type.SMALL_PERSON)


def chip_size(text: str) -> QSize:
    """Return the room a chip takes."""
    metrics = QFontMetrics(chip_font())
    width = 2 * _CHIP_SIDE + icons.CHIP + _CHIP_GAP + metrics.horizontalAdvance(text)
    return QSize(width + 1, max(_CHIP_HEIGHT, metrics.height() + _LINE_ROOM))


def paint_chip(
    painter: QPainter,
    place: QRect,
    text: str,
    icon: str,
    color: str,
    *,
    is_selected: bool = False,
) -> None:
    """Draw a state as icon and word on its tint, at the leading edge of `place`.

    Args:
        color: the token of a state: accent, answer, promise, quiet or danger.
        is_selected: it stands on a selected row, and so on surface.
    """
    theme = themes.current()
    size = chip_size(text)
    size.setWidth(min(size.width(), place.width()))
    box = _leading(place, size)
    painter.save()
    _round(
        painter,
        box,
        size.height() / 2,
        theme.surface if is_selected else theme.color(f"tint_{color}"),
    )
    inner = box.adjusted(_CHIP_SIDE, 0, -_CHIP_SIDE, 0)
    direction = QApplication.layoutDirection()
    at_start = QRect(inner.x(), inner.y(), icons.CHIP, inner.height())
    rest = inner.adjusted(icons.CHIP + _CHIP_GAP, 0, 0, 0)
    ink = theme.color(color)
    paint_icon(painter, QStyle.visualRect(direction, inner, at_start), icon, ink, icons.CHIP)
    _text(painter, QStyle.visualRect(direction, inner, rest), text, ink, chip_font())
    painter.restore()


def tag_font() -> QFont:
    """Return the font of tags."""
    return fonts.font_of(fonts.Type.SMALL)


def tag_size(text: str) -> QSize:
    """Return the room a tag takes."""
    metrics = QFontMetrics(tag_font())
    return QSize(
        metrics.horizontalAdvance(text) + 2 * _TAG_SIDE + 1,
        max(_TAG_HEIGHT, metrics.height() + _LINE_ROOM - 2),
    )


def paint_tag(painter: QPainter, place: QRect, text: str, *, is_selected: bool = False) -> QRect:
    """Draw a tag at the leading edge of `place`, elided where it does not fit; return its box."""
    theme = themes.current()
    size = tag_size(text)
    size.setWidth(min(size.width(), place.width()))
    box = _leading(place, size)
    painter.save()
    # `edge` has too little contrast on a selected row
    _outline(painter, box, _TAG_RADIUS, theme.muted if is_selected else theme.line)
    _text(
        painter,
        box.adjusted(_TAG_SIDE, 0, -_TAG_SIDE, 0),
        text,
        theme.text if is_selected else theme.muted,
        tag_font(),
        is_centered=True,
    )
    painter.restore()
    return box


def cap_size(text: str) -> QSize:
    """Return the room the outlined name of a key takes."""
    metrics = QFontMetrics(tag_font())
    return QSize(
        metrics.horizontalAdvance(text) + 2 * _CAP_SIDE, max(_CAP_HEIGHT, metrics.height() + 4)
    )


def paint_cap(painter: QPainter, place: QRect, text: str, ink: QColor, outline: QColor) -> None:
    """Draw the name of a key in a small outline, at the leading edge of `place`."""
    box = _leading(place, cap_size(text))
    painter.save()
    _outline(painter, box, _TAG_RADIUS, outline)
    _text(painter, box, text, ink, tag_font(), is_centered=True)
    painter.restore()


def paint_icon(painter: QPainter, place: QRect, name: str, color: str | QColor, size: int) -> None:
    """Draw an icon in the middle of `place`."""
    picture = icons.pixmap(name, color, size)
    painter.drawPixmap(
        place.x() + (place.width() - size) // 2, place.y() + (place.height() - size) // 2, picture
    )


def _leading(place: QRect, size: QSize) -> QRect:
    at = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    return QStyle.alignedRect(QApplication.layoutDirection(), at, size, place)


def _round(painter: QPainter, box: QRect, radius: float, fill: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(box), radius, radius)


def _outline(painter: QPainter, box: QRect, radius: float, line: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(line)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _text(
    painter: QPainter,
    box: QRect,
    text: str,
    color: QColor,
    font: QFont,
    *,
    is_centered: bool = False,
) -> None:
    painter.setPen(color)
    painter.setFont(font)
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
    side = Qt.AlignmentFlag.AlignHCenter if is_centered else Qt.AlignmentFlag.AlignLeading
    aligned = QStyle.visualAlignment(QApplication.layoutDirection(), side)
    # the words have their own direction, only their side is the window's
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    flags = aligned | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(box, flags, elided)
