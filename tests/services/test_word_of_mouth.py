import pytest

from relationship_journal.domain.codes import Channel, Direction, Intent, Prompted
from relationship_journal.errors import NotFound


def shown(tree, depth=0):
    """Return the tree as lines with dots for the depth."""
    lines = []
    for one in tree:
        count = f" ({one.people})" if one.people else ""
        lines.append("." * depth + one.name + count)
        lines += shown(one.brought, depth + 1)
    return lines


def brought(core, contact, by):
    core.contacts.edit(contact, introduced_by=by)


def test_the_tree_shows_who_brought_whom(core):
    ana, ben, cem, dia, eva = (core.contacts.add(n) for n in ("Ana", "Ben", "Cem", "Dia", "Eva"))
    core.contacts.add("Nobody's")
    brought(core, ben, ana)
    brought(core, cem, ana)
    brought(core, dia, ben)
    brought(core, eva, "A stranger")
    assert shown(core.word_of_mouth.tree()) == [
        "Ana (3)", ".Ben (1)", "..Dia", ".Cem", "A stranger (1)", ".Eva",
    ]  # fmt: skip


def test_a_ring_is_shown_once_from_its_first(core):
    ana, ben = core.contacts.add("Ana"), core.contacts.add("Ben")
    brought(core, ana, ben)
    brought(core, ben, ana)
    assert shown(core.word_of_mouth.tree()) == ["Ana (1)", ".Ben"]


def test_a_chain_may_be_as_long_as_it_is(core):
    first = core.contacts.add("P0")
    journal = core._journal
    with journal.change("Fill"):
        journal.execute(
            "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1500)"
            " INSERT INTO contact (id, uid, name, name_key, sort_key, circle_id, counts_from,"
            " created_at, updated_at, introduced_by_id)"
            " SELECT ? + n, 'u' || n, 'P' || n, 'p', 'p', circle_id, counts_from, created_at,"
            " updated_at, ? + n - 1 FROM n JOIN contact ON contact.id = ?",
            (first, first, first),
        )
    (root,) = core.word_of_mouth.tree()
    assert root.people == 1_500


def test_who_is_deleted_brings_nobody(core):
    ana, ben = core.contacts.add("Ana"), core.contacts.add("Ben")
    brought(core, ben, ana)
    core.contacts.delete(ana)
    assert shown(core.word_of_mouth.tree()) == ["Ana (1)", ".Ben"]
    core.contacts.delete(ben)
    assert core.word_of_mouth.tree() == []


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana")


def mention(core, who, channel=Channel.MENTION):
    return core.entries.write_down(
        [who], "read this blog", direction=Direction.INCOMING, channel=channel,
        url="https://ana.example/roll",
    )  # fmt: skip


@pytest.mark.parametrize("channel", [Channel.MENTION, Channel.LINK])
def test_who_spoke_of_me_is_to_be_thanked_until_they_are(core, clock, ana, channel):
    one = mention(core, ana, channel)
    core.entries.set_prompted(one, Prompted.UNPROMPTED)
    (row,) = core.word_of_mouth.to_thank()
    assert (row.entry_id, row.name, row.prompted, row.is_thanked) == (
        one, "Ana", Prompted.UNPROMPTED, False,
    )  # fmt: skip
    clock.wind(days=1)
    core.entries.write_down([ana], "Hello")
    assert len(core.word_of_mouth.to_thank()) == 1
    core.entries.write_down([ana], "That was kind", intent=Intent.THANKS)
    assert core.word_of_mouth.to_thank() == []
    assert core.word_of_mouth.mentioned_me()[0].is_thanked


def test_a_thank_you_of_before_was_for_something_else(core, clock, ana):
    core.entries.write_down([ana], intent=Intent.THANKS)
    clock.wind(days=1)
    mention(core, ana)
    assert len(core.word_of_mouth.to_thank()) == 1


def test_thanks_can_be_settled_without_a_word(core, ana):
    one = mention(core, ana)
    core.word_of_mouth.settle_thanks(one)
    assert core.word_of_mouth.to_thank() == []
    core.history.undo()
    assert len(core.word_of_mouth.to_thank()) == 1
    with pytest.raises(NotFound):
        core.word_of_mouth.settle_thanks(99)


def test_after_ninety_days_nobody_asks_any_more(core, clock, ana):
    mention(core, ana)
    clock.wind(days=91)
    assert core.word_of_mouth.to_thank() == []
    assert len(core.word_of_mouth.mentioned_me()) == 1


def test_my_own_links_and_their_other_words_are_no_word_of_mouth(core, ana):
    core.entries.write_down([ana], channel=Channel.LINK)
    core.entries.write_down([ana], "hi", direction=Direction.INCOMING, channel=Channel.EMAIL)
    assert core.word_of_mouth.mentioned_me() == []
