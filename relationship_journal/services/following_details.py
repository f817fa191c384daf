"""What the quieter lines of the Following page say; asked for a block of people at a time."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from relationship_journal.domain import when as whens
from relationship_journal.services import door
from relationship_journal.services.following import WEEKS
from relationship_journal.store.instants import instant, stamp

_LOOKED_AT = 12
_LAST = """
SELECT title, excerpt, counts_at FROM post
WHERE contact_id = ? AND counts_at <= ? AND NOT is_double ORDER BY counts_at DESC, id DESC LIMIT ?
"""
_LONG = 500
_ALL = """
SELECT counts_at FROM post WHERE contact_id = ? AND counts_at <= ? AND NOT is_double
ORDER BY counts_at DESC, id DESC LIMIT ?
"""
_AUTHORS = """
SELECT author FROM post WHERE feed_id = ? AND author <> ''
GROUP BY author ORDER BY count(*) DESC, author LIMIT 12
"""


@dataclass(frozen=True, slots=True)
class DetailRow:
    """What came before somebody's newest post.

    `silent_days` lie between their newest post and the one before, `usual_days` are their usual
    gap before that; both None where there are too few posts to tell.
    """

    contact_id: int
    before_title: str = ""
    before_at: datetime | None = None
    silent_days: int | None = None
    usual_days: int | None = None


@dataclass(frozen=True, slots=True)
class RhythmRow:
    """How somebody publishes: posts in each of the last 26 weeks, the oldest first, and usually.

    `usual_days` is None where there are too few posts to tell.
    """

    weeks: tuple[int, ...]
    usual_days: int | None
    last_at: datetime | None


class FollowingDetails(door.Service):
    """Looks up what the quieter lines say."""

    def of(self, contact_ids: Sequence[int]) -> dict[int, DetailRow]:
        """Return the details of these people."""
        now = stamp(self._clock())
        return {one: self._of(one, now) for one in contact_ids}

    def rhythm(self, contact_id: int) -> RhythmRow:
        """Return how one person publishes."""
        now = self._clock()
        end = whens.start_of_day(whens.local_day(now, self._zone) + timedelta(days=1), self._zone)
        rows = self._journal.execute(_ALL, (contact_id, stamp(now), _LONG)).fetchall()
        moments = [instant(at) for (at,) in rows]
        weeks = [0] * WEEKS
        for moment in moments:
            ago = (end - moment).days // 7
            if ago < WEEKS:
                weeks[WEEKS - 1 - ago] += 1
        gaps = [(later - sooner).days for later, sooner in itertools.pairwise(moments[:_LOOKED_AT])]
        usual = int(median(gaps)) if len(gaps) > 1 else None
        return RhythmRow(tuple(weeks), usual, moments[0] if moments else None)

    def authors(self, feed_id: int) -> tuple[str, ...]:
        """Return who writes in a feed, who wrote most first."""
        rows = self._journal.execute(_AUTHORS, (feed_id,)).fetchall()
        return tuple(name for (name,) in rows)

    def _of(self, contact_id: int, now: str) -> DetailRow:
        rows = self._journal.execute(_LAST, (contact_id, now, _LOOKED_AT)).fetchall()
        if len(rows) < 2:
            return DetailRow(contact_id)
        moments = [instant(at) for _title, _excerpt, at in rows]
        gaps = [(later - sooner).days for later, sooner in itertools.pairwise(moments)]
        return DetailRow(
            contact_id,
            rows[1][0] or rows[1][1],
            moments[1],
            gaps[0],
            int(median(gaps[1:])) if len(gaps) > 2 else None,
        )
