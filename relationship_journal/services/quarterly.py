"""The quarterly look-back: six cards, what was written on them, and a copy without names."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from relationship_journal.domain import looking_back as rules
from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Direction, Intent
from relationship_journal.domain.text import one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services import door
from relationship_journal.services.looking_back import LookBackRow, LookingBack
from relationship_journal.store.instants import stamp
from relationship_journal.store.models_approach import LookBackAnswer, LookBackSkipped
from relationship_journal.system import files

_SHORTEST_NAME = 3
_NAMES_AT_ONCE = 500

_PROMISES = """
SELECT count(*) FILTER (WHERE kept_at >= :first AND kept_at < :after),
       count(*) FILTER (WHERE kept_at IS NULL AND released_at IS NULL)
FROM promise JOIN contact ON contact.id = contact_id
WHERE deleted_at IS NULL AND owed_by = 'mine'
"""
_INTENT = """
SELECT count(DISTINCT interaction.id) FROM interaction
JOIN interaction_contact ON interaction_id = interaction.id
JOIN contact ON contact.id = contact_id AND deleted_at IS NULL
WHERE interaction.at >= :first AND interaction.at < :after
  AND direction = :direction AND intent = :intent
"""
_NAMES = """
SELECT name FROM contact
UNION SELECT given_name FROM contact UNION SELECT family_name FROM contact
UNION SELECT value FROM contact_name UNION SELECT handle FROM profile
"""


class Card(StrEnum):
    """The six cards, in their order."""

    GIVEN = "given"
    RECEIVED = "received"
    PROMISES = "promises"
    QUIET = "quiet"
    THANKS = "thanks"
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card of a quarter.

    `fact` is what the journal knows, "" when nothing; `names` who is meant, for the window only;
    `answer` what was written on it.
    """

    card: Card
    question: str
    fact: str
    names: tuple[str, ...]
    answer: str


