"""When somebody is due."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain import schedule
from relationship_journal.domain.when import local_day

VIENNA = ZoneInfo("Europe/Vienna")
ZONES = st.sampled_from(sorted(zoneinfo.available_timezones() - {"localtime"})).map(ZoneInfo)
INSTANTS = st.integers(788_918_400, 4_133_894_400).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)


def at(text, zone=VIENNA):
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("person", "circle", "cadence"),
    [
        (None, 14, 14),
        (None, None, None),
        (0, 14, None),
        (30, 14, 30),
        (30, None, 30),
        (None, 0, None),
    ],
)
def test_a_persons_cadence_goes_before_the_circles(person, circle, cadence):
    assert schedule.cadence_of(person, circle) == cadence


@pytest.mark.parametrize(
    ("spoke", "days", "due", "zone"),
    [
        ("2026-10-01 20:00", 30, "2026-10-31", VIENNA),
        ("2026-03-20 23:59", 14, "2026-04-03", VIENNA),
        ("2026-03-21 03:59", 14, "2026-04-03", VIENNA),
        ("2026-09-30 20:00", 14, "2026-10-14", ZoneInfo("Australia/Sydney")),
        ("2026-11-23 10:00", 1, "2026-11-24", VIENNA),
    ],
)
def test_due_is_last_spoke_plus_calendar_days(spoke, days, due, zone):
    came = at("2020-01-01 12:00")
    assert schedule.due_day(at(spoke, zone), came, days, zone) == date.fromisoformat(due)


def test_before_the_first_entry_the_day_they_came_counts():
    came = at("2026-11-01 12:00")
    assert schedule.due_day(None, came, 14, VIENNA) == date(2026, 11, 15)
    imported = schedule.counts_from(came, is_imported=True)
    assert schedule.due_day(None, imported, 14, VIENNA) == date(2026, 11, 22)
    assert schedule.counts_from(came, is_imported=False) == came


def test_without_a_plan_or_past_the_calendar_nobody_is_due():
    came = at("2026-11-01 12:00")
    assert schedule.due_day(None, came, None, VIENNA) is None
    assert schedule.due_day(came, came, 0, VIENNA) is None
    assert schedule.due_day(came, came, 100_000, VIENNA) is None
    assert schedule.due_day(came, came, 10**12, VIENNA) is None


def test_what_is_missed_stays_due():
    due = schedule.due_day(at("2026-01-10 12:00"), at("2020-01-01 12:00"), 14, VIENNA)
    assert not schedule.is_going_quiet(due, date(2026, 1, 23))
    assert schedule.is_going_quiet(due, date(2026, 1, 24))
    assert schedule.is_going_quiet(due, date(2026, 9, 24))
    assert not schedule.is_going_quiet(None, date(2026, 9, 24))


def test_a_pause_ends_on_its_day():
    until = date(2026, 12, 1)
    assert schedule.is_paused(until, date(2026, 11, 30))
    assert not schedule.is_paused(until, until)
    assert not schedule.is_paused(None, until)


@pytest.mark.parametrize(
    ("muted", "paused_until", "put_away", "asks"),
    [
        (False, None, False, True),
        (True, None, False, False),
        (False, date(2026, 12, 1), False, False),
        (False, date(2026, 11, 23), False, True),
        (False, None, True, False),
    ],
)
def test_muted_paused_and_put_away_people_rest(muted, paused_until, put_away, asks):
    got = schedule.asks_for_attention(
        is_muted=muted, paused_until=paused_until, is_put_away=put_away, today=date(2026, 11, 23)
    )
    assert got is asks


@given(INSTANTS, INSTANTS, st.integers(1, 400), ZONES)
def test_only_a_newer_entry_moves_what_is_due(first, second, days, zone):
    came = datetime(1995, 1, 1, tzinfo=UTC)
    due = schedule.due_day(first, came, days, zone)
    assert due - local_day(first, zone) == timedelta(days=days)
    newest = max(first, second)
    moved = schedule.due_day(newest, came, days, zone)
    if newest == first:
        assert moved == due
