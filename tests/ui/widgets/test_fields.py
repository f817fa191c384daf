"""Fields: search, growing text, and facts that are saved when they are left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from relationship_journal.ui.widgets import fields, frames

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.show()
    qtbot.waitActive(made).__enter__()
    return made


def on(page, widget):
    page.layout().addWidget(widget)
    widget.show()
    return widget


@pytest.fixture(params=[fields.EditableLine, fields.EditableText])
def fact(request, page):
    field = on(page, request.param("How we met"))
    on(page, QLineEdit())
    field.set_value("At a fair")
    field.told = []
    field.committed.connect(field.told.append)
    return field


def text_of(field):
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def leave(page):
    page.findChildren(QLineEdit)[-1].setFocus()


def replace(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_filling_and_opening_saves_nothing(page, fact):
    fact.setFocus()
    leave(page)
    fact.set_value("Online")
    assert fact.told == []
    assert text_of(fact) == "Online"


def test_leaving_saves_what_is_new_once(page, fact, qtbot):
    replace(qtbot, fact, "By letter")
    assert fact.told == []
    leave(page)
    fact.setFocus()
    leave(page)
    assert fact.told == ["By letter"]


def test_enter_saves_and_leaving_then_does_not_again(page, fact, qtbot):
    replace(qtbot, fact, "By letter")
    is_line = isinstance(fact, QLineEdit)
    modifier = Qt.KeyboardModifier.NoModifier if is_line else Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(fact, ENTER, modifier)
    leave(page)
    assert fact.told == ["By letter"]


def test_escape_takes_the_typing_back(page, fact, qtbot):
    replace(qtbot, fact, "Oops")
    qtbot.keyClick(fact, ESCAPE)
    leave(page)
    assert text_of(fact) == "At a fair"
    assert fact.told == []


def test_what_could_not_be_saved_stays_typed_and_can_be_tried_again(page, fact, qtbot):
    replace(qtbot, fact, "Wrong")
    leave(page)
    fact.set_error("That cannot be.")
    assert fact.property("error") is True
    assert fact.toolTip() == "That cannot be."
    assert text_of(fact) == "Wrong"
    fact.setFocus()
    leave(page)
    assert fact.told == ["Wrong", "Wrong"]
    assert fact.property("error") is False


def test_a_refresh_does_not_disturb_what_is_being_typed(page, fact, qtbot):
    replace(qtbot, fact, "By let")
    fact.set_value("At a fair")
    assert text_of(fact) == "By let"
    leave(page)
    assert fact.told == ["By let"]


def test_an_error_is_told_to_readers_too(qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    fields.mark_error(field, "There is no such day.")
    assert field.accessibleDescription() == "There is no such day."
    fields.mark_error(field, "")
    assert field.property("error") is False
    assert field.accessibleDescription() == ""


def test_every_field_has_a_name(qtbot):
    made = [
        fields.SearchField("Search people", "Names"),
        fields.IconField("link", "Address"),
        fields.GrowingTextEdit("Note"),
        fields.EditableLine("Name"),
        fields.EditableText("How we met"),
    ]
    for field in made:
        qtbot.addWidget(field)
        assert field.accessibleName()


def test_search_is_cleared_by_escape_and_by_its_x(page, qtbot):
    search = on(page, fields.SearchField("Search"))
    clear = search.actions()[1]
    assert not clear.isVisible()
    qtbot.keyClicks(search, "ana")
    assert clear.isVisible()
    qtbot.keyClick(search, ESCAPE)
    assert search.text() == ""
    qtbot.keyClicks(search, "ana")
    clear.trigger()
    assert search.text() == ""
    assert not clear.isVisible()


def test_down_and_enter_go_on_to_what_was_found(page, qtbot):
    search = on(page, fields.SearchField("Search"))
    with qtbot.waitSignal(search.left_down):
        qtbot.keyClick(search, Qt.Key.Key_Down)
    with qtbot.waitSignal(search.chosen):
        qtbot.keyClick(search, ENTER)


def test_a_text_grows_line_by_line_up_to_its_most(page):
    text = on(page, fields.GrowingTextEdit("Note", most=3))
    heights = []
    for lines in range(1, 6):
        text.setPlainText("\n".join("word" for _ in range(lines)))
        heights.append(text.sizeHint().height())
    step = text.fontMetrics().lineSpacing()
    assert heights == [heights[0] + step * extra for extra in (0, 1, 2, 2, 2)]


def test_a_long_line_is_wrapped_and_counted(page):
    text = on(page, fields.GrowingTextEdit("Note"))
    text.setPlainText("word " * 200)
    text.resize(300, 40)
    assert text.sizeHint().height() > 8 * text.fontMetrics().lineSpacing()


@pytest.mark.parametrize(
    ("enter_submits", "modifier", "submits"),
    [
        (False, Qt.KeyboardModifier.NoModifier, False),
        (False, Qt.KeyboardModifier.ControlModifier, True),
        (True, Qt.KeyboardModifier.NoModifier, True),
        (True, Qt.KeyboardModifier.ShiftModifier, False),
        (True, Qt.KeyboardModifier.KeypadModifier, True),
    ],
)
def test_enter_submits_or_begins_a_line(page, qtbot, enter_submits, modifier, submits):
    text = on(page, fields.GrowingTextEdit("Note", enter_submits=enter_submits))
    told = []
    text.submitted.connect(lambda: told.append(True))
    qtbot.keyClick(text, ENTER, modifier)
    assert bool(told) is submits
    assert bool(text.toPlainText()) is not submits


def test_tab_leaves_a_text(page, qtbot):
    text = on(page, fields.GrowingTextEdit("Note"))
    after = on(page, QLineEdit())
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_field_of_several_shows_the_ring_of_its_text(page):
    frame = frames.FieldFrame()
    text = fields.GrowingTextEdit("Write it down", is_bare=True)
    frame.watch(text)
    frame.body.addWidget(text)
    on(page, frame)
    other = on(page, QLineEdit())
    text.setFocus()
    assert frame.property("current") is True
    other.setFocus()
    assert frame.property("current") is False


def test_a_field_begins_at_the_windows_side(page):
    field = on(page, fields.EditableLine("Name"))
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert field.alignment() & Qt.AlignmentFlag.AlignRight
    assert field.alignment() & Qt.AlignmentFlag.AlignAbsolute
