"""Looking up hosts without letting a slow name server hold anything up."""

import asyncio
import socket
import threading
from collections.abc import Callable

LookUp = Callable[[str, int], list[tuple[int, str]]]
"""Returns (family, address) of a host and port, as the system orders them; raises OSError."""

MOST_AT_ONCE = 64


def look_up(host: str, port: int) -> list[tuple[int, str]]:
    """Ask the system for a host's addresses."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(int(family), str(place[0])) for family, _kind, _proto, _name, place in found]


class Names:
    """Looks up names on threads of its own, which nobody waits for once nobody asks.

    A pool's threads would be waited for when the program ends, up to half a minute each.
    """

    def __init__(self, look_up: LookUp = look_up) -> None:
        self._look_up = look_up
        self._room = threading.BoundedSemaphore(MOST_AT_ONCE)

    async def addresses(self, host: str, port: int) -> list[tuple[int, str]]:
        """Return (family, address) of a host.

        Raises: OSError when there is no such host, or when too many look-ups hang.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[tuple[int, str]]] = loop.create_future()
        if not self._room.acquire(blocking=False):
            raise OSError(None, "no answer of the name server")
        worker = threading.Thread(
            target=self._work, args=(host, port, loop, answer), name="name", daemon=True
        )
        try:
            worker.start()
        except RuntimeError as error:  # no thread to be had
            self._room.release()
            raise OSError(None, "no thread") from error
        return await answer

    def _work(
        self,
        host: str,
        port: int,
        loop: asyncio.AbstractEventLoop,
        answer: "asyncio.Future[list[tuple[int, str]]]",
    ) -> None:
        found: list[tuple[int, str]] = []
        error: Exception | None = None
        try:
            found = self._look_up(host, port)
        except UnicodeError:  # a label too long for the name system
            error = socket.gaierror(socket.EAI_NONAME, "no such name")
        except Exception as other:  # noqa: BLE001  it is raised again where it is waited for
            error = other
        finally:
            self._room.release()
        if not loop.is_closed():
            try:
                loop.call_soon_threadsafe(_tell, answer, found, error)
            except RuntimeError:  # closed meanwhile: nobody waits
                return


def _tell(
    answer: "asyncio.Future[list[tuple[int, str]]]",
    found: list[tuple[int, str]],
    error: Exception | None,
) -> None:
    if answer.done():
        return
    if error is not None:
        answer.set_exception(error)
    else:
        answer.set_result(found)
