"""Makes the day's backup while the window is open, without being in the way."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from relationship_journal.core import Core
from relationship_journal.errors import Cancelled, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.services.backups import BackupRow
from relationship_journal.settings import Settings
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress

WANTED_KEY = "backups.daily"
_FIRST, _NEXT = 60_000, 3_600_000
"""Milliseconds until the first look, when the start is over, and until the next."""


class DailyBackup(QObject):
    """Looks once an hour whether a backup is due.

    `made` comes after one was made. `failed` carries the error of one that was not, once until
    one is made again: a full disk is no news every hour.

    Args:
        core: the open journal.
        jobs: writes beside the window.
        settings: whether that is wanted.
    """

    made = Signal()
    failed = Signal(object)

    def __init__(
        self, core: Core, jobs: Jobs, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._core, self._jobs, self._settings = core, jobs, settings
        self._is_running = self._has_failed = False
        self._timer = QTimer(self, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on, the first time in a minute."""
        self._timer.start(_FIRST)

    def close(self) -> None:
        """Look no more; a second call does nothing."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Make a backup if one is due."""
        self._timer.start(_NEXT)
        if self._is_running or not is_wanted(self._settings):
            return
        backups = self._core.backups
        if not backups.is_due():
            return

        def work(progress: Progress, cancelled: IsCancelled) -> BackupRow | None:
            return backups.make_daily(progress, cancelled)

        self._is_running = True
        self._jobs.run(_("Backing up"), work, self._tell_made, self._tell_failed)

    def _tell_made(self, _row: BackupRow | None) -> None:
        self._is_running = self._has_failed = False
        self.made.emit()

    def _tell_failed(self, error: JournalError) -> None:
        self._is_running = False
        if not self._has_failed and not isinstance(error, Cancelled):
            self._has_failed = True
            self.failed.emit(
                JournalError(
                    _("Today’s backup could not be made. {why}").format(why=error.text), error.hint
                )
            )


def is_wanted(settings: Settings) -> bool:
    """Say whether a backup is made each day."""
    return bool(settings.get(WANTED_KEY, default=True))


def set_wanted(settings: Settings, wanted: bool) -> None:
    """Make a backup each day from now on, or no longer."""
    settings.set(WANTED_KEY, wanted)
