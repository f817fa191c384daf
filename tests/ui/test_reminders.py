"""When reminders come: under a clock that is wound by hand, without any waiting."""

import itertools
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QObject, QTimer, Signal

from relationship_journal.core import open_core
from relationship_journal.domain.codes import Direction
from relationship_journal.domain.quiet_hours import QuietHours
from relationship_journal.domain.when import local_day
from relationship_journal.errors import Busy
from relationship_journal.system.zone import LiveZone
from relationship_journal.ui import reminder_settings
from relationship_journal.ui.reminders import IDLE, Reminders, Surroundings, run_here

MONDAY = date(2026, 11, 23)


class FakeCarrier(QObject):
    """Keeps what it was given to show."""

    answered = Signal(str, object, int, str)
    today_wanted = Signal(str)

    def __init__(self):
        super().__init__()
        self.rows, self.shown = (), []

    def show(self, rows):
        self.rows = tuple(rows)
        self.shown.append([row.name for row in rows])

    def keep(self, keys):
        self.rows = tuple(row for row in self.rows if row.key in keys)

    def withdraw(self):
        self.rows = ()

    def close(self):
        self.rows = ()


class Desk:
    """What the planner asks of the computer, settable."""

    def __init__(self):
        self.is_presenting = self.has_moved = False
        self.steady = 0.0

    def around(self):
        return Surroundings(
            is_presenting=lambda: self.is_presenting,
            steady=lambda: self.steady,
            refresh_zone=lambda: self.has_moved,
        )


@pytest.fixture
def carrier(qapp):
    return FakeCarrier()


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def reminders(core, notices, settings, carrier, desk):
    made = Reminders(core, notices, settings, carrier, around=desk.around())
    yield made
    made.close()


@pytest.fixture
def wind(clock, desk, reminders):
    """Return a function that lets time pass for both clocks and wakes the planner."""

    def pass_by(**span):
        clock.wind(**span)
        desk.steady += timedelta(**span).total_seconds()
        reminders.tick()

    return pass_by


def timer_of(reminders):
    return reminders.findChildren(QTimer)[0]


def test_it_comes_at_its_time_and_once(core, carrier, reminders, wind, people):
    core.follow_ups.add(*people("Ana"), MONDAY, "Seeds", at=time(10, 32))
    reminders.start()
    assert reminders.next_look == datetime(2026, 11, 23, 10, 32, tzinfo=UTC)
    wind(seconds=60)
    assert carrier.shown == []
    assert timer_of(reminders).interval() == 60_000
    wind(seconds=60)
    assert carrier.shown == [["Ana"]]
    carrier.withdraw()
    for _minute in range(30):
        wind(seconds=60)
    assert carrier.shown == [["Ana"]]


def test_nothing_to_come_wakes_it_once_a_minute(carrier, reminders, wind):
    reminders.start()
    for _minute in range(10):
        wind(seconds=60)
        assert timer_of(reminders).interval() == IDLE
    assert carrier.shown == []


def test_what_falls_due_at_night_comes_in_one_when_quiet_hours_end(
    core, carrier, reminders, wind, people
):
    reminders.start()
    for hour, one in enumerate(people("Ana", "Mara", "Tom"), start=21):
        core.follow_ups.add(one, MONDAY, at=time(hour, 15))
    reminders.look()
    for _quarter in range(4 * 24):
        wind(minutes=15)
        if carrier.shown:
            break
    assert carrier.shown == [["Ana", "Mara", "Tom"]]
    assert core.clock() == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def test_chosen_weekdays_hold_it_back(core, settings, carrier, reminders, wind, people):
    hours = QuietHours(time(0), time(0), frozenset({2}))
    reminder_settings.set_quiet_hours(settings, hours)
    core.follow_ups.add(*people("Ana"), MONDAY)
    reminders.start()
    wind(hours=24)
    assert carrier.shown == []
    wind(hours=18)
    assert carrier.shown == [["Ana"]]


