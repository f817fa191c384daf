"""The words of the Look back page that are more than a label."""

from collections.abc import Mapping, Sequence
from datetime import date

from relationship_journal.domain import looking_back as rules
from relationship_journal.domain.codes import Channel
from relationship_journal.domain.friendly import ago
from relationship_journal.domain.text import apart, excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.looking_back import (
    BroughtRow,
    CircleRhythmRow,
    GoneQuietRow,
    LookBackRow,
    NewPersonRow,
    PersonSumRow,
)
from relationship_journal.ui.plots.plot import Numbers

_NAME = 60


def places() -> Mapping[Channel, str]:
    """Return the places as they are called in the plural."""
    return {
        Channel.COMMENT: _("Blog comments"),
        Channel.FORUM: _("Forums"),
        Channel.MESSAGE: _("Page messages"),
        Channel.EMAIL: _("E-mail"),
        Channel.DM: _("Direct messages"),
        Channel.LINK: _("Links to their posts"),
        Channel.MENTION: _("Mentions"),
        Channel.CALL: _("Calls"),
        Channel.IN_PERSON: _("In person"),
        Channel.OTHER: _("Other"),
    }


def short(name: str) -> str:
    """Return a name that fits into a sentence."""
    return excerpt(one_line(name), _NAME)


def head_words(row: LookBackRow) -> str:
    """Return which months these are, and that nobody is rated."""
    return _("{months}. For you to think about; nobody is rated here.").format(
        months=rules.months_label(row.period)
    )


def people_numbers(rows: Sequence[PersonSumRow]) -> Numbers:
    """Return what was given and received with each person, by name."""
    return Numbers(
        (_("Person"), _("From me"), _("From them")),
        tuple((short(row.name), row.given, row.received) for row in rows),
    )


def people_sentence(rows: Sequence[PersonSumRow]) -> str:
    """Return with how many people there were words, and how it was between them."""
    if len(rows) < 1 or sum(row.given + row.received for row in rows) < rules.ENOUGH:
        return rules.too_early()
    both = sum(1 for row in rows if row.given and row.received)
    said = ngettext(
        "You had words with {n} person", "You had words with {n} people", len(rows)
    ).format(n=len(rows))
    return _("{said}; with {both} they went both ways.").format(said=said, both=both)


def circle_numbers(rows: Sequence[CircleRhythmRow]) -> Numbers:
    """Return how each circle spoke, beside its plan."""
    return Numbers(
        (_("Circle"), _("Planned"), _("Usual gap"), _("Spoken with"), _("People")),
        tuple(
            (
                row.name,
                rules.every(row.planned_days) if row.planned_days else _("No plan"),
                rules.every(row.rhythm.usual_gap)
                if row.rhythm.usual_gap is not None
                else rules.too_early(),
                row.spoken_with,
                row.people,
            )
            for row in rows
        ),
    )


def circle_sentences(rows: Sequence[CircleRhythmRow]) -> list[str]:
    """Return a sentence for each circle that has people."""
    return [
        rules.rhythm_sentence(apart(short(row.name)), row.rhythm, row.planned_days)
        for row in rows
        if row.people
    ]


def quiet_words(row: GoneQuietRow, today: date) -> str:
    """Return somebody who went quiet, without a reproach."""
    return _("last spoke {ago}; the usual gap was {distance}").format(
        ago=ago(row.last_spoke, today), distance=rules.distance(row.usual_gap)
    )


def quiet_numbers(rows: Sequence[GoneQuietRow]) -> Numbers:
    """Return who went quiet, by name."""
    return Numbers(
        (_("Person"), _("Last spoke"), _("Usual gap in days")),
        tuple((short(row.name), row.last_spoke.isoformat(), row.usual_gap) for row in rows),
    )


def brought_numbers(rows: Sequence[BroughtRow]) -> Numbers:
    """Return who brought whom."""
    return Numbers(
        (_("Introduced by"), _("Person")),
        tuple((short(row.introducer), short(row.name)) for row in rows),
    )


def new_sentence(rows: Sequence[NewPersonRow]) -> str:
    """Return how many people are new, and how many of them wrote first."""
    if not rows:
        return _("Nobody new in this time.")
    first = sum(1 for row in rows if row.wrote_first)
    said = ngettext("{n} person", "{n} people", len(rows)).format(n=len(rows))
    if not first:
        return _("{people}.").format(people=said)
    return ngettext(
        "{people}, {n} of whom wrote first.", "{people}, {n} of whom wrote first.", first
    ).format(people=said, n=first)
