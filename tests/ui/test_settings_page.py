"""Settings are saved when a field is left, each as one step, and only when they differ."""

from collections.abc import Callable

import pytest

from relationship_journal.core import Core
from relationship_journal.settings import Settings
from relationship_journal.ui import theme as themes
from relationship_journal.ui.main_window import THEME_KEY
from tests.driver import Driver


@pytest.fixture
def page(driver: Driver) -> Driver:
    driver.press("Ctrl+,")
    driver.wait_for("Appearance")
    return driver


def names(core: Core) -> list[str]:
    return [circle.name for circle in core.circles.all()]


def first_cadence(core: Core) -> int | None:
    return core.circles.all()[0].cadence_days


def test_looking_changes_nothing(page: Driver, core: Core) -> None:
    for _field in range(20):
        page.press("Tab")
    assert core.history.undo_label is None


def test_a_circle_is_renamed_on_enter_and_the_step_can_be_undone(page: Driver, core: Core) -> None:
    page.fill("Name of the circle", "Nearest")
    page.press("Return")
    page.wait_for_status("Changed the circle")
    assert names(core)[0] == "Nearest"
    page.press("Ctrl+Z")
    page.wait_for_status("Undone")
    assert names(core)[0] == "Inner"
    assert page.value("Name of the circle") == "Inner"


@pytest.mark.parametrize("key", ["Tab", "Return"])
@pytest.mark.parametrize(("typed", "days"), [("20", 20), ("20 days", 20), ("", None), ("0", None)])
def test_a_distance_is_saved_when_it_is_left(
    page: Driver, core: Core, key: str, typed: str, days: int | None
) -> None:
    page.fill("Keep in touch about every", typed or " ")
    page.press(key)
    assert first_cadence(core) == days


@pytest.mark.parametrize("typed", ["often", "99999", "-3"])
def test_a_distance_that_makes_no_sense_is_marked_and_not_saved(
    page: Driver, core: Core, typed: str
) -> None:
    page.fill("Keep in touch about every", typed)
    page.press("Return")
    assert first_cadence(core) == 14
    assert page.focused().property("error") is True
    page.press("Escape")


def test_a_name_that_is_taken_is_marked(page: Driver, core: Core) -> None:
    page.fill("Name of the circle", "regular")
    page.press("Return")
    assert names(core)[0] == "Inner"
    assert "already" in page.focused().toolTip()
    page.press("Escape")


def test_a_circle_is_added_and_named_and_removed(page: Driver, core: Core) -> None:
    page.click("Add a circle")
    page.type("Pen friends")
    page.press("Return")
    page.wait_for_status("Changed the circle")
    assert names(core)[-1] == "Pen friends"
    page.click("Remove the circle Pen friends")
    page.wait_for_status("Removed the circle")
    assert "Pen friends" not in names(core)


def test_a_circle_with_people_stays_and_says_why(
    page: Driver, core: Core, people: Callable[..., list[int]]
) -> None:
    people("Ana Duarte", circle="Inner")
    page.click("Remove the circle Inner")
    page.wait_for("There are people in the circle")
    assert "Inner" in names(core)


def test_there_are_eight_circles_at_most(page: Driver, core: Core) -> None:
    while len(names(core)) < 8:
        page.click("Add a circle")
    page.wait_for("New circle 4")
    assert not page.is_enabled("Add a circle")


def test_the_theme_is_chosen_and_remembered(page: Driver, settings: Settings) -> None:
    page.click("Dark")
    assert themes.current().is_dark
    assert settings.get(THEME_KEY) == "dark"
    page.click("Light")
    assert not themes.current().is_dark


def test_what_the_command_line_changed_is_shown(page: Driver, core: Core) -> None:
    core.circles.update(core.circles.all()[0].id, name="Nearest")
    page.press("Ctrl+2")
    page.press("Ctrl+,")
    assert page.value("Name of the circle") == "Nearest"


def test_it_says_where_the_journal_is(page: Driver, core: Core) -> None:
    assert page.sees(str(core.path))
