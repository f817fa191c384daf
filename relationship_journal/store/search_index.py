"""Full-text search over names, profiles, notes and entries: a word index and a trigram index each.

External-content FTS5 tables fed by triggers, so that every road into a table (undo included)
passes them. What is deleted leaves no word behind in them. `INSERT OR REPLACE` skips the delete trigger and corrupts an index: nothing here uses it.
"""

from collections.abc import Iterable
from typing import NamedTuple


class Indexed(NamedTuple):
    """A table whose columns can be searched."""

    table: str
    columns: tuple[str, ...]
    key: str
    kinds: tuple[str, ...] = ("words", "trigrams")


INDEXED = (
    Indexed("contact_text", ("names", "body"), "contact_id"),
    Indexed("note", ("text",), "id"),
    Indexed("interaction", ("text",), "id"),
)
# half a million of them: parts of words are found in their titles alone
POSTS = (
    Indexed("post", ("title", "excerpt"), "id", ("words",)),
    Indexed("post", ("title",), "id", ("trigrams",)),
)

_INDEX = """
CREATE VIRTUAL TABLE {table}_{kind} USING fts5(
    {columns}, content='{table}', content_rowid='{key}', {options});
INSERT INTO {table}_{kind} ({table}_{kind}, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER {table}_{kind}_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_{kind} (rowid, {columns}) VALUES (NEW.{key}, {new});
END;
CREATE TRIGGER {table}_{kind}_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_{kind} ({table}_{kind}, rowid, {columns}) VALUES ('delete', OLD.{key}, {old});
END;
CREATE TRIGGER {table}_{kind}_update AFTER UPDATE OF {key}, {columns} ON {table}
WHEN OLD.{key} IS NOT NEW.{key} OR {differs} BEGIN
    INSERT INTO {table}_{kind} ({table}_{kind}, rowid, {columns}) VALUES ('delete', OLD.{key}, {old});
    INSERT INTO {table}_{kind} (rowid, {columns}) VALUES (NEW.{key}, {new});
END;
"""
_KINDS = {
    "words": "tokenize='unicode61 remove_diacritics 2', prefix='2 3'",
    "trigrams": "tokenize='trigram remove_diacritics 1'",
}


def create_statements(indexed: Iterable[Indexed] = INDEXED) -> str:
    """Return the SQL that makes the indexes and their triggers."""
    return "".join(
        _INDEX.format(
            table=entry.table,
            key=entry.key,
            kind=kind,
            options=_KINDS[kind],
            columns=", ".join(entry.columns),
            new=", ".join(f"NEW.{name}" for name in entry.columns),
            old=", ".join(f"OLD.{name}" for name in entry.columns),
            differs=" OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in entry.columns),
        )
        for entry in indexed
        for kind in entry.kinds
    )


def statements_of(indexed: Iterable[Indexed]) -> tuple[str, ...]:
    """Return the same SQL, a statement each."""
    script = create_statements(indexed)
    for word in ("CREATE", "INSERT"):
        script = script.replace(f"\n{word} ", f"\0{word} ")
    return tuple(one.strip() for one in script.split("\0"))


def index_names(indexed: Iterable[Indexed] = (*INDEXED, *POSTS)) -> tuple[str, ...]:
    """Return the names of all search indexes."""
    return tuple(f"{entry.table}_{kind}" for entry in indexed for kind in entry.kinds)


# What a search finds of a contact. A line each, so that a phrase never spans two facts. The folded
# name stands along for letters the index does not fold, such as the ł of Łukasz.
CONTACT_NAMES = """
SELECT coalesce(group_concat(part, char(10)), '') FROM (
    SELECT name AS part FROM contact WHERE id = :id
    UNION ALL SELECT name_key FROM contact WHERE id = :id AND name_key <> lower(name)
    UNION ALL SELECT trim(given_name || ' ' || additional_name || ' ' || family_name) FROM contact WHERE id = :id
    UNION ALL SELECT value FROM contact_name WHERE contact_id = :id
) WHERE trim(part) <> ''
"""
CONTACT_BODY = """
SELECT coalesce(group_concat(part, char(10)), '') FROM (
    SELECT organization || ' ' || title AS part FROM contact WHERE id = :id
    UNION ALL SELECT how_we_met FROM contact WHERE id = :id
    UNION ALL SELECT value FROM email WHERE contact_id = :id
    UNION ALL SELECT value FROM phone WHERE contact_id = :id
    UNION ALL SELECT url || ' ' || handle FROM profile WHERE contact_id = :id
    UNION ALL SELECT tag.name FROM contact_tag JOIN tag ON tag.id = tag_id WHERE contact_id = :id
    UNION ALL SELECT name || ' ' || value FROM custom_field WHERE contact_id = :id
    UNION ALL SELECT street || ' ' || city || ' ' || region || ' ' || country FROM address WHERE contact_id = :id
) WHERE trim(part) <> ''
"""

REFRESH_CONTACT_TEXT = f"""
INSERT INTO contact_text (contact_id, names, body)
SELECT :id, ({CONTACT_NAMES}), ({CONTACT_BODY})
WHERE EXISTS (SELECT 1 FROM contact WHERE id = :id)
ON CONFLICT (contact_id) DO UPDATE SET names = excluded.names, body = excluded.body
WHERE names IS NOT excluded.names OR body IS NOT excluded.body
"""  # noqa: S608  no value is spliced in: the parts are this module's own
