"""Measure a round of feeds that have nothing new, against bare aiohttp asking for the same.

    python tests/benchmarks/feeds.py [--feeds 3000] [--rounds 3]

Every feed is on a host of its own (127.x.y.z), so that politeness costs nothing. The server is
a process of its own. Ends with 1 when a round costs more than three times the floor; each round
is measured beside a floor of its own, and the best pair counts.
"""

import argparse
import asyncio
import contextlib
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import aiohttp

from relationship_journal.core import Core, open_core
from relationship_journal.store.models_following import Feed

MOST = 3.0
AT_ONCE = 8
_FEED = (
    b"<rss version='2.0'><channel><title>Quiet</title><link>http://quiet.example/</link>"
    + b"".join(
        b"<item><guid isPermaLink='false'>%d</guid><title>Post %d</title>"
        b"<link>http://quiet.example/%d</link><pubDate>Sun, %02d Nov 2026 10:00:00 GMT</pubDate>"
        b"</item>" % (number, number, number, number)
        for number in range(1, 11)
    )
    + b"</channel></rss>"
)
_WHOLE = (
    b'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nETag: "a"\r\n'
    b"Last-Modified: Sun, 22 Nov 2026 10:00:00 GMT\r\nContent-Length: %d\r\n\r\n"
    % len(_FEED)
    + _FEED
)
_UNCHANGED = b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'


def main() -> int:
    """Measure as many rounds as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--feeds", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with _server() as port, tempfile.TemporaryDirectory() as folder:
        now = [datetime(2026, 11, 23, 10, 30, tzinfo=UTC)]
        core = open_core(Path(folder) / "feeds.db", begin=True, clock=lambda: now[0], zone=UTC)
        with contextlib.closing(core):
            urls = _follow(core, chosen.feeds, port)
            began = time.perf_counter()
            states = {row.state for row in core.fetching.fetch()}
            _say(f"the first reading: {time.perf_counter() - began:.2f} s, {sorted(states)}")
            return _report([_pair(core, urls, now) for _again in range(chosen.rounds)])


def _follow(core: Core, count: int, port: int) -> list[str]:
    urls = [
        f"http://127.{n // 62500}.{n // 250 % 250}.{n % 250 + 2}:{port}/feed" for n in range(count)
    ]
    with core._journal.change("Follow"):
        for number, url in enumerate(urls):
            person = core.contacts.add(f"Person {number}", circle="Regular")
            Feed.create(
                contact_id=person, url=url, is_own_network=True, created_at="2026-01-01T00:00:00Z"
            )
    return urls


def _pair(core: Core, urls: list[str], now: list[datetime]) -> tuple[float, float, float, float]:
    floor, floor_work = _taken(lambda: asyncio.run(_bare(urls)))
    now[0] += timedelta(hours=1)
    found = []
    ours, our_work = _taken(lambda: found.extend(core.fetching.fetch()))
    if {(row.state, row.was_asked) for row in found} != {("ok", True)}:
        raise SystemExit("Not every feed was asked and well.")
    return floor, ours, floor_work, our_work


async def _bare(urls: list[str]) -> None:
    """Ask for all of them with aiohttp and nothing else."""
    room = asyncio.Semaphore(AT_ONCE)
    headers = {"If-None-Match": '"a"', "If-Modified-Since": "Sun, 22 Nov 2026 10:00:00 GMT"}
    async with aiohttp.ClientSession(headers=headers) as session:

        async def ask(url: str) -> None:
            async with room, session.get(url) as answer:
                await answer.read()
                if answer.status != 304:
                    raise SystemExit("The server does not know its own tag.")

        await asyncio.gather(*(ask(url) for url in urls))


def _taken(work: Callable[[], object]) -> tuple[float, float]:
    """Return seconds by the clock and of processor time."""
    used, began = _processor(), time.perf_counter()
    work()
    return time.perf_counter() - began, _processor() - used


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _report(pairs: list[tuple[float, float, float, float]]) -> int:
    for floor, ours, floor_work, our_work in pairs:
        _say(
            f"bare {floor:.2f} s, ours {ours:.2f} s: {ours / floor:.2f} times"
            f" (processor {floor_work:.2f} s and {our_work:.2f} s)"
        )
    best = min(ours / floor for floor, ours, _floor_work, _our_work in pairs)
    return 0 if best <= MOST else 1


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def _server() -> Iterator[int]:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(there,), daemon=True
    )
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def _serve(there: Connection) -> None:
    asyncio.run(_listen(there))


async def _listen(there: Connection) -> None:
    everywhere = "0.0.0.0"  # noqa: S104  every address of 127.0.0.0/8 is one of these hosts
    server = await asyncio.get_running_loop().create_server(_Answering, everywhere, 0, backlog=512)
    there.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


class _Answering(asyncio.Protocol):
    """Answers with a feed, or that nothing is new."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._transport.write(_UNCHANGED if b"If-None-Match" in data else _WHOLE)


if __name__ == "__main__":
    sys.exit(main())
