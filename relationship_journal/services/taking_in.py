"""One record of a file into the journal: a new contact, or what is missing of a known one.

What a person has filled in is never overwritten; lists gain what they lack.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from relationship_journal.domain import platforms, web
from relationship_journal.domain import text as texts
from relationship_journal.domain.records import ContactRecord, NoteRecord, Skipped
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.services import details, door
from relationship_journal.services.circles import Circles
from relationship_journal.services.contacts import Contacts
from relationship_journal.store import rows
from relationship_journal.store.instants import stamp
from relationship_journal.store.journal import Journal
from relationship_journal.store.models import Contact, Note, Source
from relationship_journal.store.models_following import Feed

_FEED = "feed"  # a profile of this label is followed
_SINGLE = (
    "given_name", "family_name", "additional_name", "name_prefix", "name_suffix",
    "organization", "title", "birthday", "how_we_met", "introduced_by",
)  # fmt: skip


class TakingIn:
    """Takes records in, inside the steps of a batch.

    `skipped` tells what of them could not be kept; `added` holds the ids of new contacts.
    """

    def __init__(self, journal: Journal, clock: Callable[[], datetime]) -> None:
        self._journal = journal
        self._clock = clock
        self._contacts = Contacts(journal, clock, UTC)
        self._circles = Circles(journal, clock, UTC)
        self.skipped: list[Skipped] = []
        self.added: list[int] = []
        self._own: dict[tuple[str, str], int] = {}
        self._introductions: list[tuple[int, str]] = []
        self._circle_ids: dict[str, int] = {}

    def take(self, record: ContactRecord, contact_id: int | None) -> str:
        """Bring one person in; returns `added`, `updated` or `unchanged`."""
        mark = (record.source, record.source_id) if record.source_id else ("uid", record.uid)
        if contact_id is None and mark[1]:
            contact_id = self._own.get(mark)
        if contact_id is not None:
            return "updated" if self._complete(contact_id, record) else "unchanged"
        contact_id = self._add(record)
        self.added.append(contact_id)
        if mark[1]:
            self._own[mark] = contact_id
        return "added"

    def would_change(self, contact_id: int, record: ContactRecord) -> bool:
        """Say whether the record knows anything the journal does not."""
        contact = Contact.get_by_id(contact_id)
        return bool(
            self._missing_fields(contact, record)
            or self._missing_notes(contact_id, record.notes)
            or any(missing for _keep, missing in self._missing_lists(contact_id, record))
            or self._missing_feeds(contact_id, record)
            or self._is_new_source(contact_id, record)
        )

    def link_introducers(self) -> None:
        """Make the introducers of new contacts real where exactly one person has the name."""
        for contact_id, name in self._introductions:
            rows = self._journal.execute(
                "SELECT id FROM contact WHERE name = ? AND deleted_at IS NULL AND id <> ? LIMIT 2",
                (name, contact_id),
            ).fetchall()
            if len(rows) == 1:
                self._contacts.edit(contact_id, introduced_by=rows[0][0])

    def _add(self, record: ContactRecord) -> int:
        values = {}
        for field in _SINGLE:
            value = getattr(record, field)
            if value:
                values[field] = value
        uid = self._free(record.uid)
        contact_id = self._contacts.create(
            record.name,
            circle_id=self._circle(record),
            uid=uid,
            rests=True,
            cadence_days=record.cadence_days,
            cadence_rhythm=record.rhythm,
            is_muted=record.is_muted,
            paused_until=record.paused_until,
            is_put_away=record.is_put_away,
            **values,
        )
        if record.introduced_by:
            self._introductions.append((contact_id, record.introduced_by))
        self._complete(contact_id, record, is_new=True)
        if record.source_id and record.source_id != uid:
            self._add_source(contact_id, record)
        return contact_id

    def _complete(self, contact_id: int, record: ContactRecord, *, is_new: bool = False) -> bool:
        changed = False
        if not is_new:
            contact = Contact.get_by_id(contact_id)
            fields = self._missing_fields(contact, record)
            if fields:
                self._contacts.edit(contact_id, **fields)
                changed = True
        known_id = None if is_new else contact_id
        for keep, values in self._missing_lists(known_id, record):
            if values:
                keep(contact_id, values)
                changed = True
        for note in self._missing_notes(known_id, record.notes):
            written = note.written or stamp(self._clock())
            rows.insert(
                Note,
                contact_id=contact_id,
                text=door.words("note", note.text),
                created_at=written,
                updated_at=written,
            )
            changed = True
        for url in self._missing_feeds(known_id, record):
            self._follow(contact_id, url)
            changed = True
        if not is_new and self._is_new_source(contact_id, record):
            self._add_source(contact_id, record)
            changed = True
        return changed

    def _follow(self, contact_id: int, url: str) -> None:
        rows.insert(
            Feed,
            contact_id=contact_id,
            url=url,
            kind=platforms.kind_of(url),
            created_at=stamp(self._clock()),
        )

    @staticmethod
    def _missing_feeds(contact_id: int | None, record: ContactRecord) -> list[str]:
        """Return the addresses of feeds that a file names and that are not followed yet.

        A key in an address is left out; what is meant for one reader alone is not followed.
        """
        named = [one.url for one in record.profiles if one.label.casefold() == _FEED]
        wanted = [platforms.without_key(url)[0] for url in named if not platforms.is_private(url)]
        return [
            url
            for url in dict.fromkeys(wanted)
            if contact_id is None or not rows.has_any(Feed, contact_id=contact_id, url=url)
        ]

    @staticmethod
    def _add_source(contact_id: int, record: ContactRecord) -> None:
        rows.insert(Source, contact_id=contact_id, source=record.source, source_id=record.source_id)

    @staticmethod
    def _missing_fields(contact: Contact, record: ContactRecord) -> dict[str, Any]:
        return {
            field: getattr(record, field)
            for field in _SINGLE
            if getattr(record, field) and not getattr(contact, field)
        }

    def _missing_lists(
        self, contact_id: int | None, record: ContactRecord
    ) -> list[tuple[Callable[[int, Any], None], list[Any]]]:
        """Return for each list how it is kept, and its new whole, or [] when nothing is missing.

        Args:
            contact_id: whose lists they are; None for somebody new, who has nothing yet.
            record: what the file knows.
        """
        return [
            (
                details.keep_emails,
                _joined(
                    [
                        (one.value, one.label)
                        for one in _have(details.emails_of, contact_id, record.emails)
                    ],
                    [(one.value, one.label) for one in record.emails],
                    lambda pair: web.email_key(pair[0]) or texts.fold(pair[0]),
                ),
            ),
            (
                details.keep_phones,
                _joined(
                    [
                        (one.value, one.label)
                        for one in _have(details.phones_of, contact_id, record.phones)
                    ],
                    [(one.value, one.label) for one in record.phones],
                    lambda pair: "".join(filter(str.isalnum, pair[0])) or pair[0],
                ),
            ),
            (
                details.keep_profiles,
                _joined(
                    [
                        (one.url, one.label)
                        for one in _have(details.profiles_of, contact_id, record.profiles)
                    ],
                    [(one.url, one.label) for one in record.profiles],
                    lambda pair: web.key(pair[0]) or pair[0],
                ),
            ),
            (
                details.keep_names,
                _joined(
                    [
                        (one.value, one.kind)
                        for one in _have(details.names_of, contact_id, record.names)
                    ],
                    [(one.value, one.kind) for one in record.names],
                    lambda pair: pair,
                ),
            ),
            (
                details.keep_custom,
                _joined(
                    [
                        (one.name, one.value)
                        for one in _have(details.custom_of, contact_id, record.custom)
                    ],
                    [(one.name, one.value) for one in record.custom],
                    lambda pair: pair,
                ),
            ),
            (
                details.keep_tags,
                _joined(
                    list(_have(details.tags_of, contact_id, record.tags)),
                    [tag for tag in record.tags if tag],
                    texts.fold,
                ),
            ),
            (
                details.keep_addresses,
                _joined(
                    list(_have(details.addresses_of, contact_id, record.addresses)),
                    list(record.addresses),
                    lambda one: tuple(getattr(one, part) for part in details.ADDRESS_PARTS[1:]),
                ),
            ),
        ]

    @staticmethod
    def _missing_notes(contact_id: int | None, notes: Iterable[NoteRecord]) -> list[NoteRecord]:
        wanted = [note for note in notes if not texts.is_blank(note.text)]
        if not wanted or contact_id is None:
            return wanted
        have = {row.text for row in Note.select(Note.text).where(Note.contact_id == contact_id)}
        return [note for note in wanted if door.words("note", note.text) not in have]

    @staticmethod
    def _is_new_source(contact_id: int, record: ContactRecord) -> bool:
        if not record.source_id:
            return False
        if Contact.get_by_id(contact_id).uid == record.source_id:  # its own name for itself
            return False
        return not rows.has_any(
            Source, contact_id=contact_id, source=record.source, source_id=record.source_id
        )

    @staticmethod
    def _free(uid: str) -> str:
        return "" if uid and rows.has_any(Contact, uid=uid) else uid

    def _circle(self, record: ContactRecord) -> int:
        found = self._circle_ids.get(record.circle)
        if found is None:
            found = self._circle_ids[record.circle] = self._look_up_circle(record)
        return found

    def _look_up_circle(self, record: ContactRecord) -> int:
        try:
            return self._circles.by_name(record.circle).id
        except NotFound:
            try:
                return self._circles.add(record.circle, None)
            except InvalidInput as error:
                self.skipped.append(Skipped(record.where, str(error)))
                return self._circles.by_name("").id


def _have(
    read: Callable[[int], Iterable[Any]], contact_id: int | None, wanted: Sequence[Any]
) -> Iterable[Any]:
    """Return a contact's list, where there is one and the file has something to add to it."""
    return () if contact_id is None or not wanted else read(contact_id)


def _joined(have: list[Any], more: list[Any], key: Callable[[Any], Any]) -> list[Any]:
    """Return `have` with what it lacks of `more`, or [] when it lacks nothing.

    A new contact's list is taken as the file has it, two equal values included.
    """
    if not have:
        return more
    keys = {key(one) for one in have}
    missing = []
    for one in more:
        if key(one) not in keys:
            keys.add(key(one))
            missing.append(one)
    return [*have, *missing] if missing else []
