"""The window program: built in order, closed in reverse."""

import contextlib
import gc
import linecache
import tempfile
from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from relationship_journal import __version__, logs, paths
from relationship_journal.errors import JournalError, NeedsPassphrase
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import pgettext
from relationship_journal.settings import Settings
from relationship_journal.ui import qt_messages
from relationship_journal.ui.closed_stage import ClosedStage
from relationship_journal.ui.leaving import Leaving
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.undo_keys import UndoKeys

if TYPE_CHECKING:
    from relationship_journal.core import Core
    from relationship_journal.services.vault import Opened
    from relationship_journal.system.autostart import Autostart
    from relationship_journal.system.single_instance import Meeting
    from relationship_journal.system.zone import LiveZone
    from relationship_journal.ui.jobs import Jobs
    from relationship_journal.ui.lock_watch import LockWatch
    from relationship_journal.ui.notices import Notices
    from relationship_journal.ui.open_journal import OpenJournal
    from relationship_journal.ui.reminding import Reminding


def main(
    argv: Sequence[str],
    journal: Path | None,
    hidden: bool = False,
    demo: bool = False,
    meeting: "Meeting | None" = None,
) -> int:
    """Show the window until it is closed and return the exit code.

    Args:
        argv: what Qt itself may want to know, without the program's name.
        journal: the file; None is the user's own.
        hidden: begin without being in the way.
        demo: show a made-up journal in a temporary folder.
        meeting: where another start of the program finds this one, if it is the first.
    """
    gc.disable()  # nothing becomes garbage while the window is built
    stop_log = logs.begin(paths.log_file())
    stop_messages = qt_messages.begin()
    try:
        app = make_application(argv)
        program = Program(
            app,
            journal,
            Settings(paths.settings_file()),
            is_hidden=hidden,
            reminds=not demo,
            meeting=meeting,
        )
        try:
            if demo:
                program.show_example()
            else:
                program.start()
            linecache.clearcache()
            gc.freeze()
            gc.enable()
            code = app.exec()
        finally:
            program.close()
        _leave_no_secret(app)
        return code
    finally:
        stop_messages()
        stop_log()


def _leave_no_secret(app: QApplication) -> None:
    """See that no clipboard manager brings back a secret that was copied in this run."""
    if app.property("held_a_secret"):
        from relationship_journal.ui.clipboard import outlive_managers  # noqa: PLC0415  rare

        outlive_managers(app)


def make_application(argv: Sequence[str]) -> QApplication:
    """Return Qt's application with our names, icon and reading direction."""
    QCoreApplication.setOrganizationName("Relationship Journal")
    QCoreApplication.setApplicationName(paths.APP)
    QCoreApplication.setApplicationVersion(__version__)
    QGuiApplication.setApplicationDisplayName(_("Relationship Journal"))
    QGuiApplication.setDesktopFileName(paths.APP)
    app = QApplication([paths.APP, *argv])
    app.setWindowIcon(QIcon(str(paths.resource("icons/sprout.svg"))))
    if pgettext("reading direction of this language, LTR or RTL", "LTR") == "RTL":
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return app


