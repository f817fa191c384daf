"""What is shown while no journal is open: why not, what a backup holds, and what is locked."""

import contextlib
from abc import abstractmethod
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from relationship_journal import paths
from relationship_journal.errors import JournalError, NeedsPassphrase
from relationship_journal.i18n import gettext as _
from relationship_journal.settings import Settings
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.stage import Stage

if TYPE_CHECKING:
    from relationship_journal.core import Core
    from relationship_journal.services.restoring import RestoredRow
    from relationship_journal.services.vault import Opened
    from relationship_journal.ui.dialogs.restore_dialog import Restoration
    from relationship_journal.ui.jobs import Jobs
    from relationship_journal.ui.sealed_journal import Unlocked, Work
    from relationship_journal.ui.sealed_start import SealedStart


class ClosedStage(Stage):
    """Shows what stands in the way of a journal, and opens it once nothing does.

    Args:
        app: Qt's application.
        path: the journal's file; None is the user's own.
        settings: what is remembered between starts.
        is_hidden: begin without being in the way.
        reminds: there will be a tray to find the program in.
    """

    def __init__(
        self,
        app: QApplication,
        path: Path | None,
        settings: Settings,
        *,
        is_hidden: bool,
        reminds: bool,
    ) -> None:
        super().__init__(app, settings, is_hidden=is_hidden, reminds=reminds)
        self._path = path
        self._to_say: JournalError | RestoredRow | None = None
        self._sealed: SealedStart | None = None
        self._jobs: Jobs | None = None
        self._way = ""
        self._keeps_key = False
        self._whole = contextlib.ExitStack()
        """Is closed with the program."""
        self._open = contextlib.ExitStack()
        """Is closed with the journal."""

    @abstractmethod
    def start(self) -> None:
        """Show the journal; the welcome where there is none, the reason where it is refused."""

    @abstractmethod
    def leave(self) -> None:
        """Close everything and end the program."""

    @abstractmethod
    def _show_welcome(self) -> None: ...

    @abstractmethod
    def _open_journal(
        self, path: Path | None, *, begin: bool = False, key: "Opened | None" = None
    ) -> "Core": ...

    @abstractmethod
    def _show_journal(self, core: "Core", settings: Settings) -> MainWindow: ...

    @abstractmethod
    def _show_begun(self, core: "Core", way: str) -> None: ...

    # --- a journal that is refused ---------------------------------------------------------------

    def _show_refused(self, error: JournalError) -> None:
        from relationship_journal.ui.views.refused_page import RefusedPage  # noqa: PLC0415

        folder = (self._path or paths.default_journal()).parent
        page = RefusedPage(error, folder)
        page.chosen.connect(self.open_other)
        page.backup_chosen.connect(self.look_into_backup)
        page.quit_requested.connect(self.leave)
        self._show_page(page)

    @Slot(str)
    def open_other(self, path: str) -> None:
        """Open another journal instead, or say why not."""
        from relationship_journal.ui.views.refused_page import RefusedPage  # noqa: PLC0415

        try:
            core = self._open_journal(Path(path))
        except NeedsPassphrase:
            self._path = Path(path)
            self._around_sealed().unlock()
            return
        except JournalError as error:
            if isinstance(self._page, RefusedPage):
                self._page.show_error(error)
            return
        self._path = Path(path)
        self._show_journal(core, self._settings)

    # --- a backup --------------------------------------------------------------------------------

    def _choose_backup(self, page: QWidget) -> None:
        from relationship_journal.ui.views.backup_section import choose_backup  # noqa: PLC0415

        choose_backup(page, Path.home()).fileSelected.connect(self.look_into_backup)

    @Slot(str)
    def look_into_backup(self, path: str) -> None:
        """Show what is in a backup, where no journal is open."""
        from relationship_journal.services import this_computer  # noqa: PLC0415  start-up time
        from relationship_journal.ui.dialogs.restore_dialog import (  # noqa: PLC0415  start-up time
            Place,
            RestoreDialog,
        )
        from relationship_journal.ui.jobs import Jobs  # noqa: PLC0415  start-up time

        jobs = Jobs(parent=self)
        self._whole.callback(jobs.close)
        journal = self._path or paths.default_journal()
        place = Place(journal, this_computer.now, this_computer.local_zone())
        dialog = RestoreDialog(jobs, Path(path), place, parent=self._page)
        dialog.wanted.connect(self.restore, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    @Slot(object)
    def restore(self, restoration: "Restoration") -> None:
        """Put a backup in the place of the journal, which is closed for it, and open that."""
        from relationship_journal.services import this_computer  # noqa: PLC0415  start-up time

        with self._while_closed():
            try:
                with restoration.stack:
                    done = restoration.found.put_in_place(
                        this_computer.now(), this_computer.local_zone(), restoration.kept
                    )
                self._to_say = done
                opened = restoration.found.opened
                if opened is not None:  # its passphrase was just typed
                    core = self._open_journal(self._path, key=opened)
                    self._leave_sealed()
                    self._show_journal(core, self._settings)
                    return
            except JournalError as error:
                self._to_say = error
            self.start()

    def _say_restored(self, window: MainWindow) -> None:
        told, self._to_say = self._to_say, None
        if isinstance(told, JournalError):
            window.banner.say_error(told)
        elif told is not None and told.kept is None:
            window.banner.say(_("The backup was restored."), icon="history")
        elif told is not None and told.kept is not None and self.journal is not None:
            kept = _("What was there before is kept: {file}").format(file=told.kept)
            window.banner.say(
                _("The backup was restored.") + " " + kept,
                icon="history",
                action=_("Take it back…"),
                then=partial(self.journal.look_into_backup, told.kept),
            )

    # --- an encrypted journal --------------------------------------------------------------------

    def _around_sealed(self) -> "SealedStart":
        from relationship_journal.ui.sealed_start import SealedStart  # noqa: PLC0415  start-up time

        self._leave_sealed()
        sealed = self._sealed = SealedStart(self._path or paths.default_journal(), self)
        sealed.page_wanted.connect(self._show_sealed_page)
        sealed.unlocked.connect(self._open_unlocked, Qt.ConnectionType.QueuedConnection)
        sealed.refused.connect(self._refuse_sealed)
        sealed.chosen.connect(self.open_other)
        sealed.back.connect(self._show_welcome)
        sealed.quit_requested.connect(self.leave)
        return sealed

    def _leave_sealed(self) -> None:
        sealed, self._sealed = self._sealed, None
        if sealed is not None:
            sealed.close()
            sealed.deleteLater()

    @Slot(object)
    def _show_sealed_page(self, page: QWidget) -> None:
        # nobody asked for a window who lets the program begin in the tray
        self._show_page(page, is_quiet=self._is_hidden)
        self._drop_window()

    @Slot(object)
    def _refuse_sealed(self, error: JournalError) -> None:
        self._show_refused(error)
        self._drop_window()

    @Slot(object)
    def _open_unlocked(self, unlocked: "Unlocked") -> None:
        """Open a journal whose key was found on another thread."""
        way, self._way = self._way, ""
        if unlocked.secret is not None:  # somebody is there
            self._is_hidden = False
        try:
            core = self._open_journal(self._path, key=unlocked.opened)
        except JournalError as error:
            self._refuse_sealed(error)
            return
        self._leave_sealed()
        self._show_begun(core, way)
        if self.window is not None and self._jobs is not None:
            unlocked.tell(self.window.banner)
            unlocked.open_sign_ins(core.vault, self._jobs)
            if self._keeps_key:
                self._keep_key(core, self.window)

    def _keep_key(self, core: "Core", window: MainWindow) -> None:
        """Let the keyring open what has just begun; where it refuses, that is said and no harm."""
        from relationship_journal.ui.keyring_link import KeyringLink  # noqa: PLC0415  start-up time

        self._keeps_key = False
        link = KeyringLink(core.keyring, window)
        link.failed.connect(window.banner.say)
        link.keep()

    @Slot(object)
    def work_on_journal(self, work: "Work") -> None:
        """Close the journal, let it be rewritten, and open it again."""
        with self._while_closed():
            self._around_sealed().do(work)

    @Slot()
    def lock_journal(self) -> None:
        """Close the journal and ask for its passphrase; the keyring opens it on request only."""
        with self._while_closed():
            self._around_sealed().lock()

    @contextlib.contextmanager
    def _while_closed(self) -> Iterator[None]:
        """Close the journal and its window, and let the program stay for what comes next."""
        quits = self._app.quitOnLastWindowClosed()
        self._app.setQuitOnLastWindowClosed(False)
        if self.window is not None:
            self.window.blockSignals(True)  # it goes, and the program stays
            self.window.set_stays(False)
        self._open.close()
        self._is_hidden = False
        yield
        # there is no tray any more in which the program would go on
        self._app.setQuitOnLastWindowClosed(quits or self._reminds)
