"""What a look suggests of a person, put in the order of how far each source can be trusted."""

from collections.abc import Iterable, Iterator

from relationship_journal.domain import birthday as birthdays
from relationship_journal.domain.page_facts import FIELDS, PageFacts, Suggestion
from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.domain.webfinger import Finger
from relationship_journal.errors import InvalidInput

_TRUST = {
    "name": ("h-card", "json-ld", "rel-author", "feed", "opengraph", "meta", "title"),
    "photo": (
        "h-card",
        "json-ld",
        "rel-author",
        "webfinger",
        "opengraph",
        "feed",
        "apple-touch-icon",
    ),
    "bio": ("h-card", "json-ld", "rel-author", "meta", "feed"),
}
_MOST = {"name": 4, "photo": 3, "bio": 3}


def of(page: PageFacts, feeds: Iterable[ParsedFeed], finger: Finger) -> tuple[Suggestion, ...]:
    """Return the suggestions by field, the best source of each first, each value once."""
    found = [one for one in page.suggestions if _can_be_kept(one)] + list(_of_feeds(feeds))
    if finger.photo:
        found.append(Suggestion("photo", finger.photo, "webfinger"))
    found.sort(key=lambda one: (FIELDS.index(one.field), _doubt(one)))
    kept: dict[tuple[str, str], Suggestion] = {}
    for one in found:
        many = sum(1 for field, _value in kept if field == one.field)
        if many < _MOST.get(one.field, 2):
            kept.setdefault((one.field, one.value.casefold()), one)
    return tuple(kept.values())


def _can_be_kept(one: Suggestion) -> bool:
    if one.field != "birthday":
        return True
    try:
        birthdays.parse_birthday(one.value)
    except InvalidInput:
        return False
    return True


def _of_feeds(feeds: Iterable[ParsedFeed]) -> Iterator[Suggestion]:
    for feed in feeds:
        if len(feed.authors) == 1:
            yield Suggestion("name", feed.authors[0], "feed")
        elif not feed.authors and feed.title:
            yield Suggestion("name", feed.title, "title")
        if feed.image:
            yield Suggestion("photo", feed.image, "feed")
        if feed.subtitle:
            yield Suggestion("bio", feed.subtitle, "feed")


def _doubt(one: Suggestion) -> int:
    trusted = _TRUST.get(one.field, ())
    return trusted.index(one.source) if one.source in trusted else len(trusted)
