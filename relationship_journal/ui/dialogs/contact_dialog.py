"""Edit everything of a contact; each field is saved when it is left, as one undo step."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.core import Core
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import AddressRow, ContactRow
from relationship_journal.ui import avatars, fonts
from relationship_journal.ui.dialogs import photo as photos
from relationship_journal.ui.dialogs.form import ErrorText, FormField, saved
from relationship_journal.ui.dialogs.people_completer import PeopleCompleter
from relationship_journal.ui.dialogs.rows_editor import Column, RowsEditor, Values
from relationship_journal.ui.models import person_words as words
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.fields import EditableLine, EditableText
from relationship_journal.ui.widgets.labels import Avatar, Text
from relationship_journal.ui.widgets.room import opening_size

_PHOTO = 72
_LINES = ("given_name", "family_name", "additional_name", "name_prefix", "name_suffix",
          "organization", "title")  # fmt: skip
_NAME_KINDS = ("nickname", "former", "pen", "other")


class ContactDialog(QDialog):
    """All fields and lists of one contact. Opening and closing it saves nothing.

    Args:
        core: where the contact is kept.
        contact_id: whose fields.
    """

    def __init__(self, core: Core, contact_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core, self._contact_id = core, contact_id
        self.setWindowTitle(_("Edit contact"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(opening_size(self, 640, 680))
        self.fields: dict[str, FormField] = {}
        self.lists: dict[str, RowsEditor] = {}
        self._writers: dict[str, Callable[[list[Any]], None]] = {}
        self._column = QVBoxLayout()
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(12)
        self._make_photo()
        self._make_names()
        self._make_lists()
        self._make_rest()
        self._column.addStretch(1)
        self._lay_out()
        self.show_contact(core.contacts.whole(contact_id))
        self.fields["name"].field.setFocus()

    def show_contact(self, contact: ContactRow) -> None:
        """Show what is stored; it writes nothing."""
        self._contact = contact
        for name in ("name", *_LINES, "how_we_met", "introduced_by"):
            self._value(name).set_value(getattr(contact, name))
        self._value("birthday").set_value(words.birthday_text(contact.birthday))
        self.tags.set_value(", ".join(contact.tags))
        self.lists["names"].show_rows([(row.value, row.kind) for row in contact.names])
        for name in ("emails", "phones"):
            rows = getattr(contact, name)
            self.lists[name].show_rows([(row.value, row.label) for row in rows])
        self.lists["profiles"].show_rows([(row.url, row.label) for row in contact.profiles])
        self.lists["custom"].show_rows([(row.name, row.value) for row in contact.custom])
        self.lists["addresses"].show_rows([_address_values(row) for row in contact.addresses])
        self._show_photo(contact)

    def done(self, result: int) -> None:
        """Save the field that has the focus, then close."""
        field = self.focusWidget()
        if isinstance(field, EditableLine | EditableText):
            field.commit()
        super().done(result)

    # --- making ----------------------------------------------------------------------------------

    def _make_photo(self) -> None:
        self._avatar = Avatar(_PHOTO)
        self.choose_button = Button(_("Choose a photo…"), kind="quiet", is_small=True)
        self.choose_button.clicked.connect(self._ask_for_photo)
        self.remove_photo_button = Button(_("Remove the photo"), kind="flat", is_small=True)
        self.remove_photo_button.clicked.connect(self.remove_photo)
        self._photo_error = ErrorText()
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self._avatar)
        across.addWidget(self.choose_button)
        across.addWidget(self.remove_photo_button)
        across.addStretch(1)
        self._column.addLayout(across)
        self._column.addWidget(self._photo_error)

    def _make_names(self) -> None:
        self._column.addWidget(self._line("name", _("&Name, as it is shown")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        labels = {
            "given_name": _("Given name"),
            "additional_name": _("Further given names"),
            "family_name": _("Family name"),
            "name_prefix": _("Before the name"),
            "name_suffix": _("After the name"),
            "organization": _("Organization"),
            "title": _("Title or role"),
        }
        for place, (name, label) in enumerate(labels.items()):
            grid.addWidget(self._line(name, label), place // 2, place % 2)
        self._column.addLayout(grid)
        kinds = tuple((kind, words.name_kind(kind)) for kind in _NAME_KINDS)
        self._rows(
            "names",
            _("Other names"),
            _("Other name"),
            (
                Column(_("name"), _("Nickname, former or pen name"), 3),
                Column(_("kind"), choices=kinds),
            ),
            lambda rows: self._core.contacts.set_names(self._contact_id, rows),
        )

    def _make_lists(self) -> None:
        contacts, who = self._core.contacts, self._contact_id
        label = Column(_("label"), _("home, work"))
        self._rows(
            "profiles", _("Profiles"), _("Profile"),
            (
                Column(_("address"), _("https://, or @name@site"), 3),
                Column(_("label"), _("blog, forum")),
            ),
            lambda rows: contacts.set_profiles(who, rows),
        )  # fmt: skip
        self._rows(
            "emails", _("E-mail"), _("E-mail"), (Column(_("address"), "", 3), label),
            lambda rows: contacts.set_emails(who, rows),
        )  # fmt: skip
        self._rows(
            "phones", _("Phone"), _("Phone"), (Column(_("number"), "", 3), label),
            lambda rows: contacts.set_phones(who, rows),
        )  # fmt: skip
        self._rows(
            "addresses", _("Postal addresses"), _("Address"),
            (
                Column(_("street"), _("Street"), 3), label,
                Column(_("extended"), _("Flat, floor"), 1, starts_line=True),
                Column(_("PO box"), _("PO box")),
                Column(_("postal code"), _("Postal code"), 1, starts_line=True),
                Column(_("city"), _("City"), 2),
                Column(_("region"), _("Region"), 1, starts_line=True),
                Column(_("country"), _("Country")),
            ),
            lambda rows: contacts.set_addresses(who, [_as_address(row) for row in rows]),
        )  # fmt: skip

    def _make_rest(self) -> None:
        self.tags = EditableLine(_("Tags"), _("gardens, feeds"), is_inline=False)
        self.tags.committed.connect(self._keep_tags)
        self.fields["tags"] = FormField(_("&Tags, with commas between"), self.tags)
        self._column.addWidget(self.fields["tags"])
        self._column.addWidget(
            self._line("birthday", _("&Birthday"), _("29 February, or 21 May 1980"))
        )
        met = EditableText("", _("Where, and over what"), least=2, is_inline=False)
        met.committed.connect(self._keep_met)
        self.fields["how_we_met"] = FormField(_("How we &met"), met)
        self._column.addWidget(self.fields["how_we_met"])
        self._column.addWidget(self._line("introduced_by", _("&Introduced by")))
        self._introducer = PeopleCompleter(
            self._core, self._value("introduced_by"), (self._contact_id,)
        )
        self._rows(
            "custom", _("Own fields"), _("Own field"),
            (Column(_("name"), _("Name")), Column(_("text"), _("Text"), 2)),
            lambda rows: self._core.contacts.set_custom(self._contact_id, rows),
        )  # fmt: skip

    def _line(self, name: str, label: str, placeholder: str = "") -> FormField:
        line = EditableLine("", placeholder, is_inline=False)
        line.setProperty("kept_as", name)
        line.committed.connect(self._keep_line)
        self.fields[name] = FormField(label, line)
        return self.fields[name]

    def _rows(
        self,
        name: str,
        head: str,
        word: str,
        columns: tuple[Column, ...],
        write: Callable[[list[Any]], None],
    ) -> None:
        editor = RowsEditor(word, columns)
        self.lists[name] = editor
        self._writers[name] = write
        editor.setProperty("kept_as", name)
        editor.committed.connect(self._keep_rows)
        self._column.addSpacing(4)
        self._column.addWidget(Text(head, kind=fonts.Type.SMALL, is_muted=True))
        self._column.addWidget(editor)

    def _lay_out(self) -> None:
        content = QWidget()
        content.setLayout(self._column)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        self.close_button = Button(_("Close"))
        self.close_button.clicked.connect(self.accept)
        hint = Text(_("Each field is saved when you leave it."), is_muted=True)
        fonts.small(hint)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.addWidget(hint, 1)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)

    # --- saving ----------------------------------------------------------------------------------

    def _value(self, name: str) -> Any:
        return self.fields[name].field

    @Slot(str)
    def _keep_line(self, typed: str) -> None:
        name = str(self.sender().property("kept_as"))
        value: object = typed
        if name == "birthday":
            value = words.birthday_typed(typed)
        elif name == "introduced_by":
            value = self._introducer.value()
        self._keep(name, lambda: self._core.contacts.edit(self._contact_id, **{name: value}))

    @Slot(str)
    def _keep_met(self, typed: str) -> None:
        contacts = self._core.contacts
        self._keep("how_we_met", lambda: contacts.edit(self._contact_id, how_we_met=typed))

    @Slot(str)
    def _keep_tags(self, typed: str) -> None:
        contacts = self._core.contacts
        self._keep("tags", lambda: contacts.set_tags(self._contact_id, typed.split(",")))

    @Slot(object)
    def _keep_rows(self, rows: list[Any]) -> None:
        name = str(self.sender().property("kept_as"))
        editor = self.lists[name]
        try:
            self._writers[name](rows)
        except InvalidInput as error:
            editor.set_error(str(error))
        else:
            editor.set_error("")
            self.reread()

    def _keep(self, name: str, write: Callable[[], object]) -> None:
        if saved(self.fields[name], write):
            self.reread()

    def reread(self) -> None:
        """Show what was kept of what was typed: trimmed, in order, with a new empty row.

        The window below is blocked while the dialog is open; nobody else would tell it.
        """
        self.show_contact(self._core.contacts.whole(self._contact_id))

    # --- the photo -------------------------------------------------------------------------------

    def _show_photo(self, contact: ContactRow) -> None:
        self._avatar.show_person(contact.id, contact.name)
        data = self._core.contacts.photo(contact.id) if contact.has_photo else None
        image = QImage.fromData(data) if data else QImage()
        self._avatar.setPixmap(QPixmap() if image.isNull() else avatars.round_photo(image, _PHOTO))
        self.remove_photo_button.setVisible(contact.has_photo)

    @Slot()
    def _ask_for_photo(self) -> None:
        asks = QFileDialog(self, _("Choose a photo"))
        asks.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asks.setFileMode(QFileDialog.FileMode.ExistingFile)
        asks.setNameFilters(
            [_("Pictures") + " (*.jpg *.jpeg *.png *.gif *.webp *.bmp)", _("All files") + " (*)"]
        )
        asks.fileSelected.connect(self.take_photo)
        asks.open()

    @Slot(str)
    def take_photo(self, path: str) -> None:
        """Keep a picture as the photo, made small."""
        self._photo_error.say("")
        try:
            self._core.contacts.set_photo(self._contact_id, photos.shrunk(Path(path)))
        except InvalidInput as error:
            self._photo_error.say(str(error))
        else:
            self.reread()

    @Slot()
    def remove_photo(self) -> None:
        """Remove the photo."""
        self._core.contacts.set_photo(self._contact_id, None)
        self.reread()


def _address_values(row: AddressRow) -> Values:
    return (
        row.street, row.label, row.extended, row.po_box, row.postal_code, row.city, row.region,
        row.country,
    )  # fmt: skip


def _as_address(values: Values) -> AddressRow:
    street, label, extended, po_box, postal_code, city, region, country = values
    return AddressRow(0, label, street, extended, po_box, city, region, postal_code, country)
