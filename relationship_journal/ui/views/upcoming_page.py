"""The Upcoming page: what lies ahead, as a list by week and as a grid of five weeks."""

from datetime import date, timedelta

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.text import excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import AheadRow, Changes
from relationship_journal.settings import Settings
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.small_dialogs import DayDialog
from relationship_journal.ui.models import upcoming_words as words
from relationship_journal.ui.models.upcoming_models import (
    DAYS,
    WEEKS,
    MonthModel,
    UpcomingModel,
    key_of,
)
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.month_grid import MonthGrid
from relationship_journal.ui.views.owe_list import OweList
from relationship_journal.ui.views.upcoming_list import SIDE, UpcomingList
from relationship_journal.ui.widgets.buttons import Button, IconButton
from relationship_journal.ui.widgets.frames import EmptyState
from relationship_journal.ui.widgets.labels import Text

TAB_SETTING = "upcoming.tab"
BESIDE_FROM = 1100
"""Width of the window from which list and grid stand beside each other."""
_LIST_DAYS = 92
_MARGIN, _BETWEEN, _WIDEST_LIST = 24, 48, 560
_ANY_WIDTH = 16_777_215  # Qt's own greatest width
_SHOWS = frozenset(
    {"answered", "circle", "contact", "follow_up", "interaction", "interaction_contact", "promise"}
)
_LIST, _GRID = 0, 1


