"""The help of the program and of each command, made of the table of commands."""

import textwrap
from collections.abc import Iterable, Sequence

from relationship_journal.cli.parsing import (
    Argument,
    Command,
    Option,
    common_options,
    window_options,
)
from relationship_journal.cli.table import Theme
from relationship_journal.i18n import gettext as _

PROGRAM = "relationship-journal"
_WIDTH = 92
_COLUMN = 24
_UNBROKEN = "\N{NO-BREAK SPACE}"


def of_program(themes: Iterable[Theme]) -> str:
    """Return the help of the whole program."""
    parts = [
        _usage([f"{PROGRAM} [--hidden]", f"{PROGRAM} COMMAND …"]),
        _paragraph(
            _(
                "A journal of the people you read and write to. Without a command the window "
                "opens; with one, the same journal is worked on without it."
            )
        ),
    ]
    parts += [
        _table(theme.title, ((one.name, one.about) for one in theme.commands)) for theme in themes
    ]
    parts.append(_options(_("Options of every command"), common_options()))
    parts.append(_options(_("Without a command"), window_options()))
    parts.append(
        _paragraph(
            _("“{program} COMMAND --help” tells more.").format(program=PROGRAM)
            + " "
            + _(
                "Exit codes: 0 done, 1 it could not be done, 2 wrong words, 3 the journal file "
                "itself."
            )
        )
    )
    return "\n".join(parts)


def of_command(command: Command) -> str:
    """Return the help of one command."""
    parts = [_usage(_ways(command)), _paragraph(_sentence(command.about))]
    if command.arguments:
        rows = ((one.name, one.about) for one in command.arguments)
        parts.append(_table(_("Arguments"), rows))
    if command.options:
        parts.append(_options(_("Options"), command.options))
    own = {one.name for one in command.options}
    common = [one for one in common_options() if one.name not in own]
    parts.append(_options(_("Options of every command"), common))
    if command.more:
        parts.append(_paragraph(command.more))
    return "\n".join(parts)


def of_no_screen(commands: Iterable[Command]) -> str:
    """Return what is said where no window can open."""
    names = " ".join(one.name for one in commands)
    return "\n".join(
        (
            _(
                "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the "
                "window cannot open."
            ),
            _("These commands need none: {names}.").format(names=names),
            _("“{program} COMMAND --help” tells more.").format(program=PROGRAM),
        )
    )


def _ways(command: Command) -> list[str]:
    """Return how a command is written: once, and again with each option that replaces a word."""
    replacing = [one for one in command.options if one.replaces]
    others = [one for one in command.options if not one.replaces]
    # a line is not broken inside an option
    tail = [
        f"[{_written(one)}]{'…' if one.is_many else ''}".replace(" ", _UNBROKEN) for one in others
    ]
    ways = []
    for option in (None, *replacing):
        words = [_placed(one) for one in command.arguments]
        if option is not None:
            words = [
                _written(option) if one.name == option.replaces else _placed(one)
                for one in command.arguments
            ]
        ways.append(" ".join((PROGRAM, command.name, *words, *tail)))
    return ways


def _placed(argument: Argument) -> str:
    written = argument.name + ("…" if argument.is_many else "")
    return written if argument.is_needed else f"[{written}]"


def _written(option: Option) -> str:
    return f"{option.name} {option.value}" if option.value else option.name


def _usage(ways: Sequence[str]) -> str:
    title = _("Usage:")
    lines = []
    for way in ways:
        lines += textwrap.wrap(
            way, _WIDTH - 4, initial_indent="  ", subsequent_indent="      ", break_long_words=False
        )
    return "\n".join((title, *lines, "")).replace(_UNBROKEN, " ")


def _options(title: str, options: Iterable[Option]) -> str:
    return _table(title, ((_written(one), one.about) for one in options))


def _table(title: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"{title}:"]
    for name, about in rows:
        first, *rest = textwrap.wrap(about, _WIDTH - _COLUMN)
        lines.append(f"  {name:<{_COLUMN - 2}}{first}" if len(name) < _COLUMN - 2 else f"  {name}")
        if len(name) >= _COLUMN - 2:
            rest = [first, *rest]
        lines += [" " * _COLUMN + line for line in rest]
    return "\n".join((*lines, ""))


def _paragraph(text: str) -> str:
    return textwrap.fill(text, _WIDTH) + "\n"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(("?", ".")) else ".")
