"""The circles as rows of fields: their names, how often, and how long to rest."""

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QSpinBox, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.circles import LONGEST_CADENCE, MOST
from relationship_journal.services.rows import CircleRow
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.buttons import Button, IconButton
from relationship_journal.ui.widgets.fields import EditableLine
from relationship_journal.ui.widgets.labels import Text

_FIRST_CADENCE = 60


class DaysField(QSpinBox):
    """A number of days that is saved when it is left or on Enter; `committed` carries it.

    Args:
        name: what it is, for screen readers.
        zero: what 0 means, in words.
    """

    committed = Signal(int)

    def __init__(self, name: str, zero: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRange(0, LONGEST_CADENCE)
        self.setSpecialValueText(zero)
        self.setKeyboardTracking(False)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._saved = 0
        self.valueChanged.connect(self._say_days)
        self.editingFinished.connect(self.commit)

    def set_days(self, days: int) -> None:
        """Show what is stored."""
        self._saved = days
        with QSignalBlocker(self):
            self.setValue(days)
        self._say_days(days)

    @Slot()
    def commit(self) -> None:
        """Offer the number for saving, if it is another one."""
        if self.value() != self._saved:
            self._saved = self.value()
            self.committed.emit(self.value())

    @Slot(int)
    def _say_days(self, days: int) -> None:
        self.setSuffix(" " + ngettext("day", "days", days))


class CircleFields(QObject):
    """The fields of one circle, to be put into a grid."""

    def __init__(self, core: Core, circle: CircleRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._core, self._circle = core, circle
        self.name = EditableLine(_("Name of the circle"), parent=parent, is_inline=False)
        self.cadence = DaysField(_("Keep in touch about every"), _("No plan"), parent)
        self.cooldown = DaysField(_("Rest after an exchange"), _("None"), parent)
        self.remove = IconButton("trash-2", _("Remove circle"), parent)
        self.show_circle(circle)
        self.name.committed.connect(self.rename)
        self.cadence.committed.connect(self.set_cadence)
        self.cooldown.committed.connect(self.set_cooldown)
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
        """Save another distance."""
        self._core.circles.update(self._circle.id, cadence_days=days or None)

    @Slot(int)
    def set_cooldown(self, days: int) -> None:
        """Save another rest."""
        self._core.circles.update(self._circle.id, cooldown_days=days)

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
            self._grid.addWidget(Text(words, kind=fonts.Type.HEAD), 0, place)
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
