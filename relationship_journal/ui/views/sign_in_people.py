"""The people where a sign-in works, each a line that opens them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.identities import MOST_THERE
from relationship_journal.services.sign_in_rows import PersonThereRow
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.buttons import LinkButton
from relationship_journal.ui.widgets.frames import row
from relationship_journal.ui.widgets.labels import Avatar, ElidedLabel, Text

MOST = 20
_AVATAR = 24


class PeopleThere(QWidget):
    """A head and a line a person; hidden where there is nobody.

    `person_opened` carries the id of whoever is to be shown.
    """

    person_opened = Signal(int)

    def __init__(self, people: Sequence[PersonThereRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(_("People there"), kind=fonts.Type.HEAD))
        for one in people[:MOST]:
            column.addLayout(row(*self._line(one), spacing=8))
        rest = len(people) - MOST
        if rest > 0:
            words = ngettext("and {n} more", "and {n} more", rest).format(n=rest)
            if len(people) >= MOST_THERE:
                words = _("and many more")
            column.addWidget(Text(words, is_muted=True))
        self.setVisible(bool(people))

    def _line(self, one: PersonThereRow) -> Sequence[QWidget | int | None]:
        avatar = Avatar(_AVATAR)
        avatar.show_person(one.contact_id, one.name)
        name = _PersonLink(one)
        name.opened.connect(self.person_opened)
        called = _("as {handle}").format(handle=one.handle) if one.handle else ""
        if one.is_chosen:
            called = _("{called}, opened as this sign-in").format(called=called).removeprefix(", ")
        return avatar, name, ElidedLabel(called, is_muted=True), None


class _PersonLink(LinkButton):
    opened = Signal(int)

    def __init__(self, one: PersonThereRow) -> None:
        super().__init__(one.name.replace("&", "&&"))
        self._contact_id = one.contact_id
        self.setMaximumWidth(240)
        self.setAccessibleName(_("Show {name}").format(name=one.name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.opened.emit(self._contact_id)
