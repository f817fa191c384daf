"""The command capture: one line becomes an entry and a promise, for the right people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from relationship_journal.cli import values, words
from relationship_journal.cli.output import Result
from relationship_journal.cli.parsing import Argument, Command, Given, Journals, Surroundings
from relationship_journal.domain.capture import Capture, parse_capture
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.services.contact_json import instant_text

if TYPE_CHECKING:
    from relationship_journal.core import Core
    from relationship_journal.services.capturing import Captured
    from relationship_journal.services.rows import EntryRow, PromiseRow


def commands() -> tuple[Command, ...]:
    """Return the command."""
    return (
        Command(
            "capture",
            _("one line: who, why, where, the words, a link, and !a promise by a day"),
            _capture,
            (
                Argument(
                    "TEXT",
                    _("such as “@mara sorry forum https://… !fix the link by Fri”"),
                    _line,
                    is_text=True,
                ),
            ),
            journal=_journal_of_capture,
            more=_(
                "A name nobody goes by is a new contact; one that several go by changes nothing. "
                "Begins a journal where there is none."
            ),
        ),
    )


def _line(word: str, around: Surroundings) -> tuple[str, Capture]:
    """Return a line and what it says, before a journal is begun for nothing.

    Raises: InvalidInput when it names nobody or says nothing.
    """
    line = values.text(word, around)
    capture = parse_capture(line, around.now, around.zone)
    if not capture.who:
        raise InvalidInput("name", _("The line names nobody."), _("Begin it with @ and a name."))
    if not (capture.has_entry or capture.promise):
        raise InvalidInput("text", _("There is nothing to write down yet."))
    return line, capture


def _journal_of_capture(given: Given) -> Journals:
    _typed, capture = given.value("TEXT")
    # a number means somebody who is there already
    is_known = any(name.isdecimal() for name in capture.who)
    return Journals.THERE if is_known else Journals.BEGUN


def _capture(core: "Core", given: Given) -> Result:
    line, _read = given.value("TEXT")
    for somebody in core.capturing.understand(line).people:
        if somebody.contact_id is None and somebody.typed.isdecimal():
            core.contacts.find(somebody.typed)  # says that there is nobody of this number
    done = core.capturing.write_down(line, makes_unknown=True)
    entry = core.entries.get(done.entry_id) if done.entry_id is not None else None
    promises = [core.promises.get(one) for one in done.promise_ids]
    names = {one: core.contacts.name_of(one) for one in done.contact_ids}
    now = words.Now(core.clock(), core.zone)
    return Result(_written(done, names, entry, promises), _lines(done, names, entry, promises, now))


def _written(
    done: "Captured", names: dict[int, str], entry: "EntryRow | None", promises: "list[PromiseRow]"
) -> dict[str, Any]:
    """Return what was written, by id and in words."""
    return {
        "contact_ids": list(done.contact_ids),
        "added_ids": list(done.added_ids),
        "entry_id": done.entry_id,
        "promise_ids": list(done.promise_ids),
        "contacts": [{"id": one, "name": name} for one, name in names.items()],
        "entry": None
        if entry is None
        else {
            "id": entry.id,
            "at": instant_text(entry.at),
            "direction": entry.direction.value,
            "channel": entry.channel.value,
            "intent": entry.intent.value if entry.intent else None,
            "text": entry.text,
            "url": entry.url,
        },
        "promises": [
            {
                "id": one.id,
                "contact_id": one.contact_id,
                "text": one.text,
                "by": one.by.isoformat() if one.by else None,
            }
            for one in promises
        ],
    }


def _lines(
    done: "Captured",
    names: dict[int, str],
    entry: "EntryRow | None",
    promises: "list[PromiseRow]",
    now: words.Now,
) -> Iterator[str]:
    for one in done.added_ids:
        yield _("{name} is new.").format(name=words.named(names[one], one))
    if entry is not None:
        yield _("Entry {id} with {name}: {what}").format(
            id=entry.id, name=", ".join(names.values()), what=words.entry(entry)
        )
    for owed in promises:
        yield _("{name}, promise {line}").format(
            name=names[owed.contact_id], line=words.promise(owed, now)
        )
