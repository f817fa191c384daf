"""The system's keyring as the window asks it: never waiting, and told by signals."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot

from relationship_journal.errors import JournalError
from relationship_journal.services.keyring_slot import (
    AnswerRow,
    KeyringSlot,
    NewKey,
    Situation,
    in_background,
)

InBackground = Callable[[Callable[[], object], Callable[[object], None]], None]


class KeyringLink(QObject):
    """Keeps and withdraws this computer's key of an open journal, and looks how it stands.

    Signals:
        answered: an `AnswerRow`: what the keyring would do at the next start.
        older: this computer has seen newer keys of this journal.
        failed: a key could not be kept or withdrawn; why, in a sentence.

    Args:
        keyring: of the open journal (`core.keyring`).
        run: does something on a thread that nobody waits for.
    """

    answered = Signal(object)
    older = Signal()
    failed = Signal(str)
    _kept = Signal(object, str)
    _looked = Signal(object, bool)

    def __init__(
        self,
        keyring: KeyringSlot,
        parent: QObject | None = None,
        *,
        run: InBackground = in_background,
    ) -> None:
        super().__init__(parent)
        self._keyring, self._run = keyring, run
        # what the other thread tells is heard in the window's own turn
        self._kept.connect(self._add, Qt.ConnectionType.QueuedConnection)
        self._looked.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def look(self) -> None:
        """Look how it stands; `answered` follows, and `older` where that is so. No prompt opens."""
        keyring, seen = self._keyring, self._keyring.seen()

        def work() -> tuple[AnswerRow, bool]:
            return keyring.answer(seen), keyring.is_older_copy(seen)

        if seen is None:  # there is nothing to ask
            self._looked.emit(*work())
            return
        self._in_background(work, self._looked.emit)

    def keep(self) -> None:
        """Let this computer open the journal; the keyring may ask the user meanwhile."""
        new = self._keyring.new_key()
        if new is not None:
            keyring = self._keyring
            self._in_background(lambda: (new, keyring.keep(new)), self._kept.emit)

    def withdraw(self) -> None:
        """Let no keyring open the journal any more."""
        keyring, seen = self._keyring, self._keyring.seen()
        try:
            gone = keyring.withdraw()
        except JournalError as error:
            self.failed.emit(str(error))
            self.look()
            return
        if seen is not None:
            self._run(partial(keyring.forget, seen.locked.vault_id, gone), _nobody)
        self.answered.emit(AnswerRow(Situation.NOT_USED))

    def note(self) -> None:
        """Let the keyring remember how new the keys are now."""
        self._run(partial(self._keyring.note, self._keyring.seen()), _nobody)

    # --- inside ----------------------------------------------------------------------------------

    @Slot(object, str)
    def _add(self, new: NewKey, why_not: str) -> None:
        if why_not:
            self.failed.emit(why_not)
            self.look()
            return
        try:
            self._keyring.add(new)
        except JournalError as error:
            self._run(partial(self._keyring.forget, new.vault_id, (new.slot_id,)), _nobody)
            self.failed.emit(str(error))
            self.look()
            return
        self.note()
        self.answered.emit(AnswerRow(Situation.OPENS))

    @Slot(object, bool)
    def _tell(self, answer: AnswerRow, is_older: bool) -> None:
        if is_older or answer.situation is Situation.OLDER:
            self.older.emit()
        self.answered.emit(answer)

    def _in_background(
        self, work: Callable[[], tuple[object, object]], emit: Callable[..., object]
    ) -> None:
        def tell(found: object) -> None:
            try:
                emit(*found)  # type: ignore[misc]  # what `work` returned
            except RuntimeError:  # the window is gone
                return

        self._run(work, tell)


class KeyringWatch(QObject):
    """Looks after the start how the keyring stands, and remembers how new the keys are.

    Signals:
        older: this computer has seen newer keys of this journal.
        gone: this computer's key is gone or damaged; the sentence that says so.
        withdrawn: the keyring is not protected and opens the journal no more; the sentence.

    Args:
        link: to the keyring.
        subscribe: has a listener called when keys changed (`core.vault.subscribe`).
    """

    older = Signal()
    gone = Signal(str)
    withdrawn = Signal(str)
    _changed = Signal()

    def __init__(
        self,
        link: KeyringLink,
        subscribe: Callable[[Callable[[], None]], Callable[[], None]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._is_older = False
        link.setParent(self)
        link.older.connect(self._tell_older)
        link.answered.connect(self._take)
        self._changed.connect(self.note, Qt.ConnectionType.QueuedConnection)
        self._stop = subscribe(self._changed.emit)

    def start(self) -> None:
        """Look once."""
        self._link.look()

    def close(self) -> None:
        """Watch no longer; a second call does nothing."""
        self._stop()

    @Slot()
    def note(self) -> None:
        """Remember how new the keys are, unless the person has yet to say that they are right."""
        if not self._is_older:
            self._link.note()

    @Slot()
    def accept(self) -> None:
        """Take the keys for the right ones: the person put the older copy back."""
        self._is_older = False
        self._link.note()

    @Slot()
    def keep(self) -> None:
        """Keep a new key on this computer."""
        self._link.keep()

    @Slot()
    def _tell_older(self) -> None:
        self._is_older = True
        self.older.emit()

    @Slot(object)
    def _take(self, answer: AnswerRow) -> None:
        if answer.situation in {Situation.MISSING, Situation.DAMAGED}:
            self.gone.emit(answer.sentence)
        elif answer.situation is Situation.UNPROTECTED:
            self._link.withdraw()
            self.withdrawn.emit(answer.sentence)
        elif answer.situation is Situation.OPENS:
            self.note()  # the command line may have changed them


def _nobody(_found: object) -> None:
    """Tell nobody."""
