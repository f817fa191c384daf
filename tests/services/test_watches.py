"""Answers to what I wrote: looked for six times, matched, and noted on my entry."""

import json
from datetime import timedelta

import pytest

from relationship_journal.domain.codes import Channel
from relationship_journal.domain.fetched import Fetched, Outcome
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.errors import JournalError, NotFound

POST = "https://ana.example/roses/"


@pytest.fixture
def ana(core):
    core.own_self.set_names(["Joan"])
    return core.contacts.add("Ana", urls=["https://ana.example/"])


@pytest.fixture
def watch(core, ana, clock):
    """Comment on Ana's post, whose feed says where its comments are."""

    def begin(**fields):
        feed = core.following.follow(ana, "https://ana.example/atom.xml")
        post = ParsedEntry(
            guid="g1", link=POST, title="Roses", published=clock.at, author="Ana M.",
            **{"comment_feed": "https://ana.example/roses/feed/", **fields},
        )  # fmt: skip
        core.feed_posts.store(feed, ParsedFeed("rss", (post,)))
        entry = core.entries.write_down([ana], "Lovely.", channel=Channel.COMMENT, url=POST)
        assert core.watches.begin(entry, ana) == 1
        return entry

    return begin


def comment(number, name, at, **fields):
    return ParsedEntry(
        guid=f"{POST}#comment-{number}", link=f"{POST}#comment-{number}", title=f"By: {name}",
        author=name, published=at, excerpt=f"Words {number}", **fields,
    )  # fmt: skip


def look(core, *entries, outcome=Outcome.READ):
    (row,) = core.watches.due()
    feed = ParsedFeed("rss", entries)
    fetched = Fetched(row.url, outcome, headers=(("etag", '"e1"'),))
    return core.watches.take(row.id, fetched, lambda _came: feed)


def test_it_is_looked_six_times_in_a_fortnight(core, watch, clock):
    watch()
    looks = []
    start = clock.at
    for _hour in range(24 * 16):
        clock.wind(hours=1)
        if core.watches.due():
            looks.append((clock.at - start) / timedelta(hours=1))
            look(core)
    assert looks == [6, 24, 48, 96, 168, 336]


def test_by_ones_own_word_it_is_looked_at_any_time_but_not_twice_in_ten_minutes(
    core, ana, watch, clock
):
    watch()
    assert core.watches.due() == []
    (row,) = core.watches.open_of([ana])
    core.watches.take(row.id, Fetched(row.url, Outcome.READ), lambda _came: ParsedFeed("rss"))
    clock.wind(minutes=9)
    assert core.watches.open_of([ana]) == core.watches.open_of() == []
    clock.wind(minutes=2)
    assert core.watches.open_of([ana]) == core.watches.open_of() != []
    assert core.watches.open_of([core.contacts.add("Bo")]) == []


def test_the_authors_answer_is_the_first_reason_and_the_entry_was_answered(core, ana, watch, clock):
    entry = watch()
    clock.wind(hours=7)
    mine = comment(1, "Joan", clock.at - timedelta(hours=7))
    assert look(core, mine, comment(2, "Ana M.", clock.at - timedelta(hours=1))) == 1
    (row,) = core.today.look().shown
    assert (row.contact_id, row.reason, row.text) == (ana, "reply", "Words 2")
    assert core.entries.get(entry).outcome == "answered"


def test_what_stood_there_before_mine_is_no_answer(core, watch, clock):
    watch()
    before = comment(1, "Ana M.", clock.at - timedelta(hours=2))
    clock.wind(hours=7)
    assert look(core, before) == 0


def test_a_bare_name_below_a_post_only_asks(core, watch, clock):
    entry = watch()
    bo = core.contacts.add("Bo")
    clock.wind(hours=7)
    look(core, comment(2, "Bo", clock.at))
    assert core.today.look().shown == ()
    assert [(row.name, row.asks) for row in core.sightings.waiting()] == [("Bo", True)]
    assert [row.is_answer for row in core.sightings.asked_of(bo)] == [True]
    assert core.entries.get(entry).outcome == ""


def test_an_answer_to_my_comment_counts_whatever_they_call_themselves(core, ana, watch, clock):
    watch()
    clock.wind(hours=7)
    mine = comment(1, "Joan", clock.at - timedelta(hours=7))
    answer = comment(2, "the gardener", clock.at, in_reply_to=f"{POST}#comment-1")
    look(core, mine, answer)
    assert [row.contact_id for row in core.today.look().shown] == [ana]


def test_the_same_answer_is_told_once(core, watch, clock):
    watch()
    clock.wind(hours=7)
    answer = comment(2, "Ana M.", clock.at)
    assert look(core, answer) == 1
    clock.wind(days=1)
    assert look(core, answer) == 0


