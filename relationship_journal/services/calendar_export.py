"""A calendar file (iCalendar, RFC 5545) of follow-ups, dated promises and birthdays.

Days and times are those on the wall, without a zone, as the journal means them: 09:00 stays
09:00 across a change of clocks and on a journey.
"""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, BinaryIO

from relationship_journal import __version__
from relationship_journal.domain import text as texts
from relationship_journal.domain import when as whens
from relationship_journal.domain.birthday import Birthday, parse_birthday
from relationship_journal.domain.calendar_rule import birthday_rule, calendar_rule
from relationship_journal.domain.repeat import parse_repeat
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.store.instants import instant
from relationship_journal.store.journal import Journal

if TYPE_CHECKING:
    from icalendar import Alarm, Component

_LONGEST_SUMMARY = 200
_CONTACTS = """
SELECT id, uid, name, birthday, is_muted, put_away_at, created_at
FROM contact WHERE id IN ({marks}) AND deleted_at IS NULL
"""
_FOLLOW_UPS = """
SELECT contact_id, id, text, day, at, anchor, repeat, from_completion, snoozed_until, snoozed_at,
       closed_at, created_at,
       (SELECT how FROM answered WHERE follow_up_id = follow_up.id AND how IN ('done', 'skipped')
        ORDER BY answered.id DESC LIMIT 1)
FROM follow_up WHERE contact_id IN ({marks}) ORDER BY id
"""
_PROMISES = """
SELECT contact_id, id, text, by, made_at, kept_at, released_at
FROM promise WHERE contact_id IN ({marks}) AND by IS NOT NULL AND owed_by = 'mine' ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class _Person:
    """Whose item it is; `is_silent`: nothing may remind of them."""

    id: int
    uid: str
    name: str
    birthday: str
    is_silent: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class _FollowUp:
    """A row of follow-ups as it is kept; `how` the last one was answered: done or skipped."""

    id: int
    text: str
    day: str
    at: str | None
    anchor: str
    repeat: str
    from_completion: int
    snoozed_until: str | None
    snoozed_at: str | None
    closed_at: str | None
    created_at: str
    how: str | None


@dataclass(frozen=True, slots=True)
class _Promise:
    """A row of promises as it is kept."""

    id: int
    text: str
    by: str
    made_at: str
    kept_at: str | None
    released_at: str | None


class CalendarWriter:
    """Writes calendar items of people, a block of people at a time.

    Args:
        journal: where they are.
        clock: tells the instant of the export.
        zone: the person's zone.
    """

    def __init__(self, journal: Journal, clock: Callable[[], datetime], zone: tzinfo) -> None:
        self._journal = journal
        self._now = clock()
        self._today = whens.local_day(self._now, zone)

    def write(self, file: BinaryIO, steps: Iterator[Sequence[int]]) -> int:
        """Write the whole calendar and return how many people have something in it."""
        from icalendar import Calendar  # noqa: PLC0415  only who exports a calendar needs it

        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", f"-//Relationship Journal//{__version__}//EN")
        # a file of items to take over, no invitation; written piece by piece
        head, end, _rest = calendar.to_ical().partition(b"END:VCALENDAR")
        file.write(head)
        people = 0
        for block in steps:
            for items in self._items(block):
                people += bool(items)
                file.writelines(item.to_ical() for item in items)
        file.write(end + b"\r\n")
        return people

    def _items(self, ids: Sequence[int]) -> Iterator[list["Component"]]:
        """Yield what each person of a block has in the calendar, in the order of the ids."""
        people = {
            one: _Person(one, uid, name, birthday, bool(muted or away), instant(created_at))
            for one, uid, name, birthday, muted, away, created_at in self._rows(_CONTACTS, ids)
        }
        follow_ups, promises = self._grouped(_FOLLOW_UPS, ids), self._grouped(_PROMISES, ids)
        for one in ids:
            person = people.get(one)
            if person is None:
                continue
            items = [self._follow_up(person, _FollowUp(*row)) for row in follow_ups.get(one, ())]
            items += [self._promise(person, _Promise(*row)) for row in promises.get(one, ())]
            items += self._birthday(person)
            yield items

    def _rows(self, sql: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        marks = ", ".join("?" for _id in ids)
        found: list[tuple[Any, ...]] = self._journal.execute(
            sql.format(marks=marks), tuple(ids)
        ).fetchall()
        return found

    def _grouped(self, sql: str, ids: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
        grouped: dict[int, list[tuple[Any, ...]]] = {}
        for contact_id, *rest in self._rows(sql, ids):
            grouped.setdefault(contact_id, []).append(tuple(rest))
        return grouped

    # --- items -----------------------------------------------------------------------------------

    def _follow_up(self, person: _Person, row: _FollowUp) -> "Component":
        item = self._todo(person, "follow_up", row.id, instant(row.created_at))
        _say(item, person, row.text)
        due, at = _moment(row.day, row.at), row.at
        later = _moment(row.snoozed_until, row.snoozed_at) if row.snoozed_until else None
        rule = _rule(row)
        if rule is not None:
            # a repeat begins with its own day; Later moves this one time only
            item.add("dtstart", due)
            item.add("rrule", _recur(rule))
            if later is not None:
                item.add("x-rj-later-until", later.isoformat())
        elif later is not None:
            due, at = later, row.snoozed_at
        item.add("due", due)
        if row.repeat:
            item.add("x-rj-repeat", row.repeat)
            item.add("x-rj-from-completion", "TRUE" if row.from_completion else "FALSE")
        item.add("categories", [_("Follow-up")])
        return _ended(item, person, row.closed_at, is_done=row.how == "done", has_time=bool(at))

    def _promise(self, person: _Person, row: _Promise) -> "Component":
        item = self._todo(person, "promise", row.id, instant(row.made_at))
        _say(item, person, row.text)
        item.add("due", date.fromisoformat(row.by))
        item.add("categories", [_("Promise")])
        ended_at = row.kept_at or row.released_at
        return _ended(item, person, ended_at, is_done=row.kept_at is not None, has_time=False)

    def _birthday(self, person: _Person) -> list["Component"]:
        from icalendar import Event  # noqa: PLC0415  as above

        try:
            birthday = parse_birthday(person.birthday) if person.birthday else None
        except InvalidInput:  # a day no calendar has, from elsewhere
            return []
        if birthday is None:
            return []
        item = Event()
        self._identify(item, person, "birthday", 0, person.created_at)
        item.add("summary", _("Birthday of {name}").format(name=person.name))
        first = _first_kept(birthday, self._today.year)
        item.add("dtstart", first)
        item.add("dtend", first + timedelta(days=1))
        item.add("rrule", _recur(birthday_rule(birthday)))
        item.add("transp", "TRANSPARENT")
        item.add("categories", [_("Birthday")])
        return [item]

    # --- parts -----------------------------------------------------------------------------------

    def _todo(self, person: _Person, kind: str, one: int, created_at: datetime) -> "Component":
        from icalendar import Todo  # noqa: PLC0415  as above

        item = Todo()
        self._identify(item, person, kind, one, created_at)
        return item

    def _identify(
        self, item: "Component", person: _Person, kind: str, one: int, created_at: datetime
    ) -> None:
        # the same item has the same name in every export, whatever changed in it
        name = f"{person.uid}/{kind}/{one}"
        item.add("uid", str(uuid.uuid5(uuid.NAMESPACE_OID, name)))
        item.add("dtstamp", self._now)
        item.add("created", created_at)
        item.add("x-rj-contact", _urn(person.uid))
        item.add("x-rj-kind", kind)


def _say(item: "Component", person: _Person, text: str) -> None:
    """Add who and what; a text longer than a line stands in full below."""
    line = texts.one_line(text)
    summary = texts.excerpt(line, _LONGEST_SUMMARY)
    item.add("summary", f"{person.name}: {summary}" if summary else person.name)
    if summary != text.strip():
        item.add("description", text)


def _rule(row: _FollowUp) -> str | None:
    """Return the RRULE, or None for what does not come again or counts from completion."""
    if not row.repeat or row.from_completion or row.closed_at is not None:
        return None
    days = (date.fromisoformat(row.anchor), date.fromisoformat(row.day))
    rule = calendar_rule(parse_repeat(row.repeat), *days)
    # what has a time ends at a time: RFC 5545, 3.3.10
    return f"{rule}T235959" if rule and row.at and "UNTIL=" in rule else rule


def _ended(
    item: "Component", person: _Person, ended_at: str | None, *, is_done: bool, has_time: bool
) -> "Component":
    """Add how it stands: open with an alarm, done, or (skipped, released) cancelled."""
    if ended_at is None:
        item.add("status", "NEEDS-ACTION")
        if not person.is_silent:
            item.add_component(_alarm(str(item["summary"]), has_time=has_time))
    elif is_done:
        item.add("status", "COMPLETED")
        item.add("completed", instant(ended_at))
        item.add("percent-complete", 100)
    else:
        item.add("status", "CANCELLED")
    return item


def _moment(day: str, at: str | None) -> date | datetime:
    on = date.fromisoformat(day)
    return on if at is None else datetime.combine(on, time.fromisoformat(at))


def _first_kept(birthday: Birthday, this_year: int) -> date:
    return birthday.in_year(birthday.year if birthday.year is not None else this_year)


def _urn(uid: str) -> str:
    try:
        return uuid.UUID(uid).urn
    except ValueError:  # it came with somebody from elsewhere
        return uid


def _recur(rule: str) -> Any:
    from icalendar import vRecur  # noqa: PLC0415  as above

    return vRecur.from_ical(rule)


def _alarm(text: str, *, has_time: bool) -> "Alarm":
    """Return an alarm: at its time, or the day before what has a day only."""
    from icalendar import Alarm  # noqa: PLC0415  as above

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    before = timedelta(0) if has_time else timedelta(days=-1)
    alarm.add("trigger", before, parameters={"RELATED": "END"})
    return alarm
