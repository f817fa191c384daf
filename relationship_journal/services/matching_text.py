"""Which contacts, notes, entries and posts hold a typed text; the newest when there are many.

The word index answers first. Where it finds little, the trigram index adds what only contains the
text; words of one or two Chinese, Japanese or Korean signs are looked for by LIKE.
"""

from collections.abc import Iterator
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

_LIKE = "whole LIKE ? ESCAPE '\\'"


@dataclass(frozen=True, slots=True)
class Source:
    """A searched table: its searched columns, its key, and the columns of a hit in one of them."""

    kind: str
    table: str
    columns: tuple[str, ...]
    key: str
    only: str = ""


NAMES = Source("contact", "contact_text", ("names",), "contact_id", only="names")
CONTACTS = Source("contact", "contact_text", ("names", "body"), "contact_id")
NOTES = Source("note", "note", ("text",), "id")
ENTRIES = Source("entry", "interaction", ("text",), "id")
POSTS = Source("post", "post", ("title", "excerpt"), "id")


def matching_ids(journal: Journal, source: Source, text: str, most: int = MOST_HITS) -> list[int]:
    """Return the keys of the rows of this table that hold the text, the newest first."""
    found: dict[int, None] = {}
    for sql, value in _ways(source, text):
        rows = journal.execute(sql, (*value, most)).fetchall()
        found.update((row[0], None) for row in rows)
        if len(found) >= FEW_HITS:
            break
    return list(found)[:most]


def _ways(source: Source, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    table, key = source.table, source.key
    if query.needs_like(text):
        terms = texts.fold(text).split()
        whole = " || ' ' || ".join(source.columns)
        # the names of everyone are few enough to read; of the rest, the newest are
        most = "" if source.only else f" ORDER BY {key} DESC LIMIT {MOST_READ}"
        sql = (
            f"SELECT {key} FROM (SELECT {key}, {whole} AS whole FROM {table}{most})"  # noqa: S608
            f" WHERE {' AND '.join([_LIKE] * len(terms))} ORDER BY {key} DESC LIMIT ?"
        )
        yield sql, tuple(query.like_pattern(term) for term in terms)
        return
    for index, expression in (
        (f"{table}_words", query.words_expression(text)),
        (f"{table}_trigrams", query.trigram_expression(text)),
    ):
        if expression is not None:
            yield (
                _newest(index),
                (f"{{{source.only}}} : ({expression})" if source.only else expression,),
            )


def _newest(index: str) -> str:
    # newest first: ranking two common words took 282 ms
    return f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608
