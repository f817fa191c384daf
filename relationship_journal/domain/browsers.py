"""Which browsers are known, what their own files say of profiles, and how one is told to open."""

import configparser
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from relationship_journal.domain.text import clean, excerpt, one_line

_LONGEST_NAME = 60
# a folder beside `Local State`, and nothing that leads out of there
_CHROMIUM_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,80}")
_NO_PERSONS = frozenset({"System Profile", "Guest Profile"})


class Kind(StrEnum):
    """How profiles are kept and how the command is spoken to."""

    FIREFOX = "firefox"
    CHROMIUM = "chromium"


@dataclass(frozen=True, slots=True)
class KnownBrowser:
    """One browser we know how to start; nothing else is ever started.

    Args:
        id: a word of ours, kept with a sign-in.
        name: as its makers call it.
        kind: whose ways it has.
        commands: its programs on Linux, the first that is found counts.
        linux: where profiles are, below the home folder; the first that is there counts.
        flatpak: its name as a Flatpak, and where profiles are below that application's folder.
        snap: its name as a snap, and where profiles are below its folder.
        mac: the program, and where profiles are below `Application Support`.
        windows: the program below the folders of programs, and where profiles are below
            `AppData`.
    """

    id: str
    name: str
    kind: Kind
    commands: tuple[str, ...]
    linux: tuple[str, ...]
    flatpak: tuple[str, tuple[str, ...]] = ("", ())
    snap: tuple[str, tuple[str, ...]] = ("", ())
    mac: tuple[str, str] = ("", "")
    windows: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class BrowserProfile:
    """One profile: its folder as the browser knows it, and its name as the user does."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that is on this computer."""

    id: str
    name: str
    kind: Kind
    program: str
    folder: str = ""
    profiles: tuple[BrowserProfile, ...] = ()

    def profile(self, profile_id: str) -> BrowserProfile | None:
        """Return a profile by its id, or None when it is not there."""
        return next((one for one in self.profiles if one.id == profile_id), None)


@dataclass(frozen=True, slots=True)
class IniProfile:
    """A line of `profiles.ini`; `group` names the file in which newer profiles have names."""

    path: str
    is_relative: bool
    name: str
    group: str


def firefox_profiles(text: str) -> tuple[IniProfile, ...]:
    """Return what a `profiles.ini` says, in its order; what is damaged is left out."""
    parser = configparser.ConfigParser(
        interpolation=None, strict=False, allow_no_value=True, delimiters=("=",)
    )
    try:
        parser.read_string(text)
    except configparser.Error:
        return ()
    found = []
    for section in parser.sections():
        path = parser.get(section, "path", fallback="") or ""
        if not re.fullmatch(r"profile\d+", section, re.IGNORECASE) or not path:
            continue
        found.append(
            IniProfile(
                path=path,
                is_relative=parser.get(section, "isrelative", fallback="1") != "0",
                name=shown_name(parser.get(section, "name", fallback="") or path),
                group=parser.get(section, "storeid", fallback="") or "",
            )
        )
    return tuple(found)


def chromium_profiles(text: str) -> tuple[BrowserProfile, ...]:
    """Return what a `Local State` says of profiles, in the browser's own order."""
    try:
        state: Any = json.loads(text)
        kept: Any = state["profile"]["info_cache"]
        order: Any = state["profile"].get("profiles_order") or []
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ()
    if not isinstance(kept, dict) or not isinstance(order, list):
        return ()
    found = []
    for folder, said in kept.items():
        if _CHROMIUM_FOLDER.fullmatch(folder) and folder not in _NO_PERSONS:
            name = said.get("name") if isinstance(said, dict) else None
            found.append(BrowserProfile(folder, shown_name(name or folder)))
    places = {folder: place for place, folder in enumerate(order) if isinstance(folder, str)}
    return tuple(sorted(found, key=lambda one: places.get(one.id, len(places))))


def shown_name(name: object) -> str:
    """Return a name from a browser's file as one short line."""
    return excerpt(one_line(clean(str(name))[0]), _LONGEST_NAME)


def command(browser: Browser, profile: BrowserProfile | None, address: str) -> tuple[str, ...]:
    """Return the words that have a browser open an address; they are no line for a shell.

    Raises: ValueError for an address that could be taken for an option.
    """
    if not address.startswith(("https://", "http://")):
        raise ValueError("not the address of a page")
    if browser.kind is Kind.FIREFOX:
        # by its folder: a name may stand there twice, and one may begin with a dash
        chosen: tuple[str, ...] = ()
        if profile is not None:
            chosen = ("--profile", str(PurePath(browser.folder) / profile.id))
        return (browser.program, *chosen, address)
    chosen = (f"--profile-directory={profile.id}",) if profile else ()
    return (browser.program, *chosen, "--", address)


