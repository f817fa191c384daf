"""Visits to my own blog: counted, matched, asked about, made contacts or ignored."""

from datetime import timedelta

import pytest

from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.errors import NotFound

BLOG = "https://joan.example/"


@pytest.fixture
def blog(core):
    core.own_self.set_names(["Joan"])
    return core.own_self.add_blog(BLOG).feed_id


@pytest.fixture
def comes(core, blog, clock):
    """Let comments come, one reading each; the first reading is what was there before."""
    entries = []

    def come(name, *, url="", number=None):
        number = len(entries) if number is None else number
        entries.append(
            ParsedEntry(
                guid=f"c{number}",
                link=f"https://joan.example/p#comment-{number}",
                title=f"Comment on My roses by {name}",
                author=name,
                author_url=url,
                published=clock.at,
                excerpt=f"Words {number}",
            )
        )
        clock.wind(minutes=10)
        return read()

    def read():
        return core.feed_posts.store(blog, ParsedFeed("rss", tuple(entries))).new_posts

    come.read = read
    return come


def picture(core):
    return [
        f"{row.name}, {row.nth} on {row.title}{', asks' if row.asks else ''}"
        for row in core.sightings.waiting()
    ]


def test_the_blogs_comments_are_looked_for_where_they_usually_are(core, blog):
    assert core.following.feed(blog).url == "https://joan.example/comments/feed/"
    assert core.feed_posts.due()[0].contact_id is None


def test_a_visitor_is_counted_and_what_was_there_before_is_no_news(core, comes):
    assert comes("Wim") == 0
    assert picture(core) == []
    assert comes("Wim") == 1
    comes("Wim")
    assert picture(core) == ["Wim, 3 on My roses"]
    assert core.today.look().shown == ()


def test_my_own_comments_are_no_visits(core, comes):
    comes.read()
    comes("Joan")
    assert core.sightings.all() == []


def test_a_known_address_is_their_entry_and_asks_for_a_reply(core, comes):
    wim = core.contacts.add("Wim Peters", urls=["https://wim.example"])
    comes.read()
    comes("w.p.", url="https://www.wim.example/")
    assert picture(core) == []
    assert [(row.contact_id, row.reason, row.text) for row in core.today.look().shown] == [
        (wim, "reply", "Words 0")
    ]
    (line,) = core.timeline.of(wim)
    assert (line.direction, line.channel, line.url) == (
        "incoming",
        "comment",
        "https://joan.example/p#comment-0",
    )


def test_a_bare_name_asks_once_and_yes_is_remembered(core, comes):
    wim = core.contacts.add("Wim")
    comes.read()
    comes("Wim")
    assert picture(core) == ["Wim, 1 on My roses, asks"]
    assert [row.name for row in core.sightings.asked_of(wim)] == ["Wim"]
    assert core.today.look().shown == ()
    core.sightings.say_theirs(core.sightings.waiting()[0].id, wim)
    assert [row.reason for row in core.today.look().shown] == ["reply"]
    comes("Wim")
    assert picture(core) == []
    assert len(core.timeline.of(wim)) == 2
    core.history.undo()
    assert len(core.timeline.of(wim)) == 1  # what came by itself since stays


def test_a_bare_name_asks_once_and_no_is_remembered(core, comes):
    core.contacts.add("Wim")
    comes.read()
    comes("Wim")
    core.sightings.say_not_theirs(core.sightings.waiting()[0].id)
    assert picture(core) == ["Wim, 1 on My roses"]
    comes("Wim")
    assert picture(core) == ["Wim, 2 on My roses"]


def test_a_visitor_becomes_a_contact_with_all_their_words(core, comes):
    comes("Wim")
    comes("Wim", url="https://wim.example/")
    wim = core.sightings.make_contact(core.sightings.waiting()[0].id)
    assert [one.url for one in core.contacts.whole(wim).profiles] == ["https://wim.example/"]
    assert picture(core) == []
    assert [row.name for row in core.today.look().shown] == ["Wim"]
    core.history.undo()
    assert picture(core) == ["Wim, 2 on My roses"]
    assert core.people.count() == 0


def test_an_ignored_name_is_not_shown_until_it_is_shown_again(core, comes):
    comes.read()
    comes("Casino Bob")
    core.sightings.ignore(core.sightings.waiting()[0].id)
    comes("Casino Bob")
    assert picture(core) == []
    ((one, name),) = core.sightings.ignored()
    assert name == "Casino Bob"
    core.sightings.show_again(one)
    assert picture(core) == ["Casino Bob, 2 on My roses"]


def test_a_visit_is_no_news_after_a_month(core, comes, clock):
    comes.read()
    comes("Wim")
    clock.wind(days=31)
    assert picture(core) == []
    assert [row.name for row in core.sightings.all()] == ["Wim"]


def test_what_was_dealt_with_is_not_waiting(core, comes):
    comes.read()
    comes("Wim")
    core.sightings.settle(core.sightings.waiting()[0].id)
    assert picture(core) == []
    core.history.undo()
    assert picture(core) == ["Wim, 1 on My roses"]


def test_what_is_written_down_already_is_not_written_twice(core, comes):
    wim = core.contacts.add("Wim", urls=["https://wim.example/"])
    comes.read()
    core.entries.write_down(
        [wim], "I saw it", direction="incoming", url="https://joan.example/p#comment-0"
    )
    comes("Wim", url="https://wim.example/")
    assert [line.text for line in core.timeline.of(wim)] == ["I saw it"]


def test_removing_a_blog_takes_its_visits_along_and_undo_brings_them(core, comes):
    comes("Wim")
    (blog,) = core.own_self.blogs()
    core.own_self.remove(blog.id)
    assert (core.sightings.all(), core.own_self.blogs()) == ([], [])
    core.history.undo()
    assert [row.name for row in core.sightings.all()] == ["Wim"]


def test_a_comment_that_is_not_there_is_not_found(core):
    with pytest.raises(NotFound, match="There is no comment 7"):
        core.sightings.make_contact(7)


def test_what_i_go_by_can_be_undone(core):
    core.own_self.set_names(["Joan", "J. Doe"])
    core.own_self.set_urls(["joan.example", "https://social.example/@joan"])
    core.own_self.set_message("Gardens are for sharing.")
    assert [row.value for row in core.own_self.names()] == ["Joan", "J. Doe"]
    assert core.own_self.me().names == {"joan", "j. doe"}
    core.own_self.set_names(["J. Doe"])
    core.history.undo()
    assert [row.value for row in core.own_self.names()] == ["Joan", "J. Doe"]
    assert core.own_self.message() == "Gardens are for sharing."


def test_a_date_ahead_is_taken_for_now(core, blog, clock):
    core.feed_posts.store(blog, ParsedFeed("rss"))
    ahead = ParsedEntry(guid="c", author="Wim", published=clock.at + timedelta(days=3))
    core.feed_posts.store(blog, ParsedFeed("rss", (ahead,)))
    assert core.sightings.all()[0].at == clock.at
