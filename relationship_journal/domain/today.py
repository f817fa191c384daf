"""Whom to turn to today, and why, the most pressing first.

Facts in, cards out; `docs/part-2-today.md` has the table of what each answer does.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from relationship_journal.domain.birthday import last_birthday
from relationship_journal.domain.boundaries import holds_back, own_this_month
from relationship_journal.domain.friendly import ago, cadence_label
from relationship_journal.domain.person_facts import (
    Answer,
    How,
    NewPost,
    PersonFacts,
    Reason,
    Rhythm,
)
from relationship_journal.domain.post_facts import expires_at
from relationship_journal.domain.schedule import asks_for_attention, due_day, is_going_quiet
from relationship_journal.domain.when import add_months, local_day, starts_at
from relationship_journal.i18n import gettext as _

CAP = 5
REPLY_RANKS_LOW_AFTER = timedelta(days=30)
UNDATED_PROMISE_AFTER = timedelta(days=14)
SKIPPED_PROMISE_RESTS = timedelta(days=7)
AWAY_AFTER = timedelta(days=14)
PEST_AFTER = 3
SECOND = 2

_RANKS = {reason: rank for rank, reason in enumerate(Reason)}
_EXPLICIT = frozenset({Reason.PROMISE, Reason.FOLLOW_UP})


@dataclass(frozen=True, slots=True)
class Card:
    """One person on Today.

    `id` is of the entry, promise, follow-up or post, None for date and quiet; `since` the day
    the reason fell due; `more` how many further reasons and posts wait; `is_explicit` whether
    a promise or a follow-up is among them, so that no cap hides it.
    """

    contact_id: int
    name: str
    reason: Reason
    id: int | None
    since: date
    text: str
    more: int
    rank: int
    circle_place: int
    name_key: str
    is_explicit: bool
    post: NewPost | None = None

    @property
    def key(self) -> str:
        """Return what is the same as long as it is the same thing to be reminded of."""
        return f"{self.contact_id}:{self.reason}:{self.id or ''}:{self.since}"


@dataclass(frozen=True, slots=True)
class Cut:
    """What Today shows, and what can wait."""

    shown: tuple[Card, ...]
    rest: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Cards laid on days, in order, and those that rest."""

    days: tuple[tuple[date, tuple[Card, ...]], ...]
    resting: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class _Due:
    reason: Reason
    id: int | None
    since: date
    text: str
    rank: int
    post: NewPost | None = None


def cards(people: Iterable[PersonFacts], now: datetime, zone: tzinfo) -> list[Card]:
    """Return a card for everyone something is due with, in Today's order, uncut."""
    found = [card for person in people if (card := card_of(person, now, zone)) is not None]
    found.sort(
        key=lambda card: (
            card.rank,
            card.circle_place,
            card.since,
            card.name_key,
            card.contact_id,
        )
    )
    return found


def card_of(person: PersonFacts, now: datetime, zone: tzinfo) -> Card | None:
    """Return the person's card, or None when nothing is due."""
    today = local_day(now, zone)
    if not asks_for_attention(
        is_muted=person.is_muted,
        paused_until=person.paused_until,
        is_put_away=person.is_put_away,
        today=today,
    ):
        return None
    due = sorted(_all_due(person, now, today, zone), key=_order_within_person)
    if not due:
        return None
    first = due[0]
    return Card(
        contact_id=person.contact_id,
        name=person.name,
        reason=first.reason,
        id=first.id,
        since=first.since,
        text=first.text,
        more=len(due) - 1,
        rank=first.rank,
        circle_place=person.circle_place,
        name_key=person.name_key,
        is_explicit=any(one.reason in _EXPLICIT for one in due),
        post=first.post,
    )


def cut(found: Sequence[Card], cap: int = CAP, *, answered: int = 0) -> Cut:
    """Return what is shown of the cards and what can wait.

    Args:
        found: the cards in Today's order.
        cap: how many people a day.
        answered: how many people were already answered on Today this day.
    """
    room = max(0, cap - answered)
    is_shown = [place < room or card.is_explicit for place, card in enumerate(found)]
    return Cut(
        tuple(card for card, shown in zip(found, is_shown, strict=True) if shown),
        tuple(card for card, shown in zip(found, is_shown, strict=True) if not shown),
    )


def should_pick_up_again(last_here: date | None, today: date, waiting: int, cap: int = CAP) -> bool:
    """Say whether to offer "Pick up again": 14 days away, and more waits than one day holds."""
    return last_here is not None and today - last_here >= AWAY_AFTER and waiting > cap


