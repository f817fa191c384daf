"""What a person and a program do on a desktop that is up; session.py brings it up."""

import contextlib
import hashlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, TypeVar

from tests.desktop.accessibility import Accessible

Fact = TypeVar("Fact")
Scheme = Literal["light", "dark"]
TOKEN = "RELATIONSHIP_JOURNAL_SESSION"  # marks every process of a session, so that none is left
BUS = "org.freedesktop.DBus"
PROPERTY = "org.freedesktop.DBus.Properties"


class NotUp(AssertionError):  # noqa: N818  named by what happened
    """A part of the desktop, or a fact a test waits for, did not come in time."""


def wait_until(fact: Callable[[], Fact], what: str, *, seconds: float = 20) -> Fact:
    """Return what `fact` returns as soon as that is true.

    Raises:
        NotUp: it was not in time; names `what`.
    """
    deadline = time.monotonic() + seconds
    while True:
        found = fact()
        if found:
            return found
        if time.monotonic() > deadline:
            raise NotUp(f"{what}: not within {seconds:g} s")
        time.sleep(0.03)


class Desktop:
    """A desktop that is up. `environment` is what a program needs to run on it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.home = Path(environment["HOME"])
        self.logs = folder / "logs"
        self.logs.mkdir()
        self.addresses = folder / "addresses"  # what the browser was asked to open
        self.wanted_action = folder / "wanted-action"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._helpers: list[Accessible] = []
        self.portal: subprocess.Popen[bytes] | None = None

    # Programs

    def start(
        self,
        command: Sequence[str | Path],
        *,
        name: str = "",
        keep_input: bool = False,
        **more: str,
    ) -> subprocess.Popen[bytes]:
        """Start a program on the desktop; what it says goes to logs/NAME.log.

        Args:
            command: the program and its arguments.
            name: of the log; the program's own name if "".
            keep_input: leave its standard input open as a pipe.
            more: variables of the environment beside those of the session.
        """
        words = [str(word) for word in command]
        log = self.logs / f"{name or Path(words[0]).name}.log"
        with log.open("ab") as said:
            process = subprocess.Popen(
                words,
                env={**self.environment, **more},
                stdin=subprocess.PIPE if keep_input else subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        self._processes.append(process)
        return process

    def run(self, command: Sequence[str | Path], *, seconds: float = 60) -> str:
        """Run a command to its end on the desktop and return what it printed.

        Raises:
            subprocess.CalledProcessError: it failed.
            subprocess.TimeoutExpired: it took longer than `seconds`.
        """
        done = subprocess.run(
            [str(word) for word in command],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=seconds,
        )
        return done.stdout

    def log_of(self, name: str) -> str:
        """Return what the program of that name said so far."""
        return (self.logs / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def end(self, process: subprocess.Popen[bytes], *, seconds: float = 5) -> int:
        """Ask a program of this session to end, insist if it does not, and return its code."""
        for wish in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, wish)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=seconds)
                break
        if process.stdin is not None:
            process.stdin.close()
        return process.wait()

    # The person at the desk

    def accessible(self, app: str = "") -> Accessible:
        """Return the eyes and hands of a screen reader, on programs whose name holds `app`."""
        helper = Accessible(self.environment, self.logs / "accessible.log", app)
        self._helpers.append(helper)
        return helper

    def keys(self, *chords: str) -> None:
        """Press keys one after the other, by X's names: "ctrl+k", "Return", "Tab"."""
        self.run(["xdotool", "key", "--clearmodifiers", "--delay", "30", *chords])

    def type_text(self, text: str) -> None:
        """Type the text where the keyboard is."""
        self.run(["xdotool", "type", "--clearmodifiers", "--delay", "15", "--", text])

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click at a point of the screen."""
        self.run(["xdotool", "mousemove", "--sync", str(x), str(y), "click", str(button)])

    def window_titles(self) -> list[str]:
        """Return the titles of the windows that can be seen."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", ".+"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        titles = (self._title(window) for window in found.stdout.split())
        return [title for title in titles if title]

    def _title(self, window: str) -> str:
        with contextlib.suppress(subprocess.CalledProcessError):  # it went meanwhile
            return self.run(["xdotool", "getwindowname", window]).strip()
        return ""

    def screenshot(self, path: Path) -> Path:
        """Save a picture of the whole screen, once two looks agree or two seconds are over."""
        path.parent.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + 2
        before = None
        while True:
            now = self._look()
            if now == before or time.monotonic() > deadline:
                break
            before = now
        self.run(["import", "-silent", "-window", "root", f"png:{path}"])
        return path

    def _look(self) -> bytes:
        picture = self.folder / "look.rgb"
        self.run(["import", "-silent", "-window", "root", f"rgb:{picture}"])
        return hashlib.sha256(picture.read_bytes()).digest()

    def clipboard(self) -> str:
        """Return the text on the clipboard, "" if there is none."""
        asked = subprocess.run(
            ["xclip", "-selection", "clipboard", "-o"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return asked.stdout

    def opened_addresses(self) -> list[str]:
        """Return the addresses the web browser was asked to open, oldest first."""
        return self.addresses.read_text(encoding="utf-8").splitlines()

    # The desktop

    def call(self, to: str, path: str, method: str, *arguments: str) -> str:
        """Call a method on the session bus and return gdbus's words for the answer.

        Raises:
            subprocess.CalledProcessError: nobody answers there, or the answer is an error.
        """
        command = ["gdbus", "call", "--session", "--timeout", "5", "--dest", to]
        return self.run([*command, "--object-path", path, "--method", method, *arguments])

    def owns(self, name: str) -> bool:
        """Tell whether somebody on the session bus goes by that name."""
        with contextlib.suppress(subprocess.CalledProcessError):
            return "true" in self.call(BUS, "/org/freedesktop/DBus", f"{BUS}.NameHasOwner", name)
        return False

    def has_tray_host(self) -> bool:
        """Tell whether a host for StatusNotifierItems is there."""
        watcher = "org.kde.StatusNotifierWatcher"
        words = (f"{PROPERTY}.Get", watcher, "IsStatusNotifierHostRegistered")
        with contextlib.suppress(subprocess.CalledProcessError):
            return "true" in self.call(watcher, "/StatusNotifierWatcher", *words)
        return False

    def has_tray_window(self) -> bool:
        """Tell whether a tray of the old kind (XEmbed) is there."""
        return '"trayer"' in self.run(["xwininfo", "-root", "-tree"])

    def tray_items(self) -> list[str]:
        """Return the bus names and paths of the tray's icons (tray "sni")."""
        watcher = "org.kde.StatusNotifierWatcher"
        words = (f"{PROPERTY}.Get", watcher, "RegisteredStatusNotifierItems")
        return self.call(watcher, "/StatusNotifierWatcher", *words).split("'")[1::2]

    def pick_action(self, label: str) -> None:
        """Choose the action of that label on the newest notification (notifier "dunst")."""
        self.wanted_action.write_text(label, encoding="utf-8")
        self.run(["dunstctl", "context"])

    def set_scheme(self, scheme: Scheme) -> None:
        """Switch the desktop between light and dark, as a person does in its settings."""
        assert self.portal is not None
        assert self.portal.stdin is not None
        self.portal.stdin.write(f"{scheme}\n".encode())
        self.portal.stdin.flush()

    def close(self) -> None:
        """End all that was started, newest first, then what the buses started on demand."""
        for helper in self._helpers:
            helper.close()
        for process in reversed(self._processes):
            self.end(process)
        mark = f"{TOKEN}={self.environment[TOKEN]}".encode()
        for wish in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(NotUp):
                wait_until(lambda wish=wish: not _signal_all(mark, wish), "the end", seconds=2)
                return


def _signal_all(mark: bytes, wish: signal.Signals) -> bool:
    """Signal every other process that carries the mark; tell whether there was one."""
    found = False
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # gone meanwhile, or somebody else's
            if int(folder.name) == os.getpid():
                continue
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                os.kill(int(folder.name), wish)
                found = True
    return found
