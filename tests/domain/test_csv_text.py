import codecs
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_journal.domain.csv_text import (
    DELIMITERS,
    decode,
    disarm,
    excel_dialect,
    is_binary,
    read_rows,
    rearm,
    sniff_delimiter,
    take_separator_row,
    write_rows,
)
from relationship_journal.errors import ImportRefused

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SPECTRUM = SHARED / "data/interop/max-mapper__csv-spectrum"
CHECKS = SHARED / "checks/interop/files"

cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)


def rows_of(text, delimiter=","):
    return [(row.line, row.cells) for row in read_rows(text, delimiter)]


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        ("Zoë".encode(), "Zoë", "utf-8"),
        (codecs.BOM_UTF8 + "Zoë".encode(), "Zoë", "utf-8"),
        ("Zoë,x\r\n".encode("utf-16"), "Zoë,x\r\n", "utf-16-le"),
        (codecs.BOM_UTF16_BE + "Zoë".encode("utf-16-be"), "Zoë", "utf-16-be"),
        ("Zoë,x\r\n".encode("utf-16-le"), "Zoë,x\r\n", "utf-16-le"),
        ("Zoë,x\r\n".encode("utf-16-be"), "Zoë,x\r\n", "utf-16-be"),
        ("Zoë".encode("utf-32"), "Zoë", "utf-32-le"),
        ("Jörg – “x”".encode("cp1252"), "Jörg – “x”", "cp1252"),
        (b"A\x00,b", "A,b", "utf-8"),
    ],
)
def test_a_file_is_decoded_by_what_stands_in_it(data, text, encoding):
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("Müller".encode("cp1252"), "encoding"),
        (b"A\x00b,c", "NUL"),
        (b"\xffa\x81bc", "could not be read"),
    ],
)
def test_doubts_about_an_encoding_are_told(data, told):
    assert any(told in warning for warning in decode(data).warnings)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(64)),
        b"PK\x03\x04rest",
        b"\xff\xd8\xff\xe0x",
        b"SQLite format 3\x00" + b"\x00" * 50,
        bytes(range(32)) * 10,
        b"\x00" * 100,
    ],
)
def test_a_picture_or_archive_is_not_a_text_file(data):
    assert is_binary(data)
    with pytest.raises(ImportRefused, match="not a text file"):
        decode(data)


@given(st.binary(max_size=80))
def test_any_bytes_are_decoded_or_refused(data):
    try:
        decoded = decode(data)
    except ImportRefused:
        return
    assert "\x00" not in decoded.text
    decoded.text.encode()


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Name,Email\nA,a\n", ","),
        ("Name;Email\nDoe, Jane;a\n", ";"),
        ("Name\tEmail\nA, B\ta\n", "\t"),
        ("Name|Email\nA|a\n", "|"),
        ("Email\na@x.example\nlemon@y.example\n", ","),
        ("", ","),
        ('a;"x,y,z\n1,2,3"\n1;2\n', ";"),
        ("a,b;c,d\n1,2;3,4\n", ","),
        ("a;b\n" + "x,y;z\n" * 300, ";"),
        ('"never closed;\n1;2\n', ","),
    ],
)
def test_the_delimiter_is_the_one_the_rows_agree_on(text, delimiter):
    assert sniff_delimiter(text) == delimiter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sep=;\r\na;b", (";", "a;b")),
        ('"sep=\t"\na', ("\t", "a")),
        ("SEP=|\ra", ("|", "a")),
        ("sep=;", (";", "")),
        ("separate,b\n", ("", "separate,b\n")),
        ("", ("", "")),
    ],
)
def test_a_separator_row_is_taken_off(text, expected):
    assert take_separator_row(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a,b", [(1, ["a", "b"])]),
        ("a\r\n\r\nb\r\n", [(1, ["a"]), (3, ["b"])]),
        ('"x\ny",1\nz', [(1, ["x\ny", "1"]), (3, ["z"])]),
        ('a\r"x\ry"\rb', [(1, ["a"]), (2, ["x\ry"]), (4, ["b"])]),
        ('say ""hi"",b', [(1, ['say ""hi""', "b"])]),
        ('"a""b",', [(1, ['a"b', ""])]),
        ('"a"b,c', [(1, ["ab", "c"])]),
    ],
)
def test_rows_come_with_the_line_they_begin_in(text, expected):
    assert rows_of(text) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [('Name,Email\n"A,a\nB,b\n', 2), ('a\nb\n"', 3), ('"', 1), ('a,"b\n\n\n', 1)],
)
def test_a_quotation_mark_never_closed_is_told_with_its_line(text, line):
    with pytest.raises(ImportRefused, match=f"line {line} "):
        rows_of(text)


