"""What every test is held to: no folder of the user's, no network, nothing left behind."""

import gc
import ipaddress
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# A zone with summer time that is not the one most servers run in.
ZONE = "Europe/Vienna"
FIXED = {
    "QT_QPA_PLATFORM": "offscreen",
    "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    "TZ": ZONE,
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    # A bus that is not there, rather than the one of whoever is logged in.
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/session-bus",
    "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent/system-bus",
}
DROPPED = (
    "DISPLAY WAYLAND_DISPLAY XAUTHORITY LANGUAGE LC_MESSAGES BROWSER QT_STYLE_OVERRIDE "
    "QT_QPA_PLATFORMTHEME QT_SCALE_FACTOR XDG_CURRENT_DESKTOP XDG_DATA_DIRS XDG_CONFIG_DIRS"
)


class Outside(RuntimeError):  # noqa: N818  named by what happened
    """A test reached for the network. No OSError, which the program would take for a bad line."""


def private_folders(home: Path) -> dict[str, str]:
    """Return the variables that put every folder of the user's under `home`."""
    return {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "APPDATA": str(home / "AppData" / "Roaming"),
        "LOCALAPPDATA": str(home / "AppData" / "Local"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "XDG_RUNTIME_DIR": str(home / "run"),
    }


def steady_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without the caller's desktop, in a fixed zone and language."""
    kept = {key: value for key, value in environment.items() if key not in DROPPED.split()}
    return {**kept, **FIXED}


def is_here(address: object) -> bool:
    """Tell whether a socket's address is on this machine: a path, or a loopback address."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0]).partition("%")[0]
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_the_network(patch: Callable[[object, str, object], None]) -> None:
    """Let sockets and name look-ups reach this machine only.

    Args:
        patch: puts a new attribute in place of an old one, as `monkeypatch.setattr` does.
    """
    connect, connect_ex, sendto = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.socket.sendto,
    )
    look_up = socket.getaddrinfo

    def check(address: object) -> None:
        if not is_here(address):
            raise Outside(f"A test reached for {address!r}; use a server of its own on 127.0.0.1.")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        check(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        check(address)
        return connect_ex(self, address)

    def guarded_sendto(self: socket.socket, data: Any, *rest: Any) -> int:
        check(rest[-1])
        return sendto(self, data, *rest)

    def guarded_look_up(host: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
        check((name or "",))
        return look_up(host, *rest, **more)

    patch(socket.socket, "connect", guarded_connect)
    patch(socket.socket, "connect_ex", guarded_connect_ex)
    patch(socket.socket, "sendto", guarded_sendto)
    patch(socket, "getaddrinfo", guarded_look_up)


@dataclass
class Belongings:
    """What was there before a test: anything new after it was left behind by it."""

    threads: set[int] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    widgets: set[int] = field(default_factory=set)
    runners: set[int] = field(default_factory=set)

    @classmethod
    def now(cls, *, qt: bool) -> "Belongings":
        """Return what is there: Python's threads, open journals, and Qt's things if it is up."""
        found = cls({thread.ident or 0 for thread in threading.enumerate()}, set(open_journals()))
        if qt and application() is not None:
            found.widgets = {id(widget) for widget in loose_widgets()}
            found.runners = {id(runner) for runner in running_things()}
        return found

    def left_behind(self, *, qt: bool) -> list[str]:
        """Return a line for each thing that is there now and was not then, after a short grace."""
        lines = [f"thread {name!r} still runs" for name in self._new_threads()]
        if qt and application() is not None:
            finish_deletions()
            lines += [f"window {told(w)}" for w in loose_widgets() if id(w) not in self.widgets]
            lines += [
                f"{told(r)} still runs" for r in running_things() if id(r) not in self.runners
            ]
        lines += [f"{path} is still open" for path in open_journals() if path not in self.files]
        return lines

    def _new_threads(self) -> list[str]:
        new = [t for t in threading.enumerate() if (t.ident or 0) not in self.threads]
        # A thread that was told to end may need a moment; an idle pool's never ends.
        deadline = time.monotonic() + 1
        for thread in new:
            if thread is not threading.current_thread():
                thread.join(timeout=max(0.0, deadline - time.monotonic()))
        return [t.name for t in new if t.is_alive() and not isinstance(t, threading._DummyThread)]


def open_journals() -> Iterator[str]:
    """Yield the SQLite files this process holds open; nothing where there is no /proc."""
    handles = Path("/proc/self/fd")
    for handle in handles.iterdir() if handles.is_dir() else ():
        try:
            path = str(handle.readlink())
        except OSError:  # the handle of this very look
            continue
        if path.endswith((".db", ".db-wal", ".db-shm")) and ".hypothesis" not in path:
            yield path


def application() -> Any:
    """Return Qt's application if there is one, without importing Qt for it."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets is not None else None


def finish_deletions() -> None:
    """Let Qt delete what was told to delete itself, and Python what nothing refers to."""
    core = sys.modules["PySide6.QtCore"]
    for _ in range(2):
        gc.collect()
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


def loose_widgets() -> list[Any]:
    """Return the windows that nobody owns; tool tips are Qt's own."""
    every = sys.modules["PySide6.QtWidgets"].QApplication.topLevelWidgets()
    return [w for w in every if w.parent() is None and w.objectName() != "qtooltip_label"]


def running_things() -> list[Any]:
    """Return the timers that run and the threads of Qt that are not through."""
    core = sys.modules["PySide6.QtCore"]
    found = []
    # The type is asked, not the object: a proxy's __class__ may raise, or be deleted in C++.
    for thing in gc.get_objects():
        kind = type(thing)
        if issubclass(kind, core.QTimer | core.QThread) and _runs(thing):
            found.append(thing)
    return found


def told(thing: Any) -> str:
    """Return a few words on a widget, timer or thread for a person to find it by."""
    try:
        title = getattr(thing, "windowTitle", str)()
        return f"{type(thing).__name__} {thing.objectName() or title!r}"
    except RuntimeError:  # deleted in C++ meanwhile
        return type(thing).__name__


def _runs(thing: Any) -> bool:
    ask = getattr(thing, "isActive", None) or thing.isRunning
    try:
        return bool(ask())
    except RuntimeError:  # deleted in C++ meanwhile
        return False
