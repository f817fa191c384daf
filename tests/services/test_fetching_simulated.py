"""Weeks of people who publish, through the real journal, an hour at a time."""

import random
from collections import Counter
from datetime import timedelta

from relationship_journal.core import Core
from relationship_journal.domain.fetched import Fetched, Outcome, Request
from relationship_journal.services.fetch_round import Means
from relationship_journal.services.fetching import Fetching
from tests.feed_server.web import Item, MadeUpWeb, ReaderHere, rss
from tests.services.conftest import WoundClock

DAYS, PEOPLE = 14, 60
CIRCLES = ("Inner", "Regular", "Acquaintance")


class Blog:
    """Publishes every so often; knows its own tag, as most servers do."""

    def __init__(self, number: int, clock: WoundClock) -> None:
        self.chance = random.Random(number)
        self.url = f"https://blog{number}.example/feed"
        self.gap = (0.5, 2.0, 7.0, 14.0, 30.0)[number % 5]
        self.clock, self.number = clock, number
        self.items: list[Item] = []
        at = clock() - timedelta(days=60)
        while at < clock() + timedelta(days=DAYS):
            at += timedelta(days=self.chance.uniform(0.5, 1.5) * self.gap)
            link = f"https://blog{number}.example/{len(self.items)}"
            self.items.append(Item(link, f"Post {len(self.items)} of {number}", at, link))

    def answer(self, request: Request) -> Fetched:
        shown = [item for item in self.items if item.published <= self.clock()][-12:]
        tag = f'"{len(shown)}-{shown[-1].guid}"' if shown else '"none"'
        if request.etag == tag:
            return Fetched(self.url, Outcome.UNCHANGED, 304, self.url, headers=(("etag", tag),))
        body = rss(*reversed(shown), title=f"Blog {self.number}")
        headers = (("etag", tag), ("content-type", "text/xml"))
        return Fetched(self.url, Outcome.READ, 200, self.url, body, headers)


def test_weeks_of_people_who_publish(core: Core, clock: WoundClock) -> None:
    blogs = [Blog(number, clock) for number in range(PEOPLE)]
    web = MadeUpWeb(clock, {blog.url: blog.answer for blog in blogs})
    fetching = Fetching(
        Means(core._journal, core.clock, core.feed_posts, web, ReaderHere(), web.group_of)
    )
    for blog in blogs:
        person = core.contacts.add(f"Person {blog.number}", circle=CIRCLES[blog.number % 3])
        core.following.follow(person, blog.url)
    start = clock()
    fetching.fetch_due()
    assert {row.reason for row in core.today.look(10).shown} <= {"quiet"}  # no post of a first read
    known = Counter(post.is_backfill for post in core.following.posts(limit=10_000))
    assert set(known) == {True}
    for _hour in range(24 * DAYS):
        clock.wind(hours=1)
        for row in fetching.fetch_due():
            assert row.state == "ok", row.error
    asked = len(web.asked) / PEOPLE / DAYS
    assert asked <= 2.5
    unconditional = Counter(request.url for request, _at in web.asked if not request.etag)
    assert max(unconditional.values()) <= 1 + DAYS // 8
    published = {
        item.guid
        for blog in blogs
        for item in blog.items
        if start < item.published <= clock() - timedelta(hours=27)
    }
    kept = Counter(post.url for post in core.following.posts(limit=10_000) if not post.is_backfill)
    assert published <= set(kept)
    assert set(kept.values()) <= {1}
