"""Sign-ins lock when it was quiet, when the screen locks, before sleep and at the end."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from relationship_journal.domain.desk import ScreenLocked, SleepChanged
from relationship_journal.settings import Settings
from relationship_journal.ui import lock_watch
from relationship_journal.ui.desk_link import DeskLink
from relationship_journal.ui.lock_watch import LockWatch, connect_locks
from tests.window_fixtures import drop


class FakeVault:
    """A vault that notes when it was locked."""

    def __init__(self):
        self.is_open, self.locks, self.listeners = False, 0, []
        self.wanted = 0

    def open(self):
        self.is_open = True
        self._tell()

    def lock(self):
        self.wanted += 1
        if not self.is_open:
            return
        self.is_open = False
        self.locks += 1
        self._tell()

    def _tell(self):
        for listener in tuple(self.listeners):
            listener()

    def subscribe(self, listener):
        self.listeners.append(listener)

        def stop():
            self.listeners = [one for one in self.listeners if one is not listener]

        return stop


class FakeSleeper:
    """A computer whose sleep can be held."""

    def __init__(self):
        self.is_held = False

    def hold_sleep(self, _why):
        self.is_held = True

    def let_sleep(self):
        self.is_held = False


@pytest.fixture
def vault():
    return FakeVault()


@pytest.fixture
def clock():
    return [1000.0]


@pytest.fixture
def watch(qapp, vault, clock, tmp_path):
    made = LockWatch(vault, Settings(tmp_path / "settings.json"), seconds=lambda: clock[0])
    yield made
    made.close()
    drop(made)


def test_five_quiet_minutes_lock(watch, vault, clock):
    vault.open()
    clock[0] += 299
    watch.look()
    assert vault.is_open
    clock[0] += 1
    watch.look()
    assert not vault.is_open


def test_a_key_or_a_movement_begins_the_quiet_anew(watch, vault, clock, qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    vault.open()
    for act in (
        lambda: QTest.keyClick(field, Qt.Key.Key_A),
        lambda: QTest.mouseMove(field),
        lambda: QTest.mouseClick(field, Qt.MouseButton.LeftButton),
    ):
        clock[0] += 290
        act()
        clock[0] += 290
        watch.look()
        assert vault.is_open
        clock[0] += 5
    clock[0] += 300
    watch.look()
    assert not vault.is_open


def test_the_timer_itself_looks(watch, vault, clock, qtbot):
    vault.open()
    clock[0] += 299.99
    watch.look()
    clock[0] += 1
    qtbot.waitUntil(lambda: not vault.is_open)


def test_while_locked_nothing_is_watched_and_nothing_wakes_up(watch, vault):
    assert not watch._quiet.isActive()
    vault.open()
    assert watch._quiet.isActive()
    vault.lock()
    assert not watch._quiet.isActive()


def test_a_vault_that_a_worker_opened_is_watched(watch, vault, qtbot):
    other = threading.Thread(target=vault.open)
    other.start()
    other.join()
    qtbot.waitUntil(watch._quiet.isActive)


def test_a_locked_screen_and_sleep_lock_at_once_and_say_so(watch, vault, qtbot):
    vault.open()
    with qtbot.waitSignal(watch.locked):
        watch.lock()
    vault.open()
    watch.note_sleep(True)
    assert not vault.is_open
    assert vault.locks == 2
    watch.lock()
    assert vault.locks == 2
    assert vault.wanted == 3  # whoever is about to unlock is told as well


def test_sleep_waits_for_as_long_as_the_sign_ins_are_open(watch, vault):
    sleeper = FakeSleeper()
    watch.set_sleeper(sleeper)
    assert not sleeper.is_held
    vault.open()
    assert sleeper.is_held
    watch.note_sleep(True)
    assert not sleeper.is_held


def test_after_a_sleep_nobody_told_of_it_locks_on_waking(watch, vault, clock):
    vault.open()
    clock[0] += 8 * 3600
    watch.note_sleep(False)
    assert not vault.is_open


def test_the_end_of_the_program_locks(qapp, vault, tmp_path):
    watch = LockWatch(vault, Settings(tmp_path / "settings.json"))
    vault.open()
    watch.close()
    assert not vault.is_open
    assert vault.listeners == []
    watch.close()
    drop(watch)


def test_another_number_of_minutes_counts_within_a_minute(watch, vault, clock):
    vault.open()
    assert watch._quiet.interval() == 60_000
    clock[0] += 90
    watch.look()
    watch._settings.set(lock_watch.MINUTES_KEY, 2)
    watch.look()
    assert vault.is_open
    assert watch._quiet.interval() == 30_001
    watch._settings.set(lock_watch.MINUTES_KEY, 1)
    watch.look()
    assert not vault.is_open


@pytest.mark.parametrize("kept", [0, -1, 7, 10**9])
def test_a_number_nobody_can_choose_is_read_as_five(tmp_path, kept):
    settings = Settings(tmp_path / "settings.json")
    settings.set(lock_watch.MINUTES_KEY, kept)
    assert lock_watch.minutes(settings) == 5


def test_seconds_go_on_whatever_the_wall_clock_says():
    first = lock_watch.seconds_that_pass()
    assert lock_watch.seconds_that_pass() >= first


# --- with the desktop -----------------------------------------------------------------------------


class FakeDesk:
    """A desktop that tells what it is given to tell, when it is read."""

    can_notify = False

    def __init__(self):
        self.events, self.holds = [], []

    def filenos(self):
        return ()

    def read(self):
        told, self.events = self.events, []
        return told

    def hold_sleep(self, why):
        self.holds.append(why)

    def let_sleep(self):
        self.holds.clear()


@pytest.fixture
def link(qapp, watch):
    desk = FakeDesk()
    made = DeskLink(desk)
    connect_locks(made, watch)
    yield made
    made.close()
    drop(made)


@pytest.mark.parametrize("event", [ScreenLocked(), SleepChanged(is_going=True)])
def test_what_the_desktop_tells_locks_and_sleep_waits_until_then(link, vault, event):
    vault.open()
    assert link._desk.holds == ["Locking the sign-ins"]
    link._desk.events = [event]
    link.read()
    assert not vault.is_open
    assert link._desk.holds == []


def test_waking_up_alone_locks_nothing(link, vault):
    vault.open()
    link._desk.events = [SleepChanged(is_going=False)]
    link.read()
    assert vault.is_open
