"""The window: menu bar, rail, one page at a time, and below it what was done."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import Changes
from relationship_journal.settings import Settings
from relationship_journal.ui import what_was_done, window_state
from relationship_journal.ui.commands import Commands, fill_menu_bar, person_actions
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.messages import Banner
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.theme import Appearance, Choice
from relationship_journal.ui.widgets.rail import Rail
from relationship_journal.ui.widgets.status_area import StatusArea

if TYPE_CHECKING:
    from relationship_journal.ui.person_acts import PersonActs
    from relationship_journal.ui.views.people_section import PeopleSection

FOLDS_BELOW = 1100
THEME_KEY = "theme"


@dataclass(frozen=True, slots=True)
class PageDef:
    """One page: the action that shows it, its icon, whether it is in the rail and where."""

    name: str
    icon: str
    make: Callable[["MainWindow"], QWidget]
    is_in_rail: bool = True
    is_at_foot: bool = False


def page_table() -> tuple[PageDef, ...]:
    """Return the pages from top to bottom; each is made when it is first shown."""
    return (
        PageDef("go_people", "users", MainWindow.make_people),
        PageDef("go_bin", "trash-2", MainWindow.make_bin, is_in_rail=False),
        PageDef("go_settings", "settings", MainWindow.make_settings, is_at_foot=True),
    )


class MainWindow(QMainWindow):
    """The window on an open journal; `closed` comes once, when its work is over.

    The frame is painted first and filled in the next turn: the window is there at once, and its
    people a moment later.

    Args:
        core: the open journal.
        notices: word of what changed.
        jobs: slow work; it is stopped when the window closes.
        settings: what is remembered between starts.
        appearance: light or dark.
    """

    closed = Signal()

    def __init__(
        self,
        core: Core,
        notices: Notices,
        jobs: Jobs,
        settings: Settings,
        appearance: Appearance,
    ) -> None:
        super().__init__()
        self._core, self._notices, self._jobs = core, notices, jobs
        self._settings, self._appearance = settings, appearance
        self._replayed = ""
        self._is_painted = False
        self._people: PeopleSection | None = None
        self._acts: PersonActs | None = None
        self._pages: dict[str, QWidget] = {}
        self.setObjectName("main_window")
        self.setWindowTitle(_("Relationship Journal"))
        self.setAcceptDrops(True)
        self.commands = Commands(self)
        self.addActions([action for _one, action in self.commands.all()])
        fill_menu_bar(self.menuBar(), self.commands)
        self._status = StatusArea(self.commands.action("undo"), self)
        self._status.say_at_end(_("Everything stays on this computer"))
        self.setStatusBar(self._status)
        # each is born where it stays: a new parent has the style sheet asked anew for all inside
        middle = QWidget(self)
        self.setCentralWidget(middle)
        self.banner = Banner(middle)
        self._rail = Rail(middle)
        self._stack = QStackedWidget(middle)
        self._stack.setBackgroundRole(QPalette.ColorRole.Base)
        self._stack.setAutoFillBackground(True)
        self._lay_out(middle)
        self._connect()
        self._name_undo()
        self.commands.enable(person_actions(), is_enabled=False)
        self.commands.action("go_people").setChecked(True)
        window_state.restore(self, settings)

    @property
    def people(self) -> "PeopleSection":
        """Everyone and the person beside them, made when they are first asked for."""
        if self._people is None:
            self._people = self._make_people()
        return self._people

    @property
    def is_filled(self) -> bool:
        """Whether a page is in the frame."""
        return bool(self._pages)

    @Slot()
    def fill(self) -> None:
        """Put the people into the frame, the cursor where one begins."""
        if not self._pages:
            self.show_page("go_people")
            self.people.begin()

    # --- pages -----------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Show a page by the name of its action, as Ctrl+2 or the rail do."""
        if name not in self._pages:
            made = next(one for one in page_table() if one.name == name).make(self)
            self._pages[name] = made
            self._stack.addWidget(made)
        self._stack.setCurrentWidget(self._pages[name])
        self._stack.setAutoFillBackground(False)  # from here on the page has its own
        self.commands.action(name).setChecked(True)
        if self._acts is not None:
            self._acts.follow()

    def make_people(self) -> QWidget:
        """Return the page of everyone."""
        return self.people

    def _make_people(self) -> "PeopleSection":
        from relationship_journal.ui.person_acts import PersonActs  # noqa: PLC0415  start-up time
        from relationship_journal.ui.views.people_section import PeopleSection  # noqa: PLC0415

        made = PeopleSection(self._core, self._notices, self._settings, self._stack)
        self._acts = PersonActs(self._core, self.commands, made, self, self._is_person_in_sight)
        self._acts.said.connect(self._status.say)
        made.people.add_requested.connect(self.add_contact_from)
        made.people.import_requested.connect(self.import_people)
        about_people = [one for _define, one in self.commands.of_menu("contact")]
        made.people.set_context_actions(about_people)
        made.person.set_context_actions(about_people)
        made.set_narrow(self.width() < FOLDS_BELOW)
        return made

    def make_bin(self) -> QWidget:
        """Make the page of the bin."""
        from relationship_journal.ui.views.bin_page import BinPage  # noqa: PLC0415  start-up time

        return BinPage(self._core, self._notices, self._stack)

    def make_settings(self) -> QWidget:
        """Make the page of the settings."""
        from relationship_journal.ui.views.settings_page import SettingsPage  # noqa: PLC0415

        return SettingsPage(self._core, self._notices, self.commands, self._stack)

    @Slot()
    def go_to_page(self) -> None:
        """Show the page whose action was taken; People shows the table and its search."""
        name = self.sender().objectName()
        self.show_page(name)
        if name == "go_people":
            self.people.show_people()
            self.people.begin()
        else:
            self._pages[name].setFocus()

    @Slot(int)
    def open_person(self, contact_id: int) -> None:
        """Show a person, from wherever one is."""
        self.show_page("go_people")
        self.people.choose_person(contact_id)

    @Slot()
    def find_people(self) -> None:
        """Put the cursor into the search over everyone."""
        self.show_page("go_people")
        self.people.show_people()
        self.people.people.focus_search()

    @Slot()
    def go_back(self) -> None:
        """Go from one person, or from another page, back to everyone."""
        self.show_page("go_people")
        self.people.show_people()

    @Slot()
    def open_palette(self) -> None:
        """Open the list of every command and person."""
        from relationship_journal.ui.palette import Palette  # noqa: PLC0415  start-up time

        palette = Palette(self._core, self.commands, self)
        palette.person_chosen.connect(self.open_person)
        palette.command_chosen.connect(self._take_command)
        palette.open()

    @Slot(str)
    def _take_command(self, name: str) -> None:
        self.commands.action(name).trigger()

    # --- the journal -----------------------------------------------------------------------------

    @Slot()
    def undo(self) -> None:
        """Take the newest change back."""
        label = self._core.history.undo_label
        self._core.history.undo()
        self._replayed = what_was_done.undone(label or "")

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        label = self._core.history.redo_label
        self._core.history.redo()
        self._replayed = what_was_done.redone(label or "")

    @Slot(object)
    def _tell(self, changes: Changes) -> None:
        self._name_undo()
        if not changes.is_foreign:
            self._status.say(self._replayed or what_was_done.done(self._core, changes))
        self._replayed = ""
        if self._acts is not None:
            self._acts.follow()

    def _name_undo(self) -> None:
        history, undo, redo = self._core.history, *map(self.commands.action, ("undo", "redo"))
        undo.setText(what_was_done.undo_text(history.undo_label))
        undo.setEnabled(history.undo_label is not None)
        redo.setText(what_was_done.redo_text(history.redo_label))
        redo.setEnabled(history.redo_label is not None)

    @Slot()
    def add_contact(self) -> None:
        """Ask for a new contact."""
        self.add_contact_from("")

    @Slot(str)
    def add_contact_from(self, text: str) -> None:
        """Add whom this names, a name or an address; with nothing typed yet, ask."""
        from relationship_journal.ui.dialogs.add_contact_dialog import (  # noqa: PLC0415
            AddContactDialog,
            understand,
        )

        if text:
            meant = understand(text)
            urls, emails = [meant.url] if meant.url else [], [meant.email] if meant.email else []
            self.open_person(self._core.contacts.add(meant.name, urls=urls, emails=emails))
            return
        dialog = AddContactDialog(self._core, self)
        dialog.added.connect(self.open_person)
        dialog.open()

    @Slot()
    def import_people(self) -> None:
        """Ask for files to take people from."""
        self.import_files([])

    def import_files(self, paths: list[Path]) -> None:
        """Show what is in these files before it counts."""
        from relationship_journal.ui.dialogs.import_dialog import ImportDialog  # noqa: PLC0415

        ImportDialog(self._core, self._jobs, self, tuple(paths)).open()

    @Slot()
    def export_people(self) -> None:
        """Ask where everyone, or who is chosen, is to be written."""
        from relationship_journal.ui.dialogs.export_dialog import ExportDialog  # noqa: PLC0415

        chosen = self.people.people.selected_ids() if self._is_person_in_sight() else []
        ExportDialog(self._core, self._jobs, self, chosen if len(chosen) > 1 else None).open()

    @Slot()
    def open_data_folder(self) -> None:
        """Show the journal's folder, and say where it is."""
        folder = self._core.path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self._status.say(_("Your journal is in {folder}").format(folder=folder))

    @Slot()
    def show_about(self) -> None:
        """Say what the program is."""
        from relationship_journal.ui.dialogs.about_dialog import AboutDialog  # noqa: PLC0415

        AboutDialog(self).open()

    # --- appearance ------------------------------------------------------------------------------

    @Slot()
    def choose_theme(self) -> None:
        """Be light, dark or as the system, from now on."""
        choice = Choice(self.sender().objectName().removeprefix("theme_"))
        self._settings.set(THEME_KEY, choice.value)
        self._appearance.choose(choice)

    # --- what Qt tells ---------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail and the pane where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame; what it holds is made once it can be seen."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.fill)

    def changeEvent(self, event: QEvent) -> None:
        """Look for changes by the command line whenever the window comes to the front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.look_for_foreign_changes()

    def look_for_foreign_changes(self) -> None:
        """Show what another process wrote meanwhile."""
        if self._core.history.has_foreign_changes():
            self._notices.changed.emit(Changes("", {}, is_foreign=True))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged here."""
        if _local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files that were dropped."""
        event.acceptProposedAction()
        self.import_files(_local_files(event))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and place, save the field one is in, stop all work."""
        self.setFocus()  # a field saves when it is left
        window_state.save(self, self._settings)
        self._jobs.cancel_all()
        super().closeEvent(event)
        self.closed.emit()

    # --- building --------------------------------------------------------------------------------

    def _is_person_in_sight(self) -> bool:
        return self._people is not None and self._stack.currentWidget() is self._people

    def _fit(self) -> None:
        is_narrow = self.width() < FOLDS_BELOW
        self._rail.set_folded(is_narrow)
        if self._people is not None:
            self._people.set_narrow(is_narrow)

    def _lay_out(self, middle: QWidget) -> None:
        page = QVBoxLayout()
        page.setSpacing(0)
        around_banner = QVBoxLayout()
        around_banner.setContentsMargins(20, 0, 20, 0)
        around_banner.addWidget(self.banner)
        page.addLayout(around_banner)
        page.addWidget(self._stack, 1)
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addLayout(page, 1)
        self._rail.set_go_to(self.commands.action("palette"))
        for one in page_table():
            action = self.commands.action(one.name)
            if one.is_in_rail:
                add = self._rail.add_at_bottom if one.is_at_foot else self._rail.add_page
                add(action, one.icon)

    def _connect(self) -> None:
        action = self.commands.action
        for name, slot in (
            ("undo", self.undo),
            ("redo", self.redo),
            ("add_contact", self.add_contact),
            ("import_people", self.import_people),
            ("export_people", self.export_people),
            ("open_data_folder", self.open_data_folder),
            ("quit", self.close),
            ("find", self.find_people),
            ("palette", self.open_palette),
            ("keys", self.open_palette),
            ("back", self.go_back),
            ("about", self.show_about),
        ):
            action(name).triggered.connect(slot)
        for one in page_table():
            action(one.name).triggered.connect(self.go_to_page)
        for choice in Choice:
            named = action(f"theme_{choice.value}")
            named.setChecked(choice is self._appearance.choice)
            named.triggered.connect(self.choose_theme)
        self._notices.changed.connect(self._tell)


def _local_files(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile() and url.toLocalFile()]
