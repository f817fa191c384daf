"""Plans, and what else is kept of the approach to a person, as JSON with stable keys."""

from datetime import date
from typing import TYPE_CHECKING, Any

from relationship_journal.domain import approach as rules
from relationship_journal.domain.codes import Channel
from relationship_journal.services.contact_json import instant_text, promise_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relationship_journal.services.approach_rows import PersonPlanRow
    from relationship_journal.services.rows import PromiseRow
    from relationship_journal.services.welcome import ObservationRow

# as they are typed and printed -> as the service calls them
FIELDS = {
    "how": "how",
    "who": "who_handles",
    "boundaries": "boundaries",
    "receptive": "receptive",
    "avoid": "avoid",
    "better": "better",
    "fine": "channels_fine",
    "ruled_out": "channels_out",
    "at_most": "at_most",
    "quiet_until": "quiet_until",
    "not_named": "is_not_named",
}
TEXT_FIELDS = tuple(one for one, field in FIELDS.items() if field in rules.TEXTS)


def plan_json(plan: rules.Plan) -> dict[str, Any]:
    """Return a plan as it is written down."""
    found: dict[str, Any] = {name: getattr(plan, FIELDS[name]) for name in TEXT_FIELDS}
    found["fine"] = codes(plan.channels_fine)
    found["ruled_out"] = codes(plan.channels_out)
    found["at_most"] = plan.at_most
    found["quiet_until"] = day_text(plan.quiet_until)
    found["not_named"] = plan.is_not_named
    return found


def beside_contact(
    plan: "PersonPlanRow", seen: "Sequence[ObservationRow]", theirs: "Sequence[PromiseRow]"
) -> dict[str, Any]:
    """Return what stands beside a whole contact: their own plan, what they welcome and owe."""
    return {
        "approach": None if plan.own.is_empty else plan_json(plan.own),
        "welcomes": [
            {
                "id": one.id,
                "text": one.text,
                "topic": one.topic or None,
                "url": one.url or None,
                "at": instant_text(one.at),
            }
            for one in seen
        ],
        "promised_to_me": [promise_json(one) for one in theirs],
    }


def codes(channels: frozenset[Channel]) -> list[str]:
    """Return channels in their order."""
    return [one.value for one in Channel if one in channels]


def day_text(day: date | None) -> str | None:
    """Return a day as `YYYY-MM-DD`, or None."""
    return day.isoformat() if day else None
