"""Settings' section on encryption: how it stands, and what can be done about it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.services.vault import VaultState
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.labels import Text


class EncryptionSection(QWidget):
    """Says whether the journal is encrypted, with buttons for the keys.

    `work_wanted` carries a `Work` for which the journal has to be closed.

    Args:
        core: the open journal.
        jobs: for trying passphrases.
    """

    work_wanted = Signal(object)

    def __init__(self, core: Core, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core, self._jobs = core, jobs
        self.sentence = Text(wraps=True)
        self.encrypt = Button(_("Encrypt the journal…"), icon="lock", kind="main")
        self.passphrase = Button(_("Change the passphrase…"))
        self.code = Button(_("New recovery code…"))
        self.renew = Button(_("Renew the keys…"))
        self.decrypt = Button(_("Decrypt the journal…"))
        for button, slot in (
            (self.encrypt, self.ask_to_encrypt),
            (self.passphrase, self.ask_for_passphrase),
            (self.code, self.ask_for_code),
            (self.renew, self.ask_to_renew),
            (self.decrypt, self.ask_to_decrypt),
        ):
            button.clicked.connect(slot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.sentence)
        buttons = FlowLayout()
        for button in (self.encrypt, self.passphrase, self.code, self.renew, self.decrypt):
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Show how it stands."""
        vault = self._core.vault
        is_encrypted, has_vault = vault.is_journal_encrypted, vault.state is not VaultState.NONE
        if is_encrypted:
            words = _("The whole journal is encrypted. Sign-ins are sealed a second time.")
        elif has_vault:
            words = _("The journal is a plain file on this computer. Only sign-ins are sealed.")
        else:
            words = _("The journal is a plain file on this computer.")
        self.sentence.setText(words)
        self.encrypt.setVisible(not is_encrypted)
        self.decrypt.setVisible(is_encrypted)
        for button in (self.passphrase, self.code, self.renew):
            button.setVisible(is_encrypted or has_vault)

    @Slot()
    def ask_to_encrypt(self) -> None:
        """Ask for what the journal is to be encrypted with."""
        from relationship_journal.ui.dialogs.key_dialogs import EncryptDialog  # noqa: PLC0415

        dialog = EncryptDialog(self._core, self._jobs, self.window())
        dialog.work_wanted.connect(self.work_wanted)
        self._open(dialog)

    @Slot()
    def ask_for_passphrase(self) -> None:
        """Ask for another passphrase."""
        from relationship_journal.ui.dialogs.key_dialogs import (  # noqa: PLC0415  start-up time
            ChangePassphraseDialog,
        )

        self._open(ChangePassphraseDialog(self._core, self._jobs, self.window()))

    @Slot()
    def ask_for_code(self) -> None:
        """Replace the recovery code."""
        from relationship_journal.ui.dialogs.key_dialogs import NewCodeDialog  # noqa: PLC0415

        self._open(NewCodeDialog(self._core, self._jobs, self.window()))

    @Slot()
    def ask_to_renew(self) -> None:
        """Seal everything under new keys."""
        self._ask_for_whole(decrypts=False)

    @Slot()
    def ask_to_decrypt(self) -> None:
        """Make the journal a plain file again."""
        self._ask_for_whole(decrypts=True)

    def _ask_for_whole(self, *, decrypts: bool) -> None:
        from relationship_journal.ui.dialogs.key_dialogs import WholeJournalDialog  # noqa: PLC0415

        dialog = WholeJournalDialog(self._core, self._jobs, self.window(), decrypts=decrypts)
        dialog.work_wanted.connect(self.work_wanted)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(self.reload)
        dialog.open()
