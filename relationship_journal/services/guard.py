"""The guard: says when wording goes out twice, and when many are turned to for the first time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from relationship_journal.domain import boundaries, wording
from relationship_journal.domain import when as whens
from relationship_journal.domain.wording import Wording
from relationship_journal.services import door
from relationship_journal.store.instants import instant, stamp
from relationship_journal.store.journal import Journal

# the newest; who writes more than that in a month was not sent by hand
_MOST = 5_000
_MOST_KEPT = 20_000

_RECENT = """
SELECT interaction.id, text, at, contact.id, contact.name, interaction.updated_at FROM (
    SELECT id, text, at, updated_at FROM interaction
    WHERE at > :since AND at <= :now AND direction = 'outgoing' AND length(text) >= :least
    ORDER BY at DESC LIMIT :most) AS interaction
JOIN interaction_contact ON interaction_id = interaction.id
JOIN contact ON contact.id = contact_id
WHERE contact.deleted_at IS NULL
ORDER BY at DESC, interaction.id DESC
"""
_FIRST = """
SELECT count(*) FROM (
    SELECT recent.contact_id FROM interaction
    JOIN interaction_contact AS recent ON recent.interaction_id = interaction.id
    WHERE interaction.at > :since AND interaction.at <= :now AND direction = 'outgoing'
      AND NOT EXISTS (
        SELECT 1 FROM interaction_contact AS older
        JOIN interaction AS before ON before.id = older.interaction_id
        WHERE older.contact_id = recent.contact_id
          AND (before.at, before.id) < (interaction.at, interaction.id))
    GROUP BY recent.contact_id)
"""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same wording, as it went to somebody else."""

    entry_id: int
    name: str
    day: date
    sentence: str


class Guard(door.Service):
    """What is said before something is written down; it holds nothing up.

    `is_on`: the user can do without it.
    """

    def __init__(self, journal: Journal, clock: Callable[[], datetime], zone: tzinfo) -> None:
        super().__init__(journal, clock, zone)
        self.is_on = True
        self._known: dict[tuple[int, str], Wording] = {}

    def repeated(self, contact_ids: Sequence[int], text: str) -> Repeated | None:
        """Return whom this was written to in the last 30 days, other than these, or None."""
        names = [self._name(one) for one in contact_ids]
        mine = wording.wording(text, names)
        if not self.is_on or not wording.is_enough(mine):
            return None
        now, own = self._clock(), set(contact_ids)
        today = whens.local_day(now, self._zone)
        for entry_id, other, at, contact_id, name, changed in self._recent(now):
            if contact_id in own:
                continue
            if wording.is_same(mine, self._wording(entry_id, changed, other, name)):
                day = whens.local_day(instant(at), self._zone)
                return Repeated(entry_id, name, day, wording.sentence(name, day, today))
        return None

    def slow_lane(self, contact_ids: Sequence[int]) -> str:
        """Return what is said when one of these would be the fourth first contact in a week."""
        now = self._clock()
        if not self.is_on or not any(self._is_new(one) for one in contact_ids):
            return ""
        values = {"since": stamp(now - boundaries.WEEK), "now": stamp(now)}
        (count,) = self._journal.execute(_FIRST, values).fetchone()
        return wording.slow_lane_sentence(count) if boundaries.is_slow_lane(count) else ""

    def _recent(self, now: datetime) -> list[tuple[int, str, str, int, str, str]]:
        values = {
            "since": stamp(now - wording.WITHIN),
            "now": stamp(now),
            "least": wording.FEWEST_WORDS,
            "most": _MOST,
        }
        rows: list[tuple[int, str, str, int, str, str]] = self._journal.execute(
            _RECENT, values
        ).fetchall()
        return rows

    def _wording(self, entry_id: int, changed: str, text: str, name: str) -> Wording:
        key = (entry_id, changed + name)
        if key not in self._known:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            self._known[key] = wording.wording(text, [name])
        return self._known[key]

    def _name(self, contact_id: int) -> str:
        row = self._journal.execute(
            "SELECT name || ' ' || given_name FROM contact WHERE id = ?", (contact_id,)
        ).fetchone()
        return str(row[0]) if row else ""

    def _is_new(self, contact_id: int) -> bool:
        row = self._journal.execute(
            "SELECT last_spoke_at FROM contact WHERE id = ?", (contact_id,)
        ).fetchone()
        return row is not None and row[0] is None
