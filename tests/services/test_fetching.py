"""Looking for posts: who is asked, and what is remembered of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from relationship_journal.core import Core
from relationship_journal.domain.codes import Channel
from relationship_journal.domain.fetched import Fetched, Outcome, Reason, Request
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.errors import DiskFull, FeedTooHeavy, NotFound
from relationship_journal.services.feed_posts import FeedPosts
from relationship_journal.services.fetch_round import Means
from relationship_journal.services.fetching import Fetching
from tests.feed_server.web import Item, MadeUpWeb, ReaderHere, read, rss, status
from tests.services.conftest import WoundClock

URL = "https://quiet.example/feed"
HOUR = timedelta(hours=1)


@pytest.fixture
def web(clock: WoundClock) -> MadeUpWeb:
    return MadeUpWeb(clock)


@pytest.fixture
def looking(core: Core, web: MadeUpWeb) -> Callable[..., Fetching]:
    def make(**others: object) -> Fetching:
        usual = {
            "journal": core._journal,
            "clock": core.clock,
            "posts": core.feed_posts,
            "fetcher": web,
            "reader": ReaderHere(),
            "group_of": web.group_of,
        }
        return Fetching(Means(**{**usual, **others}))

    return make


@pytest.fixture
def fetching(looking: Callable[..., Fetching]) -> Fetching:
    return looking()


@pytest.fixture
def follow(core: Core) -> Callable[..., int]:
    """Follow somebody, whom it adds, at an address; returns the feed."""

    def do(url: str = URL, name: str = "Ana", circle: str = "Regular", **more: object) -> int:
        person = core.contacts.add(name, circle=circle)
        return core.following.follow(person, url, **more)

    return do


def test_the_first_reading_is_kept_and_makes_nothing_new(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    feed = follow()
    web.answers[URL] = read(URL, rss(Item("1", "On moss", clock())), etag='"a"')
    (found,) = fetching.fetch_due()
    assert (found.feed_id, found.url, found.state, found.new_posts) == (feed, URL, "ok", 0)
    assert (found.error, found.next_at > clock()) == (None, True)
    assert [post.title for post in core.following.posts()] == ["On moss"]
    kept = core.following.feed(feed)
    assert (kept.state, kept.title, kept.looked_at) == ("ok", "Quiet gardens", clock())
    assert fetching.fetch_due() == []
    assert not fetching.is_anything_due()


def test_a_new_post_is_found_with_both_validators_sent(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    follow()
    web.answers[URL] = read(URL, rss(Item("1", "", clock())), etag='"a"', last_modified="then")
    fetching.fetch_due()
    clock.wind(days=1)
    web.answers[URL] = read(URL, rss(Item("2", "", clock()), Item("1")))
    (found,) = fetching.fetch_due()
    assert found.new_posts == 1
    request, _at = web.asked[-1]
    assert (request.etag, request.last_modified) == ('"a"', "then")
    assert fetching.fetch()[0].was_asked is False  # not again within ten minutes


def test_the_same_bytes_are_not_read_again(
    looking: Callable[..., Fetching], web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    class Counting(ReaderHere):
        times = 0

        def read(self, *args: object) -> ParsedFeed:
            self.times += 1
            return super().read(*args)

    reader = Counting()
    fetching = looking(reader=reader)
    follow()
    for number in range(3):  # a tag that changes each time
        web.answers[URL] = read(URL, rss(Item("1")), etag=f'W/"{number}"')
        fetching.fetch_due()
        clock.wind(days=2)
    assert (reader.times, len(web.asked)) == (1, 3)


def test_the_innermost_circle_is_asked_first(
    fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int]
) -> None:
    for name, circle in (("A", "Acquaintance"), ("B", "Inner"), ("C", "No plan"), ("D", "Regular")):
        follow(f"https://{name.lower()}.example/feed", name, circle)
    fetching.fetch_due(3)
    assert [url[8] for url in web.urls()] == ["b", "d", "a"]


def test_where_the_connection_costs_money_only_the_innermost_are_asked(
    fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int]
) -> None:
    follow("https://a.example/", "A", "Acquaintance")
    follow("https://b.example/", "B", "Inner")
    fetching.fetch_due(only_inner=True)
    assert web.urls() == ["https://b.example/"]
    fetching.fetch_due(only_inner=True)
    assert web.urls() == ["https://b.example/"]


def test_by_the_users_word_their_feeds_are_asked_although_not_due(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    feed = follow()
    other = follow("https://b.example/", "B")
    web.answers[URL] = read(URL, rss(Item("1")))
    fetching.fetch_due()
    clock.wind(minutes=11)
    ana = core.following.feed(feed).contact_id
    found = fetching.fetch([ana])
    assert [(one.feed_id, one.was_asked) for one in found] == [(feed, True)]
    clock.wind(minutes=9)
    everyone = {one.feed_id: one.was_asked for one in fetching.fetch()}
    assert everyone == {feed: False, other: True}


def test_a_host_that_is_busy_is_left_alone_with_all_its_feeds(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    one, two = "https://one.tumblr.com/rss", "https://two.tumblr.com/rss"
    follow(one, "A"), follow(two, "B")
    web.answers[one] = status(one, Outcome.BUSY, 429, retry_after="3600")
    web.answers[two] = Fetched(two, Outcome.CANCELLED)  # as the fetcher answers the rest
    first = fetching.fetch_due()
    assert "left alone" in first[0].error
    for _again in range(3):
        clock.wind(minutes=15)
        fetching.fetch_due()
        fetching.fetch()  # not even by the user's word
    assert (web.times(one), web.times(two)) == (1, 1)
    assert not fetching.is_anything_due()
    clock.wind(minutes=30)
    web.answers[one] = read(one, rss(Item("1")))
    web.answers[two] = read(two, rss(Item("1")))
    assert {row.state for row in fetching.fetch()} == {"ok"}
    strikes = core._journal.execute("SELECT strikes, paused_until_at FROM host").fetchall()
    assert strikes == [(0, None)]


def test_reddit_is_asked_for_one_feed_a_round_and_keeps_nobody_else_waiting(
    fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    for number in range(3):
        follow(f"https://www.reddit.com/user/u{number}/.rss", f"R{number}", "Inner")
    follow("https://b.example/", "B")
    asked = []
    for _minute in range(4):
        before = len(web.asked)
        fetching.fetch_due(2)
        asked.append(sum("reddit" in url for url in web.urls()[before:]))
        clock.wind(seconds=61)
    assert asked == [1, 1, 1, 0]
    assert "https://b.example/" in web.urls()


def test_an_address_followed_for_two_people_is_asked_once(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    follow(URL, "Ana"), follow(URL, "Bea")
    web.answers[URL] = read(URL, rss(Item("1")), etag='"a"')
    found = fetching.fetch_due()
    assert [row.state for row in found] == ["ok", "ok"]
    assert web.times(URL) == 1
    assert len(core.following.posts()) == 2


def test_what_is_gone_is_told_and_never_asked_for_again(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    feed = follow()
    web.answers[URL] = status(URL, Outcome.GONE, 410)
    (found,) = fetching.fetch_due()
    assert (found.state, found.next_at) == ("gone", None)
    assert "gone for good" in found.error
    clock.wind(days=400)
    fetching.fetch_due(), fetching.fetch()
    assert len(web.asked) == 1
    assert [row.id for row in core.following.need_a_look()] == [feed]


def test_a_failing_feed_is_told_of_calmly_after_three_failures_over_three_days(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    follow()
    follow("https://well.example/", "B")
    web.answers["https://well.example/"] = read("https://well.example/", rss(Item("1")))
    web.answers[URL] = status(URL, Outcome.REFUSED, 403)
    told, began = [], clock()
    for _day in range(20):
        fetching.fetch_due()
        told.append(bool(core.following.need_a_look()))
        clock.wind(days=1)
    assert began + timedelta(days=20) == clock()
    assert told.index(True) >= 3
    assert web.times(URL) <= 4
    assert told == sorted(told)


def test_nothing_counts_while_this_computer_is_not_connected(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int]
) -> None:
    feeds = [follow(f"https://{name}.example/", name) for name in "abcd"]
    found = fetching.fetch_due()
    assert {row.error for row in found} == {"This computer is not connected."}
    assert {core.following.feed(feed).errors for feed in feeds} == {0}
    assert fetching.is_anything_due()


def test_one_host_that_cannot_be_found_among_others_that_can_is_counted(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int]
) -> None:
    feeds = [follow(f"https://{name}.example/", name) for name in "abcd"]
    well = "https://d.example/"
    web.answers[well] = read(well, rss(Item("1")))
    fetching.fetch_due()
    assert [core.following.feed(feed).errors for feed in feeds] == [1, 1, 1, 0]


def test_a_page_in_place_of_the_feed_keeps_everything(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    feed = follow()
    web.answers[URL] = read(URL, rss(Item("1", "On moss", clock())))
    fetching.fetch_due()
    for body in (b"<!doctype html><p>This domain is for sale", b"", b"\x89PNG"):
        clock.wind(days=2)
        web.answers[URL] = read(URL, body)
        (found,) = fetching.fetch_due()
        assert "not a feed" in found.error
    assert found.state == "unreadable"
    assert [post.title for post in core.following.posts()] == ["On moss"]
    clock.wind(days=2)
    web.answers[URL] = read(URL, rss(Item("2", "On ferns", clock()), Item("1")))
    assert [(row.state, row.new_posts) for row in fetching.fetch_due()] == [("ok", 1)]
    assert core.following.feed(feed).errors == 0


def test_a_reader_that_has_to_be_stopped_loses_nothing(
    core: Core, looking: Callable[..., Fetching], web: MadeUpWeb, follow: Callable[..., int]
) -> None:
    class Stopped(ReaderHere):
        def read(self, body: bytes, *rest: object) -> ParsedFeed:
            if b"heavy" in body:
                raise FeedTooHeavy("This took too long.")
            return super().read(body, *rest)

    heavy = follow()
    light = follow("https://b.example/", "B")
    web.answers[URL] = read(URL, rss(Item("1", "heavy")))
    web.answers["https://b.example/"] = read("https://b.example/", rss(Item("1")))
    looking(reader=Stopped()).fetch_due()
    states = {feed: core.following.feed(feed).state for feed in (heavy, light)}
    assert states == {heavy: "failing", light: "ok"}


# --- moves ---------------------------------------------------------------------------------------

NEW = "https://quiet.example/new-feed"


def moved(body: bytes, to: str = NEW) -> Fetched:
    return replace(read(URL, body), final_url=to, permanent_url=to)


def test_a_feed_that_moved_is_asked_at_its_new_place_after_three_sightings_in_two_days(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    feed = follow()
    web.answers[URL] = read(URL, rss(Item("1")))
    fetching.fetch_due()
    for number in range(2, 5):
        clock.wind(days=1, hours=1)
        web.answers[URL] = moved(rss(Item(str(number)), Item("1")))
        fetching.fetch_due()
    clock.wind(days=2)
    web.answers[NEW] = read(NEW, rss(Item("5"), Item("1")))
    (found,) = fetching.fetch_due()
    assert (found.url, found.state, web.urls()[-1]) == (NEW, "ok", NEW)
    kept = core.following.feed(feed)
    assert (kept.url, kept.url_now) == (URL, NEW)


def test_a_domain_that_was_sold_does_not_bring_its_new_owners_posts(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    feed = follow()
    web.answers[URL] = read(URL, rss(Item("1", "On moss", clock())))
    fetching.fetch_due()
    casino = "https://casino.test/feed"
    for number in range(4):
        clock.wind(days=2)
        body = rss(Item(f"c{number}", "Win now", clock(), f"https://casino.test/{number}"))
        web.answers[URL] = moved(body, casino)
        (found,) = fetching.fetch_due()
        assert "somebody else" in found.error
    assert [post.title for post in core.following.posts()] == ["On moss"]
    assert core.following.feed(feed).url_now == URL


# --- how it ends ---------------------------------------------------------------------------------


def test_cancelling_keeps_what_came(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int]
) -> None:
    feeds = [follow(f"https://{name}.example/", name) for name in "abc"]
    for name in "abc":
        url = f"https://{name}.example/"
        web.answers[url] = read(url, rss(Item("1")))
    found = fetching.fetch_due(is_cancelled=lambda: len(web.asked) >= 2)
    assert [row.state for row in found] == ["ok", "ok", "new"]
    assert [core.following.feed(feed).state for feed in feeds] == ["ok", "ok", "new"]


def test_progress_is_told(fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int]) -> None:
    for name in "abc":
        follow(f"https://{name}.example/", name)
    told = []
    fetching.fetch_due(progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_full_disk_ends_the_round_and_the_posts_come_the_next_time(
    core: Core, looking: Callable[..., Fetching], web: MadeUpWeb, follow: Callable[..., int]
) -> None:
    class Full(FeedPosts):
        def store(self, feed_id: int, feed: ParsedFeed) -> object:
            raise DiskFull("The disk is full.")

    follow()
    web.answers[URL] = read(URL, rss(Item("1", "On moss")))
    with pytest.raises(DiskFull):
        looking(posts=Full(core._journal, core.clock, core.zone)).fetch_due()
    assert core.following.posts() == []
    assert looking().fetch_due()[0].state == "ok"
    assert [post.title for post in core.following.posts()] == ["On moss"]


def test_somebody_deleted_meanwhile_is_no_fault(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int]
) -> None:
    feed = follow()

    def unfollowed(request: Request) -> Fetched:
        core.following.unfollow(feed)
        return read(URL, rss(Item("1")))

    web.answers[URL] = unfollowed
    fetching.fetch_due()
    rows = core._journal.execute("SELECT count(*) FROM feed_state").fetchone()
    assert rows == (0,)


def test_put_away_people_are_not_looked_for(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int]
) -> None:
    feed = follow()
    core.contacts.put_away(core.following.feed(feed).contact_id)
    assert not fetching.is_anything_due()
    assert fetching.fetch_due() == []


def test_looking_for_posts_is_nothing_to_undo(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    follow()
    label = core.history.undo_label
    web.answers[URL] = read(URL, rss(Item("1")))
    fetching.fetch_due()
    assert core.history.undo_label == label


def test_a_clock_that_was_set_back_leaves_nobody_waiting_for_years(
    fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    follow()
    clock.wind(days=400)
    web.answers[URL] = read(URL, rss(Item("1")))
    fetching.fetch_due()
    clock.wind(days=-400)
    (found,) = fetching.fetch_due()
    assert (len(web.asked), found.next_at - clock() <= timedelta(days=7)) == (2, True)


def test_a_certificate_that_is_wrong_says_what_is_wrong(
    fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int]
) -> None:
    follow()
    web.answers[URL] = Fetched(URL, Outcome.FAILED, final_url=URL, reason=Reason.CERTIFICATE_HOST)
    (found,) = fetching.fetch_due()
    assert found.error == "The site’s certificate is for another site."


# --- a new home ----------------------------------------------------------------------------------

SITE = "https://quiet.example/"


def site_announcing(*urls: str) -> bytes:
    links = "".join(
        f"<link rel=alternate type='application/rss+xml' title='Posts' href='{url}'>"
        for url in urls
    )
    return f"<!doctype html><title>Quiet gardens</title>{links}".encode()


def until_unreadable(fetching: Fetching, web: MadeUpWeb, clock: WoundClock) -> None:
    """Let a feed be read once, and a page be in its place three times after that."""
    web.answers[URL] = read(URL, rss(Item("1", "On moss", clock())))
    fetching.fetch_due()
    web.answers[URL] = read(URL, b"<!doctype html>Moved")
    for _again in range(3):
        clock.wind(days=2)
        fetching.fetch_due()


def test_a_feed_that_turned_into_a_page_is_looked_for_on_its_site_once_and_read_there(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    feed = follow()
    web.answers[SITE] = read(SITE, site_announcing("/comments/feed", URL, "/atom.xml"))
    atom = "https://quiet.example/atom.xml"
    web.answers[atom] = read(atom, rss(Item("2", "On ferns", clock()), Item("1", "On moss")))
    until_unreadable(fetching, web, clock)
    assert core.following.feed(feed).url_now == atom
    assert [(row.url, row.state, row.new_posts) for row in fetching.fetch_due()] == [
        (atom, "ok", 1)
    ]


def test_a_strangers_feed_on_the_old_site_is_not_taken_for_theirs(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    feed = follow()
    web.answers[SITE] = read(SITE, site_announcing("/atom.xml"))
    atom = "https://quiet.example/atom.xml"
    stranger = rss(Item("x", "Win", clock(), "https://casino.test/x"), title="Casino")
    web.answers[atom] = read(atom, stranger)
    until_unreadable(fetching, web, clock)
    for _again in range(5):
        clock.wind(days=2)
        fetching.fetch_due()
    assert (core.following.feed(feed).url_now, web.times(SITE)) == (URL, 1)


# --- answers -------------------------------------------------------------------------------------


def test_an_answer_to_a_comment_is_looked_for_when_it_is_time(
    core: Core, looking: Callable[..., Fetching], web: MadeUpWeb, clock: WoundClock
) -> None:
    fetching = looking(watches=core.watches)
    ana = core.contacts.add("Ana")
    feed = core.following.follow(ana, "https://ana.example/feed/")
    url, comments = "https://ana.example/moss/", "https://ana.example/moss/feed/"
    post = ParsedEntry(guid="g", link=url, title="Moss", comment_feed=comments)
    core.feed_posts.store(feed, ParsedFeed("rss", (post,)))
    core.feed_posts.keep_state(feed, next_at=clock() + timedelta(days=6))
    entry = core.entries.write_down([ana], "So true", channel=Channel.COMMENT, url=url)
    core.watches.begin(entry, ana)
    assert not fetching.is_anything_due()
    clock.wind(hours=7)
    assert fetching.is_anything_due()
    fetching.fetch_due()
    assert web.urls() == [comments]
    assert not fetching.is_anything_due()


def test_a_host_that_is_busy_is_not_asked_for_answers_either(
    core: Core, looking: Callable[..., Fetching], web: MadeUpWeb, clock: WoundClock
) -> None:
    fetching = looking(watches=core.watches)
    ana = core.contacts.add("Ana")
    feed = core.following.follow(ana, "https://ana.example/feed/")
    for number in (1, 2):
        url = f"https://ana.example/{number}/"
        comments = f"https://ana.example/{number}/feed/"
        post = ParsedEntry(guid=url, link=url, title=f"Moss {number}", comment_feed=comments)
        core.feed_posts.store(feed, ParsedFeed("rss", (post,)))
        entry = core.entries.write_down([ana], "So true", channel=Channel.COMMENT, url=url)
        core.watches.begin(entry, ana)
        web.answers[comments] = status(comments, Outcome.BUSY, 429, retry_after="86400")
    clock.wind(hours=7)
    assert fetching.look_for_answers(1) == 0
    assert fetching.look_for_answers() == 0
    assert len(web.asked) == 1


def test_the_host_that_was_led_to_is_the_one_that_is_left_alone(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    follow()
    busy = status(URL, Outcome.BUSY, 429, retry_after="3600")
    web.answers[URL] = replace(busy, final_url="https://feeds.proxy.test/ana")
    fetching.fetch_due()
    hosts = core._journal.execute("SELECT domain FROM host").fetchall()
    assert hosts == [("proxy.test",)]
    clock.wind(minutes=30)
    fetching.fetch()
    assert len(web.asked) == 1


def test_who_was_asked_before_the_user_broke_off_is_not_asked_again_at_once(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int]
) -> None:
    def broken_off(request: Request) -> Fetched:
        raise KeyboardInterrupt

    first = follow("https://a.example/")
    follow("https://b.example/")
    web.answers["https://a.example/"] = read("https://a.example/", rss(Item("1")))
    web.answers["https://b.example/"] = broken_off
    with pytest.raises(KeyboardInterrupt):
        fetching.fetch_due()
    assert core.following.feed(first).state == "ok"


@pytest.mark.parametrize("trouble", ["the site is down", "its feed is down", "its feed is a page"])
def test_where_no_new_home_is_found_all_stays_as_it_was(
    core: Core,
    fetching: Fetching,
    web: MadeUpWeb,
    follow: Callable[..., int],
    clock: WoundClock,
    trouble: str,
) -> None:
    feed = follow()
    atom = "https://quiet.example/atom.xml"
    if trouble != "the site is down":
        web.answers[SITE] = read(SITE, site_announcing("/atom.xml"))
    if trouble == "its feed is a page":
        web.answers[atom] = read(atom, b"<!doctype html>")
    until_unreadable(fetching, web, clock)
    kept = core.following.feed(feed)
    assert (kept.url_now, kept.state) == (URL, "unreadable")
    assert web.times(SITE) == 1


def test_the_users_word_for_a_private_address_is_for_that_host_alone(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    home, router = "http://nas.test/feed", "http://router.test/"
    feed = follow(home, is_own_network=True)
    body = rss(Item("1", "On moss", clock()))
    web.answers[home] = read(home, body.replace(b"https://quiet.example/<", router.encode() + b"<"))
    fetching.fetch_due()
    assert core.following.feed(feed).site_url == router
    web.answers[home] = read(home, b"<!doctype html>Moved")
    for _again in range(3):
        clock.wind(days=2)
        fetching.fetch_due()
    words = {request.url: request.is_own_network for request, _at in web.asked}
    assert words == {home: True, router: False}
    core.feed_posts.keep_state(feed, url=router, next_at=clock())
    fetching.fetch_due()
    assert not web.asked[-1][0].is_own_network


def test_a_feed_that_is_gone_is_looked_for_by_the_users_word(
    core: Core, fetching: Fetching, web: MadeUpWeb, follow: Callable[..., int], clock: WoundClock
) -> None:
    feed = follow()
    web.answers[URL] = read(URL, rss(Item("1", "On moss", clock())))
    fetching.fetch_due()
    clock.wind(days=2)
    web.answers[URL] = status(URL, Outcome.GONE, 410)
    assert fetching.fetch_due()[0].state == "gone"
    assert fetching.look_for_new_home(feed) == ""
    atom = "https://quiet.example/atom.xml"
    web.answers[SITE] = read(SITE, site_announcing("/atom.xml"))
    web.answers[atom] = read(atom, rss(Item("2", "On ferns", clock()), Item("1", "On moss")))
    assert fetching.look_for_new_home(feed) == atom
    assert [(row.url, row.state, row.new_posts) for row in fetching.fetch_due()] == [
        (atom, "ok", 1)
    ]
    with pytest.raises(NotFound):
        fetching.look_for_new_home(feed + 1)
