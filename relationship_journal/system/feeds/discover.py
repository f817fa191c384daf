"""The feeds a page names: in the answer's headers, in its head, and where a reader would click."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from relationship_journal.domain.feed_choice import FeedLink
from relationship_journal.system.feeds.plain_text import one_line, web_address

_SURE = {
    "application/rss+xml": "rss",
    "text/rss+xml": "rss",
    "application/x-rss+xml": "rss",
    "application/rss": "rss",
    "text/rss": "rss",
    "application/atom+xml": "atom",
    "text/atom+xml": "atom",
    "application/x-atom+xml": "atom",
    "application/atom": "atom",
    "text/atom": "atom",
    "application/rdf+xml": "rdf",
    "text/rdf+xml": "rdf",
    "application/feed+json": "json",
}
_WEAK = frozenset({"application/json", "application/xml", "text/xml", "application/x-netcdf"})
_SAYS_FEED = re.compile(r"feed|rss|atom", re.IGNORECASE)
_NO_FEED = re.compile(r"wp-json|oembed|/search|opensearch|sitemap|manifest", re.IGNORECASE)
_VISIBLE = re.compile(
    r"(?:/(?:feed|rss|atom|index)(?:\.(?:xml|rss|atom|json|rdf|php))?|\.(?:rss|atom|rdf)|/feed\.xml"
    r"|/feeds?/(?:posts/default|all|rss|atom|main)?[\w.]*|[?&](?:format|alt|feed)=(?:rss2?|atom))/?$",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]*))*)")
_PARAMETER = re.compile(r";\s*([\w*-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]*))")
_REFRESH = re.compile(
    r"\s*(\d{1,3})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\"'\s>]+)", re.IGNORECASE
)
_LONGEST_WAIT = 10
_MOST = 60

Attributes = dict[str, str | None]


def base_of(tree: LexborHTMLParser, url: str) -> str:
    """Return what the page's addresses start from: its first base, else its own address."""
    first = tree.css_first("base[href]")
    return web_address(first.attributes.get("href") or "", url) or url if first else url


def announced(tree: LexborHTMLParser, base: str) -> list[FeedLink]:
    """Return the feeds of the page's links with a rel, in the order they stand there."""
    found = []
    for node in tree.css("link[rel], a[rel], area[rel]"):
        link = _as_feed(node.attributes, base)
        if link is not None:
            found.append(link)
    return found[:_MOST]


def in_headers(headers: tuple[str, ...] | list[str], url: str) -> list[FeedLink]:
    """Return the feeds of the answer's Link headers (RFC 8288)."""
    found = (_as_feed(attributes, url, "header") for attributes in header_links(headers))
    return [link for link in found if link is not None]


def header_links(headers: tuple[str, ...] | list[str]) -> Iterator[Attributes]:
    """Yield the links of Link headers as a page's links have it: href, rel, type, title."""
    for header in headers:
        for entry in _ENTRY.finditer(header[:20000]):
            more = {p[1].lower(): p[2] or p[3] for p in _PARAMETER.finditer(entry[2])}
            yield {**more, "href": entry[1]}


def visible(tree: LexborHTMLParser, base: str) -> list[FeedLink]:
    """Return what a reader could click on and looks like a feed."""
    found = []
    for node in tree.css("a[href]"):
        href = (node.attributes.get("href") or "").strip()
        if not _VISIBLE.search(href.partition("#")[0]) or _NO_FEED.search(href):
            continue
        url = web_address(href.partition("#")[0], base)
        if url:
            found.append(FeedLink(url, one_line(node.text())[:200], "", "anchor"))
    return found[:_MOST]


def sent_on(tree: LexborHTMLParser, base: str, url: str) -> str:
    """Return where the page sends its reader within ten seconds, or ""."""
    for node in tree.css("meta[http-equiv]"):
        if (node.attributes.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        told = _REFRESH.match(node.attributes.get("content") or "")
        if told and int(told[1]) <= _LONGEST_WAIT:
            target = web_address(told[2], base)
            return "" if target.rstrip("/") == url.rstrip("/") else target
    return ""


def canonical(tree: LexborHTMLParser, base: str, url: str) -> str:
    """Return the page's own address for itself where that is another one of the same site."""
    node = tree.css_first("link[rel=canonical][href]")
    own = web_address(node.attributes.get("href") or "", base) if node else ""
    is_here = urlsplit(own).hostname == urlsplit(url).hostname
    return own if own and is_here and own.rstrip("/") != url.rstrip("/") else ""


def rels(attributes: Attributes) -> frozenset[str]:
    """Return a link's rel as the set of words it is."""
    return frozenset((attributes.get("rel") or "").lower().split())


def each_rel(tree: LexborHTMLParser, rel: str) -> Iterator[LexborNode]:
    """Yield the links whose rel has this word among others."""
    for node in tree.css("link[rel], a[rel]"):
        if rel in rels(node.attributes):
            yield node


def _as_feed(attributes: Attributes, base: str, source: str = "page") -> FeedLink | None:
    words = rels(attributes)
    href = (attributes.get("href") or "").strip()
    if not href or "stylesheet" in words or not words & {"alternate", "feed"}:
        return None
    mime = (attributes.get("type") or "").partition(";")[0].strip().lower()
    kind = _SURE.get(mime, "")
    is_weak = mime in _WEAK and _SAYS_FEED.search(href) and not _NO_FEED.search(href)
    is_called_feed = "feed" in words and mime in {"", "text/html", *_WEAK, *_SURE}
    if not (kind or is_weak or is_called_feed) or "wp-json" in href or "oembed" in href:
        return None
    url = web_address(_https(href), base)
    if not url:
        return None
    return FeedLink(url, one_line(attributes.get("title") or "")[:200], kind, source)


def _https(href: str) -> str:
    return re.sub(r"^feed:(?://)?(?=https?:)", "", re.sub(r"^feed://", "https://", href))
