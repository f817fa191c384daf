"""The known answer that every implementation of the formats has to reproduce, byte for byte."""

import pytest

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import WrongPassphrase
from relationship_journal.store.vault import derivation, header, recovery_code, slots, stretching
from relationship_journal.store.vault.header import Header

VAULT = bytes(range(16))
DATA_KEY = bytes(range(0x20, 0x40))
PASSPHRASE = Secret("correct horse battery staple")
CODE = bytes(range(0x64, 0x78))
CODE_TEXT = "CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-8BZS"
CREATED = 1_700_000_000


def span(first: int, count: int) -> bytes:
    return bytes(range(first, first + count))


def in_order(*pieces: bytes):
    left = list(pieces)
    return lambda count: left.pop(0)[:count]


@pytest.fixture(scope="module")
def known() -> Header:
    empty = Header(header.JOURNAL, VAULT, 1, 1, ())
    by_passphrase = slots.with_passphrase(
        PASSPHRASE,
        DATA_KEY,
        empty,
        slots.Mark(b"\xa1" * 8, CREATED, in_order(span(0x10, 16), span(0x40, 12))),
        stretching.Cost(3, 65536, 4),
    )
    by_code = slots.with_recipient(
        slots.recipient_of(CODE, VAULT, header.JOURNAL),
        DATA_KEY,
        empty,
        slots.Mark(
            b"\xb2" * 8,
            CREATED,
            in_order(span(0x30, 16), span(0x50, 12), span(0xC8, 32), span(0x78, 12)),
        ),
    )
    return Header(header.JOURNAL, VAULT, 1, 1, (by_passphrase, by_code))


def test_the_recovery_code_reads_as_printed():
    assert recovery_code.as_text(CODE).reveal() == CODE_TEXT
    assert recovery_code.from_text(Secret(CODE_TEXT)) == CODE


def test_the_keys_are_derived_as_known():
    recipient = slots.recipient_of(CODE, VAULT, header.JOURNAL)
    assert recipient.public.hex() == (
        "d5ecc3651840d4d32e8ca0e5cc1dff6e632a152cbbff50bbceaa17c2467b7167"
    )
    assert recipient.authenticator.hex() == (
        "23e3de069d58c13201331d7608c24bda6ad0ab64d273450ff5065e4a0bd96a7d"
    )
    key = stretching.stretch(PASSPHRASE, span(0x10, 16), stretching.Cost(3, 65536, 4))
    assert key.hex() == "1cd84e588c72f1d0bb3041fdd8a32de5ec738487c23ac9c5d84f119e05858bf8"
    record_key = derivation.hkdf(DATA_KEY, VAULT, b"RJ/cred/v1")
    assert record_key.hex() == "d0947fbaaaf40270f35bdf0e590c20e54210a71f44e61063c97cf3a647aca04f"


def test_the_slots_are_wrapped_as_known(known):
    by_passphrase, by_code = known.slots
    assert by_passphrase.wrapped.hex() == (
        "20b92943414ebd899734d2f0befe8d222299d75b9c9e4c439062e00a4f6e53e2"
        "8f55942fa6813a3f3d99d54d1ccdd172"
    )
    assert by_code.wrapped.hex() == (
        "df963b2dc77408214a11fdcaf71f0c260d5d9aca63ed5756f687c0f006a87ca0"
        "c7063769536b0a84f4745f96183f10ce"
    )


def test_the_file_is_the_known_one(known):
    raw = known.sealed(DATA_KEY)
    assert len(raw) == 640
    assert raw[-64:].hex() == (
        "73b5cfb7bbbb4aba27178cbe48457d49380adce908c40280ea802bc7674a7940"
        "4ac7d40ebc3f435f9756ba9bf397da76debceeb04d05e477b54b6ac0f5af49b4"
    )


@pytest.mark.parametrize("key", [slots.Passphrase(PASSPHRASE), slots.Code(Secret(CODE_TEXT))])
def test_passphrase_and_code_open_the_known_file(known, key):
    opened = slots.open_best([known.sealed(DATA_KEY)], header.JOURNAL, key)
    assert opened.keys == {1: DATA_KEY}


def test_another_passphrase_does_not(known):
    with pytest.raises(WrongPassphrase, match="not the passphrase"):
        slots.open_best(
            [known.sealed(DATA_KEY)], header.JOURNAL, slots.Passphrase(Secret("incorrect"))
        )
