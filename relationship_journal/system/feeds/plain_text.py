"""Markup of strangers to plain text; nothing of it is ever rendered."""

import html
import re
from urllib.parse import quote, urljoin, urlsplit

from relationship_journal.domain.text import clean

# Longer texts are cut before they are read: an excerpt and a fingerprint are all that is wanted.
_READ = 400_000
_BLOCK = re.compile(
    r"<(?=/?(?:p|br|div|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|pre|hr|figure|figcaption|section"
    r"|article|dt|dd)\b)",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|embed|font|h[1-6]|hr|i|iframe|img"
    r"|ins|kbd|li|mark|p|q|s|samp|script|small|span|strike|strong|style|sub|sup|svg|tt|u|var|video|wbr)"
    r"\b[^<>]*/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d{0,2});", re.IGNORECASE)
_BAD_IN_ADDRESS = re.compile(r"[\s\x00-\x20\x7f<>\"`{}|\\^]")


def plain(markup: str) -> str:
    """Return the words of HTML on one line, without tags, scripts and styles."""
    from nh3 import clean as stripped  # noqa: PLC0415  start-up time

    if not markup:
        return ""
    spaced = _BLOCK.sub(" <", markup[:_READ])
    if "<" in spaced:
        spaced = stripped(spaced, tags=set())
    return one_line(html.unescape(spaced))


def plain_title(title: str, *, is_markup: bool) -> str:
    """Return a title on one line; what only looks like markup (`1 < 2`, `List<T>`) stays."""
    if not title:
        return ""
    if is_markup or _TAG.search(title):
        if not _TAG.search(title) and "<" in title:  # not one real tag: the signs are meant
            return one_line(html.unescape(title))
        title = plain(title)
    elif _ENTITY.search(title):
        title = html.unescape(title)
    return one_line(title)


def one_line(text: str) -> str:
    """Return the text without what cannot be stored, its white space single."""
    return " ".join(clean(text)[0].split())


def web_address(written: str, base: str = "") -> str:
    """Return an absolute http(s) address, resolved against `base`, or ""."""
    text = html.unescape(written.strip()) if "&amp;" in written else written.strip()
    if not text or len(text) > 8000:
        return ""
    try:
        absolute = urljoin(base, text) if base else text
        parts = urlsplit(absolute)
        if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
            return ""
        if parts.username is not None or parts.password is not None:
            return ""
    except ValueError:
        return ""
    return _BAD_IN_ADDRESS.sub(lambda one: quote(one[0]), absolute)
