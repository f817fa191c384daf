"""What comes of asking servers that behave, and of asking those that do not."""

import asyncio
import gc
import gzip
import json
import os
import resource
import ssl
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from yarl import URL

from relationship_journal.domain.fetched import Fetched, Outcome, Reason, Request
from relationship_journal.system.http import fetch
from relationship_journal.system.http.fetch import Limits
from relationship_journal.system.http.fetcher import Fetcher
from tests.feed_server import behaviours
from tests.feed_server.behaviours import CAFE, FEED, JSON_FEED, answer
from tests.feed_server.server import FeedServer
from tests.system.http.conftest import PATIENT, QUICK

READ, FAILED, UNREADABLE = Outcome.READ, Outcome.FAILED, Outcome.UNREADABLE
REFUSED = Outcome.REFUSED

ANSWERS = [
    ("ok", READ, Reason.NONE),
    ("etag304", READ, Reason.NONE),
    ("always304", Outcome.UNCHANGED, Reason.NONE),
    ("slow_first_byte", FAILED, Reason.TIMEOUT),
    ("slowloris_body", FAILED, Reason.TIMEOUT),
    ("slow_headers", FAILED, Reason.TIMEOUT),
    ("slow_continue", FAILED, Reason.TIMEOUT),
    ("continue_flood", UNREADABLE, Reason.TOO_BIG),
    ("never_ends", UNREADABLE, Reason.TOO_BIG),
    ("truncated_cl", FAILED, Reason.TRUNCATED),
    ("truncated_chunk", FAILED, Reason.TRUNCATED),
    ("bad_chunk", FAILED, Reason.PROTOCOL),
    ("reset_mid", FAILED, Reason.TRUNCATED),
    ("close_now", FAILED, Reason.CONNECTION),
    ("garbage", FAILED, Reason.PROTOCOL),
    ("http09", FAILED, Reason.PROTOCOL),
    ("gzip_ok", READ, Reason.NONE),
    ("deflate_ok", READ, Reason.NONE),
    ("deflate_bare", READ, Reason.NONE),
    ("gzip_mislabeled", READ, Reason.NONE),
    ("gzip_undeclared", READ, Reason.NONE),
    ("gzip_members", READ, Reason.NONE),
    ("gzip_truncated", READ, Reason.NONE),
    ("gzip_bomb", UNREADABLE, Reason.TOO_BIG),
    ("gzip_double", UNREADABLE, Reason.ENCODING),
    ("gzip_double_hidden", UNREADABLE, Reason.ENCODING),
    ("brotli_unasked", UNREADABLE, Reason.ENCODING),
    ("huge_body", UNREADABLE, Reason.TOO_BIG),
    ("huge_headers", FAILED, Reason.PROTOCOL),
    ("redirect_loop", UNREADABLE, Reason.REDIRECTS),
    ("redirect_pair", UNREADABLE, Reason.REDIRECTS),
    ("redirect_chain", UNREADABLE, Reason.REDIRECTS),
    ("redirect_301", READ, Reason.NONE),
    ("redirect_308", READ, Reason.NONE),
    ("redirect_302", READ, Reason.NONE),
    ("redirect_mixed", READ, Reason.NONE),
    ("redirect_file", UNREADABLE, Reason.SCHEME),
    ("redirect_data", UNREADABLE, Reason.SCHEME),
    ("redirect_ftp", UNREADABLE, Reason.SCHEME),
    ("redirect_javascript", UNREADABLE, Reason.SCHEME),
    ("redirect_metadata", FAILED, Reason.PRIVATE),
    ("redirect_neighbour", FAILED, Reason.PRIVATE),
    ("redirect_six", FAILED, Reason.PRIVATE),
    ("redirect_nat64", FAILED, Reason.PRIVATE),
    ("redirect_number", UNREADABLE, Reason.ADDRESS),
    ("redirect_userinfo", UNREADABLE, Reason.REDIRECTS),
    ("redirect_no_location", UNREADABLE, Reason.REDIRECTS),
    ("redirect_bad_location", UNREADABLE, Reason.REDIRECTS),
    ("redirect_control", UNREADABLE, Reason.REDIRECTS),
    ("redirect_utf8", READ, Reason.NONE),
    ("redirect_captive", READ, Reason.NONE),
    ("captive_portal", READ, Reason.NONE),
    ("portal_511", Outcome.OFFLINE, Reason.PORTAL),
    ("s429", Outcome.BUSY, Reason.STATUS),
    ("s429_date", Outcome.BUSY, Reason.STATUS),
    ("s429_none", Outcome.BUSY, Reason.STATUS),
    ("s503", FAILED, Reason.STATUS),
    ("s500", FAILED, Reason.STATUS),
    ("s410", Outcome.GONE, Reason.STATUS),
    ("s404", Outcome.MISSING, Reason.STATUS),
    ("s401", REFUSED, Reason.STATUS),
    ("s403", REFUSED, Reason.STATUS),
    ("s403_cf", REFUSED, Reason.CHALLENGE),
    ("s503_cf", REFUSED, Reason.CHALLENGE),
    ("s451", REFUSED, Reason.STATUS),
    ("s204", READ, Reason.NONE),
    ("s206", FAILED, Reason.PARTIAL),
    ("s999", REFUSED, Reason.STATUS),
    ("ct_html", READ, Reason.NONE),
    ("ct_image", READ, Reason.NONE),
    ("ct_missing", READ, Reason.NONE),
    ("charset_wrong", READ, Reason.NONE),
    ("charset_bogus", READ, Reason.NONE),
    ("maxage_16y", READ, Reason.NONE),
    ("etag_weak_rotating", READ, Reason.NONE),
    ("etag_binary", READ, Reason.NONE),
    ("hdr_injection", FAILED, Reason.PROTOCOL),
    ("date_future", READ, Reason.NONE),
    ("empty200", READ, Reason.NONE),
    ("json_feed", READ, Reason.NONE),
    ("keep_alive_closed", READ, Reason.NONE),
]


