"""The Sign-ins page, driven by what is visible."""

import contextlib
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView

from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.services import encrypting
from relationship_journal.services.sign_in_rows import SignInFields
from relationship_journal.store.vault.slots import Passphrase
from relationship_journal.ui.dialogs.sign_in_delete_dialog import SignInDeleteDialog
from relationship_journal.ui.dialogs.sign_in_dialog import SignInDialog
from relationship_journal.ui.dialogs.vault_setup_dialog import VaultSetupDialog
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.open_journal import SIGN_INS
from relationship_journal.ui.vault_mark import VaultMark
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.secret_row import DOTS
from tests.ui.sign_ins_fixtures import BOARDS, PASSPHRASE
from tests.window_fixtures import drop

COLUMNS = 5


@pytest.fixture
def page(open_journal, quick_vault, qtbot):
    open_journal.show_page(SIGN_INS)
    made = open_journal.desk._acts.page
    qtbot.waitExposed(made.window())
    return made


def picture(page):
    table = page.list.table.model()
    return [
        " | ".join(table.index(row, column).data() for column in range(COLUMNS))
        for row in range(table.rowCount())
    ]


def words(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def button(widget, text):
    return next(
        one
        for one in widget.findChildren(Button)
        if one.isVisible() and (one.text().replace("&", "") or one.accessibleName()) == text
    )


def clipboard():
    return QGuiApplication.clipboard().text()


def action(page, name):
    return page.window().commands.action(name)


# --- none yet ------------------------------------------------------------------------------------


def test_without_a_vault_the_page_says_what_it_is_for_and_how_to_begin(page, core, qtbot):
    assert "No sign-ins yet" in words(page)
    button(page, "Choose a passphrase").click()
    dialog = page.window().findChild(VaultSetupDialog)
    dialog.passphrase.field.setText(PASSPHRASE.reveal())
    dialog.try_to_save()
    assert not dialog.is_on_code  # typed once is not enough
    dialog.passphrase.again.setText(PASSPHRASE.reveal())
    dialog.try_to_save()
    assert dialog.is_on_code
    code = dialog._code
    groups = code.reveal().split("-")
    shown = " ".join(words(dialog))
    assert all(group in shown for group in groups)
    dialog.code.fields[0].setText("WRON")
    dialog.try_to_save()
    assert core.vault.state == "none"
    for number, field in zip(dialog.code.asked, dialog.code.fields, strict=True):
        field.setText(groups[number].lower())
    dialog.try_to_save()
    qtbot.waitUntil(lambda: core.vault.is_open)
    # and on to the first one
    qtbot.waitUntil(lambda: page.window().findChild(SignInDialog) is not None)
    page.window().findChild(SignInDialog).reject()
    core.vault.lock()
    core.vault.unlock_with_code(code)
    assert core.vault.is_open


def test_in_an_encrypted_journal_its_own_passphrase_protects_them_too(
    tmp_path, quick_vault, qapp, qtbot
):
    path = tmp_path / "own" / "journal.db"
    path.parent.mkdir(mode=0o700)
    code = encrypting.begin(path, None, PASSPHRASE)
    key = encrypting.unlock(path, Passphrase(PASSPHRASE))
    with contextlib.closing(open_core(path, key=key)) as core:
        jobs = Jobs(core.at_work)
        dialog = VaultSetupDialog(core, jobs)
        dialog.show()
        assert dialog.code is None
        dialog.own.setText("another one")
        dialog.try_to_save()
        qtbot.waitUntil(lambda: dialog._own_field.error != "")
        assert core.vault.state == "none"
        dialog.own.setText(PASSPHRASE.reveal())
        dialog.try_to_save()
        qtbot.waitUntil(lambda: core.vault.is_open)
        qtbot.waitUntil(lambda: not jobs.running())
        core.vault.lock()
        core.vault.unlock_with_code(code)
        assert core.vault.is_open
        first = SignInDialog(core, None)
        first.user_name.setText("@gardenblog")
        first.user_name.editingFinished.emit()
        assert first.label.text() == "@gardenblog"  # nothing of such a journal stands in clear
        jobs.close()
        drop(dialog, first, jobs)


# --- locked --------------------------------------------------------------------------------------


def test_locked_it_shows_one_field_and_nothing_of_the_sign_ins(page, core, three, qtbot):
    page.follow_vault()
    assert button(page, "Open as gardener")
    core.vault.lock()
    qtbot.waitUntil(lambda: "Sign-ins are locked" in words(page))
    shown = "\n".join(words(page))
    assert "gardener" not in shown
    assert "boards.example" not in shown
    held = [one.text() for one in page.findChildren(QLabel)]
    assert not any("gardener" in one for one in held)


def test_the_passphrase_opens_them_and_a_wrong_one_says_so(page, core, three, qtbot):
    core.vault.lock()
    qtbot.waitUntil(lambda: "Sign-ins are locked" in words(page))
    field = page._locked.field
    field.setText("wrong")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._locked._form.error != "")
    assert field.text() == ""
    field.setText(PASSPHRASE.reveal())
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(picture(page)) == 3 and page.list.isVisible())
    assert field.text() == ""


