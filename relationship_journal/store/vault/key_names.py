"""Where the keys of an encrypted journal stand; all that a plain one needs to know of them."""

import os
from pathlib import Path

# What a change of form writes beside the journal until it takes its place.
ENCRYPTED_ENDING, PLAIN_ENDING = ".rekey", ".plain"
HALF = ".tmp"


def key_file(journal: Path) -> Path:
    """Return where the key file of a journal stands: `vault.rjk` beside `journal.db`."""
    if journal.name == "journal.db":
        return journal.with_name("vault.rjk")
    if journal.suffix == ".db" and journal.name != "vault.db":
        return journal.with_suffix(".rjk")
    return journal.with_name(journal.name + ".rjk")


def copies(journal: Path) -> tuple[Path, Path]:
    """Return where its two copies stand."""
    first = key_file(journal)
    return first, first.with_name(first.name + ".2")


def lock_of(journal: Path) -> Path:
    """Return the file whose lock is held while they are written."""
    first = key_file(journal)
    return first.with_name(first.name + "-lock")


def is_there(journal: Path) -> bool:
    """Say whether there is a file, or a link, of either copy's name."""
    return any(os.path.lexists(one) for one in copies(journal))


def has_left_overs(journal: Path) -> bool:
    """Say whether beside a plain journal stands what only an encrypted one has."""
    halves = (one.with_name(one.name + HALF) for one in copies(journal))
    forms = (
        journal.with_name(journal.name + ending) for ending in (ENCRYPTED_ENDING, PLAIN_ENDING)
    )
    return is_there(journal) or any(os.path.lexists(one) for one in (*halves, *forms))
