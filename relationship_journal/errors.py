"""The errors a person can act on; everything else is a fault of the program."""

import errno
from collections.abc import Sequence

# also a file that may grow no more, by the file system's bound or the user's quota
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class JournalError(Exception):
    """A request that could not be met, told in a sentence.

    Args:
        text: what happened, as one sentence for a person.
        hint: what they can do about it, or "".
    """

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.text} {self.hint}".strip()


class InvalidInput(JournalError):
    """A value that cannot be stored; `field` names the box to mark."""

    def __init__(self, field: str, text: str, hint: str = "") -> None:
        super().__init__(text, hint)
        self.field = field


class NotFound(JournalError):
    """Nobody and nothing goes by that name or number."""


class Ambiguous(JournalError):
    """A name fits several people; `candidates` holds their (id, name) pairs."""

    def __init__(self, text: str, candidates: Sequence[tuple[int, str]]) -> None:
        super().__init__(text)
        self.candidates = tuple(candidates)


class JournalFileError(JournalError):
    """The journal file itself: missing, damaged, not a journal, not accessible."""


class TooNew(JournalFileError):
    """The journal was written by a newer version of the program."""


class Busy(JournalError):
    """Another process is writing to the journal and did not finish in time."""


class DiskFull(JournalError):
    """There is no room left for what was to be written; nothing changed."""

    @staticmethod
    def is_meant_by(error: BaseException) -> bool:
        """Say whether the system refused for want of room."""
        return isinstance(error, OSError) and error.errno in _NO_ROOM


class VaultLocked(JournalError):
    """What is asked for is sealed, and the vault is locked."""


class WrongPassphrase(JournalError):
    """The passphrase or the recovery code is not the right one."""


class Altered(JournalError):
    """A sealed record is not what was sealed: it was changed from outside, or it is damaged."""


class Conflict(JournalError):
    """Another window changed the keys meanwhile; nothing was changed here."""


class NeedsPassphrase(JournalFileError):
    """The journal is encrypted, and nothing was given that opens it; `reason` is a short code."""

    def __init__(self, text: str, hint: str = "", reason: str = "") -> None:
        super().__init__(text, hint)
        self.reason = reason


class KeysDamaged(JournalFileError):
    """The keys are damaged: no passphrase can open what they stand for."""


class KeyFileMissing(JournalFileError):
    """The journal is encrypted and its key file is not there."""


class NewerFormat(TooNew):
    """The keys were written by a newer version of the program."""


class ImportRefused(JournalError):
    """A file that cannot be read as people, told in one sentence."""


class BackupRefused(JournalError):
    """A file that cannot be restored: not a backup, damaged, or altered."""


class KeyringTrouble(JournalError):
    """The system's keyring did not do what it was asked."""


class Cancelled(JournalError):
    """The person stopped it; nothing was left behind."""


class NotAFeed(JournalError):
    """What was fetched holds no feed that can be read."""


class FeedTooHeavy(JournalError):
    """A feed took too long or too much memory to read; its reader was stopped."""
