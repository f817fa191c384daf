"""The type scale: sizes and weights relative to the system's font."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

_PROPERTY = "type_role"
_SMALLEST = 6.0


@dataclass(frozen=True, slots=True)
class _Step:
    points: float
    weight: QFont.Weight


class Type(Enum):
    """What a text is; its value says points above the system's size, and the weight."""

    PAGE_TITLE = _Step(6, QFont.Weight.DemiBold)
    NAME = _Step(4, QFont.Weight.DemiBold)
    SECTION = _Step(2, QFont.Weight.DemiBold)
    STRONG = _Step(0, QFont.Weight.DemiBold)
    PERSON = _Step(0, QFont.Weight.Medium)
    BODY = _Step(0, QFont.Weight.Normal)
    HEAD = _Step(-1, QFont.Weight.DemiBold)
    SMALL_PERSON = _Step(-1, QFont.Weight.Medium)
    SMALL = _Step(-1, QFont.Weight.Normal)


def font_of(kind: Type, base: QFont | None = None) -> QFont:
    """Return the font for a kind of text, for painters; `base` is the system's when None."""
    font = QFont(base if base is not None else QApplication.font())
    size = font.pointSizeF()
    if size <= 0:  # the system says pixels
        size = QFontInfo(font).pointSizeF()
    font.setPointSizeF(max(_SMALLEST, size + kind.value.points))
    font.setWeight(kind.value.weight)
    return font


def set_type(widget: QWidget, kind: Type) -> None:
    """Give a widget the font of a kind of text; it follows the system's font from then on."""
    widget.setProperty(_PROPERTY, kind.name)
    widget.setFont(font_of(kind))


def page_title(widget: QWidget) -> None:
    """Make it the title of a page."""
    set_type(widget, Type.PAGE_TITLE)


def name(widget: QWidget) -> None:
    """Make it the name of the person a page is about."""
    set_type(widget, Type.NAME)


def section(widget: QWidget) -> None:
    """Make it the name of a section or card."""
    set_type(widget, Type.SECTION)


def strong(widget: QWidget) -> None:
    """Make it stand out among texts of its size."""
    set_type(widget, Type.STRONG)


def person(widget: QWidget) -> None:
    """Make it a name in a list or the first line of an entry."""
    set_type(widget, Type.PERSON)


def head(widget: QWidget) -> None:
    """Make it the small muted head of a group, like a month in the timeline."""
    set_type(widget, Type.HEAD)
    muted(widget)


def small(widget: QWidget) -> None:
    """Make it small: dates, sites, chips."""
    set_type(widget, Type.SMALL)


def muted(widget: QWidget) -> None:
    """Make its text a step quieter, in whatever theme is shown."""
    widget.setForegroundRole(QPalette.ColorRole.PlaceholderText)


def refresh(app: QApplication) -> None:
    """Set all fonts anew after the system's font changed."""
    for widget in app.allWidgets():
        kind = widget.property(_PROPERTY)
        if kind:
            widget.setFont(font_of(Type[kind]))
