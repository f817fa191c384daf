"""Word of mouth: who brought whom, who mentioned me, and whether they were thanked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from relationship_journal.domain.codes import Channel, Prompted
from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.store.instants import instant, stamp
from relationship_journal.store.models import Interaction

# a word of thanks after that comes out of nowhere
THANK_WITHIN = timedelta(days=90)

_PEOPLE = """
SELECT contact.id, contact.name, introducer.id, contact.introduced_by, contact.sort_key
FROM contact LEFT JOIN contact AS introducer
    ON introducer.id = contact.introduced_by_id AND introducer.deleted_at IS NULL
WHERE contact.deleted_at IS NULL AND (contact.introduced_by_id IS NOT NULL
    OR contact.introduced_by <> ''
    OR contact.id IN (SELECT introduced_by_id FROM contact WHERE deleted_at IS NULL
                      AND introduced_by_id IS NOT NULL))
ORDER BY contact.sort_key, contact.id
"""
# their word for me in public: from them, as a mention or a link
_MENTIONS = """
SELECT interaction.id, contact.id, contact.name, interaction.at, channel, text, url, prompted,
       thanks_settled_at IS NOT NULL OR EXISTS (
           SELECT 1 FROM interaction_contact AS mine
           JOIN interaction AS thanks ON thanks.id = mine.interaction_id
           WHERE mine.contact_id = contact.id AND thanks.direction = 'outgoing'
             AND thanks.intent = 'thanks' AND thanks.at >= interaction.at)
FROM interaction JOIN interaction_contact ON interaction_id = interaction.id
JOIN contact ON contact.id = contact_id
WHERE direction = 'incoming' AND channel IN ('mention', 'link') AND deleted_at IS NULL
  AND interaction.at >= :since AND interaction.at <= :now
ORDER BY interaction.at DESC, interaction.id DESC
"""

# from the person to their entries, never through all there are
_MENTIONS_OF = _MENTIONS.replace(
    "FROM interaction JOIN interaction_contact ON interaction_id = interaction.id",
    "FROM interaction_contact CROSS JOIN interaction ON interaction.id = interaction_id",
    1,
).replace("WHERE direction", "WHERE contact_id = :contact AND direction", 1)


@dataclass(frozen=True, slots=True)
class Brought:
    """Somebody, and whom they brought; `contact_id` is None for a name that is no contact.

    `people` counts everybody they brought, and whom those brought.
    """

    contact_id: int | None
    name: str
    brought: tuple["Brought", ...]
    people: int


@dataclass(frozen=True, slots=True)
class MentionedMe:
    """Somebody spoke of me in public."""

    entry_id: int
    contact_id: int
    name: str
    at: datetime
    channel: Channel
    text: str
    url: str
    prompted: Prompted
    is_thanked: bool


class WordOfMouth(door.Service):
    """What can be asked about word of mouth."""

    def tree(self) -> list[Brought]:
        """Return how people found me: those nobody brought, with whom they brought, by name."""
        rows = self._journal.execute(_PEOPLE).fetchall()
        names = {row[0]: row[1] for row in rows}
        below: dict[object, list[int]] = {}
        for contact_id, _name, introducer, introduced_by, _key in rows:
            if introducer in names:
                below.setdefault(introducer, []).append(contact_id)
            elif introduced_by:
                below.setdefault(introduced_by, []).append(contact_id)
        placed: set[int] = set()
        held = {one for people in below.values() for one in people}
        roots = [
            _branch(one, names, below, placed) for one in names if one in below and one not in held
        ]
        for name in sorted((one for one in below if isinstance(one, str)), key=str.casefold):
            people = tuple(_branch(one, names, below, placed) for one in below[name])
            roots.append(Brought(None, name, people, _count(people)))
        # who brought each other in a ring hangs below no one: the first of them stands for it
        roots += [
            _branch(one, names, below, placed)
            for one in names
            if one in held and one in below and one not in placed
        ]
        return roots

    def mentioned_me(self, *, since: datetime | None = None) -> list[MentionedMe]:
        """Return who spoke of me in public, the newest first."""
        return list(self._mentions(since, None))

    def to_thank(self, contact_id: int | None = None) -> list[MentionedMe]:
        """Return who spoke of me in the last 90 days and was not thanked since.

        Args:
            contact_id: only this person's, or None for everybody's.
        """
        found = self._mentions(self._clock() - THANK_WITHIN, contact_id)
        return [one for one in found if not one.is_thanked]

    def settle_thanks(self, entry_id: int) -> None:
        """Keep that thanks for this mention need no asking any more.

        Raises: NotFound.
        """
        entry = Interaction.get_or_none(Interaction.id == entry_id)
        if entry is None:
            raise NotFound(_("There is no entry {id}.").format(id=entry_id))
        with self._journal.change(_("Thanks are settled")):
            entry.thanks_settled_at = stamp(self._clock())
            entry.save()

    def _mentions(self, since: datetime | None, contact: int | None) -> Iterable[MentionedMe]:
        values = {
            "since": stamp(since) if since else "",
            "now": stamp(self._clock()),
            "contact": contact,
        }
        sql = _MENTIONS_OF if contact is not None else _MENTIONS
        for entry, one, name, at, channel, text, url, prompted, is_thanked in self._journal.execute(
            sql, values
        ).fetchall():
            yield MentionedMe(
                entry, one, name, instant(at), Channel(channel), text, url, Prompted(prompted),
                bool(is_thanked),
            )  # fmt: skip


def _branch(
    root: int, names: dict[int, str], below: dict[object, list[int]], placed: set[int]
) -> Brought:
    """Return a person with everybody below; without recursion, however long a chain is."""
    order, stack = [], [root]
    children: dict[int, list[int]] = {}
    while stack:
        one = stack.pop()
        placed.add(one)
        order.append(one)
        children[one] = [child for child in below.get(one, ()) if child not in placed]
        placed.update(children[one])
        stack += children[one]
    made: dict[int, Brought] = {}
    for one in reversed(order):
        people = tuple(made[child] for child in children[one])
        made[one] = Brought(one, names[one], people, _count(people))
    return made[root]


def _count(people: tuple[Brought, ...]) -> int:
    return sum(1 + one.people for one in people)
