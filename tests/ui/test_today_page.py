"""Today: who waits and why, moving about, the day, and picking up again."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.ui.reminder_settings import TODAY_CAP
from relationship_journal.ui.views.today_card import ClosedCard, OpenCard
from relationship_journal.ui.views.today_page import TodayPage
from relationship_journal.ui.widgets.labels import Chip
from tests.driver import Driver, wait_until
from tests.ui.today_fixtures import (  # noqa: F401  pytest finds fixtures by their names here
    MONDAY,
    heard,
    make_page_fixture,
    names,
    press,
    quiet_fixture,
    sees,
    texts,
)
from tests.window_fixtures import drop

# --- what it shows -------------------------------------------------------------------------------


def test_it_says_the_day_and_how_many_in_words(make_page, quiet):
    quiet("Ana Duarte", "Tom Okafor")
    page = make_page()
    assert sees(page, "Monday, 23 November")
    assert sees(page, "Two people, in the order they might like to hear from you.")


def test_the_first_card_is_open_and_the_others_are_closed(make_page, quiet):
    quiet("Ana Duarte", "Tom Okafor")
    page = make_page()
    (open_card,) = page.findChildren(OpenCard)
    assert open_card.row.name == "Ana Duarte"
    assert names(page) == ["Ana Duarte", "Tom Okafor"]


def test_a_card_shows_who_why_and_the_last_two_lines(make_page, core, clock):
    clock.wind(days=-30)
    ana = core.contacts.add("Ana Duarte", circle="Inner")
    core.entries.write_down([ana], "an old line", channel=Channel.EMAIL)
    clock.wind(days=10)
    core.notes.add(ana, "moves to Évora in spring")
    core.entries.write_down(
        [ana], "asked about the moss", direction=Direction.INCOMING, channel=Channel.COMMENT
    )
    core.entries.write_down([ana], "sent the photos", channel=Channel.COMMENT)
    clock.wind(days=20)
    page = make_page()
    assert sees(page, "Inner circle. Last spoke 20 days ago, in a blog comment.")
    shown = texts(page)
    assert "From me:" in shown
    assert "sent the photos" in shown
    assert "an old line" not in shown
    assert "Keep in touch about every 2 weeks" in shown


def test_what_they_wrote_stands_in_the_box_once(make_page, core, clock):
    clock.wind(days=-2)
    tom = core.contacts.add("Tom Okafor", circle="Inner")
    core.entries.write_down(
        [tom], "Would you read my draft?", direction=Direction.INCOMING, channel=Channel.EMAIL
    )
    clock.wind(days=2)
    shown = texts(make_page())
    assert shown.count("“Would you read my draft?”") == 1
    assert "Would you read my draft?" not in shown
    assert "E-mail, Sat 21 Nov at 10:30." in shown


@pytest.mark.parametrize(
    ("reason", "word", "button"),
    [
        ("reply", "Wrote to you", "Wrote"),
        ("promise", "Promise due", "Kept"),
        ("follow_up", "Follow up", "Done"),
        ("date", "Birthday", "Wrote"),
        ("quiet", "Going quiet", "Wrote"),
    ],
)
def test_each_reason_has_its_word_and_one_main_button(make_page, core, clock, reason, word, button):
    clock.wind(days=-20 if reason == "quiet" else -1)
    ana = core.contacts.add("Ana", circle="Inner")
    if reason == "reply":
        core.entries.write_down([ana], "hello", direction=Direction.INCOMING)
    clock.wind(days=20 if reason == "quiet" else 1)
    if reason == "promise":
        core.promises.make(ana, "fix the link", MONDAY)
    if reason == "follow_up":
        core.follow_ups.add(ana, MONDAY, "ask")
    if reason == "date":
        core.contacts.edit(ana, birthday="--11-23")
    page = make_page()
    assert page.current_row().reason == reason
    assert [chip.text() for chip in page.findChildren(Chip)] == [word]
    mains = [one for one in page.findChildren(QPushButton) if one.property("kind") == "main"]
    assert [one.text() for one in mains] == [button]


def test_only_the_cap_is_shown_and_the_rest_can_wait(make_page, quiet, settings):
    quiet(*"ABCDEFGH")
    settings.set(TODAY_CAP, 4)
    page = make_page()
    assert len(names(page)) == 4
    assert sees(page, "That is enough for today.")
    assert sees(page, "Four more can wait.")
    Driver(page).click("Show them")
    assert wait_until(lambda: len(names(page)) == 8)


def test_nobody_waiting_is_calm(make_page, core):
    core.contacts.add("Ana", circle="No plan")
    assert sees(make_page(), "Nobody waits today")


def test_an_empty_journal_offers_to_add_somebody(make_page):
    page = make_page()
    asked = heard(page.add_requested)
    Driver(page).click("Add a contact")
    assert asked == [()]


def test_the_quiet_column_is_there_from_1240_on(make_page, core):
    ana = core.contacts.add("Ana Duarte")
    core.follow_ups.add(ana, MONDAY + timedelta(days=4), "look in")
    core.entries.write_down([ana], "hello", channel=Channel.EMAIL)
    page = make_page()
    assert sees(page, "Coming up")
    assert sees(page, "Ana: look in")
    assert sees(page, "E-mail to Ana Duarte")
    page.resize(1239, 840)
    QTest.qWait(1)
    assert not Driver(page).sees("Coming up")


@pytest.mark.parametrize("width", [904, 1239, 1240, 1900])
def test_the_column_of_cards_keeps_its_measure(make_page, quiet, width):
    quiet("Ana")
    page = make_page(width)
    (card,) = page.findChildren(OpenCard)
    assert 560 <= card.width() <= (760 if width > 1000 else 856)


def test_with_a_big_font_the_cards_are_wider(make_page, quiet):
    quiet("Ana")
    page = make_page(1440)
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    page.setFont(font)
    page.resize(1441, 840)
    QTest.qWait(1)
    (card,) = page.findChildren(OpenCard)
    assert card.width() > 760


def test_names_of_any_script_and_length_fit(make_page, quiet):
    quiet("ليلى حداد", "山田 さくら", "<b>Priya</b> & Co", "Maximiliane-Theodora " * 8)
    page = make_page(904, 545)
    assert "<b>Priya</b> & Co" in names(page)
    for card in page.findChildren(OpenCard) + page.findChildren(ClosedCard):
        assert card.width() <= page.width()


# --- moving about --------------------------------------------------------------------------------


def test_arrows_and_letters_go_from_card_to_card(make_page, quiet):
    quiet("A", "B", "C")
    page = make_page()
    seen = []
    for key in (Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_K, Qt.Key.Key_Up):
        press(key)
        seen.append(page.current_row().name)
    assert seen == ["B", "C", "C", "B", "A"]


def test_a_click_opens_a_card_and_a_name_leads_to_the_person(make_page, quiet):
    _ana, tom = quiet("Ana Duarte", "Tom Okafor")
    page = make_page()
    opened = heard(page.person_opened)
    QTest.mouseClick(page.findChild(ClosedCard), Qt.MouseButton.LeftButton)
    assert page.current_row().name == "Tom Okafor"
    Driver(page).click("Tom Okafor")
    press(Qt.Key.Key_O)
    assert opened == [(tom,), (tom,)]


def test_tab_goes_through_a_card_from_the_top(make_page, quiet):
    quiet("Ana", "Tom")
    make_page()
    stops = []
    for _step in range(5):
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        stops.append(focus.accessibleName() or focus.text())
    assert stops[:4] == ["Ana", "Wrote", "Later", "Skip"]
    assert stops[4].startswith("Tom, Going quiet")


def test_enter_presses_the_button_that_has_the_focus(make_page, quiet, core):
    quiet("Ana", "Tom")
    page = make_page()
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert core.history.undo_label == "Skip Ana"
    assert wait_until(lambda: names(page) == ["Tom"])


def test_cards_are_read_aloud_whole(make_page, quiet):
    quiet("Ana", "Tom")
    closed = make_page().findChild(ClosedCard)
    assert closed.accessibleName() == (
        "Tom, Going quiet, Last spoke 8 weeks ago; you keep in touch about every 2 weeks, "
        "since 8 Oct"
    )


# --- time ----------------------------------------------------------------------------------------


def test_a_new_day_is_looked_at_when_the_clock_ticks(make_page, quiet, clock):
    quiet("Ana")
    page = make_page()
    clock.wind(hours=18)  # half past four in the morning
    page.note_time()
    assert sees(page, "Tuesday, 24 November")


def test_who_was_in_sight_is_remembered_once(make_page, quiet, core):
    (ana,) = quiet("Ana")
    told = []
    stop = core.history.subscribe(told.append)
    page = make_page()
    page.look_again()
    QTest.qWait(20)
    stop()
    assert core.today.seen_on(MONDAY, "today") == frozenset({ana})
    assert len(told) == 1


def test_a_page_nobody_looks_at_remembers_nobody(qapp, core, notices, settings, quiet):
    quiet("Ana")
    page = TodayPage(core, notices, settings)
    page.look_again()
    assert core.today.seen_on(MONDAY, "today") == frozenset()
    drop(page)


def test_a_hidden_page_looks_again_when_it_is_shown(make_page, quiet, core):
    (ana,) = quiet("Ana")
    page = make_page()
    page.hide()
    core.entries.write_down([ana], "hello")
    QTest.qWait(20)
    page.show()
    assert sees(page, "That is enough for today.") or sees(page, "Nobody waits today")
    assert names(page) == []


# --- pick up again -------------------------------------------------------------------------------


@pytest.fixture
def away(core, clock, quiet):
    """Twelve people who went quiet while the user was away for 60 days."""
    return quiet(*(f"Reader {letter}" for letter in "ABCDEFGHIJKL"))


def test_after_an_absence_it_offers_to_spread(make_page, away, core):
    page = make_page()
    driver = Driver(page)
    assert sees(page, "Pick up again")
    assert any("Letting some of them rest is fine" in text for text in driver.texts())
    driver.click("Three days")
    assert sees(page, "At most four people a day.")
    driver.click("Spread them out")
    assert sees(page, "Spread over three days")
    assert wait_until(lambda: len(names(page)) == 4)
    assert not driver.sees("Pick up again")
    assert core.history.undo_label == "Pick up again"
    driver.click("Undo: Spread over three days")
    assert wait_until(lambda: len(core.today.cards()) == 12)


def test_weekdays_can_be_chosen_and_some_may_rest(make_page, away, settings):
    settings.set(TODAY_CAP, 1)
    page = make_page()
    driver = Driver(page)
    driver.click("Chosen weekdays")
    assert sees(page, "At most one person a day. Two may rest for now.")
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        driver.click(day)
    assert sees(page, "Choose at least one day.")
    assert not driver.is_enabled("Spread them out")


def test_not_now_is_remembered_for_the_day(make_page, away):
    page = make_page()
    Driver(page).click("Not now")
    assert wait_until(lambda: not Driver(page).sees("Pick up again"))
    page.look_again()
    assert not Driver(page).sees("Pick up again")
