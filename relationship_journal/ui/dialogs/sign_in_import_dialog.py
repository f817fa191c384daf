"""Bring in the passwords of another program: look first, all or none, and delete the file."""

from pathlib import Path

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QListView, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.records import CredentialRecord, ReadFile
from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.importing import Preview
from relationship_journal.services.sign_in_import import SignInReport
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.working_dialog import WorkingDialog
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import Card, EmptyState, row
from relationship_journal.ui.widgets.labels import ElidedLabel, Text
from relationship_journal.ui.widgets.room import opening_size
from relationship_journal.ui.widgets.secret_row import EyeField


class SignInImportDialog(WorkingDialog):
    """Reads a password file, lists the sites in it and no secret, and brings all in or none.

    `brought_in` carries the report. Afterwards the file, which holds everything in clear, can be
    deleted from here.

    Args:
        core: where they come to; the vault is open.
        jobs: reads and writes beside the window.
        path: a file to read at once.
    """

    brought_in = Signal(object)

    def __init__(
        self, core: Core, jobs: Jobs, parent: QWidget | None = None, path: Path | None = None
    ) -> None:
        super().__init__(jobs, _("Import sign-ins"), _("Import"), parent)
        self._core = core
        self._path: Path | None = None
        self._logins: tuple[CredentialRecord, ...] = ()
        self._lines = QStringListModel(self)
        self._build()
        self.main_button.clicked.connect(self.bring_in)
        self._choose.clicked.connect(self.choose_file)
        self.delete_button.clicked.connect(self.delete_file)
        self.show_work(is_working=False)
        self._choose.setFocus()
        self.resize(self.sizeHint())
        if path is not None:
            self.read(path)

    def lines(self) -> list[str]:
        """Return what is listed."""
        return self._lines.stringList()

    def read(self, path: Path) -> None:
        """Read a file and list what is in it."""
        self._path, self._logins = path, ()
        self._from.setText(_("From {files}").format(files=path.name))
        importing, password = self._core.importing, self.file_password.take()

        def work(_progress: Progress, _cancelled: IsCancelled) -> Preview:
            return importing.read([path], password=password or None)

        job = self._jobs.run(_("Reading"), work, self._show_preview, self.fail)
        self.begin(job, can_be_left=True)

    @Slot()
    def bring_in(self) -> None:
        """Bring in everything that is listed."""
        logins, service = self._logins, self._core.sign_in_import

        def work(progress: Progress, cancelled: IsCancelled) -> SignInReport:
            return service.bring_in(logins, progress, cancelled)

        self.begin(self._jobs.run(_("Importing"), work, self._tell_done, self.fail))

    @Slot()
    def delete_file(self) -> None:
        """Delete the file that everything came from."""
        if self._path is None:
            return
        try:
            self._core.sign_in_import.delete_file(self._path)
        except JournalError as error:
            self.end(error=str(error), is_all=True)
            return
        self.delete_button.hide()
        self._warning.hide()
        self.end(_("The file was deleted. Some disks keep old data for a while."), is_all=True)

    @Slot()
    def choose_file(self) -> None:
        """Ask for the file."""
        asked = QFileDialog(self, _("Choose a file"))
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.setNameFilters([_("Password files (*.csv *.kdbx *.txt)"), _("All files (*)")])
        asked.fileSelected.connect(self._take_file)
        asked.open()

    def show_work(self, *, is_working: bool) -> None:
        """Switch the fields off while a job runs."""
        is_read, is_done = bool(self._logins), self.main_button.isHidden()
        self._choose.setVisible(not is_done)
        self._choose.setEnabled(not is_working)
        self._hint.setVisible(not is_read)
        for part in (self._sentence, self._frame):
            part.setVisible(is_read)
        self.main_button.setEnabled(is_read and not is_working)

    def sizeHint(self) -> QSize:
        """Return room for the sites."""
        return opening_size(self, 620, 520)

    # --- inside ----------------------------------------------------------------------------------

    def _show_preview(self, preview: Preview) -> None:
        files = preview.files
        self._logins = tuple(record for one in files for record in one.credentials)
        errors = [sentence for one in files for sentence in one.errors]
        if not self._logins:
            error = errors[0] if errors else _("There are no sign-ins in this file.")
            self._ask_password(is_wanted=files[0].detected == "kdbx")
            self.end(error=error if not preview.planned else _("There are people in this file."))
            return
        self._ask_password(is_wanted=False)
        n = len(self._logins)
        words = ngettext("{n} sign-in from {program}", "{n} sign-ins from {program}", n)
        self._sentence.setText(words.format(n=n, program=program_name(files[0].detected)))
        word = ngettext("Import {n} sign-in", "Import {n} sign-ins", n).format(n=n)
        self.main_button.setText(word)
        self._lines.setStringList([*_listed(self._logins), *_left_out(files)])
        self.end()
        self.main_button.setFocus()

    def _ask_password(self, *, is_wanted: bool) -> None:
        """Offer the field for a KeePass database's password, or take it away."""
        self._password_row.setVisible(is_wanted)
        if is_wanted:
            self.file_password.setFocus()

    @Slot()
    def try_password(self) -> None:
        """Read the KeePass database again, with what was typed."""
        if self._path is not None and self.file_password.text():
            self.read(self._path)

    def _tell_done(self, report: SignInReport) -> None:
        n = report.added
        sentence = ngettext("{n} sign-in is new.", "{n} sign-ins are new.", n).format(n=n)
        if report.updated:
            sentence += " " + _("{n} there already got something new.").format(n=report.updated)
        if report.unchanged:
            sentence += " " + _("{n} there already stay as they are.").format(n=report.unchanged)
        self._lines.setStringList([f"{hole.where}: {hole.why}" for hole in report.skipped])
        self.end(sentence, is_all=True)
        self._frame.setVisible(bool(report.skipped))
        self._sentence.setText(_("What was left out, or is kept otherwise"))
        self._sentence.setVisible(bool(report.skipped))
        self.delete_button.show()
        self._warning.show()
        self.delete_button.setFocus()
        self.brought_in.emit(report)

    @Slot(str)
    def _take_file(self, name: str) -> None:
        self.read(Path(name))

    def _build(self) -> None:
        self._choose = Button(_("Choose a file…"), icon="folder-open")
        self._from = ElidedLabel(is_muted=True)
        self._hint = EmptyState(
            "key-round",
            _("Bring in your passwords"),
            _(
                "Export them as CSV from KeePassXC, Bitwarden, Firefox, Chrome, Edge, Brave, "
                "Safari or another program, or choose a KeePass database. Only sites are shown "
                "here, never a password."
            ),
        )
        self.file_password = EyeField(_("Password of the KeePass database"))
        opens = Button(_("Open"), icon="lock-open")
        opens.clicked.connect(self.try_password)
        self.file_password.returnPressed.connect(self.try_password)
        self._password_row = QWidget()
        self._password_row.setLayout(row(self.file_password, opens))
        self._password_row.hide()
        self._sentence = Text(kind=fonts.Type.SECTION, wraps=True)
        table = QListView()
        table.setModel(self._lines)
        table.setUniformItemSizes(True)
        table.setFrameShape(QListView.Shape.NoFrame)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        table.setAccessibleName(_("What is in the file"))
        self._frame = Card(padding=8, spacing=0)
        self._frame.body.addWidget(table)
        self._warning = Text(
            _("The file still holds every password in clear, for whoever finds it."),
            is_muted=True,
            wraps=True,
        )
        self.delete_button = Button(_("Delete the file"), icon="trash-2", kind="quiet")
        self.delete_button.hide()
        self._warning.hide()
        self.body.addLayout(row(self._choose, self._from, spacing=12))
        self.body.addWidget(self._password_row)
        self.body.addWidget(self._hint, 1)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._frame, 1)
        self.body.addWidget(self._warning)
        self.extra.addWidget(self.delete_button)


def program_name(detected: str) -> str:
    """Return which program wrote a file, as its users call it."""
    return {
        "keepassxc-csv": "KeePassXC",
        "bitwarden-csv": "Bitwarden",
        "firefox-csv": "Firefox",
        "apple-csv": _("Apple Passwords"),
        "chrome-csv": _("Chrome, Edge or Brave"),
        "kdbx": "KeePass",
    }.get(detected, _("another program"))


def _listed(logins: tuple[CredentialRecord, ...]) -> list[str]:
    return [", ".join(filter(None, (one.title, *one.urls))) or one.where for one in logins]


def _left_out(files: tuple[ReadFile, ...]) -> list[str]:
    return [
        _("Left out, {where}: {why}").format(where=hole.where, why=hole.why)
        for one in files
        for hole in one.skipped
    ]
