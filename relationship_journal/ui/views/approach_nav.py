"""The left column of My approach: the circles and what is mine, one of them chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui import theme as themes
from relationship_journal.ui.widgets.buttons import LinkButton
from relationship_journal.ui.widgets.frames import row
from relationship_journal.ui.widgets.labels import Text

WIDTH = 220
_SIDE = 12
_HEIGHT = 36
_RADIUS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """One row: what it is called, and a quieter word at its end; `key` says what it shows."""

    key: str
    text: str
    more: str = ""


class NavRow(QAbstractButton):
    """A row of the column; arrow keys move among them."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.place = place
        self.show_place(place)

    def show_place(self, place: Place) -> None:
        """Say something else."""
        self.place = place
        self.setText(place.text)
        name = _("{what}, {more}").format(what=place.text, more=place.more)
        self.setAccessibleName(name if place.more else place.text)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the row's height; the width is the column's."""
        return QSize(WIDTH - 8, max(_HEIGHT, QFontMetrics(self.font()).height() + 12))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(64, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw the fill, the words and the ring of focus."""
        theme, painter = themes.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = theme.select if self.isChecked() else theme.hover if self.underMouse() else None
        if fill is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawRoundedRect(self.rect(), _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(theme.accent)
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        theme = themes.current()
        inside = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        small = fonts.font_of(fonts.Type.SMALL)
        own = fonts.font_of(fonts.Type.STRONG if self.isChecked() else fonts.Type.BODY)
        more = QFontMetrics(small).horizontalAdvance(self.place.more)
        if more + 12 + QFontMetrics(own).horizontalAdvance(self.place.text) <= inside.width():
            painter.setFont(small)
            painter.setPen(theme.muted)
            painter.drawText(inside, _side(self, is_end=True), self.place.more)
        painter.setFont(own)
        painter.setPen(theme.text)
        elide = Qt.TextElideMode.ElideRight
        shown = QFontMetrics(own).elidedText(self.place.text, elide, inside.width())
        painter.drawText(inside, _side(self, is_end=False), shown)


def _side(row: NavRow, *, is_end: bool) -> Qt.AlignmentFlag:
    at_right = is_end != row.isRightToLeft()
    side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class ApproachNav(QWidget):
    """The column. `chosen` carries the key of a row, `add_requested` asks for one more circle."""

    chosen = Signal(str)
    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._rows: dict[str, NavRow] = {}
        self._circles, self._mine = QVBoxLayout(), QVBoxLayout()
        for rows in (self._circles, self._mine):
            rows.setSpacing(2)
        self.add_button = LinkButton(_("Add a circle"), icon="plus")
        self.add_button.clicked.connect(self.add_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(_head(_("Circles")))
        column.addLayout(self._circles)
        adding = row(6, self.add_button, None)
        column.addLayout(adding)
        column.addSpacing(16)
        column.addWidget(_head(_("Mine")))
        column.addLayout(self._mine)
        column.addStretch(1)
        self.setFixedWidth(WIDTH)

    def show_places(self, circles: Sequence[Place], mine: Sequence[Place]) -> None:
        """Show these rows; those that stay keep the focus and the choice."""
        wanted = [place.key for place in (*circles, *mine)]
        for key in [key for key in self._rows if key not in wanted]:
            gone = self._rows.pop(key)
            self._group.removeButton(gone)
            gone.hide()
            gone.deleteLater()
        for layout, places in ((self._circles, circles), (self._mine, mine)):
            for n, place in enumerate(places):
                row = self._rows.get(place.key) or self._make(place)
                row.show_place(place)
                if layout.indexOf(row) != n:
                    layout.insertWidget(n, row)
        self.add_button.setEnabled(len(circles) < 8)

    def choose(self, key: str) -> None:
        """Mark a row as the one that is shown; "" none."""
        row = self._rows.get(key)
        if row is not None:
            row.setChecked(True)
            return
        self._group.setExclusive(False)
        for one in self._rows.values():
            one.setChecked(False)
        self._group.setExclusive(True)

    def focus_chosen(self) -> None:
        """Give the focus to the row that is chosen."""
        row = self._group.checkedButton()
        if row is not None:
            row.setFocus()

    def _make(self, place: Place) -> NavRow:
        row = NavRow(place)
        self._rows[place.key] = row
        self._group.addButton(row)
        row.toggled.connect(self._tell)
        return row

    @Slot(bool)
    def _tell(self, is_on: bool) -> None:
        row = self.sender()
        if is_on and isinstance(row, NavRow):
            self.chosen.emit(row.place.key)


def _head(text: str) -> Text:
    head = Text(text, kind=fonts.Type.HEAD)
    head.setIndent(_SIDE)
    return head
