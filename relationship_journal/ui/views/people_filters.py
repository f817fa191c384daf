"""The row of filters over the People table, and the menu of its columns."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.circles import Circles
from relationship_journal.services.people import People, PeopleFilter
from relationship_journal.ui.models.people_columns import Column
from relationship_journal.ui.views.column_layout import ColumnLayout
from relationship_journal.ui.widgets.buttons import Button, MenuButton
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.labels import as_plain_tip

_MOST_TAGS = 400  # a menu beyond that helps nobody; the search finds tags too


class FilterMenu(MenuButton):
    """A filter with a menu: on (filled, outlined) while something is chosen in it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, QMenu(), parent, kind="quiet")
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """Leave the state alone: what is chosen decides, not the press."""


class PeopleFilters(QWidget):
    """Circle, Tag, Going quiet, Never spoken, Put away: `changed` when one is set or taken off."""

    changed = Signal()

    def __init__(self, circles: Circles, people: People, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._circles, self._people = circles, people
        self._circle_ids: dict[int, str] = {}
        self._tag = ""
        self._circle = FilterMenu(_("Circle"), self)
        self._tags = FilterMenu(_("Tag"), self)
        self._quiet = self._toggle(_("Going quiet"), _("Who is due for a word"))
        self._never = self._toggle(_("Never spoken"), _("Nothing written down yet"))
        self._put_away = self._toggle(_("Put away"), _("Who is left out of lists and reminders"))
        self._circle.menu().aboutToShow.connect(self._list_circles)
        self._tags.menu().aboutToShow.connect(self._list_tags)
        row = FlowLayout(self)
        for button in (self._circle, self._tags, self._quiet, self._never, self._put_away):
            row.addWidget(button)

    def filter(self, text: str = "") -> PeopleFilter:
        """Return what is set, together with a search text."""
        return PeopleFilter(
            text=text,
            circle_ids=frozenset(self._circle_ids),
            tag=self._tag,
            going_quiet=self._quiet.isChecked(),
            never_spoken=self._never.isChecked(),
            put_away=self._put_away.isChecked(),
        )

    def clear(self) -> None:
        """Take all filters off; tells nobody."""
        self._circle_ids, self._tag = {}, ""
        for button in (self._quiet, self._never, self._put_away):
            button.blockSignals(True)
            button.setChecked(False)
            button.blockSignals(False)
        self._tell_menus()

    def show_put_away(self) -> None:
        """Set the filter of those put away, and no other."""
        self.clear()
        self._put_away.setChecked(True)

    def forget_gone(self) -> None:
        """Take off a circle that was removed meanwhile, and say a new name of one."""
        names = {circle.id: circle.name for circle in self._circles.all()}
        self._circle_ids = {one: names[one] for one in self._circle_ids if one in names}
        self._tell_menus()

    def _toggle(self, text: str, hint: str) -> Button:
        button = Button(text, self, kind="quiet")
        button.setCheckable(True)
        button.setToolTip(as_plain_tip(hint))
        button.toggled.connect(self.changed)
        return button

    @Slot()
    def _list_circles(self) -> None:
        menu = self._circle.menu()
        menu.clear()
        for circle in self._circles.all():
            action = _choice(menu, circle.name, is_on=circle.id in self._circle_ids)
            action.setData((circle.id, circle.name))
            action.triggered.connect(self._choose_circle)
        _add_none(menu, _("Every circle"), self._forget_circles, is_on=bool(self._circle_ids))

    @Slot()
    def _list_tags(self) -> None:
        menu = self._tags.menu()
        menu.clear()
        group = QActionGroup(menu)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        for tag, number in self._people.tags()[:_MOST_TAGS]:
            action = _choice(menu, tag, is_on=tag == self._tag, beside=str(number))
            action.setData(tag)
            action.triggered.connect(self._choose_tag)
            group.addAction(action)
        if not group.actions():
            menu.addAction(_("No tags yet")).setEnabled(False)
        _add_none(menu, _("Any tag or none"), self._forget_tag, is_on=bool(self._tag))

    @Slot()
    def _choose_circle(self) -> None:
        circle_id, name = _chosen(self)
        if self._circle_ids.pop(circle_id, None) is None:
            self._circle_ids[circle_id] = name
        self._tell_menus()
        self.changed.emit()

    @Slot()
    def _forget_circles(self) -> None:
        self._circle_ids = {}
        self._tell_menus()
        self.changed.emit()

    @Slot()
    def _choose_tag(self) -> None:
        tag = _chosen(self)
        self._tag = "" if tag == self._tag else tag
        self._tell_menus()
        self.changed.emit()

    @Slot()
    def _forget_tag(self) -> None:
        self._tag = ""
        self._tell_menus()
        self.changed.emit()

    def _tell_menus(self) -> None:
        chosen = list(self._circle_ids.values())
        if len(chosen) > 1:
            circles = ngettext("{n} circle", "{n} circles", len(chosen)).format(n=len(chosen))
        else:
            circles = _("Circle: {name}").format(name=_short(chosen[0])) if chosen else _("Circle")
        tag = _("Tag: {name}").format(name=_short(self._tag)) if self._tag else _("Tag")
        for button, text, is_on in (
            (self._circle, circles, bool(chosen)),
            (self._tags, tag, bool(self._tag)),
        ):
            button.setText(text.replace("&", "&&"))
            button.setChecked(is_on)


class ColumnsButton(MenuButton):
    """Chooses the columns and the order, for the mouse and for the keyboard alike.

    `order_chosen` carries a column and whether it is sorted downwards.
    """

    order_chosen = Signal(object, bool)

    def __init__(
        self,
        columns: ColumnLayout,
        order: Callable[[], tuple[Column, bool]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Columns"), QMenu(), parent, icon="columns-3", kind="flat")
        self._columns, self._order = columns, order
        self.menu().aboutToShow.connect(self._list)

    @Slot()
    def _list(self) -> None:
        menu = self.menu()
        menu.clear()
        for column in Column:
            action = _choice(menu, column.title, is_on=self._columns.is_wanted(column))
            action.setEnabled(column is not Column.NAME)
            action.setData(column)
            action.toggled.connect(self._want)
        menu.addSeparator()
        self._list_orders(menu.addMenu(_("Sort by")))
        menu.addAction(_("As at first")).triggered.connect(self._columns.as_at_first)

    def _list_orders(self, menu: QMenu) -> None:
        current, is_downwards = self._order()
        group = QActionGroup(menu)
        for column in Column:
            action = _choice(menu, column.title, is_on=column is current)
            action.setData(column)
            action.triggered.connect(self._sort)
            group.addAction(action)
        menu.addSeparator()
        _choice(menu, _("The other way round"), is_on=is_downwards).toggled.connect(self._turn)

    @Slot(bool)
    def _want(self, is_wanted: bool) -> None:
        self._columns.want(_chosen(self), is_wanted)

    @Slot()
    def _sort(self) -> None:
        column = _chosen(self)
        self.order_chosen.emit(column, column.is_newest_first)

    @Slot(bool)
    def _turn(self, is_downwards: bool) -> None:
        self.order_chosen.emit(self._order()[0], is_downwards)


class FilterRow(QWidget):
    """The filters at the leading edge, the columns at the other."""

    def __init__(
        self, filters: PeopleFilters, columns: ColumnsButton, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(filters, 1)
        row.addWidget(columns, 0, Qt.AlignmentFlag.AlignTop)


def _choice(menu: QMenu, text: str, *, is_on: bool, beside: str = "") -> QAction:
    shown = text.replace("&", "&&").replace("\t", " ")
    action = menu.addAction(f"{shown}\t{beside}" if beside else shown)
    action.setCheckable(True)
    action.setChecked(is_on)
    return action


def _chosen(receiver: QObject) -> Any:
    """Return what the action holds whose signal is being received."""
    action = receiver.sender()
    return action.data() if isinstance(action, QAction) else None


def _add_none(menu: QMenu, text: str, slot: Callable[[], None], *, is_on: bool) -> None:
    menu.addSeparator()
    action = menu.addAction(text)
    action.setEnabled(is_on)
    action.triggered.connect(slot)


def _short(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}…"
