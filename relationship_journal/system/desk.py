"""All that the program asks of the desktop around it, behind one door."""

from collections.abc import Sequence

from relationship_journal.domain.desk import DeskEvent, TrayChanged
from relationship_journal.system import full_screen
from relationship_journal.system.bus import DAEMON, Body, Bus, open_bus
from relationship_journal.system.notifications import Notifications
from relationship_journal.system.presence import Presence
from relationship_journal.system.session_locks import LoginSession, ScreenSavers
from relationship_journal.system.sleep import Sleep

_TRAY_HOST = "org.kde.StatusNotifierWatcher"


class Desk:
    """Notifications, do-not-disturb, sleep, locks, the tray's coming: where there is a bus.

    Nothing in it waits: watch each of `filenos` and call `read` when there is something.

    Args:
        session: the session's bus, or None.
        system: the computer's bus, or None.
        app_name: the program's name for people.
        desktop_entry: its id.
    """

    def __init__(
        self, session: Bus | None, system: Bus | None, app_name: str, desktop_entry: str
    ) -> None:
        self._buses = tuple(bus for bus in (session, system) if bus is not None)
        self._session = session
        self._notifications: Notifications | None = None
        self._presence: Presence | None = None
        self._app_name = app_name
        self._sleep: Sleep | None = None
        if session is not None:
            self._notifications = Notifications(session, app_name, desktop_entry)
            self._presence = Presence(session)
            session.listen(DAEMON, "NameOwnerChanged", self._hear_tray, about=_TRAY_HOST)
            self._savers = ScreenSavers(session)
        if system is not None:
            self._sleep = Sleep(system)
            self._login = LoginSession(system)

    @property
    def can_notify(self) -> bool:
        """Whether there is a service that shows notifications with actions."""
        return self._notifications is not None and self._notifications.is_there

    def notify(self, tag: int, title: str, body: str, actions: Sequence[tuple[str, str]]) -> None:
        """Show a notification, as `Notifications.notify`; nothing where there is no bus."""
        if self._notifications is not None:
            self._notifications.notify(tag, title, body, actions)

    def withdraw(self, tag: int) -> None:
        """Take a notification away."""
        if self._notifications is not None:
            self._notifications.withdraw(tag)

    def is_presenting(self) -> bool:
        """Say whether nothing is to pop up now: do-not-disturb, or another's full-screen window."""
        wants_quiet = self._presence is not None and self._presence.is_disturbing_unwanted
        return wants_quiet or full_screen.is_in_use()

    def hold_sleep(self, why: str) -> None:
        """Have the computer's sleep wait for a moment, until `let_sleep` is called."""
        if self._sleep is not None:
            self._sleep.hold(self._app_name, why)

    def let_sleep(self) -> None:
        """Let the computer sleep."""
        if self._sleep is not None:
            self._sleep.let_go()

    def filenos(self) -> tuple[int, ...]:
        """Return the descriptors to watch; those of closed connections are gone from it."""
        return tuple(bus.fileno() for bus in self._buses if bus.is_open)

    def read(self) -> list[DeskEvent]:
        """Return what there is to tell; never waits."""
        return [event for bus in self._buses for event in bus.read()]

    def close(self) -> None:
        """Leave the buses; a second call does nothing."""
        self.let_sleep()
        for bus in self._buses:
            bus.close()

    def _hear_tray(self, _body: Body, _sender: str) -> None:
        if self._session is not None:
            self._session.tell(TrayChanged())


def open_desk(app_name: str, desktop_entry: str) -> Desk:
    """Return the desktop as far as there is one; without buses it can do nothing, quietly."""
    return Desk(open_bus("SESSION"), open_bus("SYSTEM"), app_name, desktop_entry)
