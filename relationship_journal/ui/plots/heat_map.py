"""A year of days, a cell each, a week a column; the stronger, the more I wrote."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from relationship_journal.domain import looking_back as rules
from relationship_journal.domain.calendar_names import month_short, weekday_short
from relationship_journal.domain.friendly import full_date
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui import theme as themes
from relationship_journal.ui.plots.plot import Mark, Numbers, Plot

_CELL, _BETWEEN = 15, 4
_SMALL_CELL, _SMALL_BETWEEN = 12, 2
_TINY_CELL, _TINY_BETWEEN = 5, 1
_DAYS = 7
_SHARES = (0.0, 0.25, 0.50, 0.75, 1.0)
_MOST_WEEKS = 54


def step_color(step: int) -> QColor:
    """Return the colour of a step, 0 to 4: the accent over surface, the empty one as hover."""
    theme = themes.current()
    return theme.hover if not step else themes.mix(theme.accent, theme.surface, _SHARES[step])


class HeatMap(Plot):
    """The last year of a period, day by day.

    Args:
        days: how many entries of a day were from me, and how many from them.
        period: what is looked back on; of more than a year, the last 54 weeks are shown.
    """

    def __init__(
        self,
        days: Mapping[date, tuple[int, int]],
        period: rules.Period,
        parent: QWidget | None = None,
    ) -> None:
        rows = tuple(
            (day.isoformat(), mine, theirs) for day, (mine, theirs) in sorted(days.items())
        )
        numbers = Numbers((_("Day"), _("From me"), _("From them")), rows)
        super().__init__(_("A year of days"), numbers, parent)
        self._week_starts = QLocale().firstDayOfWeek().value - 1
        self._last = period.last
        self._first = max(period.first, period.last - timedelta(days=_MOST_WEEKS * _DAYS - 7))
        self._start = self._first - timedelta(
            days=(self._first.weekday() - self._week_starts) % _DAYS
        )
        self._days = {day: given for day, given in days.items() if day >= self._first}
        self._most = max((mine for mine, _theirs in self._days.values()), default=0)
        self._weeks = (self._last - self._start).days // _DAYS + 1

    def minimumSizeHint(self) -> QSize:
        """Return the room for seven lines of the cells that fit."""
        metrics = QFontMetrics(fonts.font_of(fonts.Type.SMALL))
        return QSize(
            self._left() + self._weeks * (_TINY_CELL + _TINY_BETWEEN),
            metrics.height() + 6 + _DAYS * (_CELL + _BETWEEN),
        )

    def marks(self) -> Sequence[Mark]:
        """Return a place for each day."""
        found, day = [], self._first
        while day <= self._last:
            mine, theirs = self._days.get(day, (0, 0))
            words = _("{day}: {mine} from me, {theirs} from them").format(
                day=full_date(day), mine=mine, theirs=theirs
            )
            found.append(Mark(self._box(day), words))
            day += timedelta(days=1)
        return found

    def draw(self, painter: QPainter) -> None:
        """Draw months above, weekdays beside, and the cells."""
        theme = themes.current()
        painter.setFont(fonts.font_of(fonts.Type.SMALL))
        painter.setPen(theme.muted)
        self._draw_heads(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        day = self._first
        while day <= self._last:
            mine, _theirs = self._days.get(day, (0, 0))
            step = rules.step(mine, self._most)
            painter.setPen(theme.line if not step else Qt.PenStyle.NoPen)
            painter.setBrush(step_color(step))
            box = QRectF(self._box(day))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if not step else box, 3, 3)
            day += timedelta(days=1)

    def _draw_heads(self, painter: QPainter) -> None:
        metrics = painter.fontMetrics()
        cell, between = self._sizes()
        for row in (0, 2, 4):
            weekday = (self._week_starts + row) % _DAYS
            top = self._top() + row * (cell + between) + (cell - metrics.height()) // 2
            room = QRect(0, top, self._left() - 8, metrics.height())
            is_reversed = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignRight if is_reversed else Qt.AlignmentFlag.AlignLeft
            painter.drawText(
                self.mirrored(room), side | Qt.AlignmentFlag.AlignVCenter, weekday_short(weekday)
            )
        free_from = 0
        for week in range(self._weeks):
            first = self._start + timedelta(days=week * _DAYS)
            starts = [first + timedelta(days=n) for n in range(_DAYS)]
            month = next((day for day in starts if day.day == 1), None)
            if week == 0 and month is None:
                month = self._first
            x = self._left() + week * (cell + between)
            if month is None or x < free_from or month > self._last:
                continue
            words = month_short(month.month)
            width = metrics.horizontalAdvance(words) + 8
            room = QRect(x, 0, width, metrics.height())
            painter.drawText(self.mirrored(room), Qt.AlignmentFlag.AlignLeading, words)
            free_from = x + width

    def _box(self, day: date) -> QRect:
        cell, between = self._sizes()
        week, row = divmod((day - self._start).days, _DAYS)
        x, y = self._left() + week * (cell + between), self._top() + row * (cell + between)
        return self.mirrored(QRect(x, y, cell, cell))

    def _sizes(self) -> tuple[int, int]:
        pitch = (self.width() - self._left() + _BETWEEN) // self._weeks
        if pitch >= _SMALL_CELL + _BETWEEN:
            return min(_CELL, pitch - _BETWEEN), _BETWEEN
        if pitch > _TINY_CELL + _SMALL_BETWEEN:
            return pitch - _SMALL_BETWEEN, _SMALL_BETWEEN
        return _TINY_CELL, _TINY_BETWEEN

    def _left(self) -> int:
        metrics = QFontMetrics(fonts.font_of(fonts.Type.SMALL))
        return max(metrics.horizontalAdvance(weekday_short(n)) for n in range(_DAYS)) + 10

    def _top(self) -> int:
        return QFontMetrics(fonts.font_of(fonts.Type.SMALL)).height() + 6
