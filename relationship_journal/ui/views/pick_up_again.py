"""Pick up again: after a time away, what waits is spread over days the user chooses."""

from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from relationship_journal.domain.calendar_names import weekday_name, weekday_short
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.ui import fonts
from relationship_journal.ui.models.number_words import number_begins, number_word
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import Icon, Text

SPANS = (3, 5, 7)
_WEEKDAYS = 0
_LOOKS_AHEAD = 14  # days in which chosen weekdays are looked for


class PickUpAgain(Card):
    """The card that offers it.

    Signals:
        chosen: the days to spread over, a list of dates.
        declined: not now.
    """

    chosen = Signal(object)
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=12)
        self._today = date.min
        self._waiting, self._cap = 0, 1
        title = Text(_("Pick up again"), kind=fonts.Type.SECTION)
        self._sentence = Text(is_muted=True, wraps=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Icon("sprout", "accent", 18))
        head.addWidget(title, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._sentence)
        self._make_choices()
        self._outcome = Text(is_muted=True, wraps=True)
        self.spread_button = Button(_("Spread them out"), icon="calendar")
        self.spread_button.clicked.connect(self.spread)
        decline = Button(_("Not now"), kind="flat")
        decline.clicked.connect(self.declined)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._outcome, 1)
        foot.addWidget(decline)
        foot.addWidget(self.spread_button)
        self.body.addLayout(foot)

    def offer(self, today: date, waiting: int, cap: int) -> None:
        """Say how many wait, and what the choice that is made would do.

        Args:
            today: the journal's day.
            waiting: how many people there are to spread.
            cap: how many a day at most.
        """
        self._today, self._waiting, self._cap = today, waiting, cap
        self._sentence.setText(
            ngettext(
                "You were away for a while. {number} person waits, and not all at once.",
                "You were away for a while. {number} people wait, and not all at once: choose the"
                " days. Letting some of them rest is fine; nothing is lost.",
                waiting,
            ).format(number=number_begins(waiting))
        )
        self._tell()

    def days(self) -> list[date]:
        """Return the days that are chosen, today among them where it is one."""
        span = self._spans.checkedId()
        if span != _WEEKDAYS:
            return [self._today + timedelta(days=n) for n in range(span)]
        wanted = {n for n, one in enumerate(self._weekdays) if one.isChecked()}
        days = (self._today + timedelta(days=n) for n in range(_LOOKS_AHEAD))
        return [day for day in days if day.weekday() in wanted]

    @Slot()
    def spread(self) -> None:
        """Tell the chosen days."""
        if self.days():
            self.chosen.emit(self.days())

    def _make_choices(self) -> None:
        self._spans = QButtonGroup(self)
        spans = FlowLayout(across=8, down=8)
        for n in SPANS:
            self._add_span(
                spans,
                ngettext("{number} day", "{number} days", n).format(number=number_begins(n)),
                n,
            )
        self._add_span(spans, _("Chosen weekdays"), _WEEKDAYS)
        self._spans.button(SPANS[1]).setChecked(True)
        self._weekday_row = QWidget()
        row = FlowLayout(self._weekday_row, across=4, down=4)
        self._weekdays: list[Button] = []
        for n in range(7):
            one = Button(weekday_short(n), kind="quiet", is_small=True)
            one.setAccessibleName(weekday_name(n))
            one.setCheckable(True)
            one.setChecked(n < 5)
            one.toggled.connect(self._tell)
            row.addWidget(one)
            self._weekdays.append(one)
        self._spans.idToggled.connect(self._tell)
        self.body.addLayout(spans)
        self.body.addWidget(self._weekday_row)

    def _add_span(self, row: FlowLayout, words: str, n: int) -> None:
        one = Button(words, kind="quiet", is_small=True)
        one.setCheckable(True)
        self._spans.addButton(one, n)
        row.addWidget(one)

    @Slot()
    def _tell(self) -> None:
        """Say what the choice does: how many a day, and how many rest."""
        self._weekday_row.setVisible(self._spans.checkedId() == _WEEKDAYS)
        days = len(self.days())
        self.spread_button.setEnabled(days > 0)
        if days == 0:
            self._outcome.setText(_("Choose at least one day."))
            return
        placed = min(self._waiting, self._cap * days)
        each = -(-placed // days)
        says = [ngettext("At most {number} person a day.", "At most {number} people a day.", each)]
        rest = self._waiting - placed
        if rest:
            says.append(ngettext("{rest} may rest for now.", "{rest} may rest for now.", rest))
        self._outcome.setText(
            " ".join(says).format(number=number_word(each), rest=number_begins(rest))
        )
