"""The columns of our own CSV: their names, their order, and how many of each are needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relationship_journal.domain.records import ContactRecord, NameRecord
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _

MARK = "RJ CSV 1"  # the first header cell; the cells below it hold the contacts' own names (uid)

NUMBERED = ("E-mail", "Phone", "Address", "Profile", "Custom")
LISTED = (
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
    *NUMBERED,
)
FURTHER = (
    "Additional Name",
    "Name Prefix",
    "Name Suffix",
    "Keep in touch (days)",
    "Keep in touch (rhythm)",
    "Never remind",
    "Paused until",
    "Other Name",
)
ADDRESS_PARTS = (
    ("Label", "label"),
    ("Street", "street"),
    ("Extended", "extended"),
    ("PO Box", "po_box"),
    ("City", "city"),
    ("Region", "region"),
    ("Postal Code", "postal_code"),
    ("Country", "country"),
)


def known_columns() -> tuple[str, ...]:
    """Return what can be chosen for an export, in the order in which it stands in the file.

    `E-mail`, `Phone`, `Address`, `Profile`, `Custom` and `Other Name` stand for as many
    numbered columns as are needed, `Notes` for all notes and when they were written.
    """
    return (*LISTED, *FURTHER)


def chosen_columns(names: Iterable[str]) -> tuple[str, ...]:
    """Return the chosen columns in the order of the file, whatever the case of the names.

    Raises:
        InvalidInput: for the field `columns`, when one is not known or none is chosen.
    """
    by_fold = {name.casefold(): name for name in known_columns()}
    wanted = set()
    for name in names:
        known = by_fold.get(name.strip().casefold())
        if known is None:
            raise InvalidInput(
                "columns",
                _("There is no column “{name}”.").format(name=name.strip()),
                _("There are: {names}.").format(names=", ".join(known_columns())),
            )
        wanted.add(known)
    if not wanted:
        raise InvalidInput("columns", _("No column is chosen."))
    return tuple(name for name in known_columns() if name in wanted)


def split_names(record: ContactRecord) -> tuple[str, tuple[NameRecord, ...]]:
    """Return what stands under `Nickname`, and the names that stand under `Other Name`.

    Only a nickname that comes first goes there, so that the order comes back as it was.
    """
    first = record.names[0] if record.names else NameRecord("")
    if first.kind == "nickname" and first.value:
        return first.value, record.names[1:]
    return "", record.names


@dataclass(frozen=True, slots=True)
class Widths:
    """How many of each numbered thing the contact with the most of them has."""

    emails: int = 0
    phones: int = 0
    addresses: int = 0
    profiles: int = 0
    custom: int = 0
    names: int = 0
    notes: int = 0

    @classmethod
    def of(cls, records: Iterable[ContactRecord]) -> "Widths":
        """Measure the records, in one pass."""
        most = [0] * 7
        for record in records:
            counts = (
                len(record.emails),
                len(record.phones),
                len(record.addresses),
                len(record.profiles),
                len(record.custom),
                len(split_names(record)[1]),
                len(record.notes),
            )
            most = [max(pair) for pair in zip(most, counts, strict=True)]
        return cls(*most)


def header(widths: Widths, columns: Sequence[str]) -> list[str]:
    """Return the header: the mark, then the chosen columns, numbered as far as needed."""
    names = [MARK, *(name for name in columns if name in LISTED and name not in NUMBERED)]
    if "E-mail" in columns:
        names += _numbered("E-mail {n}", "E-mail {n} Label", count=widths.emails)
    if "Phone" in columns:
        names += _numbered("Phone {n}", "Phone {n} Label", count=widths.phones)
    if "Address" in columns:
        parts = (f"Address {{n}} {part}" for part, _field in ADDRESS_PARTS)
        names += _numbered(*parts, count=widths.addresses)
    if "Profile" in columns:
        names += _numbered("Profile {n}", "Profile {n} Label", count=widths.profiles)
    if "Custom" in columns:
        names += _numbered("Custom {n} Name", "Custom {n}", count=widths.custom)
    names += [name for name in columns if name in FURTHER and name != "Other Name"]
    if "Other Name" in columns:
        names += _numbered("Other Name {n}", "Other Name {n} Kind", count=widths.names)
    if "Notes" in columns and widths.notes:
        names += ["Note 1 Written"]
        names += _numbered("Note {n}", "Note {n} Written", count=widths.notes)[2:]
    return names


def _numbered(*names: str, count: int) -> list[str]:
    return [name.format(n=n) for n in range(1, count + 1) for name in names]
