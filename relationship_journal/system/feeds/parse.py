"""A fetched document to a feed: decoded and mended first, then read by feedparser."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from time import struct_time
from types import ModuleType
from typing import Any, cast

from relationship_journal.domain import feed_repair, feed_text
from relationship_journal.domain.feed_choice import is_about_comments
from relationship_journal.domain.feed_dates import EARLIEST
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.errors import NotAFeed
from relationship_journal.i18n import gettext as _
from relationship_journal.system.feeds.entries import Found, finished
from relationship_journal.system.feeds.json_feed import read_json
from relationship_journal.system.feeds.plain_text import one_line, plain, plain_title, web_address
from relationship_journal.system.feeds.salvage import salvaged

_FAULTS = (ValueError, LookupError, ArithmeticError, RecursionError, AttributeError, TypeError)
_HOURS = re.compile(r"<skipHours>(.{0,2000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
_DAYS = re.compile(r"<skipDays>(.{0,1000}?)</skipDays>", re.IGNORECASE | re.DOTALL)
_BASE = re.compile(r"<[\w:]+\s[^<>]*?\bxml:base\s*=\s*[\"']([^\"'<>]{1,2000})[\"']")
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST_TTL = 525600
Taken = Mapping[str, Any]


def read_feed(body: bytes, url: str = "", content_type: str = "") -> ParsedFeed:
    """Return the feed in a fetched document, whatever it calls itself.

    Args:
        body: the document, inflated.
        url: where it came from in the end; relative addresses start there.
        content_type: what the answer called it.

    Raises: NotAFeed.
    """
    text = feed_text.decoded(body, content_type, guessed)
    kind = feed_repair.looks_like(text)
    if kind == "json":
        return read_json(text, url)
    if not kind:
        raise NotAFeed(_("This is not a feed."))
    return _read_xml(feed_repair.mended(text), url)


def guessed(sample: bytes) -> str:
    """Return the character set charset-normalizer sees, for scripts it is sure about, else ""."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  start-up time

    best = from_bytes(sample, steps=5, chunk_size=512).best()
    if best is None:
        return ""
    # it took Portuguese for a Baltic code page
    return best.encoding if set(best.alphabets) & _SURE_SCRIPTS else ""


_SURE_SCRIPTS = frozenset(
    {
        "CJK Unified Ideographs",
        "Hiragana",
        "Katakana",
        "Hangul Syllables",
        "Cyrillic",
        "Greek and Coptic",
        "Hebrew",
        "Arabic",
        "Thai",
    }
)


def _read_xml(document: str, url: str) -> ParsedFeed:
    parsed = _by_feedparser(document, url)
    if parsed is None or (not parsed["entries"] and feed_repair.has_items(document)):
        feed = salvaged(document, url)
        if feed is not None:
            return feed
    if parsed is None or not (parsed.get("version") or parsed["entries"]):
        raise NotAFeed(_("This is not a feed."))
    return _feed(parsed, document, url)


