"""Today: whom to turn to and why, and what the answers do."""

from collections.abc import Sequence
from datetime import date, datetime, time

from relationship_journal.domain import today as rules
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.domain.person_facts import PersonFacts, Reason
from relationship_journal.domain.post_facts import is_back_after_silence
from relationship_journal.errors import NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.entries import Entries
from relationship_journal.services.facts import LAID, NEXT_POST, due_candidates, facts_of
from relationship_journal.services.follow_ups import FollowUps
from relationship_journal.services.promises import Promises
from relationship_journal.services.rows import LineRow, TodayRow, TodayView
from relationship_journal.services.settled import settled_by_entries
from relationship_journal.store.instants import instant, instant_or_none, stamp
from relationship_journal.store.models import Answered, Contact, Shown
from relationship_journal.store.models_following import Opened

LINES = 2
POPUP, TODAY = "popup", "today"

_FACES = """
SELECT contact.id, circle.name, last_spoke_at,
       (SELECT url FROM profile WHERE contact_id = contact.id ORDER BY place, id LIMIT 1)
FROM contact JOIN circle ON circle.id = circle_id WHERE contact.id IN ({marks})
"""
_LINES = """
SELECT at, text, direction, channel FROM (
    SELECT interaction.at, text, direction, channel, interaction.id AS one
    FROM interaction_contact JOIN interaction ON interaction.id = interaction_id
    WHERE contact_id = :contact
    ORDER BY interaction.at DESC, interaction.id DESC LIMIT :limit
) UNION ALL SELECT created_at, text, NULL, NULL FROM (
    SELECT created_at, text, id FROM note WHERE contact_id = :contact
    ORDER BY created_at DESC, id DESC LIMIT :limit)
ORDER BY 1 DESC LIMIT :limit
"""

_TIMED = """
SELECT coalesce(snoozed_until, day),
       CASE WHEN snoozed_until IS NULL THEN at ELSE snoozed_at END AS moment
FROM follow_up WHERE closed_at IS NULL AND moment IS NOT NULL
"""


_ANNOUNCED = """
SELECT DISTINCT counts_at FROM post WHERE counts_at > ? AND NOT is_backfill AND NOT is_double
"""


GAPS_LOOKED_AT = 12
_LAST_POSTS = """
SELECT counts_at FROM post WHERE contact_id = ? AND counts_at <= ? AND NOT is_double
ORDER BY counts_at DESC LIMIT ?
"""


