"""A calendar file holds what is ahead, and another program reads it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from relationship_journal.errors import Cancelled


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana Lind")


@pytest.fixture
def calendar(core, tmp_path):
    """Return a function that exports and reads back as any other program would."""

    def read(**wishes):
        path = tmp_path / "out.ics"
        calendar.people = core.exporting.export(path, format="ics", **wishes)
        calendar.data = path.read_bytes()
        return Calendar.from_ical(calendar.data)

    calendar = read
    return read


def only(calendar, kind="VTODO"):
    (item,) = calendar.walk(kind)
    return item


def test_a_follow_up_is_a_task_of_its_day(core, ana, calendar):
    core.follow_ups.add(ana, date(2026, 11, 27), "call")
    item = only(calendar())
    assert item.errors == []
    assert item["SUMMARY"] == "Ana Lind: call"
    assert item["DUE"].dt == date(2026, 11, 27)
    assert (item["STATUS"], "RRULE" in item, "DTSTART" in item) == ("NEEDS-ACTION", False, False)
    assert item["X-RJ-CONTACT"] == f"urn:uuid:{core.contacts.whole(ana).uid}"
    (alarm,) = item.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(days=-1))


def test_a_time_is_the_one_on_the_wall(core, ana, calendar):
    core.follow_ups.add(ana, date(2026, 11, 27), "call", at=time(18, 30))
    item = only(calendar())
    assert item["DUE"].dt == datetime.combine(date(2026, 11, 27), time(18, 30))
    assert item.walk("VALARM")[0]["TRIGGER"].dt == timedelta(0)


def test_a_repeat_has_its_rule_and_remembers_the_end_of_the_month(core, ana, calendar):
    one = core.follow_ups.add(ana, date(2026, 10, 31), repeat="monthly")
    core.follow_ups.complete(one)
    item = only(calendar())
    assert item["SUMMARY"] == "Ana Lind"
    assert item["DTSTART"].dt == item["DUE"].dt == date(2026, 11, 30)
    assert item["RRULE"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"


def test_a_repeat_with_a_time_ends_at_a_time(core, ana, calendar):
    rule = "FREQ=WEEKLY;UNTIL=20270101"
    core.follow_ups.add(ana, date(2026, 11, 27), repeat=rule, at=time(9))
    assert only(calendar())["RRULE"]["UNTIL"] == [
        datetime.combine(date(2027, 1, 1), time(23, 59, 59))
    ]


def test_what_counts_from_completion_has_no_rule(core, ana, calendar):
    core.follow_ups.add(ana, date(2026, 11, 27), repeat="weekly", from_completion=True)
    item = only(calendar())
    assert "RRULE" not in item
    assert (item["X-RJ-REPEAT"], item["X-RJ-FROM-COMPLETION"]) == ("weekly", "TRUE")


def test_later_moves_a_single_one_and_leaves_the_days_of_a_repeat(core, ana, calendar):
    single = core.follow_ups.add(ana, date(2026, 11, 24), "single")
    again = core.follow_ups.add(ana, date(2026, 11, 24), "again", repeat="weekly")
    for one in (single, again):
        core.follow_ups.snooze(one, date(2026, 11, 26), time(8))
    first, second = calendar().walk("VTODO")
    assert first["DUE"].dt == datetime.combine(date(2026, 11, 26), time(8))
    assert second["DUE"].dt == date(2026, 11, 24)
    assert second["X-RJ-LATER-UNTIL"] == "2026-11-26T08:00:00"


def test_what_is_done_skipped_kept_or_released_says_so(core, ana, calendar):
    core.follow_ups.complete(core.follow_ups.add(ana, date(2026, 11, 20)))
    core.follow_ups.skip(core.follow_ups.add(ana, date(2026, 11, 20)))
    core.promises.keep(core.promises.make(ana, "book", date(2026, 11, 20)))
    core.promises.release(core.promises.make(ana, "link", date(2026, 11, 20)))
    items = calendar().walk("VTODO")
    assert [one["STATUS"] for one in items] == ["COMPLETED", "CANCELLED"] * 2
    assert items[0]["COMPLETED"].dt == datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
    assert not any(one.walk("VALARM") for one in items)


def test_a_promise_with_a_day_is_a_task_and_one_without_is_none(core, ana, calendar):
    core.promises.make(ana, "the link", date(2026, 11, 27))
    core.promises.make(ana, "some day")
    item = only(calendar())
    assert (item["SUMMARY"], item["DUE"].dt) == ("Ana Lind: the link", date(2026, 11, 27))
    assert item["X-RJ-KIND"] == "promise"


@pytest.mark.parametrize(
    ("birthday", "start", "rule"),
    [
        ("1984-05-31", date(1984, 5, 31), b"FREQ=YEARLY"),
        ("1984-02-29", date(1984, 2, 29), b"FREQ=YEARLY;BYMONTHDAY=28,29;BYMONTH=2;BYSETPOS=-1"),
        ("--05-31", date(2026, 5, 31), b"FREQ=YEARLY"),
        ("--02-29", date(2026, 2, 28), b"FREQ=YEARLY;BYMONTHDAY=28,29;BYMONTH=2;BYSETPOS=-1"),
        ("0004-02-29", date(4, 2, 29), b"FREQ=YEARLY;BYMONTHDAY=28,29;BYMONTH=2;BYSETPOS=-1"),
    ],
)
def test_a_birthday_is_a_whole_day_every_year(core, ana, calendar, birthday, start, rule):
    core.contacts.edit(ana, birthday=birthday)
    item = only(calendar(), "VEVENT")
    assert item["SUMMARY"] == "Birthday of Ana Lind"
    assert (item["DTSTART"].dt, item["RRULE"].to_ical()) == (start, rule)
    assert item["DTEND"].dt - item["DTSTART"].dt == timedelta(days=1)
    assert item["TRANSP"] == "TRANSPARENT"


def test_nothing_reminds_of_who_is_muted_or_put_away(core, ana, calendar):
    core.follow_ups.add(ana, date(2026, 11, 27), "call")
    core.contacts.set_muted(ana, is_muted=True)
    assert only(calendar()).walk("VALARM") == []


def test_the_deleted_stay_out_and_people_with_nothing_are_not_counted(core, ana, calendar):
    ben = core.contacts.add("Ben")
    core.contacts.add("Cem")
    for one in (ana, ben):
        core.follow_ups.add(one, date(2026, 11, 27), "call")
    core.contacts.delete(ben)
    assert len(calendar().walk("VTODO")) == 1
    assert calendar.people == 1


def test_an_item_keeps_its_name_whatever_changes(core, ana, calendar, clock):
    one = core.follow_ups.add(ana, date(2026, 11, 27), "call")
    core.promises.make(ana, "call", date(2026, 11, 27))
    before = [item["UID"] for item in calendar().walk("VTODO")]
    clock.wind(days=3)
    core.follow_ups.edit(one, text="write", day=date(2027, 1, 1))
    core.contacts.edit(ana, name="Ana Berg")
    assert [item["UID"] for item in calendar().walk("VTODO")] == before
    assert len(set(before)) == 2


def test_a_long_text_stands_in_full_below(core, ana, calendar):
    text = "first line, with; signs\n" + "ä" * 300
    core.follow_ups.add(ana, date(2026, 11, 27), text)
    item = only(calendar())
    assert item["DESCRIPTION"] == text
    assert len(item["SUMMARY"]) < 250
    assert max(len(line) for line in calendar.data.split(b"\r\n")) <= 75
    assert b"\n" not in calendar.data.replace(b"\r\n", b"")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120))
def test_any_text_comes_back(core, ana, calendar, text):
    one = core.promises.make(ana, f"x{text}", date(2026, 11, 27))
    kept = core.promises.get(one).text
    (item,) = [
        item for item in calendar().walk("VTODO") if item["SUMMARY"].startswith("Ana Lind: ")
    ]
    said = item.get("DESCRIPTION", item["SUMMARY"].removeprefix("Ana Lind: "))
    core.promises.delete(one)
    assert str(said) == kept


def test_an_empty_journal_is_an_empty_calendar(core, calendar):
    found = calendar()
    assert (found["VERSION"], found.walk("VTODO"), calendar.people) == ("2.0", [], 0)
    assert calendar.data.endswith(b"END:VCALENDAR\r\n")


def test_a_stopped_export_leaves_no_file(core, ana, tmp_path):
    core.follow_ups.add(ana, date(2026, 11, 27), "call")
    with pytest.raises(Cancelled):
        core.exporting.export(tmp_path / "a.ics", format="ics", cancelled=lambda: True)
    assert not (tmp_path / "a.ics").exists()


def test_only_the_chosen_people_are_in_it(core, ana, calendar):
    ben = core.contacts.add("Ben")
    for one in (ana, ben):
        core.follow_ups.add(one, date(2026, 11, 27), "call")
    assert only(calendar(ids=[ben]))["SUMMARY"] == "Ben: call"
