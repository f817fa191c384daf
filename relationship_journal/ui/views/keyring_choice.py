"""The settings that let this computer's keyring open an encrypted journal, and the sign-ins."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.services.keyring_slot import AnswerRow, Situation
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import ErrorText
from relationship_journal.ui.keyring_link import KeyringLink
from relationship_journal.ui.widgets.labels import Text


class KeyringChoice(QWidget):
    """A box to tick, and below it how the keyring stands.

    Args:
        link: asks the keyring.
        name: beside the box; "" for that of the journal.
        what: below it, while there is nothing else to say.
    """

    def __init__(
        self, link: KeyringLink, parent: QWidget | None = None, *, name: str = "", what: str = ""
    ) -> None:
        super().__init__(parent)
        self._link = link
        link.setParent(self)
        self._what = what or _what_it_is()
        self._box = QCheckBox(name or _("Open the journal automatically on this computer"))
        self._state = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self._error = ErrorText()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._box, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._state)
        column.addWidget(self._error)
        self._show(self._what)
        self._box.clicked.connect(self.switch)
        link.answered.connect(self.show_answer)
        link.failed.connect(self.show_failure)

    def reload(self) -> None:
        """Look how it stands; what is shown comes a moment later."""
        self._link.look()

    @Slot(bool)
    def switch(self, is_on: bool) -> None:
        """Keep a key in the keyring, or withdraw it."""
        self._error.say("")
        if is_on:
            self._box.setEnabled(False)
            self._show(_("Asking the system keyring…"))
            self._link.keep()
        else:
            self._link.withdraw()

    @Slot(object)
    def show_answer(self, answer: AnswerRow) -> None:
        """Show what the keyring would do at the next start."""
        opens = {Situation.OPENS, Situation.LOCKED, Situation.SILENT}
        self._box.setEnabled(True)
        self._box.setChecked(answer.situation in opens)
        self._show(answer.sentence or self._what)

    @Slot(str)
    def show_failure(self, sentence: str) -> None:
        """Say why it could not be done."""
        self._box.setEnabled(True)
        self._box.setChecked(False)
        self._error.say(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._box, sentence))

    def _show(self, sentence: str) -> None:
        self._state.setText(sentence)
        self._box.setAccessibleDescription(sentence)


class SignInsKeyringChoice(KeyringChoice):
    """The same for the sign-ins, off until it is ticked; that takes them open.

    Args:
        link: asks the keyring.
        is_open: says whether the sign-ins are open.
    """

    def __init__(
        self, link: KeyringLink, is_open: Callable[[], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            link,
            parent,
            name=_("Let this computer’s keyring open the sign-ins"),
            what=_(
                "A button then unlocks them without the passphrase while you are logged in. So"
                " can other programs of yours that read the keyring."
            ),
        )
        self._is_open = is_open

    @Slot(bool)
    def switch(self, is_on: bool) -> None:
        """Keep a key in the keyring, or withdraw it."""
        if is_on and not self._is_open():
            self.show_failure(_("Unlock the sign-ins first."))
        else:
            super().switch(is_on)


def _what_it_is() -> str:
    return _("A key in the system keyring opens it while you are logged in. It opens no sign-ins.")
