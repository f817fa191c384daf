"""WHEN as typed, and the journal's day."""

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain import when
from relationship_journal.errors import InvalidInput

VIENNA = ZoneInfo("Europe/Vienna")
SYDNEY = ZoneInfo("Australia/Sydney")
ZONES = st.sampled_from(sorted(zoneinfo.available_timezones() - {"localtime"})).map(ZoneInfo)
INSTANTS = st.integers(788_918_400, 4_133_894_400).map(  # 1995 to 2100, in seconds
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
DAYS = st.dates(date(1995, 1, 1), date(2100, 12, 31))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # 10:30 in Vienna


def at(text, zone=VIENNA):
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        ("2026-11-23 03:59:59", VIENNA, "2026-11-22"),
        ("2026-11-23 04:00", VIENNA, "2026-11-23"),
        ("2026-11-23 23:59", VIENNA, "2026-11-23"),
        ("2026-11-24 00:00", VIENNA, "2026-11-23"),
        # Clocks go from 02:00 to 03:00: four hours before 04:30 it is 23:30 of the day before.
        ("2026-03-29 04:30", VIENNA, "2026-03-29"),
        ("2026-03-29 03:30", VIENNA, "2026-03-28"),
        ("2026-10-25 03:30", VIENNA, "2026-10-24"),
        ("2026-10-25 04:00", VIENNA, "2026-10-25"),
        ("2026-10-04 03:30", SYDNEY, "2026-10-03"),
        ("2026-04-05 04:00", SYDNEY, "2026-04-05"),
    ],
)
def test_the_day_begins_at_four_on_the_wall_clock(instant, zone, day):
    assert when.local_day(at(instant, zone), zone) == date.fromisoformat(day)


def test_the_second_pass_of_a_repeated_hour_still_belongs_to_the_evening_before():
    assert when.local_day(utc("2026-10-25 00:30"), VIENNA) == date(2026, 10, 24)
    assert when.local_day(utc("2026-10-25 02:59"), VIENNA) == date(2026, 10, 24)
    assert when.local_day(utc("2026-10-25 03:00"), VIENNA) == date(2026, 10, 25)


@pytest.mark.parametrize(
    ("day", "clock", "zone", "instant"),
    [
        ("2026-03-29", "02:30", VIENNA, "2026-03-29 01:30"),  # shown as 03:30 CEST
        ("2026-10-25", "02:30", VIENNA, "2026-10-25 00:30"),  # the first of two
        ("2026-10-04", "02:30", SYDNEY, "2026-10-03 16:30"),
        ("2026-04-05", "02:30", SYDNEY, "2026-04-04 15:30"),
        ("2026-11-23", "12:00", VIENNA, "2026-11-23 11:00"),
    ],
)
def test_a_gap_moves_forward_and_a_fold_takes_the_first(day, clock, zone, instant):
    got = when.to_instant(date.fromisoformat(day), time.fromisoformat(clock), zone)
    assert got == utc(instant)


def test_a_day_whose_four_oclock_is_leapt_over_begins_with_the_leap():
    """Casey went from 02:00 to 05:00 on 18 October 2009; Apia left out 30 December 2011."""
    casey = ZoneInfo("Antarctica/Casey")
    assert when.start_of_day(date(2009, 10, 18), casey) == at("2009-10-18 05:00", casey)
    apia = ZoneInfo("Pacific/Apia")
    assert when.start_of_day(date(2011, 12, 30), apia) == at("2011-12-31 00:00", apia)
    assert when.start_of_day(date(2011, 12, 31), apia) == at("2011-12-31 04:00", apia)


@given(INSTANTS, ZONES)
def test_an_instant_lies_in_its_day(instant, zone):
    day = when.local_day(instant, zone)
    local = instant.astimezone(zone)
    assert when.start_of_day(day, zone) <= instant
    # A fold at 04:00 shows the morning twice; the first pass has then begun the day already.
    if local.fold == 0:
        assert instant < when.start_of_day(day + timedelta(days=1), zone)


@given(DAYS, ZONES)
def test_days_begin_one_after_the_other(day, zone):
    begins = when.start_of_day(day, zone)
    assert begins < when.start_of_day(day + timedelta(days=1), zone)
    assert when.local_day(begins, zone) == day
    assert when.local_day(begins - timedelta(seconds=1), zone) < day


