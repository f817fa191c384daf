"""Draw what opens pages and helps to sign in: `python -m tests.ui.look_signing_in FOLDER`."""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from relationship_journal.core import Core, open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.domain.target import Target
from relationship_journal.services.sign_in_rows import SignInFields
from relationship_journal.settings import Settings
from relationship_journal.ui import theme
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.open_journal import OpenJournal
from relationship_journal.ui.open_menu import OpenMenu
from tests.driver import Driver
from tests.opening_fakes import open_here

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
_LONG = "gardenblog-and-the-long-way-round"
BOARDS = "https://boards.example/u/mara_l"


def fill(core: Core) -> int:
    core.vault.make(Secret("a long passphrase"))
    for site, label, browser, profile in (
        ("boards.example", "gardener", "", ""),
        ("boards.example", "slowrows", "", ""),
        ("harbourlines.example", "@gardenblog", "firefox", "x1.blog"),
        ("long.example", _LONG, "firefox", "x1.blog"),
    ):
        core.sign_ins.add(
            SignInFields(
                site=site,
                label=label,
                user_name=Secret(label),
                password=Secret("p"),
                one_time=Secret("JBSWY3DPEHPK3PXP"),
                browser=browser,
                browser_profile=profile,
            )
        )
    return core.contacts.add(
        "Mara Lind",
        circle="Inner",
        tags=["harbour"],
        urls=[
            "https://harbourlines.example/",
            BOARDS,
            "https://аррӏе.example/",
            "https://long.example/a",
        ],
        emails=["mara@harbourlines.example"],
    )


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setFont(QFont("Inter", 10))
    appearance = theme.Appearance(app, theme.Choice.LIGHT)
    runs = (
        ("light", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, (1440, 900)),
        ("dark", theme.Choice.DARK, Qt.LayoutDirection.LeftToRight, (1440, 900)),
        ("narrow", theme.Choice.LIGHT, Qt.LayoutDirection.LeftToRight, (960, 600)),
        ("rtl", theme.Choice.LIGHT, Qt.LayoutDirection.RightToLeft, (1440, 900)),
    )
    for name, choice, direction, size in runs:
        appearance.choose(choice)
        app.setLayoutDirection(direction)
        with tempfile.TemporaryDirectory() as work:
            draw(folder, name, size, Path(work), appearance)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def draw(
    folder: Path, name: str, size: tuple[int, int], work: Path, appearance: theme.Appearance
) -> None:
    core = open_core(work / "journal.db", begin=True, clock=lambda: NOW, zone=UTC)
    open_here(core, core.sign_ins)
    mara = fill(core)
    jobs, notices = Jobs(core.at_work), Notices(core.history.subscribe)
    settings = Settings(work / "settings.json")
    made = MainWindow(settings, appearance)
    made.resize(*size)
    journal = OpenJournal(made, core, notices, jobs, settings)
    driver = Driver(made)
    core.follow_ups.add(mara, NOW.date(), "Ask about the archive")
    core.promises.make(
        core.contacts.add("Maximiliane von Hohenstein", urls=["https://long.example/x"]),
        "Send the list",
        NOW.date(),
    )
    quiet = core.contacts.add("Tom", circle="Inner", urls=["https://long.example/t"])
    core.entries.write_down([quiet], "hi", at=NOW - timedelta(days=60))
    journal.show_today()
    QTest.qWait(5)
    driver.picture(folder / f"today-{name}.png")
    driver.press("Down")
    driver.picture(folder / f"today2-{name}.png")
    driver.press("Down")
    driver.picture(folder / f"today3-{name}.png")
    journal.open_person(mara)
    opener, profiles = journal.opener, core.contacts.whole(mara).profiles
    opener.open_target(Target(profiles[0].url, mara, profiles[0].id))
    driver.picture(folder / f"copied-{name}.png")
    driver.press("Return", "Ctrl+Shift+C")
    driver.picture(folder / f"password-{name}.png")
    menu = OpenMenu(core, opener, Target(BOARDS, mara, profiles[1].id), made)
    menu.popup(made.mapToGlobal(made.rect().center()))
    driver.picture(folder / f"menu-{name}.png")
    menu.close()
    core.vault.lock()
    opener.open_target(Target("https://long.example/a", mara))
    driver.picture(folder / f"locked-{name}.png")
    popup = journal.signing_in.popup
    popup._place()
    popup.show()
    popup._place()
    popup.grab().save(str(folder / f"popup-locked-{name}.png"))
    core.vault.unlock(Secret("a long passphrase"))
    QTest.qWait(20)
    popup.show()
    popup._place()
    popup.grab().save(str(folder / f"popup-{name}.png"))
    made.close()
    made.deleteLater()
    jobs.close()
    notices.close()
    QGuiApplication.clipboard().setText("")
    core.close()


if __name__ == "__main__":
    main()
