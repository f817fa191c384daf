"""A web server on this machine that misbehaves on demand; one behaviour a path."""

import asyncio
import contextlib
import ssl
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

Behaviour = Callable[["Asked", asyncio.StreamWriter, "FeedServer"], Awaitable[None]]
LONGEST = 30.0  # seconds an answer may take
NEIGHBOUR = "127.0.0.2"
"""A private neighbour, which nobody may be led to."""


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: tuple[tuple[str, bytes], ...]
    host: str

    def header(self, name: str) -> bytes:
        return next((value for key, value in self.headers if key == name), b"")


@dataclass
class FeedServer:
    """Serves behaviours on 127.0.0.1, by plain HTTP and by TLS, and listens as the neighbour.

    `asked` is what came; `canary` counts connections to the neighbour; `most_at_once` is how
    many requests with the same Host header ran at the same time.
    """

    behaviours: dict[str, Behaviour] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)
    canary: int = 0
    port: int = 0
    tls_port: int = 0
    ipv6_port: int = 0
    most_at_once: Counter[str] = field(default_factory=Counter)
    running: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    cuts: set[str] = field(default_factory=set)

    def url(self, name: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/{name}"

    def tls_url(self, name: str, host: str = "localhost") -> str:
        return f"https://{host}:{self.tls_port}/{name}"

    def neighbour_url(self, name: str = "secret") -> str:
        return f"http://{NEIGHBOUR}:{self.port}/{name}"

    def asked_for(self, name: str) -> list[Asked]:
        return [one for one in self.asked if one.path.partition("?")[0] == f"/{name}"]

    @contextlib.contextmanager
    def running_in_a_thread(self) -> Iterator["FeedServer"]:
        loop = asyncio.new_event_loop()
        ready = threading.Event()
        thread = threading.Thread(target=self._run, args=(loop, ready), name="feed server")
        thread.start()
        try:
            assert ready.wait(10)
            yield self
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(10)

    def _run(self, loop: asyncio.AbstractEventLoop, ready: threading.Event) -> None:
        asyncio.set_event_loop(loop)
        servers = loop.run_until_complete(self._listen())
        ready.set()
        try:
            loop.run_forever()
        finally:
            for server in servers:
                server.close()
            left = asyncio.all_tasks(loop)
            for task in left:
                task.cancel()
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
            loop.run_until_complete(asyncio.sleep(0))
            loop.close()

    async def _listen(self) -> list[asyncio.Server]:
        plain = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = plain.sockets[0].getsockname()[1]
        servers = [plain, await asyncio.start_server(self._count, NEIGHBOUR, self.port)]
        if self.tls is not None:
            secure = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.tls)
            self.tls_port = secure.sockets[0].getsockname()[1]
            servers.append(secure)
        with contextlib.suppress(OSError):  # a machine without IPv6
            six = await asyncio.start_server(self._serve, "::1", 0)
            self.ipv6_port = six.sockets[0].getsockname()[1]
            servers.append(six)
        return servers

    async def _count(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.canary += 1
        writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = None
        try:
            async with asyncio.timeout(LONGEST):
                asked = _parsed(await reader.readuntil(b"\r\n\r\n"))
                self.asked.append(asked)
                name = asked.path.partition("?")[0].strip("/")
                self.counts[name] += 1
                self.running[asked.host] += 1
                self.most_at_once[asked.host] = max(
                    self.most_at_once[asked.host], self.running[asked.host]
                )
                await self.behaviours[name](asked, writer, self)
                await writer.drain()
        except (
            OSError,
            asyncio.CancelledError,  # the server stops
            asyncio.IncompleteReadError,
            asyncio.LimitOverrunError,
        ):
            if asked is not None:
                self.cuts.add(asked.path.strip("/"))
        finally:
            if asked is not None:
                self.running[asked.host] -= 1
            with contextlib.suppress(OSError, RuntimeError):
                writer.close()


def _parsed(head: bytes) -> Asked:
    first, *lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    headers = tuple(
        (name.decode("latin-1").lower(), value.strip(b" "))
        for name, _colon, value in (line.partition(b":") for line in lines)
    )
    host = dict(headers).get("host", b"").decode("latin-1")
    return Asked(first.split(b" ")[1].decode("latin-1"), headers, host)
