"""The list of the Following page: Enter opens the newest post, M puts it into the basket."""

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.services.following_rows import FollowingRow
from relationship_journal.ui.models.following_model import FollowingModel, Index
from relationship_journal.ui.views.following_delegate import FollowingDelegate
from relationship_journal.ui.widgets.press_selection import go_where_pressed

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FollowingList(QListView):
    """Everyone who is followed.

    Signals carry a `FollowingRow`.

    Signals:
        post_wanted: the newest post is to be opened.
        person_wanted: the person's page is to be shown.
        basket_wanted: the newest post goes into the basket, or out of it.
        look_wanted: their feeds are to be looked at now.
        stop_wanted: they are to be followed no longer.
    """

    post_wanted = Signal(object)
    person_wanted = Signal(object)
    basket_wanted = Signal(object)
    look_wanted = Signal(object)
    stop_wanted = Signal(object)

    def __init__(self, model: FollowingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._drawn = FollowingDelegate(self)
        self.setModel(model)
        go_where_pressed(self)
        self.setItemDelegate(self._drawn)
        self.setUniformItemSizes(True)
        self.setAccessibleName(_("Following"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self.open_post)

    def row(self) -> FollowingRow | None:
        """Return who the cursor is on, or None."""
        index = self.currentIndex()
        return self._rows.row_at(index.row()) if index.isValid() else None

    def select_person(self, contact_id: int) -> None:
        """Put the cursor on a person, or on the first where they have no line."""
        place = max(0, self._rows.place_of(contact_id))
        if self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(place))

    @Slot()
    def open_post(self) -> None:
        """Open the newest post of who is chosen; without one, show the person."""
        row = self.row()
        if row is not None:
            has_page = row.newest is not None and row.newest.url
            (self.post_wanted if has_page else self.person_wanted).emit(row)

    @Slot()
    def open_person(self) -> None:
        """Show the person who is chosen."""
        self._tell(self.person_wanted)

    @Slot()
    def toggle_basket(self) -> None:
        """Put the newest post into the basket, or take it out."""
        row = self.row()
        if row is not None and row.newest is not None and row.newest.url:
            self.basket_wanted.emit(row)

    @Slot()
    def look(self) -> None:
        """Look for posts of who is chosen."""
        self._tell(self.look_wanted)

    @Slot()
    def stop(self) -> None:
        """Follow who is chosen no longer."""
        self._tell(self.stop_wanted)

    # --- keys and mouse --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, put into the basket with M."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and not plain:
            self.open_post()
        elif event.key() == Qt.Key.Key_M and not plain:
            self.toggle_basket()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done."""
        row = self.row()
        if row is not None:
            self.menu_of(row).popup(event.globalPos())

    def menu_of(self, row: FollowingRow) -> QMenu:
        """Return the menu of a person; it goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        has_page = row.newest is not None and bool(row.newest.url)
        is_in = row.newest is not None and row.newest.is_in_basket
        basket = _("Take out of the basket\tM") if is_in else _("Put into the basket\tM")
        name = row.name.replace("&", "&&")
        for text, slot, is_possible in (
            (_("Open the post\tEnter"), self.open_post, has_page),
            (basket, self.toggle_basket, has_page),
            (_("Show {name}").format(name=name), self.open_person, True),
            (_("Look for their posts now"), self.look, True),
            (_("Stop following"), self.stop, True),
        ):
            action = menu.addAction(text)
            action.setEnabled(is_possible)
            action.triggered.connect(slot)
        return menu

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def viewportEvent(self, event: QEvent) -> bool:
        """Put the light out when the mouse leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.select_person(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the chosen row without its bar."""
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Draw both rows anew."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def _tell(self, signal: SignalInstance) -> None:
        row = self.row()
        if row is not None:
            signal.emit(row)

    def _hover(self, place: int) -> None:
        if place != self._drawn.hovered:
            self._drawn.hovered = place
            self.viewport().update()
