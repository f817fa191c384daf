"""The quiet lines between and below Today's cards: what was done, and that it is enough."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import TodayView
from relationship_journal.ui import fonts, icons
from relationship_journal.ui.models import today_words
from relationship_journal.ui.views.today_parts import AVATAR_GAP, lead_column
from relationship_journal.ui.widgets.buttons import Button, LinkButton
from relationship_journal.ui.widgets.frames import EmptyState
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, Text

_CARD_SIDE = 17  # where a card's avatar begins
SHOWN_AT_ONCE = 20


class DoneNote(QWidget):
    """Stands where a card was: "Wrote to Ana", and Undo; after a kept promise "Tell them?"."""

    undo_wanted = Signal()
    tell_wanted = Signal()

    def __init__(self, text: str, parent: QWidget | None = None, *, can_tell: bool = False) -> None:
        super().__init__(parent)
        said = ElidedLabel(text, kind=fonts.Type.PERSON, is_muted=True)
        self.undo_button = LinkButton(_("Undo"), icon="undo-2")
        self.undo_button.setAccessibleName(_("Undo: {what}").format(what=text))
        self.undo_button.clicked.connect(self.undo_wanted)
        across = QHBoxLayout(self)
        across.setContentsMargins(_CARD_SIDE, 2, _CARD_SIDE, 2)
        across.setSpacing(0)
        across.addWidget(lead_column(Icon("check", "accent")))
        across.addSpacing(AVATAR_GAP)
        across.addWidget(said)
        across.addSpacing(8)
        across.addWidget(self.undo_button)
        if can_tell:
            self.tell_button = LinkButton(_("Tell them?"), icon="external-link")
            self.tell_button.setToolTip(_("Open the thread in which you promised it"))
            self.tell_button.clicked.connect(self.tell_wanted)
            across.addSpacing(8)
            across.addWidget(self.tell_button)
        across.addStretch(1)


class EnoughLine(QWidget):
    """The end of the page: "That is enough for today. Three more can wait. Show them"."""

    more_wanted = Signal()

    def __init__(self, waiting: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 8)
        across.setSpacing(8)
        across.addStretch(1)
        across.addWidget(Icon("sprout", "accent", icons.RAIL))
        across.addSpacing(2)
        across.addWidget(Text(_("That is enough for today.")))
        if waiting:
            across.addWidget(Text(today_words.waiting_sentence(waiting), is_muted=True))
            is_few = waiting <= SHOWN_AT_ONCE
            more = LinkButton(_("Show them") if is_few else _("Show some of them"))
            more.clicked.connect(self.more_wanted)
            across.addWidget(more)
        across.addStretch(1)


class TodayEnd(QWidget):
    """What stands below the cards, or in place of them.

    Signals:
        more_wanted: those who can wait are to be shown.
        add_wanted: the journal is empty and somebody is to be added.
    """

    more_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_end(self, view: TodayView, *, has_people: bool) -> None:
        """Say that it is enough, or that nobody waits."""
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        if view.shown or view.waiting or view.answered:
            end = EnoughLine(view.waiting)
            end.more_wanted.connect(self.more_wanted)
            self._shown = end
        else:
            self._shown = self._nobody_waits() if has_people else self._nobody_yet()
        self._column.addWidget(self._shown)

    def _nobody_waits(self) -> EmptyState:
        return EmptyState(
            "sprout",
            _("Nobody waits today"),
            _("Who writes to you, what you promised and who goes quiet will stand here."),
        )

    def _nobody_yet(self) -> EmptyState:
        empty = EmptyState(
            "sun",
            _("Nobody is in your journal yet"),
            _("Add somebody you would like to stay in touch with."),
        )
        add = Button(_("Add a contact"), icon="user-plus", kind="main")
        add.clicked.connect(self.add_wanted)
        empty.add(add)
        return empty
