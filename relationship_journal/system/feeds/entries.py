"""One entry as every format gives it, and what it becomes: checked, plain, dated."""

import hashlib
import html
from dataclasses import dataclass
from datetime import datetime

from relationship_journal.domain.feed_dates import instant_of
from relationship_journal.domain.parsed_feed import EXCERPT_LENGTH, ParsedEntry
from relationship_journal.domain.text import excerpt
from relationship_journal.system.feeds.plain_text import one_line, plain, plain_title, web_address

# A text without a title that is longer than this is an article all the same.
MICRO_LENGTH = 600
_LONGEST_TITLE = 500
_LONGEST_GUID = 2000
_MOST_CATEGORIES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entry as written. `links` are tried in order; `body` is markup, `text` is plain."""

    guid: str = ""
    links: tuple[str, ...] = ()
    original: str = ""
    title: str = ""
    is_markup: bool = True
    body: str = ""
    text: str = ""
    published: str = ""
    updated: str = ""
    told_published: datetime | None = None
    author: str = ""
    author_url: str = ""
    categories: tuple[str, ...] = ()
    comment_feed: str = ""
    comments_url: str = ""
    comment_count: str = ""
    in_reply_to: str = ""


def finished(found: Found, base: str) -> ParsedEntry:
    """Return the entry with absolute addresses, plain words and instants in UTC."""
    title = plain_title(found.title, is_markup=found.is_markup)[:_LONGEST_TITLE]
    words = plain(found.body) if found.body else one_line(found.text)
    updated = instant_of(found.updated)
    published = instant_of(found.published) or (found.published and found.told_published) or updated
    count = found.comment_count.strip()
    return ParsedEntry(
        guid=one_line(found.guid)[:_LONGEST_GUID],
        link=_link(found, base),
        title=title,
        published=published or found.told_published,
        updated=updated,
        raw_date=one_line(found.published or found.updated)[:100],
        author=one_line(html.unescape(found.author))[:200],
        author_url=web_address(found.author_url, base),
        excerpt=excerpt(words, EXCERPT_LENGTH),
        categories=_categories(found.categories),
        comment_feed=web_address(found.comment_feed, base),
        comments_url=web_address(found.comments_url, base),
        comment_count=int(count) if count.isdecimal() and len(count) < 8 else None,
        is_micro=is_micro(title, words),
        is_untitled=not title,
        in_reply_to=one_line(found.in_reply_to)[:_LONGEST_GUID],
        text_hash=hashlib.sha256(f"{title}\0{words}".encode()).hexdigest(),
    )


def is_micro(title: str, words: str) -> bool:
    """Say whether an entry is a short note: untitled, or titled by its own beginning."""
    if len(words) >= MICRO_LENGTH:
        return False
    beginning = title.rstrip("….").rstrip()
    return not title or (len(title) > 20 and words.startswith(beginning))


def _link(found: Found, base: str) -> str:
    link = next((good for one in found.links if one and (good := web_address(one, base))), "")
    return link or web_address(found.original, base) or web_address(found.guid)


def _categories(written: tuple[str, ...]) -> tuple[str, ...]:
    words = (one_line(html.unescape(one))[:100] for one in written[:_MOST_CATEGORIES])
    return tuple(dict.fromkeys(word for word in words if word))
