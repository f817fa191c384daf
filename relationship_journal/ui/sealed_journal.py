"""An encrypted journal while it is closed: unlocked, begun, rewritten, and no window held up."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import JournalError, NeedsPassphrase, WrongPassphrase
from relationship_journal.i18n import gettext as _
from relationship_journal.services import encrypting, keyring_slot
from relationship_journal.services.keyring_slot import AnswerRow, Situation
from relationship_journal.services.vault import Passphrase, Vault, VaultState
from relationship_journal.ui.jobs import IsCancelled, Job, Jobs, Progress
from relationship_journal.ui.messages import Banner
from relationship_journal.ui.vault_link import wait_after

_OFFERED = {Situation.LOCKED, Situation.SILENT}


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What opens the journal; `secret` is what was typed, if anything was.

    After a work: `error` says why it came to nothing, or `said` what was done.
    """

    opened: Any = field(repr=False)
    secret: Secret | None = None
    error: JournalError | None = None
    said: str = ""

    def tell(self, banner: Banner) -> None:
        """Say what came of a work."""
        if self.error is not None:
            banner.say_error(self.error)
        elif self.said:
            banner.say(self.said, icon="shield-check")

    def open_sign_ins(self, vault: Vault, jobs: Jobs) -> None:
        """Open the sign-ins by what was typed; where it does not open them they stay locked."""
        secret = self.secret
        if secret is None or vault.state is not VaultState.LOCKED:
            return

        def work(_progress: Progress, _cancelled: IsCancelled) -> None:
            with contextlib.suppress(JournalError):
                vault.unlock(secret)

        jobs.run(_("Unlocking the sign-ins"), work, lambda _nothing: None)


@dataclass(frozen=True, slots=True)
class Work:
    """What is done to a journal that is closed for it.

    `run` gets `progress` and `cancelled`; `secret` opens the journal before and after it.
    """

    title: str
    done: str
    run: Callable[..., object] = field(repr=False)
    secret: Secret


class SealedJournal(QObject):
    """Stretches passphrases and asks the keyring; nothing of it holds the window up.

    Signals:
        unlocked: an `Unlocked`: the journal can be opened.
        asked: a passphrase is needed; why, and whether the keyring could be asked.
        refused: why it was not unlocked, a `JournalError`.
        working_changed: something is being tried (True), or that is over.
        progressed: of a work, how much is done, of how much.

    Args:
        path: the journal.
    """

    unlocked = Signal(object)
    asked = Signal(str, bool)
    refused = Signal(object)
    working_changed = Signal(bool)
    progressed = Signal(int, int)
    _answered = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self._jobs = Jobs(parent=self)
        self._job: Job | None = None
        self._wrong = 0
        self._is_closed = False
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self._try_now)
        self._next: Callable[[], None] | None = None
        # the keyring answers on a thread of its own
        self._answered.connect(self._take_answer, Qt.ConnectionType.QueuedConnection)

    @property
    def is_working(self) -> bool:
        """Whether something is being tried, or waits to be."""
        return self._next is not None or self._job is not None

    def wait(self) -> int:
        """Return how many milliseconds the next try will wait."""
        return wait_after(self._wrong)

    @Slot()
    def start(self) -> None:
        """Ask the keyring, without any prompt; `unlocked` or `asked` follows."""
        self._ask(keyring_slot.look)

    def has_keyring_slot(self) -> bool:
        """Say whether a keyring may open it."""
        try:
            return bool(encrypting.locked(self.path).keyring_slots)
        except JournalError:
            return False

    @Slot()
    def ask_keyring(self) -> None:
        """Ask the keyring, which may ask the user; a passphrase works meanwhile."""
        self._ask(keyring_slot.ask)

    def try_secret(self, secret: Secret) -> None:
        """Try a passphrase or a recovery code; `unlocked` or `refused` follows."""
        if self.is_working:
            return
        self._next = partial(self._unlock_by, secret)
        self.working_changed.emit(True)
        self._waiting.start(self.wait())

    def begin(self, passphrase: Secret, code: Secret) -> None:
        """Begin an encrypted journal; `unlocked` or `refused` follows."""

        def work(_progress: Progress, _cancelled: IsCancelled) -> Unlocked:
            encrypting.begin(self.path, None, passphrase, code)
            return Unlocked(encrypting.unlock(self.path, Passphrase(passphrase)), passphrase)

        self._run(_("Beginning the journal"), work)

    def do(self, wanted: Work) -> None:
        """Rewrite the journal; `unlocked` follows, with an error where it came to nothing."""

        def work(progress: Progress, cancelled: IsCancelled) -> Unlocked:
            fault: JournalError | None = None
            try:
                wanted.run(progress=progress, cancelled=cancelled)
            except JournalError as error:  # told once the journal, as it was, is open again
                fault = error
            opened = encrypting.unlock(self.path, Passphrase(wanted.secret))
            return Unlocked(opened, wanted.secret, fault, wanted.done)

        self._run(wanted.title, work)

    @Slot()
    def cancel(self) -> None:
        """Ask a work to stop."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Stop everything; a second call does nothing."""
        self._is_closed = True
        self._waiting.stop()
        self._jobs.close()

    # --- inside ----------------------------------------------------------------------------------

    def _ask(self, ask: Callable[..., AnswerRow]) -> None:
        try:
            locked = encrypting.locked(self.path)
        except JournalError as error:
            self.refused.emit(error)
            return
        tell = self._answered.emit

        def answer(found: AnswerRow) -> None:
            try:
                tell(found)
            except RuntimeError:  # nobody waits for it any more
                return

        keyring_slot.in_background(partial(ask, locked), answer)

    @Slot(object)
    def _take_answer(self, found: AnswerRow) -> None:
        if self._is_closed or self.is_working:
            return
        keys = found.keys
        if keys is None:
            self.asked.emit(found.sentence, found.situation in _OFFERED)
            return

        def work(_progress: Progress, _cancelled: IsCancelled) -> Unlocked:
            return Unlocked(encrypting.unlock(self.path, keys))

        self._run(_("Unlocking the journal"), work)

    def _unlock_by(self, secret: Secret) -> None:
        def work(_progress: Progress, _cancelled: IsCancelled) -> Unlocked:
            return Unlocked(encrypting.unlock(self.path, Passphrase(secret)), secret)

        self._run(_("Unlocking the journal"), work)

    @Slot()
    def _try_now(self) -> None:
        wanted, self._next = self._next, None
        if wanted is not None:
            wanted()

    def _run(self, label: str, work: Callable[[Progress, IsCancelled], Unlocked]) -> None:
        self._job = self._jobs.run(label, work, self._take, self._fail)
        self._job.progressed.connect(self.progressed)
        self.working_changed.emit(True)

    def _take(self, unlocked: Unlocked) -> None:
        self._job = None
        self._wrong = 0
        self.working_changed.emit(False)
        self.unlocked.emit(unlocked)

    def _fail(self, error: JournalError) -> None:
        self._job = None
        is_wrong = isinstance(error, WrongPassphrase)
        self._wrong += is_wrong
        self.working_changed.emit(False)
        if isinstance(error, NeedsPassphrase):
            self.asked.emit("", False)
        else:
            self.refused.emit(error)
