"""What is shown before an encrypted journal is open: one field in the middle of the page."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QFrame, QVBoxLayout, QWidget

from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts, icons
from relationship_journal.ui.dialogs.form import FormField
from relationship_journal.ui.widgets.buttons import Button, LinkButton
from relationship_journal.ui.widgets.frames import Line, row
from relationship_journal.ui.widgets.labels import Icon, Text
from relationship_journal.ui.widgets.secret_row import EyeField

WIDTH = 400
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class UnlockPage(QWidget):
    """A window of its own: `given` carries what was typed, a `Secret`.

    `keyring_wanted` asks the system's keyring, `chosen` carries the path of another journal, and
    `quit_requested` ends.

    Args:
        folder: where the journal is.
    """

    given = Signal(object)
    keyring_wanted = Signal()
    chosen = Signal(str)
    quit_requested = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setWindowTitle(_("Relationship Journal"))
        word = _("Passphrase or recovery code")
        self.field = EyeField(word)
        self._form = FormField(word, self.field)
        fonts.set_type(self._form.word, fonts.Type.SMALL_PERSON)
        self.unlock_button = Button(_("Unlock"), icon="lock-open", kind="main", key=_("Enter"))
        self.keyring_button = Button(_("Unlock with the system keyring"), icon="key-round")
        self.keyring_button.hide()
        self.reason = Text(is_muted=True, wraps=True)
        self.other = LinkButton(_("Open another journal…"))
        self.leave = LinkButton(_("Quit"))
        self._lay_out()
        self.unlock_button.clicked.connect(self.unlock)
        self.keyring_button.clicked.connect(self.keyring_wanted)
        self.keyring_button.clicked.connect(self.field.setFocus)  # it can be typed meanwhile
        self.other.clicked.connect(self.choose)
        self.leave.clicked.connect(self.quit_requested)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(self.quit_requested)
        self.field.setFocus()

    def say(self, reason: str, *, offers_keyring: bool) -> None:
        """Say why the passphrase is asked for, and offer the keyring where it can be asked."""
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.keyring_button.setVisible(offers_keyring)

    @Slot()
    def unlock(self) -> None:
        """Try what was typed."""
        self._form.set_error("")
        if self.field.text() and self.unlock_button.isEnabled():
            self.given.emit(self.field.secret())

    @Slot(object)
    def show_error(self, error: JournalError) -> None:
        """Say why it did not open."""
        self.field.clear()
        self._form.set_error(str(error))
        self.field.setFocus()

    def set_working(self, *, is_working: bool, waits: bool = False) -> None:
        """Show that it is being tried."""
        words = _("Waiting a moment…") if waits else _("Unlocking…")
        self.unlock_button.setText(words if is_working else _("Unlock"))
        self.unlock_button.setEnabled(not is_working)
        self.field.setReadOnly(is_working)

    @Slot()
    def choose(self) -> None:
        """Let another journal be chosen."""
        dialog = QFileDialog(self, _("Open a journal"), str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Journals (*.db)"), _("All files (*)")])
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button one is on with Enter, and unlock elsewhere."""
        pressed = self.focusWidget()
        if event.key() in _ENTER and isinstance(pressed, QAbstractButton):
            pressed.click()
        elif event.key() in _ENTER:
            self.unlock()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        square = QFrame()
        square.setProperty("square", True)
        square.setFixedSize(64, 64)
        inside = QVBoxLayout(square)
        inside.addWidget(Icon("lock", "muted", icons.EMPTY), 0, Qt.AlignmentFlag.AlignCenter)
        title = Text(_("Your journal is locked"), kind=fonts.Type.NAME, wraps=True)
        below = Text(
            _("It is encrypted on this computer.\nNobody can reset the passphrase."),
            is_muted=True,
            wraps=True,
        )
        for label in (title, below, self.reason):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.reason.hide()
        block = QWidget()
        block.setMinimumWidth(280)
        block.setMaximumWidth(WIDTH)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(square, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(24)
        column.addWidget(title)
        column.addSpacing(8)
        column.addWidget(below)
        column.addWidget(self.reason)
        column.addSpacing(28)
        column.addWidget(self._form)
        column.addSpacing(16)
        column.addLayout(row(self.unlock_button, None))
        column.addSpacing(8)
        column.addLayout(row(self.keyring_button, None))
        column.addSpacing(24)
        column.addWidget(Line())
        column.addSpacing(16)
        column.addLayout(row(self.other, None, self.leave))
        across = row(None)
        across.addWidget(block, 100)
        across.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 24, 24, 24)
        page.addStretch(1)
        page.addLayout(across)
        page.addStretch(1)
