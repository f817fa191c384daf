"""Someone I follow published: opened, commented, written down, the next date set."""

import pytest

from relationship_journal.core import Core
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.ui.open_journal import OpenJournal
from tests.driver import Cost, Driver, wait_until
from tests.window_fixtures import WoundClock

POST = "https://quietgardens.example/on-quiet-gardens/"


@pytest.fixture
def ana(core: Core, clock: WoundClock) -> int:
    """Ana, whom I follow, and who published something."""
    one = core.contacts.add("Ana Duarte", circle="Inner", urls=["https://quietgardens.example"])
    feed = core.following.follow(one, "https://quietgardens.example/feed/")
    core.feed_posts.store(feed, ParsedFeed("rss"))
    entry = ParsedEntry(
        guid="g", link=POST, title="On quiet gardens", published=clock.at, excerpt="Moss and more."
    )
    core.feed_posts.store(feed, ParsedFeed("rss", (entry,)))
    clock.wind(minutes=8)
    return one


def test_signed_in_already_it_costs_two_actions(
    ana: int,
    driver: Driver,
    open_journal: OpenJournal,
    core: Core,
    started: list[tuple[str, ...]],
) -> None:
    driver.wait_for("On quiet gardens")
    driver.start_counting()
    driver.press("Return")  # opens the post; the comment is written in the browser
    assert started[-1][-1] == POST
    driver.wait_for("I commented")
    driver.wait_for("Open again")
    driver.press("Return")
    driver.wait_for("Written down")
    assert driver.cost == Cost(actions=2, typed=0)
    assert open_journal.returning.strip.next_words() == "Next: about 7 Dec"
    newest = core.timeline.of(ana)[0]
    assert (newest.kind, newest.url, newest.channel) == ("entry", POST, "comment")
    assert wait_until(lambda: core.today.look().shown == ())
