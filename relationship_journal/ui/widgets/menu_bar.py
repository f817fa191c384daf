"""The menu bar: the letters that go with Alt are underlined only while Alt is held."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QMenuBar,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)


class _QuietLetters(QProxyStyle):
    """Fusion, which always underlines them, without that; it serves the menu bar alone."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803  Qt's name
    ) -> int:
        """Return whether letters are underlined, and else what Fusion says."""
        if hint == QStyle.StyleHint.SH_UnderlineShortcut:
            return int(
                bool(QGuiApplication.queryKeyboardModifiers() & Qt.KeyboardModifier.AltModifier)
            )
        return super().styleHint(hint, option, widget, returnData)


class MenuBar(QMenuBar):
    """A menu bar that shows its letters when they can be used.

    Args:
        window: whose menu bar it is; it hears of Alt first.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        style = _QuietLetters("Fusion")
        style.setParent(self)
        self.setStyle(style)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the letters anew when Alt is pressed, let go, or lost to another window."""
        kind = event.type()
        is_alt = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt
        if is_alt or kind == QEvent.Type.WindowDeactivate:
            self.update()
        return super().eventFilter(watched, event)
