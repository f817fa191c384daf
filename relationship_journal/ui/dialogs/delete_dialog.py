"""Delete, and delete for good: what is still owed, and what goes with the person."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from relationship_journal.core import Core
from relationship_journal.domain.text import excerpt
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.rows import GoesWith
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormDialog
from relationship_journal.ui.models.timeline_words import first_name, names_list
from relationship_journal.ui.widgets.frames import row
from relationship_journal.ui.widgets.labels import ElidedLabel, Icon, Text

_MOST, _LONGEST = 8, 120


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
        add_promises(self, core, [contact_id])
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


class BinDialog(FormDialog):
    """Before somebody to whom something is owed goes into the bin: what that is.

    Args:
        core: where they are kept.
        contact_ids: who is to go.
    """

    def __init__(
        self, core: Core, contact_ids: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Delete"), _("Into the bin"), parent)
        self._core, self._contact_ids = core, tuple(contact_ids)
        add_promises(self, core, contact_ids)
        self.body.addWidget(
            Text(
                _("In the bin nothing reminds you of it. They can be brought back for 30 days."),
                is_muted=True,
                wraps=True,
            )
        )
        self.done_button.set_kind("")
        self.done_button.set_key("")
        self.cancel_button.setFocus()

    def save(self) -> None:
        """Move them to the bin."""
        for contact_id in self._contact_ids:
            self._core.contacts.delete(contact_id)


def owes_any(core: Core, contact_ids: Sequence[int]) -> bool:
    """Say whether a promise to one of these is open."""
    return any(core.promises.open_of(one) for one in contact_ids)


def add_promises(dialog: FormDialog, core: Core, contact_ids: Sequence[int]) -> None:
    """List in a dialog what was promised to these and is still open."""
    for contact_id in contact_ids:
        owed = core.promises.open_of(contact_id)
        if not owed:
            continue
        name = first_name(core.contacts.name_of(contact_id))
        dialog.body.addWidget(Text(_("You promised {name}:").format(name=name), wraps=True))
        for promise in owed[:_MOST]:
            words = Text(excerpt(promise.text, _LONGEST), wraps=True)
            line = row(Icon("handshake", "promise"))
            line.addWidget(words, 1)
            dialog.body.addLayout(line)
        if len(owed) > _MOST:
            more = len(owed) - _MOST
            dialog.body.addWidget(
                Text(ngettext("and {n} more", "and {n} more", more).format(n=more), is_muted=True)
            )


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
