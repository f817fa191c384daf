"""The Following page: a row a person, the mention basket, and the sources that need a look."""

from datetime import date

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.core import Core
from relationship_journal.domain import when as whens
from relationship_journal.domain.target import Target
from relationship_journal.i18n import gettext as _
from relationship_journal.services.following_rows import FollowingRow
from relationship_journal.services.rows import Changes
from relationship_journal.ui import fonts
from relationship_journal.ui import theme as themes
from relationship_journal.ui.jobs import IsCancelled, Jobs, Progress
from relationship_journal.ui.models import following_words as words
from relationship_journal.ui.models.following_model import FollowingModel
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.basket_pane import WIDTH, BasketPane
from relationship_journal.ui.views.following_delegate import SIDE, Places, small_height
from relationship_journal.ui.views.following_list import FollowingList
from relationship_journal.ui.views.source_list import SourceList
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import EmptyState, Line, row
from relationship_journal.ui.widgets.labels import ElidedLabel, Text

BESIDE_FROM = 1100
"""Width of the window from which the basket stands beside the list."""
_MARGIN = 24
_DRAWER = 300
_ANY = 16_777_215  # Qt's own greatest size
_SHOWS = frozenset(
    {"feed", "feed_state", "post", "basket_item", "contact", "circle", "own", "approach"}
)


