"""The whole window on an encrypted journal: begun, unlocked, changed and decrypted."""

import contextlib
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from relationship_journal.app import Program
from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.services import encrypting, keyring_slot
from relationship_journal.services.vault import Passphrase
from relationship_journal.settings import Settings
from relationship_journal.ui import sealed_journal
from relationship_journal.ui.dialogs import key_dialogs
from relationship_journal.ui.views.encryption_section import EncryptionSection
from relationship_journal.ui.views.refused_page import RefusedPage
from relationship_journal.ui.views.sealing_pages import CodePage
from relationship_journal.ui.views.settings_page import SettingsPage
from relationship_journal.ui.views.unlock_page import UnlockPage
from relationship_journal.ui.views.welcome_page import WelcomePage
from relationship_journal.ui.widgets.recovery_code import RecoveryCode
from tests.driver import Driver, wait_until
from tests.ui.test_app import window_of
from tests.window_fixtures import drop

WORD, OTHER = "a long passphrase", "another one"
CODE = Secret("CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-8BZS")

pytestmark = pytest.mark.usefixtures("quick_keys", "no_keyring")


@pytest.fixture
def no_keyring(monkeypatch):
    """Let the keyring answer at once that there is none."""
    nothing = keyring_slot.AnswerRow(keyring_slot.Situation.NONE)
    monkeypatch.setattr(keyring_slot, "look", lambda _locked, _chain=None: nothing)
    monkeypatch.setattr(keyring_slot, "is_usable", lambda: False)


@pytest.fixture
def program(qapp, tmp_path, journal_path) -> Iterator[Program]:
    made = Program(qapp, journal_path, Settings(tmp_path / "settings.json"))
    yield made
    made.close()
    drop(made)


@pytest.fixture
def encrypted(journal_path):
    """Make an encrypted journal with Ana in it."""
    encrypting.begin(journal_path, None, Secret(WORD), CODE)
    with opened(journal_path) as core:
        core.contacts.add("Ana Duarte")
    return journal_path


def opened(path, word=WORD):
    return contextlib.closing(open_core(path, key=Passphrase(Secret(word)), keeps_house=False))


def type_back(code: RecoveryCode) -> None:
    groups = code._code.reveal().split("-")
    for number, field in zip(code.asked, code.fields, strict=True):
        field.setText(groups[number].lower())


def unlock(word: str = WORD) -> Driver:
    page = window_of(UnlockPage)
    driver = Driver(page)
    page.field.setText(word)
    driver.press("Return")
    return driver


