"""Change a journal entry: who wrote, where, why, when, with whom, the words and the link."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.codes import (
    Channel,
    Direction,
    Intent,
    Outcome,
    channel_label,
    intent_label,
    outcome_label,
)
from relationship_journal.i18n import gettext as _
from relationship_journal.ui.dialogs.form import FormDialog, FormField
from relationship_journal.ui.dialogs.people_completer import PeopleCompleter
from relationship_journal.ui.dialogs.when_field import WhenField, as_typed
from relationship_journal.ui.models.timeline_words import first_name, from_label
from relationship_journal.ui.widgets.buttons import MenuButton
from relationship_journal.ui.widgets.fields import GrowingTextEdit
from relationship_journal.ui.widgets.flow import FlowLayout


class EntryDialog(FormDialog):
    """Everything of one entry; an exchange with several people names them all.

    Args:
        core: where it is kept.
        entry_id: which one.
    """

    def __init__(self, core: Core, entry_id: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Edit entry"), _("Save"), parent)
        self._core, self._entry_id = core, entry_id
        self.setMinimumWidth(560)
        entry = core.entries.get(entry_id)
        self._people = list(entry.contact_ids)
        called = first_name(core.contacts.name_of(self._people[0])) if self._people else ""
        self.direction, self.channel, self.intent = QComboBox(), QComboBox(), QComboBox()
        for direction in Direction:
            self.direction.addItem(from_label(direction, called), direction)
        for channel in Channel:
            self.channel.addItem(channel_label(channel), channel)
        self.intent.addItem(_("No reason"), None)
        for intent in Intent:
            self.intent.addItem(intent_label(intent), intent)
        self.direction.setCurrentIndex(list(Direction).index(entry.direction))
        self.channel.setCurrentIndex(list(Channel).index(entry.channel))
        self.intent.setCurrentIndex(list(Intent).index(entry.intent) + 1 if entry.intent else 0)
        self.outcome = QComboBox()
        for outcome in Outcome:
            self.outcome.addItem(outcome_label(outcome), outcome)
        self.outcome.setCurrentIndex(list(Outcome).index(entry.outcome))
        self.direction.currentIndexChanged.connect(self._show_outcome)
        choices = QGridLayout()
        choices.setHorizontalSpacing(12)
        for place, (word, box) in enumerate(
            ((_("&From"), self.direction), (_("&Where"), self.channel), (_("Wh&y"), self.intent))
        ):
            choices.addWidget(FormField(word, box), 0, place)
            choices.setColumnStretch(place, 1)
        self.body.addLayout(choices)
        self._outcome_field = FormField(_("What &came of it"), self.outcome)
        self._show_outcome()
        self.text = GrowingTextEdit(_("Words"), _("Write it down…"), least=4, most=16)
        self.text.setPlainText(entry.text)
        self.text.submitted.connect(self.try_to_save)
        self.add_field("text", _("Wor&ds"), self.text)
        self.body.addWidget(self._outcome_field)
        self.url = QLineEdit(entry.url)
        self.url.setPlaceholderText("https://")
        self.add_field("url", _("&Link to the post"), self.url)
        self.when = WhenField(core, _("When"), is_past=True)
        self._at_before = as_typed(entry.at, core)
        self.when.set_text(self._at_before)
        moment = self.add_field("at", _("W&hen"), self.when.line, whole=self.when)
        self.take_field("when", moment)
        self._with = FlowLayout(across=4, down=4)
        self._add_with_fields()
        self._before = self._state()
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setFocus()

    def is_changed(self) -> bool:
        """Say whether something typed is not saved."""
        return self._state() != self._before

    def save(self) -> None:
        """Keep the entry.

        Raises: InvalidInput.
        """
        fields = {
            "direction": self.direction.currentData(),
            "channel": self.channel.currentData(),
            "intent": self.intent.currentData(),
            "text": self.text.toPlainText(),
            "url": self.url.text(),
        }
        # what was not touched keeps its seconds
        when = self.when.when() if self.when.text() != self._at_before else None
        if when is not None:
            fields["at"] = when.instant
        if tuple(self._people) != self._before[-1]:
            fields["contact_ids"] = list(self._people)
        with self._core.history.as_one(_("Edit entry")):
            self._core.entries.edit(self._entry_id, **fields)
            if self._is_mine():
                self._core.entries.set_outcome(self._entry_id, self.outcome.currentData())

    def _is_mine(self) -> bool:
        return self.direction.currentIndex() == list(Direction).index(Direction.OUTGOING)

    @Slot()
    def _show_outcome(self) -> None:
        self._outcome_field.setVisible(self._is_mine())

    def people(self) -> tuple[int, ...]:
        """Return the ids of everyone it was with."""
        return tuple(self._people)

    def _add_with_fields(self) -> None:
        self.other = QLineEdit()
        self.other.setPlaceholderText(_("Somebody else who took part"))
        completer = PeopleCompleter(self._core, self.other)
        completer.chosen.connect(self._add_person)
        self._completer = completer
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._with)
        column.addWidget(self.other)
        self.add_field("contact", _("W&ith"), self.other, whole=whole)
        self._show_people()

    def _show_people(self) -> None:
        self._with.clear()
        self._completer.set_without(tuple(self._people))
        for contact_id in self._people:
            menu = QMenu()
            button = MenuButton(
                self._core.contacts.name_of(contact_id), menu, kind="quiet", is_small=True
            )
            remove = menu.addAction(_("Remove from this entry"))
            remove.setData(contact_id)
            remove.setEnabled(len(self._people) > 1)
            remove.triggered.connect(self._remove_person)
            self._with.addWidget(button)

    @Slot(int)
    def _add_person(self, contact_id: int) -> None:
        if contact_id not in self._people:
            self._people.append(contact_id)
            self._show_people()
        self.other.clear()

    @Slot()
    def _remove_person(self) -> None:
        self._people.remove(self.sender().data())  # type: ignore[attr-defined]  # a QAction
        self._show_people()

    def _state(self) -> tuple[object, ...]:
        return (
            self.direction.currentIndex(),
            self.channel.currentIndex(),
            self.intent.currentIndex(),
            self.outcome.currentIndex(),
            self.text.toPlainText(),
            self.url.text(),
            self.when.text(),
            tuple(self._people),
        )
