"""Draw posts, visitors and the strip: `python -m tests.ui.look_published FOLDER [RUN…]`."""

import os
import sys
import tempfile
from datetime import UTC, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from relationship_journal.core import Core, open_core
from relationship_journal.domain.codes import Channel
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.settings import Settings
from relationship_journal.ui import theme
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.open_journal import OpenJournal
from tests.opening_fakes import open_here
from tests.ui import look_today

NOW, LONG = look_today.NOW, look_today.LONG
SIZES = {"narrow": (960, 600), "bignarrow": (960, 600)}


def publish(core: Core, clock: look_today.Clock) -> None:
    """Let some of the people publish, and some visit."""

    def follow(name: str, *posts: tuple[str, float, str], circle: str = "Inner") -> None:
        found = [one for one in core.people.rows(core.people.find().ids) if one.name == name]
        clock.at = NOW - timedelta(days=60)
        one = found[0].id if found else core.contacts.add(name, circle=circle)
        feed = core.following.follow(one, f"https://{one}.quietgardens.example/feed")
        core.feed_posts.store(feed, ParsedFeed("rss"))
        entries = tuple(
            ParsedEntry(
                guid=title, title=title, excerpt=said, published=NOW - timedelta(days=days),
                link=f"https://quietgardens.example/{one}/{number}",
            )
            for number, (title, days, said) in enumerate(posts)
        )  # fmt: skip
        clock.at = NOW
        core.feed_posts.store(feed, ParsedFeed("rss", entries))

    moss = "Moss asks for nothing but shade, and a wall that nobody scrubs."
    follow(
        "Ana Duarte", ("On quiet gardens", 0.7, moss), ("Seed lists for a small balcony", 4, moss)
    )
    follow(
        "Hana Kim",
        ("The bakery at the end of the line", 0.1, "Bread."),
        *((f"Week {n}", 150 + 7 * n, "x") for n in range(6)),
    )
    follow(LONG, ("A title that goes on and on " * 6, 1, "and an excerpt " * 30))
    blog = core.own_self.add_blog("https://joan.example").feed_id
    core.feed_posts.store(blog, ParsedFeed("rss"))
    priya = core.contacts.add("Priya Raman", urls=["https://priya.example"])
    core.contacts.add("Wim Peters")
    names = (
        ("Priya", "https://priya.example"), ("hedgewitch", ""), ("hedgewitch", ""),
        ("hedgewitch", ""), ("Wim Peters", ""), (LONG[:60], ""),
    )  # fmt: skip
    comments = tuple(
        ParsedEntry(
            guid=f"c{n}", author=name, author_url=url, title=f"Comment on Slow feeds by {name}",
            link=f"https://joan.example/p#comment-{n}", published=NOW - timedelta(hours=n),
            excerpt="Where do you find the moss?",
        )
        for n, (name, url) in enumerate(names)
    )  # fmt: skip
    core.feed_posts.store(blog, ParsedFeed("rss", comments))
    core.entries.write_down([priya], "thanked her", channel=Channel.COMMENT)
    clock.at = NOW


def draw(folder: Path, name: str, appearance: theme.Appearance, size: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory() as work:
        clock = look_today.Clock()
        core = open_core(Path(work) / "j.db", begin=True, clock=clock, zone=UTC, keeps_house=False)
        open_here(core, core.sign_ins)
        look_today.fill(core, clock)
        publish(core, clock)
        notices, jobs = Notices(core.history.subscribe), Jobs(core.at_work)
        settings = Settings(Path(work) / "s.json")
        settings.set("today.cap", 8)
        window = MainWindow(settings, appearance)
        journal = OpenJournal(window, core, notices, jobs, settings)
        window.resize(*size)
        window.show()
        window.activateWindow()
        QTest.qWait(60)
        for row in core.today.look(10).shown:
            if row.reason != "post":
                continue
            journal._today.show_person(row.contact_id)
            look_today.shoot(window, folder / f"published-{name}-{row.contact_id}.png")
        ana = next(row for row in core.today.look(10).shown if row.name == "Ana Duarte")
        journal._today.show_person(ana.contact_id)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        QTest.qWait(60)
        look_today.shoot(window, folder / f"published-{name}-asks.png")
        journal.returning.strip.answer_commented()
        QTest.qWait(60)
        journal.returning.strip.line.setFocus()
        look_today.shoot(window, folder / f"published-{name}-after.png")
        journal.open_person(ana.contact_id)
        QTest.qWait(60)
        look_today.shoot(window, folder / f"published-{name}-person.png")
        window.close()
        window.deleteLater()
        notices.close()
        jobs.close()
        core.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    appearance = theme.Appearance(app, theme.Choice.LIGHT)
    for name, choice, direction, points, _size in look_today.RUNS:
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        font = QFont("Inter")
        font.setPointSizeF(points)
        app.setFont(font)
        app.setLayoutDirection(direction)
        appearance.choose(choice)
        draw(folder, name, appearance, SIZES.get(name, (1440, 900)))


if __name__ == "__main__":
    main()
