"""What the corpora beside the project say about title, link, id, dates and number of entries."""

import ast
import json
import re
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from relationship_journal.domain.feed_dates import EARLIEST, instant_of
from relationship_journal.errors import NotAFeed
from relationship_journal.system.feeds.parse import read_feed
from relationship_journal.system.feeds.plain_text import plain_title, web_address

ADDRESS = "http://127.0.0.1:8097/feed"  # the feeds name no better one
_ASSERTION = re.compile(
    r"entries\[(\d+)\]\[['\"](title|id|link|published_parsed|updated_parsed)['\"]\]\s*==\s*(.+?)"
    r"(?=\s+and\s+(?:not\s+)?\w+[\[ (]|\s*$)"
)
_COUNT = re.compile(r"len\(entries\)\s*==\s*(\d+)")
_HEADER = re.compile(r"^Header:\s+Content-(type|location):\s*(.+)$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One assertion, and whether it held."""

    where: str
    what: str
    expected: object
    found: object

    @property
    def holds(self):
        if self.what == "title":
            return self.found in {self.expected, plain_title(self.expected, is_markup=True)}
        if self.what == "link":
            return self.found in {self.expected, web_address(str(self.expected))}
        return self.found == self.expected


def value(entry, what):
    """Return what we read under a corpus's name."""
    name = {"id": "guid", "published_parsed": "published", "updated_parsed": "updated"}
    return getattr(entry, name.get(what, what))


def feedparser_findings(folder: Path):
    """Yield what feedparser's own files claim, one expression in a comment each."""
    for file in sorted(folder.glob("tests/*formed/**/*.xml")):
        body = file.read_bytes()
        comment = re.search(rb"Expect:(.*?)-->", body, re.DOTALL)
        if comment is None:
            continue
        claim = " ".join(comment[1].decode("utf-8", "replace").split())
        wanted = list(_ASSERTION.finditer(claim))
        count = _COUNT.search(claim)
        if not wanted and count is None:
            continue
        headers = dict(_HEADER.findall(body[:2000].decode("latin-1")))
        feed = read(body, headers.get("location", ADDRESS).strip(), headers.get("type", ""))
        where = str(file.relative_to(folder))
        if count is not None:
            yield Finding(where, "count", int(count[1]), feed and len(feed.entries))
        for one in wanted:
            expected = literal(one[2], one[3])
            if expected is None:
                continue
            place = int(one[1])
            entry = feed.entries[place] if feed and len(feed.entries) > place else None
            yield Finding(where, one[2], expected, entry and value(entry, one[2]))


def literal(what, written):
    """Return the expected value of an assertion; None for expressions and what we refuse."""
    try:
        plain = ast.literal_eval(written.strip())
    except (ValueError, SyntaxError):
        return None
    if isinstance(plain, tuple):
        instant = datetime.fromtimestamp(timegm(plain), UTC) if len(plain) == 9 else None
        return instant if instant and instant >= EARLIEST else None
    if not isinstance(plain, str) or not plain.strip():
        return None
    if what == "link" and not web_address(plain):
        return None  # javascript:, relative without a base: refused by intention
    return plain


def gofeed_findings(folder: Path):
    """Yield what gofeed's translated pairs claim, XML beside JSON."""
    names = {"title": "title", "link": "link", "guid": "id"}
    for file in sorted(folder.glob("testdata/translator/rss/*.xml")) + sorted(
        folder.glob("testdata/parser/*/*.xml")
    ):
        pair = file.with_suffix(".json")
        if not pair.is_file():
            continue
        told = json.loads(pair.read_bytes())
        claimed = told.get("items", told.get("entries")) or []
        feed = read(file.read_bytes(), ADDRESS, "")
        where = str(file.relative_to(folder))
        if not claimed:
            continue
        yield Finding(where, "count", len(claimed), feed and len(feed.entries))
        for place, item in enumerate(claimed):
            entry = feed.entries[place] if feed and len(feed.entries) > place else None
            yield from _claims(where, item, entry, names)


def _claims(where, item, entry, names):
    for name, what in names.items():
        expected = item.get(name)
        if isinstance(expected, dict):
            expected = expected.get("value")
        if isinstance(expected, str) and expected.strip():
            if what == "link" and not web_address(expected):
                continue
            yield Finding(where, what, expected, entry and value(entry, what))
    for name in ("published", "updated", "pubDate"):
        parsed = item.get(f"{name}Parsed")
        instant = parsed and instant_of(parsed)
        if instant:
            found = entry and (entry.updated if name == "updated" else entry.published)
            yield Finding(where, name, instant, found)


def read(body, url, content_type):
    """Return the feed, or None for what is none."""
    try:
        return read_feed(body, url, content_type)
    except NotAFeed:
        return None
