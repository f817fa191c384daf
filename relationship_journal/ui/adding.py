"""Bringing people in one at a time: by a name, an address, or to be followed."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from relationship_journal.core import Core
from relationship_journal.ui.jobs import Jobs


class Adding(QObject):
    """Asks for new people.

    Signals:
        added: the id of who was added, or got something that was found.

    Args:
        core: the open journal.
        jobs: looks at pasted links.
        window: whose dialogs they are.
    """

    added = Signal(int)

    def __init__(self, core: Core, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._core, self._jobs, self._window = core, jobs, window

    @Slot()
    def add_contact(self) -> None:
        """Ask for a new contact."""
        self._ask("", is_following=False)

    @Slot()
    def follow_someone(self) -> None:
        """Ask whom to follow, by an address of theirs."""
        self._ask("", is_following=True)

    @Slot(int)
    def follow_person(self, contact_id: int) -> None:
        """Ask what of somebody is to be followed."""
        self._ask("", is_following=True, contact_id=contact_id)

    @Slot(str)
    def add_contact_from(self, text: str) -> None:
        """Add whom this names; with an address, or nothing typed yet, ask for more."""
        from relationship_journal.ui.dialogs.add_contact_dialog import (  # noqa: PLC0415  start-up
            understand,
        )

        meant = understand(text)
        if not text or meant.url:
            self._ask(text, is_following=False)
            return
        emails = [meant.email] if meant.email else []
        self.added.emit(self._core.contacts.add(meant.name, emails=emails))

    def _ask(self, text: str, *, is_following: bool, contact_id: int | None = None) -> None:
        from relationship_journal.ui.dialogs.add_contact_dialog import (  # noqa: PLC0415  start-up
            AddContactDialog,
        )

        dialog = AddContactDialog(
            self._core,
            self._window,
            text,
            jobs=self._jobs,
            is_following=is_following,
            contact_id=contact_id,
        )
        dialog.added.connect(self.added)
        dialog.open()
