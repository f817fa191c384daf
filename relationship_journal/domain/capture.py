"""What a quick-capture line means: `@mara sorry forum https://… !fix the link by Fri`.

The line begins with people and with the words for where, why and who wrote, in any order; from
the first other word on it is what was said. `!` begins a promise that runs to the end of its
line. No text is wrong: what is not understood is text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from itertools import islice

from relationship_journal.domain.codes import (
    Channel,
    Direction,
    Intent,
    channel_label,
    intent_label,
)
from relationship_journal.domain.text import fold
from relationship_journal.domain.when import parse_day
from relationship_journal.i18n import gettext as _

_WORD = re.compile(r"\S+")
_WHO = re.compile(
    r"[@＠](?:[\"“”„](?P<quoted>[^\"“”\n]+)[\"“”]|(?P<bare>[^\s,;\"“”]+))[,;]?(?=\s|$|@)"
)
_URL = re.compile(r"<?(?P<url>https?://[^\s<>]+)>?", re.IGNORECASE)
_PROMISE = re.compile(r"(?:(?<=\s)|^)[!！](?=[^\S\n]*[^\s!！])", re.MULTILINE)
_SPACES = re.compile(r"[^\S\n]+")
_AFTER_WORD = ",.;:!?"
_AFTER_URL = ".,;:!?'\"“”’"
_MOST_WORDS_TOGETHER = 5
_LONGEST_PHRASE = 60  # characters

_CHANNEL_WORDS = {
    "blog comment": Channel.COMMENT,
    "commented": Channel.COMMENT,
    "page message": Channel.MESSAGE,
    "e-mail": Channel.EMAIL,
    "mail": Channel.EMAIL,
    "direct message": Channel.DM,
    "link to their post": Channel.LINK,
    "linked": Channel.LINK,
    "mentioned": Channel.MENTION,
    "phone": Channel.CALL,
    "called": Channel.CALL,
    "in person": Channel.IN_PERSON,
    "met": Channel.IN_PERSON,
}
_INTENT_WORDS = {
    "thank you": Intent.THANKS,
    "thank": Intent.THANKS,
    "i'm sorry": Intent.SORRY,
    "im sorry": Intent.SORRY,
    "i am sorry": Intent.SORRY,
    "how can i help": Intent.HELP,
    "congrats": Intent.CONGRATULATIONS,
    "just talking": Intent.TALK,
    "talking": Intent.TALK,
    "chat": Intent.TALK,
}
_DIRECTION_WORDS = {
    "from them": Direction.INCOMING,
    "from-them": Direction.INCOMING,
    "from her": Direction.INCOMING,
    "from him": Direction.INCOMING,
    "they wrote": Direction.INCOMING,
    "she wrote": Direction.INCOMING,
    "he wrote": Direction.INCOMING,
    "<": Direction.INCOMING,
    "←": Direction.INCOMING,
    "from me": Direction.OUTGOING,
    "i wrote": Direction.OUTGOING,
    ">": Direction.OUTGOING,
    "→": Direction.OUTGOING,
}


class Part(StrEnum):
    """What a stretch of the line was understood as."""

    WHO = "who"
    DIRECTION = "direction"
    CHANNEL = "channel"
    INTENT = "intent"
    URL = "url"
    PROMISE = "promise"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the line, from `start` up to and without `end`, for colouring."""

    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True)
class Capture:
    """What a quick-capture line says.

    `who` are names as typed, without `@`; `channel` and `intent` are None where nothing was
    said; `promise` is "" without one, `promise_day` None when it names no day.
    """

    who: tuple[str, ...]
    direction: Direction
    channel: Channel | None
    intent: Intent | None
    url: str
    text: str
    promise: str
    promise_day: date | None
    spans: tuple[Span, ...]

    @property
    def has_entry(self) -> bool:
        """Say whether there is an exchange to write down, beside a promise."""
        return bool(self.text or self.url or self.channel is not None or self.intent is not None)


def parse_capture(line: str, now: datetime, zone: tzinfo) -> Capture:
    """Return what a quick-capture line means; it never fails, whatever the text.

    Args:
        line: as typed. Names are `@mara`, `@mara_lind`, `@"Mara Lind"` or a handle such as
            `@mara@social.example`; codes and everyday words both count (`in_person`, `in
            person`), in English and in the person's language. Without a word for who wrote it
            is from me.
        now: the instant it is typed at, for the day of the promise.
        zone: the person's zone.
    """
    reader = _Reader(line)
    promise, promise_day = _take_promise(reader, now, zone)
    url = _take_url(reader)
    who, said = _take_head(reader)
    return Capture(
        who=who,
        direction=Direction(said.get(Part.DIRECTION, Direction.OUTGOING)),
        channel=Channel(said[Part.CHANNEL]) if Part.CHANNEL in said else None,
        intent=Intent(said[Part.INTENT]) if Part.INTENT in said else None,
        url=url,
        text=reader.rest(),
        promise=promise,
        promise_day=promise_day,
        spans=tuple(sorted(reader.spans, key=lambda span: span.start)),
    )


