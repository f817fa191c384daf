"""Which feeds may be asked for now, the most important people's first."""

import itertools
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from relationship_journal.services.following_rows import PollRow
from relationship_journal.store.instants import instant, instant_or_none, stamp
from relationship_journal.store.journal import Journal

GAPS = 10
# a clock that was set back must not leave a feed waiting for years
LONGEST_WAIT = timedelta(days=7)

_POLLS = """
SELECT feed.id, feed.contact_id, coalesce(nullif(feed_state.url, ''), feed.url), is_own_network,
       coalesce(circle.place, 0), coalesce(state, 'new'), coalesce(errors, 0), coalesce(etag, ''),
       coalesce(last_modified, ''), validators_at, coalesce(body_hash, ''), coalesce(hints, ''),
       next_at, looked_at, last_ok_at, failing_since_at, coalesce(moved_to, ''),
       coalesce(moved_seen, 0), moved_first_at, rediscovered_at, coalesce(site_url, ''),
       coalesce(reason, ''), feed.url
FROM feed LEFT JOIN feed_state ON feed_id = feed.id
LEFT JOIN contact ON contact.id = feed.contact_id LEFT JOIN circle ON circle.id = circle_id
WHERE (feed.contact_id IS NULL OR (deleted_at IS NULL AND put_away_at IS NULL)) {which}
ORDER BY coalesce(circle.place, 0), next_at IS NOT NULL, next_at, feed.id LIMIT :limit
"""
_IS_DUE = """
AND (state IS NULL OR state <> 'gone')
AND (next_at IS NULL OR next_at <= :now OR next_at > :farthest)
"""
_NEWEST = """
SELECT counts_at FROM post WHERE feed_id = ? ORDER BY counts_at DESC, id DESC LIMIT ?
"""


def due_feeds(journal: Journal, now: datetime, limit: int = 60) -> list[PollRow]:
    """Return the feeds that are due, at most `limit`."""
    values = {"now": stamp(now), "farthest": stamp(now + LONGEST_WAIT), "limit": limit}
    return _polls(journal, _IS_DUE, values)


def feeds_for(journal: Journal, contact_ids: Collection[int] | None = None) -> list[PollRow]:
    """Return the feeds of these people, due or not; of everyone without a list."""
    if contact_ids is None:
        return _polls(journal, "", {"limit": -1})
    values: dict[str, Any] = {f"c{place}": one for place, one in enumerate(contact_ids)}
    marks = ", ".join(f":{name}" for name in values)
    return _polls(journal, f"AND feed.contact_id IN ({marks})", {**values, "limit": -1})


def _polls(journal: Journal, which: str, values: dict[str, Any]) -> list[PollRow]:
    found = journal.execute(_POLLS.format(which=which), values).fetchall()
    return [_poll(journal, row) for row in found]


def _poll(journal: Journal, row: tuple[Any, ...]) -> PollRow:
    counted = journal.execute(_NEWEST, (row[0], GAPS + 1)).fetchall()
    moments = [instant(at) for (at,) in counted]
    gaps = tuple((later - sooner).total_seconds() for later, sooner in itertools.pairwise(moments))
    return PollRow(
        feed_id=row[0],
        contact_id=row[1],
        url=row[2],
        is_own_network=bool(row[3]),
        circle_place=row[4],
        state=row[5],
        errors=row[6],
        etag=row[7],
        last_modified=row[8],
        validators_at=instant_or_none(row[9]),
        body_hash=row[10],
        hints=row[11],
        next_at=instant_or_none(row[12]),
        looked_at=instant_or_none(row[13]),
        last_ok_at=instant_or_none(row[14]),
        failing_since=instant_or_none(row[15]),
        moved_to=row[16],
        moved_seen=row[17],
        moved_first_at=instant_or_none(row[18]),
        rediscovered_at=instant_or_none(row[19]),
        site_url=row[20],
        newest_at=moments[0] if moments else None,
        gap_seconds=gaps,
        reason=row[21],
        given_url=row[22],
    )
