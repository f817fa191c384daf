"""The settings of sign-ins: when they lock, and how long a secret stays on the clipboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.settings import Settings
from relationship_journal.ui import clipboard, lock_watch
from relationship_journal.ui.widgets.frames import row
from relationship_journal.ui.widgets.labels import Text

SECONDS = (clipboard.LEAST, clipboard.USUAL, 20, 30, 60, clipboard.MOST)
_LABEL = 220


class NumberBox(QComboBox):
    """A choice among numbers; the wheel scrolls the page and chooses nothing.

    Args:
        name: what is chosen.
        numbers: what is offered.
        words: returns what is said of a number.
    """

    def __init__(
        self,
        name: str,
        numbers: Sequence[int],
        words: Callable[[int], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.setAccessibleName(name)
        for number in numbers:
            self.addItem(words(number), number)

    def show_number(self, number: int) -> None:
        """Show what is chosen, also where it is none of what is offered."""
        with QSignalBlocker(self):
            if self.findData(number) < 0:
                self.addItem(self._words(number), number)
            self.setCurrentIndex(self.findData(number))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page: nobody means to choose while scrolling past."""
        event.ignore()


class SignInChoices(QWidget):
    """What can be chosen about sign-ins; everything is kept at once.

    Args:
        settings: where it is kept.
        keyring: what lets this computer's keyring open them, if it is to be among them.
    """

    def __init__(
        self, settings: Settings, keyring: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        lock, leave = _("Lock them after"), _("Clear the clipboard after")
        self._minutes = NumberBox(lock, lock_watch.CHOICES, _minutes)
        self._seconds = NumberBox(leave, SECONDS, _seconds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for name, box in ((lock, self._minutes), (leave, self._seconds)):
            label = Text(name)
            label.setBuddy(box)
            label.setMinimumWidth(_LABEL)
            column.addLayout(row(label, box, None))
        column.addWidget(
            Text(
                _(
                    "Clipboard histories are told to keep no secret; some keep it all the same. "
                    "On Wayland some desktops let only the window in front clear the clipboard."
                ),
                is_muted=True,
                wraps=True,
            )
        )
        if keyring is not None:
            column.addSpacing(8)
            column.addWidget(keyring)
        self.reload()
        self._minutes.activated.connect(self._keep_minutes)
        self._seconds.activated.connect(self._keep_seconds)

    def reload(self) -> None:
        """Show what is kept; nothing is written by it."""
        self._minutes.show_number(lock_watch.minutes(self._settings))
        self._seconds.show_number(clipboard.stays(self._settings))

    @Slot()
    def _keep_minutes(self) -> None:
        self._settings.set(lock_watch.MINUTES_KEY, self._minutes.currentData())

    @Slot()
    def _keep_seconds(self) -> None:
        self._settings.set(clipboard.SECONDS_KEY, self._seconds.currentData())


def _minutes(n: int) -> str:
    return ngettext("{n} quiet minute", "{n} quiet minutes", n).format(n=n)


def _seconds(n: int) -> str:
    return ngettext("{n} second", "{n} seconds", n).format(n=n)
