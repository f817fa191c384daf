"""What I owe, the oldest first and with its age; and quietly, what was promised to me."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Owed
from relationship_journal.domain.text import one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.rows import PromiseRow
from relationship_journal.ui import fonts
from relationship_journal.ui.views.ahead_parts import MoreButton, small_words
from relationship_journal.ui.views.ahead_promises import PromiseActs
from relationship_journal.ui.views.ahead_quiet import TheirPromise
from relationship_journal.ui.views.tab_order import follow_layouts
from relationship_journal.ui.views.today_parts import NameButton
from relationship_journal.ui.widgets.labels import Avatar, ElidedLabel, Icon, Text

_MOST = 200
_INDENT = 12


class OweRow(PromiseActs):
    """One promise: to whom, what, since when; `person_opened` carries whose page is wanted."""

    person_opened = Signal(int)

    def __init__(self, core: Core, row: PromiseRow, today: date) -> None:
        super().__init__(core, row)
        avatar = Avatar(24)
        avatar.show_person(row.contact_id, row.name)
        self.name_button = NameButton(row.name, _("Open their page"))
        fonts.set_type(self.name_button, fonts.Type.PERSON)
        self.name_button.clicked.connect(self._open)
        made = whens.local_day(row.made_at, core.zone)
        age = _("promised {ago}").format(ago=friendly.ago(made, today))
        if row.by is not None:
            due = friendly.ahead(row.by, today)
            age = _("{age}, due {day}").format(age=age, day=due)
        self.more = MoreButton(row.text, self._menu(is_whole=True), is_small=True)
        who, words = self.name_button, small_words(age, self._tip())
        _lay_out(self, avatar=avatar, name=who, text=row.text, age=words, more=self.more)

    @Slot()
    def _open(self) -> None:
        self.person_opened.emit(self._row.contact_id)


class TheirRow(TheirPromise):
    """Something promised to me; `person_opened` carries whose page is wanted."""

    person_opened = Signal(int)

    def __init__(self, core: Core, row: PromiseRow, today: date) -> None:
        super().__init__(core, row)
        avatar = Avatar(24)
        avatar.show_person(row.contact_id, row.name)
        self.name_button = NameButton(row.name, _("Open their page"))
        fonts.set_type(self.name_button, fonts.Type.PERSON)
        self.name_button.clicked.connect(self._open)
        who, age, more = self.name_button, self.when(today), self.more
        _lay_out(self, avatar=avatar, name=who, text=row.text, age=age, more=more)

    @Slot()
    def _open(self) -> None:
        self.person_opened.emit(self._promise.contact_id)


def _lay_out(
    line: QWidget, *, avatar: Avatar, name: QWidget, text: str, age: ElidedLabel, more: QWidget
) -> None:
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 2, 0, 2)
    across.setSpacing(8)
    across.addWidget(avatar)
    across.addWidget(name)
    across.addWidget(ElidedLabel(one_line(text), is_muted=True), 1)
    across.addWidget(age)
    across.addWidget(more)


class OweList(QScrollArea):
    """Both lists; `person_opened` carries whose page is wanted.

    Args:
        core: where promises are kept.
    """

    person_opened = Signal(int)

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._shown: object = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("I owe"))
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(_INDENT, 0, _INDENT, 0)
        self._column.setSpacing(2)
        self.setWidget(self._inside)
        for see_through in (self, self.viewport(), self._inside):
            see_through.setAutoFillBackground(False)

    def look_again(self) -> None:
        """Show what is owed now, both ways."""
        today = whens.local_day(self._core.clock(), self._core.zone)
        mine = self._core.promises.all_open()
        theirs = self._core.promises.all_open(owed_by=Owed.THEIRS)
        if (mine, theirs, today) == self._shown:
            return
        self._shown = (mine, theirs, today)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not mine:
            self._column.addWidget(_nothing())
        self._add(mine, OweRow, today)
        if theirs:
            self._column.addSpacing(20)
            self._column.addWidget(Text(_("Promised to me"), kind=fonts.Type.HEAD))
            self._add(theirs, TheirRow, today)
        self._column.addStretch(1)
        follow_layouts(self._inside)

    def _add(
        self, rows: list[PromiseRow], kind: Callable[..., OweRow | TheirRow], today: date
    ) -> None:
        for row in rows[:_MOST]:
            line = kind(self._core, row, today)
            line.person_opened.connect(self.person_opened)
            self._column.addWidget(line)
        more = len(rows) - _MOST
        if more > 0:
            words = ngettext("and {n} more", "and {n} more", more).format(n=more)
            self._column.addWidget(Text(words, is_muted=True))


def _nothing() -> QWidget:
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 4, 0, 4)
    across.setSpacing(8)
    across.addWidget(Icon("handshake", "muted"))
    across.addWidget(Text(_("You owe nobody anything."), is_muted=True), 1)
    return made
