"""The strip after a page was opened: one answer, one optional line, the next date."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.domain.target import Target
from relationship_journal.ui.widgets.labels import ElidedLabel
from tests.driver import wait_until

POST = "https://quietgardens.example/on-quiet-gardens/"


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana Duarte", circle="Inner", urls=["https://quietgardens.example"])


@pytest.fixture
def post(core, ana, clock):
    feed = core.following.follow(ana, "https://quietgardens.example/feed/")
    core.feed_posts.store(feed, ParsedFeed("rss"))
    entry = ParsedEntry(guid="g", link=POST, title="On quiet gardens", published=clock.at)
    core.feed_posts.store(feed, ParsedFeed("rss", (entry,)))
    clock.wind(minutes=8)
    return core.following.posts()[0].id


@pytest.fixture
def opened_before(core, ana, post):
    return core.opened.note(ana, POST)


@pytest.fixture
def strip(post, open_journal):
    return open_journal.returning.strip


@pytest.fixture
def opens(core, ana, post, open_journal):
    def do(url=POST, post_id=post, contact_id=ana, title=""):
        open_journal.opener.open_target(Target(url, contact_id, post_id=post_id, title=title))

    return do


def test_it_asks_after_a_post_was_opened_and_has_the_main_button(strip, opens, driver):
    driver.wait_for("Open their post")
    driver.press("Return")
    driver.wait_for("I commented")
    assert driver.sees("opened at 10:38")
    assert driver.sees("Open again")
    assert not driver.sees("Open their post")
    assert strip.height() == 52


def mains(main_window):
    """Return what the main buttons in sight say."""
    buttons = main_window.findChildren(QPushButton)
    return [one.text() for one in buttons if one.isVisible() and one.property("kind") == "main"]


@pytest.mark.parametrize("page", ["Ctrl+1", "Ctrl+2", "Ctrl+3"])
def test_while_it_asks_no_page_has_a_main_button_and_afterwards_it_has_its_own(
    strip, core, ana, post, opens, page, driver, main_window
):
    core.follow_ups.add(ana, core.clock().date(), "Ask about the archive")
    core.basket.add(post)
    driver.press(page)
    driver.wait_for("Ana Duarte")
    if page == "Ctrl+2":
        driver.click("Ana Duarte")
        driver.wait_for("Ask about the archive")
    wait_until(lambda: len(mains(main_window)) == 1)
    before = mains(main_window)
    opens()
    driver.wait_for("I commented")
    assert mains(main_window) == ["I commented"]
    strip.answer_not_today()
    driver.wait_until_gone("I commented")
    assert mains(main_window) == before


@pytest.mark.parametrize("road", ["click", "Enter on the card", "Ctrl+Shift+M"])
def test_i_commented_writes_it_down_and_says_the_next_date(strip, core, ana, opens, road, driver):
    opens()
    driver.wait_for("I commented")
    if road == "click":
        driver.click("I commented")
    elif road == "Enter on the card":
        driver.wait_for("Open again")
        driver.press("Return")
    else:
        driver.press(road)
    driver.wait_for("Written down")
    entry = core.entries.get(core.timeline.of(ana)[0].id)
    assert (entry.url, entry.channel) == (POST, "comment")
    assert strip.next_words() == "Next: about 7 Dec"


def test_one_line_can_be_added_and_enter_is_done_with_it(strip, core, ana, opens, driver):
    opens()
    driver.wait_for("I commented")
    driver.click("I commented")
    strip.line.setFocus()
    driver.type("The moss is lovely")
    driver.press("Return")
    driver.wait_until_gone("Written down")
    assert core.timeline.of(ana)[0].text == "The moss is lovely"


def test_who_has_no_date_does_not_show_the_one_before(strip, core, opens, driver):
    def tip(words):
        return next(one.toolTip() for one in strip.findChildren(ElidedLabel) if one.text() == words)

    opens()
    driver.wait_for("I commented")
    driver.click("I commented")
    assert tip("Next: about 7 Dec") == "Monday, 7 December 2026"
    strip.finish()
    bo = core.contacts.add("Bo", circle="No plan", urls=["https://bo.example/"])
    opens("https://bo.example/", None, bo)
    driver.click("I commented")
    assert tip("Next: no date") == ""


def test_the_next_date_can_be_changed(strip, core, ana, opens, driver):
    opens()
    driver.wait_for("I commented")
    driver.click("I commented")
    driver.click("Change…")
    driver.wait_for("Ana Duarte")
    driver.type("2026-12-01")
    driver.press("Ctrl+Return")
    assert wait_until(lambda: strip.next_words() == "Next: about 1 Dec")
    assert [str(row.due) for row in core.follow_ups.open_of(ana)] == ["2026-12-01"]


@pytest.mark.parametrize(("button", "shown"), [("Only read it", 0), ("Not today", 0)])
def test_the_other_answers_write_nothing_down(strip, core, ana, opens, button, shown, driver):
    opens()
    driver.wait_for(button)
    driver.click(button)
    driver.wait_until_gone("I commented")
    assert [line.kind for line in core.timeline.of(ana)] == ["post"]
    assert len(core.today.look().shown) == shown
    driver.press("Ctrl+Z")
    driver.wait_for("I commented")


def test_undo_takes_the_comment_back_and_asks_again(strip, core, ana, opens, driver):
    opens()
    driver.wait_for("I commented")
    driver.click("I commented")
    driver.wait_for("Written down")
    strip.window().setFocus()
    driver.press("Ctrl+Z")
    driver.wait_for("I commented")
    assert [line.kind for line in core.timeline.of(ana)] == ["post"]


def test_several_stack_and_each_gets_its_answer(strip, core, opens, clock, driver):
    opens()
    clock.wind(minutes=1)
    bo = core.contacts.add("Bo")
    opens("https://bo.example/bees", None, bo, "Bees")
    driver.wait_for("Bees")
    assert wait_until(lambda: driver.sees("opened at 10:39, 1 more to say"))
    driver.click("Only read it")
    driver.wait_for("On quiet gardens")
    assert wait_until(lambda: strip.asked.name == "Ana Duarte")


def test_x_and_escape_ask_no_more(strip, core, opens, driver):
    opens()
    driver.wait_for("I commented")
    strip.commented_button.setFocus()
    driver.press("Escape")
    driver.wait_until_gone("I commented")
    assert core.opened.waiting() == []


def test_it_never_takes_the_focus_from_somebody_typing(strip, core, opens, open_journal, driver):
    opens()
    window = strip.window()
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    assert wait_until(strip.isVisible)
    window.activated.emit()
    assert QApplication.focusWidget() is field
    opens("https://quietgardens.example/other", None)
    assert wait_until(lambda: strip.asked.url.endswith("other"))
    window.setFocus()
    window.activated.emit()
    assert QApplication.focusWidget() is strip.commented_button
    QTest.qWait(1)


def test_what_was_opened_before_a_restart_is_asked_about(opened_before, open_journal, driver):
    driver.wait_for("I commented")


def test_a_mailbox_is_not_asked_about(core, ana, strip, open_journal, driver):
    open_journal.opener.open_target(Target("mailto:ana@quietgardens.example", ana))
    assert core.opened.waiting() == []
    assert not strip.isVisible()


def test_a_key_held_too_long_says_nothing_more(strip, core, ana, driver):
    driver.wait_for("Open their post")
    driver.press("Return")
    driver.wait_for("Open again")
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", True
    )
    QApplication.sendEvent(QApplication.focusWidget(), held)
    assert driver.sees("I commented")
    assert [line.kind for line in core.timeline.of(ana)] == ["post"]
