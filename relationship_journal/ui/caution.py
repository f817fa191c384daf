"""What is to be considered before something is written down: said once, and never a lock."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.buttons import LinkButton
from relationship_journal.ui.widgets.labels import Icon, Text


class Caution:
    """Asks the boundaries and the guard, and says the same thing once.

    Args:
        core: the open journal.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._said: object = None
        self.is_slow_lane = False

    def hold(
        self,
        contact_ids: Sequence[int],
        text: str,
        channel: Channel,
        direction: Direction = Direction.OUTGOING,
    ) -> str:
        """Return a sentence that was not said about these words yet, or "": go on.

        Args:
            contact_ids: to whom.
            text: the words.
            channel: where.
            direction: what they wrote is nobody's to hold.
        """
        self.is_slow_lane = False
        what = (tuple(contact_ids), text.strip(), channel)
        if direction is not Direction.OUTGOING or what == self._said:
            return ""
        sentence = self._sentence(contact_ids, text, channel)
        self._said = what if sentence else None
        return sentence

    def _sentence(self, contact_ids: Sequence[int], text: str, channel: Channel) -> str:
        core = self._core
        for contact_id in contact_ids:
            decided = core.approach.refusal(contact_id, channel)
            if decided:
                return decided
        found = core.guard.repeated(contact_ids, text)
        if found is not None:
            return found.sentence
        slow = core.guard.slow_lane(contact_ids)
        self.is_slow_lane = bool(slow)
        return slow


class CautionLine(QWidget):
    """The sentence below what is typed; after enough new people it offers to wait a week.

    `later_wanted` asks for a reminder in a week.
    """

    later_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Text(kind=fonts.Type.SMALL, wraps=True)
        self.later_button = LinkButton(_("Remind me in a week"), icon="clock")
        self.later_button.clicked.connect(self.later_wanted)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(Icon("compass", "promise"), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._words, 1)
        across.addWidget(self.later_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, sentence: str, *, offers_later: bool = False) -> None:
        """Say it; "" takes it away."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.later_button.setVisible(offers_later)
        self.setVisible(bool(sentence))

    def text(self) -> str:
        """Return what is said."""
        return self._words.text()
