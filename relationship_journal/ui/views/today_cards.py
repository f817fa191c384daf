"""The cards of Today: one open, the others closed, with keys to move about and to act."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import when as whens
from relationship_journal.errors import NotFound
from relationship_journal.services.rows import TodayRow, TodayView
from relationship_journal.ui.models.card_details import details_of
from relationship_journal.ui.views.today_card import ClosedCard, OpenCard
from relationship_journal.ui.views.today_notes import DoneNote
from relationship_journal.ui.views.today_writing import Written

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


@dataclass(frozen=True, slots=True)
class Note:
    """What was done last: where its card was, in words, and the step that Undo takes back.

    `contact_id` is 0 where it was about several people; `promise_id` is of a promise that was
    kept and of which they can be told in the thread it was made in, 0 for everything else.
    """

    place: int
    text: str
    step: str
    contact_id: int = 0
    promise_id: int = 0


class TodayCards(QWidget):
    """Cards below each other.

    Signals:
        written: a row, and the `Written` to write down.
        kept_or_done: a row whose promise is kept or whose follow-up is done.
        later_wanted: a row, and days from today (OTHER_DAY: a day to be named; NEXT_POST).
        commented_wanted: the id of whom the strip asks about.
        skip_wanted: a row.
        target_wanted: a `Target` to open.
        choices_wanted: a `Target`; it is asked as whom and where to open it.
        person_opened: an id.
        undo_wanted: the note's Undo was clicked.
        tell_wanted: the note's "Tell them?" was clicked.
        moved: the current card is another one, or higher than before.
        rebuilt: there are other things for Tab to go through.
    """

    written = Signal(object, object)
    kept_or_done = Signal(object)
    later_wanted = Signal(object, int)
    commented_wanted = Signal(int)
    skip_wanted = Signal(object)
    target_wanted = Signal(object)
    choices_wanted = Signal(object)
    person_opened = Signal(int)
    undo_wanted = Signal()
    tell_wanted = Signal()
    moved = Signal()
    rebuilt = Signal()

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._cards: list[ClosedCard | OpenCard] = []
        self._place = 0
        self._drafts: dict[int, Written] = {}
        self._opened: set[str] = set()
        self._answered: str | None = None
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)

    # --- what the page asks ----------------------------------------------------------------------

    def show_view(self, view: TodayView, note: Note | None, *, prefers: int = 0) -> None:
        """Show these people in place of those before.

        Args:
            view: who.
            note: what was done last, or None.
            prefers: whose card becomes the current one; 0 keeps the current one, or takes the
                one that follows it.
        """
        self._keep_draft()
        before = self.current_row()
        writes_to = before.contact_id if before and self.is_writing() and self._is_open() else 0
        self._answered = None
        self._place = self._place_in(view.shown, prefers or (before.contact_id if before else 0))
        self._clear()
        self._cards = [
            self._open_card_of(row) if place == self._place else self._closed_card_of(row)
            for place, row in enumerate(view.shown)
        ]
        for card in self._cards:
            self._list.addWidget(card)
            card.show()  # now, not with the next event: it may be given the focus
        if note is not None:
            said = DoneNote(note.text, can_tell=note.promise_id > 0)
            said.undo_wanted.connect(self.undo_wanted)
            said.tell_wanted.connect(self.tell_wanted)
            self._list.insertWidget(min(note.place, len(self._cards)), said)
        self.rebuilt.emit()
        row = self.current_row()
        if writes_to and row is not None and row.contact_id == writes_to:
            self.begin_writing()

    def new_day(self) -> None:
        """Forget what belongs to the day before."""
        self._opened.clear()

    def open_card(self) -> OpenCard | None:
        """Return the card that is open, or None."""
        card = self._cards[self._place] if self._place < len(self._cards) else None
        return card if isinstance(card, OpenCard) else None

    def current_row(self) -> TodayRow | None:
        """Return the person whose card is the current one, or None."""
        return self._cards[self._place].row if self._place < len(self._cards) else None

    def place(self) -> int:
        """Return where the current card is, from 0."""
        return self._place

    def is_writing(self) -> bool:
        """Say whether the line of Wrote is open."""
        card = self.open_card()
        return card is not None and card.writing is not None

    def go_to_person(self, contact_id: int) -> bool:
        """Make somebody's card the current one; return whether there is one."""
        for place, card in enumerate(self._cards):
            if card.row.contact_id == contact_id:
                self.go_to(place)
                return True
        return False

    def go_to(self, place: int) -> None:
        """Make another card the current one and go there."""
        if not self._cards:
            return
        place = max(0, min(place, len(self._cards) - 1))
        if place != self._place:
            self._keep_draft()
            old, self._place = self._place, place
            self._swap(old, self._closed_card_of(self._cards[old].row))
            self._swap(place, self._open_card_of(self._cards[place].row))
            self.rebuilt.emit()
        self.focus_current()

    def focus_current(self) -> None:
        """Put the keyboard on the current card."""
        card = self.open_card()
        if card is not None:
            card.setFocus()
            # its height is known after the layout was told
            QTimer.singleShot(0, self, self.moved.emit)

    def answered(self, row: TodayRow) -> None:
        """Take note that a card was answered; nothing more can be done on it."""
        self._answered = row.key
        card = self.open_card()
        if card is not None and card.writing is not None:
            card.end_writing()
        self._drafts.pop(row.contact_id, None)

    def refuse_writing(self, sentence: str) -> None:
        """Say why what was typed could not be written down."""
        card = self.open_card()
        if card is not None and card.writing is not None:
            card.writing.say_wrong(sentence)

    def hold_writing(self, sentence: str) -> None:
        """Say what is to be considered first; Enter once more writes it down."""
        card = self.open_card()
        if card is not None and card.writing is not None:
            card.writing.caution.say(sentence)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; return whether it stands for anything."""
        if event.modifiers() not in _PLAIN or not self._cards:
            return False
        last = len(self._cards) - 1
        steps = {
            Qt.Key.Key_Down: self._place + 1,
            Qt.Key.Key_J: self._place + 1,
            Qt.Key.Key_Up: self._place - 1,
            Qt.Key.Key_K: self._place - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        acts = {
            Qt.Key.Key_W: self.begin_writing,
            Qt.Key.Key_S: self._skip,
            Qt.Key.Key_L: self._show_later,
            Qt.Key.Key_O: self._open_person,
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
        }
        key = Qt.Key(event.key())
        if key in acts and not event.isAutoRepeat():
            # a key held too long opens a page, and does not say besides that one commented
            acts[key]()
        elif key in steps:
            self.go_to(steps[key])
        return key in acts or key in steps

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys before the page would scroll by them."""
        if not self.take_key(event):
            super().keyPressEvent(event)

    @Slot()
    def begin_writing(self) -> None:
        """Open the line for what was written to the current person."""
        card = self.open_card()
        if card is not None and card.row.key != self._answered:
            card.begin_writing()
            self.rebuilt.emit()
            QTimer.singleShot(0, self, self.moved.emit)

    # --- acts ------------------------------------------------------------------------------------

    def _acting_row(self) -> TodayRow | None:
        """Return whom an act is for; None while the last answer has not been shown yet."""
        row = self.current_row()
        return row if row is not None and row.key != self._answered else None

    def _enter(self) -> None:
        """Press the button the focus is on, or do the main act."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton) and self.window().isAncestorOf(focus):
            focus.click()
        else:
            self._do_main()

    @Slot()
    def _do_main(self) -> None:
        card, row = self.open_card(), self._acting_row()
        if card is None or row is None:
            return
        act = card.main_act()
        if act == "wrote":
            self.begin_writing()
        elif act == "open":
            self._open()
        elif act == "commented":
            self.commented_wanted.emit(row.contact_id)
        else:
            self.kept_or_done.emit(row)

    @Slot()
    def open_page(self) -> None:
        """Open the page of the current person, or begin a mail to them."""
        self._open()

    @Slot()
    def _open(self) -> None:
        card = self.open_card()
        target = card.target() if card is not None else None
        if card is None or target is None:
            return
        self._opened.add(card.row.key)
        self.target_wanted.emit(target)
        self._swap(self._place, self._open_card_of(card.row))
        self.rebuilt.emit()
        self.focus_current()

    @Slot(object)
    def _write(self, written: Written) -> None:
        row = self._acting_row()
        if row is not None:
            self.written.emit(row, written)

    @Slot()
    def _skip(self) -> None:
        row = self._acting_row()
        if row is not None:
            self.skip_wanted.emit(row)

    @Slot()
    def _show_later(self) -> None:
        card = self.open_card()
        if card is not None:
            card.show_later()

    @Slot(int)
    def _later(self, days: int) -> None:
        row = self._acting_row()
        if row is not None:
            self.later_wanted.emit(row, days)

    @Slot()
    def _open_person(self) -> None:
        row = self.current_row()
        if row is not None:
            self.person_opened.emit(row.contact_id)

    @Slot()
    def _choose(self) -> None:
        card = self.sender()
        self.go_to(next((n for n, one in enumerate(self._cards) if one is card), self._place))

    # --- cards -----------------------------------------------------------------------------------

    def _is_open(self) -> bool:
        row = self.current_row()
        return row is not None and row.key != self._answered

    def _place_in(self, rows: tuple[TodayRow, ...], contact_id: int) -> int:
        for place, row in enumerate(rows):
            if row.contact_id == contact_id:
                return place
        return max(0, min(self._place, len(rows) - 1))

    def _closed_card_of(self, row: TodayRow) -> ClosedCard:
        card = ClosedCard(row, self._today())
        card.clicked.connect(self._choose)
        return card

    def _open_card_of(self, row: TodayRow) -> OpenCard | ClosedCard:
        try:
            details = details_of(self._core, row)
        except NotFound:  # gone in another process; the next look leaves them out
            return self._closed_card_of(row)
        core, was_opened = self._core, row.key in self._opened
        is_asked = any(one.contact_id == row.contact_id for one in core.opened.waiting())
        card = OpenCard(
            row,
            details,
            core.clock(),
            core.zone,
            was_opened=was_opened or is_asked,
            is_asked=is_asked,
        )
        if row.contact_id in self._drafts:
            card.set_draft(self._drafts[row.contact_id])
        card.main_wanted.connect(self._do_main)
        card.open_wanted.connect(self._open)
        card.choices_wanted.connect(self.choices_wanted)
        card.written.connect(self._write)
        card.later_wanted.connect(self._later)
        card.skip_wanted.connect(self._skip)
        card.person_wanted.connect(self._open_person)
        card.draft_changed.connect(self._take_draft)
        return card

    def _clear(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._cards = []

    def _swap(self, place: int, card: ClosedCard | OpenCard) -> None:
        old = self._cards[place]
        self._list.replaceWidget(old, card)
        card.show()
        self._cards[place] = card
        old.hide()
        old.deleteLater()

    def _keep_draft(self) -> None:
        card = self.open_card()
        if card is not None and card.writing is not None:
            self._take_draft(card.writing.draft())

    @Slot(object)
    def _take_draft(self, draft: Written) -> None:
        row = self.current_row()
        if row is not None and draft.text.strip():
            self._drafts[row.contact_id] = draft

    def _today(self) -> date:
        return whens.local_day(self._core.clock(), self._core.zone)
