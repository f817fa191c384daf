"""Looking back: what was given and received, when, where and with whom."""

import dataclasses
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from relationship_journal.domain import looking_back as rules
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Direction
from relationship_journal.services import door
from relationship_journal.store.instants import instant, stamp

# an entry with two people comes twice; all of it is in two indexes
_EXCHANGES = """
SELECT interaction.id, contact_id, interaction.at, direction, channel, outcome
FROM interaction CROSS JOIN interaction_contact ON interaction_id = interaction.id
WHERE interaction.at >= ? AND interaction.at < ?
ORDER BY interaction.at
"""
_EXCHANGES_OF_ONE = """
SELECT interaction.id, contact_id, interaction.at, direction, channel, outcome
FROM interaction_contact
CROSS JOIN interaction ON interaction.id = interaction_id
WHERE contact_id = ? AND interaction.at >= ? AND interaction.at < ?
ORDER BY interaction.at
"""
_OLDEST = """
SELECT min(interaction.at) FROM interaction
WHERE EXISTS (SELECT 1 FROM interaction_contact JOIN contact ON contact.id = contact_id
              WHERE interaction_id = interaction.id AND deleted_at IS NULL)
"""
_PEOPLE = """
SELECT id, name, sort_key, circle_id, put_away_at IS NOT NULL FROM contact
WHERE deleted_at IS NULL
"""
_CIRCLES = """
SELECT circle.id, circle.name, cadence_days,
       (SELECT count(*) FROM contact
        WHERE circle_id = circle.id AND deleted_at IS NULL AND put_away_at IS NULL)
FROM circle ORDER BY place, circle.id
"""
_INTRODUCED = """
SELECT contact.id, contact.name, introducer.id, introducer.name
FROM contact JOIN contact AS introducer ON introducer.id = contact.introduced_by_id
WHERE contact.deleted_at IS NULL AND introducer.deleted_at IS NULL
ORDER BY introducer.sort_key, introducer.id, contact.sort_key, contact.id
"""
_NEW = """
SELECT id, name FROM contact WHERE deleted_at IS NULL AND created_at >= ? AND created_at < ?
ORDER BY created_at DESC, id DESC
"""

type_of_names = dict[int, tuple[str, str, int, bool]]


@dataclass(frozen=True, slots=True)
class PersonSumRow:
    """What was given to one person and received from them."""

    contact_id: int
    name: str
    given: int
    received: int


@dataclass(frozen=True, slots=True)
class GoneQuietRow:
    """Somebody who was close and went quiet: the last day, and the usual gap before, in days."""

    contact_id: int
    name: str
    last_spoke: date
    usual_gap: int


@dataclass(frozen=True, slots=True)
class CircleRhythmRow:
    """How a circle spoke: people in it, those spoken with, and gaps between exchange days."""

    circle_id: int
    name: str
    planned_days: int | None
    people: int
    spoken_with: int
    rhythm: rules.Rhythm


@dataclass(frozen=True, slots=True)
class BroughtRow:
    """One person whom another introduced."""

    contact_id: int
    name: str
    introducer_id: int
    introducer: str


@dataclass(frozen=True, slots=True)
class NewPersonRow:
    """Somebody who is new; `wrote_first` is None while nobody has written."""

    contact_id: int
    name: str
    wrote_first: bool | None


@dataclass(frozen=True, slots=True)
class LookBackRow:
    """Everything the page of a period shows; the last three only of everyone together."""

    period: rules.Period
    sums: tuple[rules.Sum, ...]
    days: dict[date, tuple[int, int]]
    answers: tuple[rules.Answers, ...]
    people: tuple[PersonSumRow, ...]
    gone_quiet: tuple[GoneQuietRow, ...]
    circles: tuple[CircleRhythmRow, ...] = ()
    brought: tuple[BroughtRow, ...] = ()
    new_people: tuple[NewPersonRow, ...] = ()


