import time
from datetime import timedelta

import pytest

from relationship_journal.domain.codes import Direction

LINE = "I loved your piece on quiet gardens and linked it in my round-up of slow reading"


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana Duarte")


@pytest.fixture
def mara(core):
    return core.contacts.add("Mara Lind")


def test_wording_that_went_to_somebody_else_is_said_with_whom_and_when(core, clock, ana, mara):
    entry = core.entries.write_down([ana], "Ana, " + LINE)
    clock.wind(days=3)
    found = core.guard.repeated([mara], "Mara, " + LINE)
    assert found is not None
    assert (found.entry_id, found.name) == (entry, "Ana Duarte")
    assert found.sentence == "You wrote this to Ana Duarte on Monday, make it this person’s own"


def test_what_went_to_the_same_person_or_came_from_them_is_no_matter(core, ana, mara):
    core.entries.write_down([ana], LINE)
    assert core.guard.repeated([ana], LINE) is None
    core.entries.write_down([mara], LINE + " too", direction=Direction.INCOMING)
    assert core.guard.repeated([ana], LINE) is None


def test_after_thirty_days_it_is_forgotten(core, clock, ana, mara):
    core.entries.write_down([ana], LINE)
    clock.wind(days=29, hours=23)
    assert core.guard.repeated([mara], LINE) is not None
    clock.wind(hours=2)
    assert core.guard.repeated([mara], LINE) is None


def test_short_thanks_may_go_to_everybody(core, ana, mara):
    core.entries.write_down([ana], "Thank you so much for this!")
    assert core.guard.repeated([mara], "Thank you so much for this!") is None


def test_an_entry_that_was_changed_meanwhile_is_compared_as_it_is_now(core, clock, ana, mara):
    entry = core.entries.write_down([ana], LINE)
    assert core.guard.repeated([mara], LINE) is not None
    clock.wind(minutes=1)
    core.entries.edit(entry, text="Something else that only you could ever have been sent by me")
    assert core.guard.repeated([mara], LINE) is None


def test_who_is_deleted_is_not_named(core, ana, mara):
    core.entries.write_down([ana], LINE)
    core.contacts.delete(ana)
    assert core.guard.repeated([mara], LINE) is None


def test_the_fourth_first_contact_in_a_week_gets_the_slow_lane(core, clock):
    people = [core.contacts.add(f"P{n}") for n in range(6)]
    for one in people[:3]:
        assert core.guard.slow_lane([one]) == ""
        core.entries.write_down([one], "Hello")
        clock.wind(days=1)
    assert core.guard.slow_lane([people[3]]).startswith("You turned to 3 new people this week.")
    assert core.guard.slow_lane([people[0]]) == ""  # known by now
    clock.wind(days=5)
    assert core.guard.slow_lane([people[3]]) == ""


def test_who_wrote_first_is_no_first_contact(core):
    people = [core.contacts.add(f"P{n}") for n in range(5)]
    for one in people[:4]:
        core.entries.write_down([one], "Hi", direction=Direction.INCOMING)
        core.entries.write_down([one], "Hello")
    assert core.guard.slow_lane([people[4]]) == ""


def test_it_stays_quick_when_much_was_written(core, clock, ana, mara):
    """5,000 entries of the last month are compared; a second look costs next to nothing."""
    journal = core._journal
    then = (clock() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with journal.change("Fill"):
        for n in range(5_000):
            text = " ".join(f"word{(n * 7 + k * 13) % 997}" for k in range(30))
            journal.execute(
                "INSERT INTO interaction (id, direction, channel, text, at, created_at, updated_at)"
                " VALUES (?, 'outgoing', 'comment', ?, ?, ?, ?)",
                (n + 10, text, then, then, then),
            )
            journal.execute(
                "INSERT INTO interaction_contact (interaction_id, contact_id) VALUES (?, ?)",
                (n + 10, ana),
            )
    core.guard.repeated([mara], LINE)
    before = time.perf_counter()
    assert core.guard.repeated([mara], LINE) is None
    assert time.perf_counter() - before < 0.5
