"""The sources that need a look, as one calm list: what is wrong, and whose it is."""

from datetime import date, tzinfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import when as whens
from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.following_rows import FeedRow
from relationship_journal.ui import fonts
from relationship_journal.ui.models import following_words as words
from relationship_journal.ui.widgets.buttons import LinkButton
from relationship_journal.ui.widgets.labels import Icon, Text

_SHOWN = 3
_INDENT = 18
"""Pixels that put a link's words below the sentence's."""
_LOST = frozenset({"gone", "missing", "unreadable"})


class SourceList(QWidget):
    """A line for each source that has not worked for days; hidden while all do.

    Signals:
        person_wanted: the id of whose source it is.
        home_wanted: the id of a source whose new home is to be looked for.
    """

    person_wanted = Signal(int)
    home_wanted = Signal(int)

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._shows_all = False
        self.count = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 8, 24, 16)
        self._column.setSpacing(8)

    def look_again(self) -> None:
        """Show what needs a look now."""
        feeds = [one for one in self._core.following.need_a_look() if one.contact_id is not None]
        self.count = len(feeds)
        self._clear()
        self.setVisible(bool(feeds))
        if not feeds:
            return
        count = ngettext("{n} source needs a look", "{n} sources need a look", len(feeds))
        self._column.addWidget(Text(count.format(n=len(feeds)), kind=fonts.Type.HEAD))
        today = whens.local_day(self._core.clock(), self._core.zone)
        for feed in feeds if self._shows_all else feeds[:_SHOWN]:
            self._column.addWidget(self._line(feed, today, self._core.zone))
        left = len(feeds) - _SHOWN
        if left > 0 and not self._shows_all:
            more = LinkButton(ngettext("Show {n} more", "Show {n} more", left).format(n=left))
            more.clicked.connect(self.show_all)
            self._column.addWidget(more)

    @Slot()
    def show_all(self) -> None:
        """Show every one of them."""
        self._shows_all = True
        self.look_again()

    @Slot()
    def open_person(self) -> None:
        """Show whose source it is."""
        self.person_wanted.emit(int(self.sender().property("person")))

    @Slot()
    def look_for_home(self) -> None:
        """Ask for a look at where this source went; once is enough."""
        button = self.sender()
        if isinstance(button, LinkButton):
            button.setEnabled(False)
            self.home_wanted.emit(int(button.property("feed")))

    def _line(self, feed: FeedRow, today: date, zone: tzinfo) -> QWidget:
        contact_id = feed.contact_id or 0
        try:
            name = self._core.contacts.name_of(contact_id)
        except NotFound:  # gone meanwhile
            name = ""
        sentence = Text(
            words.source(feed, name, today, zone),
            kind=fonts.Type.SMALL,
            is_muted=True,
            wraps=True,
        )
        show = LinkButton(_("Show"))
        show.setAccessibleName(_("Show {name}").format(name=name))
        show.setProperty("person", contact_id)
        show.clicked.connect(self.open_person)
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(Icon("wifi-off"), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(sentence, 1)
        across.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(across)
        if feed.state in _LOST:
            home = LinkButton(_("Look for its new home"))
            home.setAccessibleName(_("Look for the new home of {name}").format(name=name))
            home.setProperty("feed", feed.id)
            home.clicked.connect(self.look_for_home)
            below = QHBoxLayout()
            below.addSpacing(_INDENT)
            below.addWidget(home)
            below.addStretch(1)
            lines.addLayout(below)
        return made

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
