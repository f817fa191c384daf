"""The status bar: what was done last, how to take it back, and at the end what goes on."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStatusBar, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.buttons import LinkButton, key_text
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, KeyCap, as_plain_tip


class StatusArea(QStatusBar):
    """Says what was done until the next thing is done, with the link that undoes it.

    Args:
        undo: the program's Undo; the link does it and is there while it can be done.
    """

    def __init__(self, undo: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo = undo
        self._offers_undo = True
        self.setSizeGripEnabled(False)
        self._check = Icon("check", "muted")
        self._said = ElidedLabel(kind=fonts.Type.SMALL_PERSON)
        self._link = LinkButton(_("Undo"), icon="undo-2")
        fonts.set_type(self._link, fonts.Type.SMALL_PERSON)
        self._link.clicked.connect(undo.trigger)
        self._cap = KeyCap(key_text(undo.shortcut()))
        for part in (self._link, self._cap):  # or the whole page would move when they come
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        left = QWidget()
        line = QHBoxLayout(left)
        line.setContentsMargins(12, 2, 12, 2)
        line.setSpacing(6)
        for widget in (self._check, self._said, self._link, self._cap):
            line.addWidget(widget)
        line.addStretch(1)
        left.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(left, 1)
        self._right = ElidedLabel(kind=fonts.Type.SMALL, is_muted=True)
        end = QWidget()
        self._end = QHBoxLayout(end)
        self._end.setContentsMargins(12, 2, 12, 2)
        self._end.setSpacing(16)
        self._end.addWidget(self._right)
        self.addPermanentWidget(end)
        undo.changed.connect(self._follow_undo)
        self.say("")

    def say(self, text: str, *, offers_undo: bool = True) -> None:
        """Say what was done, like "Wrote down: e-mail to Jonas Weber"; "" says nothing.

        Args:
            offers_undo: False for what is no step of Undo, which would take back another one.
        """
        self._offers_undo = offers_undo
        self._said.setText(text)
        self._check.setVisible(bool(text))
        self._said.setVisible(bool(text))
        self._follow_undo()
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def said(self) -> str:
        """Return what it says."""
        return self._said.text()

    def say_at_end(self, text: str) -> None:
        """Say what is the case at the trailing edge, like "Everything stays on this computer"."""
        self._right.setText(text)
        self._right.setVisible(bool(text))

    def add_at_end(self, widget: QWidget) -> None:
        """Put a widget at the trailing edge, after what is said there."""
        self._end.addWidget(widget)

    @Slot()
    def _follow_undo(self) -> None:
        is_said = bool(self._said.text()) and self._offers_undo
        is_offered = is_said and self._undo.isEnabled()
        self._link.setVisible(is_offered)
        key = key_text(self._undo.shortcut())
        self._cap.setText(key)
        self._cap.setVisible(is_offered and bool(key))
        name = self._undo.text().replace("&", "")
        self._link.setAccessibleName(name)
        self._link.setToolTip(as_plain_tip(name))
