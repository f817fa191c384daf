"""The first program and the next, in one process."""

import threading

import pytest

from relationship_journal.system import single_instance
from relationship_journal.ui.instance import Instance
from tests.window_fixtures import drop


@pytest.fixture
def meeting(tmp_path):
    return single_instance.meeting_of(tmp_path / "journal.db")


@pytest.fixture
def instance(qapp, meeting):
    made = Instance(meeting.socket, single_instance.from_line, single_instance.is_own_peer)
    yield made
    made.close()
    drop(made)


def speak(qtbot, meeting, words):
    """Speak from another thread, as another process would."""
    said = []
    thread = threading.Thread(
        target=lambda: said.append(single_instance.speak_to_first(meeting, words, patience=3))
    )
    thread.start()
    qtbot.waitUntil(lambda: bool(said))
    thread.join()
    return said[0]


def test_the_next_start_hands_over_its_words(qtbot, meeting, instance, monkeypatch):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "a-token")
    heard = []
    instance.asked.connect(lambda words, token: heard.append((words, token)))
    assert instance.listen()
    assert speak(qtbot, meeting, ["capture", "@ana thänks"])
    assert heard == [(["capture", "@ana thänks"], "a-token")]


def test_a_socket_that_was_left_behind_is_in_nobodys_way(qtbot, meeting, instance):
    meeting.socket.touch()
    assert instance.listen()
    assert speak(qtbot, meeting, [])


def test_what_is_no_message_is_not_taken(qtbot, meeting, qapp):
    def refuse(_line):
        return None

    instance, heard = Instance(meeting.socket, refuse, single_instance.is_own_peer), []
    instance.asked.connect(lambda *told: heard.append(told))
    instance.listen()
    assert not speak(qtbot, meeting, [])
    assert heard == []
    instance.close()
    drop(instance)


def test_somebody_elses_program_is_not_listened_to(qtbot, meeting, qapp):
    instance, heard = Instance(meeting.socket, single_instance.from_line, lambda _end: False), []
    instance.asked.connect(lambda *told: heard.append(told))
    instance.listen()
    assert not speak(qtbot, meeting, [])
    assert heard == []
    instance.close()
    drop(instance)
