"""The approach: a plan for each circle, and for a person where they need their own."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from relationship_journal.domain import approach as rules
from relationship_journal.domain import boundaries, web
from relationship_journal.domain.approach import Plan
from relationship_journal.domain.codes import Channel
from relationship_journal.domain.target import MAIL, Target
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.approach_rows import CirclePlanRow, OwnPlanRow, PersonPlanRow
from relationship_journal.store.instants import instant_or_none, stamp
from relationship_journal.store.models import Circle, Contact
from relationship_journal.store.models_approach import Approach

MOST_A_MONTH = 1000
FIELDS = (*rules.TEXTS, "channels_fine", "channels_out", "at_most", "quiet_until", "is_not_named")


class Approaches(door.Service):
    """What can be done with plans."""

    # --- look ------------------------------------------------------------------------------------

    def of_circle(self, circle_id: int) -> CirclePlanRow:
        """Return a circle's plan, empty where nothing is written down.

        Raises: NotFound.
        """
        circle = Circle.get_or_none(Circle.id == circle_id)
        if circle is None:
            raise NotFound(_("There is no circle {id}.").format(id=circle_id))
        kept = Approach.get_or_none(Approach.circle_id == circle_id)
        return CirclePlanRow(circle_id, circle.name, plan_of(kept), _reviewed(kept))

    def of_person(self, contact_id: int) -> PersonPlanRow:
        """Return what holds for a person, and from where.

        Raises: NotFound.
        """
        contact = self._contact(contact_id)
        circle = self.of_circle(contact.circle_id)
        kept = Approach.get_or_none(Approach.contact_id == contact_id)
        own = plan_of(kept)
        return PersonPlanRow(
            contact_id=contact_id,
            name=contact.name,
            circle_id=circle.circle_id,
            circle=circle.circle,
            own=own,
            of_circle=circle.plan,
            limits=rules.limits(own, circle.plan),
            lines=rules.lines(own, circle.plan),
            reviewed_at=_reviewed(kept) or circle.reviewed_at,
        )

    def circle_of(self, plan_id: int) -> str:
        """Return the name of the circle a plan is of, or "" when it is nobody's any more."""
        row = self._journal.execute(
            "SELECT name FROM approach JOIN circle ON circle.id = circle_id WHERE approach.id = ?",
            (plan_id,),
        ).fetchone()
        return str(row[0]) if row else ""

    def is_bare(self) -> bool:
        """Say whether no circle has a plan yet."""
        return not Approach.select().where(Approach.circle_id.is_null(is_null=False)).exists()

    def with_their_own(self, circle_id: int) -> list[OwnPlanRow]:
        """Return who of a circle has a plan of their own, by name."""
        rows = self._journal.execute(
            "SELECT contact.id, name FROM approach JOIN contact ON contact.id = contact_id"
            " WHERE contact.circle_id = ? AND deleted_at IS NULL ORDER BY sort_key, contact.id",
            (circle_id,),
        ).fetchall()
        return [OwnPlanRow(contact_id, name) for contact_id, name in rows]

    def refusal(self, contact_id: int, channel: Channel) -> str:
        """Return "You decided: no direct messages to Ana", or "" where nothing is against it.

        Nothing is as long as they wrote last: a boundary does not keep one from answering.
        """
        contact, row = self._contact(contact_id), self.of_person(contact_id)
        theirs = contact.last_theirs_at
        if theirs is not None and theirs >= (contact.last_own_at or ""):
            return ""
        return boundaries.refusal(channel, row.limits, row.name)

    def refusal_to_open(self, target: Target) -> str:
        """Return what was decided against the channel that is about to be opened, or ""."""
        whose = Contact.id == target.contact_id
        if Contact.get_or_none(whose, Contact.deleted_at.is_null()) is None:
            return ""
        network = handle = ""
        if not target.address.startswith(MAIL):
            place = web.understand(target.address)
            network, handle = place.network, place.handle
        channel = boundaries.channel_of(
            target.address,
            is_post=target.post_id is not None,
            network=network,
            handle=handle,
        )
        return self.refusal(target.contact_id or 0, channel) if channel is not None else ""

    def not_to_be_named(self, contact_ids: Sequence[int]) -> frozenset[int]:
        """Return who of these asked not to be named in public, or is in such a circle."""
        marks = ", ".join("?" for _id in contact_ids)
        rows = self._journal.execute(
            "SELECT contact.id FROM contact"  # noqa: S608  marks only
            " JOIN approach ON approach.contact_id = contact.id"
            " OR approach.circle_id = contact.circle_id"
            f" WHERE contact.id IN ({marks}) AND is_not_named",
            tuple(contact_ids),
        ).fetchall()
        return frozenset(one for (one,) in rows)

    # --- change ----------------------------------------------------------------------------------

    def set_for_circle(self, circle_id: int, **fields: Any) -> None:
        """Change fields of a circle's plan; only what differs is written.

        Raises: NotFound, InvalidInput.
        """
        self.of_circle(circle_id)
        self._set({"circle_id": circle_id}, fields)

    def set_for_person(self, contact_id: int, **fields: Any) -> None:
        """Change fields of a person's own plan; without a word left it is the circle's again.

        Raises: NotFound, InvalidInput.
        """
        self._contact(contact_id)
        self._set({"contact_id": contact_id}, fields)

    def review_circle(self, circle_id: int) -> None:
        """Keep that a circle's plan was looked over now.

        Raises: NotFound.
        """
        self.of_circle(circle_id)
        kept = Approach.get_or_none(Approach.circle_id == circle_id) or Approach(
            circle_id=circle_id
        )
        with self._journal.change(_("Look over approach")):
            kept.reviewed_at = stamp(self._clock())
            kept.save()

    def begin_with(self, plans: Sequence[tuple[str, Plan]]) -> int:
        """Write plans into circles of these names that have none; returns how many took one."""
        taken = 0
        with self._journal.change(_("Fill in a plan to begin with")):
            for name, plan in plans:
                circle = Circle.get_or_none(Circle.name == name)
                if circle is not None and self.of_circle(circle.id).plan.is_empty:
                    self.set_for_circle(circle.id, **{one: getattr(plan, one) for one in FIELDS})
                    taken += 1
        return taken

    # --- inside ----------------------------------------------------------------------------------

    def _set(self, owner: dict[str, int], fields: dict[str, Any]) -> None:
        known = Approach.get_or_none(**owner)
        kept = known or Approach(**owner)
        for field, value in fields.items():
            new = _kept(field, value)
            if getattr(kept, field) != new:
                setattr(kept, field, new)
        changed = {one.name for one in kept.dirty_fields} & set(FIELDS)
        if not changed or (known is None and plan_of(kept).is_empty):
            return
        with self._journal.change(_("Change approach")):
            if plan_of(kept).is_empty:
                kept.delete_instance()
                return
            kept.reviewed_at = stamp(self._clock())
            kept.save()

    @staticmethod
    def _contact(contact_id: int) -> Contact:
        contact = Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null())
        if contact is None:
            raise NotFound(_("There is no contact {id}.").format(id=contact_id))
        return contact


