"""What can be seen in the window and pointed at: the eyes of tests/driver.py."""

from collections.abc import Iterator
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox)


class NotVisible(AssertionError):  # noqa: N818  named by what happened
    """What was looked for cannot be seen; the text says what can."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to point at: a widget, or one line of a list in it."""

    widget: QWidget
    box: QRect
    text: str
    index: QModelIndex | None = None


def spots(surface: QWidget, text: str) -> list[Spot]:
    """Return what can be clicked and says exactly this: buttons, fields, lines, labels."""
    kinds: tuple[list[Spot], ...] = ([], [], [], [])
    for widget in visible(surface):
        if isinstance(widget, QAbstractButton):
            if widget.isEnabled() and text in names(widget):
                kinds[0].append(Spot(widget, widget.rect(), text))
        elif isinstance(widget, FIELDS):
            if text in names(widget):
                kinds[1].append(Spot(widget, widget.rect(), text))
        elif isinstance(widget, QAbstractItemView):
            kinds[2].extend(spot for spot in lines(widget) if spot.text == text)
        elif isinstance(widget, QLabel) and text in names(widget):
            kinds[3].append(Spot(widget, widget.rect(), text))
    return [spot for kind in kinds for spot in kind]


def readable(surface: QWidget) -> Iterator[Spot]:
    if isinstance(surface, QMenu):
        for action in surface.actions():
            if action.isVisible():
                yield Spot(surface, surface.actionGeometry(action), plain(action.text()))
    for widget in visible(surface):
        if isinstance(widget, QAbstractItemView):
            yield from lines(widget)
        elif isinstance(widget, FIELDS):
            text = content(widget) or getattr(widget, "placeholderText", str)()
            yield Spot(widget, widget.rect(), text)
        elif isinstance(widget, QAbstractButton | QLabel):
            text = plain(widget.text()) if isinstance(widget, QAbstractButton) else widget.text()
            if text:
                yield Spot(widget, widget.rect(), text)


def visible(surface: QWidget) -> Iterator[QWidget]:
    for widget in surface.findChildren(QWidget):
        if (
            shiboken6.isValid(widget)
            and widget.isVisible()
            and not widget.visibleRegion().isEmpty()
        ):
            yield widget


def lines(view: QAbstractItemView) -> Iterator[Spot]:
    """Return the cells of a list that are in sight."""
    model = view.model()
    if model is None:
        return
    for index in in_sight(view, model):
        text = index.data(Qt.ItemDataRole.DisplayRole)
        said = index.data(Qt.ItemDataRole.AccessibleTextRole)
        box = view.visualRect(index)
        for one in dict.fromkeys(str(part) for part in (text, said) if part):
            yield Spot(view, box, one, index)


def in_sight(view: QAbstractItemView, model: QAbstractItemModel) -> Iterator[QModelIndex]:
    frame = view.viewport().rect()
    first = view.indexAt(QPoint(frame.center().x(), 1))
    row = first.row() if first.isValid() else 0
    root = view.rootIndex()
    # a list model hides its one column
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    while row < model.rowCount(root):
        boxes = []
        for column in range(columns):
            index = model.index(row, column, root)
            box = view.visualRect(index)
            boxes.append(box)
            if box.isValid() and box.intersects(frame):
                yield index
        if all(box.top() > frame.bottom() for box in boxes):
            return
        row += 1


def rows(view: QAbstractItemView) -> list[list[str]]:
    lines: dict[int, list[str]] = {}
    for index in in_sight(view, view.model()):
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if text is None:
            text = index.data(Qt.ItemDataRole.AccessibleTextRole)
        lines.setdefault(index.row(), []).append("" if text is None else str(text))
    return list(lines.values())


def names(widget: QWidget) -> set[str]:
    """Return what a widget can be called by: its text, its name, its placeholder, its label."""
    names = {widget.accessibleName()}
    if isinstance(widget, QAbstractButton):
        names.add(plain(widget.text()))
    elif isinstance(widget, QLabel):
        names.add(plain(widget.text()) if widget.buddy() else widget.text())
    elif isinstance(widget, QComboBox):
        names.add(widget.currentText())
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        names.add(widget.placeholderText())
    if isinstance(widget, FIELDS) and widget.window() is not None:
        names |= {
            plain(label.text())
            for label in widget.window().findChildren(QLabel)
            if label.buddy() is widget
        }
    return {name for name in names if name}


def content(widget: QWidget) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit | QSpinBox):
        return widget.text()
    raise NotVisible(f"{type(widget).__name__} is no field")


def place(spot: Spot) -> QPoint:
    widget = spot.widget
    target = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
    return target.mapToGlobal(spot.box.topLeft())


def action(actions: list[QAction], text: str) -> QAction:
    shown = [one for one in actions if one.isVisible() and not one.isSeparator()]
    for one in shown:
        if plain(one.text()) == text:
            return one
    raise NotVisible(f"there is no {text!r} among {[plain(one.text()) for one in shown]}")


def plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
