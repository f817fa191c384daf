"""How the made-up blogger turns to the made-up people, and what came of it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from relationship_journal.domain.beginner_plan import beginner_plan
from relationship_journal.domain.codes import Channel, Outcome, Owed, Prompted
from relationship_journal.services.approach import Approaches
from relationship_journal.services.entries import Entries
from relationship_journal.services.promises import Promises
from relationship_journal.services.timeline import Timeline
from relationship_journal.services.welcome import Welcome

_PLANS: Mapping[str, Mapping[str, Any]] = {
    "Mara Lind": {
        "how": "Slow and exact. She notices when a link is wrong, and says thank you when it is "
        "mended.",
        "avoid": "Round-robin messages, Mondays.",
        "better": "I check my links now.",
        "channels_out": frozenset({Channel.DM}),
    },
    "Ana Duarte": {
        "how": "By the garden first, and the code after it.",
        "receptive": "Short comments on the page, weekends.",
    },
    "山田 さくら": {"how": "In few words; she answers in pictures.", "is_not_named": True},
}
_WELCOME = (
    ("Mara Lind", 40, "Links to her essays, with a sentence", "links"),
    ("Mara Lind", 96, "Corrections, in private", "links"),
    ("Mara Lind", 510, "Harbour photographs", "harbour"),
    ("Ana Duarte", 25, "Questions about one plant", "gardens"),
    ("Ana Duarte", 130, "Being linked to in a round-up", "links"),
)
_TO_ME = (("Ana Duarte", "Send the list of mosses"),)
_ANSWERED_WITHIN = timedelta(days=10)
_KNOWN_AFTER = timedelta(days=21)
_LINES = 200
_WEEKS_OF_SILENCE = 3


class CanApproach(Protocol):
    """What is needed of an open journal for this."""

    @property
    def approach(self) -> Approaches: ...  # noqa: D102
    @property
    def welcome(self) -> Welcome: ...  # noqa: D102
    @property
    def entries(self) -> Entries: ...  # noqa: D102
    @property
    def promises(self) -> Promises: ...  # noqa: D102
    @property
    def timeline(self) -> Timeline: ...  # noqa: D102


def tell(core: CanApproach, now: datetime, ids: Mapping[str, int]) -> None:
    """Write down plans, observations and outcomes.

    Args:
        core: the open journal.
        now: the present of the made-up people.
        ids: who is who, by name.
    """
    core.approach.begin_with(beginner_plan())
    for name, fields in _PLANS.items():
        core.approach.set_for_person(ids[name], **fields)
    for name, days, text, topic in _WELCOME:
        core.welcome.add(ids[name], text, topic=topic, at=now - timedelta(days=days))
    for name, text in _TO_ME:
        core.promises.under(_three_weeks_before(now)).make(ids[name], text, owed_by=Owed.THEIRS)
    for contact_id in ids.values():
        _note_outcomes(core, contact_id, now)


def _note_outcomes(core: CanApproach, contact_id: int, now: datetime) -> None:
    """Say of older entries whether they were answered, and of mentions that nobody asked."""
    lines = [one for one in core.timeline.of(contact_id, limit=_LINES) if one.kind == "entry"]
    theirs = [one.at for one in lines if one.direction == "incoming"]
    for one in lines:
        if one.direction == "incoming":
            if one.channel in {Channel.MENTION, Channel.LINK}:
                core.entries.set_prompted(one.id, Prompted.UNPROMPTED)
        elif now - one.at > _KNOWN_AFTER and not one.with_people:
            is_answered = any(one.at <= at <= one.at + _ANSWERED_WITHIN for at in theirs)
            outcome = Outcome.ANSWERED if is_answered else Outcome.NO_ANSWER
            core.entries.set_outcome(one.id, outcome)


def _three_weeks_before(now: datetime) -> Callable[[], datetime]:
    then = now - timedelta(weeks=_WEEKS_OF_SILENCE)
    return lambda: then