def _by_feedparser(document: str, url: str) -> Any | None:
    feedparser = _engine()
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        # a stream: bytes and texts are tried as the name of a file first
        return feedparser.parse(
            io.BytesIO(document.encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except _FAULTS:  # of feedparser, over documents that are made to find them
        return None


def _engine() -> ModuleType:
    import feedparser  # noqa: PLC0415  start-up time

    for parser in (feedparser.api.StrictFeedParser, feedparser.api.LooseFeedParser):
        # an id is compared and not followed: resolved, it would change with the feed's address
        parser.can_be_relative_uri = parser.can_be_relative_uri - {"id"}
    return cast("ModuleType", feedparser)


def _feed(parsed: Taken, document: str, url: str) -> ParsedFeed:
    top: Taken = parsed["feed"]
    version = str(parsed.get("version") or "")
    site = web_address(_text(top, "link"), url)
    of_feed = _author(top)
    base = _base(document, url) or site
    entries = tuple(_entry(one, version, base, of_feed) for one in parsed["entries"])
    title = plain_title(_text(top, "title"), is_markup=_is_markup(top, "title"))
    own = _linked(top, ("self",), url)
    return ParsedFeed(
        kind="atom" if version.startswith("atom") else "rdf" if _is_rdf(version) else "rss",
        entries=entries,
        id=one_line(_text(top, "id")),
        title=title[:500],
        subtitle=plain(_text(top, "subtitle"))[:1000],
        site_url=site,
        self_url=own,
        hub=_linked(top, ("hub",), url),
        image=_image(top, base),
        authors=_authors(entries, of_feed[0]),
        ttl_minutes=_whole(_text(top, "ttl"), _LONGEST_TTL),
        update_period_minutes=_period(top),
        skip_hours=_skip_hours(document),
        skip_days=_skip_days(document),
        is_comments=is_about_comments(own or url, title) or _are_comments(entries),
    )


def _base(document: str, url: str) -> str:
    """Return where relative addresses start: what the root says, else the feed's own address."""
    told = _BASE.search(document[:4000])
    return (web_address(told[1], url) if told else "") or url


def _is_rdf(version: str) -> bool:
    return version in {"rss10", "rss090"}


def _entry(one: Taken, version: str, base: str, of_feed: tuple[str, str]) -> ParsedEntry:
    published = _text(one, "published") or _text(one, "created")
    updated = _text(one, "updated")
    body, is_plain = _body(one)
    author, author_url = _author(one)
    is_atom = version.startswith("atom")
    if not author and not author_url and is_atom:  # RFC 4287, 4.2.1
        author, author_url = of_feed
    return finished(
        Found(
            guid=_text(one, "id"),
            links=_links(one, is_atom=is_atom),
            original=_text(one, "feedburner_origlink"),
            title=_text(one, "title"),
            is_markup=_is_markup(one, "title"),
            body="" if is_plain else body,
            text=body if is_plain else "",
            published=published or ("" if is_atom else updated),
            updated=updated,
            told_published=_told(one),
            author=author,
            author_url=author_url,
            categories=_categories(one),
            comment_feed=_text(one, "wfw_commentrss") or _linked(one, ("replies",), base, "xml"),
            comments_url=_text(one, "comments") or _linked(one, ("replies",), base, "html"),
            comment_count=_text(one, "slash_comments") or _text(one, "thr_total"),
            in_reply_to=_reply(one),
        ),
        base,
    )


def _value(holder: Taken, name: str) -> Any:
    # dict's own: that of feedparser answers by other names too, with a warning
    return dict.get(cast("dict[str, Any]", holder), name)


def _text(holder: Taken, name: str) -> str:
    value = _value(holder, name)
    return value if isinstance(value, str) else ""


def _each(holder: Taken, name: str) -> Iterable[Taken]:
    value = _value(holder, name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _part(holder: Taken, name: str) -> Taken:
    value = _value(holder, name)
    return value if isinstance(value, dict) else {}


def _is_markup(holder: Taken, name: str) -> bool:
    return _text(_part(holder, f"{name}_detail"), "type") != "text/plain"


def _body(one: Taken) -> tuple[str, bool]:
    contents = [(_text(part, "value"), _text(part, "type")) for part in _each(one, "content")]
    written = max(contents, key=lambda content: len(content[0]), default=("", ""))
    if not written[0]:
        written = (_text(one, "summary"), _text(_part(one, "summary_detail"), "type"))
    if not written[0]:
        return _text(one, "media_description"), True
    return written[0], written[1] == "text/plain" and "</" not in written[0]


def _author(holder: Taken) -> tuple[str, str]:
    detail = _part(holder, "author_detail")
    name = _text(detail, "name") or _text(holder, "author")
    if "@" in name and " " not in name:  # an address is nobody's name
        name = ""
    return one_line(name), _text(detail, "href")


def _links(one: Taken, *, is_atom: bool) -> tuple[str, ...]:
    """Return where an entry may stand; in Atom its first page, for feedparser takes the last."""
    alternates = [link for link in _each(one, "links") if _text(link, "rel") == "alternate"]
    pages = [_text(link, "href") for link in alternates if "html" in _text(link, "type")]
    others = [_text(link, "href") for link in alternates if "html" not in _text(link, "type")]
    first = _text(one, "link")
    return (*pages[:1], first, *others) if is_atom else (first, *pages, *others)


def _linked(holder: Taken, rels: tuple[str, ...], base: str, kind: str = "") -> str:
    for link in _each(holder, "links"):
        if _text(link, "rel") in rels and kind in _text(link, "type"):
            return web_address(_text(link, "href"), base)
    return ""


def _categories(one: Taken) -> tuple[str, ...]:
    return tuple(_text(tag, "label") or _text(tag, "term") for tag in _each(one, "tags"))


def _reply(one: Taken) -> str:
    to = _part(one, "thr_in-reply-to") or _part(one, "in-reply-to")
    return _text(to, "ref") or _text(to, "href")


def _told(one: Taken) -> datetime | None:
    """Return what feedparser makes of a date that our own rules do not know: Greek, Hungarian."""
    for name in ("published_parsed", "created_parsed", "updated_parsed"):
        value = _value(one, name)
        if isinstance(value, struct_time) and 1995 <= value.tm_year < 3000:
            instant = datetime(*value[:5], min(value[5], 59), tzinfo=UTC)
            return instant if instant >= EARLIEST else None
    return None


def _image(top: Taken, base: str) -> str:
    picture = _part(top, "image")
    written = _text(picture, "href") or _text(picture, "url") or _text(top, "logo")
    return web_address(written or _text(top, "icon"), base)


def _authors(entries: tuple[ParsedEntry, ...], of_feed: str) -> tuple[str, ...]:
    names = Counter(entry.author for entry in entries if entry.author)
    return tuple(name for name, _times in names.most_common(50)) or ((of_feed,) if of_feed else ())


def _whole(written: str, most: int) -> int | None:
    number = written.strip()
    return min(int(number), most) if number.isdecimal() and 0 < len(number) < 10 else None


def _period(top: Taken) -> int | None:
    minutes = _PERIODS.get(_text(top, "sy_updateperiod").strip().lower())
    if minutes is None:
        return None
    return max(1, minutes // max(1, _whole(_text(top, "sy_updatefrequency"), 10000) or 1))


def _skip_hours(document: str) -> tuple[int, ...]:
    inside = _HOURS.search(document)
    hours = re.findall(r"<hour>\s*(\d{1,2})\s*<", inside[1], re.IGNORECASE) if inside else []
    return tuple(sorted({int(hour) % 24 for hour in hours if int(hour) <= 24}))


def _skip_days(document: str) -> tuple[str, ...]:
    inside = _DAYS.search(document)
    days = re.findall(r"<day>\s*([a-z]+)\s*<", inside[1].lower()) if inside else []
    return tuple(day for day in _WEEKDAYS if day in days)


def _are_comments(entries: tuple[ParsedEntry, ...]) -> bool:
    """Say whether the entries are readers' comments, as their own addresses tell."""
    if not entries:
        return False
    marked = sum(1 for entry in entries if re.search(r"#comment-?\w*\d", entry.link))
    return marked * 10 >= len(entries) * 8
