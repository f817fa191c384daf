"""Who was seen: comments on my own blog, and answers below posts I commented on."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from relationship_journal.domain import web
from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.domain.text import fold
from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.contacts import Contacts
from relationship_journal.services.following_rows import SightingRow
from relationship_journal.store import rows
from relationship_journal.store.instants import instant, stamp
from relationship_journal.store.models import Contact, Interaction, InteractionContact
from relationship_journal.store.models_following import Alias, FeedState, IgnoredName, Sighting

if TYPE_CHECKING:
    from relationship_journal.domain.answers_match import Thread, Whose
    from relationship_journal.domain.comments import Comment
    from relationship_journal.domain.parsed_feed import ParsedFeed

# codes of `answers_match.Strength`, whose module is loaded when comments come
_NAME, _ALIAS, _NONE = "name", "alias", ""
# somebody who came a month ago is no news
FRESH = timedelta(days=30)
RECENT = timedelta(days=7)
# who came so often before the blog was first looked at is worth showing all the same
OFTEN = 3
STEP = 50

_SEEN = """
SELECT sighting.id, sighting.contact_id, contact.name, sighting.name, sighting.name_key,
       author_url, sighting.url, sighting.title, sighting.excerpt, strength, commented_at,
       sighting.feed_id, sighting.watch_id, is_backfill, settled_at,
       (SELECT count(*) FROM sighting AS other WHERE other.feed_id IS NOT NULL
           AND (other.commented_at, other.id) <= (sighting.commented_at, sighting.id)
           AND (other.name_key = sighting.name_key
           OR (other.author_key = sighting.author_key AND other.author_key <> ''))) AS nth
