"""Looking for posts behind the window: when it may, and what is said of it."""

import threading

import pytest
from PySide6.QtWidgets import QCheckBox

from relationship_journal.domain.fetched import Fetched, Outcome
from relationship_journal.errors import DiskFull
from relationship_journal.services import fetch_round
from relationship_journal.services import fetching as services
from relationship_journal.ui import fetching as behind
from relationship_journal.ui.fetching import Fetching
from relationship_journal.ui.views import fetching_choices
from relationship_journal.ui.views.fetching_choices import FetchingChoices
from tests.feed_server.web import Item, MadeUpWeb, ReaderHere, read, rss

URL = "https://quiet.example/feed"


class Connected:
    """A connection, settable."""

    def __init__(self):
        self.is_online, self.is_metered = True, False


class SlowWeb(MadeUpWeb):
    """Answers when it is let; it ends early when nobody waits."""

    def __init__(self, clock):
        super().__init__(clock, {URL: read(URL, rss(Item("1")))})
        self.let, self.has_begun = threading.Event(), threading.Event()

    def get_many(self, requests, is_cancelled=lambda: False):
        for found in super().get_many(requests):
            self.has_begun.set()
            while not self.let.wait(0.01):
                if is_cancelled():
                    return
            yield found


@pytest.fixture
def web(clock):
    return MadeUpWeb(clock)


@pytest.fixture
def network():
    return Connected()


@pytest.fixture
def open_fetching(core, jobs, settings, network, clock, web):
    """Make what looks, with this web behind it; its steady clock goes as the wall's does."""
    made, start = [], clock()

    def steady():
        return (clock() - start).total_seconds()

    def make(web=web, posts=None):
        core.__dict__["fetching"] = services.Fetching(
            fetch_round.Means(
                core._journal, core.clock, posts or core.feed_posts, web, ReaderHere(), web.group_of
            )
        )
        one = Fetching(
            core,
            jobs,
            settings,
            network,
            steady=steady,
            chance=lambda least, most: (least + most) / 2,
        )
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()
    jobs.close()


@pytest.fixture
def follow(core, people, web):
    def do(url=URL, circle="Regular"):
        (person,) = people(url[8:12], circle=circle)
        web.answers[url] = read(url, rss(Item("1", "On moss")))
        return core.following.follow(person, url)

    return do


def rounds(qtbot, fetching, do):
    """Do something and wait until the round it begins has ended."""
    with qtbot.waitSignal(fetching.looked, timeout=5000) as waited:
        do()
    return waited.args[0]


def test_what_is_due_is_asked_for_when_a_minute_passes_and_it_is_told_when(
    qtbot, core, open_fetching, follow, clock
):
    fetching, said = open_fetching(), []
    fetching.status_changed.connect(said.append)
    feed = follow()
    clock.wind(minutes=2)
    (row,) = rounds(qtbot, fetching, fetching.tick)
    assert (row.feed_id, row.state) == (feed, "ok")
    assert said == ["Looked for posts at 10:32"]
    clock.wind(minutes=1)
    fetching.tick()
    assert not fetching.is_busy  # nothing is due


def test_it_rests_after_the_start(core, open_fetching, follow, clock):
    fetching = open_fetching()
    follow()
    fetching.tick()
    assert not fetching.is_busy
    clock.wind(seconds=59)
    fetching.tick()
    assert not fetching.is_busy


def test_at_most_six_are_asked_a_minute_the_innermost_first(
    qtbot, core, open_fetching, follow, clock, web
):
    fetching = open_fetching()
    for number in range(8):
        follow(f"https://{number}.regular.example/")
    follow("https://9.inner.example/", "Inner")
    clock.wind(minutes=2)
    assert len(rounds(qtbot, fetching, fetching.tick)) == behind.A_MINUTE
    assert web.urls()[0] == "https://9.inner.example/"
    clock.wind(minutes=1)
    assert len(rounds(qtbot, fetching, fetching.tick)) == 3


