"""What lies ahead with a person: promises, follow-ups, and when to keep in touch."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import repeat as repeats
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Owed
from relationship_journal.i18n import gettext as _
from relationship_journal.services.following_rows import SightingRow
from relationship_journal.services.rows import ContactRow, FollowUpRow, PromiseRow
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.follow_up_dialog import FollowUpDialog
from relationship_journal.ui.dialogs.small_dialogs import DayDialog
from relationship_journal.ui.models import person_words as words
from relationship_journal.ui.views.ahead_asked import AskedCard
from relationship_journal.ui.views.ahead_parts import (
    OTHER_DAY,
    MoreButton,
    due_card,
    fill_line,
    later_menu,
    small_words,
)
from relationship_journal.ui.views.ahead_promises import PromiseCard, PromiseLine, comes_up_on
from relationship_journal.ui.widgets.buttons import Button, MenuButton
from relationship_journal.ui.widgets.labels import Icon, Text

if TYPE_CHECKING:
    from relationship_journal.services.sorry import SorryRow
    from relationship_journal.services.word_of_mouth import MentionedMe


class FollowUpActs(QWidget):
    """What can be done with one follow-up; its rows and cards share it.

    Args:
        core: where it is done.
        row: the follow-up.
    """

    def __init__(self, core: Core, row: FollowUpRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core, self._row = core, row

    @Slot()
    def complete(self) -> None:
        """Mark it done."""
        self._core.follow_ups.complete(self._row.id)

    @Slot()
    def skip(self) -> None:
        """Let it be, this time."""
        self._core.follow_ups.skip(self._row.id)

    @Slot()
    def edit(self) -> None:
        """Change it in its dialog."""
        FollowUpDialog(self._core, self._row.contact_id, self.window(), self._row.id).open()

    @Slot()
    def delete(self) -> None:
        """Remove it."""
        self._core.follow_ups.delete(self._row.id)

    @Slot(QAction)
    def snooze(self, action: QAction) -> None:
        """Ask again later, or ask when."""
        days = action.data()
        if days == OTHER_DAY:
            self._ask_when()
            return
        today = whens.local_day(self._core.clock(), self._core.zone)
        self._core.follow_ups.snooze(self._row.id, today + timedelta(days=days))

    def _ask_when(self) -> None:
        dialog = DayDialog(self._core, _("Later"), self._row.text, self.window())
        dialog.chosen.connect(self._snooze_until)
        dialog.open()

    @Slot(object, object)
    def _snooze_until(self, day: date, at: object) -> None:
        self._core.follow_ups.snooze(self._row.id, day, at)  # type: ignore[arg-type]  # a time or None

    def _title(self) -> str:
        return self._row.text or _("Follow up")

    def _repeat_words(self) -> str:
        if not self._row.repeat:
            return ""
        return repeats.repeat_label(repeats.parse_repeat(self._row.repeat))

    def _tip(self) -> str:
        says = [friendly.full_date(self._row.due)]
        if self._row.repeat:
            says.append(words.sentence_case(self._repeat_words()))
        return "\n".join(says)

    def _menu(self, *, is_whole: bool) -> QMenu:
        menu = QMenu()
        if is_whole:
            menu.addAction(_("Done")).triggered.connect(self.complete)
            later = later_menu(menu)
            later.triggered.connect(self.snooze)
            menu.addMenu(later)
            menu.addAction(_("Skip")).triggered.connect(self.skip)
            menu.addSeparator()
        menu.addAction(_("Edit…")).triggered.connect(self.edit)
        menu.addAction(_("Delete")).triggered.connect(self.delete)
        return menu


class DueCard(FollowUpActs):
    """A follow-up that is due: a card with Done, Later and Skip on it."""

    def __init__(
        self, core: Core, row: FollowUpRow, today: date, *, is_compact: bool, is_first: bool
    ) -> None:
        super().__init__(core, row)
        self.done_button = Button(_("Done"), icon="check", kind="main" if is_first else "")
        self.done_button.clicked.connect(self.complete)
        later = later_menu(self)
        later.triggered.connect(self.snooze)
        self.later_button = MenuButton(_("Later"), later, kind="flat")
        self.skip_button = Button(_("Skip"), kind="flat")
        self.skip_button.clicked.connect(self.skip)
        self.more = MoreButton(self._title(), self._menu(is_whole=False))
        below = small_words(self._due_words(today), self._tip())
        buttons = (self.done_button, self.later_button, self.skip_button, self.more)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(due_card("bell", self._title(), below, buttons, is_compact=is_compact))

    def _due_words(self, today: date) -> str:
        due = _("Due {day}").format(day=words.follow_up_day(self._row, today))
        repeat = self._repeat_words()
        return f"{due}, {repeat}" if repeat else due


class AheadLine(FollowUpActs):
    """A follow-up that is not due yet: one line, everything else in its menu."""

    def __init__(self, core: Core, row: FollowUpRow, today: date) -> None:
        super().__init__(core, row)
        repeat = self._repeat_words()
        title = f"{self._title()} ({repeat})" if repeat else self._title()
        day = small_words(words.follow_up_day(row, today), self._tip())
        self.more = MoreButton(self._title(), self._menu(is_whole=True), is_small=True)
        fill_line(self, Icon("bell", "muted"), title, day, self.more)


@dataclass(frozen=True, slots=True)
class _Extra:
    """What stands beside follow-ups and promises."""

    sorries: "tuple[SorryRow, ...]"
    offered: int | None
    untold: tuple[PromiseRow, ...]
    to_me: tuple[PromiseRow, ...]
    mentions: "tuple[MentionedMe, ...]"
    asked: tuple[SightingRow, ...]


class Ahead(QWidget):
    """The lines over the timeline; `cards`, of what is due, stand where the page puts them.

    `target_wanted` carries a thread to be opened, `thanks_wanted` asks to write a thank-you.
    """

    target_wanted = Signal(object)
    thanks_wanted = Signal()

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._shown: object = None
        self._is_compact = False
        self.cards = QWidget()
        self._due = QVBoxLayout(self.cards)
        self._due.setContentsMargins(0, 0, 0, 0)
        self._due.setSpacing(8)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._head = Text(_("Ahead"), kind=fonts.Type.HEAD)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addLayout(self._lines)

    def set_compact(self, is_compact: bool) -> None:
        """Lay the cards out for a narrow pane, from the next showing on."""
        self._is_compact = is_compact

    def show_contact(self, contact: ContactRow) -> None:
        """Show what lies ahead with this contact."""
        today = whens.local_day(self._core.clock(), self._core.zone)
        rows = self._core.follow_ups.open_of(contact.id)
        promises = self._core.promises.open_of(contact.id)
        facts = (
            contact.id, rows, promises, contact.due, contact.is_muted, self._is_compact, today,
            extra := self._extra(contact.id),
        )  # fmt: skip
        if facts == self._shown:
            return
        self._shown = facts
        _empty(self._due)
        _empty(self._lines)
        self._add_extra_cards(extra, today)
        for promise in promises:
            if comes_up_on(self._core, promise) <= today:
                self._add_card(PromiseCard, promise, today)
            else:
                self._lines.addWidget(PromiseLine(self._core, promise, today))
        for row in rows:
            if row.due <= today:
                self._add_card(DueCard, row, today)
            else:
                self._lines.addWidget(AheadLine(self._core, row, today))
        self._add_extra_lines(extra, today)
        keeps = contact.due is not None and not contact.is_muted and not contact.is_put_away
        if keeps and contact.due is not None:
            self._lines.addWidget(_KeepInTouch(contact.due, today))
        self.cards.setVisible(self._due.count() > 0)
        self.setVisible(self._lines.count() > 0)

    def _extra(self, contact_id: int) -> "_Extra":
        core = self._core
        return _Extra(
            tuple(core.sorry.open_of(contact_id)),
            core.sorry.offered(contact_id),
            tuple(core.promises.untold(contact_id)),
            tuple(core.promises.open_of(contact_id, owed_by=Owed.THEIRS)),
            tuple(core.word_of_mouth.to_thank(contact_id)),
            # one question is enough: the answer is for all comments of the name
            tuple(core.sightings.asked_of(contact_id)[:1]),
        )

    def _add_extra_cards(self, extra: "_Extra", today: date) -> None:
        """Show what is to be put right and told, before what is due."""
        from relationship_journal.ui.views.ahead_sorry import (  # noqa: PLC0415  start-up time
            SorryCard,
            SorryOffer,
            TellCard,
        )

        for sorry in extra.sorries:
            card = SorryCard(self._core, sorry, today)
            card.target_wanted.connect(self.target_wanted)
            self._due.addWidget(card)
        for row in extra.asked:
            asked = AskedCard(self._core, row, is_compact=self._is_compact)
            asked.target_wanted.connect(self.target_wanted)
            self._due.addWidget(asked)
        put_right = {sorry.promise_id for sorry in extra.sorries}
        for promise in extra.untold:
            if promise.id not in put_right:
                tell = TellCard(self._core, promise, today, is_compact=self._is_compact)
                tell.target_wanted.connect(self.target_wanted)
                self._due.addWidget(tell)
        if extra.offered is not None:
            self._due.addWidget(SorryOffer(self._core, extra.offered, is_compact=self._is_compact))

    def _add_extra_lines(self, extra: "_Extra", today: date) -> None:
        """Show quietly what they promised, and a word of theirs to be thanked for."""
        from relationship_journal.ui.views.ahead_quiet import (  # noqa: PLC0415  start-up time
            PromisedToMeLine,
            ThankLine,
        )

        for owed in extra.to_me:
            self._lines.addWidget(PromisedToMeLine(self._core, owed, today))
        for mention in extra.mentions:
            line = ThankLine(self._core, mention, today)
            line.thanks_wanted.connect(self.thanks_wanted)
            self._lines.addWidget(line)

    def _add_card(self, kind: Callable[..., QWidget], row: object, today: date) -> None:
        items = (self._due.itemAt(place) for place in range(self._due.count()))
        is_first = not any(
            isinstance(item.widget(), DueCard | PromiseCard) for item in items if item is not None
        )
        card = kind(self._core, row, today, is_compact=self._is_compact, is_first=is_first)
        self._due.addWidget(card)


class _KeepInTouch(QWidget):
    """The line that says when the circle's distance is reached."""

    def __init__(self, due: date, today: date) -> None:
        super().__init__()
        day = small_words(friendly.about(due, today), friendly.full_date(due))
        fill_line(self, Icon("bell", "muted"), _("Keep in touch"), day)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
