"""The menu bar shows its letters only while they can be used."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QStyle

from relationship_journal.ui.widgets.menu_bar import MenuBar
from tests.window_fixtures import drop


@pytest.mark.parametrize("is_held", [False, True])
def test_letters_are_underlined_only_while_alt_is_held(qtbot, monkeypatch, is_held):
    window = QMainWindow()
    window.setMenuBar(MenuBar(window))
    bar = window.menuBar()
    bar.addMenu("&Journal")
    window.show()
    modifiers = Qt.KeyboardModifier
    held = modifiers.AltModifier if is_held else modifiers.NoModifier
    monkeypatch.setattr(QGuiApplication, "queryKeyboardModifiers", lambda: held)
    shown = bar.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, None, bar)
    assert bool(shown) is is_held
    qtbot.keyPress(window, Qt.Key.Key_Alt)
    qtbot.keyRelease(window, Qt.Key.Key_Alt)
    drop(window)
