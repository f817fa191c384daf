"""I'm sorry, on the person's page: a calm list, the offer of one, and "Tell them?"."""

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.domain import friendly
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Channel
from relationship_journal.domain.target import Target
from relationship_journal.domain.text import excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import PromiseRow
from relationship_journal.services.sorry import SorryRow, Step
from relationship_journal.ui import fonts
from relationship_journal.ui.models.timeline_words import channel_in_line, first_name
from relationship_journal.ui.views.ahead_parts import due_card, small_words
from relationship_journal.ui.views.indent import indented
from relationship_journal.ui.widgets.buttons import Button, LinkButton
from relationship_journal.ui.widgets.fields import EditableText
from relationship_journal.ui.widgets.frames import Card, row
from relationship_journal.ui.widgets.labels import Icon, Text

_LONGEST = 160
_UNDER_BOX = 16  # below the words of the box


class SorryCard(QWidget):
    """The list of one apology: every step is ticked when it is done, and nothing hurries.

    `target_wanted` carries the thread in which it was said.
    """

    target_wanted = Signal(object)

    def __init__(self, core: Core, sorry: SorryRow, today: date) -> None:
        super().__init__()
        self._core, self._sorry = core, sorry
        card = Card(padding=12, spacing=6)
        called = first_name(sorry.name)
        title = Text(
            _("Put right with {name}").format(name=called), kind=fonts.Type.PERSON, wraps=True
        )
        card.body.addLayout(row(Icon("heart", "answer", 18), title, spacing=12))
        self.what = EditableText(_("What happened"), _("What happened, in a line"), most=4)
        self.what.set_value(sorry.what)
        self.what.committed.connect(self._say_what)
        card.body.addWidget(self.what)
        self.boxes: dict[Step, QCheckBox] = {}
        for step, words in self._steps():
            box = QCheckBox(words.replace("&", "&&"))
            box.setChecked(sorry.at(step) is not None)
            box.setProperty("step", step.value)
            box.clicked.connect(self._tick)
            self.boxes[step] = box
            card.body.addWidget(box, 0, Qt.AlignmentFlag.AlignLeading)
            if step is Step.PUT_RIGHT and sorry.promise_text:
                promised = Text(
                    excerpt(sorry.promise_text, _LONGEST),
                    kind=fonts.Type.SMALL,
                    is_muted=True,
                    wraps=True,
                )
                card.body.addLayout(indented(promised, _UNDER_BOX))
        rests = _("Looking in again {day}. Other reminders for {name} rest until then.").format(
            day=friendly.ahead(sorry.check_on, today), name=called
        )
        is_over = today >= sorry.check_on
        words = _("Time to look in again: is it well?") if is_over else rests
        card.body.addWidget(Text(words, kind=fonts.Type.SMALL, is_muted=True, wraps=True))
        self.thread_button = LinkButton(_("Open the thread"), icon="external-link")
        self.thread_button.clicked.connect(self._open_thread)
        self.thread_button.setVisible(bool(sorry.url))
        self.end_button = Button(_("It is well again"), kind="flat", is_small=True)
        self.end_button.clicked.connect(self._end)
        card.body.addLayout(row(self.thread_button, None, self.end_button))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)

    def _steps(self) -> list[tuple[Step, str]]:
        sorry = self._sorry
        return [
            (Step.SAID, self._dated(_("Said sorry"), sorry.said_at)),
            (Step.PUT_RIGHT, self._dated(_("Put right"), sorry.put_right_at)),
            (Step.TOLD, self._dated(_("Told them"), sorry.told_at)),
        ]

    def _dated(self, words: str, at: datetime | None) -> str:
        if at is None:
            return words
        today = whens.local_day(self._core.clock(), self._core.zone)
        day = friendly.day_label(whens.local_day(at, self._core.zone), today)
        return _("{what}, {day}").format(what=words, day=day)

    @Slot(str)
    def _say_what(self, text: str) -> None:
        self._core.sorry.say_what(self._sorry.id, text)

    @Slot(bool)
    def _tick(self, is_done: bool) -> None:
        step = Step(self.sender().property("step"))
        self._core.sorry.tick(self._sorry.id, step, is_done=is_done)

    @Slot()
    def _open_thread(self) -> None:
        self.target_wanted.emit(Target(self._sorry.url, self._sorry.contact_id))

    @Slot()
    def _end(self) -> None:
        self._core.sorry.end(self._sorry.id)


class SorryOffer(QWidget):
    """After an apology: whether to put it right step by step."""

    def __init__(self, core: Core, entry_id: int, *, is_compact: bool) -> None:
        super().__init__()
        self._core, self._entry_id = core, entry_id
        entry = core.entries.get(entry_id)
        day = friendly.day_label(
            whens.local_day(entry.at, core.zone), whens.local_day(core.clock(), core.zone)
        )
        below = small_words(day, friendly.full_instant(entry.at, core.zone))
        if entry.channel is not Channel.OTHER:
            where = channel_in_line(entry.channel)
            below.setText(_("{where}, {day}").format(where=where, day=day))
        self.begin_button = Button(_("Put it right, step by step"), kind="quiet", is_small=True)
        self.begin_button.clicked.connect(self._begin)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        card = due_card(
            "heart", _("You said sorry"), below, (self.begin_button,), is_compact=is_compact
        )
        card.set_state("")
        around.addWidget(card)

    @Slot()
    def _begin(self) -> None:
        self._core.sorry.begin_with_entry(self._entry_id)


class TellCard(QWidget):
    """A promise that is kept: tell them, in the thread it was made in."""

    target_wanted = Signal(object)

    def __init__(self, core: Core, promise: PromiseRow, today: date, *, is_compact: bool) -> None:
        super().__init__()
        self._core, self._promise = core, promise
        self._thread = core.promises.thread_of(promise.id)
        name = first_name(core.contacts.name_of(promise.contact_id))
        title = _("Tell {name}? You kept: {text}").format(name=name, text=one_line(promise.text))
        made = friendly.day_label(whens.local_day(promise.made_at, core.zone), today)
        below = small_words(_("Promised {day}").format(day=made), "")
        self.open_button = Button(_("Open the thread"), icon="external-link", is_small=True)
        self.open_button.clicked.connect(self.open_thread)
        self.open_button.setVisible(bool(self._thread))
        self.told_button = Button(_("Told them"), icon="check", kind="flat", is_small=True)
        self.told_button.clicked.connect(self.tell)
        buttons = (self.open_button, self.told_button)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(due_card("handshake", title, below, buttons, is_compact=is_compact))

    @Slot()
    def open_thread(self) -> None:
        """Open where it was promised; they are told there."""
        target = Target(self._thread, self._promise.contact_id)
        self.tell()
        self.target_wanted.emit(target)

    @Slot()
    def tell(self) -> None:
        """Keep that they know."""
        self._core.promises.tell(self._promise.id)
