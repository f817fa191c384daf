"""Keep what was ticked of a looked-at link: one person, their places and feeds, in one step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from relationship_journal.domain import web
from relationship_journal.domain import when as whens
from relationship_journal.i18n import gettext as _
from relationship_journal.services import details, door
from relationship_journal.services.contacts import Contacts
from relationship_journal.services.follow_ups import FollowUps
from relationship_journal.services.following import Following
from relationship_journal.services.notes import Notes
from relationship_journal.store.journal import Journal

MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class ChosenFeed:
    """A feed that was ticked; `author` narrows a blog of several people to one.

    `is_own_network`: its address may be a private one, by the user's own word.
    """

    url: str
    title: str = ""
    kind: str = "blog"
    author: str = ""
    is_own_network: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was ticked. `contact_id` is somebody who is there already, None for a new person.

    `bio` and `place` come with the site they were read on. `look_in_days` plans to look in on
    them, for `network` has no feed.
    """

    name: str
    url: str = ""
    contact_id: int | None = None
    circle: str = ""
    tags: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    feeds: tuple[ChosenFeed, ...] = ()
    photo: bytes | None = None
    bio: str = ""
    birthday: str = ""
    email: str = ""
    place: str = ""
    network: str = ""
    look_in_days: int | None = None


class LinkTaking(door.Service):
    """Keeps what was ticked."""

    def __init__(self, journal: Journal, clock: Callable[[], datetime], zone: tzinfo) -> None:
        super().__init__(journal, clock, zone)
        self._contacts = Contacts(journal, clock, zone)
        self._following = Following(journal, clock, zone)
        self._notes = Notes(journal, clock, zone)
        self._follow_ups = FollowUps(journal, clock, zone)

    def take(self, chosen: Chosen) -> int:
        """Keep it all, or nothing, and return the contact's id.

        What a person who is there already has is never replaced: the new stands beside it.

        Raises: InvalidInput, NotFound.
        """
        label = _("Add contact") if chosen.contact_id is None else _("Add what was found")
        with self._journal.change(label):
            if chosen.contact_id is None:
                contact_id = self._contacts.add(chosen.name, tags=chosen.tags, circle=chosen.circle)
            else:
                contact_id = chosen.contact_id
            self._keep(contact_id, chosen)
        return contact_id

    def _keep(self, contact_id: int, chosen: Chosen) -> None:
        self._keep_places(contact_id, chosen)
        for feed in chosen.feeds:
            self._following.follow(
                contact_id,
                feed.url,
                title=feed.title,
                kind=feed.kind,
                author_filter=feed.author,
                is_own_network=feed.is_own_network,
            )
        whole = self._contacts.whole(contact_id)
        if chosen.photo is not None and not whole.has_photo:
            self._contacts.set_photo(contact_id, chosen.photo)
        if chosen.birthday and not whole.birthday:
            self._contacts.edit(contact_id, birthday=chosen.birthday)
        if chosen.place and not any(one.name == _("Place") for one in whole.custom):
            custom = [(one.name, one.value) for one in whole.custom]
            self._contacts.set_custom(contact_id, [*custom, (_("Place"), chosen.place)])
        if chosen.bio:
            site = web.profile_from(chosen.url)[0]
            said = _("On {site}: {words}") if site else "{words}"
            self._notes.add(contact_id, said.format(site=site, words=chosen.bio))
        self._keep_looking_in(contact_id, chosen)

    def _keep_places(self, contact_id: int, chosen: Chosen) -> None:
        profiles = details.profiles_of(contact_id)
        known = {web.key(one.url) for one in profiles}
        new = [url for url in chosen.profiles if web.key(url) not in known]
        if new:
            kept = [(one.url, one.label) for one in profiles]
            self._contacts.set_profiles(contact_id, [*kept, *((url, "") for url in new)])
        emails = details.emails_of(contact_id)
        mailboxes = {web.email_key(one.value) for one in emails}
        if chosen.email and web.email_key(chosen.email) not in mailboxes:
            values = [(one.value, one.label) for one in emails]
            self._contacts.set_emails(contact_id, [*values, (chosen.email, "")])

    def _keep_looking_in(self, contact_id: int, chosen: Chosen) -> None:
        days = chosen.look_in_days
        if days is None or not 0 < days <= MOST_DAYS:
            return
        name = self._contacts.name_of(contact_id)
        text = _("Look in on {name} on {network}").format(name=name, network=chosen.network)
        day = whens.local_day(self._clock(), self._zone) + timedelta(days=days)
        every = _every(days)
        self._follow_ups.add(contact_id, day, text, repeat=every, from_completion=True)


def _every(days: int) -> str:
    """Return the repeat in the words follow-ups are typed in."""
    return f"every {days // 7} weeks" if days % 7 == 0 else f"every {days} days"
