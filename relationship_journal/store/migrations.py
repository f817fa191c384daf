"""From any released version of the file to this one, one function a version.

A migration gets a bare connection inside a transaction, never imports the models, and never
changes after its release.
"""

from collections.abc import Callable, Sequence
from typing import Any

from relationship_journal.store import (
    schema,
    schema_approach,
    schema_following,
    schema_sign_ins,
    search_index,
)

type_of_step = Callable[[Any], None]


def begin_journal(connection: Any) -> None:
    """Make the tables, the search indexes and the preset circles of version 1."""
    for statement in _statements(schema.TABLES + search_index.create_statements()):
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO circle (name, cadence_days, cooldown_days, place) VALUES (?, ?, ?, ?)",
        [(*circle, place) for place, circle in enumerate(schema.CIRCLES)],
    )


def add_promises(connection: Any) -> None:
    """Make the table of what was promised, and room for what was seen and shown of Today."""
    for statement in (
        """CREATE TABLE promise (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
            interaction_id INTEGER REFERENCES interaction (id) ON DELETE SET NULL,
            text TEXT NOT NULL,
            by TEXT,
            made_at TEXT NOT NULL,
            kept_at TEXT,
            released_at TEXT,
            why TEXT NOT NULL DEFAULT '')""",
        "CREATE INDEX promise_of ON promise (contact_id)",
        "CREATE INDEX promise_open ON promise (by) WHERE kept_at IS NULL AND released_at IS NULL",
        """CREATE TABLE shown (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            place TEXT NOT NULL,
            is_quiet INTEGER NOT NULL DEFAULT 0,
            at TEXT NOT NULL,
            UNIQUE (key, place))""",
        "CREATE INDEX shown_of ON shown (contact_id)",
        "CREATE INDEX shown_at ON shown (at)",
    ):
        connection.execute(statement)


def add_sign_ins(connection: Any) -> None:
    """Make the tables of the vault and of sign-ins."""
    for statement in schema_sign_ins.STATEMENTS:
        connection.execute(statement)
    for table in ("contact_text", "note", "interaction"):
        for index in (f"{table}_words", f"{table}_trigrams"):
            # of what is deleted no word stays behind
            connection.execute(
                f"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 1)"  # noqa: S608
            )


def add_following(connection: Any) -> None:
    """Make the tables of feeds, posts, answers and visits."""
    for statement in schema_following.STATEMENTS:
        connection.execute(statement)


def add_approach(connection: Any) -> None:
    """Make the tables of the approach and of looking back."""
    for statement in schema_approach.STATEMENTS:
        connection.execute(statement)


STEPS: tuple[type_of_step, ...] = (
    begin_journal,
    add_promises,
    add_sign_ins,
    add_following,
    add_approach,
)


def migrate(connection: Any, steps: Sequence[type_of_step] = STEPS) -> None:
    """Bring the file to the newest version, whole or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # asked again under the lock: another process may have been first
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for step in steps[version:]:
            step(connection)
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {max(len(steps), version)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _statements(script: str) -> list[str]:
    """Split a script at the statements' ends; a trigger ends with END."""
    statements, current = [], ""
    for line in script.splitlines():
        current += line + "\n"
        in_trigger = current.lstrip().upper().startswith("CREATE TRIGGER")
        if line.rstrip().endswith("END;" if in_trigger else ";"):
            statements.append(current.strip())
            current = ""
    return statements
