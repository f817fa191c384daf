"""My post links to three people: collected, copied, published, and each told in words of mine."""

import pytest
from PySide6.QtGui import QGuiApplication

from relationship_journal.core import Core
from relationship_journal.domain.codes import Channel
from relationship_journal.services.link_check import DeadLink
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.open_journal import OpenJournal
from tests.driver import Cost, Driver, wait_until
from tests.ui.following_fixtures import follow

MINE = "https://gardenblog.example/slow-weeks"


@pytest.fixture
def three(core: Core) -> dict[str, int]:
    """Three people, of whom one asked not to be named."""
    found = {
        name: follow(core, name, "Inner", (day, day + 9), title)
        for day, name, title in (
            (1, "Ana Duarte", "On quiet gardens"),
            (2, "Mara Lind", "The harbour is a clock"),
            (3, "Tom Okafor", "Contour lines"),
        )
    }
    core.approach.set_for_person(found["Tom Okafor"], is_not_named=True)
    return found


def collect(driver: Driver, core: Core, count: int) -> None:
    """Put the newest post of so many people into the basket, by keys alone."""
    driver.press("Ctrl+3")
    assert wait_until(lambda: driver.focused().accessibleName() == "Following")
    for number in range(count):
        if number:
            driver.press("Down")
        driver.press("M")
        assert wait_until(lambda number=number: len(core.basket.items()) == number + 1)


def test_it_costs_at_most_twelve_actions_and_three_texts(
    three: dict[str, int],
    driver: Driver,
    open_journal: OpenJournal,
    main_window: MainWindow,
    core: Core,
) -> None:
    driver.start_counting()
    collect(driver, core, 3)
    driver.wait_for("Tom Okafor asked not to be named")
    driver.click("Copy as Markdown")
    copied = QGuiApplication.clipboard().text()
    assert "[The harbour is a clock](https://blog2.example/0) by Mara Lind\n" in copied
    assert "[Contour lines](https://blog3.example/0)\n" in copied
    driver.fill("Your post is out? Its address", MINE)
    driver.press("Return")
    for name in three:
        assert wait_until(
            lambda name=name: (
                driver.focused().accessibleName() == f"What you wrote to {name.split()[0]}"
            )
        )
        driver.type(f"what only {name} was told")
        driver.press("Return")
    # the address that was pasted is a committed field, one action with its Return
    assert driver.cost == Cost(actions=11, typed=3 + 1)
    for name, contact_id in three.items():
        told, linked = [one for one in core.timeline.of(contact_id) if one.kind == "entry"]
        if told.url:  # both are of the same moment
            told, linked = linked, told
        assert (linked.channel, linked.url) == (Channel.LINK, MINE)
        assert (told.channel, told.text) == (Channel.COMMENT, f"what only {name} was told")
        assert core.follow_ups.open_of(contact_id) == []
    assert core.basket.items() == []


def test_who_is_left_out_is_still_on_today(
    three: dict[str, int], driver: Driver, open_journal: OpenJournal, core: Core
) -> None:
    collect(driver, core, 2)
    driver.fill("Your post is out? Its address", MINE)
    driver.press("Return")
    driver.wait_for("What you wrote to Ana, in a line or not at all")
    driver.press("Escape")
    driver.press("Ctrl+2", "Ctrl+1")
    assert wait_until(lambda: driver.sees("Tell them: “On quiet gardens” is in your new post"))
    assert not driver.sees("What you wrote to Ana, in a line or not at all")
    assert len(core.today.look().shown) >= 2


def test_a_dead_link_is_said_when_it_is_copied(
    three: dict[str, int], driver: Driver, open_journal: OpenJournal, core: Core
) -> None:
    dead = DeadLink("https://blog1.example/0", "There is no such page (404).")
    core.link_check.known[dead.url] = dead.sentence  # type: ignore[attr-defined]  # a fake
    collect(driver, core, 2)
    driver.click("Copy as HTML")
    driver.wait_for("“On quiet gardens”: There is no such page (404).")
    core.basket.remove(core.basket.items()[0].id)
    assert wait_until(lambda: not driver.sees("There is no such page"))