def test_the_recovery_code_opens_them_too(page, core, qtbot):
    code = core.vault.make(PASSPHRASE)
    core.vault.lock()
    qtbot.waitUntil(lambda: "Sign-ins are locked" in words(page))
    button(page, "Use the recovery code").click()
    field = page._locked.field
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    field.setText(code.reveal().lower().replace("-", " "))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: core.vault.is_open)


# --- the list ------------------------------------------------------------------------------------


def test_the_list_tells_site_name_people_and_when(page, core, three, qtbot):
    page.follow_vault()
    assert picture(page) == [
        "boards.example | gardener | Mara Lind | never | Nov 2026",
        "knit.example | gardener |  | never | Nov 2026",
        "moss.example | amoss |  | never | Nov 2026",
    ]


def test_a_search_narrows_it_and_the_selection_follows(page, core, three, qtbot):
    page.follow_vault()
    page.list.search.setText("amoss")
    qtbot.waitUntil(lambda: len(picture(page)) == 1)
    assert page.sign_in_id == three["moss.example"]
    page.list.search.setText("nowhere")
    qtbot.waitUntil(lambda: "Nothing matches" in words(page))
    assert page.sign_in_id == 0
    qtbot.keyClick(page.list.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(picture(page)) == 3)


def test_it_is_sorted_by_what_one_clicks(page, core, three, qtbot):
    page.follow_vault()
    page.list.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert picture(page)[0].startswith("moss.example")
    page.list.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert picture(page)[-1].startswith("boards.example")


def test_ten_thousand_sign_ins_are_fetched_a_block_at_a_time(page, core, vault):
    many = [SignInFields(site=f"s{n}.example", user_name=Secret("me")) for n in range(1_000)]
    with core.sign_ins.writing("Many"):
        for fields in many:
            core.sign_ins.write(core.sign_ins.sealed(fields))
    fetched = []
    service = core.sign_ins
    page.follow_vault()
    model = page.list.table.model()
    model._blocks._fetch = lambda ids: fetched.append(len(ids)) or []
    model._blocks.forget_rows()
    model.index(700, 0).data()
    assert fetched == [128]
    assert service.count() == 1_000


# --- the one beside it ---------------------------------------------------------------------------


def test_the_pane_shows_a_password_only_while_the_button_is_held(page, core, three, qtbot):
    page.follow_vault()
    eye = button(page.pane, "Show while held: Password")
    row = eye.parent()
    assert row.value.text() == DOTS.strip()
    qtbot.mousePress(eye, Qt.MouseButton.LeftButton)
    assert row.value.text() == "hunter2"
    qtbot.mouseRelease(eye, Qt.MouseButton.LeftButton)
    assert row.value.text() == DOTS.strip()
    qtbot.keyPress(eye, Qt.Key.Key_Space)
    assert row.value.text() == "hunter2"
    core.vault.lock()  # while it is held
    qtbot.waitUntil(lambda: "Sign-ins are locked" in words(page))
    assert not any("hunter2" in one.text() for one in page.findChildren(QLabel))


