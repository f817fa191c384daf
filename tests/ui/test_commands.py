"""Every action is there once, can be found, and has keys of its own."""

import pytest
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from relationship_journal.ui.commands import Commands, action_table, menu_table
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.open_journal import OpenJournal
from tests.window_fixtures import drop


def test_every_action_stands_in_a_menu_under_its_own_name() -> None:
    names = [one.name for one in action_table()]
    assert len(names) == len(set(names))
    assert {one.menu for one in action_table()} == {one.name for one in menu_table()}


def test_no_two_actions_share_their_keys(qapp: QApplication) -> None:
    keys = [QKeySequence(one).toString() for define in action_table() for one in define.keys]
    assert all(keys)
    assert len(keys) == len(set(keys))


def test_no_two_entries_of_a_menu_share_a_mnemonic() -> None:
    for menu in menu_table():
        letters = [
            one.text[one.text.index("&") + 1].lower()
            for one in action_table()
            if one.menu == menu.name and "&" in one.text
        ]
        assert len(letters) == len(set(letters)), menu.name


def test_an_unknown_action_is_a_fault(qapp: QApplication) -> None:
    commands = Commands()
    with pytest.raises(KeyError):
        commands.action("bulk_send")
    drop(commands)


def test_every_action_does_something(main_window: MainWindow, open_journal: OpenJournal) -> None:
    for one, action in main_window.commands.all():
        assert action.receivers("2triggered(bool)") > 0, one.name


def test_without_a_journal_only_what_needs_none_can_be_done(main_window: MainWindow) -> None:
    enabled = {one.name for one, action in main_window.commands.all() if action.isEnabled()}
    assert enabled == {"quit", "about", "theme_system", "theme_light", "theme_dark"}


def test_a_menu_closes_when_a_screen_reader_presses_what_stands_in_it(
    main_window: MainWindow,
) -> None:
    bar = main_window.menuBar()
    view = bar.actions()[2].menu()
    assert isinstance(view, QMenu)
    view.popup(bar.mapToGlobal(bar.rect().bottomLeft()))
    assert view.isVisible()
    (dark,) = (one for one in view.actions() if one.objectName() == "theme_dark")
    place = [one for one in view.actions() if one.isVisible()].index(dark)
    pressed = QAccessible.queryAccessibleInterface(view).child(place)
    assert pressed.text(QAccessible.Text.Name) == "Dark colours"
    pressed.actionInterface().doAction(pressed.actionInterface().actionNames()[0])
    assert dark.isChecked()
    assert not view.isVisible()
