"""Fourteen days and eight weeks of backups stay, and nothing that a person made goes."""

from datetime import datetime, timedelta

import pytest

from relationship_journal.domain import backup_plan

NOW = datetime(2026, 11, 26, 21, 30)  # noqa: DTZ001  a Thursday; local, as files are named


def daily(days, *, hour=9, stem="journal"):
    first = NOW.replace(hour=hour, minute=0)
    return [backup_plan.name_of(stem, first - timedelta(days=n)) for n in range(days)]


def test_a_name_tells_when_it_was_made():
    name = backup_plan.name_of("journal", NOW)
    assert name == "journal-20261126-213000.rjbackup"
    assert backup_plan.made_at(name, "journal") == NOW


@pytest.mark.parametrize(
    "name",
    [
        "journal-before-restoring-20261126-213000.rjbackup",
        "other-20261126-213000.rjbackup",
        "journal-20261326-213000.rjbackup",
        "journal-20261126-213000.db",
        "journal.rjbackup",
        "My own.rjbackup",
    ],
)
def test_what_a_person_or_another_journal_made_is_none_of_ours(name):
    assert backup_plan.made_at(name, "journal") is None
    assert backup_plan.to_remove([name] * 40, "journal") == []


def test_within_fourteen_days_nothing_goes():
    assert backup_plan.to_remove(daily(14), "journal") == []


def test_of_a_year_of_days_fourteen_days_and_eight_weeks_stay():
    names = daily(365)
    left = sorted(set(names) - set(backup_plan.to_remove(names, "journal")))
    days = [backup_plan.made_at(name, "journal").date().isoformat() for name in left]
    assert days == [
        # the newest of each week, which is its Sunday
        *("2026-10-11", "2026-10-18", "2026-10-25", "2026-11-01", "2026-11-08"),
        *(f"2026-11-{day}" for day in range(13, 27)),
    ]


def test_of_a_day_the_newest_stays():
    names = [*daily(3, hour=9), *daily(3, hour=18)]
    assert sorted(backup_plan.to_remove(names, "journal")) == sorted(daily(3, hour=9))


def test_a_journal_left_alone_for_a_year_loses_nothing():
    old = [backup_plan.name_of("journal", NOW - timedelta(days=400 + n)) for n in range(14)]
    assert backup_plan.to_remove([*old[1:], daily(1)[0]], "journal") == []


def test_one_is_due_when_a_day_has_begun():
    assert backup_plan.is_due(None, NOW)
    assert not backup_plan.is_due(NOW - timedelta(hours=21), NOW)
    assert backup_plan.is_due(NOW - timedelta(hours=22), NOW)
    assert backup_plan.is_due(NOW + timedelta(days=3), NOW)
