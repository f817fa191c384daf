"""Windows of their own: the recovery code at the first start, and a work on the whole journal."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import ErrorText
from relationship_journal.ui.views.welcome_page import head, put_in_the_middle
from relationship_journal.ui.widgets.buttons import Button, LinkButton
from relationship_journal.ui.widgets.frames import row
from relationship_journal.ui.widgets.labels import Text
from relationship_journal.ui.widgets.recovery_code import RecoveryCode

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CodePage(QWidget):
    """Shows the recovery code of a journal that is about to begin.

    `confirmed` comes when two groups were typed back; `back` goes to the page before.
    """

    confirmed = Signal()
    back = Signal()

    def __init__(self, code: Secret, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Relationship Journal"))
        self.code = RecoveryCode(code)
        self._error = ErrorText()
        self.begin_button = Button(_("Begin"), kind="main", key=_("Enter"))
        self.begin_button.clicked.connect(self.confirm)
        back = LinkButton(_("Back"))
        back.clicked.connect(self.back)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addLayout(head())
        column.addWidget(Text(_("Your recovery code"), kind=fonts.Type.SECTION))
        column.addWidget(self.code)
        column.addWidget(self._error)
        column.addLayout(row(back, None, self.begin_button))
        put_in_the_middle(self, column)
        self.code.setFocus()

    @Slot()
    def confirm(self) -> None:
        """Go on, when both groups are right."""
        if self.begin_button.isEnabled() and self.code.is_typed_back():
            self.confirmed.emit()

    @Slot(bool)
    def set_working(self, is_working: bool) -> None:
        """Show that the journal is being made."""
        self.begin_button.setText(_("Encrypting…") if is_working else _("Begin"))
        self.begin_button.setEnabled(not is_working)

    @Slot(object)
    def show_error(self, error: JournalError) -> None:
        """Say why it could not be begun."""
        self._error.say(str(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter."""
        if event.key() in _ENTER:
            self.confirm()
        else:
            super().keyPressEvent(event)


class WorkingPage(QWidget):
    """Shows a work on the whole journal, which is closed meanwhile; `cancelled` asks to stop it."""

    cancelled = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Relationship Journal"))
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel_button = Button(_("Cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addLayout(head())
        column.addWidget(Text(title, kind=fonts.Type.SECTION, wraps=True))
        column.addWidget(self.bar)
        words = _("The journal is closed meanwhile. Stopped at any moment, it is as it was.")
        column.addWidget(Text(words, is_muted=True, wraps=True))
        column.addLayout(row(None, self.cancel_button))
        put_in_the_middle(self, column)
        self.cancel_button.setFocus()

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """Show how much is done."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    @Slot()
    def cancel(self) -> None:
        """Ask to stop."""
        self.cancel_button.setEnabled(False)
        self.cancelled.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop first: the window goes when the journal is open again."""
        if self.isEnabled() and self.cancel_button.isEnabled():
            event.ignore()
            self.cancel()
        else:
            super().closeEvent(event)
