"""A pill that says one thing that was understood, and opens what corrects it."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QWidget

from relationship_journal.ui import avatars, fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.views.line_delegate import paint_words
from relationship_journal.ui.widgets import painting

_HEIGHT, _AVATAR = 30, 22
_SIDE, _GAP, _LEAD_GAP = 10, 6, 8
_WIDEST = 400


class CaptureChip(QPushButton):
    """One thing that was understood, as a label and its value in a pill.

    Args:
        label: what it is ("Where"), muted; "" for a person.
        value: what was understood.
        icon: a Lucide name; "" with an avatar.
        color: the token of the icon's colour.
        contact_id: whose avatar is shown in place of the icon, or 0.
    """

    def __init__(
        self,
        label: str,
        value: str,
        *,
        icon: str = "",
        color: str = "muted",
        contact_id: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._value = label, " ".join(value.split())
        self._icon, self._color, self._contact_id = icon, color, contact_id
        self.setText(self._value.replace("&", "&&"))
        self.setAccessibleName(f"{label} {self._value}".strip())
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for label and value."""
        metrics = QFontMetrics(self._value_font())
        height = max(_HEIGHT, metrics.height() + 10)
        width = self._lead() + metrics.horizontalAdvance(self._value) + _SIDE + 2
        if self._label:
            width += QFontMetrics(self.font()).horizontalAdvance(self._label) + _GAP
        return QSize(min(width, _WIDEST), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a layout gives a chip a line of its own rather than cut it."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Draw anew when the mouse comes and goes."""
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw the pill, the icon or avatar, the label and the value."""
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPen(theme.accent, 2) if self.hasFocus() else QPen(theme.line, 1)
        inside = outline.widthF() / 2
        painter.setPen(outline)
        painter.setBrush(theme.hover if self.underMouse() or self.isDown() else theme.surface)
        box = QRectF(self.rect()).adjusted(inside, inside, -inside, -inside)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        self._paint_lead(painter)
        left = self._lead()
        if self._label:
            width = QFontMetrics(self.font()).horizontalAdvance(self._label) + 1
            paint_words(painter, self._part(left, width), self._label, theme.muted, self.font())
            left += width + _GAP - 1
        rest = self._part(left, self.width() - left - _SIDE + 1)
        paint_words(painter, rest, self._value, theme.text, self._value_font())

    def _paint_lead(self, painter: QPainter) -> None:
        if self._contact_id:
            box = self._part(4, _AVATAR)
            picture = avatars.avatar_of(self._contact_id, self._value, _AVATAR)
            painter.drawPixmap(box.x(), (self.height() - _AVATAR) // 2, picture)
        else:
            box = self._part(_SIDE, icons.BUTTON)
            painting.paint_icon(painter, box, self._icon, self._color, icons.BUTTON)

    def _lead(self) -> int:
        """Return where the words begin."""
        return 4 + _AVATAR + _GAP + 1 if self._contact_id else _SIDE + icons.BUTTON + _LEAD_GAP

    def _part(self, left: int, width: int) -> QRect:
        box = QRect(left, 0, width, self.height())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _value_font(self) -> QFont:
        return fonts.font_of(fonts.Type.PERSON)
