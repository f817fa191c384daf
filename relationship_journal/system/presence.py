"""Whether the user wants no notifications now, as far as the desktop tells: KDE, Xfce, dunst.

GNOME keeps its switch where D-Bus does not reach; it holds back notifications by itself.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from relationship_journal.domain.desk import PresenceChanged
from relationship_journal.system.bus import DAEMON, PROPERTIES, Address, Body, Bus
from relationship_journal.system.notifications import SERVICE

_XFCE = Address("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf")
_CHANNEL, _SWITCH = "xfce4-notifyd", "/do-not-disturb"


@dataclass(frozen=True, slots=True)
class _Switch:
    """A property of the notification service that is true while nothing is to disturb."""

    address: Address
    name: str


_SWITCHES = (
    _Switch(SERVICE, "Inhibited"),  # Plasma
    _Switch(SERVICE.on("org.dunstproject.cmd0"), "paused"),
)


class Presence:
    """Follows the desktop's do-not-disturb; tells `PresenceChanged` as an event of the bus."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._on: set[str] = set()
        bus.listen(SERVICE.on(PROPERTIES), "PropertiesChanged", self._hear_properties)
        bus.listen(DAEMON, "NameOwnerChanged", self._hear_owner, about=SERVICE.name)
        bus.listen(_XFCE, "PropertyChanged", self._hear_xfce, about=_CHANNEL)
        self._ask()

    @property
    def is_disturbing_unwanted(self) -> bool:
        """Whether do-not-disturb is on."""
        return bool(self._on) and self._bus.is_open

    def _ask(self) -> None:
        for switch in _SWITCHES:
            self._bus.ask_property(switch.address, switch.name, partial(self._set, switch.name))
        words = (_CHANNEL, _SWITCH)
        self._bus.call(_XFCE, "GetProperty", "ss", words, self._take_xfce)

    def _set(self, name: str, value: Any) -> None:
        was_on = bool(self._on)
        if value is True:
            self._on.add(name)
        else:
            self._on.discard(name)
        if bool(self._on) != was_on:
            self._bus.tell(PresenceChanged())

    def _hear_properties(self, body: Body, _sender: str) -> None:
        interface, changed, _dropped = body
        for switch in _SWITCHES:
            if interface == switch.address.interface and switch.name in changed:
                self._set(switch.name, changed[switch.name][1])

    def _hear_owner(self, body: Body, _sender: str) -> None:
        for switch in _SWITCHES:
            self._set(switch.name, value=False)
        if body[2]:
            self._ask()

    def _take_xfce(self, answer: Body | None) -> None:
        if answer is not None and isinstance(answer[0], tuple):
            self._set(_SWITCH, answer[0][1])

    def _hear_xfce(self, body: Body, _sender: str) -> None:
        channel, name, value = body
        if (channel, name) == (_CHANNEL, _SWITCH):
            self._set(_SWITCH, value[1])
