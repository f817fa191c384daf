"""Settings: how it looks, the circles, and where the journal is."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import Changes
from relationship_journal.ui import fonts
from relationship_journal.ui.commands import Commands
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.circle_rows import CircleRows
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import Text

WIDTH = 640


class SettingsPage(QScrollArea):
    """The page of the rail's foot; every field is saved when it is left."""

    def __init__(
        self, core: Core, notices: Notices, commands: Commands, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_stale = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._circles = CircleRows(core)
        title = Text(_("Settings"), kind=fonts.Type.PAGE_TITLE)
        column = QVBoxLayout()
        column.setSpacing(28)
        column.addWidget(title)
        column.addWidget(_card(_("Appearance"), "", _appearance(commands)))
        column.addWidget(
            _card(
                _("Circles"),
                _(
                    "How close somebody is, and so how often you wish to be in touch. A person "
                    "can have a distance of their own."
                ),
                self._circles,
            )
        )
        column.addWidget(_card(_("Your journal"), "", _place(core, commands)))
        column.addStretch(1)
        page = QWidget()
        page.setMaximumWidth(WIDTH)
        page.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        around = QWidget()
        across = QHBoxLayout(around)
        across.setContentsMargins(24, 20, 24, 24)
        across.addStretch(1)
        across.addWidget(page, 100)
        across.addStretch(1)
        self.setWidget(around)
        notices.changed.connect(self.follow)

    @Slot(object)
    def follow(self, changes: Changes) -> None:
        """Show the circles anew when they changed, at once or when the page is shown."""
        if not changes.touches("circle"):
            return
        self._is_stale = True
        self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed meanwhile."""
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        if self._is_stale and self.isVisible():
            self._is_stale = False
            self._circles.reload()


def _card(title: str, sentence: str, content: QWidget) -> Card:
    card = Card(spacing=12)
    card.body.addWidget(Text(title, kind=fonts.Type.SECTION))
    if sentence:
        card.body.addWidget(Text(sentence, is_muted=True, wraps=True))
    card.body.addWidget(content)
    return card


def _appearance(commands: Commands) -> QWidget:
    choices = QWidget()
    line = QHBoxLayout(choices)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(24)
    for name, words in (
        ("theme_system", _("As the system")),
        ("theme_light", _("Light")),
        ("theme_dark", _("Dark")),
    ):
        action = commands.action(name)
        choice = QRadioButton(words)
        choice.setChecked(action.isChecked())
        choice.clicked.connect(action.trigger)
        action.toggled.connect(choice.setChecked)
        line.addWidget(choice)
    line.addStretch(1)
    return choices


def _place(core: Core, commands: Commands) -> QWidget:
    where = Text(str(core.path), wraps=True)
    where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    sentence = Text(
        _("One file, on this computer alone. To keep a copy, copy it while the window is closed."),
        is_muted=True,
        wraps=True,
    )
    action = commands.action("open_data_folder")
    button = Button(_("Open the folder"), icon="folder-open", kind="quiet")
    button.clicked.connect(action.trigger)
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(where)
    column.addWidget(sentence)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return made
