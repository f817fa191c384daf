"""After a page was opened: I commented, only read it, not today; and the next date."""

from datetime import date, timedelta

import pytest

from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.errors import NotFound

POST = "https://ana.example/roses/"


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana", urls=["https://ana.example/"], circle="Inner")


@pytest.fixture
def post(core, ana, clock):
    feed = core.following.follow(ana, "https://ana.example/feed/")
    core.feed_posts.store(feed, ParsedFeed("rss"))
    entry = ParsedEntry(guid="g", link=POST, title="Roses", published=clock.at)
    core.feed_posts.store(feed, ParsedFeed("rss", (entry,)))
    clock.wind(minutes=5)
    return core.following.posts()[0].id


def picture(core):
    return [f"{row.name}, {row.title}" for row in core.opened.waiting()]


def test_what_was_opened_is_asked_about_also_after_a_restart(core, ana, post, open_journal):
    core.opened.note(ana, POST)
    core.close()
    assert picture(open_journal()) == ["Ana, Roses"]


def test_opening_is_no_step_of_undo_and_the_same_page_asks_once(core, ana, clock):
    label = core.history.undo_label
    first = core.opened.note(ana, POST)
    clock.wind(minutes=1)
    assert core.opened.note(ana, POST) == first
    assert (core.history.undo_label, len(core.opened.waiting())) == (label, 1)


def test_several_stack_the_newest_first(core, ana, clock):
    core.opened.note(ana, POST, title="Roses")
    clock.wind(minutes=1)
    core.opened.note(core.contacts.add("Bo"), "https://bo.example/p", title="Bees")
    assert picture(core) == ["Bo, Bees", "Ana, Roses"]


def test_i_commented_writes_the_entry_with_link_channel_and_next_date(core, ana, post, clock):
    opened = core.opened.note(ana, POST)
    clock.wind(minutes=4)
    came = core.opened.commented(opened, "Lovely roses.")
    entry = core.entries.get(came.entry_id)
    assert (entry.text, entry.url, entry.channel) == ("Lovely roses.", POST, "comment")
    assert came.next_day == date(2026, 12, 7)
    assert came.is_watched
    assert core.watches.is_watched(came.entry_id)
    assert (picture(core), core.today.look().shown) == ([], ())
    core.history.undo()
    assert picture(core) == ["Ana, Roses"]
    assert [row.reason for row in core.today.look().shown] == ["post"]
    assert core.timeline.of(ana)[0].kind == "post"


def test_only_read_is_done_with_the_post_and_no_word_of_mine(core, ana, post):
    core.opened.only_read(core.opened.note(ana, POST))
    assert (picture(core), core.today.look().shown) == ([], ())
    assert core.contacts.whole(ana).last_spoke_at is None


def test_not_today_asks_tomorrow(core, ana, post, clock):
    core.opened.not_today(core.opened.note(ana, POST))
    assert core.today.look().shown == ()
    clock.wind(days=1)
    assert [row.reason for row in core.today.look().shown] == ["post"]


def test_the_next_date_can_be_another(core, ana):
    core.opened.commented(core.opened.note(ana, POST))
    core.opened.change_next(ana, date(2026, 12, 1))
    assert [row.due for row in core.follow_ups.open_of(ana)] == [date(2026, 12, 1)]


def test_writing_to_them_elsewhere_or_a_week_answers_it(core, ana, clock):
    core.opened.note(ana, POST, title="Roses")
    bo = core.contacts.add("Bo")
    core.opened.note(bo, "https://bo.example/p", title="Bees")
    clock.wind(minutes=1)
    core.entries.write_down([ana], "Lovely.")
    assert picture(core) == ["Bo, Bees"]
    clock.wind(days=7)
    assert picture(core) == []


def test_a_mailbox_and_a_stranger_are_not_asked_about(core, ana):
    assert core.opened.note(ana, "mailto:ana@ana.example") is None
    assert core.opened.note(99, POST) is None
    assert picture(core) == []


def test_a_page_of_a_network_takes_a_message(core, ana):
    core.contacts.set_profiles(ana, [("https://social.example/@ana", "")])
    profile = core.contacts.whole(ana).profiles[0].id
    opened = core.opened.note(ana, "https://social.example/@ana", profile_id=profile)
    assert core.opened.channel_of(core.opened.get(opened)) == "message"


def test_what_was_not_opened_is_not_found(core):
    with pytest.raises(NotFound, match="Nothing was opened"):
        core.opened.commented(3)


def test_the_basket_keeps_posts_and_links(core, ana, post):
    assert core.basket.toggle(post)
    core.basket.add_link(ana, "https://ana.example/about", "About Ana")
    assert core.basket.add(post) == core.basket.items()[0].id
    assert [(row.name, row.title) for row in core.basket.items()] == [
        ("Ana", "Roses"),
        ("Ana", "About Ana"),
    ]
    assert core.following.post(post).is_in_basket
    assert not core.basket.toggle(post)
    core.history.undo()
    assert core.basket.empty() == 2
    core.history.undo()
    assert len(core.basket.items()) == 2


def test_a_post_in_the_basket_is_kept_however_old_it_is(core, ana, post, clock):
    core.basket.add(post)
    feed = core.following.feeds_of(ana)[0].id
    clock.wind(days=500)
    many = tuple(
        ParsedEntry(guid=f"n{n}", title=f"N {n}", published=clock.at - timedelta(hours=n))
        for n in range(210)
    )
    core.feed_posts.store(feed, ParsedFeed("rss", many))
    assert core.following.post(post).title == "Roses"