class Quarterly(door.Service):
    """Six cards a quarter, each of which can be skipped, also for ever."""

    def quarters(self) -> list[rules.Period]:
        """Return the last whole quarter, then the present one, then those before."""
        return rules.quarters(whens.local_day(self._clock(), self._zone))

    def cards(self, quarter: rules.Period) -> list[CardRow]:
        """Return the cards of a quarter that are not skipped for ever."""
        row = LookingBack(self._journal, self._clock, self._zone).look(quarter)
        answers = {
            one.card: one.text
            for one in LookBackAnswer.select().where(LookBackAnswer.quarter == quarter.key)
        }
        skipped = set(self.skipped_for_ever())
        return [
            CardRow(card, question(card), *self._fact(card, row), answers.get(card, ""))
            for card in Card
            if card not in skipped
        ]

    def answer(self, quarter: rules.Period, card: Card, text: str) -> None:
        """Keep what was written on a card; nothing takes it off again.

        Raises: InvalidInput.
        """
        kept = door.words("text", text).strip()
        found = LookBackAnswer.get_or_none(
            LookBackAnswer.quarter == quarter.key, LookBackAnswer.card == card
        )
        if kept == (found.text if found else ""):
            return
        with self._journal.change(_("Write on a look-back card")):
            if found is None:
                found = LookBackAnswer(quarter=quarter.key, card=card.value)
            elif not kept:
                found.delete_instance()
                return
            found.text = kept
            found.answered_at = stamp(self._clock())
            found.save()

    def skip_for_ever(self, card: Card) -> None:
        """Never show a card again, until it is brought back."""
        if card in self.skipped_for_ever():
            return
        with self._journal.change(_("Skip a look-back card for ever")):
            LookBackSkipped.create(card=card.value, skipped_at=stamp(self._clock()))

    def bring_back(self) -> None:
        """Show all cards again."""
        with self._journal.change(_("Bring the look-back cards back")):
            LookBackSkipped.delete().execute()

    def skipped_for_ever(self) -> list[Card]:
        """Return the cards that are not shown any more."""
        kept = {one.card for one in LookBackSkipped.select()}
        return [card for card in Card if card.value in kept]

    def as_markdown(self, quarter: rules.Period) -> str:
        """Return the cards with what was written on them, as Markdown without anybody's name.

        The names the journal knows, whole and in their parts, and handles become "somebody".
        """
        parts = [f"# {rules.quarter_label(quarter)}", ""]
        for row in self.cards(quarter):
            parts += [f"## {row.question}", ""]
            parts += [part for said in (row.fact, row.answer) if said for part in (said, "")]
        return self._without_names("\n".join(parts).rstrip() + "\n")

    def write_markdown(self, quarter: rules.Period, path: Path) -> None:
        """Write the cards into a file, as Markdown without names.

        Raises: JournalError, DiskFull.
        """
        with files.replaced(path) as file:
            file.write(self.as_markdown(quarter).encode())

    def _fact(self, card: Card, row: LookBackRow) -> tuple[str, tuple[str, ...]]:
        given = sum(one.given for one in row.sums)
        received = sum(one.received for one in row.sums)
        match card:
            case Card.GIVEN:
                people = sum(1 for one in row.people if one.given)
                return _times_to(given, people), ()
            case Card.RECEIVED:
                first = [one.name for one in row.new_people if one.wrote_first]
                return _received(received, len(first)), tuple(first)
            case Card.PROMISES:
                return self._promises(row), ()
            case Card.QUIET:
                names = tuple(one.name for one in row.gone_quiet)
                return _quiet(len(names)), names
            case Card.THANKS:
                return self._thanks(row), ()
            case Card.BETTER:
                return "", ()

    def _promises(self, row: LookBackRow) -> str:
        kept, still_open = self._journal.execute(_PROMISES, self._between(row.period)).fetchone()
        return _("Kept: {kept}. Still open: {open}.").format(kept=kept, open=still_open)

    def _thanks(self, row: LookBackRow) -> str:
        values = {
            **self._between(row.period),
            "direction": Direction.OUTGOING.value,
            "intent": Intent.THANKS.value,
        }
        (count,) = self._journal.execute(_INTENT, values).fetchone()
        if not count:
            return _("No entry of yours is marked as a thank-you.")
        return ngettext("You said thank you once.", "You said thank you {n} times.", count).format(
            n=count
        )

    def _between(self, period: rules.Period) -> dict[str, str]:
        first, after = period.first, period.last + timedelta(days=1)
        return {
            "first": stamp(whens.start_of_day(first, self._zone)),
            "after": stamp(whens.start_of_day(after, self._zone)),
        }

    def _without_names(self, text: str) -> str:
        names = set()
        for (name,) in self._journal.execute(_NAMES):
            whole = one_line(name).lstrip("@")
            # of @name@host, what people write is the first part
            names |= {whole, whole.partition("@")[0], *whole.split()}
        present = [
            name
            for name in names
            if len(name) >= _SHORTEST_NAME and name.casefold() in text.casefold()
        ]
        present.sort(key=len, reverse=True)
        for start in range(0, len(present), _NAMES_AT_ONCE):
            some = "|".join(re.escape(name) for name in present[start : start + _NAMES_AT_ONCE])
            text = re.sub(rf"@?\b(?:{some})\b", _("somebody"), text, flags=re.IGNORECASE)
        return text


def question(card: Card) -> str:
    """Return what a card asks."""
    return {
        Card.GIVEN: _("What did you give that you were glad to give?"),
        Card.RECEIVED: _("Who came to you unasked, and what did they look for?"),
        Card.PROMISES: _("Which promise is still open, and is it still yours to keep?"),
        Card.QUIET: _("Who went quiet, and is that all right?"),
        Card.THANKS: _("Whom have you not thanked yet?"),
        Card.BETTER: _("How did these people make you better, and what will you do otherwise?"),
    }[card]


def _times_to(times: int, people: int) -> str:
    if not times:
        return _("You wrote to nobody in this quarter.")
    said = ngettext("You wrote once", "You wrote {n} times", times).format(n=times)
    return ngettext("{said}, to {n} person.", "{said}, to {n} people.", people).format(
        said=said, n=people
    )


def _received(times: int, first: int) -> str:
    said = ngettext("They wrote once.", "They wrote {n} times.", times).format(n=times)
    if not first:
        return said
    return (
        said
        + " "
        + ngettext("{n} new person wrote first.", "{n} new people wrote first.", first).format(
            n=first
        )
    )


def _quiet(count: int) -> str:
    if not count:
        return _("Nobody who was close has gone quiet.")
    return ngettext(
        "{n} person who was close has gone quiet.",
        "{n} people who were close have gone quiet.",
        count,
    ).format(n=count)
