"""What a single word means: a text, a moment, a code, a number; told why when it means nothing."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from relationship_journal.cli.parsing import Surroundings, UsageError
from relationship_journal.domain import text as texts
from relationship_journal.domain.birthday import parse_birthday
from relationship_journal.domain.codes import Channel, Intent
from relationship_journal.domain.person_facts import Rhythm
from relationship_journal.domain.repeat import parse_repeat
from relationship_journal.domain.when import When, parse_when
from relationship_journal.errors import InvalidInput, JournalError
from relationship_journal.i18n import gettext as _

NONE = "none"
AS_THE_CIRCLE = "circle"
# What is read of standard input: four times the largest note, for what cleaning may take away.
MOST_READ = 16 * 1024 * 1024

Code = TypeVar("Code", bound=StrEnum)


def line(word: str, around: Surroundings) -> str:
    """Return a name or the like without what cannot be kept, said so on standard error."""
    kept, is_less = texts.clean(_rejoined(word))
    if is_less:
        around.warn(_("NUL and broken characters were left out of the text."))
    return kept


def _rejoined(word: str) -> str:
    """Return a word whose bytes were UTF-8 although the locale says otherwise."""
    try:
        return word.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a surrogate that stands for no byte
        return word


def needed(word: str, around: Surroundings) -> str:
    """Return a text that may not be blank.

    Raises: UsageError.
    """
    kept = line(word, around)
    if texts.is_blank(texts.one_line(kept)):
        raise UsageError(_("An option’s value is empty."))
    return kept


def text(word: str, around: Surroundings) -> str:
    """Return a text; `-` stands for what standard input holds, in UTF-8.

    Raises: JournalError.
    """
    return line(_decoded(around.standard_input()) if word == "-" else word, around)


def _decoded(data: bytes) -> str:
    if len(data) > MOST_READ:
        raise InvalidInput("text", _("The text is larger than 4 MiB."))
    try:
        # a surrogate of its own is taken out like any other, and said
        return data.decode("utf-8", "surrogatepass").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise JournalError(
            _("Standard input is not UTF-8 (byte {n}).").format(n=error.start + 1),
            _("Nothing was written down."),
        ) from error


def file(word: str, _around: Surroundings) -> Path:
    """Return a path.

    Raises: UsageError.
    """
    if not word or "\x00" in word:
        raise UsageError(_("The name of a file is empty."))
    return Path(word)


def number(word: str, _around: Surroundings) -> int:
    """Return an id.

    Raises: UsageError.
    """
    if not (word.isascii() and word.isdecimal() and len(word) <= 18):
        raise UsageError(
            _("“{word}” is not an id.").format(word=texts.excerpt(word, 40)),
            _("An id is a number, as “show” and “remind” print it."),
        )
    return int(word)


def count(word: str, _around: Surroundings) -> int:
    """Return how many, at least one.

    Raises: UsageError.
    """
    if not (word.isascii() and word.isdecimal() and len(word) < 10 and int(word)):
        raise UsageError(
            _("“{word}” is not a number of people.").format(word=texts.excerpt(word, 40)),
            _("Write a number from 1 on."),
        )
    return int(word)


def when(word: str, around: Surroundings) -> When:
    """Return a moment, ahead where that is left open.

    Raises: UsageError.
    """
    return _understood(lambda: parse_when(word, around.now, around.zone))


def past_when(word: str, around: Surroundings) -> When:
    """Return a moment, back where that is left open.

    Raises: UsageError.
    """
    return _understood(lambda: parse_when(word, around.now, around.zone, past=True))


def day_or_none(word: str, around: Surroundings) -> date | None:
    """Return a day; `none` is none.

    Raises: UsageError.
    """
    return None if texts.fold(word) == NONE else when(word, around).day


def birthday(word: str, _around: Surroundings) -> str:
    """Return a birthday as it is kept; `none` (or nothing) takes it away.

    Raises: UsageError.
    """
    if texts.fold(word) in {NONE, ""}:
        return ""
    return _understood(lambda: str(parse_birthday(word)))


def repeat(word: str, _around: Surroundings) -> str:
    """Return the rule as typed, when it is one.

    Raises: UsageError.
    """
    _understood(lambda: parse_repeat(word))
    return word


def cadence(word: str, _around: Surroundings) -> int | None:
    """Return days; 0 for `none`, None for `circle` (as the circle says).

    Raises: UsageError.
    """
    typed = texts.fold(word)
    if typed in {NONE, AS_THE_CIRCLE}:
        return 0 if typed == NONE else None
    if typed.isascii() and typed.isdecimal() and len(typed) < 10 and int(typed):
        return int(typed)
    raise UsageError(
        _("“{word}” is not a cadence.").format(word=texts.excerpt(word, 40)),
        _("Write a number of days, “none”, or “circle” for what the circle says."),
    )


def rhythm(word: str, _around: Surroundings) -> Rhythm:
    """Return on which of their posts to turn to somebody: `post`, `second-post`, `monthly`.

    Raises: UsageError; it lists the known ones.
    """
    known = {"post": Rhythm.DAYS, "second-post": Rhythm.SECOND_POST, "monthly": Rhythm.MONTHLY}
    found = known.get(texts.fold(word))
    if found is None:
        raise UsageError(
            _("“{word}” is not a rhythm.").format(word=texts.excerpt(word, 40)),
            _("There are: {names}.").format(names=", ".join(known)),
        )
    return found


def channel(word: str, _around: Surroundings) -> Channel:
    """Return where it happened.

    Raises: UsageError; it lists the known codes.
    """
    return _code(word, Channel, _("There is no channel “{word}”."))


def intent(word: str, _around: Surroundings) -> Intent:
    """Return why.

    Raises: UsageError; it lists the known codes.
    """
    return _code(word, Intent, _("There is no intent “{word}”."))


def format_of(known: Callable[[], Iterable[str]]) -> Callable[[str, Surroundings], str]:
    """Return how a format is read; `known` tells which there are."""

    def one_of(word: str, _around: Surroundings) -> str:
        formats = tuple(known())
        if word not in formats:
            raise UsageError(
                _("There is no format “{word}”.").format(word=texts.excerpt(word, 40)),
                _there_are(formats),
            )
        return word

    return one_of


def delimiter(word: str, _around: Surroundings) -> str:
    """Return the character between two cells; `tab` is one.

    Raises: UsageError.
    """
    known = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "bar": "|"}
    found = known.get(word.lower(), word)
    if found not in {",", ";", "\t", "|"}:
        raise UsageError(_("A delimiter is a comma, a semicolon, a bar (|) or “tab”."))
    return found


def _code(word: str, codes: type[Code], sentence: str) -> Code:
    try:
        return codes(word)
    except ValueError:
        raise UsageError(
            sentence.format(word=texts.excerpt(word, 40)), _there_are(one.value for one in codes)
        ) from None


def _there_are(known: Iterable[str]) -> str:
    return _("There are: {names}.").format(names=", ".join(known))


Meant = TypeVar("Meant")


def _understood(parse: Callable[[], Meant]) -> Meant:
    try:
        return parse()
    except InvalidInput as error:
        raise UsageError(error.text, error.hint) from error
