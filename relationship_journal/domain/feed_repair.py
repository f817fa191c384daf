"""Text to a document a parser can walk: what real feeds get wrong is mended before it is read."""

import re
from html.entities import name2codepoint

# Where a root stands behind this much, the document is a page and not a feed.
_SNIFFED = 4096
_JUNK = 65536
# Some parsers need minutes for a hundred thousand items; nobody reads that many.
MOST_ITEMS = 3000

_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel)(?=[\s>])(?!\s*=)", re.IGNORECASE)
_PROLOG = re.compile(r"<\?xml\b", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,300}\?>\s*", re.IGNORECASE)
_CLOSING_ROOT = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_NEXT_DOCUMENT = re.compile(
    r"(</(?:\w+:)?(?:rss|feed|rdf)\s*>)\s*<(?:\?xml\s|(?:\w+:)?(?:rss|feed|rdf)[\s>])",
    re.IGNORECASE,
)
_PAIR = re.compile(r"&#(x[0-9a-f]{1,8}|\d{1,10});?&#(x[0-9a-f]{1,8}|\d{1,10});", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(x[0-9a-f]+|\d+);?", re.IGNORECASE)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LOOSE_SIGN = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?!#)(?:(\w{1,31});)?|<(?![\w/!?:])", re.DOTALL)
_LEAVES = (
    "title|link|guid|id|pubDate|published|updated|author|name|category|description|summary|content"
)
_ALSO = r"content:encoded|(?:dc|itunes|media|slash|wfw|thr):\w+|comments|enclosure"
_OPEN_LEAF = re.compile(
    rf"<(title|link|guid|id|pubDate|published|updated)((?:\s[^<>]*)?(?<!/))>"
    rf"([^<]*(?:<!\[CDATA\[(?:(?!\]\]>).)*\]\]>[^<]*)?)(?=<(?:{_LEAVES}|{_ALSO}|item|entry)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CATEGORY = re.compile(r"<category\b[^<>]*?(?:/>|>[^<]*</category\s*>)", re.IGNORECASE)
_MOST_CATEGORIES = 20_000
_HUGE_TAG = re.compile(r"<[\w:.-]+\s[^<>]{30000,}>")
_RSS_PREFIX = re.compile(r"(</?)rss:(?=\w)", re.IGNORECASE)
_ITEM = re.compile(r"<(item|entry)(?=[\s>/])", re.IGNORECASE)
_CDATA = "<![CDATA["
_CDATA_END = "]]>"
_HOLDER = re.compile(r"<([\w:.-]+)(?:\s[^<>]*)?>\s*$")
_NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "atom": "http://www.w3.org/2005/Atom",
    "georss": "http://www.georss.org/georss",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
_JSON_VERSION = re.compile(r"\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version")


def looks_like(text: str) -> str:
    """Return "xml" or "json" for what begins like a feed, whatever it was called; else ""."""
    head = text[:_SNIFFED].lstrip()
    if head.startswith("{"):
        return "json" if _JSON_VERSION.search(text[:_JUNK]) or _is_json_feed(text) else ""
    root = _ROOT.search(head)
    if root is None:
        # a style sheet, a licence or a comment may stand before the root
        root = _ROOT.search(text[:_JUNK]) if _PROLOG.match(head) or head[:4] == "<!--" else None
    if root is None:
        return ""
    is_page = re.search(r"<html[\s>]|<body[\s>]", text[: root.start() + len(text) - len(head)])
    return "" if is_page and root[0].lower().lstrip("<") == "channel" else "xml"


def _is_json_feed(text: str) -> bool:
    return bool(re.search(r"\"items\"\s*:\s*\[", text)) and "jsonfeed.org" in text


def mended(text: str) -> str:
    """Return the XML with its usual faults mended, declared as UTF-8."""
    body = _without_junk(text)
    body = _whole_cdata(body)
    body = _PAIR.sub(_paired, body)
    body = _REFERENCE.sub(_legal, body)
    body = _FORBIDDEN.sub("", body)
    if "<!ENTITY" not in body:
        body = _LOOSE_SIGN.sub(_told, body)
    body = _HUGE_TAG.sub("", body)
    if body.count("<category") > _MOST_CATEGORIES:
        body = _CATEGORY.sub("", body)
    body = _OPEN_LEAF.sub(r"<\1\2>\3</\1>", body)
    body = _with_prefixes(_few_items(body))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}'


