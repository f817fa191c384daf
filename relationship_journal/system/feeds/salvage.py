"""The last resort for a feed no parser walks: its items, found by their tags alone."""

import re

from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.system.feeds.entries import Found, finished
from relationship_journal.system.feeds.plain_text import plain, web_address

_BLOCK = re.compile(r"<(item|entry)(?=[\s>])", re.IGNORECASE)
_HREF = re.compile(r"<link\b[^<>]*?\bhref\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
_LONGEST = 200_000


def salvaged(document: str, url: str) -> ParsedFeed | None:
    """Return what can be told of a feed by its tags, or None where nothing can."""
    starts = list(_BLOCK.finditer(document))
    if not starts:
        return None
    head = document[: starts[0].start()]
    ends = [one.start() for one in starts[1:]] + [len(document)]
    blocks = [document[one.start() : end] for one, end in zip(starts, ends, strict=True)]
    site = web_address(_inside(head, "link") or _href(head), url)
    entries = tuple(
        entry for block in blocks if (entry := _entry(block, site or url)).link or entry.title
    )
    if not entries:
        return None
    kind = "atom" if starts[0][1].lower() == "entry" else "rss"
    return ParsedFeed(
        kind=kind, entries=entries, title=plain(_inside(head, "title")), site_url=site
    )


def _entry(block: str, base: str) -> ParsedEntry:
    block = block[:_LONGEST]
    return finished(
        Found(
            guid=_inside(block, "guid") or _inside(block, "id"),
            links=(_inside(block, "link"), _href(block)),
            title=_inside(block, "title"),
            body=_inside(block, "content(?::encoded)?")
            or _inside(block, "(?:description|summary)"),
            published=_inside(block, "(?:pubDate|published|issued|dc:date)"),
            updated=_inside(block, "(?:updated|modified)"),
            author=plain(_inside(block, "dc:creator") or _inside(block, "name")),
        ),
        base,
    )


def _inside(text: str, name: str) -> str:
    found = re.search(
        rf"<{name}(?:\s[^<>]*)?>(.*?)(?:</{name}\s*>|\Z)", text, re.IGNORECASE | re.DOTALL
    )
    if found is None:
        return ""
    return found[1].replace("<![CDATA[", "").replace("]]>", "").strip()


def _href(text: str) -> str:
    found = _HREF.search(text)
    return found[1] if found else ""
