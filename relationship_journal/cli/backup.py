"""Commands that copy the journal and put a copy back."""

from pathlib import Path
from typing import TYPE_CHECKING

from relationship_journal.cli import values
from relationship_journal.cli.output import Result, progress
from relationship_journal.cli.parsing import Argument, Command, Given, Option, Surroundings
from relationship_journal.cli.words import Now
from relationship_journal.errors import JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext

if TYPE_CHECKING:
    from relationship_journal.core import Core
    from relationship_journal.services.backups import InsideRow


def commands() -> tuple[Command, ...]:
    """Return the commands on backups."""
    return (
        Command(
            "backup",
            _("a copy that can be put back, also while the window is open"),
            _backup,
            (Argument("FILE", _("where to; it is replaced when all went well"), values.file),),
            more=_("It is read back before it counts."),
        ),
        Command(
            "restore",
            _("put a backup in the journal’s place"),
            _never,
            (Argument("FILE", _("a backup, or a journal that was copied aside"), values.file),),
            (
                Option("--look", _("say what is inside, and change nothing")),
                Option("--replace", _("also where there is a journal already, which is kept")),
            ),
            opposites=(("--look", "--replace"),),
            run_alone=_restore,
            more=_(
                "What was there before goes into the folder “backups” beside the journal; "
                "restoring that takes it back."
            ),
        ),
    )


def _backup(core: "Core", given: Given) -> Result:
    path: Path = given.value("FILE")
    made = core.backups.write(path, progress(_("Backup")))
    line = ngettext("{n} contact copied to {file}.", "{n} contacts copied to {file}.", made.people)
    return Result(
        {"file": str(path), "contacts": made.people}, [line.format(n=made.people, file=path)]
    )


def _restore(journal: Path | None, given: Given, around: Surroundings) -> Result:
    from relationship_journal.services import restoring  # noqa: PLC0415  start-up time

    path: Path = given.value("FILE")
    now = Now(around.now, around.zone)
    with (
        restoring.without_a_window(journal),
        restoring.looked_into(
            path, journal, key=around.keys.ask, progress=progress(_("Reading"))
        ) as found,
    ):
        what = inside(found.inside, now)
        value = {"file": str(path), "contacts": found.inside.people}
        if "--look" in given:
            return Result(value, [_("Inside: {what}.").format(what=what)])
        if found.replaces and "--replace" not in given:
            raise JournalError(
                _("There is a journal already; nothing was changed."),
                _(
                    "“--replace” puts this backup ({what}) in its place and keeps the old one."
                ).format(what=what),
            )
        done = found.put_in_place(around.now, around.zone)
    lines = [_("Restored: {what}.").format(what=what)]
    if found.inside.is_encrypted:
        lines.append(
            _("It opens with the passphrase and the recovery code of the day it was made.")
        )
    if done.kept is not None:
        lines.append(_("What was there before is kept: {file}").format(file=done.kept))
    kept = None if done.kept is None else str(done.kept)
    return Result({**value, "journal": str(done.journal), "kept": kept}, lines)


def inside(row: "InsideRow", now: Now) -> str:
    """Return what a backup holds, in words."""
    parts = [
        ngettext("{n} person", "{n} people", row.people).format(n=row.people),
        ngettext("{n} entry", "{n} entries", row.entries).format(n=row.entries),
        ngettext("{n} note", "{n} notes", row.notes).format(n=row.notes),
    ]
    if row.made_at is not None:
        parts.append(_("made {when}").format(when=now.moment(row.made_at)))
    return ", ".join(parts)


def _never(_core: object, _given: Given) -> Result:
    raise AssertionError("it runs without an open journal")
