"""The quiet column of My approach: how a plan is used, and who has one of their own."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.widgets.buttons import Button, LinkButton
from relationship_journal.ui.widgets.frames import row
from relationship_journal.ui.widgets.labels import Avatar, Text

_MOST = 12


class ApproachSide(QWidget):
    """`person_chosen` carries who is to be shown, `begin_requested` asks for a beginner's plan.

    Args:
        core: where plans are kept.
    """

    person_chosen = Signal(int)
    begin_requested = Signal()

    def __init__(self, core: Core, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._used = Text(is_muted=True, wraps=True)
        self._own_head = Text(_("Their own approach"), kind=fonts.Type.HEAD)
        self._own = QVBoxLayout()
        self._own.setSpacing(2)
        self._begin = Text(
            _("New to this? A plan for three circles to begin with, for you to change."),
            is_muted=True,
            wraps=True,
        )
        self.begin_button = Button(_("Begin with a plan"), icon="sprout", kind="quiet")
        self.begin_button.clicked.connect(self.begin_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(_("How it is used"), kind=fonts.Type.HEAD))
        column.addWidget(self._used)
        column.addSpacing(16)
        column.addWidget(self._own_head)
        column.addLayout(self._own)
        column.addWidget(self._begin)
        column.addWidget(self.begin_button)
        column.addStretch(1)

    def set_beside(self, is_beside: bool, width: int) -> None:
        """Stand in a column of its own, or run below the fields."""
        self.setMinimumWidth(width if is_beside else 0)
        self.setMaximumWidth(width if is_beside else 16_777_215)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Preferred if is_beside else policy.Maximum)

    def show_place(self, key: str) -> None:
        """Say what belongs to the place that is shown."""
        kind, _sign, number = key.partition(":")
        self._used.setText(_how_used(key))
        self._clear()
        people = self._core.approach.with_their_own(int(number)) if kind == "circle" else []
        for one in people[:_MOST]:
            self._add(one.contact_id, one.name)
        self._own_head.setVisible(bool(people))
        is_new = kind == "circle" and self._core.approach.is_bare()
        self._begin.setVisible(is_new)
        self.begin_button.setVisible(is_new)

    def _add(self, contact_id: int, name: str) -> None:
        avatar = Avatar(24)
        avatar.show_person(contact_id, name)
        link = LinkButton(name.replace("&", "&&"))
        link.setAccessibleName(_("Approach of {name}").format(name=name))
        link.setProperty("contact_id", contact_id)
        link.clicked.connect(self._choose)
        line = QWidget()
        line.setLayout(row(avatar, link, None))
        self._own.addWidget(line)

    @Slot()
    def _choose(self) -> None:
        self.person_chosen.emit(int(self.sender().property("contact_id")))

    def _clear(self) -> None:
        while (item := self._own.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _how_used(key: str) -> str:
    words = {
        "circle": _(
            "A person without an approach of their own shows this one, in one line on Today and in "
            "two on their page."
        ),
        "contact": _(
            "Their own words stand before the circle’s. Of boundaries the stricter holds, "
            "whichever of the two says it."
        ),
        "mine:message": _("To look at before you write. Nothing of it is sent."),
        "mine:found": _(
            "Who introduced somebody stands on their page; a word of theirs in public is a journal "
            "entry from them, as a mention or a link."
        ),
    }
    recognised = _(
        "By these your own comments are told from others’, on other people’s pages and on your "
        "blog. Nothing of it is sent."
    )
    return words.get(key) or words.get(key.partition(":")[0]) or recognised
