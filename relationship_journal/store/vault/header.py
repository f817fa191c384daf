"""The key header RJK1, byte by byte: which slots wrap the data key, and whether it is whole."""

import hashlib
import struct
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any, Self

from relationship_journal.errors import KeysDamaged, NewerFormat
from relationship_journal.i18n import gettext as _
from relationship_journal.store.vault import derivation
from relationship_journal.store.vault.stretching import Cost

JOURNAL, SIGN_INS = b"J", b"C"
MOST_SLOTS = 16
MAGIC = b"\x89RJK\r\n\x1a\n"
RENEWING = 1
_HEAD, _SLOT, _TRAILER = 64, 256, 64
_HEAD_FORM = ">8sHHcBH16sQIIB15x"
MAJOR = 1


class Kind(IntEnum):
    """What opens a slot."""

    KEYRING = 1
    PASSPHRASE = 2
    CODE = 3


_KDF_OF = {Kind.KEYRING: 0, Kind.PASSPHRASE: 1, Kind.CODE: 2}


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapping of the data key, in its 256 bytes."""

    raw: bytes

    @classmethod
    def unsealed(
        cls,
        kind: Kind,
        *,
        epoch: int,
        slot_id: bytes,
        created: int,
        salt: bytes,
        cost: Cost | None = None,
    ) -> Self:
        """Return a slot in which nothing is wrapped yet."""
        numbers = (cost.passes, cost.kib, cost.lanes) if cost else (0, 0, 0)
        head = struct.pack(
            ">BBBxI8sQIII", kind, _KDF_OF[kind], 1, epoch, slot_id, created, *numbers
        )
        return cls((head + salt).ljust(_SLOT, b"\x00"))

    def with_part(self, at: int, part: bytes) -> "Slot":
        """Return the same slot with other bytes at a place."""
        return replace(self, raw=self.raw[:at] + part + self.raw[at + len(part) :])

    @property
    def kind(self) -> int:
        """A `Kind`, or the number of one that a newer program knows."""
        return self.raw[0]

    @property
    def epoch(self) -> int:
        """Which of the data keys it wraps."""
        return int.from_bytes(self.raw[4:8], "big")

    @property
    def slot_id(self) -> bytes:
        """Its random name: the same for both domains, and the name of the keyring's item."""
        return self.raw[8:16]

    @property
    def created(self) -> int:
        """When, in seconds since 1970."""
        return int.from_bytes(self.raw[16:24], "big")

    @property
    def cost(self) -> Cost:
        """What stretching its passphrase takes."""
        return Cost(*struct.unpack(">III", self.raw[24:36]))

    salt = property(lambda self: self.raw[36:52])
    nonce = property(lambda self: self.raw[52:64])
    wrapped = property(lambda self: self.raw[64:112])
    recipient = property(lambda self: self.raw[112:144])
    ephemeral = property(lambda self: self.raw[144:176])
    sealed_authenticator = property(lambda self: self.raw[176:236])

    def bound(self, domain: bytes, vault_id: bytes) -> bytes:
        """Return what the wrapping is bound to."""
        major = struct.pack(">H", MAJOR)
        return b"RJK1-slot\x00" + major + domain + vault_id + self.raw[:52] + self.raw[112:236]

    @property
    def is_sound(self) -> bool:
        """Whether its fields are such as this program writes them."""
        if self.kind not in set(Kind):
            return False
        kind = Kind(self.kind)
        if self.raw[1] != _KDF_OF[kind] or self.raw[2] != 1 or self.raw[3] or any(self.raw[236:]):
            return False
        if kind is Kind.PASSPHRASE:
            return self.cost.is_allowed and not any(self.raw[112:236])
        if any(self.raw[24:36]):
            return False
        return kind is Kind.CODE or not any(self.raw[112:236])


@dataclass(frozen=True, slots=True)
class Header:
    """A vault's header, as it was read or is to be written."""

    domain: bytes
    vault_id: bytes
    generation: int
    epoch: int
    slots: tuple[Slot, ...]
    flags: int = 0
    minor: int = 0
    profile: int = 0
    mac: bytes = b""

    def of_kind(self, kind: Kind) -> tuple[Slot, ...]:
        """Return the slots of a kind."""
        return tuple(one for one in self.slots if one.kind == kind)

    @property
    def is_renewing(self) -> bool:
        """Whether a renewal of the data key is in progress."""
        return bool(self.flags & RENEWING)

    def changed(self, **values: Any) -> "Header":
        """Return the next generation of this header."""
        return replace(self, generation=self.generation + 1, mac=b"", **values)

    def sealed(self, data_key: bytes) -> bytes:
        """Return its bytes under the key of its epoch."""
        body = self._body()
        with_mac = body + derivation.hmac_sha256(self._mac_key(data_key), body)
        return with_mac + hashlib.sha256(with_mac).digest()

    def is_by(self, data_key: bytes) -> bool:
        """Say whether the holder of this key wrote it as it stands."""
        expected = derivation.hmac_sha256(self._mac_key(data_key), self._body())
        return derivation.is_same(expected, self.mac)

    def _mac_key(self, data_key: bytes) -> bytes:
        return derivation.hkdf(data_key, self.vault_id, b"RJK1/mac/" + self.domain)

    def _body(self) -> bytes:
        count = len(self.slots)
        head = struct.pack(
            _HEAD_FORM,
            MAGIC,
            MAJOR,
            self.minor,
            self.domain,
            self.flags,
            count,
            self.vault_id,
            self.generation,
            self.epoch,
            _HEAD + _SLOT * count + _TRAILER,
            self.profile,
        )
        return head + b"".join(one.raw for one in self.slots)


def parse(raw: bytes, domain: bytes) -> Header:
    """Read a header.

    Raises: KeysDamaged, NewerFormat.
    """
    if len(raw) < _HEAD + _TRAILER or not raw.startswith(MAGIC):
        raise damaged()
    (major,) = struct.unpack(">H", raw[8:10])
    # damage comes first: one bent bit must not pass for a newer version
    if hashlib.sha256(raw[:-32]).digest() != raw[-32:]:
        raise damaged()
    if major != MAJOR:
        raise NewerFormat(
            _("The keys were written by a newer version of this program."),
            _("Update the program to open them; they were left as they are."),
        )
    _magic, _major, minor, own, flags, count, vault_id, generation, epoch, length, profile = (
        struct.unpack(_HEAD_FORM, raw[:_HEAD])
    )
    ends = _HEAD + _SLOT * count
    is_sized = count <= MOST_SLOTS and length == len(raw) == ends + _TRAILER
    if not is_sized or own != domain or any(raw[49:_HEAD]) or profile or (flags & ~RENEWING):
        raise damaged()
    slots = tuple(Slot(raw[at : at + _SLOT]) for at in range(_HEAD, ends, _SLOT))
    for one in slots:
        is_newer = minor > 0 and one.kind not in set(Kind)
        if not is_newer and not one.is_sound:
            raise damaged()
    mac = raw[ends : ends + 32]
    return Header(own, vault_id, generation, epoch, slots, flags, minor, profile, mac)


def damaged() -> KeysDamaged:
    """Return the error for keys that no passphrase can open."""
    return KeysDamaged(
        _("The keys are damaged or were altered outside of the program."),
        _("Your passphrase may be right: put the journal back from a backup."),
    )
