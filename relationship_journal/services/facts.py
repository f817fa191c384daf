"""The facts Today asks for, gathered for everyone who may be on it: a query a table."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from relationship_journal.domain import birthday as birthdays
from relationship_journal.domain import schedule
from relationship_journal.domain.person_facts import (
    Answer,
    How,
    NewPost,
    OpenFollowUp,
    OpenPromise,
    OwedReply,
    PersonFacts,
    Reason,
    Rhythm,
)
from relationship_journal.domain.post_facts import ANSWERABLE
from relationship_journal.errors import InvalidInput
from relationship_journal.store.instants import instant, instant_or_none, stamp
from relationship_journal.store.journal import Journal

# put on a later day by "Pick up again": a Later that is no answer of its day
LAID = "laid"
# Later, until they publish again
NEXT_POST = "next_post"
_HOWS = {
    "done": How.DONE,
    "skipped": How.SKIP,
    "snoozed": How.SNOOZE,
    LAID: How.SNOOZE,
    NEXT_POST: How.NEXT_POST,
}
# the variables SQLite takes in one statement are many, not endless
_BLOCK = 20_000

# Of those who only go quiet or wait for a reply, as many as a month of ten cards a day shows.
# The rest cannot be reached before the order has changed; their facts are not gathered.
MOST_WAITING = 300
# on the days Upcoming shows; nobody reads further down
MOST_AHEAD = 1_000

# `base` is the day the cadence counts from, near enough to choose by; the rules say it exactly.
_PERSON = """
WITH person AS (
    SELECT contact.id, circle.place, birthday, last_theirs_at, last_own_at,
           julianday(coalesce(last_spoke_at, counts_from))
               + coalesce(contact.cadence_days, circle.cadence_days) AS due,
           coalesce(contact.cadence_days, circle.cadence_days, 0) > 0 AS has_plan, cooldown_days,
           max(coalesce(mine.quiet_until, ''), coalesce(theirs.quiet_until, '')) AS quiet_until
    FROM contact JOIN circle ON circle.id = contact.circle_id
    LEFT JOIN approach AS mine ON mine.contact_id = contact.id
    LEFT JOIN approach AS theirs ON theirs.circle_id = contact.circle_id
    WHERE deleted_at IS NULL AND put_away_at IS NULL AND NOT is_muted
)
"""
_EXPLICIT = """
SELECT id FROM person WHERE birthday <> ''
    OR id IN (SELECT contact_id FROM follow_up WHERE closed_at IS NULL)
    OR id IN (SELECT contact_id FROM promise
              WHERE kept_at IS NULL AND released_at IS NULL AND owed_by = 'mine')
"""
_DUE = f"""
{_PERSON} {_EXPLICIT}
UNION SELECT id FROM (
    SELECT id FROM person WHERE last_theirs_at >= coalesce(last_own_at, '')
    ORDER BY julianday(last_theirs_at) < julianday(:now) - 29, place, last_theirs_at LIMIT :most)
UNION SELECT id FROM (
    SELECT id FROM person WHERE has_plan AND due < julianday(:now) + 2
        AND quiet_until <= date(:now, '+2 days')
    ORDER BY place, due LIMIT :most)
UNION SELECT id FROM (
    SELECT person.id, min(place) AS place, min(counts_at) AS since FROM post
    JOIN person ON person.id = post.contact_id
    WHERE NOT is_backfill AND NOT is_double AND counts_at > :posted AND counts_at <= :now
      AND counts_at > coalesce(last_own_at, '')
      AND julianday(coalesce(last_own_at, 0)) + cooldown_days < julianday(:now) + 2
      AND quiet_until <= date(:now, '+2 days')
      AND NOT EXISTS (SELECT 1 FROM answered WHERE answered.contact_id = person.id
          AND at >= counts_at AND how IN ('done', 'skipped') AND reason IN ('contact', 'post')
          AND (subject_id IS NULL OR subject_id = post.id))
    GROUP BY person.id ORDER BY place, since LIMIT :most)
