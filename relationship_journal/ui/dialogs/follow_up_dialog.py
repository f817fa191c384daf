"""Plan a dated next step for one person, or change one."""

from datetime import date, time
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from relationship_journal.core import Core
from relationship_journal.domain.text import is_blank
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormDialog
from relationship_journal.ui.dialogs.repeat_field import RepeatField
from relationship_journal.ui.dialogs.when_field import WhenField
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.fields import GrowingTextEdit
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.labels import ElidedLabel


class FollowUpDialog(FormDialog):
    """What, when, and how often.

    Args:
        core: where it is kept.
        contact_id: whom it is for.
        follow_up_id: the one to change; None plans a new one.
    """

    def __init__(
        self,
        core: Core,
        contact_id: int,
        parent: QWidget | None = None,
        follow_up_id: int | None = None,
    ) -> None:
        is_new = follow_up_id is None
        super().__init__(
            _("Follow up") if is_new else _("Edit follow-up"),
            _("Follow up") if is_new else _("Save"),
            parent,
        )
        self._core, self._contact_id, self._follow_up_id = core, contact_id, follow_up_id
        name = core.contacts.name_of(contact_id)
        self.body.addWidget(ElidedLabel(name, kind=fonts.Type.SECTION))
        self.text = GrowingTextEdit(_("What"), _("Ask how the move went"), least=2, most=8)
        self.text.submitted.connect(self.try_to_save)
        self.add_field("text", _("&What"), self.text)
        self.when = WhenField(core, _("Day"), placeholder=_("tomorrow, fri, 3 Dec, 2w"))
        self.add_field(
            "when", _("&Day, and a time if there is one"), self.when.line, whole=self.when
        )
        self.body.addLayout(self._quick_days())
        self.repeat = RepeatField()
        self.add_field("repeat", _("&Repeat"), self.repeat.choice, whole=self.repeat)
        self._fill()
        self._before = self._state()
        self.text.setFocus()

    def is_changed(self) -> bool:
        """Say whether something typed is not saved."""
        return self._state() != self._before

    def save(self) -> None:
        """Keep the follow-up.

        Raises: InvalidInput.
        """
        day, at = self._day_and_time()
        rule, from_completion = self.repeat.repeat()
        text = self.text.toPlainText()
        follow_ups = self._core.follow_ups
        if self._follow_up_id is None:
            follow_ups.add(
                self._contact_id, day, text, at=at, repeat=rule, from_completion=from_completion
            )
            return
        fields: dict[str, Any] = {"text": text, "repeat": rule, "from_completion": from_completion}
        row = follow_ups.get(self._follow_up_id)
        if (day, at) != (row.due, row.at):  # set anew, it ends a snooze; untouched, it must not
            fields |= {"day": day, "at": at}
        follow_ups.edit(self._follow_up_id, **fields)

    def _day_and_time(self) -> tuple[date, time | None]:
        when = self.when.when()
        if when is None:
            raise InvalidInput("when", _("Name a day: tomorrow, fri, 3 Dec, 2w."))
        return when.day, when.at

    def _quick_days(self) -> FlowLayout:
        flow = FlowLayout(across=4, down=4)
        for words, typed in (
            (_("Tomorrow"), "1d"),
            (_("In a week"), "1w"),
            (_("In 2 weeks"), "2w"),
            (_("In a month"), "1m"),
        ):
            button = Button(words, kind="quiet", is_small=True)
            button.setProperty("typed", typed)
            button.clicked.connect(self._take_quick_day)
            flow.addWidget(button)
        return flow

    @Slot()
    def _take_quick_day(self) -> None:
        self.when.set_text(str(self.sender().property("typed")))

    def _fill(self) -> None:
        if self._follow_up_id is None:
            self.when.set_text("1w")
            return
        row = self._core.follow_ups.get(self._follow_up_id)
        self.text.setPlainText(row.text)
        clock = f" {row.at:%H:%M}" if row.at else ""
        self.when.set_text(row.due.isoformat() + clock)
        self.repeat.set_repeat(row.repeat, from_completion=row.from_completion)

    def _state(self) -> tuple[object, ...]:
        typed = self.text.toPlainText()
        return (
            "" if is_blank(typed) else typed,
            self.when.text(),
            self.repeat.choice.currentIndex(),
            self.repeat.rule.text(),
            self.repeat.from_completion.isChecked(),
        )
