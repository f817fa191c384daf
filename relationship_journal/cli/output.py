"""What is printed, and where: results on standard output, sentences on standard error."""

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TextIO

from relationship_journal.domain import text as texts
from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _

DONE, REFUSED, USAGE, FILE_TROUBLE, INTERRUPTED = 0, 1, 2, 3, 130
_EINVAL = 22


@dataclass(frozen=True, slots=True)
class Result:
    """What a command has to say: one JSON value, and the same in lines for a person.

    `troubles` go to standard error. The value is printed whatever the exit code.
    """

    value: Any
    lines: Iterable[str] = ()
    troubles: tuple[str, ...] = ()
    exit_code: int = DONE


class ClosedEarly(Exception):  # noqa: N818  nobody reads on: no error
    """Whoever reads standard output has gone, as `head` does."""


def show(result: Result, *, as_json: bool) -> None:
    """Print a result; nothing in its lines works the terminal, whoever wrote it.

    Raises: ClosedEarly; JournalError when standard output cannot be written.
    """
    if as_json:
        _write(_encoded(result.value))
    else:
        say("".join(f"{shown}\n" for line in result.lines for shown in visible(line)))
    for sentence in result.troubles:
        complain(sentence)


def say(words: str) -> None:
    """Print words for a person, in the encoding of the terminal.

    Raises: ClosedEarly; JournalError when standard output cannot be written.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    _write(words.encode(encoding, "backslashreplace"))


def complain(sentence: str) -> None:
    """Print one sentence on standard error; where that is closed there is nobody to tell."""
    if sys.stderr is None:  # `print` would take standard output instead
        return
    line = texts.one_line(sentence.replace("\n", " "))
    with contextlib.suppress(OSError, ValueError):
        print(line, file=sys.stderr, flush=True)  # noqa: T201  what this module is for


def visible(words: str) -> list[str]:
    """Return the lines of a text without the characters that would work the terminal."""
    lines = words.split("\n")
    return [line[: len(line) - len(line.lstrip())] + texts.one_line(line) for line in lines]


def progress(label: str) -> Callable[[int, int], None] | None:
    """Return how to tell of slow work, or None where nobody watches standard error."""
    stream: TextIO | None = sys.stderr
    if stream is None or not stream.isatty():
        return None

    def tell(done: int, total: int) -> None:
        stream.write(f"\r{label}: {done} / {total}" + ("\n" if done >= total else ""))
        stream.flush()

    return tell


def _encoded(value: Any) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False).encode("utf-8") + b"\n"
    except UnicodeEncodeError:  # a file's name that is not UTF-8
        return json.dumps(value).encode("ascii") + b"\n"


def _write(data: bytes) -> None:
    if sys.stdout is None or not data:
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _write_no_more()
        is_closed = isinstance(error, BrokenPipeError)
        if is_closed or (sys.platform == "win32" and error.errno == _EINVAL):
            raise ClosedEarly from error
        raise JournalError(
            _("Standard output cannot be written: {reason}.").format(
                reason=error.strerror or str(error)
            )
        ) from error


def _write_no_more() -> None:
    """Let what is left in the buffer go nowhere, or the interpreter complains as it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
