"""The chips below a quick-capture line, and the menus that correct what was read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.capture import Part
from relationship_journal.domain.codes import (
    Channel,
    Direction,
    Intent,
    channel_label,
    intent_label,
)
from relationship_journal.domain.text import excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.services.sorry import CHECK_AFTER
from relationship_journal.ui.capture_chip import CaptureChip
from relationship_journal.ui.models.capture_reading import Chosen, Person, Reading, others_like
from relationship_journal.ui.models.timeline_words import (
    channel_in_line,
    first_name,
    from_label,
    names_list,
)
from relationship_journal.ui.widgets.flow import FlowLayout

_LONGEST = 200
NO_CHECK = "no check"


@dataclass(frozen=True, slots=True)
class _Fact:
    """What one chip says; `part` and `person` are what its menu corrects.

    `is_check`: it is about looking in again after an apology.
    """

    part: Part
    label: str
    value: str
    icon: str = ""
    color: str = "muted"
    contact_id: int = 0
    person: Person | None = None
    is_check: bool = False


class CaptureChips(QWidget):
    """The chips of a reading.

    Signals:
        corrected: the `Chosen` after a correction.
        edit_wanted: a `Part` of the line that is to be typed anew.
        day_wanted: another day for the promise is to be named.
    """

    corrected = Signal(object)
    edit_wanted = Signal(object)
    day_wanted = Signal()

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._reading: Reading | None = None
        self._facts: list[_Fact] = []
        self._chips: list[CaptureChip] = []
        # what the open menu offers: Qt's own variants would make plain texts of codes
        self._choices: list[Any] = []
        self._flow = FlowLayout(self)

    def show_reading(self, reading: Reading) -> None:
        """Say what was understood."""
        self._reading = reading
        facts = list(self._facts_of(reading)) if reading.people or reading.has_anything else []
        self.setVisible(bool(facts))
        if facts == self._facts:
            return
        self._facts = facts
        self._flow.clear()
        self._chips = []
        for fact in facts:
            chip = CaptureChip(
                fact.label,
                fact.value,
                icon=fact.icon,
                color=fact.color,
                contact_id=fact.contact_id,
            )
            chip.clicked.connect(self._show_menu_of_sender)
            self._flow.addWidget(chip)
            self._chips.append(chip)
        self.updateGeometry()

    def chips(self) -> list[CaptureChip]:
        """Return the chips in order."""
        return self._chips

    @Slot()
    def choose(self) -> None:
        """Offer who else could be meant where that is doubtful, else what corrects the first."""
        for place, fact in enumerate(self._facts):
            person = fact.person
            if person is not None and (person.is_guess or not person.contact_id):
                self.show_menu(place)
                return
        if self._facts:
            self.show_menu(0)

    def show_menu(self, place: int) -> None:
        """Open the menu of a chip."""
        chip = self._chips[place]
        menu = self.menu_of(place)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])

    def menu_of(self, place: int) -> QMenu:
        """Return the menu that corrects a chip; it goes when it is closed."""
        fact, menu = self._facts[place], QMenu(self)
        self._choices.clear()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.triggered.connect(self._correct)
        if fact.person is not None:
            self._offer_people(menu, fact.person)
        elif fact.is_check:
            self._offer(menu, _("Without looking in again"), NO_CHECK)
        elif fact.part is Part.DIRECTION:
            for direction in Direction:
                self._offer(menu, from_label(direction, self._called()), direction)
        elif fact.part is Part.CHANNEL:
            for channel in Channel:
                self._offer(menu, channel_label(channel), channel)
        elif fact.part is Part.INTENT:
            for intent in Intent:
                self._offer(menu, intent_label(intent), intent)
        else:
            if fact.part is Part.PROMISE:
                self._offer_days(menu)
            self._offer(menu, _("Change it in the line"), fact.part)
        return menu

    # --- facts -----------------------------------------------------------------------------------

    def _facts_of(self, reading: Reading) -> Iterable[_Fact]:
        for person in reading.people:
            yield _who(person)
        capture = reading.capture
        if reading.people and (capture.has_entry or reading.chosen.direction):
            is_mine = reading.direction is Direction.OUTGOING
            arrow = "arrow-up-right" if is_mine else "arrow-down-left"
            yield _Fact(Part.DIRECTION, _("From"), _("me") if is_mine else self._called(), arrow)
        if reading.channel is not None:
            where = channel_in_line(reading.channel)
            yield _Fact(Part.CHANNEL, _("Where"), where, "message-square")
        if reading.intent is not None:
            yield _Fact(Part.INTENT, _("Why"), intent_label(reading.intent), "heart", "answer")
        if capture.url:
            yield _Fact(Part.URL, _("Link"), urlsplit(capture.url).netloc or capture.url, "link")
        if capture.promise:
            yield _Fact(Part.PROMISE, _("Promise"), self._promise(reading), "handshake", "promise")
        if reading.puts_right and reading.people:
            day = friendly.heading(self._today() + CHECK_AFTER, self._today())
            label = _("Look in again")
            yield _Fact(Part.INTENT, label, day, "bell", "promise", is_check=True)

    def _promise(self, reading: Reading) -> str:
        text = excerpt(one_line(reading.capture.promise), _LONGEST)
        if reading.promise_day is None:
            return text
        day = friendly.heading(reading.promise_day, self._today())
        return _("{text}, {day}").format(text=text, day=day)

    def _called(self) -> str:
        """Return whom "from them" means."""
        people = self._reading.people if self._reading else ()
        return names_list(tuple(first_name(one.name) for one in people)) or _("them")

    # --- menus -----------------------------------------------------------------------------------

    def _offer_people(self, menu: QMenu, person: Person) -> None:
        for contact_id, name in others_like(self._core, person):
            self._offer(menu, name, (person.typed, contact_id))
        if menu.actions():
            menu.addSeparator()
        words = _("Make {name} a contact").format(name=person.typed)
        self._offer(menu, words, (person.typed, 0))

    def _offer_days(self, menu: QMenu) -> None:
        today = self._today()
        for words, days in (
            (_("Today"), 0),
            (_("Tomorrow"), 1),
            (_("In 3 days"), 3),
            (_("In a week"), 7),
            (_("In two weeks"), 14),
        ):
            self._offer(menu, words, today + timedelta(days=days))
        self._offer(menu, _("Another day…"), None)
        menu.addSeparator()

    def _offer(self, menu: QMenu, words: str, value: object) -> None:
        self._choices.append(value)
        menu.addAction(words.replace("&", "&&")).setData(len(self._choices) - 1)

    @Slot()
    def _show_menu_of_sender(self) -> None:
        chip = self.sender()
        place = next((n for n, one in enumerate(self._chips) if one is chip), -1)
        if place >= 0:
            self.show_menu(place)

    @Slot(QAction)
    def _correct(self, action: QAction) -> None:
        value = self._choices[action.data()]
        if value is None:
            self.day_wanted.emit()
        elif isinstance(value, Part):
            self.edit_wanted.emit(value)
        elif self._reading is not None:
            self.corrected.emit(_corrected(self._reading.chosen, value))

    def _today(self) -> date:
        return whens.local_day(self._core.clock(), self._core.zone)


def _who(person: Person) -> _Fact:
    if person.contact_id:
        return _Fact(Part.WHO, "", person.name, contact_id=person.contact_id, person=person)
    if person.is_new:
        return _Fact(Part.WHO, _("New"), person.typed, "user-plus", "accent", person=person)
    return _Fact(
        Part.WHO,
        _("Who is"),
        _("{name}?").format(name=person.typed),
        "circle-help",
        "muted",
        person=person,
    )


def _corrected(chosen: Chosen, value: Any) -> Chosen:
    if value == NO_CHECK:
        return replace(chosen, checks_back=False)
    if isinstance(value, Direction):
        return replace(chosen, direction=value)
    if isinstance(value, Channel):
        return replace(chosen, channel=value)
    if isinstance(value, Intent):
        return replace(chosen, intent=value)
    if isinstance(value, date):
        return replace(chosen, promise_day=value)
    typed, contact_id = value
    return chosen.with_person(typed, contact_id) if contact_id else chosen.with_new(typed)
