"""Who waits, said in the window where there is no tray to say it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import TodayRow
from relationship_journal.ui.models import popup_words
from relationship_journal.ui.widgets.buttons import Button, IconButton
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon


class WaitingStrip(Card):
    """One line: "3 people wait: Ana, Mara, Tom" and a button to see them.

    Closed, it stays away until somebody else waits.
    """

    show_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        self._closed_for: frozenset[str] = frozenset()
        self._keys: frozenset[str] = frozenset()
        self._is_wanted = False
        self._text = ElidedLabel()
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        show = Button(_("Show"), kind="quiet", is_small=True)
        show.clicked.connect(self.show_requested)
        close = IconButton("x", _("Close"), is_small=True)
        close.clicked.connect(self.dismiss)
        line = QHBoxLayout()
        line.setContentsMargins(8, 4, 8, 4)
        line.setSpacing(12)
        line.addSpacing(8)
        line.addWidget(Icon("bell", "accent", 18))
        line.addWidget(self._text, 1)
        line.addWidget(show)
        line.addWidget(close)
        self.body.addLayout(line)
        self.hide()

    def set_wanted(self, is_wanted: bool) -> None:
        """Be there when somebody waits, or never: where a tray says it."""
        self._is_wanted = is_wanted
        self._follow()

    def show_waiting(self, rows: Sequence[TodayRow]) -> None:
        """Say who waits now."""
        self._keys = frozenset(row.key for row in rows)
        self._text.setText(popup_words.waiting(rows) if rows else "")
        self._follow()

    def said(self) -> str:
        """Return the sentence that is shown, or ""."""
        return "" if self.isHidden() else self._text.text()

    @Slot()
    def dismiss(self) -> None:
        """Go, until somebody else waits."""
        self._closed_for = self._keys
        self._follow()

    def _follow(self) -> None:
        self.setVisible(self._is_wanted and bool(self._keys - self._closed_for))
