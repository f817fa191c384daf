"""What looking at a pasted link hands out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from relationship_journal.domain.page_facts import PageFacts, ProfileLink, Suggestion
from relationship_journal.domain.parsed_feed import ParsedFeed


class Reads(Protocol):
    """Whoever reads documents: the real thing is `system.feeds.child.FeedReader`."""

    def read(self, body: bytes, url: str = "", content_type: str = "") -> ParsedFeed:
        """Return the feed in a document; raises NotAFeed and FeedTooHeavy."""
        ...

    def read_page(
        self, body: bytes, url: str, content_type: str = "", link_headers: tuple[str, ...] = ()
    ) -> PageFacts:
        """Return what a page says; raises FeedTooHeavy."""
        ...


@dataclass(frozen=True, slots=True)
class FoundFeedRow:
    """A feed that could be followed.

    `kind` is blog or a platform, `source` where it was found: pasted, header, page, rule, anchor,
    guess or a profile. `authors` has several names for a blog of several people. `is_read`: it
    was looked into; the others are only named by the page.
    """

    url: str
    title: str
    kind: str
    source: str
    is_read: bool = False
    is_proposed: bool = False
    entries: int = 0
    authors: tuple[str, ...] = ()
    newest_title: str = ""
    newest_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownRow:
    """Somebody in the journal who may be the one; `why` is profile, feed, email or name."""

    contact_id: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class LinkLookRow:
    """All that one pasted link leads to; nothing of it is kept before it is ticked.

    `url` is the page to keep as their profile. `network` names one without open feeds. `notes`
    are sentences about what was left out or could not be had. `is_at_home`: the address is a
    private one, and was not asked; `is_own_network`: it was, by the user's own word. `was_read`:
    the page itself came and could be read.
    """

    typed: str
    url: str
    name: str
    network: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    profiles: tuple[ProfileLink, ...] = ()
    feeds: tuple[FoundFeedRow, ...] = ()
    known: tuple[KnownRow, ...] = ()
    notes: tuple[str, ...] = ()
    requests: int = 0
    is_at_home: bool = False
    is_own_network: bool = False
    was_read: bool = False

    def values(self, field: str) -> tuple[Suggestion, ...]:
        """Return what is suggested for one field, the best source first."""
        return tuple(one for one in self.suggestions if one.field == field)
