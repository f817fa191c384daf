"""The checks around what is sealed: the headers of the keys, and the manifest."""

from dataclasses import dataclass

from relationship_journal.errors import JournalFileError
from relationship_journal.store.journal import Journal
from relationship_journal.store.vault import header, kept
from relationship_journal.store.vault.key_file import KeyFile
from relationship_journal.store.vault.records import RecordKeys


@dataclass(frozen=True, slots=True)
class SealedFindings:
    """What is wrong with keys and seals."""

    has_damaged_header: bool = False
    has_unequal_copies: bool = False
    is_not_whole: bool = False


def examine(journal: Journal, keys: RecordKeys | None) -> SealedFindings:
    """Read every header and, with the keys to the sign-ins, the seal over all of them."""
    return SealedFindings(
        has_damaged_header=_has_damaged_header(journal),
        has_unequal_copies=journal.opened is not None and _has_unequal_copies(journal),
        is_not_whole=keys is not None and not kept.is_whole(journal.raw, keys),
    )


def _has_damaged_header(journal: Journal) -> bool:
    raw = kept.read(journal.raw, kept.HEADER)
    if raw is None:  # then nothing may be sealed either
        (count,) = journal.execute("SELECT count(*) FROM cred").fetchone()
        return bool(count)
    try:
        header.parse(raw, header.SIGN_INS)
    except JournalFileError:
        return True
    return False


def _has_unequal_copies(journal: Journal) -> bool:
    try:
        copies = KeyFile(journal.path).read()
    except JournalFileError:
        return True
    return len(copies) != 2 or copies[0] != copies[1]