"""  # noqa: S608  no value is spliced in: the parts are this module's own
_AHEAD = f"""
{_PERSON} {_EXPLICIT}
UNION SELECT id FROM (
    SELECT id FROM person
    WHERE has_plan AND due BETWEEN julianday(:first) - 2 AND julianday(:last) + 2
    ORDER BY place, due LIMIT :most)
"""  # noqa: S608  as above
_PEOPLE = """
SELECT contact.id, contact.name, sort_key, circle.place, contact.cadence_days,
       circle.cadence_days, cooldown_days, created_at, counts_from, rests_until, last_spoke_at,
       last_own_at, last_theirs_at, birthday, is_muted, paused_until, put_away_at, birthday_set_at,
       mine.at_most, theirs.at_most, mine.quiet_until, theirs.quiet_until,
       cadence_rhythm
FROM contact JOIN circle ON circle.id = contact.circle_id
LEFT JOIN approach AS mine ON mine.contact_id = contact.id
LEFT JOIN approach AS theirs ON theirs.circle_id = contact.circle_id
WHERE deleted_at IS NULL AND contact.id IN ({marks})
"""
# CROSS JOIN: from the people to their entries, never through all entries there are (26 s)
_UNANSWERED = """
SELECT contact.id, count(*) FROM contact
CROSS JOIN interaction_contact ON interaction_contact.contact_id = contact.id
CROSS JOIN interaction ON interaction.id = interaction_id
WHERE contact.id IN ({marks}) AND direction = 'outgoing'
  AND interaction.at > coalesce(last_theirs_at, '')
GROUP BY contact.id
"""
_THEIR_NEWEST = """
SELECT contact.id, interaction.id, interaction.at, text FROM contact
CROSS JOIN interaction_contact ON interaction_contact.contact_id = contact.id
CROSS JOIN interaction ON interaction.id = interaction_id AND interaction.at = last_theirs_at
WHERE contact.id IN ({marks}) AND direction = 'incoming'
ORDER BY interaction.id
"""
_OWN_SAME_SECOND = """
SELECT contact.id, max(interaction.id) FROM contact
CROSS JOIN interaction_contact ON interaction_contact.contact_id = contact.id
CROSS JOIN interaction ON interaction.id = interaction_id AND interaction.at = last_own_at
WHERE contact.id IN ({marks}) AND direction = 'outgoing' GROUP BY contact.id
"""
_CONGRATULATED = """
SELECT contact_id, max(at) FROM interaction_contact
CROSS JOIN interaction ON interaction.id = interaction_id
WHERE contact_id IN ({marks}) AND direction = 'outgoing' AND intent = 'congratulations'
GROUP BY contact_id
"""
_OWN_MOMENTS = """
SELECT contact_id, interaction.at FROM interaction_contact
CROSS JOIN interaction ON interaction.id = interaction_id
WHERE contact_id IN ({marks}) AND direction = 'outgoing'
"""
_MAKING_UP = """
SELECT sorry.contact_id, max(check_on), follow_up_id FROM sorry
LEFT JOIN follow_up ON follow_up.id = follow_up_id
WHERE sorry.closed_at IS NULL AND follow_up.closed_at IS NULL AND sorry.contact_id IN ({marks})
GROUP BY sorry.contact_id
"""


_POSTS = """
SELECT contact_id, id, coalesce(nullif(title, ''), substr(excerpt, 1, 120)), url, counts_at,
       is_micro
FROM post
WHERE contact_id IN ({marks}) AND counts_at > '{since}' AND NOT is_backfill AND NOT is_double
ORDER BY counts_at, id
"""
_POST_TIMES = """
SELECT contact.id, counts_at FROM contact JOIN post ON post.contact_id = contact.id
WHERE contact.id IN ({marks}) AND cadence_rhythm = 'second_post'
  AND NOT is_backfill AND NOT is_double ORDER BY counts_at
