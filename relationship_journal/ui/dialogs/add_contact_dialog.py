"""Add a contact from a name, a pasted link or an e-mail address."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import web
from relationship_journal.domain.text import fold, is_blank, one_line
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.services.link_rows import LinkLookRow
from relationship_journal.services.link_taking import Chosen, ChosenFeed
from relationship_journal.services.people import PeopleFilter
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormDialog
from relationship_journal.ui.dialogs.link_panel import LinkPanel
from relationship_journal.ui.dialogs.link_search import LinkSearch
from relationship_journal.ui.dialogs.name_choices import NameChoices
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import row
from relationship_journal.ui.widgets.labels import Text

_LOOKED_AT = 20
# as many letters at once are pasted or dropped, not typed
_PASTED = 6
_WIDE = 560


@dataclass(frozen=True, slots=True)
class Typed:
    """What the one field means: a name, or an address with a name to begin with."""

    name: str
    url: str = ""
    email: str = ""


def understand(text: str) -> Typed:
    """Return what was typed or pasted: a name unless it is clearly an address."""
    typed = one_line(text)
    if not typed or any(char.isspace() for char in typed):
        return Typed(typed)
    if web.email_key(typed) and not typed.startswith("@") and "://" not in typed:
        address = typed.removeprefix("mailto:")
        return Typed(address.partition("@")[0], email=address)
    if "." not in typed and "://" not in typed:
        return Typed(typed)
    try:
        url = web.understand(typed).url
    except InvalidInput:
        return Typed(typed)
    return Typed(web.name_from(url), url=url)


class AddContactDialog(FormDialog):
    """One field takes a name or an address; a pasted address is looked at for more.

    Args:
        core: where the contact is kept.
        text: what was typed already, as in the empty list.
        jobs: looks at pasted links; without it nothing is looked at.
        is_following: somebody is to be followed.
        contact_id: whom, where that is known.
    """

    added = Signal(int)

    def __init__(
        self,
        core: Core,
        parent: QWidget | None = None,
        text: str = "",
        *,
        jobs: Jobs | None = None,
        is_following: bool = False,
        contact_id: int | None = None,
    ) -> None:
        title = _("Follow someone") if is_following else _("Add contact")
        if contact_id is not None:
            title = _("Follow {name}").format(name=core.contacts.name_of(contact_id))
        super().__init__(title, _("Follow") if is_following else _("Add"), parent)
        self._core, self._contact_id = core, contact_id
        self._looks_first = is_following
        self._proposed = self._read_before = ""
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(_("Ana Duarte, or https://quietgardens.example"))
        label = (
            _("&Address, @name@site, or a feed") if is_following else _("&Name or a pasted address")
        )
        self.add_field("name", label, self.typed)
        self._search = LinkSearch(core, jobs, self) if jobs is not None else None
        self._look_button = Button(_("Look there"), icon="search", is_small=True)
        self._said = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self._looking = QWidget()
        self._looking.setLayout(row(self._look_button, self._said, None))
        self.body.addWidget(self._looking)
        self.panel = LinkPanel(core, contact_id)
        self.body.addWidget(self.panel, 1)
        self._add_rest()
        self._connect()
        self._read()
        self.typed.setText(one_line(text))
        self.typed.setFocus()

    def _add_rest(self) -> None:
        self.name = QLineEdit()
        self._name_field = self.add_field("name2", _("N&ame"), self.name)
        self.names = NameChoices()
        self._name_field.layout().addWidget(self.names)  # type: ignore[union-attr]  # made there
        self._known = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self.body.addWidget(self._known)
        self.circle = QComboBox()
        self._fill_circles()
        self._circle_field = self.add_field("circle", _("&Circle"), self.circle)
        self.tags = QLineEdit()
        self.tags.setPlaceholderText(_("gardens, feeds"))
        self._tags_field = self.add_field("tag", _("&Tags, with commas between"), self.tags)

    def _connect(self) -> None:
        self.typed.textChanged.connect(self._read)
        self.name.textChanged.connect(self._look_for_same)
        self.name.textChanged.connect(self.names.follow)
        self.names.chosen.connect(self.name.setText)
        self._look_button.clicked.connect(self.look)
        self.panel.person_chosen.connect(self._take_person)
        if self._search is not None:
            self._search.found.connect(self._show_look)
            self._search.asking.connect(self._say_asking)
            self._search.failed.connect(self._say_looking)
            self.panel.home_wanted.connect(self.look_at_home)
            self.panel.photo_wanted.connect(self._search.fetch_photo)
            self._search.photo_found.connect(self.panel.show_photo)
            self._search.photo_failed.connect(self.panel.refuse_photo)
            self.finished.connect(self._search.stop)

    def is_changed(self) -> bool:
        """Say whether something typed is not saved."""
        return not is_blank(self.typed.text() + self.tags.text())

    @Slot()
    def look(self) -> None:
        """Look at the address for who it is and what they publish."""
        if self._search is not None:
            self._look_button.setEnabled(False)
            self.panel.clear()
            self._search.look(self.typed.text())

    @Slot()
    def look_at_home(self) -> None:
        """Look at an address on the user's own network, by their own word."""
        if self._search is not None:
            self.panel.clear()
            self._search.look(self.typed.text(), is_own_network=True)

    @Slot()
    def try_to_save(self) -> None:
        """Save; to follow somebody, look first what there is to follow."""
        is_address = bool(understand(self.typed.text()).url)
        if self._looks_first and self._search is not None and is_address:
            self._looks_first = False  # the second time it is kept as it is
            if not self.panel.has_look:
                if not self._search.is_looking:
                    self.look()
                return
        super().try_to_save()

    def save(self) -> None:
        """Add the contact, with what is ticked, and tell its id.

        Raises: InvalidInput.
        """
        meant = understand(self.typed.text())
        is_address = bool(meant.url or meant.email)
        name = self.name.text() if is_address else meant.name
        tags = tuple(tag for tag in self.tags.text().split(",") if not is_blank(tag))
        if self.panel.has_look:
            chosen = self.panel.chosen(name, self.circle.currentText(), tags)
            contact_id = self._core.link_taking.take(chosen)
        elif self._contact_id is not None:
            feed = ChosenFeed(meant.url or self.typed.text())
            chosen = Chosen(name, contact_id=self._contact_id, feeds=(feed,))
            contact_id = self._core.link_taking.take(chosen)
        else:
            contact_id = self._core.contacts.add(
                name,
                urls=[meant.url] if meant.url else [],
                emails=[meant.email] if meant.email else [],
                tags=tags,
                circle=self.circle.currentText(),
            )
        self.added.emit(contact_id)

    def show_error(self, error: InvalidInput) -> None:
        """Mark the name where it was typed; an address that cannot be kept is the one field."""
        if error.field == "name" and self._name_field.isVisible():
            error = InvalidInput("name2", error.text, error.hint)
        elif error.field in {"url", "email"}:
            error = InvalidInput("name", error.text, error.hint)
        super().show_error(error)

    def _fill_circles(self) -> None:
        circles = self._core.circles.all()
        for circle in circles:
            self.circle.addItem(circle.name, circle.id)
        beginning = self._core.circles.by_name("")
        self.circle.setCurrentIndex(self.circle.findData(beginning.id))

    @Slot()
    def _read(self) -> None:
        typed = self.typed.text()
        meant = understand(typed)
        is_address = bool(meant.url or meant.email)
        self._name_field.setVisible(is_address)
        if is_address and self.name.text() in {"", self._proposed}:
            self._propose(meant.name)
        self._look_for_same()
        can_look = self._search is not None and bool(meant.url)
        is_pasted = len(typed) - len(self._read_before) >= _PASTED
        self._read_before = typed
        self._forget_look(can_look=can_look)
        if can_look and is_pasted:
            self.look()

    def _forget_look(self, *, can_look: bool) -> None:
        """Drop what was found at another address."""
        if self._search is not None:
            self._search.stop()
        self.panel.clear()
        self.names.show_names(())
        self._take_person(0)
        self._look_button.setVisible(can_look)
        self._look_button.setEnabled(can_look)
        self._say_looking("")

    def _propose(self, name: str) -> None:
        self._proposed = name
        self.name.setText(name)

    @Slot(str)
    def _say_asking(self, site: str) -> None:
        self._say_looking(_("Looking at {site}…").format(site=site))

    @Slot(str)
    def _say_looking(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        self._looking.setVisible(bool(sentence) or not self._look_button.isHidden())

    @Slot(object)
    def _show_look(self, look: LinkLookRow) -> None:
        self._look_button.hide()
        self._say_looking("")
        if self.name.text() in {"", self._proposed}:
            self._propose(look.name)
        self.names.show_names(look.values("name"))
        self.names.follow(self.name.text())
        self.panel.show_look(look)
        self._take_person(self.panel.contact_id or 0)
        self._grow()

    @Slot(int)
    def _take_person(self, contact_id: int) -> None:
        """Ask for name, circle and tags of a new person only."""
        is_new = not contact_id and self._contact_id is None
        meant = understand(self.typed.text())
        self._name_field.setVisible(is_new and bool(meant.url or meant.email))
        for field in (self._circle_field, self._tags_field):
            field.setVisible(is_new)
        self._known.setVisible(is_new and bool(self._known.text()))

    def _grow(self) -> None:
        """Be as tall as what was found asks for, and the screen allows."""
        room = self.screen().availableGeometry().height() - 80
        self.resize(max(self.width(), _WIDE), min(self.sizeHint().height(), room))

    @Slot()
    def _look_for_same(self) -> None:
        meant = understand(self.typed.text())
        name = self.name.text() if meant.url or meant.email else meant.name
        same = self._same_name(name)
        said = _("There is somebody of this name already: {name}.").format(name=same)
        # what a look found says the same, with a choice
        self._known.setText(said if same and not self.panel.has_look else "")
        self._known.setVisible(bool(self._known.text()))

    def _same_name(self, name: str) -> str:
        if is_blank(name):
            return ""
        found = self._core.people.find(PeopleFilter(text=name))
        rows = self._core.people.rows(list(found.ids[:_LOOKED_AT]))
        return next((row.name for row in rows if fold(row.name) == fold(name)), "")
