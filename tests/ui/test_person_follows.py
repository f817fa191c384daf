"""What is followed of a person, on their page."""

from collections.abc import Iterator

import pytest

from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.ui.views.person_follows import PersonFollows
from tests.ui.following_fixtures import entry, follow
from tests.window_fixtures import drop


@pytest.fixture
def follows(core) -> Iterator[PersonFollows]:
    made = PersonFollows(core)
    yield made
    drop(made)


def choose(follows: PersonFollows, text: str) -> None:
    """Choose in the menu of the first feed."""
    menu = follows._lines[0].menu
    follows._lines[0]._fill()
    next(one for one in menu.actions() if one.text() == text).trigger()


def offered(follows: PersonFollows) -> list[str]:
    follows._lines[0]._fill()
    menu = follows._lines[0].menu
    return [
        f"{'✓ ' if one.isChecked() else ''}{one.text()}"
        for one in menu.actions()
        if not one.isSeparator()
    ]


def test_the_rhythm_and_each_feed_are_told(core, follows):
    ana = follow(core, "Ana", "Inner", (1, 15, 29, 43), "On quiet gardens")
    core.following.follow(ana, "https://social.example/@ana.rss", title="Ana", kind="mastodon")
    follows.show_contact(ana)
    assert follows.texts() == ["Ana", "Mastodon: Ana"]
    assert follows._sentence.text() == "Usually a post every 2 weeks. Last post yesterday."
    assert follows.spark.accessibleName() == "4 posts in half a year, in 4 of 26 weeks"


def test_what_does_not_work_any_more_is_one_quiet_sentence(core, follows):
    ana = follow(core, "Ana", "Inner", (), "")
    feed = core.following.feeds_of(ana)[0]
    core.feed_posts.keep_state(feed.id, state="gone", reason="status_410", errors=1)
    follows.show_contact(ana)
    assert follows.texts() == ["Ana. The site says that this feed is gone for good."]
    assert follows._sentence.text() == "Nothing published yet that was seen."


def test_nothing_is_shown_twice_and_what_changed_is(core, follows):
    ana = follow(core, "Ana", "Inner", (1,), "x")
    assert follows.show_contact(ana)
    assert not follows.show_contact(ana)
    core.following.follow(ana, "https://other.example/feed")
    assert follows.show_contact(ana)


def test_a_blog_of_several_people_can_be_narrowed_and_opened_again(core, follows):
    ana = follow(core, "Ana", "Inner", (), "")
    feed = core.following.feeds_of(ana)[0]
    posts = [entry(f"https://club.example/{n}", f"Post {n}", core.clock(), n) for n in range(3)]
    writers = ("Mara", "Mara", "Ana & Co")
    named = [
        type(post)(**{**{f: getattr(post, f) for f in post.__slots__}, "author": writer})
        for post, writer in zip(posts, writers, strict=True)
    ]
    core.feed_posts.store(feed.id, ParsedFeed("rss", tuple(named)))
    follows.show_contact(ana)
    assert offered(follows) == [
        "Open the site",
        "✓ Posts by everyone",
        "Only posts by Mara",
        "Only posts by Ana && Co",
        "Stop following",
    ]
    choose(follows, "Only posts by Ana && Co")
    assert core.following.feed(feed.id).author_filter == "Ana & Co"
    follows.show_contact(ana)
    assert follows.texts() == ["Ana. Only posts by Ana & Co"]
    choose(follows, "Posts by everyone")
    assert core.following.feed(feed.id).author_filter == ""


def test_stop_following_is_undone(core, follows):
    ana = follow(core, "Ana", "Inner", (1,), "x")
    follows.show_contact(ana)
    choose(follows, "Stop following")
    assert core.following.feeds_of(ana) == []
    core.history.undo()
    assert len(core.following.posts(ana)) == 1


def test_the_site_of_a_feed_is_opened(qtbot, core, follows):
    ana = follow(core, "Ana", "Inner", (1,), "x")
    follows.show_contact(ana)
    with qtbot.waitSignal(follows.target_wanted) as told:
        choose(follows, "Open the site")
    assert told.args[0].contact_id == ana


def test_nobody_followed_offers_to_begin(qtbot, core, people, follows):
    (ana,) = people("Ana")
    follows.show_contact(ana)
    assert follows.texts() == []
    assert follows.follow_button.text() == "Follow what they publish…"
    with qtbot.waitSignal(follows.follow_requested):
        follows.follow_button.click()
