"""The browsers on this computer with their profiles, and handing an address to one of them.

Only browsers of our own list are ever started, each by a list of words without a shell; which
one and with which profile is looked up anew each time, never taken from a file of the user's.
"""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from relationship_journal.domain import browsers as known
from relationship_journal.domain.browsers import (
    Browser,
    BrowserProfile,
    IniProfile,
    Kind,
    KnownBrowser,
)
from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import pgettext

_USUAL_UMASK = 0o022
_LARGEST_FILE = 16 * 1024 * 1024
_MAY_BE_HANDED_ON = ("https://", "http://", "mailto:")
# What a bundle says to its libraries, an interpreter to itself, and a launcher to us alone.
_OURS = frozenset(
    {
        "LD_LIBRARY_PATH", "LD_PRELOAD", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH", "APPDIR",
        "APPIMAGE", "ARGV0", "OWD", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "GIO_MODULE_DIR",
        "GSETTINGS_SCHEMA_DIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "DESKTOP_STARTUP_ID",
        "XDG_ACTIVATION_TOKEN",
    }
)  # fmt: skip
_OUR_BEGINNINGS = ("QT_", "QML", "_PYI_", "_MEIPASS", "PYTHON")


class Browsers:
    """What is found on one computer.

    Args:
        environment: of the program; its own when None.
        platform: as `sys.platform` names it.
        home: the user's folder; what the environment says when None.
        root: stands before the absolute folders that are looked into.
    """

    def __init__(
        self,
        environment: Mapping[str, str] | None = None,
        *,
        platform: str = sys.platform,
        home: Path | None = None,
        root: Path = Path("/"),
    ) -> None:
        self._environment = os.environ if environment is None else environment
        self._platform, self._home, self._root = platform, home or Path.home(), root

    def installed(self) -> tuple[Browser, ...]:
        """Return every browser that can be started, with its profiles as they are now."""
        places = {"linux": self._on_linux, "darwin": self._on_a_mac, "win32": self._on_windows}
        find = places.get(self._platform, self._on_linux)
        return tuple(browser for one in known.KNOWN for browser in find(one))

    def default_command(self, address: str) -> tuple[str, ...]:
        """Return the words that have the system's own browser or mail program open an address.

        Raises: JournalError where there is no such program.
        """
        if not address.startswith(_MAY_BE_HANDED_ON):
            raise ValueError("neither a page nor a mailbox")
        if self._platform == "darwin":
            return ("/usr/bin/open", address)
        if self._platform == "win32":
            library = Path(self._environment.get("SystemRoot", r"C:\Windows"), "System32")
            return (str(library / "rundll32.exe"), "url.dll,FileProtocolHandler", address)
        handler = self._on_path("xdg-open")
        if handler:
            return (handler, address)
        if not address.startswith("mailto:"):
            for browser in self.installed():
                return known.command(browser, None, address)
        raise JournalError(_("No program was found that opens this address."), address)

    def clean_environment(self) -> dict[str, str]:
        """Return the environment for another program: without what is our own alone."""
        kept = {
            name: value
            for name, value in self._environment.items()
            if name not in _OURS and not name.startswith(_OUR_BEGINNINGS)
        }
        for name in _OURS:  # a bundle keeps what stood there before it was started
            if before := kept.pop(f"{name}_ORIG", ""):
                kept[name] = before
        return kept

    def empty_wayland_clipboard(self) -> bool:
        """Have wl-clipboard empty the clipboard, which Wayland keeps from a window behind others.

        Returns: whether it did.
        """
        program = self._on_path("wl-copy")
        if not program:
            return False
        try:
            done = subprocess.run(  # noqa: S603  words of our own, no shell
                [program, "--clear"],
                env=self.clean_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=2,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0

    # --- where -----------------------------------------------------------------------------------

    def _on_linux(self, one: KnownBrowser) -> Iterator[Browser]:
        for command in one.commands:
            if program := self._on_path(command):
                yield self._found(one, program, self._home, self._unpacked(one, program))
                break
        app, folders = one.flatpak
        if program := self._flatpak(app):
            browser = self._found(one, program, self._home / ".var/app" / app, folders)
            words = pgettext("browser and how it came", "{browser}, Flatpak")
            yield replace(browser, id=f"{one.id}-flatpak", name=words.format(browser=one.name))

    def _unpacked(self, one: KnownBrowser, program: str) -> tuple[str, ...]:
        """Return where the profiles of a program on the path may be; a snap keeps its own."""
        name, below = one.snap
        snap = tuple(f"snap/{name}/{folder}" for folder in below)
        snap += tuple(f"snap/{name}/current/{folder}" for folder in below)
        if not name:
            return one.linux
        is_snap = "/snap" in os.path.realpath(program) or (self._root / "snap/bin" / name).exists()
        return (*snap, *one.linux) if is_snap else (*one.linux, *snap)

    def _on_a_mac(self, one: KnownBrowser) -> Iterator[Browser]:
        app, data = one.mac
        for folder in (self._root / "Applications", self._home / "Applications"):
            program = folder / app
            if app and _runs(program):
                support = self._home / "Library" / "Application Support"
                yield self._found(one, str(program), support, (data,))
                return

    def _on_windows(self, one: KnownBrowser) -> Iterator[Browser]:
        app, data = one.windows
        for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            folder = self._environment.get(name, "")
            program = Path(folder, app)
            if app and folder and program.is_file():
                yield self._found(one, str(program), self._home / "AppData", (data,))
                return

    def _on_path(self, command: str) -> str:
        folders = self._environment.get("PATH", "").split(os.pathsep)
        # a relative folder means wherever one happens to be
        trusted = os.pathsep.join(one for one in folders if Path(one).is_absolute())
        return shutil.which(command, path=trusted) or "" if trusted else ""

    def _flatpak(self, app: str) -> str:
        data = Path(self._environment.get("XDG_DATA_HOME") or self._home / ".local/share")
        for folder in (data / "flatpak", self._root / "var/lib/flatpak"):
            program = folder / "exports/bin" / app
            if app and _runs(program):
                return str(program)
        return ""

    # --- profiles --------------------------------------------------------------------------------

    def _found(
        self, one: KnownBrowser, program: str, base: Path, folders: Sequence[str]
    ) -> Browser:
        file = "profiles.ini" if one.kind is Kind.FIREFOX else "Local State"
        folder = next((base / below for below in folders if (base / below / file).is_file()), None)
        browser = Browser(one.id, one.name, one.kind, program)
        if folder is None:
            return browser
        text = _text(folder / file)
        if one.kind is Kind.CHROMIUM:
            there = known.chromium_profiles(text)
            profiles = tuple(one for one in there if (folder / one.id).is_dir())
        else:
            profiles = tuple(_firefox(folder, known.firefox_profiles(text)))
        return replace(browser, folder=str(folder), profiles=profiles)


class Starter:
    """Starts other programs and lets them be."""

    def __init__(self, browsers: Browsers) -> None:
        self._browsers = browsers

    def start(self, command: Sequence[str]) -> None:
        """Start a program of its own, which outlives ours; its words go through no shell.

        Raises: JournalError when it cannot be started.
        """
        try:
            process = subprocess.Popen(  # noqa: S603  words of `domain.browsers`, no shell
                list(command),
                env=self._browsers.clean_environment(),
                cwd=Path.home(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                umask=usual_umask(),
            )
        except OSError as error:
            reason = error.strerror or _("it does not start")
            name = Path(command[0]).name
            raise JournalError(
                _("{program} cannot be started: {reason}.").format(program=name, reason=reason)
            ) from error
        # whoever started a program must take note of its end, however late that is
        threading.Thread(target=process.wait, name="until-it-ends", daemon=True).start()


def usual_umask(proc: Path = Path("/proc")) -> int:
    """Return the mask of whoever started us: ours is for our own files, not for downloads."""
    if sys.platform == "win32":
        return -1  # what Popen takes for "as it is"
    try:
        status = (proc / str(os.getppid()) / "status").read_text("ascii", "replace")
        (mask,) = (line.split()[1] for line in status.splitlines() if line.startswith("Umask:"))
        return int(mask, 8)
    except (OSError, ValueError, IndexError):
        return _USUAL_UMASK


def _firefox(folder: Path, found: Sequence[IniProfile]) -> Iterator[BrowserProfile]:
    """Yield the profiles whose folder is there, by the names a person gave them."""
    seen = set()
    for one in found:
        place = folder / one.path if one.is_relative else Path(one.path)
        if one.is_relative and ".." in Path(one.path).parts:
            continue
        if place.is_dir() and one.path not in seen:
            seen.add(one.path)
            names = _names_of_group(folder, one.group) if one.group else {}
            yield BrowserProfile(one.path, names.pop(one.path, one.name))
            for path, name in names.items():
                if path not in seen and (folder / path).is_dir():
                    seen.add(path)
                    yield BrowserProfile(path, name)


def _names_of_group(folder: Path, group: str) -> dict[str, str]:
    """Return the names of the profiles that a Firefox of 2025 or later keeps in its own file."""
    file = folder / "Profile Groups" / f"{group}.sqlite"
    if not group.isalnum() or not file.is_file():
        return {}
    names = {}
    try:
        # as it lies there: nothing is locked, nothing is written beside it
        address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            for path, name in connection.execute("SELECT path, name FROM Profiles ORDER BY id"):
                if isinstance(path, str) and path and ".." not in Path(path).parts:
                    names[path] = known.shown_name(name)
    except sqlite3.Error:  # of another make; the names of profiles.ini do
        return {}
    return names


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > _LARGEST_FILE:
            return ""
        return file.read_text("utf-8-sig", "replace")
    except OSError:
        return ""


def _runs(program: Path) -> bool:
    return program.is_file() and os.access(program, os.X_OK)
