"""The part of the core about approach, making up and word of mouth; each loaded when asked."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from relationship_journal.store.journal import Journal

if TYPE_CHECKING:
    from relationship_journal.services.approach import Approaches
    from relationship_journal.services.guard import Guard
    from relationship_journal.services.mentions import Mentions
    from relationship_journal.services.sorry import Sorries
    from relationship_journal.services.welcome import Welcome
    from relationship_journal.services.word_of_mouth import WordOfMouth


class Relationship:
    """A part of the core: whoever takes it in has the journal, a clock and a zone."""

    _journal: Journal
    clock: Callable[[], datetime]
    zone: tzinfo

    @cached_property
    def approach(self) -> "Approaches":
        """How each circle, and each person, is turned to."""
        from relationship_journal.services.approach import (  # noqa: PLC0415  start-up time
            Approaches,
        )

        return Approaches(self._journal, self.clock, self.zone)

    @cached_property
    def sorry(self) -> "Sorries":
        """What is to be put right."""
        from relationship_journal.services.sorry import Sorries  # noqa: PLC0415  start-up time

        return Sorries(self._journal, self.clock, self.zone)

    @cached_property
    def welcome(self) -> "Welcome":
        """What people welcome."""
        from relationship_journal.services.welcome import Welcome  # noqa: PLC0415  start-up time

        return Welcome(self._journal, self.clock, self.zone)

    @cached_property
    def guard(self) -> "Guard":
        """A word before the same wording goes out twice."""
        from relationship_journal.services.guard import Guard  # noqa: PLC0415  start-up time

        return Guard(self._journal, self.clock, self.zone)

    @cached_property
    def mentions(self) -> "Mentions":
        """Links to others in a post of one's own."""
        from relationship_journal.services.mentions import Mentions  # noqa: PLC0415  start-up time

        return Mentions(self._journal, self.clock, self.zone)

    @cached_property
    def word_of_mouth(self) -> "WordOfMouth":
        """Who brought whom, and who spoke of me."""
        from relationship_journal.services.word_of_mouth import WordOfMouth  # noqa: PLC0415  start-up time

        return WordOfMouth(self._journal, self.clock, self.zone)
