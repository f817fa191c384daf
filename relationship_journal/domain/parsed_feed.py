"""What was read from a feed, whatever its format: plain, checked, and ready to compare."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

EXCERPT_LENGTH = 280


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One entry of a feed.

    `link`, `author_url`, `comment_feed` and `comments_url` are absolute http(s) addresses or "".
    `published` and `updated` are aware and in UTC, None where nothing believable was written;
    what only says when it was changed was published then, and `raw_date` is what was written.
    `title` is one plain line and "" for what has none; `excerpt` is plain and short. `text_hash`
    is the SHA-256 of title and whole plain text.
    """

    guid: str = ""
    link: str = ""
    title: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    raw_date: str = ""
    author: str = ""
    author_url: str = ""
    excerpt: str = ""
    categories: tuple[str, ...] = ()
    comment_feed: str = ""
    comments_url: str = ""
    comment_count: int | None = None
    is_micro: bool = False
    is_untitled: bool = False
    in_reply_to: str = ""
    text_hash: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed and its entries in the order of the file.

    `kind` is rss, atom, rdf or json. `skip_hours` and `skip_days` (lower-case English names) are
    in GMT. `authors` are the names found, the commonest first. `is_comments` says that the
    entries are what readers wrote, not posts.
    """

    kind: str
    entries: tuple[ParsedEntry, ...] = ()
    id: str = ""
    title: str = ""
    subtitle: str = ""
    site_url: str = ""
    self_url: str = ""
    hub: str = ""
    image: str = ""
    authors: tuple[str, ...] = ()
    ttl_minutes: int | None = None
    update_period_minutes: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[str, ...] = ()
    is_comments: bool = False

    def newest(self) -> ParsedEntry | None:
        """Return the entry published last; the file's first among those without a date."""
        dated = [one for one in self.entries if one.published or one.updated]
        if not dated:
            return self.entries[0] if self.entries else None
        return max(dated, key=lambda one: one.published or one.updated or _LONG_AGO)


_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_INSTANTS = ("published", "updated")


def to_plain(feed: ParsedFeed) -> dict[str, Any]:
    """Return the feed as numbers, texts, lists and objects, as JSON carries them."""
    plain = {name: getattr(feed, name) for name in ParsedFeed.__slots__ if name != "entries"}
    plain["entries"] = [_plain_entry(one) for one in feed.entries]
    return plain


def from_plain(plain: Mapping[str, Any]) -> ParsedFeed:
    """Return the feed that `to_plain` was given."""
    fields = {name: _kept(value) for name, value in plain.items() if name != "entries"}
    return ParsedFeed(**fields, entries=tuple(_entry(one) for one in plain["entries"]))


def _plain_entry(entry: ParsedEntry) -> dict[str, Any]:
    plain = {name: getattr(entry, name) for name in ParsedEntry.__slots__}
    for name in _INSTANTS:
        instant = plain[name]
        plain[name] = instant and instant.isoformat()
    return plain


def _entry(plain: Mapping[str, Any]) -> ParsedEntry:
    fields = {name: _kept(value) for name, value in plain.items()}
    for name in _INSTANTS:
        text = fields[name]
        fields[name] = datetime.fromisoformat(text) if text else None
    return ParsedEntry(**fields)


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
