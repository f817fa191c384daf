"""Follow-ups: dated next steps, and what done, skipped and snoozed make of them."""

from datetime import date, datetime, time
from typing import Any

from relationship_journal.domain import repeat as repeats
from relationship_journal.domain import when as whens
from relationship_journal.errors import InvalidInput, JournalError, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.rows import FollowUpRow
from relationship_journal.store.instants import stamp
from relationship_journal.store.models import Answered, Contact, FollowUp

REASON = "follow_up"


class FollowUps(door.Service):
    """What can be done with follow-ups."""

    def add(
        self,
        contact_id: int,
        day: date,
        text: str = "",
        *,
        at: time | None = None,
        repeat: str = "",
        from_completion: bool = False,
    ) -> int:
        """Plan a next step for a person and return its id.

        Args:
            contact_id: whom it is for.
            day: the local day it is due; a past day is due now.
            text: what is to be done.
            at: a local time of day, or None for the day itself.
            repeat: a rule as typed (`weekly`, `every 3 weeks`), or "".
            from_completion: the next one counts from the day this one was done.

        Raises: NotFound, InvalidInput.
        """
        if Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null()) is None:
            raise NotFound(_("There is no contact {id}.").format(id=contact_id))
        kept = door.words("text", text).strip()
        rule = _rule(repeat, from_completion=from_completion)
        if from_completion and not rule:
            raise _repeats_not()
        with self._journal.change(_("Follow up")):
            follow_up = FollowUp.create(
                contact_id=contact_id,
                text=kept,
                day=day.isoformat(),
                at=_time(at),
                anchor=day.isoformat(),
                repeat=rule,
                from_completion=from_completion,
                created_at=stamp(self._clock()),
            )
        return int(follow_up.id)

    def complete(self, follow_up_id: int) -> FollowUpRow:
        """Mark it done; a repeating one is planned anew.

        Raises: NotFound; JournalError when it is closed already.
        """
        return self._close(follow_up_id, "done", _("Done: {text}"))

    def skip(self, follow_up_id: int) -> FollowUpRow:
        """Let it be, this time; a repeating one is planned anew.

        Raises: NotFound; JournalError when it is closed already.
        """
        return self._close(follow_up_id, "skipped", _("Skip: {text}"))

    def snooze(self, follow_up_id: int, day: date, at: time | None = None) -> FollowUpRow:
        """Ask again later; the repeat's own day stays.

        Raises: NotFound; JournalError when it is closed already.
        """
        follow_up = self._open(follow_up_id)
        now = stamp(self._clock())
        with self._journal.change(_("Later")):
            follow_up.snoozed_until = day.isoformat()
            follow_up.snoozed_at = _time(at)
            follow_up.save()
            self._note(follow_up, "snoozed", now, until=whens.starts_at(day, at, self._zone))
        return self.get(follow_up_id)

    def snooze_contact(self, contact_id: int, day: date, at: time | None = None) -> None:
        """Let the reasons of this person that are no follow-up wait until a day.

        Raises: NotFound.
        """
        until = whens.starts_at(day, at, self._zone)
        self._answer_contact(contact_id, "snoozed", _("Later"), until=until)

    def skip_contact(self, contact_id: int) -> None:
        """Let the reasons of this person that are no follow-up be, this time.

        Raises: NotFound.
        """
        self._answer_contact(contact_id, "skipped", _("Skip"), until=None)

    def edit(self, follow_up_id: int, **fields: Any) -> None:
        """Change text, day, at, repeat or from_completion.

        Raises: NotFound, InvalidInput.
        """
        follow_up = _follow_up(follow_up_id)
        with self._journal.change(_("Edit follow-up")):
            if "text" in fields:
                follow_up.text = door.words("text", fields["text"]).strip()
            if "repeat" in fields or "from_completion" in fields:
                completes = bool(fields.get("from_completion", follow_up.from_completion))
                rule = _rule(fields.get("repeat", follow_up.repeat), from_completion=completes)
                if fields.get("from_completion") and not rule:
                    raise _repeats_not()
                follow_up.repeat = rule
                follow_up.from_completion = completes and bool(rule)
            if "day" in fields:
                follow_up.day = follow_up.anchor = fields["day"].isoformat()
                follow_up.snoozed_until = follow_up.snoozed_at = None
            if "at" in fields:
                follow_up.at = _time(fields["at"])
            follow_up.save()

    def delete(self, follow_up_id: int) -> None:
        """Remove it with its history.

        Raises: NotFound.
        """
        follow_up = _follow_up(follow_up_id)
        with self._journal.change(_("Delete follow-up")):
            follow_up.delete_instance()

    def get(self, follow_up_id: int) -> FollowUpRow:
        """Return it as it stands.

        Raises: NotFound.
        """
        return _row(_follow_up(follow_up_id))

    def open_of(self, contact_id: int) -> list[FollowUpRow]:
        """Return the open ones of a person, the soonest first."""
        found = FollowUp.select().where(
            FollowUp.contact_id == contact_id, FollowUp.closed_at.is_null()
        )
        return sorted(
            (_row(one) for one in found), key=lambda row: (row.due, row.at or time.min, row.id)
        )

    def _close(self, follow_up_id: int, how: str, label: str) -> FollowUpRow:
        follow_up = self._open(follow_up_id)
        now = self._clock()
        today = whens.local_day(now, self._zone)
        with self._journal.change(label.format(text=follow_up.text or _("Follow up"))):
            self._note(follow_up, how, stamp(now), until=None)
            next_day = _next_day(follow_up, today)
            if next_day is None:
                follow_up.closed_at = stamp(now)
            else:
                follow_up.day = next_day.isoformat()
                if follow_up.from_completion:
                    follow_up.anchor = follow_up.day
            follow_up.snoozed_until = follow_up.snoozed_at = None
            follow_up.save()
        return self.get(follow_up_id)

    def _open(self, follow_up_id: int) -> FollowUp:
        follow_up = _follow_up(follow_up_id)
        if follow_up.closed_at is not None:
            raise JournalError(_("This follow-up is closed already."))
        return follow_up

    def _note(self, follow_up: FollowUp, how: str, now: str, *, until: datetime | None) -> None:
        Answered.create(
            contact_id=follow_up.contact_id,
            follow_up_id=follow_up.id,
            reason=REASON,
            subject_id=follow_up.id,
            how=how,
            until=stamp(until) if until else None,
            day=follow_up.day,
            text=follow_up.text,
            at=now,
        )

    def _answer_contact(
        self, contact_id: int, how: str, label: str, *, until: datetime | None
    ) -> None:
        if Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null()) is None:
            raise NotFound(_("There is no contact {id}.").format(id=contact_id))
        now = self._clock()
        with self._journal.change(label):
            Answered.create(
                contact_id=contact_id,
                reason="contact",
                how=how,
                until=stamp(until) if until else None,
                day=whens.local_day(now, self._zone).isoformat(),
                at=stamp(now),
            )


