"""Whether the guard says something; it is remembered between starts."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.settings import Settings

GUARD_SETTING = "guard"


class GuardChoice(QWidget):
    """One tick.

    Args:
        core: whose guard it is.
        settings: where the choice is kept.
    """

    def __init__(self, core: Core, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core, self._settings = core, settings
        self.box = QCheckBox(_("Say so"))
        self.box.setAccessibleName(_("The guard says so"))
        self.box.setChecked(core.guard.is_on)
        self.box.clicked.connect(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeading)

    @Slot(bool)
    def choose(self, is_on: bool) -> None:
        """Turn the guard on or off, from now on."""
        self._settings.set(GUARD_SETTING, is_on)
        self._core.guard.is_on = is_on
