"""A made-up journal, so that the program can be looked at before anything is written.

About 60 people who do not exist, on reserved domains and telephone numbers, with two years behind
them. It is lived through again: every service works under a clock that is wound to the moment at
which a thing happened. The same day gives the same journal.
"""

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import partial
from typing import Protocol

from relationship_journal.domain import when as whens
from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.i18n import gettext as _
from relationship_journal.services import (
    demo_acquaintances,
    demo_approach,
    demo_inner,
    demo_phrases,
    demo_regular,
)
from relationship_journal.services.circles import Circles
from relationship_journal.services.contacts import Contacts
from relationship_journal.services.demo_approach import CanApproach
from relationship_journal.services.demo_following import CanFollow, DemoFollowing
from relationship_journal.services.demo_script import (
    DemoPerson,
    Moment,
    lines_of,
    read_people,
    read_shared,
)
from relationship_journal.services.follow_ups import FollowUps
from relationship_journal.services.history import History
from relationship_journal.services.notes import Notes
from relationship_journal.services.rows import AddressRow

MY_BLOG = "https://slowfeeds.example"
_OLDEST = 725
# how many further exchanges the two years hold, by circle
_EXCHANGES = {"Inner": (16, 22), "Regular": (7, 12), "Acquaintance": (2, 5), "No plan": (0, 2)}


class OpenJournal(CanApproach, CanFollow, Protocol):
    """What a demonstration needs of an open journal."""

    @property
    def clock(self) -> Callable[[], datetime]: ...  # noqa: D102
    @property
    def zone(self) -> tzinfo: ...  # noqa: D102
    @property
    def history(self) -> History: ...  # noqa: D102
    @property
    def circles(self) -> Circles: ...  # noqa: D102
    @property
    def contacts(self) -> Contacts: ...  # noqa: D102
    @property
    def notes(self) -> Notes: ...  # noqa: D102
    @property
    def follow_ups(self) -> FollowUps: ...  # noqa: D102


def fill(core: OpenJournal) -> None:
    """Fill an empty journal with made-up people; it cannot be undone and leaves nothing to undo."""
    _Life(core).live()


