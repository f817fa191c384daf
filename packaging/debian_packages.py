"""What the program and its tests need of the system, by Debian's and Ubuntu's package names."""

from __future__ import annotations

import ctypes
import glob
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Released before the 64-bit time_t move renamed libraries to ...t64.
OLD_NAMES = frozenset({"focal", "bullseye", "jammy", "bookworm", "lunar", "mantic"})
# There the bus daemon was not yet a package of its own.
WHOLE_DBUS = frozenset({"focal", "bullseye", "jammy"})
LISTS = "/var/lib/apt/lists/*_Packages*"


class SetUpError(Exception):
    """Something the set-up cannot mend by itself; the text is a sentence for a person."""


@dataclass(frozen=True)
class Need:
    """One package and how to see, quickly and without dpkg, that it is there.

    Kind is `library` (name: what the loader is asked for), `program` (name: looked for on PATH)
    or `file` (name: a pattern of paths, one of which must exist).
    """

    package: str
    kind: str
    name: str

    def is_met(self) -> bool:
        """Tell whether the library loads, the program is on PATH, or a file is there."""
        if self.kind == "library":
            try:
                ctypes.CDLL(self.name)
            except OSError:
                return False
            return True
        if self.kind == "program":
            return shutil.which(self.name) is not None
        return bool(glob.glob(self.name))  # noqa: PTH207  the pattern is absolute


def _libraries(table: Mapping[str, str]) -> tuple[Need, ...]:
    return tuple(Need(package, "library", name) for name, package in table.items())


def _programs(table: Mapping[str, str]) -> tuple[Need, ...]:
    return tuple(Need(package, "program", name) for name, package in table.items())


