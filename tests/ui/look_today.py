"""Draw Today, Upcoming and Quick capture: `python -m tests.ui.look_today FOLDER [RUN…]`."""

import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from relationship_journal.core import Core, open_core
from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.settings import Settings
from relationship_journal.ui import theme
from relationship_journal.ui.capture_window import CaptureWindow
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.today_page import TodayPage
from relationship_journal.ui.views.upcoming_page import UpcomingPage

NOW = datetime(2026, 11, 23, 10, 38, tzinfo=UTC)
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
RUNS = (
    ("light", theme.Choice.LIGHT, LTR, 10.0, (1440, 840)),
    ("dark", theme.Choice.DARK, LTR, 10.0, (1440, 840)),
    ("narrow", theme.Choice.LIGHT, LTR, 10.0, (904, 545)),
    ("rtl", theme.Choice.LIGHT, RTL, 10.0, (1440, 840)),
    ("big", theme.Choice.DARK, LTR, 15.0, (1440, 840)),
    ("bignarrow", theme.Choice.LIGHT, LTR, 15.0, (904, 545)),
)
LONG = "Maximiliane-Theodora von Hohenstein-Wittelsbach zu Rosenau und Altenburg-Sachsen"


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


def fill(core: Core, clock: Clock) -> None:
    """Make people for every reason there is."""

    def person(name: str, days: float, circle: str = "Inner", **facts: object) -> int:
        clock.at = NOW - timedelta(days=200)
        one = core.contacts.add(name, circle=circle, **facts)
        clock.at = NOW - timedelta(days=days)
        return one

    def said(one: int, text: str, channel: Channel, *, theirs: bool = False) -> None:
        direction = Direction.INCOMING if theirs else Direction.OUTGOING
        core.entries.write_down([one], text, direction=direction, channel=channel)

    tom = person("Tom Okafor", 30)
    core.contacts.set_emails(tom, [("tom@okafor.example", "home")])
    said(tom, "asked after the forum's new rules", Channel.EMAIL)
    clock.at = NOW - timedelta(days=2)
    said(
        tom, "Would you read my draft on forum etiquette before Friday?", Channel.EMAIL, theirs=True
    )
    mara = person("Mara Lind", 12)
    said(mara, "said sorry for the broken link", Channel.FORUM)
    core.promises.make(mara, "Fix the broken link to her harbour essay", NOW.date())
    ana = person("Ana Duarte", 25, urls=["https://quietgardens.example"])
    said(ana, "thanked her for the seed swap link, asked about the moss photos", Channel.COMMENT)
    clock.at = NOW - timedelta(days=16)
    said(ana, "your note on slow feeds made me rewrite my sidebar", Channel.COMMENT, theirs=True)
    clock.at = NOW - timedelta(days=15.5)
    said(ana, "glad it helped", Channel.COMMENT)
    layla = person("ليلى حداد", 40, "Regular")
    said(layla, "شكرا على الخبز", Channel.COMMENT)
    core.follow_ups.add(layla, NOW.date(), "Ask about the bakery at the end of the line")
    sakura = person("山田 さくら", 63, "Regular")
    said(sakura, "about the tea house", Channel.CALL)
    long = person(LONG, 70, "Regular")
    said(long, "a long letter " * 30, Channel.EMAIL)
    for number in range(7):
        one = person(f"Reader {number}", 90 + number, "Regular")
        said(one, "hello", Channel.OTHER)
    ahead = person("Łukasz Wójcik", 3)
    said(ahead, "maps", Channel.OTHER)
    core.contacts.edit(ahead, birthday="1984-11-24")
    noor = person("Noor van Dijk", 2)
    said(noor, "books", Channel.OTHER)
    core.promises.make(noor, "send the reading list", NOW.date() + timedelta(days=4))
    ingrid = person("Ingrid Solheim", 2)
    said(ingrid, "x", Channel.OTHER)
    core.follow_ups.add(ingrid, NOW.date() + timedelta(days=5), "look in, her page has no feed")
    for day, name in ((9, "Chidi Eze"), (12, "Olga"), (21, "Beatriz Prado"), (5, "Jo"), (5, LONG)):
        one = person(name, 1)
        said(one, "x", Channel.EMAIL)
        core.follow_ups.add(one, NOW.date() + timedelta(days=day), "Ask how it was received")
    core.follow_ups.add(noor, NOW.date() + timedelta(days=5), "the second thing that day")
    clock.at = NOW - timedelta(minutes=50)
    jonas = core.contacts.add("Jonas Weber", circle="Regular")
    said(jonas, "about fonts", Channel.EMAIL)
    clock.at = NOW


