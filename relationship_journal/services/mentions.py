"""Links to others in a post of my own: copied before it, and told one by one after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from relationship_journal.domain import link_text, web
from relationship_journal.domain import text as texts
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Channel
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.approach import Approaches
from relationship_journal.services.entries import Entries
from relationship_journal.services.follow_ups import FollowUps
from relationship_journal.store.instants import instant, instant_or_none, stamp
from relationship_journal.store.models import Contact, ContactName
from relationship_journal.store.models_approach import Mention, OwnPost

# of further names the one they publish under is what they want to be called by in public
_PREFERRED = ("pen", "nickname")


@dataclass(frozen=True, slots=True)
class Linked:
    """A post of somebody that mine links to."""

    contact_id: int
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class MentionRow:
    """Somebody a post of mine links to; `told_at` is when the step to tell them was done."""

    id: int
    contact_id: int
    name: str
    url: str
    title: str
    own_url: str
    own_title: str
    at: datetime
    told_at: datetime | None
    follow_up_id: int | None


@dataclass(frozen=True, slots=True)
class Copied:
    """What goes to the clipboard, and who is in it without their name."""

    text: str
    unnamed: tuple[str, ...]


class Mentions(door.Service):
    """What can be done about links to others."""

    def text_of(self, links: Sequence[Linked], *, is_html: bool = False) -> Copied:
        """Return links as Markdown or HTML, with the names people prefer.

        Who asked not to be named in public stands without a name.
        """
        ids = list(dict.fromkeys(one.contact_id for one in links))
        unnamed = Approaches(self._journal, self._clock, self._zone).not_to_be_named(ids)
        names = {one: self.preferred_name(one) for one in ids}
        made = [
            link_text.Link(
                one.url, one.title, "" if one.contact_id in unnamed else names[one.contact_id]
            )
            for one in links
        ]
        write = link_text.as_html if is_html else link_text.as_markdown
        return Copied(write(made), tuple(names[one] for one in ids if one in unnamed))

    def preferred_name(self, contact_id: int) -> str:
        """Return the name somebody is called by in public: a pen name or nickname first.

        Raises: NotFound.
        """
        contact = Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null())
        if contact is None:
            raise NotFound(_("There is no contact {id}.").format(id=contact_id))
        further = list(
            ContactName.select()
            .where(ContactName.contact_id == contact_id, ContactName.kind.in_(_PREFERRED))
            .order_by(ContactName.place)
        )
        for kind in _PREFERRED:
            for one in further:
                if one.kind == kind:
                    return str(one.value)
        return str(contact.name)

    def publish(self, address: str, links: Sequence[Linked], *, title: str = "") -> int:
        """Keep that a post of mine is out: an entry for each person, and a step to tell them.

        Args:
            address: of my post.
            links: what it links to.
            title: of my post, or "".

        Returns: the id of the post.
        Raises: InvalidInput for what is no address, or nobody to tell; NotFound.
        """
        if not links:
            raise InvalidInput("basket", _("There is nobody in the basket."))
        typed = door.line("url", address, is_needed=True)
        url = web.understand(typed).url
        kept_title = door.line("title", title)
        now = self._clock()
        with self._journal.change(_("My post is out")):
            own = OwnPost.get_or_none(OwnPost.url == url)
            if own is None:
                own = OwnPost.create(
                    url=url, title=kept_title, published_at=stamp(now), created_at=stamp(now)
                )
            for contact_id, theirs in _by_person(links).items():
                self._mention(own, contact_id, theirs, now)
        return int(own.id)

    def of_post(self, own_post_id: int) -> list[MentionRow]:
        """Return whom a post of mine links to, in the order they were kept."""
        return self._rows("own_post.id = ?", own_post_id)

    def of_person(self, contact_id: int) -> list[MentionRow]:
        """Return my posts that link to a person, the newest first."""
        return self._rows("mention.contact_id = ?", contact_id)[::-1]

    def told_by(self, follow_up_id: int) -> MentionRow | None:
        """Return what a step asks to tell, or None for any other step."""
        found = self._rows("mention.follow_up_id = ?", follow_up_id)
        return found[0] if found else None

    # --- inside ----------------------------------------------------------------------------------

    def _mention(
        self, own: OwnPost, contact_id: int, theirs: Sequence[Linked], now: datetime
    ) -> None:
        known = {(row.contact_id, row.url) for row in self.of_post(own.id)}
        fresh = [one for one in theirs if (contact_id, one.url) not in known]
        if not fresh:
            return
        wiring = (self._journal, self._clock, self._zone)
        titles = ", ".join(_quoted(one) for one in fresh)
        entry = Entries(*wiring).write_down([contact_id], titles, channel=Channel.LINK, url=own.url)
        where = _quoted_text(own.title) if own.title else _("your new post")
        step = FollowUps(*wiring).add(
            contact_id,
            whens.local_day(now, self._zone),
            _("Tell them: {theirs} is in {mine}").format(theirs=titles, mine=where),
        )
        for one in fresh:
            Mention.create(
                own_post_id=own.id,
                contact_id=contact_id,
                interaction_id=entry,
                follow_up_id=step,
                url=one.url,
                title=one.title,
                created_at=stamp(now),
            )

    def _rows(self, condition: str, value: int) -> list[MentionRow]:
        rows = self._journal.execute(
            "SELECT mention.id, mention.contact_id, contact.name, mention.url, mention.title,"  # noqa: S608
            " own_post.url, own_post.title, mention.created_at, follow_up.closed_at, follow_up_id"
            " FROM mention JOIN own_post ON own_post.id = own_post_id"
            " JOIN contact ON contact.id = mention.contact_id"
            " LEFT JOIN follow_up ON follow_up.id = follow_up_id"
            f" WHERE deleted_at IS NULL AND {condition} ORDER BY mention.id",
            (value,),
        ).fetchall()
        return [
            MentionRow(
                one,
                contact_id,
                name,
                url,
                title,
                own_url,
                own_title,
                instant(at),
                instant_or_none(told_at),
                step,
            )
            for one, contact_id, name, url, title, own_url, own_title, at, told_at, step in rows
        ]


def _by_person(links: Sequence[Linked]) -> dict[int, list[Linked]]:
    grouped: dict[int, list[Linked]] = {}
    for one in links:
        grouped.setdefault(one.contact_id, []).append(one)
    return grouped


def _quoted(one: Linked) -> str:
    return _quoted_text(one.title or one.url)


def _quoted_text(text: str) -> str:
    return _("“{text}”").format(text=texts.excerpt(text, 120))
