"""Quick capture: one typed line becomes an entry and a promise, for the right people."""

from dataclasses import dataclass
from datetime import date

from relationship_journal.domain import capture as rules
from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.errors import Ambiguous, InvalidInput, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.contacts import Contacts
from relationship_journal.services.entries import Entries
from relationship_journal.services.promises import Promises


@dataclass(frozen=True, slots=True)
class Somebody:
    """A name in the line: whom it means, or who it could be, or that nobody goes by it."""

    typed: str
    contact_id: int | None
    name: str
    candidates: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line means, before anything is written."""

    capture: rules.Capture
    people: tuple[Somebody, ...]


@dataclass(frozen=True, slots=True)
class Captured:
    """What was written: ids of the people (new ones too), of the entry and of the promises."""

    contact_ids: tuple[int, ...]
    added_ids: tuple[int, ...]
    entry_id: int | None
    promise_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the user chose instead of what was read; None leaves it as read."""

    contact_ids: tuple[int, ...] | None = None
    direction: Direction | None = None
    channel: Channel | None = None
    intent: Intent | None = None
    promise_day: date | None = None


class Capturing(door.Service):
    """Write down from one line."""

    def understand(self, line: str) -> Understood:
        """Return what the line means; it never fails, whatever the text."""
        capture = rules.parse_capture(line, self._clock(), self._zone)
        return Understood(capture, tuple(self._who(typed) for typed in capture.who))

    def write_down(
        self,
        line: str,
        *,
        makes_unknown: bool = False,
        corrections: Corrections | None = None,
    ) -> Captured:
        """Write what the line says: an entry, a promise for each person, or both.

        Args:
            line: as typed.
            makes_unknown: make a contact of a name nobody goes by.
            corrections: what the user chose instead of what was read.

        Raises: InvalidInput when it names nobody or says nothing; NotFound, Ambiguous.
        """
        understood, chosen = self.understand(line), corrections or Corrections()
        capture = understood.capture
        if not (capture.has_entry or capture.promise):
            raise InvalidInput("text", _("There is nothing to write down yet."))
        with self._journal.change(_("Quick capture")):
            people, added = self._people(understood, chosen, makes_unknown=makes_unknown)
            entry_id = None
            if capture.has_entry:
                entry_id = Entries(self._journal, self._clock, self._zone).write_down(
                    people,
                    capture.text,
                    direction=chosen.direction or capture.direction,
                    channel=chosen.channel or capture.channel or Channel.OTHER,
                    intent=chosen.intent or capture.intent,
                    url=capture.url,
                )
            promises = Promises(self._journal, self._clock, self._zone)
            day = chosen.promise_day or capture.promise_day
            made = [
                promises.make(one, capture.promise, day, entry_id=entry_id)
                for one in (people if capture.promise else ())
            ]
        return Captured(tuple(people), tuple(added), entry_id, tuple(made))

    def _people(
        self, understood: Understood, chosen: Corrections, *, makes_unknown: bool
    ) -> tuple[list[int], list[int]]:
        if chosen.contact_ids is not None:
            return list(chosen.contact_ids), []
        if not understood.people:
            raise InvalidInput(
                "name", _("The line names nobody."), _("Begin it with @ and a name.")
            )
        people, added = [], []
        contacts = Contacts(self._journal, self._clock, self._zone)
        for somebody in understood.people:
            contact_id = somebody.contact_id
            if contact_id is None and makes_unknown and not somebody.candidates:
                contact_id = contacts.add(somebody.typed)
                added.append(contact_id)
            # asked again for its sentence when nobody or several go by the name
            people.append(contact_id if contact_id is not None else contacts.find(somebody.typed))
        return people, added

    def _who(self, typed: str) -> Somebody:
        contacts = Contacts(self._journal, self._clock, self._zone)
        try:
            found = contacts.find(typed)
        except Ambiguous as error:
            return Somebody(typed, None, typed, error.candidates)
        except (NotFound, InvalidInput):
            return Somebody(typed, None, typed)
        return Somebody(typed, found, contacts.name_of(found))
