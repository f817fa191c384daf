"""The program as a process: it begins, it ends when asked, and it refuses politely."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from relationship_journal.app import Program
from relationship_journal.core import open_core
from relationship_journal.settings import Settings
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.views.refused_page import RefusedPage
from relationship_journal.ui.views.welcome_page import WelcomePage
from tests.driver import Driver, wait_until
from tests.window_fixtures import drop


@pytest.fixture
def make_program(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[Path], Program]]:
    made: list[Program] = []

    def make(path: Path) -> Program:
        made.append(Program(qapp, path, Settings(tmp_path / "settings.json")))
        return made[-1]

    yield make
    for one in made:
        one.close()
        drop(one)


def window_of(kind: type[QWidget]) -> QWidget:
    found: list[QWidget] = []

    def look() -> bool:
        found[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
        return len(found) == 1

    assert wait_until(look)
    return found[0]


def test_where_there_is_no_journal_the_first_start_is_shown(
    make_program: Callable[[Path], Program], journal_path: Path
) -> None:
    make_program(journal_path).start()
    driver = Driver(window_of(WelcomePage))
    assert driver.sees("Start empty")
    assert not journal_path.exists()


def test_enter_begins_an_empty_journal(
    make_program: Callable[[Path], Program], journal_path: Path
) -> None:
    program = make_program(journal_path)
    program.start()
    driver = Driver(window_of(WelcomePage))
    driver.click("Encrypt my journal")
    driver.press("Return")
    assert wait_until(lambda: program.window is not None)
    assert Driver(program.window).sees("Nobody here yet")
    assert journal_path.exists()


def test_a_click_anywhere_on_a_way_chooses_it(
    make_program: Callable[[Path], Program], journal_path: Path
) -> None:
    program = make_program(journal_path)
    program.start()
    driver = Driver(window_of(WelcomePage))
    driver.click("Encrypt my journal")
    driver.click("A spreadsheet or a feed list. You see every line before it counts.")
    driver.click("Begin")
    assert wait_until(lambda: QApplication.activeModalWidget() is not None)
    assert isinstance(program.window, MainWindow)
    QApplication.activeModalWidget().close()


def test_an_example_is_looked_at_and_leaves_nothing(
    make_program: Callable[[Path], Program],
    journal_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    program = make_program(journal_path)
    program.start()
    driver = Driver(window_of(WelcomePage))
    driver.click("Look around with an example")
    driver.click("Begin")
    driver = Driver(program.window)
    driver.wait_for("This is an example with made-up people")
    driver.press("Ctrl+2")
    assert len(driver.rows()) > 10
    assert not program.window.commands.action("undo").isEnabled()
    driver.click("Begin my own")
    assert wait_until(lambda: program.window is None)
    assert Driver(window_of(WelcomePage)).sees("Start empty")
    assert list((tmp_path / "temporary").iterdir()) == []
    assert not journal_path.exists()


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + b"x" * 400, b"SQLite format 3\x00" + b"x" * 900]
)
def test_what_is_no_journal_is_refused_in_a_sentence(
    make_program: Callable[[Path], Program], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "holiday.png"
    path.write_bytes(content)
    make_program(path).start()
    driver = Driver(window_of(RefusedPage))
    assert driver.sees("holiday.png")
    assert driver.sees("Choose another…")
    assert driver.sees("Quit")
    assert path.read_bytes() == content


def test_another_journal_can_be_opened_instead(
    make_program: Callable[[Path], Program], tmp_path: Path, journal_path: Path
) -> None:
    with_ana = open_core(journal_path, begin=True)
    with_ana.contacts.add("Ana Duarte")
    with_ana.close()
    (tmp_path / "text.db").write_text("not a journal", "utf-8")
    program = make_program(tmp_path / "text.db")
    program.start()
    window_of(RefusedPage)
    assert wait_until(lambda: program.window is None)
    program.open_other(str(tmp_path / "text.db"))
    assert program.window is None
    program.open_other(str(journal_path))
    driver = Driver(program.window)
    driver.press("Ctrl+2")
    driver.wait_for("Ana Duarte")


def test_a_newer_journal_is_left_alone(
    make_program: Callable[[Path], Program], journal_path: Path
) -> None:
    open_core(journal_path, begin=True).close()
    connection = sqlite3.connect(journal_path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    make_program(journal_path).start()
    assert Driver(window_of(RefusedPage)).sees("newer version")


def test_size_and_theme_are_kept_for_the_next_start(
    make_program: Callable[[Path], Program], journal_path: Path
) -> None:
    open_core(journal_path, begin=True).close()
    first = make_program(journal_path)
    first.start()
    driver = Driver(first.window)
    first.window.resize(800, 650)
    driver.choose("View", "Dark colours")
    first.close()
    second = make_program(journal_path)
    second.start()
    assert (second.window.width(), second.window.height()) == (800, 650)
    assert second.window.commands.action("theme_dark").isChecked()


def test_hidden_it_is_open_and_out_of_the_way(
    qapp: QApplication, tmp_path: Path, journal_path: Path
) -> None:
    open_core(journal_path, begin=True).close()
    program = Program(qapp, journal_path, Settings(tmp_path / "s.json"), is_hidden=True)
    program.start()
    assert program.window.isMinimized()
    assert program.journal is not None
    program.close()
    drop(program)


def test_a_setting_that_makes_no_sense_stops_nothing(
    make_program: Callable[[Path], Program], journal_path: Path, tmp_path: Path
) -> None:
    open_core(journal_path, begin=True).close()
    (tmp_path / "settings.json").write_text(
        '{"theme": "plaid", "window/size": ["x", 1], "window/place": [1], "people/pane_width": -4}',
        "utf-8",
    )
    program = make_program(journal_path)
    program.start()
    assert program.window.isVisible()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_properly(tmp_path: Path, how: signal.Signals) -> None:
    journal = tmp_path / "journal.db"
    open_core(journal, begin=True).close()
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "from relationship_journal import app\n"
        "show = app.Program._show_journal\n"
        "def shown(self, *rest):\n"
        "    made = show(self, *rest)\n"
        "    QTimer.singleShot(0, lambda: print('up', flush=True))\n"
        "    return made\n"
        "app.Program._show_journal = shown\n"
        "raise SystemExit(app.main([], Path(sys.argv[1])))\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", code, str(journal)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout.readline() == "up\n"
        running.send_signal(how)
        said = running.communicate(timeout=30)[1]
    assert running.returncode == 0
    assert "Traceback" not in said
    # closed in order: the write-ahead log went into the journal
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("journal.db-w")] == []
