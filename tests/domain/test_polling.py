"""When a feed is looked at next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain import polling
from relationship_journal.domain.parsed_feed import ParsedFeed
from relationship_journal.domain.polling import Hints

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)  # a Monday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOMENTS = st.integers(788918400, 4102444800).map(lambda at: datetime.fromtimestamp(at, UTC))


def next_look(
    now: datetime, *, feed_id: int, has_validators: bool = True, **more: object
) -> datetime:
    hints = more.get("hints")
    wait = polling.planned_wait(now, has_validators=has_validators, **more)
    return polling.next_look(now, wait, feed_id=feed_id, hints=hints, has_validators=has_validators)


def gaps(*days: float) -> tuple[float, ...]:
    return tuple(one * 86400 for one in days)


@pytest.mark.parametrize(
    ("gap_seconds", "newest", "place", "hours"),
    [
        (gaps(1, 1, 1), 0.5, 0, 3),  # an eighth of a day
        (gaps(1, 1, 1), 0.5, 2, 3),
        (gaps(0.1, 0.1, 0.1), 0.01, 0, 1),  # never more than once an hour
        (gaps(14, 14, 14), 1, 0, 6),  # the innermost at least four times a day
        (gaps(14, 14, 14), 1, 1, 12),
        (gaps(14, 14, 14), 1, 2, 24),
        (gaps(14, 14, 14), 1, 7, 24),
        (gaps(1, 1), 0.5, 0, 6),  # too few to know: two days
        ((), None, 1, 6),
        (gaps(1, 2, 30), 0.5, 2, 6),  # the median
        (gaps(1, 1, 1), 40, 2, 24),  # quiet for long: it stretches
        (gaps(1, 1, 1), 4, 2, 6),
    ],
)
def test_a_feed_is_looked_at_eight_times_a_gap_within_what_the_circle_wants(
    gap_seconds: tuple[float, ...], newest: float | None, place: int, hours: float
) -> None:
    newest_at = NOW - timedelta(days=newest) if newest is not None else None
    assert polling.base_wait(NOW, gap_seconds, newest_at, place) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("hints", "hours"),
    [
        (Hints(), 3),
        (Hints(feed_minutes=30), 3),  # only lengthens
        (Hints(feed_minutes=600), 10),
        (Hints(server_minutes=720), 12),
        (Hints(feed_minutes=600, server_minutes=720), 12),
        (Hints(feed_minutes=10_000_000), 24),  # a year is a mistake
    ],
)
def test_a_hint_only_makes_it_later_and_by_a_day_at_most(hints: Hints, hours: float) -> None:
    found = next_look(NOW, feed_id=1, gap_seconds=gaps(1, 1, 1), circle_place=0, hints=hints)
    assert 0.9 * hours * HOUR <= found - NOW <= 1.1 * hours * HOUR


def test_a_feeds_chance_is_its_own_and_the_same_all_day() -> None:
    ones = {next_look(NOW, feed_id=number) for number in range(50)}
    assert len(ones) == 50
    assert next_look(NOW, feed_id=1) == next_look(NOW, feed_id=1)
    assert polling.chance(1, NOW) != polling.chance(1, NOW + DAY)


def test_a_server_that_cannot_say_nothing_new_is_asked_once_a_day() -> None:
    found = next_look(NOW, feed_id=1, gap_seconds=gaps(1, 1, 1), has_validators=False)
    assert found - NOW >= DAY


@pytest.mark.parametrize(
    ("hints", "first"),
    [
        (Hints(skip_hours=(13, 14)), datetime(2026, 11, 23, 15, tzinfo=UTC)),
        (Hints(skip_days=("monday",)), datetime(2026, 11, 24, 0, tzinfo=UTC)),
        (
            Hints(skip_days=("monday",), skip_hours=(0, 1)),
            datetime(2026, 11, 24, 2, tzinfo=UTC),
        ),
    ],
)
def test_hours_and_days_that_a_feed_skips_are_skipped(hints: Hints, first: datetime) -> None:
    found = next_look(NOW, feed_id=1, gap_seconds=gaps(1, 1, 1), circle_place=0, hints=hints)
    assert found == first


def test_a_feed_that_skips_every_hour_did_not_mean_it() -> None:
    hints = Hints(skip_hours=tuple(range(24)))
    found = next_look(NOW, feed_id=1, gap_seconds=gaps(1, 1, 1), hints=hints)
    assert found - NOW < 4 * HOUR


@pytest.mark.parametrize(
    ("headers", "minutes"),
    [
        ({}, 0),
        ({"cache-control": "max-age=3600"}, 60),
        ({"cache-control": "public, s-maxage=9, max-age=7200"}, 120),
        ({"cache-control": "s-maxage=43200"}, 0),
        ({"cache-control": 'max-age="600"'}, 10),
        ({"cache-control": "max-age=504576000"}, 1440),  # sixteen years
        ({"cache-control": "no-cache"}, 0),
        ({"expires": "0"}, 0),
        ({"expires": "Mon, 23 Nov 2026 12:30:00 GMT"}, 120),
        ({"expires": "Mon, 23 Nov 2026 08:30:00 GMT"}, 0),
        (
            {  # by a clock three days off
                "date": "Thu, 26 Nov 2026 10:30:00 GMT",
                "expires": "Thu, 26 Nov 2026 11:30:00 GMT",
            },
            60,
        ),
        ({"expires": "whenever"}, 0),
    ],
)
def test_what_a_server_says_of_its_answers_age_is_heard(
    headers: dict[str, str], minutes: int
) -> None:
    assert polling.with_answer(Hints(), headers, NOW).server_minutes == minutes


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("0", timedelta(0)),
        ("86400000", timedelta(days=7)),
        ("9" * 12, timedelta(days=7)),
        ("Mon, 23 Nov 2026 11:30:00 GMT", HOUR),
        ("Mon, 23 Nov 2020 11:30:00 GMT", timedelta(0)),
        ("Mon, 23 Nov 2099 11:30:00 GMT", timedelta(days=7)),
        ("", None),
        ("soon", None),
        ("-5", None),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(text: str, wait: timedelta | None) -> None:
    assert polling.retry_after(text, NOW) == wait


def test_a_date_to_come_back_on_is_read_by_the_servers_own_clock() -> None:
    back, asked = "Thu, 26 Nov 2026 10:32:00 GMT", "Thu, 26 Nov 2026 10:30:00 GMT"
    assert polling.retry_after(back, NOW, asked) == timedelta(minutes=2)


def test_hints_are_kept_as_text_and_come_back() -> None:
    feed = ParsedFeed(
        "rss", ttl_minutes=60, update_period_minutes=90, skip_hours=(1,), skip_days=("sunday",)
    )
    hints = polling.with_feed(Hints(server_minutes=5), feed)
    assert hints == Hints(90, 5, (1,), ("sunday",), polling.READER)
    assert polling.hints_from(hints.text()) == hints
    assert Hints().text() == ""


@pytest.mark.parametrize("text", ["", "nonsense", "[]", '{"feed_minutes": "x"}', "null"])
def test_hints_that_cannot_be_read_are_none(text: str) -> None:
    assert polling.hints_from(text) == Hints()


@given(
    st.lists(st.floats(0, 1e9), max_size=15),
    st.none() | MOMENTS,
    st.integers(0, 9),
    st.builds(
        Hints,
        st.integers(0, 10**9),
        st.integers(0, 10**6),
        st.lists(st.integers(0, 23)).map(tuple),
    ),
    MOMENTS,
    st.booleans(),
)
def test_the_next_look_is_an_hour_to_a_week_away(
    gap_seconds: list[float],
    newest: datetime | None,
    place: int,
    hints: Hints,
    now: datetime,
    validators: bool,
) -> None:
    found = next_look(
        now,
        feed_id=7,
        gap_seconds=gap_seconds,
        newest_at=newest,
        circle_place=place,
        hints=hints,
        has_validators=validators,
    )
    assert 0.9 * HOUR <= found - now <= timedelta(days=8)


@pytest.mark.parametrize(
    ("hours", "least"),
    [
        ([1] * 49, 0),  # a few people are asked as often as they write
        ([24] * 300, 0),
        ([10] * 300, 0),
        ([6] * 300, 10),
        ([3] * 300, 10),
        ([24] * 200 + [6] * 100, 0),  # two a day on average
        # 200 a day for those who write seldom leave 520 to the other hundred
        ([24] * 200 + [1] * 100, 24 / 5.2),
    ],
)
def test_all_together_are_not_asked_more_than_so_often_and_only_the_busiest_wait(
    hours: list[int], least: float
) -> None:
    found = polling.least_wait(60 * hour for hour in hours)
    assert found / HOUR == pytest.approx(least)


@given(st.lists(st.integers(15, 10080), min_size=50, max_size=200))
def test_with_the_least_wait_the_average_is_kept(waits: list[int]) -> None:
    least = polling.least_wait(waits) / timedelta(minutes=1)
    rates = [1440 / max(wait, least) for wait in waits]
    assert sum(rates) / len(rates) <= polling.MOST_A_DAY + 1e-6


def test_a_feed_that_must_wait_for_the_others_does() -> None:
    found = polling.next_look(NOW, HOUR, feed_id=1, least=10 * HOUR)
    assert 9 * HOUR <= found - NOW <= 11 * HOUR
