"""Promises: what I owe, until it is kept or released."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from relationship_journal.domain import text as texts
from relationship_journal.domain.codes import Owed
from relationship_journal.errors import JournalError, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.rows import PromiseRow
from relationship_journal.store.instants import instant, instant_or_none, stamp
from relationship_journal.store.models import Contact, Interaction, Promise

# what was kept longer ago needs no word any more
TELL_WITHIN = timedelta(days=30)


class Promises(door.Service):
    """What can be done with promises."""

    def make(
        self,
        contact_id: int,
        text: str,
        by: date | None = None,
        *,
        entry_id: int | None = None,
        owed_by: Owed = Owed.MINE,
    ) -> int:
        """Keep that something was promised and return its id.

        Args:
            contact_id: to whom.
            text: what.
            by: the day it is due, or None; an undated one comes up after 14 days.
            entry_id: the journal entry it was made in, or None.
            owed_by: who owes it; what they owe is never a reminder.

        Raises: NotFound, InvalidInput.
        """
        kept = door.words("promise", text, is_needed=True).strip()
        if Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null()) is None:
            raise NotFound(_("There is no contact {id}.").format(id=contact_id))
        with self._journal.change(_("Promise: {text}").format(text=texts.excerpt(kept, 40))):
            promise = Promise.create(
                contact_id=contact_id,
                interaction_id=entry_id,
                text=kept,
                by=by.isoformat() if by else None,
                made_at=stamp(self._clock()),
                owed_by=Owed(owed_by).value,
            )
        return int(promise.id)

    def keep(self, promise_id: int) -> PromiseRow:
        """Mark it kept.

        Raises: NotFound; JournalError when it is closed already.
        """
        promise = self._open(promise_id)
        with self._journal.change(
            _("Promise kept: {text}").format(text=texts.excerpt(promise.text, 40))
        ):
            promise.kept_at = stamp(self._clock())
            promise.save()
        return self.get(promise_id)

    def release(self, promise_id: int, why: str = "") -> PromiseRow:
        """Let it go, with a word why.

        Raises: NotFound; JournalError when it is closed already; InvalidInput.
        """
        promise = self._open(promise_id)
        kept = door.words("text", why).strip()
        with self._journal.change(
            _("Promise released: {text}").format(text=texts.excerpt(promise.text, 40))
        ):
            promise.released_at = stamp(self._clock())
            promise.why = kept
            promise.save()
        return self.get(promise_id)

    def edit(self, promise_id: int, **fields: Any) -> None:
        """Change text or by (a day or None).

        Raises: NotFound, InvalidInput.
        """
        promise = _promise(promise_id)
        with self._journal.change(_("Edit promise")):
            if "text" in fields:
                promise.text = door.words("promise", fields["text"], is_needed=True).strip()
            if "by" in fields:
                promise.by = fields["by"].isoformat() if fields["by"] else None
            promise.save()

    def delete(self, promise_id: int) -> None:
        """Remove it.

        Raises: NotFound.
        """
        promise = _promise(promise_id)
        with self._journal.change(_("Delete promise")):
            promise.delete_instance()

    def get(self, promise_id: int) -> PromiseRow:
        """Return it as it stands.

        Raises: NotFound.
        """
        return _row(_promise(promise_id))

    def open_of(self, contact_id: int, *, owed_by: Owed = Owed.MINE) -> list[PromiseRow]:
        """Return what is owed to a person, or by them, dated ones first."""
        found = Promise.select().where(
            Promise.contact_id == contact_id,
            Promise.owed_by == Owed(owed_by).value,
            Promise.kept_at.is_null(),
            Promise.released_at.is_null(),
        )
        rows = [_row(one) for one in found]
        return sorted(rows, key=lambda row: (row.by is None, row.by or date.max, row.id))

    def all_open(self, *, owed_by: Owed = Owed.MINE) -> list[PromiseRow]:
        """Return everything that is owed, by me or to me: the oldest first, with names."""
        rows = self._journal.execute(
            "SELECT promise.id, name FROM promise JOIN contact ON contact.id = contact_id"
            " WHERE kept_at IS NULL AND released_at IS NULL AND owed_by = ?"
            " AND deleted_at IS NULL ORDER BY made_at, promise.id",
            (Owed(owed_by).value,),
        ).fetchall()
        return [replace(self.get(one), name=name) for one, name in rows]

    def thread_of(self, promise_id: int) -> str:
        """Return the address of the thread a promise was made in, or ""."""
        promise = Promise.get_or_none(Promise.id == promise_id)
        if promise is None or promise.interaction_id is None:
            return ""
        entry = Interaction.get_or_none(Interaction.id == promise.interaction_id)
        return str(entry.url) if entry is not None else ""

    def may_tell(self, promise_id: int) -> bool:
        """Say whether a promise is kept, and they can be told of it in the thread of its entry."""
        promise = Promise.get_or_none(Promise.id == promise_id)
        is_news = promise is not None and promise.kept_at is not None and not promise.told_at
        return is_news and bool(self.thread_of(promise_id))

    def tell(self, promise_id: int) -> None:
        """Keep that they were told it is kept.

        Raises: NotFound.
        """
        promise = _promise(promise_id)
        with self._journal.change(
            _("Told them: {text}").format(text=texts.excerpt(promise.text, 40))
        ):
            promise.told_at = stamp(self._clock())
            promise.save()

    def untold(self, contact_id: int) -> list[PromiseRow]:
        """Return what was kept and made in an entry, of which they were not told yet.

        Raises: NotFound.
        """
        found = (
            Promise.select()
            .where(
                Promise.contact_id == contact_id,
                Promise.owed_by == Owed.MINE.value,
                Promise.kept_at.is_null(is_null=False),
                Promise.told_at.is_null(),
                Promise.interaction_id.is_null(is_null=False),
                Promise.kept_at >= stamp(self._clock() - TELL_WITHIN),
            )
            .order_by(Promise.kept_at.desc())
        )
        return [_row(one) for one in found]

    def _open(self, promise_id: int) -> Promise:
        promise = _promise(promise_id)
        if promise.kept_at is not None:
            raise JournalError(_("This promise is kept already."))
        if promise.released_at is not None:
            raise JournalError(_("This promise was released already."))
        return promise


def _promise(promise_id: int) -> Promise:
    promise = Promise.get_or_none(Promise.id == promise_id)
    if promise is None:
        raise NotFound(_("There is no promise {id}.").format(id=promise_id))
    return promise


def _row(promise: Promise) -> PromiseRow:
    return PromiseRow(
        id=promise.id,
        contact_id=promise.contact_id,
        text=promise.text,
        by=date.fromisoformat(promise.by) if promise.by else None,
        made_at=instant(promise.made_at),
        is_open=promise.kept_at is None and promise.released_at is None,
        is_mine=promise.owed_by == Owed.MINE,
        entry_id=promise.interaction_id,
        told_at=instant_or_none(promise.told_at),
    )
