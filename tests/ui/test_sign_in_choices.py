"""When sign-ins lock and how long a secret stays: chosen, kept, and shown again."""

import pytest

from relationship_journal.ui import clipboard, lock_watch
from relationship_journal.ui.views.sign_in_choices import SignInChoices
from tests.driver import Driver


@pytest.fixture
def choices(qtbot, settings):
    made = SignInChoices(settings)
    qtbot.addWidget(made)
    return made


def test_what_is_usual_is_shown_and_nothing_is_written(choices, settings):
    driver = Driver(choices)
    assert driver.value("Lock them after") == "5 quiet minutes"
    assert driver.value("Clear the clipboard after") == "10 seconds"
    assert not settings.path.exists()


def test_what_is_chosen_is_kept_at_once(choices, settings):
    driver = Driver(choices)
    driver.select("Lock them after", "30 quiet minutes")
    driver.select("Clear the clipboard after", "120 seconds")
    assert settings.get(lock_watch.MINUTES_KEY, 0) == 30
    assert clipboard.stays(settings) == 120


def test_seconds_that_are_not_offered_are_shown_all_the_same(choices, settings):
    settings.set(clipboard.SECONDS_KEY, 45)
    choices.reload()
    assert Driver(choices).value("Clear the clipboard after") == "45 seconds"


def test_of_minutes_that_are_not_offered_those_that_count_are_shown(choices, settings):
    settings.set(lock_watch.MINUTES_KEY, 7)
    choices.reload()
    shown = Driver(choices).value("Lock them after")
    assert shown == f"{lock_watch.minutes(settings)} quiet minutes" == "5 quiet minutes"
