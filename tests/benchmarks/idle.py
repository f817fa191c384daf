"""Measure what an idle program costs: wake-ups, processor time, memory.

    python tests/benchmarks/generate.py build/bench/idle.db --contacts 10000
    python tests/benchmarks/idle.py build/bench/idle.db [--seconds 300]

Ends with 1 when it wakes more than once a minute, takes more than 0.5 % of a core, or grows by
more than 2 MiB. The first look at the journal and for what is to be fetched is over before the
measuring begins.
"""

import argparse
import os
import resource
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from relationship_journal.core import open_core
from relationship_journal.settings import Settings
from relationship_journal.system.desk import open_desk
from relationship_journal.ui import theme as themes
from relationship_journal.ui.carrier import Carrier
from relationship_journal.ui.desk_link import DeskLink
from relationship_journal.ui.fetching import Fetching
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.network import Network
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.outside_changes import OutsideChanges
from relationship_journal.ui.reminders import Reminders, Surroundings, run_by
from relationship_journal.ui.tray import Tray

MOST_SHARE, MOST_GROWTH = 0.005, 2 * 1024 * 1024
_SETTLES = 5_000


def main() -> int:
    """Measure the journal named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("journal", type=Path)
    parser.add_argument("--seconds", type=int, default=300)
    chosen = parser.parse_args()
    app = QApplication([sys.argv[0]])
    app.setQuitOnLastWindowClosed(False)
    themes.apply(app, themes.load_theme(False))
    core = open_core(chosen.journal, keeps_house=False)
    jobs, notices = Jobs(core.at_work), Notices(core.history.subscribe)
    settings = Settings(chosen.journal.with_name("idle-settings.json"))
    desk = open_desk("Relationship Journal", "relationship-journal")
    link = DeskLink(desk)
    carrier = Carrier(link, settings, core.clock, core.zone)
    reminders = Reminders(
        core, notices, settings, carrier,
        around=Surroundings(is_presenting=link.is_presenting), run=run_by(jobs),
    )  # fmt: skip
    tray, outside = Tray(reminders, {}), OutsideChanges(core, notices)
    network = Network(core.has_route)
    fetching = Fetching(core, jobs, settings, network)
    reminders.ticked.connect(fetching.tick)
    ticks, marks = [], []
    reminders.ticked.connect(lambda: ticks.append(time.monotonic()))

    def begin() -> None:
        if network.is_online:
            core.fetching.is_anything_due()
        ticks.clear()
        marks.append(_now())
        QTimer.singleShot(chosen.seconds * 1000, app.quit)

    reminders.waiting_changed.connect(lambda: QTimer.singleShot(_SETTLES, begin))
    reminders.start()
    app.exec()
    marks.append(_now())
    for one in (fetching, tray, reminders, outside, link, desk, jobs, notices, core):
        one.close()
    return _report(marks[0], marks[-1], len(ticks), chosen.seconds)


def _now() -> tuple[float, int, int]:
    """Return seconds of processor time, wake-ups of the main thread, and bytes of memory."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    woken = resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return usage.ru_utime + usage.ru_stime, woken, pages * resource.getpagesize()


def _report(
    before: tuple[float, int, int], after: tuple[float, int, int], ticks: int, seconds: int
) -> int:
    share = (after[0] - before[0]) / seconds
    growth = after[2] - before[2]
    minutes = seconds / 60
    sys.stdout.write(
        f"{seconds} s: {ticks} looks at the clocks, {after[1] - before[1]} wake-ups of the main "
        f"thread, {share:.3%} of a core, {growth / 1024:+.0f} KiB\n"
    )
    is_quiet = ticks <= minutes + 1 and share <= MOST_SHARE and growth <= MOST_GROWTH
    return 0 if is_quiet else 1


if __name__ == "__main__":
    sys.exit(main())
