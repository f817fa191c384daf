"""Rows of a long list, fetched in blocks when somebody looks at them and forgotten when old."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

BLOCK = 128  # rows a query fetches
KEPT = 24  # blocks held: some screens in both directions


class HasId(Protocol):
    """A row that knows whose it is."""

    @property
    def id(self) -> int:
        """The number in the journal."""
        ...


R = TypeVar("R", bound=HasId)


class Blocks(Generic[R]):
    """All ids of a list, and the rows of a few blocks of it.

    Args:
        fetch: returns the rows of some ids; who is gone meanwhile is left out.
    """

    def __init__(self, fetch: Callable[[Sequence[int]], list[R]]) -> None:
        self._fetch = fetch
        self._blocks: OrderedDict[int, dict[int, R]] = OrderedDict()
        self.ids: Sequence[int] = ()

    def set_ids(self, ids: Sequence[int]) -> None:
        """Hold other ids and forget all rows."""
        self.ids = ids
        self._blocks.clear()

    def forget_rows(self) -> None:
        """Fetch every row anew when it is asked for."""
        self._blocks.clear()

    def row(self, place: int) -> R | None:
        """Return the row at a place, or None when it is gone meanwhile."""
        number = place // BLOCK
        block = self._blocks.get(number)
        if block is None:
            ids = self.ids[number * BLOCK : (number + 1) * BLOCK]
            block = {row.id: row for row in self._fetch(ids)}
            self._blocks[number] = block
            if len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(number)
        return block.get(self.ids[place])

    def place_of(self, one: int) -> int:
        """Return where an id stands, -1 when it is not there."""
        try:
            return self.ids.index(one)
        except ValueError:
            return -1
