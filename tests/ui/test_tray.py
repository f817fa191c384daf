"""The tray's icon, words and menu; tests/desktop has the trays themselves."""

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication

from relationship_journal.ui.popup import corner
from relationship_journal.ui.tray import Tray
from relationship_journal.ui.tray_icon import TrayState, tray_icon
from relationship_journal.ui.waiting_strip import WaitingStrip
from tests.ui.test_carrier import row
from tests.window_fixtures import drop

NAMES = ("quick_capture", "pause_hour", "pause_today", "go_on", "show_window", "quit")


class FakeReminders(QObject):
    waiting_changed = Signal()
    ticked = Signal()

    def __init__(self):
        super().__init__()
        self.waiting, self.is_paused = (), False


@pytest.fixture
def reminders(qapp):
    return FakeReminders()


@pytest.fixture
def tray(reminders):
    actions = {name: QAction(name, reminders) for name in NAMES}
    made = Tray(reminders, actions)
    yield made
    made.close()
    drop(made)


def entries(tray):
    return [one.text() for one in tray.menu().actions() if not one.isSeparator()]


def test_it_says_who_waits_and_whether_it_is_paused(reminders, tray):
    assert (tray.state(), tray.tip()) == (
        TrayState.PLAIN, "Relationship Journal: Nobody waits",
    )  # fmt: skip
    reminders.waiting = (row("Ana"), row("Mara", 2))
    assert tray.state() is TrayState.WAITING
    reminders.is_paused = True
    assert tray.state() is TrayState.PAUSED
    assert tray.tip() == "Relationship Journal: 2 people wait; reminders are paused"


def test_the_menu_has_three_people_and_follows(reminders, tray):
    chosen = []
    tray.person_chosen.connect(chosen.append)
    reminders.waiting = tuple(row(name, n) for n, name in enumerate(("A & B", "Bo", "Chi", "D"), 1))
    reminders.waiting_changed.emit()
    assert entries(tray) == [
        "A && B: Follow up", "Bo: Follow up", "Chi: Follow up",
        "quick_capture", "pause_hour", "pause_today", "show_window", "quit",
    ]  # fmt: skip
    tray.menu().actions()[1].trigger()
    assert chosen == [2]
    reminders.waiting, reminders.is_paused = (), True
    reminders.waiting_changed.emit()
    assert entries(tray) == ["quick_capture", "go_on", "show_window", "quit"]


def test_while_somebody_signs_in_the_menu_begins_with_that(reminders, tray):
    reminders.waiting = (row("Ana"),)
    copy = QAction("Copy password", reminders)
    tray.show_signing("boards.example, as a & b", [copy])
    assert entries(tray)[:3] == ["boards.example, as a && b", "Copy password", "Ana: Follow up"]
    assert not tray.menu().actions()[0].isEnabled()
    tray.show_signing("", ())
    assert entries(tray)[0] == "Ana: Follow up"
    assert copy.text() == "Copy password"  # the window's own is still there


def test_the_states_differ_in_shape(qapp):
    pictures = [tray_icon(state).pixmap(QSize(22, 22)).toImage() for state in TrayState]
    shapes = [
        [image.pixelColor(x, y).alpha() > 127 for x in range(22) for y in range(22)]
        for image in pictures
    ]
    assert len({tuple(shape) for shape in shapes}) == 3


def test_the_popup_is_at_the_trays_corner(qapp):
    screen = QGuiApplication.primaryScreen()
    free, size = screen.availableGeometry(), QSize(380, 160)
    below = QPoint(free.right() - 12 - 379, free.bottom() - 12 - 159)
    assert corner(size, screen) == below
    assert corner(size, screen, QRect(free.right() - 30, 5, 22, 22)).y() == free.top() + 12
    right_to_left = Qt.LayoutDirection.RightToLeft
    assert corner(size, screen, direction=right_to_left).x() == free.left() + 12


def test_the_strip_is_there_only_without_a_tray_and_while_somebody_waits(qtbot):
    strip = WaitingStrip()
    qtbot.addWidget(strip)
    three = [row("Ana"), row("Mara", 2), row("Tom", 3)]
    strip.show_waiting(three)
    assert strip.said() == ""
    strip.set_wanted(True)
    assert strip.said() == "3 people wait: Ana, Mara, Tom"
    strip.dismiss()
    strip.show_waiting(three[:2])
    assert strip.said() == ""
    strip.show_waiting([*three, row("Zoë", 4)])
    assert strip.said() == "4 people wait: Ana, Mara, Tom, and one more"
    strip.show_waiting([])
    assert strip.said() == ""


def test_it_offers_the_answers_about_a_page_that_was_opened(reminders, tray):
    answers = [QAction(words, reminders) for words in ("I commented", "Only read it")]
    tray.show_asked("Ana, On quiet & loud gardens", answers)
    assert entries(tray)[:3] == ["Ana, On quiet && loud gardens", "I commented", "Only read it"]
    said = []
    answers[0].triggered.connect(lambda: said.append("commented"))
    tray.menu().actions()[1].trigger()
    assert said == ["commented"]
    tray.show_asked("", ())
    assert "I commented" not in entries(tray)
