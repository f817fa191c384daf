"""A new passphrase: typed twice side by side, with a word on how hard it is to guess."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relationship_journal.domain.secret import Secret
from relationship_journal.i18n import gettext as _
from relationship_journal.services.strength import Strength, strength_of
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormField
from relationship_journal.ui.widgets.labels import Text
from relationship_journal.ui.widgets.secret_row import EyeField

_WAIT = 250  # milliseconds after a letter


class NewPassphrase(QWidget):
    """Two fields and, below them, the hint; a weak passphrase is warned of and taken.

    Args:
        word: above the first field; "Passphrase" when None.
    """

    def __init__(self, word: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = EyeField(word or _("Passphrase"))
        self.again = EyeField(_("The passphrase once more"))
        self._field = FormField(word or _("Passphrase"), self.field)
        self._again = FormField(_("Once more"), self.again)
        self.hint = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self.hint.hide()
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(_WAIT)
        self._looking.timeout.connect(self._look)
        self.field.textChanged.connect(self._looking.start)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        for one in (self._field, self._again):
            fonts.set_type(one.word, fonts.Type.SMALL_PERSON)
            beside.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(beside)
        column.addWidget(self.hint)
        self.setFocusProxy(self.field)

    def checked(self) -> Secret | None:
        """Return what was typed; None when something is wrong with it, which is shown."""
        self._field.set_error("")
        self._again.set_error("")
        if not self.field.text():
            self._field.set_error(_("Choose a passphrase."))
            self.field.setFocus()
            return None
        if len(self.field.text().encode("utf-8", "replace")) > 1024:
            self._field.set_error(_("The passphrase is longer than 1,024 bytes."))
            return None
        if self.field.text() != self.again.text():
            self._again.set_error(_("This is not the same passphrase."))
            self.again.setFocus()
            return None
        return self.field.secret()

    def clear(self) -> None:
        """Forget what was typed."""
        self.field.clear()
        self.again.clear()

    @Slot()
    def _look(self) -> None:
        secret = self.field.secret()
        self.hint.setVisible(bool(secret))
        if not secret:
            return
        strength = strength_of(secret)
        words = strength.words
        if strength < Strength.HARD:
            more = _("{words}. Four or five words that nobody would put together are hard.")
            words = more.format(words=words)
        self.hint.setText(words)
