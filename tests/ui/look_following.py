"""Draw the Following page: `python -m tests.ui.look_following FOLDER`."""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from relationship_journal.core import open_core
from relationship_journal.settings import Settings
from relationship_journal.ui import theme
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.open_journal import OpenJournal
from tests.ui.following_fixtures import follow_all
from tests.ui.look_people import drop

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RUNS = (
    ("light", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, 10, (1440, 900)),
    ("dark", theme.Choice.DARK, Qt.LayoutDirection.LeftToRight, 10, (1440, 900)),
    ("rtl", theme.Choice.LIGHT, Qt.LayoutDirection.RightToLeft, 10, (1440, 900)),
    ("narrow", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, 10, (960, 600)),
    ("big", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, 15, (1440, 900)),
    ("empty", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, 10, (960, 600)),
)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    for name, choice, direction, size, room in RUNS:
        app.setLayoutDirection(direction)
        app.setFont(QFont("Inter", size))
        appearance = theme.Appearance(app, choice)
        with tempfile.TemporaryDirectory() as place:
            core = open_core(
                Path(place) / "j.db", begin=True, clock=lambda: NOW, zone=ZoneInfo("Europe/Vienna")
            )
            if name == "empty":
                core.contacts.add("Ana")
            else:
                ids = follow_all(core)
                for who in ("Ana Duarte", "Mara Lind"):
                    core.basket.add(core.following.posts(ids[who])[0].id)
                broken = core.following.feeds_of(ids["Jonas Weber"])[0]
                core.feed_posts.keep_state(
                    broken.id,
                    state="missing",
                    reason="status_404",
                    errors=4,
                    failing_since_at=NOW - timedelta(days=4),
                )
            draw(app, core, appearance, Path(place), room, folder / f"following-{name}.png")
            core.close()


def draw(app, core, appearance, place, room, file) -> None:
    notices, jobs = Notices(core.history.subscribe), Jobs(core.at_work)
    settings = Settings(place / "settings.json")
    window = MainWindow(settings, appearance)
    window.resize(*room)
    window.show()
    journal = OpenJournal(window, core, notices, jobs, settings)
    journal.show_page("go_following")
    page = window.pages.currentWidget()
    window.activateWindow()
    page.setFocus()
    if page.list.model().rowCount():
        page.list.select_person(2)
    for _turn in range(8):
        app.sendPostedEvents()
        app.processEvents()
    window.grab().save(str(file))
    jobs.close()
    notices.close()
    drop(window)


if __name__ == "__main__":
    main()
