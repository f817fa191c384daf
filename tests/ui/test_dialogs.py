"""The dialogs of a person, driven by what is visible."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QCalendarWidget, QDialog, QWidget

from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.services.rows import AddressRow
from relationship_journal.ui.dialogs import photo
from relationship_journal.ui.dialogs.add_contact_dialog import AddContactDialog, Typed, understand
from relationship_journal.ui.dialogs.contact_dialog import ContactDialog
from relationship_journal.ui.dialogs.delete_dialog import DeleteDialog
from relationship_journal.ui.dialogs.entry_dialog import EntryDialog
from relationship_journal.ui.dialogs.follow_up_dialog import FollowUpDialog
from relationship_journal.ui.dialogs.note_dialog import NoteDialog
from relationship_journal.ui.dialogs.people_completer import PeopleCompleter
from relationship_journal.ui.dialogs.small_dialogs import CadenceDialog, DayDialog
from relationship_journal.ui.dialogs.when_field import WhenField
from tests.window_fixtures import drop


@pytest.fixture
def opened(qtbot, core) -> Iterator[Callable[..., QDialog]]:
    """Return a function that opens a dialog, which goes at the end of the test."""
    made: list[QDialog] = []

    def show(dialog: QDialog) -> QDialog:
        made.append(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialog.open()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    yield show
    drop(*made)


@pytest.fixture
def ana(people):
    (one,) = people("Ana Duarte", circle="Inner", tags=["gardens"])
    return one


def closed(dialog: QDialog) -> bool:
    return not dialog.isVisible()


# --- notes ----------------------------------------------------------------------------------------


def test_a_note_is_saved_with_its_key(qtbot, core, ana, opened):
    dialog = opened(NoteDialog(core, ana))
    qtbot.keyClicks(dialog.text, "# Moves")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert closed(dialog)
    assert [row.text for row in core.timeline.of(ana)] == ["# Moves"]


def test_an_empty_note_is_refused_below_its_field(core, ana, opened):
    dialog = opened(NoteDialog(core, ana))
    dialog.done_button.click()
    assert not closed(dialog)
    assert dialog._fields["note"].error == "The note is empty."


def test_what_was_typed_is_dropped_by_the_second_escape_only(qtbot, core, ana, opened):
    note = core.notes.add(ana, "kept")
    dialog = opened(NoteDialog(core, ana, None, note))
    qtbot.keyClicks(dialog.text, "!")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not closed(dialog)
    assert dialog.cancel_button.text() == "Drop it"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert closed(dialog)
    assert core.notes.get(note).text == "kept"


# --- follow-ups -----------------------------------------------------------------------------------


def test_a_follow_up_is_planned_as_typed(qtbot, core, ana, opened):
    dialog = opened(FollowUpDialog(core, ana))
    dialog.text.setPlainText("Ask about the move")
    dialog.when.set_text("2026-12-05 18:30")
    assert dialog.when.understood.text() == "Saturday, 5 December 2026, 18:30"
    dialog.repeat.set_repeat("every 5 weeks", from_completion=True)
    assert dialog.repeat.rule.isVisible()
    dialog.done_button.click()
    (row,) = core.follow_ups.open_of(ana)
    assert (row.text, row.due, row.at) == ("Ask about the move", date(2026, 12, 5), time(18, 30))
    assert (row.repeat, row.from_completion) == ("every 5 weeks", True)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("tomorrow", date(2026, 11, 24)),
        ("3 Dec", date(2026, 12, 3)),
        ("fri", date(2026, 11, 27)),
        ("2w", date(2026, 12, 7)),
    ],
)
def test_a_day_is_understood_as_it_is_said(core, ana, opened, typed, day):
    dialog = opened(FollowUpDialog(core, ana))
    dialog.when.set_text(typed)
    dialog.done_button.click()
    assert [row.due for row in core.follow_ups.open_of(ana)] == [day]


def test_a_quick_day_is_one_click(core, ana, opened):
    dialog = opened(FollowUpDialog(core, ana))
    dialog.body.itemAt(3).itemAt(0).widget().click()
    dialog.done_button.click()
    assert [row.due for row in core.follow_ups.open_of(ana)] == [date(2026, 11, 24)]


def test_a_day_or_repeat_that_nobody_knows_is_marked(core, ana, opened):
    dialog = opened(FollowUpDialog(core, ana))
    for typed in ("whenever", ""):
        dialog.when.set_text(typed)
        dialog.done_button.click()
        assert dialog._fields["when"].error
    dialog.when.set_text("1w")
    dialog.repeat.set_repeat("now and then", from_completion=False)
    dialog.done_button.click()
    assert dialog._fields["repeat"].error
    dialog.repeat.rule.clear()
    dialog.done_button.click()
    assert dialog._fields["repeat"].error
    assert not closed(dialog)
    assert core.follow_ups.open_of(ana) == []


def test_editing_the_words_of_a_follow_up_leaves_its_snooze_alone(core, ana, opened):
    one = core.follow_ups.add(ana, date(2026, 11, 20), "old", repeat="weekly")
    core.follow_ups.snooze(one, date(2026, 12, 1), time(9))
    dialog = opened(FollowUpDialog(core, ana, None, one))
    assert dialog.when.text() == "2026-12-01 09:00"
    assert not dialog.is_changed()
    dialog.text.setPlainText("new")
    dialog.done_button.click()
    row = core.follow_ups.get(one)
    assert (row.text, row.day, row.due) == ("new", date(2026, 11, 20), date(2026, 12, 1))


def test_a_new_day_moves_a_follow_up(core, ana, opened):
    one = core.follow_ups.add(ana, date(2026, 11, 20), "x", at=time(9))
    dialog = opened(FollowUpDialog(core, ana, None, one))
    dialog.when.set_text("2026-12-24")
    dialog.done_button.click()
    row = core.follow_ups.get(one)
    assert (row.due, row.at) == (date(2026, 12, 24), None)


# --- days -----------------------------------------------------------------------------------------


def test_a_day_is_chosen_from_the_calendar(qtbot, core):
    field = WhenField(core, "Day", is_past=True)
    field.set_text("2026-11-03")
    menu = field.make_calendar()
    calendar = menu.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 11, 3)
    assert calendar.maximumDate() == QDate(2026, 11, 23)
    calendar.clicked.emit(QDate(2026, 11, 5))
    assert field.day() == date(2026, 11, 5)
    drop(menu, field)


def test_in_the_past_a_day_without_a_year_was_the_last_one(core, qtbot):
    field = WhenField(core, "Day", is_past=True)
    for typed, day in (("3 Dec", date(2025, 12, 3)), ("fri", date(2026, 11, 20)), ("", None)):
        field.set_text(typed)
        assert field.day() == day
    field.set_text("nonsense")
    assert field.understood.text().startswith("Like")
    drop(field)


def test_later_asks_for_a_day_and_tells_it(qtbot, core, opened):
    dialog = opened(DayDialog(core, "Later", "Send the title"))
    dialog.done_button.click()
    assert dialog._fields["when"].error
    dialog.when.set_text("2026-12-05 9:30".replace(" 9", " 09"))
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.done_button.click()
    assert told.args == [date(2026, 12, 5), time(9, 30)]


def test_a_cadence_is_told_in_days(qtbot, opened):
    dialog = opened(CadenceDialog(10))
    dialog.days.setValue(33)
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.done_button.click()
    assert told.args == [33]


# --- entries --------------------------------------------------------------------------------------


def test_everything_of_an_entry_can_be_changed(qtbot, core, people, ana, opened):
    (tom,) = people("Tom Okafor")
    at = datetime(2026, 11, 7, 12, 0, 33, tzinfo=UTC)
    entry = core.entries.write_down([ana], "old", at=at)
    dialog = opened(EntryDialog(core, entry))
    assert not dialog.is_changed()
    dialog.text.setPlainText("new")
    dialog.direction.setCurrentIndex(list(Direction).index(Direction.INCOMING))
    dialog.channel.setCurrentIndex(list(Channel).index(Channel.EMAIL))
    dialog.url.setText("quietgardens.example/seeds")
    dialog._add_person(tom)
    dialog.done_button.click()
    row = core.entries.get(entry)
    assert (row.text, row.direction, row.channel) == ("new", Direction.INCOMING, Channel.EMAIL)
    assert (row.url, row.contact_ids) == ("https://quietgardens.example/seeds", (ana, tom))
    assert row.at == at  # its seconds too: the day was not touched


def test_an_entry_in_the_future_or_with_a_wrong_link_is_refused_at_its_field(core, ana, opened):
    entry = core.entries.write_down([ana], "x")
    dialog = opened(EntryDialog(core, entry))
    dialog.when.set_text("2027-01-01")
    dialog.done_button.click()
    assert dialog._fields["at"].error
    dialog.when.set_text("2026-11-01 08:00")
    dialog.url.setText("not a link")
    dialog.done_button.click()
    assert dialog._fields["url"].error
    assert not dialog._fields["at"].error
    dialog.url.clear()
    dialog.done_button.click()
    assert core.entries.get(entry).at == datetime(2026, 11, 1, 8, tzinfo=UTC)


def test_the_last_person_stays_in_an_entry(core, people, ana, opened):
    (tom,) = people("Tom")
    entry = core.entries.write_down([ana, tom], "x")
    dialog = opened(EntryDialog(core, entry))
    first = dialog._with.itemAt(0).widget().menu().actions()[0]
    assert first.isEnabled()
    first.trigger()
    assert dialog.people() == (tom,)
    assert not dialog._with.itemAt(0).widget().menu().actions()[0].isEnabled()


# --- adding ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ana Duarte", Typed("Ana Duarte")),
        ("  ليلى  ", Typed("ليلى")),
        ("Mr.Money", Typed("mr.money", url="https://Mr.Money")),
        ("ana@moss.example", Typed("ana", email="ana@moss.example")),
        ("mailto:ana@moss.example", Typed("ana", email="ana@moss.example")),
        ("@ana@moss.example", Typed("ana", url="https://moss.example/@ana")),
        ("https://quietgardens.example/", Typed("quietgardens.example", url="https://quietgardens.example/")),
        ("javascript://x.example", Typed("javascript://x.example")),
        ("", Typed("")),
    ],
)  # fmt: skip
def test_the_one_field_takes_a_name_or_an_address(typed, meant):
    found = understand(typed)
    assert (found.name.lower(), found.url.lower(), found.email) == (
        meant.name.lower(),
        meant.url.lower(),
        meant.email,
    )


def test_a_contact_is_added_from_an_address_under_the_name_that_is_given(qtbot, core, opened):
    dialog = opened(AddContactDialog(core, None, "https://quietgardens.example/"))
    assert dialog.name.text() == "quietgardens.example"
    dialog.name.setText("Ana Duarte")
    dialog.tags.setText("gardens, , feeds")
    dialog.circle.setCurrentText("Inner")
    with qtbot.waitSignal(dialog.added) as told:
        dialog.done_button.click()
    row = core.contacts.whole(told.args[0])
    assert (row.name, row.circle, row.tags) == ("Ana Duarte", "Inner", ("gardens", "feeds"))
    assert [one.url for one in row.profiles] == ["https://quietgardens.example/"]


def test_a_name_alone_is_enough_and_enter_adds_it(qtbot, core, opened):
    dialog = opened(AddContactDialog(core, None))
    assert not dialog.name.isVisible()
    dialog.done_button.click()
    assert dialog._fields["name"].error == "The name is empty."
    dialog.typed.setText("山田 さくら")
    with qtbot.waitSignal(dialog.added) as told:
        qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    row = core.contacts.whole(told.args[0])
    assert (row.name, row.circle) == ("山田 さくら", "No plan")


def test_somebody_of_the_same_name_is_told(core, ana, opened):
    dialog = opened(AddContactDialog(core, None))
    dialog.typed.setText("ana duarte")
    assert dialog._known.text() == "There is somebody of this name already: Ana Duarte."
    dialog.typed.setText("ana d")
    assert not dialog._known.isVisible()


def test_who_is_named_is_found_among_the_people(qtbot, core, people, ana):
    (tom,) = people("Tom")
    field = QWidget()
    drop(field)
    line = ContactDialog(core, ana)
    names = line._introducer
    entry = line.fields["introduced_by"].field
    entry.setText("TOM")
    assert names.value() == tom
    entry.setText("Nobody Known")
    assert names.value() == "Nobody Known"
    entry.setText("Ana Duarte")
    assert names.value() == "Ana Duarte"  # nobody introduces themselves
    assert isinstance(names, PeopleCompleter)
    drop(line)


# --- deleting -------------------------------------------------------------------------------------


def test_delete_for_good_says_what_goes_and_begins_at_cancel(qtbot, core, people, ana, opened):
    (tom,) = people("Tom")
    core.notes.add(ana, "one")
    core.notes.add(ana, "two")
    core.entries.write_down([ana], "alone")
    core.entries.write_down([ana, tom], "together")
    dialog = opened(DeleteDialog(core, ana))
    assert dialog.sentence.text() == "With Ana go 2 notes and 1 journal entry."
    assert dialog.focusWidget() is dialog.cancel_button
    dialog.done_button.click()
    with pytest.raises(NotFound):
        core.contacts.whole(ana)
    dialog = opened(DeleteDialog(core, tom))
    assert dialog.sentence.text() == "With Tom go 1 journal entry."
    dialog.cancel_button.click()
    assert core.contacts.name_of(tom) == "Tom"


# --- everything of a contact ----------------------------------------------------------------------


@pytest.fixture
def full(core, people, ana):
    (tom,) = people("Tom Okafor")
    core.contacts.edit(
        ana, given_name="Ana", organization="Press", birthday="1980-05-21", introduced_by=tom,
        how_we_met="A comment",
    )  # fmt: skip
    core.contacts.set_emails(ana, [("ana@moss.example", "home"), ("ana@press.example", "")])
    core.contacts.set_phones(ana, [("+351 21", "home")])
    core.contacts.set_profiles(ana, [("https://quietgardens.example/", "blog")])
    core.contacts.set_names(ana, [("Moss", "pen")])
    core.contacts.set_custom(ana, [("Garden", "balcony")])
    core.contacts.set_addresses(
        ana, [AddressRow(0, "home", "Rua 5", "", "", "Évora", "", "7000", "Portugal")]
    )
    return ana


def test_opening_and_closing_saves_nothing(core, full, opened):
    before = core.contacts.whole(full), core.history.undo_label
    dialog = opened(ContactDialog(core, full))
    for field in dialog.findChildren(QWidget):
        if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isVisible():
            field.setFocus()
    dialog.close_button.click()
    assert closed(dialog)
    assert (core.contacts.whole(full), core.history.undo_label) == before


def test_each_field_is_one_step_when_it_is_left(qtbot, core, full, opened):
    dialog = opened(ContactDialog(core, full))
    for name, typed in (
        ("family_name", "Duarte"),
        ("title", "Editor"),
        ("birthday", "29 feb"),
        ("introduced_by", ""),
    ):
        field = dialog.fields[name].field
        field.setFocus()
        field.selectAll()
        qtbot.keyClick(field, Qt.Key.Key_Delete)
        qtbot.keyClicks(field, typed)
        dialog.fields["name"].field.setFocus()
    row = core.contacts.whole(full)
    assert (row.family_name, row.title, row.birthday) == ("Duarte", "Editor", "--02-29")
    assert row.introduced_by == ""
    assert dialog.fields["birthday"].field.text() == "29 February"
    core.history.undo()
    core.history.undo()
    row = core.contacts.whole(full)
    assert (row.title, row.birthday, row.introduced_by) == ("Editor", "1980-05-21", "Tom Okafor")


def test_the_field_in_which_one_types_is_saved_by_closing(qtbot, core, full, opened):
    dialog = opened(ContactDialog(core, full))
    field = dialog.fields["title"].field
    field.setFocus()
    qtbot.keyClicks(field, "Editor")
    dialog.reject()
    assert core.contacts.whole(full).title == "Editor"


def test_lists_grow_by_a_row_and_lose_one(qtbot, core, full, opened):
    dialog = opened(ContactDialog(core, full))
    emails = dialog.lists["emails"]
    assert len(emails.editors) == 3
    value, label = emails.editors[2].parts
    value.setFocus()
    qtbot.keyClicks(value, "third@moss.example")
    label.setFocus()
    qtbot.keyClicks(label, "work")
    qtbot.keyClick(label, Qt.Key.Key_Return)
    assert len(emails.editors) == 4
    emails.editors[0].remove_button.click()
    row = core.contacts.whole(full)
    assert [(one.value, one.label) for one in row.emails] == [
        ("ana@press.example", ""),
        ("third@moss.example", "work"),
    ]
    assert emails.rows() == [("ana@press.example", ""), ("third@moss.example", "work")]


def test_every_list_is_kept(qtbot, core, full, opened):
    dialog = opened(ContactDialog(core, full))
    for name, typed in (
        ("phones", "+49 30"),
        ("profiles", "@ana@moss.example"),
        ("names", "Anita"),
        ("custom", "Shoe size"),
        ("addresses", "Road 1"),
    ):
        part = dialog.lists[name].editors[-1].parts[0]
        part.setFocus()
        qtbot.keyClicks(part, typed)
        qtbot.keyClick(part, Qt.Key.Key_Return)
    row = core.contacts.whole(full)
    assert [one.value for one in row.phones] == ["+351 21", "+49 30"]
    assert [one.handle for one in row.profiles] == ["", "@ana@moss.example"]
    assert [(one.value, one.kind) for one in row.names] == [("Moss", "pen"), ("Anita", "nickname")]
    assert [one.name for one in row.custom] == ["Garden", "Shoe size"]
    assert [(one.street, one.city) for one in row.addresses] == [("Rua 5", "Évora"), ("Road 1", "")]


def test_a_row_that_cannot_be_kept_is_marked_and_stays(qtbot, core, full, opened):
    dialog = opened(ContactDialog(core, full))
    profiles = dialog.lists["profiles"]
    part = profiles.editors[-1].parts[0]
    part.setFocus()
    qtbot.keyClicks(part, "not a place")
    qtbot.keyClick(part, Qt.Key.Key_Return)
    assert part.property("error")
    assert profiles._error.isVisible()
    assert part.text() == "not a place"
    part.selectAll()
    qtbot.keyClicks(part, "moss.example")
    qtbot.keyClick(part, Qt.Key.Key_Return)
    assert not profiles._error.isVisible()
    assert len(core.contacts.whole(full).profiles) == 2


def test_tags_are_typed_with_commas(qtbot, core, full, opened):
    dialog = opened(ContactDialog(core, full))
    dialog.tags.setFocus()
    qtbot.keyClick(dialog.tags, Qt.Key.Key_End)
    qtbot.keyClicks(dialog.tags, ", feeds, ")
    dialog.fields["name"].field.setFocus()
    assert core.contacts.whole(full).tags == ("gardens", "feeds")
    assert dialog.tags.text() == "gardens, feeds"


def test_a_photo_is_made_small_and_what_is_none_is_refused(tmp_path, core, full, opened):
    dialog = opened(ContactDialog(core, full))
    picture = QImage(1500, 900, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    picture.save(str(tmp_path / "big.png"))
    dialog.take_photo(str(tmp_path / "big.png"))
    kept = QImage.fromData(core.contacts.photo(full))
    assert (kept.width(), kept.height()) == (512, 307)
    (tmp_path / "no.png").write_bytes(b"no picture")
    dialog.take_photo(str(tmp_path / "no.png"))
    assert dialog._photo_error.isVisible()
    dialog.remove_photo_button.click()
    assert core.contacts.photo(full) is None


def test_a_photo_with_clear_parts_stays_a_png_and_a_noisy_one_is_still_small(tmp_path):
    clear = QImage(300, 300, QImage.Format.Format_ARGB32)
    clear.fill(QColor(0, 0, 0, 0))
    clear.save(str(tmp_path / "clear.png"))
    assert photo.shrunk(tmp_path / "clear.png").startswith(b"\x89PNG")
    dice = random.Random(1)
    noisy = QImage(dice.randbytes(800 * 600 * 4), 800, 600, QImage.Format.Format_RGB32)
    noisy.save(str(tmp_path / "noisy.png"))
    assert len(photo.shrunk(tmp_path / "noisy.png")) < 2 * 1024 * 1024
    with pytest.raises(InvalidInput):
        photo.shrunk(tmp_path / "missing.png")


# --- names ----------------------------------------------------------------------------------------


def test_everything_that_takes_the_focus_has_a_name(core, full, opened):
    entry = core.entries.write_down([full], "x")
    makers = (
        lambda: ContactDialog(core, full),
        lambda: FollowUpDialog(core, full),
        lambda: NoteDialog(core, full),
        lambda: EntryDialog(core, entry),
        lambda: AddContactDialog(core, None),
        lambda: DeleteDialog(core, full),
        lambda: DayDialog(core, "Later", ""),
        lambda: CadenceDialog(3),
    )
    nameless = []
    for make in makers:
        dialog = opened(make())
        for one in dialog.findChildren(QWidget):
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible():
                face = QAccessible.queryAccessibleInterface(one)
                if not face.text(QAccessible.Text.Name):
                    nameless.append((dialog, one))
        dialog.close()
    assert nameless == []
