"""What a KeePass file asks for before it opens, read from its beginning: no bomb is ever lit."""

import struct
from collections.abc import Iterator

from relationship_journal.errors import ImportRefused
from relationship_journal.i18n import gettext as _

_SIGNATURE = b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5"
_MOST_MEMORY = 1024**3
_MOST_PASSES = 1_000
_MOST_LANES = 64
_MOST_ROUNDS = 200_000_000
_ROUNDS, _KDF = 6, 11


def check(data: bytes) -> None:
    """Let a KeePass file (KDBX 3 or 4) pass whose key takes a bearable time and room.

    Raises: ImportRefused.
    """
    if not data.startswith(_SIGNATURE) or len(data) < 12:
        raise ImportRefused(_("This is not a KeePass database."))
    (major,) = struct.unpack_from("<H", data, 10)
    if major not in {3, 4}:
        raise ImportRefused(_("This KeePass database is of a version that is not known here."))
    try:
        for field, value in _fields(data, wide=major == 4):
            if field == _ROUNDS and major == 3:
                _bounded(int.from_bytes(value, "little"), _MOST_ROUNDS)
            elif field == _KDF and major == 4:
                _check_kdf(value)
    except (struct.error, IndexError):
        raise ImportRefused(_("This KeePass database is damaged.")) from None


def _fields(data: bytes, *, wide: bool) -> Iterator[tuple[int, bytes]]:
    at, layout = 12, "<BI" if wide else "<BH"
    while True:
        field, size = struct.unpack_from(layout, data, at)
        at += struct.calcsize(layout)
        if field == 0:
            return
        if at + size > len(data):
            raise IndexError
        yield field, data[at : at + size]
        at += size


def _check_kdf(value: bytes) -> None:
    at = 2
    bounds = {b"M": _MOST_MEMORY, b"I": _MOST_PASSES, b"P": _MOST_LANES, b"R": _MOST_ROUNDS}
    while value[at]:
        (length,) = struct.unpack_from("<i", value, at + 1)
        key = value[at + 5 : at + 5 + length]
        at += 5 + length
        (size,) = struct.unpack_from("<i", value, at)
        if length < 0 or size < 0:
            raise IndexError
        if key in bounds:
            _bounded(int.from_bytes(value[at + 4 : at + 4 + size], "little"), bounds[key])
        at += 4 + size


def _bounded(value: int, most: int) -> None:
    if value > most:
        raise ImportRefused(
            _("Opening this KeePass database would take too much time or memory."),
            _("Export it as CSV from KeePass."),
        )