@pytest.mark.parametrize(
    ("name", "what"),
    [("copy_user_name", "gardener"), ("copy_password", "hunter2"), ("copy_code", "282760")],
)
def test_each_is_copied_by_its_command_and_the_use_is_remembered(
    page, core, three, clock, monkeypatch, name, what
):
    page.follow_vault()
    clock.at = clock.at.fromtimestamp(0, clock.at.tzinfo)
    assert action(page, name).isEnabled()
    action(page, name).trigger()
    assert clipboard() == what
    assert core.sign_ins.row(three["boards.example"]).used_at == clock.at


def test_only_what_there_is_can_be_copied(page, core, three):
    page.follow_vault()
    page.list.select(three["moss.example"])
    assert action(page, "copy_user_name").isEnabled()
    assert not action(page, "copy_password").isEnabled()
    assert not action(page, "copy_code").isEnabled()
    page.list.select(three["boards.example"])
    assert action(page, "copy_code").isEnabled()


def test_the_one_time_code_counts_down(page, core, three, clock):
    page.follow_vault()
    assert "30 s left" in words(page.pane)
    from relationship_journal.ui.views.sign_in_one_time import OneTimeRow

    clock.wind(seconds=29)
    page.pane.findChild(OneTimeRow).tick()
    assert "1 s left" in words(page.pane)


def test_its_site_opens_as_who_one_is_there_in_its_browser(page, core, three, started):
    page.follow_vault()
    button(page.pane, "Open as gardener").click()
    assert started[-1][-1] == "https://boards.example/"
    assert "firefox" in started[-1][0]


def test_the_lock_command_empties_the_page_and_the_clipboard(page, core, three, qtbot):
    page.follow_vault()
    action(page, "copy_password").trigger()
    assert clipboard() == "hunter2"
    action(page, "lock_sign_ins").trigger()
    qtbot.waitUntil(lambda: "Sign-ins are locked" in words(page))
    assert clipboard() == ""
    assert not action(page, "copy_password").isEnabled()


def test_a_person_there_is_opened_from_the_pane(page, core, three, open_journal, qtbot):
    page.follow_vault()
    button(page.pane, "Mara Lind").click()
    assert open_journal._window.pages.currentWidget() is open_journal.people


def test_what_was_altered_says_so_and_shows_nothing(page, core, three, qtbot):
    with core._journal.change("From outside", is_undoable=False):
        core._journal.execute("UPDATE cred SET label = 'Bank' WHERE origin LIKE '%boards%'")
    page.follow_vault()
    assert any("altered outside of the program" in one for one in words(page.pane))
    assert not action(page, "copy_password").isEnabled()


def test_sign_ins_that_were_put_back_are_told_and_can_be_accepted(page, core, three, qtbot):
    with core._journal.change("From outside", is_undoable=False):
        core._journal.execute("DELETE FROM cred WHERE origin LIKE '%moss%'")
    core.vault.lock()
    core.vault.unlock(PASSPHRASE)
    qtbot.waitUntil(page._banner.isVisible)
    assert any("outside of this program" in one for one in words(page._banner))
    button(page._banner, "Keep them as they are").click()
    assert core.sign_ins.is_whole()


def test_copying_leaves_the_focus_where_it_is(page, core, three, qtbot):
    page.follow_vault()
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    copies = button(page.pane, "Copy the password")
    copies.setFocus()
    qtbot.keyClick(copies, Qt.Key.Key_Space)
    assert clipboard() == "hunter2"
    qtbot.waitUntil(lambda: picture(page)[0].endswith("today | Nov 2026"))
    assert copies.hasFocus()
    core.contacts.add("Somebody else", urls=["https://knit.example/else"])
    qtbot.waitUntil(lambda: "Somebody else" in picture(page)[1])
    assert copies.hasFocus()


