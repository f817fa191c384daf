"""Draw the frame and the first start: `python -m tests.ui.look_frame FOLDER`."""

import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from relationship_journal.core import open_core
from relationship_journal.errors import JournalFileError
from relationship_journal.settings import Settings
from relationship_journal.ui import theme
from relationship_journal.ui.dialogs.about_dialog import AboutDialog
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.messages import CrashDialog
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.open_journal import OpenJournal
from relationship_journal.ui.undo_keys import UndoKeys
from relationship_journal.ui.views.refused_page import RefusedPage
from relationship_journal.ui.views.welcome_page import WelcomePage
from tests.driver import Driver
from tests.ui.look_people import fill

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
RUNS = (
    ("light", theme.Choice.LIGHT, LTR, 10.0, (1440, 900)),
    ("dark", theme.Choice.DARK, LTR, 10.0, (1440, 900)),
    ("narrow", theme.Choice.LIGHT, LTR, 10.0, (960, 600)),
    ("rtl", theme.Choice.LIGHT, RTL, 10.0, (1440, 900)),
    ("big", theme.Choice.LIGHT, LTR, 15.0, (1440, 900)),
    ("bignarrow", theme.Choice.DARK, LTR, 15.0, (960, 600)),
)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    appearance = theme.Appearance(app, theme.Choice.LIGHT)
    keys = UndoKeys(app, app)
    for name, choice, direction, size, (width, height) in RUNS:
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        font = QFont("Inter")
        font.setPointSizeF(size)
        app.setFont(font)
        app.setLayoutDirection(direction)
        appearance.choose(choice)
        pages(folder, name, width, height)
        with tempfile.TemporaryDirectory() as work:
            window(folder, name, width, height, Path(work), appearance)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    keys.close()


def pages(folder: Path, name: str, width: int, height: int) -> None:
    error = JournalFileError("/home/me/holiday.png is not a journal.", "It was left as it is.")
    for what, page in (
        ("welcome", WelcomePage()),
        ("refused", RefusedPage(error, Path("/"))),
        ("about", AboutDialog()),
        ("crash", CrashDialog("A report\n  relationship_journal/app.py:12 in main")),
    ):
        if what in {"welcome", "refused"}:
            page.resize(width, height)
        page.show()
        QTest.qWait(5)
        page.grab().save(str(folder / f"{what}-{name}.png"))
        page.close()
        page.deleteLater()


def window(
    folder: Path, name: str, width: int, height: int, work: Path, appearance: theme.Appearance
) -> None:
    core = open_core(work / "journal.db", begin=True, clock=lambda: NOW, zone=UTC)
    jobs, notices = Jobs(core.at_work), Notices(core.history.subscribe)
    settings = Settings(work / "settings.json")
    made = MainWindow(settings, appearance)
    made.resize(width, height)
    journal = OpenJournal(made, core, notices, jobs, settings)
    driver = Driver(made)
    driver.picture(folder / f"empty-{name}.png")
    fill(core)
    ana = core.contacts.find("Ana Duarte")
    core.notes.add(ana, "Moving to Évora in spring; the balcony becomes a yard.")
    core.follow_ups.add(ana, (NOW + timedelta(days=12)).date(), "Ask about the seed list")
    QTest.qWait(20)
    driver.picture(folder / f"people-{name}.png")
    journal.open_person(ana)
    driver.picture(folder / f"chosen-{name}.png")
    driver.press("Return")
    driver.picture(folder / f"alone-{name}.png")
    journal.go_back()
    driver.press("Ctrl+K")
    driver.type("a")
    driver.picture(folder / f"palette-{name}.png")
    driver.press("Escape")
    made.banner.say("This is an example with made-up people.", icon="footprints", action="Begin")
    driver.press("Ctrl+,")
    driver.picture(folder / f"settings-{name}.png")
    made.close()
    made.deleteLater()
    jobs.close()
    notices.close()
    core.close()


if __name__ == "__main__":
    main()
