"""An upset forum post: sorry, a promise, kept, told, and looked in again, as one story."""

from datetime import date

import pytest

from relationship_journal.core import Core
from relationship_journal.services.sorry import Step
from relationship_journal.ui.open_journal import OpenJournal
from tests.driver import Cost, Driver, wait_until
from tests.window_fixtures import WoundClock

THREAD = "https://boards.example/t/4182"
LINE = f"@mara sorry forum {THREAD} the link in my round-up was wrong !fix the link by Fri"


@pytest.fixture
def mara(core: Core) -> int:
    return core.contacts.add("Mara Lind", circle="Inner", urls=["https://harbour.example"])


def test_it_costs_five_actions_and_one_text(
    mara: int,
    driver: Driver,
    open_journal: OpenJournal,
    core: Core,
    clock: WoundClock,
    started: list[tuple[str, ...]],
) -> None:
    driver.start_counting()
    driver.press("Ctrl+Shift+J")
    driver.type(LINE)
    driver.wait_for("Monday, 30 November")
    driver.press("Return")
    (sorry,) = core.sorry.open_of(mara)
    assert (sorry.url, sorry.promise_text) == (THREAD, "fix the link")
    assert sorry.check_on == date(2026, 11, 30)

    clock.wind(days=4)  # Friday
    open_journal.show_today()
    open_journal.time_passed.emit()
    driver.wait_for("fix the link")
    driver.press("Return")
    driver.wait_for("Kept: Mara")
    driver.click("Tell them?")
    assert started[-1][-1] == THREAD
    row = core.sorry.get(sorry.id)
    assert None not in {row.at(step) for step in Step}

    for one in core.opened.waiting():
        core.opened.dismiss(one.id)
    clock.wind(days=3)  # Monday, a week later
    open_journal.time_passed.emit()
    driver.wait_for("Look in again: is it well?")
    driver.press("Return")
    assert wait_until(lambda: core.sorry.open_of(mara) == [])
    assert driver.cost == Cost(actions=5, typed=1)
    kinds = [(one.kind, one.outcome) for one in core.timeline.of(mara)]
    assert kinds == [("follow_up", "done"), ("promise", "kept"), ("entry", "")]


def test_what_was_begun_goes_with_one_undo(
    mara: int, driver: Driver, open_journal: OpenJournal, core: Core
) -> None:
    driver.press("Ctrl+Shift+J")
    driver.type(LINE)
    driver.press("Return")
    assert core.sorry.open_of(mara) != []
    driver.click("Undo")
    assert core.sorry.open_of(mara) == []
    assert core.timeline.of(mara) == []
    assert core.follow_ups.open_of(mara) == []
