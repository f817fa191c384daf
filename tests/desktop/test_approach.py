"""The approach on a real screen, worked by what a screen reader sees: putting right, and a plan."""

from datetime import date, timedelta

import pytest

from relationship_journal.core import open_core
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from tests.desktop.desk import wait_until
from tests.desktop.program import Program

BARE = {"tray": "none", "notifier": "none"}
THREAD = "https://boards.example/t/4182"
LINE = f"@mara sorry forum {THREAD} for the wrong link !mend it by today"


@pytest.fixture
def program(desktop):
    made = Program(desktop)
    made.fill()
    made.start()
    made.window.wait_for("label", "Coming up", seconds=20)
    made.wait_for_keyboard()
    return made


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_an_upset_post_is_put_right_by_keys_and_what_is_heard(program):
    window, desktop = program.window, program.desktop
    desktop.keys("ctrl+shift+j")
    wait_until(lambda: "focused" in window.wait_for("text", "Quick capture").states, "the line")
    desktop.type_text(LINE)
    window.wait_for("push button", "/Look in again/")
    desktop.keys("Return")
    shown = wait_until(lambda: _with_promise(program), "the promise")
    (owed,) = [one for one in shown["promises"] if one["text"] == "mend it"]
    day = date.fromisoformat(owed["by"]) + timedelta(days=7)
    again = [one for one in shown["follow_ups"] if one["text"].startswith("Look in again")]
    assert [one["due"] for one in again] == [day.isoformat()]

    program.go_to("People")
    program.choose_person("Mara Lind")
    assert "checked" in window.wait_for("check box", "/^Said sorry/").states
    window.press("check box", "/^Put right/")
    wait_until(lambda: not _promised(program, "mend it"), "the promise to be kept")
    window.press("check box", "Told them")
    window.wait_for("check box", "/^Told them, /")
    window.press("push button", "It is well again")
    window.wait_until_gone("check box", "/^Said sorry/")
    assert window.audit() == []


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_a_plan_is_written_and_everything_on_the_page_has_a_name(program):
    window, desktop = program.window, program.desktop
    program.go_to("My approach")
    window.wait_for("text", "How do I turn to them?")
    assert window.audit() == []
    program.write("What do they not want?", "Mondays")
    desktop.keys("Tab")
    wait_until(
        lambda: program.ask("approach", "--circle", "Inner")["avoid"] == "Mondays", "the plan"
    )
    for place in ("My message", "My blogs", "My names", "How people found me"):
        window.press("radio button", f"/^{place}/")
        window.wait_for("label", f"/^{place}/")
        assert window.audit() == []


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_three_links_are_told_one_by_one_by_keys_and_what_is_heard(desktop):
    program = Program(desktop)
    window = program.window
    names = follow_three(program)
    program.start()
    program.wait_for_keyboard()
    desktop.keys("ctrl+3")
    wait_until(lambda: "focused" in window.wait_for("list", "Following").states, "the list")
    for number in range(3):
        desktop.keys(*(["Down"] if number else []), "m")
        window.wait_for("push button", f"/^Take “Post {number}/")
    window.press("push button", "Copy as Markdown")
    window.wait_for("label", "Copied 3 links as Markdown")
    window.set_text("text", "Your post is out? Its address", "https://mine.example/slow")
    window.press("push button", "Tell each of them")
    for name in names:
        line = f"What you wrote to {name}"
        wait_until(
            lambda line=line: "focused" in window.wait_for("text", line).states, f"{name}'s line"
        )
        desktop.type_text(f"for {name} alone")
        desktop.keys("Return")
    for name in names:
        said = [one["text"] for one in program.ask("show", name)["timeline"]]
        assert f"for {name} alone" in said
        assert program.ask("show", name)["follow_ups"] == []


def follow_three(program):
    """Follow three people; their posts are at addresses that are asked for by nobody."""
    core = open_core(program.journal, begin=True)
    names = ["Ana", "Ben", "Cem"]
    for number, name in enumerate(names):
        one = core.contacts.add(name, circle="Inner")
        url = f"http://127.0.0.1:9/{number}"
        feed = core.following.follow(one, f"{url}/feed")
        at = core.clock() - timedelta(days=number + 1)
        post = ParsedEntry(guid=url, link=url, title=f"Post {number}", published=at)
        core.feed_posts.store(feed, ParsedFeed("rss", (post,)))
    core.close()
    return names


def _with_promise(program):
    shown = program.ask("show", "Mara")
    return shown if any(one["text"] == "mend it" for one in shown["promises"]) else None


def _promised(program, text):
    return any(one["text"] == text for one in program.ask("show", "Mara")["promises"])
