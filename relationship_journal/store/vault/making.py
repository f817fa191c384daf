"""Headers made and changed: a new vault, another passphrase, another code, another data key."""

from dataclasses import replace

from relationship_journal.domain.secret import Secret
from relationship_journal.store.vault import derivation, header, slots
from relationship_journal.store.vault.header import Header, Kind, Slot
from relationship_journal.store.vault.slots import Mark, Opened, Recipient
from relationship_journal.store.vault.stretching import Cost

_PARK_AAD = b"RJ-park\x00"


def new_vault_id() -> bytes:
    """Return a name no other vault has; the journal and its sign-ins share it."""
    return derivation.random_bytes(16)


def begin(
    domain: bytes,
    vault_id: bytes,
    passphrase: tuple[Secret, Mark, Cost],
    code: tuple[Recipient, Mark],
) -> Opened:
    """Return a new header with a passphrase and a recovery code, not yet written; takes its time.

    Raises: InvalidInput.
    """
    data_key = derivation.random_bytes(derivation.KEY)
    empty = Header(domain, vault_id, 1, 1, ())
    text, mark, cost = passphrase
    by_passphrase = slots.with_passphrase(text, data_key, empty, mark, cost)
    by_code = slots.with_recipient(code[0], data_key, empty, code[1])
    return Opened(replace(empty, slots=(by_passphrase, by_code)), {1: data_key})


def with_other(opened: Opened, slot: Slot, *, keeps_old: bool = False) -> Header:
    """Return the next header, with a slot in place of, or beside, the others of its kind."""
    stays = [
        one for one in opened.header.slots if keeps_old or one.kind != slot.kind or is_newer(one)
    ]
    return opened.header.changed(slots=(*stays, slot))


def without(opened: Opened, *, kind: Kind, keep: frozenset[bytes]) -> Header:
    """Return the next header without the slots of a kind, but for those of these names."""
    stays = tuple(one for one in opened.header.slots if one.kind != kind or one.slot_id in keep)
    return opened.header.changed(slots=stays)


def renewed(opened: Opened, passphrase: tuple[Secret, Cost], created: int) -> Opened:
    """Return the next header under a new data key; the passphrase and the code stay.

    What the keyring holds opens it no more.

    Raises: InvalidInput, KeysDamaged.
    """
    old = opened.header
    data_key = derivation.random_bytes(derivation.KEY)
    bare = replace(old.changed(), epoch=old.epoch + 1)
    text, cost = passphrase
    kept: list[Slot] = []
    for one in old.slots:
        mark = Mark(one.slot_id, created)
        if one.kind == Kind.PASSPHRASE:
            kept.append(slots.with_passphrase(text, data_key, bare, mark, cost))
        elif one.kind == Kind.CODE:
            recipient = slots.recipient_in(one, opened.keys[one.epoch], old.vault_id)
            kept.append(slots.with_recipient(recipient, data_key, bare, mark))
    return Opened(replace(bare, slots=tuple(kept)), {**opened.keys, bare.epoch: data_key})


def code_slot(opened: Opened) -> Slot:
    """Return the slot of the recovery code.

    Raises: KeysDamaged.
    """
    own = [one for one in opened.header.of_kind(Kind.CODE) if one.epoch in opened.keys]
    if not own:
        raise header.damaged()
    return own[-1]


def passphrase_slot(opened: Opened) -> Slot:
    """Return the slot of the passphrase.

    Raises: KeysDamaged.
    """
    own = [one for one in opened.header.of_kind(Kind.PASSPHRASE) if one.epoch in opened.keys]
    if not own:
        raise header.damaged()
    return own[-1]


def is_newer(slot: Slot) -> bool:
    """Say whether only a newer program knows what opens a slot."""
    return slot.kind not in set(Kind)


# --- what is parked of the domain that is not in use ----------------------------------------------


def parked(
    slot_id: bytes, authenticator: bytes, data_key: bytes, vault_id: bytes, of: bytes
) -> bytes:
    """Return the authenticator of a domain that is not in use, sealed under the other's key.

    Args:
        slot_id: of the recovery code that it belongs to.
        authenticator: what is kept.
        data_key: of the domain that is in use.
        vault_id: of both.
        of: the domain that is not in use.
    """
    nonce = derivation.random_bytes(derivation.NONCE)
    aad = _PARK_AAD + vault_id + of
    return nonce + derivation.encrypt(
        _park_key(data_key, vault_id), nonce, slot_id + authenticator, aad
    )


def unparked(
    kept: bytes | None, slot_id: bytes, data_key: bytes, vault_id: bytes, of: bytes
) -> bytes | None:
    """Return the authenticator that was parked with this recovery code, or None."""
    if kept is None:
        return None
    aad = _PARK_AAD + vault_id + of
    plain = derivation.decrypt(_park_key(data_key, vault_id), kept[:12], kept[12:], aad)
    return plain[8:] if plain is not None and plain[:8] == slot_id else None


def _park_key(data_key: bytes, vault_id: bytes) -> bytes:
    return derivation.hkdf(data_key, vault_id, b"RJ/park/v1")
