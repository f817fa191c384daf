"""Notices: on the window's thread, bursts as one, silent after closing."""

import threading

from PySide6.QtCore import QCoreApplication, QThread

from relationship_journal.services.rows import Changes
from relationship_journal.ui.notices import Notices, merged


class FakeJournal:
    """Keeps listeners as the journal does."""

    def __init__(self):
        self.listeners = []

    def subscribe(self, listener):
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def commit(self, label, **ids):
        told = Changes(label, {table: frozenset(touched) for table, touched in ids.items()})
        for listener in tuple(self.listeners):
            listener(told)


def test_a_burst_comes_as_one_notice_under_the_newest_label(qtbot):
    journal, told = FakeJournal(), []
    notices = Notices(journal.subscribe)
    notices.changed.connect(told.append)
    journal.commit("Add contact", contact={1})
    journal.commit("Write down", contact={1, 2}, interaction={9})
    assert told == []
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0].label == "Write down"
    assert told[0].ids == {"contact": {1, 2}, "interaction": {9}}
    notices.close()


def test_a_change_of_a_worker_arrives_on_the_windows_thread(qtbot):
    journal, threads = FakeJournal(), []
    notices = Notices(journal.subscribe)
    notices.changed.connect(lambda _change: threads.append(QThread.currentThread()))
    worker = threading.Thread(target=lambda: journal.commit("Import", contact={3}))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [QCoreApplication.instance().thread()]
    notices.close()


def test_a_listener_that_changes_something_is_told_of_it_in_the_next_turn(qtbot):
    journal, told = FakeJournal(), []
    notices = Notices(journal.subscribe)

    def answer(change):
        told.append(change.label)
        if len(told) == 1:
            journal.commit("Second", note={1})
            assert told == ["First"]

    notices.changed.connect(answer)
    journal.commit("First", note={1})
    qtbot.waitUntil(lambda: told == ["First", "Second"])
    notices.close()


def test_nothing_is_told_after_closing(qtbot):
    journal, told = FakeJournal(), []
    notices = Notices(journal.subscribe)
    notices.changed.connect(told.append)
    journal.commit("Too late", contact={1})
    notices.close()
    notices.close()
    QCoreApplication.sendPostedEvents(notices)
    assert told == []
    assert journal.listeners == []


def test_what_another_process_wrote_stays_known_in_a_burst():
    both = merged([Changes("", {}, is_foreign=True), Changes("Note", {"note": frozenset({1})})])
    assert both.is_foreign
    assert both.touches("anything")
