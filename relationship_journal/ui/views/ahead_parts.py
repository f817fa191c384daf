"""What the cards and lines of "Ahead" are made of, whatever it is that lies ahead."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.buttons import IconButton
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, Text

OTHER_DAY = -1
NEXT_POST = -2
_ICON = 18


def later_menu(parent: QWidget, *, has_posts: bool = False) -> QMenu:
    """Return the menu of Later; its actions' data are days, OTHER_DAY or NEXT_POST."""
    menu = QMenu(_("Later"), parent)
    for words, days in (
        (_("1 day"), 1),
        (_("3 days"), 3),
        (_("1 week"), 7),
        (_("Another day…"), OTHER_DAY),
    ):
        menu.addAction(words).setData(days)
    if has_posts:
        menu.addAction(_("At their next post")).setData(NEXT_POST)
    return menu


class MoreButton(IconButton):
    """The "…" of a card or a line, with the menu behind it.

    Args:
        of: what it belongs to, for its name.
        menu: what it opens; it goes with the button.
    """

    def __init__(self, of: str, menu: QMenu, *, is_small: bool = False) -> None:
        super().__init__("ellipsis", _("More for {text}").format(text=of), is_small=is_small)
        menu.setParent(self, menu.windowFlags())
        self.more_menu = menu
        self.clicked.connect(self._show)

    @Slot()
    def _show(self) -> None:
        self.more_menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def small_words(text: str, tip: str) -> ElidedLabel:
    """Return the day at the end of a line, or the words below a card's first ones."""
    label = ElidedLabel(text, kind=fonts.Type.SMALL, is_muted=True)
    label.set_tip(tip)
    return label


def due_card(
    icon: str, title: str, below: ElidedLabel, buttons: Sequence[QWidget], *, is_compact: bool
) -> Card:
    """Return a card in the colour of what is promised; its buttons stand below in a narrow pane."""
    card = Card(padding=12)
    card.set_state("promise")
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Text(title, kind=fonts.Type.PERSON, wraps=True))
    words.addWidget(below)
    head = QHBoxLayout()
    head.setSpacing(12)
    head.addWidget(Icon(icon, "promise", _ICON))
    head.addLayout(words, 1)
    row = QHBoxLayout()
    row.setSpacing(4)
    if is_compact:
        row.addSpacing(_ICON + 12)
    for button in buttons:
        row.addWidget(button)
    if is_compact:
        row.addStretch(1)
    direction = QBoxLayout.Direction
    across = QBoxLayout(direction.TopToBottom if is_compact else direction.LeftToRight)
    across.setSpacing(8)
    across.addLayout(head, 1)
    across.addLayout(row)
    card.body.addLayout(across)
    return card


def fill_line(
    line: QWidget, icon: Icon, title: str, day: ElidedLabel, more: QWidget | None = None
) -> None:
    """Lay out one line: icon, what, its menu, and last the day, where all days stand."""
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 0 if more else 5, 0, 0 if more else 5)
    across.setSpacing(8)
    across.addWidget(icon)
    across.addSpacing(8)
    across.addWidget(ElidedLabel(title, kind=fonts.Type.PERSON), 1)
    if more is not None:
        across.addWidget(more)
    across.addWidget(day)
