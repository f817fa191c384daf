"""Which addresses may be asked: of the web, on other people's networks, and as they are written."""

import functools
import ipaddress
import re
from urllib.parse import urljoin

from yarl import URL

from relationship_journal.domain.fetched import Reason

LONGEST = 8000


def _networks(text: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(one) for one in text.split())


_NOT_GLOBAL_V4 = _networks(
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24"
    " 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24"
    " 224.0.0.0/4 240.0.0.0/4"
    " 168.63.129.16/32"  # public by its number, a cloud's own inside of it
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_NOT_GLOBAL_V6 = _networks("2001::/23 2001:db8::/32 2002::/16 3fff::/20")
# RFC 6052: how a network without IPv4 reaches it; the last four bytes are the real address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# What a feed on one's own network may be on; never where clouds tell their secrets.
_OWN = _networks(
    "10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16"
    " ::1/128 fc00::/7 fe80::/10"
)
_METADATA = _networks("169.254.169.254 169.254.170.2 100.100.100.200 fd00:ec2::254")

_CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
# RFC 3986: what needs no percent sign, which is then sent just as it is written
_WRITTEN_WELL = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")


class Refused(Exception):  # noqa: N818  named by what happened
    """An address is not asked, for this reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@functools.lru_cache(maxsize=4096)
def blocked(address: str) -> bool:
    """Say whether an IP address is not one of the public internet.

    `ipaddress.is_global` alone lets multicast, NAT64, 6to4 and mapped addresses through.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:  # with a zone, or no address at all
        return True
    if isinstance(ip, ipaddress.IPv4Address):
        return any(ip in one for one in _NOT_GLOBAL_V4)
    if ip in _NAT64:
        return blocked(str(ipaddress.IPv4Address(ip.packed[-4:])))
    return ip not in _GLOBAL_V6 or any(ip in one for one in _NOT_GLOBAL_V6)


@functools.lru_cache(maxsize=4096)
def is_own(address: str) -> bool:
    """Say whether an IP address may be that of a feed on the user's own network."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return any(ip in one for one in _OWN) and not any(ip in one for one in _METADATA)


def checked(text: str) -> URL:
    """Return an address that may be asked; its host still has to be looked up and checked.

    Raises: Refused.
    """
    typed = text.strip(" \t\r\n")
    scheme, colon, rest = typed.partition(":")
    if not colon or len(typed) > LONGEST or _CONTROLS.search(typed):
        raise Refused(Reason.ADDRESS)
    if scheme.lower() not in {"http", "https"}:
        raise Refused(Reason.SCHEME)
    authority = re.split(r"[/?#]", rest.removeprefix("//"), maxsplit=1)[0]
    if not rest.startswith("//") or not authority or "@" in authority:
        raise Refused(Reason.ADDRESS)
    try:
        url = URL(typed, encoded="%" not in authority and bool(_WRITTEN_WELL.fullmatch(typed)))
        host, port = url.host, url.port
    except ValueError:
        raise Refused(Reason.ADDRESS) from None
    if not host or not port or "%" in host:
        raise Refused(Reason.ADDRESS)
    return url.with_fragment(None)


def next_hop(url: URL, location: bytes) -> URL:
    """Return where a redirect leads.

    Raises: Refused, when it leads nowhere one may go.
    """
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:
        text = location.decode("latin-1")
    text = text.strip(" \t").replace(" ", "%20")
    if not text or len(text) > LONGEST or _CONTROLS.search(text):
        raise Refused(Reason.REDIRECTS)
    try:
        joined = urljoin(str(url), text)
    except ValueError:
        raise Refused(Reason.REDIRECTS) from None
    try:
        target = checked(joined)
    except Refused as refused:
        if refused.reason is Reason.ADDRESS:
            raise Refused(Reason.REDIRECTS) from None
        raise
    if url.scheme == "https" and target.scheme == "http":
        raise Refused(Reason.DOWNGRADE)
    return target
