"""Whose turn it is, and how long a host is left alone."""

import asyncio
from collections.abc import Callable

import pytest

from relationship_journal.system.http import politeness
from relationship_journal.system.http.politeness import Manners, group_of


@pytest.mark.parametrize(
    ("host", "group"),
    [
        ("quiet.example", "quiet.example"),
        ("www.quiet.example", "quiet.example"),
        ("Blog.Quiet.Example.", "quiet.example"),
        ("a.b.co.uk", "b.co.uk"),
        ("one.tumblr.com", "tumblr.com"),
        ("one.blogspot.com", "blogspot.com"),
        ("blogspot.com", "blogspot.com"),
        ("notblogspot.com", "notblogspot.com"),
        ("one.wordpress.com", "wordpress.com"),
        ("one.substack.com", "substack.com"),
        ("one.medium.com", "medium.com"),
        ("www.youtube.com", "youtube.com"),
        ("old.reddit.com", "reddit.com"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_the_homes_of_many_are_one_host(host: str, group: str) -> None:
    assert group_of(host) == group


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[float]]:
    """Return how long each of some turns is waited for, under a clock that only sleeping moves."""

    def measure(*turns: tuple[str, bool]) -> list[float]:
        now, found = [0.0], []

        async def sleep(seconds: float) -> None:
            now[0] += seconds

        async def take_turns() -> None:
            manners = Manners(clock=lambda: now[0])
            monkeypatch.setattr(politeness.asyncio, "sleep", sleep)
            for group, is_by_hand in turns:
                before = now[0]
                async with manners.turn(group, is_by_hand=is_by_hand):
                    found.append(now[0] - before)

        asyncio.run(take_turns())
        return found

    return measure


def test_a_host_is_left_alone_for_two_seconds_and_reddit_for_a_minute(
    waits: Callable[..., list[float]],
) -> None:
    assert waits(("a", False), ("a", False), ("b", False)) == [0, 2, 0]
    assert waits(("reddit.com", False), ("reddit.com", False)) == [0, 60]


def test_somebody_who_waits_waits_a_second_but_not_where_a_minute_is_wanted(
    waits: Callable[..., list[float]],
) -> None:
    assert waits(("a", True), ("a", True), ("a", False)) == [0, 1, 2]
    assert waits(("reddit.com", True), ("reddit.com", True)) == [0, 60]


def test_hosts_are_forgotten_when_they_are_many_and_long_past() -> None:
    async def many() -> int:
        now = [0.0]
        manners = Manners(clock=lambda: now[0])
        for number in range(9000):
            now[0] += 1
            async with manners.turn(f"h{number}"):
                pass
        return len(manners._places)

    assert asyncio.run(many()) <= 4096
