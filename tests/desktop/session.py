"""A private X11 desktop for one test: screen, buses, tray, notifications, AT-SPI, browser.

    with desktop_session(tray="sni") as desktop:
        desktop.start([sys.executable, "-m", "relationship_journal"])
        window = desktop.accessible("relationship")
        window.press("push button", "New person")
        desktop.screenshot(Path("new-person.png"))

Everything lives in one folder of its own and ends with the block: no other session, and nothing of
whoever is logged in, is seen or touched, so any number of them run side by side. As a program:

    python3 packaging/dev.py session [--tray sni|xembed|none] [--notifier dunst|xfce|none]
        [--scheme light|dark] [--size WxH] [--keep] -- COMMAND [ARGUMENT...]
"""

import argparse
import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from debian_packages import DESKTOP, SCREEN, WIDGETS, X11, missing
from virtual_screen import private_environment, virtual_screen

from tests.desktop import recipes
from tests.desktop.accessibility import SYSTEM_PYTHON
from tests.desktop.desk import BUS, PROPERTY, TOKEN, Desktop, NotUp, Scheme, wait_until

Tray = Literal["sni", "xembed", "none"]
Notifier = Literal["dunst", "xfce", "none"]


def lacking() -> str:
    """Return why no session can be had here, or "" if one can."""
    if not sys.platform.startswith("linux"):
        return "the desktop tests need X11 on Linux"
    packages = sorted({need.package for need in missing((*SCREEN, *X11, *WIDGETS, *DESKTOP))})
    return f"missing Debian packages: {' '.join(packages)}" if packages else ""


def _start_buses(desktop: Desktop) -> None:
    """Start a session bus, and one in place of the system's on which anyone may be anyone."""
    recipes.write_bus_services(desktop.folder / "services")
    for kind, folders in (
        ("system", ""),
        ("session", f"<servicedir>{desktop.folder / 'services'}</servicedir>"),
    ):
        address = f"unix:path={desktop.environment['XDG_RUNTIME_DIR']}/{kind}-bus"
        config = desktop.folder / f"{kind}.conf"
        text = recipes.BUS.format(kind=kind, address=address, folders=folders)
        config.write_text(text, encoding="utf-8")
        desktop.environment[f"DBUS_{kind.upper()}_BUS_ADDRESS"] = address
        command = ["dbus-daemon", "--nofork", "--nopidfile", "--nosyslog"]
        desktop.start([*command, f"--config-file={config}"], name=f"{kind}-bus")
    wait_until(lambda: desktop.owns(BUS), "the session bus")


def _add_browser(desktop: Desktop) -> None:
    """Put a web browser there that only writes down what it should open."""
    desktop.addresses.touch()
    script = recipes.BROWSER.format(urls=desktop.addresses)
    browser = recipes.write_script(desktop.folder / "bin" / "browser", script)
    entry = desktop.home / ".local/share/applications/address-recorder.desktop"
    entry.parent.mkdir(parents=True, exist_ok=True)
    entry.write_text(recipes.BROWSER_ENTRY.format(browser=browser), encoding="utf-8")
    (desktop.home / ".config" / "mimeapps.list").write_text(recipes.MIME_APPS, encoding="utf-8")
    desktop.environment["BROWSER"] = str(browser)


