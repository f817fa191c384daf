"""Taking people out, driven by what is visible."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QStandardPaths, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from relationship_journal.core import Core
from relationship_journal.settings import Settings
from relationship_journal.ui.dialogs.export_dialog import ExportDialog
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.widgets.buttons import Button
from tests.window_fixtures import drop

Open = Callable[..., ExportDialog]


@pytest.fixture
def window(
    qtbot: QtBot,
    core: Core,
    jobs: Jobs,
    settings: Settings,
    people: Callable[..., list[int]],
    tmp_path: Path,
) -> Iterator[Open]:
    people("Ana", "Mara", "Tom", tags=["x"])
    core.contacts.put_away(3)
    parent = QWidget()

    def make(**wishes: object) -> ExportDialog:
        dialog = ExportDialog(core, jobs, parent, settings=settings, **wishes)
        dialog.set_path(tmp_path / "out.csv")
        dialog.open()
        return dialog

    yield make
    parent.hide()
    drop(parent)


def button(dialog: ExportDialog, text: str) -> Button:
    return next(
        one for one in dialog.findChildren(Button) if one.isVisible() and one.text() == text
    )


def run(dialog: ExportDialog, qtbot: QtBot) -> None:
    button(dialog, "Export").click()
    qtbot.waitUntil(lambda: not dialog.is_working)


def check(dialog: ExportDialog, *names: str) -> None:
    """Check these columns and no other."""
    button(dialog, "None").click()
    columns = dialog.findChild(QListWidget)
    for name in names:
        columns.findItems(name, Qt.MatchFlag.MatchExactly)[0].setCheckState(Qt.CheckState.Checked)


def test_everyone_is_written_the_put_away_too(window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = window()
    assert [one.text() for one in dialog.findChildren(QRadioButton)] == ["Everyone (3)"]
    run(dialog, qtbot)
    assert dialog.said == "3 people were written to out.csv."
    lines = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("RJ CSV 1,Name,Given Name")
    assert button(dialog, "Open folder").isEnabled()
    button(dialog, "Close").click()
    assert not dialog.isVisible()


def test_only_the_selected_are_written_with_the_columns_that_were_checked(
    window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = window(ids=[2], shown=[1, 2])
    whom = [(one.text(), one.isChecked()) for one in dialog.findChildren(QRadioButton)]
    assert whom == [
        ("Everyone (3)", False),
        ("Only those shown (2)", False),
        ("Only those selected (1)", True),
    ]
    check(dialog, "Tags", "Name")
    run(dialog, qtbot)
    header, row = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert header == "RJ CSV 1,Name,Tags"
    assert row.endswith(",Mara,x")


def test_for_excel_it_has_a_mark_and_the_separator_of_the_language(
    window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("de_AT"))
    try:
        dialog = window()
        dialog.findChild(QCheckBox).setChecked(True)
        run(dialog, qtbot)
    finally:
        QLocale.setDefault(before)
    written = (tmp_path / "out.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfRJ CSV 1;Name;")


def test_without_a_column_nothing_can_be_exported(window: Open) -> None:
    dialog = window()
    button(dialog, "None").click()
    assert not button(dialog, "Export").isEnabled()
    button(dialog, "All").click()
    assert button(dialog, "Export").isEnabled()


def test_without_a_file_nothing_can_be_exported(window: Open, tmp_path: Path) -> None:
    dialog = window()
    for name in ("  ", str(tmp_path)):
        dialog.findChild(QLineEdit).setText(name)
        assert not button(dialog, "Export").isEnabled()


def test_a_file_that_is_there_is_told_of_before_it_is_replaced(
    window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "out.csv").write_text("mine")
    dialog = window()
    assert dialog._hint.text() == "There is a file of this name. It will be replaced."
    run(dialog, qtbot)
    assert (tmp_path / "out.csv").read_text("utf-8").startswith("RJ CSV 1")


@pytest.mark.parametrize("road", ["button", "escape"])
def test_a_stopped_export_leaves_no_file_and_the_old_one_as_it_was(
    window: Open, core: Core, qtbot: QtBot, tmp_path: Path, road: str
) -> None:
    (tmp_path / "out.csv").write_text("mine")
    for number in range(700):
        core.contacts.add(f"Person {number}")
    dialog = window()
    button(dialog, "Export").click()
    if road == "button":
        button(dialog, "Cancel").click()
    else:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert dialog.said == "The export was stopped; no file was left."
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["out.csv"]
    assert (tmp_path / "out.csv").read_text() == "mine"
    assert button(dialog, "Export").isEnabled()


def test_what_goes_wrong_is_said_in_a_sentence(window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = window()
    dialog.set_path(tmp_path / "not there" / "out.csv")
    run(dialog, qtbot)
    assert "cannot be used" in dialog.error
    assert button(dialog, "Export").isEnabled()


def test_choices_are_remembered(window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = window()
    check(dialog, "Name", "E-mail")
    dialog.findChild(QCheckBox).setChecked(True)
    run(dialog, qtbot)
    dialog.close()
    again = window()
    assert again.chosen_columns() == ["Name", "E-mail"]
    assert again.findChild(QCheckBox).isChecked()
    again.close()


def test_the_folder_is_remembered(
    window: Open, core: Core, jobs: Jobs, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    run(window(), qtbot)
    again = ExportDialog(core, jobs, None, settings=settings)
    assert again.path.parent == tmp_path
    assert again.path.name == "people-2026-11-23.csv"
    drop(again)


def test_json_has_everything_and_no_columns_to_choose(
    window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = window()
    dialog.findChild(QComboBox).setCurrentIndex(1)
    assert not dialog.findChild(QListWidget).isVisible()
    assert dialog.path.name == "out.json"
    run(dialog, qtbot)
    assert len(json.loads((tmp_path / "out.json").read_bytes())) == 3


def test_a_calendar_has_no_columns_to_choose(window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = window()
    dialog.findChild(QComboBox).setCurrentIndex(2)
    assert not dialog.findChild(QListWidget).isVisible()
    assert dialog.path.name == "out.ics"
    run(dialog, qtbot)
    assert (tmp_path / "out.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_the_file_is_chosen_in_the_system_s_dialog(
    window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = window()
    button(dialog, "Choose…").click()
    asked = dialog.findChild(QFileDialog)
    asked.fileSelected.emit(str(tmp_path / "other.csv"))
    asked.close()
    assert dialog.path == tmp_path / "other.csv"


def test_everything_that_takes_the_focus_has_a_name(window: Open) -> None:
    dialog = window()
    nameless = [
        type(widget).__name__
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_the_file_that_is_proposed_can_be_written_at_once(
    window: Open, qtbot: QtBot, core: Core, jobs: Jobs, tmp_path: Path
) -> None:
    """Qt names a folder of documents even where there is none."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    assert not Path(QStandardPaths.writableLocation(documents)).exists()
    parent = QWidget()
    dialog = ExportDialog(core, jobs, parent)
    dialog.open()
    assert dialog.path.parent == Path.home()
    run(dialog, qtbot)
    assert (dialog.error, dialog.path.is_file()) == ("", True)
    drop(parent)


def test_the_keyboard_begins_at_the_first_choice_not_at_cancel(window: Open) -> None:
    assert isinstance(window().focusWidget(), QRadioButton)
