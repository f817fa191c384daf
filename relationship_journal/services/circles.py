"""The circles: how close, and how often."""

from typing import Any

from relationship_journal.domain import text as texts
from relationship_journal.errors import InvalidInput, JournalError, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.rows import CircleRow
from relationship_journal.store.models import Circle, Contact

MOST = 8
LONGEST_CADENCE = 3660
NO_PLAN = "No plan"


class Circles(door.Service):
    """What can be done with circles."""

    def all(self) -> list[CircleRow]:
        """Return every circle, in its place."""
        return [_row(circle) for circle in Circle.select().order_by(Circle.place, Circle.id)]

    def get(self, circle_id: int) -> CircleRow:
        """Return one circle.

        Raises: NotFound.
        """
        return _row(_circle(circle_id))

    def names_in(self, circle_id: int, most: int = 12) -> list[str]:
        """Return the names of who is in a circle, not put away; "…" stands for more."""
        found = (
            Contact.select(Contact.name)
            .where(
                Contact.circle_id == circle_id,
                Contact.deleted_at.is_null(),
                Contact.put_away_at.is_null(),
            )
            .order_by(Contact.sort_key, Contact.id)
            .limit(most + 1)
        )
        names = [one.name for one in found]
        return [*names[:most], "…"] if len(names) > most else names

    def by_name(self, name: str) -> CircleRow:
        """Return the circle of this name, without case and accents; "" is the one without a plan.

        Raises: NotFound; its text lists the circles there are.
        """
        wanted = texts.fold(name)
        circles = self.all()
        if not wanted:
            return next(
                (circle for circle in circles if circle.name == NO_PLAN),
                next((one for one in circles if one.cadence_days is None), circles[-1]),
            )
        for circle in circles:
            if texts.fold(circle.name) == wanted:
                return circle
        raise NotFound(
            _("There is no circle “{name}”.").format(name=texts.excerpt(name, 60)),
            _("There are: {names}.").format(names=", ".join(one.name for one in circles)),
        )

    def add(self, name: str, cadence_days: int | None, cooldown_days: int = 21) -> int:
        """Make a circle; it takes the last place.

        Raises: InvalidInput.
        """
        kept = self._free_name(name, None)
        circles = self.all()
        if len(circles) >= MOST:
            raise InvalidInput("circle", _("There can be eight circles at most."))
        with self._journal.change(_("Add circle")):
            circle = Circle.create(
                name=kept,
                cadence_days=cadence(cadence_days),
                cooldown_days=_cooldown(cooldown_days),
                place=max((one.place for one in circles), default=-1) + 1,
            )
        return int(circle.id)

    def update(self, circle_id: int, **fields: Any) -> None:
        """Change name, cadence_days, cooldown_days or place.

        Raises: NotFound, InvalidInput.
        """
        circle = _circle(circle_id)
        with self._journal.change(_("Change circle")):
            if "name" in fields:
                circle.name = self._free_name(fields["name"], circle_id)
            if "cadence_days" in fields:
                circle.cadence_days = cadence(fields["cadence_days"])
            if "cooldown_days" in fields:
                circle.cooldown_days = _cooldown(fields["cooldown_days"])
            if "place" in fields:
                circle.place = int(fields["place"])
            circle.save()

    def remove(self, circle_id: int) -> None:
        """Remove a circle that nobody is in.

        Raises: NotFound, JournalError.
        """
        circle = _circle(circle_id)
        if Contact.select().where(Contact.circle_id == circle_id).exists():
            raise JournalError(
                _("There are people in the circle “{name}”.").format(name=circle.name),
                _("Move them to another circle first; the bin counts too."),
            )
        if Circle.select().count() == 1:
            raise JournalError(_("The last circle stays."))
        with self._journal.change(_("Remove circle")):
            circle.delete_instance()

    def _free_name(self, name: str, own_id: int | None) -> str:
        kept = door.line("circle", name, is_needed=True)
        wanted = texts.fold(kept)
        if any(texts.fold(one.name) == wanted for one in self.all() if one.id != own_id):
            raise InvalidInput("circle", _("There is a circle “{name}” already.").format(name=kept))
        return kept


def cadence(days: int | None) -> int | None:
    """Return a circle's cadence as it is kept: None for no plan.

    Raises: InvalidInput.
    """
    if days is None:
        return None
    if not 1 <= days <= LONGEST_CADENCE:
        raise InvalidInput(
            "cadence", _("A cadence is 1 to {n} days, or none.").format(n=LONGEST_CADENCE)
        )
    return days


def _cooldown(days: int) -> int:
    if not 0 <= days <= LONGEST_CADENCE:
        raise InvalidInput("cooldown", _("A cooldown is 0 to {n} days.").format(n=LONGEST_CADENCE))
    return days


def _circle(circle_id: int) -> Circle:
    circle = Circle.get_or_none(Circle.id == circle_id)
    if circle is None:
        raise NotFound(_("There is no circle {id}.").format(id=circle_id))
    return circle


def _row(circle: Circle) -> CircleRow:
    return CircleRow(
        circle.id, circle.name, circle.cadence_days, circle.cooldown_days, circle.place
    )
