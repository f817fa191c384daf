"""A beginner's plan for the three circles with a cadence, to be changed by who uses it."""

from relationship_journal.domain.approach import Plan
from relationship_journal.domain.codes import Channel
from relationship_journal.i18n import gettext as _


def beginner_plan() -> tuple[tuple[str, Plan], ...]:
    """Return the name of each preset circle and a plan for it."""
    inner = Plan(
        how=_("By name, and on their own page first. What they made comes before what I made."),
        who_handles=_("Me, always."),
        boundaries=_("No favours asked in passing. What they tell me stays with me."),
        receptive=_("A question about the work, a correction in private, an offer of help."),
        avoid=_("Praise without detail, and anything sent to several people."),
        better=_("They tell me when I am wrong."),
    )
    regular = Plan(
        how=_("A comment that shows I read to the end; a link with a reason."),
        who_handles=_("Me, always."),
        boundaries=_("No links to my own posts unless they ask."),
        receptive=_("Being linked to, and hearing what a post led to."),
        avoid=_("A second message before they answered the first."),
        better=_("I learn what they are good at."),
        at_most=4,
    )
    acquaintance = Plan(
        how=_("Read a while before writing. The first words are about their work alone."),
        who_handles=_("Me, always."),
        boundaries=_("Nothing asked for in the first three exchanges."),
        receptive=_("A thank-you that says for what."),
        avoid=_("Direct messages out of nowhere."),
        better=_("I see more than my own corner."),
        channels_out=frozenset({Channel.DM}),
        at_most=1,
    )
    return (("Inner", inner), ("Regular", regular), ("Acquaintance", acquaintance))