@pytest.mark.parametrize(("name", "outcome", "reason"), ANSWERS)
def test_every_behaviour_ends_as_it_should_and_is_asked_once(
    server: FeedServer,
    open_fetcher: Callable[..., Fetcher],
    name: str,
    outcome: Outcome,
    reason: Reason,
) -> None:
    limits = QUICK if reason is Reason.TIMEOUT else PATIENT
    found = open_fetcher(limits=limits).get(server.url(name))
    assert (found.outcome, found.reason) == (outcome, reason)
    assert server.canary == 0
    asked = server.counts[name]
    assert asked == (6 if name == "redirect_chain" else 1)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("ok", FEED),
        ("gzip_ok", FEED),
        ("deflate_ok", FEED),
        ("deflate_bare", FEED),
        ("gzip_mislabeled", FEED),
        ("gzip_undeclared", FEED),
        ("gzip_members", FEED),
        ("redirect_utf8", CAFE),
        ("json_feed", JSON_FEED),
        ("empty200", b""),
        ("s204", b""),
        ("keep_alive_closed", FEED),
    ],
)
def test_the_body_comes_unpacked(
    server: FeedServer, fetcher: Fetcher, name: str, body: bytes
) -> None:
    found = fetcher.get(server.url(name))
    assert (found.body, found.is_whole) == (body, True)


def test_of_a_packed_body_that_ends_early_what_is_there_is_read_and_known_not_to_be_all(
    server: FeedServer, fetcher: Fetcher
) -> None:
    found = fetcher.get(server.url("gzip_truncated"))
    assert found.body.startswith(FEED[:100])
    assert not found.is_whole


def test_both_validators_are_given_back_byte_for_byte(server: FeedServer, fetcher: Fetcher) -> None:
    first = fetcher.get(server.url("etag304"))
    again = fetcher.get(
        server.url("etag304"),
        etag=first.header("etag"),
        last_modified=first.header("last-modified"),
    )
    assert again.outcome is Outcome.UNCHANGED
    sent = server.asked[-1]
    assert sent.header("if-none-match") == b'"a-tag"'
    assert sent.header("if-modified-since") == b"Sun, 22 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("tag", "sent"),
    [
        (b'"plain"', b'"plain"'),
        (b'W/"weak"', b'W/"weak"'),
        ('"größe"'.encode(), '"größe"'.encode()),
        (b'"\xff\xfe"', b""),  # cannot be written by the library, so it is left out
        (b'"a\x01"', b""),
    ],
)
def test_a_strange_tag_goes_back_as_it_came_or_not_at_all(
    server: FeedServer, fetcher: Fetcher, tag: bytes, sent: bytes
) -> None:
    found = fetcher.get(server.url("ok"), etag=tag.decode("latin-1"))
    assert found.outcome is READ
    assert server.asked[-1].header("if-none-match") == sent


