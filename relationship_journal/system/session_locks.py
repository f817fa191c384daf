"""When the user goes away: the screen is locked, or another session comes to the front."""

import os
from collections.abc import Mapping

from relationship_journal.domain.desk import ScreenLocked
from relationship_journal.system.bus import PROPERTIES, Address, Body, Bus
from relationship_journal.system.sleep import LOGIN

_SESSION = "org.freedesktop.login1.Session"
_SAVERS = (
    ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("/ScreenSaver", "org.freedesktop.ScreenSaver"),  # KDE
    ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    ("/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
    ("/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
    ("/org/xfce/ScreenSaver", "org.xfce.ScreenSaver"),
)


class ScreenSavers:
    """Tells `ScreenLocked` as an event of the session's bus; only a known path is listened to."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        for path, interface in _SAVERS:
            bus.listen(Address("", path, interface), "ActiveChanged", self._hear)

    def _hear(self, body: Body, _sender: str) -> None:
        if body and body[0] is True:
            self._bus.tell(ScreenLocked())


class LoginSession:
    """Tells `ScreenLocked` as an event of the system's bus, about this user's own session.

    Args:
        bus: the system's bus.
        environment: where the session's name may stand.
    """

    def __init__(self, bus: Bus, environment: Mapping[str, str] = os.environ) -> None:
        self._bus = bus
        name = environment.get("XDG_SESSION_ID", "")
        if name:
            bus.call(LOGIN, "GetSession", "s", (name,), self._follow)
        else:
            bus.call(LOGIN, "GetSessionByPID", "u", (os.getpid(),), self._follow)

    def _follow(self, answer: Body | None) -> None:
        if answer is None:
            return
        session = Address(LOGIN.name, str(answer[0]), _SESSION)
        self._bus.listen(session, "Lock", self._hear_lock)
        self._bus.listen(session.on(PROPERTIES), "PropertiesChanged", self._hear_properties)

    def _hear_lock(self, _body: Body, _sender: str) -> None:
        self._bus.tell(ScreenLocked())

    def _hear_properties(self, body: Body, _sender: str) -> None:
        interface, changed, _dropped = body
        is_gone = changed.get("Active", ("b", True))[1] is False
        is_locked = changed.get("LockedHint", ("b", False))[1] is True
        if interface == _SESSION and (is_gone or is_locked):
            self._bus.tell(ScreenLocked())
