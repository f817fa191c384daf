"""By what a post is known again: its id, its address, its title."""

import hashlib
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from relationship_journal.domain import web
from relationship_journal.domain.parsed_feed import ParsedEntry
from relationship_journal.domain.text import fold

GUID, LINK = "guid", "link"


def link_key(url: str) -> str:
    """Return what is the same for two spellings of one post's address, "" for none.

    Without scheme, `www.`, default port, tracking and the last slash. The fragment stays: some
    blogs have all their posts on one page.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    place = host if port in {None, 80, 443} else f"{host}:{port}"
    path = quote(unquote(parts.path), safe="/%:@!$&'()*+,;=~").rstrip("/")
    fields = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([pair for pair in fields if not web.is_tracking(pair[0])])
    tracked = parts.fragment.partition("=")[0]
    fragment = "" if web.is_tracking(tracked) or tracked == "xtor" else parts.fragment
    return f"{place}{path}{'?' if query else ''}{query}{'#' if fragment else ''}{fragment}"


def title_key(title: str) -> str:
    """Return what is the same for two spellings of one title, "" for none."""
    return fold(title)


def identity(entry: ParsedEntry, by: str = GUID) -> str:
    """Return what an entry is known by in its feed; "" for an entry that says nothing at all.

    Args:
        entry: the entry.
        by: `guid`, or `link` in a feed that gave one id to several posts.
    """
    if by == GUID and entry.guid:
        return entry.guid
    if key := link_key(entry.link):
        return f"link:{key}"
    when = entry.published.isoformat() if entry.published else entry.raw_date
    if entry.title:
        return f"title:{title_key(entry.title)}@{when}"
    return f"text:{entry.text_hash}@{when}" if entry.text_hash or when else ""


def digest(text: str) -> bytes:
    """Return the few bytes by which a key is remembered for ever."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[:16]
