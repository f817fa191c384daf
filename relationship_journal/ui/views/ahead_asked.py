"""The question whether a comment is theirs that bears their name, and nothing else of them."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from relationship_journal.core import Core
from relationship_journal.domain.target import Target
from relationship_journal.domain.text import excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.services.following_rows import SightingRow
from relationship_journal.ui import fonts
from relationship_journal.ui.models import seen_words
from relationship_journal.ui.views.ahead_parts import small_words
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import Icon, Text

_ICON = 18
_LONGEST = 200


class AskedCard(Card):
    """Asks once whether a name is theirs; `target_wanted` carries the comment to be opened.

    Args:
        core: where the answer is kept.
        row: the comment.
        is_compact: for a narrow pane.
    """

    target_wanted = Signal(object)

    def __init__(self, core: Core, row: SightingRow, *, is_compact: bool) -> None:
        super().__init__(padding=12)
        self._core, self._row = core, row
        self.set_state("answer")
        title = _("{question} A comment bears this name and nothing else.").format(
            question=seen_words.question(row)
        )
        said = excerpt(one_line(row.excerpt or row.title), _LONGEST)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(title, kind=fonts.Type.PERSON, wraps=True))
        if said:
            words.addWidget(small_words(_("“{text}”").format(text=said), said))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Icon("message-square", "answer", _ICON))
        head.addLayout(words, 1)
        self.yes_button = self._button(_("Yes"), _("Yes, this is {name}"), self.say_yes)
        self.no_button = self._button(_("No"), _("No, this is not {name}"), self.say_no)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        if is_compact:
            buttons.addSpacing(_ICON + 12)
        if row.url:
            look = Button(_("Open"), icon="external-link", kind="flat")
            look.clicked.connect(self.open_comment)
            buttons.addWidget(look)
        buttons.addWidget(self.yes_button)
        buttons.addWidget(self.no_button)
        if is_compact:
            buttons.addStretch(1)
        direction = QBoxLayout.Direction
        across = QBoxLayout(direction.TopToBottom if is_compact else direction.LeftToRight)
        across.setSpacing(8)
        across.addLayout(head, 1)
        across.addLayout(buttons)
        self.body.addLayout(across)

    @Slot()
    def say_yes(self) -> None:
        """Say that it is theirs; the name is remembered."""
        if self._row.contact_id is not None:
            self._core.sightings.say_theirs(self._row.id, self._row.contact_id)

    @Slot()
    def say_no(self) -> None:
        """Say that it is somebody else of that name."""
        self._core.sightings.say_not_theirs(self._row.id)

    @Slot()
    def open_comment(self) -> None:
        """Look at the comment where it stands."""
        self.target_wanted.emit(Target(self._row.url, title=self._row.title))

    def _button(self, words: str, name: str, slot: Callable[[], None]) -> Button:
        button = Button(words)
        button.setAccessibleName(name.format(name=self._row.contact_name))
        button.clicked.connect(slot)
        return button
