"""The frame and what fills it: pages, room, other programs, files, and leaving."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.domain.opening import Target
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.open_journal import OpenJournal
from tests.driver import Driver, wait_until
from tests.opening_fakes import XDG


@pytest.fixture
def addresses(qapp: QApplication) -> list[str]:
    """Catch what would be opened in the browser."""
    caught: list[str] = []
    catcher = _Catcher(caught)
    for scheme in ("https", "http", "mailto", "file"):
        QDesktopServices.setUrlHandler(scheme, catcher, "open_url")
    yield caught
    for scheme in ("https", "http", "mailto", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


class _Catcher(QObject):
    def __init__(self, caught: list[str]) -> None:
        super().__init__()
        self.caught = caught

    @Slot(QUrl)
    def open_url(self, url: QUrl) -> None:
        self.caught.append(url.toString())


def test_below_1100_pixels_the_rail_folds_and_the_person_has_a_page(
    driver: Driver, open_journal: OpenJournal, people: Callable[..., list[int]]
) -> None:
    people("Ana Duarte")
    driver.wait_for("Ana Duarte")
    driver.click("Ana Duarte")
    driver.wait_for("Write it down")
    driver.window.setMinimumSize(400, 300)
    driver.window.resize(1000, 700)
    assert not driver.sees("Write it down")
    driver.click("Ana Duarte")
    driver.press("Return")
    driver.wait_for("Write it down")
    assert open_journal.people.is_person_alone
    driver.press("Escape")
    driver.wait_until_gone("Write it down")
    driver.window.resize(1440, 900)
    driver.wait_for("Write it down")


def test_what_another_program_wrote_is_there_when_the_window_comes_to_the_front(
    driver: Driver, main_window: MainWindow, core: Core
) -> None:
    words = ["--journal", str(core.path), "add", "Ana Duarte"]
    subprocess.run([sys.executable, "-m", "relationship_journal", *words], check=True)
    main_window.activated.emit()
    driver.wait_for("Ana Duarte")
    assert driver.status() == ""


def test_a_file_dropped_on_the_window_is_looked_at_before_it_counts(
    driver: Driver, main_window: MainWindow, core: Core, tmp_path: Path
) -> None:
    blogroll = tmp_path / "blogroll.opml"
    blogroll.write_text(
        '<opml version="2.0"><body><outline text="Quiet Gardens" type="rss"'
        ' xmlUrl="https://quietgardens.example/feed"/></body></opml>',
        "utf-8",
    )
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(blogroll))])
    drop = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert main_window.acceptDrops()
    main_window.dropEvent(drop)  # Qt delivers a drop only after a real drag
    driver.wait_for("Quiet Gardens")
    assert core.people.count() == 0
    QApplication.activeModalWidget().close()


def test_an_address_is_opened_and_shown(
    driver: Driver, started: list[tuple[str, ...]], people: Callable[..., list[int]]
) -> None:
    people("Ana Duarte", urls=["https://quietgardens.example/"])
    driver.wait_for("Ana Duarte")
    driver.click("Ana Duarte")
    driver.press("Ctrl+Shift+U")
    assert started == [(XDG, "https://quietgardens.example/")]
    driver.wait_for_status("Opened https://quietgardens.example/")


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "smb://host/x", "", "quiet gardens"]
)
def test_what_is_no_page_is_never_opened(
    driver: Driver, open_journal: OpenJournal, started: list[tuple[str, ...]], address: str
) -> None:
    open_journal.people.person.target_wanted.emit(Target(address))
    assert wait_until(driver.window.banner.isVisible)
    assert started == []


def test_a_person_who_is_deleted_while_shown_alone_leaves_the_page(
    driver: Driver, core: Core, open_journal: OpenJournal, people: Callable[..., list[int]]
) -> None:
    ana, _mara = people("Ana Duarte", "Mara Lind")
    driver.wait_for("Ana Duarte")
    driver.double_click("Ana Duarte")
    driver.wait_for("Known since")
    core.contacts.delete(ana)
    assert wait_until(lambda: not open_journal.people.is_person_alone)
    driver.wait_for("Mara Lind")


def test_delete_for_good_says_what_goes_and_does_it(
    driver: Driver, core: Core, people: Callable[..., list[int]]
) -> None:
    (ana,) = people("Ana Duarte")
    core.notes.add(ana, "A note")
    core.entries.write_down([ana], "x", direction=Direction.OUTGOING, channel=Channel.EMAIL)
    driver.wait_for("Ana Duarte")
    driver.click("Ana Duarte")
    driver.choose("Contact", "Delete for good…")
    driver.wait_for("1 note")
    driver.click("Delete for good")
    driver.wait_for_status("Deleted for good")
    assert core.people.count() == 0


def test_closing_stops_the_work(driver: Driver, jobs: Jobs, main_window: MainWindow) -> None:
    begun: list[bool] = []

    def work(_progress: Progress, is_cancelled: IsCancelled) -> bool:
        begun.append(True)
        return wait_for_cancel(is_cancelled)

    def wait_for_cancel(is_cancelled: IsCancelled) -> bool:
        while not is_cancelled():
            pass
        return True

    jobs.run("Counting sheep", work, ended.append if (ended := []) else list)
    assert wait_until(lambda: bool(begun))
    driver.close()
    assert wait_until(lambda: not jobs.running())


def test_an_expected_error_is_a_banner_and_the_program_goes_on(
    driver: Driver, open_journal: OpenJournal, core: Core
) -> None:
    other = core.contacts.add("Ana Duarte")
    driver.wait_for("Ana Duarte")
    core.contacts.delete_for_good(other)
    driver.window.commands.action("undo").trigger()
    driver.wait_for("Ana Duarte")


def test_pages_are_reached_by_menu_rail_and_keys(driver: Driver) -> None:
    for go in (
        lambda: driver.choose("Go", "Settings"),
        lambda: driver.click("Settings"),
        lambda: driver.press("Ctrl+,"),
    ):
        go()
        driver.wait_for("Appearance")
        driver.press("Ctrl+2")
        driver.wait_until_gone("Appearance")


def test_every_control_one_can_reach_has_a_name(
    driver: Driver, people: Callable[..., list[int]]
) -> None:
    people("Ana Duarte", urls=["https://quietgardens.example/"], tags=["gardens"])
    driver.wait_for("Ana Duarte")
    for go in (
        lambda: driver.click("Ana Duarte"),
        lambda: driver.press("Return"),
        lambda: driver.press("Ctrl+,"),
        lambda: driver.choose("Go", "Bin"),
    ):
        go()
        nameless = [
            f"{type(one).__name__} in {type(one.parent()).__name__}"
            for one in driver.window.findChildren(QWidget)
            if one.isVisible()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (one.accessibleName() or getattr(one, "text", str)())
        ]
        assert nameless == []


def test_right_to_left_turns_the_window(
    qapp: QApplication, driver: Driver, main_window: MainWindow
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    rail = main_window.findChild(QWidget, "rail")
    assert wait_until(lambda: rail.geometry().right() >= main_window.width() - 2)


def test_the_undo_of_a_big_name_stays_short(
    driver: Driver, core: Core, people: Callable[..., list[int]]
) -> None:
    people("Ana & " + "very " * 60 + "long")
    driver.wait_for_status("Added: Ana & very")
    assert len(driver.status()) < 80
