"""The sign-ins while they are locked: one field in the middle of the page."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from relationship_journal.errors import JournalError, KeyringTrouble
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts, icons
from relationship_journal.ui.dialogs.form import FormField
from relationship_journal.ui.keyring_link import KeyringLink
from relationship_journal.ui.vault_link import VaultLink
from relationship_journal.ui.widgets.buttons import Button, LinkButton
from relationship_journal.ui.widgets.frames import Line, row
from relationship_journal.ui.widgets.labels import Icon, Text
from relationship_journal.ui.widgets.secret_row import EyeField

WIDTH = 400
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SignInsLocked(QWidget):
    """Asks for the passphrase, or for the recovery code; what is typed is gone once it was tried.

    Args:
        link: unlocks away from the window's thread, and tells what came of it.
        keyring: keeps a key to the sign-ins on this computer, for who ticks that.
    """

    def __init__(
        self, link: VaultLink, keyring: KeyringLink, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._link, self._keyring = link, keyring
        self._is_code = self._is_keyring_refused = self._is_to_be_kept = False
        self.field = EyeField(_("Passphrase"))
        self._form = FormField(_("Passphrase"), self.field)
        fonts.set_type(self._form.word, fonts.Type.SMALL_PERSON)
        self.tick = QCheckBox(_("Let this computer’s keyring open them from now on"))
        self.by_keyring = Button(_("Use this computer’s keyring"), icon="key-round")
        self.unlock_button = Button(_("Unlock"), icon="lock-open", kind="main", key=_("Enter"))
        self.other = LinkButton(_("Use the recovery code"))
        self._lay_out()
        self.unlock_button.clicked.connect(self.unlock)
        self.other.clicked.connect(self.change_way)
        link.refused.connect(self._refuse)
        self.by_keyring.clicked.connect(link.unlock_with_keyring)
        link.working_changed.connect(self._follow_work)
        link.asking_changed.connect(self._follow_asking)
        link.changed.connect(self._settle)
        self.setFocusProxy(self.field)

    @Slot()
    def unlock(self) -> None:
        """Try what was typed; where the keyring may open them, nothing typed means that."""
        if self._link.is_working:
            return
        if not self.field.text():
            self._ask_keyring()
            return
        self._form.set_error("")
        self._is_to_be_kept = self.tick.isChecked() and not self.tick.isHidden()
        if self._is_code:
            self._link.unlock_with_code(self.field.secret())
        else:
            self._link.unlock(self.field.secret())

    @Slot()
    def change_way(self) -> None:
        """Ask for the recovery code instead of the passphrase, or the other way round."""
        self._is_code = not self._is_code
        word = _("Recovery code") if self._is_code else _("Passphrase")
        self.field.clear()
        self.field.setAccessibleName(word)
        self.field.setPlaceholderText("XXXX-XXXX-…" if self._is_code else "")
        self.field.set_shown(self._is_code)
        self._form.word.setText(word)
        self._form.set_error("")
        self.other.setText(_("Use the passphrase") if self._is_code else _("Use the recovery code"))
        self._offer_keyring()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Unlock with Enter."""
        if event.key() in _ENTER:
            self.unlock()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with an empty field."""
        super().showEvent(event)
        self.field.clear()
        self._form.set_error("")
        self._is_keyring_refused = False
        self._offer_keyring()

    @Slot(object)
    def _refuse(self, error: JournalError) -> None:
        self._is_to_be_kept = False
        if not self.isVisible():
            return
        if isinstance(error, KeyringTrouble):  # a new key can be kept with the passphrase
            self._is_keyring_refused = True
            self._offer_keyring()
        self.field.clear()
        self._form.set_error(str(error))
        self.field.setFocus()

    @Slot()
    def _settle(self) -> None:
        """Forget what was typed, and keep a key on this computer where that was ticked."""
        self.field.clear()
        if self._link.is_open and self._is_to_be_kept:
            self._is_to_be_kept = False
            self.tick.setChecked(False)
            self._keyring.keep()

    @Slot(bool)
    def _follow_asking(self, is_asking: bool) -> None:
        words = _("Asking the system keyring…") if is_asking else _("Use this computer’s keyring")
        if self.by_keyring.hasFocus():
            self.field.setFocus()  # the passphrase works meanwhile
        self.by_keyring.setText(words)
        self.by_keyring.setEnabled(not is_asking)

    def _ask_keyring(self) -> None:
        if not self.by_keyring.isHidden():
            self._link.unlock_with_keyring()

    def _offer_keyring(self) -> None:
        has = self._link.has_keyring
        self.by_keyring.setVisible(has and not self._is_code)
        self.tick.setVisible((not has or self._is_keyring_refused) and not self._is_code)

    @Slot(bool)
    def _follow_work(self, is_working: bool) -> None:
        wait = self._link.wait()
        words = _("Unlocking…") if wait < 1_000 else _("Waiting a moment…")
        self.unlock_button.setText(words if is_working else _("Unlock"))
        self.unlock_button.setEnabled(not is_working)
        self.field.setReadOnly(is_working)

    def _lay_out(self) -> None:
        square = QFrame()
        square.setProperty("square", True)
        square.setFixedSize(64, 64)
        inside = QVBoxLayout(square)
        inside.addWidget(Icon("lock", "muted", icons.EMPTY), 0, Qt.AlignmentFlag.AlignCenter)
        title = Text(_("Sign-ins are locked"), kind=fonts.Type.NAME, wraps=True)
        below = Text(
            _("Only your passwords need the passphrase; the rest is open."),
            is_muted=True,
            wraps=True,
        )
        for label in (title, below):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        foot = row(spacing=8)
        foot.addWidget(Icon("external-link", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        sentence = _("Opening a page never waits for this. “Open as” works now.")
        foot.addWidget(
            Text(f"{sentence} {_('The password can follow.')}", is_muted=True, wraps=True), 1
        )
        by_keyring = QVBoxLayout()
        by_keyring.setSpacing(8)
        for one in (self.tick, self.by_keyring):
            by_keyring.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        block = QWidget()
        block.setMinimumWidth(280)
        block.setMaximumWidth(WIDTH)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for what, room in (
            (square, 24),
            (title, 8),
            (below, 28),
            (self._form, 12),
            (by_keyring, 20),
            (row(self.unlock_button, None, self.other), 24),
            (Line(), 16),
            (foot, 0),
        ):
            if isinstance(what, QLayout):
                column.addLayout(what)
            elif what is square:
                column.addWidget(square, 0, Qt.AlignmentFlag.AlignHCenter)
            else:
                column.addWidget(what)
            column.addSpacing(room)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(block, 100)
        across.addStretch(1)
        page = QVBoxLayout(self)
        page.addStretch(1)
        page.addLayout(across)
        page.addStretch(1)
