"""Which addresses may be asked."""

import pytest
from yarl import URL

from relationship_journal.domain.fetched import Reason
from relationship_journal.system.http import guard

AT_HOME = """
0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.254 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1
172.31.255.255 192.0.0.8 192.0.0.170 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1
198.19.255.255 198.51.100.1 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
168.63.129.16 100.100.100.200 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8
64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b::10.0.0.1 64:ff9b:1::1 100::1 2001::1 2001:db8::1
2001:10::1 2002:7f00:1:: 2002:808:808:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1
fe80::1%eth0 fec0::1 ff02::1 localhost 127.1 0x7f.1 2130706433
"""
PUBLIC = """
1.1.1.1 8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.0.1.1
198.17.0.1 223.255.255.254 2606:4700::1111 2a00:1450:4001::200e 2001:4860:4860::8888
64:ff9b::808:808
"""


@pytest.mark.parametrize("address", AT_HOME.split())
def test_no_address_of_a_network_at_home_is_asked(address: str) -> None:
    assert guard.blocked(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_the_public_internet_is_asked(address: str) -> None:
    assert not guard.blocked(address)


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("127.0.0.1", True),
        ("192.168.178.20", True),
        ("10.0.0.5", True),
        ("100.101.102.103", True),  # a private overlay network
        ("fd12:3456::1", True),
        ("fe80::1%eth0", True),
        ("169.254.169.254", False),
        ("169.254.170.2", False),
        ("100.100.100.200", False),
        ("168.63.129.16", False),
        ("fd00:ec2::254", False),
        ("0.0.0.0", False),  # noqa: S104  an address to refuse
        ("224.0.0.251", False),
        ("255.255.255.255", False),
        ("::ffff:127.0.0.1", False),
        ("nowhere", False),
    ],
)
def test_the_own_network_is_opened_but_for_where_clouds_keep_secrets(
    address: str, may: bool
) -> None:
    assert guard.is_own(address) is may


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("file:///etc/passwd", Reason.SCHEME),
        ("ftp://quiet.example/feed", Reason.SCHEME),
        ("javascript:alert(1)", Reason.SCHEME),
        ("data:text/xml,<rss/>", Reason.SCHEME),
        ("quiet.example/feed", Reason.ADDRESS),
        ("http:quiet.example", Reason.ADDRESS),
        ("http:///feed", Reason.ADDRESS),
        ("http://me:word@quiet.example/", Reason.ADDRESS),
        ("http://me@quiet.example/", Reason.ADDRESS),
        ("http://quiet.example\\@evil.example/", Reason.ADDRESS),
        ("http://quiet.example/a\r\nHost: evil", Reason.ADDRESS),
        ("http://quiet.example/a b", Reason.ADDRESS),
        ("http://quiet.example/\x00", Reason.ADDRESS),
        ("http://quiet.example:0/", Reason.ADDRESS),
        ("http://quiet.example:99999/", Reason.ADDRESS),
        ("http://[::bad/", Reason.ADDRESS),
        ("http://[fe80::1%25eth0]/", Reason.ADDRESS),
        ("http://quiet.example/" + "x" * 9000, Reason.ADDRESS),
        ("", Reason.ADDRESS),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(typed: str, reason: Reason) -> None:
    with pytest.raises(guard.Refused) as refused:
        guard.checked(typed)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("https://quiet.example/feed#top", "https://quiet.example/feed"),
        (" https://quiet.example/feed\n", "https://quiet.example/feed"),
        ("https://quiet.example/?a=%2f&b=c%20d", "https://quiet.example/?a=%2f&b=c%20d"),
        ("https://gärten.example/café", "https://xn--grten-gra.example/caf%C3%A9"),
        ("https://quiet.example/a|b?c={d}", "https://quiet.example/a%7Cb?c=%7Bd%7D"),
        ("HTTPS://quiet.example", "https://quiet.example"),
    ],
)
def test_an_address_is_asked_as_it_is_written(typed: str, asked: str) -> None:
    assert str(guard.checked(typed)).rstrip("/") == asked


@pytest.mark.parametrize(
    ("location", "target"),
    [
        (b"/feed", "https://quiet.example/feed"),
        (b"feed", "https://quiet.example/blog/feed"),
        (b"//other.example/x", "https://other.example/x"),
        (b"https://other.example/a b", "https://other.example/a%20b"),
        ("/café".encode(), "https://quiet.example/caf%C3%A9"),
        ("/café".encode("latin-1"), "https://quiet.example/caf%C3%A9"),
        (b"?page=2", "https://quiet.example/blog/index?page=2"),
    ],
)
def test_a_redirect_leads_where_it_says(location: bytes, target: str) -> None:
    start = URL("https://quiet.example/blog/index")
    assert str(guard.next_hop(start, location)) == target


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        (b"", Reason.REDIRECTS),
        (b"http://[::bad", Reason.REDIRECTS),
        (b"/a\x01", Reason.REDIRECTS),
        (b"\\\\evil.example\\share", Reason.REDIRECTS),
        (b"http://me:word@quiet.example/", Reason.REDIRECTS),
        (b"http://quiet.example/plain", Reason.DOWNGRADE),
        (b"file:///etc/passwd", Reason.SCHEME),
    ],
)
def test_a_redirect_to_nowhere_is_not_followed(location: bytes, reason: Reason) -> None:
    with pytest.raises(guard.Refused) as refused:
        guard.next_hop(URL("https://quiet.example/"), location)
    assert refused.value.reason is reason
