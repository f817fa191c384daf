"""A small program that reminds, for the desktop tests: what app.py wires, and a window to see it.

    python -m tests.desktop.reminding JOURNAL --start 2026-11-23T10:29:57+00:00 [--jump FILE]

Its clock begins at `--start` and goes on; seconds written into the `--jump` file are added.
"""

import argparse
import json
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from relationship_journal.core import open_core
from relationship_journal.settings import Settings
from relationship_journal.system import single_instance
from relationship_journal.system.desk import open_desk
from relationship_journal.ui import theme as themes
from relationship_journal.ui.carrier import Carrier
from relationship_journal.ui.desk_link import DeskLink
from relationship_journal.ui.instance import Instance
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.outside_changes import OutsideChanges
from relationship_journal.ui.reminder_answers import ReminderAnswers
from relationship_journal.ui.reminders import Reminders, Surroundings
from relationship_journal.ui.tray import Tray
from relationship_journal.ui.waiting_strip import WaitingStrip

ACTIONS = {
    "quick_capture": "Quick capture",
    "pause_hour": "Pause for an hour",
    "pause_today": "Pause for today",
    "go_on": "Go on",
    "show_window": "Open",
    "quit": "Quit",
    "go_to_reminder": "Go to reminder",
}


class Window(QMainWindow):
    """Says what happened in a label that a test can read."""

    def __init__(self, log: Path) -> None:
        super().__init__()
        self._log = log
        self.setWindowTitle("A window that reminds")
        self.said = QLabel("Nothing yet")
        self.strip = WaitingStrip()
        self.strip.show_requested.connect(self.show_today)
        column = QVBoxLayout()
        for widget in (self.strip, self.said, QLineEdit(accessibleName="Typing")):
            column.addWidget(widget)
        middle = QWidget()
        middle.setLayout(column)
        self.setCentralWidget(middle)
        self.actions_by_name = {name: QAction(text, self) for name, text in ACTIONS.items()}
        self.actions_by_name["go_to_reminder"].setShortcut("Ctrl+Shift+R")
        self.addActions(list(self.actions_by_name.values()))
        self.actions_by_name["show_window"].triggered.connect(self.come)

    def note(self, *facts: object) -> None:
        with self._log.open("a", encoding="utf-8") as file:
            file.write(json.dumps([time.monotonic(), *facts]) + "\n")

    @Slot(int)
    def open_person(self, contact_id: int) -> None:
        self.come()
        self.said.setText(f"Person {contact_id}")
        self.note("person", contact_id)

    @Slot()
    def show_today(self) -> None:
        self.come()
        self.said.setText("Today")
        self.note("today")

    @Slot(list, str)
    def take_other_start(self, words: list[str], _token: str) -> None:
        self.note("asked", words)
        self.come()

    @Slot()
    def come(self) -> None:
        self.showNormal()
        self.raise_()
        self.activateWindow()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("journal", type=Path)
    parser.add_argument("--start", type=datetime.fromisoformat)
    parser.add_argument("--jump", type=Path)
    parser.add_argument("--hidden", action="store_true")
    parser.add_argument("--word", action="append", default=[])
    chosen = parser.parse_args()
    meeting = single_instance.meeting_of(chosen.journal)
    first = single_instance.become_first(meeting)
    if first is None:
        return 0 if single_instance.speak_to_first(meeting, chosen.word) else 1

    app = QApplication(["reminding"])
    app.setApplicationName("reminding")
    app.setQuitOnLastWindowClosed(False)
    QGuiApplication.setDesktopFileName("relationship-journal")
    themes.apply(app, themes.load_theme(False))
    began, start = time.monotonic(), chosen.start or datetime.now(UTC)

    def jumped() -> float:
        try:
            return float(chosen.jump.read_text() or 0)
        except (AttributeError, OSError, ValueError):
            return 0.0

    def clock() -> datetime:
        return start + timedelta(seconds=time.monotonic() - began + jumped())

    core = open_core(
        chosen.journal,
        clock=clock,
        zone=UTC,
        keeps_house=False,
    )
    settings = Settings(chosen.journal.with_name("settings.json"))
    window = Window(chosen.journal.with_name("happened.jsonl"))
    instance = Instance(
        meeting.socket, single_instance.from_line, single_instance.is_own_peer, window
    )
    instance.listen()
    instance.asked.connect(window.take_other_start)
    desk = open_desk("Relationship Journal", "relationship-journal")
    link = DeskLink(desk)
    notices = Notices(core.history.subscribe)
    outside = OutsideChanges(core, notices)
    carrier = Carrier(link, settings, clock, core.zone)
    answers = ReminderAnswers(core, carrier)
    reminders = Reminders(
        core, notices, settings, carrier, around=Surroundings(is_presenting=link.is_presenting)
    )
    by_name = window.actions_by_name
    tray = Tray(reminders, by_name)
    carrier.set_tray_place(tray.place)
    link.sleep_changed.connect(reminders.note_sleep)
    link.presence_changed.connect(reminders.note_presence)
    link.tray_changed.connect(tray.look)
    answers.open_person.connect(window.open_person)
    answers.open_today.connect(window.show_today)
    answers.said.connect(lambda text: window.note("said", text))
    answers.failed.connect(lambda error: window.note("failed", str(error)))
    reminders.brought.connect(
        lambda rows: window.note("reminder", [row.name for row in rows], clock().isoformat())
    )
    tray.person_chosen.connect(window.open_person)
    tray.is_there_changed.connect(lambda is_there: window.strip.set_wanted(not is_there))
    reminders.waiting_changed.connect(lambda: window.strip.show_waiting(reminders.waiting))
    by_name["pause_hour"].triggered.connect(reminders.pause_for_an_hour)
    by_name["pause_today"].triggered.connect(reminders.pause_for_today)
    by_name["go_on"].triggered.connect(reminders.go_on)
    by_name["go_to_reminder"].triggered.connect(answers.go_to_reminder)
    by_name["quit"].triggered.connect(app.quit)
    if not chosen.hidden:
        window.show()
    window.strip.set_wanted(True)
    tray.start()
    window.strip.set_wanted(not tray.is_there)
    reminders.start()
    window.note("started")
    code = app.exec()
    for one in (reminders, tray, link, desk, outside, notices, core, instance, first):
        one.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
