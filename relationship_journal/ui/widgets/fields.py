"""Fields: search, text that grows, and facts that are edited where they stand."""

from PySide6.QtCore import QEvent, QMargins, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.ui import icons
from relationship_journal.ui.widgets.direction import align_with_window
from relationship_journal.ui.widgets.frames import set_variant
from relationship_journal.ui.widgets.labels import as_plain_tip

_REDRAWN_BY = {
    QEvent.Type.StyleChange,
    QEvent.Type.PaletteChange,
    QEvent.Type.LayoutDirectionChange,
}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def mark_error(field: QWidget, sentence: str) -> None:
    """Outline a field as wrong and say why in its tool tip; "" takes it back."""
    set_variant(field, "error", bool(sentence))
    field.setToolTip(as_plain_tip(sentence))
    field.setAccessibleDescription(sentence)


class IconField(QLineEdit):
    """A line with an icon inside at its leading edge.

    Args:
        icon: a Lucide name.
        name: what it is, for screen readers.
        placeholder: what to type.
    """

    def __init__(
        self, icon: str, name: str, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._lead: QAction | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._lead = self.addAction(
            icons.icon(icon, "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        align_with_window(self)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            align_with_window(self)
        if event.type() in _REDRAWN_BY and self._lead is not None:
            self.draw_icons()

    def draw_icons(self) -> None:
        """Draw the icon in the colours of the theme."""
        if self._lead is not None:
            self._lead.setIcon(icons.icon(self._icon_name, "muted"))


class SearchField(IconField):
    """A line to search with: Escape or its x clears it, Down goes to what was found.

    `textChanged` tells every letter; `left_down` and `chosen` (Enter) move on to the results.
    """

    left_down = Signal()
    chosen = Signal()

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        self._clear: QAction | None = None
        super().__init__("search", name, placeholder, parent)
        self._clear = self.addAction(
            icons.icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._clear.setText(_("Clear"))
        self._clear.setToolTip(_("Clear"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(self._offer_clearing)
        self.returnPressed.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear with Escape, go down with Down."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def draw_icons(self) -> None:
        """Draw both icons in the colours of the theme."""
        super().draw_icons()
        if self._clear is not None:
            self._clear.setIcon(icons.icon("x", "muted"))

    @Slot(str)
    def _offer_clearing(self, text: str) -> None:
        if self._clear is not None:
            self._clear.setVisible(bool(text))


class GrowingTextEdit(QPlainTextEdit):
    """Plain text in as many lines as it has, between `least` and `most`; Tab leaves it.

    `submitted` comes with Ctrl+Enter, and with Enter alone when `enter_submits` (then
    Shift+Enter begins a new line).
    """

    submitted = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        least: int = 1,
        most: int = 12,
        enter_submits: bool = False,
        is_bare: bool = False,
    ) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self._enter_submits = enter_submits
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        if is_bare:  # inside a FieldFrame, which has the outline
            self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        align_with_window(self)

    def changeEvent(self, event: QEvent) -> None:
        """Begin at the other side when the window turns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            align_with_window(self)

    def sizeHint(self) -> QSize:
        """Return the height of the lines it has."""
        self.ensurePolished()
        metrics = QFontMetrics(self.font())
        lines = min(max(self._lines(), self._least), self._most)
        return QSize(super().sizeHint().width(), lines * metrics.lineSpacing() + self._around() + 1)

    def minimumSizeHint(self) -> QSize:
        """Return the same height: it scrolls only beyond its most lines."""
        return QSize(64, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the lines anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Submit with Ctrl+Enter, or with Enter where that was asked for."""
        if event.key() in _ENTER:
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            is_plain = modifiers == Qt.KeyboardModifier.NoModifier
            if modifiers == Qt.KeyboardModifier.ControlModifier or (
                self._enter_submits and is_plain
            ):
                self.submitted.emit()
                return
        super().keyPressEvent(event)

    def _lines(self) -> int:
        return int(self.document().documentLayout().documentSize().height())

    def _around(self) -> int:
        box: QMargins = self.contentsMargins() + self.viewportMargins()
        return box.top() + box.bottom()

    @Slot()
    def _grow(self) -> None:
        is_long = self._lines() > self._most
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_long else policy.ScrollBarAlwaysOff
        )
        self.updateGeometry()


class _Keeper:
    """Remembers what is saved and what was last offered, so that nothing is offered twice."""

    def __init__(self) -> None:
        self.saved = ""
        self._offered = ""

    def take(self, value: str) -> None:
        self.saved = self._offered = value

    def knows(self, value: str) -> bool:
        """Say whether this is saved, or was offered and is on its way."""
        return value in {self.saved, self._offered}

    def offers(self, value: str) -> bool:
        """Say whether this is news, and remember that it was offered."""
        is_news = value != self._offered
        self._offered = value
        return is_news

    def refuse(self) -> None:
        """Let the same text be offered again: it could not be saved."""
        self._offered = self.saved


class EditableLine(QLineEdit):
    """A fact that is edited where it stands: saved when left or on Enter, Escape takes it back.

    `committed` carries the new text, only when it is another one. Show what is stored with
    `set_value`; it never commits and never disturbs what is being typed.
    """

    committed = Signal(str)

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        is_inline: bool = True,
    ) -> None:
        super().__init__(parent)
        self._keeper = _Keeper()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        if is_inline:
            self.setProperty("inline", True)
        self.returnPressed.connect(self.commit)
        align_with_window(self)

    def changeEvent(self, event: QEvent) -> None:
        """Begin at the other side when the window turns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            align_with_window(self)

    def set_value(self, value: str) -> None:
        """Show what is stored."""
        is_being_typed = self.hasFocus() and not self._keeper.knows(self.text())
        self._keeper.take(value)
        if not is_being_typed:
            self._show(value)

    def set_error(self, sentence: str) -> None:
        """Mark what was typed as wrong and say why; "" takes the mark away."""
        mark_error(self, sentence)
        if sentence:
            self._keeper.refuse()

    @Slot()
    def commit(self) -> None:
        """Offer what was typed for saving, if it is news."""
        if not self.isReadOnly() and self._keeper.offers(self.text()):
            mark_error(self, "")
            self.committed.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the typing back with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._keeper.saved:
            self._keeper.take(self._keeper.saved)
            self._show(self._keeper.saved)
            mark_error(self, "")
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the end of what is typed next, not the middle."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save what was typed and show the beginning of a long fact again."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()
            self.setCursorPosition(0)

    def _show(self, value: str) -> None:
        if self.text() == value:
            return
        self.blockSignals(True)
        self.setText(value)
        self.setCursorPosition(0)
        self.blockSignals(False)
        self.update()


class EditableText(GrowingTextEdit):
    """A longer fact that is edited where it stands: saved when left or on Ctrl+Enter.

    As `EditableLine`: Escape takes the typing back, `committed` comes only with news.
    """

    committed = Signal(str)

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        least: int = 1,
        most: int = 12,
        is_inline: bool = True,
    ) -> None:
        super().__init__(name, placeholder, parent, least=least, most=most)
        self._keeper = _Keeper()
        if is_inline:
            self.setProperty("inline", True)
        self.submitted.connect(self.commit)

    def set_value(self, value: str) -> None:
        """Show what is stored."""
        is_being_typed = self.hasFocus() and not self._keeper.knows(self.toPlainText())
        self._keeper.take(value)
        if not is_being_typed and self.toPlainText() != value:
            self.setPlainText(value)

    def set_error(self, sentence: str) -> None:
        """Mark what was typed as wrong and say why; "" takes the mark away."""
        mark_error(self, sentence)
        if sentence:
            self._keeper.refuse()

    @Slot()
    def commit(self) -> None:
        """Offer what was typed for saving, if it is news."""
        if not self.isReadOnly() and self._keeper.offers(self.toPlainText()):
            mark_error(self, "")
            self.committed.emit(self.toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the typing back with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._keeper.saved:
            self._keeper.take(self._keeper.saved)
            self.setPlainText(self._keeper.saved)
            mark_error(self, "")
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save what was typed, except for a menu that comes and goes."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()