class _WoundClock:
    """A clock that stands at the moment being told."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True)
class _Act:
    """Something to do when the clock has come to a moment."""

    at: datetime
    do: Callable[[], object]


class _Life:
    """Two years, gathered in any order and lived in the right one."""

    def __init__(self, core: OpenJournal) -> None:
        self._core = core
        self._history = core.history
        self._now = core.clock()
        self._zone = core.zone
        self._today = whens.local_day(self._now, core.zone)
        self._clock = _WoundClock(self._now)
        self._contacts = core.contacts.under(self._clock)
        self._notes = core.notes.under(self._clock)
        self._entries = core.entries.under(self._clock)
        self._follow_ups = core.follow_ups.under(self._clock)
        self._promises = core.promises.under(self._clock)
        # not for secrets: the same journal for everybody who looks at it on the same day
        self._random = random.Random("a journal of people who do not exist")  # noqa: S311
        self._acts: list[_Act] = []
        self._ids: dict[str, int] = {}
        self._came: dict[str, int] = {}
        self._taken: dict[tuple[str, int], int] = {}

    def live(self) -> None:
        """Do everything, from the oldest to the newest."""
        people = [
            person
            for script in (demo_inner.PEOPLE, demo_regular.PEOPLE, demo_acquaintances.PEOPLE)
            for person in read_people(script)
        ]
        shared = [read_shared(line) for line in lines_of(demo_acquaintances.SHARED)]
        for person in people:
            together = [moment for names, moment in shared if person.name in names]
            self._meet(person, together)
        for person in people:
            self._tell(person)
        for names, moment in shared:
            self._tell_shared(names, moment)
        self._at("Mara Lind", 204, lambda: self._note("Mara Lind", demo_acquaintances.LONG_NOTE))
        with self._history.one_step(_("Made-up journal"), is_undoable=False):
            for act in sorted(self._acts, key=lambda one: one.at):
                self._clock.at = act.at
                act.do()
            DemoFollowing(self._core, self._now, self._ids, self._random).live(people, MY_BLOG)
            demo_approach.tell(self._core, self._now, self._ids)

    # --- one person ------------------------------------------------------------------------------

    def _meet(self, person: DemoPerson, together: list[Moment]) -> None:
        oldest = max((moment.days for moment in (*person.moments, *together)), default=0)
        came = person.number("added") or max(oldest + 10, self._random.randint(380, _OLDEST))
        self._came[person.name] = came
        day = self._day(came)
        self._acts.append(
            _Act(whens.to_instant(day, time(7, 30), self._zone), partial(self._add, person))
        )

    def _add(self, person: DemoPerson) -> None:
        contacts = self._contacts
        one = contacts.add(
            person.name, urls=person.parts("at"), tags=person.tags, circle=person.circle
        )
        self._ids[person.name] = one
        if person.fact("mail"):
            contacts.set_emails(one, _labelled(person.parts("mail")))
        if person.fact("phone"):
            contacts.set_phones(one, _labelled(person.parts("phone")))
        if person.fact("own"):
            contacts.set_custom(one, [_pair(text) for text in person.facts["own"]])
        if person.fact("aka"):
            names = _labelled(person.facts["aka"])
            contacts.set_names(one, [(name, kind or "nickname") for name, kind in names])
        if person.fact("lives"):
            city, country = person.parts("lives")
            contacts.set_addresses(one, [AddressRow(0, "home", "", "", "", city, "", "", country)])
        cadence = person.number("cadence")
        if cadence is not None:
            contacts.set_cadence(one, cadence)
        contacts.edit(
            one,
            birthday=self._birthday(person.fact("born")),
            how_we_met=person.fact("met"),
            organization=person.fact("works"),
            title=person.fact("title"),
        )

    def _tell(self, person: DemoPerson) -> None:
        name, contacts = person.name, self._contacts
        for moment in person.moments:
            self._happen(person, moment)
        self._tell_the_rest(person)
        introducer = person.fact("via")
        if introducer:
            self._at(
                name,
                min(self._came[name], self._came[introducer]) - 1,
                lambda: contacts.edit(self._ids[name], introduced_by=self._ids[introducer]),
            )
        away, binned, pause = (person.number(word) for word in ("away", "binned", "pause"))
        if away is not None:
            self._at(name, away, lambda: contacts.put_away(self._ids[name]))
        if binned is not None:
            self._at(name, binned, lambda: contacts.delete(self._ids[name]))
        if pause is not None:
            until = self._day(-pause)
            self._at(name, 20, lambda: contacts.pause_until(self._ids[name], until))
        if "muted" in person.facts:
            self._at(name, 90, lambda: contacts.set_muted(self._ids[name], is_muted=True))

    def _tell_the_rest(self, person: DemoPerson) -> None:
        """Fill the time before what is written of a person with what is said again and again."""
        said = [moment.days for moment in person.moments if moment.kind == "entry"]
        newest, came = min(said, default=_OLDEST) + 12, self._came[person.name] - 6
        if newest >= came or person.fact("added"):
            return
        choose = self._random
        mine = _fitting(demo_phrases.FROM_ME, person)
        theirs = _fitting(demo_phrases.FROM_THEM, person)
        answers = list(demo_phrases.MY_ANSWERS)
        for phrases in (mine, theirs, answers):
            choose.shuffle(phrases)
        for _number in range(choose.randint(*_EXCHANGES[person.circle])):
            days = choose.randint(newest, came)
            if mine and (choose.random() < 0.6 or not theirs):
                self._say(person, days, Direction.OUTGOING, mine.pop())
            elif theirs:
                self._say(person, days, Direction.INCOMING, theirs.pop())
                if answers:
                    days = max(days - choose.randint(0, 3), newest)
                    self._say(person, days, Direction.OUTGOING, answers.pop())
        notes = [words for words in demo_phrases.NOTES if person.posts or "{post}" not in words]
        for words in choose.sample(notes, choose.randint(0, 2)):
            _post, text = self._worded(person, words)
            self._happen(person, Moment(choose.randint(newest, came), "note", text))

    def _say(
        self,
        person: DemoPerson,
        days: int,
        direction: Direction,
        phrase: tuple[str, str | None, str],
    ) -> None:
        channel, intent, words = phrase
        post, text = self._worded(person, words)
        self._happen(
            person,
            Moment(
                days=days,
                kind="entry",
                text=text,
                direction=direction,
                channel=Channel(channel),
                intent=Intent(intent) if intent else None,
                post=post,
            ),
        )

    def _worded(self, person: DemoPerson, words: str) -> tuple[int | None, str]:
        """Return which of their posts it is about, and the words."""
        post = self._random.randrange(len(person.posts)) if person.posts else None
        title = "" if post is None else person.posts[post]
        mine = self._random.choice(demo_phrases.MY_POSTS)
        return post, words.format(name=person.called, post=title, mine=mine)

    # --- moments ---------------------------------------------------------------------------------

    def _happen(self, person: DemoPerson, moment: Moment) -> None:
        name, days = person.name, moment.days
        if moment.kind == "note":
            self._at(name, days, lambda: self._note(name, moment.text))
        elif moment.kind == "entry":
            address = _address(person, moment)
            self._at(name, days, lambda: self._write_down([name], moment, address))
        elif moment.kind in {"owe", "kept"}:
            self._promise(name, moment)
        else:
            self._plan(name, moment)

    def _plan(self, name: str, moment: Moment) -> None:
        follow_ups, made = self._follow_ups, {}
        is_past = moment.kind in {"did", "let"}
        day = self._day(3 if moment.kind == "later" else moment.days)
        before = moment.days + 9 if is_past else 6

        def add() -> None:
            made["id"] = follow_ups.add(
                self._ids[name],
                day,
                moment.text,
                repeat=moment.repeat,
                from_completion=moment.from_completion,
            )

        self._at(name, min(before, self._came[name]), add)
        if moment.kind == "did":
            self._at(name, moment.days, lambda: follow_ups.complete(made["id"]))
        elif moment.kind == "let":
            self._at(name, moment.days, lambda: follow_ups.skip(made["id"]))
        elif moment.kind == "later":
            self._at(name, 2, lambda: follow_ups.snooze(made["id"], self._day(moment.days)))

    def _promise(self, name: str, moment: Moment) -> None:
        promises, made = self._promises, {}
        is_kept = moment.kind == "kept"
        by = None if is_kept else self._day(moment.days)

        def make() -> None:
            made["id"] = promises.make(self._ids[name], moment.text, by)

        self._at(name, moment.days + 12 if is_kept else 4, make)
        if is_kept:
            self._at(name, moment.days, lambda: promises.keep(made["id"]))

    def _tell_shared(self, people: tuple[str, ...], moment: Moment) -> None:
        self._at(people[0], moment.days, lambda: self._write_down(people, moment, ""))

    def _note(self, name: str, text: str) -> None:
        self._notes.add(self._ids[name], text)

    def _write_down(self, names: Iterable[str], moment: Moment, address: str) -> None:
        self._entries.write_down(
            [self._ids[name] for name in names],
            moment.text,
            direction=moment.direction,
            channel=moment.channel,
            intent=moment.intent,
            url=address,
        )

    # --- time ------------------------------------------------------------------------------------

    def _day(self, days_ago: int) -> date:
        return self._today - timedelta(days=days_ago)

    def _at(self, name: str, days_ago: int, do: Callable[[], object]) -> None:
        """Do it on that day; what comes again on a person's same day comes later in it."""
        again = self._taken.get((name, days_ago), 0)
        self._taken[name, days_ago] = again + 1
        if days_ago > 0:
            hour = min(9 + self._random.randint(0, 5) + 2 * again, 23)
            minute = self._random.randint(0, 59)
            at = whens.to_instant(self._day(days_ago), time(hour, minute), self._zone)
        else:
            morning = whens.start_of_day(self._today, self._zone)
            at = morning + (self._now - morning) * min(0.5 + 0.2 * again, 1.0)
        self._acts.append(_Act(at, do))

    def _birthday(self, born: str) -> str:
        if not born.startswith("+"):
            return born
        ahead, year = born.split(" ")
        day = self._day(-int(ahead))
        if (day.month, day.day) == (2, 29):
            return "--02-29"
        return day.replace(year=int(year)).isoformat()


