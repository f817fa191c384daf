"""What every picture of numbers can do: say the value that is pointed at, and be copied."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QToolTip, QWidget

from relationship_journal.domain.csv_text import disarm
from relationship_journal.ui import theme as themes
from relationship_journal.ui.widgets.labels import as_plain_tip

_BACKWARD = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up})
_FORWARD = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down})


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the picture and the value it stands for, in words."""

    box: QRect
    words: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers behind a picture: the heads of a table, and its rows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]

    def as_csv(self) -> str:
        """Return them as CSV that no spreadsheet takes for a formula (RFC 4180)."""
        out = io.StringIO()
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        for row in (self.heads, *self.rows):
            writer.writerow([disarm(str(cell)) for cell in row])
        return out.getvalue()


class Plot(QWidget):
    """A picture of numbers; a child class says its marks and draws them.

    Args:
        name: what it shows, for screen readers.
        numbers: what it is drawn from.
    """

    def __init__(self, name: str, numbers: Numbers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.numbers = numbers
        self._current = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # --- for the child classes -------------------------------------------------------------------

    def marks(self) -> Sequence[Mark]:
        """Return the places with a value, in reading order, for the present size."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Draw the picture."""
        raise NotImplementedError

    def mirrored(self, box: QRect) -> QRect:
        """Return a box where it stands in the window's reading direction."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    # --- values ----------------------------------------------------------------------------------

    @property
    def current_words(self) -> str:
        """The value that is pointed at, or ""."""
        marks = self.marks()
        return marks[self._current].words if 0 <= self._current < len(marks) else ""

    def picture(self) -> QPixmap:
        """Return the picture as it is shown, on the ground of its card."""
        picture = QPixmap(self.size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(themes.current().surface)
        painter = QPainter(picture)
        self.draw(painter)
        painter.end()
        return picture

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.picture())

    def copy_numbers(self) -> None:
        """Put the numbers on the clipboard, as CSV."""
        QGuiApplication.clipboard().setText(self.numbers.as_csv())

    # --- what Qt tells ---------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the room it likes."""
        return QSize(320, self.minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw the picture, and the ring around what is pointed at by key."""
        painter = QPainter(self)
        self.draw(painter)
        marks = self.marks()
        if self.hasFocus() and 0 <= self._current < len(marks):
            ring_pen = QPen(QColor(themes.current().accent), 2)
            painter.setPen(ring_pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(marks[self._current].box.adjusted(-2, -2, 1, 1), 4, 4)
        elif self.hasFocus():
            painter.setPen(QPen(QColor(themes.current().accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the value under the mouse."""
        self._say(event.position().toPoint(), event.globalPosition().toPoint())

    def event(self, event: QEvent) -> bool:
        """Say the value also where a tool tip is asked for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._say(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from value to value with the arrow keys; Home and End go to the first and last."""
        count = len(self.marks())
        key = Qt.Key(event.key())
        is_reversed = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        step = -1 if key in _BACKWARD else 1 if key in _FORWARD else 0
        if is_reversed and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = -step
        if not count or (not step and key not in {Qt.Key.Key_Home, Qt.Key.Key_End}):
            super().keyPressEvent(event)
            return
        if step:
            self._current = max(0, min(count - 1, self._current + step))
        else:
            self._current = 0 if key == Qt.Key.Key_Home else count - 1
        self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing any more."""
        super().focusOutEvent(event)
        self._current = -1
        self.update()

    def _say(self, at: QPoint, on_screen: QPoint) -> None:
        for mark in self.marks():
            if mark.box.adjusted(-2, -2, 2, 2).contains(at):
                QToolTip.showText(on_screen, as_plain_tip(mark.words), self, mark.box)
                return
        QToolTip.hideText()

    def _tell(self) -> None:
        """Say the value that was gone to: as a tool tip, and as what a screen reader hears."""
        mark = self.marks()[self._current]
        self.setAccessibleDescription(mark.words)
        QToolTip.showText(
            self.mapToGlobal(mark.box.bottomLeft()), as_plain_tip(mark.words), self, mark.box
        )
        self.update()
