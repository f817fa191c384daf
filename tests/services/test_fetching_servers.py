"""Real requests to a server that misbehaves, over several rounds: what stays is what was there."""

import contextlib
import os
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from relationship_journal.core import Core
from relationship_journal.errors import Cancelled
from relationship_journal.services.fetch_round import Means
from relationship_journal.services.fetching import Fetching
from relationship_journal.system.feeds.child import FeedReader
from relationship_journal.system.http.fetch import Limits
from relationship_journal.system.http.fetcher import Fetcher
from tests.feed_server import behaviours
from tests.feed_server.behaviours import BEHAVIOURS, FEED, always, answer
from tests.feed_server.server import FeedServer
from tests.feed_server.web import Item, ReaderHere, rss
from tests.services.conftest import WoundClock


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer(dict(BEHAVIOURS)).running_in_a_thread() as running:
        yield running


@pytest.fixture
def fetching(core: Core) -> Iterator[Fetching]:
    fetcher = Fetcher(
        limits=Limits(connect=5, gap=0.5, whole=1),
        pause=0,
        pauses={},
        tls=ssl.create_default_context(),
        look_up=lambda _host, _port: [(2, "127.0.0.1")],
        allow=("127.0.0.1",),
    )
    yield Fetching(
        Means(core._journal, core.clock, core.feed_posts, fetcher, ReaderHere(), fetcher.group_of)
    )
    fetcher.close()


@pytest.fixture
def follow(core: Core, server: FeedServer) -> Callable[[str], int]:
    def do(name: str) -> int:
        person = core.contacts.add(name, circle="Inner")
        return core.following.follow(person, server.url(name, "blog.example"))

    return do


# what a feed of one post is after its server turned bad, for three rounds a day apart
TURNED_BAD = [
    ("slow_first_byte", "failing", "timeout"),
    ("slowloris_body", "failing", "timeout"),
    ("never_ends", "unreadable", "too_big"),
    ("truncated_cl", "failing", "truncated"),
    ("bad_chunk", "failing", "protocol"),
    ("reset_mid", "failing", "truncated"),
    ("close_now", "failing", "connection"),
    ("garbage", "failing", "protocol"),
    ("gzip_bomb", "unreadable", "too_big"),
    ("gzip_double", "unreadable", "encoding"),
    ("huge_headers", "failing", "protocol"),
    ("redirect_loop", "unreadable", "redirects"),
    ("redirect_file", "unreadable", "scheme"),
    ("redirect_neighbour", "failing", "private_address"),
    ("redirect_captive", "unreadable", "nothing"),
    ("captive_portal", "unreadable", "nothing"),
    ("portal_511", "ok", ""),
    ("s404", "failing", "status_404"),
    ("s401", "refused", "status_401"),
    ("s403_cf", "refused", "challenge"),
    ("s500", "failing", "status_500"),
    ("s204", "unreadable", "nothing"),
    ("s206", "failing", "partial"),
    ("s999", "refused", "status_999"),
    ("ct_image", "unreadable", "nothing"),
    ("empty200", "unreadable", "nothing"),
    ("hdr_injection", "failing", "protocol"),
    ("etag304", "ok", ""),
    ("always304", "ok", ""),
    ("gzip_truncated", "ok", ""),
    ("gzip_undeclared", "ok", ""),
    ("ct_html", "ok", ""),
    ("ct_missing", "ok", ""),
    ("charset_bogus", "ok", ""),
    ("etag_binary", "ok", ""),
    ("s410", "gone", "status_410"),
]


@pytest.mark.parametrize(("name", "state", "reason"), TURNED_BAD)
def test_whatever_a_server_does_the_old_posts_stay_and_it_comes_right_again(
    core: Core,
    fetching: Fetching,
    server: FeedServer,
    follow: Callable[[str], int],
    clock: WoundClock,
    name: str,
    state: str,
    reason: str,
) -> None:
    feed = follow("blog")
    server.behaviours["blog"] = always(answer(headers={"ETag": '"first"'}))
    fetching.fetch_due()
    (post,) = core.following.posts()
    server.behaviours["blog"] = BEHAVIOURS[name]
    is_at_once = reason in {"too_big", "encoding", "redirects", "scheme"}
    rounds = 1 if is_at_once or state == "refused" else 3
    for _again in range(rounds):
        clock.wind(days=1, hours=3)
        fetching.fetch_due()
    kept = core.following.feed(feed)
    assert (kept.state, kept.reason) == (state, reason)
    assert [one.title for one in core.following.posts()] == [post.title]
    assert server.canary == 0
    if state == "gone":
        return
    server.behaviours["blog"] = always(answer(FEED.replace(b"On quiet", b"On loud")))
    clock.wind(days=8)
    (found,) = fetching.fetch_due()
    assert (found.state, core.following.feed(feed).errors) == ("ok", 0)
    assert [one.title for one in core.following.posts()] == ["On loud gardens"]


def test_a_tag_goes_with_the_second_request_and_is_left_out_after_eight_days(
    fetching: Fetching, server: FeedServer, follow: Callable[[str], int], clock: WoundClock
) -> None:
    follow("etag304")
    sent = []
    for _day in range(10):
        fetching.fetch_due()
        sent.append(server.asked[-1].header("if-none-match"))
        clock.wind(days=1, minutes=1)
    assert sent[0] == b""
    assert sent[1:8] == [b'"a-tag"'] * 7
    assert sent[8:] == [b"", b'"a-tag"']


