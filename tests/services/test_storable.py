from dataclasses import replace

import pytest

from relationship_journal.domain.records import (
    AddressRecord,
    ContactRecord,
    CustomRecord,
    LabelledRecord,
    NameRecord,
    NoteRecord,
    ProfileRecord,
    ReadFile,
    Skipped,
)
from relationship_journal.services.storable import storable, storable_file

LONG = "x" * 2001
HUGE = "x" * (4 * 1024 * 1024 + 1)
ANA = ContactRecord("Ana", where="line 4")


def test_what_can_be_kept_is_the_very_same_record():
    record = replace(
        ANA,
        birthday="--02-29",
        cadence_days=0,
        names=(NameRecord("Bia", "pen"),),
        emails=(LabelledRecord("ana@moss.example", "home"),),
        profiles=(ProfileRecord("moss.example", "Blog"),),
        custom=(CustomRecord("Cat", "Miso"), CustomRecord("", "")),
        notes=(NoteRecord("Beans", "2026-11-01T10:00:00Z"),),
    )
    kept, holes = storable(record)
    assert kept is record
    assert holes == []


@pytest.mark.parametrize(
    ("field", "value", "left", "why"),
    [
        ("given_name", LONG, "", "The given name is longer than 2000 characters."),
        ("organization", LONG, "", "The organization is longer than 2000 characters."),
        ("circle", LONG, "", "The circle’s name is longer than 2000 characters."),
        ("introduced_by", LONG, "", "The name of who introduced them is longer than"),
        ("how_we_met", HUGE, "", "The story of how you met is larger than 4 MiB."),
        ("birthday", "1999-02-30", "", "A birthday is a day like"),
        ("cadence_days", -3, None, "A cadence is 1 to 3660 days, or none."),
        ("cadence_days", 3661, None, "A cadence is 1 to 3660 days, or none."),
        ("emails", (LabelledRecord(LONG), LabelledRecord("")), (LabelledRecord(""),), "The"),
        ("phones", (LabelledRecord("1", LONG),), (), "The label is longer"),
        ("addresses", (AddressRecord(street=HUGE),), (), "The street is larger"),
        ("profiles", (ProfileRecord("no address"),), (), "no address: "),
        ("profiles", (ProfileRecord("javascript:alert(1)"),), (), "javascript:alert(1): "),
        ("tags", (LONG, "a"), ("a",), "The tag is longer"),
        ("custom", (CustomRecord("Cat", HUGE),), (), "The text is larger"),
        ("names", (NameRecord(LONG),), (), "The name is longer"),
        ("notes", (NoteRecord(HUGE),), (), "The note is larger"),
        ("notes", (NoteRecord("a", "soon"),), (NoteRecord("a"),), "“soon” is no moment"),
        ("notes", (NoteRecord("a", "0001-01-01T00:00:00+14:00"),), (NoteRecord("a"),), "“0001-"),
    ],
)  # fmt: skip
def test_a_value_that_can_not_be_kept_is_left_out_and_told(field, value, left, why):
    kept, holes = storable(replace(ANA, **{field: value}))
    assert kept == replace(ANA, **{field: left})
    (hole,) = holes
    assert hole.where == "line 4"
    assert hole.why.startswith(why)


@pytest.mark.parametrize(
    ("field", "value", "kept_as"),
    [
        ("names", (NameRecord("Bia", ""),), (NameRecord("Bia", "other"),)),
        ("custom", (CustomRecord(" ", "Miso"),), (CustomRecord("Field", "Miso"),)),
        ("uid", "a\x00b\ud800", "ab"),
        ("source_id", "\udc00x", "x"),
        (
            "notes",
            (NoteRecord("a", "2026-11-01T10:00:00+02:00"), NoteRecord("b", "2026-11-01 10:00")),
            (NoteRecord("a", "2026-11-01T08:00:00Z"), NoteRecord("b", "2026-11-01T10:00:00Z")),
        ),
    ],
)
def test_what_only_needs_another_shape_is_kept(field, value, kept_as):
    kept, holes = storable(replace(ANA, **{field: value}))
    assert kept == replace(ANA, **{field: kept_as})
    assert holes == []


@pytest.mark.parametrize("name", ["", " ", "\x00", LONG])
def test_somebody_without_a_usable_name_is_left_out(name):
    kept, holes = storable(replace(ANA, name=name))
    assert kept is None
    assert [hole.where for hole in holes] == ["line 4"]


def test_a_file_tells_its_own_holes_first():
    read = ReadFile(
        "rj-csv", (ANA, replace(ANA, name=" ")), (Skipped("line 2", "Nobody."),), ("!",)
    )
    kept = storable_file(read)
    assert kept.records == (ANA,)
    assert [hole.where for hole in kept.skipped] == ["line 2", "line 4"]
    assert (kept.detected, kept.warnings) == ("rj-csv", ("!",))
