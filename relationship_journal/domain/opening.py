"""How a page or a mailbox of somebody is opened: as whom, in which browser, and in which words."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from relationship_journal.domain import web
from relationship_journal.domain.browsers import Browser, BrowserProfile
from relationship_journal.domain.site_address import NameRules
from relationship_journal.domain.target import MAIL as MAIL  # noqa: PLC0414  part of what is said here
from relationship_journal.domain.target import Target as Target  # noqa: PLC0414
from relationship_journal.domain.text import excerpt, one_line
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import pgettext

_LONGEST_LABEL = 32
_LONGEST_MAILBOX = 254  # RFC 5321, 4.5.3.1.3: a path of 256 with its angle brackets
# what a mailbox's name may hold without quotes (RFC 5322, 3.2.3), and letters beyond ASCII
_LOCAL = re.compile(r"[^\s\x00-\x20\x7f()<>\[\]:;@\\,\"]+")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class AsWhom:
    """A sign-in that may be used at an address: its name, and the browser it is used in."""

    id: int
    label: str
    browser: str = ""
    browser_profile: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How a target is opened.

    Args:
        target: what was asked for.
        url: the canonical address; nothing else is handed on.
        site: where that leads, in ASCII too where the script is another; a mailbox as it is.
        as_whom: the sign-in that is meant for it, or None.
        offered: every sign-in that may be used there.
        browser: the browser it opens in; None is the system's own.
        profile: the browser's profile, or None.
    """

    target: Target
    url: str
    site: str
    as_whom: AsWhom | None = None
    offered: tuple[AsWhom, ...] = ()
    browser: Browser | None = None
    profile: BrowserProfile | None = None

    @property
    def is_mail(self) -> bool:
        """Whether it is a mailbox."""
        return self.url.startswith(MAIL)

    @property
    def asks(self) -> bool:
        """Whether several sign-ins may be used and nobody said which."""
        return self.as_whom is None and len(self.offered) > 1


def chosen(
    offered: Sequence[AsWhom], *, for_profile: int | None = None, for_person: int | None = None
) -> AsWhom | None:
    """Return as whom a page is opened: what was chosen for it, for them, or the only one.

    What was chosen counts only where it is offered.
    """
    for wanted in (for_profile, for_person):
        for one in offered:
            if one.id == wanted:
                return one
    return offered[0] if len(offered) == 1 else None


def mailbox(text: str, rules: NameRules) -> str:
    """Return `mailto:` with the one mailbox that this names, and nothing beside it.

    Raises: InvalidInput for the field `email`.
    """
    local, _at, host = web.email_key(text).rpartition("@")
    if not _LOCAL.fullmatch(local) or any(unicodedata.category(one) in _UNSEEN for one in text):
        raise _no_mailbox()
    try:
        there = rules.to_ascii(host).lower()
    except ValueError:
        raise _no_mailbox() from None
    if "." not in there or len(local) + len(there) >= _LONGEST_MAILBOX:
        raise _no_mailbox()
    name = quote(local, safe="+")
    return f"{MAIL}{name}@{there}"


def words(way: Way, *, is_brief: bool = False) -> str:
    """Return what a button says that opens it: "Open as @gardenblog in Firefox (Blog)".

    A brief one leaves out the browser.
    """
    if way.is_mail:
        return _("Write")
    if way.asks:
        return _("Open as…")
    where = ""
    if way.browser is not None and not is_brief:
        where = browser_words(way.browser, way.profile)
    if way.as_whom is None:
        return _("Open in {browser}").format(browser=where) if where else _("Open")
    label = short_label(way.as_whom.label)
    if not label:  # its user name is sealed
        said = _("Open with sign-in, in {browser}") if where else _("Open with sign-in")
        return said.format(browser=where)
    said = _("Open as {label} in {browser}") if where else _("Open as {label}")
    return said.format(label=label, browser=where)


def short_label(label: str) -> str:
    """Return the name of a sign-in as it fits on a button."""
    return excerpt(one_line(label), _LONGEST_LABEL)


def browser_words(browser: Browser, profile: BrowserProfile | None) -> str:
    """Return a browser and its profile as one names them: "Firefox (Blog)"."""
    if profile is None:
        return browser.name
    words = pgettext("browser and its profile", "{browser} ({profile})")
    return words.format(browser=browser.name, profile=short_label(profile.name))


def opened_words(way: Way) -> str:
    """Return what was opened and as whom, with the address: a browser may not have come up."""
    if way.is_mail:
        return _("Writing to {address}").format(address=way.site)
    label = short_label(way.as_whom.label) if way.as_whom is not None else ""
    if label:
        return _("Opened {address} as {label}").format(address=way.url, label=label)
    return _("Opened {address}").format(address=way.url)


def _no_mailbox() -> InvalidInput:
    return InvalidInput("email", _("This is not the address of one mailbox."))
