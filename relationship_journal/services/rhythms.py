"""How often people publish: their posts in each of the last weeks, for a block of people."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from relationship_journal.domain import when as whens
from relationship_journal.store.instants import stamp
from relationship_journal.store.journal import Journal

WEEKS = 26


def weeks_of(
    journal: Journal, contact_ids: Sequence[int], now: datetime, zone: tzinfo
) -> dict[int, tuple[int, ...]]:
    """Return posts a week, the oldest first, of those among these people who are followed."""
    marks = ", ".join(str(int(one)) for one in contact_ids)
    followed = journal.execute(
        f"SELECT DISTINCT contact_id FROM feed WHERE contact_id IN ({marks})"  # noqa: S608  ours
    ).fetchall()
    found = {contact_id: [0] * WEEKS for (contact_id,) in followed}
    if not found:
        return {}
    day = whens.local_day(now, zone)
    end = whens.start_of_day(day + timedelta(days=1), zone)
    values = {
        "end": stamp(end),
        "since": stamp(end - timedelta(days=7 * WEEKS)),
        "now": stamp(now),
    }
    marks = ", ".join(str(one) for one in found)
    rows = journal.execute(
        "SELECT contact_id, cast((julianday(:end) - julianday(counts_at)) / 7 AS INTEGER) AS ago,"  # noqa: S608
        f" count(*) FROM post WHERE contact_id IN ({marks}) AND counts_at >= :since"
        " AND counts_at <= :now AND NOT is_double GROUP BY contact_id, ago",
        values,
    )
    for contact_id, ago, count in rows.fetchall():
        found[contact_id][WEEKS - 1 - min(WEEKS - 1, max(0, ago))] += count
    return {contact_id: tuple(weeks) for contact_id, weeks in found.items()}
