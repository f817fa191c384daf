"""The settings of looking for posts: by itself or not, and where the connection costs money."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.settings import Settings

BY_ITSELF = "fetching.by_itself"
METERED_ALL = "fetching.everyone_when_metered"


def looks_by_itself(settings: Settings) -> bool:
    """Say whether posts are looked for without being asked."""
    return bool(settings.get(BY_ITSELF, default=True))


def only_inner_when_metered(settings: Settings) -> bool:
    """Say whether a connection that costs by the amount is for the innermost circle only."""
    return not settings.get(METERED_ALL, default=False)


class FetchingChoices(QWidget):
    """Two boxes to tick; what is chosen is kept at once.

    Args:
        settings: where it is kept.
    """

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._by_itself = QCheckBox(_("Look for posts now and then, without being asked"))
        self._inner = QCheckBox(_("Only my innermost circle’s where the connection costs money"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for box in (self._by_itself, self._inner):
            column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        self.reload()
        self._by_itself.clicked.connect(self.choose_by_itself)
        self._inner.clicked.connect(self.choose_inner)

    def reload(self) -> None:
        """Show what is kept; nothing is written by it."""
        self._by_itself.setChecked(looks_by_itself(self._settings))
        self._inner.setChecked(only_inner_when_metered(self._settings))
        self._inner.setEnabled(self._by_itself.isChecked())

    @Slot(bool)
    def choose_by_itself(self, is_on: bool) -> None:
        """Look for posts without being asked from now on, or no longer."""
        self._settings.set(BY_ITSELF, value=is_on)
        self.reload()

    @Slot(bool)
    def choose_inner(self, is_on: bool) -> None:
        """Spare a connection that costs money from now on, or no longer."""
        self._settings.set(METERED_ALL, value=not is_on)
        self.reload()
