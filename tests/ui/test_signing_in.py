"""From the opened page to the pasted password: the steps, the bar, and what ends them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from relationship_journal.domain.secret import Secret
from relationship_journal.domain.target import Target
from relationship_journal.services.sign_in_rows import SignInFields
from relationship_journal.ui import sign_in_popup
from relationship_journal.ui.clipboard import SecretClipboard
from relationship_journal.ui.dialogs.sign_in_dialog import SignInDialog
from relationship_journal.ui.signing_in import SAID_ONCE
from tests.driver import Cost, wait_until
from tests.opening_fakes import XDG

PASSPHRASE = "a long passphrase"
PAGE = "https://boards.example/u/ana"

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def board(qapp):
    found = QGuiApplication.clipboard()
    found.setText("before")
    yield found
    found.setText("")


@pytest.fixture
def sign_in(core):
    """The vault, and in it a sign-in at the forum."""
    core.vault.make(Secret(PASSPHRASE))
    return core.sign_ins.add(
        SignInFields(
            site="boards.example",
            label="gardener",
            user_name=Secret("gardener@me"),
            password=Secret("hunter 2"),
            one_time=Secret("JBSWY3DPEHPK3PXP"),
        )
    )


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana Duarte", urls=[PAGE, "https://moss.example"])


@pytest.fixture
def at_ana(driver, sign_in, ana, board):
    """Ana is shown, the vault open."""
    driver.wait_for("Ana Duarte")
    driver.click("Ana Duarte")
    driver.wait_for("Open as gardener")
    driver.start_counting()
    return driver


def test_two_actions_lead_to_the_password(at_ana, board, started):
    at_ana.click("Open as gardener")
    assert started == [(XDG, PAGE)]
    assert board.text() == "gardener@me"
    at_ana.wait_for("User name copied, for 10 seconds.")
    at_ana.press("Ctrl+Shift+C")
    assert board.text() == "hunter 2"
    at_ana.wait_for("Password copied, for 10 seconds.")
    assert at_ana.cost == Cost(actions=2)


def test_that_pages_may_lead_elsewhere_is_said_once(at_ana, settings):
    said = "Look at the browser’s address before you paste a password."
    at_ana.click("Open as gardener")
    assert at_ana.sees(said)
    at_ana.window.banner.dismiss()
    at_ana.click("Open as gardener")
    assert not at_ana.sees(said)
    assert settings.get(SAID_ONCE, default=False)


def test_the_button_says_what_comes_next_to_the_end(at_ana, core, clock, board, sign_in):
    at_ana.click("Open as gardener")
    at_ana.click("Password")
    assert board.text() == "hunter 2"
    at_ana.click("One-time code")
    one_time = core.sign_ins.secrets(sign_in.id).one_time
    assert board.text() == one_time.at(clock.at).reveal()
    at_ana.wait_for("One-time code copied")
    at_ana.click("Done")
    at_ana.wait_until_gone("boards.example, as gardener")
    assert board.text() == ""


def test_signed_in_already_clears_at_once_with_one_key(at_ana, board):
    at_ana.click("Open as gardener")
    at_ana.press("Ctrl+Shift+X")
    assert board.text() == ""
    assert not at_ana.sees("Signed in already")
    assert at_ana.cost == Cost(actions=2)


def test_opening_does_not_wait_for_the_vault_and_the_passphrase_is_asked_in_the_bar(
    at_ana, core, board, started, open_journal
):
    core.vault.lock()
    at_ana.click("Open as gardener")
    assert started == [(XDG, PAGE)]
    assert board.text() == "before"
    at_ana.wait_for("The sign-ins are locked.")
    at_ana.fill("Passphrase", PASSPHRASE)
    at_ana.press("Return")
    at_ana.wait_for("User name copied")
    assert board.text() == "gardener@me"
    assert at_ana.focused().text() == "Password"
    at_ana.press("Return")
    assert board.text() == "hunter 2"
    at_ana.press("Escape")
    assert board.text() == ""
    assert not at_ana.sees("Signed in already")


def test_a_wrong_passphrase_is_said_beside_the_field_and_the_next_tries_wait(
    at_ana, core, open_journal
):
    core.vault.lock()
    at_ana.click("Open as gardener")
    link, bar = open_journal.signing_in.link, open_journal.signing_in.bar
    waits = []
    for _time in range(3):
        at_ana.fill("Passphrase", "wrong")
        at_ana.press("Return")
        assert wait_until(lambda: not link.is_working)
        waits.append(link.wait())
    assert waits == [0, 0, 1_000]
    assert bar.passphrase.property("error")
    assert bar.passphrase.text() == ""
    for _time in range(20):
        link._wrong += 1
    assert link.wait() == 30_000
    link._wrong = 0
    at_ana.fill("Passphrase", PASSPHRASE)
    at_ana.press("Return")
    at_ana.wait_for("User name copied")


def test_locking_takes_the_bar_and_the_secret_away(at_ana, core, board):
    at_ana.click("Open as gardener")
    at_ana.click("Password")
    core.vault.lock()
    assert board.text() == ""
    at_ana.wait_until_gone("boards.example, as gardener")


def test_closing_the_window_takes_the_secret_away(at_ana, board):
    at_ana.click("Open as gardener")
    at_ana.click("Password")
    at_ana.close()
    assert board.text() == ""


def test_after_its_time_the_clipboard_is_empty_and_the_password_still_next(
    at_ana, board, monkeypatch
):
    monkeypatch.setattr(SecretClipboard, "seconds", 0.05)
    at_ana.click("Open as gardener")
    at_ana.wait_for("The clipboard is empty again.")
    assert board.text() == ""
    at_ana.click("User name again")
    assert board.text() == "gardener@me"
    at_ana.wait_for("The clipboard is empty again.")
    assert at_ana.sees("Password")


def test_a_minute_after_the_last_one_has_had_its_time_the_bar_goes(
    at_ana, board, monkeypatch, open_journal
):
    at_ana.click("Open as gardener")
    at_ana.click("Password")
    monkeypatch.setattr(SecretClipboard, "seconds", 0.05)
    at_ana.click("One-time code")
    at_ana.wait_for("The clipboard is empty again.")
    assert at_ana.sees("One-time code again")
    quiet = open_journal.signing_in.steps._quiet
    assert quiet.interval() == 60_000  # a coarse timer may say more is left
    assert quiet.isActive()
    quiet.timeout.emit()
    assert not at_ana.sees("One-time code again")
    assert board.text() == ""


def test_nobody_who_types_loses_the_keyboard(at_ana, core, board):
    core.vault.lock()
    at_ana.press("Ctrl+J")
    at_ana.type("Dear ")
    before = at_ana.focused()
    at_ana.press("Ctrl+Shift+U")
    at_ana.wait_for("The sign-ins are locked.")
    assert at_ana.focused() is before
    at_ana.type("Ana")
    assert "Dear Ana" in before.toPlainText()


def test_a_page_without_sign_in_needs_no_bar(at_ana, board, started):
    at_ana.click("Open", nth=0)
    assert started == [(XDG, "https://moss.example/")]
    assert not at_ana.sees("Signed in already")
    assert board.text() == "before"


def test_a_sign_in_that_was_altered_gives_nothing(at_ana, core, sign_in, board):
    with core._journal.change("From outside", is_undoable=False):
        core._journal.execute("UPDATE cred SET label = 'gardener', browser = 'evil'")
    at_ana.click("Open as gardener")
    assert board.text() == "before"
    assert wait_until(at_ana.window.banner.isVisible)
    assert not at_ana.sees("Signed in already")


def test_one_whose_site_was_changed_meanwhile_gives_no_password_there(
    at_ana, core, sign_in, board, open_journal
):
    at_ana.click("Open as gardener")
    with core._journal.change("From outside", is_undoable=False):
        core._journal.execute("UPDATE cred SET origin = 'https://evil.example'")
    open_journal.signing_in.steps.copy_password()
    assert board.text() == ""
    assert not at_ana.sees("Signed in already")


def test_one_that_was_given_another_site_meanwhile_gives_no_password_there(
    at_ana, core, sign_in, board, open_journal
):
    at_ana.click("Open as gardener")
    kept = core.sign_ins.fields(sign_in.id)
    core.sign_ins.edit(sign_in.id, replace(kept, site="https://elsewhere.example"))
    open_journal.signing_in.steps.copy_password()
    assert board.text() == ""
    assert not at_ana.sees("Signed in already")


def test_a_sign_in_with_a_password_alone_begins_with_it(driver, core, board, ana):
    core.vault.make(Secret(PASSPHRASE))
    core.sign_ins.add(SignInFields(site="moss.example", label="moss", password=Secret("only this")))
    driver.wait_for("Ana Duarte")
    driver.click("Ana Duarte")
    driver.click("Open as moss")
    driver.wait_for("No user name is kept.")
    assert board.text() == "before"
    driver.click("Password")
    assert board.text() == "only this"
    assert driver.is_enabled("Done")


def test_while_another_program_is_in_front_the_small_bar_is_over_it(
    at_ana, board, open_journal, monkeypatch, core
):
    state = Qt.ApplicationState.ApplicationInactive

    class Behind(QGuiApplication):
        @staticmethod
        def applicationState():  # noqa: N802  Qt's name
            return state

    monkeypatch.setattr(sign_in_popup, "QGuiApplication", Behind)
    at_ana.click("Open as gardener")
    popup = open_journal.signing_in.popup
    assert popup.isVisible()
    assert popup.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    state = Qt.ApplicationState.ApplicationActive
    popup.follow()
    assert not popup.isVisible()
    state = Qt.ApplicationState.ApplicationInactive
    core.vault.lock()
    at_ana.click("Open as gardener")
    assert popup.isVisible()
    assert not [one for one in popup.findChildren(QLineEdit) if one.isVisible()]
    popup.findChild(type(open_journal.signing_in.bar)).unlock.click()
    assert at_ana.focused() is open_journal.signing_in.bar.passphrase
    open_journal.signing_in.steps.finish()
    assert not popup.isVisible()


def test_five_quiet_minutes_end_it(at_ana, board, open_journal):
    at_ana.click("Open as gardener")
    steps = open_journal.signing_in.steps
    assert timedelta(milliseconds=steps._quiet.interval()) == timedelta(minutes=5)
    assert steps._quiet.isActive()
    steps._quiet.timeout.emit()
    assert steps.now is None
    assert board.text() == ""


def test_the_keys_do_nothing_before_anybody_signs_in(at_ana, board):
    at_ana.press("Ctrl+B", "Ctrl+Shift+C", "Ctrl+T", "Ctrl+Shift+X")
    assert board.text() == "before"


def test_a_mailbox_in_between_ends_nothing(at_ana, open_journal, started):
    at_ana.click("Open as gardener")
    open_journal.opener.open_target(Target("mailto:ana@moss.example"))
    assert started[-1] == (XDG, "mailto:ana@moss.example")
    assert at_ana.sees("User name copied")


def test_today_opens_as_me_in_one_action_whatever_the_reason(
    driver, core, sign_in, ana, board, started, open_journal
):
    core.follow_ups.add(ana, date(2026, 11, 20), "Ask about seeds")
    driver.press("Ctrl+1")
    driver.wait_for("Ask about seeds")
    driver.start_counting()
    driver.click("Open as gardener")
    assert started == [(XDG, PAGE)]
    assert board.text() == "gardener@me"
    driver.press("Ctrl+Shift+C")
    assert board.text() == "hunter 2"
    assert driver.cost == Cost(actions=2)
    assert driver.sees("Open again")


def test_today_offers_other_selves_and_browsers(driver, core, sign_in, ana, started, qapp):
    core.follow_ups.add(ana, date(2026, 11, 20), "Ask about seeds")
    driver.press("Ctrl+1")
    driver.click("Other ways to open")
    menu = qapp.activePopupWidget()
    assert [one.text() for one in menu.actions() if not one.isSeparator()] == [
        "Open as gardener", "Open without sign-in", "All their pages as gardener",
        "Another browser", "Add a sign-in for boards.example…", "Copy address",
    ]  # fmt: skip
    menu.close()
    assert started == []


def test_what_was_chosen_while_opening_is_undone_and_the_address_is_said(
    at_ana, core, ana, sign_in, started, qapp
):
    core.sign_ins.add(SignInFields("boards.example", "slowrows"))
    at_ana.wait_for("Open as…")
    at_ana.click("Open as…")
    menu = qapp.activePopupWidget()
    next(one for one in menu.actions() if one.text() == "Open as slowrows").trigger()
    menu.close()
    at_ana.wait_for("Open as slowrows")
    at_ana.wait_for_status(f"Opened {PAGE} as slowrows")
    core.history.undo()
    at_ana.wait_for("Open as…")


def test_ctrl_shift_u_opens_the_page_of_todays_card(driver, core, sign_in, ana, started, board):
    core.follow_ups.add(ana, date(2026, 11, 20), "Ask about seeds")
    driver.press("Ctrl+1")
    driver.wait_for("Ask about seeds")
    driver.press("Ctrl+Shift+U")
    assert started == [(XDG, PAGE)]


def test_closing_the_window_over_an_open_editor_seals_what_was_typed(
    at_ana, core, ana, open_journal
):
    open_journal.desk.add_for(PAGE)
    at_ana.fill("Called", "moss, not saved yet")
    open_journal.signing_in.close()  # as the closed window has it
    assert not core.vault.is_open
    assert not at_ana.sees("Called")
    core.vault.unlock(Secret(PASSPHRASE))
    (draft,) = core.sign_ins.drafts.all()
    assert draft.fields.label == "moss, not saved yet"


def test_an_editor_that_goes_with_the_window_takes_nothing_down(at_ana, core):
    """The window's end is the test: a dialog's fields are hidden while they are deleted."""
    SignInDialog(core, None, at_ana.window).open()
    at_ana.wait_for("Save")
    assert at_ana.value("Site") == ""
