"""Ctrl+C in the terminal and the system's request to end close the window properly."""

import contextlib
import os
import signal

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Leaving(QObject):
    """Tells `asked` in the event loop when the process gets SIGINT or SIGTERM.

    Python's handlers run only between two of its instructions, and a window at rest has none: a
    byte in a pipe wakes it. Windows sends no such signals to a window, and nothing is done there.
    Give the signals back with `close()`.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._at_the_end = contextlib.ExitStack()
        if os.name == "posix":
            self._listen()

    def close(self) -> None:
        """Handle the signals as before; a second call does nothing."""
        self._at_the_end.close()

    def _listen(self) -> None:
        self._reading, writing = os.pipe()
        for end in (self._reading, writing):
            os.set_blocking(end, False)
            self._at_the_end.callback(os.close, end)
        for one in _SIGNALS:
            self._at_the_end.callback(signal.signal, one, signal.signal(one, _take_note))
        before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        self._at_the_end.callback(signal.set_wakeup_fd, before)
        notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._wake)
        self._at_the_end.callback(notifier.setEnabled, False)

    @Slot()
    def _wake(self) -> None:
        with contextlib.suppress(BlockingIOError):
            if {*os.read(self._reading, 64)} & {int(one) for one in _SIGNALS}:
                self.asked.emit()


def _take_note(_number: int, _frame: object) -> None:
    """Leave it to the byte that Python wrote into the pipe."""
