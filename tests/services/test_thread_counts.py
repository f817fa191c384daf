"""Whether a thread moved on since I wrote there, by its count of comments."""

from datetime import UTC, datetime

import pytest

from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed

POST = "https://ana.example/moss/"


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana")


@pytest.fixture
def counted(core, clock, ana):
    """Read the feed an hour later, with so many comments below its post."""
    feed_id = core.following.follow(ana, "https://ana.example/feed")

    def read(count):
        clock.wind(hours=1)
        entry = ParsedEntry(
            guid="1", link=POST, title="On moss", published=datetime(2026, 11, 1, tzinfo=UTC),
            comment_count=count,
        )  # fmt: skip
        core.feed_posts.store(feed_id, ParsedFeed("rss", (entry,)))
        clock.wind(hours=1)

    return read


@pytest.fixture
def moved_on(core, ana):
    def says():
        (post,) = (row for row in core.timeline.of(ana) if row.kind == "post")
        return post.outcome == "moved_on"

    return says


def wrote(core, ana, url=POST, **more):
    return core.entries.write_down([ana], "Lovely", channel=Channel.COMMENT, url=url, **more)


def test_more_comments_than_mine_say_that_the_thread_moved_on(core, ana, counted, moved_on):
    counted(3)
    wrote(core, ana, "http://www.ana.example/moss")
    assert not moved_on()
    counted(4)  # which may be mine
    assert not moved_on()
    counted(5)
    assert moved_on()
    assert [card.reason.value for card in core.today.cards()] == []


def test_below_a_post_where_i_did_not_write_nothing_is_said(core, ana, counted, moved_on):
    counted(3)
    counted(9)
    wrote(core, ana, "https://ana.example/other")
    wrote(core, ana, direction=Direction.INCOMING)
    counted(20)
    assert not moved_on()


def test_a_further_comment_of_mine_or_taking_it_back_ends_it(core, clock, ana, counted, moved_on):
    counted(3)
    wrote(core, ana)
    counted(7)
    clock.wind(days=1)
    wrote(core, ana)
    assert not moved_on()
    counted(8)
    assert not moved_on()
    counted(9)
    assert moved_on()
    core.history.undo()
    assert not moved_on()


def test_a_count_that_falls_says_nothing(core, ana, counted, moved_on):
    counted(9)
    wrote(core, ana)
    counted(2)
    counted(8)
    assert not moved_on()
