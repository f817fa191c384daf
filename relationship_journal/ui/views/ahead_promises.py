"""What I promised a person: a card once it is due, a line before."""

from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.text import one_line
from relationship_journal.domain.today import UNDATED_PROMISE_AFTER
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import PromiseRow
from relationship_journal.ui.dialogs.promise_dialogs import PromiseDialog, ReleaseDialog
from relationship_journal.ui.dialogs.small_dialogs import DayDialog
from relationship_journal.ui.views.ahead_parts import (
    OTHER_DAY,
    MoreButton,
    due_card,
    fill_line,
    later_menu,
    small_words,
)
from relationship_journal.ui.widgets.buttons import Button, MenuButton
from relationship_journal.ui.widgets.labels import Icon


def comes_up_on(core: Core, row: PromiseRow) -> date:
    """Return the day a promise is due; an undated one comes up a while after it was made."""
    return row.by or whens.local_day(row.made_at, core.zone) + UNDATED_PROMISE_AFTER


class PromiseActs(QWidget):
    """What can be done with one promise; its card and its line share it.

    Args:
        core: where it is done.
        row: the promise.
    """

    def __init__(self, core: Core, row: PromiseRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core, self._row = core, row

    @Slot()
    def keep(self) -> None:
        """Mark it kept."""
        self._core.promises.keep(self._row.id)

    @Slot()
    def release(self) -> None:
        """Let it go, with a word why."""
        ReleaseDialog(self._core, self._row.id, self.window()).open()

    @Slot()
    def edit(self) -> None:
        """Change its words or its day."""
        PromiseDialog(self._core, self._row.id, self.window()).open()

    @Slot()
    def delete(self) -> None:
        """Remove it."""
        self._core.promises.delete(self._row.id)

    @Slot(QAction)
    def put_off(self, action: QAction) -> None:
        """Promise it for a later day, or ask for which."""
        days = action.data()
        if days == OTHER_DAY:
            dialog = DayDialog(self._core, _("Later"), self._row.text, self.window())
            dialog.chosen.connect(self._put_off_until)
            dialog.open()
            return
        today = whens.local_day(self._core.clock(), self._core.zone)
        self._core.promises.edit(self._row.id, by=today + timedelta(days=days))

    @Slot(object, object)
    def _put_off_until(self, day: date, _at: object) -> None:
        self._core.promises.edit(self._row.id, by=day)

    def _tip(self) -> str:
        made = friendly.full_instant(self._row.made_at, self._core.zone)
        says = [_("Promised {when}.").format(when=made)]
        if self._row.by:
            says.insert(0, friendly.full_date(self._row.by))
        return "\n".join(says)

    def _menu(self, *, is_whole: bool) -> QMenu:
        menu = QMenu()
        if is_whole:
            menu.addAction(_("Kept")).triggered.connect(self.keep)
            later = later_menu(menu)
            later.triggered.connect(self.put_off)
            menu.addMenu(later)
        menu.addAction(_("Release…")).triggered.connect(self.release)
        menu.addSeparator()
        menu.addAction(_("Edit…")).triggered.connect(self.edit)
        menu.addAction(_("Delete")).triggered.connect(self.delete)
        return menu


class PromiseCard(PromiseActs):
    """A promise that is due: a card with Kept and Later on it."""

    def __init__(
        self, core: Core, row: PromiseRow, today: date, *, is_compact: bool, is_first: bool
    ) -> None:
        super().__init__(core, row)
        title = _("Promise: {text}").format(text=one_line(row.text))
        self.kept_button = Button(_("Kept"), icon="check", kind="main" if is_first else "")
        self.kept_button.clicked.connect(self.keep)
        later = later_menu(self)
        later.triggered.connect(self.put_off)
        self.later_button = MenuButton(_("Later"), later, kind="flat")
        self.more = MoreButton(row.text, self._menu(is_whole=False))
        below = small_words(self._due_words(today), self._tip())
        buttons = (self.kept_button, self.later_button, self.more)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(due_card("handshake", title, below, buttons, is_compact=is_compact))

    def _due_words(self, today: date) -> str:
        made = friendly.day_label(whens.local_day(self._row.made_at, self._core.zone), today)
        if self._row.by is None:
            return _("Promised {day}").format(day=made)
        by = friendly.day_label(self._row.by, today)
        return _("Promised {day}, due {by}").format(day=made, by=by)


class PromiseLine(PromiseActs):
    """A promise that is not due yet: one line, everything else in its menu."""

    def __init__(self, core: Core, row: PromiseRow, today: date) -> None:
        super().__init__(core, row)
        title = _("Promise: {text}").format(text=one_line(row.text))
        if row.by is None:
            day = friendly.about(comes_up_on(core, row), today)
        else:
            day = friendly.day_label(row.by, today)
        self.more = MoreButton(row.text, self._menu(is_whole=True), is_small=True)
        icon = Icon("handshake", "promise")
        fill_line(self, icon, title, small_words(day, self._tip()), self.more)
