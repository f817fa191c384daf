"""When the computer goes to sleep and wakes, as the login service tells."""

from relationship_journal.domain.desk import SleepChanged
from relationship_journal.system.bus import Address, Body, Bus

LOGIN = Address(
    "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
)


class Sleep:
    """Tells `SleepChanged` as an event of the system's bus; elsewhere the clocks tell it."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        bus.listen(LOGIN, "PrepareForSleep", self._hear)

    def _hear(self, body: Body, _sender: str) -> None:
        self._bus.tell(SleepChanged(is_going=bool(body[0])))
