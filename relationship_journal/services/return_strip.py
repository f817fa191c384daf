"""What was opened in a browser, until it is said what came of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from relationship_journal.domain import schedule, web
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Channel, Intent
from relationship_journal.domain.post_keys import link_key
from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.entries import Entries
from relationship_journal.services.follow_ups import FollowUps
from relationship_journal.store.instants import instant, instant_or_none, stamp
from relationship_journal.store.models import Answered, Circle, Contact, Profile
from relationship_journal.store.models_following import Opened, Post

# what was opened a week ago is not asked about any more
ASKED_FOR = timedelta(days=7)
COMMENTED, READ, NOT_TODAY, CLOSED = "commented", "read", "not_today", "closed"

_WAITING = """
SELECT opened.id, contact_id, contact.name, post_id, profile_id, url, opened.title, opened_at
FROM opened JOIN contact ON contact.id = contact_id
WHERE answered_at IS NULL AND opened_at > :since AND deleted_at IS NULL
  AND opened_at >= coalesce(last_own_at, '')
ORDER BY opened_at DESC, opened.id DESC
"""


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """Something that was opened: whose it is, what, and when."""

    id: int
    contact_id: int
    name: str
    post_id: int | None
    profile_id: int | None
    url: str
    title: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class CommentedRow:
    """What "I commented" came to; `next_day` is when the person is due next, None without a plan.

    `is_watched`: an answer is looked for.
    """

    entry_id: int
    contact_id: int
    name: str
    next_day: date | None
    is_watched: bool


class ReturnStrip(door.Service):
    """What can be said about what was opened."""

    def note(
        self,
        contact_id: int,
        url: str,
        *,
        title: str = "",
        post_id: int | None = None,
        profile_id: int | None = None,
    ) -> int | None:
        """Remember that somebody's page was opened; None for what is no page of a contact.

        It is no step of undo. The same page opened again asks once.
        """
        person = Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null())
        if person is None or not url.lower().startswith(("http://", "https://")):
            return None
        now = stamp(self._clock())
        post = self._post(contact_id, url, post_id)
        waiting = next((one for one in self.waiting() if _is_same(one, contact_id, url)), None)
        with self._journal.change(_("Opened"), is_undoable=False):
            if waiting is not None:
                Opened.update(opened_at=now).where(Opened.id == waiting.id).execute()
                return waiting.id
            opened = Opened.create(
                contact_id=contact_id,
                post_id=post.id if post else None,
                profile_id=_profile(profile_id),
                url=url,
                title=title or (post.title if post else "") or web.profile_from(url)[0],
                opened_at=now,
            )
        return int(opened.id)

    def waiting(self) -> list[OpenedRow]:
        """Return what is asked about, the newest first.

        Writing to the person in any other way has answered it; so has a week.
        """
        since = stamp(self._clock() - ASKED_FOR)
        rows = self._journal.execute(_WAITING, {"since": since}).fetchall()
        return [
            OpenedRow(one, contact_id, name, post_id, profile_id, url, title, instant(at))
            for one, contact_id, name, post_id, profile_id, url, title, at in rows
        ]

    def get(self, opened_id: int) -> OpenedRow:
        """Return one.

        Raises: NotFound.
        """
        found = _opened(opened_id)
        name = Contact.get_by_id(found.contact_id).name
        return OpenedRow(
            found.id,
            found.contact_id,
            name,
            found.post_id,
            found.profile_id,
            found.url,
            found.title,
            instant(found.opened_at),
        )

    def commented(
        self,
        opened_id: int,
        text: str = "",
        *,
        channel: Channel | None = None,
        intent: Intent | None = None,
    ) -> CommentedRow:
        """Write the comment down, with its link, and look for an answer.

        Raises: NotFound, InvalidInput.
        """
        from relationship_journal.services.watches import Watches  # noqa: PLC0415  start-up time

        row = self.get(opened_id)
        where = channel or self.channel_of(row)
        with self._journal.change(_("I commented: {name}").format(name=row.name)):
            entry_id = Entries(self._journal, self._clock, self._zone).write_down(
                [row.contact_id], text, channel=where, intent=intent, url=row.url
            )
            is_watched = Watches(self._journal, self._clock, self._zone).begin(
                entry_id, row.contact_id, row.post_id
            )
            self._answer(opened_id, COMMENTED)
        return CommentedRow(
            entry_id, row.contact_id, row.name, self.next_day(row.contact_id), bool(is_watched)
        )

    def only_read(self, opened_id: int) -> None:
        """Say that it was read and nothing written; the post is done with.

        Raises: NotFound.
        """
        row = self.get(opened_id)
        with self._journal.change(_("Only read it: {name}").format(name=row.name)):
            self._answer(opened_id, READ)
            if row.post_id is not None:
                self._about_post(row, "done")

    def not_today(self, opened_id: int) -> None:
        """Ask again tomorrow about whatever it was opened for.

        Raises: NotFound.
        """
        row = self.get(opened_id)
        today = whens.local_day(self._clock(), self._zone)
        with self._journal.change(_("Not today: {name}").format(name=row.name)):
            self._answer(opened_id, NOT_TODAY)
            tomorrow = whens.start_of_day(today + timedelta(days=1), self._zone)
            self._note_answer(row.contact_id, "contact", None, "snoozed", tomorrow)

    def dismiss(self, opened_id: int) -> None:
        """Ask no more about it; nothing else follows.

        Raises: NotFound.
        """
        self.get(opened_id)
        with self._journal.change(_("Opened"), is_undoable=False):
            self._answer(opened_id, CLOSED)

    def next_day(self, contact_id: int) -> date | None:
        """Return when the person is due next, None without a plan.

        Raises: NotFound.
        """
        person = Contact.get_or_none(Contact.id == contact_id)
        if person is None:
            raise NotFound(_("There is no contact {id}.").format(id=contact_id))
        circle = Circle.get_by_id(person.circle_id)
        return schedule.due_day(
            instant_or_none(person.last_spoke_at),
            instant(person.counts_from),
            schedule.cadence_of(person.cadence_days, circle.cadence_days),
            self._zone,
        )

    def change_next(self, contact_id: int, day: date) -> int:
        """Turn to the person on another day than their plan says; returns the follow-up's id.

        Raises: NotFound.
        """
        text = _("Keep in touch")
        return FollowUps(self._journal, self._clock, self._zone).add(contact_id, day, text)

    def channel_of(self, row: OpenedRow) -> Channel:
        """Return where one writes on such a page: a comment below a post, else a message."""
        if row.post_id is not None or row.profile_id is None:
            return Channel.COMMENT
        network = web.understand(row.url).network
        return Channel.MESSAGE if network else Channel.COMMENT

    # --- inside ----------------------------------------------------------------------------------

    @staticmethod
    def _post(contact_id: int, url: str, post_id: int | None) -> Post | None:
        if post_id is not None:
            return Post.get_or_none(Post.id == post_id)
        key = link_key(url)
        if not key:
            return None
        return Post.get_or_none(Post.contact_id == contact_id, Post.link_key == key)

    def _answer(self, opened_id: int, how: str) -> None:
        opened = _opened(opened_id)
        opened.answer, opened.answered_at = how, stamp(self._clock())
        opened.save()

    def _about_post(self, row: OpenedRow, how: str) -> None:
        self._note_answer(row.contact_id, "post", row.post_id, how, None)

    def _note_answer(
        self, contact_id: int, reason: str, subject: int | None, how: str, until: datetime | None
    ) -> None:
        now = self._clock()
        Answered.create(
            contact_id=contact_id,
            reason=reason,
            subject_id=subject,
            how=how,
            until=stamp(until) if until else None,
            day=whens.local_day(now, self._zone).isoformat(),
            at=stamp(now),
        )


def _opened(opened_id: int) -> Opened:
    found = Opened.get_or_none(Opened.id == opened_id)
    if found is None:
        raise NotFound(_("Nothing was opened under the number {id}.").format(id=opened_id))
    return found


def _is_same(row: OpenedRow, contact_id: int, url: str) -> bool:
    return row.contact_id == contact_id and row.url == url


def _profile(profile_id: int | None) -> int | None:
    if profile_id is None or Profile.get_or_none(Profile.id == profile_id) is None:
        return None
    return profile_id
