"""The first start's offer to encrypt the whole journal: ticked, recommended, and to be skipped."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from relationship_journal.domain.secret import Secret
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.frames import Card, row
from relationship_journal.ui.widgets.labels import Chip, Text
from relationship_journal.ui.widgets.new_passphrase import NewPassphrase

_SIDE = 16


class EncryptionChoice(Card):
    """A box to tick, and the passphrase below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=_SIDE, spacing=8)
        self.box = QCheckBox(_("Encrypt my journal"))
        self.box.setChecked(True)
        fonts.person(self.box)
        words = _(
            "The passphrase opens it on any computer. Nobody can reset it; the next page gives you "
            "a recovery code to print."
        )
        self.box.setAccessibleDescription(words)
        detail = Text(words, is_muted=True, wraps=True)
        self.passphrase = NewPassphrase()
        self._below = QWidget()
        indented = QVBoxLayout(self._below)
        indented.setContentsMargins(0, 0, 0, 0)
        indented.setSpacing(12)
        indented.addWidget(detail)
        indented.addWidget(self.passphrase)
        self.body.addLayout(row(self.box, Chip(_("Recommended"), "shield-check", "accent"), None))
        self.body.addWidget(self._below)
        self.box.toggled.connect(self.follow)
        self.setFocusProxy(self.passphrase)

    @property
    def secret(self) -> Secret | None:
        """The passphrase; None where the journal is not to be encrypted."""
        return self.passphrase.field.secret() if self.box.isChecked() else None

    def is_settled(self) -> bool:
        """Say whether it can begin so; what is wrong is shown."""
        return not self.box.isChecked() or self.passphrase.checked() is not None

    @Slot(bool)
    def follow(self, is_wanted: bool) -> None:
        """Ask for a passphrase where one is needed."""
        self.passphrase.setVisible(is_wanted)
        if is_wanted:
            self.passphrase.setFocus()
