"""The header of the sign-ins' keys in the journal, beside it the form that no keyring opens.

That form is sealed whenever the key is at hand, so that a backup, and whoever withdraws the
keyring, need no key for it.
"""

import contextlib
from dataclasses import replace
from typing import Any

from relationship_journal.errors import JournalFileError
from relationship_journal.store.vault import header, kept
from relationship_journal.store.vault.header import SIGN_INS, Header, Kind, Slot

_WITHOUT = "vault.without_keyring"


def write(connection: Any, new: Header, data_key: bytes) -> bytes:
    """Keep the header, inside a change; returns its bytes."""
    sealed = new.sealed(data_key)
    kept.write(connection, kept.HEADER, sealed)
    if new.of_kind(Kind.KEYRING):
        kept.write(connection, _WITHOUT, new.changed(slots=_others(new)).sealed(data_key))
    else:
        kept.forget(connection, _WITHOUT)
    return sealed


def keyring_slots(connection: Any) -> tuple[bytes, ...]:
    """Return the names of the slots that a keyring opens; none where the header is damaged."""
    raw = kept.read(connection, kept.HEADER)
    with contextlib.suppress(JournalFileError):
        if raw is not None:
            return tuple(one.slot_id for one in header.parse(raw, SIGN_INS).of_kind(Kind.KEYRING))
    return ()


def drop_keyring(connection: Any) -> bytes | None:
    """Let no keyring open the sign-ins any more, inside a change or in a copy.

    Returns: the header as it is kept now; None when nothing was changed: there is no such slot, or
    its other form is not there, and then it takes the key.
    """
    raw, other = kept.read(connection, kept.HEADER), kept.read(connection, _WITHOUT)
    if raw is None or other is None or not _is_form_of(raw, other):
        return None
    kept.write(connection, kept.HEADER, other)
    kept.forget(connection, _WITHOUT)
    return other


def _is_form_of(raw: bytes, other: bytes) -> bool:
    try:
        now, without = header.parse(raw, SIGN_INS), header.parse(other, SIGN_INS)
    except JournalFileError:  # a damaged header is kept as it is, for whoever can mend it
        return False
    return now.changed(slots=_others(now)) == replace(without, mac=b"")


def _others(of: Header) -> tuple[Slot, ...]:
    return tuple(one for one in of.slots if one.kind != Kind.KEYRING)
