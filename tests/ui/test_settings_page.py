"""Settings are saved when a field is left, each as one step, and only when they differ."""

from collections.abc import Callable, Iterator
from datetime import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.quiet_hours import EVERY_DAY, QuietHours
from relationship_journal.errors import JournalError
from relationship_journal.settings import Settings
from relationship_journal.ui import reminder_settings
from relationship_journal.ui import theme as themes
from relationship_journal.ui.commands import Commands
from relationship_journal.ui.main_window import THEME_KEY
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.reminder_settings import Style
from relationship_journal.ui.views.settings_page import SettingsPage
from tests.driver import Driver
from tests.window_fixtures import drop


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


def test_tab_goes_from_a_new_circle_to_what_is_below(page: Driver) -> None:
    page.click("Add a circle")
    visited = []
    for _field in range(5):
        page.press("Tab")
        visited.append(page.focused().accessibleName() or page.focused().text())
    assert visited == [
        "Keep in touch about every",
        "Rest after an exchange",
        "Remove the circle New circle",
        "Add a circle",
        "People a day",
    ]


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


def test_it_says_where_the_journal_is(alone: Driver, core: Core) -> None:
    assert alone.sees(str(core.path))


# --- reminders and the start, on a page of its own -----------------------------------------------

STARTS = "Start with the computer, quietly in the tray"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class FakeAutostart:
    """Starts nothing; `why_not` is what it answers when it is asked to."""

    def __init__(self) -> None:
        self.is_set, self.asked, self.why_not = False, 0, ""

    def is_on(self) -> bool:
        return self.is_set

    def set_on(self, is_on: bool) -> None:
        self.asked += 1
        if self.why_not:
            raise JournalError(self.why_not)
        self.is_set = is_on


class Told:
    """How often the page said that a choice about reminders changed."""

    def __init__(self, page: SettingsPage) -> None:
        self.times = 0
        page.reminders_changed.connect(self.count)

    def count(self) -> None:
        self.times += 1


@pytest.fixture
def autostart() -> FakeAutostart:
    return FakeAutostart()


@pytest.fixture
def make_alone(
    qapp: QApplication, core: Core, notices: Notices, settings: Settings
) -> Iterator[Callable[..., Driver]]:
    """Return a function that shows the page without a window around it."""
    made: list[SettingsPage | Commands] = []

    def make(autostart: FakeAutostart | None = None, width: int = 1256) -> Driver:
        commands = Commands()
        page = SettingsPage(core, notices, commands, settings, autostart=autostart)
        made.extend((page, commands))
        page.resize(width, 1800)
        return Driver(page)

    yield make
    for one in made:
        if isinstance(one, SettingsPage):
            one.close()
    drop(*made)


@pytest.fixture
def alone(make_alone: Callable[..., Driver], autostart: FakeAutostart) -> Driver:
    return make_alone(autostart)


@pytest.fixture
def told(alone: Driver) -> Told:
    return Told(alone.window)


def button(driver: Driver, name: str) -> QAbstractButton:
    return next(
        one
        for one in driver.window.findChildren(QAbstractButton)
        if name in {one.accessibleName(), one.text()}
    )


def on(driver: Driver, *names: str) -> list[str]:
    return [name for name in names if button(driver, name).isChecked()]


def test_reminders_are_as_usual_until_somebody_chooses(
    alone: Driver, settings: Settings, autostart: FakeAutostart, told: Told
) -> None:
    assert alone.value("People a day") == "5 people"
    assert alone.value("Quiet hours from") == "21:00"
    assert alone.value("Quiet hours to") == "8:00"
    assert on(alone, *WEEKDAYS) == list(WEEKDAYS)
    assert on(alone, "The desktop’s notification", "A window of the program’s own", STARTS) == [
        "The desktop’s notification"
    ]
    for _field in range(50):
        alone.press("Tab")
    assert not settings.path.exists()
    assert (told.times, autostart.asked) == (0, 0)


