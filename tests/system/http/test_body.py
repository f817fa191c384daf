"""Bodies, unpacked piece by piece."""

import asyncio
import contextlib
import gzip
import zlib
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain.fetched import Reason
from relationship_journal.system.http import body
from relationship_journal.system.http.body import Body
from relationship_journal.system.http.guard import Refused

TEXT = b"<rss>" + bytes(range(32, 127)) * 50 + b"</rss>"


def read(data: bytes, coding: str = "", size: int = 7, **limits: int) -> Body:
    """Read a body that comes in pieces of this size."""

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(data), size):
            yield data[start : start + size]

    return asyncio.run(body.read(pieces(), coding, **limits))


@pytest.mark.parametrize("size", [1, 2, 3, 100, 100_000])
@pytest.mark.parametrize(
    ("data", "coding"),
    [
        (TEXT, ""),
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT), ""),
        (zlib.compress(TEXT), "deflate"),
        (zlib.compress(TEXT)[2:-4], "deflate"),
        (TEXT, "deflate"),  # it only says so
        (TEXT, "gzip"),
    ],
)
def test_a_body_is_the_same_in_whatever_pieces_it_comes(
    data: bytes, coding: str, size: int
) -> None:
    assert read(data, coding, size) == Body(TEXT)


@pytest.mark.parametrize("data", [b"", b"<"])
def test_a_body_of_nothing_or_next_to_nothing_is_that(data: bytes) -> None:
    assert read(data, "gzip") == Body(data)


def test_padding_after_the_end_is_no_part_of_it() -> None:
    assert read(gzip.compress(TEXT) + bytes(20), "gzip", 100_000) == Body(TEXT)
    assert read(gzip.compress(TEXT) + bytes(20), "gzip", 1).data == TEXT


@pytest.mark.parametrize("cut", [1, 8, 9, 30])
def test_what_ends_early_is_known_not_to_be_whole(cut: int) -> None:
    found = read(gzip.compress(TEXT)[:-cut], "gzip")
    assert not found.is_whole
    assert TEXT.startswith(found.data)


def test_what_is_damaged_is_kept_up_to_there_and_known_not_to_be_whole() -> None:
    packed = bytearray(gzip.compress(TEXT * 20))
    packed[len(packed) // 2] ^= 0xFF
    found = read(bytes(packed), "gzip", 64)
    assert not found.is_whole
    assert found.data.startswith(TEXT[:100])


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", ""),
        ("identity", ""),
        ("none", ""),
        ("utf-8", ""),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("identity, gzip", "gzip"),
        ("deflate", "deflate"),
    ],
)
def test_what_the_header_says_is_understood(header: str, coding: str) -> None:
    assert body.coding_of(header) == coding


@pytest.mark.parametrize("header", ["br", "zstd", "gzip, gzip", "deflate, gzip", "compress"])
def test_what_was_not_asked_for_is_refused(header: str) -> None:
    with pytest.raises(Refused) as refused:
        body.coding_of(header)
    assert refused.value.reason is Reason.ENCODING


@given(st.binary(max_size=300), st.sampled_from(["", "gzip", "deflate"]), st.integers(1, 50))
def test_any_bytes_end_in_a_body_or_are_refused(data: bytes, coding: str, size: int) -> None:
    with contextlib.suppress(Refused):
        assert len(read(data, coding, size, most_unpacked=1000).data) <= 1000
