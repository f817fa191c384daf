"""What a quick-capture line means to the window: who is meant, what is doubtful or chosen."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from relationship_journal.core import Core
from relationship_journal.domain.capture import Capture
from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.domain.text import fold, is_blank
from relationship_journal.i18n import gettext as _
from relationship_journal.services.capturing import Captured, Corrections, Somebody
from relationship_journal.services.people import PeopleFilter
from relationship_journal.services.rows import ContactListRow

_MOST_OTHERS = 8


@dataclass(frozen=True, slots=True)
class Person:
    """A name in the line as the window takes it.

    `contact_id` is 0 where nobody is meant yet; `others` who else it could be; `is_new` that a
    contact is to be made; `is_guess` that several go by the name and one was taken.
    """

    typed: str
    contact_id: int
    name: str
    others: tuple[tuple[int, str], ...] = ()
    is_new: bool = False
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was corrected by hand; None and missing names are as read.

    `checks_back`: an apology begins a list, with a step to look in again.
    """

    people: dict[str, int] = field(default_factory=dict)
    new: frozenset[str] = frozenset()
    direction: Direction | None = None
    channel: Channel | None = None
    intent: Intent | None = None
    promise_day: date | None = None
    checks_back: bool = True

    def with_person(self, typed: str, contact_id: int) -> "Chosen":
        """Return the choice with somebody for a name."""
        people = {**self.people, typed: contact_id}
        return replace(self, people=people, new=self.new - {typed})

    def with_new(self, typed: str) -> "Chosen":
        """Return the choice with a contact to be made of a name."""
        people = {name: one for name, one in self.people.items() if name != typed}
        return replace(self, people=people, new=self.new | {typed})


@dataclass(frozen=True, slots=True)
class Reading:
    """A line as it is understood, with what was corrected."""

    line: str
    capture: Capture
    people: tuple[Person, ...]
    chosen: Chosen

    @property
    def direction(self) -> Direction:
        """Who wrote."""
        return self.chosen.direction or self.capture.direction

    @property
    def channel(self) -> Channel | None:
        """Where, or None when nothing was said."""
        return self.chosen.channel or self.capture.channel

    @property
    def intent(self) -> Intent | None:
        """Why, or None when nothing was said."""
        return self.chosen.intent or self.capture.intent

    @property
    def promise_day(self) -> date | None:
        """By which day, or None."""
        return self.chosen.promise_day or self.capture.promise_day

    @property
    def puts_right(self) -> bool:
        """Whether a list of what puts it right begins with it."""
        is_apology = self.intent is Intent.SORRY and self.direction is Direction.OUTGOING
        return is_apology and self.chosen.checks_back and self.capture.has_entry

    @property
    def has_anything(self) -> bool:
        """Whether there is something to write down, for whomever."""
        is_chosen = self.chosen.channel is not None or self.chosen.intent is not None
        return bool(self.capture.has_entry or self.capture.promise or is_chosen)

    @property
    def first_unknown(self) -> Person | None:
        """The first name nobody goes by, of which no contact is to be made yet."""
        return next(
            (
                one
                for one in self.people
                if not one.contact_id and not one.is_new and not one.others
            ),
            None,
        )

    @property
    def first_doubtful(self) -> Person | None:
        """The first name that several go by, and none was taken."""
        return next((one for one in self.people if not one.contact_id and one.others), None)

    @property
    def first_guess(self) -> Person | None:
        """The first name that several go by, of whom one was taken."""
        return next((one for one in self.people if one.is_guess), None)


def with_day(chosen: Chosen, day: date) -> Chosen:
    """Return the choice with a day for the promise."""
    return replace(chosen, promise_day=day)


def read(core: Core, line: str, chosen: Chosen) -> Reading:
    """Return what a line means; it never fails, whatever the text."""
    understood = core.capturing.understand(line)
    people = tuple(_person(core, somebody, chosen) for somebody in understood.people)
    return Reading(line, understood.capture, people, chosen)


def write_down(core: Core, reading: Reading) -> Captured:
    """Write what was read, with the corrections, as one step.

    Raises: InvalidInput, NotFound, Ambiguous.
    """
    chosen = reading.chosen
    corrections = Corrections(
        direction=chosen.direction,
        channel=chosen.channel,
        intent=chosen.intent,
        promise_day=chosen.promise_day,
    )
    if not reading.people:  # refused in the service's words
        return core.capturing.write_down(reading.line, corrections=corrections)
    with core.history.as_one(_("Quick capture")):
        added = [core.contacts.add(one.typed) if one.is_new else 0 for one in reading.people]
        ids = tuple(
            dict.fromkeys(
                new or one.contact_id for new, one in zip(added, reading.people, strict=True)
            )
        )
        done = core.capturing.write_down(
            reading.line, corrections=replace(corrections, contact_ids=ids)
        )
        if reading.puts_right and done.entry_id is not None:
            core.sorry.begin_with_entry(done.entry_id)
    return replace(done, added_ids=tuple(one for one in added if one))


def others_like(core: Core, person: Person) -> tuple[tuple[int, str], ...]:
    """Return who else could be meant by a name, to choose from."""
    if person.others:
        return person.others
    if is_blank(person.typed):
        return ()
    ids = list(core.people.find(PeopleFilter(text=person.typed)).ids[:_MOST_OTHERS])
    return tuple((row.id, row.name) for row in core.people.rows(ids))


def _person(core: Core, somebody: Somebody, chosen: Chosen) -> Person:
    typed, others = somebody.typed, somebody.candidates
    if typed in chosen.people:
        contact_id = chosen.people[typed]
        return Person(typed, contact_id, core.contacts.name_of(contact_id), others)
    if typed in chosen.new:
        return Person(typed, 0, typed, others, is_new=True)
    if somebody.contact_id is not None:
        return Person(typed, somebody.contact_id, somebody.name)
    guess = _guess(core, somebody)
    if guess is not None:
        return Person(typed, guess[0], guess[1], others, is_guess=True)
    return Person(typed, 0, typed, others)


def _guess(core: Core, somebody: Somebody) -> tuple[int, str] | None:
    """Return whom of several a whole first or last name means: the one last spoken to."""
    wanted = fold(somebody.typed)
    named = [one for one, name in somebody.candidates if wanted in fold(name).split()]
    rows = core.people.rows(named)
    if not rows:
        return None
    best = max(rows, key=_spoke_at)
    return best.id, best.name


def _spoke_at(row: ContactListRow) -> datetime:
    return row.last_spoke_at or datetime.min.replace(tzinfo=UTC)
