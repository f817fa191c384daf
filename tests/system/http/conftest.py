"""A server that misbehaves, and a fetcher that may reach it."""

import ssl
from collections.abc import Callable, Iterator

import pytest
import trustme

from relationship_journal.system.http.fetch import Limits
from relationship_journal.system.http.fetcher import Fetcher
from tests.feed_server.behaviours import BEHAVIOURS
from tests.feed_server.server import FeedServer

QUICK = Limits(connect=0.5, gap=0.4, whole=0.8)
# for what does not end by the clock, whatever else the computer does
PATIENT = Limits(connect=10, gap=10, whole=20)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[FeedServer]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(tls)
    with FeedServer(dict(BEHAVIOURS), tls).running_in_a_thread() as running:
        yield running


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    tls = ssl.create_default_context()
    authority.configure_trust(tls)
    return tls


def everything_is_here(host: str, port: int) -> list[tuple[int, str]]:
    """Find every made-up host on this machine."""
    return [(2, "127.0.0.1")]


@pytest.fixture
def open_fetcher(trusting: ssl.SSLContext) -> Iterator[Callable[..., Fetcher]]:
    """Open a fetcher that may reach 127.0.0.1; all are closed."""
    opened: list[Fetcher] = []

    def open_one(**settings: object) -> Fetcher:
        usual = {
            "limits": PATIENT,
            "pause": 0.0,
            "pauses": {},
            "tls": trusting,
            "look_up": everything_is_here,
            "allow": ("127.0.0.1",),
        }
        fetcher = Fetcher(**{**usual, **settings})
        opened.append(fetcher)
        return fetcher

    yield open_one
    for fetcher in opened:
        fetcher.close()


@pytest.fixture
def fetcher(open_fetcher: Callable[..., Fetcher]) -> Fetcher:
    return open_fetcher()
