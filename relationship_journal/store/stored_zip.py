"""ZIP archives of known members, stored one after the other; any other archive is no such one."""

import os
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

LARGEST = 0xFFFFFFFE
"""Bytes of a member; beyond it the format has other fields."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _UNIX = 10, 3 << 8
_PRIVATE = 0o600 << 16


class NoSuchArchive(Exception):  # noqa: N818  what it is not, said to the caller alone
    """The file is not an archive of these members; `is_begun` when it begins like one."""

    def __init__(self, *, is_begun: bool) -> None:
        super().__init__()
        self.is_begun = is_begun


@dataclass(slots=True)
class Member:
    """One part of an archive: where its content begins, and what its header says of it."""

    name: str
    start: int = 0
    size: int = 0
    crc: int = 0
    stamp: tuple[int, int] = (0, 0)


def put(file: BinaryIO, name: str, content: bytes, stamp: tuple[int, int]) -> Member:
    """Write a whole member."""
    member = Member(name, 0, len(content), zlib.crc32(content), stamp)
    write_head(file, member)
    file.write(content)
    return member


def write_head(file: BinaryIO, member: Member) -> None:
    """Write a member's header; its content comes next."""
    name = member.name.encode()
    sizes = (member.crc, member.size, member.size, len(name), 0)
    file.write(_LOCAL.pack(b"PK\x03\x04", _VERSION, 0, 0, *member.stamp, *sizes) + name)
    member.start = file.tell()


def write_head_again(file: BinaryIO, member: Member) -> None:
    """Write a header anew once size and sum are known; the file stands at the end afterwards."""
    end = file.tell()
    file.seek(_head_of(member))
    write_head(file, member)
    file.seek(end)


def finish(file: BinaryIO, members: Sequence[Member]) -> None:
    """Write the list of contents at the end."""
    start = file.tell()
    for member in members:
        name = member.name.encode()
        head = (b"PK\x01\x02", _UNIX | _VERSION, _VERSION, 0, 0, *member.stamp)
        sizes = (member.crc, member.size, member.size, len(name), 0, 0, 0, 0)
        file.write(_CENTRAL.pack(*head, *sizes, _PRIVATE, _head_of(member)) + name)
    count = len(members)
    file.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, file.tell() - start, start, 0))


def read(
    file: BinaryIO, shapes: Sequence[tuple[str, ...]], largest: Mapping[str, int]
) -> dict[str, Member]:
    """Return the members by their names.

    Args:
        file: the archive.
        shapes: the sequences of names an archive may have.
        largest: how large some of the members may be.

    Raises: NoSuchArchive; OSError.
    """
    whole = file.seek(0, os.SEEK_END)
    members: list[Member] = []
    names: tuple[str, ...] = ()
    at = 0
    while names not in shapes:
        member = _read_head(file, at, members)
        names = (*names, member.name)
        at = member.start + member.size
        is_known = any(shape[: len(names)] == names for shape in shapes)
        if not is_known or member.size > largest.get(member.name, LARGEST) or at > whole:
            raise NoSuchArchive(is_begun=bool(members))
        members.append(member)
    _read_contents(file, at, whole, members)
    return {one.name: one for one in members}


def stamp_of(at: datetime) -> tuple[int, int]:
    """Return a time as such archives have it; theirs begins in 1980."""
    year = min(max(at.year - 1980, 0), 127)
    return (at.hour << 11 | at.minute << 5 | at.second // 2, year << 9 | at.month << 5 | at.day)


def _head_of(member: Member) -> int:
    return member.start - len(member.name) - _LOCAL.size


def _read_head(file: BinaryIO, at: int, before: Sequence[Member]) -> Member:
    file.seek(at)
    head = file.read(_LOCAL.size)
    if len(head) != _LOCAL.size:
        raise NoSuchArchive(is_begun=bool(before))
    mark, _needs, flags, method, *stamp, crc, packed, size, length, extra = _LOCAL.unpack(head)
    if mark != b"PK\x03\x04" or flags or method or extra or packed != size or length > 64:
        raise NoSuchArchive(is_begun=bool(before))
    name = file.read(length).decode("ascii", "replace")
    return Member(name, at + _LOCAL.size + length, size, crc, (stamp[0], stamp[1]))


def _read_contents(file: BinaryIO, at: int, whole: int, members: Sequence[Member]) -> None:
    """See that the list of contents says the same as the headers, and that nothing follows it."""
    expected = sum(_CENTRAL.size + len(one.name) for one in members) + _END.size
    if whole - at != expected:
        raise NoSuchArchive(is_begun=True)
    file.seek(at)
    tail = file.read(expected)
    place = 0
    for one in members:
        (mark, _made, _needs, flags, method, *stamp, crc, packed, size, length, extra, comment,
         disk, _inner, _outer, begins) = _CENTRAL.unpack_from(tail, place)  # fmt: skip
        place += _CENTRAL.size
        name = tail[place : place + len(one.name)]
        place += len(one.name)
        said = (mark, flags, method, tuple(stamp), crc, packed, size, begins, name)
        known = (b"PK\x01\x02", 0, 0, one.stamp, one.crc, one.size, one.size, _head_of(one))
        is_plain = (length, extra, comment, disk) == (len(one.name), 0, 0, 0)
        if said != (*known, one.name.encode()) or not is_plain:
            raise NoSuchArchive(is_begun=True)
    count = len(members)
    if _END.unpack_from(tail, place) != (b"PK\x05\x06", 0, 0, count, count, place, at, 0):
        raise NoSuchArchive(is_begun=True)
