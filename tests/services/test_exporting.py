import csv
import io
import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relationship_journal.core import open_core
from relationship_journal.domain.person_facts import Rhythm
from relationship_journal.domain.records import AddressRecord
from relationship_journal.domain.text import fold, is_blank
from relationship_journal.errors import Cancelled, InvalidInput, JournalError
from relationship_journal.services.details import NAME_KINDS
from relationship_journal.services.gathering import blocks, records_of, widths

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
HARD = (
    "\n", '"', ",", ";", "\t", "|", "'", "=", "@", "+", "-", "\\", " ", "👩‍👩‍👧", "שלום", "\u202e",
    "é", "0", "\u2028", "\ufeff", "ß", "茶",
)  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(HARD), max_size=5).map("".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12),
)
seen = texts.filter(lambda text: not is_blank(text))
birthdays = st.one_of(
    st.just(""),
    st.dates(date(1900, 1, 1), date(2020, 1, 1)).map(lambda day: f"--{day:%m-%d}"),
    st.dates(date(1900, 1, 1), date(2020, 1, 1)).map(date.isoformat),
)
people = st.fixed_dictionaries(
    {
        "name": seen,
        "fields": st.fixed_dictionaries(
            {
                "given_name": texts, "family_name": texts, "additional_name": texts,
                "name_prefix": texts, "name_suffix": texts, "organization": texts, "title": texts,
                "how_we_met": texts, "introduced_by": texts, "birthday": birthdays,
            }
        ),
        "circle": st.sampled_from(["Inner", "Regular", "Família, “=1”"]),
        "cadence": st.sampled_from([None, 0, 30]),
        "rhythm": st.sampled_from(list(Rhythm)),
        "muted": st.booleans(),
        "paused": st.sampled_from([None, date(2027, 2, 28)]),
        "put_away": st.booleans(),
        "tags": st.lists(texts, max_size=3),
        "names": st.lists(st.tuples(texts, st.sampled_from(NAME_KINDS)), max_size=2),
        "emails": st.lists(st.tuples(texts, texts), max_size=2),
        "phones": st.lists(st.tuples(texts, texts), max_size=2),
        "addresses": st.lists(st.builds(AddressRecord, *([texts] * 8)), max_size=2),
        "profiles": st.lists(
            st.tuples(st.sampled_from(["moss.example/@a", "https://bücher.example/?b=%20"]), texts),
            max_size=2,
        ),
        "custom": st.lists(st.tuples(seen, texts), max_size=2),
        "notes": st.lists(seen, max_size=2),
    }
)  # fmt: skip


def fill_in(core, facts):
    one = core.contacts.add(facts["name"], circle=facts["circle"])
    core.contacts.edit(one, **facts["fields"])
    core.contacts.set_cadence(one, facts["cadence"])
    core.contacts.set_rhythm(one, facts["rhythm"])
    core.contacts.set_muted(one, is_muted=facts["muted"])
    core.contacts.pause_until(one, facts["paused"])
    for what in ("tags", "names", "emails", "phones", "addresses", "profiles"):
        getattr(core.contacts, f"set_{what}")(one, facts[what])
    core.contacts.set_custom(one, facts["custom"])
    for text in facts["notes"]:
        core.notes.add(one, text)
    if facts["put_away"]:
        core.contacts.put_away(one)


