"""The Following page: who published, in which order, and what can be done with it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.ui.models import following_words as words
from relationship_journal.ui.models.following_model import Role
from relationship_journal.ui.views.following_page import FollowingPage
from relationship_journal.ui.widgets.buttons import LinkButton
from relationship_journal.ui.widgets.labels import Text
from tests.driver import wait_until
from tests.ui.following_fixtures import entry, follow, follow_all
from tests.window_fixtures import drop


@pytest.fixture
def page(qtbot, core, notices, jobs) -> Iterator[FollowingPage]:
    made = FollowingPage(core, notices, jobs)
    made.resize(1240, 700)
    yield made
    drop(made)


def shown(page: FollowingPage, qtbot) -> FollowingPage:
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.list.setFocus()
    return page


def lines(page: FollowingPage) -> list[str]:
    """Return the rows as they are read."""
    model = page.list.model()
    found = []
    for place in range(model.rowCount()):
        index = model.index(place, 0)
        row = index.data(Role.ROW)
        mark = "↩ " if row.is_back else ""
        basket = " 🧺" if row.newest and row.newest.is_in_basket else ""
        below, age = index.data(Role.BELOW), index.data(Role.AGE)
        found.append(f"{mark}{row.name} | {words.title(row.newest)}{basket} | {below} | {age}")
    return found


def test_a_title_from_right_to_left_leaves_its_age_behind_it(qtbot, core, page):
    follow(core, "עדי רוזן", "Inner", (16, 19), "מכתבים")
    core.feed_posts.store(
        core.following.follow(
            core.contacts.add("דנה", circle="Inner"), "https://dana.example/feed"
        ),
        ParsedFeed(
            "rss",
            (
                entry("https://dana.example/1", "מכתבים", core.clock(), 2),
                entry("https://dana.example/0", "חלון לחצר", core.clock(), 19),
            ),
            site_url="https://dana.example",
        ),
    )
    assert lines(shown(page, qtbot)) == [
        "דנה | מכתבים | \u2068חלון לחצר\u2069, 19 days ago | 2 days ago",
        "עדי רוזן | מכתבים | Seed lists, 1, 19 days ago | 16 days ago",
    ]


def test_back_after_silence_comes_first_then_circle_then_newest(qtbot, core, page):
    follow_all(core)
    assert lines(shown(page, qtbot)) == [
        (
            "↩ ليلى حداد | The bakery at the end of the line"
            " | After 5 months. Usual gap: 10 days. | today"
        ),
        "Ana Duarte | On quiet gardens | Seed lists, 1, 6 days ago | yesterday",
        "Łukasz Wójcik | Contour lines | 2 more this week | 2 days ago",
        "Beatriz Prado | A calendar for compost | 4 more this week | 3 days ago",
        "Mara Lind | What the tide table leaves out | Seed lists, 1, 6 weeks ago | 5 days ago",
        "山田 さくら | 雨の日の茶室 | Seed lists, 1, 5 weeks ago | 8 days ago",
        "Олена Коваль | Листи до бабусі | Seed lists, 1, 7 weeks ago | 14 days ago",
        (
            "Maximiliane von Hohenstein-Wittelsbach | A title that is much longer than any room a"
            " list could ever have for it, and goes on |  | 3 weeks ago"
        ),
        (
            "Jonas Weber | Nothing published yet that was seen"
            " | Everything they publish from now on will stand here | "
        ),
    ]
    assert page._head._full == "9 people, back after a silence first, then by circle and newest"


def test_enter_opens_the_newest_post_of_who_is_chosen(qtbot, core, page):
    ana = follow(core, "Ana", "Inner", (1, 5), "On quiet gardens")
    shown(page, qtbot)
    with qtbot.waitSignal(page.target_wanted) as told:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    (target,) = told.args
    assert (target.contact_id, target.title) == (ana, "On quiet gardens")
    assert target.address == f"https://blog{ana}.example/0"
    assert target.post_id == core.following.posts(ana)[0].id


def test_enter_on_who_published_nothing_shows_the_person(qtbot, core, page):
    ana = follow(core, "Ana", "Inner", (), "")
    shown(page, qtbot)
    with qtbot.waitSignal(page.person_opened) as told:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert told.args == [ana]


def test_m_puts_a_post_into_the_basket_and_takes_it_out_and_undo_knows(qtbot, core, page):
    follow(core, "Ana", "Inner", (1,), "On quiet gardens")
    shown(page, qtbot)
    QTest.keyClick(page.list, Qt.Key.Key_M)
    assert wait_until(lambda: page.basket.count == 1)
    assert lines(page) == ["Ana | On quiet gardens 🧺 |  | yesterday"]
    assert (
        "[On quiet gardens](https://blog1.example/0) by Ana" in page.basket._preview.toPlainText()
    )
    QTest.keyClick(page.list, Qt.Key.Key_M)
    assert wait_until(lambda: page.basket.count == 0)
    core.history.undo()
    assert wait_until(lambda: page.basket.count == 1)


@pytest.mark.parametrize(
    ("button", "copied"),
    [
        ("copy_markdown", "- [On quiet gardens](https://blog1.example/0) by Ana\n"),
        ("copy_html", '<a href="https://blog1.example/0">On quiet gardens</a> by Ana'),
    ],
)
def test_links_are_copied(qtbot, core, page, button, copied):
    ana = follow(core, "Ana", "Inner", (1,), "On quiet gardens")
    core.basket.add(core.following.posts(ana)[0].id)
    shown(page, qtbot)
    with qtbot.waitSignal(page.said) as told:
        getattr(page.basket, button).click()
    assert copied in QGuiApplication.clipboard().text()
    assert told.args[0].startswith("Copied 1 link as")


def test_after_my_post_is_out_each_gets_a_follow_up_and_the_basket_is_empty(qtbot, core, page):
    ana = follow(core, "Ana", "Inner", (1,), "On quiet gardens")
    core.basket.add(core.following.posts(ana)[0].id)
    shown(page, qtbot)
    page.basket.publish_button.click()
    assert page.basket._field.error
    page.basket._address.setText("https://mine.example/post")
    page.basket.publish_button.click()
    assert wait_until(lambda: page.basket.count == 0)
    assert "On quiet gardens" in core.follow_ups.open_of(ana)[0].text
    core.history.undo()
    assert core.follow_ups.open_of(ana) == []
    assert len(core.basket.items()) == 1


def test_what_comes_later_is_shown_and_the_cursor_stays_on_its_person(qtbot, core, page):
    follow(core, "Ana", "Inner", (1,), "On quiet gardens")
    mara = follow(core, "Mara", "Inner", (3,), "Tides")
    shown(page, qtbot)
    page.list.select_person(mara)
    feed = core.following.feeds_of(mara)[0]
    new = entry("https://blog2.example/new", "High water", core.clock(), 0)
    core.feed_posts.store(feed.id, ParsedFeed("rss", (new,)))
    assert wait_until(lambda: lines(page)[0].startswith("Mara | High water"))
    assert page.list.row().contact_id == mara


def test_stop_following_is_one_step_that_brings_the_posts_back(qtbot, core, page):
    ana = follow(core, "Ana", "Inner", (1,), "On quiet gardens")
    core.following.follow(ana, "https://social.example/@ana.rss")
    shown(page, qtbot)
    page.list.stop()
    assert wait_until(lambda: page._stack.currentIndex() == 1)
    core.history.undo()
    assert wait_until(lambda: lines(page) == ["Ana | On quiet gardens |  | yesterday"])
    assert len(core.following.feeds_of(ana)) == 2


def test_sources_that_need_a_look_are_one_calm_list(qtbot, core, clock, page):
    for number in range(5):
        person = follow(core, f"Person {number}", "Inner", (1,), "x")
        feed = core.following.feeds_of(person)[0]
        if number:
            core.feed_posts.keep_state(
                feed.id,
                state="failing",
                reason="timeout",
                errors=3,
                failing_since_at=core.clock() - timedelta(days=4),
            )
    shown(page, qtbot)
    assert page.sources.count == 4
    assert page._drawer.text() == "4 sources need a look"
    lines_of_it = [text.text() for text in page.sources.findChildren(Text)]
    assert any("The site took too long to answer. Since " in line for line in lines_of_it)
    page.sources.show_all()
    with qtbot.waitSignal(page.person_opened):
        page.sources.findChildren(LinkButton)[0].click()


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ("https://ana.example/atom.xml", "Found: ana.example/atom.xml"),
        ("", "No new home was found"),
    ],
)
def test_a_source_that_is_gone_is_looked_for_on_a_click(qtbot, core, page, found, said):
    asked = []

    class Looks:
        def look_for_new_home(self, feed_id):
            asked.append(feed_id)
            return found

    core.__dict__["fetching"] = Looks()
    person = follow(core, "Ana", "Inner", (1,), "x")
    feed = core.following.feeds_of(person)[0]
    core.feed_posts.keep_state(feed.id, state="gone", reason="status_410", errors=1)
    shown(page, qtbot)
    button = next(one for one in page.sources.findChildren(LinkButton) if "new home" in one.text())
    with qtbot.waitSignal(page.said, timeout=5000) as told:
        button.click()
        assert not button.isEnabled()
    assert (told.args, asked) == ([said], [feed.id])


def test_nobody_followed_offers_to_follow_someone(qtbot, page):
    shown(page, qtbot)
    with qtbot.waitSignal(page.follow_requested):
        QTest.keyClick(page._begin, Qt.Key.Key_Space)


def test_the_menu_offers_what_is_possible_with_a_row(qtbot, core, page):
    follow(core, "Ana & Co", "Inner", (), "")
    shown(page, qtbot)
    menu = page.list.menu_of(page.list.row())
    assert [(one.text(), one.isEnabled()) for one in menu.actions()] == [
        ("Open the post\tEnter", False),
        ("Put into the basket\tM", False),
        ("Show Ana && Co", True),
        ("Look for their posts now", True),
        ("Stop following", True),
    ]
    drop(menu)


def test_looking_now_is_offered_as_long_as_it_can_be(qtbot, core, page):
    follow(core, "Ana", "Inner", (1,), "x")
    shown(page, qtbot)
    page.note_can_look(False)
    assert not page._look.isEnabled()
    page.note_can_look(True)
    with qtbot.waitSignal(page.look_requested):
        page._look.click()


def test_a_row_is_said_whole_to_who_hears_it(qtbot, core, page):
    follow(core, "Ana", "Inner", (1, 5), "On quiet gardens")
    shown(page, qtbot)
    said = page.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "Ana, On quiet gardens, yesterday, Seed lists, 1, 5 days ago,"
        " 2 posts in half a year, in 1 of 26 weeks"
    )


def test_the_basket_is_a_drawer_where_there_is_little_room(qtbot, core, page):
    ana = follow(core, "Ana", "Inner", (1,), "On quiet gardens")
    core.basket.add(core.following.posts(ana)[0].id)
    page.resize(900, 560)
    shown(page, qtbot)
    assert not page.basket.isVisible()
    page._drawer.click()
    assert page.basket.isVisible()
    page.resize(1240, 560)
    assert wait_until(lambda: page.basket.isVisible() and not page._drawer.isVisible())


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "1 day"), (1, "1 day"), (13, "13 days"), (14, "2 weeks"), (60, "8 weeks"),
     (61, "2 months"), (152, "5 months"), (800, "2 years")],
)  # fmt: skip
def test_a_span_is_said_as_one_would(days, said):
    assert words.span(days) == said


def test_on_another_day_the_ages_are_those_of_that_day(qtbot, core, page, clock):
    follow(core, "Bo", "Inner", (2, 9), "Seeds")
    shown(page, qtbot)
    assert lines(page)[0].endswith("2 days ago")
    clock.wind(days=1)
    assert lines(page)[0].endswith("2 days ago")
    page.note_time()
    assert lines(page)[0].endswith("3 days ago")
