import pytest

from relationship_journal.errors import InvalidInput, JournalError, NotFound


def lines(core):
    return [f"{c.place} {c.name} {c.cadence_days}/{c.cooldown_days}" for c in core.circles.all()]


def test_a_new_journal_has_the_presets(core):
    assert lines(core) == [
        "0 Inner 14/3",
        "1 Regular 45/7",
        "2 Acquaintance 120/21",
        "3 No plan None/21",
    ]


@pytest.mark.parametrize("name", ["Inner", "inner", " INNER ", "Ínner"])
def test_a_circle_is_found_without_case_and_accents(core, name):
    assert core.circles.by_name(name).name == "Inner"


def test_no_name_is_the_circle_without_a_plan(core):
    assert core.circles.by_name("").name == "No plan"
    core.circles.update(4, name="Just people")
    assert core.circles.by_name(" ").name == "Just people"
    core.circles.update(4, cadence_days=300)
    assert core.circles.by_name("").name == "Just people", "the last one, where all have a plan"


def test_a_circle_that_is_not_there_names_those_that_are(core):
    with pytest.raises(NotFound) as missing:
        core.circles.by_name("Friends")
    assert missing.value.hint == "There are: Inner, Regular, Acquaintance, No plan."
    with pytest.raises(NotFound, match="There is no circle 77"):
        core.circles.get(77)


def test_a_new_circle_takes_the_last_place(core, facts):
    before = facts()
    one = core.circles.add("  Family ", 7)
    assert core.circles.get(one).place == 4
    assert lines(core)[-1] == "4 Family 7/21"
    core.history.undo()
    assert facts() == before


def test_there_are_at_most_eight(core):
    for number in range(4):
        core.circles.add(f"Circle {number}", None, 0)
    with pytest.raises(InvalidInput, match="eight"):
        core.circles.add("One more", None)
    assert len(core.circles.all()) == 8


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("circle", {"name": "INNER"}),
        ("circle", {"name": " "}),
        ("cadence", {"cadence_days": 0}),
        ("cadence", {"cadence_days": 3661}),
        ("cooldown", {"cooldown_days": -1}),
        ("cooldown", {"cooldown_days": 3661}),
    ],
)
def test_what_a_circle_can_not_be_is_refused_in_its_field(core, facts, field, fields):
    before = facts()
    with pytest.raises(InvalidInput) as refused:
        core.circles.update(2, **fields)
    assert refused.value.field == field
    with pytest.raises(InvalidInput):
        core.circles.add(**{"name": "New", "cadence_days": 1, **fields})
    assert facts() == before


def test_a_circle_is_renamed_and_moved_as_one_step(core, facts):
    before = facts()
    core.circles.update(1, name="inner", cadence_days=None, cooldown_days=0, place=9)
    assert lines(core)[-1] == "9 inner None/0"
    core.history.undo()
    assert facts() == before
    core.circles.update(1, cooldown_days=3)
    assert facts() == before


def test_a_new_cadence_of_the_circle_moves_when_its_people_are_due(core):
    ana = core.contacts.add("Ana", circle="Inner")
    core.circles.update(1, cadence_days=30)
    assert core.contacts.whole(ana).due.isoformat() == "2026-12-23"


def test_only_an_empty_circle_can_be_removed_and_the_last_one_stays(core):
    ana = core.contacts.add("Ana", circle="Regular")
    core.contacts.delete(ana)
    with pytest.raises(JournalError, match=r"people in the circle “Regular”.*the bin counts too"):
        core.circles.remove(2)
    for one in (1, 3, 4):
        core.circles.remove(one)
    core.contacts.delete_for_good(ana)
    with pytest.raises(JournalError, match="last circle stays"):
        core.circles.remove(2)
    core.history.undo()
    core.history.undo()
    assert [circle.id for circle in core.circles.all()] == [2, 4]
