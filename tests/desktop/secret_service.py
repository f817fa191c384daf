"""A real GNOME keyring on a bus of its own, in every state a user's can be in.

    with keyring(home, password="pw") as bus:   # creates "login", or unlocks it
        ...                                     # DBUS_SESSION_BUS_ADDRESS is set meanwhile

The same home again is the same user on another day.
"""

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from debian_packages import DESKTOP, missing

from tests.desktop.desk import wait_until

_USUAL = "pw"
NEEDED = ("dbus-daemon", "gnome-keyring", "libsecret-tools")
BLANK = "[keyring]\ndisplay-name=Default keyring\nctime=0\nmtime=0\n"


def lacking() -> str:
    """Return why there can be no keyring here, or ""."""
    gone = sorted({need.package for need in missing(DESKTOP) if need.package in NEEDED})
    return f"missing Debian packages: {' '.join(gone)}" if gone else ""


@dataclass(frozen=True)
class Running:
    """What runs: the folder of keyring files, and what the programs on this bus see."""

    files: Path
    environment: dict[str, str]

    def run(self, *words: str) -> str:
        """Return what a command on this bus printed."""
        done = subprocess.run(
            words, env=self.environment, capture_output=True, text=True, check=False, timeout=20
        )
        return done.stdout

    def lock(self) -> None:
        """Lock the default keyring, as a screen lock does on some desktops."""
        import secretstorage

        with contextlib.closing(secretstorage.dbus_init()) as bus:
            secretstorage.Collection(bus).lock()

    def kill(self) -> None:
        """Kill the daemon in the midst of its work; the bus starts another when it is asked."""
        ask = ["gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path"]
        ask += ["/", "--method", "org.freedesktop.DBus.GetConnectionUnixProcessID"]
        told = self.run(*ask, "org.freedesktop.secrets")
        process = int(told.split()[1].rstrip(",)"))
        os.kill(process, signal.SIGKILL)
        wait_until(lambda: not Path(f"/proc/{process}/exe").exists(), "its end")


@contextlib.contextmanager
def keyring(home: Path, *, password: str | None = _USUAL) -> Iterator[Running]:
    """Run a keyring for a home folder; without a password none is unlocked or made."""
    # short on purpose: a Unix socket's path has at most 107 characters
    with tempfile.TemporaryDirectory(prefix="rj-") as folder:
        address = f"unix:path={folder}/bus"
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": folder,
            "XDG_DATA_HOME": str(home / ".local" / "share"),
            "DBUS_SESSION_BUS_ADDRESS": address,
        }
        words = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}"]
        quiet = subprocess.DEVNULL
        with (
            subprocess.Popen(words, env=environment, stdout=quiet, stderr=quiet) as bus,
            patch.dict(os.environ, environment),
        ):
            try:
                wait_until(Path(folder, "bus").exists, "the bus")
                if password is not None:
                    unlock = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]
                    subprocess.run(
                        unlock, env=environment, input=password.encode(), check=True,
                        stdout=quiet, stderr=quiet, timeout=20,
                    )  # fmt: skip
                yield Running(home / ".local" / "share" / "keyrings", environment)
            finally:
                bus.terminate()


def make_blank(home: Path) -> None:
    """Leave a keyring without a password, as automatic login makes one."""
    folder = home / ".local" / "share" / "keyrings"
    folder.mkdir(parents=True)
    (folder / "Default_keyring.keyring").write_text(BLANK)
    (folder / "default").write_text("Default_keyring")
