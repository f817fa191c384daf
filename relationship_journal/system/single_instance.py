"""One program a journal: the first start listens, the next one speaks to it and ends.

No Qt here, so that a second start is quick. A lock that the system releases with the process
says who is first; so nothing a killed program leaves behind stands in the way.
"""

import contextlib
import hashlib
import json
import os
import socket
import stat
import struct
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from relationship_journal.paths import APP, settings_file

LONGEST_MESSAGE = 1024 * 1024
# sun_path holds 108 bytes with the final zero
_LONGEST_PATH = 107
_NAME_LENGTH = 16
_PATIENCE = 5.0
_BETWEEN = 0.05


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where the programs on one journal meet: a socket and the lock beside it."""

    socket: Path
    lock: Path


class First:
    """The lock of the first program; keep it for as long as the program runs."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def close(self) -> None:
        """Let another be first."""
        self._file.close()


def meeting_of(journal: Path, environment: Mapping[str, str] | None = None) -> Meeting:
    """Return where the programs on this journal meet; the folder is there, and only the user's.

    Raises: OSError when there is no such folder to be had.
    """
    whole = os.path.realpath(journal)
    name = hashlib.sha256(os.fsencode(whole)).hexdigest()[:_NAME_LENGTH]
    folder = _folder(os.environ if environment is None else environment, name)
    return Meeting(folder / f"{name}.socket", folder / f"{name}.lock")


def become_first(meeting: Meeting) -> First | None:
    """Return the lock, or None when another program has it.

    Raises: OSError when the file system knows no locks.
    """
    descriptor = os.open(meeting.lock, os.O_RDWR | os.O_CREAT, 0o600)
    file = os.fdopen(descriptor, "r+b")
    try:
        is_ours = _lock(descriptor)
    except OSError:
        file.close()
        raise
    if is_ours:
        return First(file)
    file.close()
    return None


def speak_to_first(meeting: Meeting, words: Sequence[str], *, patience: float = _PATIENCE) -> bool:
    """Send the first program what this one was started with; say whether it has taken it.

    Args:
        meeting: of their journal.
        words: the arguments of this start; none for "show yourself".
        patience: seconds to wait for one that is just starting.
    """
    message = as_line(words, activation_token())
    deadline = time.monotonic() + patience
    while True:
        with contextlib.suppress(OSError):
            return _speak(meeting.socket, message, max(0.1, deadline - time.monotonic()))
        if time.monotonic() > deadline:
            return False
        time.sleep(_BETWEEN)


def as_line(words: Sequence[str], token: str = "") -> bytes:
    """Return a message as it is sent: one line of JSON; without words that are far too many."""
    line = json.dumps({"words": list(words), "token": token}).encode() + b"\n"
    return line if len(line) <= LONGEST_MESSAGE else as_line([], token[:1_000])


def from_line(line: bytes) -> tuple[list[str], str] | None:
    """Return the words and the token of a message, or None when it is none of ours."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not isinstance(told.get("words"), list):
        return None
    words, token = told["words"], told.get("token", "")
    if not all(isinstance(word, str) for word in words) or not isinstance(token, str):
        return None
    return words, token


def activation_token() -> str:
    """Return what the desktop gave this start so that its window may come to the front."""
    return os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID", "")


def is_own_peer(descriptor: int) -> bool:
    """Say whether the program at the other end of a socket is this user's."""
    if not hasattr(socket, "SO_PEERCRED") or not hasattr(os, "getuid"):
        return True  # there the socket's folder keeps others out
    with socket.socket(fileno=os.dup(descriptor)) as peer:
        told = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _pid, user, _group = struct.unpack("3i", told)
    return bool(user == os.getuid())


def _speak(path: Path, message: bytes, patience: float) -> bool:
    if sys.platform == "win32":
        with open(pipe_name(path), "r+b", buffering=0) as pipe:  # noqa: PTH123  no path: a pipe
            pipe.write(message)
            return pipe.read(1) == b"."
    with socket.socket(socket.AF_UNIX) as end:
        end.settimeout(patience)
        end.connect(str(path))
        if not is_own_peer(end.fileno()):
            return False
        end.sendall(message)
        return end.recv(1) == b"."


def pipe_name(path: Path) -> str:
    """Return the name of the pipe that stands for a socket on Windows."""
    return rf"\\.\pipe\{APP}-{path.stem}"


def _folder(environment: Mapping[str, str], name: str) -> Path:
    """Return the first usable folder: the session's, the settings', the temporary one.

    Raises: OSError.
    """
    user = os.getuid() if hasattr(os, "getuid") else 0
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    candidates = [Path(runtime) / APP] if os.path.isabs(runtime) else []  # noqa: PTH117  "" too
    candidates.append(settings_file().parent / "run")
    candidates.append(Path(tempfile.gettempdir()) / f"{APP}-{user}")
    reason = OSError("no folder is near enough")
    for folder in candidates:
        if len(os.fsencode(folder / f"{name}.socket")) > _LONGEST_PATH:
            continue
        try:
            _make_own(folder)
        except OSError as error:
            reason = error
        else:
            return folder
    raise reason


def _make_own(folder: Path) -> None:
    """Make a folder that only the user can enter, or see that it is one.

    Raises: OSError when it is a link, or somebody else's.
    """
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if not hasattr(os, "getuid"):
        return
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise PermissionError(f"{folder} is not the user's own folder")
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)


def _lock(descriptor: int) -> bool:
    """Lock the file without waiting and say whether that went well."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  only on Windows

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415  not on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
