"""What is shown instead of a journal that cannot be opened: why, and what to do."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.views.backup_section import choose_backup
from relationship_journal.ui.views.welcome_page import head, put_in_the_middle
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import Icon, Text


class RefusedPage(QWidget):
    """A window of its own.

    `chosen` carries the path of another journal, `backup_chosen` of a backup to restore;
    `quit_requested` ends.
    """

    chosen = Signal(str)
    backup_chosen = Signal(str)
    quit_requested = Signal()

    def __init__(self, error: JournalError, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setWindowTitle(_("Relationship Journal"))
        self._text = Text(kind=fonts.Type.SECTION, wraps=True)
        self._hint = Text(is_muted=True, wraps=True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._text)
        words.addWidget(self._hint)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(Icon("triangle-alert", "danger", 18))
        line.addLayout(words, 1)
        card = Card()
        card.set_state("danger")
        card.body.addLayout(line)
        choose = Button(_("Choose another…"), kind="main")
        choose.clicked.connect(self.choose)
        restore = Button(_("Restore a backup…"), icon="history")
        restore.clicked.connect(self.choose_backup)
        leave = Button(_("Quit"))
        leave.clicked.connect(self.quit_requested)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(self.quit_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(restore)
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(choose)
        column = QVBoxLayout()
        column.setSpacing(24)
        column.addLayout(head())
        column.addWidget(card)
        column.addLayout(buttons)
        put_in_the_middle(self, column)
        self.show_error(error)
        choose.setFocus()

    def show_error(self, error: JournalError) -> None:
        """Say why a journal could not be opened."""
        self._text.setText(error.text)
        self._hint.setText(error.hint)
        self._hint.setVisible(bool(error.hint))

    @Slot()
    def choose(self) -> None:
        """Let another journal be chosen."""
        dialog = QFileDialog(self, _("Open a journal"), str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Journals (*.db)"), _("All files (*)")])
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def choose_backup(self) -> None:
        """Let a backup be chosen."""
        choose_backup(self, self._folder).fileSelected.connect(self.backup_chosen)
