"""The list of everyone: who is in it, in which order, and the lines that are in sight."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from relationship_journal.domain import next_up, schedule
from relationship_journal.domain import text as texts
from relationship_journal.domain import today as rules
from relationship_journal.domain import when as whens
from relationship_journal.domain.person_facts import PersonFacts
from relationship_journal.services import door
from relationship_journal.services.facts import facts_of
from relationship_journal.services.matching_text import (
    CONTACTS,
    ENTRIES,
    MOST_HITS,
    NAMES,
    NOTES,
    POSTS,
    matching_ids,
)
from relationship_journal.services.rhythms import weeks_of
from relationship_journal.services.rows import ContactListRow
from relationship_journal.store.instants import instant, instant_or_none, stamp

COLUMNS = ("name", "circle", "last_spoke", "next", "follows", "tags", "organization", "created")

_ORDERS = {
    "name": "contact.sort_key {way}, contact.id {way}",
    "circle": "circle.place {way}, contact.sort_key, contact.id",
    "last_spoke": "contact.last_spoke_at {way}, contact.id {way}",
    "next": "soonest IS NULL, soonest {way}, contact.id",
    "follows": "newest_post IS NULL, newest_post {way}, contact.sort_key, contact.id",
    "tags": "first_tag IS NULL, first_tag {way}, contact.sort_key, contact.id",
    "organization": (
        "organization = '', organization COLLATE NOCASE {way}, contact.sort_key, contact.id"
    ),
    "created": "contact.created_at {way}, contact.id {way}",
}
_FIRST_TAG = """(SELECT min(tag.key) FROM contact_tag JOIN tag ON tag.id = tag_id
                 WHERE contact_tag.contact_id = contact.id) AS first_tag"""

# The soonest of what the column Next shows, as a Julian day. It is for everyone at once and has
# to be quick (a fifth of a second for 100,000): of the answers given on Today only those to a
# reply count, birthdays do not, and no names are compared. Who rests has none, nor who has no
# plan. min() is NULL as soon as one of them is, so nothing is a day far away.
_SOONEST = """CASE WHEN is_muted OR paused_until > ? THEN NULL ELSE nullif(min(
    coalesce(CASE WHEN last_theirs_at > coalesce(last_own_at, '') AND NOT EXISTS (
        SELECT 1 FROM answered WHERE answered.contact_id = contact.id AND at >= last_theirs_at
            AND reason IN ('reply', 'contact')) THEN julianday(last_theirs_at) END, 1e9),
    coalesce(julianday(coalesce(last_spoke_at, counts_from))
        + nullif(coalesce(contact.cadence_days, circle.cadence_days), 0), 1e9),
    coalesce(julianday(planned.day), 1e9), coalesce(julianday(promised.day), 1e9)
), 1e9) END AS soonest"""
_PLANNED = """
    LEFT JOIN (SELECT contact_id, min(coalesce(snoozed_until, day)) AS day FROM follow_up
        WHERE closed_at IS NULL GROUP BY contact_id) AS planned
        ON planned.contact_id = contact.id
    LEFT JOIN (SELECT contact_id, min(by) AS day FROM promise
        WHERE kept_at IS NULL AND released_at IS NULL AND by <> '' AND owed_by = 'mine'
        GROUP BY contact_id) AS promised
        ON promised.contact_id = contact.id"""
_NEWEST_POST = """(SELECT max(counts_at) FROM post
                   WHERE post.contact_id = contact.id AND NOT is_double) AS newest_post"""
_COMPUTED = {"tags": _FIRST_TAG, "next": _SOONEST, "follows": _NEWEST_POST}


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Who is to be shown; every condition that is set must hold."""

    text: str = ""
    circle_ids: frozenset[int] = frozenset()
    tag: str = ""
    going_quiet: bool = False
    never_spoken: bool = False
    put_away: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether it lets everyone through who is not put away."""
        return self == PeopleFilter()


@dataclass(frozen=True, slots=True)
class PeopleOrder:
    """By which of COLUMNS, and which way round."""

    column: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """The ids in order; `is_complete`: False when the text was found too often to look at all."""

    ids: Sequence[int]
    is_complete: bool = True


class People(door.Service):
    """The list of everyone."""

    def find(
        self, people: PeopleFilter | None = None, order: PeopleOrder | None = None
    ) -> PeopleFound:
        """Return the ids of whom the filter lets through, those with the text in the name first."""
        people, order = people or PeopleFilter(), order or PeopleOrder()
        if not texts.is_blank(people.text):
            return self._find_text(people, order)
        return PeopleFound(self._ordered(people, order, None))

    def rows(self, ids: Sequence[int]) -> list[ContactListRow]:
        """Return the lines of these contacts in this order; who is gone meanwhile is left out."""
        if not ids:
            return []
        marks = ", ".join("?" for _id in ids)
        found = {
            row[0]: row
            for row in self._journal.execute(
                "SELECT contact.id, contact.name, circle.name, last_spoke_at, counts_from,"  # noqa: S608
                " contact.cadence_days, circle.cadence_days, put_away_at, organization, created_at"
                " FROM contact JOIN circle ON circle.id = circle_id"
                f" WHERE deleted_at IS NULL AND contact.id IN ({marks})",
                tuple(ids),
            )
        }
        tags: dict[int, list[str]] = {}
        for contact_id, tag in self._journal.execute(
            "SELECT contact_id, tag.name FROM contact_tag JOIN tag ON tag.id = tag_id"  # noqa: S608
            f" WHERE contact_id IN ({marks}) ORDER BY contact_tag.id",
            tuple(ids),
        ):
            tags.setdefault(contact_id, []).append(tag)
        return [self._row(found[one], tuple(tags.get(one, ()))) for one in ids if one in found]

    def rows_with_next(self, ids: Sequence[int]) -> list[ContactListRow]:
        """Return the lines as `rows` does, with what is due or lies next, and their rhythm.

        It is for a block at a time.
        """
        now = self._clock()
        people = {person.contact_id: person for person in facts_of(self._journal, ids, now)}
        weeks = weeks_of(self._journal, ids, now, self._zone) if ids else {}
        return [
            replace(self._with_next(row, people.get(row.id), now), weeks=weeks.get(row.id))
            for row in self.rows(ids)
        ]

    def count(self) -> int:
        """Return how many people are in the journal, the put away and deleted ones aside."""
        return int(
            self._journal.execute(
                "SELECT count(*) FROM contact WHERE deleted_at IS NULL AND put_away_at IS NULL"
            ).fetchone()[0]
        )

    def tags(self) -> list[tuple[str, int]]:
        """Return every tag with how many people have it, by name."""
        rows = self._journal.execute(
            "SELECT tag.name, count(*) FROM tag JOIN contact_tag ON tag_id = tag.id"
            " JOIN contact ON contact.id = contact_id WHERE deleted_at IS NULL"
            " GROUP BY tag.id ORDER BY tag.key"
        ).fetchall()
        return [(name, number) for name, number in rows]

    def _find_text(self, people: PeopleFilter, order: PeopleOrder) -> PeopleFound:
        named = matching_ids(self._journal, NAMES, people.text)
        first = self._ordered(people, order, named)
        is_complete = len(named) < MOST_HITS
        others: set[int] = set()
        if len(texts.fold(people.text)) > 1:
            for ids in self._texts_of(people.text):
                is_complete = is_complete and len(ids) < MOST_HITS
                others.update(ids)
        rest = self._ordered(people, order, others.difference(named))
        return PeopleFound(array("q", [*first, *rest]), is_complete)

    def _texts_of(self, text: str) -> Iterable[list[int]]:
        journal = self._journal
        yield matching_ids(journal, CONTACTS, text)
        notes = matching_ids(journal, NOTES, text)
        yield self._owners("SELECT DISTINCT contact_id FROM note WHERE id IN ({marks})", notes)
        entries = matching_ids(journal, ENTRIES, text)
        yield self._owners(
            "SELECT DISTINCT contact_id FROM interaction_contact WHERE interaction_id IN ({marks})",
            entries,
        )
        posts = matching_ids(journal, POSTS, text)
        yield self._owners("SELECT DISTINCT contact_id FROM post WHERE id IN ({marks})", posts)

    def _owners(self, sql: str, ids: list[int]) -> list[int]:
        if not ids:
            return []
        marks = ", ".join("?" for _id in ids)
        return [row[0] for row in self._journal.execute(sql.format(marks=marks), tuple(ids))]

    def _ordered(
        self, people: PeopleFilter, order: PeopleOrder, among: Iterable[int] | None
    ) -> Sequence[int]:
        conditions, values = self._conditions(people)
        if among is not None:
            chosen = tuple(among)
            if not chosen:
                return array("q")
            conditions.append(f"contact.id IN ({', '.join('?' for _id in chosen)})")
            values.extend(chosen)
        column = order.column if order.column in _ORDERS else "name"
        needs_circle = column in {"circle", "next"} or people.going_quiet
        computed = f", {_COMPUTED[column]}" if column in _COMPUTED else ""
        if column == "next":  # the day in _SOONEST
            values.insert(0, whens.local_day(self._clock(), self._zone).isoformat())
        ordering = _ORDERS[column].format(way="DESC" if order.descending else "ASC")
        rows = self._journal.execute(
            f"SELECT contact.id{computed} FROM contact"  # noqa: S608
            f"{' JOIN circle ON circle.id = circle_id' if needs_circle else ''}"
            f"{_PLANNED if column == 'next' else ''}"
            f" WHERE {' AND '.join(conditions)} ORDER BY {ordering}",
            tuple(values),
        )
        return array("q", (row[0] for row in rows))

    def _conditions(self, people: PeopleFilter) -> tuple[list[str], list[Any]]:
        conditions = [
            "deleted_at IS NULL",
            "put_away_at IS NOT NULL" if people.put_away else "put_away_at IS NULL",
        ]
        values: list[Any] = []
        if people.circle_ids:
            conditions.append(f"circle_id IN ({', '.join('?' for _id in people.circle_ids)})")
            values.extend(sorted(people.circle_ids))
        if people.tag:
            conditions.append(
                "contact.id IN (SELECT contact_id FROM contact_tag JOIN tag ON tag.id = tag_id"
                " WHERE tag.key = ?)"
            )
            values.append(texts.fold(people.tag))
        if people.never_spoken:
            conditions.append("last_spoke_at IS NULL")
        if people.going_quiet:
            quiet, quiet_values = self._going_quiet()
            conditions.append(quiet)
            values.extend(quiet_values)
        return conditions, values

    def _going_quiet(self) -> tuple[str, list[Any]]:
        """Return the condition for due <= today: an instant for each cadence there is."""
        today = whens.local_day(self._clock(), self._zone)
        rows = self._journal.execute(
            "SELECT cadence_days FROM contact WHERE cadence_days > 0"
            " UNION SELECT cadence_days FROM circle WHERE cadence_days IS NOT NULL"
        ).fetchall()
        parts, values = ["0"], []
        for (days,) in rows:
            parts.append(
                "(coalesce(contact.cadence_days, circle.cadence_days) = ?"
                " AND coalesce(last_spoke_at, counts_from) < ?)"
            )
            values += [days, self._before(today - timedelta(days=days - 1))]
        rests = "(paused_until IS NULL OR paused_until <= ?) AND NOT is_muted"
        return f"(({' OR '.join(parts)}) AND {rests})", [*values, today.isoformat()]

    def _before(self, day: date) -> str:
        return stamp(whens.start_of_day(day, self._zone))

    def _with_next(
        self, row: ContactListRow, person: PersonFacts | None, now: datetime
    ) -> ContactListRow:
        if person is None:
            return row
        card = rules.card_of(person, now, self._zone)
        if card is not None:
            return replace(
                row, next_reason=str(card.reason), next_day=card.since, next_text=card.text
            )
        up = next_up.next_up(person, now, self._zone)
        if up is None:
            return row
        return replace(row, next_kind=str(up.kind), next_day=up.day, next_text=up.text)

    def _row(self, row: tuple[Any, ...], tags: tuple[str, ...]) -> ContactListRow:
        (one, name, circle, last_spoke, counts_from, own, circles, put_away, firm, created) = row
        last_spoke_at = instant_or_none(last_spoke)
        return ContactListRow(
            id=one,
            name=name,
            circle=circle,
            tags=tags,
            last_spoke_at=last_spoke_at,
            due=schedule.due_day(
                last_spoke_at,
                instant(counts_from),
                schedule.cadence_of(own, circles),
                self._zone,
            ),
            is_put_away=put_away is not None,
            organization=firm,
            created_at=instant(created),
        )
