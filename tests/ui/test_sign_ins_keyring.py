"""The keyring and the sign-ins in the window: off, ticked, used by one action, and withdrawn."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from relationship_journal.services.keyring_slot import KeyringSlot
from relationship_journal.services.sign_ins_keyring import SignInsKeyring
from relationship_journal.system.keychain import Standing
from relationship_journal.ui import keyring_words
from relationship_journal.ui.dialogs.key_dialogs import WholeJournalDialog
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.messages import Banner
from relationship_journal.ui.open_journal import SIGN_INS
from relationship_journal.ui.views.keyring_choice import SignInsKeyringChoice
from tests.driver import Driver
from tests.services.test_keyring_slot import FakeChain, kek
from tests.ui.sign_ins_fixtures import PASSPHRASE
from tests.window_fixtures import drop

OFFER = "Use this computer’s keyring"
TICK = "Let this computer’s keyring open them from now on"


class SlowChain(FakeChain):
    """A keyring whose prompt stays open until it is let go."""

    def __init__(self):
        super().__init__()
        self.may_go = threading.Event()
        self.may_go.set()

    def read(self, item, *, may_prompt=False):
        assert self.may_go.wait(20)
        return super().read(item, may_prompt=may_prompt)


@pytest.fixture
def chain(core):
    made = SlowChain()
    core.__dict__["sign_ins_keyring"] = SignInsKeyring(core.path, core.vault, made)
    yield made
    made.may_go.set()


@pytest.fixture
def enrolled(core, chain, three):
    return enrol(core)


def enrol(core):
    """Keep a key, and lock the sign-ins again."""
    slot = core.sign_ins_keyring
    new = slot.new_key()
    assert slot.keep(new) == ""
    slot.add(new)
    core.vault.lock()
    return new


@pytest.fixture
def page(core, chain, three, open_journal, qtbot):
    """Return the Sign-ins page, locked."""
    core.vault.lock()
    open_journal.show_page(SIGN_INS)
    made = open_journal.desk._acts.page
    qtbot.waitExposed(made.window())
    qtbot.waitUntil(made._locked.isVisible)
    return made


def unlock_by_passphrase(page, qtbot):
    page._locked.field.setText(PASSPHRASE.reveal())
    qtbot.keyClick(page._locked.field, Qt.Key.Key_Return)


# --- the locked page ------------------------------------------------------------------------------


def test_the_tick_is_empty_and_without_it_the_keyring_is_not_asked(page, core, chain, qtbot):
    locked = page._locked
    assert locked.tick.isVisible()
    assert locked.tick.text() == TICK
    assert not locked.tick.isChecked()
    assert not locked.by_keyring.isVisible()
    qtbot.keyClick(locked.field, Qt.Key.Key_Return)  # nothing typed is nothing done
    unlock_by_passphrase(page, qtbot)
    qtbot.waitUntil(lambda: core.vault.is_open)
    assert (chain.entries, core.vault.sign_in_keyring_slots) == ({}, ())


def test_ticked_the_next_unlock_by_passphrase_keeps_a_key_and_one_action_unlocks(
    page, core, chain, qtbot
):
    page._locked.tick.click()
    assert chain.entries == {}  # it takes the passphrase first
    unlock_by_passphrase(page, qtbot)
    qtbot.waitUntil(lambda: "can open the sign-ins from now on" in page._banner.said())
    assert len(core.vault.sign_in_keyring_slots) == 1
    assert kek(chain)
    core.vault.lock()
    qtbot.waitUntil(page._locked.isVisible)
    assert page._locked.by_keyring.text() == OFFER
    assert not page._locked.tick.isVisible()
    qtbot.keyClick(page._locked.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: core.vault.is_open)
    assert page.list.table.model().rowCount() == 3


def test_a_wrong_passphrase_or_the_code_keeps_nothing(page, core, chain, qtbot):
    locked = page._locked
    locked.tick.click()
    locked.field.setText("wrong")
    qtbot.keyClick(locked.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: locked._form.error != "")
    locked.change_way()
    assert not locked.tick.isVisible()
    core.vault.unlock(PASSPHRASE)
    qtbot.waitUntil(page.list.isVisible)
    assert chain.entries == {}


def test_a_keyring_without_a_password_is_refused_and_they_are_open_all_the_same(
    page, core, chain, qtbot
):
    chain.forgets = True
    page._locked.tick.click()
    unlock_by_passphrase(page, qtbot)
    qtbot.waitUntil(lambda: "did not keep" in page._banner.said())
    assert core.vault.is_open
    assert core.vault.sign_in_keyring_slots == ()


@pytest.mark.usefixtures("enrolled")
def test_a_key_that_is_gone_is_told_and_the_tick_is_back(page, core, chain, qtbot):
    chain.entries.clear()
    page._locked.by_keyring.click()
    qtbot.waitUntil(lambda: "key is gone" in page._locked._form.error)
    assert page._locked.tick.isVisible()
    assert page._link.wait() == 0  # no wrong passphrase was typed
    page._locked.tick.click()
    unlock_by_passphrase(page, qtbot)
    qtbot.waitUntil(lambda: len(core.vault.sign_in_keyring_slots) == 2)
    core.vault.lock()
    qtbot.waitUntil(page._locked.isVisible)
    page._locked.by_keyring.click()
    qtbot.waitUntil(lambda: core.vault.is_open)


@pytest.mark.usefixtures("enrolled")
def test_while_the_keyring_is_asked_the_passphrase_works(page, core, chain, qtbot):
    chain.may_go.clear()
    page._locked.by_keyring.click()
    assert not page._locked.by_keyring.isEnabled()
    unlock_by_passphrase(page, qtbot)
    qtbot.waitUntil(lambda: core.vault.is_open)
    with qtbot.waitSignal(page._link.asking_changed):
        chain.may_go.set()
    assert page._locked.by_keyring.isEnabled()


@pytest.mark.usefixtures("enrolled")
def test_who_locks_while_the_keyring_is_asked_finds_them_locked(page, core, chain, qtbot):
    chain.may_go.clear()
    page._locked.by_keyring.click()
    core.vault.lock()  # the screen was locked while the prompt was open
    with qtbot.waitSignal(page._link.asking_changed):
        chain.may_go.set()
    assert not page._link.is_working
    assert not core.vault.is_open
    page._locked.by_keyring.click()
    qtbot.waitUntil(lambda: core.vault.is_open)


@pytest.mark.usefixtures("enrolled")
def test_locked_they_stay_so_until_somebody_unlocks(page, core, chain, qtbot):
    page.window().hide()
    page.window().show()
    qtbot.waitUntil(page._locked.isVisible)
    assert not core.vault.is_open
    assert not page._link.is_working


# --- the bar --------------------------------------------------------------------------------------


@pytest.fixture
def at_mara(driver, core, chain, three):
    QGuiApplication.clipboard().setText("before")
    driver.wait_for("Mara Lind")
    driver.click("Mara Lind")
    driver.wait_for("Open as Forum")
    yield driver
    QGuiApplication.clipboard().setText("")


@pytest.mark.usefixtures("started")
def test_in_the_bar_one_action_unlocks_by_the_keyring(at_mara, core):
    enrol(core)
    at_mara.click("Open as Forum")
    at_mara.wait_for("Use the keyring")
    at_mara.click("Use the keyring")
    at_mara.wait_for("User name copied")
    assert QGuiApplication.clipboard().text() == "gardener"


@pytest.mark.usefixtures("started")
def test_in_the_bar_a_keyring_that_fails_is_told_and_the_passphrase_is_asked(at_mara, core, chain):
    enrol(core)
    chain.stands = Standing.NONE
    at_mara.click("Open as Forum")
    at_mara.wait_for("Use the keyring")
    at_mara.click("Use the keyring")
    at_mara.wait_for("There is no system keyring here.")
    assert not at_mara.sees("Use the keyring")
    at_mara.fill("Passphrase", PASSPHRASE.reveal())
    at_mara.press("Return")
    at_mara.wait_for("User name copied")


@pytest.mark.usefixtures("started")
def test_in_the_bar_nothing_of_a_keyring_is_offered_where_none_was_wanted(at_mara, core):
    core.vault.lock()
    at_mara.click("Open as Forum")
    at_mara.wait_for("The sign-ins are locked.")
    assert not at_mara.sees("Use the keyring")


# --- settings and the start -----------------------------------------------------------------------


@pytest.fixture
def choice(core, chain, three, open_journal, qtbot):
    open_journal.show_page("go_settings")
    window = open_journal.desk._window
    made = window.findChild(SignInsKeyringChoice)
    qtbot.waitUntil(made.isVisible)
    return made


def box(choice):
    return choice.findChild(QCheckBox)


def test_settings_keep_a_key_and_withdraw_it_even_while_they_are_locked(choice, core, chain, qtbot):
    assert not box(choice).isChecked()
    box(choice).click()
    qtbot.waitUntil(lambda: len(core.vault.sign_in_keyring_slots) == 1 and box(choice).isEnabled())
    assert box(choice).isChecked()
    core.vault.lock()
    box(choice).click()
    assert core.vault.sign_in_keyring_slots == ()
    qtbot.waitUntil(lambda: not [item for item in chain.entries if item.user == "kek"])
    assert not core.vault.is_open


def test_settings_say_that_it_takes_them_open(choice, core, chain, qtbot):
    core.vault.lock()
    box(choice).click()
    assert not box(choice).isChecked()
    assert "Unlock the sign-ins first." in choice._error.text()
    assert chain.entries == {}


@pytest.mark.usefixtures("enrolled")
def test_a_keyring_that_lost_its_password_is_withdrawn_after_the_start(core, chain, qtbot):
    chain.stands = Standing.UNPROTECTED
    banner = Banner()
    watch = keyring_words.watch_keyring(core, banner)
    qtbot.waitUntil(lambda: "not protected" in Driver(banner).surface().said())
    assert core.vault.sign_in_keyring_slots == ()
    watch.close()
    banner.close()
    drop(banner)


# --- new keys -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("enrolled")
def test_renewing_the_keys_says_what_becomes_of_the_keyring_and_removes_its_entry(
    core, chain, qtbot
):
    core.__dict__["keyring"] = KeyringSlot(core.path, core.vault, chain)
    jobs = Jobs(core.at_work)
    dialog = WholeJournalDialog(core, jobs, decrypts=False)
    dialog.show()
    assert Driver(dialog).sees("until you tick it anew in the settings")
    dialog.passphrase.setText(PASSPHRASE.reveal())
    with qtbot.waitSignal(dialog.finished):
        dialog.try_to_save()
    assert core.vault.sign_in_keyring_slots == ()
    assert not [item for item in chain.entries if item.user == "kek"]
    jobs.close()
    drop(jobs)
