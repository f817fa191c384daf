"""People and the person beside them, or one of the two where there is little room."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.services.rows import Changes
from relationship_journal.settings import Settings
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.people_page import PeoplePage
from relationship_journal.ui.views.person_page import PersonPage
from relationship_journal.ui.widgets.frames import Splitter

PANE, LEAST_PANE, MOST_PANE = 468, 400, 560
_ANY_WIDTH = 16_777_215  # Qt's own greatest width
_KEY = "people/pane_width"


class PeopleSection(QWidget):
    """The table of everyone with the pane of one person; Enter shows that person alone.

    `person_changed` says that the acts on a person are about somebody else now.
    """

    person_changed = Signal()

    def __init__(
        self, core: Core, notices: Notices, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._core, self._settings = core, settings
        self._is_narrow = False
        self._is_alone = False
        # born inside the splitter: a new parent has the style sheet asked anew for all inside
        self._splitter = Splitter(parent=self)
        self.people = PeoplePage(core, notices, settings, self._splitter)
        self.person = PersonPage(core, notices, settings, self._splitter)
        self._splitter.addWidget(self.people)
        self._splitter.addWidget(self.person)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._pane_width = settings.get(_KEY, PANE)
        self._has_people = core.people.count() > 0
        self.people.person_selected.connect(self._show_in_pane)
        self.people.person_opened.connect(self.open_person)
        self.person.back_requested.connect(self.show_people)
        self._splitter.splitterMoved.connect(self._remember_width)
        notices.changed.connect(self._follow)
        self._arrange()

    @Slot(bool)
    def set_narrow(self, is_narrow: bool) -> None:
        """Have room for the pane beside the table, or not."""
        self._is_narrow = is_narrow
        self._arrange()

    def begin(self) -> None:
        """Put the cursor where one begins: the table, or the field that ends an empty journal."""
        if self._core.people.count() > 0:
            self.people.focus_table()
        else:
            self.people.focus_search()

    def person_id(self) -> int | None:
        """Return whom acts on a person are about, or None."""
        ids = self.person_ids()
        return ids[0] if len(ids) == 1 else None

    def person_ids(self) -> list[int]:
        """Return everyone acts are about: the one who is shown alone, else the chosen ones."""
        if self._is_alone:
            shown = self.person.person_id()
            return [shown] if shown is not None else []
        return self.people.selected_ids()

    @property
    def is_person_alone(self) -> bool:
        """Whether one person has the whole page."""
        return self._is_alone

    @Slot(int)
    def open_person(self, contact_id: int) -> None:
        """Show one person on the whole page."""
        self.person.show_person(contact_id)
        self._is_alone = True
        self._arrange()
        self.person.setFocus()
        self.person_changed.emit()

    @Slot(int)
    def choose_person(self, contact_id: int) -> None:
        """Choose one in the table where there is a pane, else show them alone."""
        if self._is_narrow or self._is_alone:
            self.open_person(contact_id)
        else:
            self.people.select_person(contact_id)
            self._show_in_pane(contact_id)

    @Slot()
    def show_people(self) -> None:
        """Go back to the table; the person stays chosen in it."""
        if not self._is_alone:
            return
        shown = self.person.person_id()
        self._is_alone = False
        if shown is not None:
            self.people.select_person(shown)
        self._arrange()
        self._show_in_pane(self._chosen())
        self.people.focus_table()

    def person_for_writing(self) -> PersonPage | None:
        """Return the page of the person acts are about, in sight; None when there is nobody."""
        contact_id = self.person_id()
        if contact_id is None:
            return None
        if not self.person.isVisibleTo(self):
            self.open_person(contact_id)
        return self.person

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape and self._is_alone:
            self.show_people()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> int:
        ids = self.people.selected_ids()
        return ids[0] if len(ids) == 1 else 0

    @Slot(int)
    def _show_in_pane(self, contact_id: int) -> None:
        if not self._is_alone:
            if not self._is_narrow:
                self.person.show_person(contact_id or None)
            self.person_changed.emit()

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches("contact"):
            has_people = self._core.people.count() > 0
            if has_people != self._has_people:
                self._has_people = has_people
                self._arrange()

    @Slot()
    def _remember_width(self) -> None:
        if not self._is_alone and self.person.isVisible():
            self._pane_width = self.person.width()
            self._settings.set(_KEY, self._pane_width)

    def _arrange(self) -> None:
        is_pane = not self._is_alone and not self._is_narrow and self._has_people
        self.person.set_compact(is_pane)
        self.person.setMinimumWidth(LEAST_PANE if is_pane else 0)
        self.person.setMaximumWidth(MOST_PANE if is_pane else _ANY_WIDTH)
        self.people.setVisible(not self._is_alone)
        self.person.setVisible(self._is_alone or is_pane)
        if is_pane:
            pane = max(LEAST_PANE, min(MOST_PANE, self._pane_width))
            self._splitter.setSizes([max(1, self._splitter.width() - pane), pane])