def _repeats_not() -> InvalidInput:
    return InvalidInput("repeat", _("Only a repeat can count from completion."))


def _next_day(follow_up: FollowUp, today: date) -> date | None:
    if not follow_up.repeat:
        return None
    return repeats.next_after_done(
        repeats.parse_repeat(follow_up.repeat),
        date.fromisoformat(follow_up.anchor),
        date.fromisoformat(follow_up.day),
        today,
        from_completion=bool(follow_up.from_completion),
    )


def _rule(text: str, *, from_completion: bool) -> str:
    kept = door.line("repeat", text)
    return str(repeats.parse_repeat(kept, from_completion=from_completion)) if kept else ""


def _time(at: time | None) -> str | None:
    return at.strftime("%H:%M") if at else None


def _row(follow_up: FollowUp) -> FollowUpRow:
    snoozed = follow_up.snoozed_until
    at = follow_up.snoozed_at if snoozed else follow_up.at
    contact = Contact.get_by_id(follow_up.contact_id)
    return FollowUpRow(
        id=follow_up.id,
        contact_id=follow_up.contact_id,
        name=contact.name,
        text=follow_up.text,
        day=date.fromisoformat(follow_up.day),
        due=date.fromisoformat(snoozed or follow_up.day),
        at=time.fromisoformat(at) if at else None,
        repeat=follow_up.repeat,
        from_completion=bool(follow_up.from_completion),
        is_open=follow_up.closed_at is None,
    )


def _follow_up(follow_up_id: int) -> FollowUp:
    follow_up = FollowUp.get_or_none(FollowUp.id == follow_up_id)
    if follow_up is None:
        raise NotFound(_("There is no follow-up {id}.").format(id=follow_up_id))
    return follow_up
