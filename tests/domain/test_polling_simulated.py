"""Months of three hundred people who publish: how often they are asked, how soon it is known."""

import heapq
import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest

from relationship_journal.domain import polling

START = datetime(2026, 1, 1, tzinfo=UTC)
BEFORE = timedelta(days=60)
# days between two posts of real blogs: the 10th, 25th, 50th, 75th and 90th of a hundred
REAL = (0.05, 2.6, 14.0, 30.0, 74.0)
DAILY = (1.0,)
PEOPLE = 300


class Blog:
    """Somebody who publishes now and then, and what is known of it."""

    def __init__(self, number: int, gap: float, place: int, until: datetime) -> None:
        chance = random.Random(number)
        self.number, self.place = number, place
        self.moments, at = [], START - BEFORE
        while at < until:
            at += timedelta(days=min(chance.expovariate(1 / gap), 8 * gap))
            self.moments.append(at)
        self.seen, self.asked, self.wait = 0, 0, 0
        self.delays: list[float] = []

    def ask(self, now: datetime, least: timedelta) -> datetime:
        """Take in what is new and return when to ask again."""
        self.asked += 1
        while self.seen < len(self.moments) and self.moments[self.seen] <= now:
            if self.moments[self.seen] >= START:
                self.delays.append((now - self.moments[self.seen]).total_seconds() / 3600)
            self.seen += 1
        known = self.moments[max(0, self.seen - 11) : self.seen]
        gaps = [(b - a).total_seconds() for a, b in itertools.pairwise(known)]
        wait = polling.planned_wait(
            now,
            gap_seconds=gaps,
            newest_at=known[-1] if known else None,
            circle_place=self.place,
        )
        self.wait = polling.with_wait(polling.Hints(), wait).wait
        return polling.next_look(now, wait, feed_id=self.number, least=least)


@pytest.mark.parametrize(
    ("rhythms", "circles", "days"),
    [
        (REAL, (0, 1, 1, 1, 2, 2, 2, 2, 2, 2), 365),
        (REAL, (0, 1, 2), 60),
        (DAILY, (0, 1, 2), 30),
        (DAILY, (0,), 30),
    ],
)
def test_a_feed_is_asked_two_and_a_half_times_a_day_on_average_whoever_they_are(
    rhythms: tuple[float, ...], circles: tuple[int, ...], days: int
) -> None:
    until = START + timedelta(days=days)
    blogs = [
        Blog(number, rhythms[number % len(rhythms)], circles[number % len(circles)], until)
        for number in range(PEOPLE)
    ]
    due = [(START, blog.number) for blog in blogs]
    heapq.heapify(due)
    least, reckoned_at = timedelta(0), START
    while due[0][0] < until:
        now, number = due[0]
        if now - reckoned_at >= timedelta(hours=1):
            least, reckoned_at = polling.least_wait(blog.wait for blog in blogs), now
        heapq.heapreplace(due, (blogs[number].ask(now, least), number))
    assert sum(blog.asked for blog in blogs) / PEOPLE / days <= 2.5
    late = sorted(delay for blog in blogs for delay in blog.delays)
    assert late[len(late) // 2] <= 6
    assert late[-1] <= 27
