"""What an entry shows that they welcome: kept with its link and its day."""

from PySide6.QtWidgets import QLineEdit, QWidget

from relationship_journal.core import Core
from relationship_journal.domain.text import excerpt, is_blank
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormDialog
from relationship_journal.ui.widgets.fields import GrowingTextEdit
from relationship_journal.ui.widgets.labels import ElidedLabel, Text

_LONGEST = 200


class WelcomeDialog(FormDialog):
    """In a line what they welcome, and what it is about.

    Args:
        core: where it is kept.
        contact_id: of whom.
        entry_id: the entry it was seen in.
    """

    def __init__(
        self, core: Core, contact_id: int, entry_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("What they welcome"), _("Save"), parent)
        self._core, self._contact_id, self._entry_id = core, contact_id, entry_id
        name = core.contacts.name_of(contact_id)
        self.body.addWidget(ElidedLabel(name, kind=fonts.Type.SECTION))
        seen = excerpt(core.entries.get(entry_id).text, _LONGEST)
        if seen:
            self.body.addWidget(Text(seen, is_muted=True, wraps=True))
        self.text = GrowingTextEdit(
            _("What they welcome"), _("Corrections, in private"), least=2, most=6
        )
        self.text.submitted.connect(self.try_to_save)
        self.add_field("text", _("&What they welcome"), self.text)
        self.topic = QLineEdit()
        self.topic.setPlaceholderText(_("links, gardens, their book"))
        self.add_field("topic", _("&About"), self.topic)
        self.text.setFocus()

    def is_changed(self) -> bool:
        """Say whether something typed is not saved."""
        return not is_blank(self.text.toPlainText() + self.topic.text())

    def save(self) -> None:
        """Keep it.

        Raises: InvalidInput.
        """
        if is_blank(self.text.toPlainText()):
            raise InvalidInput("text", _("Say what they welcome."))
        self._core.welcome.add(
            self._contact_id,
            self.text.toPlainText(),
            topic=self.topic.text(),
            entry_id=self._entry_id,
        )