def test_a_tag_of_bytes_is_kept_as_it_came(server: FeedServer, fetcher: Fetcher) -> None:
    found = fetcher.get(server.url("etag_binary"))
    assert found.header("etag").encode("latin-1") == behaviours.BINARY_TAG


def test_a_request_says_who_asks_and_nothing_about_the_person(
    server: FeedServer, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetcher.get(server.url("cred_leak"))  # sets a cookie
    found = fetcher.get(server.url("echo"), etag='"e"', last_modified="yesterday")
    sent = json.loads(found.body)
    assert sent == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": fetch.USER_AGENT,
        "accept": sent["accept"],
        "accept-encoding": "gzip, deflate",
        "if-none-match": '"e"',
        "if-modified-since": "yesterday",
        "connection": "close",
    }
    assert sent["accept"].endswith("*/*;q=0.1")


@pytest.mark.parametrize(
    ("first", "then", "same"),
    [
        ("http://a.example/x", "https://a.example/y", True),
        ("https://a.example/x", "https://a.example/y", True),
        ("http://a.example/", "https://www.a.example/", False),
        ("http://a.example:8080/", "https://a.example/", False),
        ("https://a.example/", "https://a.example:8443/", False),
    ],
)
def test_validators_go_to_the_host_they_came_from(first: str, then: str, same: bool) -> None:
    assert fetch._is_same_place(URL(first), URL(then)) is same


def test_a_connection_that_was_closed_in_between_is_no_fault(
    server: FeedServer, fetcher: Fetcher
) -> None:
    outcomes = [fetcher.get(server.url("keep_alive_closed")).outcome for _again in range(3)]
    assert outcomes == [READ] * 3


def test_another_host_gets_no_cookies_and_no_validators(
    server: FeedServer, fetcher: Fetcher
) -> None:
    url = server.url("cred_leak", "blog.example")
    found = fetcher.get(url, etag='"mine"', last_modified="then")
    assert found.final_url == f"http://other.example:{server.port}/echo"
    sent = json.loads(found.body)
    assert not {"cookie", "referer", "authorization", "if-none-match", "if-modified-since"} & set(
        sent
    )
    assert server.asked[0].header("if-none-match") == b'"mine"'


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"])
def test_the_environments_proxy_is_not_used(
    server: FeedServer, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, server.neighbour_url())
    assert fetcher.get(server.url("ok", "blog.example")).outcome is READ
    assert server.canary == 0


@pytest.mark.parametrize(
    ("name", "permanent"),
    [
        ("redirect_301", True),
        ("redirect_308", True),
        ("redirect_302", False),
        ("redirect_mixed", False),
        ("ok", False),
    ],
)
def test_only_a_chain_that_is_permanent_throughout_is_a_move(
    server: FeedServer, fetcher: Fetcher, name: str, permanent: bool
) -> None:
    found = fetcher.get(server.url(name))
    assert found.final_url == server.url("ok")
    assert found.permanent_url == (server.url("ok") if permanent else "")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", Reason.SCHEME),
        ("http://me:word@127.0.0.1:{port}/ok", Reason.ADDRESS),
        ("http://127.0.0.2:{port}/ok", Reason.PRIVATE),
        ("http://[::ffff:127.0.0.2]:{port}/ok", Reason.PRIVATE),
        ("http://10.0.0.1:{port}/ok", Reason.PRIVATE),
        ("http://169.254.169.254/latest", Reason.PRIVATE),
        ("http://0.0.0.0:{port}/ok", Reason.PRIVATE),
    ],
)
def test_some_addresses_are_refused_before_any_socket(
    server: FeedServer, fetcher: Fetcher, url: str, reason: Reason
) -> None:
    found = fetcher.get(url.format(port=server.port))
    assert found.reason is reason
    assert (server.asked, server.canary) == ([], 0)


