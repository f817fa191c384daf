"""What lies next with one person, of whom nothing is due now. Facts in, one thing out.

It is the soonest of follow-up, promise with a day, birthday within two weeks, and keeping in
touch. What is due now is `today.card_of`'s to tell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from relationship_journal.domain.birthday import next_birthday
from relationship_journal.domain.boundaries import may_again_on
from relationship_journal.domain.person_facts import Answer, How, PersonFacts, Reason
from relationship_journal.domain.schedule import due_day, is_paused
from relationship_journal.domain.today import PEST_AFTER, SKIPPED_PROMISE_RESTS, moved_by_skips
from relationship_journal.domain.when import local_day

BIRTHDAY_WITHIN = timedelta(days=14)


class NextKind(StrEnum):
    """What lies next, in the order that counts on one day."""

    FOLLOW_UP = "follow_up"
    PROMISE = "promise"
    BIRTHDAY = "birthday"
    KEEP_IN_TOUCH = "keep_in_touch"
    PAUSED = "paused"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class NextUp:
    """What lies next and when; `text` is the person's own words, "" where there are none."""

    kind: NextKind
    day: date | None
    text: str = ""


def next_up(person: PersonFacts, now: datetime, zone: tzinfo) -> NextUp | None:
    """Return what lies next with a person, or None for nothing (and who is put away)."""
    if person.is_put_away:
        return None
    if person.is_muted:
        return NextUp(NextKind.MUTED, None)
    today = local_day(now, zone)
    if is_paused(person.paused_until, today):
        return NextUp(NextKind.PAUSED, person.paused_until)
    # of those on one day the first, as they are yielded: in the order of NextKind
    found = min(_all(person, now, today, zone), key=lambda one: one[0], default=None)
    return None if found is None else NextUp(found[1], found[0], found[2])


def _all(
    person: PersonFacts, now: datetime, today: date, zone: tzinfo
) -> Iterator[tuple[date, NextKind, str]]:
    for follow_up in person.follow_ups:
        yield max(follow_up.due, today), NextKind.FOLLOW_UP, follow_up.text
    for promise in person.promises:
        if promise.by is not None:
            given = [a for a in person.answers if a.is_for(Reason.PROMISE, promise.id)]
            day = moved_by_skips(given, {How.SKIP}, promise.by, SKIPPED_PROMISE_RESTS, zone)
            yield _after_later(day, given, now, zone), NextKind.PROMISE, promise.text
    if person.birthday is not None:
        birthday = next_birthday(person.birthday, today)
        if birthday is not None and birthday - today <= BIRTHDAY_WITHIN:
            yield birthday, NextKind.BIRTHDAY, ""
    due = due_day(person.last_spoke_at, person.counts_from, person.cadence_days, zone)
    if due is not None and person.at_most != 0:
        yield _quiet_again(person, due, now, zone), NextKind.KEEP_IN_TOUCH, ""


def _quiet_again(person: PersonFacts, due: date, now: datetime, zone: tzinfo) -> date:
    """Return the day they are due; past that, the day on which they come to Today again."""
    today = local_day(now, zone)
    given = [answer for answer in person.answers if answer.is_for(Reason.QUIET, None)]
    rest = timedelta(days=person.cadence_days or 0)
    day = moved_by_skips(given, {How.SKIP, How.DONE}, due, rest, zone)
    day = _after_later(day, given, now, zone)
    cooled = _cooled_down(person, zone)
    if day <= today and cooled is not None:
        day = max(day, cooled)
    # what the boundaries of their approach leave room for
    if person.at_most:
        day = max(day, may_again_on(person.own_moments, person.at_most, zone) or day)
    return day if person.quiet_until is None else max(day, person.quiet_until)


def _after_later(day: date, given: Sequence[Answer], now: datetime, zone: tzinfo) -> date:
    """Return the day, or that of the newest Later, if it is still to come and after it."""
    laters = [answer for answer in given if answer.how is How.SNOOZE and answer.until is not None]
    until = max(laters, key=lambda answer: answer.at).until if laters else None
    return day if until is None or until <= now else max(day, local_day(until, zone))


def _cooled_down(person: PersonFacts, zone: tzinfo) -> date | None:
    """Return the day from which one may be reminded after one's own newest entry."""
    if person.last_own_at is None:
        return None
    days = person.cooldown_days * (2 if person.unanswered >= PEST_AFTER else 1)
    return local_day(person.last_own_at, zone) + timedelta(days=days)
