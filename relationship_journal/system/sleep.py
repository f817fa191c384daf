"""When the computer goes to sleep and wakes, as the login service tells."""

from typing import Any

from relationship_journal.domain.desk import SleepChanged
from relationship_journal.system.bus import Address, Body, Bus

LOGIN = Address(
    "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
)


class Sleep:
    """Tells `SleepChanged` as an event of the system's bus; elsewhere the clocks tell it."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._is_wanted = False
        self._held: Any = None
        bus.listen(LOGIN, "PrepareForSleep", self._hear)

    def hold(self, who: str, why: str) -> None:
        """Have the computer wait with its sleep, some seconds at most, until `let_go` is called."""
        if not self._is_wanted:
            self._is_wanted = True
            words = ("sleep", who, why, "delay")
            self._bus.call(LOGIN, "Inhibit", "ssss", words, self._take)

    def let_go(self) -> None:
        """Let the computer sleep; a second call does nothing."""
        self._is_wanted = False
        if self._held is not None:
            self._held.close()
            self._held = None

    def _take(self, answer: Body | None) -> None:
        if answer is not None:
            self._held = answer[0]
            if not self._is_wanted:  # let go before it was held
                self.let_go()

    def _hear(self, body: Body, _sender: str) -> None:
        self._bus.tell(SleepChanged(is_going=bool(body[0])))
