"""A journal in a temporary folder, under a clock the test winds."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from relationship_journal.store.journal import Journal
from relationship_journal.store.models import Contact


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
    return WoundClock(datetime(2026, 11, 23, 10, 30, tzinfo=UTC))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "journal.db"


@pytest.fixture
def journal(path: Path, clock: WoundClock) -> Iterator[Journal]:
    opened = Journal(path, clock, begin=True)
    yield opened
    opened.close()


@pytest.fixture
def make_contact(journal: Journal) -> Callable[[str], Contact]:
    def make(name: str) -> Contact:
        return Contact.create(
            uid=f"uid-{name}",
            name=name,
            name_key=name.lower(),
            sort_key=name.lower(),
            circle_id=1,
            counts_from="2026-01-01T00:00:00Z",
            created_at="2026-01-01T00:00:00Z",
            updated_at="2026-01-01T00:00:00Z",
        )

    return make
