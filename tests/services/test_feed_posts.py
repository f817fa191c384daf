"""What was read from feeds, kept: the state tests of re-readings, on a real journal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.errors import NotFound
from relationship_journal.services.feed_posts import FeedPosts

FEED = "https://ana.example/feed.xml"


def entry(number, *, published=None, **fields):
    day = datetime(2026, 11, 1, 8, tzinfo=UTC) + timedelta(days=number)
    values = {
        "guid": f"tag:{number}",
        "link": f"https://ana.example/post-{number}",
        "title": f"On quiet gardens, part {number}",
        "published": published or day,
        "excerpt": f"About part {number}.",
    }
    return ParsedEntry(**{**values, **fields})


def feed_of(*entries, **fields):
    return ParsedFeed(kind="rss", entries=tuple(entries), title="Ana's garden", **fields)


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana")


@pytest.fixture
def feed_id(core, ana):
    return core.following.follow(ana, FEED)


def picture(core, *, with_backfill=True):
    return [
        f"{post.title}{' (old)' if post.is_backfill else ''}"
        for post in core.following.posts()
        if with_backfill or not post.is_backfill
    ]


def new_titles(core):
    return picture(core, with_backfill=False)


def test_everything_in_the_first_reading_is_from_before(core, feed_id):
    stored = core.feed_posts.store(feed_id, feed_of(entry(1), entry(2)))
    assert stored.new_posts == 0
    assert picture(core) == [
        "On quiet gardens, part 2 (old)",
        "On quiet gardens, part 1 (old)",
    ]


def test_the_first_post_of_a_feed_that_began_empty_is_new(core, feed_id):
    core.feed_posts.store(feed_id, feed_of())
    assert core.feed_posts.store(feed_id, feed_of(entry(1))).new_posts == 1


def test_a_post_that_came_since_is_new_once(core, feed_id):
    core.feed_posts.store(feed_id, feed_of(entry(1)))
    assert core.feed_posts.store(feed_id, feed_of(entry(2), entry(1))).new_posts == 1
    assert core.feed_posts.store(feed_id, feed_of(entry(2), entry(1))).new_posts == 0
    assert new_titles(core) == ["On quiet gardens, part 2"]


def test_ids_that_all_change_bring_nothing_back(core, feed_id):
    old = [entry(n) for n in range(6)]
    core.feed_posts.store(feed_id, feed_of(*old))
    rotated = [replace(one, guid=f"new:{one.guid}") for one in old]
    assert core.feed_posts.store(feed_id, feed_of(*rotated)).new_posts == 0
    twice = [replace(one, guid=f"newer:{one.guid}", link="") for one in old]
    assert core.feed_posts.store(feed_id, feed_of(*twice)).new_posts == 0
    assert core.feed_posts.store(feed_id, feed_of(*rotated)).new_posts == 0
    assert len(core.following.posts()) == 6


def test_ids_that_change_from_http_to_https_bring_nothing_back(core, feed_id):
    old = [replace(entry(n), guid=f"http://ana.example/post-{n}") for n in range(6)]
    core.feed_posts.store(feed_id, feed_of(*old))
    secure = [replace(one, guid=one.guid.replace("http:", "https:")) for one in old]
    assert core.feed_posts.store(feed_id, feed_of(*secure)).new_posts == 0


def test_a_feed_renewed_whole_brings_only_what_is_younger(core, feed_id):
    core.feed_posts.store(feed_id, feed_of(*(entry(n) for n in range(6))))
    other = [
        entry(
            n,
            guid=f"x{n}",
            link=f"https://new.example/{n}",
            title=f"Another title {n}",
        )
        for n in (*range(5), 9)
    ]
    assert core.feed_posts.store(feed_id, feed_of(*other)).new_posts == 1
    assert new_titles(core) == ["Another title 9"]


def test_an_edited_post_changes_in_place(core, feed_id, clock):
    core.feed_posts.store(feed_id, feed_of(entry(1)))
    core.feed_posts.store(feed_id, feed_of(entry(2), entry(1)))
    at = core.following.posts()[0].at
    clock.wind(days=1)
    edited = entry(2, title="On loud gardens", updated=clock(), excerpt="Changed.")
    assert core.feed_posts.store(feed_id, feed_of(edited, entry(1))).new_posts == 0
    newest = core.following.posts()[0]
    assert (newest.title, newest.excerpt, newest.at) == ("On loud gardens", "Changed.", at)


def test_one_id_on_two_posts_makes_the_address_count_for_good(core, feed_id):
    core.feed_posts.store(feed_id, feed_of(entry(1, guid="same")))
    doubled = feed_of(entry(3, guid="same"), entry(2, guid="same"), entry(1, guid="same"))
    assert core.feed_posts.store(feed_id, doubled).new_posts == 2
    assert core.feed_posts.store(feed_id, doubled).new_posts == 0
    single = feed_of(entry(4, guid="same"))
    assert core.feed_posts.store(feed_id, single).new_posts == 1


def test_an_old_id_on_a_later_post_is_another_post(core, feed_id):
    core.feed_posts.store(feed_id, feed_of(entry(1)))
    core.feed_posts.store(feed_id, feed_of(entry(2), entry(1)))
    later = entry(50, guid="tag:2")
    assert core.feed_posts.store(feed_id, feed_of(later, entry(1))).new_posts == 1
    assert core.feed_posts.store(feed_id, feed_of(later, entry(1))).new_posts == 0


def test_another_order_is_no_news(core, feed_id):
    entries = [entry(n) for n in range(8)]
    core.feed_posts.store(feed_id, feed_of(*entries))
    assert core.feed_posts.store(feed_id, feed_of(*reversed(entries))).new_posts == 0


def test_a_feed_that_was_empty_for_a_while_comes_back_quietly(core, feed_id):
    entries = [entry(n) for n in range(8)]
    core.feed_posts.store(feed_id, feed_of(*entries))
    assert core.feed_posts.store(feed_id, feed_of()).new_posts == 0
    assert core.feed_posts.store(feed_id, feed_of(*entries)).new_posts == 0
    assert len(core.following.posts()) == 8


def test_a_hundred_posts_at_once_are_kept_and_are_new(core, feed_id):
    core.feed_posts.store(feed_id, feed_of(entry(0)))
    many = [entry(1, guid=f"g{n}", link=f"https://ana.example/g{n}", title=f"Day {n}",
                  published=datetime(2026, 11, 10, tzinfo=UTC) + timedelta(hours=n))
            for n in range(100)]  # fmt: skip
    assert core.feed_posts.store(feed_id, feed_of(*many, entry(0))).new_posts == 100


def test_posts_without_a_date_count_from_when_they_were_seen(core, feed_id, clock):
    undated = {"published": None, "raw_date": ""}
    core.feed_posts.store(feed_id, feed_of(replace(entry(1), **undated)))
    clock.wind(days=1)
    core.feed_posts.store(feed_id, feed_of(replace(entry(2), **undated)))
    newest = core.following.posts()[0]
    assert (newest.title, newest.at) == ("On quiet gardens, part 2", clock())


def test_a_date_far_ahead_is_not_on_top_for_ever(core, feed_id, clock):
    core.feed_posts.store(feed_id, feed_of(entry(1)))
    far = entry(2, published=datetime(2099, 1, 1, tzinfo=UTC))
    core.feed_posts.store(feed_id, feed_of(far, entry(1)))
    assert core.following.posts()[0].at == clock()


def test_an_announced_post_counts_from_its_own_time(core, feed_id, clock):
    core.feed_posts.store(feed_id, feed_of(entry(1)))
    ahead = clock() + timedelta(days=3)
    core.feed_posts.store(feed_id, feed_of(entry(2, published=ahead), entry(1)))
    assert core.following.posts()[0].at == ahead


def test_the_same_post_in_two_feeds_of_a_person_counts_once(core, feed_id, ana):
    toots = core.following.follow(ana, "https://social.example/@ana.rss", kind="micro")
    core.feed_posts.store(feed_id, feed_of(entry(1)))
    core.feed_posts.store(toots, feed_of(entry(90, guid="t0", link="https://social.example/1")))
    core.feed_posts.store(feed_id, feed_of(entry(2), entry(1)))
    core.feed_posts.store(toots, feed_of(entry(2, guid="t1")))
    assert new_titles(core) == ["On quiet gardens, part 2"]


def test_of_a_toot_and_its_long_post_the_long_one_counts(core, feed_id, ana):
    toots = core.following.follow(ana, "https://social.example/@ana.rss", kind="micro")
    core.feed_posts.store(feed_id, feed_of())
    core.feed_posts.store(toots, feed_of())
    core.feed_posts.store(toots, feed_of(entry(2, guid="t1", is_micro=True)))
    core.feed_posts.store(feed_id, feed_of(entry(2)))
    assert [post.is_micro for post in core.following.posts()] == [False]


def test_a_blog_of_several_can_be_narrowed_to_one_author(core, ana):
    narrowed = core.following.follow(ana, FEED, author_filter="Ana")
    core.feed_posts.store(narrowed, feed_of())
    both = feed_of(entry(1, author="ANA"), entry(2, author="Bo"), entry(3))
    assert core.feed_posts.store(narrowed, both).new_posts == 1


def test_old_posts_go_and_never_come_back(core, feed_id, clock):
    clock.at = datetime(2028, 6, 1, tzinfo=UTC)
    entries = [
        entry(1, guid=f"g{n}", link=f"https://ana.example/g{n}", title=f"Day {n}",
              published=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n))
        for n in range(230)
    ]  # fmt: skip
    core.feed_posts.store(feed_id, feed_of(*entries))
    assert len(core.following.posts(limit=999)) == 200
    again = [replace(one, guid=f"x{one.guid}") for one in entries]
    assert core.feed_posts.store(feed_id, feed_of(*again)).new_posts == 0
    assert core.feed_posts.store(feed_id, feed_of(*entries)).new_posts == 0
    assert len(core.following.posts(limit=999)) == 200


def test_a_reading_from_elsewhere_is_compared_with_what_is_known(core, feed_id):
    core.feed_posts.store(feed_id, feed_of(entry(1), entry(2), id="urn:ana"))
    assert core.feed_posts.shares_something(feed_id, feed_of(entry(2)))
    assert core.feed_posts.shares_something(feed_id, feed_of(entry(9), id="urn:ana"))
    parked = feed_of(entry(9, link="https://parked.example/1"), id="urn:other")
    assert not core.feed_posts.shares_something(feed_id, parked)


def test_reading_leaves_undo_alone(core, feed_id, ana):
    core.feed_posts.store(feed_id, feed_of(entry(1)))
    core.notes.add(ana, "Likes roses")
    label = core.history.undo_label
    core.feed_posts.store(feed_id, feed_of(entry(2), entry(1)))
    core.feed_posts.keep_state(feed_id, state="ok", errors=0)
    assert core.history.undo_label == label


def test_following_can_be_undone_with_what_was_read(core, feed_id):
    core.feed_posts.store(feed_id, feed_of(entry(1)))
    core.history.undo()
    assert core.following.posts() == []
    core.history.redo()
    assert len(core.following.posts()) == 1


def test_a_feed_that_is_not_followed_any_more_keeps_nothing(core, feed_id):
    core.following.unfollow(feed_id)
    with pytest.raises(NotFound, match="There is no feed"):
        core.feed_posts.store(feed_id, feed_of(entry(1)))


def test_what_is_due_comes_by_circle(core, feed_id, clock):
    inner = core.contacts.add("Bo", circle="Inner")
    close = core.following.follow(inner, "https://bo.example/feed")
    assert [poll.feed_id for poll in core.feed_posts.due()] == [close, feed_id]
    core.feed_posts.keep_state(close, state="ok", next_at=clock() + timedelta(hours=6))
    assert [poll.feed_id for poll in core.feed_posts.due()] == [feed_id]
    clock.wind(hours=6)
    assert [poll.feed_id for poll in core.feed_posts.due()] == [close, feed_id]
    assert [poll.feed_id for poll in core.feed_posts.feeds_for([inner])] == [close]


def test_a_clock_set_back_does_not_leave_a_feed_waiting(core, feed_id, clock):
    core.feed_posts.keep_state(feed_id, state="ok", next_at=clock() + timedelta(days=400))
    assert [poll.feed_id for poll in core.feed_posts.due()] == [feed_id]


def test_what_is_gone_is_not_asked_for_again(core, feed_id):
    core.feed_posts.keep_state(feed_id, state="gone")
    assert core.feed_posts.due() == []
    assert [feed.state for feed in core.following.need_a_look()] == ["gone"]


def test_a_poll_knows_the_rhythm(core, feed_id):
    core.feed_posts.store(feed_id, feed_of(entry(1), entry(3), entry(7)))
    poll = core.feed_posts.due()[0]
    assert [gap / 86400 for gap in poll.gap_seconds] == [4, 2]
    assert poll.newest_at == entry(7).published


def overtaken(core, by):
    """Return a keeper of posts that is overtaken, once, between looking and writing."""

    class Overtaken(FeedPosts):
        is_overtaken = False

        def _known(self, feed, state):
            known = super()._known(feed, state)
            if not self.is_overtaken:
                self.is_overtaken = True
                by()
            return known

    return Overtaken(core._journal, core.clock, core.zone)


def test_two_looks_at_once_keep_each_post_once(core, feed_id):
    """The window and the command line may read the same feed at the same moment."""
    reading = feed_of(entry(1), entry(2))
    keeper = overtaken(core, lambda: core.feed_posts.store(feed_id, reading))
    keeper.store(feed_id, reading)
    assert len(picture(core)) == 2


def test_a_feed_that_is_unfollowed_while_it_is_read_is_not_found(core, feed_id):
    keeper = overtaken(core, lambda: core.following.unfollow(feed_id))
    with pytest.raises(NotFound):
        keeper.store(feed_id, feed_of(entry(1)))
    assert core.checking.problems() == []
