"""The bin, driven by what is visible."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot

from relationship_journal.core import Core
from relationship_journal.ui.dialogs.delete_dialog import DeleteDialog
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.bin_page import BinPage
from relationship_journal.ui.widgets.buttons import Button
from tests.window_fixtures import WoundClock, drop


@pytest.fixture
def page(
    qtbot: QtBot,
    core: Core,
    notices: Notices,
    clock: WoundClock,
    people: Callable[..., list[int]],
) -> Iterator[BinPage]:
    for one in people("Ana", "Mara", "Tom"):
        core.contacts.delete(one)
        clock.wind(days=1)
    made = BinPage(core, notices)
    made.resize(700, 400)
    made.show()
    qtbot.waitExposed(made)
    yield made
    drop(made)


def table(page: BinPage) -> QTableView:
    return page.findChild(QTableView)


def picture(page: BinPage) -> list[str]:
    model = table(page).model()
    return [
        " | ".join(model.index(row, column).data() for column in range(3))
        for row in range(model.rowCount())
    ]


def button(page: BinPage, text: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.text().startswith(text))


def words(page: BinPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible() and one.text()]


def choose(page: BinPage, place: int) -> None:
    table(page).selectRow(place)


def test_it_tells_who_was_deleted_and_when_they_go(page: BinPage) -> None:
    assert picture(page) == [
        "Tom | yesterday | 25 Dec",
        "Mara | 2 days ago | 24 Dec",
        "Ana | 3 days ago | 23 Dec",
    ]
    assert "Who is deleted stays here for 30 days and then goes for good." in words(page)
    tip = table(page).model().index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Friday, 25 December 2026, 10:30"


def test_somebody_is_brought_back_and_the_next_is_chosen(
    page: BinPage, core: Core, qtbot: QtBot
) -> None:
    assert not button(page, "Bring back").isEnabled()
    choose(page, 1)
    button(page, "Bring back").click()
    qtbot.waitUntil(lambda: len(picture(page)) == 2)
    assert core.contacts.whole(2).deleted_at is None
    assert page.selected_id() == 1


@pytest.mark.parametrize("road", ["button", "key"])
def test_deleting_for_good_asks_first(page: BinPage, core: Core, qtbot: QtBot, road: str) -> None:
    choose(page, 0)
    if road == "button":
        button(page, "Delete for good").click()
    else:
        qtbot.keyClick(table(page), Qt.Key.Key_Delete)
    asked = page.findChild(DeleteDialog)
    assert asked is not None
    assert len(core.contacts.bin()) == 3
    asked.done_button.click()
    qtbot.waitUntil(lambda: [line.split(" ")[0] for line in picture(page)] == ["Mara", "Ana"])
    core.history.undo()
    qtbot.waitUntil(lambda: len(picture(page)) == 3)


def test_an_empty_bin_says_so(page: BinPage, core: Core, qtbot: QtBot) -> None:
    for one in (1, 2, 3):
        core.contacts.undelete(one)
    qtbot.waitUntil(lambda: "The bin is empty" in words(page))
    assert not button(page, "Bring back").isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Delete)
    assert page.findChild(DeleteDialog) is None


def test_a_hidden_bin_looks_anew_when_it_is_shown(page: BinPage, core: Core, qtbot: QtBot) -> None:
    page.hide()
    core.contacts.undelete(1)
    qtbot.waitUntil(lambda: page._is_stale)
    page.show()
    assert len(picture(page)) == 2