class UpcomingPage(QWidget):
    """What lies ahead.

    Signals:
        person_opened: the id of whose page is to be shown.
        follow_up_requested: "Follow up" was clicked.

    Args:
        core: the open journal.
        notices: word of what changed.
        settings: remembers which of the two is shown where there is room for one.
    """

    person_opened = Signal(int)
    follow_up_requested = Signal()

    def __init__(
        self, core: Core, notices: Notices, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._core, self._settings = core, settings
        self._rows: list[AheadRow] = []
        self._asked: AheadRow | None = None
        self._shown_on = date.min
        self._is_stale = True
        self._is_following = False
        self._week_starts = QLocale().firstDayOfWeek().value - 1
        self._first = words.week_of(self._today(), self._week_starts)
        self._model, self._month = UpcomingModel(self), MonthModel(self)
        self.list, self.grid = UpcomingList(self._model), MonthGrid(self._month)
        self.owed = OweList(core)
        self._build()
        self._connect(notices)

    # --- what the frame asks ---------------------------------------------------------------------

    @Slot()
    def look_again(self) -> None:
        """Show what lies ahead as of now; what is chosen stays chosen."""
        self._is_stale = False
        today = self._today()
        if today != self._shown_on:
            self._first = words.week_of(today, self._week_starts)
        self._shown_on = today
        last = max(today + timedelta(days=_LIST_DAYS), self._first + timedelta(days=WEEKS * DAYS))
        self._rows = self._core.upcoming.between(today, last)
        chosen, day = self.list.row(), self.grid.current_day()
        self._is_following = True
        self._model.show_rows(self._rows, today, self._week_starts)
        self._month.show_rows(self._rows, self._first, today, self._week_starts)
        place = self._model.place_of(chosen) if chosen is not None else -1
        self.list.select_place(place)
        self.grid.show_day(chosen.day if chosen is not None and place < 0 else day or today)
        self._is_following = False
        self._title_grid()
        self.owed.look_again()
        self._show_list()
        self.setFocusProxy(self.list if self._rows else self.grid)

    @Slot()
    def note_time(self) -> None:
        """Look again if it is another day; for a clock that ticks."""
        if self.isVisible() and self._shown_on != self._today():
            self.look_again()

    # --- build -----------------------------------------------------------------------------------

    def _build(self) -> None:
        self._title = Text(_("Upcoming"), kind=fonts.Type.PAGE_TITLE)
        self._follow_up = Button(_("Follow up"), icon="plus", kind="quiet")
        self.owe_button = Button(_("I owe"), icon="handshake", kind="quiet")
        self.owe_button.setCheckable(True)
        self._make_tabs()
        empty = EmptyState(
            "calendar",
            _("Nothing lies ahead yet"),
            _("Follow-ups, promises and birthdays will stand here by themselves."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(empty)
        self._stack.addWidget(self.owed)
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 0, SIDE, 0)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._tabs)
        head.addStretch(1)
        head.addWidget(self.owe_button)
        head.addWidget(self._follow_up)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(16)
        left.addLayout(head)
        left.addWidget(self._stack, 1)
        self._right = self._make_right()
        self._left_column = left
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(_MARGIN - SIDE, 20, _MARGIN - SIDE, 0)
        self._across.setSpacing(0)
        self._across.addStretch(1)
        self._across.addWidget(self._left, 100)
        self._gap = QWidget()
        self._across.addWidget(self._gap)
        self._across.addWidget(self._right, 100)
        self._across.addStretch(1)
        self._fit()

    def _make_tabs(self) -> None:
        self._tabs = QWidget()
        row = QHBoxLayout(self._tabs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._tab = QButtonGroup(self)
        for place, (words_, icon) in enumerate(
            ((_("List"), "table-2"), (_("Five weeks"), "calendar"))
        ):
            one = Button(words_, icon=icon, kind="quiet", is_small=True)
            one.setCheckable(True)
            self._tab.addButton(one, place)
            row.addWidget(one)
        kept = self._settings.get(TAB_SETTING, _LIST)
        self._tab.button(_GRID if kept == _GRID else _LIST).setChecked(True)

    def _make_right(self) -> QWidget:
        self._grid_title = Text(kind=fonts.Type.SECTION)
        self._back = Button(_("Back to today"), kind="flat", is_small=True)
        self._earlier = IconButton("chevron-left", _("Weeks before"), is_small=True, key=_("PgUp"))
        self._later = IconButton("chevron-right", _("Weeks after"), is_small=True, key=_("PgDown"))
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._grid_title)
        head.addStretch(1)
        for button in (self._back, self._earlier, self._later):
            head.addWidget(button)
        foot = Text(_("Nothing here is late; what waits is on Today."), is_muted=True, wraps=True)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(SIDE, 0, SIDE, 20)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        column.addWidget(foot)
        column.addStretch(0)
        self.grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return right

    def _connect(self, notices: Notices) -> None:
        self._follow_up.clicked.connect(self.follow_up_requested)
        self.owe_button.toggled.connect(self._show_owed)
        self.owed.person_opened.connect(self.person_opened)
        self._tab.idClicked.connect(self._choose_tab)
        self._back.clicked.connect(self.go_to_today)
        self._earlier.clicked.connect(self._turn_back)
        self._later.clicked.connect(self._turn_on)
        self.list.chosen.connect(self._follow_list)
        self.list.opened.connect(self.person_opened)
        self.list.move_wanted.connect(self._move_by)
        self.list.day_wanted.connect(self._ask_for_day)
        self.grid.day_chosen.connect(self._follow_grid)
        self.grid.row_chosen.connect(self._choose_row)
        self.grid.entered.connect(self._enter_day)
        self.grid.opened.connect(self.person_opened)
        self.grid.move_wanted.connect(self._move_by)
        self.grid.turned.connect(self._turn)
        # queued: the drag is still under way when something is dropped
        self._month.dropped.connect(self._drop, Qt.ConnectionType.QueuedConnection)
        notices.changed.connect(self._take_changes)

    def _fit(self) -> None:
        is_beside = self.window().width() >= BESIDE_FROM
        has_owed = self.owe_button.isChecked()
        shows_grid = is_beside or (self._tab.checkedId() == _GRID and not has_owed)
        shows_list = is_beside or not shows_grid
        self._tabs.setVisible(not is_beside)
        self._gap.setVisible(is_beside or shows_grid)
        self._gap.setFixedSize(*((_BETWEEN - SIDE, 1) if is_beside else (1, 16)))
        self._right.setVisible(shows_grid)
        self._stack.setVisible(shows_list)
        self._left.setMaximumWidth(_WIDEST_LIST + 2 * SIDE if is_beside else _ANY_WIDTH)
        self._right.setMaximumWidth(_WIDEST_LIST + 2 * SIDE if is_beside else _ANY_WIDTH)
        # in one column the head stays above the grid
        vertical = QHBoxLayout.Direction.TopToBottom
        beside = QHBoxLayout.Direction.LeftToRight
        self._across.setDirection(beside if is_beside else vertical)
        policy = QSizePolicy.Policy
        is_head_only = not shows_list
        self._left.setSizePolicy(
            policy.Preferred, policy.Maximum if is_head_only else policy.Preferred
        )

    @Slot()
    def _show_owed(self) -> None:
        """Show what is owed in place of the list, or the list again."""
        self._show_list()
        self._fit()

    def _show_list(self) -> None:
        ahead = 0 if self._rows else 1
        self._stack.setCurrentIndex(2 if self.owe_button.isChecked() else ahead)

    def _title_grid(self) -> None:
        today = self._today()
        self._grid_title.setText(words.grid_title(self._first, today, self._week_starts))
        is_at_today = self._first == words.week_of(today, self._week_starts)
        self._back.setEnabled(not is_at_today)

    # --- moving about ----------------------------------------------------------------------------

    @Slot()
    def go_to_today(self) -> None:
        """Show the five weeks from this one."""
        self._first = words.week_of(self._today(), self._week_starts)
        self.look_again()
        self.grid.show_day(self._today())
        self._follow_grid(self._today())

    @Slot(int)
    def _turn(self, by: int) -> None:
        days = timedelta(days=WEEKS * DAYS * by)
        if date.min + days < self._first < date.max - days - days:
            self._first += days
            self.look_again()
            self.grid.show_day(self._first)

    @Slot()
    def _turn_back(self) -> None:
        self._turn(-1)

    @Slot()
    def _turn_on(self) -> None:
        self._turn(1)

    @Slot(int)
    def _choose_tab(self, tab: int) -> None:
        self._settings.set(TAB_SETTING, tab)
        self.owe_button.setChecked(False)
        self._fit()
        (self.grid if tab == _GRID else self.list).setFocus()

    @Slot(object)
    def _follow_list(self, row: AheadRow | None) -> None:
        if row is not None and not self._is_following:
            self._is_following = True
            self.grid.show_day(row.day)
            self._is_following = False

    @Slot(object)
    def _follow_grid(self, day: date) -> None:
        if not self._is_following:
            self._is_following = True
            self.list.show_day(day)
            self._is_following = False

    @Slot(object)
    def _choose_row(self, row: AheadRow) -> None:
        self._is_following = True
        self.list.select_place(self._model.place_of(row))
        self._is_following = False

    @Slot(object)
    def _enter_day(self, day: date) -> None:
        """Go to what lies on a day; where only the grid is shown, open the person."""
        rows = self._month.rows_on(day)
        if self.list.isVisible():
            self.list.show_day(day)
            self.list.setFocus()
        elif rows:
            self.person_opened.emit(rows[0].contact_id)

    # --- another day -----------------------------------------------------------------------------

    @Slot(object, int)
    def _move_by(self, row: AheadRow, days: int) -> None:
        self._move(row, row.day + timedelta(days=days))

    @Slot(str, object)
    def _drop(self, key: str, day: date) -> None:
        row = next((one for one in self._rows if key_of(one) == key), None)
        if row is not None:
            self._move(row, day)

    @Slot(object)
    def _ask_for_day(self, row: AheadRow) -> None:
        self._asked = row
        dialog = DayDialog(self._core, _("Another day"), words.ahead_text(row), self.window())
        dialog.chosen.connect(self._move_asked)
        dialog.open()

    @Slot(object, object)
    def _move_asked(self, day: date, _at: object) -> None:
        if self._asked is not None:
            self._move(self._asked, day)

    def _move(self, row: AheadRow, day: date) -> None:
        """Put something on another day, as one step; nothing lies ahead of today."""
        if not words.is_movable(row) or day < self._today() or day == row.day:
            return
        name, when = excerpt(one_line(row.name), 40), friendly.day_label(day, self._today())
        with self._core.history.as_one(_("Move {name} to {day}").format(name=name, day=when)):
            self._core.upcoming.move(row, day)
        self._follow_moved(row, day)

    def _follow_moved(self, row: AheadRow, day: date) -> None:
        """Keep the cursor on what was moved; it is shown there when the change is told."""
        self._is_following = True
        self.list.select_place(self._model.place_of(row))
        if not self._month.index_of(day).isValid():
            self._first = words.week_of(day, self._week_starts)
        self.grid.show_day(day)
        self._is_following = False

    # --- what is told ----------------------------------------------------------------------------

    @Slot(object)
    def _take_changes(self, changes: Changes) -> None:
        is_only_shown = "shown" in changes.ids and changes.ids.keys() <= {"shown", "contact"}
        if is_only_shown or not changes.touches(*_SHOWS):
            return
        self._is_stale = True
        if self.isVisible():
            self.look_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew if something changed, or the day, while nobody looked."""
        super().showEvent(event)
        self._fit()
        if self._is_stale or self._shown_on != self._today():
            self.look_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list and grid beside each other where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _today(self) -> date:
        return whens.local_day(self._core.clock(), self._core.zone)
