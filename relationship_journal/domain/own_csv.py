"""Our own CSV: people to rows and back, with nothing lost and nothing a spreadsheet would run.

A cell that is there but empty, where a missing cell would mean that there is no such thing (an
e-mail address of "" in the list), is a lone apostrophe: taking the guard away leaves "".
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from relationship_journal.domain.csv_text import (
    decode,
    disarm,
    read_rows,
    sniff_delimiter,
    take_separator_row,
)
from relationship_journal.domain.own_columns import (
    ADDRESS_PARTS,
    MARK,
    Widths,
    chosen_columns,
    header,
    known_columns,
    split_names,
)
from relationship_journal.domain.own_rows import FORMAT, from_rows, own_delimiter
from relationship_journal.domain.records import (
    ContactRecord,
    Dialect,
    ReadFile,
)
from relationship_journal.errors import ImportRefused

__all__ = ["FORMAT", "Layout", "from_rows", "own_delimiter", "read_own_csv", "to_rows"]

_PRESENT_BUT_EMPTY = "'"


class Layout:
    """The shape of one export: which columns it has, and a contact's row in them."""

    def __init__(self, widths: Widths, columns: Iterable[str] | None = None) -> None:
        chosen = known_columns() if columns is None else chosen_columns(columns)
        self._header = header(widths, chosen)

    def header(self) -> list[str]:
        """Return the header row."""
        return list(self._header)

    def row(self, record: ContactRecord) -> list[str]:
        """Return the contact's cells, guarded against being run as formulas."""
        cells = _cells(record)
        return [cells.get(name, "") for name in self._header]


def to_rows(
    records: Collection[ContactRecord], columns: Iterable[str] | None = None
) -> Iterator[list[str]]:
    """Yield the header and a row a contact; `columns` are some of `known_columns()`.

    Goes through the records twice. An export that reads them piece by piece takes `Widths`
    and `Layout` itself.

    Raises:
        InvalidInput: for an unknown column.
    """
    layout = Layout(Widths.of(records), columns)
    yield layout.header()
    for record in records:
        yield layout.row(record)


def _cells(record: ContactRecord) -> dict[str, str]:
    nickname, others = split_names(record)
    plain = {
        MARK: record.uid,
        "Name": record.name,
        "Given Name": record.given_name,
        "Family Name": record.family_name,
        "Nickname": nickname,
        "Organization": record.organization,
        "Title": record.title,
        "Birthday": record.birthday,
        "Circle": record.circle,
        "How we met": record.how_we_met,
        "Introduced by": record.introduced_by,
        "Put away": "yes" if record.is_put_away else "",
        "Additional Name": record.additional_name,
        "Name Prefix": record.name_prefix,
        "Name Suffix": record.name_suffix,
        "Keep in touch (days)": "" if record.cadence_days is None else str(record.cadence_days),
        "Keep in touch (rhythm)": record.rhythm,
        "Never remind": "yes" if record.is_muted else "",
        "Paused until": record.paused_until.isoformat() if record.paused_until else "",
    }
    cells = {name: disarm(value) for name, value in plain.items() if value}
    cells["Tags"] = _joined(record.tags)
    for n, note in enumerate(record.notes, 1):
        column = "Notes" if n == 1 else f"Note {n}"
        _put(cells, ((column, note.text), (f"Note {n} Written", note.written)))
    for n, mail in enumerate(record.emails, 1):
        _put(cells, ((f"E-mail {n}", mail.value), (f"E-mail {n} Label", mail.label)))
    for n, phone in enumerate(record.phones, 1):
        _put(cells, ((f"Phone {n}", phone.value), (f"Phone {n} Label", phone.label)))
    for n, address in enumerate(record.addresses, 1):
        _put(
            cells,
            tuple((f"Address {n} {part}", getattr(address, key)) for part, key in ADDRESS_PARTS),
        )
    for n, profile in enumerate(record.profiles, 1):
        _put(cells, ((f"Profile {n}", profile.url), (f"Profile {n} Label", profile.label)))
    for n, custom in enumerate(record.custom, 1):
        _put(cells, ((f"Custom {n} Name", custom.name), (f"Custom {n}", custom.value)))
    for n, name in enumerate(others, 1):
        _put(cells, ((f"Other Name {n}", name.value), (f"Other Name {n} Kind", name.kind)))
    return cells


def _put(cells: dict[str, str], item: Sequence[tuple[str, str]]) -> None:
    """Write one thing of a list; where all of it is empty, mark that it is there."""
    for name, value in item:
        cells[name] = disarm(value)
    if not any(value for _name, value in item):
        cells[item[0][0]] = _PRESENT_BUT_EMPTY


def _joined(tags: Sequence[str]) -> str:
    """Return several texts in one cell, `; ` between them."""
    if tags == ("",):
        return _PRESENT_BUT_EMPTY
    return disarm("; ".join(tag.replace("\\", "\\\\").replace(";", "\\;") for tag in tags))


def read_own_csv(data: bytes) -> ReadFile:
    """Return the people in a file of our own CSV; what is wrong with it stands in `errors`."""
    try:
        decoded = decode(data)
    except ImportRefused as error:
        return ReadFile(FORMAT, errors=(str(error),))
    separator, text = take_separator_row(decoded.text)
    delimiter = separator or own_delimiter(text) or sniff_delimiter(text)
    dialect = Dialect(delimiter, decoded.encoding, decoded.has_bom)
    rows = read_rows(text, delimiter, first_line=2 if separator else 1)
    read = from_rows(rows)
    return ReadFile(
        read.detected,
        records=read.records,
        skipped=read.skipped,
        warnings=(*decoded.warnings, *read.warnings),
        errors=read.errors,
        dialect=dialect,
    )
