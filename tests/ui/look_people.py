"""Draw the People page and what goes with it: `python -m tests.ui.look_people FOLDER`."""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from relationship_journal.core import Core, open_core
from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.settings import Settings
from relationship_journal.ui import theme
from relationship_journal.ui.dialogs.export_dialog import ExportDialog
from relationship_journal.ui.dialogs.import_dialog import ImportDialog
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.bin_page import BinPage
from relationship_journal.ui.views.line_table import LineTable
from relationship_journal.ui.views.people_page import PeoplePage

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PEOPLE = (
    ("Ana Duarte", "Inner", 16, ("gardens", "feeds")),
    ("Mara Lind", "Inner", 5, ("harbour",)),
    ("Tom Okafor", "Regular", 2, ("forum",)),
    ("山田 さくら", "Regular", 63, ("photo", "tea")),
    ("Łukasz Wójcik", "Inner", 22, ("maps",)),
    ("ليلى حداد", "Regular", 155, ("bread",)),
    ("Jonas Weber", "Regular", 0, ("maps", "css")),
    ("Maximiliane-Theodora von Hohenstein-Wittelsbach zu Rosenau", "Acquaintance", 0, ("books",)),
    ("Priya <b>Raman</b>", "Acquaintance", 4, ("css",)),
    ("Παύλος Νίκου", "Acquaintance", 70, ("forum", "letters", "slow web", "small web", "rain")),
    ("👩‍🌾 Chidi", "Regular", 21, ()),
    ("Олена Коваль", "Regular", 35, ("letters",)),
    ("김민서", "Acquaintance", 92, ("photo",)),
    ("Sean Gallagher", "No plan", 400, ("radio",)),
    ("Matteo Ricci", "Acquaintance", None, ()),
)  # fmt: skip


FEEDS = """<opml version="2.0"><head><title>x</title></head><body>
<outline text="Gardens">
<outline type="rss" text="Quiet Gardens" xmlUrl="https://quietgardens.example/feed" htmlUrl="https://quietgardens.example/"/>
<outline type="rss" text="Slow Web" xmlUrl="https://slowweb.example/rss" htmlUrl="https://slowweb.example/"/>
<outline type="rss" text="Slow Web" xmlUrl="https://slowweb.example/rss" htmlUrl="https://slowweb.example/"/>
<outline type="rss" text="مدونة ليلى" xmlUrl="https://layla.example/rss"/>
<outline type="rss" text="Nothing here"/>
</outline></body></opml>"""


def fill(core: Core) -> None:
    for name, circle, days, tags in PEOPLE:
        one = core.contacts.add(name, circle=circle, tags=tags)
        core.contacts.edit(one, organization="Quiet Gardens Press" if days else "")
        if days is not None:
            at = NOW - timedelta(days=days)
            core.entries.write_down(
                [one], "hello", direction=Direction.OUTGOING, channel=Channel.EMAIL, at=at
            )


def shoot(app: QApplication, widget: QWidget, size: tuple[int, int], file: Path) -> None:
    widget.resize(*size)
    widget.show()
    for _turn in range(4):
        app.sendPostedEvents()
        app.processEvents()
    widget.grab().save(str(file))
    widget.hide()


def drop(*widgets: QWidget) -> None:
    """Delete windows here: left to the garbage, they could go on a worker's thread."""
    for widget in widgets:
        shiboken6.delete(widget)


def people_pictures(app: QApplication, folder: Path, work: Path, name: str) -> None:
    core = open_core(work / "people.db", begin=True, clock=lambda: NOW, zone=ZoneInfo("UTC"))
    fill(core)
    notices = Notices(core.history.subscribe)
    page = PeoplePage(core, notices, Settings(work / "s.json"))
    page.select_person(1)
    page.show()
    page.activateWindow()
    page.focus_table()
    shoot(app, page, (760, 640), folder / f"people-{name}.png")
    page.focus_search()
    shoot(app, page, (449, 560), folder / f"people-narrow-{name}.png")
    page.search_for("nobody at all")
    shoot(app, page, (760, 560), folder / f"people-nomatch-{name}.png")
    drop(page)
    other_pictures(app, folder, work, name, core, notices)
    notices.close()
    core.close()
    core = open_core(work / "empty.db", begin=True, clock=lambda: NOW, zone=ZoneInfo("UTC"))
    notices = Notices(core.history.subscribe)
    page = PeoplePage(core, notices, Settings(work / "s.json"))
    page.show()
    page.focus_search()
    shoot(app, page, (1256, 840), folder / f"people-empty-{name}.png")
    drop(page)
    notices.close()
    core.close()


def other_pictures(
    app: QApplication, folder: Path, work: Path, name: str, core: Core, notices: Notices
) -> None:
    for one in (3, 5, 8):
        core.contacts.delete(one)
    page = BinPage(core, notices)
    page.show()
    page.setFocus()
    page.findChild(LineTable).select_place(1)
    shoot(app, page, (760, 400), folder / f"bin-{name}.png")
    drop(page)
    jobs = Jobs(core.at_work)
    dialog = ExportDialog(core, jobs, None, [1, 2, 4])
    shoot(app, dialog, (520, 620), folder / f"export-{name}.png")
    dialog.set_path(work / "out.csv")
    dialog.export()
    wait(app, jobs)
    shoot(app, dialog, (520, 620), folder / f"export-done-{name}.png")
    drop(dialog)
    dialog = ImportDialog(core, jobs)
    shoot(app, dialog, (760, 560), folder / f"import-{name}.png")
    feeds = work / "feeds.opml"
    feeds.write_text(FEEDS, "utf-8")
    dialog.read([feeds, work / "out.csv"])
    wait(app, jobs)
    shoot(app, dialog, (760, 560), folder / f"import-read-{name}.png")
    dialog.bring_in()
    wait(app, jobs)
    shoot(app, dialog, (760, 560), folder / f"import-done-{name}.png")
    feeds.write_bytes(b"\x89PNG\r\n\x1a\n" * 90)
    drop(dialog)
    dialog = ImportDialog(core, jobs, None, [feeds])
    wait(app, jobs)
    shoot(app, dialog, (760, 560), folder / f"import-error-{name}.png")
    drop(dialog)
    jobs.close()


def wait(app: QApplication, jobs: Jobs) -> None:
    while jobs.running():
        app.processEvents()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setFont(QFont("Inter", 10))
    appearance = theme.Appearance(app, theme.Choice.LIGHT)
    runs = (
        ("light", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, 10),
        ("dark", theme.Choice.DARK, Qt.LayoutDirection.LeftToRight, 10),
        ("rtl", theme.Choice.LIGHT, Qt.LayoutDirection.RightToLeft, 10),
        ("big", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, 15),
    )
    for name, choice, direction, size in runs:
        app.setLayoutDirection(direction)
        app.setFont(QFont("Inter", size))
        appearance.choose(choice)
        with tempfile.TemporaryDirectory() as work:
            people_pictures(app, folder, Path(work), name)


if __name__ == "__main__":
    main()
