"""The People page: everyone in a table, with search, filters and columns to choose."""

import bisect
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, QPoint, Signal, Slot
from PySide6.QtGui import QAction, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.text import sort_key
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.people import PeopleFilter, PeopleFound, PeopleOrder
from relationship_journal.services.rows import Changes
from relationship_journal.settings import Settings
from relationship_journal.ui import fonts
from relationship_journal.ui.models.contact_table import ContactTable
from relationship_journal.ui.models.people_columns import Column, column_of
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.people_empty import PeopleEmpty
from relationship_journal.ui.views.people_filters import ColumnsButton, FilterRow, PeopleFilters
from relationship_journal.ui.views.people_table import PeopleTable
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.fields import SearchField
from relationship_journal.ui.widgets.labels import ElidedLabel, Text

ORDER_SETTING = "people.order"
_LISTED = (
    "contact", "circle", "tag", "contact_tag", "interaction", "interaction_contact",
    "promise", "follow_up", "answered", "feed", "post",
)  # fmt: skip
_SEARCHED = ("note", "contact_text", "profile", "email", "contact_name", "custom_field")
_PAGE_SIDE = 20


class PeoplePage(QWidget):
    """The page of everyone.

    `person_selected` carries an id, 0 for nobody; `person_opened` comes with Enter and a double
    click; `add_requested` carries what was typed into an empty journal, or "".
    """

    person_selected = Signal(int)
    person_opened = Signal(int)
    add_requested = Signal(str)
    import_requested = Signal()

    def __init__(
        self, core: Core, notices: Notices, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._core, self._settings = core, settings
        self._order = _kept_order(settings)
        self._told = 0
        self._is_stale = self._is_restoring = False
        self._context_actions: list[QAction] = []
        self._model = ContactTable(core.people.rows_with_next, core.clock, core.zone, self)
        self._table = PeopleTable(self._model, settings, self._find_name)
        self._filters = PeopleFilters(core.circles, core.people)
        self._empty = PeopleEmpty()
        self._build()
        self._connect(notices)
        self._table.sort_by(self._order[0], is_downwards=self._order[1])  # loads

    # --- what the frame asks ---------------------------------------------------------------------

    def selected_ids(self) -> list[int]:
        """Return who is selected, in the order of the table."""
        return self._table.selected_ids()

    def shown_ids(self) -> Sequence[int]:
        """Return everyone the search and the filters let through, in the order of the table."""
        return self._model.ids

    def select_person(self, contact_id: int) -> None:
        """Select a person; a search or filter that hides them is taken off."""
        if self._is_stale:
            self.reload()
        if self._model.place_of(contact_id) < 0:
            self._clear_everything()
        if self._model.place_of(contact_id) < 0 and contact_id in self._put_away():
            self._filters.show_put_away()
        self._table.select_place(self._model.place_of(contact_id))

    def focus_search(self) -> None:
        """Put the cursor into the search field, over what is typed there."""
        if self._search.isHidden():
            self._empty.nobody_yet.field.setFocus()
        else:
            self._search.setFocus()
            self._search.selectAll()

    def focus_table(self) -> None:
        """Put the cursor into the table, on the first line if it is on none."""
        if self._model.ids:
            if not self._table.current_id():
                self._table.select_place(0)
            self._table.setFocus()

    def search_for(self, text: str) -> None:
        """Search as if this had been typed."""
        self._search.setText(text)

    def set_context_actions(self, actions: list[QAction]) -> None:
        """Show these actions in the menu of a line; separators count as actions."""
        self._context_actions = actions

    @Slot()
    def reload(self) -> None:
        """Look anew who is to be shown; selection and place in the list stay."""
        self._is_stale = False
        self._filters.forget_gone()
        self._show(self._find(), keeps_place=True)

    @Slot()
    def note_time(self) -> None:
        """Look anew, now or when shown; also when time passed, by which alone things fall due."""
        self._is_stale = True
        if self.isVisible():
            self.reload()

    # --- build -----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._title = Text(_("People"), kind=fonts.Type.PAGE_TITLE)
        self._count = ElidedLabel(is_muted=True)
        self._add = Button(_("Add"), icon="user-plus", kind="quiet")
        self._add.setAccessibleName(_("Add a person"))
        self._search = SearchField(_("Search people"), _("Names, profiles, notes, entries"))
        self._columns = ColumnsButton(self._table.columns, self._current_order)
        self._row = FilterRow(self._filters, self._columns)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        # so that it does not take the room of the filters while the table is shown
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        head.addWidget(self._add)
        top = QVBoxLayout()
        top.setContentsMargins(_PAGE_SIDE, 20, _PAGE_SIDE, 4)
        top.setSpacing(12)
        top.addLayout(head)
        top.addWidget(self._search)
        top.addWidget(self._row)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(top)
        page.addWidget(self._stack, 1)
        self.setFocusProxy(self._search)

    def _connect(self, notices: Notices) -> None:
        self._search.textChanged.connect(self._narrow)
        self._search.left_down.connect(self.focus_table)
        self._search.chosen.connect(self._open_first)
        self._filters.changed.connect(self._narrow)
        self._model.sort_wanted.connect(self._sort)
        self._columns.order_chosen.connect(self._choose_order)
        self._add.clicked.connect(self._ask_to_add)
        self._table.opened.connect(self._open)
        self._table.left_upwards.connect(self.focus_search)
        self._table.menu_wanted.connect(self._show_menu)
        self._table.selectionModel().selectionChanged.connect(self._tell_selected)
        self._table.selectionModel().currentRowChanged.connect(self._tell_selected)
        self._empty.nobody_yet.add_requested.connect(self.add_requested)
        self._empty.nobody_matches.add_requested.connect(self.add_requested)
        self._empty.nobody_yet.import_requested.connect(self.import_requested)
        self._empty.nobody_matches.everyone_wanted.connect(self._show_everyone)
        self._empty.everyone_put_away.put_away_wanted.connect(self._filters.show_put_away)
        notices.changed.connect(self._take_changes)

    # --- look and show ---------------------------------------------------------------------------

    def _filter(self) -> PeopleFilter:
        return self._filters.filter(self._search.text())

    def _find(self) -> PeopleFound:
        column, is_downwards = self._order
        return self._core.people.find(self._filter(), PeopleOrder(column.order, is_downwards))

    def _put_away(self) -> Sequence[int]:
        return self._core.people.find(PeopleFilter(put_away=True)).ids

    def _show(self, found: PeopleFound, *, keeps_place: bool) -> None:
        selected, current = self._table.selected_ids(), self._table.current_id()
        place = self._table.currentIndex().row()
        top = self._model.id_at(self._table.top_place())
        self._is_restoring = True
        if self._model.show_ids(found.ids):
            self._table.select_ids(current, [one for one in selected if one != current])
            if keeps_place:
                if current and not self._table.current_id() and found.ids:
                    self._table.select_place(min(place, len(found.ids) - 1))
                self._table.show_at_top(max(0, self._model.place_of(top)))
        self._is_restoring = False
        self._say(found)
        self._tell_selected()

    def _say(self, found: PeopleFound) -> None:
        people, number = self._filter(), len(found.ids)
        is_new = number == 0 and people.is_open and not self._put_away()
        for part in (self._search, self._row, self._count):
            part.setVisible(not is_new)
        self._count.setText(_in_words(people, found))
        if number == 0:
            self._empty.explain(people, is_new=is_new)
        self._stack.setCurrentWidget(self._table if number else self._empty)

    def _find_name(self, text: str, start: int) -> int:
        """Return the place of the first name from `start` on, and round, that begins so."""
        key = sort_key(text)
        if not key or not self._model.ids:
            return -1
        if self._order == (Column.NAME, False) and not self._search.text().strip():
            return self._find_sorted(key, start)
        found = set(self._core.people.find(replace(self._filter(), text=text)).ids)
        places = [place for place, one in enumerate(self._model.ids) if one in found]
        round_about = sorted(places, key=lambda place: (place < start, place))
        return next((p for p in round_about if self._name_key(p).startswith(key)), -1)

    def _find_sorted(self, key: str, start: int) -> int:
        """Look where the name would stand: the table is sorted by it."""
        number = len(self._model.ids)
        if start < number and self._name_key(start).startswith(key):
            return start
        place = bisect.bisect_left(range(number), key, key=self._name_key)
        return place if place < number and self._name_key(place).startswith(key) else -1

    def _name_key(self, place: int) -> str:
        rows = self._core.people.rows([self._model.ids[place]])
        return sort_key(rows[0].name) if rows else ""

    def _current_order(self) -> tuple[Column, bool]:
        return self._order

    def _clear_everything(self) -> None:
        self._filters.clear()
        if self._search.text():
            self._search.clear()  # tells, and so narrows
        else:
            self._narrow()

    # --- slots -----------------------------------------------------------------------------------

    @Slot()
    def _narrow(self) -> None:
        self._show(self._find(), keeps_place=False)
        self._table.scrollToTop()

    @Slot(object, bool)
    def _sort(self, column: Column, is_downwards: bool) -> None:
        self._order = (column, is_downwards)
        self._settings.set(ORDER_SETTING, {"column": column.key, "downwards": is_downwards})
        self._show(self._find(), keeps_place=False)
        self._table.scrollTo(self._table.currentIndex())

    @Slot(object, bool)
    def _choose_order(self, column: Column, is_downwards: bool) -> None:
        self._table.sort_by(column, is_downwards=is_downwards)

    @Slot()
    def _tell_selected(self) -> None:
        chosen = self._table.current_id()
        if not self._is_restoring and chosen != self._told:
            self._told = chosen
            self.person_selected.emit(chosen)

    @Slot()
    def _open(self) -> None:
        self.person_opened.emit(self._table.current_id())

    @Slot()
    def _open_first(self) -> None:
        self.focus_table()
        if self._table.current_id():
            self._open()

    @Slot()
    def _ask_to_add(self) -> None:
        self.add_requested.emit("")

    @Slot()
    def _show_everyone(self) -> None:
        self._clear_everything()
        self._search.setFocus()

    @Slot(object)
    def _show_menu(self, place: QPoint) -> None:
        if self._context_actions and self._table.current_id():
            menu = QMenu(self)
            menu.addActions(self._context_actions)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(place)

    @Slot(object)
    def _take_changes(self, changes: Changes) -> None:
        if not changes.touches(*_LISTED, *(_SEARCHED if self._search.text() else ())):
            return
        self.note_time()

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew if something changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()


def _kept_order(settings: Settings) -> tuple[Column, bool]:
    kept = settings.get(ORDER_SETTING, {})
    column = column_of(str(kept.get("column")))
    return (column, kept.get("downwards") is True) if column is not None else (Column.NAME, False)


def _in_words(people: PeopleFilter, found: PeopleFound) -> str:
    """Return how many there are, as the head says it: "38 match"."""
    n = len(found.ids)
    number = QLocale().toString(n)
    if not found.is_complete:
        return _("more than {n} match").format(n=QLocale().toString(n // 1000 * 1000))
    if n == 0:
        return ""  # the page says it, and why
    if people.is_open:
        return ngettext("{n} in your journal", "{n} in your journal", n).format(n=number)
    if people == PeopleFilter(put_away=True):
        return ngettext("{n} put away", "{n} put away", n).format(n=number)
    return ngettext("{n} matches", "{n} match", n).format(n=number)
