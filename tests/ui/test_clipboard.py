"""Secrets on the clipboard; tests/desktop has the real one and its managers."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication

from relationship_journal.domain.secret import Secret
from relationship_journal.ui import clipboard as module
from relationship_journal.ui.clipboard import SECONDS_KEY, SecretClipboard
from tests.driver import wait_until
from tests.window_fixtures import drop

PASSWORD = Secret("korrekt horse 🐎")


@pytest.fixture
def board(qapp):
    """Qt's clipboard, which on the offscreen platform is the process's own."""
    found = QGuiApplication.clipboard()
    found.setText("")
    yield found
    found.setText("")


@pytest.fixture
def secrets(settings, board):
    made = SecretClipboard(settings)
    yield made
    made.clear()
    drop(made)


class Told:
    """What a clipboard said, in order."""

    def __init__(self, secrets):
        self.said = []
        secrets.copied.connect(self.said.append)
        secrets.cleared.connect(lambda: self.said.append("cleared"))
        secrets.clinging.connect(lambda: self.said.append("clinging"))


def test_a_copied_secret_carries_the_marks_for_histories(secrets, board):
    secrets.copy(PASSWORD, "password")
    mime = board.mimeData()
    assert mime.text() == PASSWORD.reveal()
    assert bytes(mime.data("x-kde-passwordManagerHint")) == b"secret"
    for name, _value in module.HINTS:
        assert mime.hasFormat(name)
    assert secrets.kind == "password"


@pytest.mark.parametrize(
    ("chosen", "seconds"), [(None, 10), (5, 5), (60, 60), (1, 5), (9_999, 120), ("10", 10)]
)
def test_it_stays_ten_seconds_or_what_was_chosen_between_5_and_120(
    secrets, settings, chosen, seconds
):
    settings.set(SECONDS_KEY, chosen)
    secrets.copy(PASSWORD, "password")
    assert secrets.seconds == seconds
    left = secrets._timer.remainingTime()
    assert seconds * 1000 - 1000 < left <= seconds * 1000


def test_it_is_gone_when_its_time_is_over(secrets, board, monkeypatch):
    monkeypatch.setattr(SecretClipboard, "seconds", 0.02)
    told = Told(secrets)
    secrets.copy(PASSWORD, "password")
    assert wait_until(lambda: told.said == ["password", "cleared"])
    assert board.text() == ""
    assert secrets.kind == ""


def test_an_empty_text_takes_its_place_which_managers_keep(secrets, board):
    secrets.copy(PASSWORD, "password")
    secrets.clear()
    assert board.mimeData().hasText()
    assert board.text() == ""
    assert not board.mimeData().hasFormat("x-kde-passwordManagerHint")


def test_what_somebody_else_copied_meanwhile_stays(secrets, board):
    told = Told(secrets)
    secrets.copy(PASSWORD, "password")
    board.setText("a recipe")
    secrets.clear()
    assert board.text() == "a recipe"
    assert told.said == ["password", "cleared"]


def test_our_text_is_cleared_although_a_manager_holds_it_now(secrets, board):
    secrets.copy(PASSWORD, "password")
    held = QMimeData()
    held.setText(PASSWORD.reveal())
    board.setMimeData(held)
    secrets.clear()
    assert board.text() == ""


def test_cleared_twice_it_takes_nothing_that_came_since(secrets, board):
    secrets.copy(PASSWORD, "password")
    secrets.clear()
    board.setText("a recipe")
    secrets.clear()
    assert board.text() == "a recipe"


def test_the_next_secret_begins_the_time_anew(secrets, board):
    told = Told(secrets)
    secrets.copy(Secret("gardenblog"), "user_name")
    secrets.copy(PASSWORD, "password")
    assert board.text() == PASSWORD.reveal()
    secrets.clear()
    assert told.said == ["user_name", "password", "cleared"]


def test_it_is_cleared_before_the_program_ends(secrets, board, qapp):
    secrets.copy(PASSWORD, "password")
    qapp.aboutToQuit.emit()
    assert board.text() == ""


def test_the_application_knows_at_its_end_that_there_was_a_secret(secrets, board, qapp):
    qapp.setProperty(module.HELD, None)
    assert not qapp.property(module.HELD)
    secrets.copy(PASSWORD, "password")
    secrets.clear()
    assert qapp.property(module.HELD)
    module.outlive_managers(qapp)  # not on this platform, which has no managers
    assert board.text() == ""
    qapp.setProperty(module.HELD, None)


def test_the_selection_is_never_touched(settings, qapp):
    board = SpyingBoard()
    secrets = SecretClipboard(settings, clipboard=board)
    secrets.copy(PASSWORD, "password")
    secrets.clear()
    assert board.modes == {QClipboard.Mode.Clipboard}
    drop(secrets)


@pytest.mark.parametrize("can_empty", [True, False])
def test_where_only_the_window_in_front_may_clear_another_program_is_asked(
    settings, monkeypatch, can_empty, qapp
):
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: None)
    board, asked = SpyingBoard(), []

    def empty():
        asked.append("emptied")
        return can_empty

    secrets = SecretClipboard(settings, clipboard=board, empty_elsewhere=empty)
    told = Told(secrets)
    secrets.copy(PASSWORD, "password")
    secrets.clear()
    assert asked == ["emptied"]
    assert told.said == ["password", "cleared" if can_empty else "clinging"]
    if not can_empty:
        board.held = PASSWORD.reveal()  # the desktop took no notice
        secrets._try_again(Qt.ApplicationState.ApplicationActive)
        assert board.held == ""
        assert told.said[-1] == "cleared"
    drop(secrets)


def test_nothing_of_a_secret_is_to_be_seen_in_it(secrets):
    secrets.copy(PASSWORD, "password")
    assert PASSWORD.reveal() not in repr(vars(secrets))


class SpyingBoard:
    """A clipboard that remembers which of the two was meant."""

    def __init__(self):
        self.held, self.modes = "", set()

    def setMimeData(self, mime, mode):  # noqa: N802  Qt's name
        self.modes.add(mode)
        self.held = mime.text()

    def setText(self, text, mode):  # noqa: N802  Qt's name
        self.modes.add(mode)
        self.held = text

    def text(self, mode):
        self.modes.add(mode)
        return self.held
