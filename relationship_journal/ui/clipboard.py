"""Secrets on the clipboard: marked for histories, and gone again after some seconds."""

import hashlib
import hmac
import os
from collections.abc import Callable

from PySide6.QtCore import (
    QByteArray,
    QCoreApplication,
    QMimeData,
    QObject,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QClipboard, QGuiApplication

from relationship_journal.domain.secret import Secret
from relationship_journal.settings import Settings

SECONDS_KEY = "clipboard.seconds"
LEAST, USUAL, MOST = 5, 10, 120
"""Seconds a secret stays on the clipboard."""
STAYS_AT_THE_END = 1_000
"""Milliseconds: managers look twice a second."""
HELD = "held_a_secret"
"""A property of the application: a secret was on the clipboard in this run."""

HINTS: tuple[tuple[str, bytes], ...] = (
    ("x-kde-passwordManagerHint", b"secret"),
    ("application/x-nspasteboard-concealed-type", b"1"),
    ("ExcludeClipboardContentFromMonitorProcessing", b"1"),
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1"),
    ('application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"', bytes(4)),
    ('application/x-qt-windows-mime;value="CanUploadToCloudClipboard"', bytes(4)),
)
"""What stands beside a secret for those who keep histories: KDE, macOS, Windows."""


class SecretClipboard(QObject):
    """Puts secrets on the clipboard and takes them off again, if they are still there.

    Only a hash of what was copied is remembered, salted for this run. The other clipboard, that
    of the selection and the middle button, is never touched.

    Signals:
        copied: what kind of secret is there now.
        cleared: the clipboard is no longer ours; it is empty or holds something else.
        clinging: this desktop did not let it be cleared; it is tried again once the window is in
            front.

    Args:
        settings: for how long.
        clipboard: Qt's own when None.
        empty_elsewhere: has another program empty a clipboard that is kept from us, and says
            whether it did; asked on Wayland only, while none of our windows has the keyboard.
    """

    copied = Signal(str)
    cleared = Signal()
    clinging = Signal()

    def __init__(
        self,
        settings: Settings,
        parent: QObject | None = None,
        *,
        clipboard: QClipboard | None = None,
        empty_elsewhere: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._empty_elsewhere = empty_elsewhere
        self._salt = os.urandom(16)
        self._digest = b""
        self._kind = ""
        self._is_clinging = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.clear)
        app = QGuiApplication.instance()
        # before Qt hands what it holds to a clipboard manager, as it does at the end
        app.aboutToQuit.connect(self.clear)  # type: ignore[union-attr]  # there is one
        app.applicationStateChanged.connect(self._try_again)  # type: ignore[union-attr]  # the same

    @property
    def kind(self) -> str:
        """What kind of secret is on the clipboard, or ""."""
        return self._kind

    @property
    def seconds(self) -> int:
        """How long a secret stays."""
        return stays(self._settings)

    def copy(self, secret: Secret, kind: str) -> None:
        """Put a secret on the clipboard for some seconds.

        Args:
            secret: the text.
            kind: what it is, for whoever shows it: `user_name`, `password`, `code`.
        """
        self._digest, self._kind = self._hash(secret.reveal()), kind
        QCoreApplication.instance().setProperty(HELD, True)  # type: ignore[union-attr]  # there is one
        self._is_clinging = False
        self._clipboard.setMimeData(mime_of(secret), QClipboard.Mode.Clipboard)
        self._timer.start(self.seconds * 1000)
        self.copied.emit(kind)

    @Slot()
    def clear(self) -> None:
        """Take our secret off the clipboard now; what somebody else put there stays."""
        self._timer.stop()
        if not self._digest:
            return
        if self._holds_ours() and not self._empty():
            self._is_clinging = True
            self.clinging.emit()
            return
        self._forget()

    # --- inside ----------------------------------------------------------------------------------

    def _holds_ours(self) -> bool:
        text = self._clipboard.text(QClipboard.Mode.Clipboard)
        return hmac.compare_digest(self._hash(text), self._digest)

    def _empty(self) -> bool:
        """Empty the clipboard; return whether it is certain that it is empty."""
        # not clear(): clipboard managers put back what was cleared, and keep an empty text
        self._clipboard.setText("", QClipboard.Mode.Clipboard)
        is_wayland = QGuiApplication.platformName().startswith("wayland")
        if not is_wayland or QGuiApplication.focusWindow() is not None:
            return True
        return self._empty_elsewhere is not None and self._empty_elsewhere()

    def _forget(self) -> None:
        self._digest, self._kind = b"", ""
        self._is_clinging = False
        self.cleared.emit()

    @Slot(Qt.ApplicationState)
    def _try_again(self, state: Qt.ApplicationState) -> None:
        if not self._is_clinging or state != Qt.ApplicationState.ApplicationActive:
            return
        if self._holds_ours() or not self._clipboard.text(QClipboard.Mode.Clipboard):
            self._clipboard.setText("", QClipboard.Mode.Clipboard)
        self._forget()

    def _hash(self, text: str) -> bytes:
        return hashlib.sha256(self._salt + text.encode("utf-8", "surrogatepass")).digest()


def mime_of(secret: Secret) -> QMimeData:
    """Return a secret as it goes on the clipboard: a text, and the marks that it is secret."""
    mime = QMimeData()
    mime.setText(secret.reveal())
    for name, value in HINTS:
        mime.setData(name, QByteArray(value))
    return mime


def outlive_managers(app: QGuiApplication) -> None:
    """Stay a second longer at the very end, so that no clipboard manager puts a secret back.

    On X11 some put back what they saw last as soon as the owner of the clipboard goes, even if it
    was emptied long before. They are shown a blank, which is what they saw last then.
    """
    if not app.property(HELD) or app.platformName() != "xcb" or app.clipboard().text():
        return
    app.clipboard().setText(" ")
    QTimer.singleShot(STAYS_AT_THE_END, app.quit)
    app.exec()


def stays(settings: Settings) -> int:
    """Return how many seconds a secret stays on the clipboard."""
    chosen: int = settings.get(SECONDS_KEY, USUAL)
    return max(LEAST, min(MOST, chosen))
