"""Locks the sign-ins when nobody is there: quiet minutes, a locked screen, sleep, the end."""

import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

from relationship_journal.i18n import gettext as _
from relationship_journal.settings import Settings
from relationship_journal.ui.desk_link import DeskLink

MINUTES_KEY = "sign_ins.lock_after"
CHOICES = (1, 2, 5, 10, 30, 60)
USUAL = 5
"""Quiet minutes after which sign-ins lock."""

_LOOK_EVERY = 60_000  # milliseconds, while the sign-ins are open
# What a person does; the moves of a mouse count, for reading on is no absence.
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
        QEvent.Type.NonClientAreaMouseButtonPress,
    }
)


def seconds_that_pass() -> float:
    """Return seconds that go on in sleep too, whatever the clock on the wall is set to."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class Vault(Protocol):
    """What is used of the vault; `relationship_journal.services.vault.Vault` is one."""

    @property
    def is_open(self) -> bool:
        """Whether what is sealed can be read now."""
        ...

    def lock(self) -> None:
        """Let go of the keys."""
        ...

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after it was opened and after it was locked; returns how to stop."""
        ...


class Sleeper(Protocol):
    """What is asked of the computer; `ui.desk_link.DeskLink` is one."""

    def hold_sleep(self, why: str) -> None:
        """Have the computer's sleep wait for a moment."""
        ...

    def let_sleep(self) -> None:
        """Let the computer sleep."""
        ...


class LockWatch(QObject):
    """Watches while the sign-ins are open, and only then.

    Quiet is measured in this program's own windows: whoever works elsewhere for five minutes is
    away from the sign-ins too. `locked` comes when it was this that locked them.

    Args:
        vault: what is locked.
        settings: after how many minutes.
        seconds: tells the time that passes.
    """

    locked = Signal()
    _changed = Signal()

    def __init__(
        self,
        vault: Vault,
        settings: Settings,
        parent: QObject | None = None,
        *,
        seconds: Callable[[], float] = seconds_that_pass,
    ) -> None:
        super().__init__(parent)
        self._vault, self._settings, self._seconds = vault, settings, seconds
        self._sleeper: Sleeper | None = None
        self._last_sign = seconds()
        self._is_watching = False
        self._quiet = QTimer(self, singleShot=True)
        self._quiet.timeout.connect(self.look)
        # the vault is opened by a worker: heard here in the window's own turn
        self._changed.connect(self.follow)
        self._stop = vault.subscribe(self._changed.emit)
        self.follow()

    def set_sleeper(self, sleeper: Sleeper) -> None:
        """Let the computer's sleep wait until the sign-ins are locked, from now on."""
        self._sleeper = sleeper
        self.follow()

    def close(self) -> None:
        """Lock, and watch no longer; a second call does nothing."""
        self.lock()
        self._stop()
        self._rest()

    @Slot()
    def follow(self) -> None:
        """Watch while the sign-ins are open; rest while they are locked."""
        if self._vault.is_open:
            self._watch()
        else:
            self._rest()

    @Slot()
    def lock(self) -> None:
        """Lock now: the screen was locked, or the person wants it."""
        was_open = self._vault.is_open
        self._vault.lock()  # also while it is locked: somebody may be about to unlock it
        if was_open:
            self.follow()
            self.locked.emit()

    @Slot(bool)
    def note_sleep(self, is_going: bool) -> None:
        """Lock before the computer sleeps; after it, if nobody told that it would."""
        if is_going:
            self.lock()
        else:
            self.look()

    @Slot()
    def look(self) -> None:
        """Lock if it was quiet for long enough; otherwise look again when it may be."""
        left = self._minutes() * 60 - (self._seconds() - self._last_sign)
        if left <= 0:
            self.lock()
        elif self._is_watching:  # another number of minutes may be chosen meanwhile
            self._quiet.start(min(int(left * 1000) + 1, _LOOK_EVERY))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take note of signs of life; every event goes on its way."""
        if event.type() in _SIGNS_OF_LIFE:
            self._last_sign = self._seconds()
        return False

    def _watch(self) -> None:
        if self._sleeper is not None:
            self._sleeper.hold_sleep(_("Locking the sign-ins"))
        if not self._is_watching:
            self._is_watching = True
            self._last_sign = self._seconds()
            if (app := QCoreApplication.instance()) is not None:
                app.installEventFilter(self)
            self.look()

    def _rest(self) -> None:
        if self._sleeper is not None:
            self._sleeper.let_sleep()
        if self._is_watching:
            self._is_watching = False
            self._quiet.stop()
            if (app := QCoreApplication.instance()) is not None:
                app.removeEventFilter(self)

    def _minutes(self) -> int:
        return minutes(self._settings)


def connect_locks(link: DeskLink, watch: LockWatch) -> None:
    """Have the desktop tell when the user goes away, and its sleep wait for the lock."""
    link.screen_locked.connect(watch.lock)
    link.sleep_changed.connect(watch.note_sleep)
    watch.set_sleeper(link)


def minutes(settings: Settings) -> int:
    """Return after how many quiet minutes sign-ins lock."""
    kept: int = settings.get(MINUTES_KEY, USUAL)
    return kept if kept in CHOICES else USUAL
