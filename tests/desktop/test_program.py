"""The program itself on a real screen, worked by what a screen reader sees and can do."""

import csv
import os
import signal
import subprocess

import pytest

from tests.desktop.accessibility import NotAccessible
from tests.desktop.desk import wait_until
from tests.desktop.program import COMMAND, Program, dialog

BARE = {"tray": "none", "notifier": "none"}
TITLE = "Relationship Journal"
ENTRY = "Thanked her for the seed list"
NOTE = "Her sister runs the boatyard archive"
BLOGROLL = """<opml version="2.0"><head/><body><outline text="Gardens">
<outline type="rss" text="Quiet Gardens" xmlUrl="https://quietgardens.example/feed"/>
<outline type="rss" text="Slow Web" xmlUrl="https://slowweb.example/rss"/>
</outline></body></opml>"""


@pytest.fixture
def program(desktop):
    return Program(desktop)


def colours_in(picture):
    told = subprocess.run(
        ["identify", "-format", "%k", str(picture)], capture_output=True, text=True, check=True
    )
    return int(told.stdout)


def begin(program):
    """Begin an empty journal on the page of the first start."""
    program.start()
    program.window.press("check box", "Encrypt my journal")
    program.window.press("radio button", "Start empty")
    program.window.press("push button", "Begin")
    program.window.wait_for("label", "Nobody here yet", seconds=20)


def test_a_first_journal_is_begun_kept_searched_undone_and_taken_out(program, tmp_path):
    window, desktop = program.window, program.desktop
    begin(program)
    assert program.ask("list") == []

    window.set_text("text", "Address or name", "Ana Duarte")
    window.press("push button", "Add this person")
    window.wait_for("label", "Added: Ana Duarte")
    program.choose("Journal", "Add contact…")
    dialog(program, "Add contact")
    program.write("Name or a pasted address", "Mara Lind")
    desktop.keys("Return")
    window.wait_for("label", "Added: Mara Lind")
    assert [one["name"] for one in program.ask("list")] == ["Ana Duarte", "Mara Lind"]

    program.choose_person("Ana Duarte")
    window.set_text("text", "Write it down", ENTRY)
    window.press("push button", "Write down")
    window.wait_for("label", "Wrote down: Ana Duarte")
    window.wait_for("list item", f"/{ENTRY}/")

    program.choose_person("Mara Lind")
    program.choose("Contact", "Add a note")
    program.write("Write it down", NOTE)
    desktop.keys("ctrl+Return")
    window.wait_for("label", "Added a note: Mara Lind")

    shown = program.ask("show", "Ana Duarte")["timeline"]
    assert [(one["kind"], one["text"], one["direction"]) for one in shown] == [
        ("entry", ENTRY, "outgoing")
    ]
    shown = program.ask("show", "Mara Lind")["timeline"]
    assert [(one["kind"], one["text"]) for one in shown] == [("note", NOTE)]

    program.wait_for_keyboard()
    desktop.keys("ctrl+f")
    desktop.type_text("boatyard")
    window.wait_until_gone("table cell", "Ana Duarte")
    assert program.cells("Ana Duarte", "Mara Lind") == ["Mara Lind"]
    assert [one["name"] for one in program.ask("search", "boatyard")] == ["Mara Lind"]
    window.set_text("text", "Search people", "")
    window.wait_for("table cell", "Ana Duarte")

    picture = desktop.screenshot(tmp_path / "people.png")
    assert colours_in(picture) > 64

    program.choose_person("Ana Duarte")
    program.choose("Contact", "Delete")
    window.wait_for("label", "Moved to the bin: Ana Duarte")
    assert [one["name"] for one in program.ask("list")] == ["Mara Lind"]
    window.press("push button", "Undo delete contact")
    window.wait_for("label", "Undone: delete contact")
    assert [one["name"] for one in program.ask("list")] == ["Ana Duarte", "Mara Lind"]

    program.choose("Journal", "Export people…")
    dialog(program, "Export people")
    file = tmp_path / "people.csv"
    window.set_text("text", "File", str(file))
    window.press("push button", "Export")
    window.wait_for("label", "2 people were written to people.csv.")
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert {row["Name"]: row["Notes"] for row in rows} == {"Ana Duarte": "", "Mara Lind": NOTE}
    window.press("push button", "Close")
    window.wait_until_gone("dialog", "/^Export people/")
    program.wait_for_keyboard()
    desktop.keys("ctrl+q")
    assert program.end() == 0
    assert program.said() == ""


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_a_journal_is_begun_with_a_blogroll(program, tmp_path):
    window = program.window
    blogroll = tmp_path / "blogroll.opml"
    blogroll.write_text(BLOGROLL, "utf-8")
    program.start()
    window.press("check box", "Encrypt my journal")
    window.press("radio button", "Import my people")
    window.press("push button", "Begin")
    window.press("push button", "Choose files…", seconds=20)
    window.set_text("text", "File name:", str(blogroll))
    window.press("push button", "Open")
    window.wait_for("table cell", "Slow Web")
    assert program.ask("list") == []
    assert window.audit() == []
    window.press("push button", "Import 2 people")
    window.press("push button", "Close")
    window.wait_until_gone("dialog")
    window.wait_for("table cell", "Quiet Gardens")
    assert [one["name"] for one in program.ask("list")] == ["Quiet Gardens", "Slow Web"]
    by_signal(program)
    assert (program.end(), program.said()) == (0, "")