WIDGETS = _libraries(
    {
        "libglib-2.0.so.0": "libglib2.0-0",
        "libEGL.so.1": "libegl1",
        "libGL.so.1": "libgl1",
        "libxkbcommon.so.0": "libxkbcommon0",
        "libdbus-1.so.3": "libdbus-1-3",
        "libfontconfig.so.1": "libfontconfig1",
        "libbrotlidec.so.1": "libbrotli1",
        "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    }
)
X11 = _libraries(
    {
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-shape.so.0": "libxcb-shape0",
    }
)
WAYLAND = _libraries(
    {
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
    }
)
SCREEN = _programs({"Xvfb": "xvfb"})
FRAMES = _programs({"openbox": "openbox"})
FONTS = (
    Need("fonts-noto-core", "file", "/usr/share/fonts/truetype/noto/NotoSans-Regular.*"),
    Need("fonts-noto-color-emoji", "file", "/usr/share/fonts/truetype/noto/NotoColorEmoji.*"),
    Need("fonts-noto-cjk", "file", "/usr/share/fonts/opentype/noto/NotoSansCJK*"),
)
# What tests/desktop starts around the program, beside X11, WIDGETS and SCREEN.
DESKTOP = (
    *_programs(
        {
            "xprop": "x11-utils",
            "xdotool": "xdotool",
            "xclip": "xclip",
            "import": "imagemagick",
            "dbus-daemon": "dbus-daemon",
            "gdbus": "libglib2.0-bin",
            "openbox": "openbox",
            "xfce4-panel": "xfce4-panel",
            "trayer": "trayer",
            "dunst": "dunst",
            "xdg-open": "xdg-utils",
            "gnome-keyring-daemon": "gnome-keyring",
            "secret-tool": "libsecret-tools",
            "strace": "strace",
        }
    ),
    Need("xfconf", "file", "/usr/lib/*/xfce4/xfconf/xfconfd"),
    Need("xfce4-notifyd", "file", "/usr/lib/*/xfce4/notifyd/xfce4-notifyd"),
    Need("at-spi2-core", "file", "/usr/libexec/at-spi-bus-launcher"),
    Need("gir1.2-atspi-2.0", "file", "/usr/lib/*/girepository-1.0/Atspi-2.0.typelib"),
    Need("python3-gi", "file", "/usr/lib/python3/dist-packages/gi/__init__.py"),
    Need("python3-dbusmock", "file", "/usr/lib/python3/dist-packages/dbusmock/__init__.py"),
    Need("hicolor-icon-theme", "file", "/usr/share/icons/hicolor/index.theme"),
    Need("adwaita-icon-theme", "file", "/usr/share/icons/Adwaita/index.theme"),
)


def missing(needs: Iterable[Need]) -> list[Need]:
    """Return the needs that are not met on this machine."""
    return [need for need in needs if not need.is_met()]


def codename_of(os_release: str) -> str:
    """Return the release's code name from the text of os-release, the parent's for a derivative.

    Mint says VERSION_CODENAME=wilma and UBUNTU_CODENAME=noble: the packages are noble's.
    """
    pairs = (line.partition("=") for line in os_release.splitlines())
    fields = {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}
    for key in ("UBUNTU_CODENAME", "DEBIAN_CODENAME", "VERSION_CODENAME"):
        if fields.get(key):
            return fields[key]
    return ""


def package_names(needs: Iterable[Need], codename: str) -> list[str]:
    """Return the packages to ask apt for, each once, as that release calls them."""
    names = []
    for need in needs:
        name = need.package
        if name == "libglib2.0-0" and codename and codename not in OLD_NAMES:
            name = "libglib2.0-0t64"
        if name == "dbus-daemon" and codename in WHOLE_DBUS:
            name = "dbus"
        if name not in names:
            names.append(name)
    return names


def install_command(packages: Iterable[str]) -> str:
    """Return the line a person types to install the packages."""
    return "sudo apt-get install --no-install-recommends " + " ".join(packages)


def is_debian_like() -> bool:
    """Tell whether the system installs its packages by apt-get."""
    return sys.platform.startswith("linux") and shutil.which("apt-get") is not None


def refusal(needs: Iterable[Need], why: str, names: Iterable[str], *, by_apt: bool) -> str:
    """Say what is missing for what, and the exact command, or the names where there is no apt."""
    if by_apt:
        return f"For {why}, packages of the system are missing. Type:\n    {install_command(names)}"
    things = ", ".join(need.name if need.kind != "file" else need.package for need in needs)
    return f"For {why}, these are missing: {things}. Install them with your package manager."


def provide(needs: Iterable[Need], why: str) -> None:
    """Install what is missing through apt-get when that is allowed without asking.

    Does nothing on Windows and macOS, whose Python packages bring all they need.

    Args:
        needs: what must be there.
        why: what they are for, within a sentence: "the window", "the guided tour".

    Raises:
        SetUpError: something is missing and could not be installed; says what to type.
    """
    if not sys.platform.startswith("linux"):
        return
    lacking = missing(needs)
    if not lacking:
        return
    names = package_names(lacking, codename_of(_os_release()))
    by_apt = is_debian_like()
    rights = _rights() if by_apt else None
    if rights is None:
        raise SetUpError(refusal(lacking, why, names, by_apt=by_apt))
    print(f"Installing packages of the system: {' '.join(names)}", file=sys.stderr, flush=True)
    lists_are_empty = not glob.glob(LISTS)  # noqa: PTH207  the pattern is absolute
    fetched = lists_are_empty and _apt(rights, "update")
    if not _apt(rights, "install", "--no-install-recommends", *names) and not fetched:
        # Old lists name versions that the archive no longer has.
        _apt(rights, "update")
        _apt(rights, "install", "--no-install-recommends", *names)
    lacking = missing(lacking)
    if lacking:
        names = package_names(lacking, codename_of(_os_release()))
        raise SetUpError("apt-get did not succeed. " + refusal(lacking, why, names, by_apt=True))


def _os_release() -> str:
    try:
        return Path("/etc/os-release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _rights() -> list[str] | None:
    """Return what to put before apt-get: nothing for root, sudo without a password, or None."""
    if os.environ.get("DEV_NO_APT"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    quiet = subprocess.DEVNULL
    asked = subprocess.run(["sudo", "-n", "true"], stdout=quiet, stderr=quiet, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def _apt(rights: list[str], verb: str, *words: str) -> bool:
    """Run apt-get; what it says goes to standard error, for standard output is the program's."""
    command = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    command += ["-y", "-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0", verb, *words]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    return done.returncode == 0