def _without_junk(text: str) -> str:
    """Return the document from its root's doctype or comments to the root's end."""
    text = text.lstrip()
    root = _ROOT.search(text[:_JUNK])
    start = root.start() if root else 0
    doctype = re.search(r"<!DOCTYPE\s[^<>\[]{0,300}\[.{0,8000}?\]\s*>", text[:start], re.DOTALL)
    kept = doctype[0] if doctype and "<!ENTITY" in doctype[0] else ""
    body = kept + text[start:] if root else _DECLARATION.sub("", text, count=1)
    another = _NEXT_DOCUMENT.search(body)
    if another is not None:
        body = body[: another.start() + len(another[1])]
    ends = list(_CLOSING_ROOT.finditer(body))
    if ends and body[ends[-1].end() :].strip() and not _ITEM.search(body, ends[-1].end()):
        body = body[: ends[-1].end()]
    return body


def _whole_cdata(text: str) -> str:
    """Close each character data section that its element ends without."""
    if _CDATA not in text:
        return text
    parts, place = [], 0
    while (start := text.find(_CDATA, place)) >= 0:
        inside = start + len(_CDATA)
        end = text.find(_CDATA_END, inside)
        another = text.find(_CDATA, inside)
        if end >= 0 and (another < 0 or end < another):
            parts.append(text[place : end + 3])
            place = end + 3
            continue
        closing = _closing_of_holder(text, start, inside)
        if closing < 0:
            break
        parts.append(text[place:closing] + _CDATA_END)
        place = closing
    return "".join(parts) + text[place:]


def _closing_of_holder(text: str, start: int, inside: int) -> int:
    holder = _HOLDER.search(text[max(0, start - 300) : start])
    return text.find(f"</{holder[1]}>", inside) if holder else -1


def _number(written: str) -> int:
    return int(written[1:], 16) if written[0] in "xX" else int(written)


def _paired(match: re.Match[str]) -> str:
    high, low = _number(match[1]), _number(match[2])
    if 0xD800 <= high <= 0xDBFF and 0xDC00 <= low <= 0xDFFF:
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    return match[0]


def _legal(match: re.Match[str]) -> str:
    written = match[1]
    if len(written) > 9:
        return ""
    number = _number(written)
    is_character = number in {9, 10, 13} or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0x10FFFF
    return f"&#{number};" if is_character and number not in {0xFFFE, 0xFFFF, 0x7F} else ""


def _told(match: re.Match[str]) -> str:
    """Return an ampersand that means nothing as itself, a name only HTML knows as its sign."""
    if match[0] == "<":
        return "&lt;"
    if match[0][0] == "<" or match[1] in _XML_NAMES:
        return match[0]
    if match[1] in name2codepoint:
        return f"&#{name2codepoint[match[1]]};"
    return f"&amp;{match[0][1:]}"


def _with_prefixes(text: str) -> str:
    """Take `rss:` away and declare the well-known prefixes that are used undeclared."""
    if "xmlns:rss" not in text:
        text = _RSS_PREFIX.sub(r"\1", text)
    root = _ROOT.search(text)
    if root is None:
        return text
    missing = "".join(
        f' xmlns:{prefix}="{address}"'
        for prefix, address in _NAMESPACES.items()
        if f"<{prefix}:" in text and f"xmlns:{prefix}" not in text
    )
    return text[: root.end()] + missing + text[root.end() :] if missing else text


def _few_items(text: str) -> str:
    """Keep the first and the last items of a document that has too many."""
    starts = [one.start() for one in _ITEM.finditer(text)]
    if len(starts) <= MOST_ITEMS:
        return text
    half = MOST_ITEMS // 2
    return text[: starts[half]] + text[starts[-half] :]


def has_items(document: str) -> bool:
    """Say whether items stand in the document, whatever a parser made of it."""
    return _ITEM.search(document) is not None
