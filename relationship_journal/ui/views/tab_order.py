"""Tab goes where the eye goes: by the layouts, also through what was added later."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


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
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield widget
            inner = widget.layout()
        if inner is not None:
            yield from _in_order(inner)
