"""Write a journal of invented people, as large as nobody has, for the benchmarks.

    python tests/benchmarks/generate.py build/bench/journal.db [--contacts 100000] [--notes 500000]

The rows go straight into the tables, so that it takes a minute or two and not an hour; the search
indexes are filled once at the end. The same numbers give the same journal.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from relationship_journal.core import open_core
from relationship_journal.domain.text import fold, sort_key
from relationship_journal.store import last_words, search_index
from relationship_journal.store.database import connect
from relationship_journal.store.instants import stamp

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
CONTACTS, NOTES, ENTRIES = 100_000, 500_000, 100_000
_STEP = 20_000


def _list(words: str) -> list[str]:
    return words.split()


FIRST = _list(
    "Ana Mara Tom Łukasz Jonas Noor Priya Ingrid Chidi Beatriz Sean Aylin Matteo Olena Pavlos "
    "Sakura Layla Wei Ewa Ivo Nils Zoë Ömer Rosa Kofi Mei Timo Anouk Björn Inês Yusuf Clara"
)
LAST = _list(
    "Duarte Lind Okafor Wójcik Weber Dijk Raman Solheim Eze Prado Gallagher Kaya Ricci Koval "
    "Nikou Yamada Haddad Chen Nowak Petrov Berg Demir Silva Mensah Tan Korhonen Moreau Costa"
)
WORDS = _list(
    "garden feed letter harbour bridge forum photo bread radio map essay moss balcony seed link "
    "post comment answer question draft thanks sorry week spring autumn reading slow quiet sea "
    "tide clock ledger archive sister yard train morning window paper ink library column bench "
    "weather recipe knitting type font colour river stone lantern market violin kettle meadow"
)
TAGS = _list("gardens feeds harbour forum photo tea maps bread css books knitting letters radio")


def main() -> int:
    """Write the journal named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--contacts", type=int, default=CONTACTS)
    parser.add_argument("--notes", type=int, default=NOTES)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    chosen = parser.parse_args()
    if chosen.file.exists():
        sys.stderr.write(f"{chosen.file} is there already.\n")
        return 1
    began = time.monotonic()
    write(chosen.file, chosen.contacts, chosen.notes, chosen.entries)
    size = chosen.file.stat().st_size >> 20
    sys.stdout.write(f"{chosen.file}: {time.monotonic() - began:.0f} s, {size} MiB\n")
    return 0


def cached(folder: Path, contacts: int = CONTACTS, notes: int = NOTES) -> Path:
    """Return a journal of this size, written on the first call."""
    path = folder / f"journal-{contacts}-{notes}.db"
    if not path.exists():
        begun = path.with_suffix(".part")
        for leftover in folder.glob(f"{begun.name}*"):
            leftover.unlink()
        write(begun, contacts, notes, ENTRIES)
        begun.rename(path)
    return path


def write(path: Path, contacts: int, notes: int, entries: int) -> None:
    """Write a new journal of so many rows."""
    open_core(path, begin=True, keeps_house=False).close()
    connection = connect(path)
    for pragma in ("journal_mode = MEMORY", "synchronous = OFF", "cache_size = -200000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN IMMEDIATE")
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    _fill(connection, contacts, notes, entries)
    for name in search_index.index_names():
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
    for _name, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _fill(connection: Any, contacts: int, notes: int, entries: int) -> None:
    chance = random.Random(20261123)
    _insert(
        connection,
        "contact (uid, name, name_key, sort_key, circle_id, organization, counts_from, created_at,"
        " updated_at)",
        (_contact(chance, number) for number in range(contacts)),
    )
    _insert(
        connection,
        "profile (contact_id, url, site, handle, key, place)",
        (
            (one, f"https://blog{one}.example/", f"blog{one}.example", "", f"blog{one}.example", 0)
            for one in range(1, contacts + 1)
        ),
    )
    _insert(connection, "tag (name, key)", ((tag, fold(tag)) for tag in TAGS))
    _insert(
        connection,
        "contact_tag (contact_id, tag_id)",
        (
            (one, tag)
            for one in range(1, contacts + 1)
            for tag in chance.sample(range(1, len(TAGS) + 1), chance.randint(0, 2))
        ),
    )
    _insert(
        connection,
        "note (contact_id, text, created_at, updated_at)",
        (
            (chance.randint(1, contacts), _words(chance, 8, 30), *_twice(chance))
            for _n in range(notes)
        ),
    )
    _insert(
        connection,
        "interaction (direction, channel, text, at, created_at, updated_at)",
        (
            (
                chance.choice(("outgoing", "incoming")),
                chance.choice(("comment", "email", "forum")),
                _words(chance, 4, 14),
                _moment(chance),
                *_twice(chance),
            )
            for _n in range(entries)
        ),
    )
    _insert(
        connection,
        "interaction_contact (interaction_id, contact_id)",
        ((one, chance.randint(1, contacts)) for one in range(1, entries + 1)),
    )
    for sql in (search_index.REFRESH_CONTACT_TEXT, last_words.REFRESH):
        connection.executemany(sql, ({"id": one} for one in range(1, contacts + 1)))


def _contact(chance: random.Random, number: int) -> tuple[Any, ...]:
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    if number % 3 == 0:
        name += f" {chance.choice(WORDS).title()}"
    added = _moment(chance)
    firm = f"{chance.choice(WORDS).title()} Press" if number % 5 == 0 else ""
    return (
        f"bench-{number}", name, fold(name), sort_key(name), number % 4 + 1, firm, added, added,
        added,
    )  # fmt: skip


def _words(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most)))


def _moment(chance: random.Random) -> str:
    return stamp(NOW - timedelta(minutes=chance.randint(0, 2 * 365 * 24 * 60)))


def _twice(chance: random.Random) -> tuple[str, str]:
    moment = _moment(chance)
    return moment, moment


def _insert(connection: Any, into: str, rows: Iterator[tuple[Any, ...]]) -> None:
    """Insert many rows; `into` is a table with its columns in brackets."""
    marks = ", ".join("?" for _column in into.split(","))
    block = []
    for row in rows:
        block.append(row)
        if len(block) == _STEP:
            connection.executemany(f"INSERT INTO {into} VALUES ({marks})", block)
            block.clear()
    connection.executemany(f"INSERT INTO {into} VALUES ({marks})", block)


if __name__ == "__main__":
    raise SystemExit(main())
