"""What is followed of a person: their rhythm, each feed, and what does not work any more."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import when as whens
from relationship_journal.domain.target import Target
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.models.rhythm_words import rhythm as said_rhythm
from relationship_journal.ui.views.ahead_parts import MoreButton
from relationship_journal.ui.views.indent import INDENT, indented
from relationship_journal.ui.widgets import sparkline
from relationship_journal.ui.widgets.buttons import LinkButton
from relationship_journal.ui.widgets.labels import ElidedLabel, Text, as_plain_tip

if TYPE_CHECKING:
    from relationship_journal.services.following_details import RhythmRow
    from relationship_journal.services.following_rows import FeedRow

_EVERYONE = "everyone:"
_AUTHOR = "author:"
_STOP, _SITE = "stop", "site"


class PersonFollows(QWidget):
    """The feeds of a person.

    Signals:
        target_wanted: a `Target`, the site of a feed.
        follow_requested: something more is to be followed.

    Args:
        core: where they are kept.
    """

    target_wanted = Signal(object)
    follow_requested = Signal()

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._contact_id = 0
        self._shown: object = None
        self._lines: list[_Followed] = []
        head = Text(_("Follows"), kind=fonts.Type.HEAD)
        head.setIndent(INDENT)
        self.spark = _Spark()
        self._sentence = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self._feeds = QVBoxLayout()
        self._feeds.setSpacing(4)
        self.follow_button = LinkButton(_("Follow what they publish…"), icon="rss")
        self.follow_button.clicked.connect(self.follow_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(head)
        column.addLayout(indented(self.spark))
        column.addLayout(indented(self._sentence))
        column.addLayout(indented(self._feeds))
        column.addWidget(self.follow_button)

    def show_contact(self, contact_id: int) -> bool:
        """Show what is followed of this contact, and say whether that is something else."""
        core = self._core
        self._contact_id = contact_id
        feeds = core.following.feeds_of(contact_id)
        today = whens.local_day(core.clock(), core.zone)
        rhythm = core.following_details.rhythm(contact_id) if feeds else None
        if (contact_id, feeds, rhythm, today) == self._shown:
            return False
        self._shown = (contact_id, feeds, rhythm, today)
        self.spark.setVisible(rhythm is not None)
        self._sentence.setVisible(rhythm is not None)
        if rhythm is not None:
            self._tell_rhythm(rhythm, today)
        while (item := self._feeds.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = [_Followed(core, feed) for feed in feeds]
        for line in self._lines:
            line.target_wanted.connect(self.target_wanted)
            self._feeds.addWidget(line)
        more = _("Follow something more…") if feeds else _("Follow what they publish…")
        self.follow_button.setText(more)
        self.updateGeometry()
        return True

    def _tell_rhythm(self, rhythm: "RhythmRow", today: date) -> None:
        from relationship_journal.ui.models import following_words  # noqa: PLC0415  start-up time

        self.spark.show_weeks(rhythm.weeks, said_rhythm(rhythm.weeks))
        said = following_words.rhythm_sentence(rhythm, today, self._core.zone)
        self._sentence.setText(said)

    def texts(self) -> list[str]:
        """Return what the lines of the feeds say."""
        return [one.said for one in self._lines]


class _Followed(QWidget):
    """One feed: what it is called, what is wrong with it, and what can be done."""

    target_wanted = Signal(object)

    def __init__(self, core: Core, feed: "FeedRow") -> None:
        from relationship_journal.ui.models import (  # noqa: PLC0415  start-up time
            following_words as words,
        )

        super().__init__()
        self._core, self._feed = core, feed
        name, wrong = words.feed_name(feed), words.trouble(feed)
        label = ElidedLabel(name)
        label.set_tip(feed.url_now)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label)
        narrowed = _("Only posts by {name}").format(name=feed.author_filter)
        parts = (narrowed if feed.author_filter else "", wrong)
        self.said = ". ".join((name, *(part for part in parts if part)))
        for part in parts:
            if part:
                words_ = Text(part, kind=fonts.Type.SMALL, is_muted=True, wraps=True)
                column.addWidget(words_)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill)
        self.menu.triggered.connect(self._take)
        more = MoreButton(name, self.menu, is_small=True)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addLayout(column, 1)
        across.addWidget(more)

    @Slot()
    def _fill(self) -> None:
        """Offer what can be done; who writes there is looked up only now."""
        self.menu.clear()
        self.menu.addAction(_("Open the site")).setData(_SITE)
        authors = self._core.following_details.authors(self._feed.id)
        if len(authors) > 1 or self._feed.author_filter:
            self.menu.addSeparator()
            self._offer(_("Posts by everyone"), _EVERYONE, not self._feed.author_filter)
            for author in authors:
                said = _("Only posts by {name}").format(name=author)
                is_chosen = author == self._feed.author_filter
                self._offer(said.replace("&", "&&"), _AUTHOR + author, is_chosen)
        self.menu.addSeparator()
        self.menu.addAction(_("Stop following")).setData(_STOP)

    def _offer(self, text: str, data: str, is_chosen: bool) -> None:
        action = self.menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(is_chosen)
        action.setData(data)

    @Slot(QAction)
    def _take(self, action: QAction) -> None:
        chosen, following = str(action.data()), self._core.following
        if chosen == _SITE:
            address = self._feed.site_url or self._feed.url_now
            self.target_wanted.emit(Target(address, self._feed.contact_id))
        elif chosen == _STOP:
            following.unfollow(self._feed.id)
        else:
            author = chosen.removeprefix(_AUTHOR) if chosen.startswith(_AUTHOR) else ""
            following.edit(self._feed.id, author_filter=author)


class _Spark(QWidget):
    """The rhythm of one person, which a reader hears in words."""

    def __init__(self) -> None:
        super().__init__()
        self._weeks: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_weeks(self, weeks: tuple[int, ...], said: str) -> None:
        """Show these weeks."""
        self._weeks = weeks
        self.setAccessibleName(said)
        self.setToolTip(as_plain_tip(said))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of half a year."""
        return QSize(sparkline.WIDTH, sparkline.HEIGHT + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw the bars."""
        sparkline.paint_sparkline(QPainter(self), QRect(self.rect()), self._weeks)
