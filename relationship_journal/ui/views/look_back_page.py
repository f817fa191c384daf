"""The Look back page: what was given and received, in pictures that rate nobody."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.core import Core
from relationship_journal.domain import looking_back as rules
from relationship_journal.domain import when as whens
from relationship_journal.i18n import gettext as _
from relationship_journal.services.looking_back import LookBackRow
from relationship_journal.services.rows import Changes
from relationship_journal.ui import fonts
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress
from relationship_journal.ui.models import look_back_words as words
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.plots.answer_bars import AnswerBars
from relationship_journal.ui.plots.heat_map import HeatMap
from relationship_journal.ui.plots.month_bars import MonthBars
from relationship_journal.ui.plots.plot_card import (
    PlotCard,
    StepsLegend,
    given_received_legend,
)
from relationship_journal.ui.views.look_back_cards import (
    BroughtCard,
    CirclesCard,
    NewCard,
    PeopleCard,
    QuietCard,
)
from relationship_journal.ui.views.tab_order import follow_layouts
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import EmptyState, row
from relationship_journal.ui.widgets.labels import Text

_WIDEST = 1056
_BESIDE_FROM = 980
_BESIDE_LINES = 50  # times the height of a line: with a big font two cards are narrow sooner
_SHOWS = frozenset({"interaction", "interaction_contact", "said_outcome", "contact", "circle"})


class LookBackPage(QScrollArea):
    """What was, month by month, day by day, place by place.

    Signals:
        person_opened: the id of whose page is to be shown.
        quarter_requested: "Quarterly look-back" was clicked.

    Args:
        core: the open journal.
        notices: word of what changed.
        jobs: sums are made away from the window's thread.
    """

    person_opened = Signal(int)
    quarter_requested = Signal()

    def __init__(
        self, core: Core, notices: Notices, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._core, self._jobs = core, jobs
        self._is_stale = True
        self._asked: rules.Period | None = None
        self._periods: list[rules.Period] = []
        self._pairs: list[QBoxLayout] = []
        self._plot_cards: list[PlotCard] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build()
        notices.changed.connect(self._take_changes)

    # --- what the frame asks ---------------------------------------------------------------------

    @Slot()
    def look_again(self) -> None:
        """Sum up the chosen period as of now."""
        self._is_stale = False
        self._offer_periods()
        period = self._periods[max(0, self.choice.currentIndex())]
        self._asked = period
        self._head.setText(rules.months_label(period))

        def work(_progress: Progress, _cancelled: IsCancelled) -> LookBackRow:
            return self._core.looking_back.look(period)

        self._jobs.run(_("Looking back"), work, self.show_row)

    @Slot(object)
    def show_row(self, row: LookBackRow) -> None:
        """Show the sums of a period, unless another one was chosen meanwhile."""
        if row.period != self._asked:
            return
        self._head.setText(words.head_words(row))
        tables = {card.plot.accessibleName() for card in self.plot_cards() if card.is_table}
        self._drop_cards()
        if not row.people and not row.new_people:
            self._cards.addWidget(self._empty())
            self._cards.addStretch(1)
            return
        self._show_cards(row)
        for card in self.plot_cards():
            card.table_button.setChecked(card.plot.accessibleName() in tables)
        self._fit()
        follow_layouts(self._page)

    def plot_cards(self) -> list[PlotCard]:
        """Return the cards with a picture, from the top."""
        return list(self._plot_cards)

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._head = Text(is_muted=True, wraps=True)
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        label = Text(_("Look back on"), kind=fonts.Type.SMALL, is_muted=True)
        label.setBuddy(self.choice)
        self.choice.activated.connect(self.look_again)
        self.quarter = Button(_("Quarterly look-back"), icon="compass", kind="quiet")
        self.quarter.clicked.connect(self.quarter_requested)
        titles = QVBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(Text(_("Look back"), kind=fonts.Type.PAGE_TITLE))
        titles.addWidget(self._head)
        acts = QVBoxLayout()
        acts.addStretch(1)
        acts.addLayout(row(label, self.choice, self.quarter))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(titles, 1)
        head.addLayout(acts)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self._page = QWidget()
        self._page.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(head)
        column.addLayout(self._cards)
        column.addStretch(1)
        around = self._around = QWidget()
        across = self._across = QHBoxLayout(around)
        across.setContentsMargins(24, 24, 24, 24)
        across.addStretch(1)
        across.addWidget(self._page, 100)
        across.addStretch(1)
        self.setWidget(around)
        around.installEventFilter(self)
        self.setFocusProxy(self.choice)

    def _show_cards(self, row: LookBackRow) -> None:
        today = self._today()
        sums = PlotCard(
            _("Given and received"),
            MonthBars(row.sums),
            rules.sums_sentence(row.sums),
            legend=given_received_legend(),
        )
        answers = PlotCard(
            _("Where they answer"),
            AnswerBars(row.answers, words.places()),
            rules.answers_sentence(row.answers, words.places()),
        )
        days = PlotCard(
            _("A year of days"),
            HeatMap(row.days, row.period),
            rules.days_sentence(row.days, row.period),
            legend=StepsLegend(),
        )
        self._plot_cards += [sums, answers, days]
        self._add_pair(sums, answers, shares=(64, 36))
        self._cards.addWidget(days)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(CirclesCard(row.circles), 1)
        column.addWidget(NewCard(row.new_people))
        self._add_pair(left, self._opening(QuietCard(row.gone_quiet, today)))
        self._cards.addWidget(self._opening(BroughtCard(row.brought)))
        self._cards.addWidget(PeopleCard(row.people))
        self._cards.addStretch(1)

    def _opening(self, card: QuietCard | BroughtCard) -> QWidget:
        card.person_opened.connect(self.person_opened)
        return card

    def _add_pair(
        self, first: QWidget, second: QWidget, shares: tuple[int, int] = (50, 50)
    ) -> None:
        pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        pair.setSpacing(12)
        pair.addWidget(first, shares[0])
        pair.addWidget(second, shares[1])
        self._pairs.append(pair)
        self._cards.addLayout(pair)

    def _drop_cards(self) -> None:
        self._pairs.clear()
        self._plot_cards.clear()
        while (item := self._cards.takeAt(0)) is not None:
            _drop(item.widget(), item.layout())

    def _empty(self) -> QWidget:
        return EmptyState(
            "history",
            _("Nothing to look back on yet"),
            _("What you and the people of your journal write will be summed up here."),
        )

    def _offer_periods(self) -> None:
        found = self._core.looking_back.periods()
        if found == self._periods:
            return
        kept = max(0, self.choice.currentIndex())
        key = self._periods[kept].key if kept < len(self._periods) else ""
        self._periods = found
        self.choice.clear()
        self.choice.addItems([rules.period_label(period) for period in found])
        keys = [period.key for period in found]
        self.choice.setCurrentIndex(keys.index(key) if key in keys else 0)

    # --- what is told ----------------------------------------------------------------------------

    @Slot(object)
    def _take_changes(self, changes: Changes) -> None:
        if not changes.touches(*_SHOWS):
            return
        self._is_stale = True
        if self.isVisible():
            self.look_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Sum up anew if something changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale or (self._asked is not None and self._asked.last < self._today()):
            self.look_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put two cards beside each other where there is room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be read."""
        return QSize(420, 300)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as high as wrapped words make it: a scroll area asks for the least height only."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._around:
            self._measure()
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        self._cards.activate()
        layout = self._across
        height = layout.totalHeightForWidth(self.viewport().width())
        self._around.setMinimumHeight(max(height, layout.totalMinimumSize().height()))

    def _fit(self) -> None:
        direction = QBoxLayout.Direction
        needed = max(_BESIDE_FROM, _BESIDE_LINES * self.fontMetrics().height())
        is_beside = self.viewport().width() >= needed
        for pair in self._pairs:
            pair.setDirection(direction.LeftToRight if is_beside else direction.TopToBottom)
        self._measure()

    def _today(self) -> date:
        return whens.local_day(self._core.clock(), self._core.zone)


def _drop(widget: QWidget | None, layout: object) -> None:
    """Delete a card, or the two of a pair."""
    if widget is not None:
        widget.deleteLater()
    if isinstance(layout, QBoxLayout):
        while (item := layout.takeAt(0)) is not None:
            _drop(item.widget(), item.layout())
        layout.deleteLater()
