"""The small bar while somebody signs in: what is on the clipboard, and what comes next."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.errors import JournalError, KeyringTrouble
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.clipboard import SecretClipboard
from relationship_journal.ui.models import sign_in_words as words
from relationship_journal.ui.sign_in_steps import Signing, SignInSteps, Step
from relationship_journal.ui.vault_link import VaultLink
from relationship_journal.ui.widgets.buttons import Button, IconButton
from relationship_journal.ui.widgets.fields import mark_error
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon
from relationship_journal.ui.widgets.secret_field import SecretField

KEYS = {Step.USER_NAME: "Ctrl+B", Step.PASSWORD: "Ctrl+Shift+C", Step.CODE: "Ctrl+T"}
TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_FIELD = 220
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SignInBar(Card):
    """Shows how far a sign-in is, and has a button for what comes next.

    It is there while somebody signs in and takes the focus from nobody.

    Signals:
        unlock_wanted: the passphrase is to be typed elsewhere; only where there is no field.

    Args:
        steps: the sign-in.
        link: the vault.
        clipboard: for how long secrets stay on it.
        is_small: in lines below each other, without a field, for a popup.
    """

    unlock_wanted = Signal()

    def __init__(
        self,
        steps: SignInSteps,
        link: VaultLink,
        clipboard: SecretClipboard,
        parent: QWidget | None = None,
        *,
        is_small: bool = False,
    ) -> None:
        super().__init__(parent, padding=0)
        self._steps, self._link, self._clipboard = steps, link, clipboard
        self._is_small = is_small
        self._spoken = ""
        self._has_keyring = self._is_keyring_refused = False
        self.setAccessibleName(_("Signing in"))
        self._make_parts()
        if is_small:
            self._lay_out_small()
        else:
            self._lay_out()
        self._connect()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show how far it is; without anybody signing in it is not there."""
        now = self._steps.now
        self.setVisible(now is not None)
        if now is None:
            self.passphrase.clear()
            self._spoken = ""
            return
        seconds = self._clipboard.seconds
        self._who.setText(words.who(now))
        self._said.setText(words.said(now, seconds))
        had_focus = self.passphrase.hasFocus()
        self._show_buttons(now)
        if had_focus and now.next_step is not None:
            self.following.setFocus(Qt.FocusReason.OtherFocusReason)  # Enter goes on
        spoken = words.spoken(now, seconds)
        if spoken != self._spoken and not self._is_small:
            self._spoken = spoken
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    @Slot()
    def begin_unlocking(self) -> None:
        """Go to the line for the passphrase; only when that was asked for."""
        self.passphrase.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def come_back(self) -> None:
        """Offer the line for the passphrase when the window is back, unless somebody types."""
        now = self._steps.now
        is_asking = now is not None and now.step is Step.LOCKED and self.isVisible()
        if is_asking and not isinstance(QApplication.focusWidget(), TYPED_INTO):
            self.begin_unlocking()

    def said(self) -> str:
        """Return the sentence that is shown, or ""."""
        return "" if self.isHidden() else self._said.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button the focus is on with Enter; be through with Escape."""
        focus = QApplication.focusWidget()
        if event.key() in _ENTER and isinstance(focus, Button) and self.isAncestorOf(focus):
            focus.click()
        elif event.key() == Qt.Key.Key_Escape:
            self._steps.finish()
        else:
            super().keyPressEvent(event)

    # --- inside ----------------------------------------------------------------------------------

    def _show_buttons(self, now: Signing) -> None:
        is_locked, following = now.step is Step.LOCKED, now.next_step
        self._has_keyring = is_locked and self._link.has_keyring
        self._name_unlock()
        self.unlock.setVisible(is_locked)
        self.passphrase.setVisible(is_locked and not self._is_small)
        self.following.setVisible(following is not None)
        if following is not None:
            self.following.setText(words.step_name(following))
            if not self._is_small:  # over another program keys go to that
                self.following.set_key(KEYS[following])
            self.following.setAccessibleName(
                _("Copy {what}").format(what=words.step_name(following).lower())
            )
        self.again.setVisible(now.step in KEYS)
        if now.step in KEYS:
            text = words.step_name(now.step)
            self.again.setText(_("{what} again").format(what=text))
        is_over = not is_locked and following is None
        self.done.setText(_("Done") if is_over else _("Signed in already"))

    @Slot()
    def _unlock(self) -> None:
        if self._takes_keyring():
            mark_error(self.passphrase, "")
            self._link.unlock_with_keyring()
        elif self._is_small:
            self.unlock_wanted.emit()
        elif self.passphrase.text():
            mark_error(self.passphrase, "")
            self._link.unlock(self.passphrase.take())

    @Slot(object)
    def _show_refusal(self, error: JournalError) -> None:
        if self._steps.now is not None and self._steps.now.step is Step.LOCKED:
            self._is_keyring_refused |= isinstance(error, KeyringTrouble)
            self._name_unlock()
            mark_error(self.passphrase, str(error))
            self._said.setText(error.text)

    @Slot(bool)
    def _show_working(self, is_working: bool) -> None:
        self.unlock.setEnabled(not is_working)
        self.passphrase.setReadOnly(is_working)
        if is_working:
            self._said.setText(_("Trying the passphrase…"))

    @Slot(bool)
    def _show_asking(self, is_asking: bool) -> None:
        now = self._steps.now
        self.unlock.setEnabled(not is_asking)
        if is_asking:
            self._said.setText(_("Asking the system keyring…"))
        elif now is not None:
            self._said.setText(words.said(now, self._clipboard.seconds))

    @Slot()
    def _forget_refusal(self) -> None:
        self._is_keyring_refused = False

    @Slot()
    def _name_unlock(self) -> None:
        usual = _("Unlock…") if self._is_small else _("Unlock")
        self.unlock.setText(_("Use the keyring") if self._takes_keyring() else usual)

    def _takes_keyring(self) -> bool:
        """Say whether the button asks the keyring: where it may, until it failed."""
        is_offered = self._has_keyring and not self._is_keyring_refused
        return is_offered and not self.passphrase.text()

    @Slot()
    def _copy_again(self) -> None:
        now = self._steps.now
        acts = {
            Step.USER_NAME: self._steps.copy_user_name,
            Step.PASSWORD: self._steps.copy_password,
            Step.CODE: self._steps.copy_code,
        }
        if now is not None and now.step in acts:
            acts[now.step]()

    # --- building --------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self._who = ElidedLabel(kind=fonts.Type.PERSON)
        self._said = ElidedLabel(is_muted=True)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.passphrase = SecretField(_("Passphrase"))
        self.passphrase.setFixedWidth(_FIELD)
        self.unlock = Button(_("Unlock…") if self._is_small else _("Unlock"), icon="lock-open")
        self.following = Button("", icon="copy")
        self.again = Button("", kind="flat")
        self.done = Button("", kind="flat")
        self.done.setToolTip(_("Clear the clipboard (Ctrl+Shift+X)"))
        self.close_button = IconButton("x", _("Close"), is_small=True)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(16, 8, 8, 8)
        line.setSpacing(8)
        line.addWidget(Icon("key-round", "accent", 18))
        line.addSpacing(4)
        line.addWidget(self._who)
        line.addWidget(self._said, 1)
        line.addWidget(self.passphrase)
        for button in (self.unlock, self.following, self.again, self.done, self.close_button):
            line.addWidget(button)
        self.body.addLayout(line)

    def _lay_out_small(self) -> None:
        self.setProperty("card", False)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Icon("key-round", "accent", 18))
        head.addWidget(self._who, 1)
        head.addWidget(self.close_button)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.unlock, self.following, self.again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        last = QHBoxLayout()
        last.addWidget(self.done)
        last.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._said)
        column.addLayout(buttons)
        column.addLayout(last)
        self.body.addLayout(column)

    def _connect(self) -> None:
        steps = self._steps
        self.following.clicked.connect(steps.copy_next)
        self.again.clicked.connect(self._copy_again)
        self.done.clicked.connect(steps.finish)
        self.close_button.clicked.connect(steps.finish)
        self.unlock.clicked.connect(self._unlock)
        self.passphrase.returnPressed.connect(self._unlock)
        steps.changed.connect(self.refresh)
        self._link.refused.connect(self._show_refusal)
        self._link.working_changed.connect(self._show_working)
        self._link.asking_changed.connect(self._show_asking)
        self._link.changed.connect(self._forget_refusal)
        self.passphrase.textChanged.connect(self._name_unlock)
