"""What of a person in a file can be kept; of the rest it is told where it stood, and why not."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from relationship_journal.domain import text as texts
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
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.services import circles, details, door
from relationship_journal.store.instants import stamp

_LINES = (
    "given_name", "family_name", "additional_name", "name_prefix", "name_suffix",
    "organization", "title", "introduced_by", "circle",
)  # fmt: skip
_MARKS = ("uid", "source", "source_id")

Item = TypeVar("Item")


def storable_file(read: ReadFile) -> ReadFile:
    """Return what was read without what cannot be kept, which is told in `skipped`."""
    records: list[ContactRecord] = []
    holes: list[Skipped] = []
    for record in read.records:
        kept, missing = storable(record)
        holes += missing
        if kept is not None:
            records.append(kept)
    return replace(read, records=tuple(records), skipped=(*read.skipped, *holes))


def storable(record: ContactRecord) -> tuple[ContactRecord | None, list[Skipped]]:
    """Return the person as far as they can be kept, None without a usable name, and the holes."""
    sieve = _Sieve(record.where)
    if not sieve.passes(lambda: door.line("name", record.name, is_needed=True)):
        return None, sieve.holes
    kept: dict[str, Any] = {
        field: "" for field in _LINES if not sieve.passes(_line(field, getattr(record, field)))
    }
    kept |= {mark: texts.clean(getattr(record, mark))[0] for mark in _MARKS}
    if not sieve.passes(lambda: door.words("how_we_met", record.how_we_met)):
        kept["how_we_met"] = ""
    if not sieve.passes(lambda: door.birthday(record.birthday)):
        kept["birthday"] = ""
    if record.cadence_days and not sieve.passes(lambda: circles.cadence(record.cadence_days)):
        kept["cadence_days"] = None
    kept["names"] = sieve.of(
        map(_known_kind, record.names), lambda one: door.line("name", one.value)
    )
    kept["emails"] = sieve.of(record.emails, lambda one: _labelled("email", one))
    kept["phones"] = sieve.of(record.phones, lambda one: _labelled("phone", one))
    kept["addresses"] = sieve.of(record.addresses, _address)
    kept["profiles"] = sieve.of(record.profiles, _profile)
    kept["tags"] = sieve.of(record.tags, lambda tag: door.line("tag", tag))
    kept["custom"] = sieve.of(map(_named, record.custom), _custom)
    notes = sieve.of(record.notes, lambda note: door.words("note", note.text))
    kept["notes"] = tuple(sieve.dated(note) for note in notes)
    changed = {field: value for field, value in kept.items() if value != getattr(record, field)}
    return (replace(record, **changed) if changed else record), sieve.holes


class _Sieve:
    """Tries every value at the door, and remembers what did not pass."""

    def __init__(self, where: str) -> None:
        self._where = where
        self.holes: list[Skipped] = []

    def passes(self, keep: Callable[[], object]) -> bool:
        try:
            keep()
        except InvalidInput as error:
            self.holes.append(Skipped(self._where, str(error)))
            return False
        return True

    def of(self, items: Iterable[Item], keep: Callable[[Item], object]) -> tuple[Item, ...]:
        return tuple(one for one in items if self.passes(partial(keep, one)))

    def dated(self, note: NoteRecord) -> NoteRecord:
        """Return the note with its instant as the journal keeps it; a wrong one is left out."""
        if not note.written:
            return note
        try:
            at = datetime.fromisoformat(note.written)
            return replace(note, written=stamp(at if at.tzinfo else at.replace(tzinfo=UTC)))
        except (ValueError, OverflowError):
            sentence = _("“{text}” is no moment at which a note was written.").format(
                text=texts.excerpt(note.written, 40)
            )
            self.holes.append(Skipped(self._where, sentence))
            return replace(note, written="")


def _line(field: str, text: str) -> Callable[[], str]:
    return lambda: door.line(field, text)


def _labelled(field: str, one: LabelledRecord) -> None:
    door.line(field, one.value)
    door.line("label", one.label)


def _address(one: AddressRecord) -> None:
    for part in details.ADDRESS_PARTS:
        door.words(part, getattr(one, part))


def _profile(one: ProfileRecord) -> None:
    try:
        details.profile_value(one.url, one.label)
    except InvalidInput as error:
        raise InvalidInput(
            error.field, f"{texts.excerpt(one.url, 80)}: {error.text}", error.hint
        ) from error


def _custom(one: CustomRecord) -> None:
    door.line("custom", one.name)
    door.words("text", one.value)


def _known_kind(one: NameRecord) -> NameRecord:
    return one if one.kind in details.NAME_KINDS else replace(one, kind="other")


def _named(one: CustomRecord) -> CustomRecord:
    """Give a field without a name one: what stands in it is not lost."""
    is_nameless = texts.is_blank(texts.one_line(one.name)) and one.value
    return replace(one, name=_("Field")) if is_nameless else one