def dialog_of(kind):
    assert wait_until(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def window_is_there(program) -> bool:
    return wait_until(lambda: program.window is not None and program.window.is_filled)


def test_a_journal_begins_encrypted_and_shows_its_code_once(program, journal_path):
    program.start()
    page = window_of(WelcomePage)
    driver = Driver(page)
    assert page.encryption.box.isChecked()
    driver.press("Return")
    assert driver.sees("Choose a passphrase.")
    page.encryption.passphrase.field.setText(WORD)
    driver.press("Return")
    assert driver.sees("This is not the same passphrase.")
    page.encryption.passphrase.again.setText(WORD)
    driver.press("Return")
    shown = window_of(CodePage)
    driver = Driver(shown)
    driver.press("Return")
    assert driver.sees("This is not group")
    assert not journal_path.exists()
    code = shown.code._code
    type_back(shown.code)
    driver.press("Return")
    assert window_is_there(program)
    assert Driver(program.window).sees("Nobody here yet")
    program.close()
    for word in (WORD, code.reveal()):
        with opened(journal_path, word) as core:
            assert core.checking.problems() == []


def test_the_keyring_keeps_a_key_when_it_is_offered_and_ticked(program, journal_path, monkeypatch):
    kept = []
    monkeypatch.setattr(keyring_slot, "is_usable", lambda: True)
    monkeypatch.setattr(
        keyring_slot.KeyringSlot, "keep", lambda _self, new: kept.append(new.slot_id) or ""
    )
    monkeypatch.setattr(keyring_slot.KeyringSlot, "note", lambda _self, _seen: None)
    program.start()
    page = window_of(WelcomePage)
    Driver(page).wait_for("Let this computer’s keyring open it for me")
    assert page.encryption.keeps_key
    for field in page.encryption.passphrase.findChildren(QLineEdit):
        field.setText(WORD)
    Driver(page).click("Begin")
    shown = window_of(CodePage)
    type_back(shown.code)
    Driver(shown).click("Begin")
    assert window_is_there(program)
    assert wait_until(lambda: program.journal._core.vault.keyring_slots == tuple(kept) != ())


def test_a_backup_is_chosen_without_a_passphrase(program):
    program.start()
    page = window_of(WelcomePage)
    asked = []
    page.begin_requested.disconnect()
    page.begin_requested.connect(asked.append)
    Driver(page).click("Restore a backup")
    Driver(page).press("Return")
    assert asked == ["restore"]


def test_one_can_go_back_from_the_code(program, journal_path):
    program.start()
    page = window_of(WelcomePage)
    for field in page.encryption.passphrase.findChildren(QLineEdit):
        field.setText(WORD)
    Driver(page).click("Begin")
    Driver(window_of(CodePage)).click("Back")
    assert window_of(WelcomePage)
    assert not journal_path.exists()


def test_the_passphrase_opens_it_and_a_wrong_one_is_told(program, encrypted):
    program.start()
    driver = unlock("wrong")
    driver.wait_for("That is not the passphrase.")
    page = window_of(UnlockPage)
    assert page.field.text() == ""
    assert program.window is None
    unlock()
    assert window_is_there(program)
    driver = Driver(program.window)
    driver.press("Ctrl+2")
    driver.wait_for("Ana Duarte")


def test_the_code_opens_it_too(program, encrypted):
    program.start()
    unlock(CODE.reveal())
    assert window_is_there(program)


def test_after_three_wrong_ones_the_next_try_waits(program, encrypted, monkeypatch):
    waits = []
    real = sealed_journal.wait_after

    def note(wrong):
        waits.append(real(wrong))
        return 0

    monkeypatch.setattr(sealed_journal, "wait_after", note)
    program.start()
    for number in range(1, 7):
        unlock("wrong")
        assert wait_until(lambda n=number: program._sealed._journal._wrong == n)
        assert wait_until(lambda: not program._sealed._journal.is_working)
    unlock()
    assert window_is_there(program)
    assert sorted(set(waits)) == [0, 1000, 2000, 4000, 8000]


def test_the_sign_ins_open_by_the_same_passphrase_afterwards(program, encrypted):
    with opened(encrypted) as core:
        core.vault.make(Secret(WORD))
    program.start()
    unlock()
    assert window_is_there(program)
    assert wait_until(lambda: program.journal._core.vault.is_open)


def test_the_keyring_opens_it_without_a_word(program, encrypted, monkeypatch):
    with opened(encrypted) as core:
        core.vault.add_keyring_slot(b"slot-one", b"k" * 32)
    keys = keyring_slot.KeyringKeys({b"slot-one": b"k" * 32})
    answer = keyring_slot.AnswerRow(keyring_slot.Situation.OPENS, keys)
    monkeypatch.setattr(keyring_slot, "look", lambda _locked, _chain=None: answer)
    program.start()
    assert window_is_there(program)


def test_a_locked_keyring_is_asked_on_request_only_and_the_passphrase_works_meanwhile(
    program, encrypted, monkeypatch
):
    locked = keyring_slot.AnswerRow(keyring_slot.Situation.LOCKED)
    asked = []
    monkeypatch.setattr(keyring_slot, "look", lambda _locked, _chain=None: locked)
    monkeypatch.setattr(keyring_slot, "ask", lambda one, _chain=None: asked.append(one) or locked)
    program.start()
    driver = Driver(window_of(UnlockPage))
    driver.wait_for("The system keyring is locked.")
    assert asked == []
    driver.click("Unlock with the system keyring")
    assert wait_until(lambda: len(asked) == 1)
    unlock()
    assert window_is_there(program)


def test_it_is_locked_by_hand_and_the_keyring_waits_to_be_asked(program, encrypted, monkeypatch):
    with opened(encrypted) as core:
        core.vault.add_keyring_slot(b"slot-one", b"k" * 32)
    keys = keyring_slot.KeyringKeys({b"slot-one": b"k" * 32})
    answer = keyring_slot.AnswerRow(keyring_slot.Situation.OPENS, keys)
    for name in ("look", "ask"):
        monkeypatch.setattr(keyring_slot, name, lambda _locked, _chain=None: answer)
    program.start()
    assert window_is_there(program)
    program.window.commands.action("lock_journal").trigger()
    driver = Driver(window_of(UnlockPage))
    assert program.window is None
    assert driver.sees("Your journal is locked")
    driver.click("Unlock with the system keyring")
    assert window_is_there(program)


def test_a_plain_journal_cannot_be_locked(program, journal_path):
    open_core(journal_path, begin=True).close()
    program.start()
    assert window_is_there(program)
    assert not program.window.commands.action("lock_journal").isEnabled()


def test_begun_in_the_tray_it_asks_out_of_the_way(qapp, tmp_path, encrypted):
    program = Program(qapp, encrypted, Settings(tmp_path / "settings.json"), is_hidden=True)
    program.start()
    page = window_of(UnlockPage)
    assert page.isMinimized()
    page.showNormal()
    unlock()
    assert window_is_there(program)
    assert wait_until(program.window.isVisible)
    program.close()
    drop(program)


def test_without_its_key_file_it_is_refused(program, encrypted):
    for name in ("journal.rjk", "vault.rjk", "journal.rjk.2", "vault.rjk.2"):
        encrypted.with_name(name).unlink(missing_ok=True)
    program.start()
    assert Driver(window_of(RefusedPage)).sees("is missing")


def settings_of(program):
    assert window_is_there(program)
    program.window.commands.action("go_settings").trigger()
    page = program.window.findChild(SettingsPage)
    section = program.window.findChild(EncryptionSection)
    assert wait_until(section.isVisible)
    page.ensureWidgetVisible(section.decrypt)
    page.ensureWidgetVisible(section.encrypt)
    return Driver(program.window)


def test_a_plain_journal_is_encrypted_and_open_again(program, journal_path):
    with contextlib.closing(open_core(journal_path, begin=True)) as core:
        core.contacts.add("Ana Duarte")
    program.start()
    settings_of(program).click("Encrypt the journal…")
    dialog = dialog_of(key_dialogs.EncryptDialog)
    dialog.new.field.setText(WORD)
    dialog.new.again.setText(WORD)
    dialog.done_button.click()
    code = dialog.code
    dialog.done_button.click()  # nothing was typed back yet
    assert dialog.isVisible()
    type_back(dialog.recovery)
    dialog.done_button.click()
    assert wait_until(lambda: encrypting.is_encrypted(journal_path))
    assert window_is_there(program)
    driver = Driver(program.window)
    driver.wait_for("The journal is encrypted now.")
    driver.press("Ctrl+2")
    driver.wait_for("Ana Duarte")
    program.close()
    for word in (WORD, code.reveal()):
        with opened(journal_path, word) as core:
            assert core.people.count() == 1


def test_a_work_that_is_stopped_leaves_it_as_it_was(program, encrypted, monkeypatch):
    from relationship_journal.errors import Cancelled

    def stop(*_given, **_more):
        raise Cancelled("It was stopped; the journal is as it was.")

    monkeypatch.setattr(encrypting, "decrypt", stop)
    program.start()
    unlock()
    settings_of(program).click("Decrypt the journal…")
    dialog = dialog_of(key_dialogs.WholeJournalDialog)
    dialog.passphrase.setText(WORD)
    dialog.done_button.click()
    assert wait_until(lambda: program.window is None)
    assert window_is_there(program)
    Driver(program.window).wait_for("It was stopped")
    assert encrypting.is_encrypted(encrypted)


@pytest.mark.parametrize("word", ["Decrypt the journal…", "Renew the keys…"])
def test_it_is_decrypted_or_renewed_after_the_passphrase(program, encrypted, word):
    program.start()
    unlock()
    settings_of(program).click(word)
    dialog = dialog_of(key_dialogs.WholeJournalDialog)
    dialog.passphrase.setText("wrong")
    dialog.done_button.click()
    assert wait_until(lambda: "not the passphrase" in dialog.old.error)
    dialog.passphrase.setText(WORD)
    dialog.done_button.click()
    said = "plain file now" if word.startswith("Decrypt") else "under new keys"
    assert wait_until(lambda: program.window is None)
    assert window_is_there(program)
    Driver(program.window).wait_for(said)
    assert encrypting.is_encrypted(encrypted) is word.startswith("Renew")


def test_the_passphrase_is_changed(program, encrypted):
    program.start()
    unlock()
    settings_of(program).click("Change the passphrase…")
    dialog = dialog_of(key_dialogs.ChangePassphraseDialog)
    for field, text in ((dialog.passphrase, WORD), (dialog.new.field, OTHER)):
        field.setText(text)
    dialog.done_button.click()
    assert dialog.isVisible()  # typed once only
    dialog.new.again.setText(OTHER)
    dialog.done_button.click()
    assert wait_until(lambda: QApplication.activeModalWidget() is None)
    program.close()
    with opened(encrypted, OTHER) as core:
        assert core.people.count() == 1


def test_the_recovery_code_is_replaced(program, encrypted):
    program.start()
    unlock()
    settings_of(program).click("New recovery code…")
    dialog = dialog_of(key_dialogs.NewCodeDialog)
    dialog.passphrase.setText(WORD)
    dialog.done_button.click()
    assert wait_until(lambda: dialog.is_on_code)
    new = dialog.code
    type_back(dialog.recovery)
    dialog.done_button.click()
    assert wait_until(lambda: QApplication.activeModalWidget() is None)
    program.close()
    with opened(encrypted, new.reveal()) as core:
        assert core.people.count() == 1


def test_a_weak_passphrase_is_warned_of_and_taken(program):
    program.start()
    choice = window_of(WelcomePage).encryption
    choice.passphrase.field.setText("hunter2")
    Driver(window_of(WelcomePage)).wait_for("Easy to guess")
    choice.passphrase.again.setText("hunter2")
    assert choice.is_settled()
    choice.passphrase.field.setText("é" * 513)
    choice.passphrase.again.setText("é" * 513)
    assert not choice.is_settled()
