from datetime import date

import pytest

from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.services.mentions import Linked

MINE = "https://gardenblog.example/slow-weeks"


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana Duarte")


@pytest.fixture
def mara(core):
    return core.contacts.add("Mara Lind")


@pytest.fixture
def links(ana, mara):
    return [
        Linked(ana, "https://quiet.example/gardens", "On quiet gardens"),
        Linked(mara, "https://sea.example/clock", "The harbour is a clock"),
        Linked(ana, "https://quiet.example/moss", "Moss"),
    ]


def test_links_are_copied_with_the_names_people_prefer(core, ana, links):
    core.contacts.set_names(ana, [("Moss Ana", "pen")])
    assert core.mentions.text_of(links).text == (
        "- [On quiet gardens](https://quiet.example/gardens) by Moss Ana\n"
        "- [The harbour is a clock](https://sea.example/clock) by Mara Lind\n"
        "- [Moss](https://quiet.example/moss) by Moss Ana\n"
    )
    assert core.mentions.text_of(links[:1], is_html=True).text == (
        '<ul>\n  <li><a href="https://quiet.example/gardens">On quiet gardens</a>'
        " by Moss Ana</li>\n</ul>\n"
    )


def test_who_asked_not_to_be_named_stands_there_without_a_name(core, mara, links):
    core.approach.set_for_person(mara, is_not_named=True)
    copied = core.mentions.text_of(links)
    assert copied.unnamed == ("Mara Lind",)
    assert "Mara" not in copied.text
    assert "The harbour is a clock" in copied.text


def test_a_post_that_is_out_makes_one_entry_and_one_step_a_person(core, clock, ana, mara, links):
    own = core.mentions.publish(MINE, links, title="Reading for slow weeks")
    (line,) = core.timeline.of(mara)
    assert (line.channel, line.direction, line.url) == (Channel.LINK, Direction.OUTGOING, MINE)
    assert line.text == "“The harbour is a clock”"
    (step,) = core.follow_ups.open_of(mara)
    assert step.due == date(2026, 11, 23)
    assert step.text == "Tell them: “The harbour is a clock” is in “Reading for slow weeks”"
    assert len(core.follow_ups.open_of(ana)) == 1
    assert [(row.reason, row.name) for row in core.today.look().shown] == [
        ("follow_up", "Ana Duarte"), ("follow_up", "Mara Lind"),
    ]  # fmt: skip
    told = core.mentions.told_by(step.id)
    assert told is not None
    assert (told.own_url, told.title, told.told_at) == (MINE, "The harbour is a clock", None)
    core.follow_ups.complete(step.id)
    assert core.mentions.told_by(step.id).told_at == clock()
    assert [row.name for row in core.mentions.of_post(own)] == [
        "Ana Duarte", "Ana Duarte", "Mara Lind",
    ]  # fmt: skip


def test_it_is_one_step_of_undo(core, ana, links, facts):
    before = facts()
    core.mentions.publish(MINE, links)
    core.history.undo()
    assert facts() == before
    assert core.mentions.of_person(ana) == []


def test_the_same_post_again_tells_only_of_what_is_new(core, ana, mara, links):
    own = core.mentions.publish(MINE, links[:1])
    assert core.mentions.publish(MINE, links) == own
    assert len(core.follow_ups.open_of(ana)) == 2
    assert len(core.follow_ups.open_of(mara)) == 1
    assert core.mentions.publish(MINE, links) == own
    assert len(core.follow_ups.open_of(ana)) == 2


@pytest.mark.parametrize("address", ["", "no address", "javascript:alert(1)"])
def test_what_is_no_address_is_refused_and_nothing_written(core, links, facts, address):
    before = facts()
    with pytest.raises(InvalidInput):
        core.mentions.publish(address, links)
    assert facts() == before


def test_nobody_in_it_is_nobody_to_tell(core, mara):
    with pytest.raises(InvalidInput):
        core.mentions.publish(MINE, [])
    core.contacts.delete(mara)
    with pytest.raises(NotFound):
        core.mentions.publish(MINE, [Linked(mara, "https://a.example/", "A")])
    assert core.mentions.told_by(99) is None
