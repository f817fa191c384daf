"""The cards of Look back that are sentences and names rather than pictures."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from relationship_journal.domain import looking_back as rules
from relationship_journal.domain.text import apart
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.looking_back import (
    BroughtRow,
    CircleRhythmRow,
    GoneQuietRow,
    NewPersonRow,
    PersonSumRow,
)
from relationship_journal.ui import fonts
from relationship_journal.ui.models import look_back_words as words
from relationship_journal.ui.plots.numbers_table import NumbersTable
from relationship_journal.ui.plots.plot import Numbers
from relationship_journal.ui.widgets.buttons import IconButton, LinkButton
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import Avatar, ElidedLabel, Text

_AVATAR = 24
_MOST_NAMES = 6
_MOST_AVATARS = 3
_LINK_PADDING = 5


class NumbersCard(Card):
    """A card with a title, something in it, a sentence, and its numbers to copy."""

    def __init__(self, title: str, numbers: Numbers, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=20, spacing=12)
        self._numbers = numbers
        head = QHBoxLayout()
        head.addWidget(Text(title, kind=fonts.Type.SECTION))
        head.addStretch(1)
        if numbers.rows:
            copy = IconButton("copy", _("Copy {title} as CSV").format(title=title), is_small=True)
            copy.clicked.connect(self.copy_numbers)
            head.addWidget(copy)
        self.body.addLayout(head)

    @Slot()
    def copy_numbers(self) -> None:
        """Put the numbers on the clipboard, as CSV."""
        QGuiApplication.clipboard().setText(self._numbers.as_csv())


class CirclesCard(NumbersCard):
    """The rhythm of each circle beside its plan."""

    def __init__(self, rows: Sequence[CircleRhythmRow], parent: QWidget | None = None) -> None:
        super().__init__(_("The rhythm of each circle"), words.circle_numbers(rows), parent)
        for sentence in words.circle_sentences(rows) or [rules.too_early()]:
            self.body.addWidget(Text(sentence, wraps=True))
        self.body.addStretch(1)


class PeopleCard(NumbersCard):
    """What was given and received with each person, by name: no ranking."""

    def __init__(self, rows: Sequence[PersonSumRow], parent: QWidget | None = None) -> None:
        numbers = words.people_numbers(rows)
        super().__init__(_("With each person"), numbers, parent)
        if rows:
            self.body.addWidget(NumbersTable(_("With each person"), numbers))
        self.body.addWidget(Text(words.people_sentence(rows), wraps=True))


class QuietCard(NumbersCard):
    """Who was close and went quiet; a name opens the person.

    `person_opened` carries the id.
    """

    person_opened = Signal(int)

    def __init__(
        self, rows: Sequence[GoneQuietRow], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Who went quiet"), words.quiet_numbers(rows), parent)
        for row in rows[:_MOST_NAMES]:
            line = _PersonLine(row.contact_id, row.name, words.quiet_words(row, today))
            line.opened.connect(self.person_opened)
            self.body.addWidget(line)
        more = len(rows) - _MOST_NAMES
        if more > 0:
            said = ngettext("and {n} more", "and {n} more", more).format(n=more)
            self.body.addWidget(Text(said, is_muted=True))
        if not rows:
            said = _("Nobody who was close has gone quiet in this time.")
            self.body.addWidget(Text(said, is_muted=True, wraps=True))
        self.body.addStretch(1)


class BroughtCard(NumbersCard):
    """Who brought whom: each introducer, and below them whom they brought.

    `person_opened` carries the id.
    """

    person_opened = Signal(int)

    def __init__(self, rows: Sequence[BroughtRow], parent: QWidget | None = None) -> None:
        super().__init__(_("Who brought whom"), words.brought_numbers(rows), parent)
        groups = [
            (found[0], found)
            for _key, group in groupby(rows, key=lambda row: row.introducer_id)
            if (found := list(group))
        ]
        for first, found in groups[:_MOST_NAMES]:
            names = ", ".join(apart(words.short(row.name)) for row in found)
            said = _("introduced {names}").format(names=names)
            line = _PersonLine(first.introducer_id, first.introducer, said)
            line.opened.connect(self.person_opened)
            self.body.addWidget(line)
        if not groups:
            said = _("Nobody is written down as introduced by somebody yet.")
            self.body.addWidget(Text(said, is_muted=True, wraps=True))
        self.body.addStretch(1)


class NewCard(NumbersCard):
    """Who is new, and how many of them wrote first."""

    def __init__(self, rows: Sequence[NewPersonRow], parent: QWidget | None = None) -> None:
        numbers = Numbers((_("Person"),), tuple((words.short(row.name),) for row in rows))
        super().__init__(_("New in this time"), numbers, parent)
        line = QHBoxLayout()
        line.setSpacing(4)
        for row in rows[:_MOST_AVATARS]:
            avatar = Avatar(_AVATAR)
            avatar.show_person(row.contact_id, row.name)
            line.addWidget(avatar)
        line.addSpacing(4)
        line.addWidget(Text(words.new_sentence(rows), wraps=True), 1)
        self.body.addLayout(line)
        self.body.addStretch(1)


class _PersonLine(QWidget):
    """An avatar, a name that opens the person, and a few words."""

    opened = Signal(int)

    def __init__(self, contact_id: int, name: str, said: str) -> None:
        super().__init__()
        self._contact_id = contact_id
        avatar = Avatar(_AVATAR)
        avatar.show_person(contact_id, name)
        link = LinkButton(words.short(name))
        link.setAccessibleName(_("Open {name}").format(name=words.short(name)))
        link.clicked.connect(self.open)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.addWidget(avatar, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout()
        inner.setSpacing(0)
        inner.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        words_below = ElidedLabel(said, kind=fonts.Type.SMALL, is_muted=True)
        below = QHBoxLayout()
        below.addSpacing(_LINK_PADDING)  # so that both lines begin on the same vertical
        below.addWidget(words_below)
        inner.addLayout(below)
        grid.addLayout(inner, 0, 1, 2, 1)
        grid.setColumnStretch(1, 1)

    @Slot()
    def open(self) -> None:
        """Open the person."""
        self.opened.emit(self._contact_id)