def _fitting(
    phrases: Iterable[tuple[str, str | None, str]], person: DemoPerson
) -> list[tuple[str, str | None, str]]:
    """Return what can be said of a person: nothing about posts where there are none."""
    return [phrase for phrase in phrases if person.posts or "{post}" not in phrase[2]]


def _address(person: DemoPerson, moment: Moment) -> str:
    """Return the link that an entry keeps: their post, for a comment of theirs my own blog."""
    site = next(iter(person.parts("at")), "")
    on_the_web = {Channel.COMMENT, Channel.LINK, Channel.MENTION, Channel.MESSAGE}
    if moment.post is None or not site or moment.channel not in on_the_web:
        return ""
    if moment.direction is Direction.INCOMING:
        found = [title for title in demo_phrases.MY_POSTS if f"“{title}”" in moment.text]
        return f"{MY_BLOG}/{_slug(found[0])}" if found else ""
    return f"{site}/{_slug(person.posts[moment.post])}"


def _slug(title: str) -> str:
    return "-".join(re.findall(r"\w+", title.lower()))


def _labelled(values: Iterable[str]) -> list[tuple[str, str]]:
    """Split `value (label)`."""
    pairs = (re.fullmatch(r"(.+?)(?: \((\w+)\))?", value) for value in values)
    return [(found[1], found[2] or "") for found in pairs if found]


def _pair(text: str) -> tuple[str, str]:
    name, _colon, value = text.partition(": ")
    return name, value
