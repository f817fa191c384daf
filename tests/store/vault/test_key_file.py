import os

import pytest

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import Conflict, KeyFileMissing, KeysDamaged, WrongPassphrase
from relationship_journal.store.vault import key_file, making, recovery_code, slots
from relationship_journal.store.vault.header import JOURNAL, Header
from relationship_journal.store.vault.key_file import KeyFile
from relationship_journal.store.vault.slots import Mark, Passphrase
from relationship_journal.store.vault.stretching import Cost

RIGHT = Passphrase(Secret("right"))
VAULT = b"v" * 16

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def file(tmp_path) -> KeyFile:
    made = begin()
    file = KeyFile(tmp_path / "journal.db")
    file.save(None, made.header, made.data_key)
    return file


def begin():
    code = slots.recipient_of(recovery_code.new_code(), VAULT, JOURNAL)
    return making.begin(JOURNAL, VAULT, (RIGHT.text, Mark.new(1), Cost()), (code, Mark.new(1)))


def contents(file: KeyFile) -> list[bytes]:
    return [one.read_bytes() for one in file.copies]


@pytest.mark.parametrize(
    ("journal", "name"),
    [
        ("journal.db", "vault.rjk"),
        ("x.db", "x.rjk"),
        ("x", "x.rjk"),
        ("x.txt", "x.txt.rjk"),
        ("vault.db", "vault.db.rjk"),  # vault.rjk is another journal's
    ],
)
def test_it_stands_beside_the_journal_under_its_name(tmp_path, journal, name):
    assert KeyFile(tmp_path / journal).copies == (tmp_path / name, tmp_path / f"{name}.2")


def test_both_copies_are_the_same_and_private(file):
    old = os.umask(0)
    try:
        opened = file.open(RIGHT)
        file.save(opened.header, opened.header.changed(), opened.data_key)
    finally:
        os.umask(old)
    one, two = contents(file)
    assert one == two
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in file.copies} == {0o600}


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("harm", ["gone", "empty", "cut", "random", "link", "folder", "bent"])
def test_one_good_copy_opens_and_the_other_is_made_like_it(file, tmp_path, which, harm):
    copy, good = file.copies[which], file.copies[1 - which].read_bytes()
    canary = tmp_path / "canary"
    canary.write_bytes(b"canary")
    copy.unlink()
    match harm:
        case "empty":
            copy.write_bytes(b"")
        case "cut":
            copy.write_bytes(good[:300])
        case "random":
            copy.write_bytes(os.urandom(640))
        case "link":
            copy.symlink_to(canary)
        case "folder":
            copy.mkdir()
        case "bent":
            copy.write_bytes(good[:99] + b"!" + good[100:])
    assert file.open(RIGHT).header.vault_id == VAULT
    assert canary.read_bytes() == b"canary"
    if harm != "folder":
        assert contents(file) == [good, good]
        assert not copy.is_symlink()
    assert not list(tmp_path.glob("*.tmp"))


def test_two_bad_copies_are_damaged_and_none_is_missing(file):
    for copy in file.copies:
        copy.write_bytes(b"nothing of the kind")
    with pytest.raises(KeysDamaged, match="damaged"):
        file.open(RIGHT)
    for copy in file.copies:
        copy.unlink()
    with pytest.raises(KeyFileMissing, match="is missing"):
        file.open(RIGHT)


def test_the_wrong_passphrase_changes_nothing(file):
    file.copies[1].write_bytes(b"bad")
    with pytest.raises(WrongPassphrase):
        file.open(Passphrase(Secret("wrong")))
    assert file.copies[1].read_bytes() == b"bad"


def test_a_forged_newer_copy_is_healed_away_and_the_next_change_works(file):
    genuine = file.copies[0].read_bytes()
    forged = begin()
    newer = Header(JOURNAL, VAULT, 2**62, 1, forged.header.slots)
    file.copies[0].write_bytes(newer.sealed(bytes(32)))
    opened = file.open(RIGHT)
    assert contents(file) == [genuine, genuine]
    saved = file.save(opened.header, opened.header.changed(), opened.data_key)
    assert saved.generation == 2


def test_who_comes_second_changes_nothing(file):
    first, second = file.open(RIGHT), file.open(RIGHT)
    file.save(first.header, first.header.changed(), first.data_key)
    before = contents(file)
    with pytest.raises(Conflict, match="another window"):
        file.save(second.header, second.header.changed(), second.data_key)
    made = begin()
    with pytest.raises(Conflict):
        file.save(None, made.header, made.data_key)
    assert contents(file) == before


def test_a_folder_that_cannot_be_written_to_keeps_nobody_out(file, tmp_path, monkeypatch):
    file.copies[1].unlink()

    def refuse(*_given: object) -> None:
        raise PermissionError(13, "read-only")

    monkeypatch.setattr(key_file, "_replace", refuse)
    assert file.open(RIGHT).header.generation == 1


def test_left_overs_of_a_killed_process_go(file, tmp_path):
    (tmp_path / "vault.rjk.tmp").write_bytes(b"half")
    (tmp_path / "vault.rjk.2.tmp").write_bytes(b"half")
    file.open(RIGHT)
    assert not list(tmp_path.glob("*.tmp"))


def test_removed_it_is_gone_with_its_lock(file, tmp_path):
    file.remove()
    assert list(tmp_path.iterdir()) == []
    assert not file.is_there()


def test_a_passphrase_that_only_a_copy_left_behind_knows_is_the_wrong_one(file):
    behind = file.copies[1].read_bytes()
    opened = file.open(RIGHT)
    slot = slots.with_passphrase(Secret("new"), opened.data_key, opened.header, Mark.new(2), Cost())
    file.save(opened.header, making.with_other(opened, slot), opened.data_key)
    file.copies[1].write_bytes(behind)  # as if it had been stopped between the two
    with pytest.raises(WrongPassphrase):
        file.open(RIGHT)
    one, two = contents(file)
    assert one == two != behind
    assert file.open(Passphrase(Secret("new"))).data_key == opened.data_key
