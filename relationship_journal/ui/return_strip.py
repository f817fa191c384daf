"""The strip that asks what came of a page that was opened, and keeps the answer."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStackedLayout,
    QTextEdit,
    QWidget,
)

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.text import apart, one_line
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext, pgettext
from relationship_journal.services.return_strip import CommentedRow, OpenedRow
from relationship_journal.services.rows import Changes
from relationship_journal.ui import fonts
from relationship_journal.ui import theme as themes
from relationship_journal.ui.models.timeline_words import first_name
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.widgets.buttons import Button, IconButton
from relationship_journal.ui.widgets.direction import align_with_window
from relationship_journal.ui.widgets.labels import Avatar, ElidedLabel, Icon

HEIGHT = 52
_AVATAR = 28
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_SHOWS = ("opened", "contact", "interaction", "interaction_contact")
_PAUSE = 300  # milliseconds after the last letter before wording is compared


class ReturnStrip(QWidget):
    """Asks about the page that was opened last: commented, only read, not today.

    After "I commented" it has one line for what was written, and says when the person is next.
    It is there while there is something to ask, and takes the focus from nobody who types.

    Signals:
        asked_changed: it asks about something else, or nothing any more.
        change_wanted: the id of whose next date is to be another.
        said: what was done, for the status bar.

    Args:
        core: the open journal.
        notices: word of what changed.
    """

    asked_changed = Signal()
    change_wanted = Signal(int)
    said = Signal(str)

    def __init__(self, core: Core, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._asked: OpenedRow | None = None
        self._wrote: CommentedRow | None = None
        self._has_been_given_focus = 0
        self.setAccessibleName(_("What came of it"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._make_question())
        self._pages.addWidget(self._make_after())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._compare_wording)
        notices.changed.connect(self._take_changes)
        self.hide()

    # --- what the frame asks ---------------------------------------------------------------------

    @property
    def asked(self) -> OpenedRow | None:
        """What it asks about, or None."""
        return self._asked

    def asks_about(self, contact_id: int) -> bool:
        """Say whether it asks about this person."""
        return self._asked is not None and self._asked.contact_id == contact_id

    def next_words(self) -> str:
        """Return what stands after "I commented": "Next: about 7 December"; "" before."""
        return "" if self._wrote is None else self._next.text()

    @Slot()
    def look_again(self) -> None:
        """Ask about what was opened last and not yet said; the line of before stays until then."""
        waiting = self._core.opened.waiting()
        before = self._asked.id if self._asked else 0
        self._asked = waiting[0] if waiting else None
        if self._asked is not None and self._asked.id != before:
            self._wrote = None
        if self._wrote is not None:
            self._pages.setCurrentIndex(1)
        elif self._asked is not None:
            self._show_question(self._asked, len(waiting) - 1)
        self.setVisible(self._wrote is not None or self._asked is not None)
        if (self._asked.id if self._asked else 0) != before:
            self.asked_changed.emit()

    @Slot()
    def come_back(self) -> None:
        """Offer the keyboard once when the window is back, unless somebody types."""
        if self._asked is None or self._wrote is not None:
            return
        if self._has_been_given_focus == self._asked.id or not self.isVisible():
            return
        self._has_been_given_focus = self._asked.id
        if not isinstance(QApplication.focusWidget(), _TYPED_INTO):
            self.commented_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- answers ---------------------------------------------------------------------------------

    @Slot()
    def answer_commented(self) -> None:
        """Write the comment down and offer a line for it."""
        asked = self._asked
        if asked is None:
            return
        had_focus = self._has_focus_inside()
        self._wrote = self._core.opened.commented(asked.id)
        self._show_after(self._wrote)
        if had_focus:
            self.line.setFocus()

    @Slot()
    def answer_only_read(self) -> None:
        """Note that it was read, and nothing written."""
        if self._asked is not None:
            self._core.opened.only_read(self._asked.id)
            self.said.emit(_("Only read it: {name}").format(name=self._asked.name))

    @Slot()
    def answer_not_today(self) -> None:
        """Ask again tomorrow."""
        if self._asked is not None:
            self._core.opened.not_today(self._asked.id)
            self.said.emit(_("Not today: {name}").format(name=self._asked.name))

    @Slot()
    def close_question(self) -> None:
        """Ask no more; the line of before goes too."""
        if self._wrote is not None:
            self.finish()
        elif self._asked is not None:
            self._core.opened.dismiss(self._asked.id)

    @Slot()
    def finish(self) -> None:
        """Keep the line, and be done with it."""
        self.keep_line()
        self._wrote = None
        self.look_again()

    @Slot()
    def keep_line(self) -> None:
        """Keep what stands in the line as the entry's words."""
        wrote, text = self._wrote, self.line.text().strip()
        if wrote is None:
            return
        try:
            if text != self._core.entries.get(wrote.entry_id).text:
                self._core.entries.edit(wrote.entry_id, text=text)
        except NotFound:  # taken back meanwhile
            self._wrote = None
        except InvalidInput as error:
            self._hint.setText(str(error))

    # --- what Qt tells ---------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the height of a strip; a big font makes it higher."""
        inside = self._pages.sizeHint()
        return QSize(inside.width(), max(HEIGHT, inside.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the room that is left when the words are cut."""
        return QSize(self._pages.minimumSize().width(), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for "I commented", and Escape for being done with it."""
        if event.isAutoRepeat():
            return
        if event.key() in _ENTER and self._wrote is None:
            focus = QApplication.focusWidget()
            if isinstance(focus, Button) and self.isAncestorOf(focus):
                focus.click()
            else:
                self.answer_commented()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_question()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Draw the surface and the line above it."""
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.surface)
        painter.fillRect(0, 0, self.width(), 1, theme.line)

    def changeEvent(self, event: QEvent) -> None:
        """Be as high as the font asks."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    # --- inside ----------------------------------------------------------------------------------

    @Slot(object)
    def _take_changes(self, changes: Changes) -> None:
        if not changes.touches(*_SHOWS):
            return
        if self._wrote is not None and not self._is_there(self._wrote.entry_id):
            self._wrote = None
        self.look_again()

    def _is_there(self, entry_id: int) -> bool:
        try:
            self._core.entries.get(entry_id)
        except NotFound:
            return False
        return True

    def _show_question(self, row: OpenedRow, more: int) -> None:
        self._pages.setCurrentIndex(0)
        self._face.show_person(row.contact_id, row.name)
        called = first_name(row.name)
        self._name.setText(pgettext("before a title", "{name},").format(name=apart(called)))
        self._name.set_tip(row.name)
        title = one_line(row.title)
        self._title.setText(title)
        zone = self._core.zone
        opened = _("opened at {time}").format(time=friendly.clock(row.opened_at, zone))
        if more:
            others = ngettext("{n} more to say", "{n} more to say", more).format(n=more)
            opened = f"{opened}, {others}"
        self._opened.setText(opened)
        self._opened.set_tip(friendly.full_instant(row.opened_at, zone))
        spoken = f"{row.name}, {title}. {opened}"
        if spoken != self.accessibleDescription():
            self.setAccessibleDescription(spoken)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def _show_after(self, wrote: CommentedRow) -> None:
        self._pages.setCurrentIndex(1)
        called = first_name(wrote.name)
        self.line.setText("")
        self.line.setAccessibleName(_("What you wrote to {name}").format(name=called))
        self.line.setPlaceholderText(
            _("What you wrote to {name}, in a line or not at all").format(name=called)
        )
        self._hint.setText(
            _("an answer will be told") if wrote.is_watched else _("answers are not seen")
        )
        self.show_next()

    @Slot()
    def show_next(self) -> None:
        """Say when the person is next."""
        if self._wrote is None:
            return
        today = whens.local_day(self._core.clock(), self._core.zone)
        due = [one.due for one in self._core.follow_ups.open_of(self._wrote.contact_id)]
        days = [day for day in (self._wrote.next_day, *due) if day is not None and day > today]
        if not days:
            self._next.setText(_("Next: no date"))
            self._next.set_tip("")
        else:
            day = friendly.day_label(min(days), today)
            self._next.setText(_("Next: about {day}").format(day=day))
            self._next.set_tip(friendly.full_date(min(days)))

    @Slot()
    def _change_next(self) -> None:
        if self._wrote is not None:
            self.keep_line()
            self.change_wanted.emit(self._wrote.contact_id)

    @Slot(str)
    def _note_typing(self, _text: str) -> None:
        self._hint.setText("")
        self._pause.start(_PAUSE)

    @Slot()
    def _compare_wording(self) -> None:
        """Say when these words went to somebody else; it holds nothing up."""
        if self._wrote is None:
            return
        found = self._core.guard.repeated([self._wrote.contact_id], self.line.text())
        self._hint.setText(found.sentence if found is not None else "")

    def _has_focus_inside(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    # --- building --------------------------------------------------------------------------------

    def _make_question(self) -> QWidget:
        self._face = Avatar(_AVATAR)
        self._name = ElidedLabel(kind=fonts.Type.STRONG)
        self._name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._title = ElidedLabel()
        self._opened = ElidedLabel(kind=fonts.Type.SMALL, is_muted=True)
        self.commented_button = Button(_("I commented"), icon="check", kind="main", key=_("Enter"))
        self.read_button = Button(_("Only read it"), icon="book-open")
        self.not_today_button = Button(_("Not today"))
        close = IconButton("x", _("Close"), is_small=True)
        self.commented_button.clicked.connect(self.answer_commented)
        self.read_button.clicked.connect(self.answer_only_read)
        self.not_today_button.clicked.connect(self.answer_not_today)
        close.clicked.connect(self.close_question)
        words = (self._name, self._title, self._opened)
        return _line(
            self._face,
            *words,
            None,
            self.commented_button,
            self.read_button,
            self.not_today_button,
            close,
        )

    def _make_after(self) -> QWidget:
        self.line = QLineEdit()
        align_with_window(self.line)
        self.line.returnPressed.connect(self.finish)
        self.line.editingFinished.connect(self.keep_line)
        self.line.textEdited.connect(self._note_typing)
        self._hint = ElidedLabel(kind=fonts.Type.SMALL, is_muted=True)
        self._next = ElidedLabel()
        self.change_button = Button(_("Change…"), kind="flat")
        # nothing is asked any more: the main button is the page's again
        self.done_button = Button(_("Done"), key=_("Enter"))
        self.change_button.clicked.connect(self._change_next)
        self.done_button.clicked.connect(self.finish)
        return _line(
            Icon("check", "accent", 18),
            ElidedLabel(_("Written down"), kind=fonts.Type.STRONG),
            self.line,
            self._hint,
            self._next,
            self.change_button,
            self.done_button,
        )


def _line(*parts: QWidget | None) -> QWidget:
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(24, 9, 12, 9)
    across.setSpacing(8)
    for part in parts:
        if part is None:
            across.addStretch(1)
        elif isinstance(part, QLineEdit):
            across.addWidget(part, 1)
        else:
            across.addWidget(part)
    return holder
