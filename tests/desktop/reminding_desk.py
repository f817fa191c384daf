"""A journal on a private desktop, and the small program that reminds of it."""

import contextlib
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from relationship_journal.core import Core, open_core
from tests.desktop.desk import Desktop, wait_until
from tests.guards import ROOT

START = datetime(2026, 11, 23, 10, 29, 58, tzinfo=UTC)
TODAY = date(2026, 11, 23)


class ReminderDesk:
    """The journal beside the program, and what the program has noted."""

    def __init__(self, desktop: Desktop, start: datetime = START) -> None:
        self.desktop, self.start = desktop, start
        folder = desktop.folder / "j"
        folder.mkdir()
        self.journal = folder / "journal.db"
        self.jump = folder / "jump"
        self._happened = folder / "happened.jsonl"
        self.process: Any = None
        open_core(self.journal, begin=True, clock=lambda: start, zone=UTC).close()

    @contextlib.contextmanager
    def core(self, later: timedelta = timedelta(0)) -> Iterator[Core]:
        """Open the journal as another process, under a clock that stands."""
        now = self.start + later
        core = open_core(self.journal, clock=lambda: now, zone=UTC, keeps_house=False)
        try:
            yield core
        finally:
            core.close()

    def add(self, name: str, text: str = "Send the seeds", **more: Any) -> int:
        """Add somebody with a follow-up for today and return its id."""
        with self.core() as core:
            return core.follow_ups.add(core.contacts.add(name), TODAY, text, **more)

    def choose(self, **settings: Any) -> None:
        """Choose settings before the program starts: `style="window"` and so on."""
        named = {f"reminders.{key}": value for key, value in settings.items()}
        self.journal.with_name("settings.json").write_text(json.dumps(named), "utf-8")

    def command(self, *words: str) -> list[str]:
        program = [sys.executable, "-m", "tests.desktop.reminding", str(self.journal)]
        return [*program, "--start", self.start.isoformat(), "--jump", str(self.jump), *words]

    def run(self, *words: str) -> None:
        """Start the program and wait until it reminds."""
        before = len(self.facts("started"))
        self.process = self.desktop.start(
            self.command(*words), name="reminding", PYTHONPATH=str(ROOT)
        )
        wait_until(lambda: len(self.facts("started")) > before, "the program", seconds=20)

    def wind(self, span: timedelta) -> None:
        """Wind the program's clock forward, as a sleep does."""
        self.jump.write_text(str(span.total_seconds()), "ascii")

    def facts(self, kind: str) -> list[list[Any]]:
        """Return what the program noted of a kind."""
        with contextlib.suppress(FileNotFoundError):
            lines = self._happened.read_text("utf-8").splitlines()
            told = [json.loads(line)[1:] for line in lines]
            return [rest for found, *rest in told if found == kind]
        return []

    def reminders(self) -> list[list[str]]:
        """Return the names on each reminder that came."""
        return [names for names, _at in self.facts("reminder")]

    def wait_for_reminder(self, names: Sequence[str], *, seconds: float = 20) -> None:
        """Wait until the newest reminder names these people."""
        wait_until(
            lambda: self.reminders()[-1:] == [list(names)],
            f"a reminder of {names}",
            seconds=seconds,
        )

    def is_open(self, follow_up_id: int) -> bool:
        """Say whether a follow-up waits still."""
        with self.core() as core:
            return core.follow_ups.get(follow_up_id).is_open

    def due(self, follow_up_id: int) -> date:
        """Return the day a follow-up is due."""
        with self.core() as core:
            return core.follow_ups.get(follow_up_id).due

    def entries_of(self, follow_up_id: int) -> int:
        """Return how many entries its person has."""
        with self.core() as core:
            contact = core.follow_ups.get(follow_up_id).contact_id
            return sum(item.kind == "entry" for item in core.timeline.of(contact))


def settings_of(desk: ReminderDesk) -> Path:
    """Return the program's settings file."""
    return desk.journal.with_name("settings.json")
