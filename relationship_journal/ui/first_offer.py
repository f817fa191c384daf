"""The one offer after somebody's feed was first read: to be reminded of their latest post."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.text import apart
from relationship_journal.i18n import gettext as _
from relationship_journal.services.following_rows import FetchResultRow, PostRow
from relationship_journal.ui.messages import Banner

# who follows more at once took in a list, and is not asked about each
_MOST = 3


class FirstOffer(QObject):
    """Asks once, in the banner, one person after the other; closing it is a no.

    Args:
        core: knows what they published.
        banner: where it is asked; what else has to be said there goes first.
    """

    def __init__(self, core: Core, banner: Banner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core, self._banner = core, banner
        self._waiting: list[int] = []
        self._asked = ""
        self._is_list = False
        banner.closed.connect(self.ask_next)

    @Slot(object)
    def note(self, rows: list[FetchResultRow]) -> None:
        """Take a round that ended; ask about whoever was read for the first time."""
        found = dict.fromkeys(row.contact_id for row in rows if row.is_first and row.contact_id)
        self._is_list = len(found) > _MOST or (self._is_list and bool(found))
        if found and not self._is_list:
            self._waiting.extend(one for one in found if one is not None)
            self.ask_next()

    @Slot()
    def ask_next(self) -> None:
        """Ask about the next one, once nothing else is said."""
        while self._waiting and not self._banner.said():
            post = self._core.following.offered_of(self._waiting.pop(0))
            if post is not None:
                self._ask(post)

    def close(self) -> None:
        """Ask no more; a second call does nothing."""
        self._waiting.clear()
        if self._asked and self._banner.said() == self._asked:
            self._banner.dismiss()

    def _ask(self, post: PostRow) -> None:
        from relationship_journal.ui.models import (  # noqa: PLC0415  start-up time
            following_words as words,
        )

        core = self._core
        ago = friendly.ago(
            whens.local_day(post.at, core.zone), whens.local_day(core.clock(), core.zone)
        )
        self._asked = _("The latest by {name} is from {ago}: {title}. Remind you of it?").format(
            name=apart(post.name), ago=ago, title=apart(words.title(post))
        )
        then = partial(core.following.remind_of, post.id)
        self._banner.say(self._asked, icon="newspaper", action=_("Remind me of it"), then=then)