@pytest.mark.parametrize("is_told", [True, False], ids=["told by the desktop", "by the clocks"])
def test_after_nine_hours_of_sleep_seven_things_are_one_reminder(
    is_told, core, clock, desk, carrier, reminders, people
):
    names = ("Ana", "Bo", "Chi", "Dana", "Ewa", "Femi", "Gita")
    for minute, one in enumerate(people(*names)):
        core.follow_ups.add(one, MONDAY, at=time(11, minute))
    reminders.start()
    if is_told:
        reminders.note_sleep(is_going=True)
    clock.wind(hours=9)  # the steady clock sleeps too
    if is_told:
        reminders.note_sleep(is_going=False)
    for _minute in range(20):
        desk.steady += 60
        clock.wind(seconds=60)
        reminders.tick()
    assert carrier.shown == [list(names)]


def test_nothing_comes_while_the_computer_falls_asleep_unless_it_was_called_off(
    core, desk, clock, carrier, reminders, wind, people
):
    reminders.start()
    reminders.note_sleep(is_going=True)
    core.follow_ups.add(*people("Ana"), MONDAY)
    reminders.look()
    assert carrier.shown == []
    wind(seconds=61)
    assert carrier.shown == [["Ana"]]


def test_a_clock_set_forward_and_back_brings_nothing_twice_and_loses_nothing(
    core, clock, desk, carrier, reminders, people
):
    ana, mara = people("Ana", "Mara")
    core.follow_ups.add(ana, MONDAY, at=time(11))
    core.follow_ups.add(mara, MONDAY, at=time(14))
    reminders.start()
    for hours in (1, -6, 6, 3, -3, 3):
        clock.wind(hours=hours)
        desk.steady += 1
        reminders.tick()
        carrier.withdraw()
    assert carrier.shown == [["Ana"], ["Mara"]]


def test_a_journey_to_another_zone_is_one_look(qtbot, tmp_path, clock, notices, settings, carrier):
    zones = [ZoneInfo("Europe/Vienna")]
    zone = LiveZone(lambda: zones[-1])
    core = open_core(tmp_path / "z.db", begin=True, clock=clock, zone=zone, keeps_house=False)
    one = core.contacts.add("Ana")
    core.follow_ups.add(one, MONDAY, at=time(13))  # 12:00 UTC in Vienna, 11:00 in Athens
    clock.wind(minutes=35)
    around = Surroundings(refresh_zone=zone.refresh, steady=lambda: 0.0)
    made = Reminders(core, notices, settings, carrier, around=around)
    made.start()
    assert carrier.shown == []
    zones.append(ZoneInfo("Europe/Athens"))
    made.tick()
    assert carrier.shown == [["Ana"]]
    made.tick()
    assert carrier.shown == [["Ana"]]
    made.close()
    core.close()


def test_a_presentation_holds_it_back_and_its_end_lets_it_go(
    core, desk, carrier, reminders, wind, people
):
    desk.is_presenting = True
    core.follow_ups.add(*people("Ana"), MONDAY)
    reminders.start()
    wind(seconds=60)
    reminders.note_presence()
    assert carrier.shown == []
    desk.is_presenting = False
    wind(seconds=60)
    assert carrier.shown == [["Ana"]]


def test_a_pause_holds_it_back_and_ends_by_itself(core, carrier, reminders, wind, people):
    reminders.start()
    reminders.pause_for_an_hour()
    assert reminders.is_paused
    core.follow_ups.add(*people("Ana"), MONDAY)
    wind(minutes=59)
    reminders.look()
    assert carrier.shown == []
    assert [row.name for row in reminders.waiting] == ["Ana"]
    wind(minutes=1)
    assert not reminders.is_paused
    assert carrier.shown == [["Ana"]]


def test_going_on_brings_at_once_what_the_pause_held_back(core, carrier, reminders, people):
    reminders.pause_for_today()
    core.follow_ups.add(*people("Ana"), MONDAY)
    reminders.start()
    reminders.go_on()
    assert carrier.shown == [["Ana"]]


def test_a_pause_of_another_clock_does_not_last_for_years(clock, reminders, people):
    reminders.pause_for_today()
    clock.wind(days=-3_000)
    assert not reminders.is_paused


