"""Commands that write down and find again: note, log, search."""

from typing import TYPE_CHECKING

from relationship_journal.cli import values, words
from relationship_journal.cli.output import Result, visible
from relationship_journal.cli.parsing import Argument, Command, Given, Option
from relationship_journal.cli.people import who
from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.i18n import gettext as _
from relationship_journal.services.contact_json import instant_text

if TYPE_CHECKING:
    from relationship_journal.core import Core


def commands() -> tuple[Command, ...]:
    """Return the commands that write down and find again."""
    return (
        Command(
            "note",
            _("a note on a person"),
            _note,
            (who(), text(is_needed=True)),
            more=_("A note is Markdown and holds up to 4 MiB."),
        ),
        Command(
            "log",
            _("a journal entry: one exchange"),
            _log,
            (who(), text(is_needed=False)),
            (
                Option(
                    "--channel",
                    _("where: {codes}").format(codes=" ".join(one.value for one in Channel)),
                    "C",
                    values.channel,
                ),
                Option(
                    "--intent",
                    _("why: {codes}").format(codes=" ".join(one.value for one in Intent)),
                    "I",
                    values.intent,
                ),
                Option("--from-them", _("they wrote to you")),
                Option("--url", _("the post or page it was about"), "URL", values.line),
                Option("--at", _("when it was; now when left out"), "WHEN", values.past_when),
            ),
            more=_("Without --from-them it is from you. A day without a time is its noon."),
        ),
        Command(
            "search",
            _("people, notes and entries that hold a text"),
            _search,
            (text(is_needed=True),),
        ),
    )


def text(*, is_needed: bool) -> Argument:
    """Return the argument for a text."""
    return Argument(
        "TEXT",
        _("the words; “-” reads them from standard input"),
        values.text,
        is_needed=is_needed,
        is_text=True,
    )


def _note(core: "Core", given: Given) -> Result:
    contact_id = core.contacts.find(given.text("WHO"))
    note = core.notes.get(core.notes.add(contact_id, given.text("TEXT")))
    name = core.contacts.name_of(contact_id)
    return Result(
        {"id": note.id, "contact_id": contact_id, "at": instant_text(note.created_at)},
        [_("Note {id} on {name}.").format(id=note.id, name=name)],
    )


def _log(core: "Core", given: Given) -> Result:
    contact_id = core.contacts.find(given.text("WHO"))
    moment = given.value("--at")
    channel = given.value("--channel", Channel.OTHER)
    # asked before it is written: who wrote last may be answered by any channel
    is_theirs = "--from-them" in given
    decided = "" if is_theirs else core.approach.refusal(contact_id, channel)
    entry_id = core.entries.write_down(
        [contact_id],
        given.text("TEXT"),
        direction=Direction.INCOMING if is_theirs else Direction.OUTGOING,
        channel=channel,
        intent=given.value("--intent"),
        url=given.text("--url"),
        at=moment.instant if moment else None,
    )
    entry = core.entries.get(entry_id)
    name, now = core.contacts.name_of(contact_id), words.Now(core.clock(), core.zone)
    return Result(
        {"id": entry.id, "contact_id": contact_id, "at": instant_text(entry.at)},
        [
            _("Entry {id} with {name}, {moment}.").format(
                id=entry.id, name=name, moment=now.moment(entry.at)
            )
        ],
        (decided,) if decided else (),
    )


def _search(core: "Core", given: Given) -> Result:
    hits = core.search.find(given.text("TEXT"))
    kinds = {"contact": _("contact"), "note": _("note"), "entry": _("entry"), "post": _("post")}
    return Result(
        [
            {
                "kind": hit.kind,
                "id": hit.id,
                "contact_id": hit.contact_id,
                "name": hit.name,
                "snippet": hit.snippet,
            }
            for hit in hits
        ],
        (
            _("{name}, {kind} {id}: {snippet}").format(
                name=hit.name,
                kind=kinds[hit.kind],
                id=hit.id,
                snippet=" ".join(visible(hit.snippet)),
            )
            for hit in hits
        ),
    )
