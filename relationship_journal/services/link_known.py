"""Who in the journal a look may be about: by a page or feed of theirs, by e-mail, by name."""

from collections.abc import Iterable, Iterator

from relationship_journal.domain import text as texts
from relationship_journal.domain import web
from relationship_journal.services.known_people import MOST_HOLDERS
from relationship_journal.services.link_rows import KnownRow, LinkLookRow
from relationship_journal.store.journal import Journal

_MOST = 5
_ALIVE = "contact.id = contact_id AND deleted_at IS NULL"


def who(journal: Journal, look: LinkLookRow) -> tuple[KnownRow, ...]:
    """Return the people this may be, the surest first, each once."""
    found: dict[int, KnownRow] = {}
    for one in _found(journal, look):
        found.setdefault(one.contact_id, one)
    return tuple(found.values())[:_MOST]


def _found(journal: Journal, look: LinkLookRow) -> Iterator[KnownRow]:
    pages = [look.url, *(one.url for one in look.profiles)]
    keys = {key for page in pages if (key := web.key(page))}
    yield from _by(journal, "profile", "key", keys, "profile")
    read = [one.url for one in look.feeds if one.is_read]
    yield from _by(journal, "profile", "key", {web.key(url) for url in read} - {""}, "profile")
    yield from _by(journal, "feed", "url", set(read), "feed")
    emails = {key for one in look.values("email") if (key := web.email_key(one.value))}
    yield from _by(journal, "email", "key", emails, "email")
    names = [texts.fold(one) for one in (look.name, *(n.value for n in look.values("name")))]
    for name in dict.fromkeys(filter(None, names)):
        rows = journal.execute(
            "SELECT id, name FROM contact WHERE name_key = ? AND deleted_at IS NULL LIMIT ?",
            (name, _MOST),
        ).fetchall()
        yield from (KnownRow(contact_id, called, "name") for contact_id, called in rows)


def _by(
    journal: Journal, table: str, column: str, values: Iterable[str], why: str
) -> Iterator[KnownRow]:
    for value in sorted(values):
        rows = journal.execute(
            f"SELECT contact.id, contact.name FROM {table} JOIN contact ON {_ALIVE}"  # noqa: S608
            f" WHERE {table}.{column} = ? ORDER BY contact.id LIMIT ?",
            (value, MOST_HOLDERS + 1),
        ).fetchall()
        if len(rows) <= MOST_HOLDERS:  # what so many hold says nothing about any of them
            yield from (KnownRow(contact_id, name, why) for contact_id, name in rows)
