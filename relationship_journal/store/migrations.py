"""From any released version of the file to this one, one function a version.

A migration gets a bare connection inside a transaction, never imports the models, and never
changes after its release.
"""

from collections.abc import Callable, Sequence
from typing import Any

from relationship_journal.store import schema, search_index

type_of_step = Callable[[Any], None]


def begin_journal(connection: Any) -> None:
    """Make the tables, the search indexes and the preset circles of version 1."""
    for statement in _statements(schema.TABLES + search_index.create_statements()):
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO circle (name, cadence_days, cooldown_days, place) VALUES (?, ?, ?, ?)",
        [(*circle, place) for place, circle in enumerate(schema.CIRCLES)],
    )


STEPS: tuple[type_of_step, ...] = (begin_journal,)


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
