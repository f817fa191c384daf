"""The first start's offer to encrypt the whole journal: ticked, recommended, and to be skipped."""

import contextlib
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from relationship_journal.domain.secret import Secret
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.frames import Card, row
from relationship_journal.ui.widgets.labels import Chip, Text
from relationship_journal.ui.widgets.new_passphrase import NewPassphrase

_SIDE = 16


def look_for_keyring(tell: Callable[[bool], None]) -> None:
    """Tell, on another thread, whether the system's keyring can keep a key."""
    from relationship_journal.services import keyring_slot  # noqa: PLC0415  start-up time

    keyring_slot.in_background(keyring_slot.is_usable, tell)


class EncryptionChoice(Card):
    """A box to tick, and the passphrase below it; the keyring is offered where there is a good one.

    Args:
        look: asks whether the keyring can be used, on a thread that nobody waits for.
    """

    _found = Signal(bool)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        look: Callable[[Callable[[bool], None]], None] = look_for_keyring,
    ) -> None:
        super().__init__(parent, padding=_SIDE, spacing=8)
        self._look: Callable[[Callable[[bool], None]], None] | None = look
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
        self.keyring = QCheckBox(_("Let this computer’s keyring open it for me"))
        self.keyring.hide()
        self._found.connect(self.offer_keyring, Qt.ConnectionType.QueuedConnection)
        self._below = QWidget()
        indented = QVBoxLayout(self._below)
        indented.setContentsMargins(0, 0, 0, 0)
        indented.setSpacing(12)
        indented.addWidget(detail)
        indented.addWidget(self.passphrase)
        indented.addWidget(self.keyring)
        self.body.addLayout(row(self.box, Chip(_("Recommended"), "shield-check", "accent"), None))
        self.body.addWidget(self._below)
        self.box.toggled.connect(self.follow)
        self.setFocusProxy(self.passphrase)

    @property
    def secret(self) -> Secret | None:
        """The passphrase; None where the journal is not to be encrypted."""
        return self.passphrase.field.secret() if self.box.isChecked() else None

    @property
    def keeps_key(self) -> bool:
        """Whether the keyring is to open it from now on."""
        return self.keyring.isChecked() and not self.keyring.isHidden()

    @Slot(bool)
    def offer_keyring(self, is_usable: bool) -> None:
        """Offer the keyring, ticked, where it can be used."""
        self.keyring.setChecked(is_usable)
        self.keyring.setVisible(is_usable and self.box.isChecked())

    def showEvent(self, event: QShowEvent) -> None:
        """Look once for the keyring, when there is somebody to see."""
        super().showEvent(event)
        look, self._look = self._look, None
        if look is not None:
            look(self._tell)

    def _tell(self, is_usable: bool) -> None:
        with contextlib.suppress(RuntimeError):  # the page is gone
            self._found.emit(is_usable)

    def is_settled(self) -> bool:
        """Say whether it can begin so; what is wrong is shown."""
        return not self.box.isChecked() or self.passphrase.checked() is not None

    @Slot(bool)
    def follow(self, is_wanted: bool) -> None:
        """Ask for a passphrase where one is needed."""
        self.passphrase.setVisible(is_wanted)
        self.keyring.setVisible(is_wanted and self.keyring.isChecked())
        if is_wanted:
            self.passphrase.setFocus()
