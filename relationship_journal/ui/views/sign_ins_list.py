"""The list of sign-ins with its search, and what it says when there is nothing in it."""

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QMenu, QStackedWidget, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.ui import fonts, icons
from relationship_journal.ui import theme as themes
from relationship_journal.ui.models.contact_table import ROW_ROLE, Index
from relationship_journal.ui.models.sign_in_table import SignInColumn, SignInTable
from relationship_journal.ui.views.line_delegate import (
    PAGE_SIDE,
    LineDelegate,
    mirrored,
    paint_words,
)
from relationship_journal.ui.views.line_table import LineTable
from relationship_journal.ui.widgets import painting
from relationship_journal.ui.widgets.buttons import Button, IconButton, LinkButton
from relationship_journal.ui.widgets.fields import SearchField
from relationship_journal.ui.widgets.frames import EmptyState, row
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, Text

_WAIT = 120  # milliseconds after a letter; people and user names are looked through too
_SHARES = (28, 20, 28, 14, 14)
_NARROW_SHARES = (34, 26, 0, 20, 0)
_NARROW = 560


class SignInsList(QWidget):
    """Every sign-in, found by site, name and people.

    Signals:
        chosen: carries the id of the one that is selected, 0 for none.
        opened: the selected one was opened, by Enter or a double click.
        add_wanted, import_wanted, export_wanted, lock_wanted: a button was taken.
        bring_back_wanted, delete_wanted: so were these, about the selected one in the bin.
        menu_wanted: where to show the menu of the selected one.

    Args:
        core: the open journal.
        lock_key: how the key that locks is written.
    """

    chosen = Signal(int)
    opened = Signal(int)
    add_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()
    lock_wanted = Signal()
    bring_back_wanted = Signal()
    delete_wanted = Signal()
    menu_wanted = Signal(object)

    def __init__(self, core: Core, lock_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._order: tuple[SignInColumn, bool] = (SignInColumn.SITE, False)
        self._is_bin = False
        self._model = SignInTable(core.sign_ins, core.clock, core.zone, self)
        self.table = _Table(self._model)
        self.search = SearchField(_("Search sign-ins"), _("Sites, names, people"))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_WAIT)
        self._state = ElidedLabel(is_muted=True)
        self._lock = Button(_("Lock now"), icon="lock", kind="quiet", key=lock_key)
        self._add = Button(_("Add"), icon="plus", kind="quiet")
        self._add.setAccessibleName(_("Add a sign-in"))
        self._bring_back = Button(_("Bring back"), icon="undo-2", kind="quiet")
        self._delete = Button(_("Delete for good…"), icon="trash-2", kind="quiet")
        self._more = IconButton("ellipsis", _("More"))
        self._bin = LinkButton("")
        self._empty = EmptyState("key-round", "", "")
        self._first = Button(_("Add a sign-in"), icon="plus", kind="main")
        self._import = LinkButton(_("Import passwords from another program"))
        self._build()
        self._connect()

    def say_state(self, words: str) -> None:
        """Say beside the title when it locks."""
        self._state.setText(words)

    def selected_id(self) -> int:
        """Return which one is selected, 0 for none."""
        return self._model.id_at(self.table.current_place())

    @property
    def is_bin(self) -> bool:
        """Whether the deleted ones are shown."""
        return self._is_bin

    def select(self, sign_in_id: int) -> None:
        """Select one, if it is in the list."""
        self.table.select_place(self._model.place_of(sign_in_id))

    @Slot()
    def reload(self) -> None:
        """Look anew what there is; the selection stays, or goes to what is next."""
        self._typing.stop()
        column, is_downwards = self._order
        ids = self._core.sign_ins.ids(
            self.search.text(),
            sort=column.name.lower(),
            descending=is_downwards,
            deleted=self._is_bin,
        )
        chosen, place = self.selected_id(), self.table.current_place()
        top = self.table.top_place()
        if self._model.show_ids(ids) and ids:
            found = self._model.place_of(chosen)
            self.table.select_place(found if found >= 0 else min(max(place, 0), len(ids) - 1))
            self.table.show_at_top(min(top, len(ids) - 1))
        self._say(len(ids))
        self._tell_chosen()

    def redraw(self) -> None:
        """Draw the same lines anew."""
        self._model.redraw()

    @Slot()
    def show_bin(self) -> None:
        """Show the deleted ones, or the others again."""
        self._is_bin = not self._is_bin
        self.reload()

    @Slot()
    def focus_table(self) -> None:
        """Go to the lines."""
        if self._model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def focus_search(self) -> None:
        """Go to the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the bin with Escape."""
        if event.key() == Qt.Key.Key_Escape and self._is_bin:
            self.show_bin()
        else:
            super().keyPressEvent(event)

    # --- inside ----------------------------------------------------------------------------------

    def _say(self, number: int) -> None:
        deleted = len(self._core.sign_ins.ids(deleted=True))
        is_new = number == 0 and not self.search.text().strip() and not self._is_bin
        self.search.setVisible(not is_new)
        self._stack.setCurrentIndex(0 if number else 1)
        self._first.setVisible(is_new)
        self._import.setVisible(is_new)
        words = ngettext("{n} deleted", "{n} deleted", deleted).format(n=deleted)
        self._bin.setText(_("Back to the sign-ins") if self._is_bin else words)
        self._bin.setVisible(bool(deleted) or self._is_bin)
        for button in (self._bring_back, self._delete):
            button.setVisible(self._is_bin)
            button.setEnabled(bool(number))
        for button in (self._lock, self._add, self._more):
            button.setVisible(not self._is_bin)
        self._title.setText(_("Deleted sign-ins") if self._is_bin else _("Sign-ins"))
        if is_new:
            self._empty.say(
                "key-round",
                _("No sign-ins yet"),
                _("Keep here as whom you comment and write, each offered at its own site only."),
            )
        elif self._is_bin and not self.search.text().strip():
            self._empty.say("trash-2", _("Nothing is deleted"), "")
        elif not number:
            where = _("No site, name or person there has it.")
            self._empty.say("search", _("Nothing matches"), where)

    def _build(self) -> None:
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._title = Text(_("Sign-ins"), kind=fonts.Type.PAGE_TITLE)
        self._empty.add(self._first)
        self._empty.add(self._import)
        self._empty.setSizePolicy(
            self._empty.sizePolicy().horizontalPolicy(), self._state.sizePolicy().Policy.Ignored
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        head = row(self._title, Icon("lock-open", "muted"), spacing=8)
        head.addWidget(self._state, 1)
        for button in (
            self._bin, self._bring_back, self._delete, self._lock, self._add, self._more,
        ):  # fmt: skip
            head.addWidget(button)
        top = QVBoxLayout()
        top.setContentsMargins(PAGE_SIDE, 20, PAGE_SIDE, 4)
        top.setSpacing(12)
        top.addLayout(head)
        top.addWidget(self.search)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(top)
        page.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.reload)
        self.search.left_down.connect(self.focus_table)
        self.search.chosen.connect(self.focus_table)
        self._model.sort_wanted.connect(self._sort)
        self.table.opened.connect(self._open)
        self.table.menu_wanted.connect(self.menu_wanted)
        self.table.left_upwards.connect(self.focus_search)
        self.table.selectionModel().selectionChanged.connect(self._tell_chosen)
        for button in (self._add, self._first):
            button.clicked.connect(self.add_wanted)
        self._import.clicked.connect(self.import_wanted)
        self._lock.clicked.connect(self.lock_wanted)
        self._bin.clicked.connect(self.show_bin)
        self._more.clicked.connect(self._show_more)
        self._bring_back.clicked.connect(self.bring_back_wanted)
        self._delete.clicked.connect(self.delete_wanted)

    @Slot(object, bool)
    def _sort(self, column: SignInColumn, is_downwards: bool) -> None:
        if (column, is_downwards) != self._order:
            self._order = (column, is_downwards)
            self.reload()

    @Slot()
    def _show_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for icon, words, wanted in (
            ("upload", _("&Import passwords…"), self.import_wanted),
            ("download", _("&Export sign-ins…"), self.export_wanted),
        ):
            menu.addAction(icons.icon(icon, "muted"), words, wanted)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    @Slot()
    def _tell_chosen(self) -> None:
        self.chosen.emit(self.selected_id())

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self.selected_id())