def test_a_cell_may_be_larger_than_the_library_allows_by_itself():
    text = "x" * 300_000
    assert rows_of(f'"{text}",b') == [(1, [text, "b"])]


@settings(max_examples=300)
@given(st.lists(st.lists(cells, min_size=1, max_size=4), max_size=5), st.sampled_from(DELIMITERS))
def test_what_is_written_is_read(rows, delimiter):
    out = io.StringIO(newline="")
    assert write_rows(rows, out, delimiter) == len(rows)
    assert [row.cells for row in read_rows(out.getvalue(), delimiter)] == rows


@given(st.text('",;\n\r\tab\x00', max_size=30), st.sampled_from(DELIMITERS))
def test_any_text_is_read_or_refused(text, delimiter):
    text = decode(text.encode()).text if not is_binary(text.encode()) else ""
    sniff_delimiter(text)
    try:
        rows = rows_of(text, delimiter)
    except ImportRefused:
        return
    assert rows == sorted(rows, key=lambda row: row[0])


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("", ""),
        ("Ana", "Ana"),
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tTab", "'\tTab"),
        ("\rCR", "'\rCR"),
        ("\nLF", "'\nLF"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff0b1", "'\uff0b1"),
        ("\uff0d1", "'\uff0d1"),
        ("\uff20SUM(A1)", "'\uff20SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("+49 151 1", "+49 151 1"),
        ("+49 (0)151/1-2.3", "+49 (0)151/1-2.3"),
        ("--04-12", "--04-12"),
        ("-", "-"),
        ("+1 x", "'+1 x"),
        ("+1\t", "'+1\t"),
        ("-1\n", "'-1\n"),
        ("-٣", "'-٣"),
        ("'quoted'", "''quoted'"),
        ("'", "''"),
        ("a=b", "a=b"),
    ],
)
def test_cells_that_a_spreadsheet_would_run_are_disarmed(cell, written):
    assert disarm(cell) == written
    assert rearm(written) == cell


@given(cells)
def test_a_disarmed_cell_comes_back(cell):
    assert rearm(disarm(cell)) == cell


def test_excel_gets_a_mark_and_the_delimiter_of_its_country():
    assert excel_dialect(",").delimiter == ";"
    assert excel_dialect(".").delimiter == ","
    assert excel_dialect(".").has_bom


@pytest.mark.shared
@pytest.mark.skipif(not SPECTRUM.is_dir(), reason="the shared corpora are not beside the project")
def test_the_csv_spectrum_is_read_as_its_json_says():
    wrong = []
    for path in sorted((SPECTRUM / "csvs").glob("*.csv")):
        text = decode(path.read_bytes()).text
        header, *rows = [row.cells for row in read_rows(text, sniff_delimiter(text))]
        expected = json.loads((SPECTRUM / "json" / f"{path.stem}.json").read_text("utf-8"))
        expected = [expected] if isinstance(expected, dict) else expected
        if [dict(zip(header, row, strict=True)) for row in rows] != expected:
            wrong.append(path.stem)
    # These two files differ from their own JSON: another number, and line ends changed by git.
    assert set(wrong) <= {"location_coordinates", "newlines_crlf"}


@pytest.mark.shared
@pytest.mark.skipif(not CHECKS.is_dir(), reason="the shared checks are not beside the project")
@pytest.mark.parametrize(
    ("name", "delimiter", "rows"),
    [("any", ";", 2), ("emails", ",", 3), ("headonly", ",", 1), ("ragged", ",", 4), ("nul", ",", 2),
     ("google_utf16", "\t", 2), ("outlook_de", ",", 2)],
)  # fmt: skip
def test_the_shared_files_are_taken_apart(name, delimiter, rows):
    text = decode((CHECKS / f"{name}.csv").read_bytes()).text
    assert sniff_delimiter(text) == delimiter
    assert len(rows_of(text, delimiter)) == rows


@pytest.mark.shared
@pytest.mark.skipif(not CHECKS.is_dir(), reason="the shared checks are not beside the project")
def test_the_shared_broken_files_say_what_is_wrong():
    with pytest.raises(ImportRefused, match="line 2"):
        rows_of(decode((CHECKS / "openquote.csv").read_bytes()).text)
    with pytest.raises(ImportRefused, match="not a text file"):
        decode((CHECKS / "fake.csv").read_bytes())
