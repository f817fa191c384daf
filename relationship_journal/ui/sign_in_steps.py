"""What comes after a page was opened as somebody: user name, password, one-time code, done."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from relationship_journal.core import Core
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import JournalError
from relationship_journal.ui.clipboard import SecretClipboard
from relationship_journal.ui.vault_link import VaultLink

if TYPE_CHECKING:
    from relationship_journal.domain.opening import Way
    from relationship_journal.services.sign_in_rows import SignInSecrets

STAYS = 5 * 60 * 1000
"""Milliseconds after the last act until nobody seems to be signing in any more."""
STAYS_AFTER_THE_LAST = 60 * 1000
"""The same once the last secret has had its time; it may have been missed."""


class Step(StrEnum):
    """What was done last: nothing yet, or what was put on the clipboard."""

    LOCKED = "locked"
    READY = "ready"
    USER_NAME = "user_name"
    PASSWORD = "password"  # noqa: S105  a step's name
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs in where, and how far they are.

    Args:
        sign_in_id: the sign-in.
        label: what it is called, or "".
        site: where it belongs, as it is shown.
        step: what was done last.
        is_held: whether that is still on the clipboard.
        is_clinging: the desktop did not let it be cleared.
        has_user_name: a user name is kept with it.
        has_password: a password is kept with it.
        has_code: one-time codes can be made with it.
    """

    sign_in_id: int
    label: str
    site: str
    step: Step
    is_held: bool = False
    is_clinging: bool = False
    has_user_name: bool = True
    has_password: bool = True
    has_code: bool = False

    @property
    def next_step(self) -> Step | None:
        """What comes next; None when all was copied, or the vault is to be opened first."""
        order = [Step.USER_NAME, Step.PASSWORD, Step.CODE]
        has = dict(zip(order, (self.has_user_name, self.has_password, self.has_code), strict=True))
        if self.step is Step.LOCKED:
            return None
        done = order.index(self.step) + 1 if self.step in order else 0
        return next((one for one in order[done:] if has[one]), None)


class SignInSteps(QObject):
    """Follows one sign-in from the opened page to the last thing that is pasted.

    The user name is copied at once where the vault is open, the rest when it is asked for, one
    after the other. It ends by itself a minute after the last one has left the clipboard, when
    the vault is locked, and after five quiet minutes.

    Signals:
        changed: `now` says something else.
        failed: a `JournalError`; nothing was copied.

    Args:
        core: the open journal.
        link: the vault.
        clipboard: where secrets go.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        core: Core,
        link: VaultLink,
        clipboard: SecretClipboard,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._core, self._link, self._clipboard = core, link, clipboard
        self._url = ""
        self._now: Signing | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(STAYS)
        self._quiet.timeout.connect(self.finish)
        link.changed.connect(self._follow_vault)
        link.locking.connect(self.finish)
        clipboard.cleared.connect(self._note_cleared)
        clipboard.clinging.connect(self._note_clinging)

    @property
    def now(self) -> Signing | None:
        """Who signs in where; None while nobody does."""
        return self._now

    @Slot(object)
    def begin(self, way: "Way") -> None:
        """Follow a page that was just opened as somebody; as nobody, nobody signs in."""
        if way.is_mail:
            return
        if way.as_whom is None:
            self.finish()
            return
        self._url = way.url
        self._set(Signing(way.as_whom.id, way.as_whom.label, way.site, Step.LOCKED))
        if self._link.is_open:
            self._start()

    @Slot()
    def copy_next(self) -> None:
        """Copy what comes next; after the last one it is over."""
        if self._now is None or self._now.step is Step.LOCKED:
            return
        following = self._now.next_step
        if following is None:
            self.finish()
        else:
            self._copy(following)

    @Slot()
    def copy_user_name(self) -> None:
        """Copy the user name, once more or after all."""
        self._copy(Step.USER_NAME)

    @Slot()
    def copy_password(self) -> None:
        """Copy the password."""
        self._copy(Step.PASSWORD)

    @Slot()
    def copy_code(self) -> None:
        """Copy the one-time code of this moment."""
        self._copy(Step.CODE)

    @Slot()
    def finish(self) -> None:
        """End it, as when one is signed in already: the clipboard is cleared at once."""
        self._quiet.stop()
        was, self._now = self._now, None
        if was is not None and was.is_held:
            self._clipboard.clear()
        if was is not None:
            self.changed.emit()

    # --- inside ----------------------------------------------------------------------------------

    def _start(self) -> None:
        """Copy the user name, now that it can be read."""
        secrets = self._read()
        if self._now is None or secrets is None:
            return
        self._set(
            replace(
                self._now,
                step=Step.READY,
                has_user_name=bool(secrets.user_name),
                has_password=bool(secrets.password),
                has_code=secrets.one_time is not None,
            )
        )
        if secrets.user_name:
            self._put(Step.USER_NAME, secrets.user_name)

    def _copy(self, step: Step) -> None:
        if self._now is None or self._now.step is Step.LOCKED:
            return
        secrets = self._read()
        if secrets is None:
            return
        if step is Step.USER_NAME:
            self._put(step, secrets.user_name)
        elif step is Step.PASSWORD:
            self._put(step, secrets.password)
        elif secrets.one_time is not None:
            self._put(step, secrets.one_time.at(self._core.clock()))

    def _put(self, step: Step, secret: Secret) -> None:
        if secret and self._now is not None:
            self._set(replace(self._now, step=step, is_held=True, is_clinging=False))
            self._clipboard.copy(secret, step.value)

    def _read(self) -> "SignInSecrets | None":
        """Return what is sealed, if it belongs where the page was opened; else say why not."""
        if self._now is None:
            return None
        sign_ins, sign_in_id = self._core.sign_ins, self._now.sign_in_id
        try:
            if not sign_ins.is_offered(sign_in_id, self._url):
                self.finish()
                return None
            return sign_ins.secrets(sign_in_id)
        except JournalError as error:
            self.finish()
            self.failed.emit(error)
            return None

    def _set(self, now: Signing) -> None:
        self._now = now
        self._quiet.start(STAYS)
        self.changed.emit()

    @Slot()
    def _follow_vault(self) -> None:
        if self._now is None:
            return
        is_waiting = self._now.step is Step.LOCKED
        if self._link.is_open and is_waiting:
            self._start()
        elif not self._link.is_open and not is_waiting:
            self.finish()

    @Slot()
    def _note_cleared(self) -> None:
        if self._now is None or not self._now.is_held:
            return
        self._now = replace(self._now, is_held=False, is_clinging=False)
        if self._now.next_step is None:
            self._quiet.start(STAYS_AFTER_THE_LAST)
        self.changed.emit()

    @Slot()
    def _note_clinging(self) -> None:
        if self._now is not None and self._now.is_held:
            self._now = replace(self._now, is_clinging=True)
            self.changed.emit()
