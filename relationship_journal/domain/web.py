"""What a pasted web address or handle means, and when two of them are the same place."""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from relationship_journal.domain import networks
from relationship_journal.domain.text import clean
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _

LONGEST = 8000  # characters; beyond this nothing that was pasted is an address

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"(?:feeds?|rss|itpc|pcast):(?://)?", re.IGNORECASE)
_HANDLE = re.compile(r"(?:acct:)?@?([\w.-]+)@([^@/\s:]+(?::\d+)?)")
_MAIL_SHAPE = re.compile(r"[^\s@/<>]+@[^\s@/<>]+")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_INVISIBLE = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)

_TRACKING = re.compile(
    r"(?:utm_.*|mc_.*|hsa_.*|pk_.*|mtm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid"
    r"|ttclid|igsh|igshid|li_fat_id|ref_src|ref_url|_hsenc|_hsmi|mkt_tok|vero_id|oly_enc_id"
    r"|oly_anon_id|_ga|_gl|s_cid|__twitter_impression|cmpid|wt_mc|__s)",
    re.IGNORECASE,
)
_FEED_QUERY = re.compile(r"feed=(?:rss2?|atom|rdf|feed)|alt=(?:rss|atom)", re.IGNORECASE)
_FEED_END = re.compile(
    r"(?:/feeds/posts/(?:default|summary)|/feed(?:/(?:rss2?|atom|rdf))?|/rss2?|/atom|/\.rss"
    r"|/(?:rss2?|atom|feed|feeds|index)\.(?:xml|rss|atom|rdf|json)"
    r"|/(?:feed|rss)\.php)$",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/index\.\w{2,5}$", re.IGNORECASE)
_BLOGSPOT = re.compile(r"(.+)\.blogspot\.(?:com?\.)?[a-z]{2,3}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A place on the web: the address to open, the site to show, who it is there.

    `handle` and `network` are "" where the address is just a page. A fediverse handle is
    `@user@host`, every other one stands without its site.
    """

    url: str
    site: str
    handle: str = ""
    network: str = ""


@dataclass(frozen=True, slots=True)
class _Taken:
    """An address taken apart; `host` is ASCII and lower case, `authority` as it is kept."""

    scheme: str
    authority: str
    host: str
    port: int | None
    rest: str
    path: str
    query: str
    fragment: str


def understand(text: str) -> WebAddress:
    """Return what a pasted web address or handle means.

    Takes `https://...`, a bare domain, `feed:` addresses, `@user@host` and `acct:user@host`.

    Raises:
        InvalidInput: for the field `url`, when it is not an address of the web, carries a
            name and password, or runs something (`javascript:`, `data:`, `file:`).
    """
    typed = _trimmed(text)
    if not typed:
        raise _refused(_("There is no web address."))
    if len(typed) > LONGEST:
        raise _refused(_("This is too long for a web address."))
    handle = _HANDLE.fullmatch(typed)
    if handle and (typed.startswith("@") or typed.lower().startswith("acct:")):
        host = _host_of(handle[2].lower())
        place = networks.fediverse_handle(handle[1], host)
        return WebAddress(f"https://{host}/@{handle[1]}", _shown(host), place.handle, "mastodon")
    return _described(_taken(typed))


def profile_from(url: str) -> tuple[str, str]:
    """Return (site, handle) of a kept address; ("", "") when it is none. Never raises."""
    try:
        address = understand(url)
    except InvalidInput:
        return "", ""
    return address.site, address.handle


def is_same_place(url: str, given: str) -> bool:
    """Say whether an address is on the host and port of a given one, perhaps by https now."""
    try:
        one, other = urlsplit(url), urlsplit(given)
        ports = [part.port or {"http": 80, "https": 443}.get(part.scheme) for part in (one, other)]
    except ValueError:
        return False
    is_same_port = ports[0] == ports[1] or ports == [443, 80]
    return bool(one.hostname) and one.hostname == other.hostname and is_same_port


def chip(site: str, handle: str) -> str:
    """Return the words on a profile's chip: `quietgardens.example`, `boards.example, mara_l`."""
    if not handle or (handle.startswith("@") and handle.count("@") == 2):
        return handle or site
    return f"{site}, {handle}" if site else handle


def name_from(url: str) -> str:
    """Return a name to begin with for somebody of whom only an address is known, or ""."""
    try:
        address = understand(url)
    except InvalidInput:
        return ""
    return address.handle.removeprefix("@").partition("@")[0] or address.site


def key(url: str) -> str:
    """Return the text that is the same for two addresses of the same place, "" for no address.

    The rules are those of the interchange notes, section 4: a known network's person by
    network and name; any other address without scheme, `www.`, default port, index file,
    tracking, fragment and feed ending.
    """
    try:
        address = understand(url)
        taken = _taken(address.url)
    except InvalidInput:
        return ""
    parts = _parts(taken)
    place = networks.place_of(parts)
    if place is not None and place.key:
        return place.key
    host = networks.home_of(parts.host)
    blogspot = _BLOGSPOT.fullmatch(host)
    if blogspot:
        host = f"{blogspot[1]}.blogspot.com"
    port = "" if taken.port in {None, 80, 443} else f":{taken.port}"
    path = _path_key(taken.path)
    if host == "reddit.com":
        path = path.removesuffix(".rss").rstrip("/")
    query = _query_key(taken.query, host)
    fragment = f"#{taken.fragment}" if taken.fragment.startswith("!") else ""
    return f"{host}{port}{path}{'?' if query else ''}{query}{fragment}"


def is_tracking(name: str) -> bool:
    """Say whether a field of a query only tells where a visitor came from."""
    return bool(_TRACKING.fullmatch(name))


def without_tracking(url: str) -> str:
    """Return a whole address without what only tells where it was clicked, and its fragment."""
    before, _hash, _fragment = url.partition("#")
    address, mark, query = before.partition("?")
    fields = query.split("&") if mark else []
    kept = [field for field in fields if not _TRACKING.fullmatch(field.partition("=")[0])]
    return f"{address}?{'&'.join(kept)}" if kept else address


def email_key(text: str) -> str:
    """Return the text that is the same for two spellings of one mailbox, "" for no mailbox.

    Takes `mailto:`, `<...>` and `Name <...>`. Letters are lowered, not folded: folding would
    make ß and ss one mailbox.
    """
    typed = _trimmed(text)
    if typed.lower().startswith("mailto:"):
        typed = unquote(typed[7:].partition("?")[0])
    if typed.endswith(">") and "<" in typed:
        typed = typed[typed.rindex("<") + 1 : -1].strip()
    local, at, domain = typed.rpartition("@")
    if not (at and local and domain) or re.search(r"\s", typed):
        return ""
    host = _ascii_host(domain.lower().rstrip(".")) or domain.lower()
    return f"{unicodedata.normalize('NFC', local).lower()}@{host}"


def _refused(sentence: str, hint: str = "") -> InvalidInput:
    return InvalidInput("url", sentence, hint)


def _trimmed(text: str) -> str:
    typed = _INVISIBLE.sub("", clean(text[: LONGEST * 2])[0]).strip()
    while len(typed) > 2 and typed[0] + typed[-1] in {"<>", '""', "''", "()", "“”", "«»"}:
        typed = typed[1:-1].strip()
    return unicodedata.normalize("NFC", typed)


def _taken(typed: str) -> _Taken:
    feed = _FEED_SCHEME.match(typed)
    if feed:
        typed = typed[feed.end() :]
    typed = typed.lstrip("/") if typed.startswith("//") else typed
    scheme = _SCHEME.match(typed)
    if scheme and not _is_host_and_port(typed, scheme[1]):
        word = scheme[1].lower()
        if word == "mailto":
            raise _refused(_("This is an e-mail address, not a place on the web."))
        if word not in {"http", "https"}:
            raise _refused(_("Only web addresses (http and https) can be kept here."))
        remainder = typed[scheme.end() :].lstrip("/\\")
    elif _MAIL_SHAPE.fullmatch(typed):
        raise _refused(
            _("This looks like an e-mail address."),
            _("Write @name@site for somebody on Mastodon and the like."),
        )
    else:
        word, remainder = "https", typed
    authority, rest = _split_authority(remainder)
    if "@" in authority:
        raise _refused(_("A web address that carries a name or password cannot be kept."))
    host, port = _host_and_port(authority)
    if not (scheme or "." in host or ":" in host or host == "localhost"):
        raise _refused(_("This is not a web address."))
    path, query, fragment = _split_rest(rest)
    return _Taken(word, authority.lower(), host, port, rest, path, query, fragment)


def _is_host_and_port(typed: str, word: str) -> bool:
    behind = typed[len(word) + 1 :]
    return ("." in word or word.lower() == "localhost") and bool(
        re.match(r"\d+(?:$|[/?#])", behind)
    )


def _split_authority(remainder: str) -> tuple[str, str]:
    # A backslash ends the host as browsers see it; otherwise "good.example\@evil" opens evil.
    end = re.search(r"[/\\?#]", remainder)
    if end is None:
        return remainder, ""
    rest = remainder[end.start() :]
    return remainder[: end.start()], f"/{rest[1:]}" if rest[0] == "\\" else rest


def _split_rest(rest: str) -> tuple[str, str, str]:
    before, _hash, fragment = rest.partition("#")
    path, _mark, query = before.partition("?")
    return path, query, fragment


def _host_and_port(authority: str) -> tuple[str, int | None]:
    match = re.fullmatch(r"(\[[^\]]*\]|[^:]*)(?::(\d{0,5}))?", authority)
    if match is None:
        raise _refused(_("This is not a web address."))
    port = int(match[2]) if match[2] else None
    if port is not None and not 0 < port < 65536:
        raise _refused(_("There is no such port in a web address."))
    return _host_of(match[1].lower()), port


def _host_of(host: str) -> str:
    if host.startswith("["):
        try:
            return f"[{ipaddress.IPv6Address(host[1:-1])}]"
        except ValueError:
            raise _refused(_("This is not a web address.")) from None
    ascii_host = _ascii_host(host.rstrip("."))
    if not ascii_host:
        raise _refused(_("This is not a web address."))
    return ascii_host


def _ascii_host(host: str) -> str:
    """Return a host in its ASCII form, or "" when it is none."""
    if not host or len(host) > 253:
        return ""
    labels = [_ascii_label(label) for label in re.split("[.。．｡]", host)]
    if not all(_LABEL.fullmatch(label) for label in labels):
        return ""
    return ".".join(labels)


def _ascii_label(label: str) -> str:
    if label.isascii() or len(label) > 63:
        return label
    try:
        return label.encode("idna").decode("ascii").lower()
    except UnicodeError:  # characters younger than the standard, such as newer emoji
        return f"xn--{label.encode('punycode').decode('ascii')}"


def _shown(host: str) -> str:
    """Return a host as it is shown: without `www.`, in its own script."""
    labels = []
    for label in host.split("."):
        try:
            labels.append(label.encode("ascii").decode("idna") if label[:4] == "xn--" else label)
        except UnicodeError:
            labels.append(label)
    return ".".join(labels).removeprefix("www.")


def _described(taken: _Taken) -> WebAddress:
    if re.search(r"\s", taken.rest) and not taken.authority:
        raise _refused(_("This is not a web address."))
    rest = re.sub(r"\s", lambda space: quote(space[0]), taken.rest)
    place = networks.place_of(_parts(taken))
    site = _shown(taken.host)
    url = f"{taken.scheme}://{taken.authority}{rest}"
    if place is None:
        return WebAddress(url, site)
    return WebAddress(url, _shown(place.site) if place.site else site, place.handle, place.network)


def _parts(taken: _Taken) -> networks.Parts:
    host = taken.host.removeprefix("www.") if taken.host.count(".") > 1 else taken.host
    return networks.Parts(host, networks.decoded(taken.path), taken.query)


def _path_key(path: str) -> str:
    pieces: list[str] = []
    for piece in _normal_percent(path).split("/"):
        if piece == "..":
            del pieces[-1:]
        elif piece not in {"", "."}:
            pieces.append(piece)
    joined = "".join(f"/{piece}" for piece in pieces)
    without_feed = _FEED_END.sub("", joined)
    return _INDEX.sub("", without_feed)


def _normal_percent(text: str) -> str:
    """Return the text with every percent sign in one spelling, whatever could do without one."""
    shown = re.sub("%([0-9a-fA-F]{2})", _normal_byte, text)
    return quote(shown, safe="%/?#[]@!$&'()*+,;=:~")


def _normal_byte(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char in _UNRESERVED else match[0].upper()


def _query_key(query: str, host: str) -> str:
    kept = []
    for field in query.replace("&amp;", "&").split("&"):
        name = field.partition("=")[0]
        if not field or _TRACKING.fullmatch(name) or _FEED_QUERY.fullmatch(field):
            continue
        if name in _OWN_TRACKING.get(host, ()) or (name == "m" and ".blogspot." in host):
            continue
        kept.append(_normal_percent(field))
    return "&".join(kept)


_OWN_TRACKING = {
    "youtube.com": ("si", "feature", "pp"),
    "medium.com": ("source",),
    "x.com": ("s", "t", "lang"),
    "linkedin.com": ("trk", "originalSubdomain", "lipi"),
    "facebook.com": ("ref", "fref", "__tn__", "locale", "mibextid"),
    "instagram.com": ("hl",),
}
