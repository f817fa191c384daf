"""Contacts as records, many at a time: a query a table for each block, not for each contact."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from relationship_journal.domain.own_columns import Widths
from relationship_journal.domain.records import (
    AddressRecord,
    ContactRecord,
    CustomRecord,
    LabelledRecord,
    NameRecord,
    NoteRecord,
    ProfileRecord,
)
from relationship_journal.services.details import ADDRESS_PARTS
from relationship_journal.store.journal import Journal

BLOCK = 200

_CONTACTS = """
SELECT contact.id, contact.uid, contact.name, contact.given_name, contact.family_name,
       contact.additional_name, contact.name_prefix, contact.name_suffix, contact.organization,
       contact.title, contact.birthday, contact.how_we_met,
       coalesce(introducer.name, contact.introduced_by), circle.name, contact.cadence_days,
       contact.is_muted, contact.paused_until, contact.put_away_at, contact.cadence_rhythm
FROM contact JOIN circle ON circle.id = contact.circle_id
LEFT JOIN contact AS introducer ON introducer.id = contact.introduced_by_id
WHERE contact.id IN ({marks})
"""
_WIDTH_TABLES = ("email", "phone", "address", "profile", "custom_field", "contact_name", "note")


def blocks(ids: Sequence[int], size: int = BLOCK) -> Iterator[Sequence[int]]:
    """Yield the ids in pieces of at most `size`."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def widths(journal: Journal) -> Widths:
    """Return how many of each numbered thing the contact with the most of them has."""
    counts = [
        journal.execute(
            f"SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM {table} GROUP BY contact_id)"  # noqa: S608, E501
        ).fetchone()[0]
        for table in _WIDTH_TABLES
    ]
    return Widths(*counts)


def records_of(journal: Journal, ids: Sequence[int]) -> list[ContactRecord]:
    """Return the contacts of one block, in the order of the ids; who is gone is left out."""
    gather = _Block(journal, ids)
    names = gather.lists("contact_name", "value, kind")
    emails = gather.lists("email", "value, label")
    phones = gather.lists("phone", "value, label")
    addresses = gather.lists("address", ", ".join(ADDRESS_PARTS))
    profiles = gather.lists("profile", "url, label")
    custom = gather.lists("custom_field", "name, value")
    notes = gather.lists("note", "text, created_at", order="created_at, id")
    tags = gather.tags()
    records = {}
    for row in gather.rows(_CONTACTS):
        one = row[0]
        records[one] = ContactRecord(
            uid=row[1],
            name=row[2],
            given_name=row[3],
            family_name=row[4],
            additional_name=row[5],
            name_prefix=row[6],
            name_suffix=row[7],
            organization=row[8],
            title=row[9],
            birthday=row[10],
            how_we_met=row[11],
            introduced_by=row[12],
            circle=row[13],
            cadence_days=row[14],
            rhythm=row[18],
            is_muted=bool(row[15]),
            paused_until=date.fromisoformat(row[16]) if row[16] else None,
            is_put_away=row[17] is not None,
            names=tuple(NameRecord(*parts) for parts in names.get(one, ())),
            emails=tuple(LabelledRecord(*parts) for parts in emails.get(one, ())),
            phones=tuple(LabelledRecord(*parts) for parts in phones.get(one, ())),
            addresses=tuple(AddressRecord(*parts) for parts in addresses.get(one, ())),
            profiles=tuple(ProfileRecord(*parts) for parts in profiles.get(one, ())),
            custom=tuple(CustomRecord(*parts) for parts in custom.get(one, ())),
            notes=tuple(NoteRecord(*parts) for parts in notes.get(one, ())),
            tags=tuple(tag for (tag,) in tags.get(one, ())),
        )
    return [records[one] for one in ids if one in records]


class _Block:
    """The rows of one block of contacts."""

    def __init__(self, journal: Journal, ids: Sequence[int]) -> None:
        self._journal = journal
        self._ids = tuple(ids)
        self._marks = ", ".join("?" for _id in self._ids)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self._journal.execute(
            sql.format(marks=self._marks), self._ids
        ).fetchall()
        return found

    def lists(
        self, table: str, columns: str, order: str = "place, id"
    ) -> dict[int, list[tuple[Any, ...]]]:
        return self._grouped(
            f"SELECT contact_id, {columns} FROM {table}"  # noqa: S608  names of this module
            f" WHERE contact_id IN ({{marks}}) ORDER BY contact_id, {order}"
        )

    def tags(self) -> dict[int, list[tuple[Any, ...]]]:
        return self._grouped(
            "SELECT contact_id, tag.name FROM contact_tag JOIN tag ON tag.id = tag_id"
            " WHERE contact_id IN ({marks}) ORDER BY contact_tag.id"
        )

    def _grouped(self, sql: str) -> dict[int, list[tuple[Any, ...]]]:
        grouped: dict[int, list[tuple[Any, ...]]] = {}
        for contact_id, *parts in self.rows(sql):
            grouped.setdefault(contact_id, []).append(tuple(parts))
        return grouped