class _Table(LineTable):
    """The lines; `menu_wanted` carries where to show the menu of the selected one."""

    menu_wanted = Signal(object)
    left_upwards = Signal()

    def __init__(self, model: SignInTable, parent: QWidget | None = None) -> None:
        super().__init__(model, _("Sign-ins"), _Delegate(), parent, has_fixed_heads=False)
        head = self.horizontalHeader()
        head.setSectionsMovable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setToolTip(_("Click to sort"))
        head.setSortIndicator(SignInColumn.SITE, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._is_narrow = False
        self.share_room(*_SHARES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up to the search from the first line."""
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the mouse, or at the selected line when a key asks."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            box = self.visualRect(self.currentIndex())
            self.menu_wanted.emit(self.viewport().mapToGlobal(box.bottomLeft()))
        elif self.indexAt(self.viewport().mapFromGlobal(event.globalPos())).isValid():
            self.menu_wanted.emit(event.globalPos())

    def _share(self) -> None:
        is_narrow = 0 < self.viewport().width() < _NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for column in (SignInColumn.PEOPLE, SignInColumn.CHANGED):
                self.setColumnHidden(column, is_narrow)
            self._shares = _NARROW_SHARES if is_narrow else _SHARES
        super()._share()


class _Delegate(LineDelegate):
    """Draws a globe and the site, and the rest in a quieter ink."""

    def paint_cell(
        self,
        painter: QPainter,
        box: QRect,
        index: Index,
        *,
        is_selected: bool,  # noqa: ARG002  the words are the same
    ) -> None:
        """Draw what stands in a cell."""
        theme, line, column = themes.current(), index.data(ROW_ROLE), SignInColumn(index.column())
        if line is None:
            return
        if column is SignInColumn.SITE:
            icon = "globe" if line.row.origin else "key-round"
            place = mirrored(box, QRect(box.x(), box.y(), icons.BUTTON, box.height()))
            painting.paint_icon(painter, place, icon, theme.muted, icons.BUTTON)
            rest = mirrored(box, box.adjusted(icons.BUTTON + 12, 0, 0, 0))
            font = fonts.font_of(fonts.Type.PERSON)
            paint_words(painter, rest, index.data(), theme.text, font)
        else:
            ink = theme.text if column is SignInColumn.AS else theme.muted
            paint_words(painter, box, index.data(), ink)
