"""A line for a passphrase: shown as dots, and kept from input methods that learn."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from relationship_journal.domain.secret import Secret

_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
_LONGEST = 1_024


class SecretField(QLineEdit):
    """A line for one secret; nothing can be copied or dragged out of it.

    Args:
        name: what it is, for screen readers and while it is empty.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HINTS)
        self.setMaxLength(_LONGEST)
        self.setDragEnabled(False)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)

    def take(self) -> Secret:
        """Return what was typed and empty the line."""
        typed = Secret(self.text())
        self.clear()
        return typed
