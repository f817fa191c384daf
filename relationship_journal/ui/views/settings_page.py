"""Settings: how it looks, the circles, reminders, the start, and where the journal is."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.services.rows import Changes
from relationship_journal.services.vault import VaultState
from relationship_journal.settings import Settings
from relationship_journal.ui import fonts
from relationship_journal.ui.commands import Commands
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.keyring_link import KeyringLink
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.backup_section import BackupSection
from relationship_journal.ui.views.circle_rows import CircleRows
from relationship_journal.ui.views.encryption_section import EncryptionSection
from relationship_journal.ui.views.fetching_choices import FetchingChoices
from relationship_journal.ui.views.guard_choice import GuardChoice
from relationship_journal.ui.views.keyring_choice import KeyringChoice, SignInsKeyringChoice
from relationship_journal.ui.views.reminder_choices import ReminderChoices
from relationship_journal.ui.views.sign_in_choices import SignInChoices
from relationship_journal.ui.views.start_choice import Autostart, StartChoice
from relationship_journal.ui.views.tab_order import follow_layouts
from relationship_journal.ui.widgets.buttons import Button
from relationship_journal.ui.widgets.frames import Card
from relationship_journal.ui.widgets.labels import Text

WIDTH = 640


class SettingsPage(QScrollArea):
    """The page of the rail's foot; every field is saved when it is left.

    `reminders_changed` comes after something about reminders was chosen and kept;
    `restore_asked` carries the path of a backup that is to be looked into, `work_wanted` a `Work`
    for which the journal is closed.

    Args:
        core: the open journal.
        notices: word of what changed.
        commands: the window's actions.
        settings: what is chosen about reminders (`reminder_settings`).
        autostart: what starts the program with the computer; None where nothing can.
        jobs: for what takes a while; without it there are no sections of backups and
            of encryption.
    """

    reminders_changed = Signal()
    restore_asked = Signal(object)
    work_wanted = Signal(object)

    def __init__(
        self,
        core: Core,
        notices: Notices,
        commands: Commands,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        autostart: Autostart | None = None,
        jobs: Jobs | None = None,
    ) -> None:
        super().__init__(parent)
        self._core, self._is_stale = core, False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._circles = CircleRows(core)
        self._reminders = ReminderChoices(settings)
        self._reminders.changed.connect(self.reminders_changed)
        self._start = None if autostart is None else StartChoice(autostart)
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
        column.addWidget(
            _card(
                _("Reminders"),
                _("One comes up when somebody waits, for everyone together."),
                self._reminders,
            )
        )
        column.addWidget(
            _card(
                _("Following"),
                _(
                    "The feeds of the people you follow are asked for what is new, politely and "
                    "seldom. Nothing about you is sent along."
                ),
                FetchingChoices(settings),
            )
        )
        column.addWidget(
            _card(
                _("The guard"),
                _(
                    "It says when the same words went to somebody else within 30 days, and when a "
                    "fourth new person is turned to in a week. It looks at this journal alone and "
                    "holds nothing up."
                ),
                GuardChoice(core, settings),
            )
        )
        self._sign_ins_keyring = SignInsKeyringChoice(
            KeyringLink(core.sign_ins_keyring), lambda: core.vault.is_open
        )
        self._sign_ins_keyring.setVisible(False)
        choices = SignInChoices(settings, self._sign_ins_keyring)
        column.addWidget(_card(_("Sign-ins"), _("They are always sealed."), choices))
        if self._start is not None:
            column.addWidget(_card(_("Start"), "", self._start))
        self._encryption = None if jobs is None else EncryptionSection(core, jobs)
        if self._encryption is not None:
            self._encryption.work_wanted.connect(self.work_wanted)
            column.addWidget(_card(_("Encryption"), "", self._encryption))
        self._keyring = KeyringChoice(KeyringLink(core.keyring)) if _is_encrypted(core) else None
        if self._keyring is not None:
            column.addWidget(_card(_("Opening"), "", self._keyring))
        self._backups = None if jobs is None else BackupSection(core, jobs, settings)
        if self._backups is not None:
            self._backups.restore_asked.connect(self.restore_asked)
            column.addWidget(_card(_("Backups"), _backup_sentence(), self._backups))
        column.addWidget(_card(_("Your journal"), "", _place(core, commands)))
        column.addStretch(1)
        page = self._page = QWidget()
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
        follow_layouts(page)
        notices.changed.connect(self.follow)

    @Slot(object)
    def follow(self, changes: Changes) -> None:
        """Show the circles anew when they changed, at once or when the page is shown."""
        if not changes.touches("circle"):
            return
        self._is_stale = True
        self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed meanwhile, also outside of the program."""
        super().showEvent(event)
        self._catch_up()
        if self._start is not None:
            self._start.reload()
        if self._backups is not None:
            self._backups.reload()
        if self._keyring is not None:
            self._keyring.reload()
        if self._encryption is not None:
            self._encryption.reload()
        self._sign_ins_keyring.setVisible(self._core.vault.state is not VaultState.NONE)
        self._sign_ins_keyring.reload()

    def _catch_up(self) -> None:
        if self._is_stale and self.isVisible():
            self._is_stale = False
            self._circles.reload()
            follow_layouts(self._page)  # a circle may have come


def _card(title: str, sentence: str, content: QWidget) -> Card:
    card = Card(spacing=12)
    card.body.addWidget(Text(title, kind=fonts.Type.SECTION))
    if sentence:
        card.body.addWidget(Text(sentence, is_muted=True, wraps=True))
    card.body.addWidget(content)
    return card


def _is_encrypted(core: Core) -> bool:
    return core.vault.is_journal_encrypted


def _backup_sentence() -> str:
    return _(
        "They lie in the folder “backups” beside the journal; fourteen days and eight weeks are"
        " kept. Put one on another disk now and then."
    )


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
        _("On this computer alone. A backup can be restored here or on another computer."),
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
