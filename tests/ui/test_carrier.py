"""Which way a reminder goes, and back."""

import pytest
from PySide6.QtCore import QObject, Signal

from relationship_journal.services.rows import TodayRow
from relationship_journal.ui import reminder_settings
from relationship_journal.ui.carrier import Carrier
from relationship_journal.ui.popup import Popup
from relationship_journal.ui.reminder_answers import ReminderAnswers
from relationship_journal.ui.reminder_settings import Style
from tests.ui.test_reminders import MONDAY
from tests.window_fixtures import drop


class FakeLink(QObject):
    """A desktop that keeps what it was asked to show."""

    notification_shown = Signal(int)
    notification_failed = Signal(int)
    notification_closed = Signal(int)
    action_taken = Signal(int, str, str)

    def __init__(self):
        super().__init__()
        self.can_notify, self.on_screen, self.sent = True, None, []

    def notify(self, tag, title, body, actions):
        self.on_screen = (tag, title, body, dict(actions))
        self.sent.append(title)

    def withdraw(self, tag):
        self.on_screen = None


def row(name, contact_id=1, reason="follow_up"):
    return TodayRow(contact_id, name, "Inner", reason, contact_id, MONDAY, "Seeds", 0,
                    f"{contact_id}", None, None)  # fmt: skip


@pytest.fixture
def link(qapp):
    return FakeLink()


@pytest.fixture
def carrier(link, settings, core):
    made = Carrier(link, settings, core.clock, core.zone)
    yield made
    made.close()
    drop(made)


@pytest.fixture
def answers(carrier):
    told = []
    carrier.answered.connect(
        lambda action, one, days, _token: told.append((action, one.name, days))
    )
    return told


def popup(qapp):
    found = [one for one in qapp.topLevelWidgets() if isinstance(one, Popup) and one.isVisible()]
    return found[0] if found else None


def press(window, text):
    from PySide6.QtWidgets import QPushButton

    next(
        b for b in window.findChildren(QPushButton) if text in {b.text(), b.accessibleName()}
    ).click()


def test_it_goes_as_a_notification_and_its_actions_come_back(qapp, link, carrier, answers):
    carrier.show([row("Ana")])
    tag, title, body, actions = link.on_screen
    assert (title, body) == ("Ana", "Follow up: Seeds\nNot spoken yet")
    assert [*actions] == ["default", "open", "wrote", "later", "skip"]
    link.notification_shown.emit(tag)
    assert popup(qapp) is None
    link.action_taken.emit(tag, "later", "")
    assert answers == [("later", "Ana", 1)]
    assert link.on_screen is None
    assert carrier.rows == ()


def test_a_service_that_fails_leaves_it_to_the_popup(qapp, link, carrier):
    carrier.show([row("Ana")])
    link.notification_failed.emit(1)
    assert popup(qapp) is not None


def test_a_service_that_does_not_answer_leaves_it_to_the_popup(qtbot, qapp, link, carrier):
    carrier.show([row("Ana")])
    qtbot.waitUntil(lambda: popup(qapp) is not None, timeout=3_000)
    link.notification_shown.emit(1)
    assert link.on_screen is None  # too late: not twice


def test_the_popup_comes_where_it_was_chosen(qapp, settings, link, carrier, answers):
    settings.set(reminder_settings.STYLE, Style.WINDOW.value)
    carrier.show([row("Ana")])
    assert link.sent == []
    press(popup(qapp), "Later")
    press(popup(qapp), "Later: 1 week")
    assert answers == [("later", "Ana", 7)]
    assert popup(qapp) is None


@pytest.mark.parametrize(
    ("button", "told"), [("Open", "open"), ("Wrote", "wrote"), ("Skip", "skip")]
)
def test_each_button_of_the_popup_is_an_answer(qapp, link, carrier, answers, button, told):
    link.can_notify = False
    carrier.show([row("Ana")])
    press(popup(qapp), button)
    assert answers == [(told, "Ana", 0)]
    assert carrier.rows == ()


