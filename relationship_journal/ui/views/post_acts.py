"""What can be done in a timeline with a post, and with a comment of mine below one."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.codes import Direction
from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import TimelineRow


class PostActs(QObject):
    """Fills the menu of a post, and of an entry of mine with a link.

    Args:
        core: where it is done.
    """

    def __init__(self, core: Core, parent: QWidget) -> None:
        super().__init__(parent)
        self._core = core
        self._post_id = self._entry_id = 0

    def fill(self, menu: QMenu, row: TimelineRow) -> None:
        """Add what can be done with this post; nothing where it is gone meanwhile."""
        try:
            post = self._core.following.post(row.id)
        except NotFound:
            return
        self._post_id = post.id
        menu.addSeparator()
        if post.url:
            words = _("Put into the mention basket")
            if post.is_in_basket:
                words = _("Take out of the mention basket")
            menu.addAction(words).triggered.connect(self._toggle)
        if self._core.following.can_remind_of(post.id):
            menu.addAction(_("Remind me of it")).triggered.connect(self._remind)

    def fill_for_entry(self, menu: QMenu, row: TimelineRow) -> None:
        """Add whether an answer is looked for."""
        if row.direction is not Direction.OUTGOING or not row.url:
            return
        self._entry_id = row.id
        tell = menu.addAction(_("Tell me if they answer"))
        tell.setCheckable(True)
        tell.setChecked(self._core.watches.is_watched(row.id))
        tell.triggered.connect(self._watch)

    @Slot(bool)
    def _watch(self, is_watched: bool) -> None:
        self._core.watches.set_watched(self._entry_id, is_watched=is_watched)

    @Slot()
    def _toggle(self) -> None:
        self._core.basket.toggle(self._post_id)

    @Slot()
    def _remind(self) -> None:
        self._core.following.remind_of(self._post_id)
