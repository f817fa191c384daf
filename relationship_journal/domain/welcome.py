"""What somebody welcomes: what came of what I wrote, in counts and never as a rate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from relationship_journal.domain.codes import Channel, Outcome
from relationship_journal.i18n import gettext as _

# below this a count says more about chance than about a person
ENOUGH = 5
LONG = 280
OLD_AFTER = timedelta(days=365)

_BY_LENGTH = frozenset({Channel.COMMENT, Channel.FORUM, Channel.MESSAGE, Channel.EMAIL, Channel.DM})


@dataclass(frozen=True, slots=True)
class Tried:
    """An entry of mine of which it is known what came of it."""

    channel: Channel
    length: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Tally:
    """How often entries of one kind were answered."""

    channel: Channel
    is_long: bool
    answered: int
    known: int

    @property
    def is_enough(self) -> bool:
        """Say whether there are enough to say anything."""
        return self.known >= ENOUGH


def tallies(entries: Iterable[Tried]) -> list[Tally]:
    """Return the counts of each kind, those with the most behind them first."""
    counts: dict[tuple[Channel, bool], list[int]] = {}
    for entry in entries:
        if entry.outcome is Outcome.UNKNOWN:
            continue
        kind = (entry.channel, entry.channel in _BY_LENGTH and entry.length >= LONG)
        count = counts.setdefault(kind, [0, 0])
        count[0] += entry.outcome is Outcome.ANSWERED
        count[1] += 1
    found = [Tally(channel, is_long, *count) for (channel, is_long), count in counts.items()]
    order = list(Channel)
    return sorted(found, key=lambda one: (-one.known, order.index(one.channel), not one.is_long))


def sentence(tally: Tally) -> str:
    """Return "Long comments: answered 7 of 9", or that it is too early to say."""
    kind = kind_label(tally.channel, is_long=tally.is_long)
    if not tally.is_enough:
        return _("{kind}: too early to say").format(kind=kind)
    return _("{kind}: answered {n} of {of}").format(kind=kind, n=tally.answered, of=tally.known)


def kind_label(channel: Channel, *, is_long: bool) -> str:
    """Return what entries of one kind are called: "Long comments"."""
    if is_long:
        return {
            Channel.COMMENT: _("Long comments"),
            Channel.FORUM: _("Long forum posts"),
            Channel.MESSAGE: _("Long page messages"),
            Channel.EMAIL: _("Long e-mails"),
            Channel.DM: _("Long direct messages"),
        }[channel]
    return {
        Channel.COMMENT: _("Short comments"),
        Channel.FORUM: _("Short forum posts"),
        Channel.MESSAGE: _("Short page messages"),
        Channel.EMAIL: _("Short e-mails"),
        Channel.DM: _("Short direct messages"),
        Channel.LINK: _("Links to their posts"),
        Channel.MENTION: _("Mentions"),
        Channel.CALL: _("Calls"),
        Channel.IN_PERSON: _("In person"),
        Channel.OTHER: _("Other"),
    }[channel]


def is_old(day: date, today: date) -> bool:
    """Say whether something was seen more than a year ago, and is shown in grey."""
    return today - day > OLD_AFTER