def test_everything_that_takes_the_keyboard_has_a_name(program):
    window, desktop = program.window, program.desktop
    nameless = {}

    def audit(place):
        window.wait_until_gone("popup menu")
        found = [str(thing) for thing in window.audit()]
        if found:
            nameless[place] = found

    program.start()
    window.wait_for("radio button", "Look around with an example")
    audit("Welcome")
    program.process.terminate()
    assert program.end() == 0

    program.fill()
    program.start()
    for page, heading in (
        ("Today", "Coming up"),
        ("Upcoming", "Five weeks from today"),
        ("People", "People"),
        ("Settings", "Appearance"),
    ):
        program.go_to(page)
        window.wait_for("label", heading)
        audit(page)

    program.go_to("People")
    program.choose_person("Ana Duarte")
    audit("People with a person beside")
    window.focus("table", "People")
    desktop.keys("Return")
    window.wait_for("label", "Profiles")
    window.press("check box", "Link to the post")
    window.press("check box", "When it was")
    window.wait_for("text", "When")
    audit("Person")

    for words, title in (("/Thanks you/", "Edit entry"), ("/Évora/", "Edit note")):
        program.wait_for_keyboard()
        window.press("list item", words)
        window.focus("list", "Timeline")
        desktop.keys("Return")
        dialog(program, title)
        audit(title)
        program.close_dialog(title)

    for menu, entry, title in (
        ("Journal", "Add contact…", "Add contact"),
        ("Journal", "Import people…", "Import people"),
        ("Journal", "Export people…", "Export people"),
        ("Contact", "Edit contact…", "Edit contact"),
        ("Contact", "Follow up…", "Follow up"),
        ("Contact", "Delete for good…", "Delete for good"),
        ("Go", "Go to", "Go to"),
        ("Help", "About Relationship Journal", "About Relationship Journal"),
    ):
        program.choose(menu, entry)
        dialog(program, title)
        audit(title)
        program.close_dialog(title)

    program.choose("Journal", "Quick capture…")
    window.wait_for("text", "Quick capture")
    audit("Quick capture")
    desktop.keys("Escape")
    window.wait_until_gone("text", "Quick capture")

    program.choose("Contact", "Delete")
    window.wait_for("label", "/^Moved to the bin/")
    program.choose("Go", "Bin")
    window.wait_for("push button", "Bring back")
    audit("Bin")
    assert nameless == {}


# --- ends and beginnings -------------------------------------------------------------------------


def by_signal(program):
    program.process.send_signal(signal.SIGTERM)


def by_the_window_manager(program):
    def is_closed():
        program.desktop.keys("alt+F4")
        return TITLE not in program.desktop.window_titles() or is_gone(program)

    # a busy openbox misses a key now and then
    wait_until(is_closed, "the end of the window")


def is_gone(program):
    try:
        program.window.wait_until_gone("", TITLE, seconds=1.5)
    except NotAccessible:
        return False
    return True


def by_the_menu(program):
    program.window.press("menu item", "Journal")
    program.window.press("menu item", "Quit")


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_however_it_is_ended_it_ends_cleanly(program):
    program.fill()
    for leave in (by_signal, by_the_window_manager, by_the_menu):
        program.start()
        program.window.wait_for("menu bar")
        program.frame()
        leave(program)
        assert (leave.__name__, program.end(), program.said()) == (leave.__name__, 0, "")
    assert program.ask("check")["ok"] is True


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_it_ends_cleanly_from_its_first_page_too(program):
    for leave in (by_signal, by_the_window_manager):
        program.start()
        program.window.wait_for("push button", "Begin")
        leave(program)
        assert (leave.__name__, program.end(), program.said()) == (leave.__name__, 0, "")
    assert not program.journal.exists()


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_after_kill_9_it_starts_again_with_all_that_was_written(program):
    window = program.window
    program.fill()
    program.start()
    program.go_to("People")
    program.choose_person("Mara Lind")
    window.set_text("text", "Write it down", ENTRY)
    window.press("push button", "Write down")
    window.wait_for("label", "Wrote down: Mara Lind")
    os.kill(program.process.pid, signal.SIGKILL)
    assert program.end() == -signal.SIGKILL

    program.start()
    program.go_to("People")
    program.choose_person("Mara Lind")
    window.wait_for("list item", f"/{ENTRY}/")
    by_signal(program)
    assert (program.end(), program.said()) == (0, "")
    assert program.ask("check")["ok"] is True


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_it_comes_back_as_big_as_it_was_left(program):
    desktop = program.desktop
    program.fill()
    program.start()
    program.window.wait_for("menu bar")
    (found,) = set(desktop.run(["xdotool", "getactivewindow"]).split())
    before = program.frame().box
    desktop.run(["xdotool", "windowsize", "--sync", found, "1111", "666"])
    wait_until(lambda: program.frame().box != before, "the new size")
    left = program.frame().box
    assert left[2:] == (1111, 666)
    by_the_window_manager(program)
    assert program.end() == 0

    program.start()
    program.window.wait_for("menu bar")
    assert program.frame().box == left
    by_signal(program)
    assert program.end() == 0


def test_with_a_tray_it_goes_on_when_its_window_is_closed_and_comes_back(program):
    window, desktop = program.window, program.desktop
    program.fill()
    program.start()
    window.wait_for("menu bar")
    wait_until(desktop.tray_items, "the tray icon")
    by_the_window_manager(program)
    window.wait_until_gone("frame", TITLE)
    assert program.process.poll() is None

    desktop.run(COMMAND)  # raises the first, and ends with 0
    window.wait_for("frame", TITLE)
    assert program.process.poll() is None
    by_the_menu(program)
    assert (program.end(), program.said()) == (0, "")
