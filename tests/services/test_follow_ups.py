from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from relationship_journal.errors import InvalidInput, JournalError, NotFound

TODAY = date(2026, 11, 23)


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana")


def answers(core):
    return core._journal.execute(
        "SELECT reason, how, day, text FROM answered ORDER BY id"
    ).fetchall()


def test_a_follow_up_is_a_day_a_text_and_perhaps_a_time(core, ana):
    row = core.follow_ups.get(core.follow_ups.add(ana, TODAY, " Call her ", at=time(18, 30)))
    assert (row.contact_id, row.name, row.text) == (ana, "Ana", "Call her")
    assert (row.day, row.due, row.at, row.repeat) == (TODAY, TODAY, time(18, 30), "")
    assert row.is_open
    assert not row.from_completion


def test_a_day_that_is_past_is_simply_due(core, ana):
    row = core.follow_ups.get(core.follow_ups.add(ana, date(2020, 2, 29)))
    assert row.due == date(2020, 2, 29)


def test_the_open_ones_come_soonest_first(core, ana):
    add = core.follow_ups.add
    later = add(ana, TODAY, "b", at=time(9))
    first = add(ana, TODAY, "a")
    snoozed = add(ana, date(2026, 11, 1), "c")
    core.follow_ups.snooze(snoozed, date(2026, 12, 1))
    core.follow_ups.complete(add(ana, TODAY, "d"))
    assert [row.id for row in core.follow_ups.open_of(ana)] == [first, later, snoozed]


def test_done_and_skipped_close_and_are_different_facts(core, facts, ana):
    for verb, label in (("complete", "Done: Call"), ("skip", "Skip: Call")):
        one = core.follow_ups.add(ana, TODAY, "Call")
        before = facts()
        row = getattr(core.follow_ups, verb)(one)
        assert not row.is_open
        assert core.history.undo().label == label
        assert facts() == before
        core.history.redo()
    assert answers(core) == [
        ("follow_up", "done", "2026-11-23", "Call"),
        ("follow_up", "skipped", "2026-11-23", "Call"),
    ]
    assert core.follow_ups.open_of(ana) == []


def test_a_follow_up_without_a_text_is_done_by_its_name(core, ana):
    core.follow_ups.complete(core.follow_ups.add(ana, TODAY))
    assert core.history.undo_label == "Done: Follow up"


def test_a_snooze_moves_what_is_due_and_leaves_the_day(core, facts, ana):
    one = core.follow_ups.add(ana, TODAY, "Call", at=time(9), repeat="weekly")
    before = facts()
    row = core.follow_ups.snooze(one, date(2026, 11, 26), time(20))
    assert (row.day, row.due, row.at, row.is_open) == (TODAY, date(2026, 11, 26), time(20), True)
    row = core.follow_ups.snooze(one, date(2026, 11, 27))
    assert (row.day, row.due, row.at) == (TODAY, date(2026, 11, 27), None)
    assert core.history.undo().label == "Later"
    core.history.undo()
    assert facts() == before
    core.follow_ups.snooze(one, date(2026, 11, 28))
    row = core.follow_ups.complete(one)
    assert (row.day, row.due, row.at) == (date(2026, 11, 30), date(2026, 11, 30), time(9))
    assert [how for _reason, how, _day, _text in answers(core)] == ["snoozed", "done"]


@pytest.mark.parametrize(
    ("rule", "completion", "day", "done_on", "following"),
    [
        ("weekly", False, "2026-11-23", 23, "2026-11-30"),
        ("weekly", False, "2026-10-05", 23, "2026-11-30"),
        ("weekly", True, "2026-10-05", 23, "2026-11-30"),
        ("every 3 days", True, "2026-11-20", 23, "2026-11-26"),
        ("every 3 days", False, "2026-11-20", 23, "2026-11-26"),
        ("every 3 days", False, "2026-11-21", 23, "2026-11-24"),
        ("monthly", False, "2026-10-31", 23, "2026-11-30"),
        ("yearly", False, "2024-02-29", 23, "2027-02-28"),
        ("weekly", False, "2026-11-30", 23, "2026-12-07"),
        ("FREQ=DAILY;COUNT=1", False, "2026-11-23", 23, None),
        ("FREQ=DAILY;UNTIL=20261124", False, "2026-11-23", 23, "2026-11-24"),
        ("FREQ=DAILY;UNTIL=20261124", False, "2026-11-23", 24, None),
    ],
)
@pytest.mark.parametrize("verb", ["complete", "skip"])
def test_a_repeat_is_planned_anew(
    core, clock, ana, rule, completion, day, done_on, following, verb
):
    one = core.follow_ups.add(
        ana, date.fromisoformat(day), "Call", repeat=rule, from_completion=completion
    )
    clock.at = clock.at.replace(day=done_on)
    row = getattr(core.follow_ups, verb)(one)
    assert row.is_open == (following is not None)
    if following:
        assert (row.id, row.due.isoformat()) == (one, following)


