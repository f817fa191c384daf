"""Write it down: one field, who wrote, where, why, and one key; a draft per person is kept."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import (
    Channel,
    Direction,
    Intent,
    channel_label,
    intent_label,
)
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.caution import Caution, CautionLine
from relationship_journal.ui.dialogs.form import FormField
from relationship_journal.ui.dialogs.when_field import WhenField
from relationship_journal.ui.models.timeline_words import from_label
from relationship_journal.ui.views.entry_text import Draft, EntryText
from relationship_journal.ui.widgets.buttons import Button, IconButton, MenuButton
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.frames import FieldFrame, Line, row
from relationship_journal.ui.widgets.labels import KeyCap

_NOTE = "note"
_WIDE = 560


class _Choice(MenuButton):
    """A small word with a menu: several stand side by side in a narrow pane."""

    def __init__(self, menu: QMenu) -> None:
        super().__init__("", menu, kind="flat", is_small=True)
        self.setProperty("bare", True)
        fonts.set_type(self, fonts.Type.SMALL_PERSON)

    def _gap(self) -> int:
        return 2


class EntryBox(FieldFrame):
    """The box on a person's page that writes down an exchange or a note.

    Args:
        core: where it is written.
    """

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._contact_id: int | None = None
        self._called = ""
        self._proposed = Channel.COMMENT
        self._draft = Draft()
        self._drafts: dict[int, Draft] = {}
        self._last_used: dict[int, Channel] = {}
        self._is_filling = False
        self._is_compact = False
        self._caution = Caution(core)
        self.caution = CautionLine()
        self.caution.later_wanted.connect(self._remind_in_a_week)
        self.setAccessibleName(_("Write it down"))
        self.text = EntryText(
            _("Write it down"), _("Write it down…"), least=1, most=10, is_bare=True
        )
        self.text.submitted.connect(self.write_down)
        self.text.address_pasted.connect(self.take_link)
        self.text.textChanged.connect(self._remember)
        self.watch(self.text)
        self.link = QLineEdit()
        self.link.setPlaceholderText(_("https:// address of the post"))
        self.link.textChanged.connect(self._remember)
        self.link.returnPressed.connect(self.write_down)
        self._link_field = FormField(_("Link to the post"), self.link)
        self.when = WhenField(
            core, _("When"), is_past=True, placeholder=_("yesterday, fri, 3d, 18:30")
        )
        self.when.changed.connect(self._remember)
        self.when.line.returnPressed.connect(self.write_down)
        self._when_field = FormField(_("When it was"), self.when.line, whole=self.when)
        self._make_buttons()
        self._lay_out()
        self._show_draft()

    # --- what the page asks ----------------------------------------------------------------------

    def show_person(self, contact_id: int | None, called: str, proposed: Channel | None) -> None:
        """Turn to another person; the draft of the one before is kept.

        Args:
            contact_id: whom it is about.
            called: their first name, for "From Ana".
            proposed: where the newest exchange happened, or None before the first.
        """
        self._called = called
        if proposed in {Channel.LINK, Channel.MENTION}:  # one links to somebody so, and writes not
            proposed = None
        self._proposed = self._last_used.get(contact_id or 0) or proposed or Channel.COMMENT
        if contact_id != self._contact_id:
            self._keep_draft()
            self._contact_id = contact_id
            self._draft = self._drafts.get(contact_id or 0, Draft())
            self._show_draft()
            return
        self._show_choices()

    def begin_note(self) -> None:
        """Make it a note and go into the text."""
        self._change(is_note=True)
        self.text.setFocus()

    def begin_entry(self, intent: Intent | None = None) -> None:
        """Make it an entry, with this reason if one is given, and go into the text."""
        self._change(is_note=False)
        if intent is not None:
            self._change(intent=intent, direction=Direction.OUTGOING)
        self.text.setFocus()

    def draft(self) -> Draft:
        """Return what stands in the box."""
        return self._draft

    @Slot(str)
    def take_link(self, address: str) -> None:
        """Keep the address of the post in its own field."""
        if self._draft.is_note or (self.link.text() and self.link.text() != address):
            self.text.insertPlainText(address)
            return
        self._change(has_link=True)
        self.link.setText(address)

    @Slot()
    def write_down(self) -> None:
        """Write what stands in the box; what cannot be kept is marked and nothing is lost."""
        if self._contact_id is None:
            return
        for field in (self._link_field, self._when_field):
            field.set_error("")
        if self._is_held(self._contact_id):
            return
        try:
            self._write(self._contact_id)
        except InvalidInput as error:
            self._show_error(error)
            return
        if not self._draft.is_note:
            self._proposed = self._draft.channel or self._proposed
            self._last_used[self._contact_id] = self._proposed
        self._draft = Draft()
        self._show_draft()
        self.text.setFocus()

    # --- inside ----------------------------------------------------------------------------------

    def _is_held(self, contact_id: int) -> bool:
        """Say once what is to be considered; the next press writes it down all the same."""
        draft = self._draft
        channel = draft.channel or self._proposed
        sentence = ""
        if not draft.is_note:
            sentence = self._caution.hold([contact_id], draft.text, channel, draft.direction)
        self.caution.say(sentence, offers_later=self._caution.is_slow_lane)
        return bool(sentence)

    @Slot()
    def _remind_in_a_week(self) -> None:
        if self._contact_id is not None:
            today = whens.local_day(self._core.clock(), self._core.zone)
            text = _("Read them for a while, then write")
            self._core.follow_ups.add(self._contact_id, today + timedelta(days=7), text)
            self.caution.say("")

    def _write(self, contact_id: int) -> None:
        draft = self._draft
        if draft.is_note:
            self._core.notes.add(contact_id, draft.text)
            return
        when = self.when.when() if draft.has_when else None
        self._core.entries.write_down(
            [contact_id],
            draft.text.strip(),
            direction=draft.direction,
            channel=draft.channel or self._proposed,
            intent=draft.intent,
            url=draft.link if draft.has_link else "",
            at=when.instant if when else None,
        )

    def _show_error(self, error: InvalidInput) -> None:
        fields = {"url": self._link_field, "at": self._when_field, "when": self._when_field}
        field = fields.get(error.field)
        if field is not None and field.isVisibleTo(self):
            field.set_error(str(error))
            field.field.setFocus()
            return
        self._text_error.set_error(str(error))
        self.text.setFocus()

    def _make_buttons(self) -> None:
        self._from_menu = QMenu()
        self._from_group = QActionGroup(self)
        for direction in Direction:
            self._offer(self._from_menu, self._from_group, "", direction.value)
        self._from_menu.addSeparator()
        self._offer(self._from_menu, self._from_group, _("Note"), _NOTE)
        self._where_menu = QMenu()
        self._where_group = QActionGroup(self)
        for channel in Channel:
            self._offer(self._where_menu, self._where_group, channel_label(channel), channel.value)
        self._why_menu = QMenu()
        self._why_group = QActionGroup(self)
        self._offer(self._why_menu, self._why_group, _("No reason"), "")
        for intent in Intent:
            self._offer(self._why_menu, self._why_group, intent_label(intent), intent.value)
        self._from_group.triggered.connect(self._take_from)
        self._where_group.triggered.connect(self._take_where)
        self._why_group.triggered.connect(self._take_why)
        self.from_button = _Choice(self._from_menu)
        self.where_button = _Choice(self._where_menu)
        self.why_button = _Choice(self._why_menu)
        self.link_button = IconButton("link", _("Link to the post"), is_small=True)
        self.link_button.setCheckable(True)
        self.link_button.toggled.connect(self._toggle_link)
        self.when_button = IconButton("clock", _("When it was"), is_small=True)
        self.when_button.setCheckable(True)
        self.when_button.toggled.connect(self._toggle_when)
        self.key = KeyCap(_("Ctrl+Enter"))
        self.write_button = Button(_("Write down"), kind="quiet", is_small=True)
        self.write_button.setToolTip(_("Write down (Ctrl+Enter)"))
        self.write_button.clicked.connect(self.write_down)

    def _offer(self, menu: QMenu, group: QActionGroup, words: str, value: str) -> None:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setData(value)
        group.addAction(action)

    def _lay_out(self) -> None:
        self._text_error = FormField("", self.text)
        self._text_error.word.hide()
        extra = QVBoxLayout()
        extra.setContentsMargins(12, 0, 12, 10)
        extra.setSpacing(8)
        extra.addWidget(self._link_field)
        extra.addWidget(self._when_field)
        self._extra = QWidget()
        self._extra.setLayout(extra)
        options = FlowLayout(across=0, down=2)
        more = QWidget()  # the two wrap together
        more.setLayout(row(self.link_button, self.when_button, spacing=0))
        for part in (self.from_button, self.where_button, self.why_button, more):
            options.addWidget(part)
        end = QHBoxLayout()
        end.setSpacing(6)
        end.addWidget(self.key)
        end.addWidget(self.write_button)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 6, 4, 6)
        foot.setSpacing(2)
        foot.addLayout(options, 1)
        foot.addLayout(end)
        foot.setAlignment(end, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self._text_error)
        self.body.addWidget(self._extra)
        self.caution.setContentsMargins(12, 0, 12, 8)
        self.body.addWidget(self.caution)
        self.body.addWidget(Line())
        self.body.addLayout(foot)

    def set_compact(self, is_compact: bool) -> None:
        """Be small: without the arrow, in smaller words."""
        self._is_compact = is_compact
        small = fonts.Type.SMALL_PERSON if is_compact else fonts.Type.PERSON
        fonts.set_type(self.write_button, small)
        self._show_choices()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the key's cap out where there is little room."""
        super().resizeEvent(event)
        self.key.setVisible(event.size().width() >= _WIDE)

    def _keep_draft(self) -> None:
        if self._contact_id is None:
            return
        if self._draft == Draft():
            self._drafts.pop(self._contact_id, None)
        else:
            self._drafts[self._contact_id] = self._draft

    def _show_draft(self) -> None:
        self._is_filling = True
        self.caution.say("")
        self.text.setPlainText(self._draft.text)
        self.link.setText(self._draft.link)
        self.when.set_text(self._draft.when)
        for field in (self._link_field, self._when_field, self._text_error):
            field.set_error("")
        self._is_filling = False
        self._show_choices()

    def _show_choices(self) -> None:
        draft = self._draft
        channel = draft.channel or self._proposed
        for action in self._from_menu.actions():
            if action.data() and action.data() != _NOTE:
                said = from_label(Direction(action.data()), self._called)
                action.setText(said.replace("&", "&&"))
        is_mine = draft.direction is Direction.OUTGOING
        arrow = "arrow-up-right" if is_mine else "arrow-down-left"
        words = _("Note") if draft.is_note else from_label(draft.direction, self._called)
        self.from_button.setText(words.replace("&", "&&"))
        icon = "sticky-note" if draft.is_note else arrow
        self.from_button.set_icon("" if self._is_compact else icon)
        self.from_button.setAccessibleName(_("Who wrote: {who}").format(who=words))
        self.where_button.setText(channel_label(channel))
        self.where_button.setAccessibleName(
            _("Where: {where}").format(where=channel_label(channel))
        )
        why = intent_label(draft.intent) if draft.intent else _("Why")
        self.why_button.setText(why)
        self.why_button.setAccessibleName(
            _("Why: {why}").format(why=why) if draft.intent else _("Why")
        )
        _check(self._from_group, _NOTE if draft.is_note else draft.direction.value)
        _check(self._where_group, channel.value)
        _check(self._why_group, draft.intent.value if draft.intent else "")
        entry_only = (self.where_button, self.why_button, self.link_button, self.when_button)
        for button in entry_only:
            button.setVisible(not draft.is_note)
        self.link_button.setChecked(draft.has_link)
        self.when_button.setChecked(draft.has_when)
        self._link_field.setVisible(draft.has_link and not draft.is_note)
        self._when_field.setVisible(draft.has_when and not draft.is_note)
        self._extra.setVisible((draft.has_link or draft.has_when) and not draft.is_note)
        self.text.takes_addresses = not draft.is_note

    def _change(self, **fields: object) -> None:
        self._draft = replace(self._draft, **fields)  # type: ignore[arg-type]  # names of its own fields
        self._show_choices()

    @Slot()
    def _remember(self) -> None:
        if not self._is_filling:
            self._draft = replace(
                self._draft,
                text=self.text.toPlainText(),
                link=self.link.text(),
                when=self.when.text(),
            )
            self._text_error.set_error("")
            self.caution.say("")

    @Slot(QAction)
    def _take_from(self, action: QAction) -> None:
        if action.data() == _NOTE:
            self._change(is_note=True)
        else:
            self._change(is_note=False, direction=Direction(action.data()))
        self.text.setFocus()

    @Slot(QAction)
    def _take_where(self, action: QAction) -> None:
        self._change(channel=Channel(action.data()))
        self.text.setFocus()

    @Slot(QAction)
    def _take_why(self, action: QAction) -> None:
        self._change(intent=Intent(action.data()) if action.data() else None)
        self.text.setFocus()

    @Slot(bool)
    def _toggle_link(self, is_on: bool) -> None:
        if is_on != self._draft.has_link:
            self._change(has_link=is_on)
            (self.link if is_on else self.text).setFocus()

    @Slot(bool)
    def _toggle_when(self, is_on: bool) -> None:
        if is_on != self._draft.has_when:
            self._change(has_when=is_on)
            (self.when if is_on else self.text).setFocus()


def _check(group: QActionGroup, value: str) -> None:
    for action in group.actions():
        if action.data() == value:
            action.setChecked(True)
