"""A person's page: head, places, the box to write in, what lies ahead, timeline and facts."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.codes import Intent
from relationship_journal.domain.target import Target
from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import Changes, ContactRow
from relationship_journal.settings import Settings
from relationship_journal.ui.dialogs.contact_dialog import ContactDialog
from relationship_journal.ui.dialogs.entry_dialog import EntryDialog
from relationship_journal.ui.dialogs.follow_up_dialog import FollowUpDialog
from relationship_journal.ui.dialogs.note_dialog import NoteDialog
from relationship_journal.ui.dialogs.promise_dialogs import NewPromiseDialog
from relationship_journal.ui.models.timeline_model import PAGE, TimelineModel
from relationship_journal.ui.models.timeline_words import first_name
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.ahead import Ahead
from relationship_journal.ui.views.entry_box import EntryBox
from relationship_journal.ui.views.person_approach import ApproachLines
from relationship_journal.ui.views.person_facts import PersonFacts
from relationship_journal.ui.views.person_header import PersonHeader
from relationship_journal.ui.views.person_layout import PersonLayout, PersonParts
from relationship_journal.ui.views.profile_chips import ProfileChips
from relationship_journal.ui.views.tab_order import follow_layouts
from relationship_journal.ui.views.timeline_list import TimelineList
from relationship_journal.ui.widgets.buttons import Button, LinkButton
from relationship_journal.ui.widgets.frames import EmptyState
from relationship_journal.ui.widgets.labels import Text

_NARROWEST_WITH_FACTS = 860
_FACTS_SETTING = "person.facts_are_shown"
# Of these tables any row may be this person's; of `contact` the id tells.
_SHOWN_TABLES = (
    "circle", "note", "interaction", "interaction_contact", "follow_up", "answered", "promise",
    "cred", "identity", "approach", "observation", "sorry", "said_outcome", "feed",
    "feed_state", "post",
)  # fmt: skip


class PersonPage(QWidget):
    """Everything of one person, beside the People table or as a page of its own.

    Args:
        core: where people are kept.
        notices: tells what changed.
        settings: remembers whether the facts are unfolded in the pane.

    Signals:
        back_requested: the way back to the table (own page).
        target_wanted: a `Target` to be opened, a page or a mailbox.
        choices_wanted: a `Target`; it is asked as whom and where to open it.
        edit_requested: the id of a person whose everything is to be edited.
        approach_requested: the id of a person whose plan is to be shown.
        follow_requested: the id of a person of whom something is to be followed.
        left_person: the person shown is no longer there.
    """

    back_requested = Signal()
    target_wanted = Signal(object)
    choices_wanted = Signal(object)
    edit_requested = Signal(int)
    approach_requested = Signal(int)
    follow_requested = Signal(int)
    left_person = Signal()

    def __init__(
        self, core: Core, notices: Notices, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._core, self._settings = core, settings
        self._contact_id: int | None = None
        self._is_compact = False
        self._is_stale = False
        self._is_unfolded = bool(settings.get(_FACTS_SETTING, False))
        self._called = ""
        self.setAccessibleName(_("Person"))
        self._model = TimelineModel(core, self)
        self._make_parts()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._nobody)
        self._connect()
        self.setFocusProxy(self.entry_box.text)
        notices.changed.connect(self.on_changed)
        self._arrange()
        self.show_person(None)

    # --- what the window asks --------------------------------------------------------------------

    def person_id(self) -> int | None:
        """Return who is shown, or None."""
        return self._contact_id

    def show_person(self, contact_id: int | None) -> None:
        """Show a person from the top, or that nobody is chosen; it writes nothing."""
        if contact_id != self._contact_id:
            self._finish_typing()
        self._contact_id = contact_id
        self._is_stale = False
        self._reload()
        self._scroll.verticalScrollBar().setValue(0)

    def set_compact(self, is_compact: bool) -> None:
        """Be a pane of one column, or a page with the facts at the side."""
        if is_compact == self._is_compact:
            return
        self._is_compact = is_compact
        self.header.set_compact(is_compact)
        self.entry_box.set_compact(is_compact)
        self.ahead.set_compact(is_compact)
        self._arrange()
        self._reload()

    def set_context_actions(self, actions: Sequence[QAction]) -> None:
        """Take the window's actions for the menu behind "…"."""
        self.header.set_context_actions(actions)

    @Slot()
    def write_down(self) -> None:
        """Go into the entry box."""
        self.entry_box.begin_entry()
        self._scroll.show_part(self.entry_box)

    @Slot()
    def add_note(self) -> None:
        """Go into the entry box, for a note."""
        self.entry_box.begin_note()
        self._scroll.show_part(self.entry_box)

    @Slot()
    def follow_up(self) -> None:
        """Plan a next step."""
        if self._contact_id is not None:
            FollowUpDialog(self._core, self._contact_id, self.window()).open()

    @Slot()
    def write_thanks(self) -> None:
        """Go into the entry box, for a thank-you."""
        self.entry_box.begin_entry(Intent.THANKS)
        self._scroll.show_part(self.entry_box)

    def put_right(self, contact_id: int) -> None:
        """Begin a list of what puts something right with a person, unless there is one."""
        if not self._core.sorry.open_of(contact_id):
            offered = self._core.sorry.offered(contact_id)
            if offered is not None:
                self._core.sorry.begin_with_entry(offered)
            else:
                self._core.sorry.begin(contact_id)
        self._scroll.show_part(self.ahead.cards)

    @Slot()
    def promise(self) -> None:
        """Write down a promise."""
        self.promise_in(None)

    @Slot(int)
    def promise_in(self, entry_id: int | None) -> None:
        """Write down a promise that was made in an entry."""
        if self._contact_id is not None:
            NewPromiseDialog(self._core, self._contact_id, self.window(), entry_id=entry_id).open()

    @Slot(int)
    def welcome_in(self, entry_id: int) -> None:
        """Write down what an entry shows that they welcome."""
        from relationship_journal.ui.dialogs.welcome_dialog import (  # noqa: PLC0415  start-up time
            WelcomeDialog,
        )

        if self._contact_id is not None:
            WelcomeDialog(self._core, self._contact_id, entry_id, self.window()).open()

    @Slot()
    def _ask_to_follow(self) -> None:
        if self._contact_id is not None:
            self.follow_requested.emit(self._contact_id)

    @Slot()
    def _ask_for_approach(self) -> None:
        if self._contact_id is not None:
            self.approach_requested.emit(self._contact_id)

    @Slot()
    def edit_contact(self) -> None:
        """Open everything for editing."""
        if self._contact_id is not None:
            self._finish_typing()
            ContactDialog(self._core, self._contact_id, self.window()).open()

    # --- changes ---------------------------------------------------------------------------------

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Show what changed of this person, now or when the page is seen again."""
        if self._contact_id is None or not self._concerns(changes):
            return
        if self.isVisible():
            self._reload()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self._reload()

    def _concerns(self, changes: Changes) -> bool:
        touched = changes.ids.get("contact", frozenset())
        return self._contact_id in touched or changes.touches(*_SHOWN_TABLES)

    def _reload(self) -> None:
        contact = self._read()
        if contact is None:
            was_shown = self._contact_id is not None
            self._contact_id = None
            self._model.show(None)
            self.entry_box.show_person(None, "", None)
            self._stack.setCurrentWidget(self._nobody)
            if was_shown:
                self.left_person.emit()
            return
        circle = self._core.circles.get(contact.circle_id)
        called = self._called = first_name(contact.name, contact.given_name)
        current = self.timeline.row()
        self._model.show(contact.id, called, at_least=self._rows_needed())
        if current is not None:
            self._return_to(current.kind, current.id)
        channel = self._model.newest_channel()
        self.header.show_contact(contact, circle, channel)
        self.chips.show_contact(contact)
        self.approach.show_contact(contact.id, is_compact=self._is_compact)
        self.facts.show_contact(contact, circle)
        self.ahead.show_contact(contact)
        self.entry_box.show_person(contact.id, called, channel)
        self._nothing_yet.setVisible(self._model.rowCount() == 0)
        self._arrange()
        self.setAccessibleName(contact.name)
        self._stack.setCurrentWidget(self._scroll)

    def _read(self) -> ContactRow | None:
        if self._contact_id is None:
            return None
        try:
            contact = self._core.contacts.whole(self._contact_id)
        except NotFound:  # deleted for good, here or by another program
            return None
        return None if contact.deleted_at is not None else contact

    def _rows_needed(self) -> int:
        """Return how many rows reach a page below what is in sight."""
        end = self._scroll.height() - self.timeline.mapTo(self, QPoint(0, 0)).y()
        if end >= self.timeline.height():
            return self._model.rowCount()
        in_sight, current = self.timeline.indexAt(QPoint(1, end)), self.timeline.currentIndex()
        return max(in_sight.row(), current.row()) + PAGE

    def _return_to(self, kind: str, row_id: int) -> None:
        place = self._model.place_of(kind, row_id)
        if place is not None:
            # the current index alone: the page keeps its scroll place
            self.timeline.blockSignals(True)
            self.timeline.setCurrentIndex(self._model.index(place))
            self.timeline.blockSignals(False)

    def _finish_typing(self) -> None:
        """Let the field that has the focus save itself while its person is still shown."""
        field = self.focusWidget()
        if field is not None and field.hasFocus():
            field.clearFocus()

    # --- the timeline ----------------------------------------------------------------------------

    @Slot(str, int)
    def open_row(self, kind: str, row_id: int) -> None:
        """Edit a note or an entry; open a post."""
        if self._contact_id is None:
            return
        if kind == "note":
            NoteDialog(self._core, self._contact_id, self.window(), row_id).open()
        elif kind == "entry":
            EntryDialog(self._core, row_id, self.window()).open()
        elif kind == "post":
            post = self._core.following.post(row_id)
            if post.url:
                target = Target(post.url, self._contact_id, post_id=row_id, title=post.title)
                self.target_wanted.emit(target)

    @Slot(str, int)
    def delete_row(self, kind: str, row_id: int) -> None:
        """Delete a note or an entry; Undo brings it back."""
        if kind == "note":
            self._core.notes.delete(row_id)
        elif kind == "entry":
            self._core.entries.delete(row_id)

    @Slot(str)
    def open_link(self, address: str) -> None:
        """Open a link of the timeline."""
        self.target_wanted.emit(Target(address, self._contact_id))

    @Slot()
    def _read_older_near_the_end(self) -> None:
        bar = self._scroll.verticalScrollBar()
        if self._model.has_more and bar.value() > bar.maximum() - 2 * self._scroll.height():
            self._model.read_older()

    @Slot(QRect)
    def _show_row(self, rect: QRect) -> None:
        self._scroll.show_rect(self.timeline, rect)

    # --- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape, scroll by pages."""
        bar = self._scroll.verticalScrollBar()
        if event.key() == Qt.Key.Key_Escape and not self._is_compact:
            self.back_requested.emit()
        elif event.key() == Qt.Key.Key_PageDown:
            bar.setValue(bar.value() + bar.pageStep())
        elif event.key() == Qt.Key.Key_PageUp:
            bar.setValue(bar.value() - bar.pageStep())
        else:
            super().keyPressEvent(event)

    # --- layout ----------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self.back_button = LinkButton(_("People"), icon="chevron-left")
        self.header = PersonHeader(self._core)
        self.chips = ProfileChips(self._core)
        self.approach = ApproachLines(self._core)
        self.facts = PersonFacts(self._core)
        self.entry_box = EntryBox(self._core)
        self.ahead = Ahead(self._core)
        self.timeline = TimelineList(self._core, self._model)
        self.facts_button = Button("", kind="flat", is_small=True)
        self.facts_button.setProperty("bare", True)
        self._nothing_yet = Text(
            _("Nothing written down yet. What you say to each other will stand here."),
            is_muted=True,
            wraps=True,
        )
        parts = PersonParts(
            self.back_button,
            self.header,
            self.chips,
            self.approach,
            self.facts_button,
            self.facts,
            self.ahead.cards,
            self.entry_box,
            self.ahead,
            self._nothing_yet,
            self.timeline,
        )
        self._scroll = PersonLayout(parts)
        self._nobody = EmptyState(
            "users",
            _("Nobody is chosen"),
            _("Choose somebody in the list to see what you have said to each other."),
        )

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.back_requested)
        self.chips.target_wanted.connect(self.target_wanted)
        self.facts.follows.target_wanted.connect(self.target_wanted)
        self.facts.follows.follow_requested.connect(self._ask_to_follow)
        self.chips.choices_wanted.connect(self.choices_wanted)
        self.chips.edit_requested.connect(self._ask_to_edit)
        self.facts.edit_requested.connect(self._ask_to_edit)
        self.facts.welcome.target_wanted.connect(self.target_wanted)
        self.approach.edit_requested.connect(self._ask_for_approach)
        self.ahead.target_wanted.connect(self.target_wanted)
        self.ahead.thanks_wanted.connect(self.write_thanks)
        self.timeline.acts.promise_wanted.connect(self.promise_in)
        self.timeline.acts.welcome_wanted.connect(self.welcome_in)
        self.facts_button.clicked.connect(self.fold_facts)
        self.timeline.opened.connect(self.open_row)
        self.timeline.delete_requested.connect(self.delete_row)
        self.timeline.link_requested.connect(self.open_link)
        self.timeline.wants_visible.connect(self._show_row)
        bar = self._scroll.verticalScrollBar()
        bar.valueChanged.connect(self._read_older_near_the_end)
        bar.rangeChanged.connect(self._read_older_near_the_end)

    @Slot()
    def _ask_to_edit(self) -> None:
        if self._contact_id is not None:
            self.edit_requested.emit(self._contact_id)

    @Slot()
    def fold_facts(self) -> None:
        """Show the facts in the pane, or fold them away; it is remembered."""
        self._is_unfolded = not self._is_unfolded
        self._settings.set(_FACTS_SETTING, self._is_unfolded)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the facts where there is room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Find room anew with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_stack"):
            self._arrange()

    def has_side(self) -> bool:
        """Say whether the facts stand at the side."""
        return not self._is_compact and self.width() >= _NARROWEST_WITH_FACTS

    def _arrange(self) -> None:
        is_unfolded = self._is_unfolded
        self.back_button.setVisible(not self._is_compact)
        self.facts_button.set_icon("chevron-down" if is_unfolded else "chevron-right")
        says = _("Less about {name}") if is_unfolded else _("More about {name}")
        self.facts_button.setText(says.format(name=self._called).replace("&", "&&"))
        self._scroll.arrange(has_side=self.has_side(), is_unfolded=is_unfolded)
        follow_layouts(self._scroll.content)