def test_what_was_chosen_before_is_shown(
    make_alone: Callable[..., Driver], settings: Settings, autostart: FakeAutostart
) -> None:
    autostart.is_set = True
    reminder_settings.set_cap(settings, 1)
    reminder_settings.set_style(settings, Style.WINDOW)
    hours = QuietHours(time(22, 30), time(7), frozenset({0, 5}))
    reminder_settings.set_quiet_hours(settings, hours)
    page = make_alone(autostart)
    assert page.value("People a day") == "1 person"
    assert page.value("Quiet hours from") == "22:30"
    assert page.value("Quiet hours to") == "7:00"
    assert page.sees("No reminder comes from 22:30 to 7:00.")
    assert on(page, *WEEKDAYS) == ["Monday", "Saturday"]
    assert on(page, "The desktop’s notification", "A window of the program’s own", STARTS) == [
        "A window of the program’s own",
        STARTS,
    ]


def test_a_day_holds_as_many_people_as_chosen(
    alone: Driver, settings: Settings, told: Told
) -> None:
    alone.select("People a day", "3 people")
    assert reminder_settings.cap(settings) == 3
    alone.select("People a day", "3 people")
    assert told.times == 1
    assert alone.window.findChild(QComboBox).count() == 10


def test_people_a_day_are_chosen_by_key(alone: Driver, settings: Settings, told: Told) -> None:
    alone.window.findChild(QComboBox).setFocus()
    alone.press("Down", "Down")
    assert reminder_settings.cap(settings) == 7
    assert told.times == 2


