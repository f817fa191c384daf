"""What nobody else should read: dots, and letters by choice or while a button is held."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relationship_journal.domain.secret import Secret
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts, icons
from relationship_journal.ui.widgets.buttons import IconButton
from relationship_journal.ui.widgets.direction import align_with_window
from relationship_journal.ui.widgets.labels import ElidedLabel, Text, as_plain_tip
from relationship_journal.ui.widgets.secret_field import SecretField

DOTS = "• " * 12
_LONGEST = 10_000
_REDRAWN_BY = {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}


class EyeField(SecretField):
    """A secret's line with an eye at its end that shows the letters, or dots again.

    Args:
        name: what it is, for screen readers.
        placeholder: what to type.
    """

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        self._eye: QAction | None = None
        super().__init__(name, parent)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(_LONGEST)
        self._eye = self.addAction(
            icons.icon("eye", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self.set_shown)
        self.set_shown(False)
        align_with_window(self)

    def secret(self) -> Secret:
        """Return what was typed."""
        return Secret(self.text())

    @Slot(bool)
    def set_shown(self, is_shown: bool) -> None:
        """Show the letters, or dots."""
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        if self._eye is not None:
            self._eye.setChecked(is_shown)
            self._eye.setText(_("Hide") if is_shown else _("Show"))
            self._eye.setToolTip(as_plain_tip(self._eye.text()))
            self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Show dots again when one comes back."""
        super().hideEvent(event)
        if shiboken6.isValid(self._eye):  # else an open dialog goes with the window
            self.set_shown(False)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the eye anew in another theme, and begin at the other side when the window turns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            align_with_window(self)
        if event.type() in _REDRAWN_BY and self._eye is not None:
            self._draw()

    def _draw(self) -> None:
        if self._eye is not None:
            name = "eye-off" if self._eye.isChecked() else "eye"
            self._eye.setIcon(icons.icon(name, "muted"))


class SecretRow(QWidget):
    """A word above, a value below, and at its end what shows it while held and what copies it.

    `copy_wanted` comes when it is to be copied. What is shown is asked for when it is, and
    forgotten when the button is let go.

    Args:
        word: what it is.
        reveal: returns the value; None shows `set_value` plainly.
        copy_name: what the button that copies it is called, "" for none.
        copy_key: the key that does the same.
    """

    copy_wanted = Signal()

    def __init__(
        self,
        word: str,
        parent: QWidget | None = None,
        *,
        reveal: Callable[[], Secret] | None = None,
        copy_name: str = "",
        copy_key: str = "",
    ) -> None:
        super().__init__(parent)
        self._reveal = reveal
        self.value = ElidedLabel(DOTS if reveal else "")
        self.value.setAccessibleName(_("{word}, hidden").format(word=word) if reveal else "")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(4)
        self.eye: IconButton | None = None
        if reveal is not None:
            self.eye = IconButton(
                "eye", _("Show while held: {word}").format(word=word), is_small=True
            )
            self.eye.pressed.connect(self.show_value)
            self.eye.released.connect(self.hide_value)
            self.buttons.addWidget(self.eye)
        self.copy: IconButton | None = None
        if copy_name:
            self.copy = IconButton("copy", copy_name, key=copy_key, is_small=True)
            self.copy.clicked.connect(self.copy_wanted)
            self.buttons.addWidget(self.copy)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.value, 1)
        across.addLayout(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(2)
        column.addWidget(Text(word, kind=fonts.Type.SMALL, is_muted=True))
        column.addLayout(across)

    def set_value(self, text: str) -> None:
        """Show a value that is no secret."""
        self.value.setText(text)

    @Slot()
    def show_value(self) -> None:
        """Show what is hidden, as long as the button is held."""
        if self._reveal is not None and self.eye is not None:
            self.value.setText(self._reveal().reveal())
            self.eye.set_icon("eye-off")

    @Slot()
    def hide_value(self) -> None:
        """Show dots."""
        if self._reveal is not None and self.eye is not None:
            self.value.setText(DOTS)
            self.eye.set_icon("eye")

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the value when the row goes out of sight while the button is held."""
        super().hideEvent(event)
        self.hide_value()
