"""Delete a sign-in for good: nothing but a backup brings its password back."""

from PySide6.QtWidgets import QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormDialog
from relationship_journal.ui.widgets.labels import ElidedLabel, Text


class SignInDeleteDialog(FormDialog):
    """Asks once more; Cancel has the focus.

    Args:
        core: where it is kept.
        sign_in_id: which one, in the bin.
    """

    def __init__(self, core: Core, sign_in_id: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Delete for good"), _("Delete for good"), parent)
        self._core, self._sign_in_id = core, sign_in_id
        self.body.addWidget(
            ElidedLabel(core.sign_ins.row(sign_in_id).title, kind=fonts.Type.SECTION)
        )
        words = _(
            "Its password, the earlier ones and its notes go at once. Undo does not bring them "
            "back; only a backup has them."
        )
        self.body.addWidget(Text(words, wraps=True))
        self.done_button.set_kind("")
        self.done_button.set_key("")
        self.done_button.set_icon("trash-2", "danger")
        self.cancel_button.setFocus()

    def save(self) -> None:
        """Delete for good."""
        self._core.sign_ins.delete_for_good(self._sign_in_id)
