"""When a popup may come, and what it carries."""

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain import quiet_hours
from relationship_journal.domain.person_facts import Reason
from relationship_journal.domain.quiet_hours import ClockJump, QuietHours, Shown
from relationship_journal.domain.today import Card
from relationship_journal.domain.when import local_day

VIENNA = ZoneInfo("Europe/Vienna")
SYDNEY = ZoneInfo("Australia/Sydney")
NIGHT = QuietHours(time(22), time(2, 30))


def at(text, zone=VIENNA):
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def card(contact_id, reason=Reason.FOLLOW_UP, since="2026-11-23"):
    return Card(
        contact_id=contact_id, name=str(contact_id), reason=reason, id=None,
        since=date.fromisoformat(since), text="", more=0, rank=0, circle_place=0, name_key="",
        is_explicit=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("now", "quiet"),
    [
        ("2026-11-23 07:59", True),
        ("2026-11-23 08:00", False),
        ("2026-11-23 20:59", False),
        ("2026-11-23 21:00", True),
        ("2026-11-24 00:00", True),
    ],
)
def test_quiet_hours_go_across_midnight(now, quiet):
    assert quiet_hours.is_quiet(at(now), QuietHours(), VIENNA) is quiet


def test_quiet_hours_may_lie_within_a_day_or_not_be():
    lunch = QuietHours(time(12), time(13))
    assert quiet_hours.is_quiet(at("2026-11-23 12:30"), lunch, VIENNA)
    assert not quiet_hours.is_quiet(at("2026-11-23 13:00"), lunch, VIENNA)
    never = QuietHours(time(9), time(9))
    assert not quiet_hours.is_quiet(at("2026-11-23 09:00"), never, VIENNA)


@pytest.mark.parametrize(
    ("zone", "now", "ends"),
    [
        # 02:30 is leapt over: the night ends at 03:30 CEST.
        (VIENNA, "2026-03-28 23:00", "2026-03-29 01:30"),
        # 02:30 comes twice: the first ends it, and the second does not bring it back.
        (VIENNA, "2026-10-24 23:00", "2026-10-25 00:30"),
        (SYDNEY, "2026-10-03 14:00", "2026-10-03 16:30"),
        (SYDNEY, "2026-04-04 13:00", "2026-04-04 15:30"),
    ],
)
def test_quiet_ends_once_on_the_nights_when_clocks_change(zone, now, ends):
    end = utc(ends)
    assert quiet_hours.next_allowed(utc(now), NIGHT, zone) == end
    assert quiet_hours.is_quiet(end - timedelta(seconds=1), NIGHT, zone)
    for minutes in range(0, 300, 10):
        assert not quiet_hours.is_quiet(end + timedelta(minutes=minutes), NIGHT, zone)


def test_popups_come_on_chosen_weekdays():
    working = QuietHours(weekdays=frozenset({0, 1, 2, 3, 4}))
    saturday = at("2026-11-28 10:00")
    assert quiet_hours.is_quiet(saturday, working, VIENNA)
    assert quiet_hours.next_allowed(saturday, working, VIENNA) == at("2026-11-30 08:00")
    late_friday = QuietHours(time(3), time(3), frozenset({4}))
    assert not quiet_hours.is_quiet(at("2026-11-28 03:59"), late_friday, VIENNA)
    assert quiet_hours.is_quiet(at("2026-11-28 04:00"), late_friday, VIENNA)


def test_without_a_weekday_none_comes():
    never = QuietHours(weekdays=frozenset())
    now = at("2026-11-23 10:00")
    assert quiet_hours.is_quiet(now, never, VIENNA)
    assert quiet_hours.next_allowed(now, never, VIENNA) is None
    assert quiet_hours.next_look([], now, never, VIENNA) is None


@pytest.mark.parametrize(
    ("now", "presenting", "paused", "may"),
    [
        ("2026-11-23 10:00", False, False, True),
        ("2026-11-23 10:00", True, False, False),
        ("2026-11-23 10:00", False, True, False),
        ("2026-11-23 23:00", False, False, False),
    ],
)
def test_a_popup_stays_away_when_it_would_disturb(now, presenting, paused, may):
    got = quiet_hours.may_show(
        at(now), QuietHours(), VIENNA, is_presenting=presenting, is_paused=paused
    )
    assert got is may


