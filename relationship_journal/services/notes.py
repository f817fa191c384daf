"""Notes: free text on a person."""

from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.rows import NoteRow
from relationship_journal.store.instants import instant, stamp
from relationship_journal.store.models import Contact, Note


class Notes(door.Service):
    """What can be done with notes."""

    def add(self, contact_id: int, text: str) -> int:
        """Keep a note (Markdown, at most 4 MiB) and return its id.

        Raises: NotFound, InvalidInput.
        """
        kept = door.words("note", text, is_needed=True)
        if Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null()) is None:
            raise NotFound(_("There is no contact {id}.").format(id=contact_id))
        now = stamp(self._clock())
        with self._journal.change(_("Add note")):
            note = Note.create(contact_id=contact_id, text=kept, created_at=now, updated_at=now)
        return int(note.id)

    def edit(self, note_id: int, text: str) -> None:
        """Change the text; nothing is written when it is the same.

        Raises: NotFound, InvalidInput.
        """
        note = _note(note_id)
        kept = door.words("note", text, is_needed=True)
        if kept == note.text:
            return
        with self._journal.change(_("Edit note")):
            note.text = kept
            note.updated_at = stamp(self._clock())
            note.save()

    def delete(self, note_id: int) -> None:
        """Remove the note.

        Raises: NotFound.
        """
        note = _note(note_id)
        with self._journal.change(_("Delete note")):
            note.delete_instance()

    def get(self, note_id: int) -> NoteRow:
        """Return the note.

        Raises: NotFound.
        """
        note = _note(note_id)
        return NoteRow(
            note.id,
            note.contact_id,
            note.text,
            instant(note.created_at),
            instant(note.updated_at),
        )


def _note(note_id: int) -> Note:
    note = Note.get_or_none(Note.id == note_id)
    if note is None:
        raise NotFound(_("There is no note {id}.").format(id=note_id))
    return note
