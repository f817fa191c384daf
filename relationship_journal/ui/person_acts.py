"""What is done to the person in sight: write down, edit, put away, delete, open their page."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from relationship_journal.core import Core
from relationship_journal.domain.target import Target
from relationship_journal.ui.commands import Commands, person_actions
from relationship_journal.ui.opener import Opener
from relationship_journal.ui.views.people_section import PeopleSection

_OF_SEVERAL = frozenset({"put_away", "bring_back", "delete_contact"})


class PersonActs(QObject):
    """Connects the commands about a person to whoever is chosen or shown."""

    def __init__(
        self,
        core: Core,
        commands: Commands,
        section: PeopleSection,
        window: QWidget,
        is_in_sight: Callable[[], bool],
        *,
        opener: Opener,
    ) -> None:
        super().__init__(window)
        self._core, self._commands, self._section = core, commands, section
        self._window, self._is_in_sight, self._opener = window, is_in_sight, opener
        for name, slot in (
            ("write_down", self.write_down),
            ("add_note", self.add_note),
            ("follow_up", self.follow_up),
            ("promise", self.promise),
            ("put_right", self.put_right),
            ("edit_contact", self.edit_contact),
            ("open_profile", self.open_profile),
            ("open_as", self.open_as),
            ("put_away", self.put_away),
            ("bring_back", self.bring_back),
            ("delete_contact", self.delete),
            ("delete_for_good", self.delete_for_good),
        ):
            commands.action(name).triggered.connect(slot)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), section.people)
        delete.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        delete.activated.connect(commands.action("delete_contact").trigger)
        section.person_changed.connect(self.follow)
        section.person.target_wanted.connect(opener.open_target)
        section.person.choices_wanted.connect(opener.show_choices)
        section.person.edit_requested.connect(self.edit)
        section.person.left_person.connect(section.show_people)

    @Slot()
    def follow(self) -> None:
        """Offer what can be done to those who are chosen now."""
        ids = self._section.person_ids() if self._is_in_sight() else []
        self._commands.enable(person_actions(), is_enabled=len(ids) == 1)
        self._commands.enable(_OF_SEVERAL, is_enabled=bool(ids))
        away = [row.is_put_away for row in self._core.people.rows(ids[:200])]
        self._commands.action("put_away").setVisible(not all(away) or not away)
        self._commands.action("bring_back").setVisible(any(away))
        if len(ids) == 1:
            has_page = bool(self._core.contacts.whole(ids[0]).profiles)
            self._commands.enable(frozenset({"open_profile", "open_as"}), is_enabled=has_page)

    @Slot()
    def write_down(self) -> None:
        """Put the cursor where an exchange is written down."""
        page = self._section.person_for_writing()
        if page is not None:
            page.write_down()

    @Slot()
    def add_note(self) -> None:
        """Begin a note on the person."""
        page = self._section.person_for_writing()
        if page is not None:
            page.add_note()

    @Slot()
    def follow_up(self) -> None:
        """Plan a next step for the person."""
        page = self._section.person_for_writing()
        if page is not None:
            page.follow_up()

    @Slot()
    def promise(self) -> None:
        """Write down a promise."""
        page = self._section.person_for_writing()
        if page is not None:
            page.promise()

    @Slot()
    def put_right(self) -> None:
        """Begin a list of what puts something right, or go to the one there is."""
        page, contact_id = self._section.person_for_writing(), self._section.person_id()
        if page is not None and contact_id is not None:
            page.put_right(contact_id)

    @Slot()
    def edit_contact(self) -> None:
        """Open everything known of the person for editing."""
        contact_id = self._section.person_id()
        if contact_id is not None:
            self.edit(contact_id)

    @Slot(int)
    def edit(self, contact_id: int) -> None:
        """Open everything known of a person for editing."""
        from relationship_journal.ui.dialogs.contact_dialog import ContactDialog  # noqa: PLC0415

        ContactDialog(self._core, contact_id, self._window).open()

    @Slot()
    def open_profile(self) -> None:
        """Open the first of the person's pages, as who was chosen for it."""
        target = self._first_page()
        if target is not None:
            self._opener.open_target(target)

    @Slot()
    def open_as(self) -> None:
        """Offer as whom the first of the person's pages can be opened."""
        target = self._first_page()
        if target is not None:
            self._opener.show_choices(target)

    def _first_page(self) -> Target | None:
        contact_id = self._section.person_id()
        profiles = self._core.contacts.whole(contact_id).profiles if contact_id else ()
        return Target(profiles[0].url, contact_id, profiles[0].id) if profiles else None

    @Slot()
    def put_away(self) -> None:
        """Hide the chosen people from lists and reminders."""
        for contact_id in self._section.person_ids():
            self._core.contacts.put_away(contact_id)

    @Slot()
    def bring_back(self) -> None:
        """Show the chosen people again."""
        for contact_id in self._section.person_ids():
            self._core.contacts.bring_back(contact_id)

    @Slot()
    def delete(self) -> None:
        """Move the chosen people to the bin; where something is owed them, say what first."""
        from relationship_journal.ui.dialogs.delete_dialog import (  # noqa: PLC0415  start-up time
            BinDialog,
            owes_any,
        )

        ids = self._section.person_ids()
        if owes_any(self._core, ids):
            BinDialog(self._core, ids, self._window).open()
            return
        self._section.show_people()
        for contact_id in ids:
            self._core.contacts.delete(contact_id)

    @Slot()
    def delete_for_good(self) -> None:
        """Ask whether all of the person is to go, and say what that is."""
        from relationship_journal.ui.dialogs.delete_dialog import DeleteDialog  # noqa: PLC0415

        contact_id = self._section.person_id()
        if contact_id is not None:
            DeleteDialog(self._core, contact_id, self._window).open()
