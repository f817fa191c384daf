"""One question each: until which day, every how many days."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from relationship_journal.core import Core
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.ui.dialogs.form import FormDialog
from relationship_journal.ui.dialogs.when_field import WhenField
from relationship_journal.ui.widgets.labels import Text

_LONGEST_CADENCE = 3660


class DayDialog(FormDialog):
    """Ask for a day; `chosen` carries it with the time of day typed, or None."""

    chosen = Signal(object, object)

    def __init__(
        self, core: Core, title: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, _("OK"), parent)
        if sentence:
            self.body.addWidget(Text(sentence, wraps=True))
        self.when = WhenField(core, _("Day"), placeholder=_("tomorrow, fri, 3 Dec, 2w"))
        self.add_field("when", _("&Day"), self.when.line, whole=self.when)
        self.when.setFocus()

    def save(self) -> None:
        """Tell the day.

        Raises: InvalidInput.
        """
        when = self.when.when()
        if when is None:
            raise InvalidInput("when", _("Name a day."))
        self.chosen.emit(when.day, when.at)


class CadenceDialog(FormDialog):
    """Ask every how many days to keep in touch; `chosen` carries the number."""

    chosen = Signal(int)

    def __init__(self, days: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Keep in touch"), _("OK"), parent)
        self.days = QSpinBox()
        self.days.setRange(1, _LONGEST_CADENCE)
        self.days.setValue(days)
        self.days.setSuffix(_(" days"))
        self.add_field("cadence", _("&Every"), self.days)
        self.days.lineEdit().setAccessibleName(_("Days"))
        self.days.setFocus()
        self.days.selectAll()

    def save(self) -> None:
        """Tell the number."""
        self.chosen.emit(self.days.value())
