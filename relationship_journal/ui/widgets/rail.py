"""The rail at the window's leading edge: Go to, the pages, Settings."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyle, QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.ui import icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.widgets.buttons import Button, key_text, without_mnemonic
from relationship_journal.ui.widgets.labels import as_plain_tip

WIDE, FOLDED = 184, 56
_MARGIN = 8
_SIDE = 12  # from the button's edge to its icon
_GAP = 12


class RailButton(Button):
    """A page in the rail; it does, shows and enables what its action does.

    Args:
        action: checkable for a page; its text without `&` is what the button says, its shortcut
            is told in the tool tip.
        icon: a Lucide name.
    """

    def __init__(self, action: QAction, icon: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent, icon=icon)
        self._action = action
        self._is_folded = False
        self.setProperty("rail", True)
        font = QFont()
        font.setWeight(QFont.Weight.Normal)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._show_action()
        self.clicked.connect(action.trigger)
        action.changed.connect(self._show_action)

    def set_folded(self, is_folded: bool) -> None:
        """Show the icon alone, or the word beside it."""
        self._is_folded = is_folded
        self._show_action()
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Leave it to the action: the page that is shown is the one that is checked."""

    def _show_action(self) -> None:
        word = without_mnemonic(self._action.text())
        self.setText(word.replace("&", "&&"))
        self.setAccessibleName(word)
        key = key_text(self._action.shortcut())
        whole = f"{word} ({key})" if key else word
        self.setToolTip(as_plain_tip(whole if self._is_folded else key))
        self.setEnabled(self._action.isEnabled())
        self.setCheckable(self._action.isCheckable())
        self.setChecked(self._action.isChecked())

    def _font_now(self) -> QFont:
        font = QFont(self.font())
        if self.isChecked():
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _icon_size(self) -> int:
        return icons.RAIL

    def _gap(self) -> int:
        return _GAP

    def _parts(self, metrics: QFontMetrics) -> list[tuple[str, int]]:
        parts = super()._parts(metrics)
        return parts[:1] if self._is_folded else parts

    def _boxes(self, metrics: QFontMetrics) -> list[tuple[QRect, str]]:
        if self._is_folded:
            return super()._boxes(metrics)
        widths = dict(self._parts(metrics))
        icon = QRect(_SIDE, 0, widths["icon"], self.height())
        key = QRect(0, 0, 0, 0)
        if "key" in widths:
            key = QRect(self.width() - _MARGIN - widths["key"], 0, widths["key"], self.height())
        left = _SIDE + widths["icon"] + _GAP
        text = QRect(left, 0, self.width() - left - _MARGIN - key.width(), self.height())
        found = [(icon, "icon"), (text, "text"), (key, "key")]
        return [
            (QStyle.visualRect(self.layoutDirection(), self.rect(), box), what)
            for box, what in found
            if what in widths
        ]

    def _ink(self) -> QColor:
        theme = themes.current()
        if not self.isEnabled():
            return theme.faint
        return theme.text if self.isChecked() or self.underMouse() else theme.muted

    def _icon_ink(self) -> QColor:
        return themes.current().accent if self.isChecked() else self._ink()


class GoToButton(RailButton):
    """The field-like button above the pages that opens the palette; it shows its key."""

    def __init__(self, action: QAction, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(action, icon, parent)
        self.setProperty("rail", False)
        self.setProperty("kind", "quiet")
        self.set_key(key_text(action.shortcut()))

    def _icon_size(self) -> int:
        return icons.BUTTON

    def _show_action(self) -> None:
        super()._show_action()
        self.set_key(key_text(self._action.shortcut()))


class Rail(QFrame):
    """The pages from top to bottom, as wide as the words or folded to icons with tool tips."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setProperty("rail", True)
        self.setAccessibleName(_("Pages"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._is_folded = False
        self._buttons: list[RailButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 12, _MARGIN, _MARGIN)
        layout.setSpacing(2)
        self._top, self._pages, self._bottom = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        layout.addLayout(self._top)
        layout.addLayout(self._pages)
        layout.addStretch(1)
        layout.addLayout(self._bottom)
        for part in (self._top, self._pages, self._bottom):
            part.setSpacing(2)
        self._top.setContentsMargins(0, 0, 0, 10)
        self._mirror()

    @property
    def is_folded(self) -> bool:
        """Whether only icons are shown."""
        return self._is_folded

    def set_go_to(self, action: QAction, icon: str = "search") -> RailButton:
        """Put the button that opens the palette on top."""
        button = self._keep(GoToButton(action, icon, self))
        self._top.addWidget(button)
        return button

    def add_page(self, action: QAction, icon: str) -> RailButton:
        """Put a page below the others; its action is checkable and in an exclusive group."""
        button = self._keep(RailButton(action, icon, self))
        self._pages.addWidget(button)
        return button

    def add_at_bottom(self, action: QAction, icon: str) -> RailButton:
        """Put a button at the rail's foot."""
        button = self._keep(RailButton(action, icon, self))
        self._bottom.addWidget(button)
        return button

    def set_folded(self, is_folded: bool) -> None:
        """Show icons alone, or icons and words."""
        if is_folded == self._is_folded:
            return
        self._is_folded = is_folded
        for button in self._buttons:
            button.set_folded(is_folded)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return 184 or 56, more where a big font needs it."""
        height = super().sizeHint().height()
        if self._is_folded:
            return QSize(FOLDED, height)
        widest = max((button.sizeHint().width() for button in self._buttons), default=0)
        return QSize(max(WIDE, widest + 2 * _MARGIN + 1), height)

    def minimumSizeHint(self) -> QSize:
        """Return the width it has; the height may shrink."""
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Keep the line at the page's side when the reading direction turns."""
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._mirror()
        super().changeEvent(event)

    def _mirror(self) -> None:
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if bool(self.property("mirrored")) != is_mirrored:
            self.setProperty("mirrored", is_mirrored)
            self.style().unpolish(self)
            self.style().polish(self)

    def _keep(self, button: RailButton) -> RailButton:
        button.set_folded(self._is_folded)
        self._buttons.append(button)
        return button
