"""Where programs on one journal meet, and who is first."""

import os
import socket
import subprocess
import sys

import pytest

from relationship_journal.system import single_instance as single
from tests.guards import ROOT

HOLD = """
import sys
from pathlib import Path
from relationship_journal.system import single_instance as single
first = single.become_first(single.meeting_of(Path(sys.argv[1])))
print(first is not None, flush=True)
sys.stdin.read()
"""


def test_one_journal_is_one_place_by_whatever_path(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    here = single.meeting_of(tmp_path / "journal.db")
    assert single.meeting_of(tmp_path / "link" / "journal.db") == here
    assert single.meeting_of(tmp_path / "other.db") != here
    assert here.socket.parent.stat().st_mode & 0o777 == 0o700


def test_the_path_is_short_enough_for_a_socket(tmp_path):
    runtime = tmp_path / ("long" * 30)
    runtime.mkdir()
    found = single.meeting_of(tmp_path / "j.db", {"XDG_RUNTIME_DIR": str(runtime)})
    assert runtime not in found.socket.parents
    assert len(os.fsencode(found.socket)) <= 107


def test_a_folder_that_is_a_link_is_not_trusted(tmp_path):
    runtime, elsewhere = tmp_path / "run", tmp_path / "elsewhere"
    runtime.mkdir()
    elsewhere.mkdir()
    (runtime / "relationship-journal").symlink_to(elsewhere)
    found = single.meeting_of(tmp_path / "j.db", {"XDG_RUNTIME_DIR": str(runtime)})
    assert runtime not in found.socket.parents


def test_only_one_is_first_and_a_killed_one_is_no_more(tmp_path):
    journal = tmp_path / "journal.db"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(journal)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert holder.stdout.readline() == "True\n"
    meeting = single.meeting_of(journal)
    assert single.become_first(meeting) is None
    holder.kill()
    holder.communicate()
    first = single.become_first(meeting)
    assert first is not None
    first.close()


def test_nobody_there_is_soon_known(tmp_path):
    meeting = single.meeting_of(tmp_path / "journal.db")
    assert not single.speak_to_first(meeting, [], patience=0.1)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(meeting.socket))
    assert not single.speak_to_first(meeting, [], patience=0.1)


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[]", b'{"words": "x"}', b'{"words": [1]}', b"\xff", b"[" * 9_999]
)
def test_what_is_no_message_is_none(line):
    assert single.from_line(line) is None


def test_a_message_comes_back_as_it_was_and_never_too_long():
    words = ["capture", "two\nlines", "日本"]
    assert single.from_line(single.as_line(words, "t")) == (words, "t")
    assert single.from_line(single.as_line(["x" * 2_000_000])) == ([], "")
    assert len(single.as_line(["x" * 2_000_000])) <= single.LONGEST_MESSAGE


def test_the_users_own_end_is_known():
    one, other = socket.socketpair()
    with one, other:
        assert single.is_own_peer(one.fileno())
        one.send(b"still open")
