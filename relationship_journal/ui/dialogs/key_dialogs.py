"""Settings' dialogs on keys: another passphrase, another code, and works on the whole journal."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.services import encrypting
from relationship_journal.services.vault import VaultState, propose_code
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormDialog, FormField
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress
from relationship_journal.ui.sealed_journal import Work
from relationship_journal.ui.widgets.labels import Text
from relationship_journal.ui.widgets.new_passphrase import NewPassphrase
from relationship_journal.ui.widgets.recovery_code import RecoveryCode
from relationship_journal.ui.widgets.secret_row import EyeField

if TYPE_CHECKING:
    from relationship_journal.domain.secret import Secret


class KeyDialog(FormDialog):
    """A dialog that begins with the passphrase there is, if there is one.

    Args:
        core: the open journal.
        jobs: whatever takes a passphrase takes up to a second.
        title: of the window.
        sentence: what it does, below the title.
        done_word: what the main button says.
    """

    def __init__(
        self,
        core: Core,
        jobs: Jobs,
        parent: QWidget | None = None,
        *,
        title: str,
        sentence: str,
        done_word: str,
    ) -> None:
        super().__init__(title, done_word, parent)
        self._core, self._jobs = core, jobs
        self._done_word = done_word
        self._is_working = False
        self.has_keys = core.vault.state is not VaultState.NONE or core.vault.is_journal_encrypted
        self.passphrase = EyeField(_("Passphrase"))
        self.body.addWidget(Text(sentence, is_muted=True, wraps=True))
        self.old = FormField(_("Passphrase"), self.passphrase)
        self.take_field("passphrase", self.old)
        self.body.addWidget(self.old)
        self.old.setVisible(self.has_keys)
        self.passphrase.setFocus()

    def run(self, label: str, work: Callable[[Progress, IsCancelled], None]) -> None:
        """Do something that takes a passphrase; `finished_work` or an error follows."""
        self._set_working(is_working=True)
        self._jobs.run(label, work, self._take, self._fail)

    def try_passphrase(self) -> None:
        """See that the passphrase is right; `finished_work` follows."""
        secret, vault = self.passphrase.secret(), self._core.vault
        self.run(_("Trying the passphrase"), lambda _progress, _cancelled: vault.check(secret))

    def finished_work(self) -> None:
        """Go on; for child classes to fill."""
        self.accept()

    @Slot()
    def reject(self) -> None:
        """Close, unless something works just now."""
        if not self._is_working:
            super().reject()

    def _take(self, _nothing: None) -> None:
        self._set_working(is_working=False)
        self.finished_work()

    def _fail(self, error: JournalError) -> None:
        self._set_working(is_working=False)
        if not self.has_keys:
            self._say(str(error))
            return
        self.passphrase.clear()
        self.old.show()
        self.old.set_error(str(error))
        self.passphrase.setFocus()

    def _set_working(self, *, is_working: bool) -> None:
        self._is_working = is_working
        self.done_button.setText(_("A moment…") if is_working else self._done_word)
        self.done_button.setEnabled(not is_working)
        self.cancel_button.setEnabled(not is_working)


class ChangePassphraseDialog(KeyDialog):
    """Replaces the passphrase of the journal and of the sign-ins."""

    def __init__(self, core: Core, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            core,
            jobs,
            parent,
            title=_("Change the passphrase"),
            sentence=_(
                "The old one opens nothing on this computer afterwards; a copy made before still "
                "opens with it. The recovery code may be typed in its place."
            ),
            done_word=_("Change it"),
        )
        self.new = NewPassphrase(_("New passphrase"))
        self.body.addWidget(self.new)

    @Slot()
    def try_to_save(self) -> None:
        """Change it, once both new ones are the same."""
        self.old.set_error("")
        new = self.new.checked()
        if new is not None and not self._is_working:
            old, vault = self.passphrase.secret(), self._core.vault
            self.run(
                _("Changing the passphrase"),
                lambda _progress, _cancelled: vault.change_passphrase(old, new),
            )


class CodeDialog(KeyDialog):
    """A dialog whose second step shows a recovery code and has two groups of it typed back.

    Args:
        makes_code: there is such a step; the others are those of a `KeyDialog`.
    """

    def __init__(
        self,
        core: Core,
        jobs: Jobs,
        parent: QWidget | None = None,
        *,
        title: str,
        sentence: str,
        done_word: str,
        makes_code: bool,
    ) -> None:
        super().__init__(core, jobs, parent, title=title, sentence=sentence, done_word=done_word)
        self._last_word = done_word
        self.code = propose_code() if makes_code else None
        first = self._first = QWidget()
        self.first = QVBoxLayout(first)
        self.first.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(first)
        self.recovery: RecoveryCode | None = None
        self._second = QWidget()
        self._second.hide()
        if self.code is not None:
            column = QVBoxLayout(self._second)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(Text(_("Your recovery code"), kind=fonts.Type.SECTION))
            self.recovery = RecoveryCode(self.code)
            column.addWidget(self.recovery)
            self._done_word = _("Next")
            self.done_button.setText(self._done_word)
        self.body.addWidget(self._second)

    @property
    def is_on_code(self) -> bool:
        """Whether the recovery code is shown."""
        return not self._second.isHidden()

    def show_code(self) -> None:
        """Go to the second step."""
        self.old.hide()
        self._first.hide()
        self._second.show()
        self._done_word = self._last_word
        self.done_button.setText(self._done_word)
        self.adjustSize()
        if self.recovery is not None:
            self.recovery.setFocus()

    def is_code_settled(self) -> bool:
        """Say whether no code is to be typed back any more."""
        return self.recovery is None or (self.is_on_code and self.recovery.is_typed_back())


class NewCodeDialog(CodeDialog):
    """Replaces the recovery code."""

    def __init__(self, core: Core, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            core,
            jobs,
            parent,
            title=_("New recovery code"),
            sentence=_("The printed one opens nothing any more afterwards."),
            done_word=_("Replace it"),
            makes_code=True,
        )
        self._secret: Secret | None = None

    @Slot()
    def try_to_save(self) -> None:
        """Try the passphrase, show the code, and then replace the old one."""
        self.old.set_error("")
        if self._is_working:
            return
        if not self.is_on_code:
            self.try_passphrase()
        elif self.is_code_settled() and self._secret is not None and self.code is not None:
            vault, secret, code = self._core.vault, self._secret, self.code

            def work(_progress: Progress, _cancelled: IsCancelled) -> None:
                vault.new_code(secret, code)

            self.run(_("Replacing the recovery code"), work)

    def finished_work(self) -> None:
        """Show the code after the passphrase was right; close after it was replaced."""
        if self.is_on_code:
            self.accept()
        else:
            self._secret = self.passphrase.secret()
            self.show_code()


class EncryptDialog(CodeDialog):
    """Asks for what the whole journal is to be encrypted with; `work_wanted` carries a `Work`."""

    work_wanted = Signal(object)

    def __init__(self, core: Core, jobs: Jobs, parent: QWidget | None = None) -> None:
        has_vault = core.vault.state is not VaultState.NONE
        sentence = _(
            "Names, notes and everything else are written anew, encrypted. The passphrase opens "
            "them on any computer; nobody can reset it."
        )
        old_pages = _(
            "Traces of the plain file, and plain backups made before, may stay on the disk."
        )
        super().__init__(
            core,
            jobs,
            parent,
            title=_("Encrypt the whole journal"),
            sentence=f"{sentence} {old_pages}",
            done_word=_("Encrypt it"),
            makes_code=not has_vault,
        )
        self.new = NewPassphrase()
        self.new.setVisible(not has_vault)
        self.first.addWidget(self.new)
        self._secret: Secret | None = None
        if not has_vault:
            self.new.setFocus()

    @Slot()
    def try_to_save(self) -> None:
        """Go from the passphrase to the code, and then begin."""
        self.old.set_error("")
        if self._is_working:
            return
        if self.has_keys:
            self.try_passphrase()
        elif not self.is_on_code:
            self._secret = self.new.checked()
            if self._secret is not None:
                self.show_code()
        elif self.is_code_settled():
            self.finished_work()

    def finished_work(self) -> None:
        """Close, and have the journal encrypted."""
        secret = self._secret or self.passphrase.secret()
        run = partial(encrypting.encrypt, self._core.path, self._core.clock, secret, code=self.code)
        self.accept()
        self.work_wanted.emit(
            Work(_("Encrypting the journal"), _("The journal is encrypted now."), run, secret)
        )


class WholeJournalDialog(KeyDialog):
    """Asks for the passphrase before the journal is decrypted, or sealed under new keys.

    `work_wanted` carries a `Work`.
    """

    work_wanted = Signal(object)

    def __init__(
        self, core: Core, jobs: Jobs, parent: QWidget | None = None, *, decrypts: bool
    ) -> None:
        self._decrypts = decrypts
        sentences = (
            _(
                "Everything is sealed under new keys; passphrase and recovery code stay. Whoever "
                "has an old copy and its passphrase reads nothing that is written from now on."
            ),
            _(
                "The journal becomes a plain file, which everybody can read who can read your "
                "files. Sign-ins stay sealed."
            ),
        )
        super().__init__(
            core,
            jobs,
            parent,
            title=_("Decrypt the journal") if decrypts else _("Renew the keys"),
            sentence=sentences[decrypts] if decrypts else sentences[0] + _of_keyring(core),
            done_word=_("Decrypt it") if decrypts else _("Renew them"),
        )

    @Slot()
    def try_to_save(self) -> None:
        """Try the passphrase, and then begin."""
        self.old.set_error("")
        if not self._is_working:
            if self._decrypts or self._core.vault.is_journal_encrypted:
                self.try_passphrase()
            else:
                vault = self._core.vault
                run = self._and_forget(partial(vault.renew, self.passphrase.secret()))
                self.run(
                    _("Renewing the keys"),
                    lambda progress, cancelled: run(progress=progress, cancelled=cancelled),
                )

    def finished_work(self) -> None:
        """Close, and have the journal written anew where that is due."""
        secret = self.passphrase.secret()
        path, clock = self._core.path, self._core.clock
        is_encrypted = self._core.vault.is_journal_encrypted
        self.accept()
        if self._decrypts:
            run: Callable[..., object] = partial(encrypting.decrypt, path, clock, secret)
            words = (_("Decrypting the journal"), _("The journal is a plain file now."))
        else:
            run = self._and_forget(partial(encrypting.renew_all, path, clock, secret))
            words = (_("Renewing the keys"), _("Everything is sealed under new keys."))
        if is_encrypted:
            self.work_wanted.emit(Work(*words, run, secret))

    def _and_forget(self, renew: Callable[..., object]) -> Callable[..., None]:
        """Return what renews keys, and then removes those of the old ones the keyring has."""
        vault, keyring = self._core.vault, self._core.keyring
        vault_id, gone = vault.vault_id, (*vault.keyring_slots, *vault.sign_in_keyring_slots)

        def run(**told: object) -> None:
            renew(**told)
            if vault_id is not None and gone:
                keyring.forget(vault_id, gone)

        return run


def _of_keyring(core: Core) -> str:
    """Return what becomes of the keyring's keys, where it has some."""
    if not (core.vault.keyring_slots or core.vault.sign_in_keyring_slots):
        return ""
    return " " + _("The system keyring opens nothing then until you tick it anew in the settings.")
