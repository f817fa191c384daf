"""The circles as rows of fields: their names, how often, and how long to rest."""

import re

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.circles import MOST
from relationship_journal.services.rows import CircleRow
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.buttons import Button, IconButton
from relationship_journal.ui.widgets.fields import EditableLine
from relationship_journal.ui.widgets.labels import Text

_FIRST_CADENCE = 60
_NAME_LETTERS = 20  # of a circle's name are in sight at least
_NUMBER = re.compile(r"\d{1,9}")


class DaysField(EditableLine):
    """A number of days that is saved when it is left or on Enter; `days_committed` carries it.

    Args:
        name: what it is, for screen readers.
        zero: what 0 means, in words; an empty field means it too.
    """

    days_committed = Signal(int)

    def __init__(self, name: str, zero: str, parent: QWidget | None = None) -> None:
        super().__init__(name, zero, parent, is_inline=False)
        self._zero = zero
        self.committed.connect(self._read)

    def set_days(self, days: int) -> None:
        """Show what is stored."""
        words = ngettext("{n} day", "{n} days", days).format(n=days)
        self.set_value(words if days else self._zero)

    @Slot(str)
    def _read(self, text: str) -> None:
        typed = text.strip()
        number = _NUMBER.match(typed)
        if number is not None:
            self.days_committed.emit(int(number[0]))
        elif typed in {"", self._zero}:
            self.days_committed.emit(0)
        else:
            self.set_error(_("Type a number of days."))


class CircleFields(QObject):
    """The fields of one circle, to be put into a grid."""

    def __init__(self, core: Core, circle: CircleRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._core, self._circle = core, circle
        self.name = EditableLine(_("Name of the circle"), parent=parent, is_inline=False)
        self.cadence = DaysField(_("Keep in touch about every"), _("No plan"), parent)
        self.cooldown = DaysField(_("Rest after an exchange"), _("None"), parent)
        self.remove = IconButton("trash-2", _("Remove circle"), parent)
        self.name.setMinimumWidth(self.name.fontMetrics().averageCharWidth() * _NAME_LETTERS)
        self.show_circle(circle)
        self.name.committed.connect(self.rename)
        self.cadence.days_committed.connect(self.set_cadence)
        self.cooldown.days_committed.connect(self.set_cooldown)
        self.remove.clicked.connect(self.remove_circle)

    def widgets(self) -> tuple[QWidget, ...]:
        """Return the fields in the order of their columns."""
        return (self.name, self.cadence, self.cooldown, self.remove)

    def show_circle(self, circle: CircleRow) -> None:
        """Show what is stored; nothing is written by it."""
        self._circle = circle
        self.name.set_value(circle.name)
        self.cadence.set_days(circle.cadence_days or 0)
        self.cooldown.set_days(circle.cooldown_days)
        self.remove.set_name(_("Remove the circle {name}").format(name=circle.name))

    @Slot(str)
    def rename(self, name: str) -> None:
        """Save another name, or mark it."""
        try:
            self._core.circles.update(self._circle.id, name=name)
        except InvalidInput as error:
            self.name.set_error(str(error))

    @Slot(int)
    def set_cadence(self, days: int) -> None:
        """Save another distance, or mark it."""
        self._save_days(self.cadence, cadence_days=days or None)

    @Slot(int)
    def set_cooldown(self, days: int) -> None:
        """Save another rest, or mark it."""
        self._save_days(self.cooldown, cooldown_days=days)

    def _save_days(self, field: DaysField, **days: int | None) -> None:
        try:
            self._core.circles.update(self._circle.id, **days)
        except InvalidInput as error:
            field.set_error(str(error))
            return
        # nothing may have changed, and then nobody tells: "20" is "20 days" all the same
        self.show_circle(self._core.circles.get(self._circle.id))

    @Slot()
    def remove_circle(self) -> None:
        """Remove the circle; the window says so when somebody is in it."""
        self._core.circles.remove(self._circle.id)


class CircleRows(QWidget):
    """All circles, in their order, with a button for one more."""

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._rows: dict[int, CircleFields] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        heads = (_("Name"), _("Keep in touch about every"), _("Rest after an exchange"))
        for place, words in enumerate(heads):
            head = Text(words, kind=fonts.Type.HEAD, wraps=True)
            self._grid.addWidget(head, 0, place, Qt.AlignmentFlag.AlignBottom)
        self._add = Button(_("Add a circle"), icon="plus", kind="quiet")
        self._add.clicked.connect(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._grid)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.reload()

    def reload(self) -> None:
        """Show the circles there are now; fields that stay keep the focus."""
        circles = self._core.circles.all()
        if [circle.id for circle in circles] != list(self._rows):
            self._rebuild(circles)
        for circle in circles:
            self._rows[circle.id].show_circle(circle)
        self._add.setEnabled(len(circles) < MOST)

    @Slot()
    def add(self) -> None:
        """Make a circle and let it be named."""
        taken = {circle.name for circle in self._core.circles.all()}
        numbered = (_("New circle {n}").format(n=n) for n in range(2, MOST + 2))
        name = next(one for one in (_("New circle"), *numbered) if one not in taken)
        made = self._core.circles.add(name, _FIRST_CADENCE)
        self.reload()
        self._rows[made].name.setFocus()
        self._rows[made].name.selectAll()

    def _rebuild(self, circles: list[CircleRow]) -> None:
        for fields in self._rows.values():
            for widget in fields.widgets():
                widget.hide()
                widget.deleteLater()
            fields.deleteLater()
        self._rows = {one.id: CircleFields(self._core, one, self) for one in circles}
        for row, fields in enumerate(self._rows.values(), start=1):
            for column, widget in enumerate(fields.widgets()):
                self._grid.addWidget(widget, row, column)
                widget.show()
