"""When a post counts from, how long it may be answered, and what it is worth showing before."""

import itertools
from datetime import datetime, timedelta

EARLIEST_YEAR = 1995
AHEAD_BY_MISTAKE = timedelta(minutes=15)
ANNOUNCED_AHEAD = timedelta(days=7)
ANSWERABLE = timedelta(days=10)
ANSWERABLE_MICRO = timedelta(days=2)
# from this many times their usual gap on, a post is a return
RETURN_AFTER = 3


def counts_from(published: datetime | None, first_seen: datetime) -> datetime:
    """Return the moment a post counts from.

    Its own date where that can be believed, up to a week ahead; else when it was first seen.
    """
    if published is None or published.year < EARLIEST_YEAR:
        return first_seen
    if published - first_seen <= AHEAD_BY_MISTAKE:
        return published
    return published if published - first_seen <= ANNOUNCED_AHEAD else first_seen


def expires_at(counts_at: datetime, *, is_micro: bool) -> datetime:
    """Return the moment from which a post is too old to be answered."""
    return counts_at + (ANSWERABLE_MICRO if is_micro else ANSWERABLE)


def is_back_after_silence(moments: list[datetime]) -> bool:
    """Say whether the newest came after three times the usual gap; needs four posts.

    Args:
        moments: when they published, the newest first.
    """
    gaps = [later - earlier for later, earlier in itertools.pairwise(moments)]
    if len(gaps) < RETURN_AFTER:
        return False
    usual = sorted(gaps[1:])[(len(gaps) - 1) // 2]
    # somebody who writes every hour is not back when they slept
    return gaps[0] >= max(RETURN_AFTER * usual, timedelta(days=7))
