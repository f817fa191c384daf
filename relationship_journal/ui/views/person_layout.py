"""Where the parts of a person's page go: one column in a pane, facts at the side on a page."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.views.indent import INDENT, indented
from relationship_journal.ui.widgets.labels import Text

_COLUMN, _FACTS, _BETWEEN, _MARGIN = 720, 312, 48, 24


@dataclass(frozen=True, slots=True)
class PersonParts:
    """The parts, from the top; `chips`, `approach` and `facts` change sides."""

    back: QWidget
    header: QWidget
    chips: QWidget
    approach: QWidget
    facts_button: QWidget
    facts: QWidget
    cards: QWidget
    entry_box: QWidget
    ahead: QWidget
    nothing_yet: QWidget
    timeline: QWidget


class PersonLayout(QScrollArea):
    """Scrolls all parts together; `arrange` puts the facts beside the timeline or above it."""

    def __init__(self, parts: PersonParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._chips_in_column, self._facts_in_column = QVBoxLayout(), QVBoxLayout()
        self._chips_at_side, self._facts_at_side = QVBoxLayout(), QVBoxLayout()
        self._approach_in_column, self._approach_at_side = QVBoxLayout(), QVBoxLayout()
        self._column, self._side = self._make_column(), self._make_side()
        self._gap = QWidget()
        self._gap.setFixedWidth(_BETWEEN - 2 * INDENT)
        self.content = QWidget()
        self._across = across = QHBoxLayout(self.content)
        across.setContentsMargins(_MARGIN - INDENT, 20, _MARGIN - INDENT, 24)
        across.setSpacing(0)
        across.addStretch(1)
        across.addWidget(self._column, 100)
        across.addWidget(self._gap)
        across.addWidget(self._side)
        across.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self.content)
        for see_through in (self, self.viewport(), self.content):
            see_through.setAutoFillBackground(False)
        self.setStyleSheet("PersonLayout { background: transparent; }")

    def arrange(self, *, has_side: bool, is_unfolded: bool) -> None:
        """Put places and facts at the side, or into the column, there folded or not."""
        parts = self._parts
        self._side.setVisible(has_side)
        self._gap.setVisible(has_side)
        (self._chips_at_side if has_side else self._chips_in_column).addWidget(parts.chips)
        (self._approach_at_side if has_side else self._approach_in_column).addWidget(parts.approach)
        (self._facts_at_side if has_side else self._facts_in_column).addWidget(parts.facts)
        parts.facts_button.setVisible(not has_side)
        parts.facts.setVisible(has_side or is_unfolded)
        parts.facts.updateGeometry()  # what came into it while it was folded away counts now

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the scroll bar stand in the margin, so that nothing moves when it comes."""
        side = _MARGIN - INDENT
        taken = min(side, self.width() - self.viewport().width())
        is_left = self.isRightToLeft()
        self._across.setContentsMargins(
            side - taken * is_left, 20, side - taken * (not is_left), 24
        )
        super().resizeEvent(event)

    def show_rect(self, widget: QWidget, rect: QRect) -> None:
        """Scroll until a rectangle of a part is in sight."""
        top = widget.mapTo(self.content, rect.topLeft()).y()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value():
            bar.setValue(top - 8)
        elif top + rect.height() > bar.value() + height:
            bar.setValue(min(top - 8, top + rect.height() - height + 8))

    def show_part(self, widget: QWidget) -> None:
        """Scroll until a part is in sight."""
        self.show_rect(widget, QRect(QPoint(0, 0), widget.size()))

    def _make_column(self) -> QWidget:
        parts = self._parts
        upper = QVBoxLayout()
        upper.setContentsMargins(INDENT, 0, INDENT, 0)
        upper.setSpacing(8)
        upper.addLayout(self._chips_in_column)
        lower = QVBoxLayout()
        lower.setContentsMargins(INDENT, 0, INDENT, 0)
        lower.setSpacing(16)
        for part in (parts.cards, parts.entry_box, parts.ahead, parts.nothing_yet):
            lower.addWidget(part)
        made = QWidget()
        made.setMaximumWidth(_COLUMN + 2 * INDENT)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(parts.back, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(parts.header)
        column.addLayout(upper)
        column.addLayout(self._approach_in_column)
        column.addWidget(parts.facts_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self._facts_in_column)
        column.addLayout(lower)
        column.addWidget(parts.timeline)
        column.addStretch(1)
        return made

    def _make_side(self) -> QWidget:
        head = Text(_("Profiles"), kind=fonts.Type.HEAD)
        head.setIndent(INDENT)
        self._chips_at_side.setContentsMargins(0, 0, 0, 20)
        made = QWidget()
        made.setFixedWidth(_FACTS + INDENT)
        side = QVBoxLayout(made)
        side.setContentsMargins(0, 40, 0, 0)
        side.setSpacing(8)
        side.addWidget(head)
        side.addLayout(indented(self._chips_at_side))
        self._approach_at_side.setContentsMargins(0, 0, 0, 16)
        side.addLayout(self._approach_at_side)
        side.addLayout(self._facts_at_side)
        side.addStretch(1)
        return made
