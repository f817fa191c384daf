"""What a committed change touched, as views and listeners are told."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids per table; `label` names the change to the person.

    `is_foreign`: another process wrote, and nobody knows what.
    """

    label: str
    ids: Mapping[str, frozenset[int]] = field(default_factory=dict)
    is_foreign: bool = False

    def touches(self, *tables: str) -> bool:
        """Say whether one of these tables changed (always, when another process wrote)."""
        return self.is_foreign or any(table in self.ids for table in tables)
