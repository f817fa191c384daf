"""What is in an answer's body: unpacked here, within bounds, never by the library that reads it."""

import io
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from relationship_journal.domain.fetched import Reason
from relationship_journal.system.http.guard import Refused

MOST_ON_THE_WIRE = 5 * 1024 * 1024
MOST_UNPACKED = 10 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_AS_GZIP = frozenset({"gzip", "x-gzip"})
_AS_IT_IS = frozenset({"", "identity", "none", "utf-8", "utf8"})
_PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Body:
    """The unpacked bytes, and whether all of them came."""

    data: bytes
    is_whole: bool = True


def coding_of(header: str) -> str:
    """Return gzip, deflate or "" for what Content-Encoding says.

    Raises: Refused for several codings on top of each other, and for those not asked for.
    """
    named = [one.strip().lower() for one in header.split(",")]
    packed = [one for one in named if one not in _AS_IT_IS]
    if not packed:
        return ""
    if len(packed) > 1:
        raise Refused(Reason.ENCODING)
    if packed[0] in _AS_GZIP:
        return "gzip"
    if packed[0] == "deflate":
        return "deflate"
    raise Refused(Reason.ENCODING)


async def read(
    pieces: AsyncIterator[bytes],
    coding: str,
    *,
    most_on_the_wire: int = MOST_ON_THE_WIRE,
    most_unpacked: int = MOST_UNPACKED,
) -> Body:
    """Read and unpack a body as it comes.

    Args:
        pieces: the bytes on the wire.
        coding: what `coding_of` said; gzip is also known by its first two bytes, and a body that
            only claims to be packed is read as it is.

    Raises: Refused when it is too big, or packed twice.
    """
    unpacker = _Unpacker(coding, most_unpacked)
    on_the_wire = 0
    async for piece in pieces:
        on_the_wire += len(piece)
        if on_the_wire > most_on_the_wire:
            raise Refused(Reason.TOO_BIG)
        unpacker.feed(piece)
    return unpacker.end()


class _Unpacker:
    """Unpacks piece by piece; the first two bytes decide how."""

    def __init__(self, coding: str, most: int) -> None:
        self._coding, self._most = coding, most
        self._out = io.BytesIO()
        self._head = b""
        self._stream: zlib._Decompress | None = None
        self._is_decided = False
        self._is_past_end = False

    def feed(self, piece: bytes) -> None:
        if not self._is_decided:
            self._head += piece
            if len(self._head) < 2:
                return
            piece, self._head = self._head, b""
            self._decide(piece)
        self._unpack(piece)

    def end(self) -> Body:
        if self._head:  # a single byte
            self._keep(self._head)
        is_whole = True
        if self._stream is not None and not self._stream.eof:
            try:
                self._keep(self._stream.flush())
            except zlib.error:
                is_whole = False
            is_whole = is_whole and self._stream.eof
        data = self._out.getvalue()
        if self._stream is not None and data[:2] == _GZIP:
            raise Refused(Reason.ENCODING)
        return Body(data, is_whole)

    def _decide(self, start: bytes) -> None:
        self._is_decided = True
        if start.startswith(_GZIP):
            self._stream = zlib.decompressobj(31)
        elif self._coding == "deflate":
            # zlib's header, as it should be, or bare as some send it
            has_header = start[0] & 15 == 8 and int.from_bytes(start[:2], "big") % 31 == 0
            if has_header:
                self._stream = zlib.decompressobj(15)
            elif start.lstrip()[:1] not in {b"<", b"{"}:
                self._stream = zlib.decompressobj(-15)

    def _unpack(self, piece: bytes) -> None:
        if self._stream is None:
            self._keep(piece)
            return
        while piece and not self._is_past_end:
            if self._stream.eof:
                if not piece.startswith(_GZIP):  # padding, not another member
                    self._is_past_end = True
                    return
                self._stream = zlib.decompressobj(31)
            try:
                self._keep(self._stream.decompress(piece, _PIECE))
            except zlib.error:  # damaged: what is there is kept, and known to be not all
                self._is_past_end = True
                self._stream = zlib.decompressobj(31)
                return
            piece = self._stream.unused_data or self._stream.unconsumed_tail

    def _keep(self, data: bytes) -> None:
        if self._out.tell() + len(data) > self._most:
            raise Refused(Reason.TOO_BIG)
        self._out.write(data)
