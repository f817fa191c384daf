"""Passphrases and codes come and go by a terminal or an open file; never by an argument."""

import contextlib
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relationship_journal.cli.output import complain
from relationship_journal.cli.parsing import UsageError
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import InvalidInput, JournalError, NeedsPassphrase
from relationship_journal.i18n import gettext as _

if TYPE_CHECKING:
    from relationship_journal.core import Core

_LONGEST = 4096
_TRIES = 3


class Keys:
    """What a command is given to open things with; nothing is read before it is needed.

    Args:
        passphrase_fd: the number of an open file with a passphrase a line; None for the terminal.
        code_fd: the number of an open file that takes a recovery code; None for the terminal.
        by_keyring: asks the system's keyring for what opens a locked journal.
        has_terminal: whether somebody can be asked.
    """

    def __init__(
        self,
        passphrase_fd: int | None = None,
        code_fd: int | None = None,
        by_keyring: Callable[[Any], Any] = lambda _locked: None,
        has_terminal: Callable[[], bool] | None = None,
    ) -> None:
        self._passphrase_fd, self._code_fd = passphrase_fd, code_fd
        self._by_keyring = by_keyring
        self._has_terminal = has_terminal or terminal_is_there
        self._held: Secret | None = None
        self._asked = 0
        self._was_keyring_asked = False

    @property
    def is_given(self) -> bool:
        """Whether a passphrase comes without asking anybody."""
        return self._passphrase_fd is not None

    # --- opening the journal -----------------------------------------------------------------

    def ask(self, locked: Any) -> Any:
        """Return what opens an encrypted journal, or None."""
        from relationship_journal.services.vault import Passphrase  # noqa: PLC0415  start-up time

        if not self.is_given and self._held is None and not self._was_keyring_asked:
            self._was_keyring_asked = True
            found = self._by_keyring(locked)
            if found is not None:
                return found
        if self._held is None and not self.is_given and not self._has_terminal():
            return None
        return Passphrase(self.passphrase())

    def may_try_again(self) -> bool:
        """Say whether another key may be tried after a wrong one: the keyring's, a mistyped one."""
        if self._held is None:  # it was the keyring's
            return self.is_given or self._has_terminal()
        self._held = None
        return not self.is_given and self._asked < _TRIES

    # --- passphrases -------------------------------------------------------------------------

    def passphrase(self) -> Secret:
        """Return the passphrase, asked for once.

        Raises: NeedsPassphrase where nobody can be asked, UsageError.
        """
        if self._held is None:
            self._held = self._next(_("Passphrase or recovery code: "))
        return self._held

    def new_passphrase(self) -> Secret:
        """Return a new passphrase: the next line, or what is typed twice.

        Raises: InvalidInput, NeedsPassphrase, UsageError.
        """
        new = self._next(_("New passphrase: "))
        if not self.is_given and self._next(_("The same again: ")) != new:
            raise InvalidInput("passphrase", _("The two passphrases are not the same."))
        if not new:
            raise InvalidInput("passphrase", _("The passphrase is empty."))
        _warn_of(new)
        return new

    def take(self, passphrase: Secret) -> None:
        """Go on with this passphrase."""
        self._held = passphrase

    def _next(self, prompt: str) -> Secret:
        if self._passphrase_fd is not None:
            return Secret(_line_of(self._passphrase_fd))
        if not self._has_terminal():
            raise NeedsPassphrase(
                _("A passphrase is needed, and there is no terminal to ask on."),
                _("Give it with --passphrase-fd."),
            )
        self._asked += 1
        return Secret(getpass.getpass(prompt))

    # --- recovery codes ----------------------------------------------------------------------

    def see_that_a_code_can_be_given(self) -> None:
        """Refuse before anything is done when a recovery code would be lost.

        Raises: UsageError, JournalError.
        """
        if self._code_fd is not None:
            try:
                os.fstat(self._code_fd)
            except OSError as error:
                raise _no_file("--recovery-code-fd", self._code_fd) from error
        elif not self._has_terminal():
            raise JournalError(
                _("There is no terminal to show the recovery code on."),
                _("Name an open file for it with --recovery-code-fd."),
            )

    def give_code(self, code: Secret) -> None:
        """Give the recovery code, once: before it counts, so that none is ever lost.

        Raises: JournalError.
        """
        try:
            if self._code_fd is not None:
                _write_all(self._code_fd, f"{code.reveal()}\n".encode())
                return
            words = _("Your recovery code, shown this once. Print it, or write it down:")
            with Path("/dev/tty").open("w", encoding="utf-8") as terminal:
                terminal.write(f"{words}\n\n    {code.reveal()}\n\n")
        except OSError as error:
            raise JournalError(_("The recovery code could not be given.")) from error


def unlock_sign_ins(core: "Core", keys: Keys) -> None:
    """Unlock the sign-ins with what is given, where there are any.

    Raises: WrongPassphrase, NeedsPassphrase, JournalError.
    """
    from relationship_journal.services.vault import VaultState  # noqa: PLC0415  start-up time

    if core.vault.state is VaultState.LOCKED:
        core.vault.unlock(keys.passphrase())


def _warn_of(new: Secret) -> None:
    """Say that a passphrase is easy to guess; it is taken all the same."""
    from relationship_journal.services.strength import Strength, strength_of  # noqa: PLC0415

    strength = strength_of(new)
    if strength < Strength.HARD:
        words = _("{words}. Four or five words that nobody would put together are hard.")
        complain(_("The passphrase: {words}").format(words=words.format(words=strength.words)))


def file_number(option: str, word: str) -> int:
    """Return the number of an open file, as it was typed.

    Raises: UsageError.
    """
    if not word.isascii() or not word.isdigit() or len(word) > 6:
        raise UsageError(_("“{option}” needs the number of an open file.").format(option=option))
    return int(word)


def secret_from(option: str, number: int) -> Secret:
    """Return the next line of an open file.

    Raises: UsageError, InvalidInput.
    """
    return Secret(_line_of(number, option))


def terminal_is_there() -> bool:
    """Say whether somebody sits at a terminal of this process."""
    if sys.platform == "win32":
        return sys.stdin is not None and sys.stdin.isatty()
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _line_of(number: int, option: str = "--passphrase-fd") -> str:
    """Return the next line of an open file, byte by byte: the rest is for whoever reads next."""
    read = bytearray()
    try:
        while len(read) <= _LONGEST and (one := os.read(number, 1)) not in {b"", b"\n"}:
            read += one
    except OSError as error:
        raise _no_file(option, number) from error
    with contextlib.suppress(UnicodeDecodeError):
        return read.removesuffix(b"\r").decode("utf-8")
    raise InvalidInput("passphrase", _("The passphrase is not UTF-8 text."))


def _write_all(number: int, data: bytes) -> None:
    while data:
        data = data[os.write(number, data) :]


def _no_file(option: str, number: int) -> UsageError:
    return UsageError(
        _("“{option}”: there is no open file {number}.").format(option=option, number=number)
    )
