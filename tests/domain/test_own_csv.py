import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_journal.domain.csv_text import decode, write_rows
from relationship_journal.domain.own_columns import Widths, known_columns
from relationship_journal.domain.own_csv import Layout, read_own_csv, to_rows
from relationship_journal.domain.records import (
    AddressRecord,
    ContactRecord,
    CustomRecord,
    LabelledRecord,
    NameRecord,
    NoteRecord,
    ProfileRecord,
)
from relationship_journal.domain.text import is_blank
from relationship_journal.errors import InvalidInput

P4_HEADER = [
    "RJ CSV 1",
    "Name",
    "Given Name",
    "Family Name",
    "Nickname",
    "Organization",
    "Title",
    "Birthday",
    "Circle",
    "Tags",
    "How we met",
    "Introduced by",
    "Put away",
    "Notes",
]

HARD = (
    "\r",
    "\n",
    "\r\n",
    '"',
    ",",
    ";",
    "\t",
    "|",
    "'",
    "=",
    "@",
    "+",
    "-",
    "\\",
    " ",
    "👩‍👩‍👧",
    "שלום",
    "\u202e",
    "é",
    "0",
    "\u2028",
    "\ufeff",
    "\ufffd",
)
texts = st.one_of(
    st.lists(st.sampled_from(HARD), max_size=5).map("".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12),
)
days = st.dates(min_value=date(1000, 1, 1))
birthdays = st.one_of(st.just(""), days.map(date.isoformat), days.map(lambda day: f"--{day:%m-%d}"))
uids = st.one_of(st.just(""), texts)


def lists(strategy):
    return st.lists(strategy, max_size=3).map(tuple)


records = st.builds(
    ContactRecord,
    name=texts.filter(lambda text: not is_blank(text)),
    given_name=texts,
    family_name=texts,
    additional_name=texts,
    name_prefix=texts,
    name_suffix=texts,
    names=lists(
        st.builds(NameRecord, texts, st.sampled_from(["nickname", "former", "pen", "other"]))
    ),
    organization=texts,
    title=texts,
    birthday=birthdays,
    circle=texts,
    cadence_days=st.one_of(st.none(), st.integers(0, 9999)),
    rhythm=st.sampled_from(["", "second_post", "monthly"]),
    tags=lists(texts),
    how_we_met=texts,
    introduced_by=texts,
    is_put_away=st.booleans(),
    is_muted=st.booleans(),
    paused_until=st.one_of(st.none(), days),
    notes=lists(st.builds(NoteRecord, texts, st.sampled_from(["", "2026-10-03T16:30:00Z"]))),
    emails=lists(st.builds(LabelledRecord, texts, texts)),
    phones=lists(st.builds(LabelledRecord, texts, texts)),
    addresses=lists(st.builds(AddressRecord, *([texts] * 8))),
    profiles=lists(st.builds(ProfileRecord, texts, texts)),
    custom=lists(st.builds(CustomRecord, texts, texts)),
    uid=uids,
)


def written(people, delimiter=",", encoding="utf-8"):
    out = io.StringIO(newline="")
    write_rows(to_rows(people), out, delimiter)
    return out.getvalue().encode(encoding)


def as_read(record, line):
    """The record as reading gives it: with its place, and known again by its uid."""
    from dataclasses import replace

    source = "rj-csv" if record.uid else ""
    return replace(record, where=f"line {line}", source=source, source_id=record.uid)


def cell(people, name):
    out = io.StringIO(written(people).decode(), newline="")
    rows = list(csv.reader(out))
    return rows[1][rows[0].index(name)]


def test_the_header_begins_as_the_interchange_notes_say():
    header = next(to_rows([]))
    assert header[:14] == P4_HEADER


