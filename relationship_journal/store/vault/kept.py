"""What the vault keeps in the journal's own table: its header, and the seal over all sign-ins."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from relationship_journal.store.vault import derivation

if TYPE_CHECKING:
    from relationship_journal.store.vault.records import RecordKeys

HEADER = "vault"
MANIFEST = "manifest"
# Authenticators of the domain that is not in use; the second while a code is being replaced.
PARKS = ("vault.park", "vault.park.next")


def read(connection: Any, key: str) -> bytes | None:
    """Return what is kept under a key, or None."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else bytes(row[0])


def write(connection: Any, key: str, value: bytes) -> None:
    """Keep a value under a key, inside a change."""
    connection.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def forget(connection: Any, key: str) -> None:
    """Keep nothing more under a key, inside a change."""
    connection.execute("DELETE FROM meta WHERE key = ?", (key,))


def seal_all(connection: Any, keys: "RecordKeys") -> None:
    """Write the seal over all sign-ins anew, whatever they are: `changing` is for edits."""
    write(connection, MANIFEST, _manifest(connection, keys))


@contextlib.contextmanager
def changing(connection: Any, keys: "RecordKeys") -> Iterator[None]:
    """Keep the seal over all sign-ins right around an edit of some, inside a change.

    One that was not right before stays wrong: an edit must not hide that others were tampered with.
    """
    was_whole = is_whole(connection, keys)
    yield
    if was_whole:
        seal_all(connection, keys)


def is_whole(connection: Any, keys: "RecordKeys") -> bool:
    """Say whether the sign-ins are those that were last sealed: none gone, added or put back."""
    kept = read(connection, MANIFEST)
    return kept is not None and derivation.is_same(kept, _manifest(connection, keys))


def _manifest(connection: Any, keys: "RecordKeys") -> bytes:
    rows = connection.execute(
        "SELECT CAST(record_id AS BLOB), version, CAST(sealed AS BLOB) FROM cred"
    )
    return keys.manifest(
        (bytes(one), _number(version), bytes(sealed)) for one, version, sealed in rows
    )


def _number(version: object) -> int:
    """Return a version; 0, which none has, for what was put there from outside."""
    return max(version, 0) if isinstance(version, int) else 0
