"""The first start: begin empty, with an import, or look around."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.ui import fonts, icons
from relationship_journal.ui.views.encryption_choice import EncryptionChoice
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import Card, Line
from relationship_journal.ui.widgets.labels import Icon, Text

WIDTH = 560
_SIDE = 24


class Way(StrEnum):
    """How to begin."""

    EMPTY = "empty"
    IMPORT = "import"
    EXAMPLE = "example"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class _Choice:
    way: Way
    text: str
    detail: str
    icon: str


def _choices() -> tuple[_Choice, ...]:
    return (
        _Choice(
            Way.EMPTY,
            _("Start empty"),
            _("Add the first person by name or by the address of their blog."),
            "user-plus",
        ),
        _Choice(
            Way.IMPORT,
            _("Import my people"),
            _("A spreadsheet or a feed list. You see every line before it counts."),
            "file-up",
        ),
        _Choice(
            Way.EXAMPLE,
            _("Look around with an example"),
            _("A made-up journal in a temporary folder. Yours is not touched."),
            "footprints",
        ),
        _Choice(
            Way.RESTORE,
            _("Restore a backup"),
            _("From before, or from another computer. You see what is inside first."),
            "history",
        ),
    )


class WelcomePage(QWidget):
    """The page of the first start, a window of its own; `begin_requested` carries a `Way`."""

    begin_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Relationship Journal"))
        self._ways = QButtonGroup(self)
        self.encryption = EncryptionChoice()
        self._error = Text(wraps=True)
        self._error.setVisible(False)
        begin = Button(_("Begin"), kind="main", key=_("Enter"))
        begin.clicked.connect(self.begin)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(head())
        column.addSpacing(20)
        column.addWidget(self.encryption)
        column.addSpacing(16)
        column.addWidget(Text(_("Then"), kind=fonts.Type.HEAD))
        column.addSpacing(8)
        column.addWidget(self._card())
        column.addSpacing(12)
        column.addWidget(self._error)
        column.addWidget(begin, 0, Qt.AlignmentFlag.AlignRight)
        put_in_the_middle(self, column)
        self.encryption.setFocus()

    @Slot()
    def begin(self) -> None:
        """Ask to begin in the chosen way, once the passphrase is one."""
        way = _choices()[self._ways.checkedId()].way
        if way in {Way.EXAMPLE, Way.RESTORE} or self.encryption.is_settled():
            self.begin_requested.emit(way.value)

    def show_error(self, error: JournalError) -> None:
        """Say why it could not be begun."""
        self._error.setText(str(error))
        self._error.setVisible(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin on Enter, wherever the focus is."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.begin()
        else:
            super().keyPressEvent(event)

    def _card(self) -> Card:
        card = Card(padding=1, spacing=0)
        for number, choice in enumerate(_choices()):
            if number:
                card.body.addWidget(Line())
            row = _ChoiceRow(choice, card)
            self._ways.addButton(row.button, number)
            card.body.addWidget(row)
        self._ways.button(0).setChecked(True)
        return card


class _ChoiceRow(QWidget):
    """A way to begin; a click anywhere on it chooses it."""

    def __init__(self, choice: _Choice, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = QRadioButton(choice.text)
        self.button.setAccessibleDescription(choice.detail)
        fonts.person(self.button)
        detail = Text(choice.detail, kind=fonts.Type.SMALL, is_muted=True, wraps=True)
        detail.setIndent(self.button.iconSize().width() + 8)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.button)
        words.addWidget(detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, 12, _SIDE, 12)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(Icon(choice.icon, "muted", icons.RAIL))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this way."""
        self.button.setChecked(True)
        self.button.setFocus()
        event.accept()


def head() -> QLayout:
    """Return the program's sign and name, and what it is."""
    top = QHBoxLayout()
    top.setSpacing(12)
    top.addWidget(Icon("sprout", "accent", icons.EMPTY))
    top.addWidget(Text(_("Relationship Journal"), kind=fonts.Type.PAGE_TITLE), 1)
    about = _(
        "Notes on the people you care about, and whom to turn to today. Everything stays on "
        "this computer; there is no account."
    )
    made = QVBoxLayout()
    made.setSpacing(8)
    made.addLayout(top)
    made.addWidget(Text(about, is_muted=True, wraps=True))
    return made


def put_in_the_middle(page: QWidget, column: QLayout) -> None:
    """Lay a column of 560 out in the middle of a page; it scrolls where there is little room."""
    middle = QWidget()
    column.setContentsMargins(0, 0, 0, 0)
    middle.setLayout(column)
    middle.setMaximumWidth(WIDTH)
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(middle, 100)
    across.addStretch(1)
    inside = QWidget()
    around = QVBoxLayout(inside)
    around.setContentsMargins(24, 24, 24, 24)
    around.addStretch(2)
    around.addLayout(across)
    around.addStretch(3)
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scroll)
