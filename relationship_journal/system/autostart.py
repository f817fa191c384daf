"""Starting with the computer: off until asked for, and then hidden in the tray."""

import contextlib
import os
import plistlib
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.paths import APP

HIDDEN = "--hidden"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
# what the Desktop Entry Specification reserves within quoted arguments of Exec
_RESERVED = '"`$\\'


class Autostart(Protocol):
    """One system's way of starting a program with the session."""

    def is_on(self) -> bool:
        """Say whether the program starts with the computer."""
        ...

    def set_on(self, is_on: bool) -> None:
        """Start with the computer from now on, or no longer.

        Raises: JournalError.
        """
        ...


def for_this_system(name: str, command: Sequence[str] | None = None) -> Autostart:
    """Return how it is done on this system.

    Args:
        name: of the program, for people.
        command: what starts it; its own command, hidden, when None.
    """
    words = (*(own_command() if command is None else command),)
    words = words if HIDDEN in words else (*words, HIDDEN)
    if sys.platform == "win32":
        return RunKey(words)
    if sys.platform == "darwin":
        folder = Path.home() / "Library" / "LaunchAgents"
        return EntryFile(folder / f"{APP}.plist", launch_agent(words))
    text = desktop_entry(name, words)
    return EntryFile(config_folder() / "autostart" / f"{APP}.desktop", text.encode())


def own_command() -> tuple[str, ...]:
    """Return the command that started this program, good for another day."""
    image = os.environ.get("APPIMAGE")
    if image:
        return (image,)
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    started = Path(sys.argv[0])
    if started.stem == APP and os.access(started, os.X_OK):
        return (str(started.absolute()),)
    found = shutil.which(APP, path=str(Path(sys.executable).parent))
    # -P: nothing is loaded from the folder the desktop happens to start it in
    return (found,) if found else (sys.executable, "-P", "-m", "relationship_journal")


def config_folder() -> Path:
    """Return the folder of the user's configuration by the XDG specification."""
    named = os.environ.get("XDG_CONFIG_HOME", "")
    return Path(named) if os.path.isabs(named) else Path.home() / ".config"  # noqa: PTH117  "" too


def desktop_entry(name: str, command: Sequence[str]) -> str:
    """Return the text of an autostart entry."""
    line = " ".join(quoted(word) for word in command)
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        f"Name={name}\n"
        f"Exec={line}\n"
        f"Icon={APP}\n"
        "Terminal=false\n"
        "StartupNotify=false\n"
        "X-GNOME-Autostart-enabled=true\n"
    )


def quoted(word: str) -> str:
    """Return an argument as the key Exec wants it: quoted, and escaped twice."""
    escaped = "".join(f"\\{sign}" if sign in _RESERVED else sign for sign in word)
    escaped = escaped.replace("%", "%%")
    whole = escaped if word and shlex.quote(word) == word else f'"{escaped}"'
    return whole.replace("\\", "\\\\")


def launch_agent(command: Sequence[str]) -> bytes:
    """Return a launch agent's property list."""
    agent = {
        "Label": APP,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "ProcessType": "Interactive",
    }
    return plistlib.dumps(agent)


class EntryFile:
    """A file whose being there starts the program.

    Args:
        path: where the system looks for it.
        content: what it says.
    """

    def __init__(self, path: Path, content: bytes) -> None:
        self.path, self._content = path, content

    def is_on(self) -> bool:
        """Say whether the file is there and not switched off in itself."""
        try:
            lines = self.path.read_bytes().decode("utf-8", "replace").splitlines()
        except OSError:
            return False
        said = {key.strip(): value.strip() for key, _is, value in (s.partition("=") for s in lines)}
        is_hidden = said.get("Hidden", "") == "true"
        return not is_hidden and said.get("X-GNOME-Autostart-enabled", "") != "false"

    def set_on(self, is_on: bool) -> None:
        """Write the file whole, or remove it.

        Raises: JournalError.
        """
        try:
            if is_on:
                self._write()
            else:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise JournalError(
                _("{path} cannot be used: {reason}.").format(path=self.path, reason=reason)
            ) from error

    def _write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(self._content)
            Path(name).replace(self.path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise


class RunKey:
    """The value in the user's registry that Windows runs at log-on."""

    def __init__(self, command: Sequence[str]) -> None:
        self._line = subprocess.list2cmdline(command)

    def is_on(self) -> bool:
        """Say whether the value is there."""
        import winreg  # noqa: PLC0415  only on Windows

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:  # type: ignore[attr-defined,unused-ignore]  # Windows
                return bool(winreg.QueryValueEx(key, APP)[0])  # type: ignore[attr-defined,unused-ignore]  # Windows
        except OSError:
            return False

    def set_on(self, is_on: bool) -> None:
        """Set the value, or remove it.

        Raises: JournalError.
        """
        import winreg  # noqa: PLC0415  only on Windows

        try:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:  # type: ignore[attr-defined,unused-ignore]  # Windows
                if is_on:
                    winreg.SetValueEx(key, APP, 0, winreg.REG_SZ, self._line)  # type: ignore[attr-defined,unused-ignore]  # Windows
                else:
                    with contextlib.suppress(FileNotFoundError):
                        winreg.DeleteValue(key, APP)  # type: ignore[attr-defined,unused-ignore]  # Windows
        except OSError as error:
            raise JournalError(_("The setting cannot be changed."), str(error)) from error
