"""A journal in a temporary folder, under a clock the test winds, in Vienna."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from relationship_journal.core import Core, open_core

# of search indexes and batches, which are no facts of their own
_INTERNAL = (
    "sqlite",
    "batch",
    "contact_text",
    "note_",
    "interaction_words",
    "interaction_trigrams",
)


class WoundClock:
    """A clock that stands until it is wound."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def wind(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> WoundClock:
    """Monday, 23 November 2026, half past eleven in Vienna."""
    return WoundClock(datetime(2026, 11, 23, 10, 30, tzinfo=UTC))


@pytest.fixture
def open_journal(tmp_path: Path, clock: WoundClock) -> Iterator[Callable[..., Core]]:
    """Open, or begin, the journal of this name; all are closed in the end."""
    opened: list[Core] = []

    def open_one(name: str = "journal.db", **settings: object) -> Core:
        core = open_core(
            tmp_path / name,
            begin=True,
            **{"clock": clock, "zone": ZoneInfo("Europe/Vienna"), **settings},
        )
        opened.append(core)
        return core

    yield open_one
    for core in opened:
        core.close()


@pytest.fixture
def core(open_journal: Callable[..., Core]) -> Core:
    return open_journal()


@pytest.fixture
def facts(core: Core) -> Callable[[], dict[str, list[tuple]]]:
    """Return what stands in the tables, whole."""

    def read(of: Core = core) -> dict[str, list[tuple]]:
        journal = of._journal
        tables = journal.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY 1"
        ).fetchall()
        return {
            name: journal.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()
            for (name,) in tables
            if not name.startswith(_INTERNAL)
        }

    return read
