"""The bin: contacts that were deleted, until they are brought back or gone for good."""

from datetime import timedelta

from relationship_journal.domain.codes import Owed
from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import details, door
from relationship_journal.services.rows import BinRow, GoesWith
from relationship_journal.store.instants import instant, stamp
from relationship_journal.store.models import (
    Contact,
    ContactTag,
    FollowUp,
    Interaction,
    Note,
    Profile,
    Promise,
    Tag,
)

BIN_DAYS = 30


class ContactBin(door.Service):
    """What can be done with the bin; a part of `Contacts`."""

    def delete(self, contact_id: int) -> None:
        """Move the contact to the bin, where it stays for 30 days.

        Raises: NotFound.
        """
        contact = self._contact(contact_id)
        with self._journal.change(_("Delete contact")):
            contact.deleted_at = stamp(self._clock())
            contact.save()

    def undelete(self, contact_id: int) -> None:
        """Take a contact out of the bin.

        Raises: NotFound when it is not in there.
        """
        contact = self._contact(contact_id, is_any=True)
        if contact.deleted_at is None:
            raise NotFound(_("{name} is not in the bin.").format(name=contact.name))
        with self._journal.change(_("Bring back contact")):
            contact.deleted_at = None
            contact.save()

    def goes_with(self, contact_id: int) -> GoesWith:
        """Count what would be lost if the contact were deleted for good.

        Raises: NotFound.
        """
        contact = self._contact(contact_id, is_any=True)
        return GoesWith(
            notes=Note.select().where(Note.contact_id == contact.id).count(),
            entries=len(self._entries_of_no_one_else(contact_id)),
            follow_ups=FollowUp.select().where(FollowUp.contact_id == contact.id).count(),
            profiles=Profile.select().where(Profile.contact_id == contact.id).count(),
            promises=Promise.select()
            .where(
                Promise.contact_id == contact.id,
                Promise.owed_by == Owed.MINE.value,
                Promise.kept_at.is_null(),
                Promise.released_at.is_null(),
            )
            .count(),
        )

    def delete_for_good(self, contact_id: int) -> None:
        """Remove the contact with everything that belongs to it alone.

        Raises: NotFound.
        """
        contact = self._contact(contact_id, is_any=True)
        with self._journal.change(_("Delete contact for good")):
            self._remove(contact)

    def bin(self) -> list[BinRow]:
        """Return the deleted contacts, the newest first."""
        found = (
            Contact.select()
            .where(Contact.deleted_at.is_null(is_null=False))
            .order_by(Contact.deleted_at.desc(), Contact.id.desc())
        )
        return [
            BinRow(
                contact.id,
                contact.name,
                instant(contact.deleted_at or ""),
                instant(contact.deleted_at or "") + timedelta(days=BIN_DAYS),
            )
            for contact in found
        ]

    def empty_bin(self) -> int:
        """Remove what has been in the bin for 30 days; returns how many contacts went."""
        before = stamp(self._clock() - timedelta(days=BIN_DAYS))
        old = list(Contact.select().where(Contact.deleted_at < before))
        if old:
            with self._journal.change(_("Empty the bin"), is_undoable=False):
                for contact in old:
                    self._remove(contact)
        return len(old)

    # --- inside ----------------------------------------------------------------------------------

    def _contact(self, contact_id: int, *, is_any: bool = False) -> Contact:
        contact = Contact.get_or_none(Contact.id == contact_id)
        if contact is None or (contact.deleted_at is not None and not is_any):
            raise NotFound(_("There is no contact {id}.").format(id=contact_id))
        return contact

    def _entries_of_no_one_else(self, contact_id: int) -> list[int]:
        rows = self._journal.execute(
            "SELECT mine.interaction_id FROM interaction_contact AS mine"
            " WHERE mine.contact_id = ? AND NOT EXISTS (SELECT 1 FROM interaction_contact AS other"
            " WHERE other.interaction_id = mine.interaction_id"
            " AND other.contact_id <> mine.contact_id)",
            (contact_id,),
        ).fetchall()
        return [row[0] for row in rows]

    def _remove(self, contact: Contact) -> None:
        for interaction_id in self._entries_of_no_one_else(contact.id):
            Interaction.delete().where(Interaction.id == interaction_id).execute()
        for tag in list(
            Tag.select().join(ContactTag, on=ContactTag.tag_id == Tag.id)
            .where(ContactTag.contact_id == contact.id)
        ):  # fmt: skip
            details.untag(contact.id, tag)
        Contact.delete().where(Contact.id == contact.id).execute()
