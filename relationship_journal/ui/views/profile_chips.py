"""Where somebody lives on the web, as chips: the place, and buttons that open it."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import web
from relationship_journal.domain.target import MAIL, Target
from relationship_journal.domain.text import is_blank
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import ContactRow, ProfileRow
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormField, saved
from relationship_journal.ui.models.opening_words import as_whom
from relationship_journal.ui.widgets.buttons import LinkButton
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.frames import Line, Pill
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, as_plain_tip

_MOST = 12
_LEAST_BUTTON = 96


@dataclass(frozen=True, slots=True)
class Place:
    """One chip: what is shown, what its button says and what it opens.

    `action` tells as whom, `full` in which browser too.
    """

    icon: str
    text: str
    action: str
    target: Target
    full: str = ""


def places_of(core: Core, contact: ContactRow) -> list[Place]:
    """Return the chips of a contact: profiles, then e-mail addresses."""
    profiles = [_profile(core, contact.id, row) for row in contact.profiles]
    emails = [
        Place("mail", row.value, _("Write"), Target(f"{MAIL}{key}", contact.id))
        for row in contact.emails
        if (key := web.email_key(row.value))
    ]
    return profiles + emails


def _profile(core: Core, contact_id: int, row: ProfileRow) -> Place:
    target = Target(row.url, contact_id, row.id)
    site = row.site
    if not site.isascii():  # who imitates a name in another script is seen in ASCII
        site = core.opening.site(row.url) or site
    text = web.chip(site, row.handle) or row.url
    brief, full = as_whom(core, target)
    return Place(_icon(row), text, brief or _("Open"), target, full)


def _icon(row: ProfileRow) -> str:
    return "at-sign" if row.handle else "globe"


class PlaceButton(LinkButton):
    """A link that is cut where there is no room for all of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return the room for the first words."""
        return self.sizeHint().boundedTo(QSize(_LEAST_BUTTON, self.sizeHint().height()))


class PlaceChip(Pill):
    """A place, the button that opens it, and a smaller one for other ways to open it."""

    target_wanted = Signal(object)
    choices_wanted = Signal(object)

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.label = ElidedLabel(place.text, kind=fonts.Type.SMALL)
        self.label.set_tip(place.target.address.removeprefix(MAIL))
        self.button = PlaceButton(place.action)
        self.button.setToolTip(as_plain_tip(place.full))
        fonts.set_type(self.button, fonts.Type.SMALL_PERSON)
        act = _("{act}:").format(act=place.full) if place.full else place.action
        self.button.setAccessibleName(_("{act} {place}").format(act=act, place=place.text))
        self.button.clicked.connect(self._open)
        line = Line(orientation=Qt.Orientation.Vertical)
        line.setFixedHeight(self.fontMetrics().height())
        self.body.addWidget(Icon(place.icon, "muted", 14))
        self.body.addWidget(self.label, 1)
        self.body.addWidget(line)
        self.body.addWidget(self.button)
        self.more = LinkButton("", icon="chevron-down")
        other = _("Other ways to open {place}").format(place=place.text)
        self.more.setAccessibleName(other)
        self.more.setToolTip(as_plain_tip(other))
        self.more.clicked.connect(self._offer)
        self.more.setVisible(not place.target.address.startswith(MAIL))
        self.body.addWidget(self.more)

    @Slot()
    def _open(self) -> None:
        self.target_wanted.emit(self._place.target)

    @Slot()
    def _offer(self) -> None:
        self.choices_wanted.emit(self._place.target)


class AddressLine(QLineEdit):
    """The line an address is pasted into; Escape gives it up."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)


class ProfileChips(QWidget):
    """All chips of a person, and a line to paste another address into.

    Args:
        core: where a pasted address is kept.
    """

    target_wanted = Signal(object)
    choices_wanted = Signal(object)
    edit_requested = Signal()

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._contact: ContactRow | None = None
        self._shown: list[Place] | None = None
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips, across=8, down=8)
        self.add_button = LinkButton(_("Add profile"), self._chips, icon="plus")
        self._flow.addWidget(self.add_button)
        self.add_button.clicked.connect(self.begin_adding)
        fonts.set_type(self.add_button, fonts.Type.SMALL_PERSON)
        self.line = AddressLine(self)
        self.line.setAccessibleName(_("Address of a profile"))
        self.line.setPlaceholderText(_("Paste an address, @name@site or an e-mail"))
        self.line.returnPressed.connect(self.keep)
        self.line.editingFinished.connect(self.keep)
        self.line.given_up.connect(self.end_adding)
        self._field = FormField(_("Profile"), self.line)
        self._field.word.hide()
        self._field.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._chips)
        column.addWidget(self._field)

    def show_contact(self, contact: ContactRow) -> None:
        """Show the places of this contact."""
        if self._contact is None or contact.id != self._contact.id:
            self.end_adding()
        self._contact = contact
        places = places_of(self._core, contact)
        if places == self._shown:
            return
        self._shown = places
        self._flow.takeAt(self._flow.count() - 1)  # the button stays
        self._flow.clear()
        for place in places[:_MOST]:
            chip = PlaceChip(place)
            chip.target_wanted.connect(self.target_wanted)
            chip.choices_wanted.connect(self.choices_wanted)
            self._flow.addWidget(chip)
        if len(places) > _MOST:
            more = LinkButton(_("and {n} more").format(n=len(places) - _MOST))
            more.clicked.connect(self.edit_requested)
            self._flow.addWidget(more)
        self._flow.addWidget(self.add_button)

    def texts(self) -> list[str]:
        """Return what the chips say."""
        return [chip.label.text() for chip in self._chips.findChildren(PlaceChip)]

    @Slot()
    def begin_adding(self) -> None:
        """Show the line to paste into."""
        self.add_button.hide()
        self._field.show()
        self.line.setFocus()

    @Slot()
    def end_adding(self) -> None:
        """Take the line away again."""
        self.line.blockSignals(True)
        self.line.clear()
        self._field.set_error("")
        self._field.hide()
        self.line.blockSignals(False)
        self.add_button.show()

    @Slot()
    def keep(self) -> None:
        """Keep the address that was pasted; nothing typed is given up."""
        if self._contact is None or not self._field.isVisibleTo(self):
            return
        if is_blank(self.line.text()) or saved(self._field, self._write):
            self.end_adding()

    def _write(self) -> None:
        contact, typed = self._contact, self.line.text().strip()
        if contact is None:
            return
        if web.email_key(typed) and not typed.startswith("@"):
            emails = [(row.value, row.label) for row in contact.emails]
            self._core.contacts.set_emails(contact.id, [*emails, (web.email_key(typed), "")])
            return
        profiles = [(row.url, row.label) for row in contact.profiles]
        self._core.contacts.set_profiles(contact.id, [*profiles, (typed, "")])
