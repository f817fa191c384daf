from datetime import timedelta

import pytest

from relationship_journal.domain import welcome as rules
from relationship_journal.domain.codes import Channel, Direction, Outcome
from relationship_journal.errors import InvalidInput, NotFound


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana")


def test_an_observation_has_its_evidence(core, clock, ana):
    three_days_ago = clock() - timedelta(days=3)
    one = core.welcome.add(
        ana, "Corrections, in private", topic="links", url="https://sea.example/t/1",
        at=three_days_ago,
    )  # fmt: skip
    (row,) = core.welcome.of(ana)
    assert (row.id, row.text, row.topic, row.url) == (
        one, "Corrections, in private", "links", "https://sea.example/t/1",
    )  # fmt: skip
    assert (row.at, row.is_old) == (clock() - timedelta(days=3), False)


def test_seen_in_an_entry_it_has_the_entrys_link_and_moment(core, clock, ana):
    entry = core.entries.write_down(
        [ana], "Thank you for telling me", direction=Direction.INCOMING,
        url="https://sea.example/t/1", at=clock() - timedelta(days=9),
    )  # fmt: skip
    core.welcome.add(ana, "Corrections", entry_id=entry)
    (row,) = core.welcome.of(ana)
    assert (row.entry_id, row.url, row.at) == (
        entry, "https://sea.example/t/1", clock() - timedelta(days=9),
    )  # fmt: skip
    core.entries.delete(entry)
    (row,) = core.welcome.of(ana)
    assert (row.entry_id, row.url) == (None, "https://sea.example/t/1")


def test_what_is_older_than_a_year_is_marked_so(core, clock, ana):
    core.welcome.add(ana, "Corrections")
    clock.wind(days=366)
    core.welcome.add(ana, "Photographs")
    assert [(row.text, row.is_old) for row in core.welcome.of(ana)] == [
        ("Photographs", False), ("Corrections", True),
    ]  # fmt: skip


def test_it_is_changed_removed_and_brought_back(core, ana):
    one = core.welcome.add(ana, "Corrections")
    core.welcome.edit(one, text="Corrections, in private", topic="links", url="sea.example/t")
    assert core.welcome.of(ana)[0].url == "https://sea.example/t"
    core.welcome.delete(one)
    assert core.welcome.of(ana) == []
    core.history.undo()
    assert core.welcome.of(ana)[0].text == "Corrections, in private"


def test_what_cannot_be_is_refused(core, clock, ana):
    for wrong in ({"text": "  "}, {"text": "x", "url": "javascript:x"},
                  {"text": "x", "at": clock() + timedelta(days=1)}):  # fmt: skip
        with pytest.raises(InvalidInput):
            core.welcome.add(ana, **wrong)
    with pytest.raises(NotFound):
        core.welcome.add(99, "x")
    with pytest.raises(NotFound):
        core.welcome.delete(99)
    assert core.welcome.of(ana) == []


def test_outcomes_are_counted_from_the_journal(core, ana):
    other = core.contacts.add("Tom")
    for n in range(9):
        one = core.entries.write_down([ana, other] if n else [ana], "word " * 80,
                                      channel=Channel.COMMENT)  # fmt: skip
        core.entries.set_outcome(one, Outcome.ANSWERED if n < 7 else Outcome.NO_ANSWER)
    core.entries.write_down([ana], "word " * 80, channel=Channel.COMMENT)
    assert [rules.sentence(one) for one in core.welcome.tallies(ana)] == [
        "Long comments: answered 7 of 9"
    ]
    assert rules.sentence(core.welcome.tallies(other)[0]) == "Long comments: answered 6 of 8"
