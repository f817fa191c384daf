"""What a page says of itself: its feeds, and who it belongs to, each with where that stands."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from relationship_journal.domain.feed_choice import FeedLink

FIELDS = ("name", "photo", "bio", "birthday", "email", "place")
"""What may be suggested of a person, in the order it is shown; each is kept by its tick alone."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing a source says of a person. `source` is a code such as h-card or opengraph."""

    field: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class ProfileLink:
    """Another place of theirs; `is_verified` when that place links back."""

    url: str
    source: str
    is_verified: bool = False


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page, read.

    `feeds` are announced; `anchors` are visible links that look like feeds. `refresh` is where
    the page sends its reader, `canonical` what it calls its own address. `youtube` and
    `soundcloud` are the numbers of an account there (a channel's without UC).
    """

    feeds: tuple[FeedLink, ...] = ()
    anchors: tuple[FeedLink, ...] = ()
    refresh: str = ""
    canonical: str = ""
    title: str = ""
    generator: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    profiles: tuple[ProfileLink, ...] = ()
    webmention: str = ""
    wordpress_api: str = ""
    youtube: str = ""
    soundcloud: str = ""


_PARTS: dict[str, Callable[..., Any]] = {
    "feeds": FeedLink,
    "anchors": FeedLink,
    "suggestions": Suggestion,
    "profiles": ProfileLink,
}


def to_plain(page: PageFacts) -> dict[str, Any]:
    """Return the page as texts, lists and objects, as JSON carries them."""
    return asdict(page)


def from_plain(plain: Mapping[str, Any]) -> PageFacts:
    """Return the page that `to_plain` was given."""
    parts = {name: tuple(kind(**one) for one in plain[name]) for name, kind in _PARTS.items()}
    return PageFacts(**{**plain, **parts})
