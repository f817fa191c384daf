"""Connecting: to checked addresses only, and with a count of every byte that comes back."""

import asyncio
import functools
import ipaddress
import socket
import ssl
from collections.abc import Collection
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.client_proto import ResponseHandler
from yarl import URL

from relationship_journal.system.http import guard
from relationship_journal.system.http.names import Names

_BESIDES_THE_BODY = 512 * 1024


class PrivateAddress(OSError):  # noqa: N818  named by what happened
    """The host's address is not one of the public internet."""


class Doorkeeper:
    """Says which addresses one exchange may connect to.

    Args:
        allow: addresses that are let through although they are not public; for tests.
        own: the one place on the user's own network that they named, or None.
    """

    def __init__(self, allow: Collection[str] = (), own: URL | None = None) -> None:
        self._allow = allow
        self._own_host = (own.raw_host or "").lower() if own is not None else ""
        self._own_ports = _ports_of(own)
        self._own_places: set[tuple[str, int]] = set()

    def check_number(self, url: URL) -> None:
        """Look at a host that is written as an address; nobody looks it up.

        Raises: PrivateAddress.
        """
        host = url.raw_host or ""
        if _is_address(host):
            self.check_answers(host, url.port or 0, [host])

    def check_answers(self, host: str, port: int, addresses: Collection[str]) -> None:
        """Look at everything a name server said; one private answer is one too many.

        Raises: PrivateAddress.
        """
        if host.lower() == self._own_host and port in self._own_ports:
            self._let_in(addresses)
            for address in addresses:
                self.check(address, port)
        elif any(guard.blocked(one) for one in addresses if one not in self._allow):
            raise PrivateAddress(None, "not a public address")

    def check(self, address: str, port: int) -> None:
        """Look at the address that is about to be connected to.

        Raises: PrivateAddress.
        """
        if address in self._allow or (address, port) in self._own_places:
            return
        if guard.blocked(address):
            raise PrivateAddress(None, "not a public address")

    def _let_in(self, addresses: Collection[str]) -> None:
        self._own_places.update(
            (address, port)
            for address in addresses
            for port in self._own_ports
            if guard.is_own(address)
        )


def _ports_of(own: URL | None) -> frozenset[int]:
    if own is None:
        return frozenset()
    port = own.port or 0
    # a server at home that sends its readers on to https
    return frozenset({80, 443}) if port == 80 else frozenset({port})


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class Connector(aiohttp.TCPConnector):
    """Makes one connection an exchange, through the doorkeeper.

    Args:
        most: bytes on the wire after which it hangs up, interim answers and headers included.
    """

    def __init__(
        self, doorkeeper: Doorkeeper, names: Names, tls: ssl.SSLContext, *, most: int
    ) -> None:
        super().__init__(
            resolver=_Resolver(doorkeeper, names),
            ssl=tls,
            use_dns_cache=False,
            force_close=True,
            socket_factory=functools.partial(_socket, doorkeeper),
        )
        counting: Any = functools.partial(
            _Counting, most=most + _BESIDES_THE_BODY, loop=asyncio.get_running_loop()
        )
        self._factory = counting


def _socket(doorkeeper: Doorkeeper, place: Any) -> socket.socket:
    """Make the socket for an address, just before it is connected to."""
    family, kind, proto, _name, where = place
    doorkeeper.check(str(where[0]), int(where[1]))
    return socket.socket(family, kind, proto)


class _Resolver(AbstractResolver):
    def __init__(self, doorkeeper: Doorkeeper, names: Names) -> None:
        self._doorkeeper, self._names = doorkeeper, names

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._names.addresses(host, port)
        if not found:
            raise OSError(None, "no address")
        self._doorkeeper.check_answers(host, port, [address for _family, address in found])
        del family
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=family_of,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for family_of, address in found
        ]

    async def close(self) -> None:
        """Keep nothing."""


class TooMuch(aiohttp.ClientError):
    """More came than anybody asked for."""


class _Counting(ResponseHandler):
    """Hangs up on a server that does not come to the point: interim answers without end."""

    def __init__(self, *, most: int, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop=loop)
        self._most, self._came = most, 0

    def data_received(self, data: bytes) -> None:
        self._came += len(data)
        if self._came > self._most:
            transport = self.transport
            self.set_exception(TooMuch())
            if transport is not None:
                transport.abort()
            return
        super().data_received(data)
