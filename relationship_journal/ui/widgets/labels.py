"""Words on a page: plain text always, cut where there is no room, chips, tags and key caps."""

import html

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from relationship_journal.ui import avatars, fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.widgets import painting
from relationship_journal.ui.widgets.direction import align_with_window, leading_side


class Text(QLabel):
    """A label that shows what it is given, never as rich text.

    Args:
        kind: size and weight.
        is_muted: a step quieter.
        wraps: runs over several lines.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        kind: fonts.Type = fonts.Type.BODY,
        is_muted: bool = False,
        wraps: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wraps)
        if kind is not fonts.Type.BODY:
            fonts.set_type(self, kind)
        if is_muted or kind is fonts.Type.HEAD:
            fonts.muted(self)
        align_with_window(self)

    def changeEvent(self, event: QEvent) -> None:
        """Begin at the other side when the window turns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            align_with_window(self)


class ElidedLabel(QLabel):
    """One line of plain text, cut with … where there is no room; then the tool tip has it whole.

    Its direction is that of its words, its alignment that of the window.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        kind: fonts.Type = fonts.Type.BODY,
        is_muted: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._full = ""
        self._own_tip = ""
        if kind is not fonts.Type.BODY:
            fonts.set_type(self, kind)
        if is_muted or kind is fonts.Type.HEAD:
            fonts.muted(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text; line breaks become spaces."""
        self._full = " ".join(text.split())
        super().setText(self._full)
        self.updateGeometry()
        self._tell_whole()

    def set_tip(self, tip: str) -> None:
        """Have a tool tip of its own, like the full date, also where nothing is cut."""
        self._own_tip = as_plain_tip(tip)
        self._tell_whole()

    def sizeHint(self) -> QSize:
        """Return the room for the whole text."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._full) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return the room for a letter and …."""
        metrics = QFontMetrics(self.font())
        shortest = min(metrics.horizontalAdvance("M…"), self.sizeHint().width())
        return QSize(shortest, metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole in the tool tip as soon as it is cut."""
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw as much as there is room for."""
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = leading_side(self) | Qt.AlignmentFlag.AlignVCenter
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, self.foregroundRole()))
        painter.drawText(self.rect(), side, shown)

    def _tell_whole(self) -> None:
        is_cut = self.sizeHint().width() > self.width() + 1
        self.setToolTip(self._own_tip or (as_plain_tip(self._full) if is_cut else ""))


class Icon(QLabel):
    """An icon in the colour of a token, redrawn with the theme; it says nothing to a reader."""

    def __init__(
        self,
        name: str,
        color: str = "muted",
        size: int = icons.BUTTON,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._color, self._size = name, color, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, color: str = "") -> None:
        """Show another icon; "" keeps the colour."""
        self._name, self._color = name, color or self._color
        self.update()

    def sizeHint(self) -> QSize:
        """Return the icon's square."""
        return QSize(self._size, self._size)

    def minimumSizeHint(self) -> QSize:
        """Return the icon's square."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw it in the middle."""
        painting.paint_icon(QPainter(self), self.rect(), self._name, self._color, self._size)


class Avatar(QLabel):
    """A person's avatar; it repeats the name beside it and so says nothing to a reader."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._who: tuple[int, str] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(self, contact_id: int, name: str) -> None:
        """Show the initials of this person."""
        self._who = (contact_id, name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the disc's square."""
        return QSize(self._size, self._size)

    def minimumSizeHint(self) -> QSize:
        """Return the disc's square."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc, or the photo that was set as pixmap."""
        if not self.pixmap().isNull():
            super().paintEvent(event)
        elif self._who is not None:
            picture = avatars.avatar_of(*self._who, self._size)
            QPainter(self).drawPixmap(
                (self.width() - self._size) // 2, (self.height() - self._size) // 2, picture
            )


class _Painted(QLabel):
    """A label whose text is drawn by `painting`; readers hear the text."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return the room for all of it."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Take another size with another font."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)


class Chip(_Painted):
    """A state as icon and word on its tint.

    Args:
        color: the token of a state: accent, answer, promise, quiet or danger.
    """

    def __init__(self, text: str, icon: str, color: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon, self._color = icon, color

    @classmethod
    def of(cls, state: painting.State, parent: QWidget | None = None) -> "Chip":
        """Make the chip of one of Today's states."""
        return cls(state.word, state.icon, state.color, parent)

    def sizeHint(self) -> QSize:
        """Return the room for icon and word."""
        return painting.chip_size(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw it."""
        painting.paint_chip(QPainter(self), self.rect(), self.text(), self._icon, self._color)


class Tag(_Painted):
    """A tag in its pale outline, cut at 240 pixels."""

    _WIDEST = 240

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(" ".join(text.split()), parent)
        if painting.tag_size(self.text()).width() > self._WIDEST:
            self.setToolTip(as_plain_tip(self.text()))

    def sizeHint(self) -> QSize:
        """Return the room for the word."""
        size = painting.tag_size(self.text())
        return QSize(min(size.width(), self._WIDEST), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw it."""
        painting.paint_tag(QPainter(self), self.rect(), self.text())


class KeyCap(_Painted):
    """The name of a key in a small outline; shown where it acts, never as the only label."""

    def sizeHint(self) -> QSize:
        """Return the room for the key's name."""
        return painting.cap_size(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw it."""
        theme = themes.current()
        painting.paint_cap(QPainter(self), self.rect(), self.text(), theme.muted, theme.line)


def as_plain_tip(text: str) -> str:
    """Return a text for a tool tip that shows it as it is.

    Tool tips have no format of their own: what looks like markup would be obeyed.
    """
    if "<" not in text and "&" not in text:
        return text
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>"
