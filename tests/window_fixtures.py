"""A real core in a temporary folder and what stands on it, for tests of the window.

tests/ui/conftest.py and tests/journeys/conftest.py take these in.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

# before the first QApplication; a desktop session may say otherwise
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from relationship_journal.core import Core, open_core
from relationship_journal.services.link_check import DeadLink
from relationship_journal.settings import Settings
from relationship_journal.ui import theme as themes
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.messages import install_excepthook
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.open_journal import OpenJournal
from relationship_journal.ui.theme import Appearance, Choice
from relationship_journal.ui.undo_keys import UndoKeys
from tests.driver import Driver
from tests.opening_fakes import FakeStarter, open_here


class FakeLinkCheck:
    """Knows which links are dead, and asks nobody."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def dead(self, urls: Sequence[str], is_cancelled: object = None) -> list[DeadLink]:
        return [DeadLink(url, self.known[url]) for url in urls if url in self.known]


class WoundClock:
    """A clock that stands until it is wound."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def wind(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> WoundClock:
    """Monday, 23 November 2026, half past ten."""
    return WoundClock(datetime(2026, 11, 23, 10, 30, tzinfo=UTC))


@pytest.fixture
def journal_path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def core(journal_path: Path, clock: WoundClock) -> Iterator[Core]:
    opened = open_core(journal_path, begin=True, clock=clock, zone=UTC, keeps_house=False)
    open_here(opened, opened.sign_ins)
    opened.__dict__["link_check"] = FakeLinkCheck()
    yield opened
    opened.close()


@pytest.fixture
def started(core: Core) -> list[tuple[str, ...]]:
    """The commands of the programs that would have been started."""
    starter = core.opening.starter
    assert isinstance(starter, FakeStarter)
    return starter.commands


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "config" / "settings.json")


@pytest.fixture
def notices(qapp: QApplication, core: Core) -> Iterator[Notices]:
    made = Notices(core.history.subscribe)
    yield made
    made.close()
    drop(made)


@pytest.fixture
def jobs(qapp: QApplication, core: Core) -> Iterator[Jobs]:
    made = Jobs(core.at_work)
    yield made
    made.close()
    drop(made)


@pytest.fixture
def people(core: Core) -> Callable[..., list[int]]:
    """Return a function that adds people by name and returns their ids."""

    def add(*names: str, **facts: object) -> list[int]:
        return [core.contacts.add(name, **facts) for name in names]

    return add


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance(qapp, Choice.LIGHT)
    yield made
    qapp.removeEventFilter(made)
    drop(made)


@pytest.fixture
def main_window(
    qapp: QApplication, settings: Settings, appearance: Appearance
) -> Iterator[MainWindow]:
    """The window's frame, as the program builds it; an uncaught error becomes its banner."""
    window = MainWindow(settings, appearance)
    keys = UndoKeys(qapp, window)
    door = install_excepthook(window, window.banner)
    yield window
    door.close()
    keys.close()
    window.close()
    drop(window)


@pytest.fixture
def open_journal(
    core: Core, notices: Notices, jobs: Jobs, main_window: MainWindow, settings: Settings
) -> OpenJournal:
    """The core's journal, open in the window at 1440 x 900."""
    main_window.resize(1440, 900)
    main_window.show()
    return OpenJournal(main_window, core, notices, jobs, settings)


@pytest.fixture
def driver(main_window: MainWindow, open_journal: OpenJournal) -> Driver:
    """Hands and eyes before the window with an open journal."""
    return Driver(main_window)


def drop(*objects: object) -> None:
    """Delete Qt objects now, with all they hold."""
    for one in objects:
        if shiboken6.isValid(one):
            shiboken6.delete(one)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def plain_appearance(qapp: QApplication) -> Iterator[None]:
    """Begin each test in the light theme and from left to right, and leave it so."""
    direction, font = qapp.layoutDirection(), qapp.font()
    if not qapp.styleSheet() or themes.current().is_dark:
        themes.apply(qapp, themes.load_theme(False))
    yield
    qapp.setLayoutDirection(direction)
    qapp.setFont(font)
