"""Make a promise, change it, or let it go with a word why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.codes import Owed
from relationship_journal.domain.text import is_blank
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormDialog
from relationship_journal.ui.dialogs.when_field import WhenField
from relationship_journal.ui.widgets.fields import GrowingTextEdit
from relationship_journal.ui.widgets.labels import ElidedLabel, Text


class PromiseDialog(FormDialog):
    """What was promised, and for which day if there is one.

    Args:
        core: where it is kept.
        promise_id: the one to change.
    """

    def __init__(self, core: Core, promise_id: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Edit promise"), _("Save"), parent)
        self._core, self._promise_id = core, promise_id
        row = core.promises.get(promise_id)
        name = core.contacts.name_of(row.contact_id)
        self.body.addWidget(ElidedLabel(name, kind=fonts.Type.SECTION))
        self.text = GrowingTextEdit(_("What"), least=2, most=8)
        self.text.submitted.connect(self.try_to_save)
        self.text.setPlainText(row.text)
        self.add_field("promise", _("&What"), self.text)
        self.when = WhenField(core, _("Day"), placeholder=_("tomorrow, fri, 3 Dec, 2w"))
        self.when.set_text(row.by.isoformat() if row.by else "")
        self.add_field("when", _("&Day, if there is one"), self.when.line, whole=self.when)
        self._before = self._state()
        self.text.setFocus()

    def is_changed(self) -> bool:
        """Say whether something typed is not saved."""
        return self._state() != self._before

    def save(self) -> None:
        """Keep the change.

        Raises: InvalidInput.
        """
        text = self.text.toPlainText()
        if is_blank(text):
            raise InvalidInput("promise", _("Say what was promised."))
        when = self.when.when()
        self._core.promises.edit(self._promise_id, text=text, by=when.day if when else None)

    def _state(self) -> tuple[str, str]:
        return self.text.toPlainText(), self.when.text()


class NewPromiseDialog(FormDialog):
    """Something promised, by me or to me, with a day or without.

    Args:
        core: where it is kept.
        contact_id: to whom, or by whom.
        entry_id: the entry it was made in, or None.
    """

    def __init__(
        self,
        core: Core,
        contact_id: int,
        parent: QWidget | None = None,
        *,
        entry_id: int | None = None,
    ) -> None:
        super().__init__(_("Promise"), _("Save"), parent)
        self._core, self._contact_id, self._entry_id = core, contact_id, entry_id
        name = core.contacts.name_of(contact_id)
        self.body.addWidget(ElidedLabel(name, kind=fonts.Type.SECTION))
        self.text = GrowingTextEdit(_("What"), _("Fix the broken link"), least=2, most=8)
        self.text.submitted.connect(self.try_to_save)
        self.add_field("promise", _("&What"), self.text)
        self.when = WhenField(core, _("Day"), placeholder=_("tomorrow, fri, 3 Dec, 2w"))
        self.add_field("when", _("&Day, if there is one"), self.when.line, whole=self.when)
        self.theirs = QCheckBox(_("It was promised to &me"))
        self.body.addWidget(self.theirs, 0, Qt.AlignmentFlag.AlignLeading)
        self.text.setFocus()

    def is_changed(self) -> bool:
        """Say whether something typed is not saved."""
        return not is_blank(self.text.toPlainText())

    def save(self) -> None:
        """Keep the promise.

        Raises: InvalidInput.
        """
        if is_blank(self.text.toPlainText()):
            raise InvalidInput("promise", _("Say what was promised."))
        when = self.when.when()
        self._core.promises.make(
            self._contact_id,
            self.text.toPlainText(),
            when.day if when else None,
            entry_id=self._entry_id,
            owed_by=Owed.THEIRS if self.theirs.isChecked() else Owed.MINE,
        )


class ReleaseDialog(FormDialog):
    """Let a promise go; why is for oneself and may be left empty.

    Args:
        core: where it is kept.
        promise_id: the one to release.
    """

    def __init__(self, core: Core, promise_id: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Release promise"), _("Release"), parent)
        self._core, self._promise_id = core, promise_id
        row = core.promises.get(promise_id)
        self.body.addWidget(Text(row.text, kind=fonts.Type.PERSON, wraps=True))
        self.why = GrowingTextEdit(_("Why"), _("She mended the link herself"), least=2, most=8)
        self.why.submitted.connect(self.try_to_save)
        self.add_field("text", _("&Why, if there is a word to it"), self.why)
        self.why.setFocus()

    def is_changed(self) -> bool:
        """Say whether something typed would be lost."""
        return not is_blank(self.why.toPlainText())

    def save(self) -> None:
        """Release it.

        Raises: InvalidInput.
        """
        self._core.promises.release(self._promise_id, self.why.toPlainText())
