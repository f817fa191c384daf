"""A post opened from Today on a real screen: the strip asks, Enter answers, a restart remembers."""

from datetime import timedelta

import pytest

from relationship_journal.core import open_core
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from tests.desktop.desk import wait_until
from tests.desktop.program import Program

BARE = {"tray": "none", "notifier": "none"}
POST = "https://quietgardens.example/on-quiet-gardens"


@pytest.fixture
def program(desktop):
    return Program(desktop)


def publish(program):
    """Follow Ana, who published something a while ago."""
    core = open_core(program.journal, begin=True)
    ana = core.contacts.add("Ana Duarte", circle="Inner", urls=["https://quietgardens.example"])
    feed = core.following.follow(ana, "https://quietgardens.example/feed")
    core.feed_posts.store(feed, ParsedFeed("rss"))
    core.feed_posts.keep_state(feed, state="ok", next_at=core.clock() + timedelta(days=5))
    at = core.clock() - timedelta(hours=5)
    entry = ParsedEntry(guid="g", link=POST, title="On quiet gardens", published=at)
    core.feed_posts.store(feed, ParsedFeed("rss", (entry,)))
    core.close()


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_a_post_is_opened_commented_and_written_down_with_two_keys(program, desktop):
    publish(program)
    window = program.window
    program.start()
    window.wait_for("push button", "Open their post")
    program.wait_for_keyboard()
    desktop.keys("Return")
    wait_until(lambda: desktop.opened_addresses() == [POST], "the post in the browser")
    window.wait_for("push button", "I commented")
    window.wait_for("push button", "Open again")

    program.choose("Journal", "Quit")
    assert program.end() == 0
    program.start()
    window.wait_for("push button", "I commented")
    window.wait_for("push button", "Open again")
    program.wait_for_keyboard()
    desktop.keys("Return")
    window.wait_for("label", "Written down")
    (entry,) = [one for one in program.ask("show", "Ana")["timeline"] if one["kind"] == "entry"]
    assert (entry["channel"], entry["url"]) == ("comment", POST)
    assert program.ask("today") == []
    program.choose("Journal", "Quit")
    assert program.end() == 0
    assert program.said() == ""