"""


def due_candidates(journal: Journal, now: datetime) -> list[int]:
    """Return the ids of those about whom something may be due at this moment."""
    posted = stamp(now - ANSWERABLE)
    values = {"now": stamp(now), "posted": posted, "most": MOST_WAITING}
    rows = journal.execute(_DUE, values).fetchall()
    return [row[0] for row in rows]


def candidates_ahead(journal: Journal, first: date, last: date) -> list[int]:
    """Return the ids of those about whom something may lie on these days (both included)."""
    values = {"first": first.isoformat(), "last": last.isoformat(), "most": MOST_AHEAD}
    return [row[0] for row in journal.execute(_AHEAD, values).fetchall()]


def facts_of(journal: Journal, ids: Sequence[int], now: datetime) -> list[PersonFacts]:
    """Return the facts of these people; who is deleted is left out, and so are old posts."""
    found: list[PersonFacts] = []
    for start in range(0, len(ids), _BLOCK):
        found += _Facts(journal, ids[start : start + _BLOCK], now).people()
    return found


class _Facts:
    """The rows of one block of people."""

    def __init__(self, journal: Journal, ids: Sequence[int], now: datetime) -> None:
        self._journal = journal
        self._since = stamp(now - ANSWERABLE)
        self._ids = tuple(ids)
        self._marks = ", ".join("?" for _id in self._ids)

    def people(self) -> list[PersonFacts]:
        follow_ups, promises, answers = self._follow_ups(), self._promises(), self._answers()
        posts, post_times = self._posts(), self._post_times()
        unanswered = dict(self._rows(_UNANSWERED))
        congratulated = dict(self._rows(_CONGRATULATED))
        own_ids = dict(self._rows(_OWN_SAME_SECOND))
        making_up = {one: (day, follow_up) for one, day, follow_up in self._rows(_MAKING_UP)}
        people = self._rows(_PEOPLE)
        moments = self._own_moments(
            [row[0] for row in people if _least(row[18], row[19]) is not None]
        )
        theirs = {one: (entry, at, text) for one, entry, at, text in self._rows(_THEIR_NEWEST)}
        return [
            PersonFacts(
                contact_id=row[0],
                name=row[1],
                name_key=row[2],
                circle_place=row[3],
                cadence_days=schedule.cadence_of(row[4], row[5]),
                cooldown_days=row[6],
                created_at=instant(row[7]),
                counts_from=instant(row[8]),
                rests_until=instant_or_none(row[9]),
                last_spoke_at=instant_or_none(row[10]),
                last_own_at=instant_or_none(row[11]),
                congratulated_at=instant_or_none(congratulated.get(row[0])),
                unanswered=unanswered.get(row[0], 0),
                owed=_owed(row[11], own_ids.get(row[0]), theirs.get(row[0])),
                promises=tuple(promises.get(row[0], ())),
                follow_ups=tuple(follow_ups.get(row[0], ())),
                birthday=_birthday(row[13]),
                birthday_known_at=instant_or_none(row[17]),
                posts=tuple(posts.get(row[0], ())),
                post_times=tuple(post_times.get(row[0], ())),
                rhythm=_rhythm(row[22]),
                answers=tuple(answers.get(row[0], ())),
                is_muted=bool(row[14]),
                paused_until=date.fromisoformat(row[15]) if row[15] else None,
                is_put_away=row[16] is not None,
                at_most=_least(row[18], row[19]),
                quiet_until=_latest(row[20], row[21]),
                own_moments=moments.get(row[0], ()),
                making_up_until=_latest(making_up.get(row[0], (None,))[0], None),
                check_id=making_up.get(row[0], (None, None))[1],
            )
            for row in people
        ]

    def _own_moments(self, ids: Sequence[int]) -> dict[int, tuple[datetime, ...]]:
        """Return when I turned to these, whose plan says how often that may be."""
        grouped: dict[int, list[datetime]] = defaultdict(list)
        marks = ", ".join("?" for _id in ids)
        for contact_id, at in self._journal.execute(_OWN_MOMENTS.format(marks=marks), tuple(ids)):
            grouped[contact_id].append(instant(at))
        return {one: tuple(moments) for one, moments in grouped.items()}

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._journal.execute(
            sql.format(marks=self._marks, since=self._since), self._ids
        ).fetchall()
        return rows

    def _follow_ups(self) -> dict[int, list[OpenFollowUp]]:
        grouped: dict[int, list[OpenFollowUp]] = defaultdict(list)
        for contact_id, one, text, day, at, snoozed_until, snoozed_at in self._rows(
            "SELECT contact_id, id, text, day, at, snoozed_until, snoozed_at FROM follow_up"
            " WHERE closed_at IS NULL AND contact_id IN ({marks})"
        ):
            clock = snoozed_at if snoozed_until else at
            grouped[contact_id].append(
                OpenFollowUp(
                    one,
                    text,
                    date.fromisoformat(snoozed_until or day),
                    time.fromisoformat(clock) if clock else None,
                )
            )
        return grouped

    def _promises(self) -> dict[int, list[OpenPromise]]:
        grouped: dict[int, list[OpenPromise]] = defaultdict(list)
        for contact_id, one, text, by, made_at in self._rows(
            "SELECT contact_id, id, text, by, made_at FROM promise"
            " WHERE kept_at IS NULL AND released_at IS NULL AND owed_by = 'mine'"
            " AND contact_id IN ({marks})"
        ):
            day = date.fromisoformat(by) if by else None
            grouped[contact_id].append(OpenPromise(one, text, day, instant(made_at)))
        return grouped

    def _posts(self) -> dict[int, list[NewPost]]:
        grouped: dict[int, list[NewPost]] = defaultdict(list)
        for contact_id, one, title, url, at, is_micro in self._rows(_POSTS):
            grouped[contact_id].append(
                NewPost(one, title, url, instant(at), is_micro=bool(is_micro))
            )
        return grouped

    def _post_times(self) -> dict[int, list[datetime]]:
        grouped: dict[int, list[datetime]] = defaultdict(list)
        for contact_id, at in self._rows(_POST_TIMES):
            grouped[contact_id].append(instant(at))
        return grouped

    def _answers(self) -> dict[int, list[Answer]]:
        grouped: dict[int, list[Answer]] = defaultdict(list)
        for contact_id, reason, subject, how, until, at in self._rows(
            "SELECT contact_id, reason, subject_id, how, until, at FROM answered"
            " WHERE reason <> 'follow_up' AND contact_id IN ({marks}) ORDER BY id"
        ):
            if how in _HOWS:
                grouped[contact_id].append(
                    Answer(
                        _HOWS[how],
                        instant(at),
                        None if reason == "contact" else Reason(reason),
                        subject,
                        instant_or_none(until),
                    )
                )
        return grouped


def _owed(
    own_at: str | None, own_id: int | None, theirs: tuple[int, str, str] | None
) -> OwedReply | None:
    """Return their newest entry when it is newer than mine; in one second the later id is."""
    if theirs is None:
        return None
    entry_id, at, text = theirs
    if own_at is not None and (own_at, own_id or 0) > (at, entry_id):
        return None
    return OwedReply(entry_id, instant(at), text)


def _rhythm(code: str) -> Rhythm:
    # a code of a newer version is as the days say
    return Rhythm(code) if code in set(Rhythm) else Rhythm.DAYS


def _birthday(text: str) -> birthdays.Birthday | None:
    try:
        return birthdays.parse_birthday(text) if text else None
    except InvalidInput:
        return None


def _least(*numbers: int | None) -> int | None:
    return min((one for one in numbers if one is not None), default=None)


def _latest(*days: str | None) -> date | None:
    newest = max((one for one in days if one), default=None)
    return date.fromisoformat(newest) if newest else None
