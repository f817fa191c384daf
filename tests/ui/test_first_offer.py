"""After somebody is followed: one offer to be reminded of their latest post."""

from datetime import timedelta

import pytest

from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.services.following_rows import FetchResultRow
from relationship_journal.ui.first_offer import FirstOffer
from relationship_journal.ui.messages import Banner
from relationship_journal.ui.widgets.buttons import Button

OFFER = "The latest by {} is from 3 days ago: On moss. Remind you of it?"


@pytest.fixture
def banner(qtbot):
    made = Banner()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def offer(core, banner):
    made = FirstOffer(core, banner)
    yield made
    made.close()


@pytest.fixture
def followed(core, clock):
    """Follow somebody whose latest is some days old, and return the row of the first reading."""

    def do(name, days=3):
        person = core.contacts.add(name)
        url = f"https://{name.lower()}.example/feed"
        feed_id = core.following.follow(person, url)
        entry = ParsedEntry(
            guid="1", link=f"{url}/1", title="On moss", published=clock() - timedelta(days=days)
        )
        stored = core.feed_posts.store(feed_id, ParsedFeed("rss", (entry,)))
        return FetchResultRow(feed_id, person, url, "ok", 0, None, None, is_first=stored.is_first)

    return do


def press(banner, text):
    next(one for one in banner.findChildren(Button) if one.text() == text).click()


def on_today(core):
    return [(row.name, row.reason) for row in core.today.look().shown]


def test_the_latest_is_offered_once_and_comes_to_today_by_one_click(core, banner, offer, followed):
    row = followed("Ana")
    offer.note([row])
    assert banner.said() == OFFER.format("Ana")
    assert on_today(core) == []
    press(banner, "Remind me of it")
    assert banner.said() == ""
    assert on_today(core) == [("Ana", "post")]
    assert core.history.undo_label == "Remind of a post"
    offer.note([row])
    assert banner.said() == ""


def test_closing_it_is_a_no_and_the_next_one_is_asked_about(core, banner, offer, followed):
    offer.note([followed("Ana"), followed("Mara")])
    banner.dismiss()
    assert banner.said() == OFFER.format("Mara")
    banner.dismiss()
    assert banner.said() == ""
    assert on_today(core) == []


def test_an_old_post_or_one_that_was_answered_is_not_offered(core, banner, offer, followed):
    answered = followed("Mara")
    core.entries.write_down([answered.contact_id], "Lovely")
    offer.note([followed("Ana", days=11), answered])
    assert banner.said() == ""


def test_a_later_reading_offers_nothing(banner, offer, followed):
    row = followed("Ana")
    later = FetchResultRow(row.feed_id, row.contact_id, row.url, "ok", 1, None, None)
    offer.note([later])
    assert banner.said() == ""


def test_a_list_that_was_taken_in_asks_about_nobody(banner, offer, followed):
    offer.note([followed(name) for name in ("Ana", "Mara", "Noor", "Tom")])
    offer.note([followed("Wim")])  # the rest of it
    assert banner.said() == ""
    offer.note([])
    offer.note([followed("Zoe")])
    assert banner.said() == OFFER.format("Zoe")


def test_it_waits_for_what_is_said_already_and_goes_with_the_journal(banner, offer, followed):
    banner.say("The backup was restored.")
    offer.note([followed("Ana")])
    assert banner.said() == "The backup was restored."
    banner.dismiss()
    assert banner.said() == OFFER.format("Ana")
    offer.close()
    assert banner.said() == ""
