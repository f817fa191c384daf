import hashlib
import struct
import time

import pytest

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import KeysDamaged, NewerFormat, WrongPassphrase
from relationship_journal.store.vault import header, making, recovery_code, slots
from relationship_journal.store.vault.header import JOURNAL, SIGN_INS, Header, Kind, Slot
from relationship_journal.store.vault.slots import Code, KeyringKeys, Mark, Opened, Passphrase
from relationship_journal.store.vault.stretching import Cost

RIGHT = Passphrase(Secret("right"))
CODE = recovery_code.new_code()
BY_CODE = Code(recovery_code.as_text(CODE))
VAULT = b"v" * 16

pytestmark = pytest.mark.usefixtures("quick_keys")


def begin(domain: bytes = JOURNAL, vault_id: bytes = VAULT) -> Opened:
    return making.begin(
        domain,
        vault_id,
        (RIGHT.text, Mark.new(1), Cost()),
        (slots.recipient_of(CODE, vault_id, domain), Mark.new(1)),
    )


def bytes_of(opened: Opened) -> bytes:
    return opened.header.sealed(opened.data_key)


def resum(body: bytes) -> bytes:
    """Repair the checksum, as whoever edits a file would."""
    return body[:-32] + hashlib.sha256(body[:-32]).digest()


def test_a_header_reads_back_as_it_was_written():
    made = begin()
    raw = bytes_of(made)
    read = header.parse(raw, JOURNAL)
    assert len(raw) == 64 + 2 * 256 + 64
    assert read.is_by(made.data_key)
    assert read.slots == made.header.slots
    assert read.sealed(made.data_key) == raw


@pytest.mark.parametrize("key", [RIGHT, BY_CODE])
def test_no_bit_of_it_can_be_changed(key):
    raw = bytes_of(begin())
    for place in range(len(raw)):
        bent = bytearray(raw)
        bent[place] ^= 1 << place % 8
        with pytest.raises(KeysDamaged, match="damaged"):
            slots.open_best([bytes(bent)], JOURNAL, key)


def test_no_byte_can_be_changed_with_the_checksum_repaired():
    raw = bytes_of(begin())
    for place in range(len(raw) - 32):
        bent = bytearray(raw)
        bent[place] ^= 0x55
        with pytest.raises((KeysDamaged, NewerFormat, WrongPassphrase)):
            slots.open_best([resum(bytes(bent))], JOURNAL, RIGHT)
        if place >= 64 + 256:  # the slot of the code
            with pytest.raises((KeysDamaged, WrongPassphrase)):
                slots.open_best([resum(bytes(bent))], JOURNAL, BY_CODE)


@pytest.mark.parametrize("length", [0, 1, 63, 128, 639, 641, 5000])
def test_a_cut_or_stretched_header_is_damaged(length):
    raw = bytes_of(begin()).ljust(length, b"x")[:length]
    with pytest.raises(KeysDamaged):
        slots.open_best([raw], JOURNAL, RIGHT)


def rebuilt(raw: bytes, *parts: bytes) -> bytes:
    count = len(parts)
    head = bytearray(raw[:64])
    head[14:16] = struct.pack(">H", count)
    head[44:48] = struct.pack(">I", 64 + 256 * count + 64)
    return resum(bytes(head) + b"".join(parts) + raw[-64:])


def test_slots_can_neither_go_nor_change_places_nor_come_from_the_other_domain():
    raw, other = bytes_of(begin()), bytes_of(begin(SIGN_INS))
    one, two = raw[64:320], raw[320:576]
    for forged in (
        rebuilt(raw, one),
        rebuilt(raw, two, one),
        rebuilt(raw, one, two, two),
        rebuilt(raw, one, other[320:576]),
        rebuilt(raw, other[64:320], two),
        rebuilt(raw),
    ):
        with pytest.raises((KeysDamaged, WrongPassphrase)):
            slots.open_best([forged], JOURNAL, RIGHT)
    with pytest.raises(KeysDamaged):
        slots.open_best([other], JOURNAL, RIGHT)


@pytest.mark.parametrize(
    ("at", "number"), [(24, 2**31), (28, 2**32 - 1), (32, 2**20), (24, 1), (28, 8)]
)
def test_a_header_that_asks_for_too_much_work_is_refused_at_once(at, number):
    raw = bytearray(bytes_of(begin()))
    raw[64 + at : 68 + at] = struct.pack(">I", number)
    begun = time.perf_counter()
    with pytest.raises(KeysDamaged):
        slots.open_best([resum(bytes(raw))], JOURNAL, RIGHT)
    assert time.perf_counter() - begun < 0.1


