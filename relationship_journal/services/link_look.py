"""Look at one pasted link: whose page it is, what they publish, and whether they are known."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from relationship_journal.domain import feed_choice, platforms, web, webfinger
from relationship_journal.domain.feed_choice import FeedLink
from relationship_journal.domain.fetched import Fetched, Fetches, Outcome, Reason, Request
from relationship_journal.domain.page_facts import PageFacts, Suggestion
from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.errors import (
    Cancelled,
    FeedTooHeavy,
    InvalidInput,
    JournalError,
    NotAFeed,
)
from relationship_journal.i18n import gettext as _
from relationship_journal.services import link_known, link_places, link_suggestions, link_words
from relationship_journal.services.link_rows import FoundFeedRow, LinkLookRow, Reads
from relationship_journal.store.journal import Journal

MOST_REQUESTS = 12
MOST_GUESSES = 8
_MOST_VERIFIED = 2  # other places that are asked whether they link back
_MOST_READ = 4  # feeds looked into, of those a page names
_AUTHORS = 8
_ASKED_ONCE = frozenset({"reddit"})  # one question a minute: it is for the feed

IsCancelled = Callable[[], bool]
Tell = Callable[[str], None]


def _never() -> bool:
    return False


def _nobody(_sentence: str) -> None:
    pass


class LinkLooking:
    """Looks at links. Nothing is written; a look asks at most twelve times.

    Args:
        journal: where somebody may be known already.
        fetches: asks the web.
        reads: reads what came.
    """

    def __init__(self, journal: Journal, fetches: Fetches, reads: Reads) -> None:
        self._journal, self._fetches, self._reads = journal, fetches, reads

    def look(
        self,
        typed: str,
        is_cancelled: IsCancelled = _never,
        tell: Tell = _nobody,
        *,
        is_own_network: bool = False,
    ) -> LinkLookRow:
        """Return what a link, `@user@host`, bare domain or feed address leads to.

        Args:
            typed: what was pasted.
            is_cancelled: is asked between and during requests.
            tell: is told the site that is asked just now.
            is_own_network: this one site may be at a private address; by the user's word alone.

        Raises: InvalidInput for what is no address or for one reader alone; Cancelled.
        """
        address = web.understand(typed)
        url, had_key = platforms.without_key(link_places.whole(web.without_tracking(address.url)))
        if platforms.is_private(address.url) or platforms.is_private(url):
            raise InvalidInput(
                "url",
                _("This address is meant for one reader alone."),
                _("Paste the address of their public page."),
            )
        notes = [_("A private key in the address was left out.")] if had_key else []
        network = platforms.closed_network(url)
        name = address.handle.removeprefix("@").partition("@")[0]
        if network:
            found = LinkLookRow(typed, url, name or web.name_from(url), network)
        else:
            own = urlsplit(url).netloc if is_own_network else ""
            one = _Look(self._fetches, self._reads, is_cancelled, tell, own)
            found = one.look(typed, url, is_bare="://" not in typed)
        known = link_known.who(self._journal, found)
        return replace(found, known=known, notes=(*notes, *found.notes))

    def picture(self, url: str, is_cancelled: IsCancelled = _never) -> bytes:
        """Return the bytes of a photo whose showing was asked for.

        Raises: JournalError when it cannot be had; Cancelled.
        """
        one = _Look(self._fetches, self._reads, is_cancelled, _nobody)
        found = one.ask(url, "page")
        if found is None or found.outcome is not Outcome.READ or not found.body:
            raise JournalError(link_words.trouble(found, url))
        return found.body


class _Look:
    """One look, with what it has asked and found so far."""

    def __init__(
        self,
        fetches: Fetches,
        reads: Reads,
        is_cancelled: IsCancelled,
        tell: Tell,
        own_network: str = "",
    ) -> None:
        self._fetches, self._reads = fetches, reads
        self._is_cancelled, self._tell = is_cancelled, tell
        self._own_network = own_network
        self._asked: dict[str, Fetched] = {}
        self._feeds: dict[str, FoundFeedRow] = {}
        self._read: list[ParsedFeed] = []
        self._verified: set[str] = set()
        self._finger = webfinger.Finger()
        self._notes: list[str] = []
        self._was_read = self._is_heavy = False

    # --- the way ---------------------------------------------------------------------------------

    def look(self, typed: str, url: str, *, is_bare: bool) -> LinkLookRow:
        url = self._fingered(typed) or url
        rules = platforms.feeds_of(url)
        if rules and rules[0].kind in _ASKED_ONCE:
            self._try(FeedLink(rules[0].url, "", "", "rule"))
            return self._row(typed, url, PageFacts())
        answer = self._page(url, is_bare=is_bare)
        if answer is None or answer.outcome is not Outcome.READ:
            self._notes.append(link_words.trouble(answer, url))
            is_at_home = answer is not None and answer.reason is Reason.PRIVATE
            if not is_at_home:
                self._by_rule(url, PageFacts())
            return replace(self._row(typed, url, PageFacts()), is_at_home=is_at_home)
        self._was_read = True
        here = answer.final_url or url
        feed = self._parsed(answer)
        if feed is not None:
            return self._of_a_feed(typed, here, feed)
        page = self._facts(answer)
        self._by_rule(url if platforms.feeds_of(url) else here, page)
        self._by_page(page, here)
        if not self._read:
            page, here = self._further(page, here)
        if not self._read:
            self._by_guess(page, here)
        self._by_profiles(page, here)
        return self._row(typed, here, page)

    def _of_a_feed(self, typed: str, feed_url: str, feed: ParsedFeed) -> LinkLookRow:
        self._keep(FeedLink(feed_url, feed.title, feed.kind, "pasted"), feed)
        site = feed.site_url
        page, here = PageFacts(), site or feed_url
        if site and web.key(site) and site not in self._asked:
            answer = self.ask(site, "page")
            if answer is not None and answer.outcome is Outcome.READ:
                here = answer.final_url or site
                page = self._facts(answer)
                self._name_only(page.feeds, here)
                self._by_profiles(page, here)
        return self._row(typed, here, page)

    def _fingered(self, typed: str) -> str:
        question = webfinger.question_for(typed)
        if not question:
            return ""
        answer = self.ask(question, "json")
        if answer is not None and answer.outcome is Outcome.READ:
            self._finger = webfinger.understand(answer.body)
        return self._finger.page

    def _page(self, url: str, *, is_bare: bool) -> Fetched | None:
        answer = self.ask(url, "page")
        has_no_https = answer is not None and answer.reason in {
            Reason.CONNECTION,
            Reason.TLS,
            Reason.CERTIFICATE_HOST,
            Reason.TIMEOUT,
        }
        if is_bare and has_no_https and url.startswith("https://"):
            return self.ask(f"http://{url.removeprefix('https://')}", "page")
        return answer

    def _by_rule(self, url: str, page: PageFacts) -> None:
        ids = {"youtube": page.youtube, "soundcloud": page.soundcloud}
        for rule in platforms.feeds_of(url, ids)[:2]:
            if self._try(FeedLink(rule.url, "", "", "rule")):
                return
        if self._finger.feed:
            self._try(FeedLink(self._finger.feed, "", "", "page"))

    def _by_page(self, page: PageFacts, here: str) -> None:
        posts = _posts_first(page.feeds, here)
        for link in posts[:_MOST_READ]:
            self._try(link)
        self._name_only(posts[_MOST_READ:], here)

    def _further(self, page: PageFacts, here: str) -> tuple[PageFacts, str]:
        """Follow the page's own hints: where it sends on, its own address, its links, its home."""
        for rule in link_places.fediverse_feeds(here):
            if self._try(FeedLink(rule.url, "", "", "rule")):
                return page, here
        for target in dict.fromkeys(filter(None, (page.refresh, page.canonical))):
            answer = self.ask(target, "page")
            if answer is None or answer.outcome is not Outcome.READ:
                continue
            facts = self._facts(answer)
            self._by_page(facts, answer.final_url or target)
            if self._read:
                return facts if facts.suggestions else page, answer.final_url or target
        for link in _posts_first(page.anchors, here)[:3]:
            if self._try(link):
                return page, here
        home = link_places.home(here)
        if home.rstrip("/") != here.rstrip("/"):
            answer = self.ask(home, "page")
            if answer is not None and answer.outcome is Outcome.READ:
                self._by_page(self._facts(answer), answer.final_url or home)
        return page, here

    def _by_guess(self, page: PageFacts, here: str) -> None:
        guesses = list(link_places.guesses(page.generator, here))
        for url in [one for one in guesses if one not in self._asked][:MOST_GUESSES]:
            if self._try(FeedLink(url, "", "", "guess"), is_guess=True):
                return

    def _by_profiles(self, page: PageFacts, here: str) -> None:
        """Propose what they publish elsewhere, and see which of their places link back."""
        mine = [one for one in page.profiles if one.source == "rel-me"]
        open_ones = [one for one in mine if not platforms.closed_network(one.url)]
        for profile in open_ones[:_MOST_VERIFIED]:
            answer = self.ask(profile.url, "page")
            if answer is None or answer.outcome is not Outcome.READ:
                continue
            back = {web.key(one.url) for one in self._facts(answer).profiles}
            if web.key(here) in back:
                self._verified.add(profile.url)
        for profile in page.profiles[:6]:
            for rule in platforms.feeds_of(profile.url)[:1] or link_places.fediverse_feeds(
                profile.url
            ):
                if rule.url not in self._feeds:
                    self._try(FeedLink(rule.url, "", "", profile.source))

    # --- one step --------------------------------------------------------------------------------

    def ask(self, url: str, accept: str) -> Fetched | None:
        """Return what came of asking; None when this look has asked enough."""
        if url in self._asked:
            return self._asked[url]
        if len(self._asked) >= MOST_REQUESTS:
            return None
        self._tell(urlsplit(url).hostname or "")
        is_own = bool(self._own_network) and urlsplit(url).netloc == self._own_network
        request = Request(url, is_own_network=is_own, accept=accept)
        for _request, answer in self._fetches.get_many((request,), self._is_cancelled):
            self._asked[url] = answer
            return answer
        raise Cancelled(_("Looking was stopped."))

    def _try(self, link: FeedLink, *, is_guess: bool = False) -> bool:
        """Look into a feed; keep it and say so when it is one."""
        if link.url in self._feeds:
            return True
        answer = self.ask(link.url, "feed")
        if answer is None or answer.outcome is not Outcome.READ:
            return False
        if link.url.startswith("https://itunes.apple.com/lookup?"):
            hosted = link_places.hosted_feed(answer.body)
            return bool(hosted) and self._try(replace(link, url=hosted))
        is_home = web.key(answer.final_url) == web.key(link_places.home(link.url))
        if is_guess and is_home and urlsplit(answer.final_url).path in {"", "/"}:
            return False
        feed = self._parsed(answer)
        if feed is None or feed.is_comments:
            return False
        self._keep(link, feed)
        return True

    def _parsed(self, answer: Fetched) -> ParsedFeed | None:
        url = answer.final_url or answer.url
        try:
            return self._reads.read(answer.body, url, answer.header("content-type"))
        except NotAFeed:
            return None
        except FeedTooHeavy:
            self._is_heavy = True
            return None

    def _facts(self, answer: Fetched) -> PageFacts:
        url = answer.final_url or answer.url
        try:
            return self._reads.read_page(
                answer.body, url, answer.header("content-type"), answer.headers_of("link")
            )
        except FeedTooHeavy:
            return PageFacts()

    def _keep(self, link: FeedLink, feed: ParsedFeed) -> None:
        if any(_are_same(feed, one) for one in self._read):  # RSS beside Atom
            return
        newest = feed.newest()
        self._feeds[link.url] = FoundFeedRow(
            url=link.url,
            title=feed.title or link.title,
            kind=platforms.kind_of(link.url, feed.site_url),
            source=link.source,
            is_read=True,
            is_proposed=not self._read,
            entries=len(feed.entries),
            authors=feed.authors[:_AUTHORS] if len(feed.authors) > 1 else (),
            newest_title=(newest.title or newest.excerpt) if newest else "",
            newest_at=newest.published if newest else None,
        )
        self._read.append(feed)

    def _name_only(self, links: Iterable[FeedLink], here: str) -> None:
        for link in _posts_first(links, here):
            if link.url in self._feeds:
                continue
            kind = platforms.kind_of(link.url, here)
            self._feeds[link.url] = FoundFeedRow(link.url, link.title, kind, link.source)

    def _row(self, typed: str, here: str, page: PageFacts) -> LinkLookRow:
        found = link_suggestions.of(page, self._read, self._finger)
        feeds = list(self._feeds.values())
        if not feeds:
            self._notes.append(link_words.no_feed(here, page))
        me = [
            replace(one, is_verified=one.url in self._verified)
            for one in page.profiles
            if one.url not in self._feeds
        ]
        return LinkLookRow(
            typed=typed,
            url=here,
            name=_best_name(found, here),
            suggestions=found,
            profiles=tuple(me),
            feeds=tuple(sorted(feeds, key=lambda one: not one.is_read)),
            notes=tuple(dict.fromkeys(filter(None, self._notes))),
            requests=len(self._asked),
            is_own_network=bool(self._own_network),
            was_read=self._was_read and not self._is_heavy,
        )


def _posts_first(links: Iterable[FeedLink], here: str) -> list[FeedLink]:
    found = feed_choice.ranked(list(links), here)
    return [one for one in found if not feed_choice.is_about_comments(one.url, one.title)]


def _are_same(feed: ParsedFeed, other: ParsedFeed) -> bool:
    one, two = feed.newest(), other.newest()
    return one is not None and two is not None and (one.link, one.title) == (two.link, two.title)


def _best_name(found: Iterable[Suggestion], here: str) -> str:
    """Return the name to begin with: what they are called there, before what a page is called."""
    names = [one for one in found if one.field == "name"]
    handle = web.understand(here).handle
    if names and not (handle and names[0].source == "title"):
        return names[0].value
    return web.name_from(here) or (names[0].value if names else "")
