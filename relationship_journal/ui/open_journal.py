"""What the window shows and does of an open journal: its pages, undo, imports and exports."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.settings import Settings
from relationship_journal.ui.adding import Adding
from relationship_journal.ui.commands import sign_in_actions
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.opener import Opener
from relationship_journal.ui.person_acts import PersonActs
from relationship_journal.ui.returning import Returning
from relationship_journal.ui.sign_in_desk import SignInDesk
from relationship_journal.ui.undoing import Undoing
from relationship_journal.ui.views.people_section import PeopleSection

if TYPE_CHECKING:
    from relationship_journal.ui.capture_window import CaptureWindow
    from relationship_journal.ui.signing_in import SigningIn
    from relationship_journal.ui.views.today_page import TodayPage

PEOPLE, TODAY, UPCOMING = "go_people", "go_today", "go_upcoming"
SIGN_INS = "go_sign_ins"
APPROACH = "go_approach"


class OpenJournal(QObject):
    """Fills the window's frame and connects its commands; it is gone with the window.

    `time_passed` and `day_changed` are for whoever knows of the time to send; `reminders_chosen`
    says that something about reminders was chosen in the settings; `signing_in_changed` that
    somebody signs in on a page, is further, or is through; `restore_wanted` carries a
    `Restoration`, and `work_wanted` a `Work`, to be done once the journal is closed.

    Args:
        window: the frame.
        core: the open journal.
        notices: word of what changed.
        jobs: slow work; it is asked to stop when the window closes.
        settings: what is remembered between starts.
        autostart: starts the program with the computer, where that is possible.
    """

    time_passed = Signal()
    day_changed = Signal()
    reminders_chosen = Signal()
    signing_in_changed = Signal()
    restore_wanted = Signal(object)
    work_wanted = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        core: Core,
        notices: Notices,
        jobs: Jobs,
        settings: Settings,
        *,
        autostart: Any = None,
    ) -> None:
        super().__init__(window)
        self._window, self._core = window, core
        self._notices, self._jobs, self._settings = notices, jobs, settings
        self._autostart = autostart
        self._capture: CaptureWindow | None = None
        self._today: TodayPage | None = None
        self.people = PeopleSection(core, notices, settings, window.pages)
        self._pages: dict[str, QWidget] = {PEOPLE: self.people}
        window.enable_commands(is_open=True)
        core.guard.is_on = bool(settings.get("guard", True))
        window.commands.enable(sign_in_actions() | {"look_for_posts"}, is_enabled=False)
        self.opener = Opener(core, window)
        self.adding = Adding(core, jobs, window)
        self.adding.added.connect(self.open_person)
        self.desk = SignInDesk(
            core,
            window,
            self.opener,
            self.show_sign_ins,
            notices=notices,
            jobs=jobs,
            settings=settings,
        )
        self.desk.changed.connect(self.signing_in_changed)
        self.desk.person_opened.connect(self.open_person)
        self.returning = Returning(core, notices, window, self.opener)
        self._acts = PersonActs(
            core, window.commands, self.people, window, self._is_person_in_sight, opener=self.opener
        )
        self._connect()
        self._undoing = Undoing(core, notices, window)
        self.people.set_narrow(window.is_narrow)
        if self._core.people.count():
            self.show_today()
        else:
            self.show_page(PEOPLE)
            self.people.begin()

    # --- pages -----------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Show a page by the name of its action; it is made when it is first shown."""
        if name not in self._pages:
            self._pages[name] = _makers()[name](self)
        self._window.show_page(name, self._pages[name])
        self._acts.follow()
        self.desk.follow()

    def make_bin(self) -> QWidget:
        """Make the page of the bin."""
        from relationship_journal.ui.views.bin_page import BinPage  # noqa: PLC0415  start-up time

        return BinPage(self._core, self._notices, self._window.pages)

    def make_today(self) -> QWidget:
        """Make the page of today."""
        from relationship_journal.ui.views.today_page import TodayPage  # noqa: PLC0415  start-up

        page = TodayPage(self._core, self._notices, self._settings, self._window.pages)
        page.capture_requested.connect(self.open_capture)
        page.target_wanted.connect(self.opener.open_target)
        page.choices_wanted.connect(self.opener.show_choices)
        page.person_opened.connect(self.open_person)
        page.add_requested.connect(self.adding.add_contact)
        page.commented_wanted.connect(self.returning.say_commented)
        self.time_passed.connect(page.note_time)
        self._today = page
        return page

    def make_upcoming(self) -> QWidget:
        """Make the page of what is ahead."""
        from relationship_journal.ui.views.upcoming_page import UpcomingPage  # noqa: PLC0415

        page = UpcomingPage(self._core, self._notices, self._settings, self._window.pages)
        page.person_opened.connect(self.open_person)
        page.follow_up_requested.connect(self.ask_for_follow_up)
        self.day_changed.connect(page.note_time)
        return page

    def make_following(self) -> QWidget:
        """Make the page of who is followed."""
        from relationship_journal.ui.views.following_page import FollowingPage  # noqa: PLC0415

        page = FollowingPage(self._core, self._notices, self._jobs, self._window.pages)
        page.target_wanted.connect(self.opener.open_target)
        page.person_opened.connect(self.open_person)
        page.follow_requested.connect(self.adding.follow_someone)
        page.published.connect(self.tell_each)
        look = self._window.commands.action("look_for_posts")
        page.look_requested.connect(look.trigger)
        look.enabledChanged.connect(page.note_can_look)
        page.note_can_look(look.isEnabled())
        page.said.connect(self._window.status.say)
        self.time_passed.connect(page.note_time)
        return page

    @Slot(object)
    def tell_each(self, contact_ids: list[int]) -> None:
        """Go to Today, where these are told one by one of one's own post."""
        self.show_today()
        if self._today is not None:
            self._today.begin_telling(contact_ids)

    def make_look_back(self) -> QWidget:
        """Make the page of what was."""
        from relationship_journal.ui.views.look_back_page import LookBackPage  # noqa: PLC0415

        page = LookBackPage(self._core, self._notices, self._jobs, self._window.pages)
        page.person_opened.connect(self.open_person)
        page.quarter_requested.connect(self.open_quarter)
        return page

    @Slot()
    def open_quarter(self) -> None:
        """Go through the six cards of a quarter."""
        from relationship_journal.ui.dialogs.quarter_dialog import QuarterDialog  # noqa: PLC0415

        QuarterDialog(self._core, self._window).open()

    def make_approach(self) -> QWidget:
        """Make the page of my approach."""
        from relationship_journal.ui.views.approach_page import ApproachPage  # noqa: PLC0415

        page = ApproachPage(self._core, self._notices, self._window.pages)
        page.person_opened.connect(self.open_person)
        return page

    def make_sign_ins(self) -> QWidget:
        """Make the page of the sign-ins."""
        return self.desk.make_page()

    @Slot()
    def show_sign_ins(self) -> None:
        """Show the sign-ins."""
        self.show_page(SIGN_INS)

    def make_settings(self) -> QWidget:
        """Make the page of the settings."""
        from relationship_journal.ui.views.settings_page import SettingsPage  # noqa: PLC0415

        page = SettingsPage(
            self._core,
            self._notices,
            self._window.commands,
            self._settings,
            self._window.pages,
            autostart=self._autostart,
            jobs=self._jobs,
        )
        page.restore_asked.connect(self.look_into_backup)
        page.work_wanted.connect(self.work_wanted)
        page.reminders_changed.connect(self.reminders_chosen)
        page.reminders_changed.connect(self.time_passed)
        return page

    @Slot()
    def go_to_page(self) -> None:
        """Show the page whose action was taken; People shows the table."""
        name = self.sender().objectName()
        self.show_page(name)
        if name == PEOPLE:
            self.people.show_people()
            self.people.begin()
        else:
            self._pages[name].setFocus()

    @Slot(int)
    def open_person(self, contact_id: int) -> None:
        """Show a person, from wherever one is."""
        self.show_page(PEOPLE)
        self.people.choose_person(contact_id)

    @Slot(int)
    def show_approach_of(self, contact_id: int) -> None:
        """Show how a person is turned to, from wherever one is."""
        self.show_page(APPROACH)
        self._pages[APPROACH].show_person(contact_id)  # type: ignore[attr-defined]  # it is that page

    @Slot()
    def show_approach_of_chosen(self) -> None:
        """Show how the person in sight is turned to."""
        contact_id = self.people.person_id()
        if contact_id is not None:
            self.show_approach_of(contact_id)

    @Slot()
    def show_today(self) -> None:
        """Show whom to turn to today."""
        self.show_page(TODAY)
        self._pages[TODAY].setFocus()

    @Slot()
    def open_capture(self) -> None:
        """Open the line that writes down at once."""
        self.capture.appear()

    @property
    def capture(self) -> "CaptureWindow":
        """The window of quick capture; made once, for its draft stays in it."""
        if self._capture is None:
            from relationship_journal.ui.capture_window import CaptureWindow  # noqa: PLC0415

            self._capture = CaptureWindow(self._core, self._window)
        return self._capture

    @Slot()
    def ask_for_follow_up(self) -> None:
        """Ask for whom a follow-up is, and then for the rest."""
        from relationship_journal.ui.palette import Palette  # noqa: PLC0415  start-up time

        palette = Palette(self._core, None, self._window)
        palette.person_chosen.connect(self.follow_up_with)
        palette.open()

    @Slot(int)
    def follow_up_with(self, contact_id: int) -> None:
        """Ask for the next step with a person."""
        from relationship_journal.ui.dialogs.follow_up_dialog import (  # noqa: PLC0415  start-up
            FollowUpDialog,
        )

        FollowUpDialog(self._core, contact_id, self._window).open()

    @Slot()
    def find_people(self) -> None:
        """Put the cursor into the search over everyone, or into that of the sign-ins in sight."""
        if self.desk.find():
            return
        self.show_page(PEOPLE)
        self.people.show_people()
        self.people.people.focus_search()

    @Slot()
    def go_back(self) -> None:
        """Go from one person, or from another page, back to everyone."""
        self.show_page(PEOPLE)
        self.people.show_people()

    @Slot()
    def open_palette(self) -> None:
        """Open the list of every command and person."""
        from relationship_journal.ui.palette import Palette  # noqa: PLC0415  start-up time

        palette = Palette(self._core, self._window.commands, self._window)
        palette.person_chosen.connect(self.open_person)
        palette.command_chosen.connect(self.take_command)
        palette.address_chosen.connect(self.adding.add_contact_from)
        palette.open()

    @Slot(str)
    def take_command(self, name: str) -> None:
        """Do what an action does, by its name."""
        self._window.commands.action(name).trigger()

    # --- signing in ------------------------------------------------------------------------------

    @property
    def signing_in(self) -> "SigningIn":
        """The vault, the clipboard and the bar for them; made when a sign-in is first used."""
        return self.desk.signing_in

    @Slot(str)
    def say_what_was_decided(self, sentence: str) -> None:
        """Say that a boundary of one's own is crossed; it holds nothing up."""
        self._window.banner.say(sentence, icon="compass")

    # --- people in and out -----------------------------------------------------------------------

    @Slot()
    def import_people(self) -> None:
        """Ask for files to take people from."""
        self.import_files([])

    @Slot(object)
    def import_files(self, paths: list[Path]) -> None:
        """Show what is in these files before it counts."""
        from relationship_journal.ui.dialogs.import_dialog import ImportDialog  # noqa: PLC0415

        dialog = ImportDialog(self._core, self._jobs, self._window, tuple(paths))
        dialog.passwords_found.connect(self.desk.import_from)
        dialog.open()

    @Slot()
    def export_people(self) -> None:
        """Ask where everyone, or who is chosen, is to be written."""
        from relationship_journal.ui.dialogs.export_dialog import ExportDialog  # noqa: PLC0415

        chosen = self.people.people.selected_ids() if self._is_person_in_sight() else []
        ids = chosen if len(chosen) > 1 else None
        ExportDialog(self._core, self._jobs, self._window, ids).open()

    @Slot(object)
    def look_into_backup(self, path: Path) -> None:
        """Show what is in a backup, and let it be restored."""
        from relationship_journal.ui.dialogs.restore_dialog import (  # noqa: PLC0415  start-up time
            Place,
            RestoreDialog,
        )

        core = self._core
        place = Place(core.path, core.clock, core.zone)
        dialog = RestoreDialog(self._jobs, path, place, core.backups, self._window)
        dialog.wanted.connect(self.restore_wanted)
        dialog.open()

    @Slot()
    def open_data_folder(self) -> None:
        """Show the journal's folder, and say where it is."""
        folder = self._core.path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self._window.status.say(_("Your journal is in {folder}").format(folder=folder))

    # --- building --------------------------------------------------------------------------------

    def _is_person_in_sight(self) -> bool:
        return self._window.pages.currentWidget() is self.people

    def _connect(self) -> None:
        window, action = self._window, self._window.commands.action
        for name, slot in (
            ("add_contact", self.adding.add_contact),
            ("follow_someone", self.adding.follow_someone),
            ("import_people", self.import_people),
            ("export_people", self.export_people),
            ("open_data_folder", self.open_data_folder),
            ("find", self.find_people),
            ("palette", self.open_palette),
            ("keys", self.open_palette),
            ("quick_capture", self.open_capture),
            ("back", self.go_back),
            ("their_approach", self.show_approach_of_chosen),
            *((name, self.go_to_page) for name in (PEOPLE, *_makers())),
        ):
            action(name).triggered.connect(slot)
        self.opener.said.connect(window.status.say)
        self.opener.decided.connect(self.say_what_was_decided)
        self.people.people.add_requested.connect(self.adding.add_contact_from)
        self.people.people.import_requested.connect(self.import_people)
        self.people.person.approach_requested.connect(self.show_approach_of)
        self.people.person.follow_requested.connect(self.adding.follow_person)
        about_people = [one for _define, one in window.commands.of_menu("contact")]
        self.people.people.set_context_actions(about_people)
        self.people.person.set_context_actions(about_people)
        self.time_passed.connect(self.people.people.note_time)
        window.narrowed.connect(self.people.set_narrow)
        window.files_dropped.connect(self.import_files)
        window.closed.connect(self._jobs.cancel_all)
        window.setAcceptDrops(True)
        self._notices.changed.connect(self._acts.follow)


def _makers() -> dict[str, Callable[[OpenJournal], QWidget]]:
    """Return how the pages beside People are made, by the names of their actions."""
    return {
        TODAY: OpenJournal.make_today,
        "go_following": OpenJournal.make_following,
        UPCOMING: OpenJournal.make_upcoming,
        SIGN_INS: OpenJournal.make_sign_ins,
        APPROACH: OpenJournal.make_approach,
        "go_look_back": OpenJournal.make_look_back,
        "go_bin": OpenJournal.make_bin,
        "go_settings": OpenJournal.make_settings,
    }
