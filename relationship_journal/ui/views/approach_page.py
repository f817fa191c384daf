"""My approach: the circles with their plans, and what is mine: message, blogs, names."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain.beginner_plan import beginner_plan
from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services.circles import MOST
from relationship_journal.services.rows import Changes
from relationship_journal.ui import fonts
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.approach_mine import MINE, MinePages
from relationship_journal.ui.views.approach_nav import ApproachNav, Place
from relationship_journal.ui.views.approach_plan import PlanEditor
from relationship_journal.ui.views.approach_side import ApproachSide
from relationship_journal.ui.views.tab_order import follow_layouts
from relationship_journal.ui.widgets.labels import Text

_SHOWS = (
    "approach",
    "circle",
    "own",
    "contact",
    "interaction",
    "interaction_contact",
    "ignored_name",
)
_FIELDS, _SIDE, _BETWEEN = 640, 232, 40
_SIDE_FROM = 1056  # of the page itself: a window of 1240
_FIRST_CADENCE = 60


class ApproachPage(QScrollArea):
    """The page of Ctrl+6; every field is saved when it is left.

    Signals:
        person_opened: the id of whose page is to be shown.

    Args:
        core: the open journal.
        notices: word of what changed.
    """

    person_opened = Signal(int)

    def __init__(self, core: Core, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._is_stale = False
        self._shown = ""
        self.nav = ApproachNav()
        self.plan = PlanEditor(core)
        self.mine = MinePages(core)
        self.side = ApproachSide(core)
        self._lay_out()
        self.nav.chosen.connect(self.show_place)
        self.nav.add_requested.connect(self.add_circle)
        self.plan.person_opened.connect(self.person_opened)
        self.mine.person_opened.connect(self.person_opened)
        self.side.person_chosen.connect(self.show_person)
        self.side.begin_requested.connect(self.begin_with_a_plan)
        notices.changed.connect(self.follow)
        self._reload()

    # --- what is shown ---------------------------------------------------------------------------

    @Slot(str)
    def show_place(self, key: str) -> None:
        """Show what a row of the left column stands for."""
        self._shown = key
        self._reload()
        self.verticalScrollBar().setValue(0)

    @Slot(int)
    def show_person(self, contact_id: int) -> None:
        """Show a person's own plan."""
        self.show_place(f"contact:{contact_id}")

    @Slot()
    def add_circle(self) -> None:
        """Make a circle, show its plan, and let it be named."""
        taken = {circle.name for circle in self._core.circles.all()}
        numbered = (_("New circle {n}").format(n=n) for n in range(2, MOST + 2))
        name = next(one for one in (_("New circle"), *numbered) if one not in taken)
        self.show_place(f"circle:{self._core.circles.add(name, _FIRST_CADENCE)}")
        self.plan.begin_renaming()

    @Slot()
    def begin_with_a_plan(self) -> None:
        """Fill the preset circles that have no plan with a beginner's."""
        self._core.approach.begin_with(beginner_plan())
        self.nav.focus_chosen()  # the button goes, and the keyboard would be anywhere

    @Slot(object)
    def follow(self, changes: Changes) -> None:
        """Show what changed, at once or when the page is seen again."""
        if not changes.touches(*_SHOWS):
            return
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self._reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self._reload()

    # --- inside ----------------------------------------------------------------------------------

    def _reload(self) -> None:
        circles = self._core.circles.all()
        self.nav.show_places(
            [Place(f"circle:{one.id}", one.name, _how_often(one.cadence_days)) for one in circles],
            self.mine.places(),
        )
        kind, _sign, number = self._shown.partition(":")
        if kind == MINE:
            self._show(self.mine, lambda: self.mine.show_part(self._shown))
        elif kind == "contact":
            self._show(self.plan, lambda: self.plan.show_person(int(number)))
        elif kind == "circle" and int(number) in {one.id for one in circles}:
            self._show(self.plan, lambda: self.plan.show_circle(int(number)))
        else:
            self._shown = f"circle:{circles[0].id}"
            self._show(self.plan, lambda: self.plan.show_circle(circles[0].id))
        follow_layouts(self._page)

    def _show(self, part: QWidget, fill: Callable[[], None]) -> None:
        try:
            fill()
        except NotFound:  # deleted meanwhile: back to the first circle
            self._shown = ""
            self._reload()
            return
        for one in (self.plan, self.mine):
            one.setVisible(one is part)
        self.nav.blockSignals(True)
        self.nav.choose(self._shown)
        self.nav.blockSignals(False)
        self.side.show_place(self._shown)

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("My approach"))
        title = Text(_("My approach"), kind=fonts.Type.PAGE_TITLE)
        title.setIndent(12)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(title)
        left.addWidget(self.nav, 1)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(24)
        self._fields.addWidget(self.plan)
        self._fields.addWidget(self.mine)
        self._below = QVBoxLayout()
        self._fields.addLayout(self._below)
        self._fields.addStretch(1)
        middle = QWidget()
        middle.setLayout(self._fields)
        self._fields.setContentsMargins(0, 0, 0, 0)
        middle.setMaximumWidth(_FIELDS)
        self._beside = QVBoxLayout()
        self._beside.setContentsMargins(0, 46, 0, 0)
        self._page = QWidget()
        across = QHBoxLayout(self._page)
        across.setContentsMargins(24, 20, 24, 24)
        across.setSpacing(_BETWEEN)
        across.addStretch(1)
        across.addLayout(left)
        across.addWidget(middle, 100)
        across.addLayout(self._beside)
        across.addStretch(1)
        self.setWidget(self._page)
        self.setFocusProxy(self.nav)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the quiet column beside the fields, or below them."""
        super().resizeEvent(event)
        is_beside = event.size().width() >= _SIDE_FROM
        (self._beside if is_beside else self._below).addWidget(self.side)
        self.side.set_beside(is_beside, _SIDE)


def _how_often(days: int | None) -> str:
    """Return a cadence as it stands at the end of a row: "every 4 weeks"."""
    return friendly.cadence_label(days).removeprefix(_("about ")) if days else ""
