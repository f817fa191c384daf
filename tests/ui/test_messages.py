"""What the program needs to say, and what it tells of its faults."""

import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from relationship_journal import logs
from relationship_journal.errors import Cancelled, DiskFull, NotFound
from relationship_journal.ui import messages


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def banner(window):
    return messages.Banner(window)


@pytest.fixture
def door(window, banner, monkeypatch):
    # so that what the test raises is not taken for its own failure
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    made = messages.install_excepthook(window, banner)
    yield made
    made.close()


def raised(error):
    try:
        raise error
    except type(error) as caught:
        return caught


def dialogs(window):
    return window.findChildren(messages.CrashDialog)


def arrive(door, error):
    sys.excepthook(type(error), error, error.__traceback__)
    QCoreApplication.sendPostedEvents(door)


def test_the_newest_sentence_wins(banner):
    banner.say("The first.")
    banner.say("The second.", icon="wifi-off", state="promise")
    assert banner.said() == "The second."
    banner.dismiss()
    assert banner.said() == ""


def test_the_action_is_done_once_and_the_banner_goes(banner, qtbot):
    done = []
    banner.say("It was not written.", action="Choose another place", then=lambda: done.append(1))
    button = next(b for b in banner.findChildren(QPushButton) if b.text())
    with qtbot.waitSignal(banner.closed):
        button.click()
    assert done == [1]
    assert banner.said() == ""


def test_text_of_others_is_never_rich(banner):
    banner.say("<img src='file:///etc/passwd'>")
    assert banner.said() == "<img src='file:///etc/passwd'>"


def test_an_expected_error_is_a_banner(door, banner, window):
    arrive(door, raised(DiskFull("The disk is full.", "Make room and try again.")))
    assert banner.said() == "The disk is full. Make room and try again."
    assert dialogs(window) == []


def test_what_was_cancelled_says_nothing(door, banner, window):
    arrive(door, raised(Cancelled("Stopped.")))
    assert (banner.said(), dialogs(window)) == ("", [])


def test_a_fault_is_shown_once_for_each_traceback(door, window, caplog):
    same = [raised(ValueError(f"Ana {number}")) for number in range(3)]
    for error in same:
        arrive(door, error)
    assert len(dialogs(window)) == 1
    arrive(door, raised(KeyError("Ana")))
    assert len(dialogs(window)) == 2
    assert len(caplog.records) == 4
    told = [logs.ImpersonalFormatter().format(record) for record in caplog.records]
    assert "raised" in told[0]
    assert "Ana" not in "".join(told)
    for dialog in dialogs(window):
        dialog.close()


def test_a_fault_on_another_thread_arrives_too(door, banner):
    worker = threading.Thread(target=lambda: raised_again(NotFound("Nobody is called that.")))
    worker.start()
    worker.join()
    QCoreApplication.sendPostedEvents(door)
    assert banner.said() == "Nobody is called that."


def raised_again(error):
    raise error


def test_the_hooks_are_given_back(window, banner):
    before = sys.excepthook, threading.excepthook
    door = messages.install_excepthook(window, banner)
    assert sys.excepthook != before[0]
    door.close()
    assert (sys.excepthook, threading.excepthook) == before


def test_an_interrupt_is_not_a_fault(window, banner, monkeypatch):
    passed_on = []
    monkeypatch.setattr(sys, "excepthook", lambda *found: passed_on.append(found[0]))
    door = messages.install_excepthook(window, banner)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    door.close()
    assert passed_on == [KeyboardInterrupt]


def test_a_report_names_places_and_nothing_personal(qapp):
    secret = "Ana Duarte"
    try:
        try:
            raise NotFound(secret)
        except NotFound as cause:
            raise ValueError(f"/home/ana/{secret}") from cause
    except ValueError as error:
        report = messages.report_of(error)
    assert secret not in report
    assert "/home" not in report
    assert "tests/ui/test_messages.py" in report
    assert report.index("NotFound") < report.index("ValueError")
    assert "Python 3" in report
    assert "Qt 6" in report


def test_a_report_can_be_copied(window, qtbot):
    dialog = messages.CrashDialog("Relationship Journal 1", window)
    dialog.copy_report()
    assert QApplication.clipboard().text() == "Relationship Journal 1"
    QApplication.clipboard().setText("")
    dialog.deleteLater()
