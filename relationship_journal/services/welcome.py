"""What they welcome: what was seen, with where and when, and what came of what I wrote."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relationship_journal.domain import welcome as rules
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Channel, Outcome
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.entries import link
from relationship_journal.store.instants import instant, stamp
from relationship_journal.store.models import Contact, Interaction
from relationship_journal.store.models_approach import Observation


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """Something they welcome; `is_old`: seen more than a year ago."""

    id: int
    contact_id: int
    text: str
    topic: str
    url: str
    at: datetime
    day: date
    is_old: bool
    entry_id: int | None


class Welcome(door.Service):
    """What can be done with what was seen of a person."""

    def add(
        self,
        contact_id: int,
        text: str,
        *,
        topic: str = "",
        url: str = "",
        at: datetime | None = None,
        entry_id: int | None = None,
    ) -> int:
        """Keep what they welcome and return its id.

        Args:
            contact_id: of whom.
            text: what.
            topic: what it is about, or "".
            url: where it was seen; of an entry, its link when nothing is said.
            at: when, now if not said; of an entry, its moment.
            entry_id: the entry it was seen in.

        Raises: NotFound, InvalidInput.
        """
        if Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null()) is None:
            raise NotFound(_("There is no contact {id}.").format(id=contact_id))
        kept = door.words("text", text, is_needed=True).strip()
        entry = Interaction.get_or_none(Interaction.id == entry_id) if entry_id else None
        now = self._clock()
        seen_at = stamp(at) if at else (entry.at if entry else stamp(now))
        if seen_at > stamp(now):
            raise InvalidInput("at", _("It was seen in the past."))
        with self._journal.change(_("What they welcome")):
            made = Observation.create(
                contact_id=contact_id,
                interaction_id=entry_id,
                text=kept,
                topic=door.line("topic", topic),
                url=link(url) or (entry.url if entry else ""),
                at=seen_at,
                created_at=stamp(now),
            )
        return int(made.id)

    def edit(self, observation_id: int, **fields: Any) -> None:
        """Change text, topic, url or at.

        Raises: NotFound, InvalidInput.
        """
        kept = _observation(observation_id)
        with self._journal.change(_("What they welcome")):
            if "text" in fields:
                kept.text = door.words("text", fields["text"], is_needed=True).strip()
            if "topic" in fields:
                kept.topic = door.line("topic", fields["topic"])
            if "url" in fields:
                kept.url = link(fields["url"])
            if "at" in fields:
                kept.at = stamp(fields["at"])
            kept.save()

    def delete(self, observation_id: int) -> None:
        """Remove it.

        Raises: NotFound.
        """
        kept = _observation(observation_id)
        with self._journal.change(_("Delete what they welcome")):
            kept.delete_instance()

    def of(self, contact_id: int) -> list[ObservationRow]:
        """Return what was seen of a person, the newest first."""
        found = (
            Observation.select()
            .where(Observation.contact_id == contact_id)
            .order_by(Observation.at.desc(), Observation.id.desc())
        )
        return [self._row(one) for one in found]

    def tallies(self, contact_id: int) -> list[rules.Tally]:
        """Return what came of what I wrote to a person, kind by kind."""
        rows = self._journal.execute(
            "SELECT channel, length(text), outcome FROM interaction_contact"
            " JOIN interaction ON interaction.id = interaction_id"
            " WHERE contact_id = ? AND direction = 'outgoing' AND outcome <> ''",
            (contact_id,),
        ).fetchall()
        return rules.tallies(
            rules.Tried(Channel(channel), length, Outcome(outcome))
            for channel, length, outcome in rows
        )

    def _row(self, kept: Observation) -> ObservationRow:
        day = whens.local_day(instant(kept.at), self._zone)
        today = whens.local_day(self._clock(), self._zone)
        return ObservationRow(
            id=kept.id,
            contact_id=kept.contact_id,
            text=kept.text,
            topic=kept.topic,
            url=kept.url,
            at=instant(kept.at),
            day=day,
            is_old=rules.is_old(day, today),
            entry_id=kept.interaction_id,
        )


def _observation(observation_id: int) -> Observation:
    kept = Observation.get_or_none(Observation.id == observation_id)
    if kept is None:
        raise NotFound(_("There is nothing {id} that they welcome.").format(id=observation_id))
    return kept
