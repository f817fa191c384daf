"""What the People page says when there is nobody to show, and what ends that."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from relationship_journal.domain import web
from relationship_journal.domain.text import excerpt
from relationship_journal.i18n import gettext as _
from relationship_journal.services.people import PeopleFilter
from relationship_journal.ui.widgets.buttons import Button, LinkButton
from relationship_journal.ui.widgets.fields import IconField
from relationship_journal.ui.widgets.frames import EmptyState, row
from relationship_journal.ui.widgets.labels import Text


class NobodyYet(EmptyState):
    """An empty journal: one field ends it."""

    add_requested = Signal(str)
    import_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "users",
            _("Nobody here yet"),
            _("Begin with one person whose blog you read.\nPaste its address, or type a name."),
            parent,
        )
        self.field = IconField(
            "link",
            _("Address or name"),
            _("https://quietgardens.example, or a name"),
        )
        add = Button(_("Add"), kind="main")
        add.setAccessibleName(_("Add this person"))
        self.add(row(self.field, add))
        bring_in = LinkButton(_("import a feed list"))
        bring_in.setAccessibleName(_("Import a feed list or a CSV"))
        words = (Text(_("or"), is_muted=True), Text(_("or a CSV of this program"), is_muted=True))
        self.add(row(None, words[0], bring_in, words[1], None, spacing=2))
        self.field.returnPressed.connect(self._add)
        add.clicked.connect(self._add)
        bring_in.clicked.connect(self.import_requested)

    @Slot()
    def _add(self) -> None:
        self.add_requested.emit(self.field.text().strip())


class NobodyMatches(EmptyState):
    """A filter or a search that lets nobody through."""

    everyone_wanted = Signal()
    add_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("users", "", "", parent)
        self._address = ""
        self.add_button = Button("", icon="user-plus", kind="main")
        self.add_button.clicked.connect(self._add)
        self.add(self.add_button)
        self.button = Button("")
        self.button.clicked.connect(self.everyone_wanted)
        self.add(self.button)

    def explain(self, people: PeopleFilter) -> None:
        """Say why there is nobody, and offer what to do about it."""
        icon, line, sentence = _why(people)
        self.say(icon, line, sentence)
        typed = people.text.strip()
        site = web.profile_from(typed)[0] if "." in typed and " " not in typed else ""
        self._address = typed if site else ""
        self.add_button.setText(_("Add somebody from {site}").format(site=site))
        self.add_button.setVisible(bool(site))
        is_search = bool(typed)
        self.button.setText(_("Clear the search") if is_search else _("Show everyone"))

    @Slot()
    def _add(self) -> None:
        self.add_requested.emit(self._address)


class EveryonePutAway(EmptyState):
    """Nobody but people who were put away."""

    put_away_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "archive",
            _("Everyone is put away"),
            _("Nobody else is in your journal. Bring somebody back, or add a person."),
            parent,
        )
        button = Button(_("Show who is put away"))
        button.clicked.connect(self.put_away_wanted)
        self.add(button)


class PeopleEmpty(QStackedWidget):
    """The three of them, one at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nobody_yet = NobodyYet()
        self.nobody_matches = NobodyMatches()
        self.everyone_put_away = EveryonePutAway()
        for page in (self.nobody_yet, self.nobody_matches, self.everyone_put_away):
            self.addWidget(page)

    def explain(self, people: PeopleFilter, *, is_new: bool) -> None:
        """Say why nobody is shown; `is_new`: the journal holds nobody at all."""
        if is_new:
            self.setCurrentWidget(self.nobody_yet)
        elif people.is_open:
            self.setCurrentWidget(self.everyone_put_away)
        else:
            self.nobody_matches.explain(people)
            self.setCurrentWidget(self.nobody_matches)


def _why(people: PeopleFilter) -> tuple[str, str, str]:
    text = " ".join(people.text.split())
    if text:
        where = _("No name, profile, note or entry has “{text}” in it.")
        if _conditions(people):
            where = _("Nobody with “{text}” passes the filters.")
        return "search", _("Nobody matches"), where.format(text=excerpt(text, 60))
    if _conditions(people) > 1 or people.circle_ids or people.tag:
        return "users", _("Nobody matches"), _("The filters together let nobody through.")
    if people.put_away:
        hint = _("Who is put away keeps all notes and entries, and is left out of lists.")
        return "archive", _("Nobody is put away"), hint
    if people.going_quiet:
        hint = _("You have spoken with everyone as often as you wished to.")
        return "leaf", _("Nobody is going quiet"), hint
    hint = _("Something is written down with everyone in your journal.")
    return "users", _("You have spoken with everyone"), hint


def _conditions(people: PeopleFilter) -> int:
    return sum(
        (
            bool(people.circle_ids),
            bool(people.tag),
            people.going_quiet,
            people.never_spoken,
            people.put_away,
        )
    )