def spread(found: Sequence[Card], days: Sequence[date], cap: int = CAP) -> Spread:
    """Lay cards on the chosen days, evenly and in order, at most a cap a day; the rest rests."""
    chosen = sorted(set(days))
    if not chosen:
        return Spread((), tuple(found))
    placed = found[: cap * len(chosen)]
    each, over = divmod(len(placed), len(chosen))
    laid, start = [], 0
    for place, day in enumerate(chosen):
        end = start + each + (1 if place < over else 0)
        laid.append((day, tuple(placed[start:end])))
        start = end
    return Spread(tuple(laid), tuple(found[len(placed) :]))


def moments(person: PersonFacts, zone: tzinfo) -> Iterator[datetime]:
    """Yield the instants, other than the beginning of a day, at which something may fall due."""
    for follow_up in person.follow_ups:
        if follow_up.at is not None:
            yield starts_at(follow_up.due, follow_up.at, zone)
    for answer in person.answers:
        if answer.until is not None:
            yield answer.until


def _all_due(person: PersonFacts, now: datetime, today: date, zone: tzinfo) -> Iterator[_Due]:
    turned_to = own_this_month(person.own_moments, today, zone)
    for due in _all_that_fell_due(person, now, today, zone):
        if not _rests(person, due, today) and not holds_back(
            due.reason,
            at_most=person.at_most,
            own_this_month=turned_to,
            quiet_until=person.quiet_until,
            today=today,
        ):
            yield due


def _rests(person: PersonFacts, due: _Due, today: date) -> bool:
    """Say whether it waits until what went wrong has been put right."""
    if person.making_up_until is None or today >= person.making_up_until:
        return False
    if due.reason is Reason.FOLLOW_UP:
        return due.id != person.check_id
    return due.reason not in {Reason.REPLY, Reason.PROMISE}


def _all_that_fell_due(
    person: PersonFacts, now: datetime, today: date, zone: tzinfo
) -> Iterator[_Due]:
    yield from _reply(person, now, today, zone)
    yield from _promises(person, now, today, zone)
    for follow_up in person.follow_ups:
        if starts_at(follow_up.due, follow_up.at, zone) <= now:
            yield _due(Reason.FOLLOW_UP, follow_up.id, follow_up.due, follow_up.text)
    if _is_fresh_import(person, now):
        return
    yield from _date(person, now, today, zone)
    if not _is_cooling_down(person, today, zone):
        if not _waits_by_rhythm(person, now, today, zone):
            yield from _posts(person, now, zone)
        yield from _quiet(person, now, today, zone)


def _due(reason: Reason, subject_id: int | None, since: date, text: str) -> _Due:
    return _Due(reason, subject_id, since, text, _RANKS[reason])


def _order_within_person(one: _Due) -> tuple[int, bool, float, int]:
    # The card points at the newest post, a long one before a short one whatever the time, and at
    # what has waited longest of everything else.
    if one.post is None:
        return one.rank, False, one.since.toordinal(), one.id or 0
    return one.rank, one.post.is_micro, -one.post.at.timestamp(), one.id or 0


def _reply(person: PersonFacts, now: datetime, today: date, zone: tzinfo) -> Iterator[_Due]:
    owed = person.owed
    if owed is None or owed.at > now:
        return
    relevant = [answer for answer in person.answers if answer.is_for(Reason.REPLY, owed.entry_id)]
    # An answer that names the entry is for it, whatever the clocks said.
    given = [a for a in relevant if a.subject_id is not None or a.at >= owed.at]
    if any(answer.how in {How.DONE, How.SKIP} for answer in given):
        return
    since = local_day(owed.at, zone)
    later = _later(given)
    if later is not None and later > now:
        return
    is_old = today - since >= REPLY_RANKS_LOW_AFTER
    rank = _RANKS[Reason.QUIET if is_old else Reason.REPLY]
    yield _Due(Reason.REPLY, owed.entry_id, _after_later(since, later, zone), owed.text, rank)


def _promises(person: PersonFacts, now: datetime, today: date, zone: tzinfo) -> Iterator[_Due]:
    for promise in person.promises:
        since = promise.by
        if since is None:
            since = local_day(promise.made_at, zone) + UNDATED_PROMISE_AFTER
        given = [a for a in person.answers if a.is_for(Reason.PROMISE, promise.id)]
        since = moved_by_skips(given, {How.SKIP}, since, SKIPPED_PROMISE_RESTS, zone)
        later = _later(given)
        if since <= today and (later is None or later <= now):
            since = _after_later(since, later, zone)
            yield _due(Reason.PROMISE, promise.id, since, promise.text)