# --- change --------------------------------------------------------------------------------------


def editor(page):
    return next(one for one in page.window().findChildren(SignInDialog) if one.isVisible())


def test_a_new_sign_in_is_filled_in_and_chosen(page, core, vault, qtbot):
    page.follow_vault()
    button(page, "Add a sign-in").click()
    dialog = editor(page)
    dialog.site.setText("boards.example/login")
    dialog.user_name.setText("gardener")
    dialog.make_button.setChecked(True)
    made = dialog.password.text()
    assert len(made) == 20
    dialog.try_to_save()
    qtbot.waitUntil(lambda: len(picture(page)) == 1)
    assert page.sign_in_id
    secrets = core.sign_ins.secrets(page.sign_in_id)
    assert secrets.password.reveal() == made
    assert secrets.page == "https://boards.example/login"


def test_in_a_plain_journal_a_user_name_stays_sealed(page, core, vault):
    page.follow_vault()
    action(page, "add_sign_in").trigger()
    dialog = editor(page)
    dialog.user_name.setText("@gardenblog")
    dialog.user_name.editingFinished.emit()
    assert dialog.label.text() == ""
    dialog.done(0)


def test_opening_the_editor_writes_nothing(page, core, three, qtbot):
    page.follow_vault()
    heard = []
    core.history.subscribe(heard.append)
    page.edit(three["boards.example"])
    dialog = editor(page)
    assert not dialog.is_changed()
    dialog.reject()
    assert not heard
    assert core.sign_ins.fields(three["boards.example"]) == replace(
        BOARDS, site="https://boards.example"
    )


def test_a_password_moves_to_another_site_only_when_both_were_shown(page, core, three, qtbot):
    page.follow_vault()
    page.edit(three["boards.example"])
    dialog = editor(page)
    dialog.site.setText("https://evil.example")
    dialog.try_to_save()
    shown = dialog._fields["site"].error
    assert "boards.example" in shown
    assert "evil.example" in shown
    assert core.sign_ins.row(three["boards.example"]).origin == "https://boards.example"
    dialog.try_to_save()
    assert core.sign_ins.row(three["boards.example"]).origin == "https://evil.example"


def test_what_cannot_be_kept_is_shown_at_its_field(page, core, vault, qtbot):
    page.follow_vault()
    page.add()
    dialog = editor(page)
    dialog.site.setText("javascript:alert(1)")
    dialog.try_to_save()
    assert dialog._fields["site"].error
    dialog.site.setText("boards.example")
    dialog.one_time.setText("no!")
    dialog.try_to_save()
    assert dialog._fields["one_time"].error
    dialog.done(0)


def test_an_open_editor_is_sealed_when_the_vault_locks_and_goes_on_later(page, core, three, qtbot):
    page.follow_vault()
    page.edit(three["boards.example"])
    dialog = editor(page)
    dialog.password.setText("half typed")
    core.vault.lock()
    qtbot.waitUntil(lambda: "Sign-ins are locked" in words(page))
    assert not [one for one in page.window().findChildren(SignInDialog) if one.isVisible()]
    assert core.sign_ins.count() == 3
    core.vault.unlock(PASSPHRASE)
    qtbot.waitUntil(page._banner.isVisible)
    button(page._banner, "Go on with it").click()
    assert editor(page).password.text() == "half typed"
    editor(page).try_to_save()
    assert core.sign_ins.secrets(three["boards.example"]).password.reveal() == "half typed"
    assert core.sign_ins.drafts.all() == []


