"""The names a look suggests, each with where it stands; a press takes one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_journal.domain.page_facts import Suggestion
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts
from relationship_journal.ui.models import link_words
from relationship_journal.ui.widgets.buttons import LinkButton
from relationship_journal.ui.widgets.flow import FlowLayout
from relationship_journal.ui.widgets.labels import Text, as_plain_tip

_LONGEST = 40


class NameChoices(QWidget):
    """Says where the name in the field stands, and offers the others.

    Signals:
        chosen: the name that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[Suggestion] = []
        self._source = Text(kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        self._others = QWidget()
        self._flow = FlowLayout(self._others, across=12, down=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._source)
        column.addWidget(self._others)
        self.hide()

    def show_names(self, names: Sequence[Suggestion]) -> None:
        """Offer these names."""
        self._names = list(names)
        self._flow.clear()
        for one in names:
            button = LinkButton(_short(one.value).replace("&", "&&"))
            said = _("{name}, {where}").format(name=one.value, where=link_words.source(one.source))
            button.setAccessibleName(said)
            button.setToolTip(as_plain_tip(said))
            button.setProperty("name", one.value)
            button.clicked.connect(self._choose)
            fonts.set_type(button, fonts.Type.SMALL_PERSON)
            self._flow.addWidget(button)
        self.setVisible(bool(names))

    @Slot(str)
    def follow(self, name: str) -> None:
        """Say where this name stands, and offer the other ones."""
        source = next((one.source for one in self._names if one.value == name.strip()), "")
        sentence = link_words.source(source) if source else ""
        self._source.setText(sentence[:1].upper() + sentence[1:])
        self._source.setVisible(bool(source))
        buttons = self._flow.widgets()
        for button in buttons:
            button.setVisible(button.property("name") != name.strip())
        self._others.setVisible(any(not button.isHidden() for button in buttons))

    def texts(self) -> list[str]:
        """Return what is offered, as it is heard."""
        return [one.accessibleName() for one in self._flow.widgets() if not one.isHidden()]

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(str(self.sender().property("name")))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
