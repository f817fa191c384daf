"""The person page, driven by what is visible."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.domain.opening import Target
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.ui.dialogs.contact_dialog import ContactDialog
from relationship_journal.ui.dialogs.entry_dialog import EntryDialog
from relationship_journal.ui.dialogs.follow_up_dialog import FollowUpDialog
from relationship_journal.ui.dialogs.note_dialog import NoteDialog
from relationship_journal.ui.dialogs.promise_dialogs import PromiseDialog, ReleaseDialog
from relationship_journal.ui.views.ahead import AheadLine, DueCard
from relationship_journal.ui.views.ahead_promises import PromiseCard, PromiseLine
from relationship_journal.ui.views.entry_text import without_address
from relationship_journal.ui.views.person_header import TagButton
from relationship_journal.ui.views.person_page import PersonPage
from relationship_journal.ui.views.profile_chips import PlaceChip
from tests.window_fixtures import drop


@pytest.fixture
def page(qtbot, core, notices, settings) -> Iterator[PersonPage]:
    made = PersonPage(core, notices, settings)
    made.resize(1100, 800)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    drop(made)


@pytest.fixture
def ana(people):
    (one,) = people(
        "Ana Duarte",
        circle="Inner",
        tags=["gardens"],
        urls=["https://quietgardens.example/"],
        emails=["ana@moss.example"],
    )
    return one


def settle():
    """Deliver what was told, and lay out what has grown."""
    for _turn in range(4):
        QCoreApplication.sendPostedEvents()


def titles(page):
    model = page.timeline.model()
    return [model.line(place).title for place in range(model.rowCount())]


def choose(menu: QMenu, text: str) -> None:
    next(one for one in menu.actions() if one.text() == text).trigger()


def dialog(kind: type[QWidget]) -> QWidget:
    found = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    ]
    assert len(found) == 1
    return found[0]


def shut(window: QWidget) -> None:
    window.done(0)
    drop(window)


def paste(box, text):
    mime = QMimeData()
    mime.setText(text)
    box.text.insertFromMimeData(mime)


# --- showing -------------------------------------------------------------------------------------


def test_showing_people_writes_nothing(qtbot, core, journal_path, people, page, ana):
    """Loading must not save."""
    (tom,) = people("Tom")
    core.contacts.edit(ana, birthday="--02-29", how_we_met="By a\r\nletter", introduced_by=tom)
    core.notes.add(ana, "a note")
    core.follow_ups.add(ana, date(2026, 11, 1), "due")
    other = sqlite3.connect(journal_path)
    version = other.execute("PRAGMA data_version").fetchone()
    before = core.contacts.whole(ana), core.history.undo_label
    for who in (ana, tom, ana, None, ana):
        page.show_person(who)
        page.set_compact(who == tom)
        page.grab()
    page.facts.birthday.setFocus()
    page.facts.how_we_met.setFocus()
    page.header.name.setFocus()
    page.entry_box.text.setFocus()
    page.edit_contact()
    shut(dialog(ContactDialog))
    assert (core.contacts.whole(ana), core.history.undo_label) == before
    assert other.execute("PRAGMA data_version").fetchone() == version
    other.close()


def test_the_head_says_who_how_close_and_when_last(core, clock, people, page, ana):
    (tom,) = people("Tom Okafor")
    core.contacts.edit(ana, introduced_by=tom)
    core.entries.write_down([ana], "x", channel=Channel.FORUM, at=clock() - timedelta(days=16))
    page.show_person(ana)
    assert page.header.name.text() == "Ana Duarte"
    assert page.header.sentence.text() == (
        "Inner circle. Last spoke 16 days ago, on the forum. "
        "Known since November 2026, through Tom."
    )
    assert page.header.tags() == ["gardens"]
    assert page.chips.texts() == ["quietgardens.example", "ana@moss.example"]


def test_a_change_elsewhere_is_shown_and_a_hidden_page_catches_up(qtbot, core, page, ana):
    page.show_person(ana)
    core.notes.add(ana, "seen")
    qtbot.waitUntil(lambda: titles(page) == ["Note"])
    page.hide()
    core.contacts.edit(ana, name="Ana D.")
    qtbot.waitUntil(lambda: page._is_stale)
    page.show()
    assert page.header.name.text() == "Ana D."


def test_a_person_who_goes_is_left(qtbot, core, page, ana):
    page.show_person(ana)
    with qtbot.waitSignal(page.left_person):
        core.contacts.delete(ana)
    assert page.person_id() is None
    core.history.undo()
    page.show_person(ana)
    with qtbot.waitSignal(page.left_person):
        core.contacts.delete_for_good(ana)
    assert page.person_id() is None


def test_escape_leads_back_from_the_page_but_not_from_the_pane(qtbot, page, ana):
    page.show_person(ana)
    page.timeline.setFocus()
    with qtbot.waitSignal(page.back_requested):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.back_requested):
        page.back_button.click()
    page.set_compact(True)
    with qtbot.assertNotEmitted(page.back_requested):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.back_button.isVisible()


def test_in_the_pane_the_facts_are_folded_and_what_was_chosen_is_remembered(
    core, notices, settings, page, ana
):
    page.show_person(ana)
    assert page.facts.isVisible()
    page.set_compact(True)
    assert not page.facts.isVisible()
    assert page.facts_button.text() == "More about Ana"
    page.facts_button.click()
    assert page.facts.isVisible()
    again = PersonPage(core, notices, settings)
    again.set_compact(True)
    assert again._is_unfolded
    drop(again)


def test_the_menu_of_more_takes_the_windows_actions(page, ana):
    page.show_person(ana)
    action = QAction("Put away", page)
    page.set_context_actions([action])
    assert page.header.menu.actions() == [action]


def test_everything_that_takes_the_focus_has_a_name(core, page, ana):
    core.follow_ups.add(ana, date(2026, 11, 20), "due")
    core.follow_ups.add(ana, date(2026, 12, 20), "ahead")
    page.show_person(ana)
    page.entry_box.link_button.click()
    page.entry_box.when_button.click()
    page.chips.begin_adding()
    page.header.begin_tag()
    nameless = []
    for one in page.findChildren(QWidget):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible():
            face = QAccessible.queryAccessibleInterface(one)
            if not face.text(QAccessible.Text.Name):
                nameless.append(one)
    assert nameless == []


@pytest.mark.parametrize("is_compact", [False, True])
def test_tab_goes_through_the_page_as_the_eye_does(core, people, page, ana, is_compact):
    (tom,) = people("Tom", urls=["https://tom.example"], tags=["forum"])
    core.follow_ups.add(tom, date(2026, 11, 20), "due")
    page.show_person(ana)
    page.set_compact(is_compact)
    page.show_person(tom)
    settle()
    names, one = [], page.nextInFocusChain()
    while one is not page:
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible():
            face = QAccessible.queryAccessibleInterface(one)
            names.append(face.text(QAccessible.Text.Name))
        one = one.nextInFocusChain()
    profile = ["Open tom.example", "Other ways to open tom.example", "Add profile"]
    box = ["Write it down", "Who wrote: From me", "Where: Blog comment", "Why", "Link to the post"]
    due = ["Done", "Later", "Skip", "More for due"]
    begins = ["Name", "More for this person", "Tag forum", "Add tag"]
    written = [*due, *box, "When it was", "Write down", "Timeline"]
    if is_compact:
        assert names == [*begins, *profile, "More about Tom", *written]
    else:
        assert names[: len(begins) + len(written) + 4] == ["People", *begins, *written, *profile]


# --- writing down --------------------------------------------------------------------------------


@pytest.mark.parametrize("road", ["button", "key"])
def test_an_exchange_is_written_down_in_two_actions(qtbot, core, page, ana, road):
    page.show_person(ana)
    page.write_down()
    qtbot.keyClicks(page.entry_box.text, "Thanked her")
    if road == "button":
        page.entry_box.write_button.click()
    else:
        qtbot.keyClick(page.entry_box.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: titles(page) == ["From me, blog comment"])
    assert page.entry_box.text.toPlainText() == ""
    (row,) = core.timeline.of(ana)
    assert (row.text, row.direction) == ("Thanked her", Direction.OUTGOING)


def test_who_where_why_link_and_day_are_kept_with_it(qtbot, core, page, ana):
    page.show_person(ana)
    box = page.entry_box
    choose(box.from_button.menu(), "From Ana")
    choose(box.where_button.menu(), "E-mail")
    choose(box.why_button.menu(), "Thank you")
    box.link_button.click()
    qtbot.keyClicks(box.link, "quietgardens.example/seeds")
    box.when_button.click()
    qtbot.keyClicks(box.when.line, "yesterday")
    assert box.when.understood.text() == "Sunday, 22 November 2026"
    qtbot.keyClicks(box.text, "Two neighbours found her.")
    box.write_down()
    (row,) = core.timeline.of(ana)
    assert (row.direction, row.channel, row.intent, row.url, row.at.date()) == (
        Direction.INCOMING,
        Channel.EMAIL,
        Intent.THANKS,
        "https://quietgardens.example/seeds",
        date(2026, 11, 22),
    )


def test_the_last_place_is_proposed_for_each_person(qtbot, core, people, page, ana):
    (tom,) = people("Tom")
    core.entries.write_down([tom], "x", channel=Channel.FORUM)
    page.show_person(ana)
    choose(page.entry_box.where_button.menu(), "Direct message")
    page.entry_box.write_down()
    assert page.entry_box.where_button.text() == "Direct message"
    page.show_person(tom)
    assert page.entry_box.where_button.text() == "Forum"
    page.show_person(ana)
    assert page.entry_box.where_button.text() == "Direct message"


def test_what_is_typed_is_kept_for_each_person(qtbot, people, page, ana):
    (tom,) = people("Tom")
    page.show_person(ana)
    qtbot.keyClicks(page.entry_box.text, "for Ana")
    choose(page.entry_box.why_button.menu(), "Question")
    page.show_person(tom)
    assert page.entry_box.text.toPlainText() == ""
    assert page.entry_box.why_button.text() == "Why"
    qtbot.keyClicks(page.entry_box.text, "for Tom")
    page.show_person(None)
    page.show_person(ana)
    assert page.entry_box.text.toPlainText() == "for Ana"
    assert page.entry_box.why_button.text() == "Question"


def test_a_note_is_written_instead_of_an_entry(qtbot, core, page, ana):
    page.show_person(ana)
    page.add_note()
    assert page.entry_box.from_button.text() == "Note"
    assert not page.entry_box.where_button.isVisible()
    qtbot.keyClicks(page.entry_box.text, "Moves in spring")
    page.entry_box.write_down()
    assert [(row.kind, row.text) for row in core.timeline.of(ana)] == [("note", "Moves in spring")]
    assert page.entry_box.from_button.text() == "From me"


def test_a_pasted_address_becomes_the_link(page, ana):
    page.show_person(ana)
    paste(page.entry_box, "A bench for one https://quietgardens.example/bench ")
    assert page.entry_box.text.toPlainText() == "A bench for one"
    assert page.entry_box.link.text() == "https://quietgardens.example/bench"
    assert page.entry_box.link.isVisible()
    paste(page.entry_box, " and https://b.example/ too")
    assert page.entry_box.text.toPlainText() == "A bench for one and https://b.example/ too"


@pytest.mark.parametrize(
    ("pasted", "left"),
    [
        ("https://a.example/x", ("", "https://a.example/x")),
        ("Seeds: https://a.example/x", ("Seeds:", "https://a.example/x")),
        ("see https://a.example/x for more", ("see https://a.example/x for more", "")),
        ("https://a.example https://b.example", ("https://a.example https://b.example", "")),
        ("no address", ("no address", "")),
    ],
)
def test_an_address_is_taken_from_the_ends_of_what_is_pasted_only(pasted, left):
    assert without_address(pasted) == left


def test_what_cannot_be_kept_is_marked_and_nothing_is_lost(qtbot, core, page, ana):
    page.show_person(ana)
    box = page.entry_box
    qtbot.keyClicks(box.text, "words")
    box.take_link("nonsense")
    box.write_down()
    assert box.link.property("error")
    assert box._link_field.error == "This is not a web address."
    box.link.setText("")
    box.link_button.click()
    box.when_button.click()
    box.when.set_text("2027-01-01")
    box.write_down()
    assert box._when_field.error
    assert box.text.toPlainText() == "words"
    box.when_button.click()
    choose(box.from_button.menu(), "Note")
    box.text.setPlainText("  ")
    box.write_down()
    assert box.text.property("error")
    assert core.timeline.of(ana) == []


# --- the timeline --------------------------------------------------------------------------------


def test_enter_opens_a_row_for_editing(qtbot, core, page, ana):
    core.notes.add(ana, "first")
    page.show_person(ana)
    page.timeline.setFocus()
    qtbot.keyClick(page.timeline, Qt.Key.Key_Return)
    note = dialog(NoteDialog)
    note.text.setPlainText("second")
    note.done_button.click()
    drop(note)
    qtbot.waitUntil(lambda: page.timeline.row().text == "second")
    core.entries.write_down([ana], "said")
    qtbot.waitUntil(lambda: len(titles(page)) == 2)
    page.open_row("entry", next(row.id for row in core.timeline.of(ana) if row.kind == "entry"))
    shut(dialog(EntryDialog))


def test_a_row_is_deleted_by_its_key_and_comes_back_by_undo(qtbot, core, page, ana):
    core.notes.add(ana, "first")
    page.show_person(ana)
    page.timeline.setFocus()
    qtbot.keyClick(page.timeline, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(page) == [])
    core.history.undo()
    qtbot.waitUntil(lambda: titles(page) == ["Note"])


def test_the_menu_of_a_row_offers_what_can_be_done_with_it(qtbot, core, page, ana):
    core.entries.write_down([ana], "Seeds", url="https://quietgardens.example/seeds")
    page.show_person(ana)
    page.timeline.setCurrentIndex(page.timeline.model().index(0))
    menu = page.timeline.menu_of(page.timeline.row())
    words = [one.text() for one in menu.actions() if not one.isSeparator()]
    made_of_it = [
        "Promise…",
        "They welcome this…",
        "What came of it",
        "Tell me if they answer",
    ]
    assert words == ["Edit…", "Open link", "Copy", *made_of_it, "Delete"]
    with qtbot.waitSignal(page.target_wanted) as opened:
        choose(menu, "Open link")
    assert opened.args == [Target("https://quietgardens.example/seeds", ana)]
    choose(menu, "Copy")
    assert QGuiApplication.clipboard().text() == "Seeds\nhttps://quietgardens.example/seeds"
    drop(menu)


def test_a_long_text_is_folded_until_more_is_wanted(core, page, ana):
    core.notes.add(ana, "A long line of words. " * 200)
    page.show_person(ana)
    folded = page.timeline.height()
    assert folded < 200
    page.timeline.model().toggle_expanded(0)
    assert page.timeline.height() > 2 * folded
    page.timeline.model().toggle_expanded(0)
    assert page.timeline.height() == folded


def test_a_note_of_megabytes_is_laid_out_only_in_part(core, page, ana):
    core.notes.add(ana, "word " * 400_000)
    page.show_person(ana)
    page.timeline.model().toggle_expanded(0)
    assert page.timeline.fits()
    assert page.timeline.height() < 10_000


def test_scrolling_down_reads_older_rows_and_leaves_the_list_as_tall_as_they_are(
    qtbot, core, clock, page, ana
):
    for number in range(150):
        core.entries.write_down([ana], str(number), at=clock() - timedelta(hours=number))
    page.show_person(ana)
    settle()
    model, bar = page.timeline.model(), page._scroll.verticalScrollBar()
    assert model.rowCount() < 150
    for _turn in range(20):
        bar.setValue(bar.maximum())
        settle()
    assert model.rowCount() == 150
    assert page.timeline.fits()
    place = bar.value()
    core.entries.delete(model.row_at(model.rowCount() - 1).id)
    qtbot.waitUntil(lambda: model.row_at(model.rowCount() - 1).text != "149")
    assert bar.value() > place - 200


def test_the_keyboard_walks_the_whole_timeline(qtbot, core, clock, page, ana):
    for number in range(70):
        core.entries.write_down([ana], str(number), at=clock() - timedelta(days=number))
    page.show_person(ana)
    page.timeline.setFocus()
    for _step in range(69):
        qtbot.keyClick(page.timeline, Qt.Key.Key_Down)
        settle()
    assert page.timeline.row().text == "69"
    rect = page.timeline.visualRect(page.timeline.currentIndex())
    top = page.timeline.mapTo(page._scroll.viewport(), rect.topLeft()).y()
    assert 0 <= top < page._scroll.viewport().height()


def test_a_narrower_page_makes_the_list_taller(qtbot, core, page, ana):
    core.notes.add(ana, "A line of words that goes on for a while. " * 6)
    page.show_person(ana)
    wide = page.timeline.height()
    page.set_compact(True)
    page.resize(420, 700)
    qtbot.waitUntil(lambda: page.timeline.height() > wide)
    assert page.timeline.fits()


def test_the_tool_tip_of_a_row_is_its_full_date(core, page, ana):
    core.notes.add(ana, "x")
    page.show_person(ana)
    tip = page.timeline.itemDelegate().tip(page.timeline.model().index(0))
    assert tip == "Monday, 23 November 2026, 10:30"


def test_a_click_on_the_link_of_a_row_opens_it(qtbot, core, page, ana):
    core.entries.write_down([ana], "Seeds", url="https://quietgardens.example/seeds")
    page.show_person(ana)
    page.grab()
    rect = page.timeline.visualRect(page.timeline.model().index(0))
    at = QPoint(60, rect.bottom() - 10)
    with qtbot.waitSignal(page.target_wanted) as opened:
        qtbot.mouseClick(page.timeline.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == [Target("https://quietgardens.example/seeds", ana)]


# --- what lies ahead -----------------------------------------------------------------------------


def test_a_due_follow_up_is_a_card_with_done_later_and_skip(qtbot, core, page, ana):
    for text in ("first", "second", "third"):
        core.follow_ups.add(ana, date(2026, 11, 20), text)
    page.show_person(ana)
    cards = page.findChildren(DueCard)
    assert len(cards) == 3
    cards[0].done_button.click()
    cards[1].skip_button.click()
    choose(cards[2].later_button.menu(), "3 days")
    qtbot.waitUntil(lambda: titles(page) == ["second, skipped", "first, done"])
    (left,) = core.follow_ups.open_of(ana)
    assert (left.text, left.due) == ("third", date(2026, 11, 26))


def test_a_later_follow_up_is_a_line_whose_menu_does_everything(qtbot, core, page, ana):
    core.follow_ups.add(ana, date(2026, 12, 20), "ahead", repeat="every 3 weeks")
    page.show_person(ana)
    (line,) = page.ahead.findChildren(AheadLine)
    choose(line.more.more_menu, "Edit…")
    shut(dialog(FollowUpDialog))
    choose(line.more.more_menu, "Delete")
    assert core.follow_ups.open_of(ana) == []


def test_a_due_promise_is_a_card_with_kept_and_later(qtbot, core, page, ana):
    core.promises.make(ana, "Mend the link", date(2026, 11, 20))
    core.promises.make(ana, "Send the list", date(2026, 11, 23))
    page.show_person(ana)
    first, second = page.findChildren(PromiseCard)
    first.kept_button.click()
    choose(second.later_button.menu(), "3 days")
    qtbot.waitUntil(lambda: not page.ahead.cards.isVisible())
    assert "Promise kept: Mend the link" in titles(page)
    (line,) = page.ahead.findChildren(PromiseLine)
    (left,) = core.promises.open_of(ana)
    assert (left.text, left.by) == ("Send the list", date(2026, 11, 26))
    choose(line.more.more_menu, "Kept")
    qtbot.waitUntil(lambda: "Promise kept: Send the list" in titles(page))


def test_an_undated_promise_waits_on_a_line_and_is_released_with_a_word(qtbot, core, page, ana):
    core.promises.make(ana, "Translate her essay")
    page.show_person(ana)
    (line,) = page.ahead.findChildren(PromiseLine)
    choose(line.more.more_menu, "Release…")
    asked = dialog(ReleaseDialog)
    asked.why.setPlainText("She found somebody.")
    asked.try_to_save()
    drop(asked)
    qtbot.waitUntil(lambda: titles(page) == ["Promise released: Translate her essay"])
    assert core.promises.open_of(ana) == []


def test_a_promise_is_edited_and_needs_its_words(core, page, ana):
    core.promises.make(ana, "Mend the link", date(2026, 12, 20))
    page.show_person(ana)
    (line,) = page.ahead.findChildren(PromiseLine)
    choose(line.more.more_menu, "Edit…")
    asked = dialog(PromiseDialog)
    asked.text.setPlainText(" ")
    asked.try_to_save()
    assert asked.isVisible()
    asked.text.setPlainText("Mend both links")
    asked.when.set_text("")
    asked.try_to_save()
    drop(asked)
    (left,) = core.promises.open_of(ana)
    assert (left.text, left.by) == ("Mend both links", None)


def test_rows_stand_one_below_the_other_at_any_width(page, core, ana):
    for number in range(3):
        core.entries.write_down([ana], f"{number} " + "many words of a long letter " * 12)
    page.show_person(ana)
    for width in (1100, 620, 960):
        page.resize(width, 800)
        settle()
        rows = [page.timeline.visualRect(page.timeline.model().index(n)) for n in range(3)]
        assert [one.height() for one in rows] == [page.timeline.sizeHintForRow(n) for n in range(3)]
        assert page.timeline.fits()


def test_keep_in_touch_stands_ahead_unless_never_reminded(qtbot, core, page, ana):
    page.show_person(ana)
    assert page.ahead.isVisible()
    core.contacts.set_muted(ana, is_muted=True)
    qtbot.waitUntil(lambda: not page.ahead.isVisible())


def test_a_follow_up_is_planned_from_the_page(page, core, ana):
    page.show_person(ana)
    page.follow_up()
    made = dialog(FollowUpDialog)
    made.text.setPlainText("Ask about the move")
    made.done_button.click()
    drop(made)
    assert [row.text for row in core.follow_ups.open_of(ana)] == ["Ask about the move"]


# --- editing in place ----------------------------------------------------------------------------


def test_a_name_is_edited_in_place_as_one_step(qtbot, core, page, ana):
    page.show_person(ana)
    page.header.name.setFocus()
    page.header.name.selectAll()
    qtbot.keyClicks(page.header.name, "Ana D.")
    qtbot.keyClick(page.header.name, Qt.Key.Key_Return)
    assert core.contacts.name_of(ana) == "Ana D."
    core.history.undo()
    assert core.contacts.name_of(ana) == "Ana Duarte"


def test_escape_restores_and_a_wrong_value_is_marked_with_its_sentence(qtbot, core, page, ana):
    page.show_person(ana)
    line = page.facts.birthday
    line.setFocus()
    qtbot.keyClicks(line, "31 February")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.property("error")
    assert "birthday" in page.facts._birthday_field.error
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""
    qtbot.keyClicks(line, "29 feb")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert core.contacts.whole(ana).birthday == "--02-29"
    qtbot.waitUntil(lambda: line.text() == "29 February")
    assert not page.facts._birthday_field.error


def test_what_is_being_typed_is_saved_for_its_own_person_when_another_is_shown(
    qtbot, core, people, page, ana
):
    (tom,) = people("Tom")
    page.show_person(ana)
    page.header.name.setFocus()
    page.header.name.setText("Ana of the gardens")
    page.show_person(tom)
    assert core.contacts.name_of(ana) == "Ana of the gardens"
    assert core.contacts.name_of(tom) == page.header.name.text() == "Tom"


def test_how_we_met_and_who_introduced_are_kept(qtbot, core, people, page, ana):
    (tom,) = people("Tom Okafor")
    page.show_person(ana)
    page.facts.how_we_met.setFocus()
    qtbot.keyClicks(page.facts.how_we_met, "A comment")
    page.facts.introduced_by.setFocus()
    qtbot.keyClicks(page.facts.introduced_by, "tom okafor")
    qtbot.keyClick(page.facts.introduced_by, Qt.Key.Key_Return)
    row = core.contacts.whole(ana)
    assert (row.how_we_met, row.introduced_by_id) == ("A comment", tom)


def test_tags_are_put_on_and_taken_off(qtbot, core, page, ana):
    page.show_person(ana)
    page.header.tag_button.click()
    qtbot.keyClicks(page.header.tag_line, "feeds")
    qtbot.keyClick(page.header.tag_line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.header.tags() == ["gardens", "feeds"])
    first = next(one for one in page.findChildren(TagButton) if one.text() == "gardens")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.header.tags() == ["feeds"])
    page.header.begin_tag()
    qtbot.keyClick(page.header.tag_line, Qt.Key.Key_Escape)
    assert page.header.tag_button.isVisible()


def test_a_profile_is_added_by_pasting_and_opened_by_its_chip(qtbot, core, page, ana):
    page.show_person(ana)
    for typed in ("@ana@moss.example", "letters@moss.example"):
        page.chips.add_button.click()
        page.chips.line.setText(typed)
        qtbot.keyClick(page.chips.line, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: (
            page.chips.texts()
            == [
                "quietgardens.example",
                "@ana@moss.example",
                "ana@moss.example",
                "letters@moss.example",
            ]
        )
    )
    chips = [one for one in page.chips.findChildren(PlaceChip) if one.isVisible()]
    for chip, address in (
        (chips[0], "https://quietgardens.example/"),
        (chips[2], "mailto:ana@moss.example"),
    ):
        with qtbot.waitSignal(page.target_wanted) as opened:
            chip.button.click()
        assert opened.args[0].address == address
    page.chips.add_button.click()
    page.chips.line.setText("javascript:alert(1)")
    qtbot.keyClick(page.chips.line, Qt.Key.Key_Return)
    assert page.chips.line.property("error")
    assert len(core.contacts.whole(ana).profiles) == 2


def test_the_menu_of_a_post_has_the_basket_and_a_reminder(qtbot, core, page, ana, clock):
    feed = core.following.follow(ana, "https://quietgardens.example/feed")
    post = ParsedEntry(
        guid="g", title="Moss", link="https://quietgardens.example/moss", published=clock.at
    )
    core.feed_posts.store(feed, ParsedFeed("rss", (post,)))
    clock.wind(minutes=5)
    page.show_person(ana)
    (row,) = [one for one in core.timeline.of(ana) if one.kind == "post"]
    choose(page.timeline.menu_of(row), "Put into the mention basket")
    assert [one.title for one in core.basket.items()] == ["Moss"]
    choose(page.timeline.menu_of(row), "Take out of the mention basket")
    assert core.basket.items() == []
    choose(page.timeline.menu_of(row), "Remind me of it")
    assert [one.reason for one in core.today.look().shown] == ["post"]
    assert "Remind me of it" not in [one.text() for one in page.timeline.menu_of(row).actions()]


def test_the_menu_of_a_comment_says_whether_an_answer_is_looked_for(core, page, ana):
    url = "https://talk.example/t/roses/12"
    entry = core.entries.write_down([ana], "Lovely", channel=Channel.COMMENT, url=url)
    page.show_person(ana)
    row = next(one for one in core.timeline.of(ana) if one.id == entry)
    menu = page.timeline.menu_of(row)
    tell = next(one for one in menu.actions() if one.text() == "Tell me if they answer")
    assert tell.isChecked()
    tell.trigger()
    assert not core.watches.is_watched(entry)


def test_the_rhythm_is_chosen_once_somebody_is_followed(qtbot, core, page, ana):
    page.show_person(ana)
    facts = page.facts
    assert "On every second post" not in [one.text() for one in facts.cadence_menu.actions()]
    core.following.follow(ana, "https://quietgardens.example/feed")
    qtbot.waitUntil(
        lambda: "On every second post" in [one.text() for one in facts.cadence_menu.actions()]
    )
    choose(facts.cadence_menu, "On every second post")
    qtbot.waitUntil(lambda: facts.cadence_button.text() == "On every second post")
    choose(facts.cadence_menu, "On every post")
    qtbot.waitUntil(lambda: core.contacts.whole(ana).rhythm == "")


def test_circle_cadence_and_reminders_are_chosen_from_menus(qtbot, core, page, ana):
    page.show_person(ana)
    facts = page.facts
    choose(facts.circle_menu, "Regular")
    qtbot.waitUntil(lambda: facts.circle_button.text() == "Regular")
    choose(facts.cadence_menu, "About every 3 weeks")
    qtbot.waitUntil(lambda: facts.cadence_button.text() == "About every 3 weeks")
    choose(facts.cadence_menu, "No plan")
    qtbot.waitUntil(lambda: facts.cadence_button.text() == "No plan")
    choose(facts.cadence_menu, "As the circle says (about every 6 weeks)")
    qtbot.waitUntil(lambda: facts.cadence_button.text() == "About every 6 weeks")
    choose(facts.reminders_menu, "Never remind")
    qtbot.waitUntil(lambda: facts.reminders_button.text() == "Never remind")
    choose(facts.reminders_menu, "Remind me")
    choose(facts.reminders_menu, "In a week")
    qtbot.waitUntil(lambda: facts.reminders_button.text() == "Paused until 30 Nov")
    choose(facts.reminders_menu, "Remind me")
    qtbot.waitUntil(lambda: facts.reminders_button.text() == "Reminders on")
    assert core.contacts.whole(ana).cadence_days is None


def test_numbers_and_own_fields_are_listed_and_rich_text_is_shown_as_it_is(core, page, ana):
    core.contacts.set_phones(ana, [("+351 21", "home")])
    core.contacts.set_custom(ana, [("Garden", "<b>balcony</b>")])
    core.contacts.edit(ana, organization="Press", title="Editor")
    page.show_person(ana)
    assert page.facts.lists() == [
        ("Works", "Editor, Press"),
        ("Phone, home", "+351 21"),
        ("Garden", "<b>balcony</b>"),
    ]


def test_a_photo_takes_the_place_of_the_initials(tmp_path, core, page, ana):
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(tmp_path / "a.png"))
    core.contacts.set_photo(ana, (tmp_path / "a.png").read_bytes())
    page.show_person(ana)
    assert not page.header.avatar.pixmap().isNull()
    core.contacts.set_photo(ana, None)
    page.show_person(ana)
    assert page.header.avatar.pixmap().isNull()
