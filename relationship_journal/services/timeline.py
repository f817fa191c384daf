"""A person's timeline: notes, entries, answered follow-ups, promises, posts, newest first."""

from datetime import datetime
from typing import Any

from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.services import door, thread_counts
from relationship_journal.services.rows import TimelineRow
from relationship_journal.store.instants import instant, stamp

_STREAM = """
SELECT 'note' AS kind, id, created_at AS at, text, NULL AS direction, NULL AS channel,
       NULL AS intent, '' AS url, '' AS outcome
FROM note WHERE contact_id = :contact AND created_at < :before
UNION ALL
SELECT 'entry', interaction.id, interaction.at, text, direction, channel, intent, url,
       CASE direction WHEN 'outgoing' THEN outcome ELSE '' END
FROM interaction_contact JOIN interaction ON interaction.id = interaction_id
WHERE contact_id = :contact AND interaction.at < :before
UNION ALL
SELECT 'follow_up', coalesce(follow_up_id, 0), at, text, NULL, NULL, NULL, '', how
FROM answered
WHERE contact_id = :contact AND at < :before
  AND reason = 'follow_up' AND how NOT IN ('snoozed', 'laid')
UNION ALL
SELECT 'promise', id, coalesce(kept_at, released_at, made_at), text,
       CASE owed_by WHEN 'theirs' THEN 'incoming' END, NULL, NULL, '',
       CASE WHEN kept_at IS NOT NULL THEN 'kept' WHEN released_at IS NOT NULL THEN 'released'
            ELSE '' END
FROM promise
WHERE contact_id = :contact AND coalesce(kept_at, released_at, made_at) < :before
UNION ALL
SELECT * FROM (
    SELECT 'post', id, counts_at AS at, coalesce(nullif(title, ''), excerpt), NULL, NULL, NULL,
           url, {moved_on}
    FROM post
    WHERE contact_id = :contact AND counts_at < min(:before, :now) AND NOT is_double
    ORDER BY counts_at DESC, id DESC LIMIT :limit)
ORDER BY at DESC, kind DESC, id DESC LIMIT :limit
"""

_OTHERS = """
SELECT contact.name FROM interaction_contact JOIN contact ON contact.id = contact_id
WHERE interaction_id = ? AND contact_id <> ? ORDER BY interaction_contact.id
"""

END_OF_TIME = "9999-12-31T23:59:59Z"


class Timeline(door.Service):
    """The stream of what happened with a person."""

    def of(
        self, contact_id: int, *, limit: int = 200, before: datetime | None = None
    ) -> list[TimelineRow]:
        """Return at most `limit` lines older than `before`, the newest first."""
        rows = self._journal.execute(
            _STREAM.format(moved_on=thread_counts.OUTCOME),
            {
                "contact": contact_id,
                "before": stamp(before) if before else END_OF_TIME,
                "now": stamp(self._clock()),
                "limit": limit,
            },
        ).fetchall()
        return [self._row(contact_id, row) for row in rows]

    def _row(self, contact_id: int, row: tuple[Any, ...]) -> TimelineRow:
        kind, row_id, at, text, direction, channel, intent, url, outcome = row
        others: tuple[str, ...] = ()
        if kind == "entry":
            found = self._journal.execute(_OTHERS, (row_id, contact_id)).fetchall()
            others = tuple(name for (name,) in found)
        return TimelineRow(
            kind=kind,
            id=row_id,
            at=instant(at),
            text=text,
            direction=Direction(direction) if direction else None,
            channel=Channel(channel) if channel else None,
            intent=Intent(intent) if intent else None,
            url=url,
            outcome=outcome,
            with_people=others,
        )
