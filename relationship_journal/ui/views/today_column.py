"""The quiet column beside Today's cards: what is coming up, and what is written down already."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QFontMetrics, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.text import apart, excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import AheadRow
from relationship_journal.services.upcoming import BIRTHDAY
from relationship_journal.ui import fonts
from relationship_journal.ui.models import person_words
from relationship_journal.ui.models.already_today import already_today
from relationship_journal.ui.models.timeline_words import first_name
from relationship_journal.ui.models.upcoming_words import ahead_icon
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, Text

WIDTH = 296
_COMING, _ALREADY = 4, 6
_DAYS_AHEAD = 60
_DAY_COLUMN = 68


@dataclass(frozen=True, slots=True)
class _Line:
    day: str
    full_day: str
    icon: str
    color: str
    words: str


def ahead_words(row: AheadRow) -> str:
    """Return something ahead in a few words: "Noor: send the reading list"."""
    if row.kind == BIRTHDAY:
        return _("{name}’s birthday").format(name=apart(one_line(row.name)))
    text = excerpt(one_line(row.text), 200)
    return _("{name}: {text}").format(name=apart(first_name(row.name)), text=apart(text))


class TodayColumn(QWidget):
    """Short lists, each hidden while it is empty; `seen` is who was seen on the blog."""

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._is_stale = True
        self.setFixedWidth(WIDTH)
        self._coming = _Lines(_("Coming up"))
        self._already = _Lines(_("Already today"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(28)
        column.addWidget(self._coming)
        column.addWidget(self._already)
        self._column = column
        column.addStretch(1)

    def take_in(self, seen: QWidget) -> None:
        """Have the list of who was seen below the others."""
        if seen.parentWidget() is self:
            return
        self._column.insertWidget(self._column.count() - 1, seen)

    def note_change(self) -> None:
        """Look again once the cards have been shown, or when it is in sight the next time."""
        self._is_stale = True
        if self.isVisible():
            QTimer.singleShot(0, self, self.look_again)

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew if something changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            QTimer.singleShot(0, self, self.look_again)

    @Slot()
    def look_again(self) -> None:
        """Show what is coming and what was done as of now."""
        self._is_stale = False
        core = self._core
        today = whens.local_day(core.clock(), core.zone)
        last = today + timedelta(days=_DAYS_AHEAD)
        rows = core.upcoming.between(today + timedelta(days=1), last, keeps_in_touch=False)
        self._coming.show_lines([_coming_line(row, today) for row in rows[:_COMING]])
        self._already.show_lines(
            [
                _Line(
                    friendly.clock(line.at, core.zone),
                    friendly.full_instant(line.at, core.zone),
                    "check",
                    "accent",
                    line.text,
                )
                for line in already_today(core, _ALREADY)
            ]
        )


def _coming_line(row: AheadRow, today: date) -> _Line:
    is_near = (row.day - today).days < 7
    day = friendly.ahead(row.day, today) if is_near else friendly.day_label(row.day, today)
    icon, color = ahead_icon(row.kind)
    return _Line(
        person_words.sentence_case(day),
        friendly.full_date(row.day),
        icon,
        color,
        ahead_words(row),
    )


class _Lines(QWidget):
    """A head with lines of day, icon and words; hidden without lines."""

    def __init__(self, head: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(Text(head, kind=fonts.Type.HEAD))
        self._lines = QWidget()
        self._column.addWidget(self._lines)

    def show_lines(self, lines: list[_Line]) -> None:
        """Show these in place of those before."""
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        widest = QFontMetrics(fonts.font_of(fonts.Type.SMALL)).horizontalAdvance(_("Tomorrow"))
        grid.setColumnMinimumWidth(0, max(_DAY_COLUMN, widest))
        grid.setColumnStretch(2, 1)
        for at, line in enumerate(lines):
            day = ElidedLabel(line.day, kind=fonts.Type.SMALL, is_muted=True)
            day.set_tip(line.full_day)
            text = ElidedLabel(line.words)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            grid.addWidget(day, at, 0)
            grid.addWidget(Icon(line.icon, line.color), at, 1)
            grid.addWidget(text, at, 2)
        self._column.addWidget(self._lines)
        self.setVisible(bool(lines))
