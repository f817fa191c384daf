"""What was read of files as one plain object: every key is there, and nothing is lost."""

from datetime import date

import pytest

from relationship_journal.domain.records import (
    AddressRecord,
    ContactRecord,
    CustomRecord,
    Dialect,
    LabelledRecord,
    NameRecord,
    NoteRecord,
    ProfileRecord,
    ReadFile,
    Skipped,
)
from relationship_journal.services.interop_view import view

KEYS = {
    "detected", "n_contacts", "dialect", "contacts", "n_credentials", "credentials",
    "n_reminders", "reminders", "skipped", "warnings", "errors",
}  # fmt: skip
CONTACT_KEYS = {
    "display_name", "name", "nicknames", "org", "org_units", "title", "emails", "phones", "urls",
    "im", "profiles", "addresses", "birthday", "anniversary", "first_met", "note", "notes",
    "groups", "related", "photo", "uid", "source_id", "custom", "interactions", "reminders",
}  # fmt: skip


def only(**facts):
    record = ContactRecord(facts.pop("name", "Ana Lind"), **facts)
    return view([ReadFile("opml", (record,))])["contacts"][0]


def test_every_key_is_there_even_of_nothing():
    assert set(view([])) == KEYS
    assert view([])["contacts"] == []
    assert set(only()) >= CONTACT_KEYS
    assert set(only()["name"]) == {"full", "given", "family", "additional", "prefix", "suffixes"}


def test_what_a_file_says_of_itself_is_told():
    told = view(
        [
            ReadFile(
                "rj-csv",
                skipped=(Skipped("line 4", "It has no name."),),
                warnings=("doubtful",),
                errors=("broken",),
                dialect=Dialect(";", "cp1252", has_bom=True),
            )
        ]
    )
    assert told["detected"] == "rj-csv"
    assert told["dialect"] == {"delimiter": ";", "encoding": "cp1252", "bom": True}
    assert told["skipped"] == [{"where": "line 4", "why": "It has no name."}]
    assert (told["warnings"], told["errors"]) == (["doubtful"], ["broken"])


def test_several_files_are_told_as_one():
    one, other = ReadFile("opml", (ContactRecord("A"),)), ReadFile("rj-csv", (ContactRecord("B"),))
    told = view([one, other, one])
    assert (told["detected"], told["n_contacts"]) == ("opml, rj-csv", 3)


@pytest.mark.parametrize(
    ("profile", "urls", "profiles"),
    [
        (
            ProfileRecord("https://ana.example/", "Blog"),
            [{"value": "https://ana.example/", "label": "Blog"}],
            [],
        ),
        (
            ProfileRecord("https://ana.example/"),
            [{"value": "https://ana.example/", "label": ""}],
            [],
        ),
        (
            ProfileRecord("https://social.example/@ana"),
            [],
            [("mastodon", "@ana@social.example", "")],
        ),
        (
            ProfileRecord("https://github.com/ana", "Code"),
            [{"value": "https://github.com/ana", "label": "Code"}],
            [("github", "ana", "")],
        ),
        (
            ProfileRecord("https://www.facebook.com/profile.php?id=42"),
            [],
            [("facebook", "", "42")],
        ),
        (ProfileRecord("no address"), [{"value": "no address", "label": ""}], []),
    ],
)
def test_pages_and_places_are_told_apart(profile, urls, profiles):
    told = only(profiles=(profile,))
    assert told["urls"] == urls
    assert [(one["network"], one["handle"], one["id"]) for one in told["profiles"]] == profiles


def test_everything_a_record_knows_is_in_it():
    told = only(
        given_name="Ana",
        family_name="Lind",
        name_suffix="Jr.",
        names=(NameRecord("Anni"), NameRecord("A. Berg", "former")),
        organization="Quiet Gardens",
        birthday="--02-29",
        tags=("moss", "fern"),
        notes=(NoteRecord("one"), NoteRecord("two")),
        emails=(LabelledRecord("ana@ana.example", "home"),),
        phones=(LabelledRecord("+43 1 234"),),
        addresses=(AddressRecord("home", "Lane 1", city="Vienna"),),
        custom=(CustomRecord("Shoe", "42"), CustomRecord("Shoe", "43")),
        paused_until=date(2027, 1, 5),
        uid="u-1",
        source_id="ana.example",
    )
    assert told["name"] | {"full": told["display_name"]} == told["name"]
    assert (told["name"]["given"], told["name"]["suffixes"]) == ("Ana", "Jr.")
    assert told["nicknames"] == ["Anni"]
    assert told["other_names"] == [{"value": "A. Berg", "kind": "former"}]
    assert (told["org"], told["birthday"], told["groups"]) == (
        "Quiet Gardens",
        "--02-29",
        ["moss", "fern"],
    )
    assert (told["note"], told["notes"]) == ("one", ["one", "two"])
    assert told["emails"] == [{"value": "ana@ana.example", "label": "home", "pref": False}]
    assert told["phones"] == [{"value": "+43 1 234", "label": "", "extension": ""}]
    assert told["addresses"][0]["city"] == "Vienna"
    assert told["custom"] == {"Shoe": "42", "Shoe (2)": "43"}
    assert (told["paused_until"], told["uid"], told["source_id"]) == (
        "2027-01-05",
        "u-1",
        "ana.example",
    )