@given(DAYS, st.times(), ZONES)
def test_a_wall_time_is_shown_by_its_instant_or_was_leapt_over(day, clock, zone):
    clock = clock.replace(microsecond=0)
    local = when.to_instant(day, clock, zone).astimezone(zone)
    shown = local.replace(tzinfo=None)
    assert shown == datetime.combine(day, clock) or shown > datetime.combine(day, clock)
    assert local.fold == 0 or shown > datetime.combine(day, clock)


@pytest.mark.parametrize(
    ("typed", "day", "clock", "instant"),
    [
        ("2026-11-27", "2026-11-27", None, "2026-11-27 11:00"),
        ("20261127", "2026-11-27", None, "2026-11-27 11:00"),
        ("2026-11-27T18:30", "2026-11-27", "18:30", "2026-11-27 17:30"),
        ("2026-11-27 18:30:15", "2026-11-27", "18:30:15", "2026-11-27 17:30:15"),
        ("2026-11-27t18:30z", "2026-11-27", "19:30", "2026-11-27 18:30"),
        ("2026-11-27T23:30Z", "2026-11-28", "00:30", "2026-11-27 23:30"),
        ("2026-11-27 18:30+05:30", "2026-11-27", "14:00", "2026-11-27 13:00"),
        ("2026-11-27T18:30:00.25-0800", "2026-11-28", "03:30", "2026-11-28 02:30"),
        ("2026-03-29 02:30", "2026-03-29", "03:30", "2026-03-29 01:30"),
        ("10:00", "2026-11-23", "10:00", "2026-11-23 09:00"),
        ("9:05", "2026-11-23", "09:05", "2026-11-23 08:05"),
        ("23:30", "2026-11-23", "23:30", "2026-11-23 22:30"),
        ("01:30", "2026-11-24", "01:30", "2026-11-24 00:30"),
        ("today", "2026-11-23", None, "2026-11-23 11:00"),
        (" Tomorrow ", "2026-11-24", None, "2026-11-24 11:00"),
        ("YESTERDAY", "2026-11-22", None, "2026-11-22 11:00"),
        ("fri", "2026-11-27", None, "2026-11-27 11:00"),
        ("Friday", "2026-11-27", None, "2026-11-27 11:00"),
        ("thurs", "2026-11-26", None, "2026-11-26 11:00"),
        ("mon", "2026-11-30", None, "2026-11-30 11:00"),
        ("sun", "2026-11-29", None, "2026-11-29 11:00"),
        ("0d", "2026-11-23", None, "2026-11-23 11:00"),
        ("3d", "2026-11-26", None, "2026-11-26 11:00"),
        ("2W", "2026-12-07", None, "2026-12-07 11:00"),
        ("6m", "2027-05-23", None, "2027-05-23 10:00"),
        ("1y", "2027-11-23", None, "2027-11-23 11:00"),
    ],
)
def test_when_is_read_as_typed(typed, day, clock, instant):
    got = when.parse_when(typed, MONDAY, VIENNA)
    assert got.day == date.fromisoformat(day)
    assert got.at == (clock and time.fromisoformat(clock))
    assert got.instant == utc(instant)
    begins = got.instant if clock else when.start_of_day(got.day, VIENNA)
    assert got.starts == begins


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("fri", "2026-11-20"),
        ("mon", "2026-11-16"),
        ("sun", "2026-11-22"),
        ("3d", "2026-11-20"),
        ("2w", "2026-11-09"),
        ("6m", "2026-05-23"),
        ("1y", "2025-11-23"),
        ("yesterday", "2026-11-22"),
        ("2026-11-01", "2026-11-01"),
    ],
)
def test_what_has_happened_is_looked_for_backward(typed, day):
    got = when.parse_when(typed, MONDAY, VIENNA, past=True)
    assert (got.day, got.at) == (date.fromisoformat(day), None)
    assert got.instant == at(f"{day} 12:00")


def test_month_distances_end_at_the_end_of_short_months():
    assert when.parse_when("1m", at("2026-01-31 12:00"), VIENNA).day == date(2026, 2, 28)
    assert when.parse_when("12m", at("2028-02-29 12:00"), VIENNA).day == date(2029, 2, 28)


