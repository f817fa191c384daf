"""What reminds outside the window: tray, notifications, popups, and news of the desktop."""

from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from relationship_journal.core import Core
from relationship_journal.domain.text import apart, one_line
from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import pgettext
from relationship_journal.services.rows import TodayRow
from relationship_journal.settings import Settings
from relationship_journal.ui.carrier import Carrier
from relationship_journal.ui.desk_link import DeskLink
from relationship_journal.ui.fetching import Fetching
from relationship_journal.ui.first_offer import FirstOffer
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.lock_watch import LockWatch, connect_locks
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.models.card_details import address_of
from relationship_journal.ui.models.timeline_words import first_name
from relationship_journal.ui.network import Network
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.open_journal import OpenJournal
from relationship_journal.ui.outside_changes import OutsideChanges
from relationship_journal.ui.reminder_answers import ReminderAnswers
from relationship_journal.ui.reminders import Reminders, Surroundings, run_by
from relationship_journal.ui.returning import ACTIONS
from relationship_journal.ui.theme import Appearance
from relationship_journal.ui.tray import Tray
from relationship_journal.ui.waiting_strip import WaitingStrip

STAYS_SAID = "tray.stays_said"
_IN_THE_TRAY = ("quick_capture", "pause_hour", "pause_today", "go_on", "quit")


