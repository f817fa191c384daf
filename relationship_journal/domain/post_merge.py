"""Which fetched entries are new posts, known ones under another name, or old ones.

Known posts and a read feed in, what to write out; `docs/part-4-following.md` says the rules.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from relationship_journal.domain import post_keys
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.domain.post_keys import GUID, LINK, digest, link_key, title_key
from relationship_journal.domain.text import fold

SAME_TITLE_WITHIN = timedelta(hours=36)
REUSED_AFTER = timedelta(days=30)
MASS_CHANGE, MASS_SHARE = 3, 0.6


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post that is kept."""

    id: int
    guid: str
    url: str
    title: str
    excerpt: str
    published: datetime | None
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class GonePost:
    """What is remembered of a post that is no longer kept."""

    guid: bytes
    link: bytes | None = None
    title: bytes | None = None
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a feed before it is read again.

    `aliases` are further ids of kept posts, as digests; `by` is what its entries are known by.
    """

    posts: Sequence[KnownPost] = ()
    aliases: Mapping[bytes, int] = field(default_factory=dict)
    gone: Sequence[GonePost] = ()
    by: str = GUID
    is_first_read: bool = False
    only_author: str = ""


@dataclass(frozen=True, slots=True)
class FoundPost:
    """An entry that is to be kept as a post of its own."""

    guid: str
    entry: ParsedEntry
    published: datetime | None
    is_backfill: bool


@dataclass(frozen=True, slots=True)
class SeenAgain:
    """A kept post and how it stands in the feed now; `is_edited`: its words are others."""

    post_id: int
    entry: ParsedEntry
    published: datetime | None
    is_edited: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """What a reading comes to; `aliases` are (post, further id) pairs."""

    found: tuple[FoundPost, ...]
    seen: tuple[SeenAgain, ...]
    aliases: tuple[tuple[int, str], ...]
    by: str

    @property
    def shares_something(self) -> bool:
        """Say whether the reading has anything in common with what was known."""
        return bool(self.seen)


def merge(known: Known, feed: ParsedFeed) -> Merged:
    """Compare a reading with what is known."""
    entries = [one for one in feed.entries if _is_by(one, known.only_author)]
    by = _known_by(entries, known.by)
    matcher = _Matcher(known, entries)
    seen: dict[int, SeenAgain] = {}
    aliases: list[tuple[int, str]] = []
    unknown: dict[str, ParsedEntry] = {}
    met: set[str] = set()
    for entry in entries:
        guid = post_keys.identity(entry, by)
        if not guid or guid in met:  # what stands there twice counts once, in every reading
            continue
        met.add(guid)
        post, guid = matcher.by_id(guid, entry)
        if post is None and not matcher.was_kept(guid, entry):
            post = matcher.by_content(entry)
            if post is None or post.id in seen:
                unknown.setdefault(guid, entry)
                continue
            aliases.append((post.id, guid))
        if post is not None and post.id not in seen:
            seen[post.id] = _seen(post, entry)
    return Merged(_found(known, unknown, len(entries)), tuple(seen.values()), tuple(aliases), by)


def published_of(entry: ParsedEntry) -> datetime | None:
    """Return when it was published; an edit's date only where nothing else is known."""
    return entry.published or entry.updated


def _is_by(entry: ParsedEntry, author: str) -> bool:
    return not author or fold(author) == fold(entry.author)


def _known_by(entries: Sequence[ParsedEntry], by: str) -> str:
    """Return `link` for good once one id stands for several addresses."""
    links: dict[str, str] = {}
    for entry in entries:
        if by == GUID and entry.guid and entry.link:
            key = link_key(entry.link)
            if links.setdefault(entry.guid, key) != key:
                return LINK
    return by