class Today(door.Service):
    """Whom to turn to today."""

    # --- look ------------------------------------------------------------------------------------

    def look(self, cap: int = rules.CAP, *, counts_answered: bool = True) -> TodayView:
        """Return the cards of today, cut to the cap, and those that can wait.

        Args:
            cap: how many people a day.
            counts_answered: whoever was answered today, by a button or by an entry that
                settled what was due, takes one of the places.
        """
        now = self._clock()
        today = whens.local_day(now, self._zone)
        found = rules.cards(self._facts(), now, self._zone)
        answered = self._answered_on(today)
        for person in settled_by_entries(self._journal, today, now, self._zone):
            answered.setdefault(person.contact_id, person.name)
        # who was answered and is due for something else is one person, not two
        gone = answered.keys() - {card.contact_id for card in found}
        cut = rules.cut(found, cap, answered=len(gone) if counts_answered else 0)
        return TodayView(
            day=today,
            shown=tuple(self._rows(cut.shown)),
            waiting=len(cut.rest),
            answered=tuple(answered.values()),
            offers_to_pick_up=rules.should_pick_up_again(
                self._last_here(today), today, len(found), cap
            ),
        )

    def cards(self) -> list[rules.Card]:
        """Return every card, uncut, in order."""
        return rules.cards(self._facts(), self._clock(), self._zone)

    def rows(self, cards: Sequence[rules.Card]) -> list[TodayRow]:
        """Return cards with what is shown of them."""
        return self._rows(cards)

    def moments(self) -> list[datetime]:
        """Return the coming instants, besides the beginning of a day, when something falls due."""
        now = self._clock()
        timed = self._journal.execute(_TIMED).fetchall()
        found = [
            whens.starts_at(date.fromisoformat(day), time.fromisoformat(at), self._zone)
            for day, at in timed
        ]
        later = self._journal.execute(
            "SELECT DISTINCT until FROM answered WHERE until > ?", (stamp(now),)
        ).fetchall()
        found += [instant(until) for (until,) in later]
        announced = self._journal.execute(_ANNOUNCED, (stamp(now),)).fetchall()
        found += [instant(at) for (at,) in announced]
        return sorted({moment for moment in found if moment > now})

    # --- answer ----------------------------------------------------------------------------------

    def wrote(
        self,
        card: TodayRow,
        text: str = "",
        *,
        channel: Channel | None = None,
        intent: Intent | None = None,
        url: str = "",
    ) -> int:
        """Write down what I wrote to the person of a card, which settles its reason.

        About a post it is a comment with the post's link, unless something else is said; an
        answer is looked for then.

        Returns: the id of the entry.
        Raises: NotFound, InvalidInput.
        """
        with self._journal.change(_("Wrote to {name}").format(name=card.name)):
            entry = Entries(self._journal, self._clock, self._zone).write_down(
                [card.contact_id],
                text,
                direction=Direction.OUTGOING,
                channel=channel or (Channel.COMMENT if card.post_url else Channel.OTHER),
                intent=intent,
                url=url or card.post_url,
            )
            # what was opened for it need not be asked about
            Opened.update(answer="commented", answered_at=stamp(self._clock())).where(
                Opened.contact_id == card.contact_id, Opened.answered_at.is_null()
            ).execute()
            if card.reason == Reason.FOLLOW_UP and card.id is not None:
                self._follow_ups.complete(card.id)
            elif card.reason == Reason.DATE:
                self._answer(card, "done")
            self._answer(card, "wrote")
        return entry

    def done(self, card: TodayRow) -> None:
        """Say that it is done, without an entry.

        Raises: NotFound, JournalError.
        """
        with self._journal.change(_("Done: {name}").format(name=card.name)):
            if card.reason == Reason.FOLLOW_UP and card.id is not None:
                self._follow_ups.complete(card.id)
            elif card.reason == Reason.PROMISE and card.id is not None:
                Promises(self._journal, self._clock, self._zone).keep(card.id)
                self._answer(card, "kept")
            else:
                self._answer(card, "done")

    def skip(self, card: TodayRow) -> None:
        """Let it be, this time.

        Raises: NotFound, JournalError.
        """
        with self._journal.change(_("Skip {name}").format(name=card.name)):
            if card.reason == Reason.FOLLOW_UP and card.id is not None:
                self._follow_ups.skip(card.id)
            else:
                self._answer(card, "skipped")

    def later(self, card: TodayRow, day: date) -> None:
        """Ask again on a later day.

        Raises: NotFound, JournalError.
        """
        with self._journal.change(_("Later: {name}").format(name=card.name)):
            if card.reason == Reason.FOLLOW_UP and card.id is not None:
                self._follow_ups.snooze(card.id, day)
            else:
                self._answer(card, "snoozed", whens.start_of_day(day, self._zone))

    def at_next_post(self, card: TodayRow) -> None:
        """Ask again when they publish something new.

        Raises: NotFound.
        """
        with self._journal.change(_("Later: {name}").format(name=card.name)):
            self._answer(card, NEXT_POST)

    def pick_up_again(self, days: Sequence[date], cap: int = rules.CAP) -> int:
        """Spread what waits over the chosen days; returns how many were put on a later day.

        Raises: JournalError.
        """
        today = whens.local_day(self._clock(), self._zone)
        laid = rules.spread(self.cards(), days, cap)
        moved = 0
        with self._journal.change(_("Pick up again")):
            for day, cards in laid.days:
                for row in self._rows(cards) if day > today else ():
                    self._lay(row, day)
                    moved += 1
        return moved

    # --- what was in sight -----------------------------------------------------------------------

    def note_shown(self, cards: Sequence[TodayRow], place: str) -> None:
        """Remember that these were in sight, in a popup or on the page; no step of undo."""
        now = stamp(self._clock())
        known = {key for (key,) in self._journal.execute(
            "SELECT key FROM shown WHERE place = ?", (place,)
        )}  # fmt: skip
        fresh = [card for card in cards if self._shown_key(card, place) not in known]
        if not fresh:
            return
        with self._journal.change(_("Shown"), is_undoable=False):
            for card in fresh:
                Shown.create(
                    contact_id=card.contact_id,
                    key=self._shown_key(card, place),
                    place=place,
                    is_quiet=all(one.reason == Reason.QUIET for one in cards),
                    at=now,
                )

    def shown_keys(self) -> frozenset[str]:
        """Return the keys of the cards that popups have carried."""
        rows = self._journal.execute("SELECT key FROM shown WHERE place = ?", (POPUP,))
        return frozenset(key for (key,) in rows.fetchall())

    def seen_on(self, day: date, place: str, *, only_quiet: bool = False) -> frozenset[int]:
        """Return whose card was in sight at this place on a day."""
        start, end = self._span(day)
        rows = self._journal.execute(
            "SELECT contact_id FROM shown WHERE place = ? AND at >= ? AND at < ?"
            " AND (is_quiet OR NOT ?)",
            (place, start, end, only_quiet),
        )
        return frozenset(one for (one,) in rows.fetchall())

    # --- inside ----------------------------------------------------------------------------------

    def _lay(self, card: TodayRow, day: date) -> None:
        """Put a card on a later day; it was not answered by that, and takes no place of today."""
        if card.reason == Reason.FOLLOW_UP and card.id is not None:
            self._follow_ups.snooze(card.id, day)
            newest = Answered.select(Answered.id).order_by(Answered.id.desc()).limit(1)
            Answered.update(how=LAID).where(Answered.id.in_(newest)).execute()
        else:
            self._answer(card, LAID, whens.start_of_day(day, self._zone))

    @property
    def _follow_ups(self) -> FollowUps:
        return FollowUps(self._journal, self._clock, self._zone)

    def _facts(self) -> list[PersonFacts]:
        now = self._clock()
        return facts_of(self._journal, due_candidates(self._journal, now), now)

    def _shown_key(self, card: TodayRow, place: str) -> str:
        if place == POPUP:
            return card.key
        return f"{card.key}@{whens.local_day(self._clock(), self._zone)}"

    def _silent_days(self, card: rules.Card) -> int:
        if card.post is None:
            return 0
        values = (card.contact_id, stamp(card.post.at), GAPS_LOOKED_AT)
        rows = self._journal.execute(_LAST_POSTS, values).fetchall()
        moments = [instant(at) for (at,) in rows]
        if not is_back_after_silence(moments):
            return 0
        return (moments[0] - moments[1]).days

    def _answer(self, card: TodayRow, how: str, until: datetime | None = None) -> None:
        if Contact.get_or_none(Contact.id == card.contact_id, Contact.deleted_at.is_null()) is None:
            raise NotFound(_("There is no contact {id}.").format(id=card.contact_id))
        now = self._clock()
        # a card's button is for the person: their other reasons are answered with it
        Answered.create(
            contact_id=card.contact_id,
            reason="contact",
            how=how,
            until=stamp(until) if until else None,
            day=whens.local_day(now, self._zone).isoformat(),
            at=stamp(now),
        )

    def _answered_on(self, day: date) -> dict[int, str]:
        start, end = self._span(day)
        rows = self._journal.execute(
            "SELECT contact.id, contact.name FROM answered JOIN contact ON contact.id = contact_id"
            " WHERE at >= ? AND at < ? AND how <> ? AND deleted_at IS NULL"
            " GROUP BY contact.id ORDER BY max(at)",
            (start, end, LAID),
        ).fetchall()
        return dict(rows)

    def _last_here(self, today: date) -> date | None:
        """Return the day before today on which anything was seen, answered or written down."""
        start = self._span(today)[0]
        (newest,) = self._journal.execute(
            "SELECT max(at) FROM (SELECT max(at) AS at FROM shown WHERE at < :start"
            " UNION ALL SELECT max(at) FROM answered WHERE at < :start"
            " UNION ALL SELECT max(created_at) FROM interaction WHERE created_at < :start"
            " UNION ALL SELECT max(created_at) FROM note WHERE created_at < :start)",
            {"start": start},
        ).fetchone()
        last = instant_or_none(newest)
        return whens.local_day(last, self._zone) if last else None

    def _span(self, day: date) -> tuple[str, str]:
        start = whens.start_of_day(day, self._zone)
        end = whens.start_of_day(date.fromordinal(day.toordinal() + 1), self._zone)
        return stamp(start), stamp(end)

    def _rows(self, cards: Sequence[rules.Card]) -> list[TodayRow]:
        if not cards:
            return []
        ids = tuple(card.contact_id for card in cards)
        marks = ", ".join("?" for _id in ids)
        faces = {row[0]: row for row in self._journal.execute(_FACES.format(marks=marks), ids)}
        return [self._row(card, faces[card.contact_id]) for card in cards]

    def _row(self, card: rules.Card, face: tuple[int, str, str | None, str | None]) -> TodayRow:
        found = self._journal.execute(_LINES, {"contact": card.contact_id, "limit": LINES})
        lines = found.fetchall()
        channel = next((channel for _at, _text, _who, channel in lines if channel), None)
        return TodayRow(
            contact_id=card.contact_id,
            name=card.name,
            circle=face[1],
            reason=card.reason.value,
            id=card.id,
            since=card.since,
            text=card.text,
            more=card.more,
            key=card.key,
            last_spoke_at=instant_or_none(face[2]),
            last_channel=Channel(channel) if channel else None,
            lines=tuple(
                LineRow(instant(at), text, Direction(direction) if direction else None)
                for at, text, direction, _channel in lines
            ),
            url=face[3] or "",
            post_id=card.post.id if card.post else None,
            post_title=card.post.title if card.post else "",
            post_url=card.post.url if card.post else "",
            post_at=card.post.at if card.post else None,
            silent_days=self._silent_days(card),
        )
