"""Backups in the window: made by one click or by themselves, looked into, and put back."""

import contextlib
import os
from datetime import UTC, datetime

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from relationship_journal.app import Program
from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import DiskFull, JournalError
from relationship_journal.services import encrypting
from relationship_journal.services.vault import Passphrase
from relationship_journal.settings import Settings
from relationship_journal.ui import daily_backup
from relationship_journal.ui.daily_backup import DailyBackup
from relationship_journal.ui.dialogs.restore_dialog import Place, RestoreDialog
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.views.backup_section import BackupSection
from relationship_journal.ui.views.refused_page import RefusedPage
from tests.driver import Driver, wait_until
from tests.window_fixtures import drop

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
PASSPHRASE = "a long passphrase"


@pytest.fixture
def page(driver, main_window):
    main_window.resize(1440, 4000)  # all of the settings in sight
    driver.press("Ctrl+,")
    driver.wait_for("Back up now")
    return driver


def journal_of(path, *names):
    with contextlib.closing(open_core(path, begin=True, clock=lambda: NOW, zone=UTC)) as core:
        for name in names:
            core.contacts.add(name)
        return core.backups.write(path.with_suffix(".rjbackup")).path


# --- the settings ---------------------------------------------------------------------------------


def test_one_click_backs_up_and_says_that_it_was_read_back(page, core, people):
    people("Ana", "Bea")
    assert page.sees("There is none yet.")
    page.click("Back up now")
    page.wait_for("2 people backed up to")
    assert [row.is_automatic for row in core.backups.listed()] == [True]
    assert page.sees("made by itself")


def test_the_newest_three_are_shown_and_all_when_asked(page, core, clock):
    for _ in range(5):
        core.backups.write_now()
        clock.wind(days=1)
    page.press("Ctrl+1")
    page.press("Ctrl+,")
    page.wait_for("Show all 5")
    assert page.texts().count("Restore…") == 3
    page.click("Show all 5")
    page.wait_for("Show the newest only")
    assert page.texts().count("Restore…") == 5


def test_a_backup_that_fails_is_told_below(page, core, monkeypatch):
    def full(*_given):
        raise DiskFull("The disk is full.", "Nothing was changed.")

    monkeypatch.setattr(core.backups, "write_now", full)
    page.click("Back up now")
    page.wait_for("The disk is full. Nothing was changed.")
    assert page.is_enabled("Back up now")


def test_the_daily_backup_is_switched_off_and_on(page, settings):
    assert daily_backup.is_wanted(settings)
    page.click("Back up once a day")
    assert not daily_backup.is_wanted(settings)
    page.click("Back up once a day")
    assert daily_backup.is_wanted(settings)


def test_restore_shows_what_is_inside_beside_what_is_there_now(page, core, people):
    people("Ana", "Bea")
    core.backups.write_now()
    people("Chidi")
    page.press("Ctrl+1")
    page.press("Ctrl+,")
    page.click("Restore…")
    page.wait_for("2 people, 0 entries, 0 notes")
    assert page.sees("3 people, 0 entries, 0 notes")
    assert page.sees("The backup, made today")
    page.press("Escape")
    assert wait_until(lambda: not list(core.path.parent.glob(".*.copy*")))
    assert core.people.count() == 3


def test_copies_from_before_the_encryption_are_named_and_deleted(
    tmp_path, jobs, settings, quick_keys, qapp
):
    path = tmp_path / "sealed" / "journal.db"
    with contextlib.closing(open_core(path, begin=True, clock=lambda: NOW, zone=UTC)) as core:
        core.backups.write_now()
    encrypting.encrypt(path, lambda: NOW, Secret(PASSPHRASE))
    core = open_core(path, key=Passphrase(Secret(PASSPHRASE)), clock=lambda: NOW, zone=UTC)
    own = Jobs(core.at_work)
    section = BackupSection(core, own, settings)
    section.resize(600, 400)
    driver = Driver(section)
    try:
        assert driver.sees("can be read by anyone")
        driver.click("Delete these copies")
        driver.wait_until_gone("can be read by anyone")
        assert core.backups.readable() == []
        assert any(row.is_encrypted for row in core.backups.listed())
    finally:
        own.close()
        section.close()
        core.close()
        drop(section)
        drop(own)


