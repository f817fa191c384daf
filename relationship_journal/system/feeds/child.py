"""The reader in a process of its own: strangers' documents can hang or swell it, and nothing else.

The child is this program, started with `WORD`. Both ends speak frames: four bytes of length and
that many bytes. A question is a frame of JSON and a frame with the document, an answer one frame
of JSON.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from relationship_journal.domain import page_facts, parsed_feed
from relationship_journal.domain.page_facts import PageFacts
from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.errors import Cancelled, FeedTooHeavy, NotAFeed
from relationship_journal.i18n import gettext as _
from relationship_journal.system.feeds import limits

WORD = "--feed-reader"
LIMIT = 8.0  # seconds for one document; with the start of a new child under 10
# Documents after which a child is replaced: what they left of its memory goes with it.
_MOST_READ = 500
_LARGEST_ANSWER = 64 * 1024 * 1024

Command = list[str]


class FeedReader:
    """Reads feeds and pages in a child process; usable from any thread, one document at a time.

    The child starts with the first document, is killed and replaced when it takes too long, and
    ends with `close`.

    Args:
        limit: seconds one document may take.
        command: what to start; the program's own reader when None.
    """

    def __init__(self, limit: float = LIMIT, command: Command | None = None) -> None:
        self._limit = limit
        self._command = command or _own_command()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._read = 0
        self._is_abandoned = False

    def read(self, body: bytes, url: str = "", content_type: str = "") -> ParsedFeed:
        """Return the feed in a fetched document.

        Raises: NotAFeed; FeedTooHeavy when the reader had to be stopped.
        """
        plain = self._ask({"what": "feed", "url": url, "content_type": content_type}, body)
        if plain is None:
            raise NotAFeed(_("This is not a feed."))
        return parsed_feed.from_plain(plain)

    def read_page(
        self, body: bytes, url: str, content_type: str = "", link_headers: tuple[str, ...] = ()
    ) -> PageFacts:
        """Return what a page says of its feeds and its person; an empty one says nothing.

        Raises: FeedTooHeavy.
        """
        question = {
            "what": "page",
            "url": url,
            "content_type": content_type,
            "link_headers": list(link_headers),
        }
        plain = self._ask(question, body)
        return page_facts.from_plain(plain) if plain is not None else PageFacts()

    def close(self) -> None:
        """End the child; the next document starts a new one."""
        with self._lock:
            self._stop()

    def abandon(self) -> None:
        """Stop what is being read, from any thread; nothing is read after it.

        Whoever waits for it gets `Cancelled`.
        """
        self._is_abandoned = True
        child = self._child
        if child is not None:
            child.kill()

    def _ask(self, question: Mapping[str, Any], body: bytes) -> Any:
        with self._lock:
            child = self._started()
            if self._is_abandoned:
                self._stop()
                raise Cancelled(_("Reading was stopped."))
            watch = threading.Timer(self._limit, child.kill)
            watch.daemon = True
            watch.start()
            try:
                answer = self._exchange(child, question, body)
            finally:
                watch.cancel()
                watch.join()
            if answer is None:
                self._stop()
                if self._is_abandoned:
                    raise Cancelled(_("Reading was stopped."))
                raise FeedTooHeavy(_("This took too long or too much memory to read."))
            self._read += 1
            return json.loads(answer)

    def _exchange(
        self, child: subprocess.Popen[bytes], question: Mapping[str, Any], body: bytes
    ) -> bytes | None:
        """Return the answer, or None when the child is gone."""
        try:
            _write(_pipe(child.stdin), json.dumps(question).encode("ascii"))
            _write(_pipe(child.stdin), body)
            return _read(_pipe(child.stdout))
        except OSError:
            return None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is not None and (self._child.poll() is not None or self._read >= _MOST_READ):
            self._stop()
        if self._child is None:
            self._read = 0
            self._child = subprocess.Popen(  # noqa: S603  our own program
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):  # what was still to be written to the dead
                _pipe(pipe).close()
        child.wait()


def serve() -> int:
    """Read documents as they are asked for, until the other end is gone."""
    given, told = sys.stdin.buffer, sys.stdout.buffer
    limits.hold_memory()
    while (question := _read(given)) is not None:
        body = _read(given)
        if body is None:
            break
        with limits.alarm(int(LIMIT) + 5):
            answer = json.dumps(_answer(json.loads(question), body)).encode("ascii")
        _write(told, answer)
    return 0


def _answer(question: Mapping[str, Any], body: bytes) -> Any:
    if question["what"] == "page":
        from relationship_journal.system.feeds.page import read_page  # noqa: PLC0415  only for pages

        facts = read_page(body, question["url"], question["content_type"], question["link_headers"])
        return page_facts.to_plain(facts)
    from relationship_journal.system.feeds.parse import read_feed  # noqa: PLC0415  start-up time

    try:
        return parsed_feed.to_plain(read_feed(body, question["url"], question["content_type"]))
    except NotAFeed:
        return None


def _own_command() -> Command:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORD]
    # -P: nothing is loaded from the folder one happens to stand in
    return [sys.executable, "-P", "-m", "relationship_journal", WORD]


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[3])
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError("the reader has no pipe")
    return pipe


def _write(pipe: IO[bytes], frame: bytes) -> None:
    pipe.write(len(frame).to_bytes(4, "big"))
    pipe.write(frame)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(4)
    if len(head) < 4:
        return None
    length = int.from_bytes(head, "big")
    if length > _LARGEST_ANSWER:
        return None
    frame = pipe.read(length)
    return frame if len(frame) == length else None
