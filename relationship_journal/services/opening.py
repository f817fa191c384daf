"""Opening somebody's page as the right self: what is opened, as whom, in which browser.

Nothing here waits for the vault: names and sites of sign-ins are known while it is locked.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from relationship_journal.domain import browsers as known
from relationship_journal.domain import opening as rules
from relationship_journal.domain import site_address
from relationship_journal.domain.browsers import Browser, BrowserProfile
from relationship_journal.domain.opening import MAIL, AsWhom, Target, Way
from relationship_journal.errors import InvalidInput
from relationship_journal.store.models import Profile
from relationship_journal.system.browsers import Browsers, Starter
from relationship_journal.system.name_tables import name_rules

Listener = Callable[[Way], None]


class SignInsThere(Protocol):
    """What is asked of the sign-ins; `services.sign_ins` answers it."""

    def has_any(self) -> bool:
        """Say whether there is any sign-in."""
        ...

    def offered_for(self, url: str) -> Sequence[Any]:
        """Return the sign-ins that may be used at an address, as rows."""
        ...

    def identity_for(self, contact_id: int, profile_id: int | None) -> int | None:
        """Return which sign-in was chosen for a person, or for one of their profiles."""
        ...

    def choose_identity(
        self, contact_id: int, profile_id: int | None, sign_in_id: int | None
    ) -> None:
        """Choose it, or none."""
        ...

    def used(self, sign_in_id: int) -> None:
        """Take note that it was used."""
        ...


class Starts(Protocol):
    """What starts another program; `system.browsers.Starter` does."""

    def start(self, command: Sequence[str]) -> None:
        """Start it."""
        ...


class Opening:
    """What can be opened, and how.

    Args:
        sign_ins: who one can be.
        browsers: what is on this computer.
        starter: starts a browser or a mail program.
    """

    def __init__(
        self,
        sign_ins: SignInsThere | None = None,
        browsers: Browsers | None = None,
        starter: Starts | None = None,
    ) -> None:
        self._sign_ins = sign_ins
        self._browsers = browsers or Browsers()
        self.starter: Starts = starter or Starter(self._browsers)
        self._found: tuple[Browser, ...] | None = None
        self._listeners: list[Listener] = []

    # --- looking ---------------------------------------------------------------------------------

    def way(self, target: Target) -> Way:
        """Return how this is opened, by what was chosen for it.

        Raises: InvalidInput for an address that is never opened, with the reason.
        """
        if target.address.lower().startswith(MAIL):
            url = rules.mailbox(target.address, name_rules())
            return Way(target, url, url.removeprefix(MAIL))
        address = site_address.canon(target.address, name_rules())
        way = Way(target, address.url, address.site)
        offered = self._offered_at(address.url)
        if not offered:
            return way
        way = replace(way, offered=offered)
        return self.as_self(way, self._chosen(target, offered))

    def words(self, target: Target) -> str:
        """Return what a button says that opens this; it never fails, opening it may."""
        return self.brief_and_full_words(target)[1]

    def brief_and_full_words(self, target: Target) -> tuple[str, str]:
        """Return what a small button says, without the browser, and what a wide one says."""
        way = Way(target, target.address, "")
        if self._may_be_somebody(target):
            try:
                way = self.way(target)
            except InvalidInput:  # opening it says why
                way = Way(target, "", "")
        return rules.words(way, is_brief=True), rules.words(way)

    def site(self, url: str) -> str:
        """Return where an address leads, in ASCII too where the script is another; or ""."""
        try:
            return site_address.canon(url, name_rules()).site
        except InvalidInput:
            return ""

    def may_have_sign_in(self, way: Way) -> bool:
        """Say whether a sign-in could ever be offered there: https, at its own port."""
        return not way.is_mail and bool(site_address.canon(way.url, name_rules()).origin)

    def as_self(self, way: Way, who: AsWhom | None) -> Way:
        """Return the same way as somebody, or as nobody; a browser that is gone is left out."""
        if who is None:
            return replace(way, as_whom=None, browser=None, profile=None)
        browser = next((one for one in self._known_browsers() if one.id == who.browser), None)
        profile = browser.profile(who.browser_profile) if browser is not None else None
        if who.browser_profile and profile is None:
            browser = None  # the self of another profile would be a stranger's
        return replace(way, as_whom=who, browser=browser, profile=profile)

    def in_browser(self, way: Way, browser: Browser | None, profile: BrowserProfile | None) -> Way:
        """Return the same way in another browser; None is the system's own."""
        return replace(way, browser=browser, profile=profile)

    def browsers(self) -> tuple[Browser, ...]:
        """Return the browsers there are now, with their profiles."""
        self._found = self._browsers.installed()
        return self._found

    # --- doing -----------------------------------------------------------------------------------

    def open(self, way: Way) -> None:
        """Open it, take note of the sign-in's use, and tell.

        That nothing was raised does not prove that a page came up: show the address too.

        Raises: JournalError where no program opens it.
        """
        # as it is now: what was shown may be old, and nothing but these two is ever handed on
        if way.is_mail:
            url = rules.mailbox(way.url, name_rules())
        else:
            url = site_address.canon(way.url, name_rules()).url
        browser = way.browser
        if browser is not None and not way.is_mail:
            self.starter.start(known.command(browser, way.profile, url))
        else:
            self.starter.start(self._browsers.default_command(url))
        if way.as_whom is not None and self._sign_ins is not None:
            self._sign_ins.used(way.as_whom.id)
        for listener in tuple(self._listeners):
            listener(way)

    def choose(self, target: Target, sign_in_id: int | None) -> None:
        """Open this as somebody from now on; without a profile it is for all of a person's."""
        if target.contact_id is not None and self._sign_ins is not None:
            profile_id = self._profile_of(target)
            self._sign_ins.choose_identity(target.contact_id, profile_id, sign_in_id)

    def of_person(self, contact_id: int) -> int | None:
        """Return the sign-in that was chosen for all pages of a person, or None."""
        if self._sign_ins is None:
            return None
        return self._sign_ins.identity_for(contact_id, None)

    def choose_for_person(self, contact_id: int, sign_in_id: int | None) -> None:
        """Open all pages of a person as somebody from now on, where that is offered."""
        if self._sign_ins is not None:
            self._sign_ins.choose_identity(contact_id, None, sign_in_id)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call this after something was opened; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def empty_clipboard(self) -> bool:
        """Have Wayland's own program empty the clipboard; return whether it could."""
        return self._browsers.empty_wayland_clipboard()

    # --- inside ----------------------------------------------------------------------------------

    def _may_be_somebody(self, target: Target) -> bool:
        is_page = not target.address.lower().startswith(MAIL)
        return is_page and self._sign_ins is not None and self._sign_ins.has_any()

    def _offered_at(self, url: str) -> tuple[AsWhom, ...]:
        if self._sign_ins is None or not self._sign_ins.has_any():
            return ()
        return tuple(
            AsWhom(row.id, row.label, row.browser, row.browser_profile)
            for row in self._sign_ins.offered_for(url)
        )

    def _chosen(self, target: Target, offered: Sequence[AsWhom]) -> AsWhom | None:
        if target.contact_id is None or self._sign_ins is None:
            return rules.chosen(offered)
        profile_id = self._profile_of(target)
        mine = self._sign_ins.identity_for
        return rules.chosen(
            offered,
            for_profile=mine(target.contact_id, profile_id) if profile_id is not None else None,
            for_person=mine(target.contact_id, None),
        )

    def _profile_of(self, target: Target) -> int | None:
        """Return which of a person's profiles an address belongs to: a post to its blog's."""
        if target.profile_id is not None or target.contact_id is None:
            return target.profile_id
        there = self._host(target.address)
        if not there:
            return None
        found = Profile.select(Profile.id, Profile.url).where(
            Profile.contact_id == target.contact_id
        )
        at_host = [row.id for row in found.order_by(Profile.place) if self._host(row.url) == there]
        return at_host[0] if len(at_host) == 1 else None

    def _host(self, url: str) -> str:
        try:
            return site_address.canon(url, name_rules()).host
        except InvalidInput:
            return ""

    def _known_browsers(self) -> tuple[Browser, ...]:
        if self._found is None:
            self._found = self._browsers.installed()
        return self._found
