"""Slow work away from the window's thread, with progress and cancel."""

import contextlib
import gc
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from relationship_journal.errors import Cancelled, JournalError

Progress = Callable[[int, int], None]
"""Is told how much is done, of how much (0: nobody knows)."""
IsCancelled = Callable[[], bool]
AtWork = Callable[[], AbstractContextManager[None]]

T = TypeVar("T")
_THREADS = 4
_COLLECT_EVERY = 500  # milliseconds, only while something works


class Job(QObject):
    """One piece of work that runs or ran; its signals come on the window's thread.

    `progressed` carries what is done and of how much; several steps in between may come as one.
    """

    progressed = Signal(int, int)
    ended = Signal()
    _moved = Signal()
    _returned = Signal()

    def __init__(self, label: str, parent: QObject) -> None:
        super().__init__(parent)
        self.label = label
        self.steps = (0, 0)
        self.result: Any = None
        self.error: BaseException | None = None
        self._cancelled = threading.Event()
        self._has_news = threading.Event()
        self._moved.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)
        self._returned.connect(self.ended, Qt.ConnectionType.QueuedConnection)

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask it to stop; it ends soon, by `failed` with `Cancelled` or with what it has."""
        self._cancelled.set()

    def work_off(self, work: Callable[[Progress, IsCancelled], Any], at_work: AtWork) -> None:
        """Do the work on this thread and keep what came of it."""
        try:
            with at_work():
                self.result = work(self._progress, self._cancelled.is_set)
        except BaseException as error:  # noqa: BLE001  a job's door: it is raised again in the window
            self.error = error
        # from inside the task: callbacks of futures came out of order
        self._returned.emit()

    def _progress(self, done: int, total: int) -> None:
        self.steps = (done, total)
        if not self._has_news.is_set():
            self._has_news.set()
            self._moved.emit()

    @Slot()
    def _tell_progress(self) -> None:
        self._has_news.clear()
        self.progressed.emit(*self.steps)


class Jobs(QObject):
    """Runs work in a pool of threads; `changed` says that another set of jobs runs now.

    Args:
        at_work: is entered on the worker's thread around each work, for instance `Core.at_work`,
            which gives it a connection of its own.
    """

    changed = Signal()

    def __init__(
        self, at_work: AtWork = contextlib.nullcontext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._at_work = at_work
        # Python's threads: on Qt's own each leaves an entry among threading's for good
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="job")
        self._running: dict[Job, tuple[Callable[[Any], None], Callable[[Any], None] | None]] = {}
        self._is_closed = False
        self._collecting = _Collecting(self)

    def run(
        self,
        label: str,
        work: Callable[[Progress, IsCancelled], T],
        done: Callable[[T], None],
        failed: Callable[[JournalError], None] | None = None,
    ) -> Job:
        """Start work on another thread; nothing in it may touch a widget.

        Args:
            label: what the person reads while it runs, like "Exporting".
            work: is called with `progress(done, total)` and `cancelled()`.
            done: gets its result on the window's thread.
            failed: gets a `JournalError`, `Cancelled` among them. Without it the error goes to
                `sys.excepthook`, which shows a banner (`Cancelled` goes nowhere). Any other
                exception goes there always.

        When `done` or `failed` belongs to a widget that is gone by then, nobody is called.
        """
        job = Job(label, self)
        job.ended.connect(self._settle)
        self._collecting.begin()
        self._running[job] = (done, failed)
        self.changed.emit()
        self._pool.submit(job.work_off, work, self._at_work)
        return job

    def running(self) -> tuple[Job, ...]:
        """Return the jobs that have not ended, oldest first."""
        return tuple(self._running)

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for job in self._running:
            job.cancel()

    def close(self) -> None:
        """Stop all work and wait until it has; results not yet handed over are dropped."""
        self._is_closed = True
        self.cancel_all()
        self._pool.shutdown(cancel_futures=True)
        self._running.clear()
        self._collecting.close()

    @Slot()
    def _settle(self) -> None:
        job = self.sender()
        if not isinstance(job, Job) or self._is_closed:
            return
        done, failed = self._running.pop(job)
        job.deleteLater()
        if not self._running:
            self._collecting.end()
        self.changed.emit()
        if job.error is None:
            if _is_there(done):
                done(job.result)
        elif isinstance(job.error, JournalError) and failed is not None:
            if _is_there(failed):
                failed(job.error)
        elif not isinstance(job.error, Cancelled):
            sys.excepthook(type(job.error), job.error, job.error.__traceback__)


class _Collecting(QObject):
    """Collects garbage on the window's thread while others work.

    Python collects on whichever thread allocates; a widget that has become garbage must not be
    deleted by a worker, which takes the program down.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_ours = self._is_ending = False
        self._timer = QTimer(self, interval=_COLLECT_EVERY)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        self._is_ending = False
        if not self._is_ours and gc.isenabled():
            gc.disable()
            self._is_ours = True
            self._timer.start()

    def end(self) -> None:
        """Give it back at the next tick: the worker may not quite have left yet."""
        self._is_ending = True

    def close(self) -> None:
        self._timer.stop()
        if self._is_ours:
            self._is_ours = False
            gc.enable()

    @Slot()
    def _tick(self) -> None:
        gc.collect(1)
        if self._is_ending:
            self.close()


def _is_there(callback: Callable[..., None]) -> bool:
    """Say whether a callback's owner, if it is a widget, still exists."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
