"""What is ahead: follow-ups, promises, birthdays, and when somebody would be due."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from relationship_journal.domain import birthday as birthdays
from relationship_journal.domain import schedule
from relationship_journal.domain import when as whens
from relationship_journal.domain.friendly import cadence_label
from relationship_journal.domain.person_facts import PersonFacts
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.facts import candidates_ahead, facts_of
from relationship_journal.services.follow_ups import FollowUps
from relationship_journal.services.promises import Promises
from relationship_journal.services.rows import AheadRow

FOLLOW_UP, PROMISE, BIRTHDAY, KEEP_IN_TOUCH = "follow_up", "promise", "birthday", "keep_in_touch"


class Upcoming(door.Service):
    """What is ahead."""

    def between(self, first: date, last: date, *, keeps_in_touch: bool = True) -> list[AheadRow]:
        """Return what lies on these days (both included), by day, time and name.

        What is due already is on Today, and is not ahead: days before today bring nothing.
        """
        today = whens.local_day(self._clock(), self._zone)
        start = max(first, today)
        rows: list[tuple[tuple[date, time, str, int], AheadRow]] = []
        for person in facts_of(
            self._journal, candidates_ahead(self._journal, start, last), self._clock()
        ):
            if schedule.is_paused(person.paused_until, last):
                continue
            for row in self._of(person, start, last, keeps_in_touch=keeps_in_touch):
                if start <= row.day <= last:
                    order = (row.day, row.at or time.min, person.name_key, person.contact_id)
                    rows.append((order, row))
        return [row for _order, row in sorted(rows, key=lambda pair: pair[0])]

    def move(self, row: AheadRow, day: date) -> None:
        """Put a follow-up or a promise on another day; a birthday stays where it is.

        Raises: NotFound, InvalidInput.
        """
        if row.kind == FOLLOW_UP and row.id is not None:
            FollowUps(self._journal, self._clock, self._zone).edit(row.id, day=day)
        elif row.kind == PROMISE and row.id is not None:
            Promises(self._journal, self._clock, self._zone).edit(row.id, by=day)

    def _of(
        self, person: PersonFacts, first: date, last: date, *, keeps_in_touch: bool
    ) -> Iterator[AheadRow]:
        for follow_up in person.follow_ups:
            text = follow_up.text or _("Follow up")
            yield self._row(person, FOLLOW_UP, follow_up.id, follow_up.due, text, at=follow_up.at)
        for promise in person.promises:
            if promise.by is not None:
                yield self._row(person, PROMISE, promise.id, promise.by, promise.text)
        if person.birthday is not None:
            day = birthdays.next_birthday(person.birthday, first - timedelta(days=1))
            while day is not None and day <= last:
                yield self._row(person, BIRTHDAY, None, day, _birthday_text(person.birthday, day))
                day = birthdays.next_birthday(person.birthday, day)
        if keeps_in_touch and person.cadence_days:
            due = schedule.due_day(
                person.last_spoke_at, person.counts_from, person.cadence_days, self._zone
            )
            if due is not None and person.quiet_until is not None:
                due = max(due, person.quiet_until)
            if due is not None and person.at_most != 0:
                text = _("Keep in touch, {cadence}").format(
                    cadence=cadence_label(person.cadence_days)
                )
                yield self._row(person, KEEP_IN_TOUCH, None, due, text)

    @staticmethod
    def _row(
        person: PersonFacts,
        kind: str,
        one: int | None,
        day: date,
        text: str,
        *,
        at: time | None = None,
    ) -> AheadRow:
        return AheadRow(kind, one, person.contact_id, person.name, day, at, text)


def _birthday_text(birthday: birthdays.Birthday, day: date) -> str:
    age = birthday.age_on(day)
    if age is None or age < 1:
        return _("Birthday")
    return _("Birthday, {age} years").format(age=age)