def test_a_deleted_one_is_brought_back_from_the_banner_or_the_bin(page, core, three, qtbot):
    page.follow_vault()
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(picture(page)) == 2)
    button(page._banner, "Bring back").click()
    qtbot.waitUntil(lambda: len(picture(page)) == 3)
    page.delete(three["moss.example"])
    qtbot.waitUntil(lambda: len(picture(page)) == 2)
    button(page, "1 deleted").click()
    assert [line.partition(" ")[0] for line in picture(page)] == ["moss.example"]
    assert page.sign_in_id == 0
    core.sign_ins.undelete(three["moss.example"])
    button(page, "Back to the sign-ins").click()
    qtbot.waitUntil(lambda: len(picture(page)) == 3)


def test_from_the_bin_it_is_brought_back_or_deleted_for_good_when_asked_twice(
    page, core, three, qtbot
):
    page.follow_vault()
    for site in ("moss.example", "knit.example"):
        page.delete(three[site])
    qtbot.waitUntil(lambda: len(picture(page)) == 1)
    button(page, "2 deleted").click()
    button(page, "Bring back").click()
    qtbot.waitUntil(lambda: len(picture(page)) == 1)
    assert core.sign_ins.count() == 2
    qtbot.keyClick(page, Qt.Key.Key_Delete)
    asked = page.window().findChild(SignInDeleteDialog)
    assert any("only a backup" in one for one in words(asked))
    asked.try_to_save()
    qtbot.waitUntil(lambda: "Nothing is deleted" in words(page))
    assert len(core.sign_ins.rows()) == 2
    assert core.sign_ins.is_whole()


def test_the_keys_of_the_page_open_the_site_and_find(page, core, three, started, qtbot):
    page.follow_vault()
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    page.list.table.setFocus()
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page.list.table, Qt.Key.Key_U, ctrl | Qt.KeyboardModifier.ShiftModifier)
    assert started[-1][-1] == "https://boards.example/"
    qtbot.keyClick(page.list.table, Qt.Key.Key_F, ctrl)
    assert page.list.search.hasFocus()
    qtbot.keyClick(page.list.search, Qt.Key.Key_L, ctrl)
    qtbot.waitUntil(lambda: not core.vault.is_open)


def test_the_status_bar_says_whether_they_are_open_and_leads_to_them(page, core, three, qtbot):
    mark = page.window().findChild(VaultMark)
    core.vault.lock()
    qtbot.waitUntil(lambda: mark.text() == "Sign-ins locked")
    core.vault.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: mark.text() == "Sign-ins open")
    action(page, "go_people").trigger()
    assert not page.isVisible()
    mark.click()
    assert page.isVisible()


def test_a_sign_in_is_added_from_a_page_one_wants_to_open(page, core, vault, open_journal, qtbot):
    vault.lock()
    open_journal.show_page("go_people")
    open_journal.opener.sign_in_wanted.emit("https://moss.example/@ana")
    assert page.isVisible()
    vault.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: page._editor is not None)
    assert editor(page).site.text() == "https://moss.example"
    assert not editor(page).is_changed()
    editor(page).reject()


def test_they_can_be_locked_from_any_page(core, three, open_journal, qtbot):
    lock = open_journal._window.commands.action("lock_sign_ins")
    qtbot.waitUntil(lock.isEnabled)
    lock.trigger()
    assert not core.vault.is_open
    qtbot.waitUntil(lambda: not lock.isEnabled())


# --- room ----------------------------------------------------------------------------------------


def test_where_there_is_little_room_one_is_shown_alone(page, core, three, open_journal, qtbot):
    open_journal._window.resize(960, 600)
    page.follow_vault()
    qtbot.waitUntil(lambda: not page.pane.isVisible())
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.pane.isVisible()
    assert not page.list.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_everything_one_touches_has_a_name(page, core, three):
    page.follow_vault()
    visible = [one for one in page.findChildren(Button) if one.isVisible()]
    assert visible
    for one in visible:
        assert one.text() or one.accessibleName()
    assert page.findChild(QTableView).accessibleName()
