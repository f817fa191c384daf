"""Backups, in the settings: the daily ones, one now, and the way back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.errors import Cancelled, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.backups import SUFFIX, BackupRow
from relationship_journal.settings import Settings
from relationship_journal.ui import daily_backup
from relationship_journal.ui.dialogs.form import ErrorText
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress
from relationship_journal.ui.models import backup_words
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.labels import Text, as_plain_tip

FEW = 3


class BackupSection(QWidget):
    """Shows the newest backups, makes one, and names one to restore.

    `restore_asked` carries the path of a backup; nothing was read of it yet.

    Args:
        core: the open journal.
        jobs: writes beside the window.
        settings: whether one is made each day.
    """

    restore_asked = Signal(object)

    def __init__(
        self, core: Core, jobs: Jobs, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._core, self._jobs, self._settings = core, jobs, settings
        self._shows_all = False
        self._daily = QCheckBox(_("Back up once a day"))
        self._daily.setChecked(daily_backup.is_wanted(settings))
        self._list = QWidget()
        self._grid = QGridLayout(self._list)
        self._said, self._error = Text(is_muted=True, wraps=True), ErrorText()
        self._now = Button(_("Back up now"), icon="shield-check")
        self._elsewhere = Button(_("Back up to a file…"), icon="download")
        self._from_file = Button(_("Restore from a file…"), icon="history")
        self._more = Button(kind="quiet", is_small=True)
        self._readable = Text(wraps=True)
        self._delete = Button(_("Delete these copies"), icon="trash-2", is_small=True)
        self._lay_out()
        self._connect()
        self._say("")
        self.reload()

    def reload(self) -> None:
        """Show the backups there are now."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        rows = self._core.backups.listed()
        for place, row in enumerate(rows if self._shows_all else rows[:FEW]):
            self._add_line(place, row)
        self._list.setVisible(bool(rows))
        self._more.setVisible(len(rows) > FEW)
        words = ngettext("Show all {n}", "Show all {n}", len(rows)).format(n=len(rows))
        self._more.setText(_("Show the newest only") if self._shows_all else words)
        readable = len(self._core.backups.readable())
        self._readable.setText(backup_words.readable_words(readable))
        for part in (self._readable, self._delete):
            part.setVisible(readable > 0)
        if not rows:
            self._say(_("There is none yet."))

    @Slot()
    def back_up_now(self) -> None:
        """Make a backup in the folder."""
        self._run(None)

    @Slot(str)
    def back_up_to(self, name: str) -> None:
        """Make a backup in a file."""
        self._run(Path(name))

    @Slot()
    def choose_target(self) -> None:
        """Ask where a backup is to go."""
        asked = _file_dialog(self, _("Back up to"), _documents())
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setDefaultSuffix(SUFFIX.removeprefix("."))
        today = self._core.clock().astimezone(self._core.zone).date().isoformat()
        asked.selectFile(f"{self._core.path.stem}-{today}{SUFFIX}")
        asked.fileSelected.connect(self.back_up_to)
        asked.open()

    @Slot()
    def choose_source(self) -> None:
        """Ask which file is to be restored."""
        choose_backup(self, _documents()).fileSelected.connect(self._ask_to_restore_file)

    @Slot(bool)
    def keep_daily(self, is_on: bool) -> None:
        """Make one a day from now on, or no longer."""
        daily_backup.set_wanted(self._settings, is_on)

    @Slot()
    def delete_readable(self) -> None:
        """Make an encrypted backup, and then delete the copies that anyone can read."""
        backups = self._core.backups

        def work(progress: Progress, cancelled: IsCancelled) -> BackupRow:
            made = backups.write_now(progress, cancelled)
            backups.delete_readable()
            return made

        self._work(work)

    @Slot()
    def show_more(self) -> None:
        """Show all of them, or the newest only."""
        self._shows_all = not self._shows_all
        self.reload()

    # --- inside ----------------------------------------------------------------------------------

    def _run(self, path: Path | None) -> None:
        backups = self._core.backups

        def work(progress: Progress, cancelled: IsCancelled) -> BackupRow:
            if path is None:
                return backups.write_now(progress, cancelled)
            return backups.write(path, progress, cancelled)

        self._work(work)

    def _work(self, work: Callable[[Progress, IsCancelled], BackupRow]) -> None:
        self._say(_("Backing up…"))
        self._show_busy(is_busy=True)
        self._jobs.run(_("Backing up"), work, self._tell_done, self._tell_error)

    def _tell_done(self, row: BackupRow) -> None:
        self._show_busy(is_busy=False)
        words = ngettext(
            "{n} person backed up to {file} and read back.",
            "{n} people backed up to {file} and read back.",
            row.people,
        )
        self._say(words.format(n=row.people, file=row.path))
        self.reload()

    def _tell_error(self, error: JournalError) -> None:
        self._show_busy(is_busy=False)
        self._say("", "" if isinstance(error, Cancelled) else str(error))

    def _show_busy(self, *, is_busy: bool) -> None:
        for button in (self._now, self._elsewhere, self._delete):
            button.setEnabled(not is_busy)

    def _say(self, sentence: str, error: str = "") -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        self._error.say(error)

    @Slot()
    def _ask_to_restore(self) -> None:
        self.restore_asked.emit(Path(self.sender().property("path")))

    @Slot(str)
    def _ask_to_restore_file(self, name: str) -> None:
        self.restore_asked.emit(Path(name))

    def _add_line(self, place: int, row: BackupRow) -> None:
        core = self._core
        when = backup_words.made_words(row.made_at, core.clock(), core.zone)
        made = Text(when[:1].upper() + when[1:])
        made.setToolTip(as_plain_tip(str(row.path)))
        is_encrypted = core.vault.is_journal_encrypted
        words = backup_words.kind_words(row, journal_is_encrypted=is_encrypted)
        kind = Text(words, is_muted=True, wraps=True)
        button = Button(_("Restore…"), kind="quiet", is_small=True)
        button.setAccessibleName(_("Restore the backup made {when}").format(when=when))
        button.setProperty("path", str(row.path))
        button.clicked.connect(self._ask_to_restore)
        self._grid.addWidget(made, place, 0)
        self._grid.addWidget(kind, place, 1)
        self._grid.addWidget(button, place, 2)

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        buttons = QWidget()
        line = FlowLayout(buttons, across=8, down=8)
        for button in (self._now, self._elsewhere, self._from_file):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._daily, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._list)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._readable)
        column.addWidget(self._delete, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._said)
        column.addWidget(self._error)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self._daily.clicked.connect(self.keep_daily)
        self._more.clicked.connect(self.show_more)
        self._delete.clicked.connect(self.delete_readable)
        self._now.clicked.connect(self.back_up_now)
        self._elsewhere.clicked.connect(self.choose_target)
        self._from_file.clicked.connect(self.choose_source)


def choose_backup(parent: QWidget, folder: Path) -> QFileDialog:
    """Ask for a backup; its `fileSelected` tells which."""
    asked = _file_dialog(parent, _("Restore from"), folder)
    asked.setFileMode(QFileDialog.FileMode.ExistingFile)
    asked.open()
    return asked


def _file_dialog(parent: QWidget, title: str, folder: Path) -> QFileDialog:
    asked = QFileDialog(parent, title, str(folder))
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.setNameFilters([_("Backups (*{ending})").format(ending=SUFFIX), _("All files (*)")])
    return asked


def _documents() -> Path:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()
