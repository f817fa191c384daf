from datetime import date, timedelta

import pytest

from relationship_journal.domain.codes import Channel, Direction, Intent


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana")


def told(rows):
    return [
        f"{row.kind} {row.outcome or row.direction or ''} {row.text}".replace("  ", " ")
        for row in rows
    ]


def test_everything_with_a_person_is_one_stream_newest_first(core, clock, ana):
    mara = core.contacts.add("Mara")
    core.notes.add(ana, "Likes short comments")
    clock.wind(days=1)
    core.entries.write_down(
        [mara, ana], "Market", direction=Direction.INCOMING, channel=Channel.IN_PERSON,
        intent=Intent.TALK, url="moss.example/1",
    )  # fmt: skip
    clock.wind(days=1)
    follow_up = core.follow_ups.add(ana, date(2026, 11, 20), "Call", repeat="weekly")
    core.follow_ups.snooze(follow_up, date(2026, 11, 24))
    core.follow_ups.skip(follow_up)
    clock.wind(days=1)
    core.follow_ups.complete(follow_up)
    core.notes.add(mara, "Not of Ana")
    core.entries.write_down([ana], "Older", at=clock() - timedelta(days=30))
    rows = core.timeline.of(ana)
    assert told(rows) == [
        "follow_up done Call",
        "follow_up skipped Call",
        "entry incoming Market",
        "note Likes short comments",
        "entry outgoing Older",
    ]
    market = rows[2]
    assert (market.channel, market.intent, market.url) == (
        Channel.IN_PERSON, Intent.TALK, "https://moss.example/1",
    )  # fmt: skip
    assert market.with_people == ("Mara",)
    assert rows[0].id == follow_up


def test_it_is_read_in_pieces(core, clock, ana):
    for number in range(7):
        clock.wind(hours=1)
        core.notes.add(ana, str(number))
    first = core.timeline.of(ana, limit=3)
    then = core.timeline.of(ana, limit=3, before=first[-1].at)
    assert [row.text for row in (*first, *then)] == ["6", "5", "4", "3", "2", "1"]


def test_promises_stand_where_they_were_made_or_ended(core, clock, ana):
    kept = core.promises.make(ana, "Send the book", date(2026, 12, 1))
    released = core.promises.make(ana, "Visit")
    core.promises.make(ana, "Write back")
    clock.wind(days=2)
    core.promises.keep(kept)
    core.promises.release(released)
    assert told(core.timeline.of(ana)) == [
        "promise released Visit",
        "promise kept Send the book",
        "promise Write back",
    ]


def test_somebody_new_has_none(core, ana):
    assert core.timeline.of(ana) == []
