import errno
import os
import time

import pytest

from relationship_journal.errors import DiskFull, JournalError
from relationship_journal.system import files


def left_in(folder):
    return sorted(one.name for one in folder.iterdir())


def test_a_file_is_read_whole(tmp_path):
    path = tmp_path / "roll.opml"
    path.write_bytes(b"\x00\xff")
    assert files.read_whole(path) == b"\x00\xff"


@pytest.mark.parametrize("name", ["missing", ".", "nul\x00name", "x" * 300])
def test_what_can_not_be_read_is_said_with_its_reason(tmp_path, name):
    with pytest.raises(JournalError, match="cannot be used: "):
        files.read_whole(tmp_path / name)


def test_a_film_is_not_read_into_memory(tmp_path):
    path = tmp_path / "film"
    with path.open("wb") as file:
        file.truncate(files.LARGEST_IMPORT + 1)  # takes no room on the disk
    with pytest.raises(JournalError, match="too large to import"):
        files.read_whole(path)


def test_a_new_file_is_private_and_whole(tmp_path):
    path = tmp_path / "people.csv"
    with files.replaced(path) as file:
        file.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert left_in(tmp_path) == ["people.csv"]


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(b"old")
    with pytest.raises(KeyError), files.replaced(path) as file:
        file.write(b"half")
        raise KeyError
    assert path.read_bytes() == b"old"
    assert left_in(tmp_path) == ["people.csv"]


def test_what_a_killed_process_left_is_removed_once_it_is_nobody_s(tmp_path):
    old, new, other = (
        tmp_path / f".{name}.part"
        for name in ("people [1].csv.0123456789ab", "people [1].csv.ba9876543210", "x.0123456789ab")
    )
    for one in (old, new, other):
        one.write_bytes(b"half")
    for one in (old, other):
        os.utime(one, (time.time() - 7200,) * 2)
    with files.replaced(tmp_path / "people [1].csv") as file:
        file.write(b"new")
    assert left_in(tmp_path) == sorted([new.name, other.name, "people [1].csv"])


def test_a_link_is_followed(tmp_path):
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with files.replaced(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["folder", "missing/people.csv", "nul\x00name"])
def test_what_can_not_be_written_is_said_and_left(tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(JournalError), files.replaced(tmp_path / name) as file:
        file.write(b"never")
    assert left_in(tmp_path) == ["folder"]


def test_a_pipe_is_no_file_to_replace(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with (
        pytest.raises(JournalError, match="not an ordinary file"),
        files.replaced(tmp_path / "pipe"),
    ):
        pass
    assert left_in(tmp_path) == ["pipe"]


def test_a_very_long_name_still_finds_room_for_its_temporary_one(tmp_path):
    path = tmp_path / ("x" * 250 + ".csv")
    with files.replaced(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG, errno.EDQUOT])
def test_a_full_disk_is_told_as_one(tmp_path, number):
    with (
        pytest.raises(DiskFull, match="Nothing was changed"),
        files.replaced(tmp_path / "a") as file,
    ):
        file.write(b"half")
        raise OSError(number, os.strerror(number))
    assert left_in(tmp_path) == []
