"""Asking the web from any thread: one event loop in one thread of its own."""

import asyncio
import queue
import ssl
import threading
from collections.abc import Callable, Collection, Coroutine, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Any, TypeVar

from relationship_journal.domain.fetched import Fetched, Outcome, Request
from relationship_journal.system.http import names, politeness

if TYPE_CHECKING:
    from relationship_journal.system.http.fetch import Asker, Limits
    from relationship_journal.system.http.politeness import Manners

T = TypeVar("T")
_GRACE = 2.0  # seconds within which everything has stopped
_GLANCE = 0.1  # seconds between looks whether anybody still waits
_LARGE = 64 * 1024  # bytes of a body; of larger ones only so many may wait to be taken
_UNTAKEN = 2


def _never() -> bool:
    return False


class Fetcher:
    """Asks the web; its thread starts with the first question and ends with `close`.

    Args:
        limits: how long and how much; the usual where None.
        pause: seconds a host is left alone after an answer.
        pauses: the same for host groups that want more.
        tls: whom to trust; the system where None.
        look_up: finds a host's addresses.
        allow: addresses that are let through although they are not public; for tests.
    """

    def __init__(
        self,
        *,
        limits: "Limits | None" = None,
        pause: float = politeness.PAUSE,
        pauses: Mapping[str, float] = politeness.PAUSES,
        tls: ssl.SSLContext | None = None,
        look_up: names.LookUp = names.look_up,
        allow: Collection[str] = (),
    ) -> None:
        self._limits, self._tls = limits, tls
        self._pause, self._pauses = pause, pauses
        self._look_up, self._allow = look_up, frozenset(allow)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._asker: Asker | None = None
        self._manners: Manners | None = None
        self._is_closed = False

    def group_of(self, host: str) -> str:
        """Return what is one host as far as politeness goes."""
        return politeness.group_of(host)

    def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        is_own_network: bool = False,
        accept: str = "feed",
    ) -> Fetched:
        """Ask for one address and wait for what comes of it."""
        request = Request(url, etag, last_modified, is_own_network, accept, is_by_hand=True)
        for _request, found in self.get_many((request,)):
            return found
        return Fetched(url, Outcome.CANCELLED)

    def get_many(
        self, requests: Iterable[Request], is_cancelled: Callable[[], bool] = _never
    ) -> Iterator[tuple[Request, Fetched]]:
        """Ask for many, the most important first, and yield each answer as it comes.

        It ends early when it is cancelled or the fetcher is closed.
        """
        wanted = list(requests)
        if not wanted:
            return
        came: queue.SimpleQueue[tuple[Request, Fetched]] = queue.SimpleQueue()
        room = asyncio.Semaphore(_UNTAKEN)
        try:
            asking = self._submit(self._ask_all(wanted, room, came.put))
        except CancelledError:
            return
        try:
            for _one in wanted:
                found = self._wait(came, asking, is_cancelled)
                if found is None:
                    return
                if len(found[1].body) > _LARGE:
                    self._tell(room.release)
                yield found
        finally:
            asking.cancel()

    def close(self) -> None:
        """Stop asking, within two seconds; a second call does nothing."""
        with self._lock:
            self._is_closed = True
            thread, self._thread = self._thread, None
            loop, self._loop = self._loop, None
        if thread is not None and loop is not None:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(_GRACE)

    # --- on the caller's thread ------------------------------------------------------------------

    def _wait(
        self,
        came: "queue.SimpleQueue[tuple[Request, Fetched]]",
        asking: "Future[None]",
        is_cancelled: Callable[[], bool],
    ) -> tuple[Request, Fetched] | None:
        while not is_cancelled():
            try:
                return came.get(timeout=_GLANCE)
            except queue.Empty:
                if asking.cancelled() or self._is_closed:
                    return None
                if asking.done() and came.empty():
                    asking.result()  # a fault of ours is raised here
                    return None
        return None

    def _tell(self, what: Callable[[], None]) -> None:
        with self._lock:
            loop = self._loop
        if loop is not None:
            loop.call_soon_threadsafe(what)

    def _submit(self, work: Coroutine[Any, Any, T]) -> "Future[T]":
        with self._lock:
            if self._is_closed:
                work.close()
                raise CancelledError
            if self._loop is None:
                self._start()
            loop = self._loop
        assert loop is not None  # noqa: S101  it was started above
        return asyncio.run_coroutine_threadsafe(work, loop)

    def _start(self) -> None:
        loop = self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=_run, args=(loop,), name="fetcher", daemon=True)
        self._thread.start()

    # --- on the loop's thread --------------------------------------------------------------------

    async def _ask_all(
        self,
        wanted: list[Request],
        room: asyncio.Semaphore,
        tell: Callable[[tuple[Request, Fetched]], None],
    ) -> None:
        asker = self._asker or self._make_asker()
        by_group: dict[str, list[Request]] = {}
        for request in wanted:
            by_group.setdefault(_group_of(request.url), []).append(request)

        async def ask_in_turn(some: list[Request]) -> None:
            is_busy = False
            for request in some:
                if is_busy:  # it wants to be left alone
                    tell((request, Fetched(request.url, Outcome.CANCELLED)))
                    continue
                found = await asker.ask(request)
                is_busy = found.outcome is Outcome.BUSY and (
                    _group_of(found.final_url) == _group_of(request.url)
                )
                if len(found.body) > _LARGE:
                    await room.acquire()
                tell((request, found))

        async with asyncio.TaskGroup() as tasks:
            for some in by_group.values():
                tasks.create_task(ask_in_turn(some))

    def _make_asker(self) -> "Asker":
        from relationship_journal.system.http.fetch import Asker, Limits  # noqa: PLC0415  start-up
        from relationship_journal.system.http.politeness import Manners  # noqa: PLC0415  start-up

        self._asker = Asker(
            Manners(pause=self._pause, pauses=self._pauses),
            names.Names(self._look_up),
            self._tls or _system_trust(),
            limits=self._limits or Limits(),
            allow=self._allow,
        )
        return self._asker


def _group_of(url: str) -> str:
    host = url.partition("//")[2].partition("/")[0].rpartition("@")[2]
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return politeness.group_of(name)


def _system_trust() -> ssl.SSLContext:
    """Return a context that trusts whom the system trusts, a company's own roots included."""
    import truststore  # noqa: PLC0415  start-up time

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _run(loop: asyncio.AbstractEventLoop) -> None:
    """Run the loop until it is stopped, then cancel what is left and close it."""
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
