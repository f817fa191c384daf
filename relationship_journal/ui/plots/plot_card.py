"""A card with a picture of numbers: its head with Table and copy, the picture, its sentence."""

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui import theme as themes
from relationship_journal.ui.plots.heat_map import step_color
from relationship_journal.ui.plots.numbers_table import NumbersTable
from relationship_journal.ui.plots.plot import Plot
from relationship_journal.ui.widgets.buttons import Button, IconButton
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import Text

_PADDING = 20
_SQUARE = 13


class Swatch(QLabel):
    """A small square that says which bar is whose: filled with `fill`, outlined with `line`."""

    def __init__(self, fill: str, line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fill, self._line = fill, line
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return its square."""
        return QSize(_SQUARE, _SQUARE)

    def minimumSizeHint(self) -> QSize:
        """Return its square."""
        return self.sizeHint()

    def color(self) -> QColor:
        """Return what it is filled with."""
        return themes.current().color(self._fill)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = themes.current().color(self._line) if self._line else self.color()
        painter.setPen(line)
        painter.setBrush(self.color())
        painter.drawRoundedRect(QRect(0, 0, _SQUARE - 1, _SQUARE - 1), 3, 3)


class PlotCard(Card):
    """One picture with all that belongs to it.

    Args:
        title: its name.
        plot: the picture.
        sentence: what is seen in it.
        legend: what stands before the Table button.
    """

    def __init__(
        self,
        title: str,
        plot: Plot,
        sentence: str,
        parent: QWidget | None = None,
        *,
        legend: QWidget | None = None,
    ) -> None:
        super().__init__(parent, padding=_PADDING, spacing=12)
        self._plot = plot
        plot.setAccessibleDescription(sentence)
        self._table: NumbersTable | None = None
        self.table_button = Button(_("Table"), icon="table-2", kind="flat", is_small=True)
        self.table_button.setCheckable(True)
        self.table_button.setAccessibleName(_("{title} as a table").format(title=title))
        self.table_button.toggled.connect(self.show_table)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Text(title, kind=fonts.Type.SECTION))
        head.addStretch(1)
        if legend is not None:
            head.addWidget(legend)
        head.addWidget(self.table_button)
        head.addWidget(self._copy_button(title))
        self.body.addLayout(head)
        self._place = QVBoxLayout()
        self._place.addWidget(plot)
        self._place.addStretch(0)
        self.body.addLayout(self._place, 1)
        self.body.addWidget(Text(sentence, wraps=True))

    @property
    def plot(self) -> Plot:
        """The picture."""
        return self._plot

    @property
    def is_table(self) -> bool:
        """Whether the numbers stand in the picture's place."""
        return self.table_button.isChecked()

    @Slot(bool)
    def show_table(self, is_table: bool) -> None:
        """Show the numbers in the picture's place, or the picture again."""
        if self._table is None:
            self._table = NumbersTable(self._plot.accessibleName(), self._plot.numbers)
            self._place.insertWidget(1, self._table)
        self._plot.setVisible(not is_table)
        self._table.setVisible(is_table)

    def _copy_button(self, title: str) -> IconButton:
        button = IconButton("copy", _("Copy {title}").format(title=title), is_small=True)
        menu = QMenu(button)
        menu.addAction(_("Copy as &picture"), self._plot.copy_picture)
        menu.addAction(_("Copy as &CSV"), self._plot.copy_numbers)
        button.clicked.connect(self.open_copy_menu)
        self._menu = menu
        self._copy = button
        return button

    @Slot()
    def open_copy_menu(self) -> None:
        """Ask how it is to be copied."""
        self._menu.popup(self._copy.mapToGlobal(self._copy.rect().bottomLeft()))


def given_received_legend() -> QWidget:
    """Return what says which bar is from whom."""
    return _legend(
        (Swatch("accent"), _("From me")), (Swatch("tint_answer", "answer"), _("From them"))
    )


def _legend(*parts: tuple[QWidget, str]) -> QWidget:
    legend = QWidget()
    row = QHBoxLayout(legend)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for swatch, words in parts:
        row.addWidget(swatch, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Text(words, kind=fonts.Type.SMALL, is_muted=True))
        row.addSpacing(6)
    return legend


class StepsLegend(QWidget):
    """From quiet to busy: the five colours of the heat map, between their two words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(Text(_("Quiet"), kind=fonts.Type.SMALL, is_muted=True))
        for step in range(5):
            row.addWidget(_Step(step))
        row.addWidget(Text(_("Busy"), kind=fonts.Type.SMALL, is_muted=True))


class _Step(Swatch):
    def __init__(self, step: int) -> None:
        super().__init__("accent", "" if step else "line")
        self._step = step

    def color(self) -> QColor:
        return step_color(self._step)
