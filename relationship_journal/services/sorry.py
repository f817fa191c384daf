"""I'm sorry: what happened, said, put right, told, and looked in again seven days later."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Direction, Intent
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.follow_ups import FollowUps
from relationship_journal.services.promises import Promises
from relationship_journal.store.instants import instant, instant_or_none, stamp
from relationship_journal.store.models import (
    Contact,
    FollowUp,
    Interaction,
    InteractionContact,
    Promise,
)
from relationship_journal.store.models_approach import Sorry

CHECK_AFTER = timedelta(days=7)
# an apology of longer ago is not asked about any more
OFFERED_FOR = timedelta(days=14)


class Step(StrEnum):
    """What is ticked on the list, in its order."""

    SAID = "said"
    PUT_RIGHT = "put_right"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class SorryRow:
    """One list. `url` is where it was said; the promise, if there is one, puts it right."""

    id: int
    contact_id: int
    name: str
    what: str
    url: str
    started_at: datetime
    said_at: datetime | None
    put_right_at: datetime | None
    told_at: datetime | None
    check_on: date
    promise_id: int | None
    promise_text: str
    follow_up_id: int | None
    is_open: bool

    def at(self, step: Step) -> datetime | None:
        """Return when a step was done, or None."""
        found: datetime | None = getattr(self, f"{step.value}_at")
        return found


class Sorries(door.Service):
    """What can be done to put something right."""

    # --- look ------------------------------------------------------------------------------------

    def get(self, sorry_id: int) -> SorryRow:
        """Return a list as it stands.

        Raises: NotFound.
        """
        return self._row(_sorry(sorry_id))

    def open_of(self, contact_id: int) -> list[SorryRow]:
        """Return the lists that are not ended yet, the newest first."""
        found = (
            Sorry.select()
            .where(Sorry.contact_id == contact_id, Sorry.closed_at.is_null())
            .order_by(Sorry.id.desc())
        )
        return [row for row in map(self._row, found) if row.is_open]

    def offered(self, contact_id: int) -> int | None:
        """Return the id of an apology of mine without a list, of the last 14 days, or None."""
        row = self._journal.execute(
            "SELECT interaction.id FROM interaction_contact"
            " JOIN interaction ON interaction.id = interaction_id"
            " WHERE contact_id = ? AND direction = 'outgoing' AND intent = 'sorry' AND at >= ?"
            " AND NOT EXISTS (SELECT 1 FROM sorry WHERE contact_id = interaction_contact.contact_id"
            " AND (interaction_id = interaction.id OR started_at >= interaction.at))"
            " ORDER BY at DESC LIMIT 1",
            (contact_id, stamp(self._clock() - OFFERED_FOR)),
        ).fetchone()
        return row[0] if row else None

    def thread_of(self, follow_up_id: int) -> str:
        """Return where sorry was said of the list this step looks in again for, or ""."""
        row = self._journal.execute(
            "SELECT url FROM sorry JOIN interaction ON interaction.id = interaction_id"
            " WHERE follow_up_id = ?",
            (follow_up_id,),
        ).fetchone()
        return str(row[0]) if row else ""

    # --- change ----------------------------------------------------------------------------------

    def begin(self, contact_id: int, what: str = "", *, entry_id: int | None = None) -> int:
        """Begin a list for a person and plan to look in again; returns its id.

        Args:
            contact_id: with whom it is to be put right.
            what: what happened.
            entry_id: the entry in which it was said; a promise made in it puts it right.

        Raises: NotFound, InvalidInput (an entry that is no apology of mine to them).
        """
        contact = Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null())
        if contact is None:
            raise NotFound(_("There is no contact {id}.").format(id=contact_id))
        entry = None if entry_id is None else self._apology(entry_id, contact_id)
        promise = self._promise_in(entry_id, contact_id)
        now = self._clock()
        check_on = whens.local_day(now, self._zone) + CHECK_AFTER
        with self._journal.change(_("I’m sorry: {name}").format(name=contact.name)):
            follow_up = FollowUps(self._journal, self._clock, self._zone).add(
                contact_id, check_on, _("Look in again: is it well?")
            )
            made = Sorry.create(
                contact_id=contact_id,
                interaction_id=entry_id,
                promise_id=promise.id if promise else None,
                follow_up_id=follow_up,
                what=door.words("text", what).strip(),
                started_at=stamp(now),
                said_at=entry.at if entry else None,
                put_right_at=promise.kept_at if promise else None,
                check_on=check_on.isoformat(),
            )
        return int(made.id)

    def begin_with_entry(self, entry_id: int) -> list[int]:
        """Begin a list for everybody of an entry; what it says is what happened."""
        people = InteractionContact.select().where(InteractionContact.interaction_id == entry_id)
        entry = Interaction.get_by_id(entry_id)
        return [self.begin(one.contact_id, entry.text, entry_id=entry_id) for one in people]

    def say_what(self, sorry_id: int, what: str) -> None:
        """Keep what happened.

        Raises: NotFound, InvalidInput.
        """
        sorry, kept = _sorry(sorry_id), door.words("text", what).strip()
        if sorry.what != kept:
            with self._journal.change(_("I’m sorry: what happened")):
                sorry.what = kept
                sorry.save()

    def tick(self, sorry_id: int, step: Step, *, is_done: bool = True) -> None:
        """Tick a step, or take the tick away; to put right keeps the promise that says so.

        Raises: NotFound.
        """
        sorry, row = _sorry(sorry_id), self.get(sorry_id)
        if (row.at(step) is not None) == is_done:
            return
        with self._journal.change(_label(step, is_done=is_done)):
            promise = Promise.get_or_none(Promise.id == sorry.promise_id)
            if step is Step.PUT_RIGHT and promise is not None:
                self._keep(promise, is_done=is_done)
            if step is Step.TOLD and promise is not None:
                promise.told_at = stamp(self._clock()) if is_done else None
                promise.save()
            setattr(sorry, f"{step.value}_at", stamp(self._clock()) if is_done else None)
            sorry.save()

    def end(self, sorry_id: int) -> None:
        """End a list before its day: the step to look in again is done with it.

        Raises: NotFound.
        """
        sorry = _sorry(sorry_id)
        with self._journal.change(_("I’m sorry: it is well again")):
            follow_up = FollowUp.get_or_none(FollowUp.id == sorry.follow_up_id)
            if follow_up is not None and follow_up.closed_at is None:
                FollowUps(self._journal, self._clock, self._zone).complete(follow_up.id)
            sorry.closed_at = stamp(self._clock())
            sorry.save()

    # --- inside ----------------------------------------------------------------------------------

    def _keep(self, promise: Promise, *, is_done: bool) -> None:
        if is_done and promise.kept_at is None and promise.released_at is None:
            Promises(self._journal, self._clock, self._zone).keep(promise.id)
        elif not is_done and promise.kept_at is not None:
            promise.kept_at = None
            promise.save()

    @staticmethod
    def _apology(entry_id: int, contact_id: int) -> Interaction:
        entry = Interaction.get_or_none(Interaction.id == entry_id)
        is_theirs = (
            entry is not None
            and InteractionContact.get_or_none(
                InteractionContact.interaction_id == entry_id,
                InteractionContact.contact_id == contact_id,
            )
            is not None
        )
        if entry is None or not is_theirs:
            raise NotFound(_("There is no entry {id}.").format(id=entry_id))
        if entry.direction != Direction.OUTGOING or entry.intent != Intent.SORRY:
            raise InvalidInput("entry", _("In this entry you did not say sorry."))
        return entry

    @staticmethod
    def _promise_in(entry_id: int | None, contact_id: int) -> Promise | None:
        if entry_id is None:
            return None
        return (  # type: ignore[no-any-return]  # peewee tells no type of `first`
            Promise.select()
            .where(Promise.interaction_id == entry_id, Promise.contact_id == contact_id)
            .order_by(Promise.id)
            .first()
        )

    def _row(self, sorry: Sorry) -> SorryRow:
        promise = Promise.get_or_none(Promise.id == sorry.promise_id)
        follow_up = FollowUp.get_or_none(FollowUp.id == sorry.follow_up_id)
        entry = Interaction.get_or_none(Interaction.id == sorry.interaction_id)
        put_right = sorry.put_right_at or (promise.kept_at if promise else None)
        told = sorry.told_at or (promise.told_at if promise else None)
        return SorryRow(
            id=sorry.id,
            contact_id=sorry.contact_id,
            name=Contact.get_by_id(sorry.contact_id).name,
            what=sorry.what,
            url=entry.url if entry else "",
            started_at=instant(sorry.started_at),
            said_at=instant_or_none(sorry.said_at),
            put_right_at=instant_or_none(put_right),
            told_at=instant_or_none(told),
            check_on=date.fromisoformat(sorry.check_on),
            promise_id=promise.id if promise else None,
            promise_text=promise.text if promise else "",
            follow_up_id=sorry.follow_up_id,
            is_open=sorry.closed_at is None and (follow_up is None or follow_up.closed_at is None),
        )


def _label(step: Step, *, is_done: bool) -> str:
    if not is_done:
        return _("I’m sorry: not yet")
    return {
        Step.SAID: _("I’m sorry: said"),
        Step.PUT_RIGHT: _("I’m sorry: put right"),
        Step.TOLD: _("I’m sorry: told them"),
    }[step]


def _sorry(sorry_id: int) -> Sorry:
    sorry = Sorry.get_or_none(Sorry.id == sorry_id)
    if sorry is None:
        raise NotFound(_("There is no list {id}.").format(id=sorry_id))
    return sorry
