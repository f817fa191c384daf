import pytest

from relationship_journal.services import matching_text
from relationship_journal.services.matching_text import (
    CONTACTS,
    ENTRIES,
    NAMES,
    NOTES,
    matching_ids,
)


@pytest.fixture
def notes(core):
    ana = core.contacts.add("Ana Duarte", tags=["harbour"])
    texts = ["Grows beans", "No bean at all", "soybeans", "茶を飲む", "A ½ & 100% \\ _ x", "ab"]
    return [core.notes.add(ana, text) for text in texts]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("bean", [1, 0, 2]),  # as the beginning of a word first, then as a part
        ("beans", [0, 2]),
        ("BEANS grows", [0]),
        ("oybea", [2]),
        ("茶", [3]),
        ("飲む", [3]),
        ("茶 飲", [3]),
        ("茶 酒", []),
        ("100", [4]),
        ("ab", [5]),
        ("a", [5, 4, 1]),
        ("%", []),
        ("", []),
        ("b" * 5000, []),
    ],
)
def test_words_are_found_before_parts_of_words(core, notes, text, places):
    found = matching_ids(core._journal, NOTES, text)
    assert found == [notes[place] for place in places]


def test_no_sign_of_a_search_is_a_wildcard(core):
    ana = core.contacts.add("茶_")
    core.contacts.add("茶店")
    assert matching_ids(core._journal, NAMES, "茶_") == [ana]


def test_names_are_not_other_facts(core, notes):
    assert matching_ids(core._journal, NAMES, "harbour") == []
    assert matching_ids(core._journal, CONTACTS, "harbour") == [1]
    assert matching_ids(core._journal, ENTRIES, "harbour") == []


def test_enough_whole_words_spare_the_look_for_parts(core, notes, monkeypatch):
    monkeypatch.setattr(matching_text, "FEW_HITS", 2)
    assert matching_ids(core._journal, NOTES, "bean") == [notes[1], notes[0]]


def test_there_are_never_more_than_asked_for(core, notes):
    assert matching_ids(core._journal, NOTES, "bean", 1) == [notes[1]]
