"""What a server may do to whoever reads its feeds, in the order of the numbers they go by."""

import asyncio
import gzip
import itertools
import json
import socket
import struct
import zlib
from asyncio import StreamWriter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.feed_server.server import Asked, Behaviour, FeedServer

FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Quiet gardens</title><link>https://quiet.example/</link>
<item><title>On quiet gardens</title><link>https://quiet.example/1</link><guid>1</guid>
<pubDate>Sun, 22 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>
"""
CAFE = FEED.replace(b"On quiet gardens", "Café".encode())
LOGIN_PAGE = b"<!doctype html><title>Hotel</title><form>Log in to use the network</form>"
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Quiet gardens",
        "items": [{"id": "1", "url": "https://quiet.example/1", "title": "On quiet gardens"}],
    }
).encode()
BINARY_TAG = b'"\xff\xfe\x80"'
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def answer(
    body: bytes = FEED,
    *,
    status: str = "200 OK",
    kind: str | None = "application/rss+xml",
    headers: dict[str, str | bytes] | None = None,
    length: int | None = None,
) -> bytes:
    """Return a whole answer as bytes."""
    lines = [f"HTTP/1.1 {status}".encode()]
    if kind is not None:
        lines.append(f"Content-Type: {kind}".encode())
    for name, value in (headers or {}).items():
        lines.append(
            name.encode() + b": " + (value if isinstance(value, bytes) else value.encode("utf-8"))
        )
    lines.append(f"Content-Length: {len(body) if length is None else length}".encode())
    return b"\r\n".join([*lines, b"", body])


def always(whole: bytes) -> Behaviour:
    """Answer the same, whatever is asked."""

    async def behave(_asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
        out.write(whole)

    return behave


def to(location: str | bytes, status: str = "302 Found") -> Behaviour:
    """Send on to another address; `{port}` and the like are filled in."""

    async def behave(asked: Asked, out: StreamWriter, server: FeedServer) -> None:
        where = location
        if isinstance(where, str):
            where = where.format(port=server.port, neighbour=server.neighbour_url()).encode("utf-8")
        out.write(answer(b"", status=status, headers={"Location": where}))

    return behave


async def etag304(asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    tag = b'"a-tag"'
    if asked.header("if-none-match") == tag:
        out.write(b"HTTP/1.1 304 Not Modified\r\nETag: " + tag + b"\r\n\r\n")
    else:
        date = "Sun, 22 Nov 2026 10:00:00 GMT"
        out.write(answer(headers={"ETag": tag, "Last-Modified": date}))


async def slow_first_byte(_asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    await asyncio.sleep(25)
    out.write(answer())


async def _drip(out: StreamWriter, data: bytes) -> None:
    for byte in data:
        out.write(bytes([byte]))
        await out.drain()
        await asyncio.sleep(0.05)


async def slowloris_body(_asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    whole = answer()
    head = whole.index(b"\r\n\r\n") + 4
    out.write(whole[:head])
    await _drip(out, whole[head:])


async def slow_headers(_asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    await _drip(out, answer())


async def slow_continue(_asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    for _again in itertools.count():
        out.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        await out.drain()
        await asyncio.sleep(0.05)


async def continue_flood(_asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    for _again in itertools.count():
        out.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)
        await out.drain()


async def never_ends(_asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n" + FEED)
    for _again in itertools.count():
        out.write(b" " * 65536)
        await out.drain()


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    return (
        b'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nETag: "c"\r\n'
        b"Transfer-Encoding: chunked\r\n\r\n" + body + end
    )


async def reset_mid(_asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    out.write(answer(length=100_000))
    await out.drain()
    sock = out.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    out.transport.abort()


async def close_now(_asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    out.close()


async def gzip_bomb(_asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    out.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Encoding: gzip\r\n"
        b"Connection: close\r\n\r\n"
    )
    piece = bytes(1 << 20)
    for _megabyte in range(1024):
        out.write(packer.compress(piece))
        await out.drain()
        await asyncio.sleep(0)


async def huge_headers(_asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    out.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(2000):
        out.write(b"X-%d: %b\r\n" % (number, b"x" * 1000))
        await out.drain()
    out.write(b"\r\n")


async def redirect_chain(asked: Asked, out: StreamWriter, server: FeedServer) -> None:
    left = int(asked.path.rpartition("=")[2] or 30) if "=" in asked.path else 30
    where = f"/redirect_chain?left={left - 1}" if left else "/ok"
    out.write(answer(b"", status="302 Found", headers={"Location": where}))


async def cred_leak(asked: Asked, out: StreamWriter, server: FeedServer) -> None:
    out.write(
        answer(
            b"",
            status="302 Found",
            headers={
                "Location": f"http://other.example:{server.port}/echo",
                "Set-Cookie": "secret=1; Path=/",
                "ETag": '"mine"',
            },
        )
    )


async def s429_date(_asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(minutes=5), usegmt=True)
    out.write(answer(b"", status="429 Too Many Requests", headers={"Retry-After": later}))


async def etag_weak_rotating(_asked: Asked, out: StreamWriter, server: FeedServer) -> None:
    number = server.counts["etag_weak_rotating"]
    out.write(answer(headers={"ETag": f'W/"{number}"'}))


async def etag_binary(asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    out.write(answer(headers={"ETag": BINARY_TAG}))


async def echo(asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    shown = {name: value.decode("latin-1") for name, value in asked.headers}
    out.write(answer(json.dumps(shown).encode(), kind="application/json"))


async def keep_alive_closed(_asked: Asked, out: StreamWriter, _server: FeedServer) -> None:
    out.write(answer(headers={"Connection": "keep-alive"}))
    await out.drain()
    out.close()


_REFUSES = "cf-mitigated"
BEHAVIOURS: dict[str, Behaviour] = {
    "ok": always(answer()),
    "etag304": etag304,
    "always304": always(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
    "slow_first_byte": slow_first_byte,
    "slowloris_body": slowloris_body,
    "slow_headers": slow_headers,
    "slow_continue": slow_continue,
    "continue_flood": continue_flood,
    "never_ends": never_ends,
    "truncated_cl": always(answer(headers={"ETag": '"t"'}, length=len(FEED) + 500)),
    "truncated_chunk": always(chunked(FEED, end=b"500\r\nhalf")),
    "bad_chunk": always(chunked(FEED, end=b"zz\r\nhalf\r\n0\r\n\r\n")),
    "reset_mid": reset_mid,
    "close_now": close_now,
    "garbage": always(b"SSH-2.0-OpenSSH_9.9\r\n"),
    "http09": always(FEED),
    "gzip_ok": always(answer(gzip.compress(FEED), headers={"Content-Encoding": "gzip"})),
    "deflate_ok": always(answer(zlib.compress(FEED), headers={"Content-Encoding": "deflate"})),
    "deflate_bare": always(
        answer(zlib.compress(FEED)[2:-4], headers={"Content-Encoding": "deflate"})
    ),
    "gzip_mislabeled": always(answer(headers={"Content-Encoding": "gzip"})),
    "gzip_undeclared": always(answer(gzip.compress(FEED))),
    "gzip_members": always(
        answer(
            gzip.compress(FEED[:100]) + gzip.compress(FEED[100:]) + bytes(12),
            headers={"Content-Encoding": "gzip"},
        )
    ),
    "gzip_truncated": always(
        answer(gzip.compress(FEED * 20)[:-40], headers={"Content-Encoding": "gzip", "ETag": '"g"'})
    ),
    "gzip_bomb": gzip_bomb,
    "gzip_double": always(
        answer(gzip.compress(gzip.compress(FEED)), headers={"Content-Encoding": "gzip, gzip"})
    ),
    "gzip_double_hidden": always(
        answer(gzip.compress(gzip.compress(FEED)), headers={"Content-Encoding": "gzip"})
    ),
    "brotli_unasked": always(answer(b"\x8b\x00\x80", headers={"Content-Encoding": "br"})),
    "huge_body": always(answer(length=100_000_000)),
    "huge_headers": huge_headers,
    "redirect_loop": to("/redirect_loop"),
    "redirect_pair": to("/redirect_pair_back"),
    "redirect_pair_back": to("/redirect_pair"),
    "redirect_chain": redirect_chain,
    "redirect_301": to("/ok", "301 Moved Permanently"),
    "redirect_308": to("/ok", "308 Permanent Redirect"),
    "redirect_302": to("/ok"),
    "redirect_mixed": to("/redirect_302", "301 Moved Permanently"),
    "redirect_file": to("file:///etc/passwd"),
    "redirect_data": to("data:text/xml,<rss/>"),
    "redirect_ftp": to("ftp://127.0.0.1/feed"),
    "redirect_javascript": to("javascript:alert(1)"),
    "redirect_metadata": to("http://169.254.169.254/latest/meta-data"),
    "redirect_neighbour": to("{neighbour}"),
    "redirect_six": to("http://[::1]:{port}/ok"),
    "redirect_nat64": to("http://[64:ff9b::7f00:1]:{port}/ok"),
    "redirect_number": to("http://2130706434:{port}/ok"),
    "redirect_userinfo": to("http://user:word@127.0.0.1:{port}/ok"),
    "redirect_no_location": always(answer(b"", status="302 Found")),
    "redirect_bad_location": to("http://[::bad"),
    "redirect_control": to(b"/ok\x01"),
    "redirect_utf8": to("/caf\u00e9".encode()),
    "caf%C3%A9": always(answer(CAFE)),
    "redirect_captive": to("/login"),
    "login": always(answer(LOGIN_PAGE, kind="text/html")),
    "captive_portal": always(answer(LOGIN_PAGE, kind="text/html")),
    "portal_511": always(answer(LOGIN_PAGE, status="511 Network Authentication Required")),
    "cred_leak": cred_leak,
    "s429": always(answer(b"", status="429 Too Many Requests", headers={"Retry-After": "120"})),
    "s429_date": s429_date,
    "s429_none": always(answer(b"", status="429 Too Many Requests")),
    "s503": always(
        answer(b"", status="503 Service Unavailable", headers={"Retry-After": "86400000"})
    ),
    "s500": always(answer(b"", status="500 Internal Server Error")),
    "s410": always(answer(b"", status="410 Gone")),
    "s404": always(answer(b"", status="404 Not Found")),
    "s401": always(
        answer(b"", status="401 Unauthorized", headers={"WWW-Authenticate": 'Basic realm="x"'})
    ),
    "s403": always(answer(b"", status="403 Forbidden")),
    "s403_cf": always(answer(b"", status="403 Forbidden", headers={_REFUSES: "challenge"})),
    "s503_cf": always(answer(b"<title>Just a moment...</title>", status="503 Service Unavailable")),
    "s451": always(answer(b"", status="451 Unavailable For Legal Reasons")),
    "s204": always(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "s206": always(answer(FEED[:50], status="206 Partial Content")),
    "s999": always(answer(b"", status="999 Request denied")),
    "ct_html": always(answer(kind="text/html")),
    "ct_image": always(answer(_PNG, kind="image/png")),
    "ct_missing": always(answer(kind=None)),
    "charset_wrong": always(answer(CAFE, kind="text/xml; charset=iso-8859-1")),
    "charset_bogus": always(answer(kind="text/xml; charset=utf8mb4")),
    "maxage_16y": always(answer(headers={"Cache-Control": "max-age=504576000"})),
    "etag_weak_rotating": etag_weak_rotating,
    "etag_binary": etag_binary,
    "hdr_injection": always(answer(headers={"X-One": b"a\rSet-Cookie: b=c"})),
    "date_future": always(answer(FEED.replace(b"22 Nov 2026", b"22 Nov 2099"))),
    "empty200": always(answer(b"")),
    "json_feed": always(answer(JSON_FEED, kind="application/feed+json")),
    "echo": echo,
    "keep_alive_closed": keep_alive_closed,
}
"""The behaviours of single answers; those over several answers are written in their tests."""
