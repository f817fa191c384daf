"""Where they answer: a bar a place, with how many of how many."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from relationship_journal.domain.codes import Channel
from relationship_journal.domain.looking_back import ENOUGH, Answers
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui import theme as themes
from relationship_journal.ui.plots.plot import Mark, Numbers, Plot

_BAR, _GAP, _WIDEST_BAR = 12, 14, 116
_LEAST_LINE = 38
_MOST_LINES = 6  # the table has them all


class AnswerBars(Plot):
    """One line a place: its name, the bar, and the counts; no shares are written."""

    def __init__(
        self,
        found: Sequence[Answers],
        labels: Mapping[Channel, str],
        parent: QWidget | None = None,
    ) -> None:
        rows = tuple((labels[one.channel], one.answered, one.sent) for one in found)
        numbers = Numbers((_("Where"), _("Answered"), _("Sent")), rows)
        super().__init__(_("Where they answer"), numbers, parent)
        self._found, self._labels = tuple(found[:_MOST_LINES]), labels

    def minimumSizeHint(self) -> QSize:
        """Return the room for all lines."""
        return QSize(220, max(1, len(self._found)) * self._line())

    def marks(self) -> Sequence[Mark]:
        """Return a place for each line."""
        return [
            Mark(
                QRect(0, place * self._line() + 4, self.width(), self._line() - 8),
                _("{place}: {answered} of {sent} answered").format(
                    place=self._labels[one.channel], answered=one.answered, sent=one.sent
                ),
            )
            for place, one in enumerate(self._found)
        ]

    def draw(self, painter: QPainter) -> None:
        """Draw the lines."""
        theme = themes.current()
        body, small = fonts.font_of(fonts.Type.BODY), fonts.font_of(fonts.Type.SMALL)
        words, counts = QFontMetrics(body), QFontMetrics(small)
        count_room = max((counts.horizontalAdvance(_count(one)) for one in self._found), default=0)
        bar = min(_WIDEST_BAR, max(40, self.width() // 3))
        name_room = self.width() - bar - count_room - 2 * _GAP
        for place, one in enumerate(self._found):
            top = place * self._line()
            line = QRect(0, top, self.width(), self._line())
            painter.setFont(body)
            painter.setPen(theme.text)
            name = words.elidedText(
                self._labels[one.channel], Qt.TextElideMode.ElideRight, name_room
            )
            self._write(painter, QRect(0, top, name_room, line.height()), name)
            box = QRect(name_room + _GAP, top + (line.height() - _BAR) // 2, bar, _BAR)
            self._draw_bar(painter, box, one)
            painter.setFont(small)
            painter.setPen(theme.muted)
            room = QRect(box.right() + _GAP, top, count_room + 2, line.height())
            self._write(painter, room, _count(one))

    def _draw_bar(self, painter: QPainter, box: QRect, one: Answers) -> None:
        theme = themes.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.line)
        painter.setBrush(theme.hover)
        painter.drawRoundedRect(QRectF(self.mirrored(box)).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        width = round(box.width() * one.answered / one.sent) if one.sent >= ENOUGH else 0
        if width:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            filled = QRect(box.x(), box.y(), max(width, 3), box.height())
            painter.drawRoundedRect(QRectF(self.mirrored(filled)), 3, 3)

    def _write(self, painter: QPainter, box: QRect, text: str) -> None:
        is_reversed = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if is_reversed else Qt.AlignmentFlag.AlignLeft
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # that of the words
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(self.mirrored(box), flags, text)

    def _line(self) -> int:
        return max(_LEAST_LINE, QFontMetrics(fonts.font_of(fonts.Type.BODY)).height() + 14)


def _count(one: Answers) -> str:
    return _("{n} of {of}").format(n=one.answered, of=one.sent)
