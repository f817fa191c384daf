"""The desktop around the program, as Qt hears it: one signal for each thing it tells."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal, Slot

from relationship_journal.domain.desk import (
    ActionTaken,
    DeskEvent,
    NotificationClosed,
    NotificationFailed,
    NotificationShown,
    PresenceChanged,
    ScreenLocked,
    SleepChanged,
    TrayChanged,
)


class Desk(Protocol):
    """What is asked of the desktop; `relationship_journal.system.desk.Desk` is one."""

    @property
    def can_notify(self) -> bool:
        """Whether there is a service that shows notifications with actions."""
        ...

    def notify(self, tag: int, title: str, body: str, actions: Sequence[tuple[str, str]]) -> None:
        """Show a notification."""
        ...

    def withdraw(self, tag: int) -> None:
        """Take a notification away."""
        ...

    def is_presenting(self) -> bool:
        """Say whether nothing is to pop up now."""
        ...

    def hold_sleep(self, why: str) -> None:
        """Have the computer's sleep wait for a moment."""
        ...

    def let_sleep(self) -> None:
        """Let the computer sleep."""
        ...

    def filenos(self) -> tuple[int, ...]:
        """Return the descriptors to watch."""
        ...

    def read(self) -> list[DeskEvent]:
        """Return what there is to tell."""
        ...


class DeskLink(QObject):
    """Reads the desktop's connections when there is something, and says what.

    Args:
        desk: the desktop; close it after this link.
    """

    notification_shown = Signal(int)
    notification_failed = Signal(int)
    notification_closed = Signal(int)
    action_taken = Signal(int, str, str)
    sleep_changed = Signal(bool)
    screen_locked = Signal()
    presence_changed = Signal()
    tray_changed = Signal()
    _has_news = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notifiers = {
            number: QSocketNotifier(number, QSocketNotifier.Type.Read, self)
            for number in desk.filenos()
        }
        for notifier in self._notifiers.values():
            notifier.activated.connect(self.read)
        # what fails at once is told in the next turn too: nobody is called back in mid-call
        self._has_news.connect(self.read, Qt.ConnectionType.QueuedConnection)

    @property
    def can_notify(self) -> bool:
        """Whether there is a service that shows notifications with actions."""
        return self._desk.can_notify

    def notify(self, tag: int, title: str, body: str, actions: Sequence[tuple[str, str]]) -> None:
        """Show a notification; `notification_shown` or `notification_failed` follows."""
        self._desk.notify(tag, title, body, actions)
        self._has_news.emit()

    def withdraw(self, tag: int) -> None:
        """Take a notification away."""
        self._desk.withdraw(tag)

    def is_presenting(self) -> bool:
        """Say whether nothing is to pop up now."""
        return self._desk.is_presenting()

    def hold_sleep(self, why: str) -> None:
        """Have the computer's sleep wait for a moment, until `let_sleep` is called."""
        self._desk.hold_sleep(why)
        self._has_news.emit()

    def let_sleep(self) -> None:
        """Let the computer sleep."""
        self._desk.let_sleep()

    def close(self) -> None:
        """Listen no longer; a second call does nothing."""
        for notifier in self._notifiers.values():
            notifier.setEnabled(False)
        self._notifiers.clear()

    @Slot()
    def read(self) -> None:
        """Take in what has arrived and tell it."""
        events = self._desk.read()
        still = set(self._desk.filenos())
        for number in set(self._notifiers) - still:
            self._notifiers.pop(number).setEnabled(False)
        for event in events:
            self._tell(event)

    def _tell(self, event: DeskEvent) -> None:
        match event:
            case NotificationShown(tag):
                self.notification_shown.emit(tag)
            case NotificationFailed(tag):
                self.notification_failed.emit(tag)
            case NotificationClosed(tag):
                self.notification_closed.emit(tag)
            case ActionTaken(tag, action, token):
                self.action_taken.emit(tag, action, token)
            case SleepChanged(is_going):
                self.sleep_changed.emit(is_going)
            case ScreenLocked():
                self.screen_locked.emit()
            case PresenceChanged():
                self.presence_changed.emit()
            case TrayChanged():
                self.tray_changed.emit()
