"""What was given and received, two bars a month or a year."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from relationship_journal.domain.calendar_names import month_alone, month_short
from relationship_journal.domain.looking_back import Sum
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui import theme as themes
from relationship_journal.ui.plots.plot import Mark, Numbers, Plot

_BAR, _BETWEEN, _HEIGHT = 12, 3, 190
_LEAST_BAR = 4


class MonthBars(Plot):
    """From me filled, from them outlined: shape, not only colour."""

    def __init__(self, sums: Sequence[Sum], parent: QWidget | None = None) -> None:
        rows = tuple((_label(one), one.given, one.received) for one in sums)
        head = _("Year") if sums and sums[0].is_year else _("Month")
        numbers = Numbers((head, _("From me"), _("From them")), rows)
        super().__init__(_("Given and received"), numbers, parent)
        self._sums = tuple(sums)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self._most = max((max(one.given, one.received) for one in sums), default=0)

    def minimumSizeHint(self) -> QSize:
        """Return a height that grows with the font."""
        return QSize(260, _HEIGHT + 2 * QFontMetrics(fonts.font_of(fonts.Type.SMALL)).height())

    def marks(self) -> Sequence[Mark]:
        """Return a place for each month."""
        ground, wide = self._ground(), self._wide()
        return [
            Mark(
                self.mirrored(QRect(ground.x() + round(place * wide), ground.y(), round(wide),
                                    ground.height())),
                _("{when}: {given} from me, {received} from them").format(
                    when=_label(one), given=one.given, received=one.received
                ),
            )
            for place, one in enumerate(self._sums)
        ]  # fmt: skip

    def draw(self, painter: QPainter) -> None:
        """Draw the lines of the scale, the bars, and the months below."""
        theme, ground, wide = themes.current(), self._ground(), self._wide()
        font = fonts.font_of(fonts.Type.SMALL)
        painter.setFont(font)
        self._draw_scale(painter, ground)
        bar = max(_LEAST_BAR, min(_BAR, int((wide - _BETWEEN) / 2 - 2)))
        metrics = QFontMetrics(font)
        widest = max((metrics.horizontalAdvance(_short(one)) for one in self._sums), default=0)
        every = max(1, -(-(widest + 6) // max(1, int(wide))))
        for place, one in enumerate(self._sums):
            middle = ground.x() + (place + 0.5) * wide
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            mine = self._bar(ground, middle - bar - _BETWEEN / 2, bar, one.given)
            theirs = self._bar(ground, middle + _BETWEEN / 2, bar, one.received)
            painter.fillRect(self.mirrored(mine), theme.accent)
            if one.received:
                painter.setPen(QPen(theme.answer, 1))
                painter.setBrush(theme.tint_answer)
                painter.drawRect(self.mirrored(theirs).adjusted(0, 0, -1, -1))
            if place % every == 0:
                painter.setPen(theme.muted)
                room = max(int(wide * every), widest + 4)
                below = QRect(int(middle - room / 2), ground.bottom() + 6, room, metrics.height())
                painter.drawText(self.mirrored(below), Qt.AlignmentFlag.AlignCenter, _short(one))

    def _draw_scale(self, painter: QPainter, ground: QRect) -> None:
        theme, metrics = themes.current(), painter.fontMetrics()
        step = scale_step(self._most)
        for value in range(0, self._top() + 1, step):
            y = ground.bottom() - round(value / self._top() * ground.height())
            painter.setPen(theme.line)
            line = QRect(ground.x(), y, ground.width(), 1)
            painter.fillRect(self.mirrored(line), theme.line)
            words = QRect(0, y - metrics.height() // 2, ground.x() - 8, metrics.height())
            painter.setPen(theme.muted)
            painter.drawText(
                self.mirrored(words), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                str(value),
            )  # fmt: skip

    def _bar(self, ground: QRect, x: float, width: int, count: int) -> QRect:
        height = round(count / self._top() * ground.height())
        return QRectF(x, ground.bottom() - height, width, height).toRect()

    def _top(self) -> int:
        step = scale_step(self._most)
        return max(step, -(-self._most // step) * step)

    def _ground(self) -> QRect:
        metrics = QFontMetrics(fonts.font_of(fonts.Type.SMALL))
        at_left = metrics.horizontalAdvance(str(self._top())) + 10
        return QRect(
            at_left, metrics.height() // 2, self.width() - at_left,
            self.height() - metrics.height() - metrics.height() // 2 - 8,
        )  # fmt: skip

    def _wide(self) -> float:
        return self._ground().width() / max(1, len(self._sums))


def scale_step(most: int) -> int:
    """Return the distance of two lines of a scale: 1, 2 or 5 times a power of ten."""
    step = 1
    while most / step > 4:
        step = step * 2 if str(step)[0] in "15" else step // 2 * 5
    return step


def _label(one: Sum) -> str:
    if one.is_year:
        return str(one.first.year)
    return f"{month_alone(one.first.month)} {one.first.year}"


def _short(one: Sum) -> str:
    return str(one.first.year) if one.is_year else month_short(one.first.month)
