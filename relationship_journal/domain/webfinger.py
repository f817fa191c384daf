"""Who `@user@host` is: the question a host is asked, and what its answer means (RFC 7033)."""

import json
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_HANDLE = re.compile(r"(?:acct:)?@?([\w.-]+)@([^@/\s]+)", re.IGNORECASE)
_PROFILE = "http://webfinger.net/rel/profile-page"
_FEED = "http://schemas.google.com/g/2010#updates-from"
_AVATAR = "http://webfinger.net/rel/avatar"
_LARGEST = 200_000


@dataclass(frozen=True, slots=True)
class Finger:
    """What a host says of somebody; each part is an https address or ""."""

    page: str = ""
    feed: str = ""
    photo: str = ""


def question_for(typed: str) -> str:
    """Return the address to ask about a handle, "" for what is no handle."""
    handle = _HANDLE.fullmatch(typed.strip())
    is_meant = typed.strip().startswith("@") or typed.strip().lower().startswith("acct:")
    if handle is None or not is_meant:
        return ""
    user, host = handle[1], handle[2]
    resource = quote(f"acct:{user}@{host}", safe="@:")
    return f"https://{host}/.well-known/webfinger?resource={resource}"


def understand(body: bytes) -> Finger:
    """Return what an answer says; what is no answer says nothing."""
    try:
        told = json.loads(body[:_LARGEST])
    except (ValueError, RecursionError):
        return Finger()
    links = told.get("links") if isinstance(told, dict) else None
    found: dict[str, str] = {}
    for link in links if isinstance(links, list) else []:
        if not isinstance(link, dict):
            continue
        rel, href, kind = (str(link.get(name) or "") for name in ("rel", "href", "type"))
        if not _is_address(href) or (rel == _PROFILE and "html" not in (kind or "html")):
            continue
        found.setdefault(rel, href)
    return Finger(found.get(_PROFILE, ""), found.get(_FEED, ""), found.get(_AVATAR, ""))


def _is_address(href: str) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme in {"https", "http"} and bool(parts.hostname) and not parts.username
