"""How often something comes again: the usual ones to choose, anything else to type."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from relationship_journal.domain import repeat as repeats
from relationship_journal.domain.text import is_blank
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import set_field_error
from relationship_journal.ui.models.person_words import sentence_case
from relationship_journal.ui.widgets.labels import ElidedLabel

_USUAL = ("daily", "weekly", "every 2 weeks", "monthly", "every 3 months", "yearly")
_OTHER = "other"


class RepeatField(QWidget):
    """A choice of repeats, a line for other rules, and from when the next one counts."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Repeat"))
        self.choice.addItem(_("Does not repeat"), "")
        for rule in _USUAL:
            said = repeats.repeat_label(repeats.parse_repeat(rule))
            self.choice.addItem(sentence_case(said), rule)
        self.choice.addItem(_("Another rule…"), _OTHER)
        self.rule = QLineEdit()
        self.rule.setAccessibleName(_("Repeat rule"))
        self.rule.setPlaceholderText(_("every 3 weeks, or an RRULE"))
        self._said = ElidedLabel(kind=fonts.Type.SMALL, is_muted=True)
        self.from_completion = QCheckBox(_("&Count from the day it was done"))
        self.from_completion.setToolTip(
            _("For a catch-up. Otherwise it counts from the date, as for a birthday.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.choice)
        column.addWidget(self.rule)
        column.addWidget(self._said)
        column.addWidget(self.from_completion)
        self.setFocusProxy(self.choice)
        self.choice.currentIndexChanged.connect(self._show_parts)
        self.rule.textChanged.connect(self._tell)
        self._show_parts()

    def set_repeat(self, rule: str, *, from_completion: bool) -> None:
        """Show a rule as it is kept."""
        place = self.choice.findData(rule)
        if place < 0:
            self.rule.setText(rule)
            place = self.choice.findData(_OTHER)
        self.choice.setCurrentIndex(place)
        self.from_completion.setChecked(from_completion)

    def repeat(self) -> tuple[str, bool]:
        """Return the rule as typed ("" for none) and whether it counts from completion.

        Raises: InvalidInput, with the field `repeat`.
        """
        rule = str(self.choice.currentData())
        if rule == _OTHER:
            rule = self.rule.text()
            if is_blank(rule):
                raise InvalidInput("repeat", _("Write how often, like every 3 weeks."))
        if not rule:
            return "", False
        counts_from_done = self.from_completion.isChecked()
        repeats.parse_repeat(rule, from_completion=counts_from_done)
        return rule, counts_from_done

    def set_error(self, sentence: str) -> None:
        """Mark what is typed as wrong."""
        set_field_error(self.rule, sentence)

    @Slot()
    def _show_parts(self) -> None:
        rule = self.choice.currentData()
        self.rule.setVisible(rule == _OTHER)
        self.from_completion.setVisible(bool(rule))
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self.set_error("")
        said = ""
        if self.choice.currentData() == _OTHER and not is_blank(self.rule.text()):
            try:
                said = repeats.repeat_label(repeats.parse_repeat(self.rule.text()))
            except InvalidInput:
                said = _("Like daily, every 3 weeks, every 2 months, or an RRULE")
        self._said.setText(sentence_case(said))
        self._said.setVisible(bool(said))
        self.changed.emit()
