"""What kind of file this is, by what stands in it; the name only decides where that is unclear."""

import re

from relationship_journal.domain.csv_text import is_binary
from relationship_journal.domain.own_rows import own_delimiter

_HEAD = 65_536  # bytes; what a file is shows within them
_ROOT = re.compile(r"<(?![!?])(?:[\w.-]{1,40}:)?([\w.-]{1,40})")
_BINARY = (
    (b"PK\x03\x04", "zip"),
    (b"\x03\xd9\xa2\x9a", "kdbx"),
    (b"SQLite format 3\x00", "sqlite"),
)
_BY_ROOT = {"opml": "opml", "outline": "opml", "disqus": "disqus", "html": "html", "feed": "feed"}
_BY_ENDING = {
    "opml": "opml",
    "csv": "csv",
    "tsv": "csv",
    "vcf": "vcard",
    "ics": "ics",
    "json": "json",
}


def detect(data: bytes, filename: str = "") -> str:
    """Return the name of the format: `opml`, `rj-csv`, `csv`, `vcard`, or what else it is.

    Others named so that a sentence can be said about them: `empty`, `wordpress-wxr`, `disqus`,
    `feed`, `html`, `xml`, `json`, `ics`, `zip`, `kdbx`, `sqlite`, `binary`, `text`.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return "empty"
    for start, name in _BINARY:
        if data.startswith(start):
            return name
    text = _head(data)
    if not text:
        return "binary"
    ending = filename.rpartition(".")[2].lower() if "." in filename else ""
    found = _by_content(text)
    if found:
        return found
    return _BY_ENDING.get(ending) or ("csv" if _looks_like_rows(text) else "text")


def _head(data: bytes) -> str:
    """Return the beginning of a text whose last character may be cut, "" when it is no text."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    if len(head) > 3 and (head[0] == 0) != (head[1] == 0):
        encoding = "utf-16-be" if head[0] == 0 else "utf-16-le"
        return head.decode(encoding, errors="replace")
    return "" if is_binary(head) else head.decode("utf-8-sig", errors="replace")


def _by_content(text: str) -> str:
    start = text.replace("\x00", "").lstrip("\ufeff \t\r\n")
    lowered = start[:4000].lower()
    if re.match(r'(?:"?sep=."?\s+)?"?\s*rj csv 1\b', lowered):
        return "rj-csv" if own_delimiter(re.sub(r"^\"?sep=.\"?\s+", "", start, count=1)) else ""
    if re.search(r"^begin\s*:\s*vcard", lowered, re.MULTILINE):
        return "vcard"
    if re.match(r"begin\s*:\s*vcalendar", lowered):
        return "ics"
    if start.startswith("<"):
        return _by_root(start)
    if start.startswith(("{", "[")):
        return "json"
    # Something stands before the XML: a tool's message, or bytes of a mark in the wrong place.
    return "opml" if re.search(r"<opml[\s>]", lowered) else ""


def _by_root(start: str) -> str:
    bare = re.sub(r"<!--.*?(?:-->|$)", "", start, flags=re.DOTALL)
    bare = re.sub(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", "", bare, flags=re.DOTALL | re.IGNORECASE)
    match = _ROOT.search(bare)
    root = match[1].lower() if match else ""
    if root == "rss":
        return "wordpress-wxr" if "wordpress.org/export/" in start else "feed"
    return _BY_ROOT.get(root) or ("opml" if re.search("<opml[ >]", bare, re.IGNORECASE) else "xml")


def _looks_like_rows(text: str) -> bool:
    first = text.strip().splitlines()[0] if text.strip() else ""
    return any(delimiter in first for delimiter in ",;\t|")
