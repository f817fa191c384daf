"""The log of touched rows: TEMP triggers write the SQL that takes every change back.

Every inverse states the values it expects to find, so that taking back a change whose row was
changed again elsewhere finds nothing, instead of overwriting what another process wrote.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Kept right by the write door itself, or no one's to take back; a sign-in's old seal stays sealed.
DERIVED_TABLES = ("contact_text", "batch", "batch_log", "meta", "cred", "cred_draft")
# What the program notes by itself about a person: it goes along when they go.
BOOKKEEPING_TABLES = frozenset(
    {"shown", "feed_state", "post", "post_key", "watch_state", "sighting", "opened"}
)
DERIVED_COLUMNS = {
    "contact": ("last_spoke_at", "last_own_at", "last_theirs_at"),
    "interaction": ("outcome", "found_outcome"),
}

CREATE_LOG = """
CREATE TEMP TABLE row_log (
    seq INTEGER PRIMARY KEY, tbl TEXT NOT NULL, row_id INTEGER NOT NULL,
    contact_id INTEGER, other_contact_id INTEGER, sql TEXT NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class LoggedRow:
    """One touched row: where it is, whose it is, and the SQL that takes the change back."""

    table: str
    row_id: int
    contact_ids: tuple[int, ...]
    sql: str


def logged_tables(connection: Any) -> tuple[str, ...]:
    """Return the tables whose rows can be taken back: all but the derived and the internal ones."""
    rows = connection.execute(
        "SELECT name FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    return tuple(name for (name,) in rows if name not in DERIVED_TABLES)


def install(connection: Any) -> None:
    """Make the TEMP log and its triggers on this connection."""
    connection.execute(CREATE_LOG)
    for table in logged_tables(connection):
        columns = [
            row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
        ]
        for statement in _triggers(table, columns):
            connection.execute(statement)


def take(connection: Any) -> list[LoggedRow]:
    """Read the log, oldest first, and empty it."""
    rows = connection.execute(
        "SELECT tbl, row_id, contact_id, other_contact_id, sql FROM temp.row_log ORDER BY seq"
    ).fetchall()
    if rows:
        connection.execute("DELETE FROM temp.row_log")
    return [
        LoggedRow(table, row_id, tuple({one, other} - {None}), sql)
        for table, row_id, one, other, sql in rows
    ]


def _triggers(table: str, columns: Sequence[str]) -> tuple[str, str, str]:
    derived = DERIVED_COLUMNS.get(table, ())
    watched = [name for name in columns if name != "id" and name not in derived]
    if table == "contact":
        new_person, old_person = "NEW.id", "OLD.id"
    elif "contact_id" in columns:
        new_person, old_person = "NEW.contact_id", "OLD.contact_id"
    else:
        new_person = old_person = "NULL"
    as_new = " || ".join(_found("NEW", name) for name in watched)
    back = " || ".join(
        _if_changed(name, f"'\"{name}\" = ' || quote(OLD.\"{name}\") || ', '") for name in watched
    )
    found = " || ".join(_if_changed(name, _found("NEW", name)) for name in watched)
    changed = " OR ".join(_differs(name) for name in watched)
    names = ", ".join(f'"{name}"' for name in columns)
    values = " || ', ' || ".join(f'quote(OLD."{name}")' for name in columns)
    log = "INSERT INTO row_log (tbl, row_id, contact_id, other_contact_id, sql) VALUES"
    # the names come from the file's own schema, never from what a person typed
    on_insert = (
        f"CREATE TEMP TRIGGER log_insert_{table} AFTER INSERT ON main.{table} BEGIN"
        f" {log} ('{table}', NEW.id, {new_person}, NULL,"
        f" 'DELETE FROM {table} WHERE id = ' || NEW.id || {as_new}); END"
    )
    on_update = (
        f"CREATE TEMP TRIGGER log_update_{table} AFTER UPDATE ON main.{table} WHEN {changed} BEGIN"
        f" {log} ('{table}', OLD.id, {new_person}, {old_person},"
        f" 'UPDATE {table} SET ' || {back} || 'id = id WHERE id = ' || OLD.id || {found}); END"
    )
    on_delete = (
        f"CREATE TEMP TRIGGER log_delete_{table} AFTER DELETE ON main.{table} BEGIN"
        f" {log} ('{table}', OLD.id, {old_person}, NULL,"
        f" 'INSERT INTO {table} ({names}) VALUES (' || {values} || ')'); END"
    )
    return on_insert, on_update, on_delete


def _found(side: str, name: str) -> str:
    return f'\' AND "{name}" COLLATE BINARY IS \' || quote({side}."{name}")'


def _if_changed(name: str, piece: str) -> str:
    return f"CASE WHEN {_differs(name)} THEN {piece} ELSE '' END"


def _differs(name: str) -> str:
    # a column that compares without case may still change its case
    return f'OLD."{name}" IS NOT NEW."{name}" COLLATE BINARY'
