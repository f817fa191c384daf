"""What the status bar and the menu say of a change."""

import pytest

from relationship_journal.core import Core
from relationship_journal.domain.changes import Changes
from relationship_journal.ui import what_was_done


@pytest.mark.parametrize(
    ("label", "words"),
    [
        (None, "&Undo"),
        ("Delete contact", "&Undo delete contact"),
        ("OPML import", "&Undo OPML import"),
        ("Kept: salt & bread", "&Undo kept: salt && bread"),
        ("", "&Undo"),
    ],
)
def test_undo_is_named(label: str | None, words: str) -> None:
    assert what_was_done.undo_text(label) == words


def test_a_long_label_is_shortened() -> None:
    assert len(what_was_done.redo_text("word " * 100)) < 80


def test_one_person_is_named(core: Core) -> None:
    ana = core.contacts.add("Ana Duarte")
    said = what_was_done.done(core, Changes("Delete contact", {"contact": frozenset({ana})}))
    assert said == "Moved to the bin: Ana Duarte"


def test_several_people_are_not_listed(core: Core) -> None:
    ids = frozenset({core.contacts.add("Ana"), core.contacts.add("Mara")})
    assert what_was_done.done(core, Changes("Import", {"contact": ids})) == "Imported"


def test_somebody_who_is_gone_is_not_named(core: Core) -> None:
    changes = Changes("Delete contact for good", {"contact": frozenset({999})})
    assert what_was_done.done(core, changes) == "Deleted for good"


def test_a_label_nobody_thought_of_is_said_as_it_is(core: Core) -> None:
    assert what_was_done.done(core, Changes("Count the stars")) == "Count the stars"
