"""Whom the names and addresses on comments may mean: a query a list, not a query a comment."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from relationship_journal.domain import web
from relationship_journal.domain.answers_match import Directory
from relationship_journal.domain.comments import Comment
from relationship_journal.domain.text import fold
from relationship_journal.store.journal import Journal

_BLOCK = 500

_ADDRESSES = """
SELECT profile.key, contact_id FROM profile JOIN contact ON contact.id = contact_id
WHERE deleted_at IS NULL AND profile.key IN ({marks})
"""
_ALIASES = """
SELECT alias.name_key, contact_id, is_theirs FROM alias JOIN contact ON contact.id = contact_id
WHERE deleted_at IS NULL AND alias.name_key IN ({marks})
"""
_NAMES = """
SELECT name_key, id FROM contact WHERE deleted_at IS NULL AND name_key IN ({marks})
"""
_OTHER_NAMES = """
SELECT value, contact_id FROM contact_name JOIN contact ON contact.id = contact_id
WHERE deleted_at IS NULL
"""


def directory_for(journal: Journal, comments: Sequence[Comment]) -> Directory:
    """Return who may be meant by these comments."""
    names = sorted({fold(one.name) for one in comments} - {""})
    keys = sorted({web.key(one.author_url) for one in comments if one.author_url} - {""})
    addresses = _grouped(_look(journal, _ADDRESSES, keys))
    aliases: dict[str, list[int]] = defaultdict(list)
    denied = set()
    for name, contact_id, is_theirs in _look(journal, _ALIASES, names):
        if is_theirs:
            aliases[name].append(contact_id)
        else:
            denied.add((name, contact_id))
    known = _grouped(_look(journal, _NAMES, names))
    wanted = set(names)
    for value, contact_id in journal.execute(_OTHER_NAMES).fetchall() if wanted else ():
        if (name := fold(value)) in wanted:
            known[name].append(contact_id)
    return Directory(addresses, aliases, known, frozenset(denied))


def _look(journal: Journal, sql: str, wanted: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    for start in range(0, len(wanted), _BLOCK):
        block = tuple(wanted[start : start + _BLOCK])
        marks = ", ".join("?" for _one in block)
        yield from journal.execute(sql.format(marks=marks), block).fetchall()


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = defaultdict(list)
    for key, contact_id in rows:
        grouped[key].append(contact_id)
    return grouped
