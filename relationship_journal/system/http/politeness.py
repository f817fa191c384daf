"""How many are asked at once, and how long a host is left alone in between."""

import asyncio
import contextlib
import ipaddress
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

AT_ONCE = 8
PAUSE = 2.0
# when somebody waits for what is found, and it is a dozen questions at most
PAUSE_BY_HAND = 1.0
# Reddit answers about one feed a minute
PAUSES: Mapping[str, float] = {"reddit.com": 60.0}
# Homes of many people on the same computers; each is one host to be polite to.
SHARED_HOMES = (
    "tumblr.com",
    "blogspot.com",
    "wordpress.com",
    "substack.com",
    "medium.com",
    "youtube.com",
    "reddit.com",
)
_MOST_REMEMBERED = 4096


@cache
def _suffixes() -> Any:
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415  start-up time

    return PublicSuffixList()


@lru_cache(maxsize=8192)
def group_of(host: str) -> str:
    """Return what is one host as far as politeness goes: the registrable domain, or an address."""
    name = host.lower().rstrip(".").strip("[]")
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        pass
    for home in SHARED_HOMES:
        if name == home or name.endswith(f".{home}"):
            return home
    return str(_suffixes().privatesuffix(name) or name)


@dataclass(slots=True)
class _Place:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ended_at: float | None = None
    waiting: int = 0


class Manners:
    """Gives turns: so many at once in all, one at a time and host group, with a pause between."""

    def __init__(
        self,
        *,
        at_once: int = AT_ONCE,
        pause: float = PAUSE,
        pauses: Mapping[str, float] = PAUSES,
        group_of: Callable[[str], str] = group_of,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.group_of = group_of
        self.at_once = at_once
        self._pause, self._pauses, self._clock = pause, pauses, clock
        self._room = asyncio.Semaphore(at_once)
        self._places: dict[str, _Place] = {}

    @contextlib.asynccontextmanager
    async def turn(self, group: str, *, is_by_hand: bool = False) -> AsyncIterator[None]:
        """Wait for one's turn with a host group and have it inside."""
        place = self._places.get(group) or self._new(group)
        place.waiting += 1
        try:
            async with place.lock:
                wait = self._left_alone(group, place, is_by_hand=is_by_hand)
                if wait > 0:
                    await asyncio.sleep(wait)
                async with self._room:
                    try:
                        yield
                    finally:
                        place.ended_at = self._clock()
        finally:
            place.waiting -= 1

    def _left_alone(self, group: str, place: _Place, *, is_by_hand: bool) -> float:
        """Return for how many seconds more a host group is left alone."""
        if place.ended_at is None:
            return 0.0
        usual = min(self._pause, PAUSE_BY_HAND) if is_by_hand else self._pause
        return place.ended_at + self._pauses.get(group, usual) - self._clock()

    def _new(self, group: str) -> _Place:
        if len(self._places) >= _MOST_REMEMBERED:
            self._places = {
                name: place
                for name, place in self._places.items()
                if place.waiting or self._left_alone(name, place, is_by_hand=False) > 0
            }
        return self._places.setdefault(group, _Place())
