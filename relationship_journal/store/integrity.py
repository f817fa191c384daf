"""The checks of a journal file: SQLite's own, the indexes, and what is derived."""

from collections.abc import Iterator
from dataclasses import dataclass

import peewee
from sqlcipher3 import dbapi2 as driver

from relationship_journal.errors import JournalFileError
from relationship_journal.store import last_words, row_log, search_index
from relationship_journal.store.journal import Journal

_LONELY_ENTRIES = """
SELECT count(*) FROM interaction
WHERE id NOT IN (SELECT interaction_id FROM interaction_contact)
"""

_MOMENT = "[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z"


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong, in numbers and in SQLite's words."""

    file_problems: tuple[str, ...] = ()
    broken_indexes: tuple[str, ...] = ()
    dangling: int = 0
    wrong_last_spoke: int = 0
    wrong_texts: int = 0
    lonely_entries: int = 0
    open_batches: int = 0
    wrong_moments: int = 0


def examine(journal: Journal) -> Findings:
    """Read everything once and compare."""
    file_problems = _file_problems(journal)
    if file_problems:
        return Findings(file_problems=file_problems)
    return Findings(
        broken_indexes=_broken_indexes(journal),
        dangling=len(journal.execute("PRAGMA foreign_key_check").fetchall()),
        wrong_last_spoke=_count(journal, last_words.COUNT_WRONG),
        wrong_texts=_wrong_texts(journal),
        lonely_entries=_count(journal, _LONELY_ENTRIES),
        open_batches=_count(journal, "SELECT count(*) FROM batch WHERE state = 'open'"),
        wrong_moments=sum(_count(journal, sql) for sql in _moments(journal)),
    )


def _file_problems(journal: Journal) -> tuple[str, ...]:
    try:
        rows = journal.execute("PRAGMA integrity_check(20)").fetchall()
        if journal.opened is not None:
            rows += journal.execute("PRAGMA cipher_integrity_check").fetchall()[:20]
    except (JournalFileError, peewee.DatabaseError, driver.Error) as error:
        return (str(error),)
    return tuple(str(row[0]) for row in rows if row[0] != "ok")


def _broken_indexes(journal: Journal) -> tuple[str, ...]:
    """Ask FTS5 to compare each index with its content (rank 1: external content too)."""
    broken = []
    with journal.looking():
        for name in search_index.index_names():
            try:
                journal.raw.execute(
                    f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
                )
            except (JournalFileError, driver.DatabaseError):
                broken.append(name)
    return tuple(broken)


def _wrong_texts(journal: Journal) -> int:
    wrong = 0
    kept = {
        contact_id: (names, body)
        for contact_id, names, body in journal.execute(
            "SELECT contact_id, names, body FROM contact_text"
        )
    }
    for (contact_id,) in journal.execute("SELECT id FROM contact").fetchall():
        expected = tuple(
            journal.execute(sql, {"id": contact_id}).fetchone()[0]
            for sql in (search_index.CONTACT_NAMES, search_index.CONTACT_BODY)
        )
        wrong += kept.get(contact_id) != expected
    return wrong


def _moments(journal: Journal) -> Iterator[str]:
    """Yield for each column of moments the SQL that counts what is none."""
    for table in row_log.logged_tables(journal.raw):
        for (name,) in journal.execute(
            "SELECT name FROM pragma_table_info(?)"
            " WHERE name LIKE '%\\_at' ESCAPE '\\' OR name = 'counts_from'",
            (table,),
        ).fetchall():
            # the names come from the file's own schema
            yield (
                f"SELECT count(*) FROM {table}"  # noqa: S608
                f" WHERE {name} IS NOT NULL AND {name} NOT GLOB '{_MOMENT}'"
            )


def _count(journal: Journal, sql: str) -> int:
    return int(journal.execute(sql).fetchone()[0])
