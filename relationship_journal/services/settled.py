"""Who was on Today until an entry of this day settled it, wherever it was written down."""

from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from relationship_journal.domain import when as whens
from relationship_journal.domain.person_facts import OwedReply, PersonFacts
from relationship_journal.domain.today import card_of
from relationship_journal.services.facts import facts_of
from relationship_journal.store.instants import instant, instant_or_none, stamp
from relationship_journal.store.journal import Journal

_FIRST_OWN = """
SELECT contact_id, min(at) FROM interaction
JOIN interaction_contact ON interaction_id = interaction.id
WHERE direction = 'outgoing' AND at >= ? AND at < ? AND at <= ? GROUP BY contact_id
"""
_BEFORE = """
SELECT max(at), max(CASE direction WHEN 'outgoing' THEN at END) FROM interaction
JOIN interaction_contact ON interaction_id = interaction.id
WHERE contact_id = ? AND at < ?
"""
_THEIRS_BEFORE = """
SELECT interaction.id, at, text FROM interaction
JOIN interaction_contact ON interaction_id = interaction.id
WHERE contact_id = ? AND at < ? AND direction = 'incoming'
ORDER BY at DESC, interaction.id DESC LIMIT 1
"""


def settled_by_entries(
    journal: Journal, day: date, now: datetime, zone: tzinfo
) -> list[PersonFacts]:
    """Return who would have had a card when I first wrote to them on this day.

    What counts is when the exchange was, not when it was written down.
    """
    start = stamp(whens.start_of_day(day, zone))
    end = stamp(whens.start_of_day(day + timedelta(days=1), zone))
    rows = journal.execute(_FIRST_OWN, (start, end, stamp(now))).fetchall()
    first = {contact_id: instant(at) for contact_id, at in rows}
    return [
        person
        for person in facts_of(journal, sorted(first), now)
        if card_of(_before(journal, person, first[person.contact_id]), now, zone) is not None
    ]


def _before(journal: Journal, person: PersonFacts, moment: datetime) -> PersonFacts:
    """Return what was known of a person before the moment I first wrote to them."""
    wanted = (person.contact_id, stamp(moment))
    spoke_at, own_at = journal.execute(_BEFORE, wanted).fetchone()
    theirs = journal.execute(_THEIRS_BEFORE, wanted).fetchone()
    owed = None
    if theirs is not None and (own_at is None or theirs[1] > own_at):
        owed = OwedReply(theirs[0], instant(theirs[1]), theirs[2])
    return replace(
        person,
        last_spoke_at=instant_or_none(spoke_at),
        last_own_at=instant_or_none(own_at),
        congratulated_at=None,
        unanswered=0,
        owed=owed,
        # a step or a promise has an answer of its own
        promises=(),
        follow_ups=(),
    )