def test_scrolling_over_a_choice_chooses_nothing(
    alone: Driver, settings: Settings, told: Told
) -> None:
    box = alone.window.findChild(QComboBox)
    box.setFocus()
    wheel = QWheelEvent(
        QPointF(5, 5), box.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert alone.value("People a day") == "5 people"
    assert (reminder_settings.cap(settings), told.times) == (5, 0)


@pytest.mark.parametrize("key", ["Tab", "Return"])
@pytest.mark.parametrize(("typed", "shown"), [("22:30", "22:30"), ("9 pm", "21:00"), ("7", "7:00")])
def test_a_time_is_kept_when_it_is_left_and_shown_in_full(
    alone: Driver, settings: Settings, told: Told, key: str, typed: str, shown: str
) -> None:
    alone.fill("Quiet hours from", typed)
    alone.press(key)
    kept = reminder_settings.quiet_hours(settings)
    assert f"{kept.begins:%-H:%M}" == alone.value("Quiet hours from") == shown
    assert kept.ends == time(8)
    assert told.times == (0 if shown == "21:00" else 1)


def test_the_same_time_twice_means_no_quiet_hours(
    alone: Driver, settings: Settings, told: Told
) -> None:
    alone.fill("Quiet hours to", "21")
    alone.press("Return")
    hours = reminder_settings.quiet_hours(settings)
    assert hours.begins == hours.ends == time(21)
    assert alone.sees("The same time twice: no quiet hours")
    assert told.times == 1


def test_what_is_no_time_is_marked_and_said_and_not_kept(
    alone: Driver, settings: Settings, told: Told
) -> None:
    alone.fill("Quiet hours to", "late")
    alone.press("Return")
    assert alone.sees("Type a time like 21:00.")
    assert alone.focused().property("error") is True
    assert alone.focused().accessibleDescription() == "Type a time like 21:00."
    assert reminder_settings.quiet_hours(settings) == QuietHours()
    assert told.times == 0


@pytest.mark.parametrize("way_back", ["Escape", "typed again"])
def test_a_wrong_time_can_be_taken_back(alone: Driver, told: Told, way_back: str) -> None:
    alone.fill("Quiet hours to", "late")
    alone.press("Return")
    if way_back == "Escape":
        alone.press("Escape")
    else:
        alone.fill("Quiet hours to", "8:00")
        alone.press("Tab")
    assert alone.value("Quiet hours to") == "8:00"
    assert not alone.sees("Type a time like 21:00.")
    assert alone.sees("No reminder comes from 21:00 to 8:00.")
    assert told.times == 0


def test_both_wrong_times_are_marked_until_both_are_right(alone: Driver) -> None:
    for field in ("Quiet hours from", "Quiet hours to"):
        alone.fill(field, "late")
        alone.press("Return")
    alone.fill("Quiet hours to", "9")
    alone.press("Return")
    assert alone.sees("Type a time like 21:00.")
    alone.fill("Quiet hours from", "22")
    alone.press("Return")
    assert not alone.sees("Type a time like 21:00.")
    assert alone.sees("No reminder comes from 22:00 to 9:00.")


def test_weekdays_are_chosen_by_mouse_and_by_key(
    alone: Driver, settings: Settings, told: Told
) -> None:
    alone.click("Saturday")
    button(alone, "Sunday").setFocus()
    alone.press("Space")
    assert reminder_settings.quiet_hours(settings).weekdays == EVERY_DAY - {5, 6}
    alone.click("Saturday")
    assert reminder_settings.quiet_hours(settings).weekdays == EVERY_DAY - {6}
    assert told.times == 3


def test_without_a_weekday_the_page_says_what_that_means(alone: Driver, settings: Settings) -> None:
    assert not alone.sees("Without a weekday")
    for name in WEEKDAYS:
        alone.click(name)
    assert alone.sees("Without a weekday no reminder comes up.")
    assert reminder_settings.quiet_hours(settings).weekdays == frozenset()
    alone.click("Monday")
    assert not alone.sees("Without a weekday")


@pytest.mark.parametrize("way", ["mouse", "key"])
def test_where_a_reminder_appears_is_chosen(
    alone: Driver, settings: Settings, told: Told, way: str
) -> None:
    if way == "mouse":
        alone.click("A window of the program’s own")
    else:
        button(alone, "The desktop’s notification").setFocus()
        alone.press("Down")
    assert reminder_settings.style(settings) is Style.WINDOW
    alone.click("A window of the program’s own")
    assert told.times == 1
    alone.click("The desktop’s notification")
    assert reminder_settings.style(settings) is Style.NOTIFICATION
    assert told.times == 2


def test_starting_with_the_computer_is_off_until_asked_for(
    alone: Driver, autostart: FakeAutostart, told: Told
) -> None:
    alone.click(STARTS)
    assert autostart.is_set
    alone.click(STARTS)
    assert not autostart.is_set
    assert (autostart.asked, told.times) == (2, 0)


def test_a_start_that_cannot_be_had_is_said_and_stays_off(
    alone: Driver, autostart: FakeAutostart
) -> None:
    autostart.why_not = "The folder cannot be used: Permission denied."
    alone.click(STARTS)
    assert alone.sees("The folder cannot be used: Permission denied.")
    assert not button(alone, STARTS).isChecked()
    autostart.why_not = ""
    alone.click(STARTS)
    assert not alone.sees("cannot be used")
    assert button(alone, STARTS).isChecked()


def test_a_start_switched_outside_is_shown_with_the_page(
    alone: Driver, autostart: FakeAutostart
) -> None:
    autostart.is_set = True
    alone.window.hide()
    alone.window.show()
    assert button(alone, STARTS).isChecked()
    assert autostart.asked == 0


def test_without_a_way_to_start_there_is_no_such_section(
    make_alone: Callable[..., Driver],
) -> None:
    page = make_alone(None)
    assert page.sees("Reminders")
    assert not page.sees("Start with")


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_tab_goes_through_the_page_from_the_top_down(
    qapp: QApplication, make_alone: Callable[..., Driver], direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    page = make_alone(FakeAutostart())
    page.window.findChild(QComboBox).setFocus()
    visited = []
    for _field in range(17):
        here = page.focused()
        visited.append(here.accessibleName() or here.text())
        page.press("Tab")
    assert visited == [
        "People a day",
        "Quiet hours from",
        "Quiet hours to",
        *WEEKDAYS,
        "The desktop’s notification",
        "Look for posts now and then, without being asked",
        "Only my innermost circle’s where the connection costs money",
        "The guard says so",
        "Lock them after",
        "Clear the clipboard after",
        STARTS,
    ]


def test_the_narrow_page_cuts_nothing_with_a_big_font(
    qapp: QApplication, make_alone: Callable[..., Driver], autostart: FakeAutostart
) -> None:
    font = qapp.font()
    font.setPointSizeF(15)
    qapp.setFont(font)
    page = make_alone(autostart, width=904)
    assert page.window.horizontalScrollBar().maximum() == 0
    for one in page.window.findChildren(QWidget):
        if one.isVisible() and isinstance(one, QAbstractButton | QComboBox | QLineEdit):
            assert one.width() >= one.minimumSizeHint().width()
            assert one.height() >= one.minimumSizeHint().height()