@pytest.mark.parametrize("word", [False, True])
def test_nothing_is_asked_without_a_connection(core, open_fetching, follow, clock, network, word):
    fetching, said = open_fetching(), []
    fetching.said.connect(said.append)
    follow()
    network.is_online = False
    clock.wind(minutes=5)
    fetching.look_now() if word else fetching.tick()
    assert not fetching.is_busy
    assert [line for line in said if "not connected" in line] == said
    assert bool(said) is word


def test_where_it_costs_money_only_the_innermost_are_asked_unless_the_user_says_so(
    qtbot, core, open_fetching, follow, clock, network, settings, web
):
    fetching = open_fetching()
    follow("https://far.example/", "Acquaintance")
    follow("https://near.example/", "Inner")
    network.is_metered = True
    clock.wind(minutes=2)
    rounds(qtbot, fetching, fetching.tick)
    assert web.urls() == ["https://near.example/"]
    settings.set(fetching_choices.METERED_ALL, value=True)
    clock.wind(minutes=1)
    rounds(qtbot, fetching, fetching.tick)
    assert web.urls()[1:] == ["https://far.example/"]


def test_who_is_followed_from_now_on_is_asked_at_once(
    qtbot, core, open_fetching, notices, follow, clock, web
):
    fetching = open_fetching()
    notices.changed.connect(fetching.note_changes)
    clock.wind(minutes=2)
    with qtbot.waitSignal(fetching.looked, timeout=5000):
        follow()
    assert web.urls() == [URL]
    core.contacts.add("Bea")
    qtbot.wait(1)
    assert not fetching.is_busy


def test_it_can_be_left_to_the_users_word(qtbot, core, open_fetching, follow, clock, settings, web):
    fetching = open_fetching()
    follow()
    settings.set(fetching_choices.BY_ITSELF, value=False)
    clock.wind(minutes=5)
    fetching.tick()
    assert not fetching.is_busy
    assert len(rounds(qtbot, fetching, fetching.look_now)) == 1


def test_both_are_chosen_by_a_click_and_kept(qtbot, settings):
    choices = FetchingChoices(settings)
    qtbot.addWidget(choices)
    by_itself, inner = choices.findChildren(QCheckBox)
    assert (by_itself.isChecked(), inner.isChecked(), inner.isEnabled()) == (True, True, True)
    inner.click()
    assert not fetching_choices.only_inner_when_metered(settings)
    by_itself.click()
    assert not fetching_choices.looks_by_itself(settings)
    assert not inner.isEnabled()


def test_falling_asleep_drops_what_is_under_way_and_waking_rests_first(
    qtbot, jobs, open_fetching, follow, clock
):
    web = SlowWeb(clock)
    fetching = open_fetching(web)
    follow()
    clock.wind(minutes=2)
    fetching.tick()
    qtbot.waitUntil(web.has_begun.is_set, timeout=5000)
    fetching.note_sleep(True)
    assert not fetching.is_busy
    qtbot.waitUntil(lambda: not jobs.running(), timeout=5000)
    fetching.note_sleep(False)
    clock.wind(seconds=59)
    fetching.tick()
    assert not fetching.is_busy
    web.let.set()
    clock.wind(seconds=2)
    assert rounds(qtbot, fetching, fetching.tick)[0].state == "ok"


def test_a_sleep_nobody_told_of_is_seen_by_the_clocks(core, jobs, settings, network, clock, follow):
    """The steady clock rests while the computer sleeps."""
    at = [0.0]
    fetching = Fetching(core, jobs, settings, network, steady=lambda: at[0], chance=lambda _a, b: b)
    follow()
    at[0] += 100
    clock.wind(seconds=100, hours=9)
    fetching.tick()
    assert not fetching.is_busy
    at[0] += 60
    clock.wind(seconds=60)
    fetching.tick()
    assert not fetching.is_busy
    fetching.close()


