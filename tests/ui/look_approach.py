"""Draw My approach and what stands of it elsewhere: `python -m tests.ui.look_approach FOLDER`."""

import os
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from relationship_journal.core import Core, open_core
from relationship_journal.domain.beginner_plan import beginner_plan
from relationship_journal.domain.codes import Channel, Direction, Intent, Outcome, Owed
from relationship_journal.settings import Settings
from relationship_journal.ui import theme
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.open_journal import OpenJournal
from tests.driver import Driver
from tests.ui.look_frame import NOW, RUNS
from tests.ui.look_people import fill

LINE = "I loved your piece on quiet gardens and linked it in my round-up of slow reading"


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    appearance = theme.Appearance(app, theme.Choice.LIGHT)
    for name, choice, direction, size, (width, height) in RUNS:
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        font = QFont("Inter")
        font.setPointSizeF(size)
        app.setFont(font)
        app.setLayoutDirection(direction)
        appearance.choose(choice)
        with tempfile.TemporaryDirectory() as work:
            draw(folder, name, (width, height), Path(work), appearance)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def draw(
    folder: Path, name: str, size: tuple[int, int], work: Path, appearance: theme.Appearance
) -> None:
    core = open_core(work / "journal.db", begin=True, clock=lambda: NOW, keeps_house=False)
    fill(core)
    ana, mara = people(core)
    notices, jobs = Notices(core.history.subscribe), Jobs(core.at_work)
    settings = Settings(work / "settings.json")
    window = MainWindow(settings, appearance)
    window.resize(*size)
    window.show()
    journal = OpenJournal(window, core, notices, jobs, settings)
    driver = Driver(window)
    QTest.qWait(20)
    driver.press("Ctrl+6")
    driver.picture(folder / f"approach-new-{name}.png")
    plans(core, ana, mara)
    QTest.qWait(20)
    driver.picture(folder / f"approach-{name}.png")
    page = window.pages.currentWidget()
    page.show_person(mara)
    driver.picture(folder / f"approach-person-{name}.png")
    for part in ("message", "blogs", "names", "found"):
        page.show_place(f"mine:{part}")
        QTest.qWait(30)
        driver.picture(folder / f"approach-{part}-{name}.png")
    for one, what in ((mara, "mara"), (ana, "ana")):
        journal.open_person(one)
        QTest.qWait(100)
        driver.picture(folder / f"pane-{what}-{name}.png")
        journal.people.open_person(one)
        QTest.qWait(150)
        driver.picture(folder / f"person-{what}-{name}.png")
        journal.go_back()
    moments(folder, name, driver, journal, core, ana, mara)
    driver.press("Ctrl+1")
    QTest.qWait(50)
    driver.picture(folder / f"today-{name}.png")
    driver.press("Ctrl+,")
    driver.picture(folder / f"settings-{name}.png")
    driver.press("Ctrl+4")
    driver.click("I owe")
    driver.picture(folder / f"upcoming-{name}.png")
    window.close()
    window.deleteLater()
    jobs.close()
    notices.close()
    core.close()


def moments(
    folder: Path, name: str, driver: Driver, journal: OpenJournal, core: Core, *who: int
) -> None:
    """Draw what comes and goes: a caution, quick capture, what is owed before a deletion."""
    ana, mara = who
    core.entries.write_down([ana], LINE)
    journal.open_person(mara)
    QTest.qWait(30)
    box = journal.people.person.entry_box
    journal.people.person.write_down()
    driver.type(LINE)
    box.write_down()
    QTest.qWait(30)
    driver.picture(folder / f"caution-{name}.png")
    box.text.clear()
    driver.press("Ctrl+Shift+J")
    driver.type('@"Mara Lind" sorry forum https://boards.example/t/1 for the link !mend it by Fri')
    QTest.qWait(30)
    journal.capture.grab().save(str(folder / f"capture-{name}.png"))
    journal.capture.hide()
    core.promises.make(mara, "send the photographs of the harbour, all of them")
    driver.window.commands.action("delete_contact").trigger()
    QTest.qWait(30)
    driver.picture(folder / f"delete-{name}.png")
    driver.press("Escape")
    promise = core.promises.open_of(mara)[0]
    core.sorry.end(core.sorry.open_of(mara)[0].id)
    core.promises.keep(promise.id)
    journal.people.open_person(mara)
    QTest.qWait(150)
    driver.picture(folder / f"tell-{name}.png")
    journal.go_back()


def people(core: Core) -> tuple[int, int]:
    ana = core.contacts.find("Ana Duarte")
    mara = core.contacts.add(
        "Mara Lind", urls=["https://harbourlines.example"], emails=["mara@harbourlines.example"],
        circle="Inner", tags=["harbour", "essays"],
    )  # fmt: skip
    return ana, mara


def plans(core: Core, ana: int, mara: int) -> None:
    core.approach.begin_with(beginner_plan())
    inner = core.circles.by_name("Inner").id
    core.approach.set_for_circle(inner, better="", at_most=6)
    core.approach.set_for_person(
        mara,
        how="Slow and exact. She notices when a link is wrong, and says thank you when mended.",
        avoid="round-robin messages, Mondays",
        channels_out=[Channel.DM],
        at_most=2,
        is_not_named=True,
    )
    core.approach.set_for_person(ana, how="By the garden first.", quiet_until=date(2027, 1, 10))
    core.own_self.set_message("Gardens, slow weeks, and the people who write about them.")
    core.own_self.set_names(["@gardenblog", "The garden blog"])
    core.own_self.add_blog("https://gardenblog.example")
    core.own_self.add_blog("https://notes.gardenblog.example/a/rather/long/path/of/a/second/blog")
    for what, days in (("Links to her essays, with a sentence", 40),
                       ("Corrections, in private", 90), ("Harbour photographs", 500)):  # fmt: skip
        core.welcome.add(
            mara, what, url="https://boards.example/t/1", at=NOW - timedelta(days=days)
        )
    for n in range(9):
        at = NOW - timedelta(days=30 + 9 * n)
        one = core.entries.write_down([mara], LINE * 4, channel=Channel.COMMENT, at=at)
        core.entries.set_outcome(one, Outcome.ANSWERED if n < 7 else Outcome.NO_ANSWER)
    said = core.entries.write_down(
        [mara], "Said sorry for the wrong link in my round-up; promised to mend it by Monday.",
        channel=Channel.FORUM, intent=Intent.SORRY, url="https://boards.example/t/2",
        at=NOW - timedelta(days=5),
    )  # fmt: skip
    core.promises.make(mara, "fix the broken link to her harbour essay", NOW.date(), entry_id=said)
    core.sorry.begin_with_entry(said)
    core.contacts.edit(core.contacts.find("Tom Okafor"), introduced_by=ana)
    core.contacts.edit(mara, introduced_by=core.contacts.find("Tom Okafor"))
    core.contacts.edit(core.contacts.find("Jonas Weber"), introduced_by=ana)
    core.promises.make(ana, "send the chapter", owed_by=Owed.THEIRS)
    core.promises.make(core.contacts.find("Tom Okafor"), "read his draft")
    core.entries.write_down(
        [ana], "Read this blog", direction=Direction.INCOMING, channel=Channel.MENTION,
        url="https://moss.example/roll", at=NOW - timedelta(days=2),
    )  # fmt: skip


if __name__ == "__main__":
    main()
