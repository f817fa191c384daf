"""Choose a passphrase, write the recovery code down, and show that it was."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import InvalidInput, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormDialog, FormField
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress
from relationship_journal.ui.widgets.labels import Text
from relationship_journal.ui.widgets.new_passphrase import NewPassphrase
from relationship_journal.ui.widgets.recovery_code import RecoveryCode
from relationship_journal.ui.widgets.secret_row import EyeField


class VaultSetupDialog(FormDialog):
    """Makes the vault of the sign-ins, in two steps; the second shows the recovery code once.

    In an encrypted journal its passphrase is asked for, and its recovery code opens them too.

    `made` comes when the vault is there, and open.

    Args:
        core: the open journal.
        jobs: stretching the passphrase takes up to a second.
    """

    made = Signal()

    def __init__(self, core: Core, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(_("Protect your sign-ins"), _("Next"), parent)
        self._core, self._jobs = core, jobs
        self._code = core.vault.propose_code() if core.vault.needs_code else None
        self._is_made = False
        self.passphrase = NewPassphrase()
        self.own = EyeField(_("Passphrase"))  # of the encrypted journal
        self.code = RecoveryCode(self._code) if self._code is not None else None
        self._steps = QStackedWidget()
        self._steps.addWidget(self._first_step())
        if self.code is not None:
            self._steps.addWidget(self._second_step(self.code))
        self.body.addWidget(self._steps)
        self._name_button()
        (self.passphrase if self._code is not None else self.own).setFocus()

    @property
    def is_on_code(self) -> bool:
        """Whether the recovery code is shown."""
        return self._steps.currentIndex() == 1

    def is_changed(self) -> bool:
        """Say whether something typed would be lost by closing now."""
        typed = self.passphrase.field.text() or self.own.text()
        return bool(typed) and not self._is_made

    @Slot()
    def try_to_save(self) -> None:
        """Go on to the code, or make the vault; what is wrong is shown at its field."""
        if self.code is None:
            self._own_field.set_error("" if self.own.text() else _("Type the passphrase."))
            if self.own.text():
                self._make(self.own.secret())
            return
        passphrase = self.passphrase.checked()
        if passphrase is None:
            self._go_to(0)
        elif not self.is_on_code:
            self._go_to(1)
            self.code.setFocus()
        elif self.code.is_typed_back():
            self._make(passphrase)

    # --- inside ----------------------------------------------------------------------------------

    def _make(self, passphrase: Secret) -> None:
        code, vault = self._code, self._core.vault

        def work(_progress: Progress, _cancelled: IsCancelled) -> None:
            vault.make(passphrase, code)

        self._set_working(is_working=True)
        self._jobs.run(_("Making the vault"), work, self._take, self._fail)

    def _take(self, _nothing: None) -> None:
        self._is_made = True
        self.passphrase.clear()
        self.own.clear()
        self.made.emit()
        self.accept()

    def _fail(self, error: JournalError) -> None:
        self._set_working(is_working=False)
        self._go_to(0)
        self.show_error(InvalidInput("passphrase", str(error)))

    def _set_working(self, *, is_working: bool) -> None:
        self.done_button.setEnabled(not is_working)
        self._steps.setEnabled(not is_working)

    def _go_to(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self._name_button()

    def _name_button(self) -> None:
        is_last = self.is_on_code or self._code is None
        self.done_button.setText(_("Protect them") if is_last else _("Next"))

    def _first_step(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._own_field = FormField(_("&Passphrase"), self.own)
        if self._code is None:
            words = _("The passphrase of the journal opens the sign-ins too. Type it once more.")
            self.take_field("passphrase", self._own_field)
        else:
            words = _(
                "This passphrase opens your sign-ins. Nobody can tell it to you again: after it "
                "comes a recovery code, which opens them if you forget it."
            )
        column.addWidget(Text(words, is_muted=True, wraps=True))
        column.addWidget(self._own_field if self._code is None else self.passphrase)
        column.addStretch(1)
        return step

    def _second_step(self, code: RecoveryCode) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(Text(_("Your recovery code"), kind=fonts.Type.SECTION))
        column.addWidget(code)
        column.addStretch(1)
        return step
