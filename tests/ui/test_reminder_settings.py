"""What was chosen about reminders is read as it was kept, and safely when it was damaged."""

from datetime import time

import pytest

from relationship_journal.domain.quiet_hours import QuietHours
from relationship_journal.settings import Settings
from relationship_journal.ui import reminder_settings
from relationship_journal.ui.reminder_settings import Style


def test_what_is_kept_is_there_after_the_next_start(settings: Settings) -> None:
    hours = QuietHours(time(22, 30), time(7), frozenset({0, 2, 4}))
    reminder_settings.set_quiet_hours(settings, hours)
    reminder_settings.set_cap(settings, 7)
    reminder_settings.set_style(settings, Style.WINDOW)
    again = Settings(settings.path)
    assert reminder_settings.quiet_hours(again) == hours
    assert reminder_settings.cap(again) == 7
    assert reminder_settings.style(again) is Style.WINDOW


def test_what_was_never_chosen_is_as_usual(settings: Settings) -> None:
    assert reminder_settings.quiet_hours(settings) == QuietHours(time(21), time(8))
    assert reminder_settings.cap(settings) == 5
    assert reminder_settings.style(settings) is Style.NOTIFICATION


@pytest.mark.parametrize(("kept", "people"), [(0, 1), (-5, 1), (11, 10), ("7", 5), (True, 5)])
def test_a_day_holds_one_to_ten_people_whatever_is_kept(
    settings: Settings, kept: object, people: int
) -> None:
    settings.set(reminder_settings.TODAY_CAP, kept)
    assert reminder_settings.cap(settings) == people


@pytest.mark.parametrize("kept", ["25:00", "late", "", 9])
def test_a_time_that_cannot_be_read_is_the_usual_one(settings: Settings, kept: object) -> None:
    settings.set(reminder_settings.QUIET_FROM, kept)
    assert reminder_settings.quiet_hours(settings).begins == time(21)


def test_quiet_hours_are_on_the_wall_clock_whatever_zone_is_kept(settings: Settings) -> None:
    settings.set(reminder_settings.QUIET_FROM, "22:00+02:00")
    assert reminder_settings.quiet_hours(settings).begins == time(22)
