"""The commands there are, by theme; a new part of the program adds its own here."""

from dataclasses import dataclass

from relationship_journal.cli import (
    approach,
    backup,
    capture,
    files,
    follow_up,
    following,
    people,
    promises,
    today,
    vault,
    writing,
)
from relationship_journal.cli.output import Result
from relationship_journal.cli.parsing import Command, Given
from relationship_journal.i18n import gettext as _

DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Theme:
    """Commands that belong together in the help."""

    title: str
    commands: tuple[Command, ...]


def themes() -> tuple[Theme, ...]:
    """Return every command, sorted by what a person wants."""
    return (
        Theme(_("People"), people.commands()),
        Theme(_("Today"), today.commands()),
        Theme(_("Write down and find"), (*writing.commands(), *capture.commands())),
        Theme(_("Follow-ups and promises"), (*follow_up.commands(), *promises.commands())),
        Theme(_("Following"), following.commands()),
        Theme(_("Your approach"), approach.commands()),
        Theme(_("Files"), (*files.commands(), *backup.commands())),
        Theme(_("Sign-ins and encryption"), vault.commands()),
        Theme(_("The window"), (Command(DEMO, _("the window on a made-up journal"), _no_result),)),
    )


def all_commands() -> tuple[Command, ...]:
    """Return every command."""
    return tuple(command for theme in themes() for command in theme.commands)


def _no_result(_core: object, _given: Given) -> Result:
    raise AssertionError("the window is not opened here")
