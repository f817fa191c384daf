"""One program a journal: a second start raises the first, and a killed one is in nobody's way."""

import os
import signal
import subprocess
import time

import pytest

from tests.desktop.desk import wait_until
from tests.desktop.reminding_desk import ReminderDesk
from tests.guards import ROOT

TITLE = "A window that reminds"


def start_again(desk, *words):
    begun = time.monotonic()
    done = subprocess.run(
        desk.command(*words),
        env={**desk.desktop.environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    return done, time.monotonic() - begun


@pytest.mark.parametrize("desktop", [{"tray": "none", "notifier": "none"}], indirect=True)
def test_a_second_start_raises_the_first_and_hands_over_its_words(desktop):
    desk = ReminderDesk(desktop)
    desk.run("--hidden")
    assert TITLE not in desktop.window_titles()
    done, _seconds = start_again(desk, "--word", "@ana thanks")
    assert (done.returncode, done.stderr) == (0, "")
    wait_until(lambda: desk.facts("asked") == [[["@ana thanks"]]], "its words")
    wait_until(lambda: TITLE in desktop.window_titles(), "the window")
    assert desk.process.poll() is None


@pytest.mark.parametrize("desktop", [{"tray": "sni", "notifier": "none"}], indirect=True)
def test_after_kill_9_the_next_start_works(desktop):
    desk = ReminderDesk(desktop)
    desk.run("--hidden")
    os.kill(desk.process.pid, signal.SIGKILL)
    desk.process.wait()
    desk.run()
    wait_until(lambda: TITLE in desktop.window_titles(), "the window")
    done, _seconds = start_again(desk)
    assert done.returncode == 0
    wait_until(lambda: desk.facts("asked") == [[[]]], "the next start")


@pytest.mark.parametrize("desktop", [{"tray": "none", "notifier": "none"}], indirect=True)
def test_where_they_meet_only_the_user_can_go(desktop):
    desk = ReminderDesk(desktop)
    desk.run("--hidden")
    folder = desktop.folder / "run" / "relationship-journal"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert sorted(one.suffix for one in folder.iterdir()) == [".lock", ".socket"]