def test_the_next_look_carries_what_the_server_said(core, watch, clock):
    watch()
    clock.wind(hours=7)
    look(core)
    clock.wind(days=1)
    assert [row.etag for row in core.watches.due()] == ['"e1"']


def test_silence_is_noted_when_the_looking_ends(core, watch, clock):
    entry = watch()
    clock.wind(hours=7)
    look(core)
    clock.wind(days=15)
    look(core, outcome=Outcome.UNCHANGED)
    assert core.watches.due() == []
    assert core.entries.get(entry).outcome == "no_answer"


def test_offline_is_nobodys_fault(core, watch, clock):
    watch()
    clock.wind(hours=7)
    look(core, outcome=Outcome.OFFLINE)
    assert len(core.watches.due()) == 1


def test_wordpress_is_asked_for_its_list_and_else_for_its_feed(core, ana, clock):
    feed = core.following.follow(ana, "https://ana.example/feed/")
    post = ParsedEntry(guid="https://ana.example/?p=9", link=POST, title="Roses")
    core.feed_posts.store(feed, ParsedFeed("rss", (post,)))
    entry = core.entries.write_down([ana], "Lovely.", channel=Channel.COMMENT, url=POST)
    core.watches.begin(entry, ana)
    clock.wind(hours=7)
    (row,) = core.watches.due()
    assert (row.source, row.accept) == ("wp_rest", "json")
    core.watches.take(row.id, Fetched(row.url, Outcome.REFUSED), lambda _came: None)
    (row,) = core.watches.due()
    assert (row.source, row.url) == ("feed", f"{POST}feed/")


def test_wordpress_threads_are_read(core, ana, clock):
    feed = core.following.follow(ana, "https://ana.example/feed/")
    post = ParsedEntry(guid="https://ana.example/?p=9", link=POST, title="Roses")
    core.feed_posts.store(feed, ParsedFeed("rss", (post,)))
    mine = f"{POST}#comment-11"
    entry = core.entries.write_down([ana], "Lovely.", channel=Channel.COMMENT, url=POST)
    core.entries.edit(entry, url=mine)
    core.watches.begin(entry, ana, post_id=core.following.posts(ana)[0].id)
    clock.wind(hours=7)
    (row,) = core.watches.due()
    answer = {"id": 12, "parent": 11, "author_name": "x", "date_gmt": "2026-11-23T16:00:00"}
    body = json.dumps([answer]).encode()
    core.watches.take(row.id, Fetched(row.url, Outcome.READ, body=body), lambda _came: None)
    assert [row.contact_id for row in core.today.look().shown] == [ana]


def test_a_site_that_tells_nobody_is_not_looked_at(core, ana):
    entry = core.entries.write_down([ana], "Lovely.", url="https://static.example/p.html")
    assert core.watches.begin(entry, ana) == 0
    assert not core.watches.is_watched(entry)


def test_deleting_the_entry_ends_the_looking(core, watch, clock):
    entry = watch()
    clock.wind(hours=7)
    core.entries.delete(entry)
    assert core.watches.due() == []


@pytest.mark.parametrize(
    ("facts", "is_watched"),
    [
        ({"channel": Channel.COMMENT}, True),
        ({"channel": Channel.FORUM}, True),
        ({"channel": Channel.EMAIL}, False),
        ({"channel": Channel.COMMENT, "direction": "incoming"}, False),
        ({"channel": Channel.COMMENT, "url": ""}, False),
    ],
)
def test_a_comment_written_down_anywhere_is_watched(core, ana, facts, is_watched):
    facts = {"url": "https://talk.example/t/roses/12", **facts}
    entry = core.entries.write_down([ana], "Lovely.", **facts)
    assert core.watches.is_watched(entry) == is_watched
    core.history.undo()
    assert not core.watches.is_watched(entry)


def test_what_was_written_down_long_after_is_not_looked_for(core, ana, clock):
    long_ago = clock.at - timedelta(days=40)
    url = "https://talk.example/t/roses/12"
    core.entries.write_down([ana], "x", channel=Channel.COMMENT, url=url, at=long_ago)
    assert core.watches.due() == []


def test_whether_an_answer_is_looked_for_can_be_said_at_any_time(core, watch):
    entry = watch()
    core.watches.set_watched(entry, is_watched=False)
    assert not core.watches.is_watched(entry)
    core.history.undo()
    assert core.watches.is_watched(entry)
    core.watches.set_watched(entry, is_watched=False)
    core.watches.set_watched(entry, is_watched=True)
    assert core.watches.is_watched(entry)


def test_a_site_that_tells_nobody_says_so(core, ana):
    entry = core.entries.write_down([ana], "Lovely.", url="https://static.example/p.html")
    with pytest.raises(JournalError, match="tells nobody of answers"):
        core.watches.set_watched(entry, is_watched=True)
    with pytest.raises(NotFound, match="There is no entry 99"):
        core.watches.set_watched(99, is_watched=True)
