"""Take every sign-in out, in clear: it says so, and wants the passphrase before the place."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.ui.dialogs.form import FormField
from relationship_journal.ui.dialogs.working_dialog import WorkingDialog
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress
from relationship_journal.ui.widgets.frames import row
from relationship_journal.ui.widgets.labels import Icon, Text
from relationship_journal.ui.widgets.secret_row import EyeField

Done = tuple[int, tuple[str, ...]]


class SignInExportDialog(WorkingDialog):
    """Confirms by a tick and the passphrase; both are needed.

    Args:
        core: what is taken out; the vault is open.
        jobs: writes beside the window.
    """

    def __init__(self, core: Core, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, _("Export sign-ins"), _("Choose a place…"), parent)
        self._core = core
        self.passphrase = EyeField(_("Passphrase"))
        self.understood = QCheckBox(_("The file will hold every password in clear"))
        words = _(
            "Whoever has the file can sign in everywhere as you. Use it to move to another program "
            "and delete it right after. For safe copies there is Back up."
        )
        warning = row(spacing=8)
        warning.addWidget(Icon("triangle-alert", "danger", 18), 0, Qt.AlignmentFlag.AlignTop)
        warning.addWidget(Text(words, wraps=True), 1)
        self.body.addLayout(warning)
        self.body.addWidget(self.understood)
        self.body.addWidget(FormField(_("&Passphrase"), self.passphrase))
        self.body.addStretch(1)
        self.understood.toggled.connect(self._follow)
        self.passphrase.textChanged.connect(self._follow)
        self.main_button.clicked.connect(self.choose_place)
        self._follow()
        self.setMinimumWidth(440)

    @Slot()
    def choose_place(self) -> None:
        """Ask where to."""
        asked = QFileDialog(self, _("Export sign-ins"))
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setNameFilters([_("CSV as of KeePassXC (*.csv)")])
        asked.setDefaultSuffix("csv")
        asked.selectFile("sign-ins.csv")
        asked.fileSelected.connect(self._take_place)
        asked.open()

    def export_to(self, path: Path) -> None:
        """Write the file."""
        passphrase, service = self.passphrase.secret(), self._core.sign_in_export

        def work(progress: Progress, cancelled: IsCancelled) -> Done:
            return service.export(path, passphrase, progress, cancelled)

        self.begin(self._jobs.run(_("Exporting"), work, self._tell_done, self.fail))

    def show_work(self, *, is_working: bool) -> None:
        """Switch the fields off while a job runs."""
        for field in (self.passphrase, self.understood):
            field.setEnabled(not is_working)
        self._follow()

    def _tell_done(self, done: Done) -> None:
        number, altered = done
        self.passphrase.clear()
        words = ngettext("{n} sign-in was written.", "{n} sign-ins were written.", number)
        sentence = words.format(n=number)
        if altered:
            left = _("Left out, for they were altered: {sites}").format(sites=", ".join(altered))
            sentence = f"{sentence} {left}"
        self.end(sentence, is_all=True)

    @Slot(str)
    def _take_place(self, name: str) -> None:
        self.export_to(Path(name))

    @Slot()
    def _follow(self) -> None:
        is_ready = self.understood.isChecked() and bool(self.passphrase.text())
        self.main_button.setEnabled(is_ready and not self.is_working)
