"""The setting that starts the program with the computer; off until it is asked for."""

from typing import Protocol

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.ui.dialogs.form import ErrorText


class Autostart(Protocol):
    """What is asked of the computer; `relationship_journal.system.autostart` has it."""

    def is_on(self) -> bool:
        """Say whether the program starts with the computer."""
        ...

    def set_on(self, is_on: bool) -> None:
        """Start with the computer from now on, or no longer.

        Raises: JournalError.
        """
        ...


class StartChoice(QWidget):
    """A box to tick, and below it why that could not be done.

    Args:
        autostart: who does it.
    """

    def __init__(self, autostart: Autostart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._autostart = autostart
        self._box = QCheckBox(_("Start with the computer, quietly in the tray"))
        self._error = ErrorText()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._box, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._error)
        self.reload()
        self._box.clicked.connect(self.switch)

    def reload(self) -> None:
        """Show how it is; the desktop's own settings may have switched it."""
        self._box.setChecked(self._autostart.is_on())

    @Slot(bool)
    def switch(self, is_on: bool) -> None:
        """Start with the computer, or no longer; what cannot be done is said."""
        try:
            self._autostart.set_on(is_on)
        except JournalError as error:
            self._say(str(error))
        else:
            self._say("")
        self.reload()

    def _say(self, sentence: str) -> None:
        self._error.say(sentence)
        self._box.setAccessibleDescription(sentence)
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._box, sentence))