def test_after_a_sleep_there_is_one_popup_with_everyone():
    waiting = [card(n) for n in range(7)]
    popup = quiet_hours.bundle(waiting, Shown())
    assert popup == tuple(waiting)
    again = Shown(keys=frozenset(one.key for one in popup))
    assert quiet_hours.bundle(waiting, again) == ()
    assert quiet_hours.bundle([*waiting, card(8)], again) == (card(8),)


def test_the_same_thing_on_another_day_comes_again():
    shown = Shown(keys=frozenset({card(1).key}))
    assert quiet_hours.bundle([card(1, since="2026-11-30")], shown)


def test_who_was_seen_on_today_does_not_come_for_silence():
    shown = Shown(seen_today=frozenset({1}))
    quiet, explicit = card(1, Reason.QUIET), card(1, Reason.PROMISE)
    assert quiet_hours.bundle([quiet], shown) == ()
    assert quiet_hours.bundle([explicit], shown) == (explicit,)


def test_silence_alone_comes_at_most_once_a_day():
    shown = Shown(quiet_today=True)
    assert quiet_hours.bundle([card(1, Reason.QUIET)], shown) == ()
    both = [card(2, Reason.REPLY), card(1, Reason.QUIET)]
    assert quiet_hours.bundle(both, shown) == tuple(both)


@pytest.mark.parametrize(
    ("now", "moments", "paused_until", "look"),
    [
        ("2026-11-23 10:00", ["2026-11-23 15:00"], None, "2026-11-23 15:00"),
        ("2026-11-23 10:00", ["2026-11-23 09:00"], None, "2026-11-24 08:00"),
        ("2026-11-23 10:00", ["2026-11-23 22:00"], None, "2026-11-24 08:00"),
        ("2026-11-23 02:00", [], None, "2026-11-23 08:00"),
        ("2026-11-23 05:00", [], None, "2026-11-23 08:00"),
        ("2026-11-23 10:00", ["2026-11-23 10:30"], "2026-11-23 11:00", "2026-11-23 11:00"),
        ("2026-11-23 10:00", [], "2026-11-23 11:00", "2026-11-23 11:00"),
        ("2026-11-23 10:00", [], "2026-11-24 04:00", "2026-11-24 08:00"),
    ],
)
def test_the_next_look_is_where_something_may_come(now, moments, paused_until, look):
    got = quiet_hours.next_look(
        [at(moment) for moment in moments],
        at(now),
        QuietHours(),
        VIENNA,
        paused_until and at(paused_until),
    )
    assert got == at(look)


@pytest.mark.parametrize(
    ("wall", "steady", "jump"),
    [
        (60, 60, ClockJump.NONE),
        (60 + 299, 60, ClockJump.NONE),
        (9 * 3600, 60, ClockJump.FORWARD),
        (-3600, 60, ClockJump.BACK),
        (60, 3600, ClockJump.BACK),
    ],
)
def test_a_clock_that_jumps_is_noticed(wall, steady, jump):
    got = quiet_hours.clock_jump(timedelta(seconds=wall), timedelta(seconds=steady))
    assert got is jump


ZONES = st.sampled_from(sorted(zoneinfo.available_timezones() - {"localtime"})).map(ZoneInfo)
INSTANTS = st.integers(788_918_400, 4_133_894_400).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
TIMES = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
HOURS = st.builds(QuietHours, TIMES, TIMES, st.frozensets(st.integers(0, 6), min_size=1))


@given(INSTANTS, HOURS, ZONES)
def test_the_next_allowed_instant_is_allowed_and_all_before_it_is_quiet(now, hours, zone):
    allowed = quiet_hours.next_allowed(now, hours, zone)
    assert allowed is not None
    assert not quiet_hours.is_quiet(allowed, hours, zone)
    assert local_day(allowed, zone).weekday() in hours.weekdays
    assert now <= allowed <= now + timedelta(days=9)
    if allowed > now:
        for part in (0, 0.3, 0.7, 0.999):
            assert quiet_hours.is_quiet(now + (allowed - now) * part, hours, zone)


@given(INSTANTS, HOURS, ZONES)
def test_the_next_look_lies_ahead_and_is_allowed(now, hours, zone):
    look = quiet_hours.next_look([now + timedelta(hours=1)], now, hours, zone)
    assert look > now
    assert not quiet_hours.is_quiet(look, hours, zone)
