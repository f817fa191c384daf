"""Coming back from a page: what was opened is noted, asked about, and the answer kept."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.opener import Opener
from relationship_journal.ui.return_strip import ReturnStrip
from relationship_journal.ui.widgets.buttons import take_main

if TYPE_CHECKING:
    from relationship_journal.domain.opening import Way
    from relationship_journal.services.return_strip import OpenedRow

ACTIONS = ("commented", "only_read", "not_today")


class Returning(QObject):
    """Wires the strip to what opens pages, to the window and to the actions of its answers.

    `asked_changed` is for the tray, which offers the same answers.

    Args:
        core: the open journal.
        notices: word of what changed.
        window: the frame, which gets the strip.
        opener: opens pages.
    """

    asked_changed = Signal()

    def __init__(self, core: Core, notices: Notices, window: MainWindow, opener: Opener) -> None:
        super().__init__(window)
        self._core, self._window = core, window
        self._changed_for = 0
        self.strip = ReturnStrip(core, notices, window)
        window.add_strip(self.strip)
        opener.opened.connect(self.note)
        window.activated.connect(self.strip.come_back)
        self.strip.asked_changed.connect(self.follow)
        self.strip.change_wanted.connect(self.ask_for_next)
        self.strip.said.connect(window.status.say)
        for name, slot in zip(
            ACTIONS,
            (
                self.strip.answer_commented,
                self.strip.answer_only_read,
                self.strip.answer_not_today,
            ),
            strict=True,
        ):
            window.commands.action(name).triggered.connect(slot)
        self.follow()
        # what was opened before a restart is asked about once the first page is there
        QTimer.singleShot(0, self.strip, self.strip.look_again)

    @property
    def asked(self) -> "OpenedRow | None":
        """What is asked about, or None."""
        return self.strip.asked

    @Slot(object)
    def note(self, way: "Way") -> None:
        """Remember that somebody's page was opened."""
        target = way.target
        if target.contact_id is not None and not way.is_mail:
            self._core.opened.note(
                target.contact_id,
                way.url,
                title=target.title,
                post_id=target.post_id,
                profile_id=target.profile_id,
            )

    @Slot(int)
    def say_commented(self, contact_id: int) -> None:
        """Take Enter on the person's card for "I commented"."""
        if self.strip.asks_about(contact_id):
            self.strip.answer_commented()

    @Slot()
    def follow(self) -> None:
        """Let the answers be given where there is a question; it has the one main button then."""
        take_main(self._window.pages, is_taken=self.strip.asked is not None)
        for name in ACTIONS:
            self._window.commands.action(name).setEnabled(self.strip.asked is not None)
        self.asked_changed.emit()

    @Slot(int)
    def ask_for_next(self, contact_id: int) -> None:
        """Ask for another day to turn to the person."""
        from relationship_journal.ui.dialogs.small_dialogs import DayDialog  # noqa: PLC0415

        self._changed_for = contact_id
        dialog = DayDialog(
            self._core, _("Next"), self._core.contacts.name_of(contact_id), self._window
        )
        dialog.chosen.connect(self._change_next)
        dialog.open()

    @Slot(object, object)
    def _change_next(self, day: date, _at: object) -> None:
        self._core.opened.change_next(self._changed_for, day)
        self.strip.show_next()
