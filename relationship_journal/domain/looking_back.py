"""What looking back says: periods, sums of exchanges, and the sentence under each picture.

Exchanges in, numbers and sentences out. Nobody is rated: there are counts, never shares of a
person, and where there are fewer than five it is too early to say anything.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from relationship_journal.domain.calendar_names import month_alone, month_name
from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext, pgettext

ENOUGH = 5
"""Fewer events than this say nothing yet."""
ANSWER_WITHIN = timedelta(days=30)
"""Where an entry says nothing of an answer, one within so many days counts."""
QUIET_AT_LEAST = timedelta(days=60)
QUIET_TIMES = 3
BEFORE = timedelta(days=365)
"""How far before a period exchanges are looked at, to know who was close then."""
_MOST_MONTHS = 36
_STEPS = 4
_OFTEN, _RARELY = 0.5, 0.25
ANSWERED, NO_ANSWER = "answered", "no_answer"


@dataclass(frozen=True, slots=True)
class Period:
    """Days to look back on, both included; `key` names the choice (`last_year`, `2025`, `all`)."""

    key: str
    first: date
    last: date


class Exchange(NamedTuple):
    """One entry with one person on a day of the journal; an entry with two people is two.

    A tuple and no dataclass: a page makes forty thousand of them.
    """

    entry_id: int
    contact_id: int
    day: date
    direction: str
    channel: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Sum:
    """What was given and received in a month, or in a year where `is_year`."""

    first: date
    given: int
    received: int
    is_year: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """How many of my entries at a place were answered."""

    channel: Channel
    answered: int
    sent: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often people spoke: days with an exchange, and the usual gap in days or None."""

    gaps: int
    usual_gap: int | None


def periods(today: date, oldest: date | None) -> list[Period]:
    """Return what can be looked back on: the last twelve months, each year there is, and all."""
    found = [last_twelve_months(today)]
    if oldest is None or oldest > today:
        return found
    found += [
        Period(str(year), date(year, 1, 1), min(today, date(year, 12, 31)))
        for year in range(today.year, oldest.year - 1, -1)
    ]
    if oldest.year < today.year:
        found.append(Period("all", date(oldest.year, 1, 1), today))
    return found