def test_a_newer_format_is_told_from_damage():
    raw = bytearray(bytes_of(begin()))
    raw[9] = 2
    with pytest.raises(NewerFormat, match="newer version"):
        slots.open_best([resum(bytes(raw))], JOURNAL, RIGHT)
    with pytest.raises(KeysDamaged):
        slots.open_best([bytes(raw)], JOURNAL, RIGHT)


def test_a_slot_only_a_newer_program_knows_is_kept_byte_for_byte():
    made = begin()
    strange = Slot(bytes([9]) + bytes(range(255)))
    newer = Header(JOURNAL, VAULT, 5, 1, (*made.header.slots, strange), minor=9)
    opened = slots.open_best([newer.sealed(made.data_key)], JOURNAL, RIGHT)
    slot = slots.with_passphrase(Secret("new"), opened.data_key, opened.header, Mark.new(2), Cost())
    changed = making.with_other(opened, slot).sealed(opened.data_key)
    again = slots.open_best([changed], JOURNAL, Passphrase(Secret("new")))
    assert again.header.minor == 9
    assert strange in again.header.slots
    with pytest.raises(WrongPassphrase):
        slots.open_best([changed], JOURNAL, RIGHT)
    with pytest.raises(KeysDamaged):  # the same slot where no newer program wrote it
        header.parse(Header(JOURNAL, VAULT, 5, 1, (strange,)).sealed(made.data_key), JOURNAL)


def test_a_header_forged_for_the_public_key_in_the_file_does_not_open_by_the_code():
    public = making.code_slot(begin()).recipient
    forged = making.begin(
        JOURNAL,
        VAULT,
        (Secret("the forger’s"), Mark.new(1), Cost()),
        (slots.Recipient(public, bytes(32)), Mark.new(1)),
    )
    with pytest.raises(WrongPassphrase, match="not the recovery code"):
        slots.open_best([bytes_of(forged)], JOURNAL, BY_CODE)


def test_a_forged_newer_copy_does_not_lock_the_owner_out():
    genuine = begin()
    forged = begin()
    newest = forged.header.changed()
    newest = Header(JOURNAL, VAULT, 2**62, 1, newest.slots)
    copies = [newest.sealed(bytes(32)), bytes_of(genuine)]
    assert slots.open_best(copies, JOURNAL, RIGHT).data_key == genuine.data_key


def test_the_keyring_opens_its_own_slot_and_no_other():
    made = begin()
    mark = Mark.new(2)
    slot = slots.with_keyring(b"k" * 32, made.data_key, made.header, mark)
    raw = making.with_other(made, slot).sealed(made.data_key)
    assert slots.open_best([raw], JOURNAL, KeyringKeys({mark.slot_id: b"k" * 32})).keys == made.keys
    for wrong in ({}, {mark.slot_id: b"l" * 32}, {b"12345678": b"k" * 32}):
        with pytest.raises(WrongPassphrase, match="This computer"):
            slots.open_best([raw], JOURNAL, KeyringKeys(wrong))


def test_a_renewed_key_keeps_the_passphrase_and_the_code_and_drops_the_keyring():
    made = begin()
    slot = slots.with_keyring(b"k" * 32, made.data_key, made.header, Mark.new(2))
    made = Opened(making.with_other(made, slot), made.keys)
    new = making.renewed(made, (RIGHT.text, Cost()), 3)
    raw = new.header.sealed(new.data_key)
    for key in (RIGHT, BY_CODE):
        assert slots.open_best([raw], JOURNAL, key).data_key == new.data_key != made.data_key
    assert not new.header.of_kind(Kind.KEYRING)
    assert new.header.epoch == 2
    assert [one.slot_id for one in new.header.slots] == [
        one.slot_id for one in made.header.slots[:2]
    ]


def test_what_is_parked_belongs_to_its_code_its_domain_and_its_vault():
    made = begin()
    kept = making.parked(b"12345678", b"a" * 32, made.data_key, VAULT, SIGN_INS)
    given = (made.data_key, VAULT, SIGN_INS)
    assert making.unparked(kept, b"12345678", *given) == b"a" * 32
    assert making.unparked(kept, b"87654321", *given) is None
    assert making.unparked(kept, b"12345678", made.data_key, VAULT, JOURNAL) is None
    assert making.unparked(kept, b"12345678", made.data_key, b"w" * 16, SIGN_INS) is None
    assert making.unparked(kept[:5], b"12345678", *given) is None
    assert making.unparked(None, b"12345678", *given) is None


def test_no_picture_of_the_keys_shows_them():
    made = begin()
    assert made.data_key.hex() not in repr(made)
    assert repr(made.data_key)[2:-1] not in repr(made)
    assert repr(RIGHT) == "Passphrase(text=•••)"
    assert "k" * 32 not in repr(KeyringKeys({b"12345678": b"k" * 32}))
