"""Delete for good: says what goes with the person before it does."""

from PySide6.QtWidgets import QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.rows import GoesWith
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormDialog
from relationship_journal.ui.models.timeline_words import first_name, names_list
from relationship_journal.ui.widgets.labels import ElidedLabel, Text


class DeleteDialog(FormDialog):
    """Asks once more, naming what would be lost; Cancel has the focus.

    Args:
        core: where the person is kept.
        contact_id: who is to go, from the bin or not.
    """

    def __init__(self, core: Core, contact_id: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Delete for good"), _("Delete for good"), parent)
        self._core, self._contact_id = core, contact_id
        name = core.contacts.name_of(contact_id)
        goes = core.contacts.goes_with(contact_id)
        self.body.addWidget(ElidedLabel(name, kind=fonts.Type.SECTION))
        self.sentence = Text(goes_sentence(goes, first_name(name)), wraps=True)
        self.body.addWidget(self.sentence)
        self.body.addWidget(
            Text(
                _(
                    "What was said with others too stays with them. "
                    "Undo brings it all back until the program is closed."
                ),
                is_muted=True,
                wraps=True,
            )
        )
        self.done_button.set_kind("")
        self.done_button.set_key("")
        self.done_button.set_icon("trash-2", "danger")
        self.cancel_button.setFocus()

    def save(self) -> None:
        """Delete for good."""
        self._core.contacts.delete_for_good(self._contact_id)


def goes_sentence(goes: GoesWith, called: str) -> str:
    """Return "With Ana go 12 notes and 1 follow-up." or that nothing else does."""
    counted = (
        (goes.notes, ngettext("{n} note", "{n} notes", goes.notes)),
        (goes.entries, ngettext("{n} journal entry", "{n} journal entries", goes.entries)),
        (goes.follow_ups, ngettext("{n} follow-up", "{n} follow-ups", goes.follow_ups)),
        (goes.profiles, ngettext("{n} profile", "{n} profiles", goes.profiles)),
    )
    parts = tuple(words.format(n=n) for n, words in counted if n)
    if not parts:
        return _("Nothing else goes with {name}.").format(name=called)
    return _("With {name} go {what}.").format(name=called, what=names_list(parts))