@pytest.mark.parametrize(
    "addresses",
    [
        [(2, "127.0.0.2")],
        [(2, "93.184.216.34"), (2, "127.0.0.2")],  # one private answer is one too many
        [(10, "::ffff:127.0.0.2")],
        [(10, "64:ff9b::7f00:2")],
        [(2, "169.254.169.254")],
    ],
)
def test_a_name_that_leads_home_is_refused(
    server: FeedServer, open_fetcher: Callable[..., Fetcher], addresses: list[tuple[int, str]]
) -> None:
    fetcher = open_fetcher(look_up=lambda _host, _port: addresses)
    found = fetcher.get(server.url("ok", "rebinding.example"))
    assert (found.outcome, found.reason) == (FAILED, Reason.PRIVATE)
    assert (server.asked, server.canary) == ([], 0)


def test_a_name_is_looked_up_once_and_that_address_is_connected_to(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    answers = [[(2, "127.0.0.1")], [(2, "127.0.0.2")]]
    fetcher = open_fetcher(look_up=lambda _host, _port: answers.pop(0))
    assert fetcher.get(server.url("ok", "rebinding.example")).outcome is READ
    assert (len(answers), server.canary) == (1, 0)


def test_a_name_that_is_not_known_is_a_fault_of_the_network(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    def nobody(host: str, port: int) -> list[tuple[int, str]]:
        raise OSError(-2, "Name or service not known")

    found = open_fetcher(look_up=nobody).get(server.url("ok", "nowhere.example"))
    assert (found.outcome, found.reason) == (FAILED, Reason.NAME)


def test_a_name_server_that_never_answers_ends_at_the_limit(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    answered = threading.Event()

    def never(host: str, port: int) -> list[tuple[int, str]]:
        answered.wait(20)
        return []

    try:
        found = open_fetcher(look_up=never, limits=QUICK).get(server.url("ok", "slow.example"))
        assert (found.outcome, found.reason) == (FAILED, Reason.TIMEOUT)
    finally:
        answered.set()


def test_nobody_listening_is_a_fault_of_the_network(fetcher: Fetcher) -> None:
    found = fetcher.get("http://127.0.0.1:1/feed")
    assert (found.outcome, found.reason) == (FAILED, Reason.CONNECTION)


def test_an_address_of_the_newer_kind_is_asked_too(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    if not server.ipv6_port:
        pytest.skip("this machine has no IPv6")
    fetcher = open_fetcher(allow=("::1",))
    assert fetcher.get(f"http://[::1]:{server.ipv6_port}/ok").outcome is READ


# --- TLS -----------------------------------------------------------------------------------------


def test_a_certificate_of_somebody_trusted_is_fine(server: FeedServer, fetcher: Fetcher) -> None:
    assert fetcher.get(server.tls_url("ok")).outcome is READ


def test_a_certificate_of_nobody_known_is_refused_with_the_reason(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    found = open_fetcher(tls=ssl.create_default_context()).get(server.tls_url("ok"))
    assert (found.outcome, found.reason) == (FAILED, Reason.CERTIFICATE)
    assert server.asked == []


def test_the_system_is_trusted_and_a_made_up_authority_is_not(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    found = open_fetcher(tls=None).get(server.tls_url("ok"))
    assert (found.outcome, found.reason) == (FAILED, Reason.CERTIFICATE)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's store is not a file")
def test_whom_the_system_trusts_is_trusted(
    server: FeedServer,
    authority: trustme.CA,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_fetcher: Callable[..., Fetcher],
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "company.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "company.pem"))
    assert open_fetcher(tls=None).get(server.tls_url("ok")).outcome is READ


def test_a_certificate_for_another_host_is_refused_with_the_reason(
    server: FeedServer, fetcher: Fetcher
) -> None:
    found = fetcher.get(server.tls_url("ok", "other.example"))
    assert (found.outcome, found.reason) == (FAILED, Reason.CERTIFICATE_HOST)


def test_the_wrong_kind_of_port_is_a_fault_of_the_network(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    fetcher = open_fetcher(limits=QUICK)
    secure_to_plain = fetcher.get(f"https://localhost:{server.port}/ok")
    plain_to_secure = fetcher.get(f"http://localhost:{server.tls_port}/ok")
    assert (secure_to_plain.outcome, plain_to_secure.outcome) == (FAILED, FAILED)


def test_nobody_is_led_from_a_secure_address_to_a_plain_one(
    server: FeedServer, fetcher: Fetcher
) -> None:
    server.behaviours["down"] = behaviours.to(server.url("ok"))
    found = fetcher.get(server.tls_url("down"))
    assert (found.outcome, found.reason) == (UNREADABLE, Reason.DOWNGRADE)
    assert server.counts["ok"] == 0


# --- one's own network ---------------------------------------------------------------------------


def test_a_feed_on_ones_own_network_is_read_where_the_user_said_so(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    fetcher = open_fetcher(allow=())
    assert fetcher.get(server.url("ok")).reason is Reason.PRIVATE
    assert fetcher.get(server.url("ok"), is_own_network=True).outcome is READ
    assert fetcher.get(server.url("ok", "nas.example"), is_own_network=True).outcome is READ


@pytest.mark.parametrize(
    "location",
    [
        "{neighbour}",
        "http://[::1]:{port}/ok",
        "http://127.0.0.1:{port}/ok",  # the same computer by another name
        "http://other.example:{port}/ok",
        "http://169.254.169.254/",
    ],
)
def test_even_there_nobody_is_led_to_another_private_place(
    server: FeedServer, open_fetcher: Callable[..., Fetcher], location: str
) -> None:
    server.behaviours["lead"] = behaviours.to(location)
    fetcher = open_fetcher(allow=())
    found = fetcher.get(server.url("lead", "nas.example"), is_own_network=True)
    assert (found.outcome, found.reason) == (FAILED, Reason.PRIVATE)
    assert (server.counts["ok"], server.canary) == (0, 0)


def test_another_port_of_the_same_computer_is_another_place(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    server.behaviours["lead"] = behaviours.to(f"http://127.0.0.1:{server.tls_port}/ok")
    found = open_fetcher(allow=()).get(server.url("lead"), is_own_network=True)
    assert found.reason is Reason.PRIVATE


def test_where_clouds_tell_their_secrets_is_nobodys_own_network(
    open_fetcher: Callable[..., Fetcher],
) -> None:
    found = open_fetcher(allow=()).get("http://169.254.169.254/latest", is_own_network=True)
    assert found.reason is Reason.PRIVATE


# --- bounds --------------------------------------------------------------------------------------


@pytest.mark.parametrize("extra", [0, 1])
def test_a_body_is_read_up_to_the_limit_and_not_beyond(
    server: FeedServer, open_fetcher: Callable[..., Fetcher], extra: int
) -> None:
    limits = Limits(on_the_wire=100_000, unpacked=200_000)
    fetcher = open_fetcher(limits=limits)
    server.behaviours["plain"] = behaviours.always(answer(b"x" * (100_000 + extra)))
    packed = gzip.compress(b"x" * (200_000 + extra))
    server.behaviours["packed"] = behaviours.always(
        answer(packed, headers={"Content-Encoding": "gzip"})
    )
    outcomes = [fetcher.get(server.url(name)).outcome for name in ("plain", "packed")]
    assert outcomes == [UNREADABLE if extra else READ] * 2


def test_the_usual_limits_are_the_promised_ones() -> None:
    limits = Limits()
    assert (limits.connect, limits.gap, limits.whole) == (10, 10, 20)
    assert (limits.on_the_wire, limits.unpacked) == (5 * 1024**2, 10 * 1024**2)


def test_the_time_of_all_redirects_counts_together(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    async def slow(asked: object, out: asyncio.StreamWriter, of: FeedServer) -> None:
        await asyncio.sleep(0.3)
        where = f"/slow?{of.counts['slow']}"
        out.write(answer(b"", status="302 Found", headers={"Location": where}))

    server.behaviours["slow"] = slow
    found = open_fetcher(limits=Limits(connect=1, gap=1, whole=0.7)).get(server.url("slow"))
    assert (found.outcome, found.reason) == (FAILED, Reason.TIMEOUT)
    assert server.counts["slow"] == 3


def _memory() -> int:
    """Return this process's resident memory in bytes."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        pytest.skip("there is no /proc here to read the memory from")
    return int(statm.read_text().split()[1]) * resource.getpagesize()


def test_hostile_servers_cost_little_memory(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    fetcher = open_fetcher(limits=Limits(connect=1, gap=1, whole=3))
    hostile = ("gzip_bomb", "never_ends", "huge_body", "huge_headers", "continue_flood")
    fetcher.get(server.url("ok"))
    fetcher.get(server.url("gzip_bomb"))  # the server's own buffers are in this process too
    gc.collect()
    before, peak = _memory(), 0
    for _again in range(2):
        for name in hostile:
            assert fetcher.get(server.url(name)).outcome in {FAILED, UNREADABLE}
            peak = max(peak, _memory())
    assert peak - before < 30 * 1024**2


# --- turns ---------------------------------------------------------------------------------------


def test_a_host_is_never_asked_twice_at_once_and_left_alone_in_between(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    async def slow(asked: object, out: asyncio.StreamWriter, of: FeedServer) -> None:
        await asyncio.sleep(0.02)
        out.write(answer())

    server.behaviours["slow"] = slow
    fetcher = open_fetcher(pause=0.05)
    hosts = ("a.example", "www.a.example", "b.example", "c.example")
    requests = [Request(server.url("slow", host)) for host in hosts for _again in range(3)]
    began = time.monotonic()
    found = list(fetcher.get_many(requests))
    taken = time.monotonic() - began
    assert {answer_.outcome for _request, answer_ in found} == {READ}
    assert len(found) == len(requests)
    assert max(server.most_at_once.values()) == 1
    assert taken >= 6 * 0.02 + 5 * 0.05  # a.example and www.a.example are one host


def test_at_most_eight_are_asked_at_once(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    at_once, most = 0, 0

    async def slow(asked: object, out: asyncio.StreamWriter, of: FeedServer) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.05)
        at_once -= 1
        out.write(answer())

    server.behaviours["slow"] = slow
    requests = [Request(server.url("slow", f"h{n}.example")) for n in range(30)]
    assert len(list(open_fetcher().get_many(requests))) == 30
    assert most == 8


def test_a_redirect_to_a_busy_host_waits_for_its_turn(server: FeedServer, fetcher: Fetcher) -> None:
    async def slow(asked: object, out: asyncio.StreamWriter, of: FeedServer) -> None:
        await asyncio.sleep(0.05)
        out.write(answer())

    server.behaviours["slow"] = slow
    server.behaviours["lead"] = behaviours.to("http://a.example:{port}/slow")
    requests = [Request(server.url("lead", f"h{n}.example")) for n in range(4)]
    requests.append(Request(server.url("slow", "a.example")))
    found = list(fetcher.get_many(requests))
    assert {answer_.outcome for _request, answer_ in found} == {READ}
    assert server.most_at_once[f"a.example:{server.port}"] == 1


def test_cancelling_ends_within_a_moment(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    fetcher = open_fetcher(limits=Limits())
    requests = [Request(server.url("slow_first_byte", f"h{n}.example")) for n in range(20)]
    began = time.monotonic()
    found = list(fetcher.get_many(requests, lambda: len(server.asked) >= 8))
    assert (found, time.monotonic() - began < 2) == ([], True)


def test_closing_ends_what_is_under_way_within_two_seconds(
    server: FeedServer, open_fetcher: Callable[..., Fetcher]
) -> None:
    fetcher = open_fetcher(limits=Limits())
    came: list[Fetched] = []
    asking = threading.Thread(
        target=lambda: came.append(fetcher.get(server.url("slow_first_byte")))
    )
    asking.start()
    deadline = time.monotonic() + 5
    while not server.asked and time.monotonic() < deadline:
        os.sched_yield()
    began = time.monotonic()
    fetcher.close()
    asking.join(5)
    assert time.monotonic() - began < 2
    assert [one.outcome for one in came] == [Outcome.CANCELLED]
    assert fetcher.get(server.url("ok")).outcome is Outcome.CANCELLED
