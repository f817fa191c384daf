"""Where a feed may be that no page names: guesses by experience, and other places' ways."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from relationship_journal.domain import platforms, web

# By how many of 36,515 real feeds stand there.
_GUESSES = ("feed", "feed.xml", "index.xml", "rss.xml", "atom.xml", "rss", "atom")
_BLOGGER = "feeds/posts/default"


def whole(url: str) -> str:
    """Return the address with the slash that stands for a site's first page."""
    parts = urlsplit(url)
    return url if parts.path else urlunsplit(parts._replace(path="/"))


def home(url: str) -> str:
    """Return the first page of a site."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def guesses(generator: str, here: str) -> Iterator[str]:
    """Yield where a feed may be, the likeliest first, each once."""
    root, pasted = home(here), here.partition("?")[0].rstrip("/")
    made = platforms.feed_by_generator(generator, here) if generator else None
    found = [made.url] if made else []
    if pasted != root.rstrip("/") and "." not in pasted.rpartition("/")[2]:
        found.append(f"{pasted}/feed")
    found += [f"{root}{tail}" for tail in _GUESSES[:5]]
    found += [f"{root}blog/{tail}" for tail in ("feed", "index.xml")]
    found += [f"{root}{tail}" for tail in (*_GUESSES[5:], _BLOGGER)]
    yield from dict.fromkeys(found)


def fediverse_feeds(url: str) -> tuple[platforms.PlatformFeed, ...]:
    """Return the feed of a person of the fediverse, by the shape of their page."""
    if web.understand(url).network != "mastodon":
        return ()
    return (platforms.PlatformFeed(f"{url.rstrip('/')}.rss", "mastodon"),)


def hosted_feed(body: bytes) -> str:
    """Return the feed that a podcast directory's answer names, or ""."""
    try:
        told = json.loads(body[:500_000])
    except (ValueError, RecursionError):
        return ""
    results = told.get("results") if isinstance(told, dict) else None
    first = results[0] if isinstance(results, list) and results else {}
    url = str(first.get("feedUrl") or "") if isinstance(first, dict) else ""
    return url if url.startswith(("https://", "http://")) else ""
