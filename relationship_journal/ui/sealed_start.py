"""The windows around an encrypted journal: unlock it, begin one, wait while it is rewritten."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import JournalError, WrongPassphrase
from relationship_journal.services.vault import propose_code
from relationship_journal.ui.sealed_journal import SealedJournal, Work
from relationship_journal.ui.views.sealing_pages import CodePage, WorkingPage
from relationship_journal.ui.views.unlock_page import UnlockPage


class SealedStart(QObject):
    """Shows one of its pages at a time; whoever holds it puts them on the screen.

    Signals:
        page_wanted: a page, a window of its own, is to be shown.
        unlocked: an `Unlocked`: the journal can be opened now.
        refused: why it cannot be opened by any passphrase, a `JournalError`.
        chosen: the path of another journal that is to be opened.
        back: from the recovery code to the page before.
        quit_requested: the program is to end.

    Args:
        path: the journal.
    """

    page_wanted = Signal(object)
    unlocked = Signal(object)
    refused = Signal(object)
    chosen = Signal(str)
    back = Signal()
    quit_requested = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page: QWidget | None = None
        self._journal = SealedJournal(path, self)
        self._journal.asked.connect(self.ask)
        self._journal.refused.connect(self.refuse)
        self._journal.unlocked.connect(self.unlocked)
        self._journal.working_changed.connect(self._follow_work)
        self._journal.progressed.connect(self._show_progress)

    def unlock(self) -> None:
        """Open it by the keyring, or ask for the passphrase."""
        self._journal.start()

    def lock(self) -> None:
        """Ask for the passphrase, and offer the keyring where it has a key."""
        self.ask("", offers_keyring=self._journal.has_keyring_slot())

    @Slot(str, bool)
    def ask(self, reason: str, offers_keyring: bool) -> None:
        """Ask for the passphrase."""
        if not isinstance(self._page, UnlockPage):
            page = UnlockPage(self._journal.path.parent)
            page.given.connect(self._journal.try_secret)
            page.keyring_wanted.connect(self._journal.ask_keyring)
            page.chosen.connect(self.chosen)
            page.quit_requested.connect(self.quit_requested)
            self._show(page)
            page.say(reason, offers_keyring=offers_keyring)
        else:
            self._page.say(reason, offers_keyring=offers_keyring)

    def begin(self, passphrase: Secret) -> None:
        """Show the recovery code, and begin the journal once it was typed back."""
        code = propose_code()
        page = CodePage(code)
        page.confirmed.connect(partial(self._journal.begin, passphrase, code))
        page.back.connect(self.back)
        self._show(page)

    def do(self, work: Work) -> None:
        """Rewrite the journal, which is closed."""
        page = WorkingPage(work.title)
        page.cancelled.connect(self._journal.cancel)
        self._show(page)
        self._journal.do(work)

    @Slot(object)
    def refuse(self, error: JournalError) -> None:
        """Say why it did not open: where the passphrase is asked for, or on a page of its own."""
        if isinstance(self._page, CodePage):
            self._page.show_error(error)
        elif isinstance(error, WrongPassphrase):
            if not isinstance(self._page, UnlockPage):  # it was the keyring's
                self.ask(str(error), offers_keyring=False)
            else:
                self._page.show_error(error)
        else:
            self.refused.emit(error)

    def close(self) -> None:
        """Stop everything; a second call does nothing."""
        self._journal.close()

    # --- inside ----------------------------------------------------------------------------------

    def _show(self, page: QWidget) -> None:
        self._page = page
        self.page_wanted.emit(page)

    @Slot(bool)
    def _follow_work(self, is_working: bool) -> None:
        if isinstance(self._page, UnlockPage):
            waits = self._journal.wait() >= 1_000
            self._page.set_working(is_working=is_working, waits=waits)
        elif isinstance(self._page, CodePage):
            self._page.set_working(is_working)

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        if isinstance(self._page, WorkingPage):
            self._page.show_progress(done, total)
