"""From a reminder straight to the page, and what the tray offers then."""

import dataclasses
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.domain.secret import Secret
from relationship_journal.services.following_rows import FetchResultRow
from relationship_journal.services.sign_in_rows import SignInFields
from relationship_journal.ui import reminder_settings
from relationship_journal.ui.fetching import Fetching
from relationship_journal.ui.popup import Popup
from relationship_journal.ui.reminder_settings import Style
from relationship_journal.ui.reminding import Reminding
from tests.driver import wait_until
from tests.opening_fakes import XDG

PAGE = "https://boards.example/u/ana"

pytestmark = pytest.mark.usefixtures("quick_keys")


class FakeDesk:
    """A desktop with nothing to tell."""

    can_notify = False

    def notify(self, *words):
        raise AssertionError(words)

    def withdraw(self, tag):
        pass

    def is_presenting(self):
        return False

    def filenos(self):
        return ()

    def read(self):
        return []

    def close(self):
        pass


class FakeZone:
    def refresh(self):
        return False


@pytest.fixture
def reminding(core, notices, jobs, settings, main_window, open_journal, appearance):
    settings.set(reminder_settings.STYLE, Style.WINDOW.value)
    made = Reminding(
        core, notices, jobs, settings, window=main_window, journal=open_journal,
        appearance=appearance, desk=FakeDesk(), zone=FakeZone(),
    )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def ana(core):
    core.vault.make(Secret("a long passphrase"))
    secret = Secret("hunter 2")
    core.sign_ins.add(SignInFields("boards.example", "gardener", Secret("gardener@me"), secret))
    ana = core.contacts.add("Ana Duarte", urls=[PAGE])
    core.follow_ups.add(ana, date(2026, 11, 20), "Ask about seeds")
    return ana


def popup(qapp):
    found = [one for one in qapp.topLevelWidgets() if isinstance(one, Popup) and one.isVisible()]
    return found[0] if found else None


def press(window, text):
    next(
        one
        for one in window.findChildren(QPushButton)
        if text in {one.text(), one.accessibleName()}
    ).click()


def menu(reminding):
    entries = reminding._tray.menu().actions()
    return {one.text(): one for one in entries if not one.isSeparator()}


def test_a_follow_ups_popup_opens_their_page_as_me_and_the_tray_has_the_password(
    qapp, core, reminding, ana, started
):
    reminding.start(is_hidden=False)
    assert wait_until(lambda: popup(qapp) is not None)
    press(popup(qapp), "Open as gardener")
    assert started == [(XDG, PAGE)]
    assert popup(qapp) is None
    assert QGuiApplication.clipboard().text() == "gardener@me"
    assert [*menu(reminding)][:4] == [
        "boards.example, as gardener", "Copy user &name", "Copy &password", "Signed in a&lready",
    ]  # fmt: skip
    menu(reminding)["Copy &password"].trigger()
    assert QGuiApplication.clipboard().text() == "hunter 2"
    menu(reminding)["Signed in a&lready"].trigger()
    assert QGuiApplication.clipboard().text() == ""
    assert next(iter(menu(reminding))) == "Ana Duarte: Follow up"
    assert len(core.today.look().shown) == 1  # opening a page is no answer


def test_while_it_is_locked_the_tray_leads_to_the_passphrase(
    qapp, core, reminding, ana, started, driver
):
    core.vault.lock()
    reminding.start(is_hidden=False)
    assert wait_until(lambda: popup(qapp) is not None)
    press(popup(qapp), "Open as gardener")
    assert started == [(XDG, PAGE)]
    assert [*menu(reminding)][:3] == [
        "boards.example, as gardener", "Unlock sign-ins…", "Signed in a&lready",
    ]  # fmt: skip
    menu(reminding)["Unlock sign-ins…"].trigger()
    assert driver.focused().accessibleName() == "Passphrase"


def test_where_several_selves_may_be_the_window_asks(qapp, core, reminding, ana, started, driver):
    core.sign_ins.add(SignInFields("boards.example", "slowrows"))
    reminding.start(is_hidden=False)
    assert wait_until(lambda: popup(qapp) is not None)
    press(popup(qapp), "Open as…")
    assert started == []
    menu = qapp.activePopupWidget()
    assert [one.text() for one in menu.actions()][:2] == ["Open as gardener", "Open as slowrows"]
    menu.close()


def test_whoever_has_no_page_is_shown_in_the_window(qapp, core, reminding, started, driver):
    tom = core.contacts.add("Tom")
    core.follow_ups.add(tom, date(2026, 11, 20), "Call")
    reminding.start(is_hidden=False)
    assert wait_until(lambda: popup(qapp) is not None)
    press(popup(qapp), "Open")
    driver.wait_for("More about Tom")
    assert started == []


def test_after_a_first_reading_the_latest_post_is_offered(core, clock, reminding, main_window):
    ana = core.contacts.add("Ana")
    feed_id = core.following.follow(ana, "https://ana.example/feed")
    entry = ParsedEntry(guid="1", link="https://ana.example/1", title="Moss", published=clock())
    core.feed_posts.store(feed_id, ParsedFeed("rss", (entry,)))
    row = FetchResultRow(feed_id, ana, "https://ana.example/feed", "ok", 0, None, None)
    looked = reminding.findChild(Fetching).looked
    looked.emit([row])
    assert main_window.banner.said() == ""
    looked.emit([dataclasses.replace(row, is_first=True)])
    assert "Ana is from today: Moss" in main_window.banner.said()
