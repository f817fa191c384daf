"""Measure the start, the memory and the search against a bare window of the same run.

    python tests/benchmarks/start_up.py [--journal FILE] [--runs 7] [--small]

A journal of 100,000 contacts and 500,000 notes is made in build/bench on the first call. Each
start is a process of its own, bare and ours by turns; the medians count. Exit code 1: a limit is
passed (2.5 bare windows in time and in memory, 50 ms from a keystroke to painted rows).
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MOST_TIME, MOST_MEMORY, MOST_SEARCH_MS = 2.5, 2.5, 50.0
SIZE = (1440, 900)
QUERIES = ("ana duarte", "garden", "quiet sea", "łukasz w", "blog4711", "zzzz")


def main() -> int:
    """Measure, or be one of the measured processes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--journal", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--small", action="store_true", help="1,000 contacts, to try the script")
    parser.add_argument("--child", choices=sorted(CHILDREN), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        CHILDREN[chosen.child](chosen.journal)
        return 0
    from tests.benchmarks.generate import cached

    sizes = (1_000, 5_000) if chosen.small else (100_000, 500_000)
    (ROOT / "build" / "bench").mkdir(parents=True, exist_ok=True)
    return compare(chosen.journal or cached(ROOT / "build" / "bench", *sizes), chosen.runs)


def compare(journal: Path, runs: int) -> int:
    """Print the medians and say whether they keep the limits."""
    found: dict[str, list[dict[str, float]]] = {"bare": [], "ours": []}
    with tempfile.TemporaryDirectory(prefix="rj-bench-") as home:
        for kind in found:
            run(kind, journal, home)  # the disk's cache is warm for all that count
        for _run in range(runs):
            for kind, results in found.items():
                results.append(run(kind, journal, home))
        search = run("search", journal, home)
    middle = {
        kind: {key: statistics.median(one[key] for one in results) for key in results[0]}
        for kind, results in found.items()
    }
    ratio = {key: middle["ours"][key] / middle["bare"][key] for key in ("seconds", "mib")}
    say(f"{'with people':14} {middle['ours']['whole']:.3f} s, in the turns after")
    lines = (
        ("first window", "s", middle["bare"]["seconds"], middle["ours"]["seconds"]),
        ("memory", "MiB", middle["bare"]["mib"], middle["ours"]["mib"]),
    )
    for (what, unit, floor, its), most in zip(lines, (MOST_TIME, MOST_MEMORY), strict=True):
        say(f"{what:14} bare {floor:.3f} {unit}, ours {its:.3f}: {its / floor:.2f} of {most}")
    say(
        f"{'search':14} median {search['median_ms']:.1f} ms of {MOST_SEARCH_MS:.0f},"
        f" slowest {search['worst_ms']:.1f} ms, {search['keys']:.0f} keystrokes"
    )
    is_kept = (
        ratio["seconds"] <= MOST_TIME
        and ratio["mib"] <= MOST_MEMORY
        and search["median_ms"] <= MOST_SEARCH_MS
    )
    return 0 if is_kept else 1


def run(kind: str, journal: Path, home: str) -> dict[str, float]:
    """Run one measured process and return what it found; its time counts from here."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SINCE": repr(time.monotonic())}
    # a program that is used has its modules compiled, as a floor of the same run has
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        environment[name] = home
    done = subprocess.run(
        [sys.executable, __file__, "--child", kind, "--journal", str(journal)],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


# --- the measured processes -----------------------------------------------------------------------


def bare(_journal: Path) -> None:
    """Show a window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(["bare"])
    window = QMainWindow()
    window.resize(*SIZE)
    tell_when_painted(app, window, lambda: True)
    window.show()
    app.exec()


def ours(journal: Path) -> None:
    """Show the program's window by its own road, from the command line on."""
    from relationship_journal import __main__, app

    start = app.Program.start

    def start_and_tell(program: app.Program) -> None:
        start(program)
        tell_when_painted(program._app, program.window, lambda: program.journal is not None)

    app.Program.start = start_and_tell
    sys.argv = ["relationship-journal", "--journal", str(journal)]
    __main__.main()


def tell_when_painted(app: Any, window: Any, is_whole: Callable[[], bool]) -> None:
    """Print when the window was painted first and with its content, and the memory; then end."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        """Waits for the window's pictures."""

        seconds = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's
            """Look on in the turn after each picture."""
            if event.type() == QEvent.Type.Paint and watched is window:
                QTimer.singleShot(0, self.look)
            return False

        def look(self) -> None:
            """Note the first time; end when the window has its content."""
            now = time.monotonic() - float(os.environ["SINCE"])
            self.seconds = self.seconds or now
            if is_whole():
                window.removeEventFilter(self)
                say(json.dumps({"seconds": self.seconds, "whole": now, "mib": memory()}))
                app.quit()
            else:
                QTimer.singleShot(1, self.look)

    window.installEventFilter(Watch(window))


def search(journal: Path) -> None:
    """Type letter by letter and time each until its rows are painted."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QAbstractItemView, QLineEdit

    from relationship_journal import app as program_module

    app = program_module.make_application([])
    settings = program_module.Settings(Path(tempfile.mkdtemp()) / "settings.json")
    program = program_module.Program(app, journal, settings)
    program.start()
    program.window.resize(*SIZE)
    QTest.qWaitForWindowExposed(program.window)
    while program.journal is None:
        QTest.qWait(5)
    page = program.journal.people.people
    field = page.findChild(QLineEdit)
    (table, *_rest) = page.findChildren(QAbstractItemView)
    times: list[float] = []
    no_key = Qt.KeyboardModifier.NoModifier
    for query in QUERIES:
        for letter in query:
            began = time.perf_counter()
            app.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, no_key, letter))
            app.sendPostedEvents()
            app.processEvents()  # what a timer puts off would come here; the rest is painted
            if table.isVisible():
                table.viewport().repaint()
            times.append((time.perf_counter() - began) * 1000)
        field.clear()
        QTest.qWait(10)
    program.close()
    middle, worst = statistics.median(times), max(times)
    say(json.dumps({"median_ms": middle, "worst_ms": worst, "keys": len(times)}))


def memory() -> float:
    """Return the resident memory of this process in MiB."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


CHILDREN = {"bare": bare, "ours": ours, "search": search}

if __name__ == "__main__":
    raise SystemExit(main())
