"""What people published, on Today: one card a person, the newest post, and no floods."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.domain.person_facts import Rhythm
from relationship_journal.domain.when import local_day
from relationship_journal.services import facts

VIENNA = ZoneInfo("Europe/Vienna")
COOLDOWNS = {"Inner": 3, "Regular": 7, "Acquaintance": 21, "No plan": 21}


def article(number, at, **fields):
    values = {
        "guid": f"g{number}",
        "link": f"https://ana.example/{number}",
        "title": f"Post {number}",
        "published": at,
        "excerpt": "About gardens.",
    }
    return ParsedEntry(**{**values, **fields})


def feed_of(*entries):
    return ParsedFeed(kind="rss", entries=tuple(entries))


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana", urls=["https://ana.example/"])


@pytest.fixture
def feed_id(core, ana):
    one = core.following.follow(ana, "https://ana.example/feed")
    core.feed_posts.store(one, feed_of())
    return one


def picture(core):
    return [
        f"{row.name}: {row.reason} {row.post_title}{f' +{row.more}' if row.more else ''}"
        for row in core.today.look().shown
    ]


def test_a_new_post_is_a_card_and_the_next_one_makes_it_point_there(core, feed_id, clock):
    core.feed_posts.store(feed_id, feed_of(article(1, clock.at)))
    assert picture(core) == ["Ana: post Post 1"]
    clock.wind(hours=3)
    core.feed_posts.store(feed_id, feed_of(article(2, clock.at), article(1, clock.at)))
    assert picture(core) == ["Ana: post Post 2 +1"]


def test_the_first_reading_makes_no_card(core, ana, clock):
    one = core.following.follow(ana, "https://ana.example/other")
    core.feed_posts.store(one, feed_of(*(article(n, clock.at) for n in range(30))))
    assert picture(core) == []


def test_writing_to_them_answers_the_post_and_takes_a_place_of_the_day(core, feed_id, clock):
    core.feed_posts.store(feed_id, feed_of(article(1, clock.at)))
    clock.wind(minutes=5)
    core.entries.write_down([core.today.look().shown[0].contact_id], "Lovely.")
    view = core.today.look()
    assert (view.shown, view.answered) == ((), ("Ana",))


def test_an_edit_never_brings_a_card_back(core, feed_id, clock):
    core.feed_posts.store(feed_id, feed_of(article(1, clock.at)))
    core.today.skip(core.today.look().shown[0])
    clock.wind(hours=1)
    edited = article(1, clock.at - timedelta(hours=1), title="Post 1, once more", updated=clock.at)
    core.feed_posts.store(feed_id, feed_of(edited))
    assert picture(core) == []


def test_later_at_their_next_post(core, feed_id, clock):
    first = article(1, clock.at)
    core.feed_posts.store(feed_id, feed_of(first))
    core.today.at_next_post(core.today.look().shown[0])
    clock.wind(hours=1)
    assert picture(core) == []
    core.feed_posts.store(feed_id, feed_of(article(2, clock.at), first))
    assert picture(core) == ["Ana: post Post 2 +1"]
    core.history.undo()
    assert picture(core) == ["Ana: post Post 2 +1"]


def test_an_announced_post_is_a_moment_to_look_at(core, feed_id, clock):
    ahead = clock.at + timedelta(hours=30)
    core.feed_posts.store(feed_id, feed_of(article(1, ahead)))
    assert picture(core) == []
    assert ahead in core.today.moments()
    clock.wind(hours=30)
    assert picture(core) == ["Ana: post Post 1"]


def test_posts_stand_in_the_timeline_and_are_found(core, ana, feed_id, clock):
    core.feed_posts.store(feed_id, feed_of(article(1, clock.at, title="On quiet gardens")))
    clock.wind(hours=1)
    kinds = [(row.kind, row.text, row.url) for row in core.timeline.of(ana)]
    assert kinds == [("post", "On quiet gardens", "https://ana.example/1")]
    assert [(hit.kind, hit.name) for hit in core.search.find("quiet gar")] == [("post", "Ana")]
    assert [hit.kind for hit in core.search.find("uiet")] == ["post"]


def test_deleting_for_good_takes_the_posts_along_and_undo_brings_them(core, ana, feed_id, clock):
    core.feed_posts.store(feed_id, feed_of(article(1, clock.at)))
    core.contacts.delete(ana)
    assert picture(core) == []
    core.contacts.delete_for_good(ana)
    assert core.search.find("gardens") == []
    core.history.undo()
    core.history.undo()
    assert picture(core) == ["Ana: post Post 1"]
    assert core.checking.problems() == []


@pytest.mark.parametrize("seed", range(2))
def test_ninety_days_of_posts_show_nobody_within_the_cooldown(core, clock, seed):
    chance = random.Random(seed)
    clock.at = start = datetime(2026, 10, 1, 7, tzinfo=UTC)
    feeds, wrote, cards = {}, {}, 0
    for number in range(25):
        circle = chance.choice(list(COOLDOWNS))
        one = core.contacts.add(f"P{number:02}", circle=circle)
        feeds[core.following.follow(one, f"https://p{number}.example/feed")] = []
    for day in range(90):
        clock.at = start + timedelta(days=day)
        for feed_id, entries in feeds.items():
            if chance.random() < 0.15:
                at = clock.at - timedelta(hours=chance.randint(0, 20))
                number = len(entries)
                entries.append(article(number, at, guid=f"{feed_id}-{number}", link=""))
                core.feed_posts.store(feed_id, feed_of(*entries[-8:]))
            elif day == 0:
                core.feed_posts.store(feed_id, feed_of(*(article(n, clock.at) for n in (90, 91))))
        clock.wind(hours=2)
        view = core.today.look()
        posts = [row for row in view.shown if row.reason == "post"]
        assert day > 0 or posts == []
        for row in posts:
            cards += 1
            today = local_day(clock.at, VIENNA)
            if row.contact_id in wrote:
                days = COOLDOWNS[row.circle] * (2 if len(wrote[row.contact_id]) >= 3 else 1)
                assert today >= wrote[row.contact_id][-1] + timedelta(days=days)
            if chance.random() < 0.6:
                core.today.wrote(row)
                wrote.setdefault(row.contact_id, []).append(today)
    assert cards > 60


def test_the_rhythm_can_be_undone_and_holds_posts_back(core, ana, feed_id, clock):
    core.contacts.set_rhythm(ana, Rhythm.SECOND_POST)
    first = article(1, clock.at)
    core.feed_posts.store(feed_id, feed_of(first))
    assert picture(core) == []
    clock.wind(days=1)
    core.feed_posts.store(feed_id, feed_of(article(2, clock.at), first))
    assert picture(core) == ["Ana: post Post 2 +1"]
    assert core.contacts.whole(ana).rhythm == "second_post"
    core.history.undo()
    assert core.contacts.whole(ana).rhythm == ""


def test_wrote_about_a_post_is_a_comment_with_its_link_that_is_watched(core, ana, feed_id, clock):
    entry = article(1, clock.at, comment_feed="https://ana.example/1/feed")
    core.feed_posts.store(feed_id, feed_of(entry))
    clock.wind(minutes=5)
    written = core.entries.get(core.today.wrote(core.today.look().shown[0]))
    assert (written.channel, written.url) == ("comment", "https://ana.example/1")
    assert core.watches.is_watched(written.id)
    assert picture(core) == []


def test_a_young_post_from_before_can_be_reminded_of_after_all(core, ana, clock):
    one = core.following.follow(ana, "https://ana.example/other")
    old, young = (article(n, clock.at - timedelta(days=days)) for n, days in ((1, 12), (2, 3)))
    core.feed_posts.store(one, feed_of(young, old))
    newest, oldest = core.following.posts(ana)
    assert core.following.can_remind_of(newest.id)
    assert not core.following.can_remind_of(oldest.id)
    core.following.remind_of(newest.id)
    assert picture(core) == ["Ana: post Post 2"]
    core.history.undo()
    assert picture(core) == []


def test_people_who_are_left_in_peace_take_nobodys_room(core, clock, monkeypatch):
    """Only so many of those who go quiet are looked at, and those who rest are not among them."""
    monkeypatch.setattr(facts, "MOST_WAITING", 2)
    resting = [core.contacts.add(name, circle="Inner") for name in ("Ana", "Bo", "Cy")]
    until = local_day(clock.at, core.zone) + timedelta(days=400)
    for one in resting:
        core.approach.set_for_person(one, quiet_until=until)
    clock.wind(days=1)
    core.contacts.add("Dee", circle="Inner")
    clock.wind(days=60)
    assert [row.name for row in core.today.look().shown] == ["Dee"]
