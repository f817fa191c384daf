"""Our own CSV, the way back: rows to people, forgiving what a spreadsheet or a hand did to them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from relationship_journal.domain.csv_text import Row, rearm
from relationship_journal.domain.own_columns import ADDRESS_PARTS, MARK
from relationship_journal.domain.person_facts import Rhythm
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
from relationship_journal.domain.text import is_blank
from relationship_journal.errors import ImportRefused
from relationship_journal.i18n import gettext as _

FORMAT = "rj-csv"

_YES = frozenset({"yes", "true", "1", "x", "y", "ja", "oui", "si", "sí", "wahr", "vrai"})
_NO = frozenset({"no", "false", "0", "n", "nein", "non", "falsch", "faux"})
_BIRTHDAY = re.compile(r"(\d{4}|-)-(\d\d)-(\d\d)", re.ASCII)
# several for every note of whoever has the most of them
MOST_COLUMNS = 100_000
_NUMBERED = re.compile(
    r"(e-mail|phone|address|profile|custom|other name|note) ([1-9]\d{0,3})(?: (.*))?", re.ASCII
)
_PLAIN = frozenset(
    {
        "name",
        "given name",
        "family name",
        "nickname",
        "organization",
        "title",
        "birthday",
        "circle",
        "tags",
        "how we met",
        "introduced by",
        "put away",
        "additional name",
        "name prefix",
        "name suffix",
        "keep in touch (days)",
        "keep in touch (rhythm)",
        "never remind",
        "paused until",
    }
)
_PARTS: Mapping[str, frozenset[str]] = {
    "e-mail": frozenset({"", "label"}),
    "phone": frozenset({"", "label"}),
    "address": frozenset(part.lower() for part, _field in ADDRESS_PARTS),
    "profile": frozenset({"", "label"}),
    "custom": frozenset({"", "name"}),
    "other name": frozenset({"", "kind"}),
    "note": frozenset({"", "written"}),
}


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column holds: a plain field (number 0), a part of a numbered thing, or its own."""

    kind: str
    number: int = 0
    part: str = ""
    own_name: str = ""


@dataclass(slots=True)
class _Cells:
    """The cells of one row, sorted by what they hold, the guard taken away."""

    line: int
    plain: dict[str, str] = field(default_factory=dict)
    things: dict[str, dict[int, dict[str, str]]] = field(default_factory=dict)
    own: list[CustomRecord] = field(default_factory=list)

    def of(self, kind: str) -> list[dict[str, str]]:
        numbered = self.things.get(kind, {})
        return [numbered[number] for number in sorted(numbered)]


def own_delimiter(text: str) -> str:
    """Return what stands behind our mark in the first line, or "" when it is not our own CSV."""
    match = re.match(rf'\s*("?)\s*{re.escape(MARK)}\s*\1([,;\t|\r\n]|$)', text, re.IGNORECASE)
    if match is None:
        return ""
    return match[2] if match[2] in {",", ";", "\t", "|"} else ","


def from_rows(rows: Iterable[Row]) -> ReadFile:
    """Return the people in rows of our own CSV, the header first.

    A wrong value costs that value and a warning, a row without anything to call the person by
    is skipped; rows that cannot be read at all end in `errors`.
    """
    people: list[ContactRecord] = []
    skipped: list[Skipped] = []
    warnings: list[str] = []
    errors: list[str] = []
    columns: list[_Column] | None = None
    try:
        for row in rows:
            if columns is None:
                columns = _columns(row.cells)
                continue
            if not any(row.cells):
                continue
            if any(row.cells[len(columns) :]):
                warnings.append(
                    _("There are more cells in line {line} than in the header.").format(
                        line=row.line
                    )
                )
            record = _record(_sorted(row, columns), warnings.append)
            if record.name:
                people.append(record)
            else:
                skipped.append(Skipped(record.where, _("There is no name in it.")))
    except ImportRefused as error:
        errors.append(str(error))
    if not errors and columns is None:
        errors.append(_("The file is empty."))
    elif not errors and columns and columns[0].kind != "uid" and (people or skipped):
        sentence = _("This CSV is not one of this program: its first column is not “{mark}”.")
        return ReadFile("csv", errors=(sentence.format(mark=MARK),))
    elif not errors and not people and not skipped:
        errors.append(_("There are no rows below the header."))
    return ReadFile(FORMAT, tuple(people), tuple(skipped), tuple(warnings), tuple(errors))


def _columns(cells: Sequence[str]) -> list[_Column]:
    if len(cells) > MOST_COLUMNS:
        raise ImportRefused(_("There are more than {n} columns.").format(n=f"{MOST_COLUMNS:,}"))
    columns: list[_Column] = []
    seen: set[_Column] = set()
    for cell in cells:
        column = _column(cell)
        if column in seen:  # a second column of that name is not thrown away
            column = _Column("own", own_name=cell.strip())
        seen.add(column)
        columns.append(column)
    return columns


def _column(cell: str) -> _Column:
    own_name = cell.strip().strip("\ufeff")
    name = " ".join(own_name.casefold().split())
    if name == MARK.casefold():
        return _Column("uid")
    if name == "notes":
        return _Column("note", 1)
    if name in _PLAIN:
        return _Column(name)
    match = _NUMBERED.fullmatch(name)
    if match and (match[3] or "") in _PARTS[match[1]]:
        return _Column(match[1], int(match[2]), match[3] or "")
    return _Column("own", own_name=own_name)


