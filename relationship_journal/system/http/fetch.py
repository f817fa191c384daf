"""One exchange: ask an address, follow where it leads, and say what came of it."""

import asyncio
import logging
import ssl
import time
from collections.abc import Collection
from dataclasses import dataclass, replace

import aiohttp
from yarl import URL

from relationship_journal import __version__
from relationship_journal.domain.fetched import Fetched, Outcome, Reason, Request
from relationship_journal.system.http import body as bodies
from relationship_journal.system.http import faults, guard
from relationship_journal.system.http.connecting import Connector, Doorkeeper
from relationship_journal.system.http.names import Names
from relationship_journal.system.http.politeness import Manners

_log = logging.getLogger(__name__)
USER_AGENT = f"RelationshipJournal/{__version__} (desktop; personal use)"
MOST_HOPS = 5
_LONGEST_FIELD = 8190
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WITH_A_BODY = frozenset({200, 203})
_EMPTY = frozenset({204, 205})
_MAY_BE_A_TEST = frozenset({403, 429, 503})
_MEANINGS = {
    206: (Outcome.FAILED, Reason.PARTIAL),
    304: (Outcome.UNCHANGED, Reason.NONE),
    404: (Outcome.MISSING, Reason.STATUS),
    410: (Outcome.GONE, Reason.STATUS),
    **dict.fromkeys((401, 402, 403, 407, 451, 999), (Outcome.REFUSED, Reason.STATUS)),
    **dict.fromkeys((420, 429), (Outcome.BUSY, Reason.STATUS)),
    511: (Outcome.OFFLINE, Reason.PORTAL),
}
_ACCEPT = {
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml,"
    " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1",
    "page": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.1",
    "json": "application/json, application/jrd+json, */*;q=0.1",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much, in seconds and bytes; the whole exchange counts its redirects."""

    connect: float = 10.0
    gap: float = 10.0
    whole: float = 20.0
    on_the_wire: int = bodies.MOST_ON_THE_WIRE
    unpacked: int = bodies.MOST_UNPACKED


class Asker:
    """Asks the web for single documents, without cookies, disguise, or the system's proxy.

    Args:
        manners: gives the turns.
        names: looks up hosts.
        tls: whom to trust.
        limits: how long and how much.
        allow: addresses that are let through although they are not public; for tests.
    """

    def __init__(
        self,
        manners: Manners,
        names: Names,
        tls: ssl.SSLContext,
        *,
        limits: Limits,
        allow: Collection[str] = (),
    ) -> None:
        self._manners, self._names, self._tls = manners, names, tls
        self._limits, self._allow = limits, allow

    async def ask(self, request: Request) -> Fetched:
        """Return what came of a request; nothing a server does is raised."""
        began = time.monotonic()
        exchange = _Exchange(request)
        try:
            found = await self._follow(exchange)
        except guard.Refused as refused:
            found = exchange.ended(faults.outcome_of(refused.reason), refused.reason)
        except Exception as error:
            reason = faults.reason_of(error)
            if reason is None:
                raise
            if not isinstance(error, OSError | aiohttp.ClientError):
                _log.warning("An answer could not be taken apart", exc_info=error)
            found = exchange.ended(faults.outcome_of(reason), reason)
        return replace(found, elapsed=time.monotonic() - began)

    async def _follow(self, exchange: "_Exchange") -> Fetched:
        url = guard.checked(exchange.request.url)
        own = url if exchange.request.is_own_network else None
        doorkeeper = Doorkeeper(self._allow, own)
        left = self._limits.whole
        async with self._session(doorkeeper) as session:
            while True:
                group = self._manners.group_of(url.raw_host or "")
                async with self._manners.turn(group, is_by_hand=exchange.request.is_by_hand):
                    while self._manners.group_of(url.raw_host or "") == group:
                        began = time.monotonic()
                        doorkeeper.check_number(url)
                        async with asyncio.timeout(max(left, 0)):
                            found = await self._hop(session, exchange, url)
                        left -= time.monotonic() - began
                        if isinstance(found, Fetched):
                            return found
                        url = found

    def _session(self, doorkeeper: Doorkeeper) -> aiohttp.ClientSession:
        limits = self._limits
        session = aiohttp.ClientSession(
            connector=Connector(doorkeeper, self._names, self._tls, most=limits.on_the_wire),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, connect=limits.connect, sock_read=limits.gap),
            auto_decompress=False,
            trust_env=False,
            max_line_size=_LONGEST_FIELD,
            max_field_size=_LONGEST_FIELD,
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding"),
        )
        # a server that hangs up is not asked a second time at once
        vars(session)["_retry_connection"] = False
        return session

    async def _hop(
        self, session: aiohttp.ClientSession, exchange: "_Exchange", url: URL
    ) -> Fetched | URL:
        """Ask one address; returns where to ask next when it sends one on."""
        exchange.at(url)
        async with session.get(
            url, headers=exchange.headers_for(url), allow_redirects=False
        ) as answer:
            exchange.status = answer.status
            exchange.headers = tuple(
                (name.decode("latin-1").lower(), value.decode("latin-1"))
                for name, value in answer.raw_headers
            )
            if answer.status in _REDIRECTS:
                return exchange.next_hop(url)
            return await self._settled(exchange, answer)

    async def _settled(self, exchange: "_Exchange", answer: aiohttp.ClientResponse) -> Fetched:
        status = answer.status
        if status in _WITH_A_BODY:
            return exchange.read(await self._body(exchange, answer))
        if status in _EMPTY:
            return exchange.read(bodies.Body(b""))
        if status in _MAY_BE_A_TEST and await _is_challenge(exchange, answer):
            return exchange.ended(Outcome.REFUSED, Reason.CHALLENGE)
        return exchange.ended(*_MEANINGS.get(status, (Outcome.FAILED, Reason.STATUS)))

    async def _body(self, exchange: "_Exchange", answer: aiohttp.ClientResponse) -> bodies.Body:
        limits = self._limits
        if (answer.content_length or 0) > limits.on_the_wire:
            raise guard.Refused(Reason.TOO_BIG)
        return await bodies.read(
            answer.content.iter_any(),
            bodies.coding_of(exchange.header("content-encoding")),
            most_on_the_wire=limits.on_the_wire,
            most_unpacked=limits.unpacked,
        )


class _Exchange:
    """What is known of an exchange so far."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.status = 0
        self.headers: tuple[tuple[str, str], ...] = ()
        self._url = ""
        self._first: URL | None = None
        self._seen: set[str] = set()
        self._is_permanent = True

    def header(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key == name)

    def at(self, url: URL) -> None:
        self._url = str(url)
        self._first = self._first or url
        self._seen.add(self._url)
        self.status, self.headers = 0, ()

    def headers_for(self, url: URL) -> dict[str, str]:
        """Return what to send; the validators go to the host they came from only."""
        request = self.request
        headers = {
            "User-Agent": USER_AGENT,
            "Accept": _ACCEPT.get(request.accept, _ACCEPT["page"]),
            "Accept-Encoding": "gzip, deflate",
        }
        if self._first is not None and _is_same_place(self._first, url):
            for name, value in (
                ("If-None-Match", request.etag),
                ("If-Modified-Since", request.last_modified),
            ):
                kept = as_sent(value)
                if kept:
                    headers[name] = kept
        return headers

    def next_hop(self, url: URL) -> URL:
        """Return where a redirect leads. Raises: Refused."""
        location = next((v for name, v in self.headers if name == "location"), None)
        if location is None:
            raise guard.Refused(Reason.REDIRECTS)
        target = guard.next_hop(url, location.encode("latin-1"))
        if len(self._seen) > MOST_HOPS or str(target) in self._seen:
            raise guard.Refused(Reason.REDIRECTS)
        self._is_permanent = self._is_permanent and self.status in _PERMANENT
        return target

    def read(self, body: bodies.Body) -> Fetched:
        return replace(self.ended(Outcome.READ), body=body.data, is_whole=body.is_whole)

    def ended(self, outcome: Outcome, reason: Reason = Reason.NONE) -> Fetched:
        has_moved = self._is_permanent and len(self._seen) > 1
        return Fetched(
            self.request.url,
            outcome,
            self.status,
            final_url=self._url,
            headers=self.headers,
            permanent_url=self._url if has_moved else "",
            reason=reason,
        )


def _is_same_place(first: URL, url: URL) -> bool:
    """Say whether an address is on the host asked first, perhaps by https now."""
    is_upgrade = (first.scheme, first.port, url.scheme, url.port) == ("http", 80, "https", 443)
    return url.origin() == first.origin() or (is_upgrade and url.raw_host == first.raw_host)


def as_sent(value: str) -> str:
    """Return a validator so that the library sends the very bytes that came; "" if it cannot.

    Values are kept as latin-1 text, and the library writes UTF-8.
    """
    try:
        text = value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""
    return text if text.isprintable() else ""


async def _is_challenge(exchange: _Exchange, answer: aiohttp.ClientResponse) -> bool:
    """Say whether this is a test for robots, which a person would have to pass."""
    if exchange.header("cf-mitigated"):
        return True
    start = b""
    try:
        while len(start) < 4096:
            piece = await answer.content.readany()
            if not piece:
                break
            start += piece
    except aiohttp.ClientError:
        return False
    return b"Just a moment" in start or b"challenge-platform" in start
