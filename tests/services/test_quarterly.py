"""Six cards a quarter: answers that stay, skips that last, and an export without names."""

import pytest

from relationship_journal.domain.codes import Direction, Intent
from relationship_journal.services.quarterly import Card


@pytest.fixture
def core(open_journal):
    return open_journal()


def test_there_are_six_cards_with_what_the_journal_knows(core, clock):
    ana = core.contacts.add("Ana Duarte")
    core.entries.write_down([ana], "thank you", intent=Intent.THANKS)
    core.promises.make(ana, "Send the list")
    present = core.quarterly.quarters()[1]
    cards = core.quarterly.cards(present)
    assert [row.card for row in cards] == list(Card)
    facts = {row.card: row.fact for row in cards}
    assert facts[Card.GIVEN] == "You wrote once, to 1 person."
    assert facts[Card.PROMISES] == "Kept: 0. Still open: 1."
    assert facts[Card.THANKS] == "You said thank you once."


def test_an_answer_stays_with_its_quarter_and_can_be_undone(core):
    last, present, *_before = core.quarterly.quarters()
    core.quarterly.answer(last, Card.BETTER, " listen longer ")
    assert core.quarterly.cards(last)[-1].answer == "listen longer"
    assert core.quarterly.cards(present)[-1].answer == ""
    core.history.undo()
    assert core.quarterly.cards(last)[-1].answer == ""


def test_an_emptied_answer_is_gone_and_an_unchanged_one_is_no_step(core):
    last = core.quarterly.quarters()[0]
    core.quarterly.answer(last, Card.BETTER, "")
    assert core.history.undo_label is None
    core.quarterly.answer(last, Card.BETTER, "once")
    core.quarterly.answer(last, Card.BETTER, "")
    assert core.quarterly.cards(last)[-1].answer == ""


def test_a_card_skipped_for_ever_does_not_come_again_until_brought_back(core):
    last, present, *_before = core.quarterly.quarters()
    core.quarterly.skip_for_ever(Card.QUIET)
    core.quarterly.skip_for_ever(Card.QUIET)
    for quarter in (last, present):
        assert Card.QUIET not in [row.card for row in core.quarterly.cards(quarter)]
    core.quarterly.bring_back()
    assert len(core.quarterly.cards(last)) == 6


def test_the_markdown_names_nobody(core, tmp_path):
    ana = core.contacts.add("Ana Duarte", urls=["https://mastodon.social/@gardenblog"])
    core.contacts.add("山田 さくら")
    core.entries.write_down([ana], "hi", direction=Direction.INCOMING)
    quarter = core.quarterly.quarters()[1]
    written = "Duarte and ANA were kind, @gardenblog too; banana bread for Ana Duarte."
    core.quarterly.answer(quarter, Card.RECEIVED, written)
    core.quarterly.write_markdown(quarter, tmp_path / "out.md")
    text = (tmp_path / "out.md").read_text("utf-8")
    assert text.startswith("# October to December 2026\n\n## What did you give")
    assert "somebody and somebody were kind, somebody too; banana bread for somebody." in text
    for name in ("Ana D", "Duarte", "gardenblog", "山田"):
        assert name not in text
