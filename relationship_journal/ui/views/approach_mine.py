"""What is mine on My approach: what I stand for, my blogs, and the names I go by."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormField, saved
from relationship_journal.ui.views.approach_nav import Place
from relationship_journal.ui.views.approach_part import Part
from relationship_journal.ui.views.found_me import FoundMe
from relationship_journal.ui.widgets.buttons import Button, IconButton
from relationship_journal.ui.widgets.direction import align_with_window
from relationship_journal.ui.widgets.fields import EditableText
from relationship_journal.ui.widgets.frames import row
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, Text

MINE = "mine"
MESSAGE, BLOGS, NAMES, FOUND = (f"{MINE}:{part}" for part in ("message", "blogs", "names", "found"))


class MinePages(QWidget):
    """One of four short pages, as `show_part` says.

    `person_opened` carries whose page is wanted.

    Args:
        core: where it is kept.
    """

    person_opened = Signal(int)

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        found = FoundMe(core)
        found.person_opened.connect(self.person_opened)
        self._parts: dict[str, Part] = {
            MESSAGE: _Message(core),
            BLOGS: Blogs(core),
            NAMES: _Names(core),
            FOUND: found,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in self._parts.values():
            column.addWidget(part)
        column.addStretch(1)

    def places(self) -> list[Place]:
        """Return the rows of the left column."""
        own = self._core.own_self
        blogs, names = own.blogs(), own.names()
        return [
            Place(MESSAGE, _("My message")),
            Place(BLOGS, _("My blogs"), str(len(blogs)) if blogs else ""),
            Place(NAMES, _("My names"), names[0].value if names else ""),
            Place(FOUND, _("How people found me")),
        ]

    def show_part(self, key: str) -> None:
        """Show one of the four with what is stored; it writes nothing."""
        for name, part in self._parts.items():
            part.setVisible(name == key)
            if name == key:
                part.reload()


def _lines(part: Part, label: str, placeholder: str, keep: Callable[[str], None]) -> FormField:
    field = EditableText(label, placeholder, is_inline=False, least=2, most=12)
    field.committed.connect(keep)
    form = FormField(label, field)
    fonts.set_type(form.word, fonts.Type.PERSON)
    form.word.setForegroundRole(QPalette.ColorRole.WindowText)
    part.body.addWidget(form)
    return form


class _Message(Part):
    """What I stand for."""

    def __init__(self, core: Core) -> None:
        super().__init__(
            core,
            _("My message"),
            _("What I write about, and what I hope somebody takes away. To look at, not to send."),
        )
        self._field = _lines(self, _("What do I stand for?"), _("In your own words"), self._keep)

    def reload(self) -> None:
        """Show what is stored."""
        if isinstance(self._field.field, EditableText):
            self._field.field.set_value(self._core.own_self.message())

    @Slot(str)
    def _keep(self, text: str) -> None:
        saved(self._field, lambda: self._core.own_self.set_message(text))


class _Names(Part):
    """The names and addresses I give with a comment, one a line."""

    def __init__(self, core: Core) -> None:
        super().__init__(
            core,
            _("My names and addresses"),
            _("As they stand beside your comments, one a line, so that answers to you are found."),
        )
        self._names = _lines(self, _("My names"), _("As you sign your comments"), self._keep_names)
        self._urls = _lines(self, _("My addresses"), _("https://…"), self._keep_urls)

    def reload(self) -> None:
        """Show what is stored."""
        own = self._core.own_self
        for form, rows in ((self._names, own.names()), (self._urls, own.urls())):
            if isinstance(form.field, EditableText):
                form.field.set_value("\n".join(one.value for one in rows))

    @Slot(str)
    def _keep_names(self, text: str) -> None:
        saved(self._names, lambda: self._core.own_self.set_names(text.splitlines()))

    @Slot(str)
    def _keep_urls(self, text: str) -> None:
        saved(self._urls, lambda: self._core.own_self.set_urls(text.splitlines()))


class Blogs(Part):
    """My blogs, a field for one more, and the names that are not shown, with a way back."""

    def __init__(self, core: Core) -> None:
        super().__init__(
            core,
            _("My blogs"),
            _("The comments on them are looked at, so that who visits you is seen."),
        )
        self._rows = self.rows()
        self.address = QLineEdit()
        self.address.setPlaceholderText(_("https:// address of your blog"))
        align_with_window(self.address)
        self.address.returnPressed.connect(self.add)
        self.add_button = Button(_("Add"), icon="plus", kind="quiet")
        self.add_button.setAccessibleName(_("Add my blog"))
        self.add_button.clicked.connect(self.add)
        line = QWidget()
        line.setLayout(row(self.address, self.add_button))
        self._field = FormField(_("One more blog"), self.address, whole=line)
        fonts.set_type(self._field.word, fonts.Type.PERSON)
        self._field.word.setForegroundRole(QPalette.ColorRole.WindowText)
        self._ignored_word = Text(_("Names that are not shown"), kind=fonts.Type.PERSON)
        self._ignored = self.rows()
        self.body.addLayout(self._rows)
        self.body.addWidget(self._field)
        self.body.addWidget(self._ignored_word)
        self.body.addLayout(self._ignored)

    def reload(self) -> None:
        """Show the blogs there are, and the names."""
        self._show_ignored(self._core.sightings.ignored())
        self.empty(self._rows)
        for one in self._core.own_self.blogs():
            remove = IconButton("trash-2", _("Remove {what}").format(what=one.value))
            remove.setProperty("own_id", one.id)
            remove.clicked.connect(self.remove)
            line = QWidget()
            line.setLayout(row(Icon("globe"), ElidedLabel(one.value), None, remove))
            self._rows.addWidget(line)

    @Slot()
    def add(self) -> None:
        """Keep the blog that was typed, or say what is wrong with it."""
        typed = self.address.text()
        if saved(self._field, lambda: self._core.own_self.add_blog(typed)):
            self.address.clear()

    @Slot()
    def remove(self) -> None:
        """Remove the blog of the button; Undo brings it back."""
        self._core.own_self.remove(int(self.sender().property("own_id")))

    @Slot()
    def show_again(self) -> None:
        """Show the visits of the button's name again."""
        self._core.sightings.show_again(int(self.sender().property("ignored_id")))

    def _show_ignored(self, names: list[tuple[int, str]]) -> None:
        self.empty(self._ignored)
        self._ignored_word.setVisible(bool(names))
        for number, name in names:
            again = Button(_("Show again"), kind="quiet", is_small=True)
            again.setAccessibleName(_("Show {name} again").format(name=name))
            again.setProperty("ignored_id", number)
            again.clicked.connect(self.show_again)
            line = QWidget()
            line.setLayout(row(Icon("eye-off"), ElidedLabel(name), None, again))
            self._ignored.addWidget(line)