def last_twelve_months(today: date) -> Period:
    """Return this month until today and the eleven whole months before it."""
    months = today.year * 12 + today.month - 1 - 11
    return Period("last_year", date(months // 12, months % 12 + 1, 1), today)


def quarter_of(day: date) -> Period:
    """Return the quarter of a day; its key is the year and the number, "2026-4"."""
    number = (day.month - 1) // 3 + 1
    first = date(day.year, number * 3 - 2, 1)
    last = date(day.year + number // 4, number % 4 * 3 + 1, 1) - timedelta(days=1)
    return Period(f"{day.year}-{number}", first, last)


def quarters(today: date, count: int = 8) -> list[Period]:
    """Return the last whole quarter, then the present one, then those before."""
    present = quarter_of(today)
    found, day = [], present.first
    for _number in range(count):
        found.append(quarter_of(day - timedelta(days=1)))
        day = found[-1].first
    return [found[0], present, *found[1:]]


def quarter_label(quarter: Period) -> str:
    """Return a quarter in words: "October to December 2026"."""
    return _("{first} to {last} {year}").format(
        first=month_alone(quarter.first.month),
        last=month_alone(quarter.last.month),
        year=quarter.last.year,
    )


def sums(exchanges: Iterable[Exchange], period: Period) -> list[Sum]:
    """Return what was given and received, a month or a year each; entries count once."""
    seen = {one.entry_id: one for one in exchanges if period.first <= one.day <= period.last}
    is_year = _months_between(period.first, period.last) > _MOST_MONTHS
    counted: Counter[tuple[date, str]] = Counter()
    for one in seen.values():
        first = date(one.day.year, 1 if is_year else one.day.month, 1)
        counted[first, one.direction] += 1
    return [
        Sum(first, counted[first, Direction.OUTGOING], counted[first, Direction.INCOMING], is_year)
        for first in _firsts(period, is_year=is_year)
    ]


def days_written(exchanges: Iterable[Exchange], period: Period) -> dict[date, tuple[int, int]]:
    """Return for each day with an entry how many were from me and how many from them."""
    seen = {one.entry_id: one for one in exchanges if period.first <= one.day <= period.last}
    counted: Counter[tuple[date, str]] = Counter((one.day, one.direction) for one in seen.values())
    days = sorted({day for day, _direction in counted})
    return {
        day: (counted[day, Direction.OUTGOING], counted[day, Direction.INCOMING]) for day in days
    }


def step(count: int, most: int) -> int:
    """Return how strongly a day is drawn, 0 (nothing) to 4 (the busiest)."""
    if count <= 0:
        return 0
    return count if most <= _STEPS else max(1, -(-count * _STEPS // most))


def answers(exchanges: Sequence[Exchange], period: Period) -> list[Answers]:
    """Return where they answer: my entries by place, the most used place first.

    An entry is answered when it says so; one that says nothing, when one of its people wrote
    within 30 days. An answer on the same day counts, whichever came first in the journal.
    """
    theirs: dict[int, list[date]] = defaultdict(list)
    for one in exchanges:
        if one.direction == Direction.INCOMING:
            theirs[one.contact_id].append(one.day)
    for days in theirs.values():
        days.sort()
    answered: dict[int, bool] = {}
    channels: dict[int, str] = {}
    for one in exchanges:
        if one.direction != Direction.OUTGOING or not period.first <= one.day <= period.last:
            continue
        channels[one.entry_id] = one.channel
        heard = one.outcome == ANSWERED or (
            one.outcome != NO_ANSWER and _has_within(theirs.get(one.contact_id, ()), one.day)
        )
        answered[one.entry_id] = answered.get(one.entry_id, False) or heard
    sent = Counter(channels.values())
    heard_at = Counter(channels[entry_id] for entry_id, heard in answered.items() if heard)
    order = {channel.value: place for place, channel in enumerate(Channel)}
    found = sorted(sent, key=lambda channel: (-sent[channel], order.get(channel, len(order))))
    return [Answers(Channel(channel), heard_at[channel], sent[channel]) for channel in found]


def days_by_person(exchanges: Iterable[Exchange], last: date) -> dict[int, list[date]]:
    """Return for each person the days with an exchange, up to and with `last`, in order."""
    days: dict[int, set[date]] = defaultdict(set)
    for one in exchanges:
        if one.day <= last:
            days[one.contact_id].add(one.day)
    return {contact_id: sorted(found) for contact_id, found in days.items()}


def gone_quiet(
    days_of: Mapping[int, Sequence[date]], period: Period
) -> list[tuple[int, date, int]]:
    """Return who was close and went quiet in a period: id, last day, usual gap in days.

    They had five exchange days or more in the year before their last one, which lies in the
    period, and the silence since is three times their usual gap and at least 60 days.
    """
    found = []
    for contact_id, days in days_of.items():
        last = days[-1]
        if not period.first <= last <= period.last:
            continue
        close = [day for day in days if day > last - BEFORE]
        if len(close) < ENOUGH:
            continue
        usual = round(median(_gaps(close)))
        silence = period.last - last
        if silence >= max(QUIET_AT_LEAST, timedelta(days=usual * QUIET_TIMES)):
            found.append((contact_id, last, usual))
    return found


def rhythm(days_of: Mapping[int, Sequence[date]], people: Iterable[int], period: Period) -> Rhythm:
    """Return how often I spoke with these people in a period: the median of everyone's gaps."""
    gaps: list[int] = []
    for contact_id in people:
        gaps += _gaps([day for day in days_of.get(contact_id, ()) if day >= period.first])
    return Rhythm(len(gaps), round(median(gaps)) if len(gaps) >= ENOUGH else None)


# --- sentences -----------------------------------------------------------------------------------


def too_early() -> str:
    """Return what stands where there is too little to say anything."""
    return _("Too early to say.")


def sums_sentence(found: Sequence[Sum]) -> str:
    """Return what is seen of given and received."""
    given, received = sum(one.given for one in found), sum(one.received for one in found)
    if given + received < ENOUGH:
        return too_early()
    said = _("You wrote {given} and heard back {received}.").format(
        given=ngettext("once", "{n} times", given).format(n=given) if given else _("not at all"),
        received=ngettext("once", "{n} times", received).format(n=received)
        if received
        else _("not at all"),
    )
    # before the first exchange there was no journal, and the last month is not over
    began = next(place for place, one in enumerate(found) if one.given or one.received)
    whole = [one for one in found[began + 1 : -1] if not one.is_year]
    if len(whole) < 3:
        return said
    quietest = min(whole, key=lambda one: (one.given + one.received, one.first))
    usual = median(one.given + one.received for one in whole)
    if quietest.given + quietest.received > usual / 2:
        return said
    month = month_alone(quietest.first.month)
    return said + " " + _("{month} was quiet on both sides.").format(month=month)


def days_sentence(days: Mapping[date, tuple[int, int]], period: Period) -> str:
    """Return on how many days I wrote, and the longest pause between two of them."""
    mine = [day for day, (given, _received) in sorted(days.items()) if given]
    if sum(given for given, _received in days.values()) < ENOUGH:
        return too_early()
    said = ngettext("You wrote on {n} day.", "You wrote on {n} days.", len(mine)).format(
        n=len(mine)
    )
    pauses = [(later - early, early) for early, later in pairwise(mine)]
    length, before = max(pauses, default=(timedelta(0), period.first), key=lambda pair: pair[0])
    if length.days < 8:
        return said
    first, last = before + timedelta(days=1), before + length - timedelta(days=1)
    return (
        said
        + " "
        + _("The longest pause was {days}; nothing was lost by it.").format(
            days=days_label(first, last)
        )
    )


def answers_sentence(found: Sequence[Answers], labels: Mapping[Channel, str]) -> str:
    """Return where answers come and where they rarely do; counts in words, no shares."""
    enough = [one for one in found if one.sent >= ENOUGH]
    if not enough:
        return too_early()
    best = max(enough, key=lambda one: (one.answered / one.sent, one.sent))
    least = min(enough, key=lambda one: (one.answered / one.sent, -one.sent))
    said = _("{place}: {answered} of {sent} were answered.").format(
        place=labels[best.channel], answered=best.answered, sent=best.sent
    )
    if best.answered / best.sent < _OFTEN:
        said = _("Answers were few everywhere.")
    if least is not best and least.answered / least.sent <= _RARELY:
        said += " " + _("{place}: rarely.").format(place=labels[least.channel])
    return said


def rhythm_sentence(name: str, found: Rhythm, planned: int | None) -> str:
    """Return how often a circle spoke, beside what was planned."""
    if found.usual_gap is None:
        return _("{circle}: too early to say.").format(circle=name)
    actual = every(found.usual_gap)
    if planned is None:
        return _("{circle}: {actual}, without a plan.").format(circle=name, actual=actual)
    return _("{circle}: {actual}; planned {planned}.").format(
        circle=name, actual=actual, planned=every(planned)
    )


def every(days: int) -> str:
    """Return a distance between exchanges: "about every 3 weeks"."""
    if days <= 1:
        return _("about every day")
    return _("about every {distance}").format(distance=distance(days))


def distance(days: int) -> str:
    """Return a number of days in words: "5 days", "3 weeks", "4 months"."""
    if days < 14:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    if days < 70:
        weeks = round(days / 7)
        return ngettext("{n} week", "{n} weeks", weeks).format(n=weeks)
    months = round(days / 30.44)
    return ngettext("{n} month", "{n} months", months).format(n=months)


def days_label(first: date, last: date) -> str:
    """Return a stretch of days: "4 to 24 July", "28 June to 3 July", "20 December 2025 to ..."."""
    if first == last:
        return _day(first, with_year=False)
    if (first.year, first.month) == (last.year, last.month):
        return _("{first} to {last}").format(first=first.day, last=_day(last, with_year=False))
    with_year = first.year != last.year
    return _("{first} to {last}").format(
        first=_day(first, with_year=with_year), last=_day(last, with_year=with_year)
    )


def period_label(period: Period) -> str:
    """Return a period as a choice: "The last year", "2025", "All years"."""
    return {"last_year": _("The last year"), "all": _("All years")}.get(period.key, period.key)


def months_label(period: Period) -> str:
    """Return the months of a period: "December 2025 to November 2026"."""
    first, last = (
        pgettext("date", "{month} {year}").format(month=month_alone(day.month), year=day.year)
        for day in (period.first, period.last)
    )
    if first == last:
        return first
    return _("{first} to {last}").format(first=first, last=last)


def _day(day: date, *, with_year: bool) -> str:
    form = pgettext("date", "{day} {month} {year}" if with_year else "{day} {month}")
    return form.format(day=day.day, month=month_name(day.month), year=day.year)


def _has_within(days: Sequence[date], day: date) -> bool:
    place = bisect_left(days, day)
    return place < len(days) and days[place] <= day + ANSWER_WITHIN


def _gaps(days: Sequence[date]) -> list[int]:
    return [(later - early).days for early, later in pairwise(days)]


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _firsts(period: Period, *, is_year: bool) -> list[date]:
    if is_year:
        return [date(year, 1, 1) for year in range(period.first.year, period.last.year + 1)]
    start = period.first.year * 12 + period.first.month - 1
    count = _months_between(period.first, period.last)
    return [date(month // 12, month % 12 + 1, 1) for month in range(start, start + count)]