def test_half_an_answers_tag_is_not_kept(
    fetching: Fetching, server: FeedServer, follow: Callable[[str], int], clock: WoundClock
) -> None:
    follow("truncated_cl")
    follow("gzip_truncated")
    for _day in range(3):
        fetching.fetch_due()
        clock.wind(days=2)
    assert {one.header("if-none-match") for one in server.asked} == {b""}


@pytest.mark.parametrize(
    ("name", "wait"),
    [
        ("s429", timedelta(seconds=120)),
        ("s429_none", timedelta(hours=1)),
        ("s503", timedelta(days=7)),
    ],
)
def test_who_asks_to_be_left_alone_is(
    core: Core,
    fetching: Fetching,
    server: FeedServer,
    follow: Callable[[str], int],
    clock: WoundClock,
    name: str,
    wait: timedelta,
) -> None:
    feed = follow(name)
    fetching.fetch_due()
    step = wait / 4
    for _again in range(3):
        clock.at += step
        fetching.fetch_due(), fetching.fetch()
    assert server.counts[name] == 1
    kept = core.following.feed(feed)
    assert wait <= kept.next_at - (clock() - 3 * step) <= wait + timedelta(minutes=10)


def test_the_rest_of_a_busy_hosts_feeds_are_not_asked_in_the_same_round(
    fetching: Fetching, server: FeedServer, follow: Callable[[str], int]
) -> None:
    for name in ("s429", "ok", "json_feed"):
        follow(name)
    fetching.fetch_due()
    assert dict(server.counts) == {"s429": 1}


def test_posts_that_are_all_of_a_sudden_in_hundreds_are_kept_in_small_steps(
    core: Core,
    fetching: Fetching,
    server: FeedServer,
    follow: Callable[[str], int],
    clock: WoundClock,
) -> None:
    follow("blog")
    server.behaviours["blog"] = always(answer(rss(Item("0", "", clock()))))
    fetching.fetch_due()
    clock.wind(days=3)
    items = [Item(str(number), "", clock()) for number in range(101)]
    server.behaviours["blog"] = always(answer(rss(*items)))
    written = []
    stop = core._journal.subscribe(lambda change: written.append(len(change.ids.get("post", ()))))
    (found,) = fetching.fetch_due()
    stop()
    assert found.new_posts == 100
    assert max(written) <= 100


def test_a_feed_on_ones_own_network_is_only_read_where_the_user_said_so(
    core: Core, fetching: Fetching, server: FeedServer, clock: WoundClock
) -> None:
    person = core.contacts.add("Ana")
    url = f"http://[::1]:{server.ipv6_port}/ok"
    if not server.ipv6_port:
        pytest.skip("this machine has no IPv6")
    core.following.follow(person, url)
    assert "private network" in fetching.fetch_due()[0].error
    core.following.follow(person, url, is_own_network=True)
    clock.wind(days=1)
    assert fetching.fetch_due()[0].state == "ok"


def test_a_server_whose_clock_is_wrong_is_asked_as_often_as_any(
    core: Core,
    fetching: Fetching,
    server: FeedServer,
    follow: Callable[[str], int],
    clock: WoundClock,
) -> None:
    feed = follow("blog")
    server.behaviours["blog"] = always(
        answer(
            headers={
                "ETag": '"a"',
                "Date": "Thu, 26 Nov 2026 10:30:00 GMT",
                "Expires": "Thu, 26 Nov 2026 11:30:00 GMT",
            }
        )
    )
    fetching.fetch_due()
    assert core.following.feed(feed).next_at - clock() < timedelta(hours=7)


def test_what_answers_to_no_address_it_was_sent_is_a_login_page_and_changes_nothing(
    core: Core,
    fetching: Fetching,
    server: FeedServer,
    follow: Callable[[str], int],
    clock: WoundClock,
) -> None:
    """A hotel's network answers 301 for everything; the address must survive the stay."""
    feed = follow("blog")
    server.behaviours["blog"] = always(answer())
    fetching.fetch_due()
    server.behaviours["blog"] = behaviours.to("/login", "301 Moved Permanently")
    for _night in range(5):
        clock.wind(days=1)
        fetching.fetch_due()
    kept = core.following.feed(feed)
    assert kept.url == kept.url_now
    server.behaviours["blog"] = always(answer())
    clock.wind(days=2)
    assert fetching.fetch_due()[0].state == "ok"


DEAF = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.mark.parametrize("slow", ["the site", "the document"])
def test_quitting_waits_neither_for_a_site_nor_for_a_document(
    core: Core, server: FeedServer, follow: Callable[[str], int], slow: str
) -> None:
    follow("slow_first_byte" if slow == "the site" else "ok")
    core.__dict__["fetcher"] = Fetcher(
        tls=ssl.create_default_context(),
        look_up=lambda _host, _port: [(2, "127.0.0.1")],
        allow=("127.0.0.1",),
    )
    core.__dict__["feed_reader"] = FeedReader(limit=30, command=DEAF)
    ended = []

    def look() -> None:
        with core.at_work(), contextlib.suppress(Cancelled):
            core.fetching.fetch()
        ended.append(time.monotonic())

    looking = threading.Thread(target=look)
    looking.start()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and not (
        server.asked if slow == "the site" else core.feed_reader._child
    ):
        os.sched_yield()
    began = time.monotonic()
    core.stop_fetching()
    looking.join(10)
    assert ended
    assert ended[0] - began < 2
    assert core.following.posts() == []
