"""A login service and screen savers on real buses: what locks the sign-ins arrives, sleep waits."""

import subprocess

import pytest

from relationship_journal.domain.desk import ScreenLocked, SleepChanged
from relationship_journal.system.desk import open_desk
from tests.desktop.accessibility import SYSTEM_PYTHON
from tests.desktop.desk import wait_until

LOGIN = "org.freedesktop.login1"
SESSION = "/org/freedesktop/login1/session/c1"

pytestmark = pytest.mark.parametrize(
    "desktop", [{"tray": "none", "notifier": "none"}], indirect=True
)


def call(desktop, kind, name, path, method, *words):
    done = subprocess.run(
        ["gdbus", "call", f"--{kind}", "--timeout", "5", "--dest", name, "--object-path", path,
         "--method", method, *words],
        env=desktop.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout if done.returncode == 0 else ""


@pytest.fixture
def events(desktop, monkeypatch):
    """Return what the program is told; the desktop's services run and are connected."""
    command = [SYSTEM_PYTHON, "-m", "dbusmock"]
    desktop.start([*command, "--system", "--template", "logind"], name="login")
    path = "/org/freedesktop/login1"
    ping = (LOGIN, path, "org.freedesktop.DBus.Peer.Ping")
    wait_until(lambda: call(desktop, "system", *ping), "the login service")
    mock = (LOGIN, path, "org.freedesktop.DBus.Mock.AddSession")
    assert call(desktop, "system", *mock, "c1", "seat0", "1000", "me", "true")
    saver = ["org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"]
    desktop.start([*command, "--session", *saver], name="saver")
    ping = (*saver[:2], "org.freedesktop.DBus.Peer.Ping")
    wait_until(lambda: call(desktop, "session", *ping), "the screen saver")
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(name, desktop.environment[name])
    monkeypatch.setenv("XDG_SESSION_ID", "c1")
    desk = open_desk("Relationship Journal", "relationship-journal")
    try:
        yield Events(desk)
    finally:
        desk.close()


class Events:
    """What the desktop told so far."""

    def __init__(self, desk):
        self.desk, self.all = desk, []

    def come(self, expected, tell=lambda: None):
        """Wait for an event; `tell` is done again and again, for nobody says when we listen."""

        def is_there():
            tell()
            self.all += self.desk.read()
            return expected in self.all

        wait_until(is_there, str(expected))

    def settle(self, is_settled, what):
        """Wait for a fact while what arrives is read."""

        def look():
            self.all += self.desk.read()
            return is_settled()

        wait_until(look, what)


def emit(desktop, kind, name, path, interface, signal, signature, *values):
    method = "org.freedesktop.DBus.Mock.EmitSignal"
    assert call(desktop, kind, name, path, method, interface, signal, signature, *values)


def holders(desktop):
    path = "/org/freedesktop/login1"
    return call(desktop, "system", LOGIN, path, f"{LOGIN}.Manager.ListInhibitors")


def test_a_locked_screen_is_told(desktop, events):
    saver = ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver")
    events.come(
        ScreenLocked(), lambda: emit(desktop, "session", *saver, "ActiveChanged", "b", "[<true>]")
    )


def test_a_lock_of_the_own_session_is_told(desktop, events):
    own = (LOGIN, SESSION, f"{LOGIN}.Session")
    events.come(ScreenLocked(), lambda: emit(desktop, "system", *own, "Lock", "", "[]"))


def test_sleep_waits_while_it_is_held_and_is_told_before(desktop, events):
    manager = (LOGIN, "/org/freedesktop/login1", f"{LOGIN}.Manager")
    hold = "'sleep', 'Relationship Journal', 'Locking the sign-ins', 'delay'"
    events.desk.hold_sleep("Locking the sign-ins")
    events.settle(lambda: hold in holders(desktop), "the hold")
    emit(desktop, "system", *manager, "PrepareForSleep", "b", "[<true>]")
    events.come(SleepChanged(is_going=True))
    assert hold in holders(desktop)
    events.desk.let_sleep()
    events.settle(lambda: hold not in holders(desktop), "letting go")
