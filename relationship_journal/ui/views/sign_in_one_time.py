"""A one-time code with the seconds it is good for."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from relationship_journal.domain.one_time_code import OneTimeCode, grouped
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.labels import ElidedLabel
from relationship_journal.ui.widgets.secret_row import SecretRow

_EVERY = 500  # milliseconds; the seconds must not jump


class OneTimeRow(SecretRow):
    """The code of the moment; it counts down while it is in sight.

    Args:
        code: what the codes are made of.
        clock: tells the present instant.
        copy_key: the key that copies it.
    """

    def __init__(
        self,
        code: OneTimeCode,
        clock: Callable[[], datetime],
        copy_key: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("One-time code"), parent, copy_name=_("Copy the one-time code"), copy_key=copy_key
        )
        self._code, self._clock = code, clock
        self._left = ElidedLabel(kind=fonts.Type.SMALL, is_muted=True)
        self.buttons.insertWidget(0, self._left)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.tick)
        self.tick()

    @Slot()
    def tick(self) -> None:
        """Show the code of now."""
        now = self._clock()
        left = self._code.seconds_left(now)
        self.set_value(grouped(self._code.at(now).reveal()))
        self._left.setText(ngettext("{n} s left", "{n} s left", left).format(n=left))

    def showEvent(self, event: QShowEvent) -> None:
        """Count while it is in sight."""
        super().showEvent(event)
        self.tick()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still while nobody looks."""
        super().hideEvent(event)
        self._timer.stop()
