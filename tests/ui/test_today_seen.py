"""Seen on your blog, beside Today's cards: Add, reply, whose it is, ignore."""

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.ui.models import seen_words
from tests.driver import wait_until


@pytest.fixture
def visits(core, clock):
    """Let people comment on my blog."""
    blog = core.own_self.add_blog("https://joan.example").feed_id
    core.feed_posts.store(blog, ParsedFeed("rss"))
    entries = []

    def comes(name, *, url="", times=1):
        for _time in range(times):
            number = len(entries)
            entries.append(
                ParsedEntry(
                    guid=f"c{number}",
                    link=f"https://joan.example/p#comment-{number}",
                    title=f"Comment on Slow feeds by {name}",
                    author=name,
                    author_url=url,
                    published=clock.at,
                    excerpt=f"Words {number}",
                )
            )
            clock.wind(minutes=1)
        core.feed_posts.store(blog, ParsedFeed("rss", tuple(entries)))

    return comes


@pytest.fixture
def bo(core):
    """Somebody, so that the window begins with Today."""
    return core.contacts.add("Bo")


def choose(text):
    (menu,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()
    ]
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


@pytest.mark.parametrize("width", [1440, 960])
def test_visitors_stand_beside_the_cards_or_below_them(visits, bo, open_journal, driver, width):
    driver.window.resize(width, 800)
    visits("hedgewitch", times=3)
    driver.wait_for("Seen on your blog")
    assert driver.sees("“hedgewitch”, third comment")


def test_add_makes_a_contact_whose_card_is_the_current_one(visits, bo, core, open_journal, driver):
    visits("hedgewitch", times=3)
    driver.wait_for("Add")
    driver.click("Make hedgewitch a contact")
    driver.wait_for("Wrote to you")
    driver.wait_for("Open what they wrote")
    assert [row.name for row in core.today.look().shown] == ["hedgewitch"]


@pytest.mark.parametrize(
    ("entry", "left"),
    [("Ignore this name", 0), ("Done", 0), ("Make a contact", 1), ("Reply to hedgewitch", 1)],
)
def test_the_menu_of_a_visitor(visits, bo, core, open_journal, driver, started, entry, left):
    visits("hedgewitch")
    driver.wait_for("“hedgewitch”, first comment")
    driver.click("“hedgewitch”, first comment")
    choose(entry)
    assert wait_until(lambda: len(core.sightings.lately()) == left)
    if entry.startswith("Reply"):
        assert started[-1][-1] == "https://joan.example/p#comment-0"


@pytest.mark.parametrize(("answer", "shown"), [("Yes", ["Bo"]), ("No", [])])
def test_a_bare_name_is_asked_about(visits, bo, core, open_journal, driver, answer, shown):
    visits("Bo")
    driver.wait_for("Is this your Bo?")
    words = {"Yes": "Yes, this is Bo", "No": "No, this is not Bo"}
    driver.click(words[answer])
    driver.wait_until_gone("Is this your Bo?")
    assert [row.name for row in core.today.look().shown] == shown


def test_a_contact_who_commented_leads_to_their_page(visits, bo, core, open_journal, driver):
    core.contacts.set_profiles(bo, [("https://bo.example/", "")])
    visits("b.", url="https://bo.example/")
    driver.wait_for("Bo commented on “Slow feeds”")
    driver.click("Bo commented on “Slow feeds”")
    driver.wait_for("Write it down")
    assert open_journal.people.person_id() == bo


@pytest.mark.parametrize(
    ("number", "word"), [(1, "first"), (3, "third"), (10, "tenth"), (23, "no. 23")]
)
def test_a_place_in_a_row_in_a_word(number, word):
    assert seen_words.nth(number) == word


@pytest.mark.parametrize(
    ("answer", "kinds"), [("Yes, this is Bo", ["entry"]), ("No, this is not Bo", [])]
)
def test_the_question_stands_on_their_page_too(
    visits, bo, core, open_journal, driver, answer, kinds
):
    visits("Bo", times=2)
    open_journal.open_person(bo)
    driver.wait_for("Is this your Bo? A comment bears this name and nothing else.")
    driver.click(answer)
    driver.wait_until_gone("Is this your Bo? A comment bears this name and nothing else.")
    assert [line.kind for line in core.timeline.of(bo)] == kinds * 2


def test_tab_comes_to_the_visitors_after_the_cards(visits, bo, core, open_journal, driver):
    core.follow_ups.add(bo, core.clock().date(), "Ask about the bees")
    visits("hedgewitch")
    driver.wait_for("“hedgewitch”, first comment")
    driver.wait_for("Ask about the bees")
    open_journal.show_today()
    reached = []
    for _step in range(12):
        driver.press("Tab")
        reached.append(driver.focused().accessibleName() or driver.focused().text())
    assert "Make hedgewitch a contact" in reached
    assert reached.index("Skip") < reached.index("Make hedgewitch a contact")


def test_an_ignored_name_is_shown_again_from_my_blogs(visits, bo, core, open_journal, driver):
    visits("Casino Bob")
    core.sightings.ignore(core.sightings.waiting()[0].id)
    driver.press("Ctrl+6")
    driver.click("My blogs")
    assert driver.sees("Names that are not shown")
    driver.click("Show Casino Bob again")
    assert [row.name for row in core.sightings.waiting()] == ["Casino Bob"]
    assert wait_until(lambda: not driver.sees("Names that are not shown"))
    driver.press("Ctrl+Z")
    assert core.sightings.waiting() == []
    assert wait_until(lambda: driver.sees("Names that are not shown"))


def test_a_name_with_an_ampersand_keeps_it_in_the_menu(visits, bo, core, open_journal, driver):
    core.contacts.add("Tom & Jerry")
    visits("Tom & Jerry")
    driver.click("“Tom & Jerry”, first comment")
    (menu,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()
    ]
    assert "Yes, this is Tom && Jerry" in [action.text() for action in menu.actions()]
    menu.close()
