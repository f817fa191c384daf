import pytest

from relationship_journal.errors import Altered
from relationship_journal.store.vault import kept
from relationship_journal.store.vault.records import RecordKeys

VAULT = bytes(range(16))
KEYS = RecordKeys(bytes(range(0x20, 0x40)), VAULT, 1)
RECORD = b"\xc3" * 16
SITE = "https://example.org"
PAYLOAD = b'{"u":"me","p":"hunter2"}'

ENVELOPE = (
    "524a45010100000000000001606162636465666768696a6bb28ab827d561697c640f73d444a5d0588be6324e1406ea19"
    "9e3e3fa8cc0336b5116ff89a5ba3619faf093a66788e7a1ffd49d31d35cde2de20a010543f52f43e163b8148da697686"
    "f1cf12c91f5b753f918432d51825c7eb8c3246634bc2728dbed9f050b0f2c0b8ba67c8b68a645885f15d5a0c17fe9219"
    "6dc5c3792a6d341859dfdfcdeb301b87234ad083dec60e45"
)


def test_a_known_record_is_sealed_byte_for_byte():
    sealed = KEYS.seal(RECORD, 7, SITE, PAYLOAD, nonce=bytes(range(0x60, 0x6C)))
    assert sealed.hex() == ENVELOPE
    assert KEYS.open(RECORD, 7, SITE, sealed) == PAYLOAD


def test_what_was_sealed_opens_and_its_length_does_not_show():
    short, long = (KEYS.seal(RECORD, 1, SITE, b"x" * length) for length in (1, 127))
    assert len(short) == len(long)
    assert len(KEYS.seal(RECORD, 1, SITE, b"x" * 128)) == len(long) + 128
    assert KEYS.open(RECORD, 1, SITE, long) == b"x" * 127
    assert KEYS.seal(RECORD, 1, SITE, b"x") != short  # never the same nonce


def test_a_payload_may_end_like_its_padding():
    payload = b"\x80\x00\x80\x00\x00"
    assert KEYS.open(RECORD, 1, "", KEYS.seal(RECORD, 1, "", payload)) == payload


@pytest.mark.parametrize(
    ("record", "version", "site", "keys"),
    [
        (b"\xc4" * 16, 7, SITE, KEYS),
        (RECORD, 6, SITE, KEYS),
        (RECORD, 7, "https://examp1e.org", KEYS),
        (RECORD, 7, "https://exаmple.org", KEYS),
        (RECORD, 7, "", KEYS),
        (RECORD[:15], 7, SITE, KEYS),
        (RECORD, -1, SITE, KEYS),
        (RECORD, 7, SITE, RecordKeys(bytes(range(0x20, 0x40)), VAULT, 2)),
        (RECORD, 7, SITE, RecordKeys(bytes(range(0x20, 0x40)), bytes(16), 1)),
        (RECORD, 7, SITE, RecordKeys(bytes(32), VAULT, 1)),
    ],
)
def test_a_moved_older_or_foreign_record_does_not_open(record, version, site, keys):
    with pytest.raises(Altered, match="altered"):
        keys.open(record, version, site, bytes.fromhex(ENVELOPE))


def test_no_byte_of_an_envelope_can_be_changed():
    sealed = bytes.fromhex(ENVELOPE)
    for place in range(len(sealed)):
        bent = bytearray(sealed)
        bent[place] ^= 1
        with pytest.raises(Altered):
            KEYS.open(RECORD, 7, SITE, bytes(bent))
    for length in (0, 3, 24, 39, 167):
        with pytest.raises(Altered):
            KEYS.open(RECORD, 7, SITE, sealed[:length])


def test_the_keys_do_not_show_themselves():
    assert repr(KEYS) == "RecordKeys(•••)"


def add(journal, record_id: bytes, version: int = 1) -> None:
    journal.execute(
        "INSERT INTO cred (record_id, version, origin, label, sealed, created_at,"
        " password_changed_at) VALUES (?, ?, '', '', ?, '', '')",
        (record_id, version, KEYS.seal(record_id, version, "", b"{}")),
    )
    kept.seal_all(journal.raw, KEYS)


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM cred WHERE id = 1",
        "DELETE FROM cred",
        "UPDATE cred SET version = 2 WHERE id = 1",
        "UPDATE cred SET sealed = (SELECT sealed FROM cred WHERE id = 2) WHERE id = 1",
        "UPDATE cred SET record_id = randomblob(16) WHERE id = 1",
        "UPDATE meta SET value = zeroblob(32) WHERE key = 'manifest'",
        "DELETE FROM meta WHERE key = 'manifest'",
    ],
)
def test_the_manifest_tells_of_records_that_are_gone_added_or_older(journal, tampering):
    with journal.change("Add sign-ins"):
        add(journal, b"\x02" * 16)
        add(journal, b"\x01" * 16)
    assert kept.is_whole(journal.raw, KEYS)
    with journal.change("Tamper"):
        journal.execute(tampering)
    assert not kept.is_whole(journal.raw, KEYS)


def test_views_hear_of_sign_ins_and_undo_knows_nothing_of_them(journal):
    heard = []
    journal.subscribe(heard.append)
    with journal.change("Add sign-in"):
        add(journal, b"\x02" * 16)
        journal.touch("cred", 1)
    assert [(one.label, one.ids) for one in heard] == [("Add sign-in", {"cred": frozenset({1})})]
    assert journal.undo_label is None
    with pytest.raises(ZeroDivisionError), journal.change("Add another"):
        journal.touch("cred", 2)
        raise ZeroDivisionError
    with journal.change("Nothing"):
        pass
    assert len(heard) == 1
