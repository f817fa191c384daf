"""A web that exists in memory only: answers by address, and a log of who was asked when."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlsplit

from relationship_journal.domain.fetched import Fetched, Outcome, Reason, Request
from relationship_journal.domain.page_facts import PageFacts
from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.system.feeds.page import read_page
from relationship_journal.system.feeds.parse import read_feed

Answers = Callable[[Request], Fetched]


@dataclass(frozen=True)
class Item:
    """A post as a feed tells of it."""

    guid: str
    title: str = ""
    published: datetime | None = None
    link: str = ""


def rss(*items: Item, title: str = "Quiet gardens", more: str = "") -> bytes:
    """Return a feed with these posts."""
    told = "".join(
        f"<item><guid isPermaLink='false'>{item.guid}</guid>"
        f"<title>{item.title or item.guid}</title>"
        f"<link>{item.link or f'https://quiet.example/{item.guid}'}</link>"
        + (f"<pubDate>{format_datetime(item.published)}</pubDate>" if item.published else "")
        + "</item>"
        for item in items
    )
    return (
        f"<rss version='2.0'><channel><title>{title}</title>"
        f"<link>https://quiet.example/</link>{more}{told}</channel></rss>"
    ).encode()


def read(url: str, body: bytes, **headers: str) -> Fetched:
    """Return an answer with a body."""
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Fetched(url, Outcome.READ, 200, final_url=url, body=body, headers=named)


def status(url: str, outcome: Outcome, code: int, **headers: str) -> Fetched:
    """Return an answer without one."""
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Fetched(url, outcome, code, final_url=url, headers=named, reason=Reason.STATUS)


@dataclass
class MadeUpWeb:
    """Answers as it is told to; `asked` holds every request and when it came."""

    clock: Callable[[], datetime]
    answers: dict[str, Fetched | Answers] = field(default_factory=dict)
    asked: list[tuple[Request, datetime]] = field(default_factory=list)
    by_default: Answers = field(
        default=lambda request: Fetched(
            request.url, Outcome.FAILED, final_url=request.url, reason=Reason.NAME
        )
    )

    def urls(self) -> list[str]:
        return [request.url for request, _at in self.asked]

    def times(self, url: str) -> int:
        return self.urls().count(url)

    def get(self, url: str, **more: object) -> Fetched:
        return self._answer(Request(url, **more))

    def get_many(
        self, requests: Iterable[Request], is_cancelled: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[Request, Fetched]]:
        for request in list(requests):
            if is_cancelled():
                return
            yield request, self._answer(request)

    def group_of(self, host: str) -> str:
        return ".".join(host.split(".")[-2:])

    def _answer(self, request: Request) -> Fetched:
        self.asked.append((request, self.clock()))
        answer = self.answers.get(request.url, self.by_default)
        found = answer if isinstance(answer, Fetched) else answer(request)
        return found if urlsplit(found.url).scheme else replace(found, url=request.url)


class ReaderHere:
    """Reads feeds in this very process; tests of the child itself are elsewhere."""

    def read(self, body: bytes, url: str = "", content_type: str = "") -> ParsedFeed:
        return read_feed(body, url, content_type)

    def read_page(
        self, body: bytes, url: str, content_type: str = "", link_headers: tuple[str, ...] = ()
    ) -> PageFacts:
        return read_page(body, url, content_type, list(link_headers))
