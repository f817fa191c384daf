"""People who wait, and the Today page before them, for its tests."""

from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from relationship_journal.domain.codes import Channel
from relationship_journal.ui.views.today_card import ClosedCard, OpenCard
from relationship_journal.ui.views.today_page import TodayPage
from tests.driver import Driver, wait_until
from tests.window_fixtures import drop

MONDAY = date(2026, 11, 23)


@pytest.fixture(name="quiet")
def quiet_fixture(core, clock):
    """Return a function that makes people who have gone quiet, the first for longest."""

    def make(*names, circle="Inner", **facts):
        ids = []
        clock.wind(days=-60)
        for name in names:
            clock.wind(minutes=1)
            one = core.contacts.add(name, circle=circle, **facts)
            core.entries.write_down([one], "hello", channel=Channel.EMAIL)
            ids.append(one)
        clock.wind(days=60, minutes=-len(names))
        return ids

    return make


@pytest.fixture(name="make_page")
def make_page_fixture(qapp, core, notices, settings):
    made = []

    def make(width=1440, height=840):
        page = TodayPage(core, notices, settings)
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


def press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)
        QTest.qWait(1)


def texts(page):
    return Driver(page).texts()


def sees(page, text):
    return wait_until(lambda: Driver(page).sees(text), 2)


def names(page):
    cards = [
        one
        for one in page.findChildren(ClosedCard) + page.findChildren(OpenCard)
        if one.isVisible()
    ]
    return [card.row.name for card in sorted(cards, key=lambda card: card.y())]


def heard(signal):
    got = []
    signal.connect(lambda *values: got.append(values))
    return got
