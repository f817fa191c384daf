"""What Qt says reaches neither standard error nor, in its words, the log."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from relationship_journal.ui import qt_messages

TALK = """
import sys
from PySide6.QtCore import qDebug, qWarning
from relationship_journal.ui import qt_messages
stop = qt_messages.begin()
qDebug("typed: secret")
qWarning("typed: secret")
stop()
qWarning("afterwards")
"""


def told(monkeypatch, *, debug=""):
    monkeypatch.setenv("QT_LOGGING_RULES", "*=true")
    monkeypatch.setenv("RJ_DEBUG", debug)
    ran = subprocess.run(
        [sys.executable, "-c", TALK], capture_output=True, text=True, check=True, timeout=60
    )
    return ran.stdout + ran.stderr


def test_qt_s_words_do_not_reach_standard_error(monkeypatch):
    words = told(monkeypatch)
    assert "secret" not in words
    assert "afterwards" in words


def test_with_debugging_switched_on_they_do(monkeypatch):
    assert told(monkeypatch, debug="1").count("secret") == 2


@pytest.mark.parametrize(
    ("kind", "is_noted"),
    [
        (QtMsgType.QtDebugMsg, False),
        (QtMsgType.QtInfoMsg, False),
        (QtMsgType.QtWarningMsg, True),
        (QtMsgType.QtCriticalMsg, True),
    ],
)
def test_a_warning_is_noted_and_nothing_less(caplog, kind, is_noted):
    qt_messages.take(kind, QMessageLogContext(), "typed: secret")
    assert bool(caplog.records) is is_noted
    assert "secret" not in caplog.text