def test_a_month_end_is_remembered(core, clock, ana):
    one = core.follow_ups.add(ana, date(2027, 1, 31), "Call", repeat="monthly")
    days = []
    for _time in range(4):
        row = core.follow_ups.get(one)
        days.append(row.day.isoformat())
        clock.at = datetime(row.day.year, row.day.month, row.day.day, 12, tzinfo=UTC)
        core.follow_ups.complete(one)
    assert days == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]


def test_a_month_end_is_remembered_over_an_undo(core, clock, facts, ana):
    one = core.follow_ups.add(ana, date(2026, 10, 31), "Call", repeat="monthly")
    before = facts()
    core.follow_ups.complete(one)
    core.history.undo()
    assert facts() == before


def test_before_four_in_the_morning_it_is_still_yesterday(core, clock, ana):
    clock.at = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)  # 02:30 in Vienna
    one = core.follow_ups.add(ana, TODAY, repeat="daily", from_completion=True)
    assert core.follow_ups.complete(one).due == date(2026, 11, 24)


def test_what_is_closed_stays_closed(core, facts, ana):
    one = core.follow_ups.add(ana, TODAY, "Call")
    core.follow_ups.complete(one)
    before = facts()
    for call in (
        core.follow_ups.complete,
        core.follow_ups.skip,
        lambda f: core.follow_ups.snooze(f, TODAY),
    ):
        with pytest.raises(JournalError, match="closed already"):
            call(one)
    assert facts() == before


def test_a_follow_up_is_changed_field_by_field(core, facts, ana):
    one = core.follow_ups.add(ana, TODAY, "Call", repeat="weekly")
    core.follow_ups.snooze(one, date(2026, 12, 1), time(8))
    before = facts()
    core.follow_ups.edit(
        one, text=" Write ", day=date(2027, 1, 31), at=time(7, 5), repeat="Every 2 Weeks",
        from_completion=True,
    )  # fmt: skip
    row = core.follow_ups.get(one)
    assert (row.text, row.day, row.due, row.at) == (
        "Write", date(2027, 1, 31), date(2027, 1, 31), time(7, 5),
    )  # fmt: skip
    assert (row.repeat, row.from_completion) == ("every 2 weeks", True)
    core.history.undo()
    assert facts() == before
    core.follow_ups.edit(one, from_completion=True)
    core.follow_ups.edit(one, at=None, repeat="")
    row = core.follow_ups.get(one)
    assert (row.repeat, row.from_completion) == ("", False)


@pytest.mark.parametrize(
    ("keywords", "field"),
    [
        ({"repeat": "sometimes"}, "repeat"),
        ({"repeat": "every 0 days"}, "repeat"),
        ({"from_completion": True}, "repeat"),
        ({"repeat": "FREQ=DAILY;COUNT=3", "from_completion": True}, "repeat"),
    ],
)
def test_a_repeat_that_can_not_be_is_refused(core, facts, ana, keywords, field):
    one = core.follow_ups.add(ana, TODAY, "Call")
    before = facts()
    with pytest.raises(InvalidInput) as refused:
        core.follow_ups.add(ana, TODAY, "Call", **keywords)
    assert refused.value.field == field
    with pytest.raises(InvalidInput):
        core.follow_ups.edit(one, **keywords)
    assert facts() == before


def test_another_text_leaves_the_rest_alone(core, ana):
    one = core.follow_ups.add(ana, TODAY, "Call", at=time(9), repeat="weekly")
    before = core.follow_ups.get(one)
    core.follow_ups.edit(one, text="Write")
    assert core.follow_ups.get(one) == replace(before, text="Write")


def test_a_follow_up_goes_with_its_history(core, facts, ana):
    one = core.follow_ups.add(ana, TODAY, "Call", repeat="daily")
    core.follow_ups.complete(one)
    before = facts()
    core.follow_ups.delete(one)
    with pytest.raises(NotFound, match="There is no follow-up"):
        core.follow_ups.get(one)
    core.history.undo()
    assert facts() == before


def test_the_reasons_without_a_follow_up_are_answered_for_the_person(core, facts, ana):
    before = facts()
    core.follow_ups.snooze_contact(ana, date(2026, 12, 1))
    core.follow_ups.skip_contact(ana)
    assert [how for _reason, how, _day, _text in answers(core)] == ["snoozed", "skipped"]
    core.history.undo()
    core.history.undo()
    assert facts() == before


def test_nobody_who_is_gone_gets_a_follow_up(core, ana):
    core.contacts.delete(ana)
    for call in (
        lambda: core.follow_ups.add(ana, TODAY),
        lambda: core.follow_ups.snooze_contact(ana, TODAY),
        lambda: core.follow_ups.skip_contact(ana),
        lambda: core.follow_ups.complete(77),
        lambda: core.follow_ups.edit(77, text="x"),
        lambda: core.follow_ups.delete(77),
    ):
        with pytest.raises(NotFound):
            call()