# --- the dialog -----------------------------------------------------------------------------------


@pytest.fixture
def dialog(jobs, core, tmp_path, qapp):
    made = []

    def open_one(path, backups=None):
        place = Place(tmp_path / "target" / "journal.db", core.clock, core.zone)
        made.append(RestoreDialog(jobs, path, place, backups))
        made[-1].show()
        return Driver(made[-1])

    yield open_one
    for one in made:
        if shiboken6.isValid(one):
            one.close()
            drop(one)


def test_what_is_no_backup_is_told_and_there_is_nothing_to_restore(dialog, tmp_path):
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    driver = dialog(tmp_path / "photo.png")
    driver.wait_for("is not a backup of this program")
    assert not driver.sees("Restore")
    driver.click("Close")


def test_an_encrypted_one_asks_for_its_passphrase_and_says_when_it_is_wrong(
    dialog, tmp_path, quick_keys
):
    path = tmp_path / "sealed" / "journal.db"
    encrypting.begin(path, lambda: NOW, Secret(PASSPHRASE))
    key = Passphrase(Secret(PASSPHRASE))
    with contextlib.closing(open_core(path, key=key, clock=lambda: NOW, zone=UTC)) as core:
        core.contacts.add("Ana")
        backup = core.backups.write(tmp_path / "sealed.rjbackup").path
    driver = dialog(backup)
    driver.wait_for("Passphrase or recovery code")
    driver.fill("Passphrase or recovery code", "wrong")
    driver.click("Look inside")
    driver.wait_for("That is not the passphrase.")
    driver.fill("Passphrase or recovery code", PASSPHRASE)
    driver.press("Return")
    driver.wait_for("1 person, 0 entries, 0 notes")
    assert driver.sees("It opens with the passphrase of the day it was made.")
    assert driver.sees("Restore")


# --- the program ----------------------------------------------------------------------------------


@pytest.fixture
def program(qapp, tmp_path):
    made = Program(qapp, tmp_path / "data" / "journal.db", Settings(tmp_path / "settings.json"))
    yield made
    made.close()
    drop(made)


def people_of(program):
    core = program.journal._core
    return sorted(row.name for row in core.people.rows(core.people.find().ids))


def shown(program):
    assert wait_until(lambda: program.journal is not None)
    return Driver(program.window)


def test_restored_in_the_window_the_old_journal_is_kept_and_can_be_put_back(program, tmp_path):
    journal_of(tmp_path / "data" / "journal.db", "Chidi")
    backup = journal_of(tmp_path / "other" / "journal.db", "Ana", "Bea")
    program.start()
    driver = shown(program)
    first = program.window
    program.journal.look_into_backup(backup)
    driver.wait_for("2 people, 0 entries, 0 notes")
    driver.click("Restore")
    assert wait_until(lambda: program.journal is not None and program.window is not first)
    driver = shown(program)
    driver.wait_for("The backup was restored.")
    assert people_of(program) == ["Ana", "Bea"]
    (kept,) = [
        row for row in program.journal._core.backups.listed() if "before-restoring" in row.path.name
    ]
    assert str(kept.path) in " ".join(driver.texts())
    second = program.window
    driver.click("Take it back…")
    driver.wait_for("1 person, 0 entries, 0 notes")
    driver.click("Restore")
    assert wait_until(lambda: program.journal is not None and program.window is not second)
    assert people_of(program) == ["Chidi"]
    assert len([one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]) == 1


def test_an_encrypted_one_is_open_at_once_for_its_passphrase_was_just_typed(
    program, tmp_path, quick_keys
):
    journal_of(tmp_path / "data" / "journal.db", "Chidi")
    path = tmp_path / "sealed" / "journal.db"
    encrypting.begin(path, lambda: NOW, Secret(PASSPHRASE))
    key = Passphrase(Secret(PASSPHRASE))
    with contextlib.closing(open_core(path, key=key, clock=lambda: NOW, zone=UTC)) as core:
        core.contacts.add("Ana")
        backup = core.backups.write(tmp_path / "sealed.rjbackup").path
    program.start()
    driver = shown(program)
    first = program.window
    program.journal.look_into_backup(backup)
    driver.wait_for("Passphrase or recovery code")
    driver.fill("Passphrase or recovery code", PASSPHRASE)
    driver.press("Return")
    driver.wait_for("1 person, 0 entries, 0 notes")
    driver.click("Restore")
    assert wait_until(lambda: program.journal is not None and program.window is not first)
    shown(program).wait_for("The backup was restored.")
    assert people_of(program) == ["Ana"]
    program.journal._core.vault.change_passphrase(Secret(PASSPHRASE), Secret("another one"))


