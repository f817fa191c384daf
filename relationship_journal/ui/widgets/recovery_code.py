"""The recovery code, shown once; two of its groups are typed back before it counts."""

import random

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from relationship_journal.domain.secret import Secret
from relationship_journal.i18n import gettext as _
from relationship_journal.services.vault import GROUPS, is_group_of
from relationship_journal.ui import fonts
from relationship_journal.ui.dialogs.form import FormField
from relationship_journal.ui.dialogs.recovery_sheet import print_sheet
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import Card, row
from relationship_journal.ui.widgets.labels import Text

_ASKED = 2
_IN_A_LINE = 3


class RecoveryCode(QWidget):
    """Shows a code and asks for two of its groups.

    Args:
        code: the code; it is not kept after this widget.
    """

    def __init__(self, code: Secret, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = code
        self.asked = sorted(random.SystemRandom().sample(range(GROUPS), _ASKED))
        self.fields = [QLineEdit() for _one in self.asked]
        self._forms = [
            FormField(_("Type group {n}").format(n=number + 1), field)
            for number, field in zip(self.asked, self.fields, strict=True)
        ]
        self.print_button = Button(_("Print…"), icon="file-up", kind="quiet")
        self.print_button.clicked.connect(self.print_code)
        words = _(
            "Print it or write it down, and keep it where you keep papers that matter. It is shown "
            "this once. Without passphrase and code nobody can open what they protect."
        )
        label = Text(_in_lines(code), wraps=True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(fonts.font_of(fonts.Type.SECTION).pointSizeF())
        label.setFont(fixed)
        label.setAccessibleName(_("Recovery code"))
        label.setAccessibleDescription(code.reveal())
        card = Card(spacing=8)
        card.body.addWidget(label)
        card.body.addLayout(row(None, self.print_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(Text(words, is_muted=True, wraps=True))
        column.addWidget(card)
        column.addLayout(row(*self._forms, spacing=12))
        self.setFocusProxy(self.fields[0])

    def is_typed_back(self) -> bool:
        """Say whether both groups are right; a wrong one is marked."""
        wrong = None
        for number, field, form in zip(self.asked, self.fields, self._forms, strict=True):
            is_right = is_group_of(self._code, number, field.text())
            words = _("This is not group {n} of the code.").format(n=number + 1)
            form.set_error("" if is_right else words)
            wrong = wrong or (None if is_right else field)
        if wrong is not None:
            wrong.setFocus()
        return wrong is None

    @Slot()
    def print_code(self) -> None:
        """Print the code on a sheet; nothing of it goes into a file of ours."""
        print_sheet(self._code, self)


def _in_lines(code: Secret) -> str:
    """Return a code in three lines of three groups, each with its number."""
    numbered = [f"{n} {group}" for n, group in enumerate(code.reveal().split("-"), 1)]
    lines = (numbered[at : at + _IN_A_LINE] for at in range(0, len(numbered), _IN_A_LINE))
    return "\n".join("    ".join(line) for line in lines)
