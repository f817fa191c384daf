"""Lines pressed as a screen reader presses them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QStringListModel, Qt
from PySide6.QtGui import QAccessible, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QTableView
from pytestqt.qtbot import QtBot

from relationship_journal.ui.widgets.press_selection import PressSelection, go_where_pressed
from tests.window_fixtures import drop

NAMES = ["Ana", "Mara", "Tom"]
Select = QItemSelectionModel.SelectionFlag


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[QTableView]:
    view = QTableView()
    model = QStandardItemModel(len(NAMES), 2, view)
    for row, name in enumerate(NAMES):
        model.setData(model.index(row, 0), name)
        model.setData(model.index(row, 1), f"{name} two")
    view.setModel(model)
    go_where_pressed(view)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.show()
    qtbot.waitExposed(view)
    yield view
    drop(view)


@pytest.fixture
def words(qtbot: QtBot) -> Iterator[QListView]:
    view = QListView()
    view.setModel(QStringListModel(NAMES, view))
    go_where_pressed(view)
    view.show()
    qtbot.waitExposed(view)
    yield view
    drop(view)


def press(view: QAbstractItemView, name: str) -> None:
    interface = QAccessible.queryAccessibleInterface(view)
    lines = [interface.child(number) for number in range(interface.childCount())]
    (line,) = (one for one in lines if one.text(QAccessible.Text.Name) == name)
    actions = line.actionInterface()
    actions.doAction(actions.actionNames()[0])


def chosen(view: QAbstractItemView) -> tuple[str, list[str]]:
    rows = {index.row() for index in view.selectionModel().selectedIndexes()}
    return view.currentIndex().data(), [NAMES[row] for row in sorted(rows)]


def test_a_pressed_line_of_a_table_is_chosen_alone_and_the_cursor_is_there(
    table: QTableView,
) -> None:
    press(table, "Ana")
    press(table, "Mara")
    assert chosen(table) == ("Mara", ["Mara"])


def test_the_cursor_stays_in_its_column(table: QTableView) -> None:
    table.setCurrentIndex(table.model().index(0, 1))
    press(table, "Tom")
    assert chosen(table) == ("Tom two", ["Tom"])


def test_a_second_press_leaves_it_chosen(table: QTableView) -> None:
    press(table, "Ana")
    press(table, "Ana two")
    assert chosen(table) == ("Ana", ["Ana"])


def test_of_several_one_can_be_taken_away(table: QTableView) -> None:
    press(table, "Ana")
    model = table.model()
    both = QItemSelection(model.index(0, 0), model.index(1, 0))
    table.selectionModel().select(both, Select.Select | Select.Rows)
    assert chosen(table) == ("Ana", ["Ana", "Mara"])
    press(table, "Mara")
    assert chosen(table) == ("Ana", ["Ana"])


def test_keys_choose_as_ever(qtbot: QtBot, table: QTableView) -> None:
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert chosen(table) == ("Mara", ["Ana", "Mara"])
    qtbot.keyClick(table, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert chosen(table) == ("Mara", ["Ana"])
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen(table) == ("Tom", ["Tom"])


def test_in_a_list_of_one_choice_the_cursor_goes_there_too(qtbot: QtBot, words: QListView) -> None:
    words.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    words.setCurrentIndex(words.model().index(0, 0))
    selection = words.selectionModel()
    assert isinstance(selection, PressSelection)
    with qtbot.waitSignal(selection.pressed) as told:
        press(words, "Tom")
    assert told.args is not None
    assert told.args[0].data() == "Tom"
    assert chosen(words) == ("Tom", ["Tom"])
