"""Jobs: work elsewhere, results here, errors at their door, nothing left at the end."""

import contextlib
import gc
import sys
import threading

import pytest
from PySide6.QtWidgets import QLabel

from relationship_journal.errors import Cancelled, DiskFull
from relationship_journal.ui.jobs import Jobs


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


def test_work_runs_elsewhere_and_its_result_comes_here(jobs, qtbot):
    got = []

    def work(progress, cancelled):
        return threading.current_thread()

    def done(where):
        got.append((where, threading.current_thread()))

    job = jobs.run("Counting", work, done)
    assert jobs.running() == (job,)
    assert job.label == "Counting"
    qtbot.waitUntil(lambda: bool(got))
    where, here = got[0]
    assert where is not here is threading.main_thread()
    assert jobs.running() == ()


def test_many_results_come_each_once(jobs, qtbot):
    got = []
    for number in range(60):
        jobs.run("Work", lambda _p, _c, number=number: number, got.append)
    qtbot.waitUntil(lambda: len(got) == 60)
    assert sorted(got) == list(range(60))


def test_progress_is_told_and_does_not_flood_the_window(jobs, qtbot):
    told, got = [], []

    def work(progress, cancelled):
        for step in range(5000):
            progress(step + 1, 5000)

    job = jobs.run("Importing", work, got.append)
    job.progressed.connect(lambda *steps: told.append(steps))
    qtbot.waitUntil(lambda: bool(got))
    assert told[-1] == (5000, 5000)
    assert len(told) < 5000


def test_a_cancelled_job_fails_quietly(jobs, qtbot):
    errors, started = [], threading.Event()

    def work(progress, cancelled):
        started.set()
        while not cancelled():
            threading.Event().wait(0.001)
        raise Cancelled("Stopped.")

    job = jobs.run("Exporting", work, pytest.fail, errors.append)
    assert started.wait(5)
    job.cancel()
    assert job.is_cancelled
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)


def test_a_cancelled_job_nobody_asks_about_reaches_no_door(jobs, qtbot, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", pytest.fail)

    def work(progress, cancelled):
        raise Cancelled("Stopped.")

    with qtbot.waitSignals([jobs.changed, jobs.changed]):
        jobs.run("Exporting", work, pytest.fail)
    assert jobs.running() == ()


@pytest.mark.parametrize("error", [DiskFull("The disk is full."), ValueError("a fault")])
def test_errors_nobody_takes_arrive_at_the_one_hook(jobs, qtbot, monkeypatch, error):
    arrived = []
    monkeypatch.setattr(sys, "excepthook", lambda *found: arrived.append(found))

    def work(progress, cancelled):
        raise error

    jobs.run("Exporting", work, pytest.fail)
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived[0][1] is error
    assert arrived[0][2] is not None


def test_an_expected_error_goes_to_who_asked(jobs, qtbot):
    errors = []

    def work(progress, cancelled):
        raise DiskFull("The disk is full.")

    jobs.run("Exporting", work, pytest.fail, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "The disk is full."


def test_closing_stops_work_and_waits_for_it(qtbot):
    ended, got = [], []
    jobs = Jobs()

    def work(progress, cancelled):
        while not cancelled():
            threading.Event().wait(0.001)
        ended.append(True)

    jobs.run("Reading", work, got.append)
    jobs.close()
    assert ended == [True]
    assert jobs.running() == ()
    qtbot.wait(1)
    assert got == []


def test_a_result_for_a_page_that_is_gone_reaches_nobody(jobs, qtbot):
    label = QLabel()
    go_on = threading.Event()
    jobs.run("Reading", lambda _p, _c: go_on.wait(5) and "late", label.setText)
    label.deleteLater()
    qtbot.waitSignal(label.destroyed).wait()
    with qtbot.waitSignal(jobs.changed):
        go_on.set()
    assert jobs.running() == ()


def test_each_work_has_a_connection_of_its_own(qtbot):
    entered = []

    @contextlib.contextmanager
    def at_work():
        entered.append(threading.current_thread())
        yield
        entered.append("left")

    jobs, got = Jobs(at_work), []
    jobs.run("Reading", lambda _p, _c: threading.current_thread(), got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert entered == [got[0], "left"]
    jobs.close()


def test_garbage_is_never_collected_by_a_worker(jobs, qtbot):
    """A widget that is garbage must not be deleted on another thread."""
    may_go = threading.Event()
    where = set()

    def note(phase, info):
        where.add(threading.current_thread())

    def work(progress, cancelled):
        may_go.wait(10)
        return [[] for _number in range(50_000)]

    gc.callbacks.append(note)
    try:
        jobs.run("Working", work, lambda result: None)
        assert not gc.isenabled()
        may_go.set()
        qtbot.waitUntil(lambda: jobs.running() == ())
        qtbot.waitUntil(gc.isenabled)
    finally:
        gc.callbacks.remove(note)
    assert where == {threading.main_thread()}


def test_closing_in_the_middle_gives_the_collector_back(qapp):
    jobs = Jobs()
    jobs.run("Working", lambda progress, cancelled: None, lambda result: None)
    jobs.close()
    assert gc.isenabled()
