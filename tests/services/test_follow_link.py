"""Following at whatever address was given, with what the web would say made up."""

from dataclasses import dataclass, field

import pytest

from relationship_journal.domain.feed_choice import FeedLink
from relationship_journal.domain.fetched import Fetched, Outcome
from relationship_journal.domain.page_facts import PageFacts
from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.errors import FeedTooHeavy, InvalidInput, JournalError, NotAFeed
from relationship_journal.services.follow_link import FollowLink
from relationship_journal.services.link_rows import FoundFeedRow, LinkLookRow

HOME = "http://192.168.1.7/"


@dataclass
class FakeWeb:
    """Answers every question alike, and reads it as it was told to."""

    outcome: Outcome = Outcome.READ
    feed: ParsedFeed | None = None
    page: PageFacts = field(default_factory=PageFacts)
    is_heavy: bool = False

    def get(self, url, **_more):
        return Fetched(url, self.outcome, final_url=url)

    def get_many(self, requests, _is_cancelled=None):
        return ((one, self.get(one.url)) for one in requests)

    def read(self, _body, _url="", _kind=""):
        if self.is_heavy:
            raise FeedTooHeavy("too heavy")
        if self.feed is None:
            raise NotAFeed("no feed")
        return self.feed

    def read_page(self, _body, _url, _kind="", _links=()):
        if self.is_heavy:
            raise FeedTooHeavy("too heavy")
        return self.page


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana")


def looked(*feeds, **fields):
    return LinkLookRow("typed", "https://ana.example/", "Ana", feeds=feeds, **fields)


def follow(core, ana, url, *, web=None, row=None, **more):
    web = web or FakeWeb()
    return FollowLink(core.following, web, web, lambda _typed: row).follow(ana, url, **more)


def test_of_several_feeds_the_proposed_one_is_followed_and_all_are_told(core, ana):
    row = looked(
        FoundFeedRow("https://ana.example/tags/feed", "Tags", "blog", "page"),
        FoundFeedRow("https://ana.example/feed", "Ana", "blog", "page", is_proposed=True),
    )
    found = follow(core, ana, "ana.example", row=row)
    assert (found.url, found.title) == ("https://ana.example/feed", "Ana")
    assert [one.title for one in found.candidates] == ["Ana", "Tags"]


def test_a_feed_that_was_pasted_is_followed_where_it_was_pasted(core, ana):
    moved = FoundFeedRow("https://new.example/feed", "Ana", "blog", "pasted", is_proposed=True)
    found = follow(core, ana, "https://ana.example/feed", row=looked(moved))
    assert found.url == "https://ana.example/feed"


def test_a_network_without_feeds_says_so(core, ana):
    with pytest.raises(JournalError, match="has no feed"):
        follow(core, ana, "https://x.com/ana", row=looked(network="X"))
    assert core.following.feeds_of(ana) == []


def test_a_network_without_feeds_is_not_asked_at_home_either(core, ana):
    with pytest.raises(JournalError, match="has no feed"):
        follow(core, ana, "https://x.com/ana", is_own_network=True)


def test_an_address_for_one_reader_alone_is_refused_at_home_too(core, ana):
    with pytest.raises(InvalidInput, match="one reader alone"):
        follow(core, ana, f"{HOME}feeds/inbox/a-key.xml", is_own_network=True)


def test_a_private_address_needs_the_users_word(core, ana):
    row = looked(notes=("It is private.",), is_at_home=True)
    with pytest.raises(JournalError, match="private network"):
        follow(core, ana, HOME, row=row)
    assert core.following.feeds_of(ana) == []


def test_a_page_without_a_feed_is_refused_and_one_that_cannot_be_asked_is_not(core, ana):
    nothing_there = looked(notes=("It has no feed.",), was_read=True)
    with pytest.raises(JournalError, match="No feed was found there"):
        follow(core, ana, "https://ana.example/", row=nothing_there)
    found = follow(core, ana, "https://ana.example/", row=looked(notes=("Not reached.",)))
    assert found.note
    assert [one.url for one in core.following.feeds_of(ana)] == ["https://ana.example/"]


@pytest.mark.parametrize(
    ("web", "url", "title"),
    [
        (FakeWeb(feed=ParsedFeed("rss", title="Home")), HOME, "Home"),
        (
            FakeWeb(
                page=PageFacts(
                    feeds=(
                        FeedLink(f"{HOME}comments/feed/", "Comments Feed", "rss", "page"),
                        FeedLink(f"{HOME}feed/", "Posts", "rss", "page"),
                    )
                )
            ),
            f"{HOME}feed/",
            "Posts",
        ),
        (FakeWeb(Outcome.FAILED), HOME, ""),
        (FakeWeb(is_heavy=True), HOME, ""),
        (FakeWeb(), HOME, ""),
    ],
)
def test_at_home_what_is_there_is_followed_and_else_the_address_as_it_is(
    core, ana, web, url, title
):
    found = follow(core, ana, HOME, web=web, is_own_network=True)
    assert (found.url, found.title) == (url, title)
    assert core.following.feed(found.feed_id).is_own_network


def test_a_private_key_in_the_address_is_left_out(core, ana):
    url = "https://www.goodreads.example/user/updates_rss/7?key=secret"
    with pytest.raises(InvalidInput):
        follow(core, ana, "javascript:alert(1)", row=looked())
    kept = FoundFeedRow("https://ana.example/f", "Ana", "blog", "page", is_proposed=True)
    assert "secret" not in follow(core, ana, url, row=looked(kept)).url
