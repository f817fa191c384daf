"""Add a contact from a name, a pasted link or an e-mail address."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import web
from relationship_journal.domain.text import fold, is_blank, one_line
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.services.people import PeopleFilter
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormDialog
from relationship_journal.ui.widgets.labels import Text

_LOOKED_AT = 20


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
    if web.email_key(typed) and not typed.startswith("@"):
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
    """One field takes a name or an address; with an address a name is proposed.

    Args:
        core: where the contact is kept.
        text: what was typed already, as in the empty list.
    """

    added = Signal(int)

    def __init__(self, core: Core, parent: QWidget | None = None, text: str = "") -> None:
        super().__init__(_("Add contact"), _("Add"), parent)
        self._core = core
        self._proposed = ""
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(_("Ana Duarte, or https://quietgardens.example"))
        self.add_field("name", _("&Name or a pasted address"), self.typed)
        self.name = QLineEdit()
        self._name_field = self.add_field("name2", _("N&ame"), self.name)
        self._known = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self.body.addWidget(self._known)
        self.circle = QComboBox()
        self._fill_circles()
        self.add_field("circle", _("&Circle"), self.circle)
        self.tags = QLineEdit()
        self.tags.setPlaceholderText(_("gardens, feeds"))
        self.add_field("tag", _("&Tags, with commas between"), self.tags)
        self.typed.textChanged.connect(self._read)
        self.name.textChanged.connect(self._look_for_same)
        self.typed.setText(one_line(text))
        self._read()
        self.typed.setFocus()

    def is_changed(self) -> bool:
        """Say whether something typed is not saved."""
        return not is_blank(self.typed.text() + self.tags.text())

    def save(self) -> None:
        """Add the contact and tell its id.

        Raises: InvalidInput.
        """
        meant = understand(self.typed.text())
        name = self.name.text() if meant.url or meant.email else meant.name
        contact_id = self._core.contacts.add(
            name,
            urls=[meant.url] if meant.url else [],
            emails=[meant.email] if meant.email else [],
            tags=[tag for tag in self.tags.text().split(",") if not is_blank(tag)],
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
        meant = understand(self.typed.text())
        is_address = bool(meant.url or meant.email)
        self._name_field.setVisible(is_address)
        if is_address and self.name.text() in {"", self._proposed}:
            self._proposed = meant.name
            self.name.setText(meant.name)
        self._look_for_same()

    @Slot()
    def _look_for_same(self) -> None:
        meant = understand(self.typed.text())
        name = self.name.text() if meant.url or meant.email else meant.name
        same = self._same_name(name)
        said = _("There is somebody of this name already: {name}.").format(name=same)
        self._known.setText(said if same else "")
        self._known.setVisible(bool(same))

    def _same_name(self, name: str) -> str:
        if is_blank(name):
            return ""
        found = self._core.people.find(PeopleFilter(text=name))
        rows = self._core.people.rows(list(found.ids[:_LOOKED_AT]))
        return next((row.name for row in rows if fold(row.name) == fold(name)), "")