def test_where_their_page_is_known_the_main_button_opens_it(qapp, link, carrier, answers):
    carrier.set_visit_words(lambda one: f"Open as {one.name} & Co")
    carrier.show([row("Ana")])
    assert link.on_screen[3] == {
        "default": "Open", "visit": "Open as Ana & Co", "wrote": "Wrote", "later": "Later",
        "skip": "Skip",
    }  # fmt: skip
    link.action_taken.emit(1, "visit", "")
    link.can_notify = False
    carrier.show([row("Ana")])
    press(popup(qapp), "Open as Ana & Co")
    carrier.show([row("Ana")])
    press(popup(qapp), "Ana")
    assert answers == [("visit", "Ana", 0 + 1), ("visit", "Ana", 0), ("open", "Ana", 0)]


def test_long_words_widen_no_popup(qapp, link, carrier):
    link.can_notify = False
    carrier.set_visit_words(lambda _one: "Open as " + "gardenblog " * 9 + "in Firefox (Blog)")
    carrier.show([row("Maximiliane von Hohenstein-Wittgenstein zu Berleburg")])
    assert popup(qapp).width() == 380


def test_of_several_people_it_names_three_and_opens_today(qapp, link, carrier):
    wanted = []
    carrier.today_wanted.connect(wanted.append)
    carrier.show([row(name, n) for n, name in enumerate(("Ana", "Bo", "Chi", "Dana", "Ewa"), 1)])
    _tag, title, body, actions = link.on_screen
    assert (title, body) == ("5 people", "Ana, Bo, Chi, and two more")
    assert set(actions) == {"default", "open"}
    link.action_taken.emit(1, "default", "token")
    assert wanted == ["token"]


def test_who_waits_no_longer_leaves_it(qapp, link, carrier):
    carrier.show([row("Ana", 1), row("Bo", 2)])
    link.notification_shown.emit(1)
    carrier.keep({"2"})
    assert link.sent == ["2 people", "Bo"]
    carrier.keep(())
    assert link.on_screen is None


def test_a_notification_that_was_closed_is_forgotten(link, carrier):
    carrier.show([row("Ana")])
    link.notification_shown.emit(1)
    link.notification_closed.emit(1)
    assert carrier.rows == ()


def test_the_keyboard_reaches_a_notification_as_a_popup(qapp, link, carrier):
    assert not carrier.go_to()
    carrier.show([row("Ana")])
    assert carrier.go_to()
    assert popup(qapp).focusWidget().text() == "Open"


def test_markup_in_a_name_is_a_name(qapp, link, carrier):
    link.can_notify = False
    carrier.show([row("<b>Ana</b> & Co")])
    from PySide6.QtWidgets import QLabel

    assert "<b>Ana</b> & Co" in [label.text() for label in popup(qapp).findChildren(QLabel)]


def test_answers_reach_the_journal(core, people, carrier):
    [ana] = people("Ana")
    core.follow_ups.add(ana, MONDAY, "Seeds")
    answers = ReminderAnswers(core, carrier)
    [card] = core.today.look().shown
    told = []
    answers.open_person.connect(told.append)
    answers.wrote.connect(lambda who, entry: told.append((who, entry)))
    answers.answer("open", card, 0)
    answers.answer("wrote", card, 0)
    assert told[0] == ana
    assert told[1][0] == ana
    assert core.today.look().shown == ()
    core.history.undo()
    assert len(core.today.look().shown) == 1


def test_an_answer_that_comes_too_late_is_told(core, people, carrier):
    core.follow_ups.add(*people("Ana"), MONDAY, "Seeds")
    [card] = core.today.look().shown
    core.follow_ups.complete(card.id)
    answers, failed = ReminderAnswers(core, carrier), []
    answers.failed.connect(lambda error: failed.append(error.text))
    answers.answer("skip", card, 0)
    assert failed == ["This follow-up is closed already."]
