"""What the answers on a reminder do to the journal and to the window."""

from PySide6.QtCore import QObject, Signal, Slot

from relationship_journal.core import Core
from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import TodayRow
from relationship_journal.ui.carrier import Carrier
from relationship_journal.ui.models import popup_words


class ReminderAnswers(QObject):
    """Carries answers out, each as one step that can be undone.

    Signals:
        visit: the page of this row's person is to be opened, or a mail to them begun.
        open_person: the window is to show this person.
        open_today: the window is to show Today.
        wrote: an entry for this person was written down without words; carries both ids.
        said: what was done, for the status bar.
        failed: a JournalError; nothing was changed.
        activation: what lets a window come to the front; before one of the `open_` signals.

    Args:
        core: the open journal.
        carrier: where the answers come from.
    """

    visit = Signal(object)
    open_person = Signal(int)
    open_today = Signal()
    wrote = Signal(int, int)
    said = Signal(str)
    failed = Signal(object)
    activation = Signal(str)

    def __init__(self, core: Core, carrier: Carrier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core, self._carrier = core, carrier
        carrier.answered.connect(self.answer)
        carrier.today_wanted.connect(self._go_to_today)

    @Slot(str, object, int, str)
    def answer(self, action: str, row: TodayRow, days: int, token: str = "") -> None:
        """Do what was chosen for a card.

        Args:
            action: visit, open, wrote, later or skip.
            row: whom it is about.
            days: of later.
            token: lets a window come to the front.
        """
        if action == "visit":
            self.activation.emit(token)
            self.visit.emit(row)
            return
        if action == "open":
            self.activation.emit(token)
            self.open_person.emit(row.contact_id)
            return
        try:
            self._write(action, row, days)
        except JournalError as error:
            self.failed.emit(error)

    @Slot()
    def go_to_reminder(self) -> None:
        """Give the reminder on the screen the keyboard; show Today where there is none."""
        if not self._carrier.go_to():
            self.open_today.emit()

    def _write(self, action: str, row: TodayRow, days: int) -> None:
        today = self._core.today
        match action:
            case "wrote":
                entry = today.wrote(row)
                self.said.emit(_("Wrote to {name}").format(name=row.name))
                self.wrote.emit(row.contact_id, entry)
            case "later":
                now, zone = self._core.clock(), self._core.zone
                today.later(row, popup_words.day_in(days, now, zone))
                self.said.emit(_("Later: {name}").format(name=row.name))
            case "skip":
                today.skip(row)
                self.said.emit(_("Skip {name}").format(name=row.name))
            case _unknown:
                raise ValueError(action)

    @Slot(str)
    def _go_to_today(self, token: str) -> None:
        self.activation.emit(token)
        self.open_today.emit()
