"""What is known of a person beside the timeline: how often, birthday, how we met, numbers."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly, schedule
from relationship_journal.domain import when as whens
from relationship_journal.domain.person_facts import Rhythm
from relationship_journal.domain.text import one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import CircleRow, ContactRow
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormField, saved
from relationship_journal.ui.dialogs.people_completer import PeopleCompleter
from relationship_journal.ui.dialogs.small_dialogs import CadenceDialog, DayDialog
from relationship_journal.ui.models import person_words as words
from relationship_journal.ui.views.indent import INDENT, indented
from relationship_journal.ui.views.person_approach import WelcomeList
from relationship_journal.ui.views.person_follows import PersonFollows
from relationship_journal.ui.widgets.buttons import LinkButton, MenuButton
from relationship_journal.ui.widgets.fields import EditableLine, EditableText
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.labels import Text

_CADENCES = (7, 14, 21, 28, 45, 61, 91, 183, 365)
_AS_CIRCLE, _OTHER, _NEVER, _AGAIN, _UNTIL_DAY = "circle", "other", "never", "again", "day"
_RHYTHM = "rhythm:"
_DAYS_WITHOUT_PLAN = 30
_LONGEST_SHOWN = 2_000


class PersonFacts(QWidget):
    """The facts of a person; each is saved when it is left, as one step that can be undone.

    Args:
        core: where they are kept.
    """

    edit_requested = Signal()

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._contact: ContactRow | None = None
        self._lists_shown: list[tuple[str, str]] = []
        self.welcome = WelcomeList(core)
        self.follows = PersonFollows(core)
        self._make_menus()
        self._make_fields()
        self._lay_out()

    def show_contact(self, contact: ContactRow, circle: CircleRow) -> None:
        """Show the facts of this contact; it writes nothing."""
        is_other = self._contact is None or self._contact.id != contact.id
        self._contact = contact
        cadence = words.keep_in_touch_label(contact, circle)
        self.cadence_button.setText(cadence)
        self.cadence_button.setAccessibleName(_("Keep in touch: {cadence}").format(cadence=cadence))
        self.circle_button.setText(circle.name.replace("&", "&&"))
        self.circle_button.setAccessibleName(_("Circle: {name}").format(name=circle.name))
        self._show_reminders(contact)
        self._fill_menus(contact, circle)
        self.birthday.set_value(words.birthday_text(contact.birthday))
        self.how_we_met.set_value(contact.how_we_met)
        self.introduced_by.set_value(contact.introduced_by)
        self._completer.set_without((contact.id,))
        if is_other:
            for field in (self._birthday_field, self._met_field, self._introduced_field):
                field.set_error("")
        self._show_lists(contact)
        is_other = self.follows.show_contact(contact.id)
        if self.welcome.show_contact(contact.id) or is_other:
            self.updateGeometry()  # folded away, it would keep the height it had

    def lists(self) -> list[tuple[str, str]]:
        """Return the facts that are read here and edited in the dialog, as word and text."""
        return list(self._lists_shown)

    # --- how often -------------------------------------------------------------------------------

    def _make_menus(self) -> None:
        self.cadence_menu, self.circle_menu, self.reminders_menu = QMenu(), QMenu(), QMenu()
        self.cadence_button = MenuButton("", self.cadence_menu, kind="quiet", is_small=True)
        self.circle_button = MenuButton("", self.circle_menu, kind="quiet", is_small=True)
        self.reminders_button = MenuButton("", self.reminders_menu, kind="quiet", is_small=True)
        self.cadence_menu.triggered.connect(self._take_cadence)
        self.circle_menu.triggered.connect(self._take_circle)
        self.reminders_menu.triggered.connect(self._take_reminders)

    def _fill_menus(self, contact: ContactRow, circle: CircleRow) -> None:
        self.cadence_menu.clear()
        says = friendly.cadence_label(circle.cadence_days)
        as_circle = _("As the circle says ({cadence})").format(cadence=says)
        _offer(self.cadence_menu, as_circle, _AS_CIRCLE, contact.cadence_days is None)
        self.cadence_menu.addSeparator()
        days = set(_CADENCES) | ({contact.cadence_days} if contact.cadence_days else set())
        for one in sorted(days):
            label = words.sentence_case(friendly.cadence_label(one))
            _offer(self.cadence_menu, label, one, contact.cadence_days == one)
        self.cadence_menu.addAction(_("Every … days")).setData(_OTHER)
        self.cadence_menu.addSeparator()
        _offer(self.cadence_menu, _("No plan"), 0, contact.cadence_days == 0)
        if contact.rhythm or self._core.following.is_followed(contact.id):
            self.cadence_menu.addSection(_("When they publish"))
            for rhythm in Rhythm:
                label = words.rhythm_label(rhythm.value)
                # an action's data comes back as a plain text
                data = f"{_RHYTHM}{rhythm.value}"
                _offer(self.cadence_menu, label, data, contact.rhythm == rhythm.value)
        self.circle_menu.clear()
        for row in self._core.circles.all():
            label = row.name.replace("&", "&&")
            _offer(self.circle_menu, label, row.id, row.id == contact.circle_id)
        self._fill_reminders(contact)

    def _fill_reminders(self, contact: ContactRow) -> None:
        menu = self.reminders_menu
        menu.clear()
        is_paused = contact.paused_until is not None
        _offer(menu, _("Remind me"), _AGAIN, not contact.is_muted and not is_paused)
        _offer(menu, _("Never remind"), _NEVER, contact.is_muted)
        menu.addSection(_("Pause until"))
        for label, days in ((_("In a week"), 7), (_("In a month"), 30), (_("In 3 months"), 91)):
            menu.addAction(label).setData(days)
        menu.addAction(_("Another day…")).setData(_UNTIL_DAY)

    def _show_reminders(self, contact: ContactRow) -> None:
        today = whens.local_day(self._core.clock(), self._core.zone)
        sentence = words.reminders_sentence(contact, today)
        is_silent = contact.is_muted or schedule.is_paused(contact.paused_until, today)
        text = sentence.rstrip(".") if is_silent and not contact.is_put_away else _("Reminders on")
        if contact.is_muted:
            text = _("Never remind")
        self.reminders_button.set_icon("bell-off" if is_silent else "bell")
        self.reminders_button.setText(text)
        self.reminders_button.setAccessibleName(_("Reminders: {state}").format(state=text))

    @Slot(QAction)
    def _take_cadence(self, action: QAction) -> None:
        chosen = action.data()
        if chosen == _OTHER:
            self._ask_cadence()
        elif str(chosen).startswith(_RHYTHM) and self._contact is not None:
            rhythm = Rhythm(str(chosen).removeprefix(_RHYTHM))
            self._core.contacts.set_rhythm(self._contact.id, rhythm)
        elif self._contact is not None:
            days = None if chosen == _AS_CIRCLE else int(chosen)
            self._core.contacts.set_cadence(self._contact.id, days)

    def _ask_cadence(self) -> None:
        days = self._contact.cadence_days if self._contact is not None else None
        dialog = CadenceDialog(days or _DAYS_WITHOUT_PLAN, self.window())
        dialog.chosen.connect(self._set_cadence)
        dialog.open()

    @Slot(int)
    def _set_cadence(self, days: int) -> None:
        if self._contact is not None:
            self._core.contacts.set_cadence(self._contact.id, days)

    @Slot(QAction)
    def _take_circle(self, action: QAction) -> None:
        if self._contact is not None:
            self._core.contacts.set_circle(self._contact.id, int(action.data()))

    @Slot(QAction)
    def _take_reminders(self, action: QAction) -> None:
        contact, chosen, contacts = self._contact, action.data(), self._core.contacts
        if contact is None:
            return
        if chosen == _UNTIL_DAY:
            dialog = DayDialog(self._core, _("Pause until"), contact.name, self.window())
            dialog.chosen.connect(self._pause_until)
            dialog.open()
        elif chosen in {_NEVER, _AGAIN}:
            # a step in the history only for what really changes
            if contact.is_muted != (chosen == _NEVER):
                contacts.set_muted(contact.id, is_muted=chosen == _NEVER)
            if chosen == _AGAIN and contact.paused_until is not None:
                contacts.pause_until(contact.id, None)
        else:
            today = whens.local_day(self._core.clock(), self._core.zone)
            contacts.pause_until(contact.id, today + timedelta(days=int(chosen)))

    @Slot(object, object)
    def _pause_until(self, day: object, _at: object) -> None:
        if self._contact is not None:
            self._core.contacts.pause_until(self._contact.id, day)  # type: ignore[arg-type]  # a date

    # --- facts edited in place -------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.birthday = EditableLine(_("Birthday"), _("Not known yet"))
        self.how_we_met = EditableText(_("How we met"), _("Not told yet"), most=8)
        self.introduced_by = EditableLine(_("Introduced by"), _("Nobody named yet"))
        self._completer = PeopleCompleter(self._core, self.introduced_by)
        self._birthday_field = FormField(_("Birthday"), self.birthday)
        met = QWidget()  # a text edit's words stand two pixels nearer to its edge than a line's
        met_layout = QHBoxLayout(met)
        met_layout.setContentsMargins(0, 0, 0, 0)
        met_layout.setSpacing(0)
        met_layout.addSpacing(2)
        met_layout.addWidget(self.how_we_met)
        self._met_field = FormField(_("How we met"), self.how_we_met, whole=met)
        self._introduced_field = FormField(_("Introduced by"), self.introduced_by)
        for field in (self._birthday_field, self._met_field, self._introduced_field):
            field.word.setIndent(INDENT)
            field.layout().setSpacing(0)  # type: ignore[union-attr]  # made in FormField
        self.birthday.committed.connect(self._keep_birthday)
        self.how_we_met.committed.connect(self._keep_how_we_met)
        self.introduced_by.committed.connect(self._keep_introduced_by)
        self.edit_button = LinkButton(_("Edit everything…"), icon="pencil")
        self.edit_button.clicked.connect(self.edit_requested)

    @Slot(str)
    def _keep_birthday(self, typed: str) -> None:
        if self._contact is not None:
            contact_id, contacts = self._contact.id, self._core.contacts
            kept = words.birthday_typed(typed)
            saved(self._birthday_field, lambda: contacts.edit(contact_id, birthday=kept))

    @Slot(str)
    def _keep_how_we_met(self, typed: str) -> None:
        if self._contact is not None:
            contact_id, contacts = self._contact.id, self._core.contacts
            saved(self._met_field, lambda: contacts.edit(contact_id, how_we_met=typed))

    @Slot(str)
    def _keep_introduced_by(self, _typed: str) -> None:
        if self._contact is not None:
            contact_id, contacts = self._contact.id, self._core.contacts
            who = self._completer.value()
            saved(self._introduced_field, lambda: contacts.edit(contact_id, introduced_by=who))

    # --- facts read here -------------------------------------------------------------------------

    def _show_lists(self, contact: ContactRow) -> None:
        wanted = _listed(contact)
        if wanted == self._lists_shown:
            return
        self._lists_shown = wanted
        while (item := self._lists.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for label, text in wanted:
            head = Text(label, kind=fonts.Type.SMALL, is_muted=True, wraps=True)
            head.setIndent(INDENT)
            value = Text(text, wraps=True)
            value.setIndent(INDENT)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setContentsMargins(0, 6, 0, 14)  # as the fields above stand
            self._lists.addWidget(head)
            self._lists.addWidget(value)

    def _lay_out(self) -> None:
        keep = Text(_("Keep in touch"), kind=fonts.Type.HEAD)
        about = Text(_("About"), kind=fonts.Type.HEAD)
        for head in (keep, about):
            head.setIndent(INDENT)
        buttons = FlowLayout(across=8, down=8)
        for button in (self.cadence_button, self.circle_button, self.reminders_button):
            buttons.addWidget(button)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.welcome)
        column.addSpacing(16)
        column.addWidget(self.follows)
        column.addSpacing(16)
        column.addWidget(keep)
        column.addLayout(indented(buttons))
        column.addSpacing(16)
        column.addWidget(about)
        column.addWidget(self._birthday_field)
        column.addWidget(self._met_field)
        column.addWidget(self._introduced_field)
        column.addLayout(self._lists)
        column.addWidget(self.edit_button)


def _listed(contact: ContactRow) -> list[tuple[str, str]]:
    """Return what is read here, as word and text."""
    work = ", ".join(part for part in (contact.title, contact.organization) if part)
    found = [(_("Works"), work)] if work else []
    found += [(words.name_kind(row.kind), row.value) for row in contact.names]
    found += [(_labelled(_("Phone"), row.label), row.value) for row in contact.phones]
    found += [
        (_labelled(_("Address"), row.label), words.address_text(row)) for row in contact.addresses
    ]
    found += [(row.name, row.value.strip()) for row in contact.custom]
    return [(one_line(label), text[:_LONGEST_SHOWN]) for label, text in found]


def _labelled(kind: str, label: str) -> str:
    return _("{kind}, {label}").format(kind=kind, label=label) if label else kind


def _offer(menu: QMenu, label: str, data: object, is_chosen: bool) -> None:
    action = menu.addAction(label)
    action.setCheckable(True)
    action.setChecked(is_chosen)
    action.setData(data)
