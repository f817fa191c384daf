"""How long Look back takes on 10,000 people and ten years, beside one bare count of the entries.

    python tests/benchmarks/look_back.py

Prints milliseconds (the median of five) until the page has its numbers and is painted, for the
last year and for all years, and the same as multiples of counting the entries by SQL alone.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from relationship_journal.core import Core, open_core
from relationship_journal.store.database import connect
from relationship_journal.store.instants import stamp
from relationship_journal.ui import theme
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.look_back_page import LookBackPage
from tests.benchmarks import generate

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
PEOPLE, YEARS, ENTRIES = 10_000, 10, 200_000
_ROUNDS = 5


def make(path: Path) -> None:
    """Write a journal of this size, its entries spread over the years."""
    generate.write(path, PEOPLE, 0, ENTRIES)
    chance = random.Random(7)
    connection = connect(path)
    connection.execute("BEGIN")
    connection.executemany(
        "UPDATE interaction SET at = ? WHERE id = ?",
        (
            (stamp(NOW - timedelta(minutes=chance.randrange(YEARS * 365 * 24 * 60))), one)
            for one in range(1, ENTRIES + 1)
        ),
    )
    connection.execute("COMMIT")
    connection.close()


def floor(core: Core) -> float:
    """Return how long it takes to count all entries by direction, in milliseconds."""
    connection = connect(core.path)
    began = time.perf_counter()
    connection.execute("SELECT direction, count(*) FROM interaction GROUP BY 1").fetchall()
    connection.close()
    return (time.perf_counter() - began) * 1000


def page_time(core: Core, choice: int) -> float:
    """Return how long it takes to show the page with its numbers, in milliseconds."""
    jobs, notices = Jobs(core.at_work), Notices(core.history.subscribe)
    page = LookBackPage(core, notices, jobs)
    page.resize(1256, 840)
    began = time.perf_counter()
    page.show()
    if choice:
        page.choice.setCurrentIndex(page.choice.count() - 1)
        page.choice.activated.emit(choice)
    while not page.plot_cards() or jobs.running():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    page.grab()
    took = (time.perf_counter() - began) * 1000
    page.close()
    page.deleteLater()
    jobs.close()
    notices.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return took


def main() -> int:
    """Measure and print."""
    app = QApplication([])
    appearance = theme.Appearance(app, theme.Choice.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        make(path)
        core = open_core(path, clock=lambda: NOW, keeps_house=False)
        bare = statistics.median(floor(core) for _round in range(_ROUNDS))
        for name, choice in (("last year", 0), ("all years", 1)):
            took = statistics.median(page_time(core, choice) for _round in range(_ROUNDS))
            sys.stdout.write(f"look back, {name}: {took:.0f} ms, {took / bare:.1f} bare counts\n")
        core.close()
    appearance.deleteLater()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
