"""Who is followed, and what the Following page shows of it."""

from datetime import timedelta

import pytest

from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.errors import InvalidInput, NotFound


@pytest.fixture
def follow(core, clock):
    """Follow somebody new who published so many days ago."""

    def do(name, *days, circle="Regular"):
        one = core.contacts.add(name, circle=circle)
        feed = core.following.follow(one, f"https://{name.lower()}.example/feed")
        entries = [
            ParsedEntry(
                guid=f"{day}", link=f"https://www.{name.lower()}.example/{day}",
                title=f"{name} {day}", published=clock.at - timedelta(days=day),
            )
            for day in days
        ]  # fmt: skip
        core.feed_posts.store(feed, ParsedFeed("rss", tuple(entries)))
        return one

    return do


def picture(core):
    return [
        f"{row.name}{' back' if row.is_back else ''}: {row.newest.title if row.newest else '-'}"
        f"{f' +{row.more}' if row.more else ''}"
        for row in core.following.rows()
    ]


def test_back_after_silence_comes_first_then_circle_then_newest(core, follow):
    follow("Loud", 0.1, 1, 2, 3, 4, circle="Regular")
    follow("Back", 2, 150, 157, 164, 171, circle="Acquaintance")
    follow("Inner", 5, 12, 19, circle="Inner")
    follow("Older", 3, 33, circle="Regular")
    follow("Nothing")
    assert picture(core) == [
        "Back back: Back 2",
        "Inner: Inner 5",
        "Loud: Loud 0.1 +4",
        "Older: Older 3",
        "Nothing: -",
    ]


def test_the_weeks_are_counted_the_oldest_first(core, follow):
    follow("Ana", 0, 1, 8, 181, 200)
    (row,) = core.following.rows()
    assert len(row.weeks) == 26
    assert (row.weeks[-1], row.weeks[-2], row.weeks[0], sum(row.weeks)) == (2, 1, 1, 4)


def test_the_site_of_a_post_is_shown_without_www(core, follow):
    follow("Ana", 1)
    assert core.following.posts()[0].site == "ana.example"


def test_put_away_and_deleted_people_are_not_shown(core, follow):
    core.contacts.put_away(follow("Away", 1))
    core.contacts.delete(follow("Gone", 1))
    assert picture(core) == []
    assert core.feed_posts.due() == []


def test_following_the_same_again_adds_what_was_not_said(core):
    ana = core.contacts.add("Ana")
    first = core.following.follow(ana, "ana.example/feed")
    again = core.following.follow(ana, "https://ana.example/feed", author_filter="Ana")
    (row,) = core.following.feeds_of(ana)
    assert (first, row.author_filter, row.state) == (again, "Ana", "new")
    core.history.undo()
    assert core.following.feeds_of(ana)[0].author_filter == ""


def test_a_group_blog_is_followed_for_two_people(core):
    ana, bo = core.contacts.add("Ana"), core.contacts.add("Bo")
    one = core.following.follow(ana, "https://both.example/feed", author_filter="Ana")
    other = core.following.follow(bo, "https://both.example/feed", author_filter="Bo")
    assert one != other


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "mailto:ana@ana.example"])
def test_what_is_no_feeds_address_is_refused(core, address):
    with pytest.raises(InvalidInput):
        core.following.follow(core.contacts.add("Ana"), address)


def test_a_feed_can_be_edited_and_is_named_when_it_is_not_there(core):
    ana = core.contacts.add("Ana")
    feed = core.following.follow(ana, "https://ana.example/feed")
    core.following.edit(feed, title="Garden", author_filter="Ana", is_own_network=True)
    row = core.following.feed(feed)
    assert (row.title, row.author_filter, row.is_own_network) == ("Garden", "Ana", True)
    with pytest.raises(NotFound, match="There is no feed 9"):
        core.following.feed(9)
    with pytest.raises(NotFound, match="There is no post 9"):
        core.following.post(9)
