"""Buttons and the rail: room, keys, names, actions, both reading directions."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QPalette
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from relationship_journal.ui import theme
from relationship_journal.ui.widgets.buttons import (
    Button,
    IconButton,
    LinkButton,
    MenuButton,
    key_text,
    take_main,
)
from relationship_journal.ui.widgets.rail import FOLDED, WIDE, Rail


@pytest.fixture
def styled(qapp):
    theme.apply(qapp, theme.load_theme(False))
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.setProperty("journal_theme", None)


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_a_button_is_32_high_a_small_one_28(styled, qtbot):
    font = styled.font()
    font.setPointSizeF(9)
    big, small = Button("Write down"), Button("Write down", is_small=True)
    for button in (big, small):
        qtbot.addWidget(button)
        button.setFont(font)
    assert (big.sizeHint().height(), small.sizeHint().height()) == (32, 28)


def test_focus_moves_nothing(styled, qtbot):
    button = shown(qtbot, Button("Wrote", icon="pen-line", key="W"))
    before = button.sizeHint()
    button.setFocus()
    assert button.sizeHint() == before


def test_icon_key_and_arrow_take_their_room(styled, qtbot):
    plain = Button("Later").sizeHint().width()
    with_icon = Button("Later", icon="clock").sizeHint().width()
    with_key = Button("Later", icon="clock", key="L").sizeHint().width()
    with_menu = MenuButton("Later", QMenu(), icon="clock")
    assert with_icon == plain + 24
    assert plain < with_icon < with_key
    assert with_menu.sizeHint().width() == with_icon + 22


@pytest.mark.parametrize("kind", ["", "main", "quiet", "flat", "link"])
def test_each_kind_is_drawn_in_both_themes_and_directions(qapp, styled, qtbot, kind):
    button = shown(qtbot, Button("&Save && go", icon="check", kind=kind, key="Enter"))
    pictures = []
    for is_dark in (False, True):
        theme.apply(qapp, theme.load_theme(is_dark))
        for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            button.setLayoutDirection(direction)
            pictures.append(button.grab().toImage())
    assert all(one != other for i, one in enumerate(pictures) for other in pictures[:i])


def test_a_disabled_button_is_drawn_faint(styled, qtbot):
    button = shown(qtbot, Button("Export", kind="main"))
    before = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != before


def test_a_button_can_become_the_main_one(styled, qtbot):
    button = shown(qtbot, Button("Open again"))
    before = button.grab().toImage()
    button.set_kind("main")
    assert button.property("kind") == "main"
    assert button.grab().toImage() != before


def test_an_icon_alone_has_a_name_and_says_its_key(qtbot):
    button = IconButton("ellipsis", "More", key="Alt+M")
    qtbot.addWidget(button)
    assert button.accessibleName() == "More"
    assert button.toolTip() == "More (Alt+M)"


def test_a_link_is_reached_and_pressed_by_keyboard(qtbot):
    link, pressed = LinkButton("Show them"), []
    shown(qtbot, link)
    link.clicked.connect(lambda: pressed.append(True))
    assert link.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(link, Qt.Key.Key_Space)
    assert pressed == [True]


def test_keys_are_written_as_the_system_does(qapp):
    assert key_text("Ctrl+K") == "Ctrl+K"
    assert key_text(QKeySequence("")) == ""


@pytest.fixture
def rail(styled, qtbot):
    made = shown(qtbot, Rail())
    group = QActionGroup(made)
    for place, (word, icon) in enumerate((("&Today", "sun"), ("&People", "users"))):
        action = QAction(word, group, checkable=True)
        action.setShortcut(QKeySequence(f"Ctrl+{place + 1}"))
        made.add_page(action, icon)
    made.set_go_to(QAction("Go to", made), "search")
    made.add_at_bottom(QAction("Settings", made), "settings")
    group.actions()[0].setChecked(True)
    made.actions_ = group.actions()
    return made


def pages(rail):
    return {button.accessibleName(): button for button in rail.findChildren(QPushButton)}


def test_the_rail_has_its_two_widths(rail):
    assert rail.sizeHint().width() == WIDE
    rail.set_folded(True)
    assert rail.is_folded
    assert rail.sizeHint().width() == FOLDED


def test_a_page_is_chosen_by_button_and_by_action(rail, qtbot):
    qtbot.mouseClick(pages(rail)["People"], Qt.MouseButton.LeftButton)
    assert rail.actions_[1].isChecked()
    assert pages(rail)["People"].isChecked()
    assert not pages(rail)["Today"].isChecked()
    rail.actions_[0].trigger()
    assert pages(rail)["Today"].isChecked()
    assert not pages(rail)["People"].isChecked()


def test_the_page_that_is_shown_stays_checked_when_pressed_again(rail, qtbot):
    qtbot.mouseClick(pages(rail)["Today"], Qt.MouseButton.LeftButton)
    assert pages(rail)["Today"].isChecked()
    assert rail.actions_[0].isChecked()


def test_a_folded_rail_says_the_pages_in_tool_tips(rail):
    assert pages(rail)["People"].toolTip() == "Ctrl+2"
    rail.set_folded(True)
    assert pages(rail)["People"].toolTip() == "People (Ctrl+2)"
    assert pages(rail)["People"].accessibleName() == "People"


def test_a_page_that_cannot_be_opened_is_disabled(rail):
    rail.actions_[1].setEnabled(False)
    assert not pages(rail)["People"].isEnabled()


def test_the_rail_turns_with_the_window(rail):
    before = rail.grab().toImage()
    rail.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert rail.property("mirrored") is True
    assert rail.grab().toImage() != before


def test_the_main_button_of_a_page_steps_back_while_another_has_it(styled, qtbot):
    pages = QWidget()
    column = QVBoxLayout(pages)
    first, later, plain = Button("Open", kind="main"), Button("Kept", kind="main"), Button("Skip")
    column.addWidget(first)
    shown(qtbot, pages)
    take_main(pages, is_taken=True)
    column.addWidget(later)
    column.addWidget(plain)
    later.show()
    plain.show()
    assert [one.property("kind") for one in (first, later, plain)] == ["", "", ""]
    take_main(pages, is_taken=False)
    assert [one.property("kind") for one in (first, later, plain)] == ["main", "main", ""]


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_dots_stand_behind_the_words_in_windows_of_both_directions(styled, qtbot, direction):
    styled.setLayoutDirection(direction)  # painters begin with the application's
    button = Button("Their approach…", kind="link")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    picture = shown(qtbot, button).grab().toImage()
    styled.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    ground = picture.pixel(0, 0)
    ink = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixel(x, y) != ground
    ]
    last = max(x for x, _y in ink)
    assert min(y for x, y in ink if x >= last - 3) > picture.height() / 2