def test_by_the_users_word_everybody_is_asked_and_it_is_said_what_came(
    qtbot, core, open_fetching, follow, clock, web
):
    fetching, said = open_fetching(), []
    fetching.said.connect(said.append)
    follow()
    rounds(qtbot, fetching, fetching.look_now)
    assert said.pop() == "Looked for posts: nothing new."  # a first reading makes nothing new
    rounds(qtbot, fetching, fetching.look_now)
    assert said.pop() == "Everything was looked at within the last ten minutes."
    clock.wind(minutes=11)
    web.answers[URL] = read(URL, rss(Item("2"), Item("1")))
    rounds(qtbot, fetching, fetching.look_now)
    assert said == ["Looked for posts: 1 is new."]


def test_how_far_it_is_is_told_while_somebody_waits_for_it(
    qtbot, core, open_fetching, follow, clock
):
    fetching, told = open_fetching(), []
    fetching.status_changed.connect(told.append)
    follow()
    rounds(qtbot, fetching, fetching.look_now)
    assert told == ["Looking for posts, 1 of 1", "", "Looked for posts at 10:30"]
    clock.wind(minutes=1)
    rounds(qtbot, fetching, fetching.look_now)
    assert told[3:] == ["Looked for posts at 10:30"]  # nobody was asked


def test_the_users_word_does_not_wait_for_a_round_behind_the_window(
    qtbot, core, open_fetching, follow, clock
):
    web = SlowWeb(clock)
    fetching = open_fetching(web)
    follow()
    clock.wind(minutes=2)
    fetching.tick()
    qtbot.waitUntil(web.has_begun.is_set, timeout=5000)
    web.let.set()
    assert rounds(qtbot, fetching, fetching.look_now)[0].state == "ok"


def test_a_full_disk_is_told_where_the_user_asked_and_else_it_rests(
    qtbot, core, open_fetching, follow, clock, web
):
    from relationship_journal.services.feed_posts import FeedPosts

    class Full(FeedPosts):
        def store(self, feed_id, feed):
            raise DiskFull("The disk is full.")

    fetching = open_fetching(posts=Full(core._journal, core.clock, core.zone))
    told = []
    fetching.failed.connect(told.append)
    follow()
    clock.wind(minutes=2)
    fetching.tick()
    qtbot.waitUntil(lambda: not fetching.is_busy, timeout=5000)
    assert told == []
    clock.wind(minutes=14)
    fetching.tick()
    assert (fetching.is_busy, len(web.asked)) == (False, 1)
    fetching.look_now()
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    assert [str(error) for error in told] == ["The disk is full."]


def test_closing_gives_up_what_is_under_way(qtbot, core, open_fetching, follow, clock):
    web = SlowWeb(clock)
    fetching = open_fetching(web)
    follow()
    clock.wind(minutes=2)
    fetching.tick()
    qtbot.waitUntil(web.has_begun.is_set, timeout=5000)
    fetching.close()
    fetching.close()
    fetching.tick()
    fetching.look_now()
    assert not fetching.is_busy


def test_a_connection_that_came_back_is_left_a_moment(qtbot, core, open_fetching, follow, clock):
    fetching = open_fetching()
    follow()
    clock.wind(minutes=2)
    fetching.note_connection()
    fetching.tick()
    assert not fetching.is_busy
    clock.wind(minutes=2)
    rounds(qtbot, fetching, fetching.tick)


def test_nothing_said_on_the_left_is_replaced_by_a_round_behind_the_window(
    qtbot, core, open_fetching, open_journal, main_window, follow, clock
):
    fetching = open_fetching()
    follow()
    qtbot.waitUntil(lambda: "Follow" in main_window.status.said(), timeout=5000)
    before = main_window.status.said()
    clock.wind(minutes=2)
    rounds(qtbot, fetching, fetching.tick)
    qtbot.wait(1)
    assert main_window.status.said() == before


def test_what_nobody_answers_changes_no_state(qtbot, core, open_fetching, follow, clock, web):
    fetching = open_fetching()
    feed = follow()
    web.answers[URL] = Fetched(URL, Outcome.OFFLINE)
    clock.wind(minutes=2)
    (row,) = rounds(qtbot, fetching, fetching.tick)
    assert row.error == "This computer is not connected."
    assert core.following.feed(feed).state == "new"
