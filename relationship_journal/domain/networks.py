"""Which network, and who on it, a web address means: the table of known networks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import parse_qs, unquote


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place: network ("" when none is known), handle as shown, key as compared.

    `site` is the site to show when it is not the address's own host (old and mobile hosts).
    """

    network: str
    handle: str
    key: str
    site: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """A taken-apart address: lower-case ASCII host without `www.`, path pieces, raw query."""

    host: str
    pieces: tuple[str, ...]
    query: str = ""

    def value(self, name: str) -> str:
        """Return the first value of a query field, or ""."""
        return parse_qs(self.query).get(name, [""])[0]


Rule: TypeAlias = Callable[[Parts], Place | None]

_WORD = re.compile(r"[\w.-]+", re.ASCII)
_FEED_ENDING = re.compile(r"\.(?:rss|atom|json)$", re.IGNORECASE)
_TWO_LETTER_HOST = re.compile(r"(?:[a-z]{2}|[a-z]{2}-[a-z]{2}|m|mbasic|web|touch|mobile|old|new)\.")
_FORUM_PEOPLE = frozenset(
    {
        "u",
        "user",
        "users",
        "member",
        "members",
        "profile",
        "profiles",
        "people",
        "author",
        "authors",
    }
)


def place_of(parts: Parts) -> Place | None:
    """Return whose place an address is, or None when it is just a page."""
    host = parts.host
    for name in (host, _TWO_LETTER_HOST.sub("", host, count=1)):
        rule = _RULES.get(name)
        if rule is not None:
            return rule(parts)
    return _fediverse(parts) or _forum(parts)


def home_of(host: str) -> str:
    """Return the host a network's other hosts stand for (mobile, old, country), else the host."""
    for name in (host, _TWO_LETTER_HOST.sub("", host, count=1)):
        if name in _RULES:
            return {
                "twitter.com": "x.com",
                "fb.com": "facebook.com",
                "telegram.me": "t.me",
                "threads.com": "threads.net",
            }.get(name, name)
    return host


def fediverse_handle(user: str, host: str) -> Place:
    """Return the place of `@user@host`."""
    handle = f"@{user}@{host}"
    return Place("mastodon", handle, f"fediverse:{handle.lower()}", host)


def _x(parts: Parts) -> Place | None:
    reserved = {"home", "i", "search", "hashtag", "intent", "share", "explore", "settings", "login"}
    pieces = parts.pieces
    if pieces[:2] == ("i", "user") and len(pieces) == 3:
        return Place("x", "", f"x:id:{pieces[2]}", "x.com")
    if pieces[:2] == ("intent", "user") and parts.value("screen_name"):
        pieces = (parts.value("screen_name"),)
    if len(pieces) == 2 and pieces[1] in {"with_replies", "media", "likes"}:
        pieces = pieces[:1]
    if len(pieces) != 1 or pieces[0].lower() in reserved:
        return None
    name = pieces[0].removeprefix("@")
    if not re.fullmatch(r"\w{1,20}", name, re.ASCII):
        return None
    return Place("x", name, f"x:{name.lower()}", "x.com")


def _facebook(parts: Parts) -> Place | None:
    pieces, site = parts.pieces, "facebook.com"
    if pieces == ("profile.php",) and parts.value("id").isdigit():
        return Place("facebook", "", f"facebook:id:{parts.value('id')}", site)
    if len(pieces) == 3 and pieces[0] in {"people", "pages"} and pieces[2].isdigit():
        return Place("facebook", "", f"facebook:id:{pieces[2]}", site)
    reserved = {"groups", "events", "pages", "people", "watch", "marketplace", "sharer", "share"}
    if len(pieces) != 1 or pieces[0].lower() in reserved or not _WORD.fullmatch(pieces[0]):
        return None
    name = pieces[0]
    if name.lower().endswith(".php"):
        return None
    if name.isdigit():
        return Place("facebook", "", f"facebook:id:{name}", site)
    return Place("facebook", name, f"facebook:{name.lower().replace('.', '')}", site)


def _linkedin(parts: Parts) -> Place | None:
    if len(parts.pieces) < 2 or parts.pieces[0] not in {"in", "company", "school"}:
        return None
    kind, name = parts.pieces[0], parts.pieces[1]
    prefix = "" if kind == "in" else f"{kind}/"
    return Place("linkedin", name, f"linkedin:{prefix}{name.lower()}", "linkedin.com")


def _instagram(parts: Parts) -> Place | None:
    reserved = {"p", "reel", "reels", "explore", "stories", "accounts", "tv", "direct"}
    if len(parts.pieces) != 1 or parts.pieces[0].lower() in reserved:
        return None
    name = parts.pieces[0].removeprefix("@")
    return Place("instagram", name, f"instagram:{name.lower()}", "instagram.com")


