"""What Today's cards are made of: the name that leads to the person, why, and journal lines."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import LineRow
from relationship_journal.ui import fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.models import today_words
from relationship_journal.ui.views.line_delegate import direction_of
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.direction import leading_side
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, Text, as_plain_tip

AVATAR = 36
AVATAR_GAP = 12
_BOX_RADIUS = 6


class NameButton(QPushButton):
    """A person's name that leads to their page; it looks like a name until the mouse is on it.

    Args:
        name: of the person, any script; cut at the end where there is no room.
        tip: what a click does.
        kind: size and weight.
    """

    def __init__(
        self,
        name: str,
        tip: str,
        parent: QWidget | None = None,
        *,
        kind: fonts.Type = fonts.Type.SECTION,
    ) -> None:
        super().__init__(parent)
        self._name = " ".join(name.split())
        self.setText(self._name.replace("&", "&&"))
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(tip)
        self.setToolTip(as_plain_tip(tip))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("kind", "link")
        fonts.set_type(self, kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for the whole name."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._name) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the room for a letter and …."""
        metrics = QFontMetrics(self.font())
        shortest = min(metrics.horizontalAdvance("M…"), self.sizeHint().width())
        return QSize(shortest, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Draw the line below it when the mouse comes and goes."""
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw the name, and a line below it while it can be clicked or has the focus."""
        theme = themes.current()
        painter = QPainter(self)
        font = self.font()
        font.setUnderline(self.underMouse() or self.hasFocus())
        painter.setFont(font)
        painter.setPen(theme.accent if self.hasFocus() else theme.text)
        painter.setLayoutDirection(direction_of(self._name))
        shown = painter.fontMetrics().elidedText(
            self._name, Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), leading_side(self) | Qt.AlignmentFlag.AlignVCenter, shown)


class CutButton(Button):
    """A button whose words are cut where there is no room for all of them; a tip has the rest."""

    _LEAST = 120

    def __init__(self, text: str, *, icon: str = "", kind: str = "", key: str = "") -> None:
        super().__init__(text.replace("&", "&&"), icon=icon, kind=kind, key=key)
        self.setAccessibleName(text)
        self.setToolTip(as_plain_tip(text))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return the room for the first words."""
        return self.sizeHint().boundedTo(QSize(self._LEAST, self.sizeHint().height()))


class ApproachNote(QWidget):
    """Their approach on the card: how they are turned to, and what not to do, a line each."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(1)
        for place, line in enumerate(lines):
            label = ElidedLabel(line, is_muted=place > 0 or len(lines) == 1)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            words.addWidget(label)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(AVATAR_GAP)
        across.addWidget(lead_column(Icon("compass")), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        self.setAccessibleName(_("Approach: {lines}").format(lines=" ".join(lines)))


class ReasonBox(QWidget):
    """Why now: an icon and two lines on the tint of a state.

    Args:
        icon: a Lucide name.
        color: the token of a state.
        title: the words, over as many lines as they need.
        detail: one muted sentence below, or "".
        said: how a post begins, between them, or "".
    """

    def __init__(
        self,
        icon: str,
        color: str,
        title: str,
        detail: str,
        *,
        said: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._color = color
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Text(title, kind=fonts.Type.PERSON, wraps=True))
        if said:
            words.addWidget(Text(said, is_muted=True, wraps=True))
        if detail:
            # muted has the contrast it needs on every tint
            words.addWidget(Text(detail, kind=fonts.Type.SMALL, is_muted=True, wraps=True))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 8, 0, 8)
        across.setSpacing(0)
        across.addWidget(lead_column(Icon(icon, color, icons.RAIL)))
        across.addSpacing(AVATAR_GAP)
        across.addLayout(words, 1)
        across.addSpacing(AVATAR_GAP)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw the tint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themes.current().color(f"tint_{self._color}"))
        painter.drawRoundedRect(QRectF(self.rect()), _BOX_RADIUS, _BOX_RADIUS)


class JournalLine(QWidget):
    """One line of the journal: who it is from, the words, and the day at its end."""

    def __init__(
        self, line: LineRow, name: str, day: str, full_day: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        lead = Text(today_words.line_lead(line, name), is_muted=True)
        when = ElidedLabel(day, kind=fonts.Type.SMALL, is_muted=True)
        when.set_tip(full_day)
        when.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        text = ElidedLabel(today_words.line_text(line))
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 2, 0, 2)
        across.setSpacing(0)
        across.addWidget(lead_column(Icon(today_words.line_icon(line))))
        across.addSpacing(AVATAR_GAP)
        across.addWidget(lead)
        across.addSpacing(4)
        across.addWidget(text, 1)
        across.addSpacing(12)
        across.addWidget(when)


def lead_column(what: QWidget) -> QWidget:
    """Return something in the middle of the column that an avatar takes."""
    column = QWidget()
    column.setFixedWidth(AVATAR)
    inside = QHBoxLayout(column)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(what, 0, Qt.AlignmentFlag.AlignCenter)
    return column