def _start_accessibility(desktop: Desktop) -> None:
    """Start AT-SPI and switch it on for every toolkit."""
    desktop.start(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"], name="at-spi")
    wait_until(lambda: desktop.owns("org.a11y.Bus"), "the accessibility bus")
    words = (f"{PROPERTY}.Set", "org.a11y.Status", "IsEnabled", "<true>")
    desktop.call("org.a11y.Bus", "/org/a11y/bus", *words)
    desktop.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    # Said at each call of an AT-SPI client, and of no consequence.
    desktop.environment["QT_LOGGING_RULES"] = "qt.accessibility.atspi.warning=false"


def _start_window_manager(desktop: Desktop) -> None:
    """Start openbox."""
    desktop.start(["openbox", "--sm-disable"])
    asked = ["xprop", "-root", "-notype", "_NET_SUPPORTING_WM_CHECK"]
    wait_until(lambda: "window id" in desktop.run(asked), "the window manager")


def _start_tray(desktop: Desktop, kind: Tray) -> None:
    """Start a tray of that kind and wait for it: Qt looks once, when a program starts."""
    if kind == "sni":
        _write_xfce(desktop, "xfce4-panel", recipes.PANEL)
        desktop.start(["xfce4-panel", "--disable-wm-check"])
        wait_until(desktop.has_tray_host, "the tray", seconds=20)
    elif kind == "xembed":
        place = ["--edge", "bottom", "--align", "right", "--widthtype", "request"]
        place += ["--height", "32", "--heighttype", "pixel", "--SetDockType", "true"]
        desktop.start(["trayer", *place])
        wait_until(desktop.has_tray_window, "the tray")


def _start_notifier(desktop: Desktop, kind: Notifier) -> None:
    """Start a notification service of that kind and wait for it."""
    if kind == "none":
        return
    if kind == "dunst":
        script = recipes.PICKER.format(wanted=desktop.wanted_action)
        picker = recipes.write_script(desktop.folder / "bin" / "pick-action", script)
        config = desktop.folder / "dunstrc"
        config.write_text(recipes.DUNST.format(picker=picker), encoding="utf-8")
        desktop.start(["dunst", "-config", config])
    else:
        _write_xfce(desktop, "xfce4-notifyd", recipes.NOTIFYD)
        desktop.start([recipes.notifyd()])
    wait_until(lambda: desktop.owns("org.freedesktop.Notifications"), "the notification service")


def _start_portal(desktop: Desktop, scheme: Scheme) -> None:
    """Start the portal that tells programs light from dark."""
    script = Path(__file__).with_name("portal.py")
    desktop.portal = desktop.start([SYSTEM_PYTHON, script, scheme], name="portal", keep_input=True)
    wait_until(lambda: desktop.owns("org.freedesktop.portal.Desktop"), "the settings portal")
    # Without a desktop's own theme Qt asks the portal only when told to.
    desktop.environment["QT_QPA_PLATFORMTHEME"] = "xdgdesktopportal"


def _write_xfce(desktop: Desktop, channel: str, text: str) -> None:
    folder = desktop.home / ".config/xfce4/xfconf/xfce-perchannel-xml"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{channel}.xml").write_text(text, encoding="utf-8")


@contextlib.contextmanager
def desktop_session(
    *,
    tray: Tray = "sni",
    notifier: Notifier = "dunst",
    scheme: Scheme = "light",
    size: str = "1440x900",
    keep: bool = False,
) -> Iterator[Desktop]:
    """Give a private desktop for the time of the block.

    Args:
        tray: "sni" as GNOME's extension, KDE and Xfce have it, "xembed" the old way, or "none".
        notifier: "dunst" (actions by `pick_action`), "xfce" (draws them as buttons) or "none".
        scheme: what the desktop says of light and dark; `set_scheme` changes it.
        size: of the screen, in pixels.
        keep: leave the folder with its logs behind.

    Raises:
        NotUp: a part of it did not come up; the session's logs are in the text.
    """
    # Short on purpose: a Unix socket's path has at most 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="rj-"))
    environment = private_environment(folder / "home", os.environ)
    environment.update({TOKEN: secrets.token_hex(16), "QT_QPA_PLATFORM": "xcb"})
    environment.update(XDG_RUNTIME_DIR=str(folder / "run"), XDG_SESSION_TYPE="x11")
    (folder / "run").mkdir(mode=0o700)
    try:
        with virtual_screen(folder, size=size, environment=environment) as screen:
            environment.update(screen)
            desktop = Desktop(folder, environment)
            try:
                _bring_up(desktop, tray, notifier, scheme)
                yield desktop
            finally:
                desktop.close()
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _bring_up(desktop: Desktop, tray: Tray, notifier: Notifier, scheme: Scheme) -> None:
    try:
        _start_buses(desktop)
        _add_browser(desktop)
        _start_accessibility(desktop)
        _start_window_manager(desktop)
        _start_tray(desktop, tray)
        _start_notifier(desktop, notifier)
        _start_portal(desktop, scheme)
    except NotUp as reason:
        logs = [f"{log.name}: {desktop.log_of(log.stem)[-300:]}" for log in desktop.logs.iterdir()]
        raise NotUp("\n".join([str(reason), *logs])) from None


def main() -> int:
    """Run a command on a private desktop and return its exit code."""
    parser = argparse.ArgumentParser(prog="dev.py session")
    parser.add_argument("--tray", choices=("sni", "xembed", "none"), default="sni")
    parser.add_argument("--notifier", choices=("dunst", "xfce", "none"), default="dunst")
    parser.add_argument("--scheme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1440x900", metavar="WxH")
    parser.add_argument("--keep", action="store_true", help="leave the session's folder behind")
    parser.add_argument("command", nargs="+", metavar="-- COMMAND")
    chosen = vars(parser.parse_args())
    command = chosen.pop("command")
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    with desktop_session(**chosen) as desktop:
        if chosen["keep"]:
            sys.stderr.write(f"The session's folder: {desktop.folder}\n")
        return subprocess.run(command, env=desktop.environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
