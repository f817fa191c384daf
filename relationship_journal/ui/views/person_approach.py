"""Two lines of a person's approach on their page, and what they welcome, with its evidence."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import welcome as counts
from relationship_journal.domain.target import Target
from relationship_journal.domain.text import excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.services.welcome import ObservationRow
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormField, saved
from relationship_journal.ui.views.ahead_parts import MoreButton
from relationship_journal.ui.views.indent import INDENT, indented
from relationship_journal.ui.widgets.buttons import LinkButton
from relationship_journal.ui.widgets.fields import EditableLine
from relationship_journal.ui.widgets.labels import Icon, Text, as_plain_tip

_MOST_LINES, _MOST_COUNTS = 8, 4
_LONGEST = 120


class ApproachLines(QWidget):
    """How they are turned to and what not to do; `edit_requested` asks for their whole plan.

    Args:
        core: where plans are kept.
    """

    edit_requested = Signal()

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._how, self._not = Text(wraps=True), Text(wraps=True, is_muted=True)
        self._from = Text(kind=fonts.Type.SMALL, is_muted=True)
        self.edit_button = LinkButton(_("Their approach…"), icon="compass")
        self.edit_button.clicked.connect(self.edit_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = Text(_("Approach"), kind=fonts.Type.HEAD)
        for one in (head, self._how, self._not, self._from):
            one.setIndent(INDENT)
            column.addWidget(one)
        column.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_contact(self, contact_id: int, *, is_compact: bool) -> None:
        """Show the two lines; in a pane nothing stands there without them."""
        row = self._core.approach.of_person(contact_id)
        how, limits = row.lines
        for label, text in ((self._how, how), (self._not, limits)):
            label.setText(excerpt(text, _LONGEST))
            label.setToolTip(as_plain_tip(text) if len(text) > _LONGEST else "")
            label.setVisible(bool(text))
        has_any = bool(how or limits)
        is_inherited = has_any and row.own.is_empty
        self._from.setText(_("From {circle}").format(circle=row.circle))
        self._from.setVisible(is_inherited)
        self.edit_button.setText(_("Their approach…") if has_any else _("Write an approach…"))
        self.setVisible(has_any or not is_compact)


class WelcomeList(QWidget):
    """What they welcome, counts of what was answered, and a line for one thing more.

    `target_wanted` carries the page where something was seen.

    Args:
        core: where it is kept.
    """

    target_wanted = Signal(object)

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._contact_id: int | None = None
        self._shown: object = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._counts = QVBoxLayout()
        self._counts.setSpacing(2)
        self.line = EditableLine(_("Something they welcome"), _("Add what they welcome"))
        self.line.committed.connect(self._add)
        self._field = FormField("", self.line)
        self._field.word.hide()
        head = Text(_("What they welcome"), kind=fonts.Type.HEAD)
        head.setIndent(INDENT)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(head)
        column.addLayout(indented(self._lines))
        column.addWidget(self._field)
        column.addLayout(indented(self._counts))

    def show_contact(self, contact_id: int) -> bool:
        """Show what was seen of this contact, and say whether that is something else."""
        if contact_id != self._contact_id:
            self._contact_id = contact_id
            self.line.set_value("")
            self._field.set_error("")
        seen, tallies = self._core.welcome.of(contact_id), self._core.welcome.tallies(contact_id)
        if (contact_id, seen, tallies) == self._shown:
            return False
        self._shown = (contact_id, seen, tallies)
        for layout in (self._lines, self._counts):
            _empty(layout)
        for row in seen[:_MOST_LINES]:
            line = _Seen(self._core, row)
            line.target_wanted.connect(self.target_wanted)
            self._lines.addWidget(line)
            line.show()  # folded away too: what is not shown counts as no height
        for tally in tallies[:_MOST_COUNTS]:
            words = Text(counts.sentence(tally), kind=fonts.Type.SMALL, is_muted=True, wraps=True)
            self._counts.addWidget(words)
            words.show()
        self._column.invalidate()
        self.updateGeometry()
        return True

    @Slot(str)
    def _add(self, text: str) -> None:
        contact_id = self._contact_id
        if contact_id is None or not text.strip():
            return
        if saved(self._field, lambda: self._core.welcome.add(contact_id, text)):
            self.line.set_value("")
            self.line.clear()


class _Seen(QWidget):
    """One thing they welcome; older than a year it is a step quieter and says so."""

    target_wanted = Signal(object)

    def __init__(self, core: Core, row: ObservationRow) -> None:
        super().__init__()
        self._core, self._row = core, row
        text = one_line(row.text)
        if row.is_old:
            text = _("{text} (more than a year ago)").format(text=text)
        words = Text(text, is_muted=row.is_old, wraps=True)
        when = friendly.full_date(row.day)
        parts = [_("Seen {day}").format(day=when), row.topic, row.url]
        words.setToolTip(as_plain_tip("\n".join(part for part in parts if part)))
        menu = QMenu()
        if row.url:
            menu.addAction(_("Open where it was seen")).triggered.connect(self.open)
        menu.addAction(_("Delete")).triggered.connect(self.delete)
        self.more = MoreButton(row.text, menu, is_small=True)
        icon = Icon("circle-check", "muted" if row.is_old else "accent")
        mark = QVBoxLayout()  # beside the first line, however many there are
        mark.setContentsMargins(0, 6, 0, 0)
        mark.addWidget(icon)
        mark.addStretch(1)
        words.setContentsMargins(0, 5, 0, 5)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addLayout(mark)
        across.addWidget(words, 1)
        across.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def open(self) -> None:
        """Open the page where it was seen."""
        self.target_wanted.emit(Target(self._row.url, self._row.contact_id))

    @Slot()
    def delete(self) -> None:
        """Remove it; Undo brings it back."""
        self._core.welcome.delete(self._row.id)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
