"""Commands on promises: promise, kept, release."""

from typing import TYPE_CHECKING

from relationship_journal.cli import values, words
from relationship_journal.cli.output import Result
from relationship_journal.cli.parsing import Argument, Command, Given, Option
from relationship_journal.cli.people import who
from relationship_journal.cli.writing import text
from relationship_journal.domain.codes import Owed
from relationship_journal.i18n import gettext as _

if TYPE_CHECKING:
    from relationship_journal.core import Core
    from relationship_journal.services.rows import PromiseRow

OPEN, KEPT, RELEASED = "open", "kept", "released"


def commands() -> tuple[Command, ...]:
    """Return the commands on promises."""
    number = Argument("ID", _("the number of a promise"), values.number)
    why = Argument(
        "WHY",
        _("a word why; “-” reads it from standard input"),
        values.text,
        is_needed=False,
        is_text=True,
    )
    return (
        Command(
            "promise",
            _("what I owe somebody"),
            _promise,
            (who(), text(is_needed=True)),
            (
                Option("--by", _("the day it is due"), "WHEN", values.when),
                Option("--theirs", _("what they owe me: listed, never a reminder")),
            ),
            more=_("Without a day it comes up on Today 14 days later."),
        ),
        Command("kept", _("a promise is kept"), _kept, (number,)),
        Command("release", _("let a promise go"), _release, (number, why)),
    )


def _promise(core: "Core", given: Given) -> Result:
    contact_id = core.contacts.find(given.text("WHO"))
    by = given.value("--by")
    owed_by = Owed.THEIRS if "--theirs" in given else Owed.MINE
    promise_id = core.promises.make(
        contact_id, given.text("TEXT"), by.day if by else None, owed_by=owed_by
    )
    return _as_it_stands(core, core.promises.get(promise_id), OPEN)


def _kept(core: "Core", given: Given) -> Result:
    return _as_it_stands(core, core.promises.keep(given.value("ID")), KEPT)


def _release(core: "Core", given: Given) -> Result:
    row = core.promises.release(given.value("ID"), given.text("WHY"))
    return _as_it_stands(core, row, RELEASED)


def _as_it_stands(core: "Core", row: "PromiseRow", state: str) -> Result:
    value = {
        "id": row.id,
        "contact_id": row.contact_id,
        "text": row.text,
        "by": row.by.isoformat() if row.by else None,
        "state": state,
    }
    name = core.contacts.name_of(row.contact_id)
    if state == OPEN:
        now = words.Now(core.clock(), core.zone)
        line = _("{name}, promise {line}").format(name=name, line=words.promise(row, now))
    elif state == KEPT:
        line = _("{name}, promise {id}: kept.").format(name=name, id=row.id)
    else:
        line = _("{name}, promise {id}: released.").format(name=name, id=row.id)
    return Result(value, [line])
