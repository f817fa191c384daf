"""What lies ahead with a person: open follow-ups, and when to keep in touch."""

from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import repeat as repeats
from relationship_journal.domain import when as whens
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import ContactRow, FollowUpRow
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.follow_up_dialog import FollowUpDialog
from relationship_journal.ui.dialogs.small_dialogs import DayDialog
from relationship_journal.ui.models import person_words as words
from relationship_journal.ui.widgets.buttons import Button, IconButton, MenuButton
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, Text

_OTHER_DAY = -1


def later_menu(parent: QWidget) -> QMenu:
    """Return the menu of Later; its actions' data are days, or -1 for a day to be named."""
    menu = QMenu(_("Later"), parent)
    for words_, days in (
        (_("1 day"), 1),
        (_("3 days"), 3),
        (_("1 week"), 7),
        (_("Another day…"), _OTHER_DAY),
    ):
        menu.addAction(words_).setData(days)
    return menu


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
        if days == _OTHER_DAY:
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
        card = Card(padding=12)
        card.set_state("promise")
        title = Text(self._title(), kind=fonts.Type.PERSON, wraps=True)
        when = ElidedLabel(self._due_words(today), kind=fonts.Type.SMALL, is_muted=True)
        when.set_tip(self._tip())
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(title)
        column.addWidget(when)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Icon("bell", "promise", 18))
        head.addLayout(column, 1)
        self.done_button = Button(_("Done"), icon="check", kind="main" if is_first else "")
        self.done_button.clicked.connect(self.complete)
        later = later_menu(self)
        later.triggered.connect(self.snooze)
        self.later_button = MenuButton(_("Later"), later, kind="flat")
        self.skip_button = Button(_("Skip"), kind="flat")
        self.skip_button.clicked.connect(self.skip)
        more = IconButton("ellipsis", _("More for {text}").format(text=self._title()))
        menu = self._menu(is_whole=False)
        menu.setParent(more, menu.windowFlags())
        more.clicked.connect(self._show_more)
        self._more, self._more_menu = more, menu
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        if is_compact:
            buttons.addSpacing(30)
        for button in (self.done_button, self.later_button, self.skip_button, more):
            buttons.addWidget(button)
        if is_compact:
            buttons.addStretch(1)
        across = QBoxLayout(
            QBoxLayout.Direction.TopToBottom if is_compact else QBoxLayout.Direction.LeftToRight
        )
        across.setSpacing(8)
        across.addLayout(head, 1)
        across.addLayout(buttons)
        card.body.addLayout(across)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 4)
        around.addWidget(card)

    def _due_words(self, today: date) -> str:
        due = _("Due {day}").format(day=words.follow_up_day(self._row, today))
        repeat = self._repeat_words()
        return f"{due}, {repeat}" if repeat else due

    @Slot()
    def _show_more(self) -> None:
        self._more_menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))


class AheadLine(FollowUpActs):
    """A follow-up that is not due yet: one line, everything else in its menu."""

    def __init__(self, core: Core, row: FollowUpRow, today: date) -> None:
        super().__init__(core, row)
        repeat = self._repeat_words()
        title = f"{self._title()} ({repeat})" if repeat else self._title()
        day = ElidedLabel(words.follow_up_day(row, today), kind=fonts.Type.SMALL, is_muted=True)
        day.set_tip(self._tip())
        self.more = IconButton(
            "ellipsis", _("More for {text}").format(text=self._title()), is_small=True
        )
        self._more_menu = self._menu(is_whole=True)
        self._more_menu.setParent(self.more, self._more_menu.windowFlags())
        self.more.clicked.connect(self._show_more)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(Icon("bell", "muted"))
        across.addSpacing(8)
        across.addWidget(ElidedLabel(title, kind=fonts.Type.PERSON), 1)
        across.addWidget(day)
        across.addWidget(self.more)

    @Slot()
    def _show_more(self) -> None:
        self._more_menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class Ahead(QWidget):
    """The section over the timeline: due cards first, then lines, then Keep in touch."""

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._shown: object = None
        self._is_compact = False
        self._due = QVBoxLayout()
        self._due.setSpacing(4)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._head = Text(_("Ahead"), kind=fonts.Type.HEAD)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._due)
        column.addWidget(self._head)
        column.addLayout(self._lines)

    def set_compact(self, is_compact: bool) -> None:
        """Lay the cards out for a narrow pane, from the next showing on."""
        self._is_compact = is_compact

    def show_contact(self, contact: ContactRow) -> None:
        """Show what lies ahead with this contact."""
        today = whens.local_day(self._core.clock(), self._core.zone)
        rows = self._core.follow_ups.open_of(contact.id)
        facts = (contact.id, rows, contact.due, contact.is_muted, self._is_compact, today)
        if facts == self._shown:
            return
        self._shown = facts
        _empty(self._due)
        _empty(self._lines)
        is_first = True
        for row in rows:
            if row.due <= today:
                card = DueCard(
                    self._core, row, today, is_compact=self._is_compact, is_first=is_first
                )
                self._due.addWidget(card)
                is_first = False
            else:
                self._lines.addWidget(AheadLine(self._core, row, today))
        keeps = contact.due is not None and not contact.is_muted and not contact.is_put_away
        if keeps and contact.due is not None:
            self._lines.addWidget(_KeepInTouch(contact.due, today))
        self._head.setVisible(self._lines.count() > 0)
        self.setVisible(self._lines.count() + self._due.count() > 0)


class _KeepInTouch(QWidget):
    """The line that says when the circle's distance is reached."""

    def __init__(self, due: date, today: date) -> None:
        super().__init__()
        day = ElidedLabel(friendly.about(due, today), kind=fonts.Type.SMALL, is_muted=True)
        day.set_tip(friendly.full_date(due))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 5, 0, 5)
        across.setSpacing(8)
        across.addWidget(Icon("bell", "muted"))
        across.addSpacing(8)
        across.addWidget(ElidedLabel(_("Keep in touch"), kind=fonts.Type.PERSON), 1)
        across.addWidget(day)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
