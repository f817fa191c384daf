"""The vault as the window knows it: unlocked away from the window's thread, and its news told."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from relationship_journal.core import Core
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import JournalError, WrongPassphrase
from relationship_journal.i18n import gettext as _
from relationship_journal.services.keyring_slot import AnswerRow, in_background
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress

End = Callable[[], None]
LONGEST_WAIT = 30_000
"""Milliseconds that the next try waits after many wrong ones."""
_FREE_TRIES = 2


def wait_after(wrong: int) -> int:
    """Return how many milliseconds the next try waits after so many wrong ones."""
    late = wrong - _FREE_TRIES
    return 0 if late <= 0 else min(LONGEST_WAIT, 1_000 * 2 ** (late - 1))


class VaultLink(QObject):
    """Unlocks and locks the sign-ins, and tells when that happened, whoever did it.

    After some wrong passphrases the next try waits: a second, two, four, at most thirty.

    Signals:
        changed: the sign-ins were opened or locked; it comes on the window's thread.
        locking: they are being locked; told at once, while everything can still be read.
        refused: why they were not opened, a `JournalError`.
        working_changed: a passphrase is being tried (True), or that is over.
        asking_changed: the system's keyring is being asked (True), or that is over.

    Args:
        core: the open journal.
        jobs: for trying a passphrase, which takes up to a second.
    """

    changed = Signal()
    locking = Signal()
    refused = Signal(object)
    working_changed = Signal(bool)
    asking_changed = Signal(bool)
    _answered = Signal(object)
    _told = Signal()

    def __init__(self, core: Core, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core, self._jobs = core, jobs
        self._wrong = 0
        self._try: Callable[[], None] | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self._try_now)
        # the vault tells on whichever thread opened it
        self._told.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._asked_after: int | None = None
        self._answered.connect(self._take_answer, Qt.ConnectionType.QueuedConnection)
        self._ends: tuple[End, ...] = (
            core.vault.subscribe(self._told.emit),
            core.vault.subscribe_before_lock(self._tell_locking),
        )

    @property
    def is_open(self) -> bool:
        """Whether what is sealed can be read now."""
        return self._core.vault.is_open

    @property
    def is_working(self) -> bool:
        """Whether a passphrase is being tried, or waits to be."""
        return self._try is not None

    def wait(self) -> int:
        """Return how many milliseconds the next try will wait."""
        return wait_after(self._wrong)

    def unlock(self, passphrase: Secret) -> None:
        """Try a passphrase; `changed` or `refused` follows. While one is tried nothing happens."""
        self._begin(partial(self._core.vault.unlock, passphrase))

    def unlock_with_code(self, code: Secret) -> None:
        """Try a recovery code, as `unlock` does a passphrase."""
        self._begin(partial(self._core.vault.unlock_with_code, code))

    @property
    def has_keyring(self) -> bool:
        """Whether the person let a keyring open the sign-ins; it may be another computer's."""
        return bool(self._core.vault.sign_in_keyring_slots)

    @Slot()
    def unlock_with_keyring(self) -> None:
        """Ask the system's keyring, as the person wants it; `changed` or `refused` follows.

        It may open a prompt of its own. A passphrase can be tried meanwhile; whoever locks
        meanwhile has the answer come to nothing.
        """
        if self.is_open or self.is_working or self._asked_after is not None:
            return
        keyring, seen = self._core.sign_ins_keyring, self._core.sign_ins_keyring.seen()
        self._asked_after = self._core.vault.locks
        self.asking_changed.emit(True)
        in_background(partial(keyring.ask, seen), self._tell_answer)

    @Slot()
    def lock(self) -> None:
        """Lock the sign-ins now."""
        self._core.vault.lock()

    def close(self) -> None:
        """Listen no longer; a second call does nothing."""
        self._waiting.stop()
        self._asked_after = None
        ends, self._ends = self._ends, ()
        for end in ends:
            end()

    # --- inside ----------------------------------------------------------------------------------

    def _begin(self, attempt: Callable[[], None], wait: int | None = None) -> None:
        if self.is_working:
            return
        self._try = attempt
        self.working_changed.emit(True)
        self._waiting.start(self.wait() if wait is None else wait)

    def _tell_answer(self, answer: AnswerRow) -> None:
        """Have it heard in the window's own turn."""
        try:
            self._answered.emit(answer)
        except RuntimeError:  # the window is gone
            return

    @Slot(object)
    def _take_answer(self, answer: AnswerRow) -> None:
        asked_after, self._asked_after = self._asked_after, None
        if asked_after is None:
            return
        self.asking_changed.emit(False)
        if asked_after == self._core.vault.locks and not self.is_open:
            self._begin(partial(self._core.sign_ins_keyring.unlock, answer), wait=0)

    @Slot()
    def _try_now(self) -> None:
        attempt = self._try
        if attempt is None:
            return

        def work(_progress: Progress, _cancelled: IsCancelled) -> None:
            attempt()

        self._jobs.run(_("Unlocking the sign-ins"), work, self._take, self._fail)

    def _take(self, _nothing: None) -> None:
        self._wrong = 0
        self._try = None
        self.working_changed.emit(False)

    def _fail(self, error: JournalError) -> None:
        self._try = None
        if isinstance(error, WrongPassphrase):
            self._wrong += 1
        self.working_changed.emit(False)
        self.refused.emit(error)

    def _tell_locking(self) -> None:
        if QThread.currentThread() == self.thread():
            self.locking.emit()