class FollowingPage(QWidget):
    """Who is followed, and what they published.

    Signals:
        target_wanted: a `Target`, their post, is to be opened.
        person_opened: the id of whose page is to be shown.
        follow_requested: somebody is to be followed.
        look_requested: posts are to be looked for now.
        said: what was done, for the status bar.
        published: the ids of those who are to be told of one's own post.

    Args:
        core: the open journal.
        notices: word of what changed.
        jobs: looks for one person's posts.
    """

    target_wanted = Signal(object)
    person_opened = Signal(int)
    follow_requested = Signal()
    look_requested = Signal()
    said = Signal(str)
    published = Signal(object)

    def __init__(
        self, core: Core, notices: Notices, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._core, self._jobs = core, jobs
        self._is_stale = True
        self._shown_on = date.min
        self._model = FollowingModel(core.following_details, core.zone, self)
        self.list = FollowingList(self._model)
        self.basket = BasketPane(core, jobs)
        self.sources = SourceList(core)
        self._build()
        self._connect(notices)

    @Slot()
    def look_again(self) -> None:
        """Show what was published as of now; who is chosen stays chosen."""
        self._is_stale = False
        self._shown_on = self._today()
        chosen = self.list.row()
        rows = self._core.following.rows()
        self._model.show_rows(rows, self._shown_on)
        self._head.setText(words.head(len(rows)) if rows else "")
        self._stack.setCurrentIndex(0 if rows else 1)
        self._columns.setVisible(bool(rows))
        self.setFocusProxy(self.list if rows else self._begin)
        if rows:
            self.list.select_person(chosen.contact_id if chosen is not None else 0)
        self.basket.look_again()
        self.sources.look_again()
        self._fit()

    @Slot()
    def note_time(self) -> None:
        """Look again if it is another day; for a clock that ticks."""
        if self.isVisible() and self._shown_on != self._today():
            self.look_again()

    @Slot(bool)
    def note_can_look(self, can_look: bool) -> None:
        """Offer to look for posts, unless that is under way."""
        self._look.setEnabled(can_look)

    # --- what is asked of a row ------------------------------------------------------------------

    @Slot(object)
    def open_post(self, one: FollowingRow) -> None:
        """Open somebody's newest post."""
        post = one.newest
        if post is not None:
            self.target_wanted.emit(
                Target(post.url, one.contact_id, post_id=post.id, title=words.title(post))
            )

    @Slot(object)
    def toggle_basket(self, one: FollowingRow) -> None:
        """Put somebody's newest post into the basket, or take it out."""
        if one.newest is not None:
            self._core.basket.toggle(one.newest.id)

    @Slot(object)
    def show_person(self, one: FollowingRow) -> None:
        """Show somebody's page."""
        self.person_opened.emit(one.contact_id)

    @Slot(object)
    def look_for(self, one: FollowingRow) -> None:
        """Look for one person's posts now."""
        fetching, contact_id = self._core.fetching, one.contact_id

        def work(progress: Progress, is_cancelled: IsCancelled) -> int:
            found = fetching.fetch([contact_id], is_cancelled=is_cancelled, progress=progress)
            return sum(one.new_posts for one in found)

        self._jobs.run(_("Looking for posts"), work, self._say_looked)

    @Slot(int)
    def look_for_home(self, feed_id: int) -> None:
        """Look for where a source went, and say what was found."""
        fetching = self._core.fetching

        def work(_progress: Progress, _cancelled: IsCancelled) -> str:
            return fetching.look_for_new_home(feed_id)

        self._jobs.run(_("Looking for posts"), work, self._say_home)

    @Slot(object)
    def stop_following(self, one: FollowingRow) -> None:
        """Follow somebody no longer, in one step."""
        with self._core.history.as_one(_("Stop following {name}").format(name=one.name)):
            for feed in self._core.following.feeds_of(one.contact_id):
                self._core.following.unfollow(feed.id)

    def _say_home(self, found: str) -> None:
        at = found.partition("://")[2]
        self.said.emit(
            _("Found: {address}").format(address=at) if at else _("No new home was found")
        )

    def _say_looked(self, new: int) -> None:
        self.said.emit(_("Looked: there are new posts") if new else _("Looked: nothing new"))

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        title = Text(_("Following"), kind=fonts.Type.PAGE_TITLE)
        self._head = ElidedLabel("", is_muted=True)
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._look = Button(_("Look now"), icon="refresh-cw", kind="quiet")
        self._follow = Button(_("Follow someone"), icon="plus", kind="quiet")
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 0, SIDE, 0)
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(self._head, 1)
        head.addWidget(self._look)
        head.addWidget(self._follow)
        self._columns = _Columns(self.list)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty())
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(_MARGIN - SIDE, 20, _MARGIN - SIDE, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._columns)
        column.addWidget(self._stack, 1)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.basket, 1)
        side.addWidget(self.sources)
        self._between = Line(self)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._drawer = Button("", icon="shopping-basket", kind="flat")
        self._drawer.setCheckable(True)
        handle = QWidget()
        handle.setLayout(row(SIDE, self._drawer, None))
        self._across.addWidget(left, 1)
        self._across.addWidget(self._between)
        self._across.addWidget(handle)
        self._across.addWidget(self._side)

    def _empty(self) -> EmptyState:
        empty = EmptyState(
            "rss",
            _("Nobody is followed yet"),
            _(
                "Paste the address of somebody whose blog you read.\n"
                "What they publish will stand here, a row a person."
            ),
        )
        self._begin = Button(_("Follow someone"), icon="plus", kind="main")
        empty.add(self._begin)
        return empty

    def _connect(self, notices: Notices) -> None:
        self._begin.clicked.connect(self.follow_requested)
        self._follow.clicked.connect(self.follow_requested)
        self._look.clicked.connect(self.look_requested)
        self.list.post_wanted.connect(self.open_post)
        self.list.person_wanted.connect(self.show_person)
        self.list.basket_wanted.connect(self.toggle_basket)
        self.list.look_wanted.connect(self.look_for)
        self.list.stop_wanted.connect(self.stop_following)
        self.basket.said.connect(self.said)
        self.basket.published.connect(self.published)
        self._drawer.toggled.connect(self._fit)
        self.sources.home_wanted.connect(self.look_for_home)
        self.sources.person_wanted.connect(self.person_opened)
        notices.changed.connect(self._take_changes)

    @Slot()
    def _fit(self) -> None:
        """Let the basket stand beside the list, or as a drawer under it."""
        is_beside = self.window().width() >= BESIDE_FROM
        direction = QHBoxLayout.Direction
        self._across.setDirection(direction.LeftToRight if is_beside else direction.TopToBottom)
        has_something = bool(self.basket.count or self.sources.count)
        is_shown = bool(self._model.rowCount()) if is_beside else has_something
        self._drawer.setVisible(has_something and not is_beside)
        self._drawer.setText(words.drawer(self.basket.count, self.sources.count))
        self._side.setVisible(is_shown and (is_beside or self._drawer.isChecked()))
        self._between.setVisible(is_shown)
        self.basket.setVisible(is_beside or bool(self.basket.count))
        self._between.setMinimumSize(*((1, 0) if is_beside else (0, 1)))
        self._between.setMaximumSize(*((1, _ANY) if is_beside else (_ANY, 1)))
        self._side.setMinimumWidth(WIDTH if is_beside else 0)
        self._side.setMaximumSize(*((WIDTH, _ANY) if is_beside else (_ANY, _DRAWER)))
        self._follow.setVisible(bool(self._model.rowCount()))
        self._look.setVisible(bool(self._model.rowCount()))

    # --- what is told ----------------------------------------------------------------------------

    @Slot(object)
    def _take_changes(self, changes: Changes) -> None:
        if not changes.is_foreign and not changes.touches(*_SHOWS):
            return
        self._is_stale = True
        if self.isVisible():
            self.look_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew if something changed, or the day, while nobody looked."""
        super().showEvent(event)
        self._fit()
        if self._is_stale or self._shown_on != self._today():
            self.look_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the basket where there is room for it."""
        super().resizeEvent(event)
        self._fit()

    def _today(self) -> date:
        return whens.local_day(self._core.clock(), self._core.zone)


class _Columns(QWidget):
    """The small words above the columns, where the rows below have theirs."""

    def __init__(self, rows: FollowingList) -> None:
        super().__init__()
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(small_height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw the words."""
        painter = QPainter(self)
        painter.setFont(fonts.font_of(fonts.Type.SMALL))
        painter.setPen(themes.current().muted)
        direction = QApplication.layoutDirection()
        # the rows leave room for the scroll bar
        room = QRect(0, 0, self._rows.viewport().width(), self.height())
        places = Places(QStyle.visualRect(direction, self.rect(), room))
        leading = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading)
        trailing = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignTrailing)
        for box, text, side in (
            (places.post, _("Newest post"), leading),
            (places.age, _("Age"), trailing),
            (places.spark, _("Half a year"), leading),
        ):
            painter.drawText(QRect(box), side | Qt.AlignmentFlag.AlignVCenter, text)