def test_numbered_columns_follow_in_the_listed_order():
    person = ContactRecord(
        "Ana",
        emails=(LabelledRecord("a@moss.example"), LabelledRecord("b@moss.example")),
        phones=(LabelledRecord("+49 151 1"),),
        addresses=(AddressRecord(city="Graz"),),
        profiles=(ProfileRecord("https://moss.example"),),
        custom=(CustomRecord("Shoe size", "42"),),
    )
    header = next(to_rows([person]))
    assert header[14:22] == [
        *("E-mail 1", "E-mail 1 Label", "E-mail 2", "E-mail 2 Label"),
        *("Phone 1", "Phone 1 Label", "Address 1 Label", "Address 1 Street"),
    ]
    assert header[28:32] == ["Profile 1", "Profile 1 Label", "Custom 1 Name", "Custom 1"]


def test_formula_cells_are_disarmed_and_telephone_numbers_left_alone():
    person = ContactRecord(
        '=HYPERLINK("http://x")',
        organization="-2+3",
        title="\tTab",
        notes=(NoteRecord("@SUM(A1)"),),
        phones=(LabelledRecord("+49 151 1"),),
        uid="=1",
    )
    assert cell([person], "Name") == '\'=HYPERLINK("http://x")'
    assert cell([person], "Notes") == "'@SUM(A1)"
    assert cell([person], "Organization") == "'-2+3"
    assert cell([person], "Phone 1") == "+49 151 1"
    assert cell([person], "RJ CSV 1") == "'=1"
    assert read_own_csv(written([person])).records == (as_read(person, 2),)