def _date(person: PersonFacts, now: datetime, today: date, zone: tzinfo) -> Iterator[_Due]:
    kept = None if person.birthday is None else last_birthday(person.birthday, today)
    if kept is None:
        return
    # A birthday that had passed when it was written down was not missed.
    known_from = max(
        person.birthday_known_at or person.created_at, person.rests_until or person.created_at
    )
    if kept != today and kept < local_day(known_from, zone):
        return
    if person.last_own_at is not None and local_day(person.last_own_at, zone) > kept:
        return
    said_at = person.congratulated_at
    if said_at is not None and local_day(said_at, zone) >= kept:
        return
    given = [answer for answer in person.answers if answer.is_for(Reason.DATE, None)]
    if any(a.how in {How.DONE, How.SKIP} and local_day(a.at, zone) >= kept for a in given):
        return
    later = _later(given)
    if later is None or later <= now:
        yield _due(Reason.DATE, None, _after_later(kept, later, zone), _("Birthday"))


def _posts(person: PersonFacts, now: datetime, zone: tzinfo) -> Iterator[_Due]:
    # each of the person's answers holds for what was there when it was given
    until_next = [answer.at for answer in person.answers if answer.how is How.NEXT_POST]
    newest = max((post.at for post in person.posts if post.at <= now), default=now)
    if until_next and newest <= max(until_next):
        return
    for post in person.posts:
        if post.at > now or (person.last_own_at is not None and post.at <= person.last_own_at):
            continue
        if expires_at(post.at, is_micro=post.is_micro) <= now:
            continue
        given = [
            answer
            for answer in person.answers
            if answer.how is not How.NEXT_POST and answer.is_for(Reason.POST, post.id)
        ]
        if any(
            a.how is not How.SNOOZE and (a.subject_id is not None or a.at >= post.at) for a in given
        ):
            continue
        later = _later(given)
        if later is None or later <= now:
            rank = _RANKS[Reason.POST]
            yield _Due(Reason.POST, post.id, local_day(post.at, zone), post.title, rank, post)


def _quiet(person: PersonFacts, now: datetime, today: date, zone: tzinfo) -> Iterator[_Due]:
    cadence = person.cadence_days
    since = due_day(person.last_spoke_at, person.counts_from, cadence, zone)
    if since is None or cadence is None:
        return
    given = [answer for answer in person.answers if answer.is_for(Reason.QUIET, None)]
    rests = {How.SKIP, How.DONE, How.NEXT_POST}
    since = moved_by_skips(given, rests, since, timedelta(days=cadence), zone)
    later = _later(given)
    if is_going_quiet(since, today) and (later is None or later <= now):
        since = _after_later(since, later, zone)
        yield _due(Reason.QUIET, None, since, _quiet_text(person, today, zone))


def _quiet_text(person: PersonFacts, today: date, zone: tzinfo) -> str:
    cadence = cadence_label(person.cadence_days)
    if person.last_spoke_at is None:
        return _("Not spoken yet; you keep in touch {cadence}").format(cadence=cadence)
    spoke = ago(local_day(person.last_spoke_at, zone), today)
    return _("Last spoke {ago}; you keep in touch {cadence}").format(ago=spoke, cadence=cadence)


def _later(given: Iterable[Answer]) -> datetime | None:
    """Return the moment the newest Later names, or None."""
    snoozes = [answer for answer in given if answer.how is How.SNOOZE and answer.until is not None]
    if not snoozes:
        return None
    return max(snoozes, key=lambda answer: answer.at).until


def _after_later(since: date, later: datetime | None, zone: tzinfo) -> date:
    return since if later is None else max(since, local_day(later, zone))


def moved_by_skips(
    given: Iterable[Answer], hows: set[How], since: date, rest: timedelta, zone: tzinfo
) -> date:
    """Return the day something is due again after each answer that found it due."""
    for day in sorted(local_day(answer.at, zone) for answer in given if answer.how in hows):
        if since <= day:
            since = day + rest
    return since


def _is_fresh_import(person: PersonFacts, now: datetime) -> bool:
    return person.rests_until is not None and person.created_at <= now < person.rests_until


def _waits_by_rhythm(person: PersonFacts, now: datetime, today: date, zone: tzinfo) -> bool:
    """Say whether their rhythm asks for another post, or for a month since my last word."""
    if person.rhythm is Rhythm.SECOND_POST:
        answered = [
            answer.at
            for answer in person.answers
            if answer.how in {How.DONE, How.SKIP} and answer.reason in {None, Reason.POST}
        ]
        since = max((one for one in (person.last_own_at, *answered) if one), default=None)
        came = [at for at in person.post_times if at <= now and (since is None or at > since)]
        return len(came) < SECOND
    if person.rhythm is Rhythm.MONTHLY and person.last_own_at is not None:
        spoke = local_day(person.last_own_at, zone)
        return today < add_months(spoke, 1)
    return False


def _is_cooling_down(person: PersonFacts, today: date, zone: tzinfo) -> bool:
    if person.last_own_at is None:
        return False
    days = person.cooldown_days * (2 if person.unanswered >= PEST_AFTER else 1)
    return today < local_day(person.last_own_at, zone) + timedelta(days=days)
