"""What every dialog is made of: fields with a word above and a reason below, and how it ends."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStyle, QVBoxLayout, QWidget

from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.widgets import painting
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.fields import EditableLine, EditableText, mark_error
from relationship_journal.ui.widgets.labels import Text

_WITH_HINT = frozenset({"when", "repeat"})
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ErrorText(Text):
    """The sentence below a field that says why its value cannot be kept; hidden while empty."""

    _ICON_ROOM = icons.CHIP + 4

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, kind=fonts.Type.SMALL, wraps=True)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = (0, self._ICON_ROOM) if right_to_left else (self._ICON_ROOM, 0)
        self.setContentsMargins(room[0], 0, room[1], 0)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, or nothing for ""."""
        self.setText(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw icon and words in the colour for what is wrong."""
        painter = QPainter(self)
        line = self.fontMetrics().height()
        box = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(0, 0, icons.CHIP, line))
        painting.paint_icon(painter, box, "triangle-alert", "danger", icons.CHIP)
        painter.setPen(themes.current().danger)
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
        flags = int(leading.value) | int(Qt.TextFlag.TextWordWrap.value)
        painter.drawText(self.contentsRect(), flags, self.text())


class FormField(QWidget):
    """A field under its word; when it is wrong, the sentence that says why stands below it.

    Args:
        label: its word, with `&` for a key; also its accessible name.
        field: the widget that is typed into; the whole is shown where several make one field.
        whole: the widget to lay out, when it is more than `field`.
    """

    def __init__(
        self,
        label: str,
        field: QWidget,
        parent: QWidget | None = None,
        *,
        whole: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.word = Text(label, kind=fonts.Type.SMALL, is_muted=True)
        self.word.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(label.replace("&", ""))
        self._error = ErrorText()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.word)
        column.addWidget(whole or field)
        column.addWidget(self._error)

    @property
    def error(self) -> str:
        """The sentence that is shown, or ""."""
        return self._error.text()

    def set_error(self, sentence: str) -> None:
        """Mark the field and say why below it; "" takes both away."""
        set_field_error(self.field, sentence)
        self._error.say(sentence)


class FormDialog(QDialog):
    """A dialog with fields, Cancel and one main button; what was typed is not lost by one Escape.

    A child class fills `body`, names its fields with `add_field`, and writes in `save`.

    Args:
        title: of the window.
        done_word: what the main button says.
    """

    def __init__(self, title: str, done_word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        self._fields: dict[str, FormField] = {}
        self._has_warned = False
        self._notice = Text(kind=fonts.Type.SMALL, wraps=True)
        self._notice.hide()
        self.cancel_button = Button(_("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.done_button = Button(done_word, kind="main", key=_("Ctrl+Enter"))
        self.done_button.clicked.connect(self.try_to_save)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addLayout(self.body)
        column.addStretch(1)
        column.addWidget(self._notice)
        column.addLayout(buttons)

    def add_field(
        self, name: str, label: str, field: QWidget, *, whole: QWidget | None = None
    ) -> FormField:
        """Add a field; `name` is what an `InvalidInput` calls it."""
        made = FormField(label, field, whole=whole)
        self._fields[name] = made
        self.body.addWidget(made)
        return made

    def take_field(self, name: str, field: FormField) -> None:
        """Know a field that stands elsewhere in the dialog."""
        self._fields[name] = field

    def save(self) -> None:
        """Write what was typed.

        Raises: InvalidInput for a field; the dialog stays and shows it.
        """
        raise NotImplementedError

    def is_changed(self) -> bool:
        """Say whether something typed would be lost by closing now."""
        return False

    @Slot()
    def try_to_save(self) -> None:
        """Write and close, or show what is wrong."""
        for field in self._fields.values():
            field.set_error("")
        self._say("")
        try:
            self.save()
        except InvalidInput as error:
            self.show_error(error)
        else:
            self.accept()

    def show_error(self, error: InvalidInput) -> None:
        """Say at its field, or else above the buttons, what is wrong."""
        field = self._fields.get(error.field)
        if field is None:
            self._say(str(error))
            return
        # below a day or a repeat it is said already what can be typed
        field.set_error(error.text if error.field in _WITH_HINT else str(error))
        field.field.setFocus()

    @Slot()
    def reject(self) -> None:
        """Close without saving; what was typed is dropped by the second time only."""
        if self.is_changed() and not self._has_warned:
            self._has_warned = True
            self._say(_("This is not saved yet. Once more, and it is dropped."))
            self.cancel_button.setText(_("Drop it"))
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl+Enter, and with Enter where it begins no line."""
        if event.key() in _ENTER:
            self.try_to_save()
            return
        super().keyPressEvent(event)

    def _say(self, sentence: str) -> None:
        self._notice.setText(sentence)
        self._notice.setVisible(bool(sentence))


def set_field_error(field: QWidget, sentence: str) -> None:
    """Mark a field as wrong, by its own way where it has one."""
    own = getattr(field, "set_error", None)
    if callable(own):
        own(sentence)
    else:
        mark_error(field, sentence)


def saved(field: FormField, write: Callable[[], object]) -> bool:
    """Write a field that was committed; a value that cannot be stored is marked.

    Returns: whether it was written.
    """
    try:
        write()
    except InvalidInput as error:
        field.set_error(str(error))
        return False
    field.set_error("")
    # what was typed counts as stored, so that it gives way to what was made of it ("29 feb")
    if isinstance(field.field, EditableLine):
        field.field.set_value(field.field.text())
    elif isinstance(field.field, EditableText):
        field.field.set_value(field.field.toPlainText())
    return True
