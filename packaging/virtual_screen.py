"""A private X server without a monitor, for the guided tour and the desktop tests."""

from __future__ import annotations

import contextlib
import os
import secrets
import select
import struct
import subprocess
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ANY_ADDRESS = 0xFFFF  # FamilyWild of X11's authority files: the cookie counts for every display

# Of the caller's own desktop nothing may leak into the tour, and nothing of the tour out.
PRIVATE = frozenset(
    {
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "WAYLAND_SOCKET",
        "XAUTHORITY",
        "SESSION_MANAGER",
        "DBUS_SESSION_BUS_ADDRESS",
        "DBUS_SYSTEM_BUS_ADDRESS",
        "AT_SPI_BUS_ADDRESS",
        "XDG_CURRENT_DESKTOP",
        "XDG_SESSION_TYPE",
        "BROWSER",
        "QT_QPA_PLATFORM",
        "QT_QPA_PLATFORMTHEME",
        "QT_STYLE_OVERRIDE",
        "QT_SCALE_FACTOR",
        "QT_FONT_DPI",
        "GTK_THEME",
        "XDG_CONFIG_DIRS",
        "PYTHONPATH",
        "PYTHONHOME",
        "LANGUAGE",
        "LC_ALL",
        "LC_MESSAGES",
    }
)


class NoScreen(Exception):  # noqa: N818  named by what happened
    """The X server did not come up; the text is a sentence with its last words."""


def authority(cookie: bytes) -> bytes:
    """Return the content of an X authority file that holds one cookie for any display."""
    name = b"MIT-MAGIC-COOKIE-1"
    entry = struct.pack(">HHH", ANY_ADDRESS, 0, 0)  # no address, no display number
    for part in (name, cookie):
        entry += struct.pack(">H", len(part)) + part
    return entry


def private_environment(home: Path, outer: Mapping[str, str]) -> dict[str, str]:
    """Return an environment whose folders are all under `home` and that has no desktop."""
    inner = {key: value for key, value in outer.items() if key not in PRIVATE}
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": home / "AppData" / "Local",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_RUNTIME_DIR": home / "run",
        "TMPDIR": home / "tmp",
    }
    for name, folder in folders.items():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        inner[name] = str(folder)
    # No bus at all, rather than the one of whoever is logged in.
    inner["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={home / 'run' / 'no-bus'}"
    inner["LANG"] = "C.UTF-8"
    return inner


@contextlib.contextmanager
def virtual_screen(
    folder: Path, *, size: str = "1440x900", environment: dict[str, str] | None = None
) -> Iterator[dict[str, str]]:
    """Run an X server of our own for the time of the block and yield its DISPLAY and XAUTHORITY.

    The server chooses a free display number itself, so any number of them run side by side.
    Only who can read the cookie file in `folder` may connect.

    Raises:
        NoScreen: Xvfb is not installed or did not come up within 20 seconds.
    """
    cookies = folder / "xauthority"
    cookies.touch(mode=0o600)
    cookies.write_bytes(authority(secrets.token_bytes(16)))
    log = folder / "xvfb.log"
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-dpi", "96"]
    command += ["-nolisten", "tcp", "-noreset", "-auth", str(cookies)]
    try:
        with log.open("wb") as words:
            server = subprocess.Popen(
                command,
                pass_fds=[writing],
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                env=environment,
                start_new_session=True,
            )
    except OSError as error:
        os.close(reading)
        raise NoScreen(f"Xvfb could not be started: {error.strerror}.") from error
    finally:
        os.close(writing)
    try:
        number = _first_line(reading, seconds=20)
        if not number:
            tail = log.read_text(encoding="utf-8", errors="replace").strip()[-300:]
            raise NoScreen(f"Xvfb did not come up: {tail or 'it said nothing'}.")
        yield {"DISPLAY": f":{number}", "XAUTHORITY": str(cookies)}
    finally:
        os.close(reading)
        server.terminate()
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@contextlib.contextmanager
def window_frames(environment: Mapping[str, str]) -> Iterator[None]:
    """Give windows their frames for the time of the block, where there is a window manager."""
    try:
        manager = subprocess.Popen(
            ["openbox", "--sm-disable"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            start_new_session=True,
        )
    except OSError:
        yield
        return
    try:
        yield
    finally:
        manager.terminate()
        manager.wait()


def _first_line(pipe: int, *, seconds: float) -> str:
    """Return the pipe's first line, or "" when its writer ends or the time is over."""
    deadline = time.monotonic() + seconds
    text = b""
    while not text.endswith(b"\n"):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            return ""
        more = os.read(pipe, 64)
        if not more:
            return ""
        text += more
    return text.decode("ascii").strip()