FROM sighting LEFT JOIN contact ON contact.id = sighting.contact_id
WHERE sighting.name_key NOT IN (SELECT key FROM ignored_name) {which}
ORDER BY commented_at DESC, sighting.id DESC LIMIT :limit
"""


class Sightings(door.Service):
    """What can be done with comments by others."""

    # --- take in ---------------------------------------------------------------------------------

    def store_own(self, feed_id: int, feed: "ParsedFeed") -> int:
        """Keep what is new among my blog's comments; returns how many were.

        The first reading counts what was there and reminds of nothing.
        """
        from relationship_journal.domain import answers_match, comments  # noqa: PLC0415  start-up
        from relationship_journal.services.own_self import OwnSelf  # noqa: PLC0415  start-up time

        state = FeedState.get_or_none(FeedState.feed_id == feed_id)
        is_first = state is None or state.first_read_at is None
        me = OwnSelf(self._journal, self._clock, self._zone).me()
        found = [one for one in comments.from_feed(feed) if not answers_match.is_mine(one, me)]
        return self.keep(found, feed_id=feed_id, is_backfill=is_first)

    def keep(
        self,
        found: "list[Comment]",
        *,
        feed_id: int | None = None,
        watch_id: int | None = None,
        thread: "Thread | None" = None,
        is_backfill: bool = False,
    ) -> int:
        """Keep those that are not known, with whose they are; returns how many are news."""
        from relationship_journal.domain import answers_match  # noqa: PLC0415  start-up time
        from relationship_journal.services.comment_people import directory_for  # noqa: PLC0415

        fresh = [one for one in found if not self._is_known(one.guid, feed_id, watch_id)]
        directory = directory_for(self._journal, fresh)
        for start in range(0, len(fresh), STEP):
            with self._journal.change(_("Look for comments"), is_undoable=False):
                for one in fresh[start : start + STEP]:
                    match = answers_match.whose(one, directory, thread)
                    self._insert(one, match, feed_id, watch_id, is_backfill=is_backfill)
        return 0 if is_backfill else len(fresh)

    # --- look ------------------------------------------------------------------------------------

    def all(self, *, limit: int = 200) -> list[SightingRow]:
        """Return every comment by others, the newest first."""
        return self._look("", {"limit": limit})

    def waiting(self, *, limit: int = 20) -> list[SightingRow]:
        """Return who was seen lately and has not been dealt with, one line a person.

        Whoever is known stands on Today, not here, but for those who are asked about.
        """
        since = stamp(self._clock() - FRESH)
        values = {"since": since, "often": OFTEN, "limit": 10 * limit}
        which = (
            "AND settled_at IS NULL AND commented_at >= :since"
            " AND (sighting.contact_id IS NULL OR strength = 'name')"
            " AND (NOT is_backfill OR nth >= :often)"
        )
        people: dict[str, SightingRow] = {}
        for row in self._look(which, values):
            people.setdefault(fold(row.name), row)
        return list(people.values())[:limit]

    def lately(self, limit: int = 6) -> list[SightingRow]:
        """Return who was seen on my blog lately, one line a person: those who wait first.

        Contacts stand there for a week, however they were answered.
        """
        found = self.waiting(limit=limit)
        values = {"since": stamp(self._clock() - RECENT), "limit": 10 * limit}
        which = (
            "AND sighting.feed_id IS NOT NULL AND NOT is_backfill AND commented_at >= :since"
            " AND sighting.contact_id IS NOT NULL AND strength <> 'name'"
            " AND contact.deleted_at IS NULL"
        )
        people = {row.contact_id: row for row in reversed(self._look(which, values))}
        known = sorted(people.values(), key=lambda row: row.at, reverse=True)
        return [*found, *known][:limit]

    def asked_of(self, contact_id: int) -> list[SightingRow]:
        """Return the comments that may be a person's, for the question on their page."""
        which = "AND settled_at IS NULL AND strength = 'name' AND sighting.contact_id = :contact"
        return self._look(which, {"contact": contact_id, "limit": 20})

    def get(self, sighting_id: int) -> SightingRow:
        """Return one.

        Raises: NotFound.
        """
        found = self._look("AND sighting.id = :one", {"one": sighting_id, "limit": 1})
        if not found:
            raise NotFound(_("There is no comment {id}.").format(id=sighting_id))
        return found[0]

    # --- deal with -------------------------------------------------------------------------------

    def make_contact(self, sighting_id: int) -> int:
        """Make a contact of who wrote it, with all their comments; returns the contact's id.

        Raises: NotFound.
        """
        seen = _sighting(sighting_id)
        urls = [seen.author_url] if seen.author_url else []
        with self._journal.change(_("Make {name} a contact").format(name=seen.name)):
            contacts = Contacts(self._journal, self._clock, self._zone)
            contact_id = contacts.add(seen.name, urls=urls)
            self._give(seen, contact_id)
        return contact_id

    def say_theirs(self, sighting_id: int, contact_id: int) -> None:
        """Say whose it is; the name is remembered as theirs.

        Raises: NotFound.
        """
        seen, name = _sighting(sighting_id), _name_of(contact_id)
        with self._journal.change(_("This is {name}").format(name=name)):
            self._give(seen, contact_id)

    def say_not_theirs(self, sighting_id: int) -> None:
        """Say that it is somebody else of the same name; that is not asked again.

        Raises: NotFound.
        """
        seen = _sighting(sighting_id)
        if seen.contact_id is None:
            return
        name = _name_of(seen.contact_id)
        with self._journal.change(_("This is not {name}").format(name=name)):
            self._keep_alias(seen.name_key, seen.contact_id, is_theirs=False)
            for other in self._of_the_same(seen):
                if other.contact_id == seen.contact_id and other.strength == _NAME:
                    other.contact_id, other.strength = None, _NONE
                    other.save()

    def ignore(self, sighting_id: int) -> None:
        """Show nothing of this name any more.

        Raises: NotFound.
        """
        seen = _sighting(sighting_id)
        with self._journal.change(_("Ignore {name}").format(name=seen.name)):
            if not rows.has_any(IgnoredName, key=seen.name_key):
                IgnoredName.create(
                    name=seen.name, key=seen.name_key, ignored_at=stamp(self._clock())
                )

    def ignored(self) -> list[tuple[int, str]]:
        """Return the names that are not shown, with their numbers."""
        return [(one.id, one.name) for one in IgnoredName.select().order_by(IgnoredName.name)]

    def show_again(self, ignored_id: int) -> None:
        """Show a name again."""
        with self._journal.change(_("Show the name again")):
            IgnoredName.delete().where(IgnoredName.id == ignored_id).execute()

    def settle(self, sighting_id: int) -> None:
        """Say that it has been dealt with, as by an answer on the blog itself.

        Raises: NotFound.
        """
        seen = _sighting(sighting_id)
        with self._journal.change(_("Done: {name}").format(name=seen.name)):
            for one in self._of_the_same(seen):
                if one.settled_at is None:
                    one.settled_at = stamp(self._clock())
                    one.save()

    # --- inside ----------------------------------------------------------------------------------

    def _look(self, which: str, values: dict[str, Any]) -> list[SightingRow]:
        found = self._journal.execute(_SEEN.format(which=which), values).fetchall()
        return [_row(row) for row in found]

    def _is_known(self, guid: str, feed_id: int | None, watch_id: int | None) -> bool:
        return rows.has_any(Sighting, feed_id=feed_id, watch_id=watch_id, guid=guid)

    def _insert(
        self,
        comment: "Comment",
        match: "Whose",
        feed_id: int | None,
        watch_id: int | None,
        *,
        is_backfill: bool,
    ) -> None:
        now = self._clock()
        at = min(comment.at or now, now)
        entry = None
        if match.is_sure and match.contact_id is not None and not is_backfill:
            entry = self._entry(comment.url, comment.excerpt, match.contact_id, at)
        rows.insert(
            Sighting,
            feed_id=feed_id,
            watch_id=watch_id,
            contact_id=match.contact_id,
            interaction_id=entry,
            guid=comment.guid,
            name=comment.name,
            name_key=fold(comment.name),
            author_url=comment.author_url,
            author_key=web.key(comment.author_url) if comment.author_url else "",
            url=comment.url,
            title=comment.title,
            excerpt=comment.excerpt,
            text_hash=comment.text_hash,
            strength=match.strength.value,
            is_backfill=is_backfill,
            commented_at=stamp(at),
            first_seen_at=stamp(now),
        )

    def _entry(self, url: str, said: str, contact_id: int, at: datetime) -> int:
        """Write the comment down as theirs; one that is written down already counts."""
        if url:
            found = self._journal.execute(
                "SELECT interaction.id FROM interaction_contact"
                " JOIN interaction ON interaction.id = interaction_id"
                " WHERE contact_id = ? AND direction = 'incoming' AND url = ? LIMIT 1",
                (contact_id, url),
            ).fetchone()
            if found is not None:
                return int(found[0])
        now = stamp(self._clock())
        entry_id = rows.insert(
            Interaction,
            direction=Direction.INCOMING.value,
            channel=Channel.COMMENT.value,
            text=said,
            url=url,
            at=stamp(at),
            created_at=now,
            updated_at=now,
        )
        rows.insert(InteractionContact, interaction_id=entry_id, contact_id=contact_id)
        return entry_id

    def _give(self, seen: Sighting, contact_id: int) -> None:
        """Give a person all comments of this name, those that are news as entries."""
        self._keep_alias(seen.name_key, contact_id, is_theirs=True)
        for one in self._of_the_same(seen):
            one.contact_id, one.strength = contact_id, _ALIAS
            if one.interaction_id is None and not one.is_backfill:
                one.interaction_id = self._entry(
                    one.url, one.excerpt, contact_id, instant(one.commented_at)
                )
            one.save()

    @staticmethod
    def _of_the_same(seen: Sighting) -> list[Sighting]:
        return list(Sighting.select().where(Sighting.name_key == seen.name_key))

    @staticmethod
    def _keep_alias(name_key: str, contact_id: int, *, is_theirs: bool) -> None:
        found = Alias.get_or_none(Alias.name_key == name_key, Alias.contact_id == contact_id)
        if found is None:
            Alias.create(name_key=name_key, contact_id=contact_id, is_theirs=is_theirs)
        elif bool(found.is_theirs) != is_theirs:
            found.is_theirs = is_theirs
            found.save()


def _sighting(sighting_id: int) -> Sighting:
    found = Sighting.get_or_none(Sighting.id == sighting_id)
    if found is None:
        raise NotFound(_("There is no comment {id}.").format(id=sighting_id))
    return found


def _name_of(contact_id: int) -> str:
    found = Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null())
    if found is None:
        raise NotFound(_("There is no contact {id}.").format(id=contact_id))
    return str(found.name)


def _row(row: tuple[Any, ...]) -> SightingRow:
    return SightingRow(
        id=row[0],
        contact_id=row[1],
        contact_name=row[2] or "",
        name=row[3],
        author_url=row[5],
        url=row[6],
        title=row[7],
        excerpt=row[8],
        strength=row[9],
        at=instant(row[10]),
        nth=row[15],
        is_answer=row[12] is not None,
        is_backfill=bool(row[13]),
        is_settled=row[14] is not None,
    )