def _youtube(parts: Parts) -> Place | None:
    pieces, site = parts.pieces, "youtube.com"
    if pieces == ("feeds", "videos.xml"):
        channel, user = parts.value("channel_id"), parts.value("user")
        if channel:
            return Place("youtube", "", f"youtube:channel/{channel}", site)
        return Place("youtube", user, f"youtube:{user.lower()}", site) if user else None
    if pieces and pieces[0].startswith("@") and len(pieces[0]) > 1:
        return Place("youtube", pieces[0], f"youtube:{pieces[0].lower()}", site)
    if len(pieces) >= 2 and pieces[0] == "channel":
        return Place("youtube", "", f"youtube:channel/{pieces[1]}", site)  # ids keep their case
    if len(pieces) >= 2 and pieces[0] in {"user", "c"}:
        return Place("youtube", pieces[1], f"youtube:{pieces[1].lower()}", site)
    return None


def _one_name(network: str, site: str, *, reserved: frozenset[str] = frozenset()) -> Rule:
    """Return the rule of a site whose people stand right behind the host."""

    def rule(parts: Parts) -> Place | None:
        pieces = parts.pieces
        if len(pieces) == 2 and network == "telegram" and pieces[0] == "s":
            pieces = pieces[1:]
        if len(pieces) != 1 or pieces[0].lower() in reserved:
            return None
        name = _FEED_ENDING.sub("", pieces[0]).removeprefix("@")
        if not _WORD.fullmatch(name):
            return None
        return Place(network, name, f"{network}:{name.lower()}", site)

    return rule


def _at_name(network: str, site: str) -> Rule:
    """Return the rule of a site whose people stand behind `/@`."""

    def rule(parts: Parts) -> Place | None:
        pieces = parts.pieces[1:] if parts.pieces[:1] == ("feed",) else parts.pieces
        if len(pieces) != 1 or not re.fullmatch(r"@[\w.-]+", pieces[0], re.ASCII):
            return None
        name = pieces[0][1:]
        return Place(network, name, f"{network}:{name.lower()}", site)

    return rule


def _reddit(parts: Parts) -> Place | None:
    pieces = tuple(piece for piece in parts.pieces if piece != ".rss")
    if len(pieces) != 2 or pieces[0] not in {"u", "user"}:
        return None
    name = _FEED_ENDING.sub("", pieces[1])
    return Place("reddit", name, f"reddit:{name.lower()}", "reddit.com")


def _bluesky(parts: Parts) -> Place | None:
    pieces = parts.pieces[:2] if parts.pieces[2:] == ("rss",) else parts.pieces
    if len(pieces) != 2 or pieces[0] != "profile":
        return None
    name = pieces[1].removeprefix("@")
    return Place("bluesky", name, f"bluesky:{name.lower()}", "bsky.app")


def _fediverse(parts: Parts) -> Place | None:
    pieces = parts.pieces[1:] if parts.pieces[:1] == ("web",) else parts.pieces
    name = ""
    if len(pieces) == 1 and pieces[0].startswith("@"):
        name = pieces[0][1:]
    elif len(pieces) == 2 and pieces[0] == "users" and not pieces[1].isdigit():
        name = pieces[1]
    name = _FEED_ENDING.sub("", name)
    user, at, home = name.partition("@")
    if not _WORD.fullmatch(user) or (at and not re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", home)):
        return None
    return fediverse_handle(user, home.lower() or parts.host)


def _forum(parts: Parts) -> Place | None:
    pieces = parts.pieces
    if len(pieces) == 1 and pieces[0].startswith("~"):
        name = pieces[0][1:]
    elif len(pieces) == 2 and pieces[0].lower() in _FORUM_PEOPLE:
        name = pieces[1]
    else:
        return None
    if not re.fullmatch(r"[\w. -]+", name) or name.isdigit() or "." in name[-5:]:
        return None
    return Place("", name, "")  # compared by the whole address


def _page(_parts: Parts) -> Place | None:
    return None


_RULES: Mapping[str, Rule] = {
    "x.com": _x,
    "twitter.com": _x,
    "facebook.com": _facebook,
    "fb.com": _facebook,
    "linkedin.com": _linkedin,
    "instagram.com": _instagram,
    "youtube.com": _youtube,
    "music.youtube.com": _youtube,
    "github.com": _one_name(
        "github",
        "github.com",
        reserved=frozenset(
            {"about", "features", "login", "marketplace", "orgs", "pricing", "search", "settings",
             "sponsors", "topics", "trending", "explore", "notifications", "join"}
        ),
    ),
    "t.me": _one_name("telegram", "t.me", reserved=frozenset({"share", "joinchat"})),
    "telegram.me": _one_name("telegram", "t.me", reserved=frozenset({"share", "joinchat"})),
    "tiktok.com": _at_name("tiktok", "tiktok.com"),
    "threads.net": _at_name("threads", "threads.net"),
    "threads.com": _at_name("threads", "threads.net"),
    "medium.com": _at_name("medium", "medium.com"),
    "substack.com": _at_name("substack", "substack.com"),
    "reddit.com": _reddit,
    "bsky.app": _bluesky,
    "stackoverflow.com": _page,
}  # fmt: skip


def decoded(path: str) -> tuple[str, ...]:
    """Return the pieces of a path, percent signs resolved, empty pieces left out."""
    return tuple(unquote(piece) for piece in path.split("/") if piece)
