"""Commands on follow-ups: remind, done, snooze, skip."""

from typing import TYPE_CHECKING

from relationship_journal.cli import values, words
from relationship_journal.cli.output import Result
from relationship_journal.cli.parsing import Argument, Command, Given, Option, UsageError, see_help
from relationship_journal.cli.people import who
from relationship_journal.cli.writing import text
from relationship_journal.i18n import gettext as _

if TYPE_CHECKING:
    from relationship_journal.core import Core
    from relationship_journal.services.rows import FollowUpRow


def commands() -> tuple[Command, ...]:
    """Return the commands on follow-ups."""
    number = Argument("ID", _("the number of a follow-up"), values.number)
    for_contact = Option(
        "--contact",
        _("for a person’s reasons that are no follow-up"),
        "WHO",
        values.line,
        replaces="ID",
    )
    return (
        Command(
            "remind",
            _("a follow-up: a dated next step"),
            _remind,
            (who(), _when(), text(is_needed=False)),
            (
                Option(
                    "--repeat",
                    _("daily, weekly, monthly, yearly, “every 3 weeks” or an RRULE"),
                    "RULE",
                    values.repeat,
                ),
                Option("--from-completion", _("repeat from the day it was done")),
            ),
            check=_check_repeat,
        ),
        Command("done", _("a follow-up is done; a repeating one comes again"), _done, (number,)),
        Command("snooze", _("ask again later"), _snooze, (number, _when()), (for_contact,)),
        Command("skip", _("not this time"), _skip, (number,), (for_contact,)),
    )


def _when() -> Argument:
    return Argument(
        "WHEN",
        _("2026-11-27, “2026-11-27 18:30”, 18:30, today, tomorrow, fri, 3d, 2w or 6m"),
        values.when,
    )


def _check_repeat(given: Given) -> None:
    if "--from-completion" in given and "--repeat" not in given:
        raise UsageError(_("“--from-completion” needs “--repeat”."), see_help("remind"))


def _remind(core: "Core", given: Given) -> Result:
    contact_id = core.contacts.find(given.text("WHO"))
    when = given.value("WHEN")
    follow_up_id = core.follow_ups.add(
        contact_id,
        when.day,
        given.text("TEXT"),
        at=when.at,
        repeat=given.text("--repeat"),
        from_completion="--from-completion" in given,
    )
    return _as_it_stands(core, core.follow_ups.get(follow_up_id))


def _done(core: "Core", given: Given) -> Result:
    return _as_it_stands(core, core.follow_ups.complete(given.value("ID")))


def _snooze(core: "Core", given: Given) -> Result:
    when = given.value("WHEN")
    if "--contact" not in given:
        return _as_it_stands(core, core.follow_ups.snooze(given.value("ID"), when.day, when.at))
    contact_id = core.contacts.find(given.text("--contact"))
    core.follow_ups.snooze_contact(contact_id, when.day, when.at)
    now = words.Now(core.clock(), core.zone)
    line = _("{name} waits until {day}.").format(
        name=core.contacts.name_of(contact_id), day=now.day(when.day)
    )
    return Result({"id": None, "contact_id": contact_id, "due": when.day.isoformat()}, [line])


def _skip(core: "Core", given: Given) -> Result:
    if "--contact" not in given:
        return _as_it_stands(core, core.follow_ups.skip(given.value("ID")))
    contact_id = core.contacts.find(given.text("--contact"))
    core.follow_ups.skip_contact(contact_id)
    line = _("{name}: not this time.").format(name=core.contacts.name_of(contact_id))
    return Result({"id": None, "contact_id": contact_id, "due": None}, [line])


def _as_it_stands(core: "Core", row: "FollowUpRow") -> Result:
    now = words.Now(core.clock(), core.zone)
    value = {
        "id": row.id,
        "contact_id": row.contact_id,
        "due": row.due.isoformat() if row.is_open else None,
    }
    if row.is_open:
        line = _("{name}, follow-up {line}").format(name=row.name, line=words.follow_up(row, now))
    else:
        line = _("{name}, follow-up {id}: closed.").format(name=row.name, id=row.id)
    return Result(value, [line])
