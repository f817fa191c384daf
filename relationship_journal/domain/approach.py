"""A plan for a circle and one for a person in it: what holds, and from which of the two.

What describes is replaced by the person's own words; what limits adds up, the stricter wins.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from relationship_journal.domain.codes import Channel
from relationship_journal.domain.text import first_line, one_line
from relationship_journal.i18n import gettext as _

DESCRIBING = ("how", "who_handles", "receptive", "better")
LIMITING = ("boundaries", "avoid")
TEXTS = ("how", "who_handles", "boundaries", "receptive", "avoid", "better")

# Ways of turning to somebody: with a list of those that are fine, the others are ruled out.
WAYS = (
    Channel.COMMENT,
    Channel.FORUM,
    Channel.MESSAGE,
    Channel.EMAIL,
    Channel.DM,
    Channel.CALL,
    Channel.IN_PERSON,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is written down for a circle, or for one person.

    `channels_fine`: empty says nothing about any. `at_most`: entries of mine a month.
    """

    how: str = ""
    who_handles: str = ""
    boundaries: str = ""
    receptive: str = ""
    avoid: str = ""
    better: str = ""
    channels_fine: frozenset[Channel] = frozenset()
    channels_out: frozenset[Channel] = frozenset()
    at_most: int | None = None
    quiet_until: date | None = None
    is_not_named: bool = False

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is written down."""
        return all(getattr(self, one.name) == one.default for one in fields(self))


@dataclass(frozen=True, slots=True)
class Limits:
    """The boundaries that act, as both plans together draw them."""

    ruled_out: frozenset[Channel] = frozenset()
    at_most: int | None = None
    quiet_until: date | None = None
    is_not_named: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a plan, and whether they are the circle's."""

    text: str
    is_from_circle: bool


def limits(own: Plan, circle: Plan) -> Limits:
    """Return the boundaries that hold for a person: of each the stricter."""
    numbers = [one.at_most for one in (own, circle) if one.at_most is not None]
    days = [one.quiet_until for one in (own, circle) if one.quiet_until is not None]
    return Limits(
        ruled_out=ruled_out(own) | ruled_out(circle),
        at_most=min(numbers, default=None),
        quiet_until=max(days, default=None),
        is_not_named=own.is_not_named or circle.is_not_named,
    )


def ruled_out(plan: Plan) -> frozenset[Channel]:
    """Return the channels one plan rules out, by name or by leaving them out of what is fine."""
    left_out = frozenset(WAYS) - plan.channels_fine if plan.channels_fine else frozenset()
    return plan.channels_out | left_out


def fine(own: Plan, circle: Plan) -> frozenset[Channel]:
    """Return the channels that are called fine, and ruled out by neither; empty: nothing said."""
    lists = [one.channels_fine for one in (own, circle) if one.channels_fine]
    called = frozenset.intersection(*lists) if lists else frozenset()
    return called - ruled_out(own) - ruled_out(circle)


def said(field: str, own: Plan, circle: Plan) -> tuple[Said, ...]:
    """Return the words that hold in a text field, the person's first."""
    mine, theirs = getattr(own, field).strip(), getattr(circle, field).strip()
    found = [Said(mine, is_from_circle=False)] if mine else []
    if theirs and (not mine or (field in LIMITING and theirs != mine)):
        found.append(Said(theirs, is_from_circle=True))
    return tuple(found)


def is_from_circle(field: str, own: Plan, circle: Plan) -> bool:
    """Say whether what holds in a field comes from the circle, alone or in part."""
    if field in TEXTS:
        return any(one.is_from_circle for one in said(field, own, circle))
    mine, both = limits(own, Plan()), limits(own, circle)
    kept = {"channels_fine": "ruled_out", "channels_out": "ruled_out"}.get(field, field)
    return bool(getattr(mine, kept) != getattr(both, kept))


def lines(own: Plan, circle: Plan) -> tuple[str, str]:
    """Return the two lines that stand for a plan: how they are turned to, and what not to do."""
    how, receptive = _words("how", own, circle), _words("receptive", own, circle)
    first = how or (_("Receptive to: {what}").format(what=receptive) if receptive else "")
    parts = [*acting(limits(own, circle))]
    avoid = _words("avoid", own, circle)
    if avoid:
        parts.append(_("Not receptive to: {what}").format(what=avoid))
    parts.append(_words("boundaries", own, circle))
    return first, " ".join(_sentence(part) for part in parts if part)


def acting(held: Limits) -> Iterable[str]:
    """Yield the boundaries that act, in words, but for a day that is over."""
    yield from (_("No {what}").format(what=channel_many(one)) for one in Channel
                if one in held.ruled_out)  # fmt: skip
    if held.at_most is not None:
        yield at_most_label(held.at_most)
    if held.is_not_named:
        yield _("Not named in public")


def at_most_label(times: int) -> str:
    """Return how often a month is the most: "At most twice a month"."""
    return {
        0: _("Not turned to without a reason of theirs"),
        1: _("At most once a month"),
        2: _("At most twice a month"),
    }.get(times, _("At most {n} times a month").format(n=times))


def channel_many(channel: Channel) -> str:
    """Return a channel as it stands after "no": "direct messages"."""
    return {
        Channel.COMMENT: _("blog comments"),
        Channel.FORUM: _("forum posts"),
        Channel.MESSAGE: _("page messages"),
        Channel.EMAIL: _("e-mail"),
        Channel.DM: _("direct messages"),
        Channel.LINK: _("links to their posts"),
        Channel.MENTION: _("mentions"),
        Channel.CALL: _("calls"),
        Channel.IN_PERSON: _("meetings in person"),
        Channel.OTHER: _("other ways"),
    }[channel]


def _words(field: str, own: Plan, circle: Plan) -> str:
    found = [one_line(first_line(one.text)) for one in said(field, own, circle)]
    return " ".join(_sentence(text) for text in found) if len(found) > 1 else "".join(found)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", "。", "؟")) else f"{text}."


def field_label(field: str) -> str:
    """Return the question a text field answers."""
    return {
        "how": _("How do I turn to them?"),
        "who_handles": _("Who does it?"),
        "boundaries": _("Where are the boundaries?"),
        "receptive": _("What are they receptive to?"),
        "avoid": _("What do they not want?"),
        "better": _("How does it make me better?"),
    }[field]
