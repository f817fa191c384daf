"""Passwords of another program, brought in from the window."""

import sys

import pytest
from PySide6.QtWidgets import QDialog

from relationship_journal.ui.dialogs.import_dialog import ImportDialog
from relationship_journal.ui.dialogs.sign_in_import_dialog import SignInImportDialog
from relationship_journal.ui.dialogs.vault_setup_dialog import VaultSetupDialog
from relationship_journal.ui.open_journal import SIGN_INS
from tests.ui.sign_ins_fixtures import PASSPHRASE
from tests.window_fixtures import drop

CHROME = (
    "name,url,username,password,note\n"
    "Forum,https://boards.example/login,gardener,hunter2,my first cat\n"
    "Old,android://x@com.example/,me,secret-two,\n"
    "Nothing,https://moss.example,,,\n"
)


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "passwords.csv"
    made.write_text(CHROME)
    return made


def shown(window, kind):
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


@pytest.fixture
def dialog(core, jobs, vault, file, qtbot):
    made = SignInImportDialog(core, jobs, None, file)
    made.show()
    qtbot.waitUntil(lambda: not made.is_working)
    yield made
    made.close()
    drop(made)


def test_the_sites_are_listed_and_no_secret(dialog, core):
    assert dialog.main_button.text() == "Import 2 sign-ins"
    assert dialog.lines() == [
        "Forum, https://boards.example/login",
        "Old, android://x@com.example/",
        "Left out, line 4: It has neither a user name nor a password.",
    ]
    assert core.sign_ins.count() == 0


def test_everything_comes_in_and_then_the_file_can_be_deleted(dialog, core, file, qtbot):
    dialog.bring_in()
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert dialog.said == "2 sign-ins are new."
    assert dialog.lines() == [
        "line 3: An address in it is no site where a sign-in is offered; it is a note now."
    ]
    assert core.sign_ins.count() == 2
    assert file.exists()
    dialog.delete_button.click()
    assert not file.exists()
    assert "deleted" in dialog.said


def test_a_file_that_cannot_be_deleted_says_so(dialog, file, qtbot):
    dialog.bring_in()
    qtbot.waitUntil(lambda: not dialog.is_working)
    file.unlink()
    dialog.delete_file()
    assert "could not be deleted" in dialog.error


def test_a_file_without_sign_ins_is_refused_in_a_sentence(dialog, tmp_path, qtbot):
    other = tmp_path / "people.csv"
    other.write_text("Name,Phone\nAna,1\n")
    dialog.read(other)
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert dialog.error
    assert not dialog.main_button.isEnabled()


def test_a_vault_that_was_locked_meanwhile_takes_nothing(dialog, core, qtbot):
    core.vault.lock()
    dialog.bring_in()
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert "locked" in dialog.error


def test_passwords_opened_as_people_go_where_passwords_belong(open_journal, vault, file, qtbot):
    open_journal.import_files([file])
    window = open_journal._window
    qtbot.waitUntil(lambda: shown(window, SignInImportDialog) is not None)
    going_on = shown(window, SignInImportDialog)
    qtbot.waitUntil(lambda: not going_on.is_working)
    assert shown(window, ImportDialog) is None
    assert going_on.main_button.text() == "Import 2 sign-ins"
    going_on.reject()


@pytest.mark.usefixtures("quick_vault")
def test_an_import_waits_until_the_vault_is_made(open_journal, core, file, qtbot):
    open_journal.desk.import_from(file)
    window = open_journal._window
    setup = shown(window, VaultSetupDialog)
    setup.passphrase.field.setText(PASSPHRASE.reveal())
    setup.passphrase.again.setText(PASSPHRASE.reveal())
    setup.try_to_save()
    groups = setup._code.reveal().split("-")
    for number, field in zip(setup.code.asked, setup.code.fields, strict=True):
        field.setText(groups[number])
    setup.try_to_save()
    qtbot.waitUntil(lambda: shown(window, SignInImportDialog) is not None)
    assert shown(window, QDialog) is shown(window, SignInImportDialog)
    going_on = shown(window, SignInImportDialog)
    qtbot.waitUntil(lambda: not going_on.is_working)
    going_on.reject()


def test_an_import_waits_until_the_vault_is_open(open_journal, core, vault, file, qtbot):
    vault.lock()
    open_journal.desk.import_from(file)
    window = open_journal._window
    assert shown(window, SignInImportDialog) is None
    assert window.pages.currentWidget() is open_journal._pages[SIGN_INS]
    vault.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: shown(window, SignInImportDialog) is not None)
    going_on = shown(window, SignInImportDialog)
    qtbot.waitUntil(lambda: not going_on.is_working)
    going_on.reject()


def test_a_keepass_database_asks_for_its_password(dialog, tmp_path, qtbot, monkeypatch):
    database = tmp_path / "mine.kdbx"
    database.write_bytes(b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5\x00\x00\x04\x00\x00" + bytes(4))
    monkeypatch.setitem(sys.modules, "pykeepass", None)
    dialog.read(database)
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert dialog.file_password.isVisible()
    assert "not installed" in dialog.error
    dialog.file_password.setText("secret")
    dialog.try_password()
    assert dialog.file_password.text() == ""
    qtbot.waitUntil(lambda: not dialog.is_working)
