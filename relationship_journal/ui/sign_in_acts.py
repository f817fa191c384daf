"""What is done with the sign-ins on their page: copied, opened, kept, locked."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QShortcut

from relationship_journal.core import Core
from relationship_journal.domain.opening import AsWhom
from relationship_journal.domain.secret import Secret
from relationship_journal.domain.target import Target
from relationship_journal.i18n import gettext as _
from relationship_journal.services.vault import VaultState
from relationship_journal.settings import Settings
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.opener import Opener
from relationship_journal.ui.signing_in import SigningIn
from relationship_journal.ui.views.sign_in_pane import CODE, PASSWORD, USER_NAME
from relationship_journal.ui.views.sign_ins_page import SignInsPage
from relationship_journal.ui.widgets.buttons import key_text

_COPIES = {"copy_user_name": USER_NAME, "copy_password": PASSWORD, "copy_code": CODE}


class SignInActs(QObject):
    """Makes the page and does what is asked there; the commands are its own while it is in sight.

    `person_opened` carries the id of whoever is to be shown.

    Args:
        core: the open journal.
        window: the frame.
        signing_in: the vault's link and the clipboard.
        opener: opens pages as somebody.
    """

    person_opened = Signal(int)

    def __init__(
        self,
        core: Core,
        window: MainWindow,
        signing_in: SigningIn,
        opener: Opener,
        *,
        notices: Notices,
        settings: Settings,
        jobs: Jobs,
    ) -> None:
        super().__init__(window)
        self._core, self._window = core, window
        self._signing_in, self._opener, self._jobs = signing_in, opener, jobs
        self._waiting: Callable[[], None] | None = None
        commands = window.commands
        keys = {kind: key_text(commands.action(name).shortcut()) for name, kind in _COPIES.items()}
        keys["lock"] = key_text(commands.action("lock_sign_ins").shortcut())
        self.page = SignInsPage(core, notices, settings, signing_in.link, window.pages, keys=keys)
        self._connect()
        self.page.set_narrow(window.is_narrow)

    @property
    def is_in_sight(self) -> bool:
        """Whether the page is shown."""
        return self._window.pages.currentWidget() is self.page

    @Slot()
    def follow(self) -> None:
        """Let the commands be taken that there is something for, while the page is in sight."""
        if not self.is_in_sight:
            return
        for name, kind in _COPIES.items():
            self._window.commands.action(name).setEnabled(self.page.has(kind))

    @Slot(object, str)
    def copy(self, secret: Secret, kind: str) -> None:
        """Put something secret on the clipboard, and say for how long."""
        clipboard = self._signing_in.clipboard
        clipboard.copy(secret, kind)
        if self.page.sign_in_id:
            self._core.sign_ins.used(self.page.sign_in_id)
        done = {USER_NAME: _("User name copied"), CODE: _("One-time code copied")}
        words = done.get(kind, _("Password copied") if kind == PASSWORD else _("Copied"))
        self._window.status.say(
            _("{done}, for {n} seconds").format(done=words, n=clipboard.seconds)
        )

    @Slot(int)
    def open_site(self, sign_in_id: int) -> None:
        """Open the site of a sign-in as who one is there.

        Raises: JournalError.
        """
        row = self._core.sign_ins.row(sign_in_id)
        page = self._core.sign_ins.secrets(sign_in_id).page if self._core.sign_ins.is_open else ""
        if row.origin:
            users = self._core.sign_ins.user_names([sign_in_id])
            label = row.label or users.get(sign_in_id, "")
            who = AsWhom(row.id, label, row.browser, row.browser_profile)
            self._opener.open_as(Target(page or f"{row.origin}/"), who)

    @Slot()
    def open_chosen(self) -> None:
        """Open the site of the sign-in that is shown."""
        if self.page.sign_in_id:
            self.open_site(self.page.sign_in_id)

    @Slot()
    def set_up(self) -> None:
        """Make the vault, and go on with the first sign-in."""
        self._when_open(self.page.add)

    @Slot()
    def import_any(self) -> None:
        """Ask for a password file; the vault is made or unlocked first."""
        self._when_open(partial(self._import, None))

    def import_from(self, path: Path) -> None:
        """Bring in a password file; the vault is made or unlocked first."""
        self._when_open(partial(self._import, path))

    def add_for(self, address: str) -> None:
        """Ask for a sign-in at the site of an address; the vault is made or unlocked first."""
        self._when_open(partial(self.page.add_for, address))

    @Slot()
    def export(self) -> None:
        """Ask twice, and write every sign-in into a file."""
        from relationship_journal.ui.dialogs.sign_in_export_dialog import (  # noqa: PLC0415
            SignInExportDialog,
        )

        SignInExportDialog(self._core, self._jobs, self._window).open()

    def _import(self, path: Path | None) -> None:
        from relationship_journal.ui.dialogs.sign_in_import_dialog import (  # noqa: PLC0415
            SignInImportDialog,
        )

        SignInImportDialog(self._core, self._jobs, self._window, path).open()

    def _when_open(self, act: Callable[[], None]) -> None:
        """Do something now, or once the vault is made or unlocked."""
        if self._core.vault.is_open:
            act()
            return
        self._waiting = act
        if self._core.vault.state is VaultState.NONE:
            self._make_vault()
        else:
            self.page.setFocus()

    def _make_vault(self) -> None:
        """Have a passphrase chosen and the recovery code written down."""
        from relationship_journal.ui.dialogs.vault_setup_dialog import (  # noqa: PLC0415  start-up
            VaultSetupDialog,
        )

        dialog = VaultSetupDialog(self._core, self._jobs, self._window)
        dialog.rejected.connect(self._stop_waiting)
        dialog.open()

    @Slot()
    def _stop_waiting(self) -> None:
        self._waiting = None

    @Slot()
    def _go_on(self) -> None:
        """Go on with what waited for the vault."""
        if self._core.vault.is_open:
            waiting, self._waiting = self._waiting, None
            if waiting is not None:
                waiting()

    def _copy(self, kind: str) -> None:
        if self.is_in_sight:
            self.page.copy(kind)

    def _connect(self) -> None:
        page, commands = self.page, self._window.commands
        for name, kind in _COPIES.items():
            commands.action(name).triggered.connect(partial(self._copy, kind))
        page.copy_wanted.connect(self.copy)
        page.open_wanted.connect(self.open_site)
        page.person_opened.connect(self.person_opened)
        page.setup_wanted.connect(self.set_up)
        page.import_wanted.connect(self.import_any)
        page.export_wanted.connect(self.export)
        page.changed_state.connect(self.follow)
        self._signing_in.link.changed.connect(self._go_on)
        self._window.narrowed.connect(page.set_narrow)
        # disabled while no person is in sight, so that its key is free here
        here = QShortcut(commands.action("open_profile").shortcut(), page)
        here.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        here.activated.connect(self.open_chosen)
