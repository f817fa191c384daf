"""Upcoming: what lies ahead as a list and as five weeks, moved by key and by mouse."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from relationship_journal.domain.codes import Owed
from relationship_journal.ui.models.upcoming_models import MIME, as_mime
from relationship_journal.ui.models.upcoming_words import group_of, week_of
from relationship_journal.ui.views.month_grid import cell_height
from relationship_journal.ui.views.upcoming_page import UpcomingPage
from tests.driver import Driver, wait_until
from tests.window_fixtures import drop

MONDAY = date(2026, 11, 23)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def make_page(qapp, core, notices, settings):
    made = []

    def make(width=1440, height=840):
        page = UpcomingPage(core, notices, settings)
        made.append(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        QTest.qWaitForWindowActive(page)
        page.setFocus()
        return page

    yield make
    for page in made:
        page.close()
    drop(*made)


@pytest.fixture
def ahead(core):
    """A follow-up, a promise and a birthday."""
    ana, mara, lukasz = (
        core.contacts.add(name, circle="No plan")
        for name in ("Ana Duarte", "Mara Lind", "Łukasz Wójcik")
    )
    core.follow_ups.add(ana, MONDAY + timedelta(days=5), "Ask about the seeds")
    core.promises.make(mara, "Fix the link", MONDAY)
    core.contacts.edit(lukasz, birthday="1984-12-08")
    return ana, mara, lukasz


def lines(page):
    model = page.list.model()
    return [model.index(n).data() for n in range(model.rowCount())]


def heard(signal):
    got = []
    signal.connect(lambda *values: got.append(values))
    return got


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)
    QTest.qWait(10)


def cell_of(page, day):
    index = page.grid.model().index_of(day)
    return page.grid.visualRect(index)


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (date(2026, 11, 23), "This week"),
        (date(2026, 11, 29), "This week"),
        (date(2026, 11, 30), "Next week"),
        (date(2026, 12, 6), "Next week"),
        (date(2026, 12, 7), "Later in December"),
        (date(2027, 1, 1), "January 2027"),
    ],
)
def test_days_stand_below_their_week(day, heading):
    assert group_of(day, MONDAY, 0) == heading


def test_a_week_begins_where_it_begins_here():
    assert week_of(date(2026, 11, 29), 0) == MONDAY
    assert week_of(date(2026, 11, 29), 6) == date(2026, 11, 29)


# --- list ----------------------------------------------------------------------------------------


def test_the_list_is_grouped_by_week(make_page, ahead):
    assert lines(make_page()) == [
        "This week",
        "Mara Lind Fix the link",
        "Ana Duarte Ask about the seeds",
        "Later in December",
        "Łukasz Wójcik Birthday, 42 years",
    ]


def test_lines_are_read_aloud_with_their_day(make_page, ahead):
    model = make_page().list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1).data(role) == "Monday, 23 November: Mara Lind, Promise: Fix the link"
    assert model.index(0).data(role) == "This week"


def test_arrows_pass_over_headings(make_page, ahead):
    page = make_page()
    seen = []
    for _step in range(3):
        seen.append(page.list.row().name)
        press(page.list, Qt.Key.Key_Down)
    assert seen == ["Mara Lind", "Ana Duarte", "Łukasz Wójcik"]


def test_enter_and_a_double_click_open_the_person(make_page, ahead):
    page = make_page()
    opened = heard(page.person_opened)
    press(page.list, Qt.Key.Key_Return)
    box = page.list.visualRect(page.list.model().index(2))
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    QTest.mouseDClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert opened == [(ahead[1],), (ahead[0],)]


def test_an_empty_journal_says_what_will_stand_here(make_page):
    assert Driver(make_page()).sees("Nothing lies ahead yet")


def test_follow_up_is_asked_for(make_page):
    page = make_page()
    asked = heard(page.follow_up_requested)
    Driver(page).click("Follow up")
    assert asked == [()]


# --- another day by key --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "days"),
    [(Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, -1), (Qt.Key.Key_Down, 7)],
)
def test_alt_with_an_arrow_moves_and_is_undone_as_one_step(make_page, ahead, core, key, days):
    page = make_page()
    page.list.select_place(2)
    press(page.list, key, ALT)
    (moved,) = core.follow_ups.open_of(ahead[0])
    assert moved.day == MONDAY + timedelta(days=5 + days)
    assert page.list.row().name == "Ana Duarte"
    assert page.list.row().day == moved.day
    assert page.grid.current_day() == moved.day
    assert core.history.undo_label.startswith("Move Ana Duarte to ")
    core.history.undo()
    assert core.follow_ups.open_of(ahead[0])[0].day == MONDAY + timedelta(days=5)


def test_the_arrows_are_mirrored_with_the_window(make_page, ahead, core, qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page = make_page()
    page.list.select_place(2)
    press(page.list, Qt.Key.Key_Left, ALT)
    assert core.follow_ups.open_of(ahead[0])[0].day == MONDAY + timedelta(days=6)


def test_a_promise_moves_too_and_nothing_moves_before_today(make_page, ahead, core):
    page = make_page()
    page.list.select_place(1)
    press(page.list, Qt.Key.Key_Left, ALT)
    assert core.promises.open_of(ahead[1])[0].by == MONDAY
    press(page.list, Qt.Key.Key_Right, ALT)
    assert core.promises.open_of(ahead[1])[0].by == MONDAY + timedelta(days=1)


def test_a_birthday_stays_where_it_is(make_page, ahead, core):
    page = make_page()
    page.list.select_place(4)
    before = core.history.undo_label
    press(page.list, Qt.Key.Key_Right, ALT)
    assert core.history.undo_label == before
    assert not page.list.model().flags(page.list.currentIndex()) & Qt.ItemFlag.ItemIsDragEnabled


def test_another_day_is_named_from_the_menu(make_page, ahead, core):
    page = make_page()
    page.list.select_place(2)
    menu = page.list.menu_of(page.list.row())
    assert [one.text() for one in menu.actions()] == ["Open Ana Duarte", "Put on another day…"]
    menu.actions()[1].trigger()
    menu.close()
    driver = Driver(page)
    driver.fill("Day", "2026-12-24")
    driver.press("Return")
    assert wait_until(lambda: core.follow_ups.open_of(ahead[0])[0].day == date(2026, 12, 24))


# --- grid ----------------------------------------------------------------------------------------


def test_the_grid_begins_with_this_week_and_reads_days_aloud(make_page, ahead):
    model = make_page().grid.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert (model.rowCount(), model.columnCount()) == (5, 7)
    assert model.index(0, 0).data(role) == ("Today, Monday, 23 November: Mara Lind, Fix the link")
    assert model.index(0, 1).data(role) == "Tuesday, 24 November: nothing"
    assert [model.index(0, 0).data(), model.index(1, 1).data()] == ["23 Nov", "1 Dec"]


def test_cells_are_92_high_and_grow_with_the_font(make_page, qapp):
    assert cell_height() == 92
    font = qapp.font()
    font.setPointSizeF(20)
    qapp.setFont(font)
    assert cell_height() > 92


def test_choosing_a_day_shows_it_in_the_list(make_page, ahead):
    page = make_page()
    day = MONDAY + timedelta(days=5)
    QTest.mouseClick(
        page.grid.viewport(), Qt.MouseButton.LeftButton, pos=cell_of(page, day).bottomRight()
        - QPoint(5, 5),
    )  # fmt: skip
    assert page.list.row().name == "Ana Duarte"
    press(page.grid, Qt.Key.Key_Left)
    assert page.grid.current_day() == MONDAY + timedelta(days=4)
    assert not page.list.selectionModel().hasSelection()


def test_choosing_a_line_shows_its_day_in_the_grid(make_page, ahead):
    page = make_page()
    page.list.select_place(4)
    assert page.grid.current_day() == date(2026, 12, 8)


def test_enter_on_a_day_goes_to_its_line(make_page, ahead):
    page = make_page()
    page.grid.setFocus()
    page.grid.show_day(MONDAY + timedelta(days=5))
    press(page.grid, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.list
    assert page.list.row().name == "Ana Duarte"


def test_the_weeks_turn_and_come_back(make_page, ahead):
    page = make_page()
    driver = Driver(page)
    assert driver.sees("Five weeks from today")
    driver.click("Weeks after")
    assert driver.sees("Five weeks from 28 Dec")
    press(page.grid, Qt.Key.Key_PageDown)
    assert driver.sees("Five weeks from 1 Feb 2027")
    driver.click("Back to today")
    assert driver.sees("Five weeks from today")
    assert page.grid.current_day() == MONDAY


def test_two_lines_a_day_and_the_rest_in_words(make_page, core, monkeypatch):
    ana = core.contacts.add("Ana")
    for text in "abcd":
        core.follow_ups.add(ana, MONDAY + timedelta(days=1), text)
    page = make_page()
    index = page.grid.model().index(0, 1)
    box = page.grid.visualRect(index)
    delegate = page.grid.itemDelegate()
    at = [delegate.row_at(index, QPoint(box.x() + 10, box.y() + y), box) for y in range(92)]
    assert {row.text for row in at if row is not None} == {"a", "b"}


# --- another day by mouse ------------------------------------------------------------------------


def test_what_is_dropped_on_a_day_is_put_there(make_page, ahead, core):
    page = make_page()
    model = page.grid.model()
    data = page.list.model().mimeData([page.list.model().index(2)])
    target = model.index_of(MONDAY + timedelta(days=9))
    assert model.canDropMimeData(data, Qt.DropAction.MoveAction, -1, -1, target)
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, target)
    assert wait_until(
        lambda: core.follow_ups.open_of(ahead[0])[0].day == MONDAY + timedelta(days=9)
    )


def test_a_line_of_a_cell_is_what_the_mouse_takes(make_page, ahead):
    page = make_page()
    box = cell_of(page, MONDAY + timedelta(days=5))
    at = QPoint(box.x() + 20, box.y() + 34)
    assert page.grid.row_under(at).name == "Ana Duarte"
    QTest.mousePress(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseRelease(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.grid.model().mimeData([]).hasFormat(MIME)
    free = QPoint(box.x() + 20, box.y() + 80)
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=free)
    assert not page.grid.model().mimeData([]).hasFormat(MIME)


def test_nothing_is_dropped_on_days_that_are_over(make_page, ahead, core, clock):
    clock.wind(days=2)
    page = make_page()
    model = page.grid.model()
    past = model.index(0, 0)
    assert not model.flags(past) & Qt.ItemFlag.ItemIsDropEnabled
    told = heard(model.dropped)
    data = as_mime(page.list.model().row_at(1))
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, past)
    model.dropMimeData(QMimeData(), Qt.DropAction.MoveAction, -1, -1, model.index(1, 1))
    assert told == []


# --- room and time -------------------------------------------------------------------------------


def test_below_1100_the_grid_is_a_second_tab_that_is_remembered(make_page, ahead, settings):
    page = make_page(1000, 560)
    driver = Driver(page)
    assert page.list.isVisible()
    assert not page.grid.isVisible()
    driver.click("Five weeks")
    assert page.grid.isVisible()
    assert not page.list.isVisible()
    opened = heard(page.person_opened)
    page.grid.show_day(MONDAY)
    press(page.grid, Qt.Key.Key_Return)
    assert opened == [(ahead[1],)]
    assert make_page(1000, 560).grid.isVisible()
    page.resize(1440, 840)
    QTest.qWait(1)
    assert page.list.isVisible()
    assert page.grid.isVisible()


def test_a_new_day_moves_the_list_on(make_page, ahead, clock):
    page = make_page()
    clock.wind(days=1)
    page.note_time()
    assert lines(page)[1] == "Ana Duarte Ask about the seeds"


def test_changes_are_followed_and_the_choice_stays(make_page, ahead, core):
    page = make_page()
    page.list.select_place(2)
    core.follow_ups.add(ahead[1], MONDAY + timedelta(days=1), "before it")
    assert wait_until(lambda: "Mara Lind before it" in lines(page))
    assert page.list.row().name == "Ana Duarte"


def test_what_i_owe_is_a_list_with_ages_and_quietly_what_is_owed_to_me(
    open_journal, driver, core, clock
):
    ana, mara = core.contacts.add("Ana Duarte"), core.contacts.add("Mara Lind")
    core.promises.make(mara, "mend the link", entry_id=None)
    clock.wind(days=21)
    core.promises.make(ana, "send seeds", (clock.at + timedelta(days=2)).date())
    core.promises.make(ana, "send the chapter", owed_by=Owed.THEIRS)
    driver.press("Ctrl+4")
    driver.click("I owe")
    seen = driver.texts()
    order = [
        "Mara Lind",
        "mend the link",
        "Ana Duarte",
        "send seeds",
        "Promised to me",
        "Ana Duarte",
    ]
    assert [text for text in seen if text in order] == order
    assert driver.sees("promised 3 weeks ago")
    assert driver.sees("promised today, due Wed 16")
    assert driver.sees("send the chapter")
    driver.click("Mara Lind")
    assert open_journal.people.person_id() == mara


def test_owing_nobody_anything_is_said(open_journal, driver, core):
    core.contacts.add("Ana Duarte")
    driver.press("Ctrl+4")
    driver.click("I owe")
    assert driver.sees("You owe nobody anything.")
    driver.click("I owe")
    assert not driver.sees("You owe nobody anything.")
