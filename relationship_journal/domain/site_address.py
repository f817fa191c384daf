"""Which web address may be opened, and on which one a sign-in may be offered."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _

LONGEST = 2_000

_START = re.compile(r"(https?)://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL | re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE | re.ASCII)
_AUTHORITY = re.compile(r"([^:]+)(?::([0-9]{1,5}))?")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
# the last part alone decides how browsers read a host: as a name or as a number
_NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
# control, format (turns the reading direction, has no width), lone surrogates, every white space
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class NameRules:
    """What the Internet's name tables say; the tables are not the standard library's.

    Args:
        to_ascii: a host in the form that goes out (UTS 46, STD3); ValueError when it has none.
        to_unicode: such a host as it is written in its own script.
        registrable: what its owner registered (`a.co.uk`), by the public suffix list with its
            private section; None where the host is itself such a suffix.
    """

    to_ascii: Callable[[str], str]
    to_unicode: Callable[[str], str]
    registrable: Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """An address that may be opened: nothing in it is read differently by two programs."""

    url: str
    scheme: str
    host: str
    shown_host: str
    port: int

    @property
    def is_safe(self) -> bool:
        """Whether it is https at its own port, where alone a sign-in is ever offered."""
        return self.scheme == "https" and self.port == _DEFAULT_PORTS["https"]

    @property
    def origin(self) -> str:
        """Return `https://host`, what a sign-in is bound to; "" where there can be none."""
        return f"https://{self.host}" if self.is_safe else ""

    @property
    def site(self) -> str:
        """Return the host as it is shown: its ASCII form stands beside any other script."""
        host = self.host
        if self.port != _DEFAULT_PORTS[self.scheme]:
            host = f"{host}:{self.port}"
        if self.shown_host == self.host:
            return host
        return f"{self.shown_host} ({host})"


def canon(url: str, rules: NameRules) -> SiteAddress:
    """Return the one form of an address that is compared, stored and opened.

    Raises:
        InvalidInput: for the field `url`, when it is no http or https address of a public name,
            or holds what two programs may read differently.
    """
    if len(url) > LONGEST:
        raise _refused(_("This web address is longer than {n} characters.").format(n=LONGEST))
    if any(unicodedata.category(char) in _UNSEEN for char in url):
        raise _refused(_("This web address holds blanks or characters that cannot be seen."))
    if "\\" in url:
        raise _refused(_("This web address holds a backslash, which programs read differently."))
    match = _START.fullmatch(url)
    if match is None:
        raise _refused(_("Only web addresses (http and https) are opened."))
    scheme, authority, rest = match[1].lower(), match[2], match[3]
    if "@" in authority:
        raise _refused(_("This web address carries a name before its site."))
    parts = _AUTHORITY.fullmatch(authority)
    if "%" in authority or parts is None:
        raise _refused(_("The site’s name in this web address is not a plain one."))
    host = _host(parts[1], rules)
    port = int(parts[2]) if parts[2] else _DEFAULT_PORTS[scheme]
    if not 0 < port < 65536:
        raise _refused(_("There is no such port in a web address."))
    shown_port = "" if port == _DEFAULT_PORTS[scheme] else f":{port}"
    return SiteAddress(
        f"{scheme}://{host}{shown_port}{_rest(rest)}", scheme, host, rules.to_unicode(host), port
    )


def typed(text: str, rules: NameRules) -> SiteAddress:
    """Return the address a person means who typed it: a bare `boards.example` is https.

    Raises: InvalidInput for the field `url`.
    """
    trimmed = text.strip()
    if not trimmed:
        raise _refused(_("There is no web address."))
    return canon(trimmed if _SCHEME.match(trimmed) else f"https://{trimmed}", rules)


def origin_of(text: str, rules: NameRules) -> str:
    """Return the origin of a sign-in for an address a person typed or another program kept.

    A sign-in belongs to https even where the address says http: there it is never offered.

    Raises: InvalidInput for the field `url`, also for another port.
    """
    address = typed(text, rules)
    if address.port != _DEFAULT_PORTS[address.scheme]:
        raise _refused(
            _("A sign-in belongs to a site at its usual port."),
            _("Leave out “:{port}”.").format(port=address.port),
        )
    return f"https://{address.host}"


def is_offered(origin: str, url: str, rules: NameRules, *, with_sub_sites: bool = False) -> bool:
    """Say whether a sign-in that belongs to `origin` may be offered at `url`. Never raises.

    Only by https, at the default port, on the very host; on its sub-sites where the user said
    so, and then never where the public suffix list sees another owner. `www.` in front of the
    origin counts as the site itself for its sub-sites.
    """
    try:
        own, there = canon(origin, rules), canon(url, rules)
    except InvalidInput:
        return False
    if origin != own.origin or not there.is_safe:
        return False
    return covers(own.host, there.host, rules, with_sub_sites=with_sub_sites)


def covers(own: str, host: str, rules: NameRules, *, with_sub_sites: bool) -> bool:
    """Say whether a canonical host is a sign-in's own, or one of its sub-sites where wanted."""
    if host == own:
        return True
    owner = rules.registrable(own)
    if not with_sub_sites or owner is None or rules.registrable(host) != owner:
        return False
    base = own.removeprefix("www.") if own != owner else own
    return host == base or host.endswith(f".{base}")


def sub_sites_words(origin: str, *, with_sub_sites: bool) -> str:
    """Return where a sign-in works, as it is shown: `https://boards.example and its sub-sites`."""
    if not with_sub_sites:
        return origin
    return _("{origin} and its sub-sites").format(origin=origin)


def _host(text: str, rules: NameRules) -> str:
    if text.startswith("["):
        raise _refused(_("A bare number for a site is not opened."))
    try:
        host = rules.to_ascii(text).lower()
    except ValueError:
        raise _refused(_("The site’s name in this web address is not a plain one.")) from None
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        raise _refused(_("A bare number for a site is not opened."))
    if len(host) > 253 or not _HOST.fullmatch(host) or rules.registrable(host) is None:
        raise _refused(_("This is not the name of a public site."))
    return host


def _rest(rest: str) -> str:
    """Return path, query and fragment in plain ASCII, with every lone sign spelt out."""
    path = rest if rest.startswith("/") else f"/{rest}"
    before, mark, fragment = path.partition("#")
    signs = "/?!$&'()*+,;=:@-._~%"
    kept = quote(before, safe=signs) + mark + quote(fragment, safe=signs)
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", kept)


def _refused(sentence: str, hint: str = "") -> InvalidInput:
    return InvalidInput("url", sentence, hint)