class _Matcher:
    """Finds the kept post an entry is."""

    def __init__(self, known: Known, entries: Sequence[ParsedEntry]) -> None:
        self._known = known
        self._posts = {post.id: post for post in known.posts}
        self._by_guid = {post.guid: post for post in known.posts}
        self._by_link = _once((link_key(post.url), post) for post in known.posts)
        self._by_title: dict[str, list[KnownPost]] = {}
        for post in known.posts:
            self._by_title.setdefault(title_key(post.title), []).append(post)
        self._gone_ids = {one.guid for one in known.gone}
        self._gone_links = {one.link for one in known.gone if one.link}
        self._gone_titles: dict[bytes, list[datetime | None]] = {}
        for one in known.gone:
            if one.title:
                self._gone_titles.setdefault(one.title, []).append(one.published)
        self._links = Counter(link_key(entry.link) for entry in entries)

    def by_id(self, guid: str, entry: ParsedEntry) -> tuple[KnownPost | None, str]:
        """Return the post of this id, and the id the entry goes by.

        An old id on a new address, title and date is another post under an id of its own.
        """
        post = self._of_id(guid)
        if post is None or not _is_another(post, entry):
            return post, guid
        own = f"{guid}\n{link_key(entry.link)}"
        return self._of_id(own), own

    def was_kept(self, guid: str, entry: ParsedEntry) -> bool:
        """Say whether it is a post that is no longer kept."""
        if digest(guid) in self._gone_ids:
            return True
        key = link_key(entry.link)
        if key and self._links[key] == 1 and digest(key) in self._gone_links:
            return True
        title, published = title_key(entry.title), published_of(entry)
        return bool(title) and any(
            _is_near(published, when) for when in self._gone_titles.get(digest(title), ())
        )

    def by_content(self, entry: ParsedEntry) -> KnownPost | None:
        """Return the post of the same address, or of the same title and date."""
        key = link_key(entry.link)
        if key and self._links[key] == 1:
            post = self._by_link.get(key)
            # a blog of links comes back to an address
            if post is not None and not _is_much_later(post, entry):
                return post
        title = title_key(entry.title)
        for post in self._by_title.get(title, ()) if title else ():
            if _is_near(published_of(entry), post.published):
                return post
        return None

    def _of_id(self, guid: str) -> KnownPost | None:
        post = self._by_guid.get(guid)
        return post or self._posts.get(self._known.aliases.get(digest(guid), 0))


def _once(pairs: Iterable[tuple[str, KnownPost]]) -> dict[str, KnownPost]:
    """Return what stands for one post only: the home page is everybody's address."""
    found: dict[str, KnownPost] = {}
    twice = set()
    for key, post in pairs:
        if found.setdefault(key, post) is not post:
            twice.add(key)
    return {key: post for key, post in found.items() if key and key not in twice}


def _is_near(one: datetime | None, other: datetime | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= SAME_TITLE_WITHIN


def _is_another(post: KnownPost, entry: ParsedEntry) -> bool:
    return (
        bool(entry.link)
        and link_key(entry.link) != link_key(post.url)
        and _is_much_later(post, entry)
    )


def _is_much_later(post: KnownPost, entry: ParsedEntry) -> bool:
    published = published_of(entry)
    return (
        title_key(entry.title) != title_key(post.title)
        and published is not None
        and post.published is not None
        and published - post.published > REUSED_AFTER
    )


def _seen(post: KnownPost, entry: ParsedEntry) -> SeenAgain:
    is_edited = (entry.title, entry.excerpt) != (post.title, post.excerpt)
    return SeenAgain(post.id, entry, published_of(entry) or post.published, is_edited)


def _found(known: Known, unknown: Mapping[str, ParsedEntry], total: int) -> tuple[FoundPost, ...]:
    is_mass_change = len(unknown) >= MASS_CHANGE and len(unknown) >= MASS_SHARE * total
    newest = _newest(known)
    found = []
    for guid, entry in unknown.items():
        published = published_of(entry)
        is_old = (
            is_mass_change and newest is not None and (published is None or published <= newest)
        )
        found.append(FoundPost(guid, entry, published, known.is_first_read or is_old))
    return tuple(found)


def _newest(known: Known) -> datetime | None:
    kept = [post.published or post.first_seen for post in known.posts]
    gone = [one.published for one in known.gone if one.published]
    return max((*kept, *gone), default=None)
