"""Measure how the window answers while hostile documents are fetched, read and refused.

    python tests/benchmarks/hostile.py

Every document of tests/system/feeds/hostile.py is the feed of somebody, on a host of its own.
A timer of the window's thread says how long anything else held it up. Ends with 1 when that was
more than 100 milliseconds.
"""

import asyncio
import contextlib
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from relationship_journal.core import Core, open_core
from relationship_journal.settings import Settings
from relationship_journal.ui import theme as themes
from relationship_journal.ui.fetching import Fetching
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.main_window import MainWindow
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.open_journal import OpenJournal
from tests.system.feeds import hostile

MOST = 0.100
LONGEST = 300.0
_EVERY = 2  # milliseconds


class Connected:
    """A connection that is there."""

    is_online, is_metered = True, False


class Stalls:
    """Notes how late the window's thread comes to a timer."""

    def __init__(self) -> None:
        self.worst: list[tuple[float, float]] = []
        self._at = self._began = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        self._at = self._began = time.perf_counter()
        self.worst.clear()
        self._timer.start(_EVERY)

    def end(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        late = now - self._at - _EVERY / 1000
        self._at = now
        self.worst = sorted([*self.worst, (late, now - self._began)], reverse=True)[:5]


def main() -> int:
    """Measure once."""
    app = QApplication([sys.argv[0]])
    themes.apply(app, themes.load_theme(False))
    with _server() as port, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        core = open_core(folder / "hostile.db", begin=True, keeps_house=False)
        settings = Settings(folder / "settings.json")
        _follow(core, port)
        jobs, notices = Jobs(core.at_work), Notices(core.history.subscribe)
        appearance = themes.Appearance(app, themes.Choice.LIGHT)
        window = MainWindow(settings, appearance)
        journal = OpenJournal(window, core, notices, jobs, settings)
        fetching, stalls, rows = Fetching(core, jobs, settings, Connected()), Stalls(), []
        fetching.looked.connect(lambda found: (rows.extend(found), app.quit()))
        window.show()
        QTimer.singleShot(1500, lambda: (stalls.begin(), fetching.look_now()))
        QTimer.singleShot(int(LONGEST * 1000), app.quit)
        began = time.perf_counter()
        app.exec()
        stalls.end()
        taken = time.perf_counter() - began
        del journal
        for one in (fetching, jobs, notices, window, core):
            one.close()
        return _report(rows, taken, stalls)


def _report(rows: list[object], taken: float, stalls: Stalls) -> int:
    states: dict[str, int] = {}
    for row in rows:
        states[row.state] = states.get(row.state, 0) + 1
    late = ", ".join(f"{late * 1000:.0f} ms at {at:.1f} s" for late, at in stalls.worst)
    sys.stdout.write(f"{len(rows)} documents in {taken:.1f} s: {states}\nheld up: {late}\n")
    return 0 if rows and stalls.worst[0][0] <= MOST else 1


def _follow(core: Core, port: int) -> None:
    for number in range(len(hostile.DOCUMENTS)):
        person = core.contacts.add(f"Person {number}", circle="Inner")
        url = f"http://127.0.1.{number + 1}:{port}/{number}"
        core.following.follow(person, url, is_own_network=True)


@contextlib.contextmanager
def _server() -> Iterator[int]:
    here, there = multiprocessing.Pipe()
    spawning = multiprocessing.get_context("spawn")
    process = spawning.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def _serve(there: Connection) -> None:
    os.nice(5)
    asyncio.run(_listen(there))


async def _listen(there: Connection) -> None:
    bodies = [made(1) for made in hostile.DOCUMENTS.values()]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        body = bodies[int(asked.split(b" ")[1].strip(b"/"))]
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n")
        writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        with contextlib.suppress(OSError):
            await writer.drain()
            writer.close()

    everywhere = "0.0.0.0"  # noqa: S104  every address of 127.0.0.0/8 is one of these hosts
    server = await asyncio.start_server(answer, everywhere, 0)
    there.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
