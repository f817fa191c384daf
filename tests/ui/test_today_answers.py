"""What each answer on a card of Today does, by mouse and by one key each."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.ui.views.today_card import OpenCard
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

# --- answers -------------------------------------------------------------------------------------


def test_wrote_is_a_key_a_line_and_enter(make_page, quiet, core):
    ana, _tom = quiet("Ana Duarte", "Tom Okafor")
    page = make_page()
    press(Qt.Key.Key_W)
    QTest.keyClicks(QApplication.focusWidget(), "sent the seed list")
    press(Qt.Key.Key_Return)
    assert wait_until(lambda: names(page) == ["Tom Okafor"])
    (line, *_) = core.timeline.of(ana)
    assert (line.text, line.channel, line.direction) == (
        "sent the seed list",
        Channel.EMAIL,
        Direction.OUTGOING,
    )
    assert page.current_row().name == "Tom Okafor"
    assert isinstance(QApplication.focusWidget(), OpenCard)


def test_an_address_in_the_line_is_kept_as_the_link(make_page, quiet, core):
    (ana,) = quiet("Ana")
    make_page()
    press(Qt.Key.Key_W)
    QTest.keyClicks(QApplication.focusWidget(), "on the moss https://moss.example/1")
    press(Qt.Key.Key_Return)
    line = core.timeline.of(ana)[0]
    assert (line.text, line.url) == ("on the moss", "https://moss.example/1")


def test_where_and_why_are_chosen_beside_the_line(make_page, quiet, core):
    (ana,) = quiet("Ana")
    page = make_page()
    driver = Driver(page)
    press(Qt.Key.Key_W)
    driver.pick("E-mail", "Forum")
    driver.pick("Why", "Thank you")
    driver.press("Return")
    line = core.timeline.of(ana)[0]
    assert (line.channel, line.intent, line.text) == (Channel.FORUM, Intent.THANKS, "")


def test_a_birthday_proposes_congratulations(make_page, core, clock):
    clock.wind(days=-1)
    ana = core.contacts.add("Ana")
    core.contacts.edit(ana, birthday="--11-23")
    clock.wind(days=1)
    make_page()
    press(Qt.Key.Key_W, Qt.Key.Key_Return)
    assert core.timeline.of(ana)[0].intent is Intent.CONGRATULATIONS


def test_escape_closes_the_line_and_keeps_the_words(make_page, quiet):
    quiet("Ana", "Tom")
    make_page()
    press(Qt.Key.Key_W)
    QTest.keyClicks(QApplication.focusWidget(), "half a thought")
    press(Qt.Key.Key_Escape)
    assert isinstance(QApplication.focusWidget(), OpenCard)
    press(Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_W)
    assert QApplication.focusWidget().text() == "half a thought"


def test_typing_outlives_a_change_from_elsewhere(make_page, quiet, core):
    _ana, tom = quiet("Ana", "Tom")
    page = make_page()
    press(Qt.Key.Key_W)
    QTest.keyClicks(QApplication.focusWidget(), "half")
    core.notes.add(tom, "something new")
    QTest.qWait(20)
    assert page.current_row().name == "Ana"
    QTest.keyClicks(QApplication.focusWidget(), " a line")
    assert QApplication.focusWidget().text() == "half a line"


def test_skip_and_undo_in_the_page(make_page, quiet, core):
    quiet("Ana Duarte", "Tom Okafor")
    page = make_page()
    press(Qt.Key.Key_S)
    assert sees(page, "Skipped Ana, this time")
    assert wait_until(lambda: names(page) == ["Tom Okafor"])
    Driver(page).click("Undo: Skipped Ana, this time")
    assert wait_until(lambda: names(page) == ["Ana Duarte", "Tom Okafor"])
    assert page.current_row().name == "Ana Duarte"
    assert not Driver(page).sees("Skipped Ana")


def test_the_note_goes_when_something_else_was_done(make_page, quiet, core):
    _ana, tom = quiet("Ana", "Tom")
    page = make_page()
    press(Qt.Key.Key_S)
    assert sees(page, "Skipped Ana")
    core.notes.add(tom, "x")
    assert wait_until(lambda: not Driver(page).sees("Skipped Ana"))


def test_later_by_key_asks_again_in_three_days(make_page, quiet, core, clock):
    (ana,) = quiet("Ana")
    page = make_page()
    press(Qt.Key.Key_L)
    menu = QApplication.activePopupWidget()
    assert [one.text() for one in menu.actions()] == ["1 day", "3 days", "1 week", "Another day…"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert sees(page, "Ana: later, Thu 26 Nov")
    clock.wind(days=2)
    assert core.today.look().shown == ()
    clock.wind(days=1)
    assert [row.contact_id for row in core.today.look().shown] == [ana]


def test_later_until_a_day_that_is_named(make_page, quiet, core, clock):
    quiet("Ana")
    page = make_page()
    driver = Driver(page)
    driver.pick("Later", "Another day…")
    driver.fill("Day", "2026-12-24")
    driver.press("Return")
    assert sees(page, "Ana: later, 24 Dec")
    clock.wind(days=30)
    assert core.today.look().shown == ()


def test_a_promise_is_kept_by_enter(make_page, core, clock):
    mara = core.contacts.add("Mara Lind")
    core.promises.make(mara, "fix the link", MONDAY)
    page = make_page()
    press(Qt.Key.Key_Return)
    assert sees(page, "Kept: Mara")
    assert core.promises.open_of(mara) == []


def test_wrote_leaves_a_promise_open(make_page, core):
    mara = core.contacts.add("Mara Lind")
    core.promises.make(mara, "fix the link", MONDAY)
    page = make_page()
    press(Qt.Key.Key_W, Qt.Key.Key_Return)
    assert sees(page, "Wrote to Mara")
    assert names(page) == ["Mara Lind"]
    press(Qt.Key.Key_Return)
    assert wait_until(lambda: core.promises.open_of(mara) == [])


def test_a_follow_up_is_done_by_enter(make_page, core):
    ana = core.contacts.add("Ana")
    core.follow_ups.add(ana, MONDAY, "ask")
    page = make_page()
    press(Qt.Key.Key_Return)
    assert sees(page, "Done: Ana")
    assert core.follow_ups.open_of(ana) == []


def test_enter_opens_their_page_and_the_next_is_wrote(make_page, quiet):
    quiet("Ana", urls=["https://quietgardens.example"])
    page = make_page()
    opened = heard(page.target_wanted)
    press(Qt.Key.Key_Return)
    QTest.qWait(1)
    assert [target.address for (target,) in opened] == ["https://quietgardens.example"]
    assert sees(page, "Open again")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().accessibleName() == "What you wrote to Ana"


def test_an_e_mail_is_answered_by_e_mail(make_page, core, clock):
    clock.wind(days=-1)
    tom = core.contacts.add("Tom", urls=["https://tom.example"])
    core.contacts.set_emails(tom, [("tom+blog@okafor.example", "")])
    core.entries.write_down([tom], "hi", direction=Direction.INCOMING, channel=Channel.EMAIL)
    clock.wind(days=1)
    page = make_page()
    opened = heard(page.target_wanted)
    Driver(page).click("Reply by e-mail")
    assert [target.address for (target,) in opened] == ["mailto:tom+blog@okafor.example"]


def test_a_key_does_nothing_twice_before_the_change_is_told(make_page, quiet, core):
    quiet("Ana", "Tom")
    make_page()
    card = QApplication.focusWidget()
    for _time in range(2):
        pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(card, pressed)
    assert core.today.look().answered == ("Ana",)
