"""Words as typed -> which command, with which options; what each may be stands in its spec.

A word that is no option of its command is text, so that a note may begin with a dash.
"""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _

if TYPE_CHECKING:
    from relationship_journal.cli.output import Result
    from relationship_journal.core import Core


class UsageError(JournalError):
    """The words make no command: told in a sentence, exit code 2."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What reading a word may need beside the word: the present, and ways in and out.

    `keys` is where passphrases come from, a `cli.keys.Keys`.
    """

    now: datetime
    zone: tzinfo
    standard_input: Callable[[], bytes]
    warn: Callable[[str], None]
    keys: Any = None


Convert = Callable[[str, Surroundings], Any]


def as_typed(word: str, _around: Surroundings) -> str:
    """Return the word itself."""
    return word


@dataclass(frozen=True, slots=True)
class Argument:
    """A word in its place, such as WHO; `is_text`: it may begin with a dash."""

    name: str
    about: str
    convert: Convert = as_typed
    is_needed: bool = True
    is_many: bool = False
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A word that begins with two dashes; `value` names what follows it, "" when nothing does.

    `replaces` names the argument that is left out when the option is there.
    """

    name: str
    about: str
    value: str = ""
    convert: Convert = as_typed
    is_many: bool = False
    replaces: str = ""


class Given:
    """The values of one call, under the names of its arguments and options.

    `keys` is where passphrases come from, a `cli.keys.Keys`.
    """

    def __init__(self, values: Mapping[str, Sequence[Any]], keys: Any = None) -> None:
        self._values = values
        self.keys = keys

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def all(self, name: str) -> tuple[Any, ...]:
        """Return every value given under this name."""
        return tuple(self._values.get(name, ()))

    def value(self, name: str, default: Any = None) -> Any:
        """Return the value, or the default when it was not given."""
        values = self._values.get(name)
        return values[-1] if values else default

    def text(self, name: str) -> str:
        """Return the text, or "" when it was not given."""
        return str(self.value(name, ""))


class Journals(Enum):
    """Which journal a command works on."""

    THERE = auto()
    """One that is there."""
    BEGUN = auto()
    """One that is there, or a new one."""
    LOOKED_AT = auto()
    """One that is there, or an empty one that is thrown away."""


def on_one_that_is_there(_given: Given) -> Journals:
    """Work on a journal that is there."""
    return Journals.THERE


def on_a_new_one_too(_given: Given) -> Journals:
    """Begin a journal where there is none."""
    return Journals.BEGUN


def nothing_more(_given: Given) -> None:
    """Find nothing wrong."""


@dataclass(frozen=True, slots=True)
class Command:
    """What a command is called, takes and does.

    `check` raises UsageError or JournalError before the journal is opened. Of two `opposites` only
    one may be there. A command with `run_alone` gets no open journal but its path (None: the
    user's own) and the present. One that `unlocks` finds the sign-ins unlocked where a passphrase
    is given.
    """

    name: str
    about: str
    run: Callable[["Core", Given], "Result"]
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    opposites: tuple[tuple[str, str], ...] = ()
    journal: Callable[[Given], Journals] = on_one_that_is_there
    check: Callable[[Given], None] = nothing_more
    more: str = ""
    run_alone: Callable[[Path | None, Given, Surroundings], "Result"] | None = None
    unlocks: bool = False


@dataclass(slots=True)
class Request:
    """What was typed, sorted; nothing of it understood yet."""

    command: Command | None = None
    words: dict[str, list[str]] = field(default_factory=dict)
    common: dict[str, str] = field(default_factory=dict)


def common_options() -> tuple[Option, ...]:
    """Return the options that every command takes, before or after its name."""
    return (
        Option("--journal", _("the journal; your own when left out"), "FILE"),
        Option("--json", _("print one JSON value and nothing else")),
        Option("--at", _("take this moment for the present one"), "WHEN"),
        Option("--encrypt", _("encrypt the whole journal first, a new one or one that is there")),
        Option("--passphrase-fd", _("read passphrases from this open file, a line each"), "N"),
        Option("--recovery-code-fd", _("write a new recovery code to this open file"), "N"),
        Option("--help", _("say what the program or a command does")),
    )


def window_options() -> tuple[Option, ...]:
    """Return the options of the program without a command."""
    return (
        Option("--hidden", _("begin in the tray, without a window")),
        Option("--version", _("say which version this is")),
    )


def read(argv: Sequence[str], commands: Sequence[Command]) -> Request:
    """Sort the words into a command, its arguments and its options.

    Raises: UsageError.
    """
    request = Request()
    words = iter(argv)
    common = {one.name: one for one in common_options()}
    before = common | {one.name: one for one in window_options()}
    for word in words:
        if word.startswith("-") and word not in {"-", "--"}:
            name = "--help" if word == "-h" else word.partition("=")[0]
            if name not in before:
                raise _no_such(_("There is no option “{word}”."), name, before)
            request.common[name] = _value_of(before[name], word, words, before)
            continue
        word = next(words, "") if word == "--" else word  # noqa: PLW2901  the word after it
        request.command = _command_named(word, commands)
        break
    if request.command is not None:
        _read_rest(request, request.command, words, common)
    return request


def _read_rest(
    request: Request, command: Command, words: Iterator[str], common: Mapping[str, Option]
) -> None:
    own = {one.name: one for one in command.options}
    known = {**common, **own}
    placed: list[tuple[str, bool]] = []
    for word in words:
        if word == "--":
            placed += [(one, True) for one in words]
            break
        name = word.partition("=")[0]
        if name not in known:
            placed.append((word, False))
            continue
        value = _value_of(known[name], word, words, known)
        if name not in own:
            request.common[name] = value
        elif name in request.words and not own[name].is_many:
            raise UsageError(_("“{option}” stands there twice.").format(option=name))
        else:
            request.words.setdefault(name, []).append(value)
    if "--help" in request.common:
        return
    for one, other in command.opposites:
        if one in request.words and other in request.words:
            raise UsageError(
                _("“{one}” and “{other}” do not go together.").format(one=one, other=other)
            )
    left_out = {one.replaces for one in command.options if one.name in request.words}
    arguments = [one for one in command.arguments if one.name not in left_out]
    _place(request, command, arguments, placed, known)


def _place(
    request: Request,
    command: Command,
    arguments: Sequence[Argument],
    placed: Sequence[tuple[str, bool]],
    known: Mapping[str, Option],
) -> None:
    most = len(arguments) if not any(one.is_many for one in arguments) else len(placed)
    if len(placed) > most:
        odd = next((word for word, is_plain in placed if _is_dashed(word, is_plain)), None)
        if odd is not None:
            raise _no_option(command, odd, known)
        raise UsageError(
            _("“{word}” is one word too many for “{command}”.").format(
                word=placed[most][0], command=command.name
            ),
            _("Put a text of several words in quotation marks."),
        )
    for place, argument in enumerate(arguments):
        taken = placed[place:] if argument.is_many else placed[place : place + 1]
        if argument.is_needed and not taken:
            raise UsageError(
                _("“{command}” needs {argument}.").format(
                    command=command.name, argument=argument.name
                ),
                see_help(command.name),
            )
        for word, is_plain in taken:
            if not argument.is_text and _is_dashed(word, is_plain):
                raise _no_option(command, word, known)
        if taken:
            request.words[argument.name] = [word for word, _is_plain in taken]


def convert(request: Request, command: Command, around: Surroundings) -> Given:
    """Return what the words mean.

    Raises: UsageError; JournalError for a text that cannot be taken.
    """
    converts = {one.name: one.convert for one in command.arguments}
    converts |= {one.name: one.convert for one in command.options}
    return Given(
        {
            name: [converts[name](word, around) for word in words]
            for name, words in request.words.items()
        },
        around.keys,
    )


def see_help(command: str) -> str:
    """Return where to read more."""
    return _("“relationship-journal {command} --help” tells more.").format(command=command)


def _is_dashed(word: str, is_plain: bool) -> bool:
    return not is_plain and len(word) > 1 and word.startswith("-")


def _value_of(option: Option, word: str, words: Iterator[str], known: Mapping[str, Option]) -> str:
    _name, sign, value = word.partition("=")
    if not option.value:
        if sign:
            raise UsageError(_("“{option}” takes no value.").format(option=option.name))
        return ""
    if not sign:
        following = next(words, None)
        if following is None or following == "--" or following.partition("=")[0] in known:
            hint = _("A value that looks like an option is written {option}=….")
            raise UsageError(
                _("“{option}” needs {value}.").format(option=option.name, value=option.value),
                hint.format(option=option.name) if following is not None else "",
            )
        value = following
    return value


def _command_named(word: str, commands: Sequence[Command]) -> Command:
    by_name = {one.name: one for one in commands}
    if word in by_name:
        return by_name[word]
    raise _no_such(_("There is no command “{word}”."), word, by_name)


def _no_option(command: Command, word: str, known: Mapping[str, Option]) -> UsageError:
    sentence = _("“{command}” has no option “{word}”.").replace("{command}", command.name)
    return _no_such(sentence, word.partition("=")[0], known)


def _no_such(sentence: str, word: str, known: Mapping[str, Any]) -> UsageError:
    close = difflib.get_close_matches(word, known, n=1)
    hint = (
        _("Did you mean “{word}”?").format(word=close[0])
        if close
        else _("“relationship-journal --help” lists what there is.")
    )
    return UsageError(sentence.format(word=word), hint)
