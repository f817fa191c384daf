"""What the boundaries of a plan hold back, and what they say when one is about to be crossed."""

from datetime import date, datetime, timedelta, tzinfo

from relationship_journal.domain.approach import Limits, channel_many
from relationship_journal.domain.codes import Channel
from relationship_journal.domain.person_facts import Reason
from relationship_journal.domain.target import MAIL
from relationship_journal.domain.when import add_months, local_day
from relationship_journal.i18n import gettext as _

# Words of theirs, and what one said oneself, are never held back.
HELD_BACK_BY_NUMBER = frozenset({Reason.POST, Reason.QUIET})
HELD_BACK_BY_QUIET = frozenset({Reason.POST, Reason.QUIET, Reason.DATE})

FIRST_CONTACTS_A_WEEK = 3
WEEK = timedelta(days=7)


def holds_back(
    reason: Reason,
    *,
    at_most: int | None,
    own_this_month: int,
    quiet_until: date | None,
    today: date,
) -> bool:
    """Say whether a person is not offered for this reason today.

    Args:
        reason: why they would be.
        at_most: so often a month, or None.
        own_this_month: how often I turned to them in the month that ends today.
        quiet_until: from this day on they may be turned to again, or None.
        today: the journal's day.
    """
    if quiet_until is not None and today < quiet_until and reason in HELD_BACK_BY_QUIET:
        return True
    is_over = at_most is not None and own_this_month >= at_most
    return is_over and reason in HELD_BACK_BY_NUMBER


def month_begins(today: date) -> date:
    """Return the first day of the month that ends today: on 23 November, 24 October."""
    return add_months(today, -1) + timedelta(days=1)


def own_this_month(moments: tuple[datetime, ...], today: date, zone: tzinfo) -> int:
    """Return how many of these moments lie in the month that ends today."""
    first = month_begins(today)
    return sum(first <= local_day(moment, zone) <= today for moment in moments)


def may_again_on(moments: tuple[datetime, ...], at_most: int, zone: tzinfo) -> date | None:
    """Return the first day on which the number leaves room again, or None where it does now.

    Args:
        moments: when I turned to them.
        at_most: so often a month, one or more.
        zone: the user's zone.
    """
    days = sorted((local_day(moment, zone) for moment in moments), reverse=True)
    if len(days) < at_most:
        return None
    nth = days[at_most - 1]
    day = add_months(nth, 1)
    while month_begins(day) <= nth:  # the month before is the shorter one
        day += timedelta(days=1)
    return day


def refusal(channel: Channel, held: Limits, called: str) -> str:
    """Return what is said when a channel is about to be used that was ruled out, or ""."""
    if channel not in held.ruled_out:
        return ""
    sentence = _("You decided: no {what} to {name}")
    if channel in {Channel.CALL, Channel.IN_PERSON}:
        sentence = _("You decided: no {what} with {name}")
    return sentence.format(what=channel_many(channel), name=called)


def channel_of(address: str, *, is_post: bool, network: str, handle: str) -> Channel | None:
    """Return by which channel one turns to somebody at an address, or None for a mere page.

    Args:
        address: of the page or the mailbox.
        is_post: it is something they published.
        network: whose place it is, as `domain.web` names it, or "".
        handle: what they go by there, or "".
    """
    if address.startswith(MAIL):
        return Channel.EMAIL
    if is_post:
        return Channel.COMMENT
    if handle:
        return Channel.DM if network else Channel.FORUM
    return None


def is_slow_lane(first_contacts: int) -> bool:
    """Say whether so many first contacts in a week are enough for now."""
    return first_contacts >= FIRST_CONTACTS_A_WEEK