@settings(max_examples=1000, deadline=None)
@given(records, st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_every_contact_comes_back_exactly(record, delimiter, encoding):
    read = read_own_csv(written([record], delimiter, encoding))
    assert (read.records, read.errors, read.warnings) == ((as_read(record, 2),), (), ())
    assert read.dialect.delimiter == delimiter


@settings(max_examples=200, deadline=None)
@given(st.lists(records, max_size=6))
def test_contacts_of_different_width_come_back_in_order(people):
    read = read_own_csv(written(people))
    bare = [as_read(record, 0) for record in people]
    assert [as_read(record, 0) for record in read.records] == bare


@settings(max_examples=200, deadline=None)
@given(records)
def test_no_cell_can_run_as_a_formula(record):
    for row in to_rows([record]):
        for text in row:
            assert not text.startswith(("=", "@", "\t", "\r"))
            if text.startswith(("+", "-")):
                assert set(text[1:]) <= set("0123456789 ()./-")


@pytest.mark.parametrize(
    "tags",
    [(), ("",), ("", ""), ("a; b", "c"), ("\\", ";"), (" a", "b "), ("a\\",), ("=1", "x"), ("'",)],
)
def test_tags_in_one_cell_come_back(tags):
    person = ContactRecord("Ana", tags=tags)
    assert read_own_csv(written([person])).records[0].tags == tags


def test_tags_written_by_hand_need_no_blank_behind_the_separator():
    read = read_own_csv(b"RJ CSV 1,Name,Tags\r\n,Ana,moss;quiet gardens\r\n")
    assert read.records[0].tags == ("moss", "quiet gardens")


def test_chosen_columns_stand_in_the_order_of_the_file_behind_the_mark():
    person = ContactRecord("Ana", emails=(LabelledRecord("a@moss.example", "Home"),), title="Dr")
    rows = list(to_rows([person], ["e-mail", "name"]))
    assert rows == [
        ["RJ CSV 1", "Name", "E-mail 1", "E-mail 1 Label"],
        ["", "Ana", "a@moss.example", "Home"],
    ]


@pytest.mark.parametrize("columns", [["Shoe size"], []])
def test_an_unknown_or_missing_choice_of_columns_is_refused(columns):
    with pytest.raises(InvalidInput) as refused:
        list(to_rows([], columns))
    assert refused.value.field == "columns"


def test_every_column_can_be_chosen_alone():
    person = ContactRecord("Ana", emails=(LabelledRecord("a@moss.example"),))
    for name in known_columns():
        assert next(to_rows([person], [name]))[0] == "RJ CSV 1"


def test_columns_are_known_by_name_whatever_their_place_and_case():
    data = "\ufeffRJ CSV 1;  NOTES ;e-mail 1;name\r\nx;hello;a@moss.example;Ana\r\n".encode()
    read = read_own_csv(data)
    (ana,) = read.records
    assert (ana.name, ana.notes[0].text, ana.emails[0].value, ana.uid) == (
        "Ana",
        "hello",
        "a@moss.example",
        "x",
    )
    assert read.dialect.has_bom


def test_a_column_nobody_knows_is_kept_under_its_own_name():
    read = read_own_csv(b"RJ CSV 1,Name,Shoe size\n,Ana,42\n")
    assert read.records[0].custom == (CustomRecord("Shoe size", "42"),)


def test_an_excel_separator_row_is_no_header():
    read = read_own_csv(b"sep=;\r\nRJ CSV 1;Name\r\n;Ana, Maria\r\n")
    assert [(person.name, person.where) for person in read.records] == [("Ana, Maria", "line 3")]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"Birthday\n,Ana,31.02.1980\n", "31.02.1980"),
        (b"Birthday\n,Ana,2001-02-30\n", "2001-02-30"),
        (b"Put away\n,Ana,perhaps\n", "perhaps"),
        (b"Paused until\n,Ana,soon\n", "soon"),
        (b"Keep in touch (days)\n,Ana,often\n", "often"),
        (b"Keep in touch (rhythm)\n,Ana,sometimes\n", "sometimes"),
        (b"Title\n,Ana,,Dr\n", "more cells"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_line(body, told):
    read = read_own_csv(b"RJ CSV 1,Name," + body)
    assert len(read.records) == 1
    assert len(read.warnings) == 1
    assert told in read.warnings[0]
    assert "line 2" in read.warnings[0]


def test_a_birthday_that_is_none_is_kept_as_a_field_of_its_own():
    (ana,) = read_own_csv(b"RJ CSV 1,Name,Birthday\n,Ana,spring\n").records
    assert (ana.birthday, ana.custom) == ("", (CustomRecord("Birthday", "spring"),))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "empty"),
        (b"RJ CSV 1,Name\r\n", "no rows"),
        (b'RJ CSV 1,Name\r\n"x,Ana\r\n', "line 2"),
        (b"\x89PNG\r\n\x1a\n\x00\x01", "not a text file"),
        (b"Name,Email\r\n'Ana,a@moss.example\r\n", "not one of this program"),
    ],
)
def test_a_file_without_people_says_why(data, error):
    read = read_own_csv(data)
    assert read.records == ()
    assert len(read.errors) == 1
    assert error in read.errors[0]


def test_a_row_without_a_name_takes_the_next_best_or_is_skipped():
    read = read_own_csv(b"RJ CSV 1,Name,Given Name,Title\n,,Ana,\n,,,Dr\n\n,Bo,,\n")
    assert [person.name for person in read.records] == ["Ana", "Bo"]
    assert [place.where for place in read.skipped] == ["line 3"]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_end_in_an_error(junk):
    read = read_own_csv(b"RJ CSV 1,Name\r\n" + junk)
    assert read.detected == "rj-csv"


def test_rows_can_be_written_piece_by_piece():
    people = [ContactRecord("Ana", tags=("moss",)), ContactRecord("Bo")]
    layout = Layout(Widths.of(people))
    assert [layout.header(), *map(layout.row, people)] == list(to_rows(people))
    assert decode(written(people)).encoding == "utf-8"


def test_a_header_without_end_is_refused():
    read = read_own_csv(b"RJ CSV 1" + b",x" * 100_000 + b"\nu,Ana\n")
    assert read.errors == ("There are more than 100,000 columns.",)
    assert read.records == ()
