"""Journal entries: what was said, to whom, where and why."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from relationship_journal.domain import web
from relationship_journal.domain.codes import Channel, Direction, Intent, Outcome, Prompted
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.rows import EntryRow
from relationship_journal.store.instants import instant, stamp
from relationship_journal.store.models import Contact, Interaction, InteractionContact
from relationship_journal.store.models_approach import SaidOutcome


class Entries(door.Service):
    """What can be done with journal entries."""

    def write_down(
        self,
        contact_ids: Iterable[int],
        text: str = "",
        *,
        direction: Direction = Direction.OUTGOING,
        channel: Channel = Channel.OTHER,
        intent: Intent | None = None,
        url: str = "",
        at: datetime | None = None,
    ) -> int:
        """Keep one exchange with these people and return its id; `at` is now when not given.

        Raises: NotFound, InvalidInput (for a moment in the future too).
        """
        people = list(dict.fromkeys(contact_ids))
        self._check_people(people)
        now = stamp(self._clock())
        values = {
            "direction": Direction(direction).value,
            "channel": Channel(channel).value,
            "intent": Intent(intent).value if intent else None,
            "text": door.words("text", text),
            "url": link(url),
            "at": self._moment(at),
        }
        with self._journal.change(_("Write down")):
            entry = Interaction.create(created_at=now, updated_at=now, **values)
            for contact_id in people:
                InteractionContact.create(interaction_id=entry.id, contact_id=contact_id)
            self._look_for_answers(entry, people)
        return int(entry.id)

    def edit(self, entry_id: int, **fields: Any) -> None:
        """Change text, direction, channel, intent, url, at or contact_ids.

        Raises: NotFound, InvalidInput.
        """
        entry = _entry(entry_id)
        people = fields.pop("contact_ids", None)
        if people is not None:
            people = list(dict.fromkeys(people))
            self._check_people(people)
        keepers: dict[str, Callable[[Any], Any]] = {
            "text": lambda value: door.words("text", value),
            "direction": lambda value: Direction(value).value,
            "channel": lambda value: Channel(value).value,
            "intent": lambda value: Intent(value).value if value else None,
            "url": link,
            "at": self._moment,
        }
        with self._journal.change(_("Edit entry")):
            for field, value in fields.items():
                kept = keepers[field](value)
                if getattr(entry, field) != kept:
                    setattr(entry, field, kept)
            if entry.dirty_fields:
                entry.updated_at = stamp(self._clock())
                entry.save()
            if people is not None:
                self._keep_people(entry_id, people)

    def set_outcome(self, entry_id: int, outcome: Outcome, *, by_watch: bool = False) -> None:
        """Keep what came of an entry of mine: answered, no answer, or not known.

        What is said by hand holds, whatever a watch finds before or after; what a watch finds is
        no step of undo, and touches none.

        Raises: NotFound, InvalidInput (for an entry of theirs).
        """
        entry, kept = _entry(entry_id), Outcome(outcome).value
        if entry.direction != Direction.OUTGOING:
            raise InvalidInput("outcome", _("Only what you wrote can be answered."))
        said = SaidOutcome.get_or_none(SaidOutcome.interaction_id == entry_id)
        if by_watch:
            if entry.found_outcome != kept:
                with self._journal.change(_("Note the outcome"), is_undoable=False):
                    entry.found_outcome = kept
                    entry.save()
                    self._journal.touch("interaction", entry_id)
            return
        if (said.outcome if said is not None else entry.outcome) == kept:
            return
        with self._journal.change(_("Note the outcome")):
            if said is None:
                SaidOutcome.create(interaction_id=entry_id, outcome=kept)
            else:
                said.outcome = kept
                said.save()
            self._journal.touch("interaction", entry_id)

    def set_prompted(self, entry_id: int, prompted: Prompted) -> None:
        """Keep whether their mention of me had been asked for.

        Raises: NotFound.
        """
        entry = _entry(entry_id)
        if entry.prompted != Prompted(prompted).value:
            with self._journal.change(_("Edit entry")):
                entry.prompted = Prompted(prompted).value
                entry.save()

    def delete(self, entry_id: int) -> None:
        """Remove the entry.

        Raises: NotFound.
        """
        entry = _entry(entry_id)
        with self._journal.change(_("Delete entry")):
            entry.delete_instance()

    def get(self, entry_id: int) -> EntryRow:
        """Return the entry.

        Raises: NotFound.
        """
        entry = _entry(entry_id)
        is_mine = entry.direction == Direction.OUTGOING
        return EntryRow(
            id=entry.id,
            contact_ids=tuple(_people(entry_id)),
            direction=Direction(entry.direction),
            channel=Channel(entry.channel),
            intent=Intent(entry.intent) if entry.intent else None,
            text=entry.text,
            url=entry.url,
            at=instant(entry.at),
            outcome=Outcome(entry.outcome if is_mine else ""),
            prompted=Prompted(entry.prompted),
        )

    def _look_for_answers(self, entry: Interaction, people: list[int]) -> None:
        """Look for answers to a comment of mine from now on, where its site tells of them."""
        is_comment = entry.channel in {Channel.COMMENT, Channel.FORUM}
        if not (is_comment and entry.url) or entry.direction != Direction.OUTGOING:
            return
        from relationship_journal.services.watches import Watches  # noqa: PLC0415  start-up time

        watches = Watches(self._journal, self._clock, self._zone)
        for contact_id in people:
            watches.begin(entry.id, contact_id)

    def _moment(self, at: datetime | None) -> str:
        now = self._clock()
        if at is None:
            return stamp(now)
        if stamp(at) > stamp(now):
            raise InvalidInput(
                "at",
                _("An entry is written down after it happened, not before."),
                _("For something ahead make a follow-up."),
            )
        return stamp(at)

    def _check_people(self, people: list[int]) -> None:
        if not people:
            raise InvalidInput("contact", _("An entry needs at least one person."))
        for contact_id in people:
            found = Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null())
            if found is None:
                raise NotFound(_("There is no contact {id}.").format(id=contact_id))

    @staticmethod
    def _keep_people(entry_id: int, people: list[int]) -> None:
        have = _people(entry_id)
        for row in InteractionContact.select().where(InteractionContact.interaction_id == entry_id):
            if row.contact_id not in people:
                row.delete_instance()
        for contact_id in people:
            if contact_id not in have:
                InteractionContact.create(interaction_id=entry_id, contact_id=contact_id)


def link(typed: str) -> str:
    """Return the address of a post as it is kept, or "".

    Raises: InvalidInput for what is no address on the web.
    """
    kept = door.line("url", typed)
    return web.understand(kept).url if kept else ""


def _people(entry_id: int) -> list[int]:
    rows = (
        InteractionContact.select(InteractionContact.contact_id)
        .where(InteractionContact.interaction_id == entry_id)
        .order_by(InteractionContact.id)
    )
    return [row.contact_id for row in rows]


def _entry(entry_id: int) -> Interaction:
    entry = Interaction.get_or_none(Interaction.id == entry_id)
    if entry is None:
        raise NotFound(_("There is no entry {id}.").format(id=entry_id))
    return entry
