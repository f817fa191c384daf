"""A night's sleep with seven things due: one reminder on waking."""

import subprocess
from datetime import UTC, datetime, time, timedelta

from tests.desktop.accessibility import SYSTEM_PYTHON
from tests.desktop.desk import wait_until
from tests.desktop.reminding_desk import ReminderDesk

LOGIN = "org.freedesktop.login1"
MANAGER = ("/org/freedesktop/login1", "org.freedesktop.DBus.Mock.EmitSignal")
NAMES = ("Ana", "Beatriz", "Chidi", "Dana", "Ewa", "Femi", "Gita")


def on_the_system_bus(desktop, *words):
    return subprocess.run(
        ["gdbus", "call", "--system", "--timeout", "5", "--dest", LOGIN, "--object-path", *words],
        env=desktop.environment,
        capture_output=True,
        text=True,
        check=False,
    )


def prepare_for_sleep(desktop, is_going):
    value = f"[<{'true' if is_going else 'false'}>]"
    interface = f"{LOGIN}.Manager"
    told = on_the_system_bus(desktop, *MANAGER[:1], "--method", MANAGER[1],
                             interface, "PrepareForSleep", "b", value)  # fmt: skip
    assert told.returncode == 0, told.stderr


def test_after_nine_hours_of_sleep_there_is_exactly_one_reminder(desktop):
    command = [SYSTEM_PYTHON, "-m", "dbusmock", "--system", "--template", "logind"]
    desktop.start(command, name="login")
    ping = ("/org/freedesktop/login1", "--method", "org.freedesktop.DBus.Peer.Ping")
    wait_until(lambda: on_the_system_bus(desktop, *ping).returncode == 0, "the login service")

    desk = ReminderDesk(desktop, datetime(2026, 11, 23, 8, 30, tzinfo=UTC))
    for hour, name in enumerate(NAMES, start=9):
        desk.add(name, at=time(hour, 15))
    desk.run("--hidden")
    prepare_for_sleep(desktop, is_going=True)
    desk.wind(timedelta(hours=9))
    prepare_for_sleep(desktop, is_going=False)
    wait_until(desk.reminders, "the reminder")
    # what would come in a burst has come by the time another change is seen
    later = desk.add("Hana", at=time(23, 30))
    with desk.core() as core:
        core.notes.add(core.follow_ups.get(later).contact_id, "Woke up")
    prepare_for_sleep(desktop, is_going=True)
    prepare_for_sleep(desktop, is_going=False)
    wait_until(lambda: int(desktop.run(["dunstctl", "count", "displayed"])) == 1, "one of it")
    assert desk.reminders() == [list(NAMES)]
    assert int(desktop.run(["dunstctl", "count", "history"])) == 0
