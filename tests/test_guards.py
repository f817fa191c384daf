"""The guards themselves: a guard that lets through is worse than none."""

import os
import socket
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from tests import guards


@pytest.fixture
def nothing_yet():
    return guards.Belongings.now(qt=False)


@pytest.fixture
def nothing_of_qt_yet(qapp):
    return guards.Belongings.now(qt=True)


@pytest.mark.parametrize(
    "address", [("192.0.2.1", 80), ("2001:db8::1", 80, 0, 0), ("example.org", 80)]
)
def test_the_network_is_refused(address):
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as line:
        with pytest.raises(guards.Outside):
            line.connect(address)
        with pytest.raises(guards.Outside):
            line.connect_ex(address)
    with pytest.raises(guards.Outside):
        socket.create_connection(address[:2])


def test_a_name_is_not_looked_up_outside():
    with pytest.raises(guards.Outside):
        socket.getaddrinfo("example.org", 443)
    assert socket.getaddrinfo("localhost", 80)


def test_a_server_of_the_tests_own_is_reached():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as line,
    ):
        assert line.getpeername() == server.getsockname()


def test_the_home_is_the_tests_own(tmp_path_factory):
    base = tmp_path_factory.getbasetemp()
    assert base in Path.home().parents
    assert base in Path(os.environ["XDG_DATA_HOME"]).parents
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process is Unix's")
def test_the_zone_is_fixed_and_has_summer_time():
    assert time.tzname == ("CET", "CEST")


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are told by /proc")
def test_an_open_journal_is_noticed(tmp_path, nothing_yet):
    journal = sqlite3.connect(tmp_path / "left.db")
    assert nothing_yet.left_behind(qt=False) == [f"{tmp_path / 'left.db'} is still open"]
    journal.close()
    assert nothing_yet.left_behind(qt=False) == []


def test_a_thread_that_does_not_end_is_noticed(nothing_yet):
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="lingering", daemon=True)
    thread.start()
    assert nothing_yet.left_behind(qt=False) == ["thread 'lingering' still runs"]
    end.set()
    assert nothing_yet.left_behind(qt=False) == []


def test_a_window_that_nobody_closed_is_noticed(nothing_of_qt_yet):
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    window.setObjectName("forgotten")
    assert nothing_of_qt_yet.left_behind(qt=True) == ["window QWidget 'forgotten'"]
    window.deleteLater()
    assert nothing_of_qt_yet.left_behind(qt=True) == []


def test_a_timer_that_runs_on_is_noticed(nothing_of_qt_yet):
    from PySide6.QtCore import QTimer

    timer = QTimer()
    timer.setObjectName("ticking")
    timer.start(60_000)
    assert nothing_of_qt_yet.left_behind(qt=True) == ["QTimer 'ticking' still runs"]
    timer.stop()
    assert nothing_of_qt_yet.left_behind(qt=True) == []
