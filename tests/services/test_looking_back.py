"""The numbers of Look back, beside the same sums made by SQL on the file alone."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from relationship_journal.domain import looking_back as rules
from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.services import demo
from relationship_journal.store.database import connect

# Vienna's clocks in 2025 and 2026: summer time begins and ends at 01:00 UTC
_SUMMER = (("2025-03-30", "2025-10-26"), ("2026-03-29", "2026-10-25"))
_OFFSET = "CASE {} ELSE '-3 hours' END".format(
    " ".join(
        f"WHEN at >= '{first}T01:00:00Z' AND at < '{last}T01:00:00Z' THEN '-2 hours'"
        for first, last in _SUMMER
    )
)
_KEPT = (
    "interaction.id IN (SELECT interaction_id FROM interaction_contact JOIN contact"
    " ON contact.id = contact_id WHERE deleted_at IS NULL)"
)
_DAY = f"date(replace(replace(at, 'T', ' '), 'Z', ''), {_OFFSET})"


@pytest.fixture
def filled(open_journal, clock):
    core = open_journal()
    demo.fill(core)
    return core


def by_sql(core, sql, values=()):
    core_connection = connect(core.path)
    try:
        return core_connection.execute(sql, values).fetchall()
    finally:
        core_connection.close()


def test_given_and_received_are_the_sums_of_the_file(filled):
    period = filled.looking_back.periods()[0]
    row = filled.looking_back.look(period)
    rows = by_sql(
        filled,
        f"SELECT substr({_DAY}, 1, 7), direction, count(*) FROM interaction"
        f" WHERE {_KEPT} AND {_DAY} BETWEEN ? AND ? GROUP BY 1, 2",
        (period.first.isoformat(), period.last.isoformat()),
    )
    expected = {(month, direction): count for month, direction, count in rows}
    found = {}
    for one in row.sums:
        month = one.first.isoformat()[:7]
        found |= {(month, "outgoing"): one.given, (month, "incoming"): one.received}
    assert {key: count for key, count in found.items() if count} == expected
    assert sum(expected.values()) > 200


def test_days_and_people_are_the_sums_of_the_file(filled):
    period = filled.looking_back.periods()[0]
    row = filled.looking_back.look(period)
    between = (period.first.isoformat(), period.last.isoformat())
    days = by_sql(
        filled,
        f"SELECT {_DAY}, sum(direction = 'outgoing'), sum(direction = 'incoming')"
        f" FROM interaction WHERE {_KEPT} AND {_DAY} BETWEEN ? AND ? GROUP BY 1",
        between,
    )
    assert row.days == {date.fromisoformat(day): (given, got) for day, given, got in days}
    people = by_sql(
        filled,
        f"SELECT contact_id, sum(direction = 'outgoing'), sum(direction = 'incoming')"
        f" FROM interaction JOIN interaction_contact ON interaction_id = interaction.id"
        f" JOIN contact ON contact.id = contact_id"
        f" WHERE deleted_at IS NULL AND {_DAY} BETWEEN ? AND ? GROUP BY 1",
        between,
    )
    assert {(one.contact_id, one.given, one.received) for one in row.people} == set(people)
    names = [one.name.casefold() for one in row.people if one.name.isascii()]
    assert names == sorted(names)  # by name: this is no ranking


def test_where_they_answer_is_counted_as_the_rule_says(filled):
    period = filled.looking_back.periods()[0]
    found = {one.channel.value: (one.answered, one.sent) for one in
             filled.looking_back.look(period).answers}  # fmt: skip
    day = _DAY.replace("at ", "x.at ").replace("(at,", "(x.at,")
    theirs = day.replace("x.at", "y.at")
    rows = by_sql(
        filled,
        f"""SELECT channel, sum(outcome = 'answered' OR (outcome = '' AND EXISTS (
                SELECT 1 FROM interaction_contact AS a
                JOIN interaction_contact AS b ON b.contact_id = a.contact_id
                JOIN interaction AS y ON y.id = b.interaction_id
                WHERE a.interaction_id = x.id AND y.direction = 'incoming'
                  AND julianday({theirs}) - julianday({day}) BETWEEN 0 AND 30))), count(*)
            FROM interaction AS x
            WHERE {_KEPT.replace("interaction.id", "x.id")} AND direction = 'outgoing'
              AND {day} BETWEEN ? AND ? GROUP BY channel""",
        (period.first.isoformat(), period.last.isoformat()),
    )
    assert found == {channel: (answered, sent) for channel, answered, sent in rows}


def test_what_was_written_before_four_in_the_morning_is_of_the_day_before(open_journal, clock):
    core = open_journal()
    ana = core.contacts.add("Ana")
    clock.at = clock.at.replace(month=11, day=1, hour=2, minute=30)  # 03:30 in Vienna
    core.entries.write_down([ana], "good night", direction=Direction.OUTGOING)
    clock.wind(days=20)
    row = core.looking_back.look(core.looking_back.periods()[0])
    assert row.days == {date(2026, 10, 31): (1, 0)}
    assert [one.given for one in row.sums][-2:] == [1, 0]


def test_one_person_can_be_looked_back_on_alone(open_journal, clock):
    core = open_journal()
    ana, mara = core.contacts.add("Ana"), core.contacts.add("Mara")
    core.entries.write_down([ana, mara], "both", channel=Channel.EMAIL)
    core.entries.write_down([mara], "one", channel=Channel.DM)
    row = core.looking_back.look(core.looking_back.periods()[0], ana)
    assert [(one.name, one.given) for one in row.people] == [("Ana", 1)]
    assert [one.channel for one in row.answers] == [Channel.EMAIL]


def test_who_is_deleted_is_left_out_and_who_is_put_away_is_not(open_journal):
    core = open_journal()
    ana, mara = core.contacts.add("Ana"), core.contacts.add("Mara")
    core.entries.write_down([ana], "one")
    core.entries.write_down([mara], "two")
    core.contacts.delete([ana])
    core.contacts.put_away([mara])
    row = core.looking_back.look(core.looking_back.periods()[0])
    assert [one.name for one in row.people] == ["Mara"]


def test_who_brought_whom_and_who_is_new(open_journal, clock):
    core = open_journal()
    ana = core.contacts.add("Ana")
    mara = core.contacts.add("Mara")
    core.contacts.edit(mara, introduced_by=ana)
    core.entries.write_down([mara], "hello", direction=Direction.INCOMING)
    row = core.looking_back.look(core.looking_back.periods()[0])
    assert [(one.introducer_id, one.contact_id) for one in row.brought] == [(ana, mara)]
    assert {one.name: one.wrote_first for one in row.new_people} == {"Ana": None, "Mara": True}


def test_many_random_entries_are_summed_as_counted_by_hand(open_journal, clock):
    core, chance, now = open_journal(), random.Random(6), clock.at
    people = [core.contacts.add(f"Person {n}") for n in range(6)]
    expected = Counter()
    for _n in range(150):
        day = chance.randrange(0, 700)
        clock.at = now - timedelta(days=day)
        direction = chance.choice(list(Direction))
        core.entries.write_down([chance.choice(people)], "words", direction=direction)
        expected[(now - timedelta(days=day)).date(), direction] += 1
    clock.at = now
    for period in core.looking_back.periods():
        row = core.looking_back.look(period)
        inside = {day: one for day, one in expected.items() if period.first <= day[0]}
        inside = {key: one for key, one in inside.items() if key[0] <= period.last}
        assert sum(one.given for one in row.sums) == sum(
            one for (_day, way), one in inside.items() if way == Direction.OUTGOING
        )
        assert row.days.keys() == {day for day, _way in inside}
        assert rules.days_sentence(row.days, period)
