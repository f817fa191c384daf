"""Monday: five people who were neglected, each answered with one line, in 10 actions."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest

from relationship_journal.core import Core
from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.settings import Settings
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.open_journal import OpenJournal
from relationship_journal.ui.views.today_page import TodayPage
from tests.driver import Cost, Driver, wait_until
from tests.window_fixtures import WoundClock, drop

NAMES = ("Ana Duarte", "Tom Okafor", "Олена Коваль", "山田 さくら", "ليلى حداد")


@pytest.fixture
def neglected(core: Core, clock: WoundClock) -> list[int]:
    """Five people nobody has written to for two months."""
    clock.wind(days=-60)
    people = [core.contacts.add(name, circle="Inner") for name in NAMES]
    for one in people:
        clock.wind(minutes=1)
        core.entries.write_down([one], "wrote about spring", channel=Channel.EMAIL)
    clock.wind(days=60, minutes=-len(NAMES))
    return people


@pytest.fixture
def today(
    main_window: MainWindow,
    open_journal: OpenJournal,
    neglected: list[int],
    core: Core,
    notices: Notices,
    settings: Settings,
) -> Iterator[TodayPage]:
    """Today, in the window."""
    page = TodayPage(core, notices, settings)
    main_window.pages.addWidget(page)
    main_window.pages.setCurrentWidget(page)
    page.setFocus()
    yield page
    drop(page)


def test_five_neglected_people_cost_ten_actions(
    today: TodayPage, driver: Driver, core: Core, neglected: list[int]
) -> None:
    driver.wait_for("Five people, in the order they might like to hear from you.")
    today.setFocus()
    QTest.qWait(1)
    driver.start_counting()
    for number in range(5):
        driver.press("W")
        driver.type(f"a line to number {number}")
        driver.press("Return")
    assert driver.cost == Cost(actions=10, typed=5)
    assert wait_until(lambda: driver.sees("That is enough for today."))
    newest = [core.timeline.of(one)[0] for one in neglected]
    assert sorted(line.text for line in newest) == [f"a line to number {n}" for n in range(5)]
    assert {line.direction for line in newest} == {Direction.OUTGOING}
    assert core.today.look().shown == ()


def test_the_last_one_can_be_taken_back(
    today: TodayPage, driver: Driver, core: Core, neglected: list[int]
) -> None:
    driver.wait_for("Five people, in the order they might like to hear from you.")
    today.setFocus()
    driver.press("W")
    driver.type("to the wrong person")
    driver.press("Return")
    driver.wait_for("Four people, in the order they might like to hear from you.")
    driver.press("Ctrl+Z")
    driver.wait_for("Five people, in the order they might like to hear from you.")
    assert all(core.timeline.of(one)[0].text == "wrote about spring" for one in neglected)
