"""What the quieter lines of the Following page say; asked for a block of people at a time."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from relationship_journal.services import door
from relationship_journal.store.instants import instant, stamp

_LOOKED_AT = 12
_LAST = """
SELECT title, excerpt, counts_at FROM post
WHERE contact_id = ? AND counts_at <= ? AND NOT is_double ORDER BY counts_at DESC, id DESC LIMIT ?
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


class FollowingDetails(door.Service):
    """Looks up what the quieter lines say."""

    def of(self, contact_ids: Sequence[int]) -> dict[int, DetailRow]:
        """Return the details of these people."""
        now = stamp(self._clock())
        return {one: self._of(one, now) for one in contact_ids}

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