def test_a_check_in_that_was_seen_on_today_does_not_come(core, clock, carrier, reminders, people):
    people("Ana", circle="Inner")
    clock.wind(days=200)
    core.today.note_shown(core.today.look().shown, "today")
    reminders.start()
    assert [row.name for row in reminders.waiting] == ["Ana"]
    assert carrier.shown == []


def test_new_reminders_join_the_one_on_the_screen(core, carrier, reminders, people):
    ana, mara = people("Ana", "Mara")
    core.follow_ups.add(ana, MONDAY)
    reminders.start()
    core.follow_ups.add(mara, MONDAY)
    reminders.look()
    assert carrier.shown == [["Ana"], ["Ana", "Mara"]]


def test_a_change_is_looked_at_and_what_was_shown_is_none(
    qtbot, core, notices, carrier, reminders, people
):
    with qtbot.waitSignal(notices.changed):
        core.follow_ups.add(*people("Ana"), MONDAY)
    heard = []
    with qtbot.waitSignal(notices.changed) as told:
        reminders.start()
    reminders.brought.connect(heard.append)
    assert "shown" in told.args[0].ids
    waiting = [timer for timer in reminders.findChildren(QTimer) if timer.isActive()]
    assert waiting == [timer_of(reminders)]
    core.follow_ups.add(*people("Mara"), MONDAY)
    qtbot.waitUntil(lambda: carrier.shown[-1:] == [["Ana", "Mara"]])
    assert len(heard) == 1


def test_a_journal_that_cannot_be_read_now_is_read_in_the_next_minute(
    core, notices, settings, carrier, desk, clock, people
):
    fails = [True]

    def run(gather, done, failed):
        if fails.pop() if fails else False:
            failed(Busy("busy"))
        else:
            run_here(gather, done, failed)

    core.follow_ups.add(*people("Ana"), MONDAY, at=time(10, 31))
    made = Reminders(core, notices, settings, carrier, around=desk.around(), run=run)
    made.start()
    clock.wind(seconds=60)
    desk.steady += 60
    made.tick()
    made.look()
    assert carrier.shown == [["Ana"]]
    made.close()


def test_a_month_of_days_brings_no_more_than_the_cap_and_nobody_too_soon(
    core, clock, desk, notices, settings, carrier, people
):
    """Of those who wait some are written to, some skipped, some write, most are let be."""
    ids = people(*(f"Person {n:02}" for n in range(40)), circle="Regular")
    inner = people(*(f"Friend {n:02}" for n in range(6)), circle="Inner")
    cooldown = dict.fromkeys(ids, 7) | dict.fromkeys(inner, 3)
    clock.wind(days=60)
    made = Reminders(core, notices, settings, carrier, around=desk.around())
    by_day, spoke = defaultdict(set), {}
    choice = itertools.cycle(("wrote", "skip", "", "", "theirs", ""))

    def note(rows):
        day = local_day(clock(), UTC)
        for row in rows:
            by_day[day].add(row.contact_id)
            if row.contact_id in spoke and row.reason == "quiet":
                assert (day - spoke[row.contact_id]).days >= cooldown[row.contact_id]

    made.brought.connect(note)
    made.start()
    for _hour in range(24 * 30):
        clock.wind(hours=1)
        desk.steady += 3600
        made.tick()
        for row in reminders_at_hand(made, clock):
            act = next(choice)
            if act == "wrote":
                core.today.wrote(row)
                spoke[row.contact_id] = local_day(clock(), UTC)
            elif act == "skip":
                core.today.skip(row)
            elif act == "theirs":
                core.entries.write_down([row.contact_id], "Hello", direction=Direction.INCOMING)
        carrier.withdraw()
    assert max(map(len, by_day.values())) == 5
    assert len(by_day) >= 15
    made.close()


def reminders_at_hand(made, clock):
    """Return whom the user turns to at three hours of the day."""
    return made.waiting[:1] if clock().hour in {9, 14, 19} else ()
