"""What is handed out of plans: frozen facts."""

from dataclasses import dataclass
from datetime import datetime

from relationship_journal.domain.approach import Limits, Plan


@dataclass(frozen=True, slots=True)
class CirclePlanRow:
    """A circle's plan, and when it was last looked over."""

    circle_id: int
    circle: str
    plan: Plan
    reviewed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonPlanRow:
    """A person's own plan, their circle's, and the boundaries both draw together."""

    contact_id: int
    name: str
    circle_id: int
    circle: str
    own: Plan
    of_circle: Plan
    limits: Limits
    lines: tuple[str, str]
    reviewed_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnPlanRow:
    """Somebody who has a plan of their own."""

    contact_id: int
    name: str
