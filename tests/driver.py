"""Drives the real window by what can be seen in it, and counts what it costs.

One click, one key chord or one choice in a menu is one action; free typing in one field is
counted apart. A committed field is typing and the Enter that commits it.

    driver = Driver(window)
    driver.click("Add")
    driver.fill("Name", "Ana Duarte")
    driver.press("Return")
    driver.wait_for("Ana Duarte")
    assert driver.cost == Cost(actions=2, typed=1)

Needs no pytest, so that the guided tour can use it too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QElapsedTimer,
    QPoint,
    Qt,
)
from PySide6.QtGui import (
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
    QMenu,
    QMenuBar,
    QWidget,
)

from tests import sight
from tests.sight import NotVisible, Spot

SECONDS = 15.0
_LEFT = Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class Cost:
    """What it took: clicks, chords and choices; and fields that were typed into."""

    actions: int = 0
    typed: int = 0


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
        entry = sight.action(bar.actions(), menu)
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
            sight.readable(self.surface()),
            key=lambda spot: (sight.place(spot).y(), sight.place(spot).x()),
        )
        return [spot.text for spot in spots]

    def rows(self, name: str = "") -> list[list[str]]:
        """Return the lines of the list or table of this name (the first one there is) as texts.

        Raises: NotVisible.
        """
        for view in self.surface().findChildren(QAbstractItemView):
            if view.isVisible() and name in {"", view.accessibleName()}:
                return sight.rows(view)
        raise NotVisible(f"there is no list {name!r}; {self._told()}")

    def value(self, field: str) -> str:
        """Return what a field holds.

        Raises: NotVisible.
        """
        widget = self._await_field(field)
        return sight.content(widget)

    def is_enabled(self, text: str) -> bool:
        """Say whether the button of this text can be used.

        Raises: NotVisible when there is none.
        """
        for widget in self.surface().findChildren(QAbstractButton):
            if widget.isVisible() and text in sight.names(widget):
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
        """Return what is in front: an open menu, a dialog, a small window of ours, the window."""
        found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        active = QApplication.activeWindow()
        if found is not None or active is None or not active.isVisible():
            return found or self.window
        # quick capture is a window of ours and no dialog
        return active if active.parentWidget() is self.window else self.window

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
            action = sight.action(menu.actions(), item)
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
            found[:] = sight.spots(self.surface(), text)
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
                if isinstance(one, sight.FIELDS) and one.isVisible() and name in sight.names(one)
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
