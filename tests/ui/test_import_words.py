"""What an import would do and did, in words."""

import pytest

from relationship_journal.core import Core
from relationship_journal.domain.records import (
    AddressRecord,
    ContactRecord,
    CustomRecord,
    ImportReport,
    LabelledRecord,
    NameRecord,
    NoteRecord,
    ProfileRecord,
    Skipped,
)
from relationship_journal.ui.models.import_words import (
    adds_sentence,
    preview_sentence,
    result_sentence,
    same_person,
)

HOLE = Skipped("line 4", "It has no name.")


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (ImportReport("opml"), "Nobody is in there."),
        (ImportReport("opml", added=1), "1 new person."),
        (ImportReport("opml", added=23, unchanged=2), "23 new people, 2 you know already."),
        (
            ImportReport("opml", updated=1, unchanged=3, skipped=(HOLE,)),
            "4 you know already, 1 of them with something new, 1 entry left out.",
        ),
    ],
)
def test_a_preview_is_a_sentence(report: ImportReport, sentence: str) -> None:
    assert preview_sentence(report) == sentence


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (ImportReport("opml", unchanged=3), "Nothing was new: you know everyone already."),
        (ImportReport("opml", added=1), "1 person was added."),
        (ImportReport("opml", added=23, updated=2), "23 people were added, 2 were completed."),
    ],
)
def test_a_result_is_a_sentence(report: ImportReport, sentence: str) -> None:
    assert result_sentence(report) == sentence


def test_only_what_is_missing_is_counted(core: Core) -> None:
    one = core.contacts.add(
        "Ana", urls=["https://ana.example"], emails=["ana@moss.example"], tags=["Tea"]
    )
    record = ContactRecord(
        "Ana",
        organization="Moss",
        names=(NameRecord("Annie"),),
        emails=(LabelledRecord("ANA@moss.example"), LabelledRecord("a@b.example")),
        phones=(LabelledRecord("+43 1 5"),),
        addresses=(AddressRecord(street="Lane 3"),),
        profiles=(ProfileRecord("https://ana.example/"), ProfileRecord("https://b.example")),
        custom=(CustomRecord("Cat", "Miu"),),
        tags=("tea", "css"),
        notes=(NoteRecord("Known"), NoteRecord("New"), NoteRecord(" ")),
    )
    assert adds_sentence(core.contacts.whole(one), record, ["Known"]) == (
        "adds 1 fact, 1 profile, 1 e-mail address, 1 telephone number, 1 postal address, 1 name,"
        " 1 tag, 1 field of your own, 1 note"
    )


def test_nothing_but_the_source_is_said_too(core: Core) -> None:
    one = core.contacts.add("Ana")
    assert adds_sentence(core.contacts.whole(one), ContactRecord("Ana"), []) == (
        "adds where it came from"
    )


def test_a_person_under_another_name_is_named() -> None:
    assert same_person("Ana", ContactRecord("Ana"), "x") == "same person: x"
    assert same_person("Ana", ContactRecord("A."), "x") == "same person as Ana: x"