def plan_of(kept: Approach | None) -> Plan:
    """Return a row of the table as the rules take it."""
    if kept is None:
        return Plan()
    return Plan(
        **{field: getattr(kept, field) for field in rules.TEXTS},
        channels_fine=channels(kept.channels_fine),
        channels_out=channels(kept.channels_out),
        at_most=kept.at_most,
        quiet_until=date.fromisoformat(kept.quiet_until) if kept.quiet_until else None,
        is_not_named=bool(kept.is_not_named),
    )


def channels(text: str) -> frozenset[Channel]:
    """Return the channels a column holds."""
    return frozenset(Channel(code) for code in text.split() if code in set(Channel))


def _kept(field: str, value: Any) -> Any:
    if field in rules.TEXTS:
        return door.words(field, value).strip()
    if field in {"channels_fine", "channels_out"}:
        return _codes(value)
    if field == "at_most":
        if value is not None and not 0 <= value <= MOST_A_MONTH:
            raise InvalidInput(
                field, _("So often a month is 0 to {n}, or none.").format(n=MOST_A_MONTH)
            )
        return value
    if field == "quiet_until":
        return value.isoformat() if value else None
    if field == "is_not_named":
        return bool(value)
    raise TypeError(f"a plan has no field {field!r}")


def _codes(value: Iterable[Channel]) -> str:
    wanted = {Channel(one) for one in value}
    return " ".join(one.value for one in Channel if one in wanted)


def _reviewed(kept: Approach | None) -> Any:
    return instant_or_none(kept.reviewed_at) if kept is not None else None
