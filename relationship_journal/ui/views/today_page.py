"""The Today page: one person at a time, who and why, and what to do about it."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QKeyCombination, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.target import Target
from relationship_journal.domain.text import apart
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.rows import Changes, TodayRow, TodayView
from relationship_journal.settings import Settings
from relationship_journal.ui import fonts, reminder_settings
from relationship_journal.ui.caution import Caution
from relationship_journal.ui.dialogs.small_dialogs import DayDialog
from relationship_journal.ui.models import today_words
from relationship_journal.ui.models.number_words import number_word
from relationship_journal.ui.models.opening_words import is_mere_use
from relationship_journal.ui.models.timeline_words import first_name
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.ahead_parts import NEXT_POST
from relationship_journal.ui.views.pick_up_again import PickUpAgain
from relationship_journal.ui.views.tab_order import follow_layouts
from relationship_journal.ui.views.today_card import OTHER_DAY
from relationship_journal.ui.views.today_cards import Note, TodayCards
from relationship_journal.ui.views.today_column import TodayColumn
from relationship_journal.ui.views.today_notes import SHOWN_AT_ONCE, TodayEnd
from relationship_journal.ui.views.today_seen import SeenOnBlog
from relationship_journal.ui.views.today_writing import Written
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.labels import ElidedLabel, Text

DECLINED_SETTING = "today.pick_up_declined"
SHOWS_COLUMN_FROM = 1240
"""Width of the window from which the quiet column is there."""
_MARGIN, _BETWEEN = 24, 48
_NARROWEST, _WIDEST = 560, 760
_WIDEST_LINES = 42  # times the height of a line: a big font needs a wider card for its buttons
_FILLS_BELOW = 1000  # a small window has no room to waste at its sides
_ANY_WIDTH = 16_777_215  # Qt's own greatest width
_OPEN_KEYS = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_U
)
_SHOWS = frozenset(
    {
        "answered", "approach", "circle", "contact", "cred", "email", "follow_up", "identity",
        "interaction", "interaction_contact", "note", "opened", "post", "profile", "promise",
        "sighting", "sorry",
    }
)  # fmt: skip


class TodayPage(QWidget):
    """Whom to turn to today.

    Signals:
        capture_requested: "Write it down" was clicked.
        target_wanted: a `Target` to open, a page or a mailbox.
        choices_wanted: a `Target`; it is asked as whom and where to open it.
        person_opened: the id of whose page is to be shown.
        add_requested: the journal is empty and somebody is to be added.
        commented_wanted: the id of whom the strip asks about.

    Args:
        core: the open journal.
        notices: word of what changed.
        settings: how many people a day holds; whether picking up was declined today.
    """

    capture_requested = Signal()
    target_wanted = Signal(object)
    choices_wanted = Signal(object)
    person_opened = Signal(int)
    add_requested = Signal()
    commented_wanted = Signal(int)

    def __init__(
        self, core: Core, notices: Notices, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._core, self._settings = core, settings
        self._view: TodayView | None = None
        self._note: Note | None = None
        self._more = 0
        self._prefers = 0
        self._is_stale = True
        self._caution = Caution(core)
        self._to_tell: tuple[int, ...] = ()
        self._goes_on = False
        self._build()
        self._connect(notices)

    # --- what the frame asks ---------------------------------------------------------------------

    @Slot()
    def look_again(self) -> None:
        """Show who waits as of now; the current card stays the current one."""
        self._is_stale = False
        if self._view is not None and self._view.day != self._today():
            self._more, self._note = 0, None
            self._cards.new_day()
        view = self._core.today.look(self.cap() + self._more)
        had_focus = self._has_focus_inside()
        self._view = view
        self._show_head(view)
        self._cards.show_view(view, self._note, prefers=self._prefers)
        self._end.show_end(view, has_people=self._core.people.count() > 0)
        self._column.note_change()
        QTimer.singleShot(0, self.seen, self.seen.look_again)
        self._order_tabs()
        self._prefers = 0
        if self._goes_on:
            self._goes_on = False
            self._tell_next()
        if had_focus and not self._cards.is_writing():
            self._focus_current()
        self._note_shown()

    @Slot()
    def note_time(self) -> None:
        """Look again if the time alone changed who waits; for a clock that ticks."""
        if self.isVisible() and self._core.today.look(self.cap() + self._more) != self._view:
            self.look_again()
        elif not self.isVisible():
            self._is_stale = True

    def cap(self) -> int:
        """Return how many people a day are shown."""
        return reminder_settings.cap(self._settings)

    def current_row(self) -> TodayRow | None:
        """Return the person whose card is open, or None."""
        return self._cards.current_row()

    def show_person(self, contact_id: int) -> bool:
        """Make a person's card the current one, as after a popup; return whether there is one."""
        if self._is_stale:
            self.look_again()
        return self._cards.go_to_person(contact_id)

    @Slot()
    def begin_writing(self) -> None:
        """Open the line for what was written to the current person."""
        self._cards.begin_writing()

    def begin_telling(self, contact_ids: Sequence[int]) -> None:
        """Tell these one by one of one's own post: each line opens as the one before is done."""
        self._to_tell = tuple(contact_ids)
        if self._is_stale:
            self.look_again()
        self._tell_next()

    def _tell_next(self) -> None:
        """Open the line for the next who is to be told, unless there is nobody any more."""
        waiting = {row.contact_id: row for row in (self._view.shown if self._view else ())}
        for contact_id in self._to_tell:
            row = waiting.get(contact_id)
            if row is None or row.reason != "follow_up" or row.id is None:
                continue
            if self._core.mentions.told_by(row.id) is not None:
                self._cards.go_to_person(contact_id)
                self._cards.begin_writing()
                return
        self._to_tell = ()

    # --- build -----------------------------------------------------------------------------------

    def _build(self) -> None:
        self._title = Text(kind=fonts.Type.PAGE_TITLE)
        self._sentence = ElidedLabel(is_muted=True)
        self._write = Button(_("Write it down"), icon="plus", kind="quiet")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addWidget(self._write, 0, Qt.AlignmentFlag.AlignBottom)
        self._pick_up = PickUpAgain()
        self._pick_up.hide()
        self._cards = TodayCards(self._core)
        self._end = TodayEnd()
        self._middle = QWidget()
        self._middle.setMinimumWidth(_NARROWEST - 2 * _MARGIN)
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._pick_up)
        column.addWidget(self._cards)
        column.addWidget(self._end)
        column.addStretch(1)
        self._column = TodayColumn(self._core)
        self._below = column
        self.seen = SeenOnBlog(self._core)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = self._side_by_side()
        self._scroll.setWidget(self._inside)
        self._scroll.viewport().setAutoFillBackground(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._scroll)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fit()

    def _side_by_side(self) -> QWidget:
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        across.setSpacing(0)
        self._gap = QWidget()
        self._gap.setFixedWidth(_BETWEEN)
        across.addStretch(1)
        across.addWidget(self._middle, 1000)
        across.addWidget(self._gap)
        across.addWidget(self._column)
        across.addStretch(1)
        inside.setAutoFillBackground(False)
        return inside

    def _connect(self, notices: Notices) -> None:
        cards = self._cards
        self._write.clicked.connect(self.capture_requested)
        self._pick_up.chosen.connect(self._spread)
        self._pick_up.declined.connect(self._decline)
        cards.written.connect(self._write_down)
        cards.kept_or_done.connect(self._do)
        cards.later_wanted.connect(self._later)
        cards.skip_wanted.connect(self._skip)
        cards.undo_wanted.connect(self._undo)
        cards.tell_wanted.connect(self._tell)
        cards.commented_wanted.connect(self.commented_wanted)
        cards.target_wanted.connect(self.target_wanted)
        cards.choices_wanted.connect(self.choices_wanted)
        cards.person_opened.connect(self.person_opened)
        cards.rebuilt.connect(self._order_tabs)
        cards.moved.connect(self._scroll_to_current)
        self.seen.target_wanted.connect(self.target_wanted)
        self.seen.person_opened.connect(self.person_opened)
        self.seen.person_added.connect(self._prefer)
        self.seen.rebuilt.connect(self._order_tabs)
        self._end.more_wanted.connect(self._show_more)
        self._end.add_wanted.connect(self.add_requested)
        notices.changed.connect(self._take_changes)

    def _fit(self) -> None:
        has_column = self.window().width() >= SHOWS_COLUMN_FROM
        self._column.setVisible(has_column)
        self._gap.setVisible(has_column)
        if has_column:
            self._column.take_in(self.seen)
        elif self.seen.parentWidget() is not self._middle:
            # where there is no room beside the cards it stands below them
            self._below.insertWidget(self._below.count() - 1, self.seen)
        fills = not has_column and self.width() < _FILLS_BELOW
        widest = max(_WIDEST, _WIDEST_LINES * self.fontMetrics().height())
        self._middle.setMaximumWidth(_ANY_WIDTH if fills else widest)

    # --- show ------------------------------------------------------------------------------------

    def _show_head(self, view: TodayView) -> None:
        self._title.setText(friendly.heading(view.day, view.day))
        self._title.setToolTip(friendly.full_date(view.day))
        self._sentence.setText(today_words.page_sentence(view))
        is_declined = self._settings.get(DECLINED_SETTING, "") == view.day.isoformat()
        offers = view.offers_to_pick_up and not is_declined
        if offers:
            self._pick_up.offer(view.day, len(view.shown) + view.waiting, self.cap())
        self._pick_up.setVisible(offers)

    def _note_shown(self) -> None:
        """Remember who was in sight, so that no popup tells it once more."""
        if self._view is not None and self.isVisible() and not self.window().isMinimized():
            self._core.today.note_shown(self._view.shown, "today")

    def _has_focus_inside(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _focus_current(self) -> None:
        if self._cards.open_card() is not None:
            self._cards.focus_current()
        else:
            self._write.setFocus()

    @Slot()
    def _order_tabs(self) -> None:
        follow_layouts(self._inside)

    @Slot()
    def _scroll_to_current(self) -> None:
        card = self._cards.open_card()
        if card is not None:
            self._scroll.ensureWidgetVisible(card, 0, 8)

    # --- acts ------------------------------------------------------------------------------------

    @Slot(object, object)
    def _write_down(self, row: TodayRow, written: Written) -> None:
        text, url = written.words_and_link
        where, why = written.channel, written.intent
        held = self._caution.hold([row.contact_id], text, where)
        if held:
            self._cards.hold_writing(held)
            return
        try:
            self._core.today.wrote(row, text, channel=where, intent=why, url=url)
        except InvalidInput as error:
            self._cards.refuse_writing(str(error))
            return
        self._answered(row, _("Wrote to {name}"))

    @Slot(object)
    def _do(self, row: TodayRow) -> None:
        self._core.today.done(row)
        self._answered(row, _("Kept: {name}") if row.reason == "promise" else _("Done: {name}"))

    @Slot(object)
    def _skip(self, row: TodayRow) -> None:
        self._core.today.skip(row)
        self._answered(row, _("Skipped {name}, this time"))

    @Slot(object, int)
    def _later(self, row: TodayRow, days: int) -> None:
        if days == NEXT_POST:
            self._core.today.at_next_post(row)
            self._answered(row, _("{name}: at their next post"))
            return
        if days != OTHER_DAY:
            self._put_off(row, self._today() + timedelta(days=days))
            return
        dialog = DayDialog(self._core, _("Later"), row.name, self.window())
        dialog.chosen.connect(self._put_off_current)
        dialog.open()

    @Slot(object, object)
    def _put_off_current(self, day: date, _at: object) -> None:
        row = self.current_row()
        if row is not None:
            self._put_off(row, day)

    def _put_off(self, row: TodayRow, day: date) -> None:
        self._core.today.later(row, day)
        when = friendly.day_label(day, self._today())
        self._answered(row, _("{name}: later, {day}"), day=when)

    def _answered(self, row: TodayRow, words: str, **more: str) -> None:
        """Say what was done where the card was; it leaves when the change is told."""
        self._goes_on = row.contact_id in self._to_tell
        self._to_tell = tuple(one for one in self._to_tell if one != row.contact_id)
        text = words.format(name=apart(first_name(row.name)), **more)
        step = self._core.history.undo_label or ""
        was_promise = row.reason == "promise" and row.id is not None
        can_tell = was_promise and self._core.promises.may_tell(row.id or 0)
        promise_id = (row.id or 0) if can_tell else 0
        self._note = Note(self._cards.place(), text, step, row.contact_id, promise_id)
        self._cards.answered(row)

    @Slot(object)
    def _spread(self, days: list[date]) -> None:
        # those put on later days count as answered today; they take nobody's place
        self._more += self._core.today.pick_up_again(days, self.cap())
        n = len(days)
        text = ngettext("Spread over {days} day", "Spread over {days} days", n)
        step = self._core.history.undo_label or ""
        self._note = Note(0, text.format(days=number_word(n)), step)

    @Slot(int)
    def _prefer(self, contact_id: int) -> None:
        """Show somebody's card as the current one once the change is told."""
        self._prefers = contact_id

    @Slot()
    def _decline(self) -> None:
        self._settings.set(DECLINED_SETTING, self._today().isoformat())
        self._pick_up.hide()
        self._focus_current()

    @Slot()
    def _undo(self) -> None:
        """Take back what the note says."""
        if self._note is not None and self._core.history.undo_label == self._note.step:
            self._prefers = self._note.contact_id
            self._core.history.undo()

    @Slot()
    def _tell(self) -> None:
        """Open the thread a kept promise was made in; they are told there."""
        note = self._note
        if note is not None and note.promise_id:
            thread = self._core.promises.thread_of(note.promise_id)
            self._core.promises.tell(note.promise_id)
            self.target_wanted.emit(Target(thread, note.contact_id))

    @Slot()
    def _show_more(self) -> None:
        self._more += SHOWN_AT_ONCE
        self.look_again()
        self._focus_current()

    # --- what is told ----------------------------------------------------------------------------

    @Slot(object)
    def _take_changes(self, changes: Changes) -> None:
        is_own_memory = "shown" in changes.ids and changes.ids.keys() <= {"shown", "contact"}
        if is_own_memory or is_mere_use(changes) or not changes.touches(*_SHOWS):
            return
        if self._note is not None and self._core.history.undo_label != self._note.step:
            self._note = None  # something else was done since, or it was taken back
        self._is_stale = True
        if self.isVisible():
            self.look_again()

    def _today(self) -> date:
        return whens.local_day(self._core.clock(), self._core.zone)

    # --- what Qt tells ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the one key that each act has."""
        if event.keyCombination() == _OPEN_KEYS:  # in People the menu's own entry has them
            self._cards.open_page()
        elif not self._cards.take_key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Lead the keyboard on to the current card."""
        super().focusInEvent(event)
        self._focus_current()

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew if something changed while nobody looked."""
        super().showEvent(event)
        self._fit()
        if self._is_stale or self._view is None or self._view.day != self._today():
            self.look_again()
        else:
            self._note_shown()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the quiet column where there is room for it."""
        super().resizeEvent(event)
        self._fit()
