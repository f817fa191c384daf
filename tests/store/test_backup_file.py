"""A backup file holds exactly what was sealed, or it is refused; nothing else is taken out."""

import io
import random
import struct
import time
import zipfile
from datetime import datetime

import pytest

from relationship_journal.errors import BackupRefused, Cancelled, JournalError
from relationship_journal.store import backup_file

MADE = datetime(2026, 11, 26, 21, 30, 8)  # noqa: DTZ001  local, as an archive has it
KEYS, MAC_KEY = b"\x89RJK" + bytes(60) + bytes(256) + bytes(64), b"m" * 32
JOURNAL = random.Random(1).randbytes(70_000)


@pytest.fixture(params=["plain", "sealed"])
def kind(request):
    return (None, None) if request.param == "plain" else (KEYS, MAC_KEY)


def made(tmp_path, keys, mac_key, journal=JOURNAL, **more):
    database, path = tmp_path / "copy.db", tmp_path / "one.rjbackup"
    database.write_bytes(journal)
    with path.open("wb") as file:
        backup_file.write(file, database, keys, mac_key, MADE, **more)
    return path


def taken_out(path, mac_key):
    target = io.BytesIO()
    with backup_file.opened(path) as backup:
        backup.take_out(target, mac_key)
    return target.getvalue()


def test_what_is_put_in_comes_out(tmp_path, kind):
    path = made(tmp_path, *kind)
    assert taken_out(path, kind[1]) == JOURNAL
    with backup_file.opened(path) as backup:
        assert backup.keys == kind[0]
        assert backup.size == len(JOURNAL)


def test_any_zip_program_can_list_it(tmp_path, kind):
    with zipfile.ZipFile(made(tmp_path, *kind)) as archive:
        assert archive.testzip() is None
        names = ["format", "vault.rjk", "journal.db", "mac"]
        if kind[0] is None:
            names.remove("vault.rjk")
        assert archive.namelist() == names
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.infolist()[0].date_time == (2026, 11, 26, 21, 30, 8)
        assert archive.read("format") == (b"RJB1\n" if kind[0] else b"RJB1 plain\n")


def test_one_made_by_another_program_in_the_same_order_is_read(tmp_path):
    path = made(tmp_path, None, None)
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts:
            archive.writestr(name, content)
    assert taken_out(path, None) == JOURNAL


def test_of_three_hundred_flipped_bits_none_gives_another_journal(tmp_path, kind):
    path = made(tmp_path, *kind, journal=JOURNAL[:3000])
    whole, dice = path.read_bytes(), random.Random(7)
    refused = 0
    for _ in range(300):
        place = dice.randrange(len(whole) * 8)
        altered = bytearray(whole)
        altered[place // 8] ^= 1 << place % 8
        path.write_bytes(altered)
        try:
            assert taken_out(path, kind[1]) == JOURNAL[:3000]
        except BackupRefused:
            refused += 1
    assert refused > 280


def test_each_bit_of_headers_and_seal_is_refused_or_without_meaning(tmp_path):
    path = made(tmp_path, KEYS, MAC_KEY, journal=b"j" * 40)
    whole = path.read_bytes()
    ignored = set()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            assert taken_out(path, MAC_KEY) == b"j" * 40
        except BackupRefused:
            continue
        ignored.add(place)
    # which program made it, which one it needs, and the rights of four members
    assert len(ignored) == 4 * 2 + 4 * (2 + 2 + 2 + 4)


@pytest.mark.parametrize("left", [0, 1, 29, 30, 40, 400, 5_000])
def test_a_truncated_one_is_refused(tmp_path, kind, left):
    path = made(tmp_path, *kind)
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(BackupRefused):
        taken_out(path, kind[1])


def test_with_another_key_it_is_refused(tmp_path):
    with pytest.raises(BackupRefused, match="damaged or was altered"):
        taken_out(made(tmp_path, KEYS, MAC_KEY), b"x" * 32)


def archived(path, *members, method=zipfile.ZIP_STORED, comment=b""):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
        archive.comment = comment
    return path


FORM = ("format", b"RJB1 plain\n")


@pytest.mark.parametrize(
    "members",
    [
        [FORM, ("../journal.db", b"x"), ("mac", bytes(32))],
        [FORM, ("/etc/passwd", b"x"), ("mac", bytes(32))],
        [FORM, ("journal.db", b"x"), ("mac", bytes(32)), ("more", b"x")],
        [FORM, ("journal.db", b"x"), ("journal.db", b"y"), ("mac", bytes(32))],
        [FORM, ("vault.rjk", b"x"), ("journal.db", b"x"), ("mac", bytes(32))],
        [("format", b"RJB2\n"), ("journal.db", b"x"), ("mac", bytes(32))],
        [("journal.db", b"x"), FORM, ("mac", bytes(32))],
        [FORM, ("journal.db", b"x"), ("mac", bytes(31))],
        [FORM, ("journal.db", b"x")],
        [("a-photo.png", b"x")],
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_other_members_are_refused(tmp_path, members):
    path = archived(tmp_path / "one.rjbackup", *members)
    before = sorted(one.name for one in tmp_path.iterdir())
    with pytest.raises(BackupRefused):
        taken_out(path, None)
    assert sorted(one.name for one in tmp_path.iterdir()) == before


def test_a_bomb_is_refused_before_anything_is_unpacked(tmp_path):
    path = archived(
        tmp_path / "bomb", FORM, ("journal.db", bytes(50_000_000)), ("mac", bytes(32)),
        method=zipfile.ZIP_DEFLATED,
    )  # fmt: skip
    began = time.monotonic()
    with pytest.raises(BackupRefused):
        taken_out(path, None)
    assert time.monotonic() - began < 1


def test_a_size_that_the_file_does_not_have_is_refused(tmp_path):
    path = made(tmp_path, None, None)
    whole = bytearray(path.read_bytes())
    head = whole.index(b"journal.db") - 30
    struct.pack_into("<LL", whole, head + 18, 0xFFFFFFFF, 0xFFFFFFFF)
    path.write_bytes(whole)
    with pytest.raises(BackupRefused):
        taken_out(path, None)


def test_words_after_the_end_are_refused(tmp_path):
    path = made(tmp_path, None, None)
    path.write_bytes(path.read_bytes() + b"more")
    with pytest.raises(BackupRefused):
        taken_out(path, None)


def test_a_file_that_cannot_be_read_is_told_with_the_reason(tmp_path):
    with pytest.raises(JournalError, match="No such file"):
        taken_out(tmp_path / "nothing", None)
    with pytest.raises(JournalError, match="ordinary file"):
        taken_out(tmp_path, None)


def test_it_can_be_stopped_and_tells_how_far_it_is(tmp_path):
    told = []
    made(tmp_path, None, None, progress=lambda *step: told.append(step))
    assert told == [(70_000, 70_000)]
    with pytest.raises(Cancelled):
        made(tmp_path, None, None, cancelled=lambda: True)
