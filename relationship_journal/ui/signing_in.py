"""Signing in as the window has it: the vault, the clipboard, the steps, and the bars for them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from relationship_journal.core import Core
from relationship_journal.i18n import gettext as _
from relationship_journal.settings import Settings
from relationship_journal.ui.clipboard import SecretClipboard
from relationship_journal.ui.commands import Commands
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.sign_in_bar import SignInBar
from relationship_journal.ui.sign_in_popup import SignInPopup
from relationship_journal.ui.sign_in_steps import SignInSteps, Step
from relationship_journal.ui.vault_link import VaultLink
from relationship_journal.ui.vault_mark import VaultMark

if TYPE_CHECKING:
    from relationship_journal.domain.opening import Way


SAID_ONCE = "sign_ins.pages_move_on_said"


class SigningIn(QObject):
    """Made when a sign-in is first used; others take `link` and `clipboard` from here.

    `changed` says that somebody signs in, is further, or no longer does.

    Args:
        core: the open journal.
        jobs: for trying a passphrase.
        settings: how long a secret stays on the clipboard.
        window: the frame, which gets the bar.
        is_claimed: says whether the page in sight takes the actions about a sign-in for itself.
    """

    changed = Signal()

    def __init__(
        self,
        core: Core,
        jobs: Jobs,
        settings: Settings,
        window: MainWindow,
        is_claimed: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window, self._settings, self._is_claimed = window, settings, is_claimed
        self._is_closed = False
        self.link = VaultLink(core, jobs, self)
        self.clipboard = SecretClipboard(
            settings, self, empty_elsewhere=core.opening.empty_clipboard
        )
        self.steps = SignInSteps(core, self.link, self.clipboard, self)
        self.bar = SignInBar(self.steps, self.link, self.clipboard, window)
        small = SignInBar(self.steps, self.link, self.clipboard, is_small=True)
        self.popup = SignInPopup(self.steps, small)
        small.unlock_wanted.connect(self.unlock_in_window)
        go = window.commands.action("go_sign_ins")
        window.status.add_at_end(VaultMark(core, self.link, go, window.status))
        window.add_strip(self.bar)
        window.closed.connect(self.close)
        window.activated.connect(self.bar.come_back)
        self.link.locking.connect(self.clipboard.clear)
        self.link.changed.connect(self._clear_when_locked)
        self.steps.changed.connect(self.follow)
        self.steps.failed.connect(window.banner.say_error)
        self._connect(window.commands)
        self.follow()

    @Slot(object)
    def begin(self, way: "Way") -> None:
        """Help to sign in on a page that was just opened as somebody."""
        self.steps.begin(way)
        if self.steps.now is not None and not self._settings.get(SAID_ONCE, default=False):
            self._settings.set(SAID_ONCE, value=True)
            self._window.banner.say(
                _(
                    "What a page does after it was opened cannot be seen from here. Look at the "
                    "browser’s address before you paste a password."
                ),
                icon="shield-check",
            )

    @Slot()
    def unlock_in_window(self) -> None:
        """Bring the window to the front, with the cursor where the passphrase goes."""
        self._window.come()
        self.bar.begin_unlocking()

    @Slot()
    def follow(self) -> None:
        """Let the actions be taken that there is something for."""
        now = self.steps.now
        if not self._is_claimed():
            has = {
                "copy_user_name": now is not None and now.has_user_name,
                "copy_password": now is not None and now.has_password,
                "copy_code": now is not None and now.has_code,
            }
            is_open = now is not None and now.step is not Step.LOCKED
            for name, is_there in has.items():
                self._window.commands.action(name).setEnabled(is_open and is_there)
        self._window.commands.action("signed_in_already").setEnabled(now is not None)
        self._window.commands.action("lock_sign_ins").setEnabled(self.link.is_open)
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Lock, clear the clipboard and leave the screen; a second call does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        self.link.lock()  # while whoever edits a sign-in can still hear of it and seal a draft
        self.steps.finish()
        self.clipboard.clear()
        self.link.close()
        self.popup.hide()
        self.popup.deleteLater()

    # --- inside ----------------------------------------------------------------------------------

    def _connect(self, commands: Commands) -> None:
        for name, slot in (
            ("copy_user_name", self._copy_user_name),
            ("copy_password", self._copy_password),
            ("copy_code", self._copy_code),
            ("signed_in_already", self.steps.finish),
            ("lock_sign_ins", self.link.lock),
        ):
            commands.action(name).triggered.connect(slot)

    @Slot()
    def _copy_user_name(self) -> None:
        if not self._is_claimed():
            self.steps.copy_user_name()

    @Slot()
    def _copy_password(self) -> None:
        if not self._is_claimed():
            self.steps.copy_password()

    @Slot()
    def _copy_code(self) -> None:
        if not self._is_claimed():
            self.steps.copy_code()

    @Slot()
    def _clear_when_locked(self) -> None:
        if not self.link.is_open:
            self.clipboard.clear()
        self.follow()