def test_what_happened_today_is_not_put_into_the_future():
    assert when.parse_when("today", MONDAY, VIENNA, past=True).instant == MONDAY
    evening = at("2026-11-23 20:00")
    assert when.parse_when("today", evening, VIENNA, past=True).instant == at("2026-11-23 12:00")


def test_after_midnight_it_is_still_the_evening_before():
    night = at("2026-11-24 01:00")
    assert when.parse_when("today", night, VIENNA).day == date(2026, 11, 23)
    assert when.parse_when("tue", night, VIENNA).day == date(2026, 11, 24)
    assert when.parse_when("23:30", night, VIENNA).instant == at("2026-11-23 23:30")
    assert when.parse_when("02:15", night, VIENNA).instant == at("2026-11-24 02:15")


def test_a_time_of_night_that_has_happened_is_the_night_that_was():
    morning = at("2026-11-23 09:00")
    got = when.parse_when("01:30", morning, VIENNA, past=True)
    assert got.instant == at("2026-11-23 01:30")
    # A time of day still to come stays in the future, for the caller to refuse.
    assert when.parse_when("18:00", morning, VIENNA, past=True).instant > morning


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "soon", "3", "d3", "-3d", "3x", "25:00", "10:60", "24:00", "10:5", "2026-13-01",
        "2026-02-30", "2026-11-27T25:00", "2026-11-27T10:00+99:00", "99999999m", "999999y",
        "999999w", "1899-12-31", "2201-01-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00",
        "fr", "2026-11-27x10:00", "\x00", "\ud800", "a" * 5000, "2026-W48-1", "noon",
    ],
)  # fmt: skip
@pytest.mark.parametrize("past", [False, True])
def test_anything_else_is_refused_in_a_sentence(typed, past):
    with pytest.raises(InvalidInput) as caught:
        when.parse_when(typed, MONDAY, VIENNA, past=past)
    assert caught.value.field == "when"
    assert "2026-11-27" in caught.value.hint
    assert len(caught.value.text) < 100


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{1,6}[dwmy]|[0-9-]{8,10}([T ][0-9:]+Z?)?"),
       INSTANTS, ZONES, st.booleans())  # fmt: skip
def test_whatever_is_typed_is_a_moment_or_refused(typed, now, zone, past):
    try:
        got = when.parse_when(typed, now, zone, past=past)
    except InvalidInput:
        return
    assert when.FIRST_DAY <= got.day <= when.LAST_DAY
    assert got.instant.tzinfo is UTC
    assert got.starts.tzinfo is UTC
    if got.at is None:
        assert when.local_day(got.starts, zone) == got.day


@given(INSTANTS, ZONES, st.sampled_from(WEEKDAYS))
def test_weekdays_lie_within_the_week_before_or_after(now, zone, word):
    today = when.local_day(now, zone)
    ahead = when.parse_when(word, now, zone).day
    back = when.parse_when(word, now, zone, past=True).day
    assert timedelta(0) < ahead - today <= timedelta(days=7)
    assert timedelta(0) < today - back <= timedelta(days=7)
    assert ahead.weekday() == back.weekday() == WEEKDAYS.index(word)


@given(INSTANTS, ZONES)
def test_a_date_survives_being_typed(now, zone):
    day = when.local_day(now, zone)
    assert when.parse_when(day.isoformat(), now, zone).day == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Fri", "2026-11-27"),
        ("3 Dec", "2026-12-03"),
        ("Dec 3", "2026-12-03"),
        ("3rd of December", "2026-12-03"),
        ("3. December 2027", "2027-12-03"),
        ("December 3, 2027", "2027-12-03"),
        ("23 nov", "2026-11-23"),
        ("22 Nov.", "2027-11-22"),
        ("29 Feb", "2028-02-29"),
        ("tomorrow.", "2026-11-24"),
        ("2w", "2026-12-07"),
        ("31 Feb", None),
        ("3 Dec 1500", None),
        ("3 Foo", None),
        ("whenever", None),
        ("", None),
    ],
)
def test_a_day_in_words_is_the_next_such_day(typed, day):
    assert when.parse_day(typed, MONDAY, VIENNA) == (day and date.fromisoformat(day))


@given(DAYS, st.integers(-600, 600))
def test_months_added_and_taken_away_keep_the_day_where_it_exists(day, months):
    there = when.add_months(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == min(day.day, when.days_in_month(there.year, there.month))
