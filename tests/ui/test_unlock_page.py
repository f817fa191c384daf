"""The page before an encrypted journal: Enter unlocks, and presses the button one is on."""

from pathlib import Path

import pytest

from relationship_journal.ui.views.unlock_page import UnlockPage
from tests.driver import Driver
from tests.window_fixtures import drop


@pytest.fixture
def page(qapp):
    made = UnlockPage(Path("/"))
    made.resize(900, 600)
    made.show()
    made.say("The system keyring is locked.", offers_keyring=True)
    yield made
    made.close()
    drop(made)


@pytest.fixture
def told(page):
    seen = []
    page.given.connect(lambda _secret: seen.append("given"))
    page.keyring_wanted.connect(lambda: seen.append("keyring"))
    page.quit_requested.connect(lambda: seen.append("quit"))
    return seen


def test_enter_in_the_field_unlocks(page, told):
    driver = Driver(page)
    driver.fill("Passphrase or recovery code", "a long passphrase")
    driver.press("Return")
    assert told == ["given"]


@pytest.mark.parametrize("key", ["Return", "Space"])
def test_a_button_is_pressed_by_enter_as_by_space(page, told, key):
    page.keyring_button.setFocus()
    Driver(page).press(key)
    assert told == ["keyring"]
    assert page.focusWidget() is page.field


def test_enter_on_quit_does_not_unlock(page, told):
    page.field.setText("a long passphrase")
    page.leave.setFocus()
    Driver(page).press("Return")
    assert told == ["quit"]
