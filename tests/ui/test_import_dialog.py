"""Bringing people in, driven by what is visible."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from relationship_journal.core import Core
from relationship_journal.domain.records import ImportReport
from relationship_journal.settings import Settings
from relationship_journal.ui.dialogs.import_dialog import ImportDialog
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.widgets.buttons import Button
from tests.window_fixtures import drop

FEEDS = """<opml version="2.0"><head/><body>
<outline text="Gardens">
<outline type="rss" text="Quiet Gardens" xmlUrl="https://quietgardens.example/feed" htmlUrl="https://quietgardens.example/"/>
<outline type="rss" text="Slow Web" xmlUrl="https://slowweb.example/rss"/>
<outline type="rss" text="Slow Web" xmlUrl="https://slowweb.example/rss"/>
</outline></body></opml>"""

Open = Callable[..., ImportDialog]


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    path = tmp_path / "feeds.opml"
    path.write_text(FEEDS, "utf-8")
    return path


@pytest.fixture
def window(qtbot: QtBot, core: Core, jobs: Jobs, settings: Settings) -> Iterator[Open]:
    parent = QWidget()

    def make(*paths: Path) -> ImportDialog:
        dialog = ImportDialog(core, jobs, parent, paths, settings=settings)
        dialog.open()
        qtbot.waitUntil(lambda: not dialog.is_working)
        return dialog

    yield make
    parent.hide()
    drop(parent)


def button(dialog: ImportDialog, text: str) -> Button:
    return next(
        one
        for one in dialog.findChildren(Button)
        if one.isVisible() and one.text().startswith(text)
    )


def words(dialog: ImportDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel) if one.isVisible() and one.text()]


def picture(dialog: ImportDialog) -> list[str]:
    model = dialog.findChild(QTableView).model()
    return [
        " | ".join(model.index(row, column).data() for column in range(3)).rstrip(" |")
        for row in range(model.rowCount())
    ]


def everyone(core: Core) -> list[str]:
    return [row.name for row in core.people.rows(core.people.find().ids)]


def test_nothing_is_read_before_files_are_chosen(window: Open) -> None:
    dialog = window()
    assert "Bring in the people you read" in words(dialog)
    assert not button(dialog, "Import").isEnabled()


def test_a_preview_says_line_by_line_what_would_happen(
    window: Open, core: Core, feeds: Path, qtbot: QtBot
) -> None:
    core.contacts.add("Quiet Gardens", urls=["https://quietgardens.example/"])
    core.contacts.add("The slow web", urls=["https://slowweb.example/rss"], tags=["gardens"])
    dialog = window(feeds)
    assert picture(dialog) == [
        "Left out | It stands in this file already, as “Slow Web” in line 4. | line 5",
        "Quiet Gardens | same person: adds 1 tag | line 3",
        "Slow Web | same person as The slow web: adds where it came from | line 4",
    ]
    sentence = "2 you know already, 2 of them with something new, 1 entry left out."
    assert sentence in words(dialog)
    assert core.history.undo_label == "Add contact"
    profiles = core.contacts.whole(1).profiles
    button(dialog, "Import").click()
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert dialog.said == "2 were completed. Undo takes it back."
    assert core.contacts.whole(1).tags == ("gardens",)
    assert core.contacts.whole(1).profiles == profiles


def test_new_people_are_brought_in_only_when_that_is_wanted(
    window: Open, core: Core, feeds: Path, qtbot: QtBot
) -> None:
    dialog = window(feeds)
    reports = []
    dialog.brought_in.connect(reports.append)
    assert "2 new people, 1 entry left out." in words(dialog)
    assert everyone(core) == []
    button(dialog, "Import 2 people").click()
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert everyone(core) == ["Quiet Gardens", "Slow Web"]
    assert dialog.said == "2 people were added. Undo takes it back."
    assert [(type(report), report.added) for report in reports] == [(ImportReport, 2)]
    button(dialog, "Close").click()
    core.history.undo()
    assert everyone(core) == []


@pytest.mark.parametrize("road", ["button", "escape"])
def test_leaving_after_the_preview_leaves_the_journal_as_it_was(
    window: Open, core: Core, feeds: Path, qtbot: QtBot, road: str
) -> None:
    dialog = window(feeds)
    if road == "button":
        button(dialog, "Cancel").click()
    else:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert everyone(core) == []
    assert core.history.undo_label is None


def test_a_stopped_import_takes_everything_back(
    window: Open, core: Core, tmp_path: Path, qtbot: QtBot
) -> None:
    lines = (
        f'<outline text="Blog {n}" xmlUrl="https://blog{n}.example/rss"/>' for n in range(3000)
    )
    long = tmp_path / "long.opml"
    long.write_text(f"<opml><body>{''.join(lines)}</body></opml>", "utf-8")
    dialog = window(long)
    assert "3000 new people." in words(dialog)
    button(dialog, "Import").click()
    assert not button(dialog, "Import").isEnabled()
    button(dialog, "Cancel").click()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert dialog.said == "The import was stopped; nothing was left behind."
    assert everyone(core) == []
    assert button(dialog, "Import").isEnabled()


def test_who_is_known_already_is_nothing_to_import(
    window: Open, core: Core, feeds: Path, qtbot: QtBot
) -> None:
    dialog = window(feeds)
    button(dialog, "Import").click()
    qtbot.waitUntil(lambda: not dialog.is_working)
    dialog.close()
    again = window(feeds)
    assert "2 you know already, 1 entry left out." in words(again)
    assert picture(again)[1] == "Quiet Gardens | same person: nothing new | line 3"
    assert not button(again, "Import").isEnabled()


def test_lines_are_shown_by_what_happens_to_them(window: Open, core: Core, feeds: Path) -> None:
    core.contacts.add("Slow Web", urls=["https://slowweb.example/rss"])
    dialog = window(feeds)
    combo = dialog.findChild(QComboBox)
    seen = {}
    for place in range(combo.count()):
        combo.setCurrentIndex(place)
        seen[combo.currentText()] = [line.split(" | ")[0] for line in picture(dialog)]
    assert seen == {
        "Everything": ["Left out", "Quiet Gardens", "Slow Web"],
        "New people": ["Quiet Gardens"],
        "Whom you know already": ["Slow Web"],
        "What is left out": ["Left out"],
    }


def test_a_file_that_is_no_list_of_people_is_told_in_one_sentence(
    window: Open, tmp_path: Path
) -> None:
    picture_file = tmp_path / "cat.png"
    picture_file.write_bytes(b"\x89PNG\r\n\x1a\n" * 20)
    dialog = window(picture_file)
    assert dialog.error == "cat.png is not a text file."
    assert not button(dialog, "Import").isEnabled()
    assert button(dialog, "Choose files").isEnabled()


def test_a_file_that_is_gone_is_told_in_one_sentence(window: Open, tmp_path: Path) -> None:
    dialog = window(tmp_path / "gone.opml")
    assert "gone.opml" in dialog.error


def test_of_several_files_each_line_names_its_own(
    window: Open, tmp_path: Path, feeds: Path
) -> None:
    other = tmp_path / "other.opml"
    other.write_text(
        '<opml><body>\n<outline text="Tea" xmlUrl="https://tea.example/rss"/></body></opml>'
    )
    bad = tmp_path / "bad.bin"
    bad.write_bytes(b"\x00\x01\x02" * 50)
    dialog = window(feeds, other, bad)
    lines = picture(dialog)
    assert lines[0].startswith("bad.bin | bad.bin is not a feed list")
    assert "Slow Web | new | feeds.opml, line 4" in lines
    assert "Tea | new | other.opml, line 2" in lines


def test_files_are_chosen_and_the_folder_is_remembered(
    window: Open, settings: Settings, feeds: Path, qtbot: QtBot
) -> None:
    dialog = window()
    button(dialog, "Choose files").click()
    asked = dialog.findChild(QFileDialog)
    assert asked.fileMode() == QFileDialog.FileMode.ExistingFiles
    asked.filesSelected.emit([str(feeds)])
    asked.close()
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert "2 new people, 1 entry left out." in words(dialog)
    assert settings.get("import.folder") == str(feeds.parent)


def test_files_can_be_dropped_on_it(window: Open, feeds: Path, qtbot: QtBot) -> None:
    dialog = window()
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(feeds))])
    none = Qt.KeyboardModifier.NoModifier
    button_held = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, dropped, button_held, none)
    dialog.dropEvent(event)
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert "2 new people, 1 entry left out." in words(dialog)


def test_closing_while_it_reads_forgets_what_is_read(
    core: Core, jobs: Jobs, feeds: Path, qtbot: QtBot
) -> None:
    parent = QWidget()
    dialog = ImportDialog(core, jobs, parent, [feeds])
    dialog.open()
    dialog.reject()
    qtbot.waitUntil(lambda: not jobs.running())
    assert everyone(core) == []
    drop(parent)


def test_everything_that_takes_the_focus_has_a_name(window: Open, feeds: Path) -> None:
    dialog = window(feeds)
    nameless = [
        type(widget).__name__
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_the_keyboard_begins_at_the_choice_of_files_not_at_cancel(window: Open) -> None:
    dialog = window()
    assert dialog.focusWidget() is button(dialog, "Choose files")
