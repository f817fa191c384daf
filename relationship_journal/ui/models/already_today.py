"""What was written down today, for the quiet column beside the cards."""

from dataclasses import dataclass
from datetime import datetime

from relationship_journal.core import Core
from relationship_journal.domain import when as whens
from relationship_journal.services.people import PeopleOrder
from relationship_journal.ui.models import today_words

_TIMELINE_LINES = 8


@dataclass(frozen=True, slots=True)
class AlreadyLine:
    """One entry of today: when, whose, and what is said of it."""

    at: datetime
    contact_id: int
    text: str


def already_today(core: Core, most: int) -> list[AlreadyLine]:
    """Return at most so many entries of today, the newest first; one with several people once."""
    start = whens.start_of_day(whens.local_day(core.clock(), core.zone), core.zone)
    newest = core.people.find(order=PeopleOrder("last_spoke", descending=True)).ids[: 2 * most]
    found: dict[int, AlreadyLine] = {}
    for person in core.people.rows(newest):
        if person.last_spoke_at is None or person.last_spoke_at < start:
            break  # they come in this order
        for row in core.timeline.of(person.id, limit=_TIMELINE_LINES):
            if row.kind == "entry" and row.at >= start and row.id not in found:
                text = today_words.already(row.channel, row.direction, person.name)
                found[row.id] = AlreadyLine(row.at, person.id, text)
    return sorted(found.values(), key=lambda line: line.at, reverse=True)[:most]
