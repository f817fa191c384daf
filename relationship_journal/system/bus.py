"""A D-Bus connection that never waits: calls are sent, answers come when it is read.

Who opened it watches `fileno()` and calls `read()` when there is something. jeepney speaks the
protocol because QtDBus in PySide6 cannot send the unsigned numbers that notifications need.
"""

import errno
import itertools
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from relationship_journal.domain.desk import DeskEvent

_log = logging.getLogger(__name__)
_PATIENCE = 1.0  # seconds; a bus answers in one thousandth of that
_AT_ONCE, _MOST_READS = 65_536, 64

Body = tuple[Any, ...]
Then = Callable[[Body | None], None]
"""Gets what a call returned, or None when it failed."""
Heard = Callable[[Body, str], None]
"""Gets what a signal carries, and the unique name of who sent it."""


@dataclass(frozen=True, slots=True)
class Address:
    """An object on the bus: the name it goes by, its path, and the interface that is meant."""

    name: str
    path: str
    interface: str

    def on(self, interface: str) -> "Address":
        """Return the same object by another of its interfaces."""
        return Address(self.name, self.path, interface)


DAEMON = Address("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
PROPERTIES = "org.freedesktop.DBus.Properties"


class Bus:
    """One connection to a message bus.

    Make it with `open_bus`. Whoever hears something worth telling puts an event in with `tell`;
    `read` hands them out.
    """

    def __init__(
        self, connected: socket.socket, parser: Any, *, takes_handles: bool = False
    ) -> None:
        self._socket, self._parser, self._takes_handles = connected, parser, takes_handles
        self._serials = itertools.count(1)
        self._waiting: dict[int, Then] = {}
        self._heard: dict[tuple[str, str, str], list[Heard]] = {}
        self._events: list[DeskEvent] = []
        self.is_open = True
        self.call(DAEMON, "Hello")

    def fileno(self) -> int:
        """Return the descriptor to watch; -1 when the connection is closed."""
        return self._socket.fileno() if self.is_open else -1

    def tell(self, event: DeskEvent) -> None:
        """Put in what `read` is to hand out."""
        self._events.append(event)

    def call(
        self,
        to: Address,
        method: str,
        signature: str = "",
        body: Body = (),
        then: Then | None = None,
        *,
        may_start: bool = False,
    ) -> None:
        """Send a call; `then` gets its answer out of a later `read`.

        Args:
            signature: of the body, in D-Bus's letters.
            may_start: whether the bus may start the service for it.
        """
        from jeepney import (  # type: ignore[import-untyped]  # noqa: PLC0415  only on Linux
            DBusAddress,
            MessageFlag,
            new_method_call,
        )

        address = DBusAddress(to.path, bus_name=to.name, interface=to.interface)
        message = new_method_call(address, method, signature or None, body)
        if not may_start:
            message.header.flags |= MessageFlag.no_auto_start
        if not self.is_open:
            return
        serial = next(self._serials)
        if then is not None:
            self._waiting[serial] = then
        # what is sent to a bus that hangs must not hang the window
        self._socket.settimeout(_PATIENCE)
        try:
            self._socket.sendall(message.serialise(serial=serial))
        except OSError:
            self.close()

    def ask_property(self, of: Address, name: str, then: Callable[[Any], None]) -> None:
        """Ask for a property; `then` gets its value, and nothing where there is none."""

        def unwrap(body: Body | None) -> None:
            if body is not None and isinstance(body[0], tuple):
                then(body[0][1])

        self.call(of.on(PROPERTIES), "Get", "ss", (of.interface, name), unwrap)

    def listen(self, to: Address, member: str, heard: Heard, *, about: str = "") -> None:
        """Hear a signal from now on.

        Args:
            to: who sends it; its name may be "" for anybody.
            about: its first argument, "" for any.
        """
        rule = f"type='signal',interface='{to.interface}',member='{member}',path='{to.path}'"
        if to.name:
            rule += f",sender='{to.name}'"
        if about:
            rule += f",arg0='{about}'"
        key = (to.path, to.interface, member)
        self._heard.setdefault(key, []).append(heard)
        self.call(DAEMON, "AddMatch", "s", (rule,))

    def read(self) -> list[DeskEvent]:
        """Take in what has arrived and return what there is to tell; never waits."""
        self._receive()
        while self.is_open:
            message = self._parser.get_next_message()
            if message is None:
                break
            self._take(message)
        events, self._events = self._events, []
        return events

    def close(self) -> None:
        """Leave the bus; calls that wait for an answer have failed. A second call does nothing."""
        if not self.is_open:
            return
        self.is_open = False
        self._socket.close()
        waiting, self._waiting = self._waiting, {}
        for then in waiting.values():
            then(None)

    def _receive(self) -> None:
        if not self.is_open:
            return
        self._socket.setblocking(False)
        try:
            for _read in range(_MOST_READS):
                data, handles = self._read_some()
                if not data:
                    raise ConnectionResetError(errno.ECONNRESET, "closed")
                self._parser.add_data(data, fds=handles)
        except BlockingIOError:
            return
        except OSError as error:
            _log.warning("The message bus went away: error %s", error.errno)
            self.close()

    def _read_some(self) -> tuple[bytes, list[Any]]:
        if not self._takes_handles:
            return self._socket.recv(_AT_ONCE), []
        from jeepney.fds import (  # type: ignore[import-untyped]  # noqa: PLC0415  only on Linux
            FileDescriptor,
            fds_buf_size,
        )

        data, beside, _flags, _address = self._socket.recvmsg(_AT_ONCE, fds_buf_size())
        return data, FileDescriptor.from_ancdata(beside)

    def _take(self, message: Any) -> None:
        from jeepney import HeaderFields, MessageType  # noqa: PLC0415  only on Linux

        fields, kind = message.header.fields, message.header.message_type
        if kind in {MessageType.method_return, MessageType.error}:
            then = self._waiting.pop(fields.get(HeaderFields.reply_serial), None)
            if then is not None:
                then(message.body if kind is MessageType.method_return else None)
        elif kind is MessageType.signal:
            key = (
                fields.get(HeaderFields.path),
                fields.get(HeaderFields.interface),
                fields.get(HeaderFields.member),
            )
            for heard in self._heard.get(key, ()):
                heard(message.body, fields.get(HeaderFields.sender, ""))


def open_bus(kind: Literal["SESSION", "SYSTEM"]) -> Bus | None:
    """Return a connection to one of the two buses, or None where there is none to be had.

    On the computer's bus answers may hold handles, such as the login service's.
    """
    try:
        from jeepney import Parser  # noqa: PLC0415  only on Linux
        from jeepney.bus import get_bus  # type: ignore[import-untyped]  # noqa: PLC0415  start-up
        from jeepney.io.blocking import prep_socket  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError:
        return None
    try:
        takes_handles = kind == "SYSTEM"
        connected = prep_socket(get_bus(kind), takes_handles, timeout=_PATIENCE)
    except (OSError, KeyError, ValueError, RuntimeError, StopIteration) as error:
        _log.info("There is no %s bus: %s", kind.lower(), type(error).__name__)
        return None
    return Bus(connected, Parser(), takes_handles=takes_handles)
