"""Which automatic backups are due, and which may go: names and moments in, names out."""

import re
from collections.abc import Iterable
from datetime import date, datetime

DAYS, WEEKS = 14, 8
"""How many days and how many weeks each keep their newest backup."""
SUFFIX = ".rjbackup"

_NAME = re.compile(r"(?P<stem>.+)-(?P<at>\d{8}-\d{6})\.rjbackup")
_AT = "%Y%m%d-%H%M%S"


def name_of(stem: str, at: datetime, why: str = "") -> str:
    """Return the name of a backup.

    Args:
        stem: the journal's name without its ending.
        at: the local time.
        why: for one that is not automatic: "before-restoring".
    """
    return "-".join(part for part in (stem, why, at.strftime(_AT)) if part) + SUFFIX


def made_at(name: str, stem: str) -> datetime | None:
    """Return the local time of an automatic backup of this journal; None for any other file."""
    found = _NAME.fullmatch(name)
    if found is None or found["stem"] != stem:
        return None
    try:
        return datetime.strptime(found["at"], _AT)  # noqa: DTZ007  local, as it is named
    except ValueError:
        return None


def is_due(newest: datetime | None, now: datetime) -> bool:
    """Say whether a day has begun since the newest backup; one from the future is no reason."""
    return newest is None or newest.date() != now.date()


def to_remove(names: Iterable[str], stem: str) -> list[str]:
    """Return the automatic backups that may go.

    Each of the last 14 days that have one keeps its newest, and each of the last 8 weeks. They are
    counted by what is there, not by today: a journal that was left alone loses nothing.
    """
    dated = sorted(
        ((at, name) for name in names if (at := made_at(name, stem)) is not None), reverse=True
    )
    kept: set[str] = set()
    days: dict[date, str] = {}
    weeks: dict[tuple[int, int], str] = {}
    for at, name in dated:
        days.setdefault(at.date(), name)
        year, week, _day = at.isocalendar()
        weeks.setdefault((year, week), name)
    kept.update(list(days.values())[:DAYS])
    kept.update(list(weeks.values())[:WEEKS])
    return [name for _at, name in dated if name not in kept]
