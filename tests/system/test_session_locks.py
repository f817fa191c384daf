"""What the desktop says when the user goes away, and how sleep is held; the bus is a fake."""

import pytest

from relationship_journal.domain.desk import ScreenLocked, SleepChanged
from relationship_journal.system.session_locks import LoginSession, ScreenSavers
from relationship_journal.system.sleep import Sleep

SESSION = "org.freedesktop.login1.Session"


class FakeBus:
    """Keeps what is asked and listened to."""

    def __init__(self):
        self.calls, self.heard, self.events = [], {}, []

    def call(self, _to, method, _signature="", body=(), then=None, **_more):
        self.calls.append((method, body, then))

    def answer(self, method, *body):
        found = [then for name, _body, then in self.calls if name == method]
        found[-1](body or None)

    def listen(self, to, member, heard, *, about=""):
        self.heard[to.path, to.interface, member] = heard

    def tell(self, event):
        self.events.append(event)


class FakeHandle:
    is_closed = False

    def close(self):
        self.is_closed = True


@pytest.fixture
def bus():
    return FakeBus()


def test_every_desktop_s_screen_lock_is_heard(bus):
    ScreenSavers(bus)
    assert len(bus.heard) == 6
    for heard in bus.heard.values():
        heard((False,), ":1.2")
    assert bus.events == []
    for heard in bus.heard.values():
        heard((True,), ":1.2")
    assert bus.events == [ScreenLocked()] * 6


@pytest.mark.parametrize(
    ("environment", "asked"), [({"XDG_SESSION_ID": "c1"}, "GetSession"), ({}, "GetSessionByPID")]
)
def test_the_own_session_is_followed_when_it_is_locked_or_left(bus, environment, asked):
    LoginSession(bus, environment)
    bus.answer(asked, "/org/freedesktop/login1/session/c1")
    path = "/org/freedesktop/login1/session/c1"
    bus.heard[path, SESSION, "Lock"]((), ":1.2")
    changed = bus.heard[path, "org.freedesktop.DBus.Properties", "PropertiesChanged"]
    changed((SESSION, {"Active": ("b", True)}, []), ":1.2")
    changed((SESSION, {"IdleHint": ("b", True)}, []), ":1.2")
    changed(("org.example.Other", {"Active": ("b", False)}, []), ":1.2")
    assert bus.events == [ScreenLocked()]
    changed((SESSION, {"Active": ("b", False)}, []), ":1.2")
    changed((SESSION, {"LockedHint": ("b", True)}, []), ":1.2")
    assert bus.events == [ScreenLocked()] * 3


def test_without_a_session_nothing_is_followed(bus):
    LoginSession(bus, {})
    bus.answer("GetSessionByPID")
    assert bus.heard == {}


def test_sleep_is_held_once_and_let_go_once(bus):
    sleep, handle = Sleep(bus), FakeHandle()
    sleep.hold("Relationship Journal", "Locking the sign-ins")
    sleep.hold("Relationship Journal", "Locking the sign-ins")
    asked = [body for method, body, _then in bus.calls if method == "Inhibit"]
    assert asked == [("sleep", "Relationship Journal", "Locking the sign-ins", "delay")]
    bus.answer("Inhibit", handle)
    assert not handle.is_closed
    sleep.let_go()
    sleep.let_go()
    assert handle.is_closed


def test_a_hold_that_comes_too_late_is_let_go_at_once(bus):
    sleep, handle = Sleep(bus), FakeHandle()
    sleep.hold("Relationship Journal", "x")
    sleep.let_go()
    bus.answer("Inhibit", handle)
    assert handle.is_closed


def test_where_sleep_cannot_be_held_it_is_still_heard(bus):
    sleep = Sleep(bus)
    sleep.hold("Relationship Journal", "x")
    bus.answer("Inhibit")
    sleep.let_go()
    (heard,) = bus.heard.values()
    heard((True,), ":1.2")
    assert bus.events == [SleepChanged(is_going=True)]
