"""The program's log: what went wrong and where in the code, and nothing about anybody."""

import contextlib
import logging
import os
import traceback
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Any

LARGEST = 256 * 1024
KEPT = 2
LEFT_OUT = "…"
"""What stands in the log where words stood that could be about somebody."""

_PACKAGE = "relationship_journal"
# What these tell below a warning quotes texts, addresses or keys.
_TALKATIVE = ("peewee", "keyring", "secretstorage", "asyncio", "aiohttp", "urllib3")
_PLAIN = (bool, int, float, type(None))


def begin(path: Path) -> Callable[[], None]:
    """Write the log into this file from now on; returns how to stop.

    The file is private and replaced at 256 KiB, two older ones are kept. Where it cannot be
    written the program goes on without.
    """
    handler = _LogFile(path)
    handler.setFormatter(ImpersonalFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    package = logging.getLogger(_PACKAGE)
    before = package.level
    package.setLevel(logging.INFO)
    levels = {name: logging.getLogger(name).level for name in _TALKATIVE}
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)

    def stop() -> None:
        package.setLevel(before)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
        root.removeHandler(handler)
        handler.close()

    return stop


def describe(error: BaseException) -> str:
    """Return where an error came from, with its causes: types and places, none of its words.

    The text of an error may quote what somebody typed; only its type is told.
    """
    parts: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        parts.append("".join((*_frames(one.__traceback__), _kind(one))))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\ncaused by\n".join(parts)


class ImpersonalFormatter(logging.Formatter):
    """Tells the constant part of a message and its numbers; words are left out.

    Messages of other libraries are left out whole: only who spoke is told.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, and its error's places below it."""
        kept = logging.makeLogRecord(
            {**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None}
        )
        is_ours = record.name == _PACKAGE or record.name.startswith(_PACKAGE + ".")
        kept.msg = str(record.msg) if is_ours and isinstance(record.msg, str) else LEFT_OUT
        kept.args = _harmless(record.args) if is_ours else ()
        line = super().format(kept)
        error = record.exc_info[1] if record.exc_info else None
        return f"{line}\n{describe(error)}" if error is not None else line


class _LogFile(logging.FileHandler):
    """A file, 0600 from the first moment, that makes room for a new one when it is full.

    It is silent when it cannot be written: a full disk must not stop the program.
    (`logging.handlers` has one too; importing it costs more than the rest of this module.)
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size >= LARGEST:
            _make_room(path)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, into a new file when this one is full."""
        try:
            if self.stream is not None and self.stream.tell() >= LARGEST:
                self.close()
                self.stream = self._open()
            super().emit(record)
        except OSError:  # opening is outside the handler's own care
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging calls it
        """Go on without the log."""


def _make_room(path: Path) -> None:
    """Move a full file aside, and the older ones one further; the oldest goes."""
    for number in range(KEPT, 0, -1):
        older = path.with_name(f"{path.name}.{number - 1}") if number > 1 else path
        with contextlib.suppress(FileNotFoundError):
            older.replace(path.with_name(f"{path.name}.{number}"))


def _harmless(args: Any) -> Any:
    if isinstance(args, dict):
        return {key: _plain(value) for key, value in args.items()}
    return tuple(_plain(value) for value in args or ())


def _plain(value: object) -> object:
    return value if isinstance(value, _PLAIN) else LEFT_OUT


def _frames(trace: TracebackType | None) -> list[str]:
    return [
        f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}\n"
        for frame in traceback.extract_tb(trace)
    ]


def _place(filename: str) -> str:
    """Return a source file from its package on: the path before it holds the user's name."""
    path = Path(filename)
    folders = path.parts
    if _PACKAGE in folders:
        start = len(folders) - 1 - folders[::-1].index(_PACKAGE)
        return "/".join(folders[start:])
    return path.name


def _kind(error: BaseException) -> str:
    kind = type(error)
    return (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
