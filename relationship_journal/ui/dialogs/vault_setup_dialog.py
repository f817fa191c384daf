"""Choose a passphrase, write the recovery code down, and show that it was."""

import random

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import InvalidInput, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.services.strength import Strength, strength_of
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormDialog, FormField
from relationship_journal.ui.dialogs.recovery_sheet import print_sheet
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import Card, row
from relationship_journal.ui.widgets.labels import Text
from relationship_journal.ui.widgets.secret_row import EyeField

_GROUPS = 9
_ASKED = 2
_WAIT = 250  # milliseconds after a letter


class VaultSetupDialog(FormDialog):
    """Makes the vault of the sign-ins, in two steps; the second shows the recovery code once.

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
        self._asked = sorted(random.SystemRandom().sample(range(_GROUPS), _ASKED))
        self._is_made = False
        self.passphrase = EyeField(_("Passphrase"))
        self.again = EyeField(_("The passphrase once more"))
        self.strength = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self.groups = [QLineEdit() for _one in self._asked]
        self.print_button = Button(_("Print…"), icon="file-up", kind="quiet")
        self._steps = QStackedWidget()
        self._steps.addWidget(self._first_step())
        self._steps.addWidget(self._second_step())
        self.body.addWidget(self._steps)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(_WAIT)
        self._looking.timeout.connect(self._look)
        self.passphrase.textChanged.connect(self._looking.start)
        self.print_button.clicked.connect(self.print_code)
        self._name_button()
        self.passphrase.setFocus()

    @property
    def is_on_code(self) -> bool:
        """Whether the recovery code is shown."""
        return self._steps.currentIndex() == 1

    def is_changed(self) -> bool:
        """Say whether something typed would be lost by closing now."""
        return bool(self.passphrase.text()) and not self._is_made

    @Slot()
    def try_to_save(self) -> None:
        """Go on to the code, or make the vault; what is wrong is shown at its field."""
        for field in self._fields.values():
            field.set_error("")
        try:
            if self.is_on_code:
                self._check_groups()
            else:
                self._check_passphrase()
        except InvalidInput as error:
            self.show_error(error)
            return
        if self._code is not None and not self.is_on_code:
            self._steps.setCurrentIndex(1)
            self._name_button()
            self.groups[0].setFocus()
        else:
            self._make()

    @Slot()
    def print_code(self) -> None:
        """Print the code on a sheet; nothing of it goes into a file of ours."""
        if self._code is not None:
            print_sheet(self._code, self)

    # --- inside ----------------------------------------------------------------------------------

    def _check_passphrase(self) -> None:
        if not self.passphrase.text():
            raise InvalidInput("passphrase", _("Choose a passphrase."))
        if self._code is not None and self.passphrase.text() != self.again.text():
            raise InvalidInput("again", _("This is not the same passphrase."))

    def _check_groups(self) -> None:
        if self._code is None:
            return
        for number, field in zip(self._asked, self.groups, strict=True):
            if not self._core.vault.is_group_of(self._code, number, field.text()):
                raise InvalidInput(
                    f"group_{number}", _("This is not group {n} of the code.").format(n=number + 1)
                )

    def _make(self) -> None:
        passphrase, code, vault = self.passphrase.secret(), self._code, self._core.vault

        def work(_progress: Progress, _cancelled: IsCancelled) -> None:
            vault.make(passphrase, code)

        self._set_working(True)
        self._jobs.run(_("Making the vault"), work, self._take, self._fail)

    def _take(self, _nothing: None) -> None:
        self._is_made = True
        for field in (self.passphrase, self.again, *self.groups):
            field.clear()
        self.made.emit()
        self.accept()

    def _fail(self, error: JournalError) -> None:
        self._set_working(False)
        self._steps.setCurrentIndex(0)
        self._name_button()
        self.show_error(InvalidInput("passphrase", str(error)))

    def _set_working(self, is_working: bool) -> None:
        self.done_button.setEnabled(not is_working)
        self._steps.setEnabled(not is_working)

    def _name_button(self) -> None:
        is_last = self.is_on_code or self._code is None
        self.done_button.setText(_("Protect them") if is_last else _("Next"))

    @Slot()
    def _look(self) -> None:
        secret = self.passphrase.secret()
        words = ""
        if secret:
            strength = strength_of(secret)
            words = strength.words
            if strength < Strength.HARD:
                words = _("{words}. Four or five words that nobody would put together are hard.")
                words = words.format(words=strength.words)
        self.strength.setText(words)

    def _first_step(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        if self._code is None:
            words = _("The passphrase of the journal opens the sign-ins too. Type it once more.")
        else:
            words = _(
                "This passphrase opens your sign-ins. Nobody can tell it to you again: after it "
                "comes a recovery code, which opens them if you forget it."
            )
        column.addWidget(Text(words, is_muted=True, wraps=True))
        whole = QWidget()
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.passphrase)
        inside.addWidget(self.strength)
        for name, word, field, around in (
            ("passphrase", _("&Passphrase"), self.passphrase, whole),
            ("again", _("Once &more"), self.again, None),
        ):
            made = FormField(word, field, whole=around)
            self.take_field(name, made)
            column.addWidget(made)
            made.setVisible(name == "passphrase" or self._code is not None)
        column.addStretch(1)
        return step

    def _second_step(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(Text(_("Your recovery code"), kind=fonts.Type.SECTION))
        words = _(
            "Write it down or print it, and keep it where you keep papers that matter. It is shown "
            "this once. Without passphrase and code nobody can open your sign-ins, not even we."
        )
        column.addWidget(Text(words, is_muted=True, wraps=True))
        card = Card(spacing=8)
        self.code_label = Text(_in_lines(self._code), wraps=True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(fonts.font_of(fonts.Type.SECTION).pointSizeF())
        self.code_label.setFont(fixed)
        self.code_label.setAccessibleName(_("Recovery code"))
        self.code_label.setAccessibleDescription(self._code.reveal() if self._code else "")
        card.body.addWidget(self.code_label)
        card.body.addLayout(row(None, self.print_button))
        column.addWidget(card)
        asked = row(spacing=12)
        for number, field in zip(self._asked, self.groups, strict=True):
            made = FormField(_("Type group {n}").format(n=number + 1), field)
            self.take_field(f"group_{number}", made)
            asked.addWidget(made)
        column.addLayout(asked)
        column.addStretch(1)
        return step


def _in_lines(code: Secret | None) -> str:
    """Return a code in three lines of three groups, each with its number."""
    groups = code.reveal().split("-") if code is not None else []
    numbered = [f"{n} {group}" for n, group in enumerate(groups, 1)]
    return "\n".join("    ".join(numbered[at : at + 3]) for at in range(0, len(numbered), 3))
