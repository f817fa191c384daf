"""A reader comments on my blog for the third time: answered, and a contact, in four actions."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from relationship_journal.core import Core
from relationship_journal.ui.open_journal import OpenJournal
from tests.driver import Cost, Driver, wait_until
from tests.local_blog import LocalBlog
from tests.window_fixtures import WoundClock


@pytest.fixture
def blog() -> Iterator[LocalBlog]:
    with LocalBlog(
        title="Slow feeds", author="Joan", home="https://joan.example/"
    ).open() as opened:
        yield opened


@pytest.fixture
def third(core: Core, blog: LocalBlog, clock: WoundClock) -> None:
    """Two comments that were there, and a third that came since."""
    core.contacts.add("Bo")
    for days in (9, 3):
        blog.comment("hedgewitch", f"{days} days ago", clock.at - timedelta(days=days))
    core.own_self.add_blog(blog.url, is_own_network=True)
    core.fetching.fetch()
    clock.wind(days=1)
    blog.comment("hedgewitch", "Where do you find the moss?", clock.at - timedelta(hours=1))
    core.fetching.fetch()


def test_a_third_comment_costs_four_actions(
    third: None,
    blog: LocalBlog,
    core: Core,
    open_journal: OpenJournal,
    driver: Driver,
    started: list[tuple[str, ...]],
) -> None:
    driver.wait_for("“hedgewitch”, third comment")
    driver.start_counting()
    driver.click("Make hedgewitch a contact")
    driver.wait_for("Open what they wrote")
    driver.click("Open what they wrote")  # the answer is written in the browser
    assert started[-1][-1] == f"{blog.links}p/1/#comment-3"
    driver.wait_for("I commented")
    driver.click("I commented")
    driver.wait_for("Written down")
    assert driver.cost == Cost(actions=3, typed=0)
    wim = core.contacts.find("hedgewitch")
    assert [(line.direction, line.url) for line in core.timeline.of(wim)] == [
        ("outgoing", f"{blog.links}p/1/#comment-3"),
        ("incoming", f"{blog.links}p/1/#comment-3"),
    ]
    assert wait_until(lambda: core.today.look().shown == ())
