"""Drives the real window by what can be seen in it, and counts what it costs.

One click, one key chord or one choice in a menu is one action; free typing in one field is
counted apart (PRODUCT's T). A committed field is typing and the Enter that commits it.

    driver = Driver(window)
    driver.click("Add")
    driver.fill("Name", "Ana Duarte")
    driver.press("Return")
    driver.wait_for("Ana Duarte")
    assert driver.cost == Cost(actions=2, typed=1)

Needs no pytest, so that the guided tour can use it too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QElapsedTimer,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QInputMethodEvent,
    QKeySequence,
    QPainter,
    QPixmap,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

SECONDS = 5.0
_LEFT = Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier
_FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox)


class NotVisible(AssertionError):  # noqa: N818  named by what happened
    """What was looked for cannot be seen; the text says what can."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What it took: clicks, chords and choices; and fields that were typed into."""

    actions: int = 0
    typed: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to point at: a widget, or one line of a list in it."""

    widget: QWidget
    box: QRect
    text: str
    index: QModelIndex | None = None


class Driver:
    """The hands and eyes of a person before the window."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self._actions = 0
        self._typed = 0
        if not window.isVisible():
            window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window, int(SECONDS * 1000))
        wait_until(lambda: getattr(window, "is_filled", True))

    # --- what it costs ---------------------------------------------------------------------------

    @property
    def cost(self) -> Cost:
        """What was done since the beginning or the last `start_counting`."""
        return Cost(self._actions, self._typed)

    def start_counting(self) -> None:
        """Count from nothing."""
        self._actions = self._typed = 0

    # --- hands -----------------------------------------------------------------------------------

    def click(self, text: str, *, nth: int = 0) -> None:
        """Click on what says this: a button, a link, a field's name, a line of a list.

        Raises: NotVisible when it does not appear within five seconds.
        """
        spot = self._await_spot(text, nth)
        self._actions += 1
        self._mouse(spot, QTest.mouseClick)

    def double_click(self, text: str, *, nth: int = 0) -> None:
        """Double click on what says this.

        Raises: NotVisible.
        """
        spot = self._await_spot(text, nth)
        self._actions += 1
        self._mouse(spot, QTest.mouseClick)
        self._mouse(spot, QTest.mouseDClick)

    def press(self, *chords: str) -> None:
        """Press keys one after the other, as `Ctrl+K`, `Down` or `Return`, where the focus is."""
        for chord in chords:
            self._actions += 1
            if QApplication.activeWindow() is None:  # no window manager gives the keyboard back
                self.window.activateWindow()
                QTest.qWaitForWindowActive(self.window, int(SECONDS * 1000))
            QTest.keySequence(self.focused(), QKeySequence(chord))
            self._settle()

    def type(self, text: str) -> None:
        """Type into what has the focus; other scripts come as from an input method."""
        self._typed += 1
        widget = self.focused()
        if text.isascii() and "\n" not in text:
            QTest.keyClicks(widget, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(widget, event)
        self._settle()

    def fill(self, field: str, text: str) -> None:
        """Go to a field by its name and type into it, over what it holds; it is not committed.

        Going there is not counted: in its own order a form leads from field to field.

        Raises: NotVisible.
        """
        widget = self._await_field(field)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        self._settle()
        QTest.keySequence(self.focused(), QKeySequence("Ctrl+A"))
        self.type(text)

    def choose(self, menu: str, *items: str) -> None:
        """Choose from the menu bar: `choose("Contact", "Delete")`; every level is one action.

        Raises: NotVisible.
        """
        bar = self.window.findChild(QMenuBar)
        entry = _action(bar.actions(), menu)
        self._actions += 1
        QTest.mouseClick(bar, _LEFT, _PLAIN, bar.actionGeometry(entry).center())
        self._choose_in(entry.menu(), items)

    def pick(self, button: str, *items: str) -> None:
        """Open the menu of a button by its text and choose in it.

        Raises: NotVisible.
        """
        spot = self._await_spot(button, 0)
        self._actions += 1
        widget = spot.widget
        menu = widget.menu() if hasattr(widget, "menu") else None
        if not isinstance(menu, QMenu):
            raise NotVisible(f"{button!r} opens no menu")
        menu.popup(widget.mapToGlobal(widget.rect().bottomLeft()))
        self._choose_in(menu, items)

    def select(self, field: str, item: str) -> None:
        """Choose from a combo box by its name.

        Raises: NotVisible.
        """
        box = self._await_field(field)
        if not isinstance(box, QComboBox) or box.findText(item) < 0:
            raise NotVisible(f"{field!r} offers no {item!r}")
        self._actions += 1
        box.setFocus()
        box.setCurrentIndex(box.findText(item))
        box.activated.emit(box.currentIndex())
        self._settle()

    def close(self) -> None:
        """Close the window, as its x does."""
        self._actions += 1
        self.window.close()
        self._settle()

    # --- eyes ------------------------------------------------------------------------------------

    def sees(self, text: str) -> bool:
        """Say whether this can be read anywhere now, as a whole or as a part."""
        return any(text in one for one in self.texts())

    def texts(self) -> list[str]:
        """Return all that can be read now, from the top down: labels, buttons, fields, lists."""
        spots = sorted(
            _readable(self.surface()),
            key=lambda spot: (_place(spot).y(), _place(spot).x()),
        )
        return [spot.text for spot in spots]

    def rows(self, name: str = "") -> list[list[str]]:
        """Return the lines of the list or table of this name (the first one there is) as texts.

        Raises: NotVisible.
        """
        for view in self.surface().findChildren(QAbstractItemView):
            if view.isVisible() and name in {"", view.accessibleName()}:
                return _rows(view)
        raise NotVisible(f"there is no list {name!r}; {self._told()}")

    def value(self, field: str) -> str:
        """Return what a field holds.

        Raises: NotVisible.
        """
        widget = self._await_field(field)
        return _content(widget)

    def is_enabled(self, text: str) -> bool:
        """Say whether the button of this text can be used.

        Raises: NotVisible when there is none.
        """
        for widget in self.surface().findChildren(QAbstractButton):
            if widget.isVisible() and text in _names(widget):
                return widget.isEnabled()
        raise NotVisible(f"there is no button {text!r}; {self._told()}")

    def status(self) -> str:
        """Return what the status bar says was done."""
        bar = self.window.statusBar()
        return str(bar.said())

    def focused(self) -> QWidget:
        """Return what has the keyboard."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        surface = self.surface()
        found = surface.focusWidget()
        return found if found is not None and found.isVisible() else surface

    def surface(self) -> QWidget:
        """Return what is in front: an open menu, a dialog, else the window."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window

    def wait_for(self, text: str, seconds: float = SECONDS) -> None:
        """Return once this can be read.

        Raises: NotVisible.
        """
        if not wait_until(lambda: self.sees(text), seconds):
            raise NotVisible(f"{text!r} did not appear; {self._told()}")

    def wait_until_gone(self, text: str, seconds: float = SECONDS) -> None:
        """Return once this can no longer be read.

        Raises: NotVisible.
        """
        if not wait_until(lambda: not self.sees(text), seconds):
            raise NotVisible(f"{text!r} is still there")

    def wait_for_status(self, text: str, seconds: float = SECONDS) -> None:
        """Return once the status bar says this.

        Raises: NotVisible.
        """
        if not wait_until(lambda: text in self.status(), seconds):
            raise NotVisible(f"the status bar says {self.status()!r} and not {text!r}")

    def picture(self, file: Path) -> None:
        """Save what is on the screen; on Qt's offscreen one, the window and what is over it."""
        self._settle()
        if QGuiApplication.platformName() == "offscreen":
            shot = self._composed()
        else:
            shot = self.window.screen().grabWindow(0)
        file.parent.mkdir(parents=True, exist_ok=True)
        if not shot.save(str(file)):
            raise OSError(f"the picture {file} could not be saved")

    # --- inside ----------------------------------------------------------------------------------

    def _composed(self) -> QPixmap:
        shot = self.window.grab()
        ratio = shot.devicePixelRatio()
        origin = self.window.mapToGlobal(QPoint(0, 0))
        painter = QPainter(shot)
        for one in QApplication.topLevelWidgets():
            if one.isVisible() and one is not self.window:
                top = one.grab()
                top.setDevicePixelRatio(ratio)
                painter.drawPixmap(one.mapToGlobal(QPoint(0, 0)) - origin, top)
        painter.end()
        return shot

    def _choose_in(self, menu: QMenu, items: tuple[str, ...]) -> None:
        for item in items:
            self._settle()
            action = _action(menu.actions(), item)
            if not action.isEnabled():
                menu.hide()
                raise NotVisible(f"{item!r} is there but cannot be chosen now")
            self._actions += 1
            QTest.mouseClick(menu, _LEFT, _PLAIN, menu.actionGeometry(action).center())
            menu = action.menu() or menu
        self._settle()

    def _mouse(self, spot: Spot, click: Callable[..., None]) -> None:
        target: QWidget = spot.widget
        if isinstance(target, QAbstractItemView):
            target = target.viewport()
        at = spot.box.center()
        if isinstance(target, QAbstractButton) and spot.index is None:
            at = target.rect().center()
        click(target, _LEFT, _PLAIN, at)
        self._settle()

    def _await_spot(self, text: str, nth: int) -> Spot:
        found: list[Spot] = []

        def look() -> bool:
            found[:] = _spots(self.surface(), text)
            return len(found) > nth

        if not wait_until(look):
            raise NotVisible(f"{text!r} is not there to click; {self._told()}")
        return found[nth]

    def _await_field(self, name: str) -> QWidget:
        found: list[QWidget] = []

        def look() -> bool:
            found[:] = [
                one
                for one in self.surface().findChildren(QWidget)
                if isinstance(one, _FIELDS) and one.isVisible() and name in _names(one)
            ]
            return bool(found)

        if not wait_until(look):
            raise NotVisible(f"there is no field {name!r}; {self._told()}")
        return found[0]

    def _told(self) -> str:
        return "to be read is: " + " | ".join(self.texts())[:2000]

    def _settle(self) -> None:
        """Let what was done be carried out and shown."""
        QTest.qWait(1)


def wait_until(is_so: Callable[[], bool], seconds: float = SECONDS) -> bool:
    """Wait for a fact while the program goes on; return whether it came true in time."""
    watch = QElapsedTimer()
    watch.start()
    while not is_so():
        if watch.elapsed() > seconds * 1000:
            return False
        QTest.qWait(5)
    return True


def _spots(surface: QWidget, text: str) -> list[Spot]:
    """Return what can be clicked and says exactly this: buttons, fields, lines, labels."""
    kinds: tuple[list[Spot], ...] = ([], [], [], [])
    for widget in _visible(surface):
        if isinstance(widget, QAbstractButton):
            if widget.isEnabled() and text in _names(widget):
                kinds[0].append(Spot(widget, widget.rect(), text))
        elif isinstance(widget, _FIELDS):
            if text in _names(widget):
                kinds[1].append(Spot(widget, widget.rect(), text))
        elif isinstance(widget, QAbstractItemView):
            kinds[2].extend(spot for spot in _lines(widget) if spot.text == text)
        elif isinstance(widget, QLabel) and text in _names(widget):
            kinds[3].append(Spot(widget, widget.rect(), text))
    return [spot for kind in kinds for spot in kind]


def _readable(surface: QWidget) -> Iterator[Spot]:
    if isinstance(surface, QMenu):
        for action in surface.actions():
            if action.isVisible():
                yield Spot(surface, surface.actionGeometry(action), _plain(action.text()))
    for widget in _visible(surface):
        if isinstance(widget, QAbstractItemView):
            yield from _lines(widget)
        elif isinstance(widget, _FIELDS):
            text = _content(widget) or getattr(widget, "placeholderText", str)()
            yield Spot(widget, widget.rect(), text)
        elif isinstance(widget, QAbstractButton | QLabel):
            text = _plain(widget.text()) if isinstance(widget, QAbstractButton) else widget.text()
            if text:
                yield Spot(widget, widget.rect(), text)


def _visible(surface: QWidget) -> Iterator[QWidget]:
    for widget in surface.findChildren(QWidget):
        if (
            shiboken6.isValid(widget)
            and widget.isVisible()
            and not widget.visibleRegion().isEmpty()
        ):
            yield widget


def _lines(view: QAbstractItemView) -> Iterator[Spot]:
    """Return the cells of a list that are in sight."""
    model = view.model()
    if model is None:
        return
    for index in _in_sight(view, model):
        text = index.data(Qt.ItemDataRole.DisplayRole)
        said = index.data(Qt.ItemDataRole.AccessibleTextRole)
        box = view.visualRect(index)
        for one in dict.fromkeys(str(part) for part in (text, said) if part):
            yield Spot(view, box, one, index)


def _in_sight(view: QAbstractItemView, model: QAbstractItemModel) -> Iterator[QModelIndex]:
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


def _rows(view: QAbstractItemView) -> list[list[str]]:
    lines: dict[int, list[str]] = {}
    for index in _in_sight(view, view.model()):
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if text is None:
            text = index.data(Qt.ItemDataRole.AccessibleTextRole)
        lines.setdefault(index.row(), []).append("" if text is None else str(text))
    return list(lines.values())


def _names(widget: QWidget) -> set[str]:
    """Return what a widget can be called by: its text, its name, its placeholder, its label."""
    names = {widget.accessibleName()}
    if isinstance(widget, QAbstractButton):
        names.add(_plain(widget.text()))
    elif isinstance(widget, QLabel):
        names.add(_plain(widget.text()) if widget.buddy() else widget.text())
    elif isinstance(widget, QComboBox):
        names.add(widget.currentText())
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        names.add(widget.placeholderText())
    if isinstance(widget, _FIELDS) and widget.window() is not None:
        names |= {
            _plain(label.text())
            for label in widget.window().findChildren(QLabel)
            if label.buddy() is widget
        }
    return {name for name in names if name}


def _content(widget: QWidget) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit | QSpinBox):
        return widget.text()
    raise NotVisible(f"{type(widget).__name__} is no field")


def _place(spot: Spot) -> QPoint:
    widget = spot.widget
    target = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
    return target.mapToGlobal(spot.box.topLeft())


def _action(actions: list[QAction], text: str) -> QAction:
    shown = [one for one in actions if one.isVisible() and not one.isSeparator()]
    for one in shown:
        if _plain(one.text()) == text:
            return one
    raise NotVisible(f"there is no {text!r} among {[_plain(one.text()) for one in shown]}")


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
