"""The icon in both kinds of trays, one that comes late, and its menu."""

import re

import pytest

from tests.desktop.desk import wait_until
from tests.desktop.reminding_desk import ReminderDesk
from tests.desktop.session import _start_tray

PROPERTY = "org.freedesktop.DBus.Properties.Get"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"


def item(desktop):
    wait_until(desktop.tray_items, "the icon", seconds=20)
    name, _slash, path = desktop.tray_items()[0].partition("/")
    return name, f"/{path}"


def tip(desktop):
    return desktop.call(*item(desktop), PROPERTY, ITEM, "ToolTip")


def menu(desktop):
    """Return the menu's labels and their numbers, as the tray's host gets them."""
    name, path = item(desktop)
    at = re.search(r"'(/[^']+)'", desktop.call(name, path, PROPERTY, ITEM, "Menu"))
    assert at is not None
    told = desktop.call(name, at[1], f"{MENU}.GetLayout", "--", "0", "-1", "[]")
    labels = re.findall(r"<\((\d+), \{[^}]*?'label': <'([^']*)'>", told)
    return name, at[1], {label: number for number, label in labels}


def choose(desktop, label):
    name, path, numbers = menu(desktop)
    desktop.call(name, path, f"{MENU}.Event", numbers[label], "clicked", "<0>", "0")


def test_the_menu_has_the_next_three_people_and_what_can_be_done(desktop):
    desk = ReminderDesk(desktop)
    for name in ("Ana & Co", "Mara", "Noor", "Tom"):
        desk.add(name)
    desk.run("--hidden")
    wait_until(lambda: "4 people wait" in tip(desktop), "who waits")
    assert [*menu(desktop)[2]] == [
        "Ana _& Co: Follow up",  # as Qt writes && for the host
        "Mara: Follow up", "Noor: Follow up",
        "Quick capture", "Pause for an hour", "Pause for today", "Open", "Quit",
    ]  # fmt: skip
    choose(desktop, "Mara: Follow up")
    wait_until(lambda: desk.facts("person") == [[2]], "the person")

    choose(desktop, "Pause for an hour")
    wait_until(lambda: "paused" in tip(desktop), "the pause")
    wait_until(lambda: "Go on" in menu(desktop)[2], "the menu of a pause")
    desk.add("Zoë")
    wait_until(lambda: "5 people wait" in tip(desktop), "one more")
    assert len(desk.reminders()) == 1
    choose(desktop, "Go on")
    wait_until(lambda: len(desk.reminders()) == 2, "what was held back")

    choose(desktop, "Quit")
    assert desk.process.wait(timeout=10) == 0


@pytest.mark.parametrize("desktop", [{"tray": "xembed", "notifier": "none"}], indirect=True)
def test_the_old_kind_of_tray_shows_the_icon_and_a_click_shows_the_window(desktop):
    desk = ReminderDesk(desktop)
    desk.run("--hidden")

    def icon():
        tree = desktop.run(["xwininfo", "-root", "-tree"])
        inside = tree[tree.find('"trayer"') :]
        return re.search(
            r"(\d+)x(\d+)\+\d+\+\d+\s+\+(\d+)\+(\d+)\n", inside.split("reminding", 1)[-1]
        )

    wait_until(icon, "the icon", seconds=20)
    desktop.accessible("reminding")
    width, height, x, y = map(int, icon().groups())
    desktop.click(x + width // 2, y + height // 2)
    wait_until(lambda: "A window that reminds" in desktop.window_titles(), "the window")


@pytest.mark.parametrize("desktop", [{"tray": "none", "notifier": "none"}], indirect=True)
def test_a_tray_that_comes_late_is_picked_up_and_one_that_goes_is_missed(desktop):
    desk = ReminderDesk(desktop)
    desk.add("Ana")
    desk.run()
    window = desktop.accessible("reminding")
    window.wait_for("label", "1 person waits: Ana")
    _start_tray(desktop, "sni")
    assert "1 person waits" in tip(desktop)
    window.wait_until_gone("label", "1 person waits: Ana")
    desktop.end(next(p for p in desktop._processes if p.args[0] == "xfce4-panel"))
    window.wait_for("label", "1 person waits: Ana")
