"""Which contacts, notes and entries hold a typed text; the newest when there are many.

The word index answers first. Where it finds little, the trigram index adds what only contains the
text; words of one or two Chinese, Japanese or Korean signs are looked for by LIKE.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from relationship_journal.domain import query
from relationship_journal.domain import text as texts
from relationship_journal.store.journal import Journal

# Hits of one kind that are looked at: beyond that a person types another letter.
MOST_HITS = 2_000
# Below this many hits the slower look for parts of words is worth its time.
FEW_HITS = 50
# Texts that are read through for words the indexes cannot know.
MOST_READ = 20_000

_LIKE = "name_key LIKE ? ESCAPE '\\'"


@dataclass(frozen=True, slots=True)
class Source:
    """A table whose text is searched."""

    kind: str
    table: str
    column: str
    key: str


CONTACTS = Source("contact", "contact_text", "body", "contact_id")
NOTES = Source("note", "note", "text", "id")
ENTRIES = Source("entry", "interaction", "text", "id")


def matching_ids(journal: Journal, source: Source, text: str, most: int = MOST_HITS) -> list[int]:
    """Return the keys of the rows of this table that hold the text, the newest first."""
    found: dict[int, None] = {}
    for sql, value in _ways(source, text):
        rows = journal.execute(sql, (*value, most)).fetchall()
        found.update((row[0], None) for row in rows)
        if len(found) >= FEW_HITS:
            break
    return list(found)[:most]


def matching_names(journal: Journal, text: str, most: int) -> list[int]:
    """Return the contacts whose own name has every word typed at the beginning of one of its own.

    Text that stands inside a word of the name counts where nothing begins with it.
    """
    words = texts.fold(text).split()
    if not words:
        return []
    starts = [
        pattern
        for word in words
        for pattern in (f"{query.escape_like(word)}%", f"% {query.escape_like(word)}%")
    ]
    found = _named(journal, [f"({_LIKE} OR {_LIKE})"] * len(words), starts, most)
    if len(found) < FEW_HITS:
        found += _named(journal, [_LIKE] * len(words), map(query.like_pattern, words), most)
    return list(dict.fromkeys(found))


def _named(
    journal: Journal, conditions: Iterable[str], patterns: Iterable[str], most: int
) -> list[int]:
    rows = journal.execute(
        "SELECT id FROM contact WHERE deleted_at IS NULL AND "  # noqa: S608  no value spliced in
        f"{' AND '.join(conditions)} LIMIT ?",
        (*patterns, most),
    ).fetchall()
    return [row[0] for row in rows]


def _ways(source: Source, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    table, key = source.table, source.key
    if query.needs_like(text):
        terms = texts.fold(text).split()
        conditions = " AND ".join(f"{source.column} LIKE ? ESCAPE '\\'" for _term in terms)
        newest = f"SELECT {key}, {source.column} FROM {table} ORDER BY {key} DESC LIMIT {MOST_READ}"  # noqa: S608
        yield (
            f"SELECT {key} FROM ({newest}) WHERE {conditions} ORDER BY {key} DESC LIMIT ?",  # noqa: S608
            tuple(query.like_pattern(term) for term in terms),
        )
        return
    for index, expression in (
        (f"{table}_words", query.words_expression(text)),
        (f"{table}_trigrams", query.trigram_expression(text)),
    ):
        if expression is not None:
            yield _newest(index), (expression,)


def _newest(index: str) -> str:
    # newest first: ranking two common words took 282 ms
    return f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608
