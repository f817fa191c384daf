"""How the made-up journal is written down: a few lines a person, read into `DemoPerson`.

A person begins with `= Name / Circle / tags`. Then come facts (`at`, `mail`, `born` ...), one a
line, and moments: how many days ago (or `+` days ahead), what it was, and its text. `16 <comment`
is from them, `16 >comment/thanks` from me; `@2` is a link to the third of their `posts`. `todo`,
`later`, `did` and `let` are follow-ups that are open, snoozed, done and skipped; `[weekly]` repeats
from the date, `[weekly*]` from completion. `owe` and `kept` are promises. An indented line goes on
with the one above.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from relationship_journal.domain.codes import Channel, Direction, Intent

_MOMENT = re.compile(
    r"(?P<days>\+?\d+) (?P<kind>note|todo|later|did|let|owe|kept|[<>]\w+)(?:/(?P<intent>\w+))?"
    r"(?:\[(?P<repeat>[^]*]+)(?P<completion>\*?)\])?(?: @(?P<post>\d))? (?P<text>.+)"
)
_DIRECTIONS = {"<": Direction.INCOMING, ">": Direction.OUTGOING}


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened `days` ago, or is planned for `-days` ahead.

    `kind` is note, entry, todo, later, did, let, owe or kept; `post` counts in the person's posts.
    """

    days: int
    kind: str
    text: str
    direction: Direction = Direction.OUTGOING
    channel: Channel = Channel.OTHER
    intent: Intent | None = None
    post: int | None = None
    repeat: str = ""
    from_completion: bool = False


@dataclass(slots=True)
class DemoPerson:
    """One made-up person: what is known of them, and what happened.

    `facts` holds the lines by their first word; one that may come again keeps every value.
    """

    name: str
    circle: str
    tags: tuple[str, ...]
    facts: dict[str, list[str]] = field(default_factory=dict)
    moments: list[Moment] = field(default_factory=list)

    def fact(self, word: str) -> str:
        """Return the value of a fact, or ""."""
        return self.facts.get(word, [""])[0]

    def parts(self, word: str, between: str = ", ") -> tuple[str, ...]:
        """Return the values of a fact that lists several."""
        return tuple(self.fact(word).split(between)) if self.fact(word) else ()

    def number(self, word: str) -> int | None:
        """Return a fact that is a number of days, or None."""
        return int(self.fact(word)) if self.fact(word) else None

    @property
    def called(self) -> str:
        """How I call them."""
        return self.fact("called") or self.name

    @property
    def posts(self) -> tuple[str, ...]:
        """The titles of what they wrote."""
        return self.parts("posts", "; ")


def read_people(text: str) -> Iterator[DemoPerson]:
    """Yield the people of a script."""
    for block in re.split(r"^= ", text.strip(), flags=re.MULTILINE)[1:]:
        head, *lines = lines_of(block)
        name, circle, *tags = head.split(" / ")
        person = DemoPerson(name, circle, tuple(tags[0].split(", ")) if tags else ())
        for line in lines:
            if line[0] in "+0123456789":
                person.moments.append(read_moment(line))
            else:
                word, _space, value = line.partition(" ")
                person.facts.setdefault(word, []).append(value)
        yield person


def lines_of(text: str) -> list[str]:
    """Return the lines of a script, each whole."""
    return re.sub(r"\n +", " ", text.strip()).splitlines()


def read_moment(line: str) -> Moment:
    """Return the moment a line tells of.

    Raises: ValueError for a line that tells of none.
    """
    found = _MOMENT.fullmatch(line)
    if found is None:
        raise ValueError(f"not a moment: {line}")
    days, kind = found["days"], found["kind"]
    direction, channel = Direction.OUTGOING, Channel.OTHER
    if kind[0] in _DIRECTIONS:
        direction, channel, kind = _DIRECTIONS[kind[0]], Channel(kind[1:]), "entry"
    return Moment(
        days=-int(days) if days.startswith("+") else int(days),
        kind=kind,
        text=found["text"],
        direction=direction,
        channel=channel,
        intent=Intent(found["intent"]) if found["intent"] else None,
        post=int(found["post"]) if found["post"] else None,
        repeat=found["repeat"] or "",
        from_completion=bool(found["completion"]),
    )


def read_shared(line: str) -> tuple[tuple[str, ...], Moment]:
    """Return who was in an exchange with several people, and the exchange.

    Raises: ValueError for a line that tells of none.
    """
    head, _colon, text = line.partition(": ")
    days, kind, names = head.split(" ", 2)
    return tuple(names.split("; ")), read_moment(f"{days} {kind} {text}")
