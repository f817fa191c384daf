"""How the data key is wrapped in a slot, and how a passphrase, a code or a keyring opens it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import JournalError, KeysDamaged, NewerFormat, WrongPassphrase
from relationship_journal.i18n import gettext as _
from relationship_journal.store.vault import derivation, header, recovery_code, stretching
from relationship_journal.store.vault.derivation import hkdf
from relationship_journal.store.vault.header import Header, Kind, Slot
from relationship_journal.store.vault.stretching import Cost

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

# while a renewal is in progress there is one for each key; a forged header may hold no more work
_MOST_STRETCHED = 2

Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What the person remembers."""

    text: Secret


@dataclass(frozen=True, slots=True)
class Code:
    """What the person has printed."""

    text: Secret


@dataclass(frozen=True, slots=True)
class KeyringKeys:
    """What the system's keyring holds, by the ids of slots."""

    keys: dict[bytes, bytes] = field(repr=False)


Key = Passphrase | Code | KeyringKeys
_KIND_OF = {Passphrase: Kind.PASSPHRASE, Code: Kind.CODE, KeyringKeys: Kind.KEYRING}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom new keys can be sealed to without asking for the recovery code."""

    public: bytes
    authenticator: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a new slot is called, and since when it is there."""

    slot_id: bytes
    created: int
    random: Random = derivation.random_bytes

    @classmethod
    def new(cls, created: int) -> Self:
        """Return a name that no slot has."""
        return cls(derivation.random_bytes(8), created)

    def slot(self, kind: Kind, vault: Header, salt: bytes, cost: Cost | None = None) -> Slot:
        """Return an empty slot of this name."""
        return Slot.unsealed(
            kind,
            epoch=vault.epoch,
            slot_id=self.slot_id,
            created=self.created,
            salt=salt,
            cost=cost,
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """A header that was opened: what is in it, and the data keys by their epochs."""

    header: Header
    keys: dict[int, bytes] = field(repr=False)
    by: Kind = Kind.PASSPHRASE

    @property
    def data_key(self) -> bytes:
        """The key of the header's own epoch."""
        return self.keys[self.header.epoch]


# --- recipients -----------------------------------------------------------------------------------


def recipient_of(code: bytes, vault_id: bytes, domain: bytes) -> Recipient:
    """Return what a recovery code is to one domain."""
    authenticator = hkdf(code, vault_id, b"RJK1/recovery-auth/" + domain)
    return Recipient(_public_of(_private_of(code, vault_id)), authenticator)


def recipient_in(slot: Slot, data_key: bytes, vault_id: bytes) -> Recipient:
    """Return the recipient of a recovery slot, by the key it wraps.

    Raises: KeysDamaged.
    """
    sealed = slot.sealed_authenticator
    key = hkdf(data_key, vault_id, b"RJK1/auth-seal")
    authenticator = derivation.decrypt(key, sealed[:12], sealed[12:], slot.recipient)
    if authenticator is None:
        raise header.damaged()
    return Recipient(slot.recipient, authenticator)


# --- wrapping -------------------------------------------------------------------------------------


def with_passphrase(
    passphrase: Secret, data_key: bytes, vault: Header, mark: Mark, cost: Cost
) -> Slot:
    """Return a slot that a passphrase opens; takes its time.

    Raises: InvalidInput.
    """
    salt = mark.random(16)
    slot = mark.slot(Kind.PASSPHRASE, vault, salt, cost)
    return _wrapped(slot, stretching.stretch(passphrase, salt, cost), data_key, vault, mark.random)


def with_recipient(recipient: Recipient, data_key: bytes, vault: Header, mark: Mark) -> Slot:
    """Return a slot that a recovery code opens."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415  start-up time
        X25519PrivateKey,
        X25519PublicKey,
    )

    salt = mark.random(16)
    nonce = mark.random(derivation.NONCE)
    once = X25519PrivateKey.from_private_bytes(mark.random(32))
    shared = once.exchange(X25519PublicKey.from_public_bytes(recipient.public))
    ephemeral = _public_of(once)
    seal_nonce = mark.random(derivation.NONCE)
    seal_key = hkdf(data_key, vault.vault_id, b"RJK1/auth-seal")
    sealed = seal_nonce + derivation.encrypt(
        seal_key, seal_nonce, recipient.authenticator, recipient.public
    )
    slot = mark.slot(Kind.CODE, vault, salt)
    slot = slot.with_part(112, recipient.public + ephemeral + sealed)
    key = _code_key(shared, recipient.authenticator, slot, vault.vault_id)
    return _wrapped(slot, key, data_key, vault, lambda _count: nonce)


def with_keyring(keyring_key: bytes, data_key: bytes, vault: Header, mark: Mark) -> Slot:
    """Return a slot that the keyring's item of the slot's name opens."""
    slot = mark.slot(Kind.KEYRING, vault, mark.random(16))
    return _wrapped(slot, keyring_key, data_key, vault, mark.random)


def _wrapped(slot: Slot, key: bytes, data_key: bytes, vault: Header, random: Random) -> Slot:
    nonce = random(derivation.NONCE)
    slot = slot.with_part(52, nonce)
    bound = slot.bound(vault.domain, vault.vault_id)
    return slot.with_part(64, derivation.encrypt(key, nonce, data_key, bound))


# --- opening --------------------------------------------------------------------------------------


def open_best(
    candidates: Iterable[bytes], domain: bytes, key: Key, only: frozenset[bytes] | None = None
) -> Opened:
    """Open the newest of these headers that a key opens and that is by the key's owner.

    A forged newer one must not lock the owner out, so that none is trusted before it is opened.

    Args:
        candidates: headers as they were read.
        domain: whose they must be.
        key: what to open them with.
        only: the names of the slots that count; all when None.

    Raises: WrongPassphrase, KeysDamaged, NewerFormat, InvalidInput.
    """
    copies = list(candidates)
    try:
        return _open_best(copies, domain, key, only)
    except WrongPassphrase:
        # who has forgotten the passphrase may type the code in its place
        if not isinstance(key, Passphrase) or not recovery_code.is_one(key.text):
            raise
        return _open_best(copies, domain, Code(key.text), only)


def _open_best(
    candidates: Sequence[bytes], domain: bytes, key: Key, only: frozenset[bytes] | None
) -> Opened:
    read: list[Header] = []
    fault: JournalError = header.damaged()
    for raw in dict.fromkeys(candidates):
        try:
            read.append(header.parse(raw, domain))
        except NewerFormat:
            raise
        except KeysDamaged as error:
            fault = error
    read.sort(key=lambda one: one.generation, reverse=True)
    faults: list[JournalError] = []
    for one in read:
        try:
            return open_one(one, key, only)
        except (WrongPassphrase, KeysDamaged) as error:
            faults.append(error)
    if faults:
        # a key that fits a slot of a header which is not whole: it is not the key that is wrong
        fault = next((one for one in faults if isinstance(one, KeysDamaged)), faults[0])
    raise fault


def open_one(vault: Header, key: Key, only: frozenset[bytes] | None = None) -> Opened:
    """Open a header.

    Raises: WrongPassphrase, KeysDamaged, InvalidInput.
    """
    keys = dict(_unwrapped(vault, key, only))
    if vault.epoch not in keys:
        if keys:
            raise header.damaged()
        raise wrong(key)
    if not vault.is_by(keys[vault.epoch]):
        raise header.damaged()
    return Opened(vault, keys, _KIND_OF[type(key)])


def _unwrapped(
    vault: Header, key: Key, only: frozenset[bytes] | None
) -> Iterable[tuple[int, bytes]]:
    slots, make = _ways(vault, key)
    for slot in slots:
        wrapping = make(slot) if only is None or slot.slot_id in only else None
        if wrapping is None:
            continue
        bound = slot.bound(vault.domain, vault.vault_id)
        data_key = derivation.decrypt(wrapping, slot.nonce, slot.wrapped, bound)
        if data_key is not None:
            yield slot.epoch, data_key


def _ways(vault: Header, key: Key) -> tuple[Sequence[Slot], Callable[[Slot], bytes | None]]:
    if isinstance(key, Passphrase):
        stretching.prepared(key.text)
        return vault.of_kind(Kind.PASSPHRASE)[:_MOST_STRETCHED], (
            lambda slot: stretching.stretch(key.text, slot.salt, slot.cost)
        )
    if isinstance(key, Code):
        code = recovery_code.from_text(key.text)
        return vault.of_kind(Kind.CODE), lambda slot: _key_by_code(code, slot, vault)
    return vault.of_kind(Kind.KEYRING), lambda slot: key.keys.get(slot.slot_id)


def _key_by_code(code: bytes, slot: Slot, vault: Header) -> bytes | None:
    from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415  start-up time
        X25519PublicKey,
    )

    recipient = recipient_of(code, vault.vault_id, vault.domain)
    if slot.recipient != recipient.public:
        return None
    private = _private_of(code, vault.vault_id)
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(slot.ephemeral))
    except ValueError:  # a point that no honest slot has
        return None
    return _code_key(shared, recipient.authenticator, slot, vault.vault_id)


def _code_key(shared: bytes, authenticator: bytes, slot: Slot, vault_id: bytes) -> bytes:
    info = b"RJK1/recovery-kek" + vault_id + slot.ephemeral + slot.recipient
    return hkdf(shared + authenticator, slot.salt, info)


def _private_of(code: bytes, vault_id: bytes) -> "X25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415  start-up time
        X25519PrivateKey,
    )

    return X25519PrivateKey.from_private_bytes(hkdf(code, vault_id, b"RJK1/recovery-x25519"))


def _public_of(private: "X25519PrivateKey") -> bytes:
    return private.public_key().public_bytes_raw()


def wrong(key: Key) -> WrongPassphrase:
    """Return the error for a key that opens nothing."""
    if isinstance(key, Passphrase):
        return WrongPassphrase(
            _("That is not the passphrase."),
            _("Capital letters and the keyboard’s language count."),
        )
    if isinstance(key, Code):
        return WrongPassphrase(
            _("That is not the recovery code of this journal."),
            _("A newer code may have been printed since."),
        )
    return WrongPassphrase(_("This computer’s key does not open the journal."))
