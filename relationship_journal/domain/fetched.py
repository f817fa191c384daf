"""What came of asking for an address: the answer, or why there is none."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """What an answer means for whoever asked."""

    READ = "read"  # a body came; whether it is a feed is for its reader to say
    UNCHANGED = "unchanged"  # 304
    GONE = "gone"  # 410
    MISSING = "missing"  # 404
    REFUSED = "refused"  # 401, 403, 451 and the like, or a test for robots
    BUSY = "busy"  # 429
    FAILED = "failed"  # the network or the server; it may work later
    UNREADABLE = "unreadable"  # too big, going in circles, not of the web; it will not work later
    OFFLINE = "offline"  # this computer's own connection; nobody's fault
    CANCELLED = "cancelled"  # nobody waits for it any more


class Reason(StrEnum):
    """Why there is no body, in one word for rules and tests; sentences are made elsewhere."""

    NONE = ""
    STATUS = "status"
    ADDRESS = "address"  # not an address that can be asked
    PRIVATE = "private_address"
    SCHEME = "scheme"
    DOWNGRADE = "downgrade"  # from https to http
    REDIRECTS = "redirects"  # too many, in circles, or to nowhere
    TOO_BIG = "too_big"
    ENCODING = "encoding"
    PARTIAL = "partial"
    CHALLENGE = "challenge"
    TIMEOUT = "timeout"
    NAME = "name"  # the host's name is not known
    CONNECTION = "connection"
    PROTOCOL = "protocol"  # the answer is not HTTP
    TRUNCATED = "truncated"
    CERTIFICATE = "certificate"
    CERTIFICATE_HOST = "certificate_host"
    CERTIFICATE_EXPIRED = "certificate_expired"
    TLS = "tls"
    PORTAL = "portal"  # a network that wants a login first


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask for.

    `etag` and `last_modified` are given back as they came, byte for byte (as latin-1 text).
    `is_own_network` is the user's own word that this one address may be a private one.
    `accept` is the kind of document hoped for: feed, page or json. `is_by_hand`: somebody waits
    for it.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    is_own_network: bool = False
    accept: str = "feed"
    is_by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer.

    `url` was asked for and `final_url` answered, after redirects. `permanent_url` is where the
    address has moved for good, "" where it has not (every redirect of the chain was a 301 or
    308). `headers` are in the order they came, names in lower case, values as latin-1 text.
    `is_whole` is False for a compressed body that ended early: it can be read, and its validators
    must not be kept.
    """

    url: str
    outcome: Outcome
    status: int = 0
    final_url: str = ""
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    permanent_url: str = ""
    reason: Reason = Reason.NONE
    is_whole: bool = True
    elapsed: float = 0.0

    def header(self, name: str) -> str:
        """Return the first header of this name (in lower case), "" where there is none."""
        return next((value for key, value in self.headers if key == name), "")

    def headers_of(self, name: str) -> tuple[str, ...]:
        """Return every header of this name (in lower case)."""
        return tuple(value for key, value in self.headers if key == name)


class Fetches(Protocol):
    """Whoever can ask: the real thing is `system.http.fetcher.Fetcher`, tests have their own.

    Usable from any thread; nothing in it raises for what a server or a network does.
    """

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
        ...

    def get_many(
        self, requests: Iterable[Request], is_cancelled: Callable[[], bool] = ...
    ) -> Iterator[tuple[Request, Fetched]]:
        """Ask for many, the most important first, and yield each as it comes."""
        ...
