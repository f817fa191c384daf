"""A real core in a temporary folder and what stands on it, for tests of the window.

tests/ui/conftest.py and tests/journeys/conftest.py take these in.
"""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

# before the first QApplication; a desktop session may say otherwise
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication

from relationship_journal.core import Core, open_core
from relationship_journal.settings import Settings
from relationship_journal.ui import theme as themes
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.notices import Notices


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
    yield opened
    opened.close()


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


def drop(*objects: object) -> None:
    """Delete Qt objects now, with all they hold."""
    for one in objects:
        if shiboken6.isValid(one):
            shiboken6.delete(one)
    sweep()


def sweep() -> None:
    """Carry out what was to be deleted later."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def nothing_is_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window, a thread, a running timer or a hook behind."""
    threads = set(threading.enumerate())
    hooks = (sys.excepthook, threading.excepthook)
    direction = qapp.layoutDirection()
    font = qapp.font()
    if not qapp.styleSheet() or themes.current().is_dark:
        themes.apply(qapp, themes.load_theme(False))
    yield
    sweep()
    windows = [one for one in qapp.topLevelWidgets() if one.isVisible()]
    left = [f"window {type(one).__name__} {one.windowTitle()!r}" for one in windows]
    for one in windows:
        one.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one.close()
    left += [f"thread {one.name}" for one in set(threading.enumerate()) - threads]
    left += [f"timer of {one.parent()!r}" for one in running_timers()]
    if threading.excepthook is not hooks[1]:
        left.append("threading.excepthook")
        sys.excepthook, threading.excepthook = hooks
    if qapp.layoutDirection() != direction or qapp.font() != font:
        left.append("the application's direction or font")
        qapp.setLayoutDirection(direction)
        qapp.setFont(font)
    assert not left, f"left behind: {', '.join(left)}"


def running_timers() -> list[QTimer]:
    """Return every timer of the program that would still fire."""
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, QTimer) and shiboken6.isValid(one) and one.isActive()
    ]
