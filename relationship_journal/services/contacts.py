"""Contacts: bring them in, change them, put them away, delete them and bring them back."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from relationship_journal.domain import schedule
from relationship_journal.domain import text as texts
from relationship_journal.domain.person_facts import Rhythm
from relationship_journal.errors import Ambiguous, InvalidInput, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import circles as circle_rules
from relationship_journal.services import details, door
from relationship_journal.services.contact_bin import ContactBin
from relationship_journal.services.rows import AddressRow, ContactRow
from relationship_journal.store import rows
from relationship_journal.store.instants import instant, instant_or_none, stamp
from relationship_journal.store.models import (
    Circle,
    Contact,
    ContactTag,
    Photo,
    Tag,
)

LARGEST_PHOTO = 2 * 1024 * 1024
_LINES = (
    "given_name", "family_name", "additional_name", "name_prefix", "name_suffix",
    "organization", "title",
)  # fmt: skip
_MOST_CANDIDATES = 20


class Contacts(ContactBin):
    """What can be done with contacts."""

    # --- bring in and change ---------------------------------------------------------------------

    def add(
        self,
        name: str,
        *,
        urls: Iterable[str] = (),
        emails: Iterable[str] = (),
        tags: Iterable[str] = (),
        circle: str = "",
    ) -> int:
        """Make a contact and return its id.

        Raises: InvalidInput, NotFound for a circle that is not there.
        """
        circle_id = circle_rules.Circles(self._journal, self._clock, self._zone).by_name(circle).id
        with self._journal.change(_("Add contact")):
            contact_id = self.create(name, circle_id=circle_id)
            details.keep_profiles(contact_id, ((url, "") for url in urls))
            details.keep_emails(contact_id, ((email, "") for email in emails))
            details.keep_tags(contact_id, tags)
        return contact_id

    def create(
        self, name: str, *, circle_id: int, uid: str = "", rests: bool = False, **fields: Any
    ) -> int:
        """Make the contact alone, inside a change; `rests`: an import, nothing falls due at once.

        Beside the fields of `edit` it takes `cadence_days`, `cadence_rhythm`, `is_muted`,
        `paused_until` (a day) and `is_put_away`.

        Raises: InvalidInput.
        """
        now = self._clock()
        kept = door.line("name", name, is_needed=True)
        counts_from = schedule.counts_from(now, is_imported=rests)
        contact = Contact(
            uid=uid or str(uuid.uuid4()),
            name=kept,
            name_key=texts.fold(kept),
            sort_key=texts.sort_key(kept),
            circle_id=circle_id,
            counts_from=stamp(counts_from),
            rests_until=stamp(counts_from) if rests else None,
            created_at=stamp(now),
            updated_at=stamp(now),
        )
        if (paused_until := fields.pop("paused_until", None)) is not None:
            contact.paused_until = paused_until.isoformat()
        if fields.pop("is_put_away", False):
            contact.put_away_at = stamp(now)
        contact.cadence_days = fields.pop("cadence_days", None)
        contact.cadence_rhythm = fields.pop("cadence_rhythm", "")
        contact.is_muted = fields.pop("is_muted", False)
        for field, value in fields.items():
            self._set(contact, field, value)
        return rows.insert(Contact, **contact.__data__)

    def edit(self, contact_id: int, **fields: Any) -> None:
        """Change single values: name, given_name, family_name, additional_name, name_prefix,
        name_suffix, organization, title, birthday, how_we_met, introduced_by (an id, a name, "").

        Nothing is written when nothing differs.

        Raises: NotFound, InvalidInput.
        """  # noqa: D205  the list of names is the sentence
        contact = self._contact(contact_id)
        with self._journal.change(_("Edit contact")):
            for field, value in fields.items():
                self._set(contact, field, value)
            self._save(contact)

    def set_circle(self, contact_id: int, circle_id: int) -> None:
        """Move the contact to another circle.

        Raises: NotFound.
        """
        contact = self._contact(contact_id)
        if Circle.get_or_none(Circle.id == circle_id) is None:
            raise NotFound(_("There is no circle {id}.").format(id=circle_id))
        with self._journal.change(_("Change circle")):
            had_plan = self._cadence(contact) is not None
            if contact.circle_id != circle_id:
                contact.circle_id = circle_id
            self._begin_counting(contact, had_plan=had_plan)
            self._save(contact)

    def set_cadence(self, contact_id: int, days: int | None) -> None:
        """Keep in touch about every so many days; None as the circle says, 0 no plan.

        Raises: NotFound, InvalidInput.
        """
        contact = self._contact(contact_id)
        kept = days if days in {None, 0} else circle_rules.cadence(days)
        with self._journal.change(_("Keep in touch")):
            had_plan = self._cadence(contact) is not None
            if contact.cadence_days != kept:
                contact.cadence_days = kept
            self._begin_counting(contact, had_plan=had_plan)
            self._save(contact)

    def set_rhythm(self, contact_id: int, rhythm: Rhythm) -> None:
        """Turn to them on each of their posts, on every second, or about monthly when they publish.

        The days still say when they go quiet.

        Raises: NotFound.
        """
        contact = self._contact(contact_id)
        with self._journal.change(_("Keep in touch")):
            if contact.cadence_rhythm != rhythm.value:
                contact.cadence_rhythm = rhythm.value
            self._save(contact)

    def set_muted(self, contact_id: int, *, is_muted: bool) -> None:
        """Never remind of this contact, or remind again.

        Raises: NotFound.
        """
        contact = self._contact(contact_id)
        with self._journal.change(_("Never remind") if is_muted else _("Remind again")):
            if bool(contact.is_muted) != is_muted:
                contact.is_muted = is_muted
            self._save(contact)

    def pause_until(self, contact_id: int, day: date | None) -> None:
        """Let this contact rest until a day; None ends the rest.

        Raises: NotFound.
        """
        contact = self._contact(contact_id)
        kept = day.isoformat() if day else None
        with self._journal.change(_("Pause reminders") if day else _("Remind again")):
            if contact.paused_until != kept:
                contact.paused_until = kept
            self._save(contact)

    def set_names(self, contact_id: int, names: Iterable[tuple[str, str]]) -> None:
        """Replace the further names by (value, kind) pairs."""
        self._keep(_("Edit names"), contact_id, details.keep_names, list(names))

    def set_emails(self, contact_id: int, emails: Iterable[tuple[str, str]]) -> None:
        """Replace the e-mail addresses by (value, label) pairs."""
        self._keep(_("Edit e-mail addresses"), contact_id, details.keep_emails, list(emails))

    def set_phones(self, contact_id: int, phones: Iterable[tuple[str, str]]) -> None:
        """Replace the telephone numbers by (value, label) pairs."""
        self._keep(_("Edit telephone numbers"), contact_id, details.keep_phones, list(phones))

    def set_addresses(self, contact_id: int, addresses: Iterable[AddressRow]) -> None:
        """Replace the postal addresses; the ids in the rows do not matter."""
        self._keep(_("Edit addresses"), contact_id, details.keep_addresses, list(addresses))

    def set_profiles(self, contact_id: int, profiles: Iterable[tuple[str, str]]) -> None:
        """Replace the profiles by (address, label) pairs."""
        self._keep(_("Edit profiles"), contact_id, details.keep_profiles, list(profiles))

    def set_custom(self, contact_id: int, fields: Iterable[tuple[str, str]]) -> None:
        """Replace the fields of the user's own by (name, value) pairs."""
        self._keep(_("Edit own fields"), contact_id, details.keep_custom, list(fields))

    def set_tags(self, contact_id: int, tags: Iterable[str]) -> None:
        """Replace the tags."""
        self._keep(_("Edit tags"), contact_id, details.keep_tags, list(tags))

    def add_tag(self, contact_id: int, tag: str) -> None:
        """Put a tag on.

        Raises: NotFound, InvalidInput.
        """
        door.line("tag", tag, is_needed=True)
        tags = [*details.tags_of(contact_id), tag]
        self._keep(_("Add tag"), contact_id, details.keep_tags, tags)

    def remove_tag(self, contact_id: int, tag: str) -> None:
        """Take a tag off.

        Raises: NotFound when the contact does not have it.
        """
        contact = self._contact(contact_id)
        found = (
            Tag.select()
            .join(ContactTag, on=ContactTag.tag_id == Tag.id)
            .where(ContactTag.contact_id == contact.id, Tag.key == texts.fold(tag))
            .first()
        )
        if found is None:
            raise NotFound(
                _("{name} has no tag “{tag}”.").format(
                    name=contact.name, tag=texts.excerpt(tag, 60)
                )
            )
        with self._journal.change(_("Remove tag")):
            details.untag(contact_id, found)
            self._touch(contact_id)

    def set_photo(self, contact_id: int, picture: bytes | None) -> None:
        """Keep a JPEG or PNG of at most 2 MiB as the photo; None removes it.

        Raises: NotFound, InvalidInput.
        """
        self._contact(contact_id)
        mime = _mime(picture) if picture is not None else ""
        with self._journal.change(_("Change photo")):
            for old in Photo.select().where(Photo.contact_id == contact_id):
                old.delete_instance()
            if picture is not None:
                Photo.create(contact_id=contact_id, mime=mime, data=picture)
            self._touch(contact_id)

    # --- look at -------------------------------------------------------------------------------

    def name_of(self, contact_id: int) -> str:
        """Return the name.

        Raises: NotFound.
        """
        return str(self._contact(contact_id, is_any=True).name)

    def last_own_at(self, contact_id: int) -> datetime | None:
        """Return when I last wrote to a person, or None.

        Raises: NotFound.
        """
        return instant_or_none(self._contact(contact_id, is_any=True).last_own_at)

    def photo(self, contact_id: int) -> bytes | None:
        """Return the photo, or None."""
        found = Photo.get_or_none(Photo.contact_id == contact_id)
        return bytes(found.data) if found else None

    def whole(self, contact_id: int) -> ContactRow:
        """Return everything known of a contact, one in the bin included.

        Raises: NotFound.
        """
        contact = self._contact(contact_id, is_any=True)
        introducer = (
            Contact.get_or_none(Contact.id == contact.introduced_by_id)
            if contact.introduced_by_id
            else None
        )
        circle = Circle.get_by_id(contact.circle_id)
        last_spoke_at = instant_or_none(contact.last_spoke_at)
        return ContactRow(
            id=contact.id,
            uid=contact.uid,
            name=contact.name,
            **{field: getattr(contact, field) for field in _LINES},
            birthday=contact.birthday,
            how_we_met=contact.how_we_met,
            introduced_by_id=contact.introduced_by_id,
            introduced_by=introducer.name if introducer else contact.introduced_by,
            circle_id=contact.circle_id,
            circle=circle.name,
            cadence_days=contact.cadence_days,
            rhythm=contact.cadence_rhythm,
            is_muted=bool(contact.is_muted),
            paused_until=date.fromisoformat(contact.paused_until) if contact.paused_until else None,
            is_put_away=contact.put_away_at is not None,
            deleted_at=instant_or_none(contact.deleted_at),
            last_spoke_at=last_spoke_at,
            due=schedule.due_day(
                last_spoke_at,
                instant(contact.counts_from),
                schedule.cadence_of(contact.cadence_days, circle.cadence_days),
                self._zone,
            ),
            created_at=instant(contact.created_at),
            updated_at=instant(contact.updated_at),
            names=details.names_of(contact_id),
            emails=details.emails_of(contact_id),
            phones=details.phones_of(contact_id),
            addresses=details.addresses_of(contact_id),
            profiles=details.profiles_of(contact_id),
            tags=details.tags_of(contact_id),
            custom=details.custom_of(contact_id),
            has_photo=Photo.select().where(Photo.contact_id == contact_id).exists(),
        )

    def find(self, who: str) -> int:
        """Return the id of a contact named by number, exact name, or unambiguous part of one.

        Raises: NotFound, Ambiguous.
        """
        wanted = texts.fold(texts.one_line(who))
        if wanted.isdecimal() and wanted.isascii() and len(wanted) <= 18:
            found = Contact.get_or_none(Contact.id == int(wanted), Contact.deleted_at.is_null())
            if found is not None:
                return int(found.id)
        if not wanted:
            raise InvalidInput("name", _("Name a contact by number or by name."))
        for condition, value in (
            ("name_key = ?", wanted),
            ("name_key LIKE ? ESCAPE '\\'", f"%{_escaped(wanted)}%"),
        ):
            rows = self._journal.execute(
                "SELECT id, name FROM contact WHERE deleted_at IS NULL AND "  # noqa: S608
                f"{condition} ORDER BY sort_key, id LIMIT {_MOST_CANDIDATES + 1}",
                (value,),
            ).fetchall()
            if len(rows) == 1:
                return int(rows[0][0])
            if rows:
                raise _ambiguous(who, rows)
        raise NotFound(_("There is no contact “{who}”.").format(who=texts.excerpt(who, 60)))

    # --- put away ---------------------------------------------------------------------------------

    def put_away(self, contact_id: int) -> None:
        """Hide the contact from the lists and from reminders.

        Raises: NotFound.
        """
        contact = self._contact(contact_id)
        with self._journal.change(_("Put away contact")):
            if contact.put_away_at is None:
                contact.put_away_at = stamp(self._clock())
            self._save(contact)

    def bring_back(self, contact_id: int) -> None:
        """Show a contact again that was put away.

        Raises: NotFound.
        """
        contact = self._contact(contact_id)
        with self._journal.change(_("Bring back contact")):
            if contact.put_away_at is not None:
                contact.put_away_at = None
            self._save(contact)

    # --- inside ----------------------------------------------------------------------------------

    def _set(self, contact: Contact, field: str, value: Any) -> None:
        kept: Any
        if field == "name":
            kept = door.line("name", value, is_needed=True)
            self._assign(contact, "name_key", texts.fold(kept))
            self._assign(contact, "sort_key", texts.sort_key(kept))
        elif field in _LINES:
            kept = door.line(field, value)
        elif field == "birthday":
            kept = door.birthday(value)
            if kept != contact.birthday:
                contact.birthday_set_at = stamp(self._clock()) if kept else None
        elif field == "how_we_met":
            kept = door.words(field, value)
        elif field == "introduced_by":
            self._set_introducer(contact, value)
            return
        else:
            raise TypeError(f"a contact has no field {field!r}")
        self._assign(contact, field, kept)

    def _set_introducer(self, contact: Contact, value: int | str) -> None:
        if isinstance(value, int):
            introducer = self._contact(value, is_any=True)
            if introducer.id == contact.id:
                raise InvalidInput("introduced_by", _("Nobody introduces themselves."))
            self._assign(contact, "introduced_by_id", introducer.id)
            self._assign(contact, "introduced_by", introducer.name)
        else:
            self._assign(contact, "introduced_by_id", None)
            self._assign(contact, "introduced_by", door.line("introduced_by", value))

    @staticmethod
    def _assign(contact: Contact, field: str, value: Any) -> None:
        if getattr(contact, field) != value:
            setattr(contact, field, value)

    def _save(self, contact: Contact) -> None:
        if contact.dirty_fields:
            contact.updated_at = stamp(self._clock())
            contact.save()

    def _touch(self, contact_id: int) -> None:
        Contact.update(updated_at=stamp(self._clock())).where(Contact.id == contact_id).execute()

    def _keep(self, label: str, contact_id: int, keep: Any, values: list[Any]) -> None:
        self._contact(contact_id)
        with self._journal.change(label):
            before = self._journal.execute("SELECT max(seq) FROM temp.row_log").fetchone()
            keep(contact_id, values)
            if self._journal.execute("SELECT max(seq) FROM temp.row_log").fetchone() != before:
                self._touch(contact_id)

    def _cadence(self, contact: Contact) -> int | None:
        circle = Circle.get_by_id(contact.circle_id)
        return schedule.cadence_of(contact.cadence_days, circle.cadence_days)

    def _begin_counting(self, contact: Contact, *, had_plan: bool) -> None:
        """Count from now when the contact came into a circle with a cadence just now."""
        if not had_plan and self._cadence(contact) is not None:
            # an import's rest is kept
            counts_from = max(contact.counts_from, stamp(self._clock()))
            self._assign(contact, "counts_from", counts_from)


def _ambiguous(who: str, rows: list[tuple[int, str]]) -> Ambiguous:
    shown = rows[:_MOST_CANDIDATES]
    names = ", ".join(f"{name} ({number})" for number, name in shown)
    if len(rows) > len(shown):
        names += ", …"
    return Ambiguous(
        _("“{who}” could be several people: {names}.").format(
            who=texts.excerpt(who, 60), names=names
        ),
        shown,
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _mime(picture: bytes) -> str:
    if len(picture) > LARGEST_PHOTO:
        raise InvalidInput("photo", _("The picture is larger than 2 MiB."))
    if picture.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if picture.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    raise InvalidInput("photo", _("A photo is a JPEG or PNG picture."))
