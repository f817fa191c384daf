"""Buttons: one main in sight, quiet and flat ones, links; with icon, key and arrow where due."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from relationship_journal.ui import icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.widgets import painting
from relationship_journal.ui.widgets.labels import as_plain_tip

_GAP = 8
_RAIL_GAP = 12
_MAIN_TAKEN = "main_taken"


class Button(QPushButton):
    """A button that draws icon, text, key cap and arrow itself, in the theme of the moment.

    Args:
        text: what it says; `&` marks the mnemonic as everywhere in Qt.
        icon: a Lucide name, or "".
        kind: "" outlined, `main` (one in sight), `quiet` (pale outline), `flat`, `link`.
        key: the name of the key that does the same, shown in a small cap.
        is_small: 28 instead of 32 high.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        icon: str = "",
        kind: str = "",
        key: str = "",
        is_small: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        self._kind = self._wanted = kind
        self._key = key
        self._icon_color: str = ""
        self.setProperty("kind", kind)
        if is_small:
            self.setProperty("small", True)
        self.setAutoDefault(False)
        font = QFont()  # only the weight is said, the size stays the system's
        font.setWeight(QFont.Weight.DemiBold if kind == "main" else QFont.Weight.Medium)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, color: str = "") -> None:
        """Show another icon; `color` is a token, "" that of the text."""
        self._icon_name, self._icon_color = name, color
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Show another key cap, or none for ""."""
        self._key = key
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Become another kind of button."""
        self._wanted = kind
        self.follow_main()

    def follow_main(self) -> None:
        """Step back, or come forward again, as the main button of the window is elsewhere."""
        kind = "" if self._wanted == "main" and self._is_main_taken() else self._wanted
        if kind == self._kind:
            return
        self._kind = kind
        self.setProperty("kind", kind)
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold if kind == "main" else QFont.Weight.Medium)
        self.setFont(font)
        self.style().unpolish(self)
        self.style().polish(self)

    def _is_main_taken(self) -> bool:
        around = self.parentWidget()
        while around is not None and not around.property(_MAIN_TAKEN):
            around = None if around.isWindow() else around.parentWidget()
        return around is not None

    def sizeHint(self) -> QSize:
        """Return the room for all of it; a big font makes it higher."""
        self.ensurePolished()
        metrics = QFontMetrics(self.font())
        height = max(metrics.height(), self._icon_size() if self._icon_name else 0)
        content = QSize(sum(self._widths(metrics)) + self._gaps(), height)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return self.style().sizeFromContents(
            QStyle.ContentsType.CT_PushButton, option, content, self
        )

    def minimumSizeHint(self) -> QSize:
        """Return the room for all of it: a cut word helps nobody."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Draw anew when the mouse comes and goes; look who has the main one when shown."""
        if event.type() == QEvent.Type.Show:
            self.follow_main()
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw the box by the style sheet and the rest here."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        font = self._font_now()
        painter.setFont(font)
        for box, what in self._boxes(QFontMetrics(font)):
            self._paint_part(painter, box, what)

    def _font_now(self) -> QFont:
        return self.font()

    def _paint_part(self, painter: QStylePainter, box: QRect, what: str) -> None:
        ink = self._ink()
        if what == "icon":
            painting.paint_icon(painter, box, self._icon_name, self._icon_ink(), self._icon_size())
        elif what == "text":
            painter.setPen(ink)
            # the words have their own direction, only their side is the window's
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            mnemonic = Qt.TextFlag.TextShowMnemonic.value
            leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            flags = QStyle.visualAlignment(self.layoutDirection(), leading).value | mnemonic
            text = painter.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, box.width(), mnemonic
            )
            painter.drawText(box, flags, text)
        elif what == "key":
            painting.paint_cap(painter, box, self._key, *self._cap_colors())
        else:
            painting.paint_icon(painter, box, "chevron-down", ink, icons.CHIP)

    def _icon_ink(self) -> QColor:
        if self._icon_color and self.isEnabled():
            return themes.current().color(self._icon_color)
        return self._ink()

    def _icon_size(self) -> int:
        return icons.BUTTON

    def _gap(self) -> int:
        return _GAP

    def _parts(self, metrics: QFontMetrics) -> list[tuple[str, int]]:
        parts: list[tuple[str, int]] = []
        if self._icon_name:
            parts.append(("icon", self._icon_size()))
        if self.text():
            parts.append(("text", metrics.horizontalAdvance(without_mnemonic(self.text())) + 1))
        if self._key:
            parts.append(("key", painting.cap_size(self._key).width()))
        if self.menu() is not None:
            parts.append(("arrow", icons.CHIP))
        return parts

    def _widths(self, metrics: QFontMetrics) -> list[int]:
        return [width for _what, width in self._parts(metrics)]

    def _gaps(self) -> int:
        return max(0, len(self._parts(self.fontMetrics())) - 1) * self._gap()

    def _boxes(self, metrics: QFontMetrics) -> list[tuple[QRect, str]]:
        """Return where each part goes: in the middle, in reading order."""
        parts = self._parts(metrics)
        whole = sum(width for _what, width in parts) + max(0, len(parts) - 1) * self._gap()
        excess = max(0, whole - (self.width() - 8))
        at = max(4, (self.width() - whole) // 2)
        boxes = []
        for what, wanted in parts:
            width = max(0, wanted - excess) if what == "text" else wanted
            box = QRect(at, 0, width, self.height())
            boxes.append((QStyle.visualRect(self.layoutDirection(), self.rect(), box), what))
            at += width + self._gap()
        return boxes

    def _ink(self) -> QColor:
        theme = themes.current()
        if not self.isEnabled():
            return theme.faint
        if self._kind == "main":
            return theme.on_accent
        if self._kind == "link":
            return theme.accent
        if self._kind == "flat" and not (self.underMouse() or self.isDown() or self.isChecked()):
            return theme.muted
        return theme.text

    def _cap_colors(self) -> tuple[QColor, QColor]:
        theme = themes.current()
        if self._kind == "main" and self.isEnabled():
            return theme.on_accent, theme.on_accent
        return (theme.muted if self.isEnabled() else theme.faint), theme.line


class MenuButton(Button):
    """A button that opens a menu, with the arrow that says so."""

    def __init__(
        self,
        text: str,
        menu: QMenu,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        kind: str = "",
        is_small: bool = False,
    ) -> None:
        super().__init__(text, parent, icon=icon, kind=kind, is_small=is_small)
        menu.setParent(self, menu.windowFlags())
        self.setMenu(menu)


class LinkButton(Button):
    """A word in the accent's colour that does something; reached by Tab like any button."""

    def __init__(self, text: str, parent: QWidget | None = None, *, icon: str = "") -> None:
        super().__init__(text, parent, icon=icon, kind="link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _gap(self) -> int:
        return 6


class IconButton(Button):
    """An icon alone, its name said by the tool tip and to screen readers.

    Args:
        icon: a Lucide name.
        name: what it does, in a word or two.
        key: the key that does the same, told in the tool tip.
    """

    def __init__(
        self,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        key: str = "",
        kind: str = "flat",
        is_small: bool = False,
    ) -> None:
        super().__init__("", parent, icon=icon, kind=kind, is_small=is_small)
        self.setProperty("bare", True)
        self.set_name(name, key)

    def set_name(self, name: str, key: str = "") -> None:
        """Say what it does."""
        self.setAccessibleName(name)
        self.setToolTip(as_plain_tip(f"{name} ({key})" if key else name))


def take_main(pages: QWidget, *, is_taken: bool) -> None:
    """Let the main buttons on pages step back while something beside them has the one in sight."""
    pages.setProperty(_MAIN_TAKEN, is_taken)
    for button in pages.findChildren(Button):
        button.follow_main()


def without_mnemonic(text: str) -> str:
    """Return an action's text as it is read, without the `&` of its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def key_text(sequence: QKeySequence | QKeySequence.StandardKey | str) -> str:
    """Return a key as the person's system writes it, like `Ctrl+K`."""
    return QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)
