"""Labels: plain text always, elided where narrow, chips that say their word."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from relationship_journal.ui.widgets import flow, frames, labels, painting, status_area

MARKUP = "<b>Ana</b> & <img src='file:///etc/hosts'>"


@pytest.mark.parametrize("kind", [labels.Text, labels.ElidedLabel, labels.Tag, labels.KeyCap])
def test_what_others_wrote_is_never_rich_text(qtbot, kind):
    label = kind(MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == MARKUP


def test_a_cut_text_is_whole_in_its_tool_tip_and_not_obeyed(qtbot):
    label = labels.ElidedLabel(MARKUP)
    qtbot.addWidget(label)
    label.resize(40, 20)
    label.show()
    assert "<img" not in label.toolTip()
    assert "&lt;img" in label.toolTip()
    label.resize(2000, 20)
    assert label.toolTip() == ""


def test_a_tip_of_its_own_stays(qtbot):
    label = labels.ElidedLabel("yesterday")
    qtbot.addWidget(label)
    label.set_tip("Sunday, 22 November 2026")
    label.resize(5, 20)
    assert label.toolTip() == "Sunday, 22 November 2026"


def test_an_elided_text_is_one_line_and_may_shrink(qtbot):
    label = labels.ElidedLabel("First line\nsecond\tline")
    qtbot.addWidget(label)
    assert label.text() == "First line second line"
    assert label.minimumSizeHint().width() < label.sizeHint().width()


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("text", ["Ana Duarte", "ليلى حداد"])
def test_a_name_begins_at_the_windows_side_whatever_its_script(qtbot, direction, text):
    label = labels.ElidedLabel(text)
    qtbot.addWidget(label)
    label.setLayoutDirection(direction)
    label.resize(400, 24)
    image = label.grab().toImage()
    is_left = direction == Qt.LayoutDirection.LeftToRight
    assert has_ink(image, range(200)) is is_left
    assert has_ink(image, range(200, 400)) is not is_left


def has_ink(image: QImage, columns: range) -> bool:
    ground = image.pixelColor(199, 0)
    return any(image.pixelColor(x, y) != ground for x in columns for y in range(image.height()))


@pytest.mark.parametrize("state", list(painting.State))
def test_a_chip_says_its_word(qtbot, state):
    chip = labels.Chip.of(state)
    qtbot.addWidget(chip)
    assert chip.text() == state.word != ""
    assert chip.sizeHint().height() >= 22
    blank = QLabel()
    qtbot.addWidget(blank)
    assert chip.grab().toImage().pixelColor(11, 2) != blank.grab().toImage().pixelColor(0, 0)


def test_a_long_tag_is_cut_and_told_in_the_tool_tip(qtbot):
    tag = labels.Tag("word " * 100)
    qtbot.addWidget(tag)
    assert tag.sizeHint().width() == 240
    assert tag.toolTip().startswith("word word")


def test_an_avatar_says_nothing_to_a_reader(qtbot):
    avatar = labels.Avatar(36)
    qtbot.addWidget(avatar)
    before = avatar.grab().toImage()
    avatar.show_person(7, "Ana Duarte")
    assert avatar.grab().toImage() != before
    assert avatar.accessibleName() == avatar.text() == ""


def test_a_flow_wraps_and_mirrors(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    layout = flow.FlowLayout(box)
    parts = [QLabel() for _ in range(3)]
    for part in parts:
        part.setFixedSize(100, 20)
        layout.addWidget(part)
    assert layout.heightForWidth(400) == 20
    assert layout.heightForWidth(220) == 48
    box.resize(220, 60)
    box.show()
    assert [part.x() for part in parts] == [0, 108, 0]
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    layout.activate()
    assert [part.x() for part in parts] == [120, 12, 120]


def test_a_flow_leaves_no_room_for_what_is_hidden_and_can_be_emptied(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    layout = flow.FlowLayout(box)
    parts = [QLabel() for _ in range(2)]
    for part in parts:
        part.setFixedSize(100, 20)
        layout.addWidget(part)
    first = QLabel()
    first.setFixedSize(10, 10)
    layout.insert_widget(0, first)
    assert layout.itemAt(0).widget() is first
    parts[0].hide()
    first.hide()
    assert layout.heightForWidth(100) == 20
    layout.clear()
    assert layout.count() == 0
    assert layout.heightForWidth(100) == 0


def test_an_empty_state_can_say_something_else(qtbot):
    empty = frames.EmptyState("users", "Nobody here yet", "Begin with one person.")
    qtbot.addWidget(empty)
    empty.say("search", "Nobody is called that", "Look for a part of the name.")
    said = {label.text() for label in empty.findChildren(QLabel)}
    assert {"Nobody is called that", "Look for a part of the name."} <= said


def test_a_card_takes_its_outline_at_once(qtbot):
    card = frames.Card()
    qtbot.addWidget(card)
    card.set_current(True)
    card.set_state("promise")
    assert (card.property("current"), card.property("state")) == (True, "promise")


@pytest.fixture
def status(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    undo = QAction("&Undo", window)
    undo.setShortcut("Ctrl+Z")
    undo.setEnabled(False)
    bar = status_area.StatusArea(undo)
    window.setStatusBar(bar)
    window.show()
    yield bar, undo
    window.close()


def visible_words(bar):
    texts = [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]
    return [text for text in texts if text]


def test_the_page_does_not_move_when_undo_comes(status):
    bar, undo = status
    before = bar.sizeHint().height()
    undo.setEnabled(True)
    bar.say("Deleted Ana Duarte")
    assert bar.sizeHint().height() == before


def test_the_status_says_what_was_done_and_offers_to_undo_it(status, qtbot):
    bar, undo = status
    undone = []
    undo.triggered.connect(lambda: undone.append(True))
    undo.setEnabled(True)
    undo.setText("&Undo delete contact")
    bar.say("Deleted Ana Duarte")
    bar.say_at_end("Everything stays on this computer")
    assert bar.said() == "Deleted Ana Duarte"
    words = ["Deleted Ana Duarte", "Ctrl+Z", "Everything stays on this computer"]
    assert visible_words(bar) == words
    link = bar.findChild(status_area.LinkButton)
    assert link.accessibleName() == "Undo delete contact"
    link.click()
    assert undone == [True]


def test_nothing_is_offered_where_there_is_nothing_to_undo(status):
    bar, _undo = status
    bar.say("Exported 23 people")
    assert visible_words(bar) == ["Exported 23 people"]
    assert not bar.findChild(status_area.LinkButton).isVisible()
    bar.say("")
    assert visible_words(bar) == []