def test_when_it_cannot_be_put_in_place_the_journal_of_before_opens_again(
    program, tmp_path, monkeypatch
):
    from relationship_journal.services.restoring import Found

    def refuse(*_given):
        raise JournalError("Another program has the journal open.", "Close it and try again.")

    monkeypatch.setattr(Found, "put_in_place", refuse)
    journal_of(tmp_path / "data" / "journal.db", "Chidi")
    backup = journal_of(tmp_path / "other" / "journal.db", "Ana")
    program.start()
    driver = shown(program)
    first = program.window
    program.journal.look_into_backup(backup)
    driver.wait_for("1 person, 0 entries, 0 notes")
    driver.click("Restore")
    assert wait_until(lambda: program.journal is not None and program.window is not first)
    shown(program).wait_for("Another program has the journal open.")
    assert people_of(program) == ["Chidi"]


def test_a_damaged_journal_is_replaced_by_a_backup_from_the_page_that_refuses_it(program, tmp_path):
    backup = journal_of(tmp_path / "other" / "journal.db", "Ana")
    path = tmp_path / "data" / "journal.db"
    path.parent.mkdir()
    path.write_bytes(b"torn to pieces")
    program.start()
    found = []

    def is_refused():
        tops = QApplication.topLevelWidgets()
        found[:] = [one for one in tops if isinstance(one, RefusedPage)]
        return bool(found)

    assert wait_until(is_refused)
    driver = Driver(found[0])
    assert driver.sees("Restore a backup…")
    program.look_into_backup(str(backup))
    driver.wait_for("1 person, 0 entries, 0 notes")
    driver.click("Restore")
    shown(program).wait_for("The backup was restored.")
    assert people_of(program) == ["Ana"]
    (kept,) = (path.parent / "backups").glob("journal-before-restoring-*/journal.db")
    assert kept.read_bytes() == b"torn to pieces"


# --- by itself ------------------------------------------------------------------------------------


@pytest.fixture
def daily(core, jobs, settings):
    made = DailyBackup(core, jobs, settings)
    yield made
    made.close()
    drop(made)


def test_the_day_s_backup_is_made_once_and_again_on_the_next_day(daily, core, clock, qtbot):
    with qtbot.waitSignal(daily.made):
        daily.look()
    daily.look()
    assert len(core.backups.listed()) == 1
    clock.wind(days=1)
    core.contacts.add("Ana")
    newest = core.backups.listed()[0].path.stat().st_mtime + 5
    os.utime(core.path, (newest, newest))
    with qtbot.waitSignal(daily.made):
        daily.look()
    assert len(core.backups.listed()) == 2


def test_switched_off_none_is_made(daily, core, settings):
    daily_backup.set_wanted(settings, False)
    daily.look()
    assert not daily._is_running
    assert core.backups.listed() == []


def test_one_that_fails_is_told_once(daily, core, monkeypatch, qtbot):
    def full(*_given):
        raise DiskFull("The disk is full.", "Nothing was changed.")

    monkeypatch.setattr(core.backups, "make_daily", full)
    told = []
    daily.failed.connect(told.append)
    for _ in range(2):
        daily.look()
        qtbot.waitUntil(lambda: not daily._is_running)
    assert [str(one) for one in told] == [
        "Today’s backup could not be made. The disk is full. Nothing was changed."
    ]


def test_it_looks_a_minute_after_the_start_and_then_every_hour(daily, core):
    daily.start()
    assert daily._timer.interval() == 60_000
    daily._settings.set(daily_backup.WANTED_KEY, value=False)
    daily.look()
    assert daily._timer.interval() == 3_600_000
