"""What the program needs to say: a banner for the expected, a dialog once for each fault."""

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, QSysInfo, Qt, Signal, Slot, qVersion
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontDatabase,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

import relationship_journal
from relationship_journal.errors import Cancelled, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.buttons import Button, IconButton
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import Icon, Text
from relationship_journal.ui.widgets.room import opening_size

_log = logging.getLogger(__name__)
_MOST_FRAMES = 60


class Banner(Card):
    """A card on top of the page with one sentence and at most one action; the newest wins."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        self.setProperty("banner", True)
        self._then: Callable[[], None] | None = None
        self._icon = Icon("info", "accent", 18)
        self._text = Text(wraps=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = Button(kind="quiet")
        self._action.clicked.connect(self._do)
        self._close = IconButton("x", _("Close"))
        self._close.clicked.connect(self.dismiss)
        line = QHBoxLayout()
        line.setContentsMargins(8, 8, 8, 8)
        line.setSpacing(12)
        line.addSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        line.addWidget(self._action)
        line.addWidget(self._close)
        self.body.addLayout(line)
        self.hide()

    def say(
        self,
        sentence: str,
        *,
        icon: str = "info",
        state: str = "accent",
        action: str = "",
        then: Callable[[], None] | None = None,
    ) -> None:
        """Show a sentence in place of the one before.

        Args:
            icon: a Lucide name.
            state: whose colour outlines it: accent, answer, promise, quiet or danger.
            action: what the button says; "" is none.
            then: what the button does; the banner goes first.
        """
        self._then = then
        self._icon.set_icon(icon, state)
        self._text.setText(sentence)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.set_state(state)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def say_error(self, error: JournalError) -> None:
        """Show what could not be done, and what to do about it."""
        self.say(str(error), icon="triangle-alert", state="danger")

    def said(self) -> str:
        """Return the sentence that is shown, or ""."""
        return "" if self.isHidden() else self._text.text()

    @Slot()
    def dismiss(self) -> None:
        """Take it away."""
        self.hide()
        self.closed.emit()

    @Slot()
    def _do(self) -> None:
        then = self._then
        self.dismiss()
        if then is not None:
            then()


class CrashDialog(QDialog):
    """Says that the program has a fault, with a report to copy that holds nothing personal."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A fault in the program"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        title = Text(_("Something went wrong in the program"), kind=fonts.Type.SECTION)
        sentence = Text(
            _(
                "What it was doing was not finished; your journal is as it was before. You can go "
                "on. The report below names places in the program and nothing of yours: no names, "
                "no texts, no files."
            ),
            is_muted=True,
            wraps=True,
        )
        box = QPlainTextEdit(report)
        box.setReadOnly(True)
        box.setTabChangesFocus(True)
        box.setAccessibleName(_("Report"))
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        box.setFont(fonts.font_of(fonts.Type.SMALL, fixed))
        box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        copy = Button(_("Copy the report"), icon="copy")
        copy.clicked.connect(self.copy_report)
        close = Button(_("Go on"), kind="main")
        close.setDefault(True)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        for widget in (title, sentence, box):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.resize(opening_size(self, 560, 400))

    @Slot()
    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)


class ErrorDoor(QObject):
    """The one place where uncaught errors of all threads arrive.

    A `JournalError` becomes a banner, `Cancelled` nothing; anything else is a fault: it is
    logged, and shown in a dialog once for each distinct traceback. The program goes on.
    """

    _came = Signal()

    def __init__(self, window: QWidget, banner: Banner) -> None:
        super().__init__(window)
        self._window, self._banner = window, banner
        self._lock = threading.Lock()
        self._waiting: list[BaseException] = []
        self._seen: set[str] = set()
        self._before = (sys.excepthook, threading.excepthook)
        self._came.connect(self._show_waiting, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._take
        threading.excepthook = self._take_of_thread

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def _take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, Exception):  # KeyboardInterrupt, SystemExit
            self._before[0](kind, error, trace)
            return
        with self._lock:
            self._waiting.append(error)
        # queued: an error in the midst of painting must not open a window there
        self._came.emit()

    def _take_of_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self._take(found.exc_type, found.exc_value, found.exc_traceback)

    @Slot()
    def _show_waiting(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for error in waiting:
            if isinstance(error, JournalError):
                if not isinstance(error, Cancelled):
                    self._banner.say_error(error)
            else:
                self._show_fault(error)

    def _show_fault(self, error: BaseException) -> None:
        what = trace_of(error)
        _log.error("A fault in the program", exc_info=error)
        if what not in self._seen:
            self._seen.add(what)
            CrashDialog(report_of(error), self._window).open()


def install_excepthook(window: QWidget, banner: Banner) -> ErrorDoor:
    """Let the window's errors be shown instead of printed; `close()` the door at the end."""
    return ErrorDoor(window, banner)


def report_of(error: BaseException) -> str:
    """Return what a developer needs to know of a fault: versions, and where it was.

    No message of the exception and no value is in it: they may hold names and texts.
    """
    versions = (
        f"Relationship Journal {relationship_journal.__version__}\n"
        f"Python {sys.version.split()[0]}, Qt {qVersion()}, PySide6 {PySide6.__version__}\n"
        f"{QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}, "
        f"{QGuiApplication.platformName()}\n"
    )
    return f"{versions}\n{trace_of(error)}\n"


def trace_of(error: BaseException) -> str:
    """Return the exception's type and places in the code, its causes first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [trace_of(before), "and then"] if before is not None else []
    lines.append(type(error).__qualname__)
    frames: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"  {_place(code.co_filename)}:{trace.tb_lineno} in {code.co_qualname}")
        trace = trace.tb_next
    return "\n".join(lines + frames[-_MOST_FRAMES:])


def _place(file: str) -> str:
    """Return a source file without the folders of the person's computer."""
    home = Path(relationship_journal.__file__).parent.parent
    path = Path(file)
    return path.relative_to(home).as_posix() if path.is_relative_to(home) else path.name