def settle() -> None:
    QTest.qWait(20)


def shoot(widget: QWidget, file: Path) -> None:
    settle()
    widget.grab().save(str(file))


def today(core: Core, notices: Notices, settings: Settings, folder: Path, name: str, size) -> None:
    page = TodayPage(core, notices, settings)
    page.resize(*size)
    page.show()
    page.activateWindow()
    page.setFocus()
    shoot(page, folder / f"today-{name}.png")
    for step in range(2, 5):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_J)
        shoot(page, folder / f"today-{name}-{step}.png")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_W)
    QTest.keyClicks(QApplication.focusWidget(), "asked about the garden")
    shoot(page, folder / f"today-{name}-writing.png")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    shoot(page, folder / f"today-{name}-written.png")
    page.close()
    page.deleteLater()


def upcoming(core, notices, settings, folder: Path, name: str, size) -> None:
    page = UpcomingPage(core, notices, settings)
    page.resize(*size)
    page.show()
    page.activateWindow()
    page.setFocus()
    shoot(page, folder / f"upcoming-{name}.png")
    page.grid.setFocus()
    if "narrow" in name:
        page._choose_tab(1)
        page._tab.button(1).click()
    shoot(page, folder / f"upcoming-{name}-grid.png")
    page.close()
    page.deleteLater()


def capture(core, folder: Path, name: str) -> None:
    core.contacts.add("Mara Ilić")
    window = CaptureWindow(core)
    window.appear()
    shoot(window, folder / f"capture-{name}-empty.png")
    for what, line in (
        ("full", "@mara sorry forum https://boards.example/t/4182 !fix the link by Fri"),
        ("unknown", "@zoe thanks 👩‍🌾 for the seeds"),
        ("doubt", "@rea forum hello"),
        ("who", "@mara"),
        ("nobody", "hello there"),
        ("long", "@ليلى email from them " + "a long thing that was said " * 9),
    ):
        window.set_line(line)
        shoot(window, folder / f"capture-{name}-{what}.png")
    window.close()
    window.deleteLater()


def away(folder: Path, name: str, size) -> None:
    with tempfile.TemporaryDirectory() as work:
        clock = Clock()
        core = open_core(Path(work) / "j.db", begin=True, clock=clock, zone=UTC, keeps_house=False)
        notices = Notices(core.history.subscribe)
        page = TodayPage(core, notices, Settings(Path(work) / "s.json"))
        page.resize(*size)
        page.show()
        shoot(page, folder / f"today-empty-{name}.png")
        clock.at = NOW - timedelta(days=100)
        for number in range(23):
            core.contacts.add(f"Reader {number}", circle="Inner")
        core.notes.add(1, "x")
        clock.at = NOW
        settle()
        page.look_again()
        shoot(page, folder / f"today-away-{name}.png")
        page.close()
        page.deleteLater()
        notices.close()
        core.close()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    appearance = theme.Appearance(app, theme.Choice.LIGHT)
    for name, choice, direction, points, size in RUNS:
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        font = QFont("Inter")
        font.setPointSizeF(points)
        app.setFont(font)
        app.setLayoutDirection(direction)
        appearance.choose(choice)
        with tempfile.TemporaryDirectory() as work:
            clock = Clock()
            core = open_core(
                Path(work) / "j.db", begin=True, clock=clock, zone=UTC, keeps_house=False
            )
            fill(core, clock)
            notices = Notices(core.history.subscribe)
            settings = Settings(Path(work) / "s.json")
            today(core, notices, settings, folder, name, size)
            upcoming(core, notices, settings, folder, name, size)
            capture(core, folder, name)
            notices.close()
            core.close()
        away(folder, name, size)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    main()