def everyone(core):
    ids = [row[0] for row in core._journal.execute("SELECT id FROM contact ORDER BY uid")]
    return records_of(core._journal, ids)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    several=st.lists(people, min_size=1, max_size=3),
    delimiter=st.sampled_from(["", ",", ";", "\t", "|"]),
    for_excel=st.booleans(),
    decimal_sign=st.sampled_from([".", ","]),
)
def test_what_is_exported_comes_back_exactly(several, delimiter, for_excel, decimal_sign):
    """INTERCHANGE, P4: whatever the delimiter and the byte order mark."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        core = open_core(folder / "from.db", begin=True, clock=lambda: NOW, zone=UTC)
        core.circles.add("Família, “=1”", 9)
        for facts in several:
            fill_in(core, facts)
        before = everyone(core)
        file = folder / "people.csv"
        assert core.exporting.export(
            file, delimiter=delimiter, for_excel=for_excel, decimal_sign=decimal_sign
        ) == len(several)
        core.close()
        other = open_core(folder / "to.db", begin=True, clock=lambda: NOW, zone=UTC)
        report = other.importing.bring_in(other.importing.read([file]))
        assert (report.added, report.skipped, report.errors) == (len(several), (), ())
        assert everyone(other) == before
        again = other.importing.read([file]).report
        assert (again.added, again.updated, again.unchanged) == (0, 0, len(several))
        other.close()


@pytest.fixture
def filled(core):
    ana = core.contacts.add(
        "Ana", tags=["feeds", "a; b"], emails=["ana@moss.example"], circle="Inner"
    )
    mara = core.contacts.add("Mara", urls=["tide.example"])
    core.contacts.set_phones(mara, [("+49 30 23125 118", "work"), ("=1+1", "")])
    core.notes.add(ana, "Beans\nand peas")
    core.entries.write_down([ana, mara], "Market")
    core.contacts.put_away(core.contacts.add("Zoë"))
    core.contacts.delete(core.contacts.add("Gone"))
    return core


def rows_of(path, delimiter=","):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=delimiter))


def test_everyone_goes_along_but_the_bin(filled, tmp_path):
    file = tmp_path / "people.csv"
    assert filled.exporting.export(file) == 3
    rows = rows_of(file)
    assert [row["Name"] for row in rows] == ["Ana", "Mara", "Zoë"]
    assert [row["Put away"] for row in rows] == ["", "", "yes"]
    assert rows[0]["Tags"] == r"feeds; a\; b"
    assert rows[1]["Phone 2"] == "'=1+1", "a spreadsheet must not run it"
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_export_writes_nothing_into_the_journal(filled, tmp_path, facts):
    before, label = facts(), filled.history.undo_label
    filled.exporting.export(tmp_path / "a.csv")
    filled.exporting.export(tmp_path / "a.json", format="json")
    assert (facts(), filled.history.undo_label) == (before, label)


@pytest.mark.parametrize(
    ("settings_", "start", "delimiter"),
    [
        ({}, b"RJ CSV 1,Name,", ","),
        ({"delimiter": ";"}, b"\xef\xbb\xbfRJ CSV 1;Name;", ";"),
        ({"delimiter": "\t"}, b"\xef\xbb\xbfRJ CSV 1\tName\t", "\t"),
        ({"for_excel": True, "decimal_sign": ","}, b"\xef\xbb\xbfRJ CSV 1;Name;", ";"),
        ({"for_excel": True}, b"\xef\xbb\xbfRJ CSV 1,Name,", ","),
        ({"decimal_sign": ","}, b"RJ CSV 1,Name,", ","),
    ],
)
def test_a_spreadsheet_gets_the_csv_it_expects(filled, tmp_path, settings_, start, delimiter):
    file = tmp_path / "people.csv"
    filled.exporting.export(file, **settings_)
    assert file.read_bytes().startswith(start)
    assert rows_of(file, delimiter)[0]["Name"] == "Ana"


def test_columns_and_people_can_be_chosen(filled, tmp_path):
    file = tmp_path / "people.csv"
    mara, ana = filled.contacts.find("Mara"), filled.contacts.find("Ana")
    assert filled.exporting.export(file, columns=["e-mail", "name"], ids=[mara, 999, ana]) == 2
    assert [list(row) for row in rows_of(file)] == [
        ["RJ CSV 1", "Name", "E-mail 1", "E-mail 1 Label"]
    ] * 2
    assert [row["Name"] for row in rows_of(file)] == ["Mara", "Ana"]
    assert set(filled.exporting.columns()) >= {"Name", "E-mail", "Notes"}


def test_json_tells_everything_of_everyone(filled, tmp_path):
    file = tmp_path / "people.json"
    assert filled.exporting.export(file, format="json") == 3
    people_ = json.loads(file.read_text())
    assert [one["name"] for one in people_] == ["Ana", "Mara", "Zoë"]
    assert [line["kind"] for line in people_[0]["timeline"]] == ["note", "entry"]
    assert filled.exporting.export(file, format="json", ids=[]) == 0
    assert json.loads(file.read_text()) == []


@pytest.mark.parametrize(
    ("settings_", "field"),
    [
        ({"format": "vcard"}, "format"),
        ({"delimiter": "x"}, "delimiter"),
        ({"columns": ["Shoe size"]}, "columns"),
        ({"columns": []}, "columns"),
    ],
)
def test_what_is_not_known_is_refused_and_leaves_no_file(filled, tmp_path, settings_, field):
    file = tmp_path / "out" / "people.csv"
    file.parent.mkdir()
    with pytest.raises(InvalidInput) as refused:
        filled.exporting.export(file, **settings_)
    assert refused.value.field == field
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_a_stopped_export_leaves_no_file_and_the_old_one(filled, tmp_path, format_):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "old").write_text("old")
    told = []
    for name in ("old", "new"):
        with pytest.raises(Cancelled, match="no file was left"):
            filled.exporting.export(
                folder / name,
                format=format_,
                progress=lambda done, total: told.append((done, total)),
                cancelled=lambda: True,
            )
    assert told == []
    assert [one.name for one in folder.iterdir()] == ["old"]
    assert (folder / "old").read_text() == "old"


def test_progress_is_told_block_by_block(core, tmp_path):
    with core.history.one_step("Many", is_undoable=False):
        for number in range(401):
            core.contacts.add(f"P{number}")
    told = []
    core.exporting.export(tmp_path / "a.csv", progress=lambda *step: told.append(step))
    assert told == [(200, 401), (400, 401), (401, 401)]
    answers = iter([False, True])
    with pytest.raises(Cancelled):
        core.exporting.export(tmp_path / "b.csv", cancelled=lambda: next(answers))
    assert not (tmp_path / "b.csv").exists()


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
def test_the_journal_is_never_exported_over(filled, suffix):
    own = filled.path.with_name(filled.path.name + suffix)
    with pytest.raises(JournalError, match="take the place of the journal itself"):
        filled.exporting.export(own)
    assert filled.checking.problems() == []


def test_a_link_to_the_journal_is_the_journal(filled, tmp_path):
    link = tmp_path / "people.csv"
    link.symlink_to(filled.path)
    with pytest.raises(JournalError):
        filled.exporting.export(link)


@pytest.mark.parametrize("name", ["missing/people.csv", "."])
def test_a_place_that_can_not_be_written_to_says_so(filled, tmp_path, name):
    with pytest.raises(JournalError):
        filled.exporting.export(tmp_path / name)


def test_widths_are_those_of_the_contact_with_the_most(filled):
    found = widths(filled._journal)
    assert (found.emails, found.phones, found.profiles, found.notes, found.custom) == (
        1,
        2,
        1,
        1,
        0,
    )


def test_blocks_part_without_a_rest():
    assert [list(block) for block in blocks(range(5), 2)] == [[0, 1], [2, 3], [4]]
    assert list(blocks([])) == []


def test_records_leave_out_who_is_gone(filled):
    (ana,) = records_of(filled._journal, [999, 1])
    assert (ana.name, ana.circle, [fold(tag) for tag in ana.tags]) == (
        "Ana",
        "Inner",
        ["feeds", "a; b"],
    )
