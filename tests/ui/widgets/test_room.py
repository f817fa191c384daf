"""Dialogs open as big as is good for them, and never bigger than the screen."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from relationship_journal.ui.widgets.room import opening_size
from tests.window_fixtures import drop


def test_a_window_never_opens_bigger_than_the_screen(qapp):
    window = QWidget()
    opened, screen = opening_size(window, 9000, 9000), window.screen().availableSize()
    assert opened.width() < screen.width()
    assert opened.height() < screen.height()
    drop(window)


def test_a_bigger_font_opens_a_bigger_window(qapp):
    window = QWidget()
    window.setFont(QFont("Inter", 9))
    usual = opening_size(window, 300, 200)
    window.setFont(QFont("Inter", 20))
    bigger = opening_size(window, 300, 200)
    assert bigger.width() > usual.width() >= 300
    assert bigger.height() > usual.height() >= 200
    drop(window)
