"""Ctrl+C in the terminal and the system's request to end close the window properly."""

import contextlib
import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Leaving(QObject):
    """Tells `asked` in the event loop when the process gets SIGINT or SIGTERM.

    Python's handlers run only between two of its instructions, and a window at rest has none: a
    byte in a socket wakes it. Give the signals back with `close()`.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        self._before = {one: signal.signal(one, _take_note) for one in _SIGNALS}
        self._wakeup = signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)

    def close(self) -> None:
        """Handle the signals as before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for one, handler in self._before.items():
            signal.signal(one, handler)
        self._reading.close()
        self._writing.close()

    @Slot()
    def _wake(self) -> None:
        with contextlib.suppress(BlockingIOError):
            told = self._reading.recv(64)
            if {*told} & {int(one) for one in _SIGNALS}:
                self.asked.emit()


def _take_note(_number: int, _frame: object) -> None:
    """Leave it to the byte that Python wrote into the socket."""
