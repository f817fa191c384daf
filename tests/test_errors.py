"""Errors: what the system says for want of room is known at every door."""

import errno
import os

import pytest

from relationship_journal.errors import DiskFull
from relationship_journal.services.key_changes import unwritable
from relationship_journal.store import files as journal_files
from relationship_journal.system.files import replaced


def refused(number):
    return OSError(number, os.strerror(number))


NO_ROOM = pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])


@NO_ROOM
def test_no_room_for_a_file_that_is_written_is_a_full_disk(tmp_path, number):
    with pytest.raises(DiskFull), replaced(tmp_path / "people.csv"):
        raise refused(number)


@NO_ROOM
def test_no_room_for_the_keys_is_a_full_disk(number):
    assert isinstance(unwritable(refused(number)), DiskFull)


@NO_ROOM
def test_no_room_for_a_folder_is_a_full_disk(tmp_path, monkeypatch, number):
    def mkdir(*_given, **_more):
        raise refused(number)

    monkeypatch.setattr(type(tmp_path), "mkdir", mkdir)
    monkeypatch.setattr(os, "mkdir", mkdir)
    with pytest.raises(DiskFull):
        journal_files.make_folder(tmp_path / "new")


@pytest.mark.parametrize("error", [refused(errno.EACCES), ValueError("28"), OSError("full")])
def test_other_faults_are_not_for_want_of_room(error):
    assert not DiskFull.is_meant_by(error)
