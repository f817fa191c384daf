"""The bin: who was deleted, to bring back or to delete for good."""

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.contact_bin import BIN_DAYS
from relationship_journal.services.rows import Changes
from relationship_journal.ui import fonts
from relationship_journal.ui import theme as themes
from relationship_journal.ui.dialogs.delete_dialog import DeleteDialog
from relationship_journal.ui.models.bin_table import BinColumn, BinTable
from relationship_journal.ui.models.contact_table import ROW_ROLE, Index
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.line_delegate import (
    PAGE_SIDE,
    LineDelegate,
    paint_person,
    paint_words,
)
from relationship_journal.ui.views.line_table import LineTable
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import EmptyState
from relationship_journal.ui.widgets.labels import ElidedLabel, Text


class BinPage(QWidget):
    """The page of those deleted."""

    def __init__(self, core: Core, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._is_stale = False
        self._model = BinTable(core.clock, core.zone, self)
        self._table = LineTable(self._model, _("Bin"), _BinDelegate())
        self._table.share_room(6, 3, 3)
        self._build()
        self._table.selectionModel().selectionChanged.connect(self._offer)
        self._bring_back.clicked.connect(self.bring_back_selected)
        self._delete.clicked.connect(self.delete_selected_for_good)
        notices.changed.connect(self._take_changes)
        self.reload()

    def selected_id(self) -> int:
        """Return who is selected, 0 for nobody."""
        row = self._model.line(self._table.current_place())
        return row.id if row is not None else 0

    @Slot()
    def reload(self) -> None:
        """Look anew who is in the bin; the selection stays, or goes to who is next."""
        self._is_stale = False
        chosen, place = self.selected_id(), self._table.current_place()
        rows = self._core.contacts.bin()
        top = self._table.top_place()
        self._model.show_rows(rows)
        if rows and place >= 0:
            found = self._model.place_of(chosen)
            self._table.select_place(found if found >= 0 else min(place, len(rows) - 1))
            self._table.show_at_top(min(top, len(rows) - 1))
        n = len(rows)
        self._count.setText(ngettext("{n} person", "{n} people", n).format(n=n) if n else "")
        self._stack.setCurrentIndex(0 if rows else 1)
        for part in (self._bring_back, self._delete, self._hint):
            part.setVisible(bool(rows))
        self._offer()

    @Slot()
    def bring_back_selected(self) -> None:
        """Take the selected person out of the bin."""
        if self.selected_id():
            self._core.contacts.undelete(self.selected_id())

    @Slot()
    def delete_selected_for_good(self) -> None:
        """Say what goes with the selected person, and ask."""
        if self.selected_id():
            DeleteDialog(self._core, self.selected_id(), self).open()

    def _build(self) -> None:
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        sentence = ngettext(
            "Who is deleted stays here for {n} day and then goes for good.",
            "Who is deleted stays here for {n} days and then goes for good.",
            BIN_DAYS,
        ).format(n=BIN_DAYS)
        self._count = ElidedLabel(is_muted=True)
        self._bring_back = Button(_("Bring back"), icon="undo-2", kind="quiet")
        self._delete = Button(_("Delete for good…"), icon="trash-2", kind="quiet")
        self._hint = Text(sentence, is_muted=True, wraps=True)
        empty = EmptyState("trash-2", _("The bin is empty"), sentence)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(empty)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Text(_("Bin"), kind=fonts.Type.PAGE_TITLE))
        head.addSpacing(4)
        head.addWidget(self._count, 1)
        head.addWidget(self._bring_back)
        head.addWidget(self._delete)
        top = QVBoxLayout()
        top.setContentsMargins(PAGE_SIDE, 20, PAGE_SIDE, 4)
        top.setSpacing(8)
        top.addLayout(head)
        top.addWidget(self._hint)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(top)
        page.addWidget(self._stack, 1)
        self.setFocusProxy(self._table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask about deleting for good with Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_selected_for_good()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew if something changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    @Slot()
    def _offer(self) -> None:
        for button in (self._bring_back, self._delete):
            button.setEnabled(bool(self.selected_id()))

    @Slot(object)
    def _take_changes(self, changes: Changes) -> None:
        if changes.touches("contact"):
            self._is_stale = True
            if self.isVisible():
                self.reload()


class _BinDelegate(LineDelegate):
    """Draws avatar and name, and the days in a quieter ink."""

    def paint_cell(
        self,
        painter: QPainter,
        box: QRect,
        index: Index,
        *,
        is_selected: bool,  # noqa: ARG002  the words are the same
    ) -> None:
        """Draw what stands in a cell."""
        theme, row = themes.current(), index.data(ROW_ROLE)
        if index.column() == BinColumn.NAME:
            paint_person(painter, box, row.id, row.name, theme.text)
        else:
            paint_words(painter, box, index.data(), theme.muted)
