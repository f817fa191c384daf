"""The timeline as a list that is as tall as its rows: the page around it scrolls, not the list."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QSizePolicy, QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import TimelineRow
from relationship_journal.ui.models.timeline_model import Index, TimelineModel
from relationship_journal.ui.views.entry_acts import EntryActs
from relationship_journal.ui.views.post_acts import PostActs
from relationship_journal.ui.views.timeline_delegate import TimelineDelegate
from relationship_journal.ui.widgets.press_selection import go_where_pressed

_OPENED_BY_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
_LEFT_TO_THE_PAGE = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ANY_MODIFIER = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_NEAR_THE_END = 5
_TALLEST = 16_000_000  # Qt's widgets end at 2^24 pixels


class TimelineList(QListView):
    """Shows a `TimelineModel`. It has no scroll bar and asks the page to show what it reached.

    Signals:
        opened: kind and id of a row to be edited (Enter, double click).
        delete_requested: kind and id.
        link_requested: an address to open.
        wants_visible: a rectangle in the list's coordinates.
    """

    opened = Signal(str, int)
    delete_requested = Signal(str, int)
    link_requested = Signal(str)
    wants_visible = Signal(QRect)

    def __init__(self, core: Core, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.acts = EntryActs(core, self)
        self.post_acts = PostActs(core, self)
        self._drawn = TimelineDelegate(self, model, core.zone)
        self.setModel(model)
        go_where_pressed(self)
        self.setItemDelegate(self._drawn)
        self.setAccessibleName(_("Timeline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.show_menu)
        self._drawn.link_clicked.connect(self.link_requested)
        self._drawn.more_clicked.connect(model.toggle_expanded)
        model.modelReset.connect(self._fit)
        model.rowsInserted.connect(self._fit)
        model.dataChanged.connect(self._lay_out_anew)
        self._fit()

    def row(self) -> TimelineRow | None:
        """Return the row the keyboard is on, or None."""
        index = self.currentIndex()
        return self._rows.row_at(index.row()) if index.isValid() else None

    def fits(self) -> bool:
        """Say whether the list is as tall as its rows."""
        return self.height() == self._tall()

    # --- size ------------------------------------------------------------------------------------

    @Slot()
    def _lay_out_anew(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(self._tall())

    def _tall(self) -> int:
        index = self._rows.index
        tall = sum(self._drawn.height_of(index(n)) for n in range(self._rows.rowCount()))
        return min(tall, _TALLEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Become as tall as the rows are at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # Qt itself lays a list of one column out anew only when its height changes
            self._lay_out_anew()

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew with another font or style."""
        super().changeEvent(event)
        kinds = {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.ApplicationFontChange}
        # Qt calls this while the list is still being made
        if event.type() in kinds and hasattr(self, "_drawn"):
            self._drawn.take_fonts()
            self._lay_out_anew()

    # --- moving about ----------------------------------------------------------------------------

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,  # noqa: ARG002
    ) -> None:
        """Ask the page to show a row."""
        if index.isValid():
            self.wants_visible.emit(self.visualRect(index))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Read older rows before the keyboard reaches the end."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() >= self._rows.rowCount() - _NEAR_THE_END:
            self._rows.read_older()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the newest row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the selected row without its bar."""
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, delete, copy, unfold the current row; leave whole pages to the page."""
        row = self.row()
        if event.key() in _LEFT_TO_THE_PAGE or row is None:
            event.ignore()
        elif event.key() in _OPENED_BY_KEYS and not event.modifiers() & _ANY_MODIFIER:
            self.opened.emit(row.kind, row.id)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit(row.kind, row.id)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy(row)
        elif event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left}:
            self._rows.toggle_expanded(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row for editing."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            row = self._rows.row_at(index.row())
            self.opened.emit(row.kind, row.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        over = index.isValid() and self._drawn.part_at(index, at, self.visualRect(index))
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    # --- the menu of a row -----------------------------------------------------------------------

    @Slot(QPoint)
    def show_menu(self, at: QPoint) -> None:
        """Offer what can be done with the row under the mouse or the keyboard."""
        index = self.indexAt(at)
        if index.isValid():
            self.menu_of(self._rows.row_at(index.row())).popup(self.viewport().mapToGlobal(at))

    def menu_of(self, row: TimelineRow) -> QMenu:
        """Return the menu of a row; it goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row.kind in {"note", "entry"}:
            edit = menu.addAction(_("Edit…"))
            edit.triggered.connect(self._open_current)
        if row.url:
            link = menu.addAction(_("Open link"))
            link.triggered.connect(self._follow_current)
        copy = menu.addAction(_("Copy"))
        copy.triggered.connect(self._copy_current)
        if row.kind == "entry":
            self.acts.fill(menu, row)
            self.post_acts.fill_for_entry(menu, row)
        elif row.kind == "post":
            self.post_acts.fill(menu, row)
        if row.kind in {"note", "entry"}:
            menu.addSeparator()
            delete: QAction = menu.addAction(_("Delete"))
            delete.triggered.connect(self._delete_current)
        return menu

    @Slot()
    def _open_current(self) -> None:
        row = self.row()
        if row is not None:
            self.opened.emit(row.kind, row.id)

    @Slot()
    def _delete_current(self) -> None:
        row = self.row()
        if row is not None:
            self.delete_requested.emit(row.kind, row.id)

    @Slot()
    def _follow_current(self) -> None:
        row = self.row()
        if row is not None and row.url:
            self.link_requested.emit(row.url)

    @Slot()
    def _copy_current(self) -> None:
        row = self.row()
        if row is not None:
            self._copy(row)

    @staticmethod
    def _copy(row: TimelineRow) -> None:
        words = [part for part in (row.text.strip(), row.url) if part]
        QGuiApplication.clipboard().setText("\n".join(words))
