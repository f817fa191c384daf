"""Quick capture: coloured as it is read, said in chips, corrected, written with Enter."""

from datetime import date

import pytest
from PySide6.QtCore import QElapsedTimer, QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.ui import theme
from relationship_journal.ui.capture_window import WIDTH, CaptureWindow
from tests.driver import Driver, wait_until
from tests.window_fixtures import drop

FULL = "@mara sorry forum https://boards.example/t/4182 !fix the link by Fri"


@pytest.fixture
def capture(qapp, core):
    made = CaptureWindow(core)
    yield made
    made.close()
    drop(made)


@pytest.fixture
def mara(core):
    return core.contacts.add("Mara Lind")


def open_with(window, line):
    window.appear()
    QTest.qWaitForWindowActive(window)
    QTest.keyClicks(window.line, line)
    QTest.qWait(1)


def chips(window):
    return [chip.accessibleName() for chip in window.chips.chips()]


def colors(window):
    """Return each stretch of the line that is coloured, with its colour."""
    block = window.line.document().firstBlock()
    text = block.text().encode("utf-16-le")  # Qt counts in two bytes
    return {
        text[2 * one.start : 2 * (one.start + one.length)].decode(
            "utf-16-le"
        ): one.format.foreground().color().name()
        for one in block.layout().formats()
    }


def correct(window, place, *texts):
    menu = window.chips.menu_of(place)
    for text in texts:
        next(one for one in menu.actions() if one.text() == text).trigger()
    menu.close()
    QTest.qWait(1)


def heard(signal):
    got = []
    signal.connect(lambda *values: got.append(values))
    return got


def enter(window):
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    QTest.qWait(1)


def test_chips_say_what_was_understood(capture, mara):
    open_with(capture, FULL)
    assert chips(capture) == [
        "Mara Lind",
        "From me",
        "Where forum",
        "Why I’m sorry",
        "Link boards.example",
        "Promise fix the link, Friday, 27 November",
        "Look in again Monday, 30 November",
    ]


def test_the_line_is_coloured_as_it_is_read(capture, mara):
    open_with(capture, FULL)
    light = theme.load_theme(False)
    found = colors(capture)
    assert found["@mara"] == light.accent.name()
    assert found["sorry"] == light.answer.name()
    assert found["https://boards.example/t/4182"] == light.muted.name()
    assert found["!fix the link by Fri"] == light.promise.name()


def test_an_emoji_before_a_promise_moves_no_colour(capture, mara):
    capture.set_line("@mara thanks 👩‍🌾 for seeds !send tea")
    capture.appear()
    assert "!send tea" in colors(capture)


def test_enter_writes_entry_and_promise_and_closes(capture, mara, core):
    told = heard(capture.captured)
    open_with(capture, FULL)
    enter(capture)
    assert not capture.isVisible()
    assert capture.line.toPlainText() == ""
    ((done,),) = told
    entry = core.entries.get(done.entry_id)
    assert (entry.channel, entry.intent, entry.direction) == (
        Channel.FORUM,
        Intent.SORRY,
        Direction.OUTGOING,
    )
    assert entry.url == "https://boards.example/t/4182"
    (promise,) = core.promises.open_of(mara)
    assert (promise.text, promise.by) == ("fix the link", date(2026, 11, 27))
    core.history.undo()
    assert core.promises.open_of(mara) == []


def test_escape_closes_and_keeps_the_draft(capture, mara):
    open_with(capture, "@mara half a")
    QTest.keyClick(capture.line, Qt.Key.Key_Escape)
    assert not capture.isVisible()
    open_with(capture, " line")
    assert capture.line.toPlainText() == "@mara half a line"


def test_an_unknown_name_is_made_a_contact_by_a_second_enter(capture, core):
    told = heard(capture.captured)
    open_with(capture, "@zoe thanks")
    driver = Driver(capture)
    assert chips(capture)[0] == "Who is zoe?"
    assert driver.sees("Nobody goes by “zoe” yet.")
    assert driver.sees("Make zoe a contact")
    enter(capture)
    assert chips(capture)[0] == "New zoe"
    assert core.people.count() == 0
    enter(capture)
    (new,) = core.people.find().ids
    assert core.contacts.name_of(new) == "zoe"
    assert told[0][0].added_ids == (new,)
    core.history.undo()
    assert core.people.count() == 0


