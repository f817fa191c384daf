"""Wrote: one line on a card, with where and why, that Enter writes down."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from relationship_journal.domain.codes import Channel, Intent, channel_label, intent_label
from relationship_journal.i18n import gettext as _
from relationship_journal.ui.caution import CautionLine
from relationship_journal.ui.dialogs.form import ErrorText
from relationship_journal.ui.views.entry_text import without_address
from relationship_journal.ui.widgets.buttons import Button, MenuButton
from relationship_journal.ui.widgets.direction import align_with_window
from relationship_journal.ui.widgets.fields import mark_error


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be written down: the words, where, why, and the post it is about."""

    text: str = ""
    channel: Channel = Channel.OTHER
    intent: Intent | None = None

    @property
    def words_and_link(self) -> tuple[str, str]:
        """The words without a web address at one of their ends, and the address."""
        return without_address(self.text.strip())


class Writing(QWidget):
    """The line; `submitted` carries a `Written`, `closed` says it was left for now.

    Args:
        name: the person's first name.
        draft: what was typed before, or the proposal.
    """

    submitted = Signal(object)
    closed = Signal()

    def __init__(self, name: str, draft: Written, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._written = draft
        self.line = QLineEdit(draft.text)
        self.line.setAccessibleName(_("What you wrote to {name}").format(name=name))
        self.line.setPlaceholderText(
            _("What you wrote to {name}, in a line or not at all").format(name=name)
        )
        align_with_window(self.line)
        self.line.textEdited.connect(self._remember)
        self.line.returnPressed.connect(self.submit)
        self._error = ErrorText()
        self.caution = CautionLine()
        self._make_menus()
        self.cancel_button = Button(_("Not yet"), kind="flat", key=_("Esc"))
        self.cancel_button.clicked.connect(self.closed)
        self.done_button = Button(_("Write down"), kind="main", key=_("Enter"))
        self.done_button.clicked.connect(self.submit)
        options = QHBoxLayout()
        options.setSpacing(4)
        options.addWidget(self.where_button)
        options.addWidget(self.why_button)
        options.addStretch(1)
        options.addWidget(self.cancel_button)
        options.addSpacing(4)
        options.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self._error)
        column.addWidget(self.caution)
        column.addLayout(options)
        self.setFocusProxy(self.line)
        self._show_choices()

    def draft(self) -> Written:
        """Return what stands in the line."""
        return self._written

    def say_wrong(self, sentence: str) -> None:
        """Say why it could not be kept; nothing is lost."""
        mark_error(self.line, sentence)
        self._error.say(sentence)
        self.line.setFocus()

    @Slot()
    def submit(self) -> None:
        """Hand over what is typed."""
        self.submitted.emit(self._written)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave it for now with Escape; the words are kept."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:  # the line's own
            super().keyPressEvent(event)

    def _make_menus(self) -> None:
        where, why = QMenu(), QMenu()
        self._where, self._why = QActionGroup(self), QActionGroup(self)
        for channel in Channel:
            _offer(where, self._where, channel_label(channel), channel.value)
        _offer(why, self._why, _("No reason"), "")
        for intent in Intent:
            _offer(why, self._why, intent_label(intent), intent.value)
        self.where_button = MenuButton("", where, kind="flat")
        self.why_button = MenuButton("", why, kind="flat")
        self._where.triggered.connect(self._take_where)
        self._why.triggered.connect(self._take_why)

    def _show_choices(self) -> None:
        where = channel_label(self._written.channel)
        why = intent_label(self._written.intent) if self._written.intent else _("Why")
        self.where_button.setText(where)
        self.where_button.setAccessibleName(_("Where: {where}").format(where=where))
        self.why_button.setText(why)
        self.why_button.setAccessibleName(
            _("Why: {why}").format(why=why) if self._written.intent else _("Why")
        )
        _check(self._where, self._written.channel.value)
        _check(self._why, self._written.intent.value if self._written.intent else "")

    @Slot(str)
    def _remember(self, text: str) -> None:
        self._written = replace(self._written, text=text)
        mark_error(self.line, "")
        self._error.say("")
        self.caution.say("")

    @Slot(QAction)
    def _take_where(self, action: QAction) -> None:
        self._written = replace(self._written, channel=Channel(action.data()))
        self._show_choices()
        self.line.setFocus()

    @Slot(QAction)
    def _take_why(self, action: QAction) -> None:
        intent = Intent(action.data()) if action.data() else None
        self._written = replace(self._written, intent=intent)
        self._show_choices()
        self.line.setFocus()


def _offer(menu: QMenu, group: QActionGroup, words: str, value: str) -> None:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setData(value)
    group.addAction(action)


def _check(group: QActionGroup, value: str) -> None:
    for action in group.actions():
        if action.data() == value:
            action.setChecked(True)