def _sorted(row: Row, columns: list[_Column]) -> _Cells:
    cells = _Cells(row.line)
    for column, raw in zip(columns, row.cells, strict=False):
        if not raw:
            continue
        if column.number:
            thing = cells.things.setdefault(column.kind, {}).setdefault(column.number, {})
            thing[column.part] = rearm(raw)
        elif column.kind == "own":
            cells.own.append(CustomRecord(column.own_name, rearm(raw)))
        else:
            cells.plain[column.kind] = raw if column.kind == "tags" else rearm(raw)
    return cells


def _record(cells: _Cells, warn: Callable[[str], None]) -> ContactRecord:
    plain = cells.plain.get
    doubts = _Doubts(cells.line, warn)
    names = [
        NameRecord(thing.get("", ""), thing.get("kind", "")) for thing in cells.of("other name")
    ]
    if plain("nickname"):
        names.insert(0, NameRecord(plain("nickname", "")))
    custom = [CustomRecord(one.get("name", ""), one.get("", "")) for one in cells.of("custom")]
    birthday = plain("birthday", "")
    if birthday and not _is_birthday(birthday):
        doubts.tell("Birthday", birthday)
        custom.append(CustomRecord("Birthday", birthday))
        birthday = ""
    uid = plain("uid", "")
    record = ContactRecord(
        name=plain("name", ""),
        given_name=plain("given name", ""),
        family_name=plain("family name", ""),
        additional_name=plain("additional name", ""),
        name_prefix=plain("name prefix", ""),
        name_suffix=plain("name suffix", ""),
        names=tuple(names),
        organization=plain("organization", ""),
        title=plain("title", ""),
        birthday=birthday,
        circle=plain("circle", ""),
        cadence_days=doubts.days("Keep in touch (days)", plain("keep in touch (days)", "")),
        rhythm=_rhythm(doubts, plain("keep in touch (rhythm)", "")),
        tags=parted(plain("tags", "")),
        how_we_met=plain("how we met", ""),
        introduced_by=plain("introduced by", ""),
        is_put_away=doubts.yes("Put away", plain("put away", "")),
        is_muted=doubts.yes("Never remind", plain("never remind", "")),
        paused_until=doubts.day("Paused until", plain("paused until", "")),
        notes=tuple(NoteRecord(n.get("", ""), n.get("written", "")) for n in cells.of("note")),
        emails=_labelled(cells.of("e-mail")),
        phones=_labelled(cells.of("phone")),
        addresses=tuple(_address(thing) for thing in cells.of("address")),
        profiles=tuple(
            ProfileRecord(p.get("", ""), p.get("label", "")) for p in cells.of("profile")
        ),
        custom=(*custom, *cells.own),
        uid=uid,
        where=_("line {line}").format(line=cells.line),
        source=FORMAT if uid else "",
        source_id=uid,
    )
    return record if not is_blank(record.name) else replace(record, name=_name_for(record))


def _rhythm(doubts: "_Doubts", code: str) -> str:
    if code.strip().casefold() in set(Rhythm):
        return code.strip().casefold()
    doubts.tell("Keep in touch (rhythm)", code)
    return ""


def _labelled(things: list[dict[str, str]]) -> tuple[LabelledRecord, ...]:
    return tuple(LabelledRecord(thing.get("", ""), thing.get("label", "")) for thing in things)


def _address(thing: dict[str, str]) -> AddressRecord:
    return AddressRecord(**{key: thing.get(part.lower(), "") for part, key in ADDRESS_PARTS})


def _name_for(record: ContactRecord) -> str:
    """Return what to call somebody whose name is empty, or "" when there is nothing."""
    parts = (record.given_name, record.additional_name, record.family_name)
    candidates = (
        " ".join(part for part in parts if part),
        *(name.value for name in record.names),
        record.organization,
        *(mail.value for mail in record.emails),
        *(profile.url for profile in record.profiles),
        *(phone.value for phone in record.phones),
    )
    return next((text for text in candidates if not is_blank(text)), "")


def parted(raw: str) -> tuple[str, ...]:
    r"""Return the texts of one guarded cell, parted by `;`, where `\;` and `\\` part nothing."""
    if not raw:
        return ()
    parts = [""]
    for piece in re.findall(r"\\[;\\]|; ?|[^;\\]+|\\", rearm(raw)):
        if piece[0] == ";":
            parts.append("")
        else:
            parts[-1] += piece[1:] if len(piece) == 2 and piece[0] == "\\" else piece
    return tuple(parts)


def _is_birthday(text: str) -> bool:
    match = _BIRTHDAY.fullmatch(text)
    if match is None:
        return False
    year = "2000" if match[1] == "-" else match[1]  # a leap year, for 29 February
    try:
        date.fromisoformat(f"{year}-{match[2]}-{match[3]}")
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Doubts:
    """Reads values of one row that are no free text, and tells of those that make no sense."""

    line: int
    warn: Callable[[str], None]

    def tell(self, column: str, value: str) -> None:
        sentence = _("“{value}” in line {line} makes no sense as “{column}”.")
        self.warn(sentence.format(value=value[:40], line=self.line, column=column))

    def yes(self, column: str, value: str) -> bool:
        word = value.strip().casefold()
        if word and word not in _YES | _NO:
            self.tell(column, value)
        return word in _YES

    def days(self, column: str, value: str) -> int | None:
        if not value.strip():
            return None
        if not re.fullmatch(r"\d{1,5}", value.strip(), re.ASCII):
            self.tell(column, value)
            return None
        return int(value)

    def day(self, column: str, value: str) -> date | None:
        if not value.strip():
            return None
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            self.tell(column, value)
            return None
