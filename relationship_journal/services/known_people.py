"""Who is the person a file tells of: by source, uid, e-mail or profile, in this order.

Nobody is taken for somebody else because of a name alone (interchange notes, section 4).
"""

from collections import Counter
from collections.abc import Iterable

from relationship_journal.domain import web
from relationship_journal.domain.records import ContactRecord
from relationship_journal.store.journal import Journal

# A key that more people than this hold says nothing about any of them.
MOST_HOLDERS = 20


class KnownPeople:
    """The keys of everyone who is in the journal when it is made."""

    def __init__(self, journal: Journal) -> None:
        alive = "contact_id IN (SELECT id FROM contact WHERE deleted_at IS NULL)"
        self._by_source: dict[tuple[str, str], int] = {
            (source, source_id): contact_id
            for source, source_id, contact_id in journal.execute(
                f"SELECT source, source_id, contact_id FROM source WHERE {alive}"  # noqa: S608
            )
        }
        self._by_uid: dict[str, int] = dict(
            journal.execute("SELECT uid, id FROM contact WHERE deleted_at IS NULL")
        )
        self._by_email = _singular(
            journal.execute(f"SELECT key, contact_id FROM email WHERE key <> '' AND {alive}")  # noqa: S608
        )
        self._by_profile = _singular(
            journal.execute(f"SELECT key, contact_id FROM profile WHERE key <> '' AND {alive}")  # noqa: S608
        )
        self._claimed: dict[int, str] = {}

    def match(self, record: ContactRecord) -> int | None:
        """Return the id of the same person, or None.

        Two records of one file with uids of their own are never the same person.
        """
        found = self._match(record)
        if found is None:
            return None
        holder = self._claimed.setdefault(found, record.uid)
        return None if record.uid and holder and holder != record.uid else found

    def _match(self, record: ContactRecord) -> int | None:
        if record.source_id:
            found = self._by_source.get((record.source, record.source_id))
            if found is not None:
                return found
        if record.uid and record.uid in self._by_uid:
            return self._by_uid[record.uid]
        for mail in record.emails:
            found = self._by_email.get(web.email_key(mail.value))
            if found is not None:
                return found
        for profile in record.profiles:
            found = self._by_profile.get(web.key(profile.url))
            if found is not None:
                return found
        return None


def _singular(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return key -> contact (the one known longest), without the keys too many hold."""
    keys: dict[str, int] = {}
    holders: Counter[str] = Counter()
    for key, contact_id in rows:
        holders[key] += 1
        keys[key] = min(contact_id, keys.get(key, contact_id))
    return {key: one for key, one in keys.items() if holders[key] <= MOST_HOLDERS}
