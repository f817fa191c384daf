"""Reminders as notifications of the desktop, and the popup where there is no service."""

import subprocess
import sys
from datetime import datetime, time, timedelta

import pytest

from tests.desktop.desk import wait_until
from tests.desktop.reminding_desk import START, TODAY, ReminderDesk
from tests.guards import ROOT

FULL_SCREEN = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(["film"])
film = QLabel("A film")
film.setWindowTitle("A film")
film.showFullScreen()
app.exec()
"""
ASK = "from relationship_journal.system import full_screen as f; print(f.is_in_use())"


def displayed(desktop):
    return int(desktop.run(["dunstctl", "count", "displayed"]))


def take(desktop, notifier, label):
    """Choose an action as a person does."""
    if notifier == "dunst":
        wait_until(lambda: displayed(desktop) == 1, "the notification")
        desktop.pick_action(label)
    else:
        desktop.accessible("xfce4-notifyd").press("push button", label, seconds=10)


@pytest.mark.parametrize(
    ("desktop", "notifier"),
    [
        ({"tray": "sni", "notifier": "dunst"}, "dunst"),
        ({"tray": "xembed", "notifier": "xfce"}, "xfce"),
    ],
    indirect=["desktop"],
    ids=["dunst", "xfce"],
)
def test_it_comes_in_time_and_each_action_reaches_the_journal(desktop, notifier):
    desk = ReminderDesk(desktop)
    timed = desk.add("Ana Duarte", at=time(10, 30))
    desk.run("--hidden")
    desk.wait_for_reminder(["Ana Duarte"], seconds=10)
    [(_names, at)] = desk.facts("reminder")
    due = datetime.combine(TODAY, time(10, 30), START.tzinfo)
    assert timedelta(0) <= datetime.fromisoformat(at) - due < timedelta(seconds=2)
    take(desktop, notifier, "Wrote")
    wait_until(lambda: not desk.is_open(timed), "the entry")
    assert desk.entries_of(timed) == 1

    put_off = desk.add("Mara Lind")
    desk.wait_for_reminder(["Mara Lind"])
    take(desktop, notifier, "Later")
    wait_until(lambda: desk.due(put_off) == TODAY + timedelta(days=1), "the snooze")

    skipped = desk.add("Tom Okafor")
    desk.wait_for_reminder(["Tom Okafor"])
    take(desktop, notifier, "Skip")
    wait_until(lambda: not desk.is_open(skipped), "the skip")
    assert desk.entries_of(skipped) == 0

    desk.add("Noor Dijk")
    desk.wait_for_reminder(["Noor Dijk"])
    assert "A window that reminds" not in desktop.window_titles()
    take(desktop, notifier, "Open")
    wait_until(lambda: desk.facts("person"), "the window")
    wait_until(lambda: "A window that reminds" in desktop.window_titles(), "the window in sight")
    assert desk.facts("failed") == []


def test_what_was_answered_elsewhere_leaves_the_screen(desktop):
    desk = ReminderDesk(desktop)
    desk.run("--hidden")
    follow_up = desk.add("Ana Duarte")
    wait_until(lambda: displayed(desktop) == 1, "the notification")
    with desk.core() as core:
        core.follow_ups.complete(follow_up)
    wait_until(lambda: displayed(desktop) == 0, "its leaving")


def test_do_not_disturb_holds_it_back_and_lets_it_go(desktop):
    desk = ReminderDesk(desktop)
    desktop.run(["dunstctl", "set-paused", "true"])
    desk.run("--hidden")
    desk.add("Ana Duarte")
    wait_until(lambda: "1 person waits" in tip(desktop), "that somebody waits")
    assert desk.reminders() == []
    desktop.run(["dunstctl", "set-paused", "false"])
    desk.wait_for_reminder(["Ana Duarte"])


def test_a_service_that_dies_leaves_reminders_to_the_popup(desktop):
    desk = ReminderDesk(desktop)
    desk.run("--hidden")
    desktop.end(next(p for p in desktop._processes if p.args[0] == "dunst"))
    wait_until(lambda: not desktop.owns("org.freedesktop.Notifications"), "the service's end")
    desk.add("Ana Duarte")
    desktop.accessible("reminding").wait_for("push button", "Wrote")


@pytest.mark.parametrize("desktop", [{"tray": "none", "notifier": "none"}], indirect=True)
def test_somebody_elses_full_screen_window_is_seen(desktop):
    def is_in_use():
        done = subprocess.run(
            [sys.executable, "-c", ASK],
            env={**desktop.environment, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip() == "True"

    assert not is_in_use()
    film = desktop.start([sys.executable, "-c", FULL_SCREEN], name="film")
    wait_until(is_in_use, "the film", seconds=20)
    desktop.end(film)
    wait_until(lambda: not is_in_use(), "the end of the film")


def tip(desktop):
    item = next(iter(desktop.tray_items()), None)
    if item is None:
        return ""
    name, _slash, path = item.partition("/")
    words = ("org.freedesktop.DBus.Properties.Get", "org.kde.StatusNotifierItem", "ToolTip")
    return desktop.call(name, f"/{path}", *words)