class Reminding(QObject):
    """Wires the reminders of an open journal to the desktop and to its window.

    Args:
        core: the open journal.
        notices: word of what changed.
        jobs: for gathering facts away from the window's thread.
        settings: what the user chose.
        window: the frame; it stays when it is closed while there is a tray.
        journal: what the window shows.
        appearance: light or dark.
        desk: the desktop's services (`system.desk.open_desk`).
        zone: the computer's zone; has `refresh()`.
    """

    def __init__(
        self,
        core: Core,
        notices: Notices,
        jobs: Jobs,
        settings: Settings,
        *,
        window: MainWindow,
        journal: OpenJournal,
        appearance: Appearance,
        desk: Any,
        zone: Any,
    ) -> None:
        super().__init__()
        self._core, self._window, self._journal, self._settings = core, window, journal, settings
        self._notices = notices
        self._unlock = QAction(_("Unlock sign-ins…"), self)
        self._unlock.triggered.connect(self.unlock)
        self._link = DeskLink(desk)
        self._carrier = Carrier(self._link, settings, core.clock, core.zone)
        self._answers = ReminderAnswers(core, self._carrier)
        self._reminders = Reminders(
            core,
            notices,
            settings,
            self._carrier,
            around=Surroundings(is_presenting=self._link.is_presenting, refresh_zone=zone.refresh),
            run=run_by(jobs),
        )
        actions = {name: window.commands.action(name) for name in _IN_THE_TRAY}
        # an entry of the tray's own: in the window it would say nothing
        actions["show_window"] = QAction(_("&Open"), self)
        actions["show_window"].triggered.connect(window.come)
        self._tray = Tray(self._reminders, actions)
        self._carrier.set_tray_place(self._tray.place)
        self._carrier.set_visit_words(self._visit_words)
        self._outside = OutsideChanges(core, notices)
        self._network = Network(core.has_route, self)
        self._fetching = Fetching(core, jobs, settings, self._network, parent=self)
        self._first_offer = FirstOffer(core, window.banner, self)
        self._strip = WaitingStrip(window)
        window.add_strip(self._strip)
        self._connect(window, journal, appearance)

    def start(self, *, is_hidden: bool) -> None:
        """Be in the tray and begin to remind; a hidden start shows the window where no tray is."""
        self._tray.start()
        self._follow_tray(self._tray.is_there)
        if is_hidden and not self._tray.is_there:
            self._window.showMinimized()  # never run unseen
        self._reminders.start()

    def watch_locks(self, watch: LockWatch) -> None:
        """Tell this one when the user goes away."""
        connect_locks(self._link, watch)

    def close(self) -> None:
        """Close all of it, the newest first; a second call does nothing."""
        for one in (
            self._fetching,
            self._first_offer,
            self._tray,
            self._reminders,
            self._outside,
            self._carrier,
            self._link,
        ):
            one.close()

    @Slot(int)
    def open_person(self, contact_id: int) -> None:
        """Show a person in the window, wherever it is."""
        self._window.come()
        self._journal.open_person(contact_id)

    @Slot()
    def open_today(self) -> None:
        """Show Today in the window, wherever it is."""
        self._window.come()
        self._journal.show_today()

    @Slot(object)
    def visit(self, row: TodayRow) -> None:
        """Open the page of somebody who waits; the window comes only where there is a choice."""
        address = address_of(self._core, row)
        if address is None or self._core.opening.way(address.target).asks:
            self.open_person(row.contact_id)
        if address is not None:
            self._journal.opener.open_target(address.target)

    @Slot()
    def follow_signing_in(self) -> None:
        """Have the tray offer what comes next while somebody signs in."""
        from relationship_journal.ui.models.sign_in_words import who  # noqa: PLC0415  late

        signing_in, action = self._journal.signing_in, self._window.commands.action
        now = signing_in.steps.now
        if now is None:
            self._tray.show_signing("", ())
            return
        names = ("copy_user_name", "copy_password", "copy_code", "signed_in_already")
        offered = [action(name) for name in names if action(name).isEnabled()]
        is_locked = now.step == "locked"
        self._tray.show_signing(who(now), [self._unlock, *offered] if is_locked else offered)

    @Slot()
    def follow_asked(self) -> None:
        """Have the tray offer what the strip asks about a page that was opened."""
        asked, action = self._journal.returning.asked, self._window.commands.action
        if asked is None:
            self._tray.show_asked("", ())
            return
        what = pgettext("name and title", "{name}, {title}")
        name, about = apart(first_name(asked.name)), apart(one_line(asked.title))
        title = what.format(name=name, title=about)
        self._tray.show_asked(title, [action(name) for name in ACTIONS])

    @Slot()
    def unlock(self) -> None:
        """Bring the window to the front, where the passphrase goes."""
        self._journal.signing_in.unlock_in_window()

    def _visit_words(self, row: TodayRow) -> str:
        try:
            address = address_of(self._core, row)
        except NotFound:  # gone meanwhile; the next look leaves them out
            return ""
        return address.text if address is not None else ""

    @Slot()
    def show_waiting(self) -> None:
        """Tell the strip who waits."""
        self._strip.show_waiting(self._reminders.waiting)

    @Slot(bool)
    def _follow_tray(self, is_there: bool) -> None:
        self._window.set_stays(is_there)
        self._strip.set_wanted(not is_there)

    @Slot()
    def _say_it_stays(self) -> None:
        if not self._settings.get(STAYS_SAID, default=False):
            self._settings.set(STAYS_SAID, value=True)
            self._tray.say(
                _("Relationship Journal goes on in the tray"),
                _("It reminds you from there. Quit in its menu ends it."),
            )

    def _connect(self, window: MainWindow, journal: OpenJournal, appearance: Appearance) -> None:
        reminders, answers, action = self._reminders, self._answers, window.commands.action
        self._link.sleep_changed.connect(reminders.note_sleep)
        self._link.presence_changed.connect(reminders.note_presence)
        self._link.tray_changed.connect(self._tray.look)
        answers.visit.connect(self.visit)
        answers.open_person.connect(self.open_person)
        answers.open_today.connect(self.open_today)
        answers.said.connect(window.status.say)
        answers.failed.connect(window.banner.say_error)
        reminders.failed.connect(window.banner.say_error)
        reminders.waiting_changed.connect(self.show_waiting)
        reminders.waiting_changed.connect(journal.time_passed)
        reminders.day_changed.connect(journal.time_passed)
        reminders.day_changed.connect(journal.day_changed)
        journal.reminders_chosen.connect(reminders.note_settings)
        journal.signing_in_changed.connect(self.follow_signing_in)
        journal.returning.asked_changed.connect(self.follow_asked)
        self.follow_asked()
        self._tray.person_chosen.connect(self.open_person)
        self._tray.is_there_changed.connect(self._follow_tray)
        self._strip.show_requested.connect(self.open_today)
        self._connect_fetching(window)
        action("pause_hour").triggered.connect(reminders.pause_for_an_hour)
        action("pause_today").triggered.connect(reminders.pause_for_today)
        action("go_on").triggered.connect(reminders.go_on)
        action("go_to_reminder").triggered.connect(answers.go_to_reminder)
        appearance.changed.connect(self._tray.refresh)
        window.hidden_away.connect(self._say_it_stays)

    def _connect_fetching(self, window: MainWindow) -> None:
        fetching, action = self._fetching, window.commands.action("look_for_posts")
        self._reminders.ticked.connect(fetching.tick)
        self._notices.changed.connect(fetching.note_changes)
        self._link.sleep_changed.connect(fetching.note_sleep)
        self._network.came_online.connect(fetching.note_connection)
        fetching.said.connect(window.status.say)
        fetching.status_changed.connect(window.status.say_at_end)
        fetching.failed.connect(window.banner.say_error)
        fetching.looked.connect(self._first_offer.note)
        action.setEnabled(True)
        action.triggered.connect(fetching.look_now)