class Program(ClosedStage):
    """Decides what is shown: the first start, a journal, or why it cannot be opened.

    Args:
        app: Qt's application.
        path: the journal's file; None is the user's own.
        settings: what is remembered between starts.
        is_hidden: begin without being in the way.
        reminds: be in the tray and remind.
        meeting: where another start of the program finds this one.
    """

    _left_example = Signal()

    def __init__(
        self,
        app: QApplication,
        path: Path | None,
        settings: Settings,
        *,
        is_hidden: bool = False,
        reminds: bool = False,
        meeting: "Meeting | None" = None,
    ) -> None:
        super().__init__(app, path, settings, is_hidden=is_hidden, reminds=reminds)
        self._zone: LiveZone | None = None
        self._whole.callback(self._appearance.deleteLater)
        self._whole.callback(UndoKeys(app, self).close)
        leaving = Leaving(self)
        leaving.asked.connect(self.leave)
        self._whole.callback(leaving.close)
        self._whole.callback(self._drop_page)
        self._whole.callback(self._drop_window)
        self._whole.callback(self._open.close)
        self._whole.callback(self._leave_sealed)
        self._left_example.connect(self._begin_own, Qt.ConnectionType.QueuedConnection)
        if meeting is not None:
            self._listen(meeting)

    @Slot()
    def leave(self) -> None:
        """Close everything and end the program."""
        if self.window is not None:
            self.window.set_stays(False)
        self._app.closeAllWindows()
        self._app.quit()

    def start(self) -> None:
        """Show the journal; the welcome where there is none, the reason where it is refused."""
        if _is_first_start(self._path or paths.default_journal()):
            self._show_welcome()
            return
        window = self._show_frame(self._settings)
        if self._is_hidden:
            self.open_own()
        else:  # queued: it may take the window away, and not in the midst of the window's word
            window.painted.connect(self.open_own, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def open_own(self) -> None:
        """Open the journal in the frame that is shown, or say why it cannot be opened."""
        try:
            core = self._open_journal(self._path)
        except NeedsPassphrase:
            self._around_sealed().unlock()
        except JournalError as error:
            self._show_refused(error)
            self._drop_window()
        else:
            self._show_journal(core, self._settings)

    def show_example(self) -> MainWindow:
        """Show a made-up journal in a folder that goes when the program ends."""
        from relationship_journal.services import demo  # noqa: PLC0415  only when it is asked for

        made = tempfile.TemporaryDirectory(prefix="relationship-journal-example-")
        folder = Path(self._open.enter_context(made))
        with contextlib.closing(_open(folder / "journal.db", begin=True)) as core:
            demo.fill(core)
        # opened again: what was made up is nothing to undo
        core = _open(folder / "journal.db")
        window = self._show_journal(core, Settings(folder / "settings.json"))
        window.setWindowTitle(_("Relationship Journal (example)"))
        return window

    def close(self) -> None:
        """Close all there is, the newest first; a second call does nothing."""
        self._whole.close()

    # --- the first start -------------------------------------------------------------------------

    def _show_welcome(self) -> None:
        from relationship_journal.ui.views.welcome_page import WelcomePage  # noqa: PLC0415

        page = WelcomePage()
        page.begin_requested.connect(self.begin)
        self._show_page(page)

    @Slot(str)
    def begin(self, way: str) -> None:
        """Begin a journal, or look around in a made-up one."""
        from relationship_journal.ui.views.welcome_page import Way, WelcomePage  # noqa: PLC0415

        if way == Way.EXAMPLE:
            window = self.show_example()
            window.banner.say(
                _("This is an example with made-up people. It goes when you close it."),
                icon="footprints",
                action=_("Begin my own"),
                then=self._left_example.emit,
            )
            return
        if way == Way.RESTORE and self._page is not None:
            self._choose_backup(self._page)
            return
        offer = self._page.encryption if isinstance(self._page, WelcomePage) else None
        secret = None if offer is None else offer.secret
        if offer is not None and secret is not None:
            self._way, self._keeps_key = way, offer.keeps_key
            self._around_sealed().begin(secret)
            return
        try:
            core = self._open_journal(self._path, begin=True)
        except JournalError as error:
            if isinstance(self._page, WelcomePage):
                self._page.show_error(error)
            return
        self._show_begun(core, way)

    def _show_begun(self, core: "Core", way: str) -> None:
        from relationship_journal.ui.views.welcome_page import Way  # noqa: PLC0415  start-up time

        self._show_journal(core, self._settings)
        if way == Way.IMPORT and self.journal is not None:
            self.journal.import_people()

    @Slot()
    def _begin_own(self) -> None:
        self._show_welcome()
        self._open.close()

    # --- windows ---------------------------------------------------------------------------------

    def _show_journal(self, core: "Core", settings: Settings) -> MainWindow:
        from relationship_journal.ui.jobs import Jobs  # noqa: PLC0415  the frame is painted by now
        from relationship_journal.ui.notices import Notices  # noqa: PLC0415  start-up time
        from relationship_journal.ui.open_journal import OpenJournal  # noqa: PLC0415  start-up time

        # PySide looks into the source of every module that is imported, and Python keeps the lines
        linecache.clearcache()
        self._open.callback(core.close)
        jobs = self._jobs = Jobs(core.at_work)
        self._open.callback(jobs.close)
        self._open.callback(core.stop_fetching)  # nobody waits for a slow site or document
        notices = Notices(core.history.subscribe)
        self._open.callback(notices.close)
        self._open.callback(self._drop_window)
        window = self.window or self._show_frame(settings)
        self.journal = OpenJournal(
            window, core, notices, jobs, settings, autostart=self._autostart()
        )
        self.journal.restore_wanted.connect(self.restore, Qt.ConnectionType.QueuedConnection)
        self.journal.work_wanted.connect(self.work_on_journal, Qt.ConnectionType.QueuedConnection)
        lock = window.commands.action("lock_journal")
        lock.setEnabled(core.vault.is_journal_encrypted)
        # queued: it takes the window away, whose menu the action comes from
        lock.triggered.connect(self.lock_journal, Qt.ConnectionType.QueuedConnection)
        watch = self._watch_locks(core, settings, window)
        if self._reminds and settings is self._settings:  # not for a made-up journal
            self._remind(core, notices, jobs, window, self.journal).watch_locks(watch)
            self._back_up_daily(core, jobs, window)
            self._watch_keyring(core, window)
        self._say_restored(window)
        return window

    def _watch_keyring(self, core: "Core", window: MainWindow) -> None:
        if not (core.vault.is_journal_encrypted or core.vault.sign_in_keyring_slots):
            return
        from relationship_journal.ui.keyring_words import watch_keyring  # noqa: PLC0415  start-up

        self._open.callback(watch_keyring(core, window.banner).close)

    def _back_up_daily(self, core: "Core", jobs: "Jobs", window: MainWindow) -> None:
        from relationship_journal.ui.daily_backup import DailyBackup  # noqa: PLC0415  start-up time

        daily = self._daily = DailyBackup(core, jobs, self._settings)
        daily.failed.connect(window.banner.say_error)
        daily.start()
        self._open.callback(daily.close)

    def _watch_locks(self, core: "Core", settings: Settings, window: MainWindow) -> "LockWatch":
        from relationship_journal.ui.lock_watch import LockWatch  # noqa: PLC0415  start-up time

        watch = self._locks = LockWatch(core.vault, settings)
        watch.locked.connect(window.say_locked)
        self._open.callback(watch.close)  # while there is a window, whose drafts are sealed
        return watch

    # --- outside the window ----------------------------------------------------------------------

    def _remind(
        self,
        core: "Core",
        notices: "Notices",
        jobs: "Jobs",
        window: MainWindow,
        journal: "OpenJournal",
    ) -> "Reminding":
        from relationship_journal.system.desk import open_desk  # noqa: PLC0415  start-up time
        from relationship_journal.ui.reminding import Reminding  # noqa: PLC0415  start-up time

        reminding = self._reminding = Reminding(
            core,
            notices,
            jobs,
            self._settings,
            window=window,
            journal=journal,
            appearance=self._appearance,
            desk=open_desk(_("Relationship Journal"), paths.APP),
            zone=self._zone,
        )
        self._open.callback(reminding.close)
        self._app.setQuitOnLastWindowClosed(False)
        window.closed.connect(self._app.quit)
        reminding.start(is_hidden=self._is_hidden)
        return reminding

    def _listen(self, meeting: "Meeting") -> None:
        from relationship_journal.system import single_instance  # noqa: PLC0415  start-up time
        from relationship_journal.ui.instance import Instance  # noqa: PLC0415  start-up time

        instance = Instance(
            meeting.socket, single_instance.from_line, single_instance.is_own_peer, self
        )
        instance.asked.connect(self._take_other_start)
        instance.listen()
        self._whole.callback(instance.close)

    @Slot(list, str)
    def _take_other_start(self, words: list[str], _token: str) -> None:
        if "--hidden" in words:
            return
        shown = self.window or self._page
        if isinstance(shown, MainWindow):
            shown.come()
        elif shown is not None:
            shown.setWindowState(shown.windowState() & ~Qt.WindowState.WindowMinimized)
            shown.raise_()
            shown.activateWindow()

    def _autostart(self) -> "Autostart | None":
        if not self._reminds:
            return None
        from relationship_journal.system import autostart  # noqa: PLC0415  start-up time

        return autostart.for_this_system(_("Relationship Journal"))

    def _open_journal(
        self, path: Path | None, *, begin: bool = False, key: "Opened | None" = None
    ) -> "Core":
        from relationship_journal.system.zone import LiveZone  # noqa: PLC0415  start-up time

        self._zone = LiveZone()
        return _open(path, begin=begin, zone=self._zone, key=key)


def _open(
    path: Path | None,
    *,
    begin: bool = False,
    zone: tzinfo | None = None,
    key: "Opened | None" = None,
) -> "Core":
    """Open a journal; loaded here, so that the frame is painted before."""
    from relationship_journal.core import open_core  # noqa: PLC0415  start-up time

    return open_core(path, begin=begin, zone=zone, key=key)


def _is_first_start(path: Path) -> bool:
    """Say whether there is nothing at this path, not even something that cannot be read."""
    try:
        return path.stat().st_size == 0 and path.is_file()
    except FileNotFoundError:
        return not path.is_symlink()
    except OSError:
        return False
