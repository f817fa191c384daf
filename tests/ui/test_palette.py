"""Go to finds every command and every person, as one types."""

import pytest
from PySide6.QtWidgets import QApplication

from relationship_journal.core import Core
from relationship_journal.ui import palette
from relationship_journal.ui.main_window import MainWindow
from tests.driver import Driver, wait_until


def found(core: Core, window: MainWindow, text: str) -> list[str]:
    return [hit.text for hit in palette.find(core, window.commands, text)]


def test_with_nothing_typed_it_lists_what_can_be_done(
    core: Core, driver: Driver, main_window: MainWindow
) -> None:
    listed = found(core, main_window, "")
    assert {"Add contact", "Import people", "Settings", "Quit"} <= set(listed)
    assert "Go to" not in listed
    assert "Delete" not in listed  # nobody is chosen


@pytest.mark.parametrize("typed", ["imp", "import", "IMPORT P", "people imp"])
def test_a_command_is_found_by_the_beginnings_of_its_words(
    core: Core, driver: Driver, main_window: MainWindow, typed: str
) -> None:
    assert found(core, main_window, typed) == ["Import people"]


@pytest.mark.parametrize("typed", ["łuk", "luk", "WÓJ", "wojcik"])
def test_a_person_is_found_without_case_and_accents(
    core: Core, driver: Driver, main_window: MainWindow, typed: str
) -> None:
    core.contacts.add("Łukasz Wójcik")
    assert "Łukasz Wójcik" in found(core, main_window, typed)


def test_people_put_away_are_found_after_the_others_and_marked(
    core: Core, driver: Driver, main_window: MainWindow
) -> None:
    core.contacts.put_away(core.contacts.add("Ana Away"))
    core.contacts.add("Ana Here")
    hits = [hit for hit in palette.find(core, main_window.commands, "ana") if hit.contact_id]
    assert [(hit.text, hit.detail) for hit in hits] == [
        ("Ana Here", "No plan"),
        ("Ana Away", "put away"),
    ]


def test_deleted_people_are_not_found(core: Core, driver: Driver, main_window: MainWindow) -> None:
    core.contacts.delete(core.contacts.add("Ana Gone"))
    assert found(core, main_window, "gone") == []


def test_the_arrows_go_round_and_enter_takes_the_line(driver: Driver, core: Core) -> None:
    core.contacts.add("Ana Duarte")
    driver.press("Ctrl+K")
    driver.type("an")
    driver.wait_for("Ana Duarte")
    driver.press("Up", "Down", "Up", "Return")
    assert wait_until(lambda: QApplication.activeModalWidget() is None)
    driver.wait_for("Write it down")


def test_it_says_when_there_is_nothing(driver: Driver) -> None:
    driver.press("Ctrl+K")
    driver.type("zzzz")
    driver.wait_for("Nobody and nothing goes by that name.")
    driver.press("Return")
    assert driver.sees("Nobody and nothing")
    driver.press("Escape")
    assert wait_until(lambda: QApplication.activeModalWidget() is None)
    driver.wait_until_gone("Nobody and nothing")


def test_a_name_that_looks_like_markup_is_shown_as_it_is(driver: Driver, core: Core) -> None:
    core.contacts.add("<b>Ana</b> & co")
    driver.press("Ctrl+K")
    driver.type("ana")
    driver.wait_for("<b>Ana</b> & co")
    driver.press("Escape")
