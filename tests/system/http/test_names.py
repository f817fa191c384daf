"""Looking up hosts."""

import asyncio
import socket
import threading

import pytest

from relationship_journal.system.http import names
from relationship_journal.system.http.names import Names


def test_this_computer_is_found_by_its_name() -> None:
    found = asyncio.run(Names().addresses("localhost", 80))
    assert {address for _family, address in found} & {"127.0.0.1", "::1"}


def test_a_name_that_cannot_be_is_not_found() -> None:
    def too_long(host: str, port: int) -> list[tuple[int, str]]:
        return [(2, host.encode("idna").decode())]

    with pytest.raises(socket.gaierror):
        asyncio.run(Names(too_long).addresses("a" * 64 + ".example", 80))


def test_when_too_many_look_ups_hang_the_next_is_refused_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(names, "MOST_AT_ONCE", 2)
    let = threading.Event()

    def hangs(host: str, port: int) -> list[tuple[int, str]]:
        let.wait(10)
        return []

    async def three() -> None:
        looking = Names(hangs)
        waiting = [asyncio.ensure_future(looking.addresses("a", 80)) for _again in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(OSError, match="name server"):
            await looking.addresses("b", 80)
        for one in waiting:
            one.cancel()
        let.set()

    asyncio.run(three())


def test_an_answer_that_nobody_waits_for_any_more_is_dropped() -> None:
    let, answered = threading.Event(), threading.Event()

    def late(host: str, port: int) -> list[tuple[int, str]]:
        let.wait(10)
        answered.set()
        return []

    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await Names(late).addresses("a", 80)

    asyncio.run(give_up())
    let.set()
    assert answered.wait(5)
