"""Dated stories through the command line: what the boundaries of a plan hold back on Today."""

import time

import pytest

from tests.cli.test_scenarios import play, scenario

STORIES = (
    scenario(
        "who is over their number a month is not offered, and is again when the month is over",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-01: approach Ana --set at_most=1
        2026-01-10: log Ana hello
        2026-01-24? nobody
        2026-02-09? nobody
        2026-02-10? Ana quiet 2026-01-24
        """,
    ),
    scenario(
        "without a boundary the silence is offered when it is due",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-10: log Ana hello
        2026-01-24? Ana quiet 2026-01-24
        """,
    ),
    scenario(
        "a boundary never blocks answering somebody who wrote first",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-01: approach Ana --set at_most=0 --set quiet_until=2026-06-01 --set fine=email
        2026-01-10: log Ana hello
        2026-01-20: log Ana hi --from-them
        2026-01-20? Ana reply 2026-01-20
        """,
    ),
    scenario(
        "promises and follow-ups are what I said myself, and come up",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-01: approach Ana --set at_most=0 --set quiet_until=2026-06-01
        2026-01-02: promise Ana book --by 2026-01-05
        2026-01-02: remind Ana 2026-01-05 call
        2026-01-05? Ana promise 2026-01-05 +1
        """,
    ),
    scenario(
        "of the circle's number and the person's the smaller holds",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-01: add Ben --circle Inner
        2026-01-01: approach --circle Inner --set at_most=1
        2026-01-01: approach Ana --set at_most=3
        2026-01-01: approach Ben --set at_most=0
        2026-01-10: log Ana hello
        2026-01-24? nobody
        2026-02-10? Ana quiet 2026-01-24
        """,
    ),
    scenario(
        "of the circle's quiet and the person's the later holds",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-01: approach --circle Inner --set quiet_until=2026-03-01
        2026-01-01: approach Ana --set quiet_until=2026-02-01
        2026-02-28? nobody
        2026-03-01 03:59? nobody
        2026-03-01 04:00? Ana quiet 2026-01-15
        """,
    ),
    scenario(
        "quiet until a day holds a birthday back as well",
        """
        2026-01-01: add Ana
        2026-01-01: edit Ana --birthday 1980-02-10
        2026-01-01: approach Ana --set quiet_until=2026-02-12
        2026-02-10? nobody
        2026-02-12? Ana date 2026-02-10
        """,
    ),
    scenario(
        "a boundary that is taken away holds nothing back",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-01: approach Ana --set quiet_until=2026-12-01
        2026-02-01? nobody
        2026-02-01: approach Ana --set quiet_until=none
        2026-02-01? Ana quiet 2026-01-15
        """,
    ),
    scenario(
        "another circle brings another boundary",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-01: approach --circle Inner --set quiet_until=2026-12-01
        2026-03-01? nobody
        2026-03-01: edit Ana --circle Regular
        2026-03-01? Ana quiet 2026-02-15
        """,
    ),
    scenario(
        "what they owe me is never a reminder",
        """
        2026-01-01: add Ana
        2026-01-01: promise Ana book --by 2026-01-05 --theirs
        2026-01-01: promise Ana chapter --theirs
        2026-02-01? nobody
        """,
    ),
)


@pytest.mark.parametrize(("story", "zone"), STORIES)
def test_today_keeps_to_the_boundaries(rj, story, zone, monkeypatch):
    monkeypatch.setenv("TZ", zone)
    if hasattr(time, "tzset"):
        time.tzset()
    try:
        play(rj, story)
    finally:
        monkeypatch.undo()
        if hasattr(time, "tzset"):
            time.tzset()
