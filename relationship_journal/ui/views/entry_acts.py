"""What can be made of an entry of the timeline: a promise, an outcome, a list, an observation."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from relationship_journal.core import Core
from relationship_journal.domain.codes import (
    Channel,
    Direction,
    Intent,
    Outcome,
    Prompted,
    outcome_label,
)
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import TimelineRow

_OF_ME = frozenset({Channel.MENTION, Channel.LINK})


class EntryActs(QObject):
    """Fills the menu of an entry and does what is chosen there.

    Signals:
        promise_wanted: the id of the entry in which something was promised.
        welcome_wanted: the id of the entry that shows what they welcome.

    Args:
        core: where entries are kept.
    """

    promise_wanted = Signal(int)
    welcome_wanted = Signal(int)

    def __init__(self, core: Core, parent: QObject) -> None:
        super().__init__(parent)
        self._core = core

    def fill(self, menu: QMenu, row: TimelineRow) -> None:
        """Offer what can be made of this entry."""
        menu.addSeparator()
        self._offer(menu, _("Promise…"), row.id, self._promise)
        self._offer(menu, _("They welcome this…"), row.id, self._welcome)
        if row.direction is Direction.OUTGOING:
            if row.intent is Intent.SORRY:
                self._offer(menu, _("Put it right, step by step"), row.id, self._put_right)
            came = menu.addMenu(_("What came of it"))
            for outcome in Outcome:
                action = self._offer(came, outcome_label(outcome), row.id, self._note_outcome)
                action.setProperty("code", outcome.value)
                action.setCheckable(True)
                action.setChecked(outcome.value == row.outcome)
        elif row.channel in _OF_ME:
            asked, kept = menu.addMenu(_("Did you ask for it?")), self._core.entries.get(row.id)
            for prompted, words in (
                (Prompted.UNPROMPTED, _("No, of their own accord")),
                (Prompted.PROMPTED, _("Yes, I had asked")),
                (Prompted.UNKNOWN, _("Not said")),
            ):
                action = self._offer(asked, words, row.id, self._note_prompted)
                action.setProperty("code", prompted.value)
                action.setCheckable(True)
                action.setChecked(prompted is kept.prompted)

    @staticmethod
    def _offer(menu: QMenu, words: str, entry_id: int, slot: object) -> QAction:
        action = menu.addAction(words)
        action.setData(entry_id)
        action.triggered.connect(slot)
        return action

    @Slot()
    def _promise(self) -> None:
        self.promise_wanted.emit(self._entry())

    @Slot()
    def _welcome(self) -> None:
        self.welcome_wanted.emit(self._entry())

    @Slot()
    def _put_right(self) -> None:
        self._core.sorry.begin_with_entry(self._entry())

    @Slot()
    def _note_outcome(self) -> None:
        outcome = Outcome(self.sender().property("code"))
        self._core.entries.set_outcome(self._entry(), outcome)

    @Slot()
    def _note_prompted(self) -> None:
        prompted = Prompted(self.sender().property("code"))
        self._core.entries.set_prompted(self._entry(), prompted)

    def _entry(self) -> int:
        return int(self.sender().data())  # type: ignore[attr-defined]  # an action's