_MOZILLA = (".mozilla/firefox", ".config/mozilla/firefox")

KNOWN: tuple[KnownBrowser, ...] = (
    KnownBrowser(
        "firefox", "Firefox", Kind.FIREFOX, ("firefox", "firefox-esr"), _MOZILLA,
        ("org.mozilla.firefox", (".mozilla/firefox", "config/mozilla/firefox")),
        ("firefox", ("common/.mozilla/firefox",)),
        ("Firefox.app/Contents/MacOS/firefox", "Firefox"),
        ("Mozilla Firefox/firefox.exe", "Roaming/Mozilla/Firefox"),
    ),
    KnownBrowser(
        "librewolf", "LibreWolf", Kind.FIREFOX, ("librewolf",),
        (".librewolf", ".config/librewolf/librewolf"),
        ("io.gitlab.librewolf-community", (".librewolf",)),
        mac=("LibreWolf.app/Contents/MacOS/librewolf", "librewolf"),
        windows=("LibreWolf/librewolf.exe", "Roaming/librewolf"),
    ),
    KnownBrowser(
        "waterfox", "Waterfox", Kind.FIREFOX, ("waterfox",), (".waterfox",),
        ("net.waterfox.waterfox", (".waterfox",)),
        mac=("Waterfox.app/Contents/MacOS/waterfox", "Waterfox"),
        windows=("Waterfox/waterfox.exe", "Roaming/Waterfox"),
    ),
    KnownBrowser(
        "chromium", "Chromium", Kind.CHROMIUM, ("chromium", "chromium-browser"),
        (".config/chromium",),
        ("org.chromium.Chromium", ("config/chromium",)),
        ("chromium", ("common/chromium",)),
        ("Chromium.app/Contents/MacOS/Chromium", "Chromium"),
        ("Chromium/Application/chrome.exe", "Local/Chromium/User Data"),
    ),
    KnownBrowser(
        "chrome", "Google Chrome", Kind.CHROMIUM, ("google-chrome-stable", "google-chrome"),
        (".config/google-chrome",),
        ("com.google.Chrome", ("config/google-chrome",)),
        mac=("Google Chrome.app/Contents/MacOS/Google Chrome", "Google/Chrome"),
        windows=("Google/Chrome/Application/chrome.exe", "Local/Google/Chrome/User Data"),
    ),
    KnownBrowser(
        "brave", "Brave", Kind.CHROMIUM, ("brave-browser", "brave"),
        (".config/BraveSoftware/Brave-Browser",),
        ("com.brave.Browser", ("config/BraveSoftware/Brave-Browser",)),
        ("brave", (".config/BraveSoftware/Brave-Browser",)),
        ("Brave Browser.app/Contents/MacOS/Brave Browser", "BraveSoftware/Brave-Browser"),
        (
            "BraveSoftware/Brave-Browser/Application/brave.exe",
            "Local/BraveSoftware/Brave-Browser/User Data",
        ),
    ),
    KnownBrowser(
        "edge", "Microsoft Edge", Kind.CHROMIUM, ("microsoft-edge-stable", "microsoft-edge"),
        (".config/microsoft-edge",),
        ("com.microsoft.Edge", ("config/microsoft-edge",)),
        mac=("Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "Microsoft Edge"),
        windows=("Microsoft/Edge/Application/msedge.exe", "Local/Microsoft/Edge/User Data"),
    ),
    KnownBrowser(
        "vivaldi", "Vivaldi", Kind.CHROMIUM, ("vivaldi-stable", "vivaldi"), (".config/vivaldi",),
        ("com.vivaldi.Vivaldi", ("config/vivaldi",)),
        mac=("Vivaldi.app/Contents/MacOS/Vivaldi", "Vivaldi"),
        windows=("Vivaldi/Application/vivaldi.exe", "Local/Vivaldi/User Data"),
    ),
    KnownBrowser(
        "opera", "Opera", Kind.CHROMIUM, ("opera-stable", "opera"), (".config/opera",),
        ("com.opera.Opera", ("config/opera",)),
        ("opera", (".config/opera",)),
        ("Opera.app/Contents/MacOS/Opera", "com.operasoftware.Opera"),
        ("Opera/opera.exe", "Roaming/Opera Software/Opera Stable"),
    ),
)  # fmt: skip
"""Every browser that may be started, in the order in which they are offered."""
