"""CSV as text: its encoding, its delimiter, its rows with their lines, and the formula guard."""

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TextIO

from relationship_journal.domain.records import Dialect
from relationship_journal.errors import ImportRefused
from relationship_journal.i18n import gettext as _

DELIMITERS = (",", ";", "\t", "|")

_SAMPLE_ROWS = 200
_SAMPLE_CHARS = 1_000_000
_LARGEST_FIELD = 2**31 - 1  # what fits a C long everywhere
_END = "\x00end"  # twice in a row of our own behind the last one; no cell holds a NUL

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with that one's mark
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY_STARTS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"SQLite format 3\x00",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x03\xd9\xa2\x9a",  # KeePass
)
_CONTROLS = bytes([*range(9), 11, *range(14, 27), *range(28, 32)])
_RUN = ("=", "@", "\t", "\r", "\n", "'", "\uff1d", "\uff20", "\uff0b", "\uff0d")
_HARMLESS_SIGN = re.compile(r"[+-][0-9 ()./-]*")
_SEPARATOR_ROW = re.compile(r'"?sep=(?P<sep>.)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, how it was written, and what was doubtful about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()
    has_bom: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a record and the line of the file it begins in (from 1)."""

    line: int
    cells: list[str]


def decode(data: bytes) -> Decoded:
    """Return the text of a file: byte order mark, UTF-16, strict UTF-8, else Windows-1252.

    NUL characters are taken out.

    Raises:
        ImportRefused: when it is not a text file.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _forgiving(data[len(mark) :], encoding, has_bom=True)
    encoding = _utf16_without_mark(data)
    if encoding:
        return _forgiving(data, encoding)
    if is_binary(data):
        raise ImportRefused(_("This is not a text file."))
    try:
        return _without_nul(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        warning = _("The encoding is not UTF-8; it was read as Western European (Windows-1252).")
    decoded = _forgiving(data, "cp1252")
    return Decoded(decoded.text, "cp1252", (warning, *decoded.warnings))


def is_binary(data: bytes) -> bool:
    """Say whether these bytes are a picture, an archive or the like rather than text."""
    if data.startswith(_BINARY_STARTS):
        return True
    sample = data[:8192]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > 1 and controls * 10 > len(sample)


def _utf16_without_mark(data: bytes) -> str:
    sample = data[:4096]
    if len(sample) < 4 or (data[0] == 0) == (data[1] == 0):
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-be" if data[0] == 0 else "utf-16-le"
    zeros, others = (even, odd) if data[0] == 0 else (odd, even)
    beginning = sample[:32][0 if data[0] == 0 else 1 :: 2]
    is_latin = beginning.count(0) * 2 > len(beginning)
    # Any text in UTF-16 has the NULs of its blanks and line ends on one side, none opposite.
    is_other = len(sample) >= 64 and zeros * 20 >= len(sample)
    return encoding if others == 0 and (is_latin or is_other) else ""


def _forgiving(data: bytes, encoding: str, *, has_bom: bool = False) -> Decoded:
    try:
        return _without_nul(data.decode(encoding), encoding, has_bom=has_bom)
    except UnicodeDecodeError:
        warning = _("Some characters could not be read in this encoding.")
    decoded = _without_nul(data.decode(encoding, errors="replace"), encoding, has_bom=has_bom)
    return replace(decoded, warnings=(*decoded.warnings, warning))


def _without_nul(text: str, encoding: str, *, has_bom: bool = False) -> Decoded:
    kept = text.replace("\x00", "")
    warnings = () if len(kept) == len(text) else (_("NUL characters were taken out."),)
    return Decoded(kept, encoding, warnings, has_bom)


def take_separator_row(text: str) -> tuple[str, str]:
    """Return (separator, the text behind it) when the first row is `sep=X`, else ("", text)."""
    match = _SEPARATOR_ROW.match(text)
    return (match["sep"], text[match.end() :]) if match else ("", text)


def sniff_delimiter(text: str) -> str:
    """Return the delimiter by which the first 200 rows agree best; `,` when none does."""
    sample = _whole_lines(text)
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        score = _agreement(sample, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _whole_lines(text: str) -> str:
    if len(text) <= _SAMPLE_CHARS:
        return text
    end = text.rfind("\n", 0, _SAMPLE_CHARS)
    return text[: end if end > 0 else _SAMPLE_CHARS]


def _agreement(sample: str, delimiter: str) -> float:
    """Return the share of rows that have the commonest number of cells, 0 when that is one."""
    _allow_large_fields(sample)
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    counts = [len(row) for row in itertools.islice(reader, _SAMPLE_ROWS) if any(row)]
    if not counts:
        return 0.0
    width, rows = max(Counter(counts).items(), key=lambda item: (item[1], item[0]))
    return rows / len(counts) if width > 1 else 0.0


def _allow_large_fields(text: str) -> None:
    csv.field_size_limit(max(csv.field_size_limit(), min(len(text) + 1, _LARGEST_FIELD)))


def read_rows(text: str, delimiter: str, *, first_line: int = 1) -> Iterator[Row]:
    """Yield the records of a CSV that hold any cell, each with the line it begins in.

    Args:
        text: the text, without byte order mark, `sep=` row and NUL.
        delimiter: one character.
        first_line: the line of the file that the text begins in.

    Raises:
        ImportRefused: behind the last whole record, when a quotation mark is never closed.
    """
    _allow_large_fields(text)
    lines = itertools.chain(io.StringIO(text, newline=""), [f"{_END}{delimiter}{_END}"])
    reader = csv.reader(lines, delimiter=delimiter)
    line = first_line
    is_whole = False
    waiting: Row | None = None  # a row is whole only when the end mark did not fall into it
    try:
        for cells in reader:
            if waiting is not None:
                yield waiting
            is_whole = cells == [_END, _END]
            waiting = Row(line, cells) if cells and not is_whole else None
            line = first_line + reader.line_num
    except csv.Error as error:
        raise ImportRefused(
            _("The rows cannot be read from line {line} on.").format(line=line)
        ) from error
    if waiting is not None and not is_whole:
        raise ImportRefused(
            _("The quotation mark opened in line {line} is never closed.").format(line=waiting.line)
        )


def write_rows(rows: Iterable[Sequence[str]], out: TextIO, delimiter: str = ",") -> int:
    """Write rows as RFC 4180 says, line ends CRLF, and return how many.

    `out` must be opened with `newline=""`, in `utf-8` or, with a mark for Excel, `utf-8-sig`.
    """
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    return count


def excel_dialect(decimal_sign: str) -> Dialect:
    """Return how a CSV is written that Excel opens rightly where this is the decimal sign."""
    return Dialect(delimiter=";" if decimal_sign == "," else ",", has_bom=True)


def disarm(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; `rearm` gives the cell back.

    A leading apostrophe goes before `=`, `@`, TAB, CR, LF, an apostrophe, the full-width forms
    of such signs, and before `+` or `-` unless only digits, blanks and `()./-` follow, as in a
    telephone number.
    """
    if cell.startswith(_RUN):
        return f"'{cell}"
    if cell.startswith(("+", "-")) and not _HARMLESS_SIGN.fullmatch(cell):
        return f"'{cell}"
    return cell


def rearm(cell: str) -> str:
    """Return the cell as it was before `disarm`."""
    return cell.removeprefix("'")
