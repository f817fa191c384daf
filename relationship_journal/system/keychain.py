"""The system's keyring: services that are known to be good, asked with patience and never trusted.

A prompt of the keyring can stay open for ever, so each call runs on a thread that nobody waits
for at the end; and nothing here opens one but what `may_prompt`.
"""

import logging
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from relationship_journal.errors import KeyringTrouble
from relationship_journal.i18n import gettext as _
from relationship_journal.system import keychain_files

_log = logging.getLogger(__name__)

T = TypeVar("T")
QUICKLY = 2.0
"""Seconds for what needs no answer of the user."""
PROMPT = 20.0
"""Seconds after which a prompt that nobody answers is left to itself."""
_NAME = "relationship-journal"


class Standing(StrEnum):
    """What can be expected of the keyring now."""

    NONE = "none"
    """There is no service of a trusted kind, or it has no keyring yet."""
    UNPROTECTED = "unprotected"
    """It keeps everything in a plain file, because it has no password."""
    LOCKED = "locked"
    """It would ask the user."""
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Item:
    """The name of one entry."""

    service: str
    user: str


class Backend(Protocol):
    """What is used of a class of the library `keyring`."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return the entry; may open a prompt."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Write the entry; may open a prompt."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Remove the entry; may open a prompt."""
        ...


class Keychain:
    """One keyring, or none.

    Args:
        backend: does the work; None where there is nothing to be trusted.
        look: says how it stands, without a prompt.
        is_in_clear: says whether a value can be read in a file of the keyring.
        name: for people: which keyring it is.
    """

    def __init__(
        self,
        backend: Backend | None,
        look: Callable[[], Standing],
        is_in_clear: Callable[[str], bool] = keychain_files.holds_in_clear,
        name: str = "",
    ) -> None:
        self._backend, self._look, self._is_in_clear = backend, look, is_in_clear
        self.name = name

    def standing(self, seconds: float = QUICKLY) -> Standing:
        """Say how the keyring stands; no prompt opens, and it does not take longer than that."""
        if self._backend is None:
            return Standing.NONE
        try:
            return patiently(self._look, seconds)
        except KeyringTrouble:
            return Standing.NONE

    def read(self, item: Item, *, may_prompt: bool = False) -> str | None:
        """Return an entry; None when there is none, "" when it is no text.

        Raises: KeyringTrouble when it is locked and stays so, or does not answer.
        """
        backend = self._usable(may_prompt=may_prompt)

        def ask() -> str | None:
            try:
                return backend.get_password(item.service, item.user)
            except UnicodeDecodeError:
                return ""

        return patiently(ask, PROMPT if may_prompt else QUICKLY)

    def keep(self, item: Item, value: str) -> None:
        """Write a new entry and see that it is there and not in clear; otherwise it is gone again.

        Raises: KeyringTrouble.
        """
        backend = self._usable(may_prompt=True)
        patiently(lambda: backend.set_password(item.service, item.user, value), PROMPT)
        if self.read(item) != value:
            self._remove_quietly(item)
            raise KeyringTrouble(_("The system keyring did not keep what was given to it."))
        if self._is_in_clear(value) or self.standing() is Standing.UNPROTECTED:
            self._remove_quietly(item)
            raise unprotected()

    def replace(self, item: Item, value: str) -> None:
        """Write an entry over what was there; nothing depends on it.

        Raises: KeyringTrouble.
        """
        backend = self._usable(may_prompt=False)
        patiently(lambda: backend.set_password(item.service, item.user, value), QUICKLY)

    def remove(self, item: Item) -> None:
        """Remove an entry; one that is not there is removed already.

        Raises: KeyringTrouble.
        """
        if self.read(item) is not None:
            backend = self._usable(may_prompt=False)
            patiently(lambda: backend.delete_password(item.service, item.user), QUICKLY)

    def _remove_quietly(self, item: Item) -> None:
        try:
            self.remove(item)
        except KeyringTrouble:
            _log.info("A keyring entry could not be removed again")

    def _usable(self, *, may_prompt: bool) -> Backend:
        standing = self.standing()
        if self._backend is None or standing is Standing.NONE:
            raise KeyringTrouble(_("There is no system keyring here."))
        if standing is Standing.UNPROTECTED:
            raise unprotected()
        if standing is Standing.LOCKED and not may_prompt:
            raise KeyringTrouble(_("The system keyring is locked."))
        return self._backend


def unprotected() -> KeyringTrouble:
    """Return what is said of a keyring without a password."""
    return KeyringTrouble(
        _("Your system keyring is not protected: it has no password."), _("Use the passphrase.")
    )


def patiently(work: Callable[[], T], seconds: float) -> T:
    """Do something on a thread that the program's end does not wait for; it may hang there.

    Raises: KeyringTrouble when it took too long, or failed in any way.
    """
    answers: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((True, work()))
        # the library, its plug-ins and the bus fail in every way there is
        except Exception as error:  # noqa: BLE001
            answers.put((False, type(error)))

    threading.Thread(target=run, name="keyring", daemon=True).start()
    try:
        is_done, answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise KeyringTrouble(_("The system keyring does not answer.")) from None
    if not is_done:
        # the kind alone: the words may quote the entry
        _log.info("The keyring failed: %s", answer.__name__)
        raise KeyringTrouble(_("The system keyring could not be used."))
    return answer  # type: ignore[no-any-return]  # what `work` returned


def system_keychain() -> Keychain:
    """Return this system's keyring; the library's own choice, which can be turned, is not asked."""
    try:
        return patiently(_find, QUICKLY)
    except KeyringTrouble:
        return Keychain(None, lambda: Standing.NONE)


def _find() -> Keychain:
    if sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as Apple  # noqa: PLC0415  one system only

        return Keychain(own(Apple), lambda: Standing.READY, _nowhere, _("the keychain of macOS"))
    if sys.platform == "win32":
        from keyring.backends.Windows import (  # noqa: PLC0415  one system only
            WinVaultKeyring,
        )

        backend = own(WinVaultKeyring)
        backend.persist = "local machine"  # or it would travel to other computers
        return Keychain(backend, lambda: Standing.READY, _nowhere, _("the vault of Windows"))
    from keyring.backends import SecretService, kwallet  # noqa: PLC0415  start-up time

    from relationship_journal.system import secret_service  # noqa: PLC0415  start-up time

    if SecretService.Keyring.viable:
        backend = own(SecretService.Keyring)
        return Keychain(backend, secret_service.look, name=_("the system keyring"))
    if kwallet.DBusKeyring.viable:
        # whether it is open cannot be seen without opening it
        return Keychain(own(kwallet.DBusKeyring), lambda: Standing.LOCKED, _nowhere, "KWallet")
    return Keychain(None, lambda: Standing.NONE)


def own(kind: Callable[[], Any]) -> Any:
    """Return an instance of a class of the library as it is written, not as the environment says.

    `KEYRING_PROPERTY_…` could point it to a keyring that forgets.
    """
    backend = kind()
    vars(backend).clear()
    backend.appid = _NAME
    return backend


def _nowhere(_value: str) -> bool:
    return False
