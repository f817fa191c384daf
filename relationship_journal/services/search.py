"""Search over everything that was written: people, notes, entries, posts."""

from typing import Any

from relationship_journal.domain import text as texts
from relationship_journal.domain.snippet import snippet
from relationship_journal.services import door
from relationship_journal.services.matching_text import (
    CONTACTS,
    ENTRIES,
    NAMES,
    NOTES,
    POSTS,
    matching_ids,
)
from relationship_journal.services.rows import SearchRow

_NOTE_HITS = """
SELECT note.id, contact.id, contact.name, note.text FROM note
JOIN contact ON contact.id = contact_id
WHERE deleted_at IS NULL AND note.id IN ({marks}) ORDER BY note.created_at DESC, note.id DESC
"""
_ENTRY_HITS = """
SELECT interaction.id, contact.id, contact.name, interaction.text FROM interaction
JOIN interaction_contact ON interaction_id = interaction.id
JOIN contact ON contact.id = contact_id
WHERE deleted_at IS NULL AND interaction.id IN ({marks})
GROUP BY interaction.id HAVING interaction_contact.id = min(interaction_contact.id)
ORDER BY interaction.at DESC, interaction.id DESC
"""
_CONTACT_HITS = """
SELECT contact.id, contact.id, contact.name, contact.name || char(10) || coalesce((
    SELECT group_concat(value, char(10)) || char(10) FROM contact_name
    WHERE contact_name.contact_id = contact.id), '') || body
FROM contact JOIN contact_text ON contact_text.contact_id = contact.id
WHERE deleted_at IS NULL AND contact.id IN ({marks})
"""
_POST_HITS = """
SELECT post.id, contact.id, contact.name, post.title || char(10) || excerpt FROM post
JOIN contact ON contact.id = contact_id
WHERE deleted_at IS NULL AND NOT is_double AND post.id IN ({marks})
ORDER BY counts_at DESC, post.id DESC
"""
SNIPPET_LENGTH = 120


class Search(door.Service):
    """Search over everything."""

    def find(self, text: str, *, limit: int = 200) -> list[SearchRow]:
        """Return at most `limit` hits: people by name, by their facts, notes, entries, posts.

        Notes, entries and posts come newest first. A blank text finds nothing.
        """
        if texts.is_blank(text):
            return []
        named = matching_ids(self._journal, NAMES, text, limit)
        facts = matching_ids(self._journal, CONTACTS, text, limit)
        people = list(dict.fromkeys([*named, *facts]))[:limit]
        found = {row.id: row for row in self._rows("contact", _CONTACT_HITS, people, text)}
        hits = [found[one] for one in people if one in found]
        for kind, sql, source in (
            ("note", _NOTE_HITS, NOTES),
            ("entry", _ENTRY_HITS, ENTRIES),
            ("post", _POST_HITS, POSTS),
        ):
            ids = matching_ids(self._journal, source, text, limit)
            hits += self._rows(kind, sql, ids, text)
        return hits[:limit]

    def _rows(self, kind: str, sql: str, ids: list[int], text: str) -> list[SearchRow]:
        if not ids:
            return []
        marks = ", ".join("?" for _id in ids)
        rows: list[tuple[Any, ...]] = self._journal.execute(
            sql.format(marks=marks), tuple(ids)
        ).fetchall()
        return [
            SearchRow(kind, row_id, contact_id, name, snippet(body, text, SNIPPET_LENGTH))
            for row_id, contact_id, name, body in rows
        ]