def test_one_of_several_with_the_name_is_taken_and_said(capture, mara, core, clock):
    other = core.contacts.add("Mara Ilić")
    core.entries.write_down([mara], "hello")
    open_with(capture, "@mara thanks")
    assert chips(capture)[0] == "Mara Lind"
    assert Driver(capture).sees("“mara” could also be Mara Ilić.")
    QTest.keyClick(capture.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    names = [one.text() for one in menu.actions() if one.text()]
    assert names == ["Mara Ilić", "Mara Lind", "Make mara a contact"]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert wait_until(lambda: chips(capture)[0] == "Mara Ilić")
    enter(capture)
    assert [row.kind for row in core.timeline.of(other)] == ["entry"]


def test_a_part_of_several_names_must_be_chosen(capture, core):
    for name in ("Marek", "Maria", "Mara"):
        core.contacts.add(name)
    open_with(capture, "@ma thanks")
    assert chips(capture)[0] == "Who is ma?"
    assert Driver(capture).sees("“ma” could be Mara, Marek or Maria.")
    enter(capture)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert wait_until(lambda: chips(capture)[0] == "Marek")
    assert all(core.timeline.of(one) == [] for one in core.people.find().ids)


def test_every_chip_is_corrected_by_its_menu(capture, mara, core):
    open_with(capture, FULL)
    correct(capture, 1, "From Mara")
    correct(capture, 2, "E-mail")
    correct(capture, 3, "Thank you")
    correct(capture, 5, "In a week")
    assert chips(capture) == [
        "Mara Lind",
        "From Mara",
        "Where e-mail",
        "Why Thank you",
        "Link boards.example",
        "Promise fix the link, Monday, 30 November",
    ]
    enter(capture)
    entry, _promise = sorted(core.timeline.of(mara), key=lambda row: row.kind)
    assert (entry.direction, entry.channel, entry.intent) == (
        Direction.INCOMING,
        Channel.EMAIL,
        Intent.THANKS,
    )
    assert core.promises.open_of(mara)[0].by == date(2026, 11, 30)


def test_a_link_is_changed_where_it_stands(capture, mara):
    open_with(capture, FULL)
    correct(capture, 4, "Change it in the line")
    assert capture.line.textCursor().selectedText() == "https://boards.example/t/4182"


def test_another_day_for_the_promise_is_named(capture, mara):
    open_with(capture, "@mara !send tea")
    correct(capture, 1, "Another day…")
    driver = Driver(capture)
    driver.fill("Day", "2026-12-24")
    driver.press("Return")
    assert wait_until(lambda: chips(capture)[-1] == "Promise send tea, Thursday, 24 December")


def test_corrections_end_with_the_line(capture, mara, core):
    open_with(capture, "@mara thanks")
    correct(capture, 1, "From Mara")
    capture.line.clear()
    QTest.keyClicks(capture.line, "@mara thanks")
    assert chips(capture)[1] == "From me"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "Like: @mara sorry forum !fix the link by Fri"),
        ("hello there", "Begin with @ and a name."),
        ("@mara", "Say where, why or what it was, or promise something with !"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(capture, mara, core, line, says):
    open_with(capture, line)
    driver = Driver(capture)
    assert driver.sees(says)
    assert not driver.is_enabled("Write down")
    enter(capture)
    assert capture.isVisible()
    assert core.timeline.of(mara) == []


def test_what_is_pasted_becomes_one_line(capture):
    data = QMimeData()
    data.setText("one\ntwo\n\nthree")
    capture.line.insertFromMimeData(data)
    assert capture.line.toPlainText() == "one two three"


def test_chips_are_reached_and_opened_by_keyboard(capture, mara):
    open_with(capture, "@mara thanks")
    QTest.keyClick(capture.line, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is capture.chips.chips()[0]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert [one.text() for one in menu.actions() if one.text()] == [
        "Mara Lind",
        "Make mara a contact",
    ]
    menu.close()


def test_it_is_720_wide_and_in_the_upper_third(capture, mara, qapp):
    open_with(capture, FULL)
    screen = capture.screen().availableGeometry()
    assert capture.width() == WIDTH
    assert capture.frameGeometry().center().y() < screen.center().y()
    short = capture.height()
    QTest.keyClicks(capture.line, " and a very long promise" * 6)
    QTest.qWait(10)
    assert capture.height() > short


def test_it_opens_in_50_ms_once_it_was_made(capture, mara):
    capture.appear()
    capture.hide()
    watch = QElapsedTimer()
    watch.start()
    capture.appear()
    assert QTest.qWaitForWindowExposed(capture)
    assert watch.elapsed() < 200  # 50 on a machine that does nothing else


def test_names_are_shown_as_they_are(capture, core):
    core.contacts.add("Priya <b>Raman</b> & Co")
    open_with(capture, "@priya thanks")
    assert chips(capture)[0] == "Priya <b>Raman</b> & Co"
