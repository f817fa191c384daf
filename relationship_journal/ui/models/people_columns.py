"""The columns of the People table: what they are called, how wide, and which may go when narrow."""

from dataclasses import dataclass
from enum import IntEnum

from relationship_journal.i18n import gettext as _


class Column(IntEnum):
    """The columns by their number in the model."""

    NAME = 0
    CIRCLE = 1
    LAST_SPOKE = 2
    NEXT = 3
    FOLLOWS = 4
    TAGS = 5
    ORGANIZATION = 6
    ADDED = 7

    @property
    def key(self) -> str:
        """By what the settings know it."""
        return self.name.lower()

    @property
    def order(self) -> str:
        """By what the service sorts it."""
        return "created" if self is Column.ADDED else self.key

    @property
    def width(self) -> int:
        """The width at first, in pixels at the usual font."""
        return _FACTS[self].width

    @property
    def least(self) -> int:
        """The least width at which it says something, in pixels at the usual font."""
        return _FACTS[self].least

    @property
    def sample(self) -> str:
        """Words it should have room for, whatever the font."""
        return {
            Column.NAME: "Łukasz Wójcik-Brandt",
            Column.CIRCLE: _("Acquaintance"),
            Column.NEXT: _("Birthday tomorrow"),
            Column.FOLLOWS: _("not followed"),
            Column.TAGS: "gardens, harbour",
            Column.ORGANIZATION: "Quiet Gardens Press",
        }.get(self, _("9 months ago"))

    @property
    def is_shown_at_first(self) -> bool:
        """Whether it is there before anybody chose."""
        return _FACTS[self].is_shown_at_first

    @property
    def is_newest_first(self) -> bool:
        """Whether the first click sorts it from the end: of moments one wants the newest."""
        return self in {Column.LAST_SPOKE, Column.FOLLOWS, Column.ADDED}

    @property
    def title(self) -> str:
        """What stands over it."""
        return {
            Column.NAME: _("Name"),
            Column.CIRCLE: _("Circle"),
            Column.LAST_SPOKE: _("Last spoke"),
            Column.NEXT: _("Next"),
            Column.FOLLOWS: _("Follows"),
            Column.TAGS: _("Tags"),
            Column.ORGANIZATION: _("Organization"),
            Column.ADDED: _("Added"),
        }[self]


@dataclass(frozen=True, slots=True)
class _Facts:
    width: int
    least: int
    is_shown_at_first: bool


_FACTS = {
    Column.NAME: _Facts(176, 140, True),
    Column.CIRCLE: _Facts(104, 72, True),
    Column.LAST_SPOKE: _Facts(106, 84, True),
    Column.NEXT: _Facts(162, 128, True),
    Column.FOLLOWS: _Facts(98, 96, True),
    Column.TAGS: _Facts(200, 96, True),
    Column.ORGANIZATION: _Facts(140, 88, False),
    Column.ADDED: _Facts(106, 84, False),
}

# What goes first when there is no room; the name, when we last spoke and what is next
# always stay.
GOES_WHEN_NARROW = (
    Column.TAGS,
    Column.ADDED,
    Column.ORGANIZATION,
    Column.FOLLOWS,
    Column.CIRCLE,
)


def column_of(key: str) -> Column | None:
    """Return the column the settings or the service call so, or None."""
    return next((column for column in Column if key in {column.key, column.order}), None)
