"""The program's own popup on a real screen: in its corner, never in the way, of use by mouse."""

from datetime import timedelta

import pytest

from tests.desktop.desk import wait_until
from tests.desktop.reminding_desk import TODAY, ReminderDesk

BARE = {"tray": "none", "notifier": "none"}


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_it_takes_nothing_from_who_is_typing_and_works_by_mouse(desktop):
    desk = ReminderDesk(desktop)
    desk.run()
    window = desktop.accessible("reminding")
    window.focus("text", "Typing")
    desktop.type_text("Dear ")
    follow_up = desk.add("Ana Duarte")
    later = window.wait_for("push button", "Later")
    desktop.type_text("Ana")
    assert window.wait_for("text", "Typing").text == "Dear Ana"

    box = window.wait_for("filler", "Reminder").box
    assert box is not None
    assert (box[0] + box[2], box[1] + box[3]) == (1440 - 12, 900 - 12)

    desktop.click(*later.middle)
    desktop.click(*window.wait_for("push button", "Later: 3 days").middle)
    wait_until(lambda: desk.due(follow_up) == TODAY + timedelta(days=3), "the snooze")
    window.wait_until_gone("filler", "Reminder")

    written = desk.add("Mara Lind")
    desktop.click(*window.wait_for("push button", "Wrote").middle)
    wait_until(lambda: not desk.is_open(written), "the entry")
    desktop.type_text(" and Mara")
    assert window.wait_for("text", "Typing").text == "Dear Ana and Mara"


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_it_is_reached_by_keyboard_alone(desktop):
    desk = ReminderDesk(desktop)
    desk.run()
    window = desktop.accessible("reminding")
    window.focus("text", "Typing")
    follow_up = desk.add("Ana Duarte")
    window.wait_for("push button", "Skip")
    desktop.keys("ctrl+shift+r")
    wait_until(
        lambda: "focused" in window.wait_for("push button", "/^Open/").states, "the keyboard"
    )
    desktop.keys("Tab", "Tab", "Tab", "space")
    wait_until(lambda: not desk.is_open(follow_up), "the skip")
    assert desk.entries_of(follow_up) == 0


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_closed_it_does_not_come_again_for_the_same_thing(desktop):
    desk = ReminderDesk(desktop)
    desk.run("--hidden")
    desk.add("Ana Duarte")
    window = desktop.accessible("reminding")
    desktop.click(*window.wait_for("push button", "Close").middle)
    window.wait_until_gone("filler", "Reminder")
    desk.add("Mara Lind")
    desk.wait_for_reminder(["Mara Lind"])


@pytest.mark.parametrize("desktop", [{"tray": "none", "notifier": "none"}], indirect=True)
def test_without_a_tray_the_window_says_who_waits(desktop):
    desk = ReminderDesk(desktop)
    desk.run()
    for name in ("Ana", "Mara", "Tom"):
        desk.add(name)
    window = desktop.accessible("reminding")
    window.wait_for("label", "3 people wait: Ana, Mara, Tom")
    window.press("push button", "Show")
    window.wait_for("label", "Today")
