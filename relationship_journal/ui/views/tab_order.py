"""Tab goes where the eye goes: by the layouts, also through what was added later."""

from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from relationship_journal.ui.widgets.flow import FlowLayout


def follow_layouts(root: QWidget) -> None:
    """Let Tab visit everything in a widget in the order in which its layouts hold it.

    Qt appends what is made later to the end, like the tags and cards of a newly shown person.
    """
    layout = root.layout()
    if layout is None:
        return
    for before, after in pairwise(_in_order(layout)):
        QWidget.setTabOrder(before, after)


def _in_order(layout: QLayout) -> Iterator[QWidget]:
    for part in _parts(layout):
        inner: QLayout | None = part if isinstance(part, QLayout) else None
        if isinstance(part, QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield part
            inner = part.layout()
        if inner is not None:
            yield from _in_order(inner)


def _parts(layout: QLayout) -> list[QWidget | QLayout]:
    """Return what a layout holds, in its order, without asking it for an item.

    Python keeps an item that `itemAt` returned as long as the layout, and takes whatever Qt makes
    in its place for that item when Qt has deleted it: a menu's action, and the program breaks.
    """
    if isinstance(layout, FlowLayout):
        return list(layout.widgets())
    around = layout.parentWidget()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    inside = around.findChildren(QWidget, options=direct) if around is not None else []
    inner = [one for one in layout.children() if isinstance(one, QLayout)]
    placed: list[tuple[int, QWidget | QLayout]] = [
        *((layout.indexOf(one), one) for one in inside),
        *((layout.indexOf(one), one) for one in inner),
    ]
    placed.sort(key=itemgetter(0))
    return [part for place, part in placed if place >= 0]
