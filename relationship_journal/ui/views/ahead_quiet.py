"""Quiet lines over the timeline: what they promised me, and a word of theirs to be thanked for."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.text import one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import PromiseRow
from relationship_journal.services.word_of_mouth import MentionedMe
from relationship_journal.ui.dialogs.promise_dialogs import PromiseDialog, ReleaseDialog
from relationship_journal.ui.views.ahead_parts import MoreButton, fill_line, small_words
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon


class TheirPromise(QWidget):
    """What can be done with something they owe; it is never a reminder."""

    def __init__(self, core: Core, promise: PromiseRow) -> None:
        super().__init__()
        self._core, self._promise = core, promise
        menu = QMenu()
        menu.addAction(_("Kept")).triggered.connect(self.keep)
        menu.addAction(_("Let it go…")).triggered.connect(self.release)
        menu.addSeparator()
        menu.addAction(_("Edit…")).triggered.connect(self.edit)
        menu.addAction(_("Delete")).triggered.connect(self.delete)
        self.more = MoreButton(promise.text, menu, is_small=True)

    def when(self, today: date) -> ElidedLabel:
        """Return its day where it has one, else since when."""
        promise = self._promise
        made = whens.local_day(promise.made_at, self._core.zone)
        said = friendly.ago(made, today)
        return small_words(
            friendly.day_label(promise.by, today) if promise.by else said,
            _("Promised {when}.").format(when=friendly.full_date(made)),
        )

    @Slot()
    def keep(self) -> None:
        """Mark it kept."""
        self._core.promises.keep(self._promise.id)

    @Slot()
    def release(self) -> None:
        """Let it go, with a word why."""
        ReleaseDialog(self._core, self._promise.id, self.window()).open()

    @Slot()
    def edit(self) -> None:
        """Change its words or its day."""
        PromiseDialog(self._core, self._promise.id, self.window()).open()

    @Slot()
    def delete(self) -> None:
        """Remove it."""
        self._core.promises.delete(self._promise.id)


class PromisedToMeLine(TheirPromise):
    """Something they owe, in a line on their page."""

    def __init__(self, core: Core, promise: PromiseRow, today: date) -> None:
        super().__init__(core, promise)
        title = _("Promised to me: {text}").format(text=one_line(promise.text))
        fill_line(self, Icon("handshake", "muted"), title, self.when(today), self.more)


class ThankLine(QWidget):
    """They spoke of me in public: whether they were thanked; `thanks_wanted` begins it."""

    thanks_wanted = Signal()

    def __init__(self, core: Core, mention: MentionedMe, today: date) -> None:
        super().__init__()
        self._core, self._mention = core, mention
        menu = QMenu()
        menu.addAction(_("Write a thank-you")).triggered.connect(self.thanks_wanted)
        menu.addAction(_("It is settled")).triggered.connect(self.settle)
        title = _("Spoke of you: have you thanked them?")
        self.more = MoreButton(title, menu, is_small=True)
        said_on = whens.local_day(mention.at, core.zone)
        day = small_words(friendly.ago(said_on, today), friendly.full_date(said_on))
        fill_line(self, Icon("heart", "answer"), title, day, self.more)

    @Slot()
    def settle(self) -> None:
        """Ask no more about it."""
        self._core.word_of_mouth.settle_thanks(self._mention.entry_id)
