"""Following at whatever address was given: a feed's own, or a page that names its feeds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from relationship_journal.domain import feed_choice, platforms, web
from relationship_journal.domain.fetched import Fetched, Fetches, Outcome
from relationship_journal.domain.page_facts import PageFacts
from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.errors import FeedTooHeavy, InvalidInput, JournalError, NotAFeed
from relationship_journal.i18n import gettext as _
from relationship_journal.services.following import Following

PASTED = "pasted"


class ReadsBoth(Protocol):
    """Whoever reads feeds and pages, such as `system.feeds.child.FeedReader`."""

    def read(self, body: bytes, url: str = "", content_type: str = "") -> ParsedFeed:
        """Return the feed in a document; raises NotAFeed and FeedTooHeavy."""
        ...

    def read_page(
        self, body: bytes, url: str, content_type: str = "", link_headers: tuple[str, ...] = ()
    ) -> PageFacts:
        """Return what a page says; raises FeedTooHeavy."""
        ...


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A feed that could be followed."""

    url: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class FollowedRow:
    """What is followed now, and what else could have been; `note` says what was not as hoped."""

    feed_id: int
    contact_id: int
    url: str
    title: str
    candidates: tuple[CandidateRow, ...]
    note: str = ""


class FollowLink:
    """Looks at an address and follows the feed that is most likely meant.

    Args:
        following: keeps it.
        fetches: asks.
        reads: reads what came.
        look: looks at a link of the open web, as a row with `network` and `feeds`.
    """

    def __init__(
        self,
        following: Following,
        fetches: Fetches,
        reads: ReadsBoth,
        look: Callable[[str], Any],
    ) -> None:
        self._following, self._fetches, self._reads = following, fetches, reads
        self._look = look

    def follow(self, contact_id: int, typed: str, *, is_own_network: bool = False) -> FollowedRow:
        """Follow a person at an address.

        What cannot be asked just now is followed as it was given; its state tells the rest.

        Args:
            contact_id: whom.
            typed: a feed's address, a page's, a bare domain, `@user@host`.
            is_own_network: the address may be a private one; only by the user's own word.

        Raises: NotFound, InvalidInput; JournalError for a page without any feed, for a network
        that has none, and for a private address without the user's word.
        """
        url = platforms.without_key(web.understand(typed).url)[0]
        if platforms.is_private(url):
            raise InvalidInput(
                "url",
                _("This address is meant for one reader alone."),
                _("Paste the address of their public page."),
            )
        if network := platforms.closed_network(url):
            raise _closed(network)
        found = self._look_at_home(url) if is_own_network else self._look_around(typed, url)
        best = found[0] if found else CandidateRow(url, "", "blog")
        feed_id = self._following.follow(
            contact_id,
            best.url,
            title=best.title,
            kind=best.kind,
            # the user's word is for this host, not for where its pages point to
            is_own_network=is_own_network and web.is_same_place(best.url, url),
        )
        kept = self._following.feed(feed_id)
        note = "" if found else _("No feed could be read there just now; it is asked again later.")
        return FollowedRow(feed_id, contact_id, kept.url, kept.title, tuple(found), note)

    def _look_around(self, typed: str, url: str) -> list[CandidateRow]:
        row = self._look(typed)
        if row.network:
            raise _closed(row.network)
        if row.is_at_home:
            raise JournalError(
                _("This address is on a private network, which is not looked at."),
                _("“--own-network” allows this one address."),
            )
        found = [
            CandidateRow(url if one.source == PASTED else one.url, one.title, one.kind)
            for one in sorted(row.feeds, key=lambda one: not one.is_proposed)
        ]
        if not found and row.was_read:
            raise _no_feed()
        return found

    def _look_at_home(self, url: str) -> list[CandidateRow]:
        came = self._fetches.get(url, is_own_network=True)
        if came.outcome is not Outcome.READ:
            return []
        kind = came.header("content-type")
        try:
            feed = self._reads.read(came.body, came.final_url, kind)
            return [CandidateRow(url, feed.title, "blog")]
        except NotAFeed:
            return self._named_by(came)
        except FeedTooHeavy:
            return []

    def _named_by(self, came: Fetched) -> list[CandidateRow]:
        links = tuple(came.headers_of("link"))
        try:
            page = self._reads.read_page(
                came.body, came.final_url, came.header("content-type"), links
            )
        except FeedTooHeavy:
            return []
        named: Sequence[feed_choice.FeedLink] = page.feeds or page.anchors
        return [
            CandidateRow(one.url, one.title, "blog")
            for one in feed_choice.ranked(list(named), came.final_url)
            if not feed_choice.is_about_comments(one.url, one.title)
        ]


def _closed(network: str) -> JournalError:
    return JournalError(
        _("{network} has no feed: new posts cannot be seen there.").format(network=network),
        _("A follow-up with a repeat reminds you to look in on them."),
    )


def _no_feed() -> JournalError:
    return JournalError(
        _("No feed was found there."),
        _("Paste the address of the feed itself, if you know it."),
    )