class LookingBack(door.Service):
    """What was, in numbers that rate nobody."""

    def periods(self) -> list[rules.Period]:
        """Return what can be looked back on, the last twelve months first."""
        (oldest,) = self._journal.execute(_OLDEST).fetchone()
        day = whens.local_day(instant(oldest), self._zone) if oldest else None
        return rules.periods(self._today(), day)

    def look(self, period: rules.Period, contact_id: int | None = None) -> LookBackRow:
        """Return what was in a period, with everyone or with one person."""
        names = self._names(contact_id)
        near = self._exchanges(period, contact_id, names)
        inside = [one for one in near if period.first <= one.day <= period.last]
        days_of = rules.days_by_person(near, period.last)
        row = LookBackRow(
            period=period,
            sums=tuple(rules.sums(inside, period)),
            days=rules.days_written(inside, period),
            answers=tuple(rules.answers(near, period)),
            people=tuple(_people(inside, names)),
            gone_quiet=tuple(_gone_quiet(days_of, period, names)),
        )
        if contact_id is not None:
            return row
        return dataclasses.replace(
            row,
            circles=tuple(self._circles(days_of, inside, period, names)),
            brought=tuple(BroughtRow(*row) for row in self._journal.execute(_INTRODUCED)),
            new_people=tuple(self._new(near, period)),
        )

    def _today(self) -> date:
        return whens.local_day(self._clock(), self._zone)

    def _exchanges(
        self, period: rules.Period, contact_id: int | None, names: type_of_names
    ) -> list[rules.Exchange]:
        """Return the exchanges of a period, of the year before it, and of the 30 days after."""
        first = period.first - rules.BEFORE
        last = period.last + rules.ANSWER_WITHIN
        between = (self._starts(first), self._starts(last + timedelta(days=1)))
        if contact_id is None:
            rows = self._journal.execute(_EXCHANGES, between).fetchall()
        else:
            rows = self._journal.execute(_EXCHANGES_OF_ONE, (contact_id, *between)).fetchall()
        day_of = _Days(first, last, self._starts).day_of
        return [
            rules.Exchange(entry_id, contact, day_of(at), direction, channel, outcome)
            for entry_id, contact, at, direction, channel, outcome in rows
            if contact in names
        ]

    def _starts(self, day: date) -> str:
        return stamp(whens.start_of_day(day, self._zone))

    def _names(self, contact_id: int | None) -> type_of_names:
        """Return everyone who is not deleted, or the one."""
        one = "" if contact_id is None else " AND id = ?"
        values = () if contact_id is None else (contact_id,)
        rows = self._journal.execute(_PEOPLE + one, values).fetchall()
        return {found: (name, key, circle, bool(away)) for found, name, key, circle, away in rows}

    def _circles(
        self,
        days_of: Mapping[int, Sequence[date]],
        inside: Sequence[rules.Exchange],
        period: rules.Period,
        names: type_of_names,
    ) -> list[CircleRhythmRow]:
        members: dict[int, set[int]] = {}
        for contact_id, (_name, _key, circle_id, is_away) in names.items():
            if not is_away:
                members.setdefault(circle_id, set()).add(contact_id)
        spoken = {one.contact_id for one in inside}
        rows = self._journal.execute(_CIRCLES).fetchall()
        return [
            CircleRhythmRow(
                circle_id,
                name,
                planned or None,
                people,
                len(members.get(circle_id, set()) & spoken),
                rules.rhythm(days_of, members.get(circle_id, ()), period),
            )
            for circle_id, name, planned, people in rows
        ]

    def _new(self, near: Sequence[rules.Exchange], period: rules.Period) -> list[NewPersonRow]:
        between = (self._starts(period.first), self._starts(period.last + timedelta(days=1)))
        first: dict[int, bool] = {}
        for one in near:
            first.setdefault(one.contact_id, one.direction == Direction.INCOMING)
        return [
            NewPersonRow(one, name, first.get(one))
            for one, name in self._journal.execute(_NEW, between).fetchall()
        ]


class _Days:
    """Finds the journal's day of a stamp among days whose beginnings are known: no zone a row."""

    def __init__(self, first: date, last: date, starts: Callable[[date], str]) -> None:
        count = (last - first).days + 1
        self._days = [first + timedelta(days=number) for number in range(count)]
        self._starts = [starts(day) for day in self._days]

    def day_of(self, at: str) -> date:
        return self._days[bisect_right(self._starts, at) - 1]


def _gone_quiet(
    days_of: Mapping[int, Sequence[date]], period: rules.Period, names: type_of_names
) -> list[GoneQuietRow]:
    found = [
        (names[contact_id][1], GoneQuietRow(contact_id, names[contact_id][0], last, usual))
        for contact_id, last, usual in rules.gone_quiet(days_of, period)
        if not names[contact_id][3]
    ]
    return [row for _key, row in sorted(found, key=lambda pair: (pair[0], pair[1].contact_id))]


def _people(inside: Sequence[rules.Exchange], names: type_of_names) -> list[PersonSumRow]:
    """Return everyone there was an exchange with, by name: this is no ranking."""
    counted = Counter((one.contact_id, one.direction) for one in inside)
    found = {one for one, _direction in counted if one in names}
    return [
        PersonSumRow(
            one, names[one][0], counted[one, Direction.OUTGOING], counted[one, Direction.INCOMING]
        )
        for one in sorted(found, key=lambda one: (names[one][1], one))
    ]