class _Reader:
    """The line, and which stretches of it have been understood."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.spans: list[Span] = []

    def take(self, start: int, end: int, part: Part) -> None:
        self.spans.append(Span(start, end, part))

    def rest(self) -> str:
        """Return what was not understood, as text."""
        left, place = [], 0
        for span in sorted(self.spans, key=lambda span: span.start):
            left.append(self.line[place : span.start])
            place = span.end
        left.append(self.line[place:])
        text = _SPACES.sub(" ", " ".join(left))
        return "\n".join(part.strip() for part in text.strip().split("\n"))


def _take_promise(reader: _Reader, now: datetime, zone: tzinfo) -> tuple[str, date | None]:
    match = _PROMISE.search(reader.line)
    if match is None:
        return "", None
    start, end = match.start(), reader.line.find("\n", match.end())
    end = len(reader.line) if end < 0 else end
    said = reader.line[match.end() : end]
    for by in reversed(list(_by().finditer(said))):
        day = parse_day(said[by.end() :], now, zone) if len(said) - by.end() <= 40 else None
        if day is not None and said[: by.start()].strip():
            middle = match.end() + by.start()
            reader.take(start, middle, Part.PROMISE)
            reader.take(middle, end, Part.DAY)
            return _SPACES.sub(" ", said[: by.start()]).strip(), day
    reader.take(start, end, Part.PROMISE)
    return _SPACES.sub(" ", said).strip(), None


def _by() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted({"by", _("by")}))
    return re.compile(rf"(?<!\S)(?:{words})\s+", re.IGNORECASE)


def _take_url(reader: _Reader) -> str:
    for match in _URL.finditer(reader.line):
        if _end_of_taken(reader.spans, match.start()) is not None:
            continue
        url = match["url"].rstrip(_AFTER_URL)
        # A bracket belongs to the address where its other half does.
        while url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1].rstrip(_AFTER_URL)
        if len(url) <= len("https://"):
            continue
        is_bracketed = match[0].startswith("<") and match[0].endswith(">")
        start = match.start() if is_bracketed else match.start("url")
        reader.take(start, match.end() if is_bracketed else start + len(url), Part.URL)
        return url
    return ""


def _end_of_taken(spans: Iterable[Span], place: int) -> int | None:
    """Return where the understood stretch that covers the place ends, or None."""
    return next((span.end for span in spans if span.start <= place < span.end), None)


def _take_head(reader: _Reader) -> tuple[tuple[str, ...], dict[Part, str]]:
    """Take people and words from the beginning; return the names and what the words mean.

    Where nobody stands at the beginning, people further on are meant; where somebody does,
    the others are only spoken of.
    """
    names, said, words = list[str](), dict[Part, str](), _words()
    elsewhere = tuple(reader.spans)  # the address and the promise may stand in between
    place, is_head = 0, True
    while (is_head or not names) and (found := _WORD.search(reader.line, place)) is not None:
        place = found.start()
        taken_to = _end_of_taken(elsewhere, place)
        if taken_to is not None:
            place = taken_to
            continue
        name = _WHO.match(reader.line, place)
        if name is not None and not any(place < span.start < name.end() for span in elsewhere):
            names.append(_name(name))
            reader.take(place, name.end(), Part.WHO)
            place = name.end()
            continue
        end = _take_words(reader, said, words, elsewhere, place) if is_head else None
        is_head = end is not None
        place = found.end() if end is None else end
    return tuple(dict.fromkeys(name for name in names if name)), said


def _name(match: re.Match[str]) -> str:
    if match["quoted"]:
        return " ".join(match["quoted"].split())
    return match["bare"].rstrip(_AFTER_WORD).replace("_", " ").strip()


def _words() -> Mapping[str, tuple[Part, str]]:
    """Return what each folded word or phrase means."""
    labels: list[tuple[str, Channel | Intent | Direction]] = []
    labels += [(channel_label(channel), channel) for channel in Channel]
    labels += [(intent_label(intent), intent) for intent in Intent]
    labels += [(_("from me"), Direction.OUTGOING), (_("from them"), Direction.INCOMING)]
    # English words and codes come last: a translation never takes their meaning away.
    labels += [*_CHANNEL_WORDS.items(), *_INTENT_WORDS.items(), *_DIRECTION_WORDS.items()]
    labels += [(code.value, code) for codes in (Channel, Intent, Direction) for code in codes]
    parts = {Channel: Part.CHANNEL, Intent: Part.INTENT, Direction: Part.DIRECTION}
    return {
        fold(label).rstrip(_AFTER_WORD): (parts[type(code)], code.value) for label, code in labels
    }


def _take_words(
    reader: _Reader,
    said: dict[Part, str],
    words: Mapping[str, tuple[Part, str]],
    elsewhere: Iterable[Span],
    place: int,
) -> int | None:
    """Take the longest run of words from here that says something new; return its end."""
    ends = []
    for match in islice(_WORD.finditer(reader.line, place), _MOST_WORDS_TOGETHER):
        is_other = _end_of_taken(elsewhere, match.start()) is not None or match[0][0] in "@＠"
        if is_other or "\n" in reader.line[place : match.start()]:
            break
        ends.append(match.end())
    for end in reversed(ends):
        if end - place > _LONGEST_PHRASE:
            continue
        part, code = words.get(fold(reader.line[place:end]).rstrip(_AFTER_WORD), (None, ""))
        if part is None:
            continue
        if part in said:
            return None  # "a call about her link": the second one is part of what was said
        said[part] = code
        reader.take(place, end, part)
        return end
    return None
