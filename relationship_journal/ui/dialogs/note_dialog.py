"""Write or change a note."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from relationship_journal.core import Core
from relationship_journal.domain.text import is_blank
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormDialog
from relationship_journal.ui.widgets.fields import GrowingTextEdit
from relationship_journal.ui.widgets.labels import ElidedLabel


class NoteDialog(FormDialog):
    """A note on one person, in Markdown; Ctrl+Enter saves it.

    Args:
        core: where it is kept.
        contact_id: whom it is on.
        note_id: the note to change; None writes a new one.
    """

    def __init__(
        self,
        core: Core,
        contact_id: int,
        parent: QWidget | None = None,
        note_id: int | None = None,
    ) -> None:
        is_new = note_id is None
        super().__init__(
            _("Add note") if is_new else _("Edit note"),
            _("Add note") if is_new else _("Save"),
            parent,
        )
        self._core, self._contact_id, self._note_id = core, contact_id, note_id
        self.setMinimumWidth(560)
        name = core.contacts.name_of(contact_id)
        self.body.addWidget(ElidedLabel(name, kind=fonts.Type.SECTION))
        self._before = "" if note_id is None else core.notes.get(note_id).text
        self.text = GrowingTextEdit(_("Note"), _("What is worth remembering"), least=8, most=20)
        self.text.setPlainText(self._before)
        self.text.submitted.connect(self.try_to_save)
        self.add_field("note", _("&Note (Markdown)"), self.text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setFocus()

    def is_changed(self) -> bool:
        """Say whether there is text that is not saved."""
        now = self.text.toPlainText()
        return now != self._before and not (is_blank(now) and is_blank(self._before))

    def save(self) -> None:
        """Keep the note.

        Raises: InvalidInput.
        """
        if self._note_id is None:
            self._core.notes.add(self._contact_id, self.text.toPlainText())
        else:
            self._core.notes.edit(self._note_id, self.text.toPlainText())
